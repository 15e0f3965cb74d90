"""Another language is a file, a catalogue and decks: a toy language, unknown to the source, is used everywhere."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from tests.core.table import TODAY, agreement

from dialogkort import language
from dialogkort.cli import main
from dialogkort.cli.arguments import parse
from dialogkort.core.agreements.agreement import Draft
from dialogkort.core.agreements.reviews import keep
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.shelf.library import Library
from dialogkort.decks.shelf.shelf import Shelf
from dialogkort.language.dates import ago, full_date, long_date, parse_date
from dialogkort.language.nudges import Nudge, nudges
from dialogkort.language.numbers import decimal
from dialogkort.language.tongue import Dates, Headings, Phrases, Tongue, TypedDates, words
from dialogkort.storage import settings, teams
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements.pages import refresh_pages

CATALOGUE = {
    "Agreements: {team}": "Dohodo: {team}",
    "Agreements": "Dohodo",
    "Review: {date}": "Zapregle: {date}",
    "list the decks on the shelf": "kartoj sur la breto",
    "usage: ": "uzo: ",
    "short": "kurta",
    "classic": "klasika",
    "thorough": "profunda",
    ("{number} card", "{number} cards"): ("{number} karto", "{number} kartoj"),
}


def toy(locale: Path) -> Tongue:
    return Tongue(
        code="tl",
        name="tolingo",
        switch="En tolingo",
        also_called=("toylingo",),
        letter=1,
        decimal_sign="·",
        yes=("jes",),
        dates=Dates(
            months=words("unuo duo trio kvaro kvino seso sepo oko nauo deko undeko dozo"),
            short_months=words("un du tr kv ki se sp ok na de ud do"),
            weekdays=words("lundo marto merko ĵaŭdo vendo sabo dimo"),
            units=(("tago", "tagoj"), ("semo", "semoj"), ("mono", "monoj"), ("jaro", "jaroj")),
            today="hodiau",
            yesterday="hierau",
            tomorrow="morgau",
            ago="antau {}",
            ahead="post {}",
            long="{day} {month} {year}",
            weekday="{weekday} {day} {month}",
        ),
        typed=TypedDates(
            today=("hod",),
            tomorrow=(),
            numbers={"kelk": 3},
            days=words("tago tagoj"),
            weeks=words("semo semoj"),
            months=words("mono monoj"),
            years=words("jaro jaroj"),
            half_years=("duonjaro",),
            leading=("post", "je"),
            following=(),
        ),
        headings=Headings("Okazo", "Signoj", "Angulflagoj", "Zorgoj", "Solvitaj kontraŭoj", "Historio", "Kartaro"),
        phrases=Phrases(
            decided="Decidita",
            kept="Tenita.",
            adjusted="Alĝustigita.",
            retired="Formetita.",
            superseded="Anstataŭita: {title}.",
            handed_over="De {was} al {keeper}.",
            taken_over="Nun {keeper}.",
            let_go="Ne plu {was}.",
            moved="Al {date}.",
            level="Nivelo {before} → {now}.",
            following="Sekva: {date}.",
            reason="Kialo: {reason}",
            was="Antaŭe:",
        ),
        openings=frozenset({"ĉu"}),
        choice="aŭ",
        common=frozenset({"kaj", "la"}),
        timed=("kiam",),
        vague=("bonvol\\w*",),
        locale=locale,
    )


@pytest.fixture(autouse=True)
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Add the toy language, with a catalogue of some messages, just as its file and its line would."""
    catalogue = Catalog(locale="eo")
    for english, text in CATALOGUE.items():
        catalogue.add(english, text)
    path = tmp_path / "locale" / "tl" / "LC_MESSAGES" / "dialogkort.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setitem(language.TONGUES, "tl", toy(tmp_path / "locale"))
    before = language.current()
    language.use("tl")
    yield "tl"
    language.use(before)


def test_its_messages_come_from_its_catalogue_and_missing_ones_from_the_source() -> None:
    assert language.gettext("Agreements") == "Dohodo"
    assert language.gettext("New game") == "New game"
    assert language.ngettext("{number} card", "{number} cards", 2) == "2 kartoj"


def test_it_comes_next_when_switching_and_the_locale_can_select_it() -> None:
    switches = []
    for _n in range(3):
        switches.append(language.following().switch)
        language.use(language.following().code)
    assert switches == ["På dansk", "In English", "En tolingo"]
    assert language.preferred({"LANG": "tl_TL.UTF-8"}) == "tl"


