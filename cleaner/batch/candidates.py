"""Which pages of a run stand for their sites: a bounded sample of each site, the same in whatever order the pages come."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.batch.values import Item, Task
from cleaner.sites import SAMPLE, Identity, rank

_TABLE = (
    "CREATE TABLE candidate (site BLOB, rank BLOB, key BLOB, tie BLOB, path BLOB, walked INTEGER, line INTEGER, "
    "PRIMARY KEY (site, rank, key)) WITHOUT ROWID"
)
_PUT = (
    "INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET tie = excluded.tie, path = excluded.path, "
    "walked = excluded.walked, line = excluded.line WHERE excluded.tie < tie"
)
_PLACED = (
    "SELECT *, row_number() OVER (PARTITION BY site ORDER BY rank, key) AS place, count(*) OVER (PARTITION BY site) AS pages FROM candidate"
)
_CHOSEN = (
    f"CREATE TABLE chosen AS SELECT site, key, path, walked, line FROM ({_PLACED}) "
    f"WHERE (pages > 1 OR site IN (SELECT site FROM known)) AND place <= {SAMPLE} ORDER BY path, line"
)
_TRIM = f"DELETE FROM candidate WHERE (site, rank, key) IN (SELECT site, rank, key FROM ({_PLACED}) WHERE place > {SAMPLE})"
ROOM = 100_000
"""Pages that are noted before those are dropped that won't be chosen."""


class Chosen(NamedTuple):
    """A page that stands for its site, and where it is. line: its number in a JSON Lines file, else 0."""

    who: Identity
    item: Item
    line: int

    @property
    def task(self) -> Task:
        """The task of looking at it."""
        return Task(self.item, line=self.line)


class Candidates:
    """Pages as they come, in a temporary database. `choose` ends that."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute(_TABLE)
        self._base.execute("CREATE TABLE known (site BLOB PRIMARY KEY) WITHOUT ROWID")
        self._base.execute("BEGIN")
        self.noted = 0

    def add(self, who: Identity, item: Item, line: int, tie: bytes) -> None:
        """Note a page. tie: decides which of several pages with one key stands for it, whatever their order."""
        row = (_raw(who.site), rank(who.key), _raw(who.key), tie, os.fsencode(item.path), item.walked, line)
        self._base.execute(_PUT, row)
        self.noted += 1
        if self.noted % ROOM == 0:
            self._base.execute(_TRIM)

    def choose(self, known: Iterable[str]) -> int:
        """Draw the samples of sites with several pages, and tell how many pages that are. known: sites with pages of earlier runs."""
        self._base.executemany("INSERT INTO known VALUES (?)", ((_raw(site),) for site in known))
        self._base.execute(_CHOSEN)
        return int(self._base.execute("SELECT count(*) FROM chosen").fetchone()[0])

    def chosen(self) -> Iterator[Chosen]:
        """The chosen pages, those of one JSON Lines file together and in its order."""
        last = 0
        query = "SELECT rowid, site, key, path, walked, line FROM chosen WHERE rowid > ? ORDER BY rowid LIMIT 1000"
        while rows := self._base.execute(query, (last,)).fetchall():  # in pieces: nothing is locked between them
            last = rows[-1][0]
            for _, site, key, path, walked, line in rows:
                yield Chosen(Identity(_text(site), _text(key)), Item(os.fsdecode(path), lines=line > 0, walked=bool(walked)), line)

    def sites(self) -> Iterator[str]:
        """All sites, by name."""
        rows = self._base.execute("SELECT DISTINCT site FROM candidate ORDER BY site")
        yield from (_text(site) for (site,) in rows)

    def met(self) -> sqlite3.Cursor:
        """All sites, as bytes, and for each whether it has one page at which nobody looks; `choose` comes before."""
        alone = "count(*) = 1 AND site NOT IN (SELECT site FROM known)"
        return self._base.execute(f"SELECT site, {alone} FROM candidate GROUP BY site")

    def close(self) -> None:
        """Let go of the database."""
        self._base.close()


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
