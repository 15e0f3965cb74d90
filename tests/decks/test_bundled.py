"""What a machine can check about the bundled decks. Whether a card is good is for people to say."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from scripts.fingerprints import kept, runs

from dialogkort.core.cards import Card, Deck, Kind, Order
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.shelf.shelf import bundled_folder

TRANSLATIONS = {
    "selvledelse": "self-leadership",
    "tillid": "trust",
    "kontrol": "control",
    "digital-kommunikation": "digital-communication",
    "naervaer-paa-afstand": "presence-at-a-distance",
    "distribueret-ledelse": "distributed-leadership",
    "frisaettelse": "release",
    "trivsel-og-faellesskab": "wellbeing-and-community",
    "ai-i-teamet": "ai-in-the-team",
    "forventningsafstemning": "aligning-expectations",
    "teamsamtale": "team-talk",
    "lugerunden": "the-weeding-round",
    "fra-snak-til-forsoeg": "from-talk-to-trial",
    "ind-og-ud": "check-in-check-out",
    "raadfoering": "seeking-advice",
    "hvem-passer-paa-chefen": "who-looks-after-the-boss",
    "borgerstolen": "the-citizens-chair",
}
CORE = ("selvledelse", "tillid", "kontrol", "digital-kommunikation")
SIZES = dict.fromkeys(CORE, range(30, 60)) | {
    "naervaer-paa-afstand": range(18, 45),
    "distribueret-ledelse": range(18, 45),
    "frisaettelse": range(18, 45),
    "trivsel-og-faellesskab": range(18, 45),
    "ai-i-teamet": range(12, 30),
    "forventningsafstemning": range(6, 7),
    "teamsamtale": range(6, 10),
    "lugerunden": range(8, 13),
    "fra-snak-til-forsoeg": range(5, 8),
    "ind-og-ud": range(20, 40),
    "raadfoering": range(12, 16),
    "hvem-passer-paa-chefen": range(18, 30),
    "borgerstolen": range(18, 30),
}
PROGRAMMES = ("forventningsafstemning", "teamsamtale", "lugerunden", "raadfoering", "fra-snak-til-forsoeg")
LARGE = tuple(name for name, size in SIZES.items() if size.start >= 18 and name != "ind-og-ud")
DECISIONS = ("selvledelse", "kontrol", "distribueret-ledelse")

YES_OR_NO = {
    "da": r"(er|har|kan|skal|vil|må|bør|gør|kunne|ville|skulle|burde|var|havde|synes|tør|får|bliver|plejer|ved) ",
    "en": r"(is|are|was|were|do|does|did|have|has|had|can|could|should|would|will|may|must|shall) ",
}
BANNED = {
    "da": (
        "mindset",
        "commitment",
        "empower",
        "proaktiv",
        "synergi",
        "implementer",
        "eksekver",
        "facilit",
        "forankr",
    ),
    "en": ("mindset", "commitment", "empower", "proactive", "synerg", "stakeholder", "leverage", "going forward"),
}
DECKS = [("da", name) for name in TRANSLATIONS] + [("en", name) for name in TRANSLATIONS.values()]


def path_of(language: str, name: str) -> Path:
    return bundled_folder() / language / f"{name}.yaml"


@cache
def deck_of(language: str, name: str) -> Deck:
    reading = read_deck(path_of(language, name).read_bytes(), name)
    assert reading.deck is not None
    return reading.deck


def texts_of(card: Card) -> tuple[str, ...]:
    single = (card.question, card.theme, card.low, card.high, card.decision, card.advice, card.collect)
    steps = tuple(step.text for step in card.steps)
    return tuple(text for text in (*single, *card.options, *card.follow_ups, *steps) if text)


def questions_of(card: Card) -> list[str]:
    """Return the sentences in the card's question that are questions."""
    return [part.strip() for part in re.findall(r"[^.!?:]*\?", card.question)]


@pytest.mark.parametrize(("language", "name"), DECKS)
def test_a_deck_has_no_problems_at_all(language: str, name: str) -> None:
    reading = read_deck(path_of(language, name).read_bytes(), name)
    assert [(problem.line, problem.code, problem.message()) for problem in reading.problems] == []
    assert reading.deck is not None
    assert (reading.deck.id, reading.deck.language) == (name, language)
    assert all(card.source for card in reading.deck.cards), "each card names its source"


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_a_deck_has_its_promised_cards_kinds_and_levels(name: str) -> None:
    deck = deck_of("da", name)
    kinds = Counter(card.kind for card in deck.cards)
    levels = Counter(card.level for card in deck.cards)
    assert len(deck.cards) in SIZES[name]
    assert (deck.order is Order.FIXED) is (name in PROGRAMMES)
    if name in LARGE:
        assert 0.4 <= kinds[Kind.QUESTION] / len(deck.cards) <= 0.65
        assert all(0.2 <= levels[level] / len(deck.cards) <= 0.48 for level in (1, 2, 3))
        assert len({card.theme for card in deck.cards}) >= 4
    if name in CORE:
        assert kinds[Kind.DILEMMA] >= 4
        assert kinds[Kind.SCALE] >= 4
        assert kinds[Kind.EXERCISE] >= 3
    if name in DECISIONS:
        assert kinds[Kind.DELEGATION] >= 5


