"""A game in words for one seat: what a member's personal screen shows, and what they can do there now. Pure."""

from dataclasses import dataclass, field, replace

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.commands import ChooseCard, EndTurn, GiveAnswer, GiveThumb
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.groups import speaker
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.places import place_of, rating_place
from dialogkort.core.game.refusals import Reason
from dialogkort.core.game.state import Game, Proposal, Round, Stage
from dialogkort.language import current, following, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.numbers import decimal
from dialogkort.language.words import choice_words, name_at, why
from dialogkort.views.bands import band_of
from dialogkort.views.faces import Face, card_face
from dialogkort.views.lines import EMPTY, Line, faint, line, strong
from dialogkort.views.own_screens import BEAT
from dialogkort.views.places import Place
from dialogkort.views.table import AtSeats, Bar, TableView
from dialogkort.views.together import heard_hint, listed, made_on


@dataclass(frozen=True, slots=True)
class Option:
    """One of the choices of a question: the value that is sent, its symbol, and its words."""

    value: str
    sign: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the member, answered by one of the `options`; `given` is their answer, or empty.

    For the options in `worded`, the member writes `words` under `label`. An answer given only `once` cannot be changed,
    and is confirmed before it is sent. An `unseen` answer must not be visible to anybody else at the same device.
    `place` is the moment of the game that the question belongs to.
    """

    do: str
    place: str
    legend: str
    options: tuple[Option, ...]
    button: str
    given: str = ""
    note: str = ""
    worded: tuple[str, ...] = ()
    label: str = ""
    words: str = ""
    once: bool = False
    unseen: bool = False
    receivers: tuple[Option, ...] = ()
    receiver_label: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A button; one that is `pressed` stays so until it is pressed again."""

    do: str
    words: str
    place: str = ""
    pressed: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Something on the card that members open for themselves."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ClockView:
    """The time left of a phase or a turn; the page keeps counting while it is `running`."""

    left: float
    running: bool
    label: str
    paused: str
    over: str
    minute: str
    seconds: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A line to write and send: a suggestion."""

    do: str
    label: str
    button: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """What members take with them: `text` to copy, and the reviews as a `calendar` file, empty if there are none."""

    text: str
    copy: str
    copied: str
    calendar: str = ""
    file: str = ""
    open: str = ""


@dataclass(frozen=True, slots=True)
class SeatView:
    """Everything that the page of one member shows. `moment` changes when a phase or a part of one starts.

    `backs` are the cards that lie face down, in the order of the seats; `beat` is the number of seconds of each of the
    beats before they are revealed.
    """

    language: str
    card_language: str
    moment: str
    name: str
    mark: str
    team: str
    progress: str
    heading: str
    hint: str
    face: Face
    band: int = 0
    yours: bool = False
    folds: tuple[Fold, ...] = ()
    clock: ClockView | None = None
    places: tuple[Place, ...] = ()
    bars: tuple[Bar, ...] = ()
    mine: int = 0
    backs: tuple[bool, ...] = ()
    backs_label: str = ""
    beat: float = BEAT
    ask: Ask | None = None
    acts: tuple[Act, ...] = ()
    scratch: str = ""
    writing: Writing | None = None
    promise: str = ""
    told: tuple[Line, ...] = ()
    takes: Copied | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class AtThisSeat:
    """What one seat has said that is not a step of the game, and its mark."""

    mark: str = ""
    ready: bool = False
    hand: bool = False
    rated: bool = False
    typed: bool = False
    """Whether the member's answer was typed at the table."""


def seat_view(
    game: Game, member: str, now: float, *, table: TableView, seats: AtSeats, mine: AtThisSeat, calendar: str = ""
) -> SeatView:
    """Return what `member` sees of `game` at `now`. It never shows what others have answered before that is revealed.

    `table` is what the table shows, in the same language: it is made once for all seats. `calendar` is the file with
    the upcoming reviews, once the game is over.
    """
    view = SeatView(
        language=current(),
        card_language=game.setup.language,
        moment=moment_of(game),
        name=name_at(game, member),
        mark=mine.mark,
        team=game.setup.team,
        progress=table.progress,
        heading=table.heading,
        hint=table.hint,
        face=replace(table.face, more=()) if table.face.more else table.face,
        band=band_of(table.face.deck),
        places=table.places,
        bars=table.bars,
        clock=_clock(game, now),
    )
    if member not in game.present and game.stage is not Stage.ENDED:
        return replace(
            view, heading=_("You are away"), hint=_("When you are back, tell the person at the keyboard."), places=()
        )
    if game.proposal and game.proposal.proposed:
        return _consent(view, game, member)
    match game.stage:
        case Stage.OPENING:
            return replace(view, places=())
        case Stage.ROUND:
            return _in_round(view, game, member, mine, seats)
        case Stage.CLOSING:
            return _closing(view, game, member, mine, seats)
        case Stage.ENDED:
            return _ended(view, game, calendar)


