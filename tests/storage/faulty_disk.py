"""Disks that fail: the system's calls for one folder, each of which can be made to fail, or to forget.

The calls are those of `os`, which pathlib makes too; nothing outside the folder is touched.
"""

import errno
import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

CALLS = (
    *("open", "read", "write", "fsync", "ftruncate", "lseek", "close", "stat", "lstat", "fstat", "chmod"),
    *("replace", "rename", "link", "unlink", "mkdir", "rmdir", "listdir", "scandir"),
)
ERRORS = (errno.ENOSPC, errno.EFBIG, errno.EACCES, errno.EROFS, errno.EIO, errno.EINTR)


class Disk:
    """The calls of `os` that concern `folder` go through `around`; nothing is waited for."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = str(folder)
        self.opened: dict[int, str] = {}
        self.real = {name: getattr(os, name) for name in CALLS}
        self.real["fsync"] = lambda _descriptor: None
        self._inside = False
        for name in CALLS:
            call = functools.partial(self._called, name)
            patch.setattr(os, name, call)
            if self.real[name] in os.supports_fd:
                patch.setattr(os, "supports_fd", {*os.supports_fd, call})

    def around(self, name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        """Make a call, or not. `args` are full paths as text, and the rest as they are."""
        raise NotImplementedError

    def quiet(self) -> "Quiet":
        """Look at the disk as it is."""
        return Quiet(self)

    def _called(self, name: str, *args: Any, **named: Any) -> Any:
        shown = tuple(os.fspath(arg) if isinstance(arg, os.PathLike) else arg for arg in args)
        shown = tuple(self._whole(number, argument, named) for number, argument in enumerate(shown))
        call = functools.partial(self.real[name], *args, **named)
        if self._inside or not any(map(self._is_ours, shown[:2] if isinstance(shown[0], str) else shown[:1])):
            return call()
        self._inside = True
        try:
            result = self.around(name, call, shown)
        finally:
            self._inside = False
            if name == "close":
                self.opened.pop(shown[0], None)
        if name == "open":
            self.opened[result] = shown[0]
        return result

    def _whole(self, number: int, argument: Any, named: dict[str, Any]) -> Any:
        """The path of a name that is given relative to its folder; everything else unchanged."""
        key = ("src_dir_fd", "dst_dir_fd")[number] if number < 2 and "src_dir_fd" in named else "dir_fd"
        folder = self.opened.get(named.get(key, -1))
        return f"{folder}/{argument}" if folder and isinstance(argument, str) else argument

    def _is_ours(self, file: object) -> bool:
        return file in self.opened if isinstance(file, int) else isinstance(file, str) and file.startswith(self.folder)


class Quiet:
    """While this is entered, calls go to the disk unchanged."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk

    def __enter__(self) -> None:
        self.disk._inside = True

    def __exit__(self, *_error: object) -> None:
        self.disk._inside = False


@dataclass(frozen=True)
class Fault:
    """What goes wrong: from call number `at` on, once or for `ever`, with `number`, or with a short read or write.

    `late` is a call that does its work and still reports that it has failed.
    """

    at: int
    number: int = 0
    ever: bool = False
    late: bool = False

    def __str__(self) -> str:
        what = errno.errorcode.get(self.number, "short")
        return f"{what} at call {self.at}{' and after' if self.ever else ''}{', late' if self.late else ''}"


