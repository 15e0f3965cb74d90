"""The console of Windows: whether it can show the screens, and its notification before it closes."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

CLOSES = {2: "close", 5: "log off", 6: "shut down"}
"""The events, by number, after which the system ends the program as soon as the handler returns."""
LAST_SECONDS = 4.5
"""Seconds that the program takes to quit; the system allows five."""

_kept: list[object] = []
"""References to what the system calls: it must exist until the end, and the system itself does not keep it alive."""

_OUTPUT = -11
_CODES = 0x0004


def shows_screens() -> bool:
    """Tell whether the console understands the control codes of the screens. Only some Windows consoles do not."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        kernel = ctypes.windll.kernel32
        console = ctypes.c_void_p(kernel.GetStdHandle(_OUTPUT))
        mode, now = ctypes.c_uint32(), ctypes.c_uint32()
        if kernel.GetConsoleMode(console, ctypes.byref(mode)) and not mode.value & _CODES:
            taken = bool(kernel.SetConsoleMode(console, mode.value | _CODES))
            kernel.GetConsoleMode(console, ctypes.byref(now))
            kernel.SetConsoleMode(console, mode)
            return taken and bool(now.value & _CODES)
    return True


@contextmanager
def on_window_closing(leave: Callable[[], object]) -> Iterator[Callable[[int], bool]]:
    """Call `leave` when somebody closes the window, logs off or shuts down; the system waits until the block is done.

    Otherwise the program would end at once, and text being typed would be lost. The system calls the yielded function
    in a thread of its own.
    """
    left = threading.Event()

    def told(event: int) -> bool:
        if event not in CLOSES:
            return False
        leave()
        left.wait(LAST_SECONDS)
        return True

    try:
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415 - Windows only

            listens = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint32)(told)
            ctypes.windll.kernel32.SetConsoleCtrlHandler(listens, 1)
            _kept.append(listens)
        yield told
    finally:
        left.set()
