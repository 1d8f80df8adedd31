"""What a memory file knows, for people and programs to read: `cleaner sites`."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from cleaner.escape import printable
from cleaner.memory import Memory, Remembered
from cleaner.model import CleanError
from cleaner.rules.sites import MOST
from cleaner.traces import unpacked


@contextmanager
def _opened(path: str) -> Iterator[Memory]:
    """A memory that is there. Raises NoMemory, and CleanError for what is damaged within."""
    memory = Memory(path)
    try:
        yield memory
    except sqlite3.Error as error:
        raise CleanError(f"{path}: {error}") from error
    finally:
        memory.close()


def _day(day: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)).date().isoformat()


def _utf8(name: str) -> str:
    """A name that can be printed and written as JSON: what is no UTF-8 in it is replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def listed(path: str, as_json: bool) -> str:
    """The sites of a memory, by name. Raises NoMemory."""
    with _opened(path) as memory:
        rows = [(_utf8(site), pages, _day(first), _day(last)) for site, pages, first, last in memory.sites()]
    if as_json:
        return _json([dict(zip(("site", "pages", "first", "last"), row, strict=True)) for row in rows])
    return _table(("pages", "first", "last", "site"), [(str(pages), first, last, site) for site, pages, first, last in rows])


def shown(path: str, site: str, as_json: bool) -> str:
    """The pages of a site, the newest first, and for each how many of its blocks stand on no other page, on some, and on most of them.

    Raises NoMemory, and CleanError for a site that isn't there."""
    with _opened(path) as memory:
        pages = memory.pages(site)
        if not pages:
            raise _unknown(memory, site)
    counts = Counter(number for page in pages for number in set(unpacked(page.trace).prints))
    rows = [_page(page, counts, len(pages) - 1) for page in pages]
    if as_json:
        return _json([dict(zip(("page", "read", "blocks", "alone", "some", "most"), row, strict=True)) for row in rows])
    table = [(read, *map(str, numbers), key) for key, read, *numbers in rows]
    return _table(("read", "blocks", "alone", "on some", "on most", "page"), table)


def _page(page: Remembered, counts: Counter[int], others: int) -> tuple[Any, ...]:
    """One page's row: key, day, and how many blocks it has, in all and by how many others hold them."""
    seen = [counts[number] - 1 for number in set(unpacked(page.trace).prints)]
    most = sum(count > 0 and 100 * count >= MOST * others for count in seen)
    alone = seen.count(0)
    return _utf8(page.key), _day(page.day), len(seen), alone, len(seen) - alone - most, most


def forgotten(path: str, site: str, as_json: bool) -> str:
    """Forget a site, and say so. Raises NoMemory, and CleanError for a site that isn't there."""
    with _opened(path) as memory:
        pages = memory.forget(site)
        if not pages:
            raise _unknown(memory, site)
    return _json({"site": _utf8(site), "pages": pages}) if as_json else f"{printable(_utf8(site))}: {pages} pages forgotten\n"


def exported(path: str) -> Iterator[str]:
    """Every page as a line of JSON. Raises NoMemory."""
    with _opened(path) as memory:
        for page in memory.every():
            prints = [f"{number:016x}" for number in unpacked(page.trace).prints]
            yield json.dumps(
                {"site": _utf8(page.site), "key": _utf8(page.key), "day": _day(page.day), "blocks": prints}, ensure_ascii=False
            )


def _unknown(memory: Memory, site: str) -> CleanError:
    return CleanError(f"{memory.path} knows no site {printable(_utf8(site))}; see its sites with: cleaner sites list {memory.path}")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Columns of text under their names, the last as wide as it is."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)][:-1]
    lines = [[*(cell.rjust(width) for cell, width in zip(row, widths, strict=False)), printable(row[-1])] for row in (head, *rows)]
    return "".join("  ".join(line) + "\n" for line in lines)
