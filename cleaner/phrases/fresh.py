"""Whether the ready-made tables are those of the phrase files beside them, and new ones where they aren't.

So a phrase that somebody adds takes effect at the next start, whoever forgot to run `python -m cleaner.phrases`. The first line of the
tables names the size of every file, and a hash of them all. Looking at sizes and times takes a fifth of a millisecond; the hash is asked
only where a file is younger than the tables."""

from __future__ import annotations

import os
from collections.abc import Sequence

GRACE = 2.0
"""Seconds by which a file may be younger: an installation writes them all at once, in any order."""
_MADE = b"[made 2 "
"""What the first line begins with; another number when the form of the tables changes."""


def head(folder: str, languages: Sequence[str]) -> bytes:
    """The first line of tables that are made of these files now."""
    return _MADE + _sizes(folder, languages) + b" " + _hash(folder, languages) + b"]\n"


def body(tables: bytes) -> bytes:
    """The tables without their first line."""
    return tables[tables.find(b"\n") + 1 :] if tables.startswith(_MADE) else tables


def is_fresh(tables: bytes, path: str, languages: Sequence[str]) -> bool:
    """Whether these tables, which stand at this path, are made of the files beside it."""
    folder = os.path.dirname(path)
    sizes, _, made = tables[: tables.find(b"\n")].removeprefix(_MADE).removesuffix(b"]").rpartition(b" ")
    if sizes != _sizes(folder, languages):
        return False
    youngest = max(os.stat(os.path.join(folder, f"{language}.txt")).st_mtime for language in languages)
    return youngest <= os.stat(path).st_mtime + GRACE or made == _hash(folder, languages)


def write(tables: bytes, path: str) -> None:
    """Put new tables in the place of old ones, so that the next start needn't make them; where that can't be, it will."""
    from contextlib import suppress

    waiting = f"{path}.{os.getpid()}"
    with suppress(OSError):
        with open(waiting, "wb") as stream:
            stream.write(tables)
        os.replace(waiting, path)


def _sizes(folder: str, languages: Sequence[str]) -> bytes:
    sizes = (os.stat(os.path.join(folder, f"{language}.txt")).st_size for language in languages)
    return " ".join([f"{language}={size}" for language, size in zip(languages, sizes, strict=True)]).encode()


def _hash(folder: str, languages: Sequence[str]) -> bytes:
    from hashlib import sha256

    found = sha256()
    for language in languages:
        with open(os.path.join(folder, f"{language}.txt"), "rb") as stream:
            found.update(stream.read() + b"\0")
    return found.hexdigest().encode()
