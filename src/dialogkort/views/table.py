"""A game as words for the table screen: pure, so that each situation of a game can be read in a test."""

from dataclasses import dataclass, replace
from datetime import datetime

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.answers import Spread, counts, spread
from dialogkort.core.game.consent import occasion
from dialogkort.core.game.outlook import Pace, outlook, plan_of
from dialogkort.core.game.phases import Phase, phases_of
from dialogkort.core.game.setup import Answering
from dialogkort.core.game.state import Game, Round, Stage
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import clock_time
from dialogkort.language.numbers import decimal
from dialogkort.language.words import choice_words, kind_name, name_at, outcome_words, phase_name
from dialogkort.views.delegation import level_on_card, level_to_be
from dialogkort.views.faces import Face, card_face, draft_face, review_face, rules_face
from dialogkort.views.lines import faint, line
from dialogkort.views.places import ASIDE, DONE, NOW, TO_COME, Place
from dialogkort.views.review_round import review_progress, review_words
from dialogkort.views.together import (
    agree_words,
    group_places,
    group_words,
    heard_hint,
    list_lines,
    saying_words,
    step_lines,
    step_words,
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One choice, how many gave it, and its words."""

    choice: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What the team has opened on the card."""

    follow_ups: bool = False
    advice: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """All that the table shows but the clock."""

    team: str
    progress: str
    pace: str
    late: bool
    strip: tuple[tuple[str, str], ...]
    face: Face
    heading: str
    hint: str
    places: tuple[Place, ...]
    offered: tuple[Face, ...] = ()
    bars: tuple[Bar, ...] = ()
    """Their numbers add up to those who answered."""


def view_of(game: Game, now: float, ends: datetime, opened: Opened) -> TableView:
    """Return what the table shows of `game` at `now`; `ends` is the time of day when the meeting ends."""
    pace, late = _pace(game, now, ends)
    here = len(game.present)
    at_table = ngettext("{number} at the table", "{number} at the table", here)
    view = TableView(
        team=f"{game.setup.team} · {at_table}" if game.setup.team else at_table,
        progress=_progress(game, now),
        pace=pace,
        late=late,
        strip=_strip(game),
        face=rules_face(game.carried),
        heading="",
        hint="",
        places=tuple(_plain_places(game)),
    )
    if game.proposal and game.proposal.proposed:
        return _consent(view, game)
    match game.stage:
        case Stage.OPENING:
            hint = _("Read the rules aloud, one each. Then go on.")
            if game.carried:
                hint = f"{hint} " + _("Below them is what you parked: keep it, or drop it.")
            plan = plan_of(game)
            if plan.programme and not plan.fits:
                words = _("There is no time for all of the programme: it stops after {number} of {total} cards.")
                hint = f"{words.format(number=max(1, plan.rounds), total=len(plan.programme))} {hint}"
            return replace(view, heading=_("Welcome to the table"), hint=hint)
        case Stage.ROUND if game.round:
            return _round(view, game, game.round, opened)
        case Stage.ROUND | Stage.CLOSING | Stage.ENDED:  # a round that is over leads there
            return _closing(view, game)


def _progress(game: Game, now: float) -> str:
    match game.stage:
        case Stage.OPENING:
            return _("opening")
        case Stage.ROUND if game.round:
            if game.reviewing:
                return review_progress(game)
            if game.card and not game.card.from_deck:
                return kind_name(game.card.kind)
            number = game.cards_played + 1
            total = max(number, outlook(game, now).rounds)
            return _("Round {number} of {total}").format(number=number, total=total)
        case Stage.ROUND | Stage.CLOSING | Stage.ENDED:
            return _("closing")


def _pace(game: Game, now: float, ends: datetime) -> tuple[str, bool]:
    ahead = outlook(game, now)
    end = _("ends {time}").format(time=clock_time(ends))
    match ahead.pace:
        case Pace.ON_TIME:
            words, late = _("on time"), False
        case Pace.ROOM if ahead.another:
            words, late = _("time for one more round"), False
        case Pace.ROOM:
            words, late = _("on time"), False
        case Pace.FEWER:
            words, late = ngettext("time for {number} round", "time for {number} rounds", ahead.rounds), False
        case Pace.LATE:
            minutes = max(1, round(ahead.over / 60))
            words, late = ngettext("{number} min over", "{number} min over", minutes), True
    return f"{end} · {words}", late


def _strip(game: Game) -> tuple[tuple[str, str], ...]:
    """Return the phases of the round as (sign, name)."""
    if game.round is None or game.card is None:
        return ()
    phases = phases_of(game.card)
    present = phases.index(game.round.phase)
    signs = [DONE if place < present else NOW if place == present else TO_COME for place in range(len(phases))]
    return tuple((sign, phase_name(phase)) for sign, phase in zip(signs, phases, strict=True))


def _plain_places(game: Game) -> list[Place]:
    """Return the members as they sit, with the go-round's signs when the stick is going round."""
    turns = game.turns
    places = []
    order = game.present
    if turns is not None:
        asked = (*turns.spoken, *turns.declined, turns.speaking, *turns.waiting, *turns.passed)
        order = tuple(member for member in asked if member in game.present)
    for member in order:
        sign, note = ASIDE, ""
        if turns is not None:
            sign, note = _turn_of(game, member)
        remote = next((one.remote for one in game.members if one.id == member), False)
        if remote and not note:
            note = _("on screen")
        places.append(Place(sign, name_at(game, member), note))
    return places


def _turn_of(game: Game, member: str) -> tuple[str, str]:
    turns = game.turns
    if turns is None:
        return ASIDE, ""
    if member == turns.speaking:
        return NOW, ""
    if member in turns.spoken:
        return DONE, ""
    if member in turns.declined:
        return DONE, _("passed")
    if member in turns.passed:
        return TO_COME, _("passed, is asked again")
    return TO_COME, _("next") if member == turns.next else ""


def _round(view: TableView, game: Game, playing: Round, opened: Opened) -> TableView:  # noqa: C901 - a table of phases
    card = playing.card
    if card is None:
        return _deal(view, game, playing)
    answered = playing.shown or playing.phase in {Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE}
    known = level_on_card(game, card) if answered else ""  # before, it would tell people what to answer
    face = card_face(
        card,
        follow_ups=opened.follow_ups,
        advice=opened.advice,
        levelled=known,
        steps=step_lines(playing),
        on_list=list_lines(game),
    )
    if game.reviewing:
        face = review_face(game.reviewing, card, asked=playing.phase is Phase.REVEAL)
    view = replace(view, face=face)
    if playing.shown and opened == Opened():
        view = replace(_bare(view, known), bars=_bars(playing, card))
    reader = name_at(game, playing.reader)
    if game.reviewing and (words := review_words(game, playing, game.reviewing, game.verdict)):
        return replace(view, heading=words[0], hint=words[1])
    match playing.phase:
        case Phase.READ:
            heading = _("{name} reads aloud").format(name=reader)
            return replace(_marked(view, game, playing.reader), heading=heading, hint=_("The rest of us listen."))
        case Phase.THINK:
            hint = _("Silence. Write a few words on paper.")
            return replace(view, heading=_("Think for yourself"), hint=hint)
        case Phase.DO if card.steps:
            heading, hint = step_words(playing)
            return replace(view, heading=heading, hint=hint, places=group_places(game, playing) or view.places)
        case Phase.DO | Phase.GROUPS if playing.groups:
            heading, hint = group_words(playing)
            return replace(view, heading=heading, hint=hint, places=group_places(game, playing))
        case Phase.SAY:
            heading, hint = saying_words(game, playing)
            return replace(view, heading=heading, hint=hint, places=group_places(game, playing))
        case Phase.DO:
            hint = _("Do what the card says. The clock is yours.")
            return replace(view, heading=_("Do it together"), hint=hint)
        case Phase.REVEAL:
            return _reveal(view, game, playing, card)
        case Phase.GO_ROUND:
            return _speaking(view, game, heard_hint(playing) or _("Nobody interrupts, nobody comments."))
        case Phase.DISCUSS:
            hint = _("Ask, add, disagree. The follow-up questions help.")
            return replace(view, heading=_("The floor is open"), hint=hint)
        case Phase.DEAL | Phase.GROUPS | Phase.AGREE:  # the card is dealt, and nobody sits apart
            heading, hint = agree_words(game)
            return replace(view, heading=heading, hint=hint)


def _speaking(view: TableView, game: Game, hint: str) -> TableView:
    turns = game.turns
    if turns is None or turns.over:
        return replace(view, heading=_("All have been asked"), hint="")
    following = name_at(game, turns.next)
    after = _("{name} is next.").format(name=following) if following else _("Then all have been asked.")
    heading = _("{name} has the word").format(name=name_at(game, turns.speaking))
    if turns.asked_again:
        hint = _("You passed before. Is there something now?")
    return replace(view, heading=heading, hint=f"{hint} {after}")


def _deal(view: TableView, game: Game, playing: Round) -> TableView:
    chooser = name_at(game, playing.chooser)
    if not playing.offered:
        titles = " · ".join(deck.title for deck in game.setup.decks)
        back = Face(titles.upper(), _("The card lies face down."), deck=game.setup.decks[0].id)
        heading = _("{name} draws a card").format(name=chooser)
        return replace(
            _marked(view, game, playing.chooser), face=back, heading=heading, hint=_("Turn it, and read it aloud.")
        )
    offered = tuple(card_face(card, offer=False) for card in playing.offered)
    offered = tuple(
        replace(face, title=f"{number}  {face.title}", mark="", details=(), more=())
        for number, face in enumerate(offered, 1)
    )
    heading = _("{name} chooses a card").format(name=chooser)
    hint = _("Press its number.")
    return replace(_marked(view, game, playing.chooser), offered=offered, face=offered[0], heading=heading, hint=hint)


def _marked(view: TableView, game: Game, member: str) -> TableView:
    """Set the sign for now at the one with the id `member`; two may have the same name."""
    placed = zip(game.present, view.places, strict=True)
    places = tuple(replace(place, sign=NOW) if one == member else place for one, place in placed)
    return replace(view, places=places)


def _reveal(view: TableView, game: Game, playing: Round, card: Card) -> TableView:
    if not playing.shown:
        return _collecting(view, game, playing, card)
    values = tuple(value for _member, value in playing.answers)
    heading, hint = {
        Spread.NONE: (_("No answers"), ""),
        Spread.SAME: (_("You all say the same"), _("What lies behind it? Does it hold on a bad day?")),
        Spread.NEAR: (_("You are close"), _("The outer answers begin.")),
        Spread.APART: (_("You are spread"), _("The outer answers begin: they tell first.")),
    }[spread(card, values)]
    if len(values) == 1:
        heading, hint = _("One answer"), _("What lies behind it?")
    if card.kind is Kind.DILEMMA and len(set(values)) > 1:
        hint = _("The rarest answer begins.")
    if card.kind is Kind.REVIEW:
        hint = _("Tell each other what lies behind. Then decide what becomes of it.")
    return replace(view, heading=heading, hint=hint)


def _bare(view: TableView, known: str) -> TableView:
    """Leave the choices out of the card: the bars have them. What was `known` before stands there instead."""
    details = (faint(known),) if known else ()
    return replace(view, face=replace(view.face, details=details))


def _bars(playing: Round, card: Card) -> tuple[Bar, ...]:
    values = tuple(value for _member, value in playing.answers)
    words = choice_words(card)
    given = zip(card.choices, counts(card, values), strict=True)
    return tuple(Bar(choice, number, words[choice - 1]) for choice, number in given)


def _collecting(view: TableView, game: Game, playing: Round, card: Card) -> TableView:
    given = {member for member, _value in playing.answers}
    waiting = game.to_answer
    places = tuple(
        Place(
            DONE if member in given else NOW if member == waiting else TO_COME,
            name_at(game, member),
        )
        for member in game.present
    )
    last = card.choices[-1]
    name = name_at(game, waiting)
    if not waiting:
        heading, hint = _("All have answered"), _("Turn the answers up.")
    elif game.setup.answering is Answering.FINGERS:
        heading = _("Show fingers on three")
        hint = _("All at once, 1 to {last}. Then type them: {name}.").format(last=last, name=name)
    else:
        heading = _("{name} types unseen").format(name=name)
        hint = _("1 to {last}. The others look away. Then the keyboard goes on.").format(last=last)
    return replace(view, places=places, heading=heading, hint=hint)


_THUMBS = {Thumb.CONSENT: DONE, Thumb.CONCERN: "~", Thumb.OBJECTION: "!"}


def _consent(view: TableView, game: Game) -> TableView:
    proposal = game.proposal
    if proposal is None:
        return view
    words = {Thumb.CONSENT: _("yes"), Thumb.CONCERN: _("concern"), Thumb.OBJECTION: _("objection")}
    shown = {one.member: one for one in proposal.thumbs}
    waiting = game.to_show_thumb
    places = []
    for member in game.present:
        thumb = shown.get(member)
        if thumb is None:
            places.append(Place(NOW if member == waiting else TO_COME, name_at(game, member)))
        else:
            places.append(Place(_THUMBS[thumb.thumb], name_at(game, member), words[thumb.thumb]))
    if proposal.objections:
        heading, hint = _("There is an objection"), _("Change the draft until it is met, or drop it.")
    elif waiting:
        heading = _("Show thumbs on three")
        hint = _("Up: yes. Level: a concern, it is written down. Down: an objection, the draft goes back.")
    else:
        heading, hint = _("Nobody objects"), _("Save it as an agreement.")
    _deck, _card, question = ("", "", "") if proposal.draft.adjusts else occasion(game, proposal)
    replaced = game.standing_with(proposal.draft.replaces)
    face = draft_face(
        proposal.draft,
        question,
        proposal.concerns,
        objections=tuple(thumb.words for thumb in proposal.objections),
        moved=level_to_be(game, proposal),
        before=replaced.title if replaced else "",
    )
    return replace(view, face=face, heading=heading, hint=hint, places=tuple(places))


def _closing(view: TableView, game: Game) -> TableView:
    made = [f"{change.before.title} · {outcome_words(change)}" for change in game.changes]
    made += [f"✓ {agreement.title}" for agreement in game.agreements]
    made += [f"· {note}" for note in game.notes]
    details = tuple(line(words) for words in made) or (line(_("No new agreements today, and that is fine.")),)
    face = Face(_("closing").upper(), _("What do you take with you from the talk?"), details=details)
    view = replace(view, face=face)
    if game.turns and not game.turns.over:
        return _speaking(view, game, _("One sentence."))
    rated = _("{given} of {all} typed").format(given=len(game.ratings), all=len(game.present))
    if game.average is not None:
        rated += " · " + _("average {average}").format(average=decimal(game.average))
    hint = _("All show 1 to 5 fingers: was it worth the time? Type them one by one.")
    return replace(view, heading=_("One number for the meeting"), hint=f"{hint} {rated}.", places=())