def moment_of(game: Game) -> str:
    """Return a key that differs for each phase of a game, and for each part of a phase."""
    number = f"{game.round.number}.{game.round.part}" if game.round else "0"
    shown = bool(game.round and game.round.shown)
    over = bool(game.turns and game.turns.over)
    proposed = bool(game.proposal and game.proposal.proposed)
    return f"{game.stage} {number} {game.phase or ''} {shown:d} {over:d} {proposed:d}"


def _clock(game: Game, now: float) -> ClockView | None:
    countdown = game.countdown
    if countdown is None:
        return None
    return ClockView(
        left=round(countdown.left(now), 2),
        running=not countdown.paused,
        label=_("Time left"),
        paused=_("paused"),
        over=_("overtime: finish your thought"),
        minute=_("One minute left"),
        seconds=_("Ten seconds left"),
    )


def _in_round(view: SeatView, game: Game, member: str, mine: AtThisSeat, seats: AtSeats) -> SeatView:
    playing = game.round
    if playing is None:
        return view
    if playing.card is None:
        return _deal(view, game, member)
    view = replace(view, folds=_folds(playing.card))
    match playing.phase:
        case Phase.READ if playing.reader == member:
            return replace(view, heading=_("You are reading aloud"), hint=_("The others are listening."), yours=True)
        case Phase.THINK:
            ready = ngettext("{number} person is ready.", "{number} people are ready.", seats.ready)
            hint = view.hint if game.reviewing else _("Silence. Write a few words for yourself.")
            return replace(
                view,
                hint=f"{hint} {ready}" if seats.ready else hint,
                scratch=_("Your notes. They never leave this screen."),
                acts=(Act("ready", _("I'm ready"), moment_of(game), pressed=mine.ready),),
                promise=_promise() if playing.card.choices else "",
                places=(),
            )
        case Phase.REVEAL:
            return _reveal(view, game, playing.card, member, typed=mine.typed)
        case Phase.SAY | Phase.GROUPS:
            return _together(view, game, playing, member)
        case Phase.GO_ROUND:
            return _turn(view, game, member)
        case Phase.DISCUSS | Phase.DO:
            hand = Act("hand", _("Lower my hand") if mine.hand else _("Raise my hand"), moment_of(game), mine.hand)
            return replace(view, acts=(hand,), writing=_suggest(_("Suggest a note for later")))
        case Phase.AGREE:
            return _agree(view, game)
        case Phase.DEAL | Phase.READ | Phase.SAY | Phase.GROUPS:  # the table says everything
            return view


def _together(view: SeatView, game: Game, playing: Round, member: str) -> SeatView:
    """Return what a member sees in a pair or a small group: with whom they sit, and who is speaking now."""
    number, group = next(((place, names) for place, names in enumerate(playing.groups, 1) if member in names), (0, ()))
    others = [name_at(game, name) for name in group if name != member]
    if not others:
        return view
    view = replace(view, places=tuple(place for place in view.places if place.group == number))
    if playing.phase is Phase.GROUPS:
        return replace(view, heading=_("Talk with {names}").format(names=listed(others)), yours=True)
    saying = speaker(group, playing.part)
    if saying == member:
        hint = _("Say it in your own words, and try it more than one way.")
        heading = _("You are speaking to {names}").format(names=listed(others))
        return replace(view, heading=heading, hint=hint, yours=True)
    hint = _("Listen, and answer the way people really would.")
    return replace(view, heading=_("{name} is speaking").format(name=name_at(game, saying)), hint=hint)


def _folds(card: Card) -> tuple[Fold, ...]:
    folds = []
    if card.follow_ups:
        folds.append(Fold(_("Follow-up questions"), tuple(line(f"· {text}") for text in card.follow_ups)))
    if card.advice:
        source = (line(card.source),) if card.source else ()
        folds.append(Fold(_("Advice"), (line(card.advice), *source)))
    return tuple(folds)