class FaultyDisk(Disk):
    """A disk with one `fault`; `calls` are counted, and `hit` tells which calls failed."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, fault: Fault | None) -> None:
        self.fault = fault
        self.calls = 0
        self.hit = ""
        super().__init__(folder, patch)

    def heal(self) -> None:
        """Let everything work from now on."""
        self.fault = None

    def around(self, name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        self.calls += 1
        fault = self.fault
        if fault is None or self.calls < fault.at or (self.hit and not fault.ever):
            return call()
        self.hit = name
        if not fault.number:
            return self._short(name, call, args)
        moved_nothing = fault.number == errno.EINTR and name in {"read", "write"}  # POSIX: otherwise it would be short
        if name == "close" or (fault.late and name not in {"open", "scandir"} and not moved_nothing):
            call()
        raise OSError(fault.number, os.strerror(fault.number))

    def _short(self, name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        """Read or write less than was asked for."""
        match name:
            case "write":
                return self.real["write"](args[0], bytes(args[1][: len(args[1]) // 2 or 1]))
            case "read":
                return self.real["read"](args[0], args[1] // 2 or 1)
            case _:
                return call()


SHORT = 0
Kind = tuple[int, bool, bool]
"""The number of an error, or SHORT; whether it is permanent; whether it is late."""

KINDS: list[Kind] = [
    *((number, ever, late) for number in ERRORS for ever in (False, True) for late in (False, True)),
    (SHORT, False, False),
    (SHORT, True, False),
]
MOST_CALLS = 3000


def _named(kind: Kind) -> str:
    number, ever, late = kind
    return f"{errno.errorcode.get(number, 'short')}{'-ever' if ever else ''}{'-late' if late else ''}"


each_kind = pytest.mark.parametrize("kind", KINDS, ids=_named)


@contextmanager
def faulty_disk(folder: Path, fault: Fault) -> Iterator[FaultyDisk]:
    """A new folder on a disk with a fault; all files are closed at the end, as when a program is killed."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        disk = FaultyDisk(folder, patch, fault)
        yield disk
        with disk.quiet():
            for descriptor in list(disk.opened):
                disk.real["close"](descriptor)


def at_each_call(folder: Path, kind: Kind, play: Callable[[Path, FaultyDisk], None], *, step: int = 1) -> int:
    """Play with the fault at each call, or at each `step`th; return how many failed. SOAK takes all, and longer."""
    number, ever, late = kind
    step = 1 if os.environ.get("SOAK") else step
    for struck, at in enumerate(range(1 + KINDS.index(kind) % step, MOST_CALLS, step)):
        fault = Fault(at, number, ever=ever, late=late)
        with faulty_disk(folder / str(at), fault) as disk:
            try:
                play(folder / str(at), disk)
            except Exception as error:
                error.add_note(f"{fault}, which was a {disk.hit}")
                raise
            if not disk.hit:
                return struck
    raise AssertionError("the script has no end")