@pytest.mark.parametrize(("danish", "english"), TRANSLATIONS.items())
def test_the_translation_is_complete_for_each_card(danish: str, english: str) -> None:
    first, second = deck_of("da", danish), deck_of("en", english)
    assert second.translation_of == first.id
    assert (second.order, second.group, second.seconds) == (first.order, first.group, first.seconds)

    def shape(card: Card) -> tuple[object, ...]:
        counts = (len(card.options), len(card.follow_ups), bool(card.advice), bool(card.decision))
        steps = tuple(step.minutes for step in card.steps)
        lists = (bool(card.collect), bool(card.shows))
        return card.id, card.kind, card.level, card.minutes, steps, card.together, card.break_after, lists, *counts

    assert [shape(card) for card in second.cards] == [shape(card) for card in first.cards]
    assert not {card.question for card in first.cards} & {card.question for card in second.cards}


@pytest.mark.parametrize(("language", "name"), DECKS)
def test_cards_are_short_enough_to_read_aloud(language: str, name: str) -> None:
    cards = deck_of(language, name).cards
    for card in cards:
        assert len(card.question) <= 280, card.id
        assert len(card.theme) <= 24, card.id
        assert len(card.advice) <= 230, card.id
        assert all(len(option) <= 60 for option in card.options), card.id
        assert all(len(label) <= 40 for label in (card.low, card.high)), card.id
        assert len(card.decision) <= 80, card.id
        assert len(card.follow_ups) <= 4, card.id
    # An exercise is read step by step and then done; it needs as much room as a spoken card.
    asked = [card for card in cards if card.kind is not Kind.EXERCISE]
    assert sum(len(card.question) < 160 for card in asked) >= 0.8 * len(asked), "most are short"


@pytest.mark.parametrize(("language", "name"), DECKS)
def test_no_question_can_be_answered_with_yes_or_no(language: str, name: str) -> None:
    opening = re.compile(YES_OR_NO[language], re.IGNORECASE)
    closed = [
        card.id for card in deck_of(language, name).cards for ask in questions_of(card)[-1:] if opening.match(ask)
    ]
    assert closed == []


@pytest.mark.parametrize(("language", "name"), DECKS)
def test_there_is_no_consultancy_jargon_and_quotation_marks_are_not_mixed(language: str, name: str) -> None:
    for card in deck_of(language, name).cards:
        text = " ".join(texts_of(card))
        assert not [word for word in BANNED[language] if re.search(rf"\b{word}", text, re.IGNORECASE)], card.id
        assert not re.search(r"[„»«\"]" if language == "en" else r"[„“”\"]", text), card.id
        assert "  " not in text, card.id


@pytest.mark.parametrize("name", [name for name in LARGE if name not in PROGRAMMES])
def test_the_last_follow_up_points_to_something_that_can_be_agreed_on(name: str) -> None:
    """Every card has one, and no two cards in a deck end in the same way."""
    last = [card.follow_ups[-1] for card in deck_of("da", name).cards]
    assert len(set(last)) == len(last)


