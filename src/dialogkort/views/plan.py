"""The plan of a game in words for the set-up: pure, like the view of the table."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from dialogkort.core.cards import Deck, Order
from dialogkort.core.game.plan import Plan
from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.shelf import ShelvedDeck
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import clock_time, long_date
from dialogkort.language.words import format_name, listed_name
from dialogkort.sessions.beginning import USUAL_REVIEWS
from dialogkort.sessions.names import member_of
from dialogkort.sessions.programmes import Going
from dialogkort.views.lines import Line, aside, now, strong


def plan_words(
    plan: Plan, ends: datetime, decks: Sequence[Deck], picked: int, first: int = 1, going: Going | None = None
) -> tuple[Line, ...]:
    """Return what a plan amounts to; `ends` is when the meeting ends, `picked` how many cards were picked.

    `first` is the number of the card where a programme starts, and `going` where it could continue.
    """
    reviews = ngettext("{number} agreement to review", "{number} agreements to review", plan.reviews)
    if plan.fits:
        rounds = ngettext("There is time for {number} round", "There is time for {number} rounds", plan.rounds)
        if plan.reviews:
            rounds = reviews if plan.reviews_alone else f"{reviews}. {rounds}"
        verdict = _("{rounds}. The meeting ends at {time}.").format(rounds=rounds, time=clock_time(ends))
    elif plan.programme:
        verdict = _("Not enough time: the whole programme takes {needed} minutes.").format(needed=plan.needed)
    else:
        verdict = _("Not enough time: a game like this takes {needed} minutes.").format(needed=plan.needed)
    seconds = _("go-round {people} × {seconds} s · {minutes} min per round").format(
        people=plan.people, seconds=plan.turn, minutes=round(plan.per_round / 60)
    )
    if plan.reviews_alone:
        minutes = round(plan.per_review / 60)
        seconds = ngettext("{number} min per agreement", "{number} min per agreement", minutes)
    lines = [strong(verdict) if plan.fits else now(verdict), aside(seconds)]
    if plan.programme and not plan.fits:
        lines.append(now(_divided(plan, first)))
    if going and going.missing:
        gone = _(
            "Card “{card}”, where you stopped on {date}, is no longer in the deck. The deck starts from the beginning."
        )
        lines.append(now(gone.format(card=clean_line(going.missing, 60), date=long_date(going.day))))
    if plan.crowded:
        crowded = _("There are a lot of you. Two tables, each with its own game, would give everyone more time.")
        lines.append(now(crowded))
    if picked:
        cards = ngettext("{number} card is selected.", "{number} cards are selected.", picked)
        lines.append(aside(cards))
    if any(deck.order is Order.FIXED for deck in decks):
        programme = _("This deck is a programme: its cards come in a fixed order.")
        lines.append(aside(programme))
    return tuple(lines)


def _divided(plan: Plan, first: int) -> str:
    """Return how far a programme that does not fit will get, and where it can be divided."""
    if plan.rounds and (plan.rounds in plan.breaks or not plan.breaks):
        words = _("Today you get to card {last} in {minutes} minutes. The next meeting continues with card {next}.")
        minutes = plan.minutes_of(plan.rounds)
        return words.format(last=first + plan.rounds - 1, next=first + plan.rounds, minutes=minutes)
    if plan.breaks:
        words = _("You can split it after card {last}: that part takes {minutes} minutes.")
        return words.format(last=first + plan.breaks[0] - 1, minutes=plan.minutes_of(plan.breaks[0]))
    return _("There is not even time for the first card.")


def going_choices(going: Going) -> list[tuple[str, str]]:
    """Return the choices for where a programme starts, as (the key of the card, words)."""
    anew = ("", _("from the beginning"))
    if not going.key:
        return [anew]
    words = _("continue with card {number} (since {date})")
    return [(going.key, words.format(number=going.number, date=long_date(going.day))), anew]


def due_choices(due: int) -> list[tuple[str, str]]:
    """Return the choices for how many of the due agreements are reviewed first, as (number, words)."""
    few = range(1, min(due, USUAL_REVIEWS) + 1)
    numbers = [0, *few, *([due] if due > USUAL_REVIEWS else [])]
    return [(str(number), _due_words(number, due)) for number in numbers]


def _due_words(number: int, due: int) -> str:
    if not number:
        return _("none today")
    if number == due > 1:
        return _("all {number}").format(number=number)
    return _("the oldest") if number == 1 else _("the {number} oldest").format(number=number)


def missing_words(here: int, decks: Iterable[Deck]) -> str:
    """Return what is still missing before there can be a plan."""
    if not here:
        return _("Who is here? Enter your names separated by commas, or just the number of people.")
    if not any(deck.cards for deck in decks):
        return _("Choose at least one deck with cards.")
    return _("Enter the minutes as a number from 1 to 600.")


def names_words(names: Sequence[str]) -> str:
    """Return how the typed names are understood: how many, and each of them."""
    number = ngettext("{number} person", "{number} people", len(names))
    shown = " · ".join(listed_name(member_of("", name)) for name in names if name)
    return f"→ {number}: {shown}" if shown else f"→ {number}"


def proposal_words(plan: Plan) -> str:
    """Return a suggested plan as one line to accept."""
    words = _("Use this plan: {format}, {minutes} minutes")
    return "→ " + words.format(format=format_name(plan.form), minutes=plan.minutes)


def deck_words(shelved: ShelvedDeck) -> str:
    """Return a deck's title, with a symbol if it has problems."""
    deck = shelved.reading.deck
    if deck is None:
        return ""
    title = deck.title or deck.id
    return f"{title} (!)" if _errors(shelved) else title


def same_id_words(shelved: ShelvedDeck) -> str:
    """Return that another deck has the same id, if so: nobody can tell which one is meant."""
    if not shelved.same_id:
        return ""
    words = _("{file} has the same id, {id}, as {others}. Give one of them a different id.")
    names = (clean_line(name, 60) for name in (shelved.path.name, shelved.id, ", ".join(shelved.same_id)))
    return words.format(**dict(zip(("file", "id", "others"), names, strict=True)))


def fault_words(shelved: Iterable[ShelvedDeck]) -> str:
    """Return a line for each deck that has problems, or shares its id: how many, and what can still be played."""
    lines = []
    told: set[str] = set()
    for deck in shelved:
        if (words := same_id_words(deck)) and deck.id not in told:
            told.add(deck.id)
            lines.append(f"! {words}")
        if errors := _errors(deck):
            playable = len(deck.reading.deck.cards) if deck.reading.deck else 0
            faults = ngettext("{number} error", "{number} errors", errors)
            cards = ngettext("{number} card can be played", "{number} cards can be played", playable)
            cards = cards if playable else _("no cards can be played")
            lines.append(f"! {clean_line(deck.path.name, 60)}: {faults}, {cards}")
    return "\n".join(lines)


def _errors(shelved: ShelvedDeck) -> int:
    return sum(problem.severity == "error" for problem in shelved.reading.problems)
