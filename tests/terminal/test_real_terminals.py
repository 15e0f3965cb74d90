"""Real terminals, real keys and a real mouse: what is seen is what should be, from the first card to a parked note.

xterm (with 16, 256 and all colours), tmux and GNU screen are installed by `scripts/install_test_programs.sh`; st,
kitty, urxvt and a terminal of the VTE family are tried where they are installed.
"""

import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import Terminal
from tests.terminal.windows import COLUMNS, ROWS, Colour, Display, Emulator, Window, wait_until

pytestmark = [
    pytest.mark.xdist_group("real-terminals"),
    pytest.mark.skipif(sys.platform != "linux", reason="X and its terminals are tried on Linux"),
]

LEAST, LEAST_OF_16 = 4.5, 4.0
"""The minimum contrast of the question to the card; xterm's 16 colours have two greys and nothing between."""
NOTE = "ÆØÅ æøå 3@"
QUESTION = "Hvad gjorde en kollega for nylig"


def _printing(window: Window) -> str:
    return window.print_screen()


def _told_by_kitty(window: Window) -> str:
    return window.display.run("kitty", "@", "--to", f"unix:{window.printed.parent}/kitty", "get-text")


def _xterm(name: str, **told: str) -> Emulator:
    def command(folder: Path) -> list[str]:
        printer = ["-xrm", f"XTerm*printerCommand: cat >'{folder}/printed'", "-xrm", "XTerm*printAttributes: 0"]
        return ["xterm", "-u8", "-geometry", f"{COLUMNS}x{ROWS}+0+0", *printer, "-e"]

    return Emulator(name, command, _printing, told=tuple(f"{key}={value}" for key, value in told.items()))


XTERMS = [
    _xterm("xterm at 16 colours", TERM="xterm", COLORTERM=""),
    _xterm("xterm at 256 colours", TERM="xterm-256color", COLORTERM=""),
    _xterm("xterm with all colours", TERM="xterm-256color", COLORTERM="truecolor"),
]
ST = Emulator(
    "st", lambda folder: ["st", "-g", f"{COLUMNS}x{ROWS}+0+0", "-o", str(folder / "printed"), "-e"], _printing
)
KITTY = Emulator(
    "kitty",
    lambda folder: [
        *("kitty", "--listen-on", f"unix:{folder}/kitty", "-o", "allow_remote_control=yes"),
        *("-o", f"initial_window_width={COLUMNS}c", "-o", f"initial_window_height={ROWS}c"),
        *("-o", "remember_window_size=no", "-o", "update_check_interval=0", "-o", "window_padding_width=0"),
    ],
    _told_by_kitty,
    (("LIBGL_ALWAYS_SOFTWARE", "1"), ("TERM", "xterm-kitty")),
)
VTE = Emulator("sakura", lambda _folder: ["sakura", "-c", str(COLUMNS), "-r", str(ROWS), "-e"])
URXVT = Emulator("urxvt", lambda _folder: ["urxvt", "-fn", "xft:monospace", "-geometry", f"{COLUMNS}x{ROWS}+0+0", "-e"])


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    with Display(tmp_path_factory.mktemp("display")) as made:
        yield made


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path, locale="C.UTF-8")


def opened(display: Display, emulator: Emulator, places: Places) -> Window:
    command = [*places.program, "--lang", "da", *play()]
    return Window(display, emulator, command, places.environment(), places.root)


def is_noted(places: Places) -> bool:
    return any(NOTE in path.read_text(encoding="utf-8") for path in places.journals)


def contrast(colour: Colour, other: Colour) -> float:
    """Return the contrast between two colours, as the accessibility guidelines count it."""
    first, second = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def paper_and_ink(pixels: list[Colour]) -> tuple[Colour, Colour]:
    """Return the most frequent colour, and the one with the most contrast to it."""
    paper = Counter(pixels).most_common(1)[0][0]
    return paper, max(set(pixels), key=lambda colour: contrast(paper, colour))


def plays(window: Window, places: Places) -> None:
    """Play some steps with the mouse and with keys, check each, and leave."""
    window.wait_for(da("Welcome to the table"), "q gem og gå")
    window.click(*window.place_of(da("the first round")))
    window.wait_for(da("The card is face down."))
    window.press("Return")
    text = window.wait_for(QUESTION)
    row = next(number for number, line in enumerate(text.split("\n")) if QUESTION in line)
    paper, ink = paper_and_ink(window.pixels(text.split("\n")[row].index(QUESTION), row, len(QUESTION)))
    least = LEAST_OF_16 if window.emulator is XTERMS[0] else LEAST
    assert contrast(paper, ink) >= least, (paper, ink)
    table = Counter(window.pixels(1, 1, 20)).most_common(1)[0][0]
    assert table != paper, "the card lies on a table"
    window.press("n")
    window.wait_for(da("Park a note"))
    window.press("AE", "Oslash", "Aring", "space", "ae", "oslash", "aring", "space", "3", "at")
    window.wait_for(NOTE)
    window.press("Return")
    wait_until(lambda: is_noted(places), lambda: f"the note on file\n{window.text}")
    window.press("question")
    window.wait_for(da("Keys on this screen"))
    window.press("Escape")
    window.wait_for(QUESTION)
    window.press("ctrl+q")
    wait_until(window.has_ended, lambda: f"the end\n{window.text}")


