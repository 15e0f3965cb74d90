"""The minutes of a game: what was played, agreed and parked. Not who was there, nor who said what.

Answers are kept as counts, the rating of the meeting as an average; of fewer than three, only that there were any. The
front matter is read by `reading`; docs/minutes.md specifies it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.delegation import moved
from dialogkort.core.agreements.reviews import Act
from dialogkort.core.cards import Card, Kind
from dialogkort.core.fingerprints import fingerprint
from dialogkort.core.game.answers import Spread, spread
from dialogkort.core.game.lists import LONGEST_LINE, Collected
from dialogkort.core.game.state import Game, Played, Stage
from dialogkort.core.notes import Note
from dialogkort.core.text import clean
from dialogkort.files import atomic, markdown, named_files
from dialogkort.files.front_matter import Page, render_page
from dialogkort.files.problems import NotUnderstood
from dialogkort.files.yaml_reading import Fields
from dialogkort.files.yaml_writing import Row, Value
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.names import slug
from dialogkort.language.numbers import decimal
from dialogkort.language.words import choice_words, delegation_level, format_name, kind_name, level_words, outcome_words
from dialogkort.storage import team_folder
from dialogkort.storage.teams import in_language_of

FOLDER = team_folder.GAMES
_SPREADS = {
    Spread.NONE: N_("Nobody gave an answer."),
    Spread.SAME: N_("Everyone gave the same answer."),
    Spread.NEAR: N_("The answers were close."),
    Spread.APART: N_("The answers were far apart."),
}


VERSION = 2
"""The version of the front matter. Minutes without one have only `cards`, `agreements` and `reviews`."""


def render(game: Game, played_on: date) -> str:
    """Return the minutes, in the current language."""
    setup = game.setup
    talk = [played.card.question for played in game.played if played.card.kind is Kind.TALK]
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
        *_part(_("Cards"), [_played(game, number, played) for number, played in enumerate(_cards_of(game), 1)]),
        *(part for line in game.lists if line.lines for part in _list_part(line)),
        *_part(_("About the conversation"), [markdown.items(talk).rstrip("\n")] if talk else []),
        *_part(_("Agreed"), [_agreed(game, agreement) for agreement in game.agreements]),
        *_part(_("Parked"), _noted(game.notes)),
        *_part(_("Parked earlier, and still open"), _noted([_since(note) for note in game.carried])),
        *_part(_("Parked earlier, and dropped now"), _noted([_since(note) for note in game.dropped])),
        *_part(_("Closing"), _closing(game)),
    ]
    return clean(render_page(_front(game, played_on), "\n\n".join(parts) + "\n"))


def note_id(game: str, number: int) -> str:
    """Return the id of the note with this number, counted from 1, in a game."""
    return f"{game}-n{number}"


def _front(game: Game, played_on: date) -> dict[str, Value]:
    setup = game.setup
    values: dict[str, Value] = {
        "id": setup.game,
        "version": VERSION,
        "date": played_on,
        "team": setup.team,
        "decks": tuple(deck.id for deck in setup.decks),
        "format": setup.form.value,
        "minutes": setup.minutes,
        "cards": tuple(played.card.key for played in _cards_of(game)),
        "agreements": tuple(agreement.id for agreement in game.agreements),
        "ended": game.stage is Stage.ENDED,
    }
    if names := tuple(line.name for line in game.lists if line.lines):
        values["lists"] = names
    if following := next_in_programme(game):
        values["programme"] = {"deck": following.deck, "next": following.id}
    if game.changes:
        values["reviews"] = tuple(dict.fromkeys(change.id for change in game.changes))
        values["acts"] = tuple({"agreement": change.id, "act": change.review.act.value} for change in game.changes)
    if game.played:
        values["rounds"] = tuple(_round_row(played) for played in game.played if played.card.kind is not Kind.TALK)
    if game.average is not None:
        values["average"] = game.average
    elif game.ratings:
        values["rated"] = True
    notes = tuple({"id": note_id(setup.game, number), "text": text} for number, text in enumerate(game.notes, 1))
    carried = tuple(note.id for note in game.carried)
    dropped = tuple(note.id for note in game.dropped)
    kept: dict[str, Value] = {"notes": notes, "notes_carried": carried, "notes_dropped": dropped}
    return values | {key: value for key, value in kept.items() if value}


def _cards_of(game: Game) -> list[Played]:
    return [played for played in game.played if played.card.from_deck]


def _round_row(played: Played) -> Row:
    """Return what programs get of a round: what was asked, how many gave each answer, how long it took."""
    card = played.card
    row: dict[str, str | int | tuple[str, ...] | tuple[int, ...] | Mapping[str, int]] = {}
    row |= {"agreement": card.id} if card.kind is Kind.REVIEW else {"card": card.key}
    row |= {"kind": card.kind.value, "fingerprint": fingerprint(card)}
    if card.choices and card.kind is not Kind.REVIEW:
        row["question"] = card.question
        row |= {key: value for key in ("decision", "low", "high", "options") if (value := getattr(card, key))}
    if played.counts and any(played.counts):
        row["answers"] = played.counts
    elif played.answered:
        row["answered"] = True
    return row | ({"seconds": {phase.value: round(took) for phase, took in played.took}} if played.took else {})


def next_in_programme(game: Game) -> Card | None:
    """Return the card at which a programme continues next time; None if it is finished, or was never started."""
    following = game.pile.programme[0] if game.pile.programme else None
    if following is None:
        return None
    begun = game.setup.continues_at.startswith(f"{following.deck}/")
    return following if begun or any(played.card.deck == following.deck for played in game.played) else None


def save(folder: Path, game: Game) -> Path:
    """Write the minutes in the team's `folder`, replacing those of the same game; raises CannotSave."""
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

    The newest `games` minutes are read; a file that cannot be read, or in which no card was played, is skipped.
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


