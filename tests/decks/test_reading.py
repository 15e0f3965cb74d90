"""What a good deck means."""

import subprocess
import sys

import pytest
from tests.decks.written import HEAD, TAIL, card, codes, ids, read

from dialogkort.core.cards import Card, Deck, Kind, Order
from dialogkort.decks.reading.reading import Reading, read_deck
from dialogkort.files.yaml_events import LibyamlMissing

WHOLE = """\
# en kommentar
format: 1
id: digital-kommunikation
title: Digital kommunikation
language: da
description: Hvilket medie til hvad?
authors: [Anna, Bo]
license: CC-BY-4.0
order: fixed
group: {min: 3, max: 8}
translation_of: digital-communication
sources:
  paa-afstand: "Væksthus for Ledelse: Nærværende ledelse på afstand"
format_defaults:
  think: 90
  discuss: 300
x-mit: {a: [b]}
cards:
  - id: mail-eller-opkald
    kind: dilemma
    theme: Valg af medie
    level: 1 # opvarmning
    question: Hvordan siger vi det?
    options: [Mail, Opkald]
    follow_ups:
      - Hvad så bagefter?
      - Hvad kunne vi aftale?
    advice: >
      Ring, når det
      haster.
    source: paa-afstand
    tags: [mail, telefon]
    x-note: mit
  - {id: hvor-meget, kind: scale, question: Hvor meget?, low: Lidt, high: Meget}
  - {id: hvem, kind: delegation, question: Hvem bestemmer?, decision: Ferie}
  - {id: luge, kind: exercise, question: Find tre regler., minutes: "10"}
  - {id: aaben, question: Fortæl.}
"""


def test_a_complete_deck_is_read():
    reading = read(WHOLE, "fil")
    assert reading.problems == ()
    assert reading.deck == Deck(
        id="digital-kommunikation",
        title="Digital kommunikation",
        language="da",
        description="Hvilket medie til hvad?",
        authors=("Anna", "Bo"),
        license="CC-BY-4.0",
        order=Order.FIXED,
        group=(3, 8),
        translation_of="digital-communication",
        seconds=(("think", 90), ("discuss", 300)),
        cards=(
            Card(
                id="mail-eller-opkald",
                deck="digital-kommunikation",
                kind=Kind.DILEMMA,
                question="Hvordan siger vi det?",
                theme="Valg af medie",
                level=1,
                options=("Mail", "Opkald"),
                follow_ups=("Hvad så bagefter?", "Hvad kunne vi aftale?"),
                advice="Ring, når det haster.",
                source="Væksthus for Ledelse: Nærværende ledelse på afstand",
                tags=("mail", "telefon"),
            ),
            Card("hvor-meget", "digital-kommunikation", Kind.SCALE, "Hvor meget?", low="Lidt", high="Meget"),
            Card("hvem", "digital-kommunikation", Kind.DELEGATION, "Hvem bestemmer?", decision="Ferie"),
            Card("luge", "digital-kommunikation", Kind.EXERCISE, "Find tre regler.", minutes=10),
            Card("aaben", "digital-kommunikation", Kind.QUESTION, "Fortæl."),
        ),
    )


def test_the_positions_of_the_cards_are_known():
    reading = read(WHOLE)
    assert [(place.id, place.line, place.last_line, place.playable) for place in reading.places] == [
        ("mail-eller-opkald", 19, 33, True),
        ("hvor-meget", 34, 34, True),
        ("hvem", 35, 35, True),
        ("luge", 36, 36, True),
        ("aaben", 37, 37, True),
    ]


def test_each_card_knows_its_problems():
    reading = read(card("id: b", "qestion: x"))
    assert [(place.id, place.playable) for place in reading.places] == [("a", True), ("b", False), ("z", True)]
    assert [codes(Reading(None, reading.problems_at(place))) for place in reading.places] == [[], ["DK102"], []]
    assert (reading.errors, reading.warnings) == (1, 0)


@pytest.mark.parametrize(
    "text", ["no", "yes", "12:30", "2026-03-01", "null", "~", "0x10", "1e3", "010", "true", ".inf", "1_000"]
)
def test_text_is_read_as_the_author_wrote_it(text):
    question = f"'{text}'" if text in {"null", "~"} else text
    deck = read(card("id: b", f"question: {question}", f"tags: [{text}]", f"theme: {text}", f"advice: '{text}'")).deck
    card_b = deck.cards[1]
    assert (card_b.question, card_b.tags, card_b.theme, card_b.advice) == (text, (text,), text, text)


