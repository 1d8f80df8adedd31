"""Reading an input: a file that may vanish, grow or turn into something else at any moment, or one line of JSON."""

from __future__ import annotations

import errno
import json
import os
import time
from collections.abc import Iterator, Mapping
from stat import S_ISREG
from typing import Any, BinaryIO, Literal, NamedTuple, cast

from cleaner.batch.walk import PACKED
from cleaner.model import UnreadableInput

FRESH = 2.0
"""Seconds that a file must have been left alone for its times to prove that it is unchanged: the coarsest file systems count in twos."""
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
GZIP = b"\x1f\x8b"

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


def page(path: str, limit: int, walked: bool) -> tuple[bytes, str]:
    """The bytes of a file and its stamp, "" if it changed while it was read.

    walked: what was a file when its directory was walked has to be one still. Raises OSError, and UnreadableInput for too large ones."""
    with open(_opened(path, walked), "rb", buffering=0) as stream:
        before = os.fstat(stream.fileno())
        if walked and not S_ISREG(before.st_mode):
            raise UnreadableInput(f"{path} is no longer a file: a pipe, a socket or a device took its place")
        if S_ISREG(before.st_mode) and before.st_size > limit:
            raise too_large(path, limit)
        data = _upto(stream, limit + 1)
        after = os.fstat(stream.fileno())
    if len(data) > limit:
        raise too_large(path, limit)
    same = stamp(before) == stamp(after) and len(data) == after.st_size
    return data, stamp(after) if same else ""


def _opened(path: str, walked: bool) -> int:
    """A file opened for reading; a pipe without a writer, which nobody asked for, doesn't stop us."""
    try:
        return os.open(path, os.O_RDONLY | (_NONBLOCK if walked else 0))
    except ValueError as error:  # a NUL in the name
        raise OSError(errno.EINVAL, "Not the name of a file") from error


def _upto(stream: Any, limit: int) -> bytes:
    """What is left of a raw stream, at most `limit` bytes."""
    parts, left = [], limit
    while left > 0 and (data := stream.read(min(left, 1 << 24))):
        parts.append(data)
        left -= len(data)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def too_large(name: str, limit: int) -> UnreadableInput:
    """Why a page was not read."""
    return UnreadableInput(f"{name} has more than {limit:,} bytes; raise --max-bytes, or split it into pages")


def lines(stream: BinaryIO, name: str, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a JSON Lines file that aren't blank, with their numbers from 1; None for one that is too long. It may be gzipped.

    Raises OSError, also for damaged gzip."""
    import gzip
    import io
    import zlib

    buffered = io.BufferedReader(cast(io.RawIOBase, stream), 1 << 16)
    packed = buffered.peek(2).startswith(GZIP) or (name.endswith(PACKED) and not buffered.peek(1))
    source: Any = gzip.GzipFile(fileobj=buffered) if packed else buffered
    number = 0
    try:
        while line := source.readline(limit + 2):
            number += 1
            whole = len(line) <= limit + 1
            while not line.endswith(b"\n") and (more := source.readline(1 << 16)):  # the rest of a line that is too long
                line, whole = more, False
            if not whole or line.strip():
                yield number, line if whole else None
    except (EOFError, zlib.error) as error:
        raise OSError(None, f"A damaged gzip file after line {number}") from error


class Record(NamedTuple):
    """A page from a JSON line. id: as it stands there, None if there is none."""

    text: str
    kind: Literal["auto", "html", "markdown"]
    url: str | None
    id: Any


def record(line: bytes, name: str, fields: Mapping[str, str]) -> Record:
    """The page of a JSON line. Of several fields with a page the one that tells most counts: HTML, Markdown, text.

    A text is looked at as any page would be, for what crawlers call that is often HTML. Raises UnreadableInput."""
    try:
        values = json.loads(line)
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