@dataclass(frozen=True, slots=True)
class Stopped:
    """Where a team stopped in a programme: the deck, the id of the next card, the date, and its lists."""

    deck: str
    next: str
    day: date
    lists: tuple[Collected, ...] = ()


def stopped(folder: Path, games: int = 40) -> dict[str, Stopped]:
    """Return where the team in `folder` last stopped in each programme, by the deck's id.

    Those that it finished are left out. The newest `games` minutes are read; a file that cannot be read is skipped.
    """
    latest: dict[str, Stopped | None] = {}
    for path in _newest_first(folder / FOLDER)[:games]:
        try:
            page = named_files.read(path)
            for deck in page.fields.texts("decks"):
                if deck not in latest:
                    latest[deck] = _stopped(page, deck)
        except (atomic.CannotRead, NotUnderstood):
            continue
    return {deck: programme for deck, programme in latest.items() if programme}


def _stopped(page: Page, deck: str) -> Stopped | None:
    programme = page.fields.node("programme")
    if not isinstance(programme, Fields) or programme.text("deck") != deck or not programme.text("next"):
        return None
    try:
        day = date.fromisoformat(page.text("date"))
    except ValueError:
        return None
    return Stopped(deck, programme.text("next"), day, _lists_of(page))


def _lists_of(page: Page) -> tuple[Collected, ...]:
    """Return the lists in the minutes, including changes that people have made since."""
    sections = {
        markdown.read_heading(section.heading): section
        for section in markdown.sections(page.body, page.body_line)
        if section.level == 2
    }
    in_any_language: dict[str, markdown.Section] = {}
    for title, below in sections.items():
        in_any_language.setdefault(title.partition(": ")[2], below)
    found = []
    for name in page.fields.texts("lists"):
        if section := sections.get(_list_heading(name)) or in_any_language.get(name):
            lines = (" ".join(text.split())[:LONGEST_LINE] for text in markdown.read_items(section.lines))
            found.append(Collected(name, tuple(line for line in lines if line)))
    return tuple(found)


def _list_heading(name: str) -> str:
    return _("List: {name}").format(name=name)


def _list_part(line: Collected) -> list[str]:
    return _part(markdown.heading(_list_heading(line.name)), [markdown.items(line.lines).rstrip("\n")])


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
    """Return an agreement with its rule, its keeper, and when it comes up again."""
    return "\n\n".join([f"### {markdown.heading(agreement.title)}", *_whole(game, agreement)])


