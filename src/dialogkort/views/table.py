"""A game in words for the table screen: pure, so that each situation of a game can be read in a test."""

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
from dialogkort.sessions.own_screens import Facts
from dialogkort.sessions.sitting import Sitting
from dialogkort.views.delegation import level_on_card, level_to_be
from dialogkort.views.faces import Face, card_face, draft_face, review_face, rules_face
from dialogkort.views.lines import faint, line
from dialogkort.views.places import ASIDE, BACK, DONE, NOW, TO_COME, Place
from dialogkort.views.review_round import review_progress, review_words
from dialogkort.views.together import (
    Words,
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
    """One choice, how many chose it, and its words."""

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
    """Everything that the table shows except the clock.

    The `hint` is for everyone. What only the person at the keyboard can do is told apart from it, in `keyboard`:
    personal screens leave that out.
    """

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
    """Their numbers add up to the number of people who answered."""
    keyboard: str = ""

    @property
    def told(self) -> str:
        """What the table says below its heading: to everyone, and to the person at the keyboard."""
        return " ".join(filter(None, (self.hint, self.keyboard)))


@dataclass(frozen=True, slots=True)
class AtSeats:
    """What the table knows besides the game: who has a personal screen, who is asleep there, and how many have rated.

    `seated` are those whom the keyboard skips. `rated` are those who have rated the meeting; `rating` is whose rating
    the keyboard takes next. `ready` and `hands` are what seats show that is not a step of the game. It is `slow` once
    those who are missing are named.
    """

    seated: frozenset[str] = frozenset()
    asleep: frozenset[str] = frozenset()
    rated: int = 0
    to_rate: tuple[str, ...] = ()
    ready: int = 0
    hands: frozenset[str] = frozenset()
    marks: tuple[tuple[str, str], ...] = ()
    writing: int = 0
    slow: bool = False

    def note(self, member: str) -> str:
        """Return the word about a member's personal screen, if there is one."""
        return _("phone asleep?") if member in self.asleep else ""

    def mark(self, member: str) -> str:
        """Return the mark of a member's personal screen, or empty."""
        return dict(self.marks).get(member, "")


def at_table(sitting: Sitting, facts: Facts | None = None) -> AtSeats:
    """Return what the table knows besides the game; `facts` come from personal screens, if they are on."""
    facts, bag = facts or Facts(), sitting.ratings
    return AtSeats(
        seated=sitting.seated,
        asleep=facts.asleep,
        rated=len(bag),
        to_rate=bag.without(sitting.game.as_asked) if bag.place else (),
        ready=facts.ready,
        hands=facts.hands,
        marks=facts.marks,
        writing=facts.writing,
        slow=facts.slow,
    )


def view_of(game: Game, now: float, ends: datetime, opened: Opened, seats: AtSeats | None = None) -> TableView:
    """Return what the table shows of `game` at `now`; `ends` is the time of day when the meeting ends."""
    seats = seats or AtSeats()
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
        places=tuple(_plain_places(game, seats)),
    )
    if game.proposal and game.proposal.proposed:
        return _consent(view, game, seats)
    match game.stage:
        case Stage.OPENING:
            hint, keyboard = _("Take turns reading the rules aloud."), _("Then continue.")
            if game.carried:
                keyboard = f"{keyboard} " + _("Below them are the notes you parked: keep them or drop them.")
            plan = plan_of(game)
            if plan.programme and not plan.fits:
                words = _("There is not time for the whole programme: it will stop after {number} of {total} cards.")
                hint = f"{words.format(number=max(1, plan.rounds), total=len(plan.programme))} {hint}"
            return replace(view, heading=_("Welcome to the table"), hint=hint, keyboard=keyboard)
        case Stage.ROUND if game.round:
            return _round(view, game, game.round, opened, seats)
        case Stage.ROUND | Stage.CLOSING | Stage.ENDED:  # a round that is over leads to one of these
            return _closing(view, game, seats)


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
    end = _("ends at {time}").format(time=clock_time(ends))
    match ahead.pace:
        case Pace.ON_TIME:
            words, late = _("on time"), False
        case Pace.ROOM if ahead.another:
            words, late = _("time for one more round"), False
        case Pace.ROOM:
            words, late = _("on time"), False
        case Pace.FEWER if not ahead.rounds:
            words, late = _("no time for a round"), False
        case Pace.FEWER:
            words, late = ngettext("time for {number} round", "time for {number} rounds", ahead.rounds), False
        case Pace.LATE:
            minutes = max(1, round(ahead.over / 60))
            words, late = ngettext("{number} min over", "{number} min over", minutes), True
    return f"{end} · {words}", late


