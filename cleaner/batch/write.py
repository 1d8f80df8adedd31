"""Writing into the output directory: whole files only, and never over a file that is not ours.

A file is ours when its content is what this program wrote there: by the run's state, by a mark on the file (an extended attribute, where
the file system has them), or because it is just what would be written now. So a text that somebody has edited since is theirs.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from hashlib import blake2b
from stat import S_IMODE, S_ISREG
from typing import BinaryIO

from cleaner.model import CleanError
from cleaner.output import temporary_in

MARK = "user.clean.written"
"""Name of the extended attribute; its value is the hash of what was written."""
DIGEST = 16
CHUNK = 1 << 20
FATAL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))
"""Failures of writing that the next page would only repeat."""


class NotWritten(CleanError):
    """An output could not be written. fatal: nor can any other."""

    def __init__(self, sentence: str, fatal: bool = False) -> None:
        super().__init__(sentence)
        self.fatal = fatal


def not_written(path: str, error: OSError) -> NotWritten:
    """What the system said about an output, as a sentence."""
    return NotWritten(f"{path}: {error.strerror or error}", error.errno in FATAL)


def make_folder(folder: str) -> None:
    """Make a directory and those above it. Raises OSError. Not `os.makedirs`: trees may be deeper than Python's stack."""
    missing = []
    while folder and not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for folder in reversed(missing):
        with suppress(FileExistsError):  # another process was faster; what is a file instead fails where it is used
            os.mkdir(folder)


class Draft:
    """A temporary file beside an output, which takes its place when all is written. written: hash of what it holds so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._temporary = ""
        try:
            make_folder(os.path.dirname(path))
            self._real = os.path.realpath(path)  # through links: what they point at is replaced, not they
            self._temporary = temporary_in(os.path.dirname(self._real))
            self._stream: BinaryIO = open(self._temporary, "xb")  # noqa: SIM115 - closed by commit or discard
        except OSError as error:
            raise not_written(path, error) from error
        self._hash = blake2b(digest_size=DIGEST)

    @property
    def written(self) -> str:
        """The hash of what was written so far."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Add to it. Raises NotWritten, and is discarded then."""
        try:
            self._stream.write(data)
        except OSError as error:
            self.discard()
            raise not_written(self.path, error) from error
        self._hash.update(data)

    def commit(self, known: str, force: bool) -> None:
        """Put it in its place, unless the same is there. Raises NotWritten when what is there is not ours, and nothing forces it.

        known: hash of what an earlier run wrote there, "" if none did."""
        try:
            if _may_replace(self._real, self.path, self.written, known, force):
                self._replace()
        except OSError as error:
            raise not_written(self.path, error) from error
        finally:
            self.discard()

    def _replace(self) -> None:
        self._stream.flush()
        _mark(self._stream.fileno(), self.written)
        with suppress(FileNotFoundError):
            os.chmod(self._temporary, S_IMODE(os.stat(self._real).st_mode))
        os.fsync(self._stream.fileno())
        self._stream.close()
        os.replace(self._temporary, self._real)

    def discard(self) -> None:
        """Leave what was there as it was."""
        with suppress(OSError):  # what couldn't be written can't be flushed either
            self._stream.close()
        with suppress(FileNotFoundError):
            os.unlink(self._temporary)


def put(path: str, data: bytes, known: str, force: bool) -> str:
    """Write a file whole, and tell the hash of its content. Nothing is written when the same is there.

    known, force, and what is raised: as for `Draft.commit`."""
    written = blake2b(data, digest_size=DIGEST).hexdigest()
    try:
        if not _may_replace(os.path.realpath(path), path, written, known, force):
            return written
    except OSError as error:
        raise not_written(path, error) from error
    draft = Draft(path)
    draft.write(data)
    draft.commit(known, force)
    return written


def _may_replace(real: str, path: str, written: str, known: str, force: bool) -> bool:
    """Whether there is something to write: False when the same content is there. Raises when what is there isn't ours."""
    try:
        there = content_hash(real)
    except FileNotFoundError:
        return True
    if there is None:
        raise NotWritten(f"{path} is no regular file; move it away, or choose another output")
    if there == written:
        return False
    if force or is_ours(real, there, known):
        return True
    raise NotWritten(f"{path} exists, and what is in it was not written by clean; move it away, or use --force to overwrite it")


def is_ours(path: str, there: str, known: str) -> bool:
    """Whether a file that has the hash `there` is as an earlier run wrote it. known: the hash by the run's state."""
    return there == known or _marked(path) == there


def content_hash(path: str) -> str | None:
    """The hash of what a file holds, None for what is no regular file. Raises FileNotFoundError, or another OSError."""
    if not S_ISREG(os.stat(path).st_mode):
        return None
    found = blake2b(digest_size=DIGEST)
    with open(path, "rb") as stream:
        while data := stream.read(CHUNK):
            found.update(data)
    return found.hexdigest()


def _mark(file: int, written: str) -> None:
    if hasattr(os, "setxattr"):
        with suppress(OSError):  # the file system has no such attributes
            os.setxattr(file, MARK, written.encode())


def _marked(path: str) -> str:
    """The hash in a file's mark, "" if it has none."""
    if hasattr(os, "getxattr"):
        with suppress(OSError):
            return os.getxattr(path, MARK).decode("ascii", "replace")
    return ""
