"""The plain face from its first line to its last: the choices at the start, the set-up, and the outcome of a game."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.phases import Format
from dialogkort.core.game.plan import make_plan
from dialogkort.core.game.setup import Answering
from dialogkort.core.team import LONGEST_TEAM_NAME, Member, Team
from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.library import Library
from dialogkort.files.links import expanded
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.language.words import answering_name, dealing_name, format_name
from dialogkort.plain.console import Console, InputEnded
from dialogkort.plain.heard import heard_face
from dialogkort.plain.table import PlainTable
from dialogkort.sessions import rescue
from dialogkort.sessions.beginning import (
    USUAL_MINUTES,
    Beginning,
    ahead_in,
    answering_of,
    dealing_of,
    format_of,
    known_of,
    usual_format,
)
from dialogkort.sessions.games import AtTable, NotOpened, begin, begin_or_set_up, resume
from dialogkort.sessions.names import members_of
from dialogkort.sessions.own_deck import own_deck
from dialogkort.sessions.programmes import Going, going_on
from dialogkort.sessions.safety import Safety
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.sessions.unread import unread_words
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games.minutes import stopped
from dialogkort.storage.games.waiting import unfinished
from dialogkort.views.deck_choices import DeckChoices
from dialogkort.views.limits import too_long_words
from dialogkort.views.plan import going_choices, missing_words, plan_words
from dialogkort.views.summary import summary_face

LATER = "-"
"""Typed to play on although the folder of the game's files is away."""

Choice = TypeVar("Choice", Format, Dealing, Answering)


def run(around: Surroundings, console: Console, beginning: Beginning | None = None, *, resuming: bool = False) -> int:
    """Play, resume, or ask what to do. Returns the exit code; if the input ends, the game can be resumed later."""
    try:
        if resuming:
            return _open(around, console, resume(around, within=around.given_folder))
        if beginning:
            return _begin(around, console, beginning)
        return _choose(around, console)
    except InputEnded:
        waits = _("The game is saved. To continue it, run: dialogkort resume") if unfinished(around.journals) else ""
        console.say(waits)
        return 0


def _choose(around: Surroundings, console: Console) -> int:
    problems: list[FileProblem] = []
    waits = bool(unfinished(around.journals, problems))
    console.say("dialogkort", _("a card, a conversation, an agreement"), unread_words(problems))
    console.say("1  " + _("Continue the game") if waits else "", "2  " + _("New game"), "3  " + _("quit"))
    match console.ask():
        case "1" if waits:
            return _open(around, console, resume(around))
        case "2" | "":
            return _begin(around, console, Beginning())
        case _:
            return 0


def _begin(around: Surroundings, console: Console, beginning: Beginning) -> int:
    outcome = begin_or_set_up(beginning, around, Library(around.shelf))
    while isinstance(outcome, NotOpened) and outcome.settled is not None:
        console.say(outcome.told)
        outcome = begin(_set_up(around, console, outcome.settled), around, Library(around.shelf))
    return _open(around, console, outcome)


def _open(around: Surroundings, console: Console, outcome: AtTable | NotOpened) -> int:
    if isinstance(outcome, NotOpened):
        console.say(outcome.told)
        return 1
    sitting, records = outcome.sitting, outcome.records
    console.say(outcome.told)
    safety = Safety(sitting, records)
    interrupted = False
    try:
        if outcome.unwritten and records.away:
            _ask_for_folder(console, outcome, outcome.unwritten)
        elif outcome.unwritten:
            console.say(records.problem)
        if PlainTable(outcome, console, around).play():
            return _sum_up(console, outcome, safety)
    except InputEnded:  # as if somebody had left the game
        pass
    except KeyboardInterrupt:
        interrupted = True
    finally:
        if not outcome.ended:
            sitting.leave()
    console.say(*_last_words(safety))
    if interrupted:
        raise KeyboardInterrupt
    return int(safety.at_risk)


def _ask_for_folder(console: Console, outcome: AtTable, write: Callable[[], bool]) -> None:
    """Ask for the folder of the game's files, which is away, until they can be written or are to wait."""
    records = outcome.records
    before = records.root
    while not write():
        console.say(records.problem)
        records.root = before  # a wrong folder does not replace the right one
        text = console.ask(
            _(
                "Connect it and press Enter, type the full path of another folder, or of this one to create it again,"
                " or type “-” to play on: the game itself is safe."
            )
        )
        if text == LATER:
            return
        if (folder := expanded(text)).is_absolute():
            records.root = folder
            if folder == before:
                records.make_folder()
    outcome.sitting.note_folder(records.root)


def _last_words(safety: Safety) -> tuple[str, ...]:
    """Return what happens to a game that was left; anything lost when the program ends is printed in full."""
    return (safety.on_leaving(), *(rescue.text_of(safety.sitting.game).splitlines() if safety.at_risk else ()))


def _sum_up(console: Console, opened: AtTable, safety: Safety) -> int:
    """Say what the outcome of a game is, and where its files are."""
    face = summary_face(opened.sitting.game)
    console.say(_("Thank you for the conversation"), *heard_face(face))
    path = opened.records.write_game(opened.sitting.game)
    if path is None:
        opened.sitting.leave()
        console.say(opened.records.problem, safety.of_game(), *_last_words(safety))
        return 1
    console.say(_("Saved:"), *(f"  {place}" for place in (path, *opened.records.files())))
    opened.sitting.finish()
    return 0


