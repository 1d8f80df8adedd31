"""What is remembered of sites: traces of their pages, in a SQLite file. Losing it costs knowledge, and nothing else.

Several runs may use a file at once: each change is one transaction, and who finds the file busy waits.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import NamedTuple

from cleaner.model import CleanError, Page
from cleaner.sites import SAMPLE, Neighbours, look, rank
from cleaner.traces import Trace, packed, unpacked

APPLICATION = 0x636C6E73
"""SQLite's `application_id` of such a file: "clns"."""
VERSION = 3
"""Of the table and of the traces in it: an older file begins anew, a newer one is left alone."""
SPAN = 28
"""Days that count as the same time. Of a site's pages those of the newest such span are remembered first, so what a site no longer prints
fades as pages come in; within a span it is by lot, so that one big run doesn't push out all others."""
FORGOTTEN_AFTER = 365
"""Days after which a site that no run met is forgotten."""
MOST_BLOCKS = 2_000
"""Blocks of a page that are remembered: the benchmark's largest article page has 2,700, the average one 160."""
PATIENCE = 30.0
"""Seconds to wait for another run that is writing."""
AT_ONCE = 500
"""Pages that are written in one transaction, so that other runs get their turn."""

_TABLES = (
    "CREATE TABLE page (site BLOB, key BLOB, span INTEGER, rank BLOB, day INTEGER, trace BLOB, UNIQUE (site, key))",
    "CREATE INDEX best ON page (site, span DESC, rank, key)",
    "CREATE TABLE swept (day INTEGER)",
    "INSERT INTO swept VALUES (0)",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)
_BEST = f"FROM page WHERE site = ? ORDER BY span DESC, rank, key LIMIT {SAMPLE}"
_PUT = (
    "INSERT INTO page VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (site, key) "
    "DO UPDATE SET span = excluded.span, day = excluded.day, trace = excluded.trace WHERE excluded.day >= day"
)


class NoMemory(CleanError):
    """A file can't serve as a memory. The sentence says why; what was in it is as it was."""


class Remembered(NamedTuple):
    """A page of a site. day: when it was read last, in days since 1970 (UTC). trace: of the page, packed."""

    site: str
    key: str
    day: int
    trace: bytes


class Summary(NamedTuple):
    """A site in a memory: how many pages of it are remembered, and the days when the oldest and the newest of them were read."""

    site: str
    pages: int
    first: int
    last: int


