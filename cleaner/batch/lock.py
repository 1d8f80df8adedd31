"""A lock on the output directory, so that two runs don't meet. The system frees it however the run ends."""

from __future__ import annotations

import os
from types import TracebackType

from cleaner.model import CleanError

NAME = ".clean-lock"


class Locked(CleanError):
    """Another run has the lock."""


class Lock:
    """Held while it is entered. The file stays: deleting it could give the lock to two runs at once."""

    def __init__(self, root: str) -> None:
        self._path = os.path.join(root, NAME)

    def __enter__(self) -> Lock:
        """Raises Locked, and OSError where there can be no lock."""
        import fcntl

        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock, which the processes we fork would hold too
        except (BlockingIOError, PermissionError):
            holder = os.read(self._file, 20).decode("ascii", "replace").strip()
            os.close(self._file)
            raise Locked(f"Another run (process {holder or 'unknown'}) holds {self._path}; try again when it has ended") from None
        os.truncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self._file)
