"""`dialogkort decks new ID --from FILE`: cards from a list, a table or a document, shown before they are written."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from dialogkort import language
from dialogkort.cli.printing import ask, complain, show, width
from dialogkort.core.text import clean_line
from dialogkort.decks.importing.door import LARGEST, propose
from dialogkort.decks.importing.proposal import Proposal, Refused, Take, Unsure, Wishes
from dialogkort.decks.importing.writing import deck_text
from dialogkort.decks.shelf.shelf import content
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _

_SHOWN = 5
_LEFT_SHOWN = 8
_TRIES = 3
_FIELDS = {
    "kind": N_("kind"),
    "theme": N_("theme"),
    "level": N_("level"),
    "question": N_("question"),
    "options": N_("answers"),
    "low": N_("what 1 means"),
    "high": N_("what 5 means"),
    "decision": N_("decision"),
    "minutes": N_("minutes"),
    "follow_ups": N_("follow-up questions"),
    "advice": N_("advice"),
    "source": N_("source"),
    "tags": N_("tags"),
}
"""What people call the fields that a column can become."""


def text_of(given: argparse.Namespace) -> str | int:
    """Return the text of a deck made from the given file, or the exit code if there is none.

    At a terminal, the user is asked about anything uncertain; without one, 2 is returned, and the message names the
    option that decides it.
    """
    path: Path = given.source
    name = clean_line(str(path), 400)
    data = content(path, LARGEST)
    if not isinstance(data, bytes):
        complain("\n".join(f"{name}: {problem.message()}" for problem in data.problems))
        return 2
    wishes = Wishes(
        question=given.question,
        theme=given.theme,
        follow_ups=given.follow_ups,
        advice=given.advice,
        sheet=given.sheet,
        take=Take(given.take) if given.take else None,
    )
    try:
        proposal = _proposed(data, path.name, wishes)
    except Refused as refused:
        complain(f"{name}: {refused}")
        return 2
    if proposal is None:
        return 2
    show(shown(proposal, name))
    if _is_asking() and not _agrees():
        show(_("Nothing has been saved."))
        return 1
    return deck_text(proposal, given.id, language.current())


def _proposed(data: bytes, filename: str, wishes: Wishes) -> Proposal | None:
    """Make the proposal, asking until everything is certain; None if nobody answers. Raises Refused."""
    while True:
        try:
            return propose(data, filename, wishes)
        except Unsure as unsure:
            answer = _answer(unsure)
            if answer is None:
                return None
            if unsure.option == "take":
                wishes = replace(wishes, take=Take(answer))
            elif unsure.option == "sheet":
                wishes = replace(wishes, sheet=answer)
            else:
                wishes = replace(wishes, question=answer)


def _answer(unsure: Unsure) -> str | None:
    """Ask at the terminal, or say which option decides."""
    rows = [f"  {number}  {answer.value}: {answer.example}" for number, answer in enumerate(unsure.answers, 1)]
    if not _is_asking():
        options = "\n".join(
            f"  --{unsure.option} {_quoted(answer.value)}   {answer.example}" for answer in unsure.answers
        )
        complain(unsure.asked + " " + _("Choose with one of these options:") + "\n" + options)
        return None
    show("\n".join([unsure.asked, *rows]))
    for _try in range(_TRIES):
        try:
            word = ask(_("Number (Enter to cancel): ")).strip()
        except (EOFError, KeyboardInterrupt):
            return None
        if not word:
            return None
        if word.isdecimal() and 1 <= int(word) <= len(unsure.answers):
            return unsure.answers[int(word) - 1].value
    return None


def _quoted(value: str) -> str:
    return value if value.isalnum() else '"' + value.replace('"', '\\"') + '"'


def _is_asking() -> bool:
    """Tell whether somebody is at a terminal who can be asked."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _agrees() -> bool:
    try:
        word = ask(_("Create the deck? (Y/n) ")).strip().casefold()
    except (EOFError, KeyboardInterrupt):
        return False
    return not word.startswith("n")


def _in_words(name: str) -> str:
    """Return what a field is called, and its name in the file if that is another."""
    words = _(_FIELDS.get(name, name))
    return name if words == name else f"{words} ({name}:)"


def shown(proposal: Proposal, name: str) -> str:
    """Return what was taken from a file and what was not, as lines."""
    room = width() - 4
    cards, left_out = proposal.cards, proposal.left_out
    rows = [_("From {file}: {cards}").format(file=name, cards=ngettext("{number} card", "{number} cards", len(cards)))]
    for column in proposal.columns:
        words = _("{column} → {field}: “{example}”")
        taken = _in_words(column.field) if column.field else _("not used")
        rows.append(clean_line(words.format(column=column.name, field=taken, example=column.example), room))
    for card in cards[:_SHOWN]:
        rows += ["", "  " + clean_line(card.question, room)]
        aside = [card.theme, *card.options, *(["1 " + card.low, "5 " + card.high] if card.low else []), card.decision]
        rows += ["    " + clean_line(" · ".join(filter(None, aside)), room - 2)] if any(aside) else []
        rows += ["    + " + clean_line(text, room - 4) for text in card.follow_ups]
        rows += ["    ! " + clean_line(card.advice, room - 4)] if card.advice else []
    if len(cards) > _SHOWN:
        rows += ["", "  " + ngettext("… and {number} more", "… and {number} more", len(cards) - _SHOWN)]
    if left_out:
        rows += ["", ngettext("{number} item was left out:", "{number} items were left out:", len(left_out))]
        for piece in left_out[:_LEFT_SHOWN]:
            place = piece.place.words()
            rows.append(
                "  " + (f"{place}: " if place else "") + clean_line(piece.text, room // 2) + f" ({piece.reason()})"
            )
        if len(left_out) > _LEFT_SHOWN:
            rows.append("  " + _("… the rest is listed at the end of the deck."))
    return "\n".join([*rows, ""])
