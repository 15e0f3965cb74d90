"""A whole game as three people would play it, step by step, with a wait for the screen after each."""

from pathlib import Path

from tests.terminal.places import da
from tests.terminal.terminal import Terminal

from dialogkort.core.agreements.agreement import Status
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements import poster
from dialogkort.storage.games import minutes as game_files

FIRST_RULE = "Når det haster, så ringer vi og skriver bagefter, hvad vi aftalte."
FIRST_TITLE = "Ring, når det haster"
CONCERN = "Nogle har altid travlt"
SECOND_RULE = "Når to bytter vagt, så skriver de det i kalenderen samme dag."
SECOND_TITLE = "Vagtbyt står i kalenderen"
OBJECTION = "Nattevagten kan ikke nå det"
CHANGED_RULE = "Når to bytter vagt, så skriver de det i kalenderen inden næste morgen."
NOTE = "Hvem har nøglen til depotet?"


def step(terminal: Terminal, key: str, *expected: str) -> None:
    """Press a key as a person does, not as one that is held down, and wait for the result."""
    terminal.press(key)
    terminal.wait_for(*expected)


def enter(terminal: Terminal) -> None:
    """Press Enter as a person does, when the next step waits for the result."""
    terminal.press("enter")


def draw_the_card(terminal: Terminal, question: str) -> None:
    """Deal the next card."""
    terminal.wait_for(da("The card is face down."))
    step(terminal, "enter", question, da("The rest of us listen."))


def go_round(terminal: Terminal, *names: str) -> None:
    """Let everybody speak in this order, starting with the person who already has the floor."""
    for name in names:
        terminal.wait_for(da("{name} has the floor", name=name))
        enter(terminal)


def fill_in(terminal: Terminal, rule: str, title: str, keeper: str, *, levelled: bool = False) -> None:
    """Write a new draft, from its empty form; that of a delegation card also asks for a level."""
    terminal.wait_for(da("When X happens, we do Y: could someone see it on a video?"))
    terminal.type(rule)
    enter(terminal)
    if levelled:
        terminal.wait_for(
            da(
                "Who decides? 1 is the leader alone, 4 is all of us together, 7 is the team alone. You can"
                " leave it empty."
            )[:30]
        )
        enter(terminal)
    fill_in_the_rest(terminal, title, keeper)


def fill_in_the_rest(terminal: Terminal, title: str, keeper: str) -> None:
    """Fill in the fields below the rule."""
    for question, words in (
        ("A few words to know it by. If you leave it empty, the first words of the rule are used.", title),
        ("How will we notice that it works, or that it does not?", "Ingen spørger to gange"),
        ("Who looks after it, and brings it up when it slips?", keeper),
    ):
        terminal.wait_for(da(question))
        terminal.type(words)
        enter(terminal)
    terminal.wait_for(title, "Ingen spørger to gange", keeper)


def part_one(terminal: Terminal) -> None:
    """Play from the opening to the go-round of the dilemma."""
    terminal.wait_for(da("Welcome to the table"), "Aisha", "Peter", "Mette")
    enter(terminal)
    draw_the_card(terminal, "Hvad gjorde en kollega for nylig")
    step(terminal, "f", "Hvad gør vi mere af fra på mandag?")
    step(terminal, "g", "Begynd med det konkrete", "Prøven selv")
    step(terminal, "enter", da("Think on your own"))
    enter(terminal)
    go_round(terminal, "Peter", "Mette", "Aisha")
    terminal.wait_for(da("The floor is open"))
    step(terminal, "enter", da("Put it in writing"))
    enter(terminal)
    draw_the_card(terminal, "Det haster, og en kollega")
    step(terminal, "enter", da("Think on your own"))
    step(terminal, "enter", da("Hold up fingers on three"), "● Aisha")