def _promise() -> str:
    return _(
        "Hidden until all answers are revealed. Then the spread is shown without names, and those furthest"
        " apart speak first."
    )


def _suggest(label: str) -> Writing:
    return Writing("suggest", label, _("Send to the table"))


def _deal(view: SeatView, game: Game, member: str) -> SeatView:
    playing = game.round
    if playing is None:
        return view
    if not playing.offered:
        if playing.chooser != member:
            return replace(view, hint=_("It is turned over at the table, and read aloud."))
        hint = _("Turn it over at the table, and read it aloud.")
        return replace(view, heading=_("You draw a card"), hint=hint, yours=True)
    if playing.chooser != member:
        words = _("The cards to choose from are on the table's screen.")
        return replace(view, face=Face(_("card").upper(), words, deck=playing.offered[0].deck))
    receivers: tuple[Option, ...] = ()
    if game.setup.dealing is Dealing.COLLEAGUE and len(game.present) > 1:
        receivers = tuple(Option(other, "", name_at(game, other)) for other in game.present if other != member)
    options = tuple(Option(card.key, str(number), card.question) for number, card in enumerate(playing.offered, 1))
    ask = Ask(
        "choose",
        place_of(game, ChooseCard),
        _("Choose a card"),
        options,
        _("Take this card"),
        once=True,
        receivers=receivers,
        receiver_label=_("Who is the card for?") if receivers else "",
    )
    blank = Face("", "", deck=playing.offered[0].deck)
    return replace(view, heading=_("Choose a card"), hint="", yours=True, ask=ask, face=blank)


def _reveal(view: SeatView, game: Game, card: Card, member: str, *, typed: bool) -> SeatView:
    playing = game.round
    if playing is None:
        return view
    given = next((value for answer, value in playing.answers if answer == member), 0)
    answered = {member for member, _value in playing.answers}
    view = replace(view, places=(), folds=())
    if playing.shown:
        return replace(view, mine=given)
    words = choice_words(card)
    options = tuple(Option(str(choice), str(choice), words[choice - 1]) for choice in card.choices)
    missing = len(game.awaited_answers)
    waiting = ngettext("Waiting for {number} more person.", "Waiting for {number} more people.", missing)
    note = _("Your answer is in. You can change it until all answers are revealed.")
    if typed:
        note = _("Answered at the table. You can change it until all answers are revealed.")
    ask = Ask(
        "answer",
        place_of(game, GiveAnswer),
        _("Has it helped?") if card.kind is Kind.REVIEW else _("Your answer"),
        options,
        _("Send my answer"),
        given=str(given or ""),
        note=note if given else "",
        unseen=True,
    )
    face = replace(
        view.face, details=tuple(detail for detail in card_face(card).details[:1] if card.kind is Kind.DELEGATION)
    )
    return replace(
        view,
        face=view.face if game.reviewing else face,
        heading=_("Everyone has answered") if not missing else _("Your hidden answer"),
        hint=_("The table will reveal the answers.") if not missing else waiting,
        ask=ask,
        backs=tuple(asked in answered for asked in game.as_asked),
        backs_label=_("Cards on the table"),
        promise=_promise(),
        yours=not given,
    )


def _turn(view: SeatView, game: Game, member: str) -> SeatView:
    turns = game.turns
    if turns is None or turns.over:
        return view
    if turns.speaking != member:
        if turns.next == member:
            return replace(view, hint=_("You are next."))
        passed = _("{name} passed before, and is being asked again.").format(name=name_at(game, turns.speaking))
        return replace(view, hint=passed) if turns.asked_again else view
    place = place_of(game, EndTurn)
    hint = _("In one sentence.") if game.stage is Stage.CLOSING else heard_hint(game.round) if game.round else ""
    if turns.asked_again:
        hint = _("You passed before. Is there anything you want to say now?")
    hint = hint or _("Nobody interrupts.")
    acts = (Act("end_turn", _("I'm done"), place, main=True), Act("pass", _("Pass"), place))
    return replace(view, heading=_("You have the floor"), hint=hint, yours=True, acts=acts)


