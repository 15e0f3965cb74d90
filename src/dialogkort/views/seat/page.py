"""The parts of the page that one member sees: they are sent as they are, and the page draws them."""

from dataclasses import dataclass

from dialogkort.views.faces import Face
from dialogkort.views.lines import Line
from dialogkort.views.own_screens import BEAT
from dialogkort.views.places import Place
from dialogkort.views.table import Bar


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
    beats before they are revealed. The bars are `aside` once something else is going on than looking at them.
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
    aside: bool = False
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
