"""The plan of a run: every input and where its article goes, known before anything is written.

It lives in a temporary SQLite database, which goes to the disk as it grows: a million inputs take no more memory than a thousand.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator

from cleaner.batch.names import output_of
from cleaner.batch.values import Found, Item
from cleaner.batch.walk import LINES, split
from cleaner.forms import Form
from cleaner.model import UsageError

_TABLE = "CREATE TABLE item (number INTEGER PRIMARY KEY, path BLOB, output BLOB UNIQUE, lines INTEGER, walked INTEGER)"
_INSERT = "INSERT INTO item (path, output, lines, walked) VALUES (?, ?, ?, ?)"


class Plan:
    """The inputs of a run in their order. root: the output directory, "" where all articles go into one stream."""

    def __init__(self, root: str, form: Form, lines: bool) -> None:
        self._root, self._form, self._lines = root, form, lines
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute(_TABLE)
        self._base.execute("BEGIN")
        self._folders: set[str] = set()

    def add(self, found: Iterable[Found]) -> int:
        """Plan these inputs, and tell how many they are. Raises UsageError when one would write what another writes."""
        count = 0
        for path, mirror, walked in found:
            lines = self._lines or split(os.path.basename(path))[1] in LINES
            output = output_of(mirror, self._form, lines) if self._root else None
            try:
                self._base.execute(_INSERT, (os.fsencode(path), output and os.fsencode(output), lines, walked))
            except sqlite3.IntegrityError:
                self._meet(path, output or "")
                continue
            if output:
                self._folders.add(os.path.dirname(output))
            count += 1
        return count

    def _meet(self, path: str, output: str) -> None:
        """Raises unless the input is the same file as the one that has its output already."""
        (other,) = self._base.execute("SELECT path FROM item WHERE output = ?", (os.fsencode(output),)).fetchone()
        first = os.fsdecode(other)
        if os.path.realpath(first) != os.path.realpath(path):
            raise UsageError(
                f"Two inputs would write {os.path.join(self._root, output)}: {first} and {path}; rename one of them, "
                "or clean them into two directories"
            )

    def check(self) -> None:
        """Raises UsageError when an output would have to be a directory for another, or would overwrite an input."""
        for folder in sorted(_with_parents(self._folders)):
            row = self._base.execute("SELECT path FROM item WHERE output = ?", (os.fsencode(folder),)).fetchone()
            if row:
                name = os.path.join(self._root, folder)
                raise UsageError(
                    f"{os.fsdecode(row[0])} would write the file {name}, which has to be a directory for other inputs; "
                    "rename one of them, or clean them into two directories"
                )
        for item in self._overlaps():
            name = os.path.join(self._root, item.output)
            raise UsageError(f"The output {name} of {item.path} is an input itself; choose another directory for the output")

    def _overlaps(self) -> Iterator[Item]:
        """Items whose output is an input. Only inputs below the output directory can be that."""
        root = os.path.realpath(self._root) if self._root else ""
        folders = {folder for folder in self._folders if root and os.path.isdir(os.path.join(root, folder))}
        if not folders:
            return
        self._base.execute("CREATE TEMP TABLE inside (output BLOB PRIMARY KEY)")
        known: dict[str, str] = {}
        for item in self.items():
            folder, name = os.path.split(item.path)
            if folder not in known:
                known[folder] = os.path.realpath(folder)
            if is_below(known[folder], root):
                inside = os.path.relpath(os.path.join(known[folder], name), root)
                self._base.execute("INSERT OR IGNORE INTO inside VALUES (?)", (os.fsencode(inside),))
        rows = self._base.execute("SELECT path, output, lines, walked FROM item JOIN inside USING (output) ORDER BY number")
        yield from map(_item, rows)

    def items(self) -> Iterator[Item]:
        """All inputs, in the order in which they came."""
        last = 0
        query = "SELECT number, path, output, lines, walked FROM item WHERE number > ? ORDER BY number LIMIT 1000"
        while rows := self._base.execute(query, (last,)).fetchall():  # in pieces: nothing is locked between them
            last = rows[-1][0]
            yield from (_item(row[1:]) for row in rows)

    def __len__(self) -> int:
        return int(self._base.execute("SELECT count(*) FROM item").fetchone()[0])

    def has_lines(self) -> bool:
        """Whether an input is JSON Lines."""
        return self._base.execute("SELECT 1 FROM item WHERE lines LIMIT 1").fetchone() is not None

    def writes(self, output: str) -> bool:
        """Whether this output is planned."""
        return self._base.execute("SELECT 1 FROM item WHERE output = ?", (os.fsencode(output),)).fetchone() is not None

    def folders(self) -> list[str]:
        """The directories below the root that outputs go to, sorted."""
        return sorted(self._folders)

    def close(self) -> None:
        """Let go of the database."""
        self._base.close()


def _item(row: tuple[bytes, bytes | None, int, int]) -> Item:
    path, output, lines, walked = row
    return Item(os.fsdecode(path), os.fsdecode(output) if output else "", bool(lines), bool(walked))


def _with_parents(folders: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for folder in folders:
        while folder and folder not in found:
            found.add(folder)
            folder = os.path.dirname(folder)
    return found


def is_below(path: str, root: str) -> bool:
    """Whether an absolute path is a directory or something in it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
