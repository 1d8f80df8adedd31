"""What a run remembers for the next one, in a SQLite file in the output directory. Losing it costs time, and nothing else."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from time import monotonic

from cleaner.batch.values import Item, Known

NAME = ".clean-state.sqlite"
VERSION = 2
"""Of the tables below: a file with another is begun anew."""
_TABLES = (
    "CREATE TABLE page (output BLOB PRIMARY KEY, input BLOB, sha TEXT, stamp TEXT, made TEXT, written TEXT, told TEXT, prints BLOB)",
    "CREATE TABLE run (ended INTEGER)",
    f"PRAGMA user_version = {VERSION}",
)
PATIENCE = 30.0
"""Seconds to wait for another run that is writing its state."""
PENDING = 1000
"""Pages that may be remembered in memory only; what a kill -9 forgets is cleaned again."""
PENDING_SECONDS = 2.0
AT_ONCE = 256
"""Inputs that are looked up with one question: one each would be a third of what a night without news costs."""


class State:
    """The state beside an output. write: whether to change it. say: is told what is wrong with it, in sentences.

    `broken` is true once it could not be written."""

    def __init__(self, root: str, say: Callable[[str], None], *, write: bool = True) -> None:
        self._path, self._say = os.path.join(root, NAME), say
        self._pending: dict[str, tuple[str, Known | None]] = {}
        self._saved = monotonic()
        self.broken = False
        self._base, self.ended = self._opened(write)
        if write:
            self._change("UPDATE run SET ended = 0")

    def _opened(self, write: bool) -> tuple[sqlite3.Connection, bool]:
        """The database, and whether the run before came to its end. One that is damaged is begun anew."""
        if not write and not os.path.exists(self._path):
            return _made(":memory:"), True
        try:
            return _read(self._path)
        except sqlite3.Error as error:
            return (self._fails(error) if write else _made(":memory:")), False

    def _anew(self) -> sqlite3.Connection:
        """A new database in place of a damaged one."""
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(self._path + ending)
        return _read(self._path)[0]

    def known(self, output: str, path: str) -> Known | None:
        """What is remembered of the input that has this output; None if that is nothing.

        path: of the input. If the input stood elsewhere before, its stamp is left out, so that the new place is remembered."""
        return self._found([(output, path)])[0]

    def known_of(self, items: Iterable[Item]) -> Iterator[tuple[Item, Known | None]]:
        """Inputs, each with what is remembered of it as by `known`. It is looked up for a few ahead of the one at hand."""
        rest = iter(items)
        while some := list(islice(rest, AT_ONCE)):
            yield from zip(some, self._found([(item.output, item.path) for item in some]), strict=True)

    def _found(self, places: list[tuple[str, str]]) -> list[Known | None]:
        """What is remembered of inputs, by their outputs and paths."""
        outputs = [os.fsencode(output) for output, _ in places]
        marks = ", ".join("?" * len(outputs))
        query = f"SELECT output, input, sha, stamp, made, written, told, prints FROM page WHERE output IN ({marks})"
        try:
            rows = {output: (place, Known(*known)) for output, place, *known in self._base.execute(query, outputs)}
        except sqlite3.DatabaseError as error:
            self._base = self._fails(error)
            return [None] * len(places)
        found = [rows.get(output) for output in outputs]
        return [row and _at(path, *row) for row, (_, path) in zip(found, places, strict=True)]

    def remember(self, output: str, path: str, known: Known | None) -> None:
        """Remember an input (its path) for the next run, or forget it."""
        self._pending[output] = (os.path.abspath(path) if path else "", known)
        if len(self._pending) >= PENDING or monotonic() - self._saved > PENDING_SECONDS:
            self.save()

    def save(self) -> None:
        """Write what is remembered in memory only."""
        new = [(os.fsencode(output), os.fsencode(path), *known) for output, (path, known) in self._pending.items() if known]
        old = [(os.fsencode(output),) for output, (_, known) in self._pending.items() if not known]
        self._pending.clear()
        self._saved = monotonic()
        try:
            with self._base:
                self._base.execute("BEGIN IMMEDIATE")
                self._base.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?)", new)
                self._base.executemany("DELETE FROM page WHERE output = ?", old)
        except sqlite3.Error as error:
            self._base = self._fails(error)

    def outputs(self) -> Iterator[tuple[str, str, str]]:
        """Output, input and hash of the output of every page that is remembered."""
        last = b""
        query = "SELECT output, input, written FROM page WHERE output > ? ORDER BY output LIMIT 1000"
        try:
            while rows := self._base.execute(query, (last,)).fetchall():
                last = rows[-1][0]
                yield from ((os.fsdecode(output), os.fsdecode(path), written) for output, path, written in rows)
        except sqlite3.DatabaseError as error:
            self._base = self._fails(error)

    def close(self, ended: bool) -> None:
        """Save and close. ended: the run came to its end, so that it left no temporary file."""
        self.save()
        if ended:
            self._change("UPDATE run SET ended = 1")
        self._base.close()

    def _change(self, query: str) -> None:
        try:
            self._base.execute(query)
        except sqlite3.Error as error:
            self._base = self._fails(error)

    def _fails(self, error: sqlite3.Error) -> sqlite3.Connection:
        """What to go on with: a new file for one that is damaged, or memory when no file can be written."""
        if _is_damage(error) and not self.broken:
            self._say(f"{self._path} was damaged, so it begins anew: pages are cleaned again")
            with suppress(sqlite3.Error, OSError):
                return self._anew()
        elif not self.broken:
            self._say(f"{self._path}: {error}; what it should remember is cleaned again by the next run")
        self.broken = True
        return _made(":memory:")


def _at(path: str, place: bytes, known: Known) -> Known:
    """What is remembered of an input that stands at a path now, and stood at a place then."""
    return known if place == os.fsencode(os.path.abspath(path)) else known._replace(stamp="")


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether it is the file's fault, not the disk's or another run's."""
    return not isinstance(error, sqlite3.OperationalError) or str(error).startswith("no such")


def _read(path: str) -> tuple[sqlite3.Connection, bool]:
    """The database in a file, made if it isn't there. Raises sqlite3.DatabaseError for what is none."""
    base = _connect(path)
    try:
        (version,) = base.execute("PRAGMA user_version").fetchone()
        (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and version != VERSION:
            raise sqlite3.DatabaseError("another version")
        if not tables:
            _fill(base)
        (ended,) = base.execute("SELECT min(ended) FROM run").fetchone()
        base.execute("SELECT * FROM page LIMIT 1").fetchone()
    except sqlite3.Error:
        base.close()
        raise
    return base, bool(ended)


def _made(path: str) -> sqlite3.Connection:
    base = _connect(path)
    _fill(base)
    return base


def _connect(path: str) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    base.text_factory = lambda data: data.decode("utf-8", "replace")
    base.execute("PRAGMA synchronous = OFF")  # what a power failure takes only costs time
    return base


def _fill(base: sqlite3.Connection) -> None:
    with base:
        base.execute("BEGIN IMMEDIATE")
        if base.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):  # another run may have been faster
            for line in _TABLES:
                base.execute(line)
            base.execute("INSERT INTO run VALUES (0)")