def _strip(game: Game) -> tuple[tuple[str, str], ...]:
    """Return the phases of the round as (symbol, name)."""
    if game.round is None or game.card is None:
        return ()
    phases = phases_of(game.card)
    present = phases.index(game.round.phase)
    signs = [DONE if place < present else NOW if place == present else TO_COME for place in range(len(phases))]
    return tuple((sign, phase_name(phase)) for sign, phase in zip(signs, phases, strict=True))


def _plain_places(game: Game, seats: AtSeats) -> list[Place]:
    """Return the members in seating order, with the symbols of the go-round while the stick is going round."""
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
        hand = _("hand raised") if member in seats.hands else ""
        note = " · ".join(part for part in (note, hand, seats.note(member)) if part)
        places.append(place_of(game, member, sign, note, seats.mark(member)))
    return places


def place_of(game: Game, member: str, sign: str, note: str = "", mark: str = "") -> Place:
    """Return the place of a member; those who are on a call have that mark in every list."""
    if member in game.on_screen:
        note = f"{on_screen_mark()} · {note}" if note else on_screen_mark()
    return Place(sign, name_at(game, member), note, mark=mark)


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
        return TO_COME, _("passed, will be asked again")
    return TO_COME, _("next") if member == turns.next else ""


def _round(  # noqa: C901 - a table of phases
    view: TableView, game: Game, playing: Round, opened: Opened, seats: "AtSeats"
) -> TableView:
    card = playing.card
    if card is None:
        return _deal(view, game, playing)
    answered = playing.shown or playing.phase in {Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE}
    known = level_on_card(game, card) if answered else ""  # any earlier, it would influence the answers
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
        return _saying(view, words)
    match playing.phase:
        case Phase.READ:
            heading = _("{name} reads aloud").format(name=reader)
            return replace(_marked(view, game, playing.reader), heading=heading, hint=_("The rest of us listen."))
        case Phase.THINK:
            hint = _("Silence. Write a few words on paper.")
            return replace(view, heading=_("Think on your own"), hint=hint)
        case Phase.DO if card.steps:
            return replace(_saying(view, step_words(playing)), places=group_places(game, playing) or view.places)
        case Phase.DO | Phase.GROUPS if playing.groups:
            return replace(_saying(view, group_words(playing)), places=group_places(game, playing))
        case Phase.SAY:
            return replace(_saying(view, saying_words(game, playing)), places=group_places(game, playing))
        case Phase.DO:
            hint = _("Do what the card says. The time is yours.")
            return replace(view, heading=_("Do it together"), hint=hint)
        case Phase.REVEAL:
            return _reveal(view, game, playing, card, seats)
        case Phase.GO_ROUND:
            return _speaking(view, game, heard_hint(playing) or _("No interruptions, no comments."))
        case Phase.DISCUSS:
            hint = _("Ask, build on it, disagree.")
            if card.follow_ups:
                hint += " " + _("The follow-up questions can help.")
            return replace(view, heading=_("The floor is open"), hint=hint)
        case Phase.DEAL | Phase.GROUPS | Phase.AGREE:  # the card has been dealt, and nobody sits in a group
            return _saying(view, agree_words(game))


def _saying(view: TableView, words: Words) -> TableView:
    return replace(view, heading=words.heading, hint=words.hint, keyboard=words.keyboard)


def _speaking(view: TableView, game: Game, hint: str) -> TableView:
    turns = game.turns
    if turns is None or turns.over:
        return replace(view, heading=_("Everyone has been asked"), hint="")
    following = name_at(game, turns.next)
    after = _("{name} is next.").format(name=following) if following else _("After that, everyone has been asked.")
    heading = _("{name} has the floor").format(name=name_at(game, turns.speaking))
    if turns.asked_again:
        hint = _("You passed before. Is there anything you want to say now?")
    return replace(view, heading=heading, hint=f"{hint} {after}")


