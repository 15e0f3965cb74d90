"""A round at a seat: choosing and reading a card, thinking, answering, speaking, and agreeing."""

from dataclasses import replace

from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.commands import ChooseCard, EndTurn, GiveAnswer
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.groups import speaker
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.places import place_of
from dialogkort.core.game.state import Game, Round, Stage
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.words import choice_words, name_at
from dialogkort.views.faces import Face, card_face
from dialogkort.views.lines import line
from dialogkort.views.seat.moment import moment_of
from dialogkort.views.seat.page import Act, Ask, AtThisSeat, Fold, Option, SeatView, Writing
from dialogkort.views.table import AtSeats
from dialogkort.views.together import heard_hint, listed, made_on


def in_round(view: SeatView, game: Game, member: str, mine: AtThisSeat, seats: AtSeats) -> SeatView:
    """Return what a member sees of a round, and can do in it."""
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
                promise=_promise(playing.card) if playing.card.choices else "",
                places=(),
            )
        case Phase.REVEAL:
            return _reveal(view, game, playing.card, member, typed=mine.typed)
        case Phase.SAY | Phase.GROUPS:
            return _together(view, game, playing, member)
        case Phase.GO_ROUND:
            return turn(view, game, member)
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
    company = tuple(replace(place, note="") for place in view.places if place.group == number)
    view = replace(view, places=company)
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


def _promise(card: Card) -> str:
    if card.kind is Kind.DILEMMA:
        return _(
            "Hidden until all answers are revealed. Then the spread is shown without names, and whoever gave the rarest"
            " answer speaks first."
        )
    if card.kind is Kind.REVIEW:
        return _(
            "Hidden until all answers are revealed. Then the spread is shown without names, and you tell each other"
            " what is behind it."
        )
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
        _("Which one?"),
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
        return replace(view, mine=given, aside=False)
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
    kept = card_face(card).details[:1] if card.kind is Kind.DELEGATION else ()  # the choices are those of the question
    face = replace(view.face, details=kept)
    return replace(
        view,
        face=face,
        heading=_("Everyone has answered") if not missing else _("Your hidden answer"),
        hint=_("The table will reveal the answers.") if not missing else waiting,
        ask=ask,
        backs=tuple(asked in answered for asked in game.as_asked),
        backs_label=_("Cards on the table"),
        promise=_promise(card),
        yours=not given,
    )


def turn(view: SeatView, game: Game, member: str) -> SeatView:
    """Return what a member sees while everyone gets the floor in turn."""
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
