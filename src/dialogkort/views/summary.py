"""The outcome of a game in words: a card that people can photograph."""

from dialogkort.core.game.state import Game
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date
from dialogkort.language.numbers import decimal
from dialogkort.language.words import outcome_words
from dialogkort.views.delegation import level_made
from dialogkort.views.faces import Face
from dialogkort.views.lines import EMPTY, Line, faint, line, strong


def summary_face(game: Game) -> Face:
    """Return the outcome of a game: agreements, what happened to earlier ones, what was parked, and the number."""
    day = long_date(game.setup.date)
    details = [*_changed(game), *_agreed(game), *_parked(game)]
    return Face(
        f"{game.setup.team} · {day}".upper() if game.setup.team else day.upper(),
        _what_came(game),
        details=tuple(details[:-1] if details and details[-1] == EMPTY else details),
        foot=_about(game),
    )


def _what_came(game: Game) -> str:
    agreed = ngettext("{number} agreement", "{number} agreements", len(game.agreements))
    reviewed = len({change.id for change in game.changes})
    if reviewed and game.agreements:
        return f"{agreed} · " + ngettext("{number} reviewed", "{number} reviewed", reviewed)
    if reviewed:
        return ngettext("{number} reviewed", "{number} reviewed", reviewed)
    return agreed if game.agreements else _("No new agreements")


def _changed(game: Game) -> list[Line]:
    return [
        part for change in game.changes for part in (strong(change.after.title), faint(outcome_words(change)), EMPTY)
    ]


def _agreed(game: Game) -> list[Line]:
    lines: list[Line] = []
    for agreement in game.agreements:
        review = _("review {date}").format(date=long_date(agreement.review))
        about = " · ".join(part for part in (level_made(game, agreement), agreement.keeper, review) if part)
        rule = [line(agreement.rule)] if agreement.rule.rstrip(".") != agreement.title else []
        lines += [strong(f"✓ {agreement.title}"), *rule, faint(about), EMPTY]
    return lines


def _parked(game: Game) -> list[Line]:
    """Return the notes of this game, and what happened to earlier ones."""
    parts = (
        (_("Parked"), game.notes),
        (_("Parked earlier, and still open"), [note.text for note in game.carried]),
        (_("Parked earlier, and dropped now"), [note.text for note in game.dropped]),
    )
    lines: list[Line] = []
    for heading, notes in parts:
        if notes:
            lines += [strong(heading), *(line(f"· {note}") for note in notes), EMPTY]
    return lines


def _about(game: Game) -> str:
    parts = [ngettext("{number} round", "{number} rounds", game.cards_played)] if game.cards_played else []
    if game.average is not None:
        parts.append(_("You gave the meeting {average} out of 5.").format(average=decimal(game.average)))
    return " · ".join(parts)
