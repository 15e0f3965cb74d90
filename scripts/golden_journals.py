"""Play games whose journals are kept in tests/storage/golden, so that every later version can go on with them.

A golden journal is never written again: what it says is a contract with the unfinished games that people have. When
the journal gets a word more (an event, a field, a value), play a game here that says it, and run this: it writes the
journals that are not there yet, each with the games that its steps came to.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.core.table import forward  # noqa: E402
from tests.storage.game_facts import changes_after_each_step  # noqa: E402

from dialogkort.core.agreements.agreement import Agreement, Draft, Status, Thumb  # noqa: E402
from dialogkort.core.agreements.reviews import adjust, hand_over, move  # noqa: E402
from dialogkort.core.cards import Card, Kind, Step, Together  # noqa: E402
from dialogkort.core.game import commands as c  # noqa: E402
from dialogkort.core.game import events as e  # noqa: E402
from dialogkort.core.game.dealing import Dealing, Pile  # noqa: E402
from dialogkort.core.game.lists import Collected  # noqa: E402
from dialogkort.core.game.phases import Format, Phase  # noqa: E402
from dialogkort.core.game.setup import Answering, DeckInPlay, Setup  # noqa: E402
from dialogkort.core.game.state import Game, Stage  # noqa: E402
from dialogkort.core.notes import Note  # noqa: E402
from dialogkort.core.team import Member  # noqa: E402
from dialogkort.sessions.sitting import Sitting  # noqa: E402
from dialogkort.storage.games import journal  # noqa: E402

GOLDEN = ROOT / "tests" / "storage" / "golden"
TODAY = date(2026, 11, 22)


class Meeting:
    """A game in a journal, with a clock that the script moves."""

    def __init__(
        self,
        folder: Path,
        setup: Setup,
        pile: Pile,
        standing: tuple[Agreement, ...] = (),
        notes: tuple[Note, ...] = (),
        wall: Callable[[], datetime] | None = None,
    ) -> None:
        self.time = 5000.0
        sitting = Sitting.begin(folder, setup, pile, lambda: self.time, standing, notes, wall)
        assert isinstance(sitting, Sitting)
        self.sitting = sitting

    @property
    def game(self) -> Game:
        return self.sitting.game

    def do(self, *commands: c.Command) -> None:
        for command in commands:
            self.time += 2.5
            refusal = self.sitting.send(command)
            assert refusal is None, f"{command}: {refusal}"
            self.sitting.mark()

    def wait(self, seconds: float) -> None:
        self.time += seconds
        self.sitting.mark()

    def undo(self) -> None:
        self.time += 1
        assert self.sitting.undo()

    def to(self, goal: Phase | Stage) -> None:
        """Play until this phase or stage begins; all answers are given on the way."""
        while goal not in {self.game.phase, self.game.stage}:
            if self.game.phase is Phase.REVEAL and self.game.to_answer:
                self.answer()
            self.do(forward(self.game))

    def deal(self) -> None:
        """Go on until cards lie face up to be chosen from."""
        while not (self.game.round and self.game.round.offered):
            self.do(forward(self.game))

    def choose(self, name: str) -> None:
        """Take the card of this id; another is put aside until it comes up."""
        self.deal()
        while name not in {card.id for card in self.game.round.offered}:  # type: ignore[union-attr]
            self.do(c.Redraw())
        self.do(c.ChooseCard(f"rejsen/{name}"))

    def answer(self) -> None:
        card = self.game.card
        assert card
        while self.game.to_answer:
            number = self.game.present.index(self.game.to_answer)
            self.do(c.GiveAnswer(self.game.to_answer, 1 + number % len(card.choices)))

    def agree(self, draft: Draft) -> None:
        self.do(c.WriteDraft(draft), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))


def whole_cards() -> tuple[Card, ...]:
    """Return a card of each of the first five kinds, with all that it could have."""
    of_kinds: dict[Kind, dict[str, Any]] = {
        Kind.QUESTION: {},
        Kind.DILEMMA: {"options": ("Ring", "Skriv", "Mød op")},
        Kind.SCALE: {"low": "slet ikke", "high": "helt og holdent"},
        Kind.DELEGATION: {"decision": "Hvornår vi mødes"},
        Kind.EXERCISE: {"minutes": 7},
    }
    return tuple(
        Card(
            f"kort-{number}",
            "rejsen",
            kind,
            f"Hvad siger kort {number} – [/] \\ om æ, ø og å?",
            theme=f"Tema {number}",
            level=1 + number % 3,
            follow_ups=("Hvad mere?", "For hvem?"),
            advice="Lad den stilleste begynde.",
            source="En bog, 2019.",
            tags=("rolig", "kort"),
            **of_kinds[kind],
        )
        for number, kind in enumerate(of_kinds, 1)
    )


def programme_cards() -> tuple[Card, ...]:
    """Return a programme with a list, steps, pairs and threes, a card that is said aloud, and a break."""
    deck, ask = "lugning", Kind.QUESTION
    return (
        Card("l1", deck, ask, "Hvad ville du luge væk?", collect="Ugelisten", together=Together.PAIRS),
        Card("l2", deck, Kind.EXERCISE, "Gå listen igennem.", minutes=3, shows="Ugelisten", steps=(
            Step("Læs højt", 1), Step("Streg ud [/]", 2))),
        Card("l3", deck, Kind.SPOKEN, "Sig nej til »den lille rapport«.", break_after=True),
        Card("l4", deck, ask, "Hvad blev tilbage?", together=Together.THREES),
        Card("l5", deck, ask, "Hvad så?", together=Together.ALL),
    )  # fmt: skip


def plain_cards(deck: str, number: int) -> tuple[Card, ...]:
    return tuple(Card(f"p{one}", deck, Kind.QUESTION, f"Og {one}?") for one in range(1, number + 1))


def standing() -> tuple[Agreement, ...]:
    """Return agreements as a team has them, in every status and with every field."""
    usual = {"decided": date(2026, 2, 1), "review": date(2026, 5, 1)}
    whole = Agreement(
        "a1",
        "Ring ved uro",
        "Vi ringer, når det haster.\nOgså om fredagen.",
        **usual,
        keeper="Åse",
        signs="Færre mails",
        corner_flags="Arbejdstidsloven",
        concerns=("Ferien?", "Støj"),
        deck="gammelt",
        card="g1",
        question="Hvordan når vi hinanden?",
        reviewed=date(2026, 3, 1),
        supersedes="a0",
    )
    return (
        whole,
        Agreement("a2", "Stilhed", "Vi har ro til kl. 10.", **usual),
        Agreement("a3", "Referat", "Vi skriver referat.", **usual, keeper="Bo"),
        Agreement("a4", "Kaffe", "Vi henter kaffe på skift.", **usual),
        Agreement(
            "a5",
            "Ferien",
            "Lederen afgør ferien.",
            **usual,
            decision="Ferien",
            level=4,
            level_before=2,
            levelled=date(2026, 4, 1),
        ),
        Agreement("a6", "Gammel", "Det gjorde vi.", **usual, status=Status.RETIRED),
        Agreement("a7", "Før", "Det var før.", **usual, status=Status.SUPERSEDED, superseded_by="a1"),
    )


def a_whole_game(folder: Path) -> None:
    """Reviews of every outcome, a round with each kind of card, drafts with every thumb, and a closing."""
    people = ("Åse", "Bo", "", "Dorthe")
    setup = Setup(
        game="2026-11-22-holdet",
        team="Holdet [/] Ø",
        members=tuple(Member(f"m{one}", name, remote=one == 2) for one, name in enumerate(people, 1)),
        decks=(DeckInPlay("rejsen", "Rejsen", (("think", 45), ("go_round", 50))), DeckInPlay("plain", "Plain")),
        minutes=240,
        form=Format.CLASSIC,
        date=TODAY,
        language="en",
        dealing=Dealing.CHOOSE,
        answering=Answering.UNSEEN,
        absent=("m4",),
        seed=7,
        reviews=("a1", "a2", "a3", "a4", "a5"),
    )
    *loose, programme = sorted(whole_cards(), key=lambda card: card.kind is Kind.DELEGATION)
    pile = Pile((programme,), (*loose, *plain_cards("plain", 3)), plain_cards("igen", 2))
    table = Meeting(folder, setup, pile, standing())
    table.do(c.MoveOn())
    table.to(Phase.AGREE)
    table.do(c.Keep(TODAY, date(2027, 3, 1), "Det virker."), c.MoveOn())
    table.to(Phase.AGREE)
    draft = Draft("Stilhed", "Vi har ro til kl. 11.", adjusts="a2", reason="For kort.", review=date(2027, 1, 9))
    table.do(c.BeginAdjusting(TODAY))
    table.agree(draft)
    table.do(c.MoveOn())
    table.to(Phase.AGREE)
    table.do(c.Retire(TODAY, "Ingen læste det."), c.MoveOn())
    table.to(Phase.AGREE)
    table.do(c.BeginReplacing())
    table.agree(Draft("Te", "Vi henter te på skift.", replaces="a4", reason="Mode."))
    table.do(c.MoveOn())
    table.to(Phase.AGREE)
    table.do(c.BeginAdjusting(TODAY))
    table.agree(Draft("Ferien", "Vi afgør ferien sammen.", "Bo", adjusts="a5", level=6))
    table.do(c.MoveOn())

    while table.game.card is None:
        table.do(c.MoveOn())
    table.to(Phase.REVEAL)
    table.do(c.GiveAnswer("m1", 2), c.ClearAnswers())
    table.answer()
    table.do(c.MoveOn())
    table.to(Phase.AGREE)
    table.agree(Draft("Mødetid", "Vi aftaler mødetid fra gang til gang.", level=5))
    table.do(c.NextRound())

    for name in ("kort-1", "kort-2", "kort-3"):
        table.choose(name)
        table.to(Phase.GO_ROUND)
        table.do(c.PassStick(), c.TogglePause())
        table.wait(20)
        table.do(c.TogglePause(), c.AddMinute(), c.Return("m4"), c.Join("Ida", remote=True), c.Leave("m4"))
        table.to(Phase.AGREE)
        table.do(c.ParkNote(f"Husk {name} [/]"))
        table.undo()
        table.do(c.ParkNote(f"Husk {name} [/]"), c.NextRound())

    table.choose("kort-5")
    table.to(Phase.DO)
    table.do(c.SetMinutesLeft(90))
    table.to(Phase.AGREE)
    draft = Draft("Ro", "Vi lytter.", "Åse", date(2027, 2, 2), "Ro", "Lov", reason="Fordi")
    table.do(c.WriteDraft(draft), c.WriteDraft(replace(draft, rule="Vi lytter ud.")))
    table.undo()
    table.do(c.WriteDraft(draft), c.Propose(), c.ShowThumb("m1", Thumb.CONSENT))
    table.do(c.ShowThumb("m2", Thumb.CONCERN, "Tiden?"), c.ShowThumb("m3", Thumb.OBJECTION, "Nej: reglen"))
    table.do(c.ChangeDraft(), c.WriteDraft(replace(draft, rule="Vi lytter længe.")), c.Propose(), c.DropDraft())
    table.wait(40)
    table.do(c.WriteDraft(draft), c.Propose(), c.ShowThumb("m2", Thumb.CONCERN, "Tiden?"), c.ConsentAll())
    table.do(c.Adopt(TODAY), c.BeginClosing())
    while table.game.turns and not table.game.turns.over:
        table.do(c.MoveOn())
    table.do(c.Rate(tuple(1 + number % 5 for number in range(len(table.game.present)))), c.MoveOn())
    assert table.game.stage is Stage.ENDED
    table.sitting.leave()


def a_plain_game(folder: Path) -> None:
    """A short game of two in which all is left out that can be, broken off in its second round."""
    setup = Setup("2026-11-22-to", "", (Member("m1"), Member("m2")), (DeckInPlay("d", "D"),), 15, Format.SHORT, TODAY)
    table = Meeting(folder, setup, Pile(fresh=plain_cards("d", 4)))
    table.to(Phase.AGREE)
    table.agree(Draft(rule="Vi ringer."))
    table.do(c.NextRound())
    table.to(Phase.GO_ROUND)
    table.undo()
    table.undo()
    table.do(c.MoveOn())
    table.wait(16)
    table.sitting.leave()


def a_game_for_colleagues(folder: Path) -> None:
    """A thorough game in which each picks a card for another, and an agreement changes hands on the way."""
    setup = Setup(
        "2026-11-22-kolleger",
        "Kolleger",
        tuple(Member(f"m{one}", name) for one, name in enumerate(("Ea", "Finn", "Gry"), 1)),
        (DeckInPlay("d", "D"),),
        60,
        Format.THOROUGH,
        TODAY,
        dealing=Dealing.COLLEAGUE,
    )
    table = Meeting(folder, setup, Pile(seen=plain_cards("d", 9)), standing()[:2])
    table.deal()
    table.do(forward(table.game), c.MoveOn())
    table.sitting.leave()
    [path] = folder.glob("*.journal")
    opened = journal.Journal.reopen(path)
    first, second = standing()[:2]
    handed = hand_over(first, "Gry", TODAY, "Åse er rejst.")
    opened.step((e.AgreementChanged(30.0, handed),), 30.0)
    opened.step((e.AgreementChanged(31.0, move(second, date(2027, 6, 1), TODAY, "Efter ferien.")),), 31.0)
    opened.mark(47.25)
    opened.close()


def a_game_with_notes(folder: Path) -> None:
    """Notes that come back and are dropped, and an objection that is met, in a game of two whose answers are few."""
    setup = Setup(
        "2026-11-23-to", "To", (Member("m1"), Member("m2")), (DeckInPlay("d", "Små kort"),), 60, Format.SHORT, TODAY
    )
    notes = tuple(Note(f"2026-11-22-to-n{number}", f"Husk {number} [/]", TODAY) for number in (1, 2))
    cards = tuple(Card(f"s{number}", "d", Kind.SCALE, "Hvor meget?", low="lidt", high="alt") for number in (1, 2))
    old = Agreement(
        "b1", "Te", "Te kl. 10.", TODAY, TODAY, objections=("Kaffe!",), deck="d", deck_title="Små kort", card="s9"
    )
    table = Meeting(folder, setup, Pile(fresh=cards), (old,), notes)
    table.do(c.DropNote(notes[0].id))
    table.undo()
    table.do(c.DropNote(notes[1].id), c.MoveOn())
    table.to(Phase.REVEAL)
    table.answer()
    table.to(Phase.AGREE)
    table.do(c.WriteDraft(Draft("Ro", "Vi har ro.")), c.Propose(), c.ShowThumb("m1", Thumb.OBJECTION, "Hele dagen?"))
    table.do(c.ChangeDraft(), c.WriteDraft(Draft("Ro", "Vi har ro til kl. 10.")), c.Propose(), c.ConsentAll())
    table.do(c.Adopt(TODAY), c.BeginClosing())
    while table.game.turns and not table.game.turns.over:
        table.do(c.MoveOn())
    table.do(c.Rate((4,)))
    table.sitting.leave()


def a_programme(folder: Path) -> None:
    """A programme that is gone on with: pairs, steps, a list, a card said aloud, and one about the conversation."""
    talk = tuple(Card(f"snak-{one}", "", Kind.TALK, f"Hvem har flyttet dig? ({one})") for one in (1, 2))
    setup = Setup(
        "2026-11-22-lugning",
        "Luge",
        tuple(
            Member(f"m{one}", name, remote=one > 3) for one, name in enumerate(("Ea", "Finn", "Gry", "Ib", "Åse"), 1)
        ),
        (DeckInPlay("lugning", "Lugning", (("think", 20),), programme=True),),
        60,
        Format.CLASSIC,
        TODAY,
        continues_at="lugning/l1",
        lists=(Collected("Ugelisten", ("mandagsmailen", "kaffelisten [/]")), Collected("Tom")),
    )
    table = Meeting(folder, setup, Pile(programme=programme_cards(), talk=talk))
    table.to(Phase.GROUPS)
    table.do(c.Leave("m2"), c.Return("m2"))
    table.to(Phase.DISCUSS)
    table.do(c.WriteLine("ugerapporten"), c.WriteLine("fejl"))
    table.undo()
    table.to(Phase.AGREE)
    table.do(c.DealTalkCard(), c.Redraw())
    table.to(Phase.AGREE)
    table.do(c.MoveOn())
    table.to(Phase.DO)
    table.wait(70)
    table.do(c.MoveOn())
    table.wait(20)
    table.to(Phase.AGREE)
    table.do(c.MoveOn())
    table.to(Phase.SAY)
    table.do(c.MoveOn(), c.AddMinute(), c.MoveOn())
    table.to(Phase.AGREE)
    table.agree(Draft("Nej", "Vi siger nej højt."))
    table.do(c.NextRound())
    table.to(Phase.THINK)
    table.wait(16)
    table.sitting.leave()


def a_game_with_seats(folder: Path) -> None:
    """A game in which two sit with personal screens, one takes part on a call, and the computer sleeps."""
    people = tuple(Member(f"m{one}", name) for one, name in enumerate(("Ea", "Finn", "Gry", "Ib"), 1))
    setup = Setup("2026-11-22-egne", "Egne", people, (DeckInPlay("rejsen", "R"),), 60, Format.CLASSIC, TODAY)
    cards = tuple(card for card in whole_cards() if card.kind is Kind.SCALE)
    wall = datetime(2026, 11, 22, 10, tzinfo=UTC)
    table = Meeting(folder, setup, Pile(fresh=(*cards, *plain_cards("d", 3))), wall=lambda: wall)
    table.do(c.MarkOnScreen("m2", remote=True))
    table.to(Phase.REVEAL)
    table.do(c.GiveAnswer("m1", 2, seat=True), c.GiveAnswer("m3", 4, seat=True), c.GiveAnswer("m1", 3, seat=True))
    table.undo()
    table.to(Phase.REVEAL)
    table.do(c.GiveAnswer("m1", 5, seat=True), c.GiveAnswer("m2", 1), c.Wake(300), c.Join("Sen"))
    table.do(c.GiveAnswer("m3", 4, seat=True), c.GiveAnswer("m4", 4), c.MoveOn(), c.ClearAnswers())
    table.answer()
    table.do(c.MoveOn(), c.MoveOn())
    table.do(c.EndTurn(table.game.turns.speaking if table.game.turns else ""))
    table.to(Phase.AGREE)
    table.do(c.SetMinutesLeft(30), c.WriteDraft(Draft(rule="Vi ringer.")), c.Propose())
    table.do(c.GiveThumb("m1", Thumb.CONCERN, "Tiden?"), c.GiveThumb("m3", Thumb.CONSENT), c.ConsentAll(("m2", "m4")))
    table.do(c.TurnThumbs(("m5",)), c.Adopt(TODAY), c.WriteDraft(Draft(rule="Vi skriver.")), c.Propose())
    table.do(c.GiveThumb("m1", Thumb.OBJECTION, "Nej"), c.ConsentAll(), c.TurnThumbs(), c.ChangeDraft(), c.DropDraft())
    table.do(c.BeginClosing())
    while table.game.turns and not table.game.turns.over:
        table.do(c.MoveOn())
    table.do(c.Rate((5, 3, 4, 4)), c.MoveOn())
    table.sitting.leave()


def a_rule_that_was_moved(folder: Path) -> None:
    """A rule for two weeks whose date was moved, and moved once more in the game: it keeps its interval."""
    setup = Setup("2026-11-22-uger", "Uger", (Member("m1"), Member("m2")), (), 30, Format.SHORT, TODAY)
    old = Agreement("b2", "Te", "Te kl. 10.", date(2026, 10, 22), date(2026, 11, 20), interval=14)
    Meeting(folder, setup, Pile(fresh=(Card("s1", "d", Kind.QUESTION, "Hvad nu?"),)), (old,)).sitting.leave()
    [path] = folder.glob("*.journal")
    opened = journal.Journal.reopen(path)
    opened.step((e.AgreementChanged(30.0, move(old, date(2027, 6, 1), TODAY, "Efter ferien.")),), 30.0)
    opened.close()


def words_that_were_adjusted(folder: Path) -> None:
    """A rule gets other words, after an objection to the first draft: what was said of the words before stays."""
    setup = Setup("2026-11-22-ord", "Ord", (Member("m1"), Member("m2")), (), 30, Format.SHORT, TODAY)
    old = Agreement(
        "b3", "Te", "Te kl. 10.", date(2026, 8, 22), date(2026, 11, 22), concerns=("Sukker?",), objections=("Kaffe",)
    )
    Meeting(folder, setup, Pile(fresh=(Card("s1", "d", Kind.QUESTION, "Hvad nu?"),)), (old,)).sitting.leave()
    [path] = folder.glob("*.journal")
    opened = journal.Journal.reopen(path)
    opened.step((e.DraftWritten(20.0, Draft(rule="Te kl. 9.", adjusts="b3")), e.DraftProposed(21.0)), 21.0)
    opened.step((e.ThumbShown(22.0, "m1", Thumb.OBJECTION, "For tidligt"),), 22.0)
    opened.step((e.ThumbShown(23.0, "m2", Thumb.CONCERN, "Mælk?"), e.DraftTakenBack(24.0)), 24.0)
    draft = Draft(title="Te", rule="Te kl. 11.", adjusts="b3")
    said = (("Mælk? (“Te kl. 9.”)",), ("For tidligt (“Te kl. 9.”)",))
    opened.step((e.DraftWritten(30.0, draft), e.AgreementChanged(31.0, adjust(old, draft, TODAY, *said))), 31.0)
    opened.close()


GAMES: dict[str, Callable[[Path], None]] = {
    "1-a-whole-game": a_whole_game,
    "1-a-plain-game": a_plain_game,
    "1-a-game-for-colleagues": a_game_for_colleagues,
    "2-a-game-with-notes": a_game_with_notes,
    "3-a-programme": a_programme,
    "4-a-game-with-seats": a_game_with_seats,
    "5-a-rule-that-was-moved": a_rule_that_was_moved,
    "6-words-that-were-adjusted": words_that_were_adjusted,
}
"""By the name of the file, whose number tells which fields of a game its facts know (`game_facts.ADDED`)."""


def spoiled() -> None:
    """Write a damaged journal, and some as a later version could have written them."""
    whole = (GOLDEN / "1-a-whole-game.journal").read_bytes()
    place = whole.index(b"DraftTakenBack")
    _keep("1-damaged", whole[:place] + b"X" + whole[place + 1 :])
    lines = (GOLDEN / "1-a-plain-game.journal").read_text("utf-8").splitlines()[:3]
    bodies = [json.loads(line) for line in lines]
    for body in bodies:
        del body["sum"]
    later: dict[str, tuple[int, dict[str, Any]]] = {
        "format": (0, bodies[0] | {"format": 2}),
        "event": (2, bodies[2] | {"events": [{"CandleLit": {"at": 5.0}}]}),
        "field": (2, bodies[2] | {"events": [{"NoteParked": {"at": 5.0, "text": "Husk", "colour": "red"}}]}),
        "value": (2, bodies[2] | {"events": [{"PhaseBegun": {"at": 5.0, "phase": "sing", "seconds": 30.0}}]}),
    }
    for name, (number, body) in later.items():
        content = b"".join(journal._line(body if place == number else one) for place, one in enumerate(bodies))
        _keep(f"later-{name}", content)


def _keep(name: str, content: bytes) -> None:
    target = GOLDEN / f"{name}.journal"
    if not target.exists():
        target.write_bytes(content)
        print(f"wrote {target.relative_to(ROOT)}")


def main() -> None:
    """Write the journals that are not there yet, and what their steps came to."""
    for name, play in GAMES.items():
        target = GOLDEN / f"{name}.journal"
        if target.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            play(Path(folder))
            [path] = Path(folder).glob("*.journal")
            target.write_bytes(path.read_bytes())
        steps = journal.read(target).steps
        with target.with_suffix(".json").open("w", encoding="utf-8") as file:
            file.write(_by_lines(changes_after_each_step(steps, int(name.partition("-")[0]))))
        print(f"wrote {target.relative_to(ROOT)}")
    spoiled()


def _by_lines(changes: Iterator[dict[str, Any]]) -> str:
    lines = ",\n".join(json.dumps(change, ensure_ascii=False) for change in changes)
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    main()