def _set_up(around: Surroundings, console: Console, settled: Beginning) -> Beginning:
    """Ask for everything that a game needs, line by line, until a plan is accepted."""
    problems: list[FileProblem] = []
    teams = [team for _folder, team in team_files.teams(around.folder, problems)]
    console.say(unread_words(problems))
    while True:
        wanted = known_of(_team(console, settled, teams), teams)
        team = next((known for known in teams if known.name == wanted.team), Team(wanted.team))
        members = wanted.members or _members(console)
        choices = DeckChoices(Library(around.shelf), wanted.decks)
        folder = team_files.folder_of(around.folder, wanted.team or _("Our team"))
        files, unread = agreement_files.load_all(folder)
        console.say(unread_words(unread))
        agreements = [file.agreement for file in files]
        choices.own = own_deck(agreements)
        choices.own_number = sum(agreement.in_force for agreement in agreements)
        decks = _decks(console, choices, wanted, team)
        minutes = wanted.minutes or _minutes(console)
        here = len(members)
        going = going_on(stopped(folder), choices.decks(decks))
        continues_at = _continues_at(console, going) if going else ""
        found = tuple(replace(wanted, continues_at=continues_at).picked_of(deck) for deck in choices.decks(decks))
        ahead = ahead_in(found)
        form = wanted.form or usual_format(format_of(team), here, minutes, ahead)
        if not ahead and not format_of(team):
            form = _one_of(console, _("Format"), {format_: format_name(format_) for format_ in Format}, form)
        dealing = _one_of(console, _("Dealing"), {way: dealing_name(way) for way in Dealing}, dealing_of(team))
        answering = _one_of(console, _("Answers"), {way: answering_name(way) for way in Answering}, answering_of(team))
        cards = sum(len(deck.cards) for deck in found)
        if here and minutes and cards:
            plan = make_plan(form, here, minutes, found[0].seconds if len(found) == 1 else (), cards, 0, ahead)
            ends = around.wall() + timedelta(minutes=minutes)
            console.say(
                *(
                    line.plain
                    for line in plan_words(plan, ends, found, 0, going.number if going and continues_at else 1, going)
                )
            )
            if not console.ask(_("Press Enter to start the game; anything else starts the questions over.")):
                return replace(
                    wanted,
                    members=members,
                    decks=tuple(decks),
                    minutes=minutes,
                    form=form,
                    dealing=dealing,
                    answering=answering,
                    continues_at=continues_at,
                )
        else:
            console.say(missing_words(here, found))
        settled = replace(settled, team="", members=(), decks=(), minutes=0, form=None)


def _team(console: Console, settled: Beginning, teams: list[Team]) -> Beginning:
    if settled.team:
        return settled
    console.say(*(f"{number}  {team.name}" for number, team in enumerate(teams, 1)))
    typed = console.ask(_("Team") + ": " + _("a name of your choice, or leave empty"))
    if typed.isdecimal() and 1 <= int(typed[:3]) <= len(teams):
        typed = teams[int(typed) - 1].name
    if len(typed) > LONGEST_TEAM_NAME:
        console.say(too_long_words(len(typed), LONGEST_TEAM_NAME))
        return _team(console, settled, teams)
    return replace(settled, team=clean_line(typed, LONGEST_TEAM_NAME))


def _members(console: Console) -> tuple[Member, ...]:
    while True:
        if members := members_of(
            console.ask(_("Here today") + ": " + _("your names separated by commas, or the number of people"))
        ):
            return members


def _decks(console: Console, choices: DeckChoices, wanted: Beginning, team: Team) -> list[str]:
    named = choices.wanted if wanted.decks else team.decks
    usual = choices.chosen(named)
    if wanted.decks and usual:
        return usual
    offered = choices.choices()
    for number, (word, words) in enumerate(offered, 1):
        console.say(f"{number}  {words}" + (", " + _("chosen") if word in usual else ""))
    typed = console.ask(_("Decks: type their numbers, or press Enter for the chosen ones.")).replace(",", " ").split()
    picked = [
        offered[int(number) - 1][0] for number in typed if number.isdecimal() and 1 <= int(number[:4]) <= len(offered)
    ]
    return choices.chosen(picked or usual)


def _continues_at(console: Console, going: Going) -> str:
    """Ask where to continue a programme that the team has started: the key of the card, or empty for the beginning."""
    choices = dict(going_choices(going))
    if len(choices) == 1:
        return ""
    told = ", ".join(f"{number} {words}" for number, words in enumerate(choices.values(), 1))
    typed = console.ask(f"{going.title}: {told} ({next(iter(choices.values()))})")
    keys = list(choices)
    return keys[int(typed) - 1] if typed.isdecimal() and 1 <= int(typed[:2]) <= len(keys) else keys[0]


def _minutes(console: Console) -> int:
    typed = console.ask(_("Minutes") + f" ({USUAL_MINUTES}):")
    return int(typed[:3]) if typed.isdecimal() and 1 <= int(typed[:4]) <= 600 else USUAL_MINUTES


def _one_of(console: Console, label: str, choices: dict[Choice, str], usual: Choice) -> Choice:
    told = ", ".join(f"{number} {words}" for number, words in enumerate(choices.values(), 1))
    typed = console.ask(f"{label}: {told} ({choices[usual]})")
    values = list(choices)
    return values[int(typed) - 1] if typed.isdecimal() and 1 <= int(typed[:2]) <= len(values) else usual