@pytest.mark.real_terminal("Xvfb", "xdotool", "setxkbmap", "xterm")
@pytest.mark.parametrize("emulator", XTERMS, ids=lambda emulator: emulator.name)
def test_a_game_works_in_xterm(emulator: Emulator, display: Display, places: Places) -> None:
    with opened(display, emulator, places) as window:
        plays(window, places)


@pytest.mark.parametrize("emulator", [ST, KITTY], ids=lambda emulator: emulator.name)
@pytest.mark.skipif(shutil.which("Xvfb") is None or shutil.which("xdotool") is None, reason="needs Xvfb and xdotool")
def test_a_game_works_in_other_terminals(emulator: Emulator, display: Display, places: Places) -> None:
    if shutil.which(emulator.name) is None:
        pytest.skip(f"{emulator.name} is not here")
    with opened(display, emulator, places) as window:
        plays(window, places)


@pytest.mark.parametrize("emulator", [VTE, URXVT], ids=lambda emulator: emulator.name)
@pytest.mark.skipif(shutil.which("Xvfb") is None or shutil.which("xdotool") is None, reason="needs Xvfb and xdotool")
def test_a_game_works_in_terminals_that_tell_nobody_what_they_show(
    emulator: Emulator, display: Display, places: Places
) -> None:
    """Sakura, of the VTE family, and urxvt: the files tell what was played, and the pixels that something is drawn."""
    if shutil.which(emulator.name) is None:
        pytest.skip(f"{emulator.name} is not here")
    with opened(display, emulator, places) as window:
        wait_until(lambda: bool(places.journals), lambda: "a game")
        wait_until(lambda: len(set(window.pixels(2, 2, 60, 10))) > 10, lambda: "a picture")
        window.press(
            "Return", "Return", "n", "AE", "Oslash", "Aring", "space", "ae", "oslash", "aring", "space", "3", "at"
        )
        window.press("Return")
        wait_until(lambda: is_noted(places), lambda: "the note on file")
        window.press("ctrl+q")
        wait_until(window.has_ended, lambda: "the end")


@pytest.mark.real_terminal("tmux")
def test_a_game_works_in_tmux(places: Places) -> None:
    """Its own commands press the keys and report what is seen."""
    tmux = ["tmux", "-f", "/dev/null", "-S", str(places.root / "socket")]

    def run(*command: str) -> str:
        environ = {**places.environment(), "TERM": "xterm-256color"}
        done = subprocess.run([*tmux, *command], env=environ, capture_output=True, text=True, timeout=30, check=False)
        return done.stdout

    def wait_for(*texts: str) -> None:
        wait_until(lambda: all(text in run("capture-pane", "-p") for text in texts), lambda: run("capture-pane", "-p"))

    size = ("-x", str(COLUMNS), "-y", str(ROWS))
    run("new-session", "-d", *size, *places.program, "--lang", "da", *play(), ";", "set", "remain-on-exit", "on")
    try:
        wait_for(da("Welcome to the table"))
        for keys, *texts in (
            (["Enter"], da("The card is face down.")),
            (["Enter"], QUESTION),
            (["n"], da("Park a note")),
            ([*NOTE.replace(" ", "")], NOTE.replace(" ", "")),
            (["Enter"], QUESTION),
            (["?"], da("Keys on this screen")),
            (["Escape"], QUESTION),
        ):
            time.sleep(0.3)
            run("send-keys", *keys)
            wait_for(*texts)
        run("send-keys", "C-q")
        wait_until(lambda: run("display", "-p", "#{pane_dead}").strip() == "1", lambda: run("capture-pane", "-p"))
    finally:
        run("kill-server")
    assert any(NOTE.replace(" ", "") in path.read_text(encoding="utf-8") for path in places.journals)


@pytest.mark.real_terminal("screen")
@pytest.mark.parametrize("near", [True, False], ids=["on this machine", "from a distance"])
def test_a_game_works_in_gnu_screen(near: bool, places: Places) -> None:
    """With a terminal around it: Esc comes through at once, and the last picture disappears when the program ends."""
    rc = places.root / "screenrc"
    rc.write_text("startup_message off\n")
    environ = {**places.environment(), "SCREENDIR": str(places.root / "sockets")}
    shell = "" if near else "unset STY; "
    program = ["sh", "-c", f'{shell}"$@"; echo; echo ENDED; read _', "sh", *places.program, "--lang", "da", *play()]
    with Terminal(["screen", "-U", "-c", str(rc), *program], environ) as terminal:
        terminal.wait_for(da("Welcome to the table"))
        for key, text in (("enter", da("The card is face down.")), ("enter", QUESTION), ("n", da("Park a note"))):
            terminal.settle()
            terminal.press(key)
            terminal.wait_for(text)
        terminal.type("Nej")
        terminal.wait_for("Nej")
        terminal.press("esc")
        terminal.wait_gone(da("Park a note"), timeout=5)
        terminal.press("n")
        terminal.wait_for(da("Park a note"))
        terminal.type(NOTE)
        terminal.wait_for(NOTE)
        terminal.press("enter")
        terminal.wait_gone(NOTE)
        terminal.press("ctrl+q")
        terminal.wait_for("ENDED")
        assert QUESTION not in terminal.text
        terminal.press("enter")  # otherwise screen stays, and waits for somebody to come back to it
        terminal.wait_exit()
    assert is_noted(places)
