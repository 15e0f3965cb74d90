"""`dialogkort decks check`: every problem in every file, in one pass."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dialogkort.cli.decks.arguments import path_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, width
from dialogkort.cli.remarks import remark
from dialogkort.decks.problems.problem import Problem
from dialogkort.decks.shelf.gathering import gather
from dialogkort.decks.shelf.shelf import ShelvedDeck
from dialogkort.decks.showing.display import show_reading, summary
from dialogkort.language import gettext as _


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Check decks and report what is wrong, where it is, and how to fix it. Exit codes: 0 if there are"
        " no errors, 1 if there are errors, 2 for a usage error or if something cannot be read."
    )
    command.add_argument("paths", nargs="+", type=path_of, metavar=_("PATH"), help=_("a deck file or a folder"))
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help=_("output for people, for programs, or as annotations on GitHub"),
    )
    command.add_argument("--strict", action="store_true", help=_("exit with 1 for warnings as well"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Check the given files and folders."""
    match given.format:
        case "json":
            found = _as_json(gather(given.paths))
        case "github":
            found = _as_remarks(gather(given.paths))
        case _:
            found = _as_text(gather(given.paths))
    if not found:
        names = ", ".join(str(path) for path in given.paths)
        complain(_("No decks found in {names}. The names of deck files end in .yaml.").format(names=names))
        return 2
    if any(deck.reading.unread for deck in found):
        return 2
    errors = any(deck.reading.errors for deck in found)
    warnings = any(deck.reading.warnings for deck in found)
    return int(errors or (given.strict and warnings))


def _as_text(found: Iterable[ShelvedDeck]) -> list[ShelvedDeck]:
    """Print the problems of each file as soon as it is read, and the count at the end."""
    room = width()
    checked = []
    for shelved in found:
        checked.append(shelved)
        if shelved.reading.problems:
            show(show_reading(str(shelved.path), shelved.reading, room))
    if checked:
        show(summary([deck.reading for deck in checked]))
    return checked


def _as_json(found: Iterable[ShelvedDeck]) -> list[ShelvedDeck]:

    checked = list(found)
    report = {
        "files": [_file(deck) for deck in checked],
        "errors": sum(deck.reading.errors for deck in checked),
        "warnings": sum(deck.reading.warnings for deck in checked),
    }
    show(json.dumps(report, indent=2))  # everything except ASCII is escaped: correct in any output encoding
    return checked


def _file(shelved: ShelvedDeck) -> dict[str, Any]:
    reading = shelved.reading
    return {
        "path": str(shelved.path),
        "cards": len(reading.places),
        "playable": len(reading.deck.cards) if reading.deck else 0,
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message(),
        "hint": problem.hint(),
        "related": [
            {"line": related.line, "column": related.column, "message": related.message()}
            for related in problem.related
        ],
    }


def _as_remarks(found: Iterable[ShelvedDeck]) -> list[ShelvedDeck]:
    """Print the problems as GitHub annotations."""
    checked = []
    for shelved in found:
        checked.append(shelved)
        for problem in shelved.reading.problems:
            show(_remark(shelved.path, problem))
    if checked:
        show(summary([deck.reading for deck in checked]))
    return checked


def _remark(path: Path, problem: Problem) -> str:

    place = {
        "file": path.as_posix(),
        "line": problem.line,
        "col": problem.column,
        "endColumn": problem.end_column,
        "title": problem.code,
    }
    words = ": ".join(part for part in (problem.message(), problem.hint()) if part)
    return remark(problem.severity, place, words)