def _deal(view: TableView, game: Game, playing: Round) -> TableView:
    chooser = name_at(game, playing.chooser)
    if not playing.offered:
        titles = " · ".join(deck.title for deck in game.setup.decks)
        back = Face(titles.upper(), _("The card is face down."), deck=game.setup.decks[0].id)
        heading = _("{name} draws a card").format(name=chooser)
        return replace(
            _marked(view, game, playing.chooser),
            face=back,
            heading=heading,
            keyboard=_("Turn it over and read it aloud."),
        )
    offered = tuple(card_face(card, offer=False) for card in playing.offered)
    offered = tuple(
        replace(face, title=f"{number}  {face.title}", mark="", details=(), more=())
        for number, face in enumerate(offered, 1)
    )
    heading = _("{name} chooses a card").format(name=chooser)
    keyboard = _("Press its number.")
    view = _marked(view, game, playing.chooser)
    return replace(view, offered=offered, face=offered[0], heading=heading, keyboard=keyboard)


def _marked(view: TableView, game: Game, member: str) -> TableView:
    """Put the symbol for now beside the member with the id `member`; two may have the same name."""
    placed = zip(game.present, view.places, strict=True)
    places = tuple(replace(place, sign=NOW) if name == member else place for name, place in placed)
    return replace(view, places=places)


def _reveal(view: TableView, game: Game, playing: Round, card: Card, seats: "AtSeats") -> TableView:
    if not playing.shown:
        return _collecting(view, game, playing, card, seats)
    values = tuple(value for _member, value in playing.answers)
    heading, hint = {
        Spread.NONE: (_("No answers"), ""),
        Spread.SAME: (_("You all gave the same answer"), _("What is behind it? Does it hold up on a bad day?")),
        Spread.NEAR: (_("Your answers are close"), _("Those furthest apart speak first.")),
        Spread.APART: (_("Your answers are far apart"), _("The two furthest apart speak first.")),
    }[spread(card, values)]
    if len(values) == 1:
        heading, hint = _("One answer"), _("What is behind it?")
    if card.kind is Kind.DILEMMA and len(set(values)) > 1:
        hint = _("Whoever gave the rarest answer speaks first.")
        if len({values.count(value) for value in values}) == 1:
            hint = _("Your answers are evenly split. Hear what is behind each of them.")
    if card.kind is Kind.REVIEW:
        hint = _("Tell each other what is behind your answers. Then decide what to do with the agreement.")
    return replace(view, heading=heading, hint=hint)


def _bare(view: TableView, known: str) -> TableView:
    """Leave the choices off the card: the bars show them. What was `known` before is shown instead."""
    details = (faint(known),) if known else ()
    return replace(view, face=replace(view.face, details=details))


def _bars(playing: Round, card: Card) -> tuple[Bar, ...]:
    values = tuple(value for _member, value in playing.answers)
    words = choice_words(card)
    given = zip(card.choices, counts(card, values), strict=True)
    return tuple(Bar(choice, number, words[choice - 1]) for choice, number in given)


def _missing_words(game: Game, seats: "AtSeats", missing: tuple[str, ...]) -> tuple[str, str]:
    """Return what the table says while it waits only for personal screens: a number, and names when it takes long."""
    heading = ngettext("Waiting for {number} more person", "Waiting for {number} more people", len(missing))
    hint = _("On your own screens. Phones out.")
    if seats.asleep:
        hint = _("A phone may be asleep: wake it, or type the answer here.")
    if seats.slow:
        names = ", ".join(name_at(game, member) for member in missing)
        hint = f"{hint} " + _("Waiting for {names}.").format(names=names)
    return heading, hint


def _collecting(view: TableView, game: Game, playing: Round, card: Card, seats: "AtSeats") -> TableView:
    given = {member for member, _value in playing.answers}
    waiting = next((member for member in game.without_answer if member not in seats.seated), "")
    laid = BACK if seats.marks else DONE
    places = tuple(
        place_of(
            game,
            member,
            laid if member in given else NOW if member == waiting else TO_COME,
            seats.note(member),
            seats.mark(member),
        )
        for member in game.as_asked
    )
    last = card.choices[-1]
    name = name_at(game, waiting)
    keyboard = ""
    hint = _("1 to {last}. Everyone else looks away. Then pass the keyboard on.").format(last=last)
    if not game.awaited_answers:
        heading, hint, keyboard = _("Everyone has answered"), "", _("Reveal the answers.")
    elif not waiting:
        heading, hint = _missing_words(game, seats, game.awaited_answers)
    elif game.setup.answering is Answering.FINGERS:
        heading = _("Hold up fingers on three")
        hint = _("All at the same time, 1 to {last}. Then type the answers in; {name} is next.")
        if game.on_screen.intersection(game.present):
            hint = _("All at the same time, 1 to {last}, also to the camera. Then type the answers in; {name} is next.")
        hint = hint.format(last=last, name=name)
    elif waiting in game.on_screen:
        heading = _("{name} writes a private message").format(name=name)
        hint = _(
            "1 to {last}, in a private chat message to the person at the keyboard, who types it in. Everyone else "
            "looks away."
        )
        hint = hint.format(last=last)
    else:
        heading = _("{name} types privately").format(name=name)
    return replace(view, places=places, heading=heading, hint=hint, keyboard=keyboard)