@pytest.mark.parametrize("word", ["null", "~", "Null", "NULL", ""])
def test_what_yaml_reads_as_null_is_not_a_question(word):
    assert codes(read(card("id: b", f"question: {word}"))) == ["DK109"]


def test_missing_fields_have_defaults():
    deck = read_deck("format: 1\ntitle: T\ncards:\n- question: Hvad så på Ærø?\n".encode(), "Min fil").deck
    assert (deck.id, deck.language, deck.order, deck.group) == ("min-fil", "da", Order.SHUFFLED, None)
    assert deck.cards == (Card("hvad-saa-paa-aeroe", "min-fil", Kind.QUESTION, "Hvad så på Ærø?"),)


def test_generated_ids_differ_from_each_other_and_from_given_ones():
    cards = "- question: Hvad?\n- question: Hvad?\n- {id: hvad, question: Nej}\n"
    assert ids(read("format: 1\ntitle: T\ncards:\n" + cards)) == ["hvad-2", "hvad-3", "hvad"]


def test_a_generated_id_is_short():
    deck = read("format: 1\ntitle: T\ncards:\n- question: " + "Hvornår har du sidst " * 10).deck
    assert deck.cards[0].id == "hvornaar-har-du-sidst-hvornaar-har-du"


def test_one_line_fields_lose_their_line_breaks_and_questions_keep_them():
    deck = read(card("id: b", "question: |", "  Hvad", "  nu?", "theme: |", "  Et", "  tema")).deck
    assert (deck.cards[1].question, deck.cards[1].theme) == ("Hvad\nnu?", "Et tema")


def test_decomposed_letters_are_composed():
    assert read(card("id: b", "question: pa\u030a Ærø")).deck.cards[1].question == "på Ærø"


def test_emoji_of_several_characters_are_kept():
    reading = read(card("id: b", "question: Hvad 👩\u200d🔬 nu ❤\ufe0f?"))
    assert reading.problems == ()
    assert reading.deck.cards[1].question == "Hvad 👩\u200d🔬 nu ❤\ufe0f?"


def test_a_source_that_is_not_in_the_list_is_itself_the_citation():
    reading = read(card("id: b", "question: x", "source: Væksthus for Ledelse"))
    assert codes(reading) == ["DK310"]
    assert reading.deck.cards[1].source == "Væksthus for Ledelse"


def test_the_smallest_and_the_largest_group_are_sorted():
    assert read(HEAD + TAIL + "group: {min: 8, max: 3}\n").deck.group == (3, 8)


def test_a_deck_without_a_title_is_called_by_its_id():
    deck = read(HEAD.replace("title: Prøve\n", "") + TAIL, "min-fil").deck
    assert (deck.id, deck.title) == ("min-fil", "min-fil")


@pytest.mark.parametrize(
    ("language", "question", "warned"),
    [
        ("da", "Er det godt?", True),
        ("da", "Skal vi ringe eller skrive?", False),
        ("da", "Gør en liste over jeres regler.", False),
        ("da", "Erfaringer: hvad virker?", False),
        ("da", "Har du prøvet det? Fortæl.", True),
        ("da", "Hvad er godt?", False),
        ("da", "»Må jeg gå?« spørger den nye. Hvad svarer vi?", False),
        ("da", "»Nu går jeg.« Er det godt?", True),
        ("da", "»Er det godt?«", True),
        ("en", "Is it good?", True),
        ("en", "Do we call or write?", False),
        ("en", "“May I go?” asks the newcomer. What do we say?", False),
        ("en", "What is good?", False),
        ("de", "Ist es gut?", False),
    ],
)
def test_questions_that_can_be_answered_with_yes_or_no_get_a_warning(language, question, warned):
    text = f'format: 1\ntitle: T\nlanguage: {language}\ncards:\n  - {{id: a, question: "{question}"}}\n'
    assert codes(read(text)) == (["DK302"] if warned else [])


def test_reading_a_deck_imports_no_screen_and_importing_the_reader_no_yaml():
    program = (
        "import sys; import dialogkort.decks.reading.reading\n"
        "import dialogkort.decks.shelf.shelf, dialogkort.decks.showing.display\n"
        "assert 'yaml' not in sys.modules\n"
        "dialogkort.decks.reading.reading.read_deck(b'format: 1', 'x')\n"
        "assert 'textual' not in sys.modules and 'rich' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_nothing_is_read_without_libyaml(monkeypatch):
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    with pytest.raises(LibyamlMissing, match="libyaml"):
        read(WHOLE)


def test_the_garbage_collector_is_left_as_it_was():
    import gc

    for was in (True, False):
        (gc.enable if was else gc.disable)()
        read(WHOLE)
        assert gc.isenabled() is was
    gc.enable()
