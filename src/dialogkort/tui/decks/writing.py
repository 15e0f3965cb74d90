"""Writing decks on screen: adding, changing and removing cards, and creating a deck."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dialogkort.core.cards import Card, Deck
from dialogkort.core.text import clean_line
from dialogkort.decks.format import schema_file
from dialogkort.decks.importing.door import LARGEST, propose
from dialogkort.decks.importing.proposal import Proposal, Refused, Take, Unsure, Wishes
from dialogkort.decks.importing.writing import deck_text
from dialogkort.decks.reading.editing import (
    CannotEdit,
    added_card,
    blank,
    changed_card,
    moved_card,
    removed_card,
    with_format,
)
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.shelf.shelf import content
from dialogkort.files import atomic, links
from dialogkort.language import current, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.names import slug
from dialogkort.tui.decks.card_form import CardScreen
from dialogkort.tui.dialogs.prompt import PickScreen, PromptScreen

if TYPE_CHECKING:
    from dialogkort.tui.host import Host

_SHOWN = 5
_LEFT_SHOWN = 3
Done = Callable[[Path], None]


def edit_card(app: "Host", path: Path, card: Card, deck: Deck, done: Done) -> None:
    """Open the form of a card; when it is saved, write it into the deck's file."""

    def save(wanted: Card | None) -> None:
        if wanted is not None and wanted != card:
            _write(
                app,
                path,
                lambda data: changed_card(data, path.stem, _place(data, path, card), wanted),
                done,
                needs_more=True,
            )

    app.push_screen(CardScreen(_("Change a card"), card, deck.language, _lists(deck, card)), save)


def new_card(app: "Host", path: Path, deck: Deck, done: Done) -> None:
    """Open an empty form; when it is saved, the card is added at the end of the deck."""

    def save(wanted: Card | None) -> None:
        if wanted is not None:
            _write(app, path, lambda data: added_card(data, path.stem, wanted)[0], done, needs_more=True)

    app.push_screen(CardScreen(_("A new card"), blank(deck.id), deck.language, _lists(deck)), save)


def remove_card(app: "Host", path: Path, card: Card, done: Done) -> None:
    """Ask for confirmation, and remove a card from its deck."""

    def remove(chosen: str | None) -> None:
        if chosen == "remove":
            _write(app, path, lambda data: removed_card(data, path.stem, _place(data, path, card)), done)

    choices = [("remove", _("Remove it from the deck")), ("keep", _("Keep it"))]
    app.push_screen(PickScreen(clean_line(card.question, 60), choices), remove)


def move_card(app: "Host", path: Path, card: Card, step: int, done: Done) -> None:
    """Move a card one place later in its deck's file, or one earlier."""
    _write(app, path, lambda data: moved_card(data, path.stem, _place(data, path, card), step), done)


def _lists(deck: Deck, before: Card | None = None) -> tuple[str, ...]:
    """Return the lists that the cards of a deck open, up to one of them."""
    earlier = deck.cards[: deck.cards.index(before)] if before in deck.cards else deck.cards
    return tuple(dict.fromkeys(card.collect for card in earlier if card.collect))


def _place(data: bytes, path: Path, card: Card) -> int:
    """Return the number of a card in the current version of a deck. Raises CannotEdit if it has changed by now."""
    reading = read_deck(data, path.stem)
    cards = {dealt.id: dealt for dealt in reading.deck.cards} if reading.deck else {}
    place = next((number for number, place_of_card in enumerate(reading.places) if place_of_card.id == card.id), None)
    if place is None or cards.get(card.id) != card:
        raise CannotEdit
    return place


def _write(app: "Host", path: Path, edit: Callable[[bytes], bytes], done: Done, *, needs_more: bool = False) -> None:
    """Change a deck's file; what is written may need a later format than the deck declares."""
    data = content(path)
    number = 0
    try:
        written = edit(data) if isinstance(data, bytes) else b""
        if needs_more:
            written, number = with_format(written, path.stem)
        if not written or content(path) != data:  # somebody else is writing to it
            app.tell(str(CannotEdit()), warning=True)
            return
        atomic.write(path, written)
    except (CannotEdit, atomic.CannotSave) as error:
        app.tell(str(error), warning=True)
        return
    done(path)
    if number:
        app.tell(_("The deck now says “format: {number}”, because this card needs it.").format(number=number))


