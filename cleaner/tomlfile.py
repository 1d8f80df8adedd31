"""TOML files with the lines of their keys, so that a sentence about a wrong value can say where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from cleaner.model import UsageError

_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=""")
_TABLE = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")
MOST_CHARACTERS = 100_000
"""Of a file: that many take a twentieth of a second to read, half as long as a page takes to clean."""
INTEGERS = 2**63
"""TOML's integers end there."""
DEEP = "Too many lists or tables stand in each other; look for brackets that are not closed"
HUGE = "A number is too large; nothing here needs more than ten digits"
_QUOTES = ('"""', "'''")


class TomlError(UsageError):
    """A TOML file says something that can't be; names file and line and what to write instead."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")


class Place(NamedTuple):
    """Where a table begins, and its keys: their lines, from 1."""

    line: int
    keys: Mapping[str, int]

    def of(self, key: str) -> int:
        """The line of a key, or of the table where the key isn't on a line of its own."""
        return self.keys.get(key, self.line)


class TomlFile(NamedTuple):
    """What a file says. file: its name in messages. top: the keys above all tables. tables: the places of each table, by name."""

    file: str
    values: Mapping[str, Any]
    top: Place
    tables: Mapping[str, tuple[Place, ...]]

    def error(self, line: int, problem: str) -> TomlError:
        """A sentence about a line of this file."""
        return TomlError(self.file, line, problem)


def parse(text: str, file: str) -> TomlFile:
    """The values of a TOML text, and their lines. Raises TomlError where it is none.

    >>> found = parse('captions = "drop"\\n\\n[[rules]]\\nname = "hot"', ".clean.toml")
    >>> found.top.of("captions"), found.tables["rules"][0].of("name")
    (1, 4)
    """
    import tomllib

    if len(text) > MOST_CHARACTERS:
        count = f"\n{text}".count("\n[[")
        what = f"{len(text):,} characters" + (f" in {count:,} tables" if count > 1 else "")
        raise TomlError(file, 1, f"it has {what}, and {MOST_CHARACTERS:,} characters are the most; shorten it, or use two files")
    try:
        values = tomllib.loads(text)
    except RecursionError as error:
        raise TomlError(file, _line_with_most(r"[\[{]", text), DEEP) from error
    except tomllib.TOMLDecodeError as error:
        problem = str(error)
        place = _PLACE.search(problem)
        line, column = (int(place[1]), f" (column {place[2]})") if place and place[1] else (text.count("\n") + 1, "")
        raise TomlError(file, line, f"{_PLACE.sub('', problem)}{column}; see toml.io for how to write TOML") from error
    except ValueError as error:  # a number of thousands of digits, which Python refuses to read
        raise TomlError(file, _line_with_most(r"\d", text), HUGE) from error
    found = TomlFile(file, values, *_places(text))
    if huge := _huge(found):
        raise found.error(huge, HUGE)
    return found


def _line_with_most(pattern: str, text: str) -> int:
    """The line where a pattern stands most often, from 1."""
    lines = text.split("\n")
    return 1 + max(range(len(lines)), key=lambda number: len(re.findall(pattern, lines[number])))


def _huge(file: TomlFile) -> int | None:
    """The line of an integer that is larger than TOML's, None if there is none: even to name it takes too long."""
    for key, value in file.values.items():
        places = file.tables.get(key)
        if isinstance(value, list) and places and len(places) == len(value):
            for place, table in zip(places, value, strict=True):
                for name, part in table.items() if isinstance(table, dict) else ():
                    if _has_huge(part):
                        return place.of(name)
        elif _has_huge(value):
            return file.top.of(key)
    return None


def _has_huge(value: Any) -> bool:
    left = [value]  # not by recursion: it may be nested as deep as keys are long
    while left:
        part = left.pop()
        if isinstance(part, int) and not -INTEGERS <= part < INTEGERS:
            return True
        left += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return False


def _places(text: str) -> tuple[Place, dict[str, tuple[Place, ...]]]:
    """Lines of keys and tables. Strings of several lines are skipped: what stands in them is no key."""
    top: dict[str, int] = {}
    tables: dict[str, tuple[Place, ...]] = {}
    keys, quote = top, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not quote:
            if table := _TABLE.match(line):
                keys = {}
                tables[table[1]] = (*tables.get(table[1], ()), Place(number, keys))
            elif key := _KEY.match(line):
                keys.setdefault(key[1] or key[2] or key[3], number)
        quote = _open_quote(line, quote)
    return Place(1, top), tables


def _open_quote(line: str, quote: str) -> str:
    """The quotes of the string that is still open at the end of a line. quote: of the one that was open before it."""
    while True:
        if not quote:
            found = min((mark for mark in _QUOTES if mark in line), key=line.index, default="")
            if not found:
                return ""
            line, quote = line.partition(found)[2], found
        _, closed, line = line.partition(quote)
        if not closed:
            return quote
        quote = ""


def read(path: str) -> TomlFile:
    """A TOML file. Raises UsageError where it can't be read, or is none."""
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TomlError(path, data[: error.start].count(b"\n") + 1, "This is not UTF-8; save the file as UTF-8") from error
    return parse(text, path)
