"""The console of Windows: whether it can show the screens, and what it says before it closes."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

CLOSES = {2: "close", 5: "log off", 6: "shut down"}
"""The events after which the system ends the program, by their numbers, as soon as it has been told."""
LAST_SECONDS = 4.5
"""Seconds that are taken to leave; the system gives five."""

_kept: list[object] = []
"""What the system calls must be there until the end, and it keeps nothing of ours."""

_OUTPUT = -11
_CODES = 0x0004


def shows_screens() -> bool:
    """Tell whether the console understands the codes that screens are made of. Only on Windows some do not."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

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
def told_of_closing(leave: Callable[[], object]) -> Iterator[Callable[[int], bool]]:
    """Call `leave` when somebody closes the window, logs off or shuts down; the system waits until the block is done.

    Without this the program ends at once, and what is being typed is lost. The system asks in a thread of its own,
    by what is given out.
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
            import ctypes  # noqa: PLC0415 - only there

            listens = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint32)(told)
            ctypes.windll.kernel32.SetConsoleCtrlHandler(listens, 1)
            _kept.append(listens)
        yield told
    finally:
        left.set()