def _agree(view: SeatView, game: Game) -> SeatView:
    if game.proposal:
        draft = game.proposal.draft
        told = (line(draft.rule or _("Somebody is writing the draft.")),)
        hint = _("Suggest other words if you have any. The table decides.")
        return replace(view, hint=hint, told=told, writing=_suggest(_("Suggest wording for the draft")))
    if made_on(game):
        hint = f"{view.hint} " + _("Suggest another if you like.")
    elif game.reviewing:
        hint = "" if game.verdict else _("The team decides: keep it as it is, adjust it, replace it or retire it.")
    elif game.in_programme:  # the table asks for the result that the deck promises
        hint = view.hint
    else:
        hint = _("Suggest one if you like. Not every round needs an agreement.")
    return replace(view, hint=hint, writing=_suggest(_("Suggest an agreement, or a note")))


def _consent(view: SeatView, game: Game, member: str) -> SeatView:
    proposal = game.proposal
    if proposal is None:
        return view
    settled = not (game.awaited_thumbs or proposal.covered)
    if proposal.turned:
        return replace(view, hint=_settled(proposal) if settled else "")
    own = next((thumb for thumb in proposal.covered if thumb.member == member), None)
    shown = next((thumb for thumb in proposal.thumbs if thumb.member == member), None)
    said = own or shown
    options = (
        Option(Thumb.CONSENT, "✓", _("Yes")),
        Option(Thumb.CONCERN, "~", _("A concern: it is recorded with the agreement")),
        Option(Thumb.OBJECTION, "!", _("An objection: the draft must be changed")),
    )
    note = _("Your thumb is in. You can change it until all thumbs are revealed.") if said else ""
    if shown:
        note = _("Answered at the table. You can change it until all are revealed.")
    ask = Ask(
        "thumb",
        place_of(game, GiveThumb),
        _("Your thumb"),
        options,
        _("Send my thumb"),
        given=said.thumb if said else "",
        note=note,
        worded=(Thumb.CONCERN, Thumb.OBJECTION),
        label=_("What is it about?"),
        words=said.words if said else "",
        unseen=True,
    )
    missing = ngettext(
        "Waiting for {number} more person.", "Waiting for {number} more people.", len(game.awaited_thumbs)
    )
    waiting = _settled(proposal) if settled else _("The table will reveal the thumbs.")
    return replace(
        view,
        heading=_("Can you live with this?"),
        hint=missing if game.awaited_thumbs else waiting,
        ask=ask,
        places=(),
        yours=not said,
        promise=_(
            "Hidden until all thumbs are revealed. Then the table sees the thumbs, and what you wrote, with names."
        ),
    )


def _settled(proposal: Proposal) -> str:
    """Return what the table does with a draft about which everyone has shown a thumb."""
    if proposal.objections:
        return _("What would meet it? The table changes the draft until the objection is met, or drops it.")
    return _("The table saves the change.") if proposal.draft.adjusts else _("The table saves it as an agreement.")


def _closing(view: SeatView, game: Game, member: str, mine: AtThisSeat, seats: AtSeats) -> SeatView:
    if game.turns and not game.turns.over:
        return _turn(view, game, member)
    place = rating_place(game)
    if not place:
        hint = view.hint if game.average is not None else _("Thank you.")
        return replace(view, heading=_("All ratings are in"), hint=hint)
    heading = _("Rate the meeting")
    if mine.rated:
        rated = ngettext("{number} person has answered.", "{number} people have answered.", seats.rated)
        return replace(view, heading=heading, hint=_("Thank you. Your rating is in, without your name.") + f" {rated}")
    options = tuple(Option(str(number), str(number), _rating_words(number)) for number in range(1, 6))
    ask = Ask(
        "rate",
        place,
        _("Was it worth the time?"),
        options,
        _("Send this rating"),
        note=_("It is kept without your name, for this game only, and cannot be changed."),
        once=True,
        unseen=True,
    )
    return replace(view, heading=heading, hint="", ask=ask, yours=True)


def _rating_words(number: int) -> str:
    return {1: _("not at all"), 5: _("very much")}.get(number, "")