_THUMBS = {Thumb.CONSENT: DONE, Thumb.CONCERN: "~", Thumb.OBJECTION: "!"}


def _consent(view: TableView, game: Game, seats: AtSeats) -> TableView:
    proposal = game.proposal
    if proposal is None:
        return view
    words = {Thumb.CONSENT: _("yes"), Thumb.CONCERN: _("concern"), Thumb.OBJECTION: _("objection")}
    shown = {thumb.member: thumb for thumb in proposal.thumbs}
    waiting = next((member for member in game.without_thumb if member not in seats.seated), "")
    places = []
    for member in game.as_asked:
        thumb = shown.get(member)
        if thumb is not None:
            places.append(place_of(game, member, _THUMBS[thumb.thumb], words[thumb.thumb]))
        elif member in proposal.given:
            places.append(place_of(game, member, BACK, _("hidden")))
        elif proposal.turned and member not in proposal.asked:
            places.append(place_of(game, member, ASIDE, _("missing")))
        else:
            places.append(
                place_of(game, member, NOW if member == waiting else TO_COME, seats.note(member), seats.mark(member))
            )
    hint = keyboard = ""
    if proposal.objections:
        heading, keyboard = _("There is an objection"), _("Change the draft until the objection is met, or drop it.")
    elif proposal.covered and not game.awaited_thumbs:
        heading, keyboard = _("All thumbs are in"), _("Reveal them.")
    elif game.awaited_thumbs and not waiting:
        heading, hint = _missing_words(game, seats, game.awaited_thumbs)
        if seats.writing:
            hint = ngettext("{number} person is still writing.", "{number} people are still writing.", seats.writing)
    elif game.awaited_thumbs:
        heading = _("Show thumbs on three")
        hint = _("Up: yes. Sideways: a concern, which is recorded. Down: an objection, which sends the draft back.")
    else:
        heading, keyboard = _("Nobody objects"), _("Save it as an agreement.")
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
    return replace(view, face=face, heading=heading, hint=hint, keyboard=keyboard, places=tuple(places))


def _closing(view: TableView, game: Game, seats: AtSeats) -> TableView:
    made = [f"{change.before.title} · {outcome_words(change)}" for change in game.changes]
    made += [f"✓ {agreement.title}" for agreement in game.agreements]
    made += [f"· {note}" for note in game.notes]
    details = tuple(line(words) for words in made) or (line(_("No new agreements today, and that is fine.")),)
    face = Face(_("closing").upper(), _("What will you take with you from this conversation?"), details=details)
    view = replace(view, face=face)
    if game.turns and not game.turns.over:
        return _speaking(view, game, _("In one sentence."))
    heading = _("Rate the meeting")
    if game.all_rated:
        hint = _("Thank you. With fewer than three ratings, no average is shown.")
        if game.average is not None:
            hint = _("The average is {average}.").format(average=decimal(game.average))
        return replace(view, heading=heading, hint=hint, places=())
    rated = ngettext("{number} person has answered.", "{number} people have answered.", seats.rated)
    rated = rated if seats.rated else _("Nobody has answered yet.")
    waiting = next((member for member in seats.to_rate if member not in seats.seated), "")
    hint = _("Was it worth the time? 1 to 5. The ratings are shown without names when everyone has answered.")
    if waiting in game.on_screen:
        chat = _("{name} sends it in a private chat message to the person at the keyboard, who types it in.")
        heading = f"{heading}: {name_at(game, waiting)}"
        hint = f"{hint} {chat.format(name=name_at(game, waiting))}"
    elif waiting:
        heading = f"{heading}: {name_at(game, waiting)}"
        hint = f"{hint} " + _("{name} types it privately: everyone else looks away.").format(
            name=name_at(game, waiting)
        )
    return replace(view, heading=heading, hint=f"{hint} {rated}", places=())


def on_screen_mark() -> str:
    """Return the mark of those who take part on a call."""
    return _("on screen")
