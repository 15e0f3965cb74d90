"""Agreements and problems for programs. The structure is stable: docs/agreements.md describes each key."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.files.problems import FileProblem
from dialogkort.storage.agreements.reading import Found


def document(agreements: Iterable[dict[str, Any]], problems: Iterable[FileProblem]) -> str:
    """Return the whole answer. Everything except ASCII is escaped: correct in any output encoding."""
    import json  # noqa: PLC0415 - output for people does not need it

    answer = {"agreements": list(agreements), "problems": [problem(one) for one in problems]}
    return json.dumps(answer, indent=2)


def short(agreement: Agreement, team: str, path: Path, day: date) -> dict[str, Any]:
    """Return the list entry of an agreement: text, dates as 2026-11-22, and null for anything missing."""
    return {
        "id": agreement.id,
        "team": team,
        "title": agreement.title,
        "rule": agreement.rule,
        "status": agreement.status.value,
        "due": agreement.due(day),
        "sleeping": agreement.sleeping(day),
        "decided": agreement.decided.isoformat(),
        "reviewed": agreement.reviewed.isoformat() if agreement.reviewed else None,
        "review": agreement.review.isoformat(),
        "keeper": agreement.keeper or None,
        "deck": agreement.deck or None,
        "card": agreement.card or None,
        "supersedes": agreement.supersedes or None,
        "superseded_by": agreement.superseded_by or None,
        "decision": agreement.decision or None,
        "level": agreement.level or None,
        "path": str(path),
    }


def listed(found: Found, team: str, day: date) -> dict[str, Any]:
    """Return the list entry of an agreement, with its history."""
    return {**short(found.agreement, team, found.path, day), "history": list(found.history)}


def whole(agreement: Agreement, history: Iterable[str], team: str, path: Path, day: date) -> dict[str, Any]:
    """Return everything about an agreement."""
    return {
        **short(agreement, team, path, day),
        "question": agreement.question or None,
        "signs": agreement.signs or None,
        "corner_flags": agreement.corner_flags or None,
        "concerns": list(agreement.concerns),
        "objections": list(agreement.objections),
        "deck_title": agreement.deck_title or None,
        "history": list(history),
    }


def problem(one: FileProblem) -> dict[str, Any]:
    """Return a problem; line and column count from 1, and are null for the file as a whole."""
    return {
        "path": str(one.path),
        "severity": one.severity.value,
        "line": one.line or None,
        "column": one.column or None,
        "message": one.message(),
    }