def _whole(game: Game, agreement: Agreement) -> list[str]:
    """Return the rule of an agreement and its details: keeper, next date, level, concerns, objections."""
    facts = (
        _("Keeper: {name}").format(name=markdown.line(agreement.keeper)) if agreement.keeper else "",
        _("Review: {date}").format(date=long_date(agreement.review)) if agreement.in_force else "",
    )
    parts = [markdown.rule(agreement.rule), " · ".join(filter(None, facts))]
    if agreement.level:
        words = level_words(agreement.level, moved(agreement, game.standing).before)
        parts.append(f"{words[:1].upper()}{words[1:]}: {delegation_level(agreement.level)}")
    for label, texts in (
        (_("It works when"), (agreement.signs,) if agreement.signs else ()),
        (_("Concerns"), agreement.concerns),
        (_("Objections that were met"), agreement.objections),
    ):
        parts += [f"{label}:", markdown.items(texts).rstrip("\n")] if texts else []
    return list(filter(None, parts))


def _reviews(game: Game) -> list[str]:
    """Return the outcomes of the agreements that were reviewed, and of those that were replaced."""
    asked = {played.card.id: played for played in game.played if played.card.kind is Kind.REVIEW}
    told = []
    for name in dict.fromkeys((*asked, *(change.id for change in game.changes))):
        agreement = game.standing_with(name)
        changes = [change for change in game.changes if change.id == name]
        words = [f"{outcome_words(change)}. {change.review.reason}".rstrip() for change in changes] or [_("Postponed.")]
        parts = [f"### {markdown.heading(agreement.title if agreement else name)}", markdown.block("\n".join(words))]
        parts += _whole(game, agreement) if agreement and agreement.in_force else []
        for one in changes:
            if one.review.was and one.review.act is Act.ADJUST:
                before = _("It used to say:")
                parts += [before, markdown.quote(one.review.was)]
        told.append("\n\n".join([*parts, *(_answers(asked[name]) if name in asked else [])]))
    return told


def _played(game: Game, number: int, played: Played) -> str:
    card = played.card
    titles = {deck.id: deck.title for deck in game.setup.decks}
    deck = titles.get(card.deck, "") if len(titles) > 1 else ""
    kind = kind_name(card.kind)
    theme = card.theme or deck or f"{kind[:1].upper()}{kind[1:]}"
    heading = " · ".join(filter(None, (theme, deck if card.theme else "")))
    parts = [f"### {number}. {markdown.heading(heading)}", markdown.block(card.question)]
    if card.decision:
        parts.append(markdown.block(card.decision))
    return "\n\n".join([*parts, *_answers(played)])


def _answers(played: Played) -> list[str]:
    """Return how many gave each answer, and how far apart they were; if there were few, only that they answered."""
    if not sum(played.counts):
        words = _("Answered. With fewer than three answers, the counts are not kept.")
        return [words] if played.answered else []
    card = played.card
    given = tuple(zip(card.choices, played.counts, strict=False))
    values = tuple(choice for choice, count in given for _n in range(count))
    bars = [_bar(card, choice, count) for choice, count in given]
    return ["\n".join(bars), _(_SPREADS[spread(card, values)])]


def _bar(card: Card, choice: int, count: int) -> str:
    label = markdown.line(choice_words(card)[choice - 1])
    return f"- {' '.join(filter(None, (str(choice), label)))}: {'█' * count} {count}".replace(":  ", ": ")


def _noted(notes: Sequence[str]) -> list[str]:
    return [markdown.items(notes).rstrip("\n")] if notes else []


def _since(note: Note) -> str:
    return f"{note.text} ({long_date(note.parked)})"


def _closing(game: Game) -> list[str]:
    """Return the rating of the meeting; if only a few gave one, only that they did."""
    if game.average is not None:
        words = _("Average rating of the meeting: {average} out of 5.")
        return [words.format(average=decimal(game.average))]
    return [_("Rated. With fewer than three ratings, the average is not kept.")] if game.ratings else []