# A new deck


def new_deck(app: "Host", folder: Path, done: Done) -> None:
    """Ask for the title of the deck and where its cards come from, and write it."""

    def named(title: str | None) -> None:
        if not title:
            return
        path = folder / f"{slug(title)}.yaml"
        if atomic.facts(path, follow=False):
            app.tell(_("{path} already exists and has not been changed.").format(path=path), warning=True)
            return
        choices = [
            ("empty", _("Write the first card")),
            ("file", _("Use the cards in a file (Word, Excel, CSV, a list …)")),
        ]
        app.push_screen(PickScreen(title, choices), lambda chosen: _begin(app, path, title, chosen, done))

    app.push_screen(PromptScreen(_("New deck"), _("What is it called?")), named)


def _begin(app: "Host", path: Path, title: str, chosen: str | None, done: Done) -> None:
    if chosen == "empty":

        def save(card: Card | None) -> None:
            if card is not None:
                _write_deck(app, path, Proposal((replace(card, deck=""),), title), done)

        app.push_screen(CardScreen(_("The first card"), blank(path.stem), current()), save)
    elif chosen == "file":
        asked = _("The path of the file: .docx, .xlsx, .csv, .tsv, .txt, .md or .json")
        app.push_screen(
            PromptScreen(title, asked),
            lambda name: _from_file(app, path, title, name, Wishes(), done) if name else None,
        )


def _from_file(app: "Host", path: Path, title: str, name: str, wishes: Wishes, done: Done) -> None:
    """Show what a file contains, after asking about anything uncertain, and write it if the user agrees."""
    source = links.expanded(name.strip("\"' "))
    links.name_file(source)
    data = content(source, LARGEST)
    if not isinstance(data, bytes):
        app.tell("\n".join(problem.message() for problem in data.problems), warning=True)
        return
    try:
        proposal = propose(data, source.name, wishes)
    except Refused as refused:
        app.tell(str(refused), warning=True)
        return
    except Unsure as unsure:
        choices = [(str(number), f"{answer.value}: {answer.example}") for number, answer in enumerate(unsure.answers)]

        def decide(chosen: str | None, told: Unsure = unsure) -> None:
            if chosen is not None:
                wanted = _decided(wishes, told.option, told.answers[int(chosen)].value)
                _from_file(app, path, title, name, wanted, done)

        app.push_screen(PickScreen(unsure.asked, choices), decide)
        return

    def write(chosen: str | None) -> None:
        if chosen == "write":
            _write_deck(app, path, replace(proposal, title=title), done)

    count = ngettext("{number} card", "{number} cards", len(proposal.cards))
    choices = [("write", _("Make a deck from them")), ("leave", _("Cancel"))]
    app.push_screen(PickScreen(f"{source.name}: {count}", choices, _taken(proposal)), write)


def _decided(wishes: Wishes, option: str, value: str) -> Wishes:
    match option:
        case "take":
            return replace(wishes, take=Take(value))
        case "sheet":
            return replace(wishes, sheet=value)
        case _:
            return replace(wishes, question=value)


def _taken(proposal: Proposal) -> str:
    """Return the first cards and what was left out, as lines."""
    rows = [f"· {clean_line(card.question, 70)}" for card in proposal.cards[:_SHOWN]]
    if len(proposal.cards) > _SHOWN:
        rows.append(ngettext("… and {number} more", "… and {number} more", len(proposal.cards) - _SHOWN))
    if left := proposal.left_out:
        rows.append(ngettext("{number} item was left out:", "{number} items were left out:", len(left)))
        rows += [f"  {clean_line(left_out.text, 40)} ({left_out.reason()})" for left_out in left[:_LEFT_SHOWN]]
    return "\n".join(rows)


def _write_deck(app: "Host", path: Path, proposal: Proposal, done: Done) -> None:
    text = deck_text(proposal, path.stem, current())
    try:
        atomic.write(path, text.encode(), exclusive=True)
        schema_file.lay_beside(path)
    except FileExistsError:
        app.tell(_("{path} already exists and has not been changed.").format(path=path), warning=True)
        return
    except atomic.CannotSave as error:
        app.tell(str(error), warning=True)
        return
    done(path)
