"""Pairs and small groups, steps, lists, and what a programme asks for: what the table says about them."""

from typing import NamedTuple

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.cards import Kind
from dialogkort.core.game.groups import speaker
from dialogkort.core.game.lists import lines_on
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Game, Round
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.words import name_at
from dialogkort.views.lines import Line, Role, faint, line, strong
from dialogkort.views.places import ASIDE, DONE, NOW, TO_COME, Place


class Words(NamedTuple):
    """What the table says: a heading, a hint for everyone, and what only the person at the keyboard can do."""

    heading: str
    hint: str = ""
    keyboard: str = ""


def group_places(game: Game, playing: Round) -> tuple[Place, ...]:
    """Return those present, group by group, with whom each sits; whoever is speaking has the symbol for now."""
    places = []
    for number, group in enumerate(playing.groups, 1):
        saying = speaker(group, playing.part) if playing.phase is Phase.SAY else ""
        for member in group:
            others = [name_at(game, name) for name in group if name != member]
            note = _("with {names}").format(names=listed(others)) if others else _("alone")
            sign = ASIDE if not saying else NOW if member == saying else TO_COME
            places.append(Place(sign, name_at(game, member), note, number))
    return tuple(places)


def saying_words(game: Game, playing: Round) -> Words:
    """Return the text for a card that is read aloud in pairs."""
    names = listed([name_at(game, speaker(group, playing.part)) for group in playing.groups])
    if playing.part == 1:
        heading = _("Say it aloud in pairs")
        hint = _("{names} first. Say it to your partner in your own words, and try it more than one way.")
    elif all(len(group) >= playing.part for group in playing.groups):
        heading = _("Swap")
        hint = _("Now {names}. The others listen, and answer the way people really would.")
    else:
        heading = _("Swap once more")
        hint = _("Now {names}. Pairs start over: the second time goes better.")
    return Words(heading, hint.format(names=names))


def group_words(playing: Round) -> Words:
    """Return the text for talking in pairs or small groups."""
    size = playing.card.group_size if playing.card else 0
    heading = _("Talk in pairs") if size == 2 else _("Talk in threes")
    if playing.phase is Phase.DO:
        heading = _("Do it in pairs") if size == 2 else _("Do it in threes")
        return Words(heading, _("Do what the card says. The time is yours."))
    return Words(heading, _("Share the time equally. Afterwards, each of us says what we heard, not what we said."))


def heard_hint(playing: Round) -> str:
    """Return what each is asked for in the go-round after the conversation in pairs; else empty."""
    card = playing.card
    if card is None:
        return ""
    if card.kind is Kind.SPOKEN:
        return _("Say the sentence that worked, the way you heard it.")
    return _("Share one thing that you heard.") if card.group_size else ""


def step_words(playing: Round) -> Words:
    """Return which step of an exercise this is, and what comes next."""
    steps = playing.card.steps if playing.card else ()
    heading = _("Step {number} of {total}").format(number=playing.part, total=len(steps))
    if playing.part < len(steps):
        following = steps[playing.part]
        step = f"{following.text} ({minutes_words(following.minutes)})"
        return Words(heading, _("Then: {step}").format(step=step))
    return Words(heading, _("Then there is a go-round."))


def step_lines(playing: Round) -> tuple[Line, ...]:
    """Return the steps of an exercise with their state: done, now, to come."""
    steps = playing.card.steps if playing.card else ()
    here = playing.part if playing.phase is Phase.DO else 0 if playing.phase is Phase.READ else len(steps) + 1
    lines = []
    for number, step in enumerate(steps, 1):
        sign = DONE if number < here else NOW if number == here else TO_COME
        role = Role.NOW if number == here else Role.ASIDE if number < here else Role.PLAIN
        lines.append(line((f"{sign} ", role), (f"{minutes_words(step.minutes)} ", Role.FAINT), (step.text, role)))
    return tuple(lines)


def minutes_words(minutes: int) -> str:
    return _("{number} min").format(number=minutes)


def list_lines(game: Game) -> tuple[Line, ...]:
    """Return the list that the card on the table opens or shows, or empty."""
    name = game.card.list_name if game.card else ""
    if not name:
        return ()
    lines = lines_on(game.lists, name)
    told = tuple(line((f"{number} ", Role.STRONG), text) for number, text in enumerate(lines, 1))
    return strong(name), *(told or (faint(_("The list is still empty.")),))


def list_question(game: Game) -> str:
    """Return what is asked while lines are written on the card's list, one after another."""
    number = len(lines_on(game.lists, game.card.list_name if game.card else ""))
    if not number:
        return _("Write the first line. Press Enter on an empty line when you are done.")
    count = ngettext("{number} line on the list", "{number} lines on the list", number)
    return _("{count}. Write another, or press Enter on an empty line when you are done.").format(count=count)


def made_on(game: Game) -> tuple[Agreement, ...]:
    """Return what this game has agreed about the card on the table."""
    card = game.card
    return tuple(made for made in game.agreements if card and (made.deck, made.card) == (card.deck, card.id))


def agree_words(game: Game) -> Words:
    """Return what the agreeing phase asks for; for a programme, the result that its deck promises."""
    if game.proposal:
        return Words(_("What do we agree on?"), keyboard=_("A draft is waiting. Continue with it, or drop it."))
    card = game.card
    if made := made_on(game):
        heading = _("Agreed: {title}").format(title=made[-1].title)
        return Words(heading, _("It is saved."), _("Write another, or continue."))
    if card is None or not game.in_programme:
        keyboard = _("Write an agreement, park a note, or continue: not every round needs a rule.")
        return Words(_("What do we agree on?"), keyboard=keyboard)
    if card.collect and (number := len(lines_on(game.lists, card.collect))):
        heading = _("{name}: {number} on the list").format(name=card.collect, number=number)
        return Words(heading, _("Read it aloud. Is anything missing?"))
    asked = card.follow_ups[-1] if card.follow_ups else _("End the round with one sentence that everyone can keep.")
    heading = _("Put it on the list") if card.collect else _("Put it in writing")
    return Words(heading, asked)


def listed(names: list[str]) -> str:
    """Return names as people say them: *Anne, Bo and Ida*."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