def today() -> int:
    """The day, in days since 1970 (UTC)."""
    return int(time.time() // 86_400)


def trace_of(page: Page) -> bytes:
    """What is remembered of a page, packed; of a huge page its beginning, of an empty one nothing."""
    return packed(_beginning(look(page))) if page.blocks else b""


def _beginning(trace: Trace) -> Trace:
    if len(trace.prints) <= MOST_BLOCKS:
        return trace
    return Trace(trace.prints[:MOST_BLOCKS], trace.lengths[:MOST_BLOCKS], trace.scores[:MOST_BLOCKS], trace.shape)


def neighbours(pages: Iterable[Remembered]) -> Neighbours:
    """The pages of one site as the rules want them."""
    return Neighbours({page.key: unpacked(page.trace) for page in pages})


class Memory:
    """A memory file. make: create it if it isn't there. ours: nobody else's file can have its name, so whatever is in it may be replaced.

    damaged: it was, so it was begun anew. Raises NoMemory for a file that isn't there (without `make`), can't be opened or is something
    else; its methods raise sqlite3.Error."""

    def __init__(self, path: str, *, make: bool = False, ours: bool = False) -> None:
        self.path = path
        self.damaged = False
        if not make and not os.path.exists(path):
            raise NoMemory(f"{path}: No such file")
        try:
            self._base = _opened(path)
        except sqlite3.Error as error:
            foreign = isinstance(error, _Foreign) or _is(error, sqlite3.SQLITE_NOTADB)
            if not make or not (ours if foreign else _is(error, sqlite3.SQLITE_CORRUPT)):
                raise NoMemory(_why(path, error, foreign)) from error
            self.begin_anew()

    def begin_anew(self) -> None:
        """Put a new file in place of a damaged one. Raises NoMemory."""
        try:
            with suppress(AttributeError):  # it could not be opened
                self._base.close()
            for ending in ("", "-journal", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    os.unlink(self.path + ending)
            self._base = _opened(self.path)
        except (OSError, sqlite3.Error) as error:
            raise NoMemory(_why(self.path, error)) from error
        self.damaged = True

    def is_empty(self) -> bool:
        """Whether it knows nothing yet."""
        return self._base.execute("SELECT 1 FROM page LIMIT 1").fetchone() is None

    def pages(self, site: str) -> list[Remembered]:
        """The pages that stand for a site, at most `SAMPLE`."""
        rows = self._base.execute(f"SELECT key, day, trace {_BEST}", (_raw(site),))
        return [Remembered(site, _text(key), day, trace) for key, day, trace in rows]

    def update(self, pages: Iterable[Remembered]) -> None:
        """Remember pages, each in place of what was known of it, and forget those of their sites that are too many."""
        rows = iter(pages)
        while some := list(islice(rows, AT_ONCE)):
            with changing(self._base):
                self._base.executemany(_PUT, map(_row, some))
                for site in {page.site for page in some}:
                    raw = _raw(site)
                    self._base.execute(f"DELETE FROM page WHERE site = ? AND rowid NOT IN (SELECT rowid {_BEST})", (raw, raw))
        self._sweep(today())

    def _sweep(self, day: int) -> None:
        """Forget sites that no run has met for long, once a day."""
        if self._base.execute("SELECT max(day) FROM swept").fetchone() == (day,):
            return
        with changing(self._base):
            self._base.execute("UPDATE swept SET day = ?", (day,))
            old = "SELECT site FROM page GROUP BY site HAVING max(day) < ?"
            self._base.execute(f"DELETE FROM page WHERE site IN ({old})", (day - FORGOTTEN_AFTER,))

    def sites(self) -> Iterator[Summary]:
        """Every site, by name."""
        rows = self._base.execute("SELECT site, count(*), min(day), max(day) FROM page GROUP BY site ORDER BY site")
        yield from (Summary(_text(site), *counts) for site, *counts in rows)

    def every(self) -> Iterator[Remembered]:
        """Every page of every site."""
        rows = self._base.execute("SELECT site, key, day, trace FROM page ORDER BY site, span DESC, rank, key")
        yield from (Remembered(_text(site), _text(key), day, trace) for site, key, day, trace in rows)

    def forget(self, site: str) -> int:
        """Forget a site, and tell how many pages that were."""
        with changing(self._base):
            return self._base.execute("DELETE FROM page WHERE site = ?", (_raw(site),)).rowcount

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()


def _row(page: Remembered) -> tuple[bytes, bytes, int, bytes, int, bytes]:
    return _raw(page.site), _raw(page.key), page.day // SPAN, rank(page.key), page.day, page.trace


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


@contextmanager
def changing(base: sqlite3.Connection) -> Iterator[None]:
    """A transaction that begins with the right to write: a wish for it that comes later can fail at once when two runs have it."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # some errors have ended it
            base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")


class _Foreign(sqlite3.DatabaseError):
    """A database, but no memory of this version."""


def _opened(path: str) -> sqlite3.Connection:
    """The database in a file, made if it isn't there. Raises sqlite3.Error."""
    base = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        if not _is_memory(base):
            with changing(base):
                if not _is_memory(base):  # another run may have been faster
                    for line in _TABLES:
                        base.execute(line)
        base.execute("SELECT * FROM page LIMIT 1").fetchone()
    except sqlite3.Error:
        base.close()
        raise
    return base


def _is_memory(base: sqlite3.Connection) -> bool:
    """Whether a database is a memory; False if nothing is in it. Raises _Foreign for another, also for one of another version."""
    application, version, tables = (
        base.execute(query).fetchone()[0]
        for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if application == APPLICATION and version < VERSION and tables:
        raise _stale()
    if tables and (application, version) != (APPLICATION, VERSION):
        raise _Foreign("a newer version" if application == APPLICATION else "another program")
    return bool(tables)


def _stale() -> sqlite3.DatabaseError:
    """What an older version remembered can't be compared: as good as damaged."""
    error = sqlite3.DatabaseError("an older version")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _is(error: BaseException, code: int) -> bool:
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) == code


def is_damage(error: sqlite3.Error) -> bool:
    """Whether it is the file's fault, not the disk's or another run's."""
    return _is(error, sqlite3.SQLITE_CORRUPT) or _is(error, sqlite3.SQLITE_NOTADB)


def _why(path: str, error: Exception, foreign: bool = False) -> str:
    """The sentence of a file that can't be used."""
    if foreign and str(error) == "a newer version":
        return f"{path} was written by a newer version of clean; update this one, or name another file"
    if foreign:
        return f"{path} is no site memory, or so damaged that it can't be told; name another file, or remove it"
    return f"{path}: {error.strerror or error}" if isinstance(error, OSError) else f"{path}: {error}"
