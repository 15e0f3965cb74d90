"""What is particular to Windows: an open file can lock out others, and folders cannot be locked.

On other systems nothing is locked here, and nothing of this is used.
"""

import sys
from pathlib import Path

LOCK = ".dialogkort-lock.tmp"
"""A file that exists while one program has its folder: the system removes it, however that program ends."""

_BYTE = 0x7FFF_0000
"""The byte that stands for the whole file when it is locked: far beyond its end, so that everything can be read."""

FREE, HELD, DENIED = 0, frozenset({32, 33}), 5
"""What Windows says of a file: we can have it, another program has it exclusively, or access is denied."""
_SHARING_VIOLATION = 32

if sys.platform == "win32":
    import ctypes
    import msvcrt
    import os
    from ctypes import wintypes

    def said_of(path: Path) -> int:
        """Return what the system reports when a file is about to be replaced; a folder is denied."""
        handle, fault = _opened(str(path), access=0x0001_0000, sharing=7, how=3, more=0)
        if handle is not None:
            let_folder_go(handle)
        return fault

    def take_folder(folder: Path) -> int | None:
        """Take a folder for this process, and return the handle to release it; None if it is taken. Raises OSError."""
        hidden_and_removed_at_the_end = 0x0400_0102
        lock = str(folder / LOCK)
        handle, fault = _opened(lock, access=0xC000_0000, sharing=0, how=4, more=hidden_and_removed_at_the_end)
        if handle is None and fault != _SHARING_VIOLATION:
            raise ctypes.WinError(fault)
        return handle

    def let_folder_go(handle: int) -> None:
        """Release a folder that was taken."""
        ctypes.windll.kernel32.CloseHandle(wintypes.HANDLE(handle))

    def lock(descriptor: int) -> None:
        """Lock an open file for this process. Raises OSError if another process has it."""
        place = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, place, os.SEEK_SET)

    def _opened(path: str, *, access: int, sharing: int, how: int, more: int) -> tuple[int | None, int]:
        """Open a file with the system's own call; return its handle and 0, or None and the error number."""
        create = ctypes.WinDLL("kernel32", use_last_error=True).CreateFileW
        create.restype = wintypes.HANDLE
        number, nothing = wintypes.DWORD, wintypes.LPVOID
        create.argtypes = (wintypes.LPCWSTR, number, number, nothing, number, number, wintypes.HANDLE)
        handle = create(path, access, sharing, None, how, more, None)
        if handle == wintypes.HANDLE(-1).value:
            return None, ctypes.get_last_error()
        return int(handle), 0

else:

    def said_of(path: Path) -> int:
        """Report that no other program is blocking the file."""
        del path
        return FREE

    def take_folder(folder: Path) -> int | None:
        """Take a folder: on this system the folder itself is locked."""
        raise NotImplementedError

    def let_folder_go(handle: int) -> None:
        """Release a folder."""
        raise NotImplementedError

    def lock(descriptor: int) -> None:
        """Lock an open file: a system without such locks reports nothing about others."""
