"""Where output goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from stat import S_IMODE
from typing import BinaryIO


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
    path = os.path.realpath(target)  # through links: what they point at is replaced, not they
    with _direct(path) if os.path.exists(path) and not os.path.isfile(path) else _whole(path) as stream:
        yield stream


@contextmanager
def _direct(path: str) -> Iterator[BinaryIO]:
    """A device or a named pipe: it can't be replaced, only written to."""
    with open(path, "wb") as stream:
        yield stream


@contextmanager
def _whole(path: str) -> Iterator[BinaryIO]:
    """A temporary file beside `path` that takes its place at the end; after an error, or with nothing written, it goes.

    So a full disk, an interruption or an input without an article leaves what was at `path` before.
    """
    temporary = os.path.join(os.path.dirname(path), f".clean-{os.urandom(6).hex()}.tmp")
    try:
        with open(temporary, "xb") as stream:
            yield stream
            written = stream.tell()
            stream.flush()
            os.fsync(stream.fileno())
        if written:
            if os.path.exists(path):
                os.chmod(temporary, S_IMODE(os.stat(path).st_mode))
            os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def abandon_stdout() -> None:
    """Send what is still buffered for standard output to nowhere, so that Python doesn't fail again when it exits."""
    with suppress(AttributeError, OSError):  # no standard output, or none with a file behind it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