def _ended(view: SeatView, game: Game, calendar: str) -> SeatView:
    """Return the last page: complete, so that it can be kept after the connection is closed."""
    told: list[Line] = []
    copied: list[str] = []
    agreed = (*game.agreements, *(change.after for change in game.changes if change.after.in_force))
    for agreement in agreed:
        review = _("review {date}").format(date=long_date(agreement.review))
        about = " · ".join(part for part in (agreement.keeper, review) if part)
        rule = [line(agreement.rule)] if agreement.rule.rstrip(".") != agreement.title else []
        told += [strong(f"✓ {agreement.title}"), *rule, faint(about), EMPTY]
        copied += [agreement.title, *([agreement.rule] if rule else []), about, ""]
    if game.notes:
        told += [strong(_("Parked")), *(line(f"· {note}") for note in game.notes), EMPTY]
        copied += [_("Parked"), *(f"- {note}" for note in game.notes), ""]
    if not told:
        told = [line(_("No new agreements today, and that is fine.")), EMPTY]
    if game.average is not None:
        number = _("You gave the meeting {average} out of 5.").format(average=decimal(game.average))
        told += [line(number), EMPTY]
        copied += [number, ""]
    day = long_date(game.setup.date)
    title = f"{game.setup.team} · {day}" if game.setup.team else day
    takes = Copied(
        "\n".join([title, "", *copied]).rstrip() + "\n",
        copy=_("Copy the text"),
        copied=_("Copied."),
        calendar=calendar if agreed else "",
        file=_("reviews") + ".ics",
        open=_("Reviews for your calendar"),
    )
    hint = _("The person at the keyboard has the files from the meeting. This page stays until you close it.")
    face = Face(title.upper(), "", details=tuple(told[:-1]))
    return replace(
        view,
        heading=_("Thank you for the conversation"),
        hint=hint,
        face=face,
        places=(),
        clock=None,
        takes=takes,
        over=True,
    )


def refused_words(reason: Reason) -> str:
    """Return why a seat cannot do something, without what only the person at the keyboard could do about it."""
    if reason is Reason.DRAFT_OPEN:
        return _("There is a draft on the table: everyone shows a thumb first.")
    return why(reason)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the list of those who can take a seat."""

    member: str
    words: str
    taken: str = ""


@dataclass(frozen=True, slots=True)
class DoorView:
    """The list of names to choose from after joining, or the reason for waiting."""

    language: str
    heading: str
    hint: str
    names: tuple[Name, ...] = ()
    new: str = ""
    button: str = ""
    waiting: bool = False
    back: str = ""
    wrong: str = ""
    seated: tuple[str, ...] = field(default=())


def door_view(game: Game, taken: frozenset[str], *, wrong: str = "") -> DoorView:
    """Return the list of names."""
    names = tuple(
        Name(member, name_at(game, member), _("taken: ask the table") if member in taken else "")
        for member in game.present
    )
    return DoorView(
        current(),
        _("Who are you?"),
        _("Tap your name."),
        names,
        new=_("I am not on the list"),
        button=_("Ask the table"),
        wrong=wrong,
    )


def waiting_view(name: str) -> DoorView:
    """Return what is shown to somebody who is waiting for the table."""
    hint = _("The person at the keyboard can let you in.")
    return DoorView(current(), _("{name}: one moment").format(name=name), hint, waiting=True, back=_("Back"))


def page_words() -> dict[str, str]:
    """Return the wording that the page itself needs: before there is a view, and while the connection is lost."""
    return {
        "code": _("The code on the table's screen"),
        "join": _("Join"),
        "wrong": _("That is not the code. Look at the table's screen."),
        "away": _("No connection. Trying again …"),
        "elsewhere": _("This seat is now open on another screen."),
        "again": _("Take it back"),
        "ended": _("Personal screens have been restarted or turned off. Scan the code again."),
        "not_me": _("Not me"),
        "switch": following().name.capitalize(),
        "switch_to": following().code,
        "sure": _("Are you sure? Tap again."),
        "sent": _("Sent to the table."),
        "title": _("Your seat at the table"),
        "one_more": _("Another person at this screen"),
        "never_mind": _("Never mind"),
        "hand_to": _("Hand it to {name}"),
        "hand_hint": _("The others look away."),
        "i_am": _("I am {name}"),
        "cover": _("Cover it"),
        "all_here": _("Everyone at this screen has answered"),
        "change": _("{name}: change it"),
        "at_this_screen": _("At this screen"),
        "too_long": _("That is {number} characters, but the limit is {most}. Nothing has been cut: shorten the text."),
        "turning": _("Revealing all the cards"),
    }