@dataclass(eq=False)
class File:
    """A file: what of it is safely on disk, and what the system shows. A new one has nothing safely on disk."""

    synced: bytes = b""
    now: bytes = b""

    def after_a_power_cut(self) -> list[bytes]:
        """What may be there: the old, the new, a part of the new, zeros, or anything where the new was."""
        if self.now == self.synced:
            return [self.now]
        same = _alike(self.now, self.synced)
        new = len(self.now) - same
        found = [
            self.synced,
            self.now,
            self.now[: same + new // 2],
            self.now[:same] + bytes(new),
            self.now[: same + new // 3] + b"\xfe}\n{"[:new] * (new // 4),
        ]
        return list(dict.fromkeys(found))


@dataclass(eq=False)
class Folder:
    """A folder: the names that are safely on disk, those that the system shows, and the changes between."""

    synced: dict[str, "File | Folder"] = field(default_factory=dict)
    now: dict[str, "File | Folder"] = field(default_factory=dict)
    changes: list[dict[str, "File | Folder | None"]] = field(default_factory=list)

    def change(self, names: dict[str, "File | Folder | None"]) -> None:
        self.changes.append(names)
        self.now = _changed(self.now, [names])

    def after_a_power_cut(self) -> Iterator[dict[str, "File | Folder"]]:
        """The names that may be there: each change has reached the disk or not, in any order."""
        for chosen in product((True, False), repeat=len(self.changes)):
            yield _changed(self.synced, [change for change, made in zip(self.changes, chosen, strict=True) if made])


def _changed(
    names: dict[str, "File | Folder"], changes: list[dict[str, "File | Folder | None"]]
) -> dict[str, "File | Folder"]:
    merged: dict[str, File | Folder | None] = dict(names)
    for change in changes:
        merged |= change
    return {name: node for name, node in merged.items() if node is not None}


class ForgetfulDisk(Disk):
    """A disk that knows what a power cut would leave of it: whatever was not synced may be lost, or arrive in part.

    `cut` is called after each change. `versions` has the contents that each path was given, in order; None means
    nothing. Of the syncs of folders, the one with the number `refused` fails.
    """

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, cut: Callable[[], None]) -> None:
        self.root = Folder()
        self.places: dict[int, int] = {}
        self.nodes: dict[int, File | Folder] = {}
        self.versions: dict[str, list[bytes | None]] = {}
        self.looked = 0
        self.syncs = self.refused = 0
        self._cut = cut
        super().__init__(folder, patch)

    def around(self, name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        if name == "fsync" and isinstance(self.nodes[args[0]], Folder):
            self.syncs += 1
            if self.syncs == self.refused:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        result = call()
        match name:
            case "open":
                self._opened(args[0], args[1], result)
            case "write":
                self._written(args[0], bytes(args[1][:result]))
            case "ftruncate":
                self.nodes[args[0]].now = self.nodes[args[0]].now[: args[1]].ljust(args[1], b"\0")
            case "lseek":
                self.places[args[0]] = result
            case "fsync":
                self._synced(self.nodes[args[0]])
            case "replace" | "rename":
                parent, old, new = self._parent(args[0]), _last(args[0]), _last(args[1])
                self.versions.setdefault(args[1], []).append(parent.now[old].now)
                parent.change({old: None, new: parent.now[old]})
            case "link":
                node = self._node(args[0])
                self.versions.setdefault(args[1], []).append(node.now)
                self._parent(args[1]).change({_last(args[1]): node})
            case "unlink" | "rmdir":
                self.versions.setdefault(args[0], []).append(None)
                self._parent(args[0]).change({_last(args[0]): None})
            case "mkdir":
                self._parent(args[0]).change({_last(args[0]): Folder()})
            case _:
                return result
        self._cut()
        return result

    def states(self, most: int, chance: Random) -> Iterator[dict[str, bytes]]:
        """What a power cut now would leave, as the content of each file by its path: all of it, or `most`."""
        names = dict.fromkeys(self._names(self.root))
        choices = [list(node.after_a_power_cut()) for node in names]
        number = 1
        for choice in choices:
            number *= len(choice)
        picks = (
            product(*choices)
            if number <= most
            else ([chance.choice(choice) for choice in choices] for _state in range(most))
        )
        for pick in picks:
            yield dict(_files(self.root, "", dict(zip(names, pick, strict=True))))

    def shown(self) -> dict[str, bytes]:
        """What the system shows now: the content of each file by its path."""
        return dict(_files(self.root, "", {node: node.now for node in self._names(self.root)}))

    def _names(self, folder: Folder) -> Iterator[File | Folder]:
        """All files and folders that may exist."""
        yield folder
        nodes = [
            *folder.synced.values(),
            *folder.now.values(),
            *(node for change in folder.changes for node in change.values() if node),
        ]
        for node in nodes:
            if isinstance(node, Folder):
                yield from self._names(node)
            else:
                yield node

    def _opened(self, path: str, flags: int, descriptor: int) -> None:
        if path == self.folder:
            self.nodes[descriptor] = self.root
            return
        parent = self._parent(path)
        if flags & os.O_CREAT and _last(path) not in parent.now:
            parent.change({_last(path): File()})
        self.nodes[descriptor] = parent.now[_last(path)]
        self.places[descriptor] = 0

    def _written(self, descriptor: int, data: bytes) -> None:
        node, place = self.nodes[descriptor], self.places[descriptor]
        node.now = node.now[:place].ljust(place, b"\0") + data + node.now[place + len(data) :]
        self.places[descriptor] = place + len(data)

    def _synced(self, node: File | Folder) -> None:
        node.synced = node.now
        if isinstance(node, Folder):
            node.changes = []

    def _parent(self, path: str) -> Folder:
        node = self._node(str(Path(path).parent))
        assert isinstance(node, Folder)
        return node

    def _node(self, path: str) -> "File | Folder":
        node: File | Folder = self.root
        for name in Path(path).relative_to(self.folder).parts:
            node = node.now[name]
        return node


def _files(folder: Folder, path: str, picked: dict["File | Folder", Any]) -> Iterator[tuple[str, bytes]]:
    for name, node in picked[folder].items():
        if isinstance(node, Folder):
            yield from _files(node, f"{path}{name}/", picked)
        else:
            yield path + name, picked[node]


def _alike(chunk: bytes, other: bytes) -> int:
    """How many bytes both have in common at the start."""
    return next(
        (place for place, (a, b) in enumerate(zip(chunk, other, strict=False)) if a != b), min(len(chunk), len(other))
    )


def _last(path: str) -> str:
    return Path(path).name