def answers(terminal: Terminal, *given: str) -> None:
    """Type the fingers of Aisha, Peter and Mette, and reveal them."""
    for name, number in zip(("Aisha", "Peter", "Mette"), given, strict=True):
        terminal.wait_for(f"● {name}")
        terminal.press(number)
    terminal.wait_for(da("Everyone has answered"))
    enter(terminal)
    terminal.wait_gone(da("Everyone has answered"))


def first_agreement(terminal: Terminal) -> None:
    """Agree on the first rule, with one concern, from the phase where a draft can be written."""
    terminal.press("a")
    fill_in(terminal, FIRST_RULE, FIRST_TITLE, "Mette")
    step(terminal, "f2", da("Show thumbs on three"), "● Aisha")
    step(terminal, "j", "✓ Aisha", "● Peter")
    terminal.press("b")
    terminal.wait_for(da("What is the concern? It will be recorded with the agreement, without a name.")[:20])
    terminal.type(CONCERN)
    step(terminal, "enter", "~ Peter", "● Mette")
    step(terminal, "j", da("Nobody objects"))
    step(terminal, "enter", da("Saved: {title}", title=FIRST_TITLE))


def part_two(terminal: Terminal) -> None:
    """Play from the spread of the dilemma to the card about who decides, with its answers revealed."""
    enter(terminal)
    # nobody else chose as Mette did: the rarest answer starts
    go_round(terminal, "Mette", "Peter", "Aisha")
    terminal.wait_for(da("The floor is open"))
    step(terminal, "enter", da("Put it in writing"))
    first_agreement(terminal)
    step(terminal, "enter", da("The card is face down."))
    draw_the_card(terminal, "Hvor meget kontrol er rimelig")
    terminal.wait_for("næsten ingen", "alt bliver set efter")
    step(terminal, "enter", da("Think on your own"))
    step(terminal, "enter", da("Hold up fingers on three"))
    answers(terminal, "2", "5", "3")
    terminal.wait_for(da("Your answers are far apart"))
    enter(terminal)
    terminal.wait_for(da("{name} has the floor", name="Peter"))
    step(terminal, "s", da("The floor is open"))
    step(terminal, "enter", da("Put it in writing"))
    step(terminal, "enter", da("The card is face down."))
    draw_the_card(terminal, "To vil bytte vagt i weekenden")
    terminal.wait_for("Om en vagt må byttes")
    step(terminal, "enter", da("Think on your own"))
    step(terminal, "enter", da("Hold up fingers on three"))
    answers(terminal, "4", "4", "4")
    terminal.wait_for(da("You all gave the same answer"))


def begin_second_agreement(terminal: Terminal) -> None:
    """Put the second rule to the team, up to where Peter's thumb is asked for."""
    terminal.press("a")
    fill_in(terminal, SECOND_RULE, SECOND_TITLE, "Aisha", levelled=True)
    step(terminal, "f2", da("Show thumbs on three"), "● Aisha")
    step(terminal, "j", "✓ Aisha", "● Peter")


def meet_the_objection(terminal: Terminal) -> None:
    """Object, change the draft until the objection is met, and agree."""
    terminal.press("i")
    terminal.wait_for(da("What is the objection? It shows what needs to change in the draft.")[:20])
    terminal.type(OBJECTION)
    step(terminal, "enter", da("There is an objection"), "! Peter")
    step(terminal, "r", da("Objections to meet: {words}", words=OBJECTION))
    terminal.rub_out(len(SECOND_RULE))
    terminal.wait_gone("samme dag")
    terminal.type(CHANGED_RULE)
    terminal.wait_for("inden næste morgen")
    step(terminal, "f2", da("Show thumbs on three"), "● Aisha")
    step(terminal, "space", da("Nobody objects"))
    step(terminal, "enter", da("Saved: {title}", title=SECOND_TITLE))