def test_dates_and_numbers_are_written_and_read_in_it() -> None:
    assert long_date(TODAY) == "22 undeko 2026"
    assert full_date("22 undeko 2026") == TODAY
    assert ago(date(2026, 11, 19), TODAY) == "antau 3 tagoj"
    assert decimal(4.25) == "4·2"
    for typed, day in (
        ("hod", TODAY),
        ("morgau", date(2026, 11, 23)),
        ("je ĵaŭdo", date(2026, 11, 26)),
        ("post kelk semoj", date(2026, 12, 13)),
        ("duonjaro", date(2027, 5, 22)),
        ("om 3 måneder", date(2027, 2, 22)),
    ):
        assert parse_date(typed, TODAY) == day, typed


def test_the_file_of_an_agreement_is_written_reviewed_and_read_in_it(tmp_path: Path) -> None:
    rule = agreement(signs="Vi ser det.", concerns=("Hvad med nat?",), question="Hvad nu?", deck="prøve")
    path = agreement_files.add(tmp_path, rule)
    text = path.read_text("utf-8")
    for line in ("## Okazo", "## Signoj", "## Zorgoj", "## Historio", "Kartaro: prøve", "- 22 kvino 2026: Decidita"):
        assert f"\n{line}" in text, line
    language.use("en")
    assert agreement_files.read(path).agreement == rule
    change = keep(rule, TODAY)
    agreement_files.change(tmp_path, change)
    assert agreement_files.read(path).history[-1] == "22 undeko 2026: Tenita. Sekva: 22 duo 2027."
    assert agreement_files.undo(tmp_path, change)
    assert path.read_text("utf-8") == text


def test_a_team_can_use_it(tmp_path: Path) -> None:
    tmp_path.joinpath("team.yaml").write_text(
        "name: Nord\nlanguage: tl\nmembers:\n- name: Bo\n  remote: jes\n", "utf-8"
    )
    found = teams.read(tmp_path)
    assert (found.problems, found.team.language, found.team.members[0].remote) == ((), "tl", True)
    language.use("en")
    refresh_pages(tmp_path, "Nord", [agreement()], TODAY)
    assert tmp_path.joinpath("agreements.md").read_text("utf-8").startswith("# Dohodo: Nord\n")


def test_the_settings_can_use_it(tmp_path: Path) -> None:
    settings.save(tmp_path, settings.Settings(language="tl"))
    assert settings.load(tmp_path) == (settings.Settings(language="tl"), ())


def test_drafts_and_cards_are_checked_in_it() -> None:
    assert Nudge.WHEN not in nudges(Draft(rule="Ni vokas kiam brulas"))
    assert Nudge.SEEN in nudges(Draft(rule="Ni bonvolas"))
    text = (
        "format: 1\ntitle: T\nlanguage: tl\ncards:\n- {id: a, question: Ĉu bone?}\n- {id: b, question: Ĉu ci aŭ mi?}\n"
    )
    assert [problem.line for problem in read_deck(text.encode(), "t").problems if problem.code == "DK302"] == [5]
    [problem] = read_deck(text.replace("language: tl", "language: toylingo").encode(), "t").problems[:1]
    assert (problem.code, dict(problem.parts).get("suggestion")) == ("DK208", "tl")


def test_its_decks_are_in_a_folder_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "decks" / "tl" / "unu.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("format: 1\nid: unu\ntitle: Unu\nlanguage: tl\ncards:\n- {id: a, question: Kio?}\n", "utf-8")
    assert [deck.id for deck in Library(Shelf([tmp_path / "decks"])).decks("tl")] == ["unu"]


def test_the_command_line_is_printed_in_it(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, expected in (
        (["--lang", "tl", "decks", "--help"], "kartoj sur la breto"),
        (["play", "-h"], "kurta"),
    ):
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--lang", "tl"])
        out = capfd.readouterr().out
        assert ended.value.code == 0
        assert out.startswith("uzo: dialogkort")
        assert expected in out


def test_the_formats_can_be_given_in_it() -> None:
    given = [parse(["play", "--format", word, "--lang", "tl"], {}) for word in ("kurta", "kort", "short")]
    assert [arguments.format for arguments in given] == ["kurta", "kort", "short"]
    with pytest.raises(SystemExit):
        parse(["play", "--format", "longa"], {})
