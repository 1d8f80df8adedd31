"""Reading an input: a file that may vanish, grow or turn into something else at any moment, or one line of JSON."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import select
import sys
import time
from collections.abc import Iterator, Mapping
from math import isfinite
from stat import S_ISREG
from typing import Any, Literal, NamedTuple

from cleaner import intake
from cleaner.batch.walk import PACKED
from cleaner.intake import GZIP, too_large
from cleaner.model import UnreadableInput

FRESH = 2.0
"""Seconds that a file must have been left alone for its times to prove that it is unchanged: the coarsest file systems count in twos."""
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
BUFFER = 1 << 16
"""Bytes of a file of lines that are read at a time."""
MOST_DIGITS = 600
"""Digits of a number; Python can be set to read no more than 640 of them (`sys.set_int_max_str_digits`)."""
_REPLACED = "{} is no longer a file: a pipe, a socket or a device took its place"

KINDS: tuple[Literal["html", "markdown", "text"], ...] = ("html", "markdown", "text")


def stamp(found: os.stat_result) -> str:
    """Size, times and number of a file: while they stay, so do its bytes. "" where they prove nothing, as it was just touched."""
    if time.time() - max(found.st_mtime, found.st_ctime) < FRESH:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_dev}"


def stamp_of(path: str) -> str:
    """The stamp of a file by its path; "" if there is none."""
    try:
        return stamp(os.stat(path))
    except (OSError, ValueError):
        return ""


class Stopped(Exception):
    """A signal asked the run to end while it waited for input."""


class Source(io.RawIOBase):
    """The bytes of a file or pipe as they come, and their hash so far. Closing it closes the file.

    file: its descriptor. wake: one that can be read as soon as nobody should wait for input any more; `Stopped` is raised then."""

    def __init__(self, file: int, wake: int) -> None:
        self._file, self._hash = file, hashlib.sha256()
        self._before = os.fstat(file)
        self._size = 0
        self._poll = None
        if hasattr(select, "poll") and not S_ISREG(self._before.st_mode):
            self._poll = select.poll()
            self._poll.register(file, select.POLLIN)
            self._poll.register(wake, select.POLLIN)
        self._wake = wake

    @classmethod
    def of(cls, path: str, walked: bool, wake: int) -> Source:
        """That of a path, or of standard input for "-". walked: as for `page`. Raises OSError, and UnreadableInput."""
        source = cls(_opened(path, walked) if path != "-" else _standard_input(), wake)
        if walked and not S_ISREG(source._before.st_mode):
            source.close()
            raise UnreadableInput(_REPLACED.format(path))
        return source

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer, at least with what is there already. Raises OSError, and Stopped."""
        if self._poll and any(file == self._wake for file, _ in self._poll.poll()):
            raise Stopped
        data = os.read(self._file, len(buffer))
        buffer[: len(data)] = data
        self._hash.update(data)
        self._size += len(data)
        return len(data)

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            os.close(self._file)
        super().close()

    @property
    def sha(self) -> str:
        """Hash of what was read so far."""
        return self._hash.hexdigest()

    def stamp(self) -> str:
        """The stamp of a file that was read to its end; "" if it changed meanwhile."""
        after = os.fstat(self._file)
        same = stamp(self._before) == stamp(after) and self._size == after.st_size
        return stamp(after) if same else ""


def _standard_input() -> int:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "Closed; name a file instead")
    return os.dup(sys.stdin.fileno())


def page(path: str, limit: int, walked: bool) -> tuple[bytes, str]:
    """The bytes of a file and its stamp, "" if it changed while it was read.

    walked: what was a file when its directory was walked has to be one still. Raises OSError, and UnreadableInput for too large ones."""
    with open(_opened(path, walked), "rb", buffering=0) as stream:
        before = os.fstat(stream.fileno())
        if walked and not S_ISREG(before.st_mode):
            raise UnreadableInput(_REPLACED.format(path))
        if S_ISREG(before.st_mode) and before.st_size > limit:
            raise too_large(path, limit)
        data = intake.upto(stream, limit + 1)
        after = os.fstat(stream.fileno())
    if len(data) > limit:
        raise too_large(path, limit)
    same = stamp(before) == stamp(after) and len(data) == after.st_size
    return data, stamp(after) if same else ""


def head(path: str, size: int) -> bytes | None:
    """The first bytes of a file, None for what is no file or can't be read: that is told when the page is cleaned."""
    if not os.path.isfile(path):  # to open a pipe would be to read it
        return None
    try:
        with open(_opened(path, walked=True), "rb", buffering=0) as stream:
            return stream.read(size) if S_ISREG(os.fstat(stream.fileno()).st_mode) else None
    except OSError:
        return None


def _opened(path: str, walked: bool) -> int:
    """A file opened for reading; a pipe without a writer, which nobody asked for, doesn't stop us."""
    try:
        return os.open(path, os.O_RDONLY | (_NONBLOCK if walked else 0))
    except ValueError as error:  # a NUL in the name
        raise OSError(errno.EINVAL, "Not the name of a file") from error


def lines(stream: io.BufferedReader, name: str, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a JSON Lines file that aren't blank, with their numbers from 1; None for one that is too long. It may be gzipped.

    Raises OSError, also for damaged gzip, and Stopped."""
    import gzip
    import zlib

    packed = stream.peek(2).startswith(GZIP) or (name.endswith(PACKED) and not stream.peek(1))
    source: Any = gzip.GzipFile(fileobj=stream) if packed else stream
    number = 0
    try:
        while line := source.readline(limit + 2):
            number += 1
            whole = len(line) <= limit + 1
            while not line.endswith(b"\n") and (more := source.readline(BUFFER)):  # the rest of a line that is too long
                line, whole = more, False
            if not whole or line.strip():
                yield number, line if whole else None
    except (EOFError, zlib.error) as error:
        raise OSError(None, f"A damaged gzip file after line {number}") from error


class Record(NamedTuple):
    """A page from a JSON line. id: as it stands there (a number that is too large for one, as text), None if there is none."""

    text: str
    kind: Literal["auto", "html", "markdown"]
    url: str | None
    id: Any


def record(line: bytes, name: str, fields: Mapping[str, str]) -> Record:
    """The page of a JSON line. Of several fields with a page the one that tells most counts: HTML, Markdown, text.

    A text is looked at as any page would be, for what crawlers call that is often HTML. Raises UnreadableInput."""
    try:
        values = json.loads(line, parse_constant=lambda _: None, parse_float=_float, parse_int=_int)  # NaN and the like aren't JSON
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"{name} is not JSON ({str(error).partition(':')[0]}); give one object a line") from error
    if not isinstance(values, dict):
        raise UnreadableInput(f"{name} is no JSON object; give one a line")
    url = values.get(fields["url"])
    for kind in KINDS:
        text = values.get(fields[kind])
        if isinstance(text, str) and text:
            found = "auto" if kind == "text" else kind
            return Record(text, found, url if isinstance(url, str) and url else None, values.get(fields["id"]))
    keys = ", ".join(fields[kind] for kind in KINDS)
    raise UnreadableInput(f"{name} has no page under any of the keys {keys}; name its key, such as --field text=body")


def _float(digits: str) -> float | str:
    """A number as JSON has it; one that would become Infinity, which is no JSON, stays the text that it is.

    >>> _float("1.5e3"), _float("-1e999")
    (1500.0, '-1e999')
    """
    number = float(digits)
    return number if isfinite(number) else digits


def _int(digits: str) -> int | str:
    """The same for one without a point or an exponent: Python refuses to read, and to write, those of thousands of digits."""
    return int(digits) if len(digits) <= MOST_DIGITS else digits