def part_three(terminal: Terminal) -> None:
    """Play from the spread of the card about who decides to the summary."""
    enter(terminal)
    terminal.wait_for(da("{name} has the floor", name="").strip())
    step(terminal, "s", da("The floor is open"))
    step(terminal, "enter", da("Agreed: {title}", title=SECOND_TITLE)[:14])
    step(terminal, "enter", da("The card is face down."))
    draw_the_card(terminal, "Find den regel hos os")
    step(terminal, "enter", da("Do it together"))
    enter(terminal)
    terminal.wait_for(da("{name} has the floor", name="").strip())
    step(terminal, "s", da("Put it in writing"))
    step(terminal, "n", da("Park a note"))
    terminal.type(NOTE)
    step(terminal, "enter", da("The note is parked. It will be in the summary.")[:20])
    close(terminal)


def close(terminal: Terminal) -> None:
    """Play the closing: nothing is left in the pile, so it begins by itself."""
    step(terminal, "enter", da("What will you take with you from this conversation?"))
    step(terminal, "s", da("Rate the meeting"))
    terminal.press("4", "5", "4")
    terminal.wait_for(_rated("4,3"))
    step(terminal, "enter", da("Thank you for the conversation"), da("Saved:"))


def _rated(average: str) -> str:
    return da("The average is {average}.", average=average)


def check_files(root: Path, team: str = "Team Sø") -> None:
    """Check everything that the game leaves behind, both through the program's own readers and byte by byte."""
    folder = team_files.folder_of(root, team)
    kept = team_files.load(folder)
    assert (kept.name, [member.name for member in kept.members]) == (team, ["Aisha", "Peter", "Mette"])
    assert (kept.language, kept.minutes, kept.decks) == ("da", 240, ("alle-slags",))
    found, problems = agreement_files.load_all(folder)
    assert not problems
    first, second = sorted((file.agreement for file in found), key=lambda rule: rule.title)
    assert (first.title, first.rule, first.concerns) == (FIRST_TITLE, FIRST_RULE, (CONCERN,))
    assert (second.title, second.rule, second.concerns) == (SECOND_TITLE, CHANGED_RULE, ())
    assert (first.objections, second.objections) == ((), (f"{OBJECTION} (“{SECOND_RULE}”)",))
    assert [rule.keeper for rule in (first, second)] == ["Mette", "Aisha"]
    assert [rule.signs for rule in (first, second)] == ["Ingen spørger to gange"] * 2
    assert "Det haster" in first.question
    assert "To vil bytte vagt" in second.question
    assert all(rule.status is Status.IN_FORCE for rule in (first, second))
    assert all(rule.review is not None and rule.review > rule.decided for rule in (first, second))
    played = game_files.recently_played(folder)
    assert len(played) == 5
    _check_bytes(folder)


def _check_bytes(folder: Path) -> None:
    for file in (path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert content.endswith(b"\n")
        assert b"\r" not in content
        assert b"\x1b" not in content
        content.decode()
    names = sorted(path.name for path in folder.joinpath(agreement_files.FOLDER).iterdir())
    assert [name[10:] for name in names] == ["-ring-naar-det-haster.md", "-vagtbyt-staar-i-kalenderen.md"]
    poster_text = folder.joinpath(poster.NAME).read_bytes()
    assert poster_text.count(CHANGED_RULE.encode()) == 1
    assert poster_text.count(FIRST_RULE.encode()) == 1
    (minutes,) = folder.joinpath(game_files.FOLDER).iterdir()
    told = minutes.read_bytes()
    for piece in (FIRST_TITLE, SECOND_TITLE, NOTE, "Hvor meget kontrol er rimelig", "4,3"):
        assert piece.encode() in told
    # the only names are those of keepers: what was said stays at the table, and so does who was there
    keepers = {"Mette": 1, "Aisha": 1, "Peter": 0}
    assert {name: told.count(name.encode()) for name in keepers} == keepers
    assert told.count(b"Tovholder: Mette") == told.count(b"Tovholder: Aisha") == 1
    # an objection that was met is kept with its agreement, but not who made it
    assert OBJECTION.encode() in told
    assert b"Peter" not in b"".join(path.read_bytes() for path in folder.rglob("*.md"))
