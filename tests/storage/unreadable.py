"""Files and folders that the system refuses to everybody: root may read everything, and no mode stops it."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Break = Callable[[Path], None]
ERRORS = (errno.EIO, errno.EACCES, errno.ENOTCONN, errno.ESTALE)


def breaking(monkeypatch: pytest.MonkeyPatch, number: int = errno.EIO) -> Break:
    """Return a function that makes a path, and everything below it, impossible to open or list."""
    paths: list[str] = []
    opened: dict[int, str] = {}
    really_open = os.open

    def fails(path: object) -> bool:
        whole = opened.get(path, "") if isinstance(path, int) else str(path)
        return any(Path(whole).is_relative_to(path) for path in paths)

    def refusing(call: Callable[..., object]) -> Callable[..., object]:
        def called(path: object, *rest: object, **named: object) -> object:
            if fails(path):
                raise OSError(number, os.strerror(number))
            return call(path, *rest, **named)

        return called

    def opening(name: object, *rest: object, dir_fd: int | None = None, **named: object) -> int:
        whole = f"{opened[dir_fd]}/{name}" if dir_fd in opened else str(name)
        if fails(whole):
            raise OSError(number, os.strerror(number))
        descriptor = int(really_open(name, *rest, dir_fd=dir_fd, **named))  # type: ignore[call-overload]
        opened[descriptor] = whole
        return descriptor

    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "listdir", refusing(os.listdir))
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    return lambda path: paths.append(str(path))
