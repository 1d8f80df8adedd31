"""Where output goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from stat import S_IMODE
from typing import BinaryIO, TextIO

_PREFIX, _SUFFIX = ".clean-", ".tmp"
LEFT_AFTER = 86_400
"""Seconds after which a temporary file of an unknown machine is nobody's: no page takes a day to write."""


@contextmanager
def opened(target: str | None) -> Iterator[BinaryIO]:
    """A stream of bytes into the file `target`, or to standard output if that is None.

    Raises OSError when nothing can be written there, also at the end, when what was buffered is.
    """
    if target is None:
        if sys.stdout is None:  # the shell's `>&-`
            raise OSError(errno.EBADF, "Standard output is closed")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    direct = os.path.exists(target) and not os.path.isfile(target)  # before links are followed: those of /dev/fd lead to no path
    with _direct(target) if direct else _whole(target) as stream:
        yield stream


@contextmanager
def _direct(path: str) -> Iterator[BinaryIO]:
    """A device or a named pipe: it can't be replaced, only written to."""
    with open(path, "wb") as stream:
        yield stream


@contextmanager
def _whole(target: str) -> Iterator[BinaryIO]:
    """A temporary file beside `target` that takes its place at the end; after an error, or with nothing written, it goes.

    So a full disk, an interruption or an input without an article leaves what was at `target` before.
    """
    path = os.path.realpath(target)  # through links: what they point at is replaced, not they
    temporary = temporary_in(os.path.dirname(path))
    try:
        with _tidy_when_terminated(), _begun(temporary, target) as stream:
            yield stream
            written = stream.tell()
            stream.flush()
            os.fsync(stream.fileno())
        if written:
            if os.path.exists(path):
                os.chmod(temporary, S_IMODE(os.stat(path).st_mode))
            os.replace(temporary, path)
            sync_folder(os.path.dirname(path))
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _begun(temporary: str, target: str) -> BinaryIO:
    """A temporary file for a target. Raises OSError, which names the target."""
    try:
        return open(temporary, "xb")
    except OSError as error:
        error.filename = target
        raise


def sync_folder(folder: str) -> None:
    """Have the system write down the names in a folder, so that a power failure can't undo a renaming. Where it can't, it goes on."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _tidy_when_terminated() -> Iterator[None]:
    """Let SIGTERM end the program as an exception does, so that a temporary file goes; unless somebody else listens to it."""
    import signal

    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)  # what a shell reports for a program that the signal ended

    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def temporary_in(folder: str) -> str:
    """A new name in a folder for a file that is being written; it tells machine and process, so that `sweep` knows when it is left."""
    return os.path.join(folder, f"{_PREFIX}{_machine()}-{os.getpid()}-{os.urandom(6).hex()}{_SUFFIX}")


def sweep(folder: str) -> None:
    """Delete the temporary files in a folder that were left by a process that was killed. A folder that can't be read stays as it is."""
    with suppress(OSError), os.scandir(folder) as entries:
        left = [entry.path for entry in entries if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX) and _is_left(entry)]
        for path in left:
            with suppress(OSError):
                os.unlink(path)


def _is_left(entry: os.DirEntry[str]) -> bool:
    """Whether nobody writes a temporary file any more: its process is gone, or it has not been touched for a day."""
    machine, _, rest = entry.name.removeprefix(_PREFIX).partition("-")
    process = rest.partition("-")[0]
    if machine == _machine() and process.isdecimal() and not _runs(int(process)):
        return True
    try:
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > LEFT_AFTER
    except OSError:  # gone already
        return False


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True


def _machine() -> str:
    """A name for this machine that fits into a file name: a folder may be shared by several, each with processes of its own."""
    return f"{zlib.crc32(os.uname().nodename.encode('utf-8', 'surrogateescape')) if hasattr(os, 'uname') else 0:08x}"


def abandon(stream: TextIO) -> None:
    """Send what is still buffered for a standard stream to nowhere, so that Python doesn't fail again when it exits."""
    with suppress(AttributeError, OSError, ValueError):  # no such stream, or none with a file behind it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
