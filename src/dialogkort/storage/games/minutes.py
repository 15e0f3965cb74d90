"""The minutes of a game: what was played, agreed and parked. Not who was there, nor who said what.

Answers are kept as how many gave each, the number for the meeting as its average.
"""

from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.delegation import moved
from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.answers import Spread, spread
from dialogkort.core.game.state import Game, Played, Stage
from dialogkort.core.text import clean
from dialogkort.files import atomic, markdown, named_files
from dialogkort.files.front_matter import render_page
from dialogkort.files.problems import NotUnderstood
from dialogkort.files.yaml_writing import Value
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.names import slug
from dialogkort.language.numbers import decimal
from dialogkort.language.words import choice_words, delegation_level, format_name, level_words, outcome_words
from dialogkort.storage.teams import in_language_of

FOLDER = "games"
_SPREADS = {
    Spread.SAME: N_("All gave the same answer."),
    Spread.NEAR: N_("The answers lay close together."),
    Spread.APART: N_("The answers lay far apart."),
}


def render(game: Game, played_on: date) -> str:
    """Return the minutes, in the language in use."""
    setup = game.setup
    cards = [one for one in game.played if one.card.kind is not Kind.REVIEW]
    titles = ", ".join(deck.title for deck in setup.decks) or setup.team
    facts = (
        markdown.line(setup.team),
        format_name(setup.form),
        ngettext("{number} minute", "{number} minutes", setup.minutes),
    )
    parts = [
        f"# {markdown.heading(titles)}, {long_date(played_on)}",
        " · ".join(filter(None, facts)),
        *_part(_("Reviewed"), _reviews(game)),
        *_part(_("Cards"), [_played(number, one) for number, one in enumerate(cards, 1)]),
        *_part(_("Agreed"), [_agreed(game, one) for one in game.agreements]),
        *_part(_("Parked"), [markdown.items(game.notes).rstrip("\n")] if game.notes else []),
    ]
    if game.average is not None:
        words = _("The meeting: {average} on a scale from 1 to 5, on average.")
        parts += _part(_("Closing"), [words.format(average=decimal(game.average))])
    values: dict[str, Value] = {
        "id": setup.game,
        "date": played_on,
        "team": setup.team,
        "decks": tuple(deck.id for deck in setup.decks),
        "format": setup.form.value,
        "minutes": setup.minutes,
        "cards": tuple(one.card.key for one in cards),
        "agreements": tuple(one.id for one in game.agreements),
        "ended": game.stage is Stage.ENDED,
    }
    if game.changes:
        values["reviews"] = tuple(dict.fromkeys(change.id for change in game.changes))
    return clean(render_page(values, "\n\n".join(parts) + "\n"))


def save(folder: Path, game: Game) -> Path:
    """Write the minutes in the team's `folder`, over those of the same game; raises CannotSave."""
    place = folder / FOLDER
    played_on = game.setup.date
    with in_language_of(folder):
        data = render(game, played_on).encode()
    for path in named_files.with_id(place, game.setup.game):
        atomic.write_if_changed(path, data)
        return path
    deck = game.setup.decks[0].id if game.setup.decks else game.setup.team
    return named_files.save_new(place, f"{played_on.isoformat()}-{slug(deck)}", data)


def recently_played(folder: Path, games: int = 10) -> dict[str, int]:
    """Return how many games ago the team in `folder` last played each card, by its key; 1 is the last game.

    The newest `games` minutes are read; a file that cannot be read, or in which no card was played, is
    passed over.
    """
    played: dict[str, int] = {}
    number = 0
    for path in _newest_first(folder / FOLDER):
        cards = _cards(path)
        if cards:
            number += 1
            for key in cards:
                played.setdefault(key, number)
        if number == games:
            break
    return played


def _newest_first(place: Path) -> list[Path]:
    """Return the minutes by the dates in their names, those of one day by when they were written."""
    try:
        paths = named_files.files(place)
    except atomic.CannotRead:
        return []
    return sorted(paths, key=_when, reverse=True)


def _when(path: Path) -> tuple[str, int, str]:
    try:
        facts = atomic.facts(path)
    except OSError:
        facts = None
    written = facts.st_mtime_ns if facts else 0
    return path.name[:10] if path.name[:1].isdigit() else "", written, path.name


def _cards(path: Path) -> tuple[str, ...]:
    try:
        return named_files.read(path).fields.texts("cards")
    except (atomic.CannotRead, NotUnderstood):
        return ()


def _part(heading: str, blocks: list[str]) -> list[str]:
    return [f"## {heading}", *blocks] if blocks else []


def _agreed(game: Game, agreement: Agreement) -> str:
    """Return an agreement with its rule, and the level that it gives a decision."""
    parts = [f"### {markdown.heading(agreement.title)}", markdown.block(agreement.rule)]
    if agreement.level:
        words = level_words(agreement.level, moved(agreement, game.standing).before)
        parts.append(f"{words[:1].upper()}{words[1:]}: {delegation_level(agreement.level)}")
    return "\n\n".join(filter(None, parts))


def _reviews(game: Game) -> list[str]:
    """Return what became of the agreements that were looked at, and of those that went for a new one."""
    asked = {one.card.id: one for one in game.played if one.card.kind is Kind.REVIEW}
    told = []
    for name in dict.fromkeys((*asked, *(change.id for change in game.changes))):
        agreement = game.standing_with(name)
        changes = [change for change in game.changes if change.id == name]
        words = [f"{outcome_words(one)}. {one.review.reason}".rstrip() for one in changes] or [_("It waits.")]
        parts = [f"### {markdown.heading(agreement.title if agreement else name)}", markdown.block("\n".join(words))]
        told.append("\n\n".join([*parts, *(_answers(asked[name]) if name in asked else [])]))
    return told


def _played(number: int, played: Played) -> str:
    card = played.card
    parts = [f"### {number}. {markdown.heading(card.theme or card.id)}", markdown.block(card.question)]
    if card.decision:
        parts.append(markdown.block(card.decision))
    return "\n\n".join([*parts, *_answers(played)])


def _answers(played: Played) -> list[str]:
    """Return how many gave each answer, and how far apart they were; nothing when none were given."""
    if not sum(played.counts):
        return []
    card = played.card
    given = tuple(zip(card.choices, played.counts, strict=False))
    values = tuple(choice for choice, count in given for _n in range(count))
    bars = [_bar(card, choice, count) for choice, count in given]
    return ["\n".join(bars), _(_SPREADS[spread(card, values)])]


def _bar(card: Card, choice: int, count: int) -> str:
    label = markdown.line(choice_words(card)[choice - 1])
    return f"- {' '.join(filter(None, (str(choice), label)))}: {'█' * count} {count}".replace(":  ", ": ")