@pytest.mark.parametrize("name", LARGE)
def test_the_cards_of_a_deck_do_not_all_have_the_same_shape(name: str) -> None:
    """A team that hears the same shape card after card stops listening to the content."""
    cards = deck_of("da", name).cards
    dilemmas = [card for card in cards if card.kind is Kind.DILEMMA]
    sentences = [len(re.findall(r"[.!?][«)]?(?=\s|$)", card.advice)) for card in cards]

    def commonest(numbers: list[int]) -> float:
        return Counter(numbers).most_common(1)[0][1] / len(numbers)

    assert commonest([len(card.follow_ups) for card in cards]) <= 0.85, "follow-ups"
    assert commonest(sentences) <= 0.9, "sentences of advice"
    assert commonest([len(card.options) for card in dilemmas]) <= 0.75, "options"
    spoken = [card for card in cards if "»" in " ".join((card.question, card.low, card.high, *card.options))]
    assert len(spoken) >= 0.2 * len(cards), "something said"


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_scales_and_delegations_describe_a_scene(name: str) -> None:
    for card in deck_of("da", name).cards:
        if card.kind is Kind.SCALE:
            assert not re.match(r"Hvor (?!(i|på|ved|hen|vil|er|står|begynder)\b)\w+", card.question), card.id
        if card.kind is Kind.DELEGATION:
            assert not card.question.startswith("Hvem bestemmer"), f"{card.id}: the scene comes first"


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_two_cards_in_a_language_are_nearly_the_same(language: str) -> None:
    cards = [card for tongue, name in DECKS if tongue == language for card in deck_of(language, name).cards]
    bags = [(card, {word for word in re.findall(r"\w+", card.question.lower()) if len(word) > 3}) for card in cards]
    alike = [
        (first.key, second.key)
        for (first, some), (second, others) in combinations(bags, 2)
        if len(some & others) > 0.6 * len(some | others)
    ]
    assert alike == []


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_no_eight_consecutive_words_are_copied_from_a_source(name: str) -> None:
    marks = kept()
    deck = deck_of("da", name)
    texts = [deck.description, *(text for card in deck.cards for text in texts_of(card))]
    assert [run for text in texts for mark, run in runs(text) if mark in marks] == []


def test_the_fingerprints_find_copied_words_however_they_are_written() -> None:
    """The test above would fail if a sentence from a source were on a card, in capitals, hyphenated or punctuated."""
    told = "Otte ord i træk er nok til at kende en sætning igen"
    marks = {mark for mark, _run in runs(told)}
    for set_so in (told.upper(), told.replace("sætning", "sæt-\n  ning"), told.replace(" er ", ", er\n")):
        assert {mark for mark, _run in runs(set_so)} == marks
    assert len(kept()) > 30_000
    assert not marks & kept()


# What keeps the cards from all being alike. Each limit is a share of all bundled cards in a language with that part.
TALKED = {
    "da": {"scale": r"hvor \w+", "delegation": r"hvem bestemmer", "first": "Hvad", "decided": r"$^"},
    "en": {"scale": r"how \w+", "delegation": r"who decides", "first": "What", "decided": r"\b(do|does) (we|you)\b"},
}


def share(of: Sequence[object], among: Sequence[object]) -> float:
    return len(of) / len(among)


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?][»”)]*(?=\s|$)", text))


@cache
def all_cards(language: str) -> tuple[Card, ...]:
    return tuple(card for tongue, name in DECKS if tongue == language for card in deck_of(language, name).cards)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_number_of_parts_varies_between_cards(language: str) -> None:
    """Cards that all have three follow-ups, two sentences of advice and four options are one card, read many times."""
    cards = all_cards(language)
    asked = [card for card in cards if card.follow_ups]
    advised = [card for card in cards if card.advice]
    dilemmas = [card for card in cards if card.kind is Kind.DILEMMA]
    assert share([card for card in asked if len(card.follow_ups) == 3], asked) <= 0.65
    assert {len(card.follow_ups) for card in asked} >= {2, 3, 4}
    assert share([card for card in advised if sentences(card.advice) == 2], advised) <= 0.72
    assert share([card for card in dilemmas if len(card.options) == 4], dilemmas) <= 0.65
    assert {len(card.options) for card in dilemmas} >= {3, 4, 5}


@pytest.mark.parametrize("language", ["da", "en"])
def test_scales_and_delegations_are_scenes_and_not_a_fixed_formula(language: str) -> None:
    """A plain “who decides” after a scene is what the seven levels answer, but not always in the same words."""
    cards, words = all_cards(language), TALKED[language]
    scales = [card for card in cards if card.kind is Kind.SCALE]
    boards = [card for card in cards if card.kind is Kind.DELEGATION]
    formula = re.compile(words["scale"], re.IGNORECASE)
    assert share([card for card in scales if formula.match((questions_of(card) or [""])[-1])], scales) <= 0.25
    assert (
        share([card for card in boards if re.search(words["delegation"], card.question, re.IGNORECASE)], boards) <= 0.6
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_last_follow_ups_do_not_all_begin_the_same_way(language: str) -> None:
    words = TALKED[language]
    last = [card.follow_ups[-1] for card in all_cards(language) if card.follow_ups]
    assert share([text for text in last if text.split()[0] == words["first"]], last) <= 0.45
    assert share([text for text in last if re.search(words["decided"], text, re.IGNORECASE)], last) <= 0.1, "“shall we”"


@pytest.mark.parametrize("language", ["da", "en"])
def test_one_card_in_five_quotes_somebody(language: str) -> None:
    """Something that somebody says gets a conversation going at once."""
    cards = all_cards(language)
    said = [card for card in cards if re.search("»[^»«]+«" if language == "da" else "“[^“”]+”", card.question)]
    assert share(said, cards) >= 0.2
