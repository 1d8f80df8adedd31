"""What a page gets to know of its site: which one it is, and the other pages of it that the run has looked at."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from functools import lru_cache
from hashlib import blake2b

from cleaner import memory
from cleaner.batch.read import GZIP, Record
from cleaner.batch.values import Looking
from cleaner.memory import Memory, NoMemory
from cleaner.model import Page
from cleaner.pipeline import SiteView
from cleaner.sites import HEAD, Identity, Neighbours, identity

SITES = 32
"""Sites that a process keeps in memory: pages of a site mostly come together. One takes up to 1 MB."""
FRONT = ("---", "+++", "Title:")
"""How front matter begins."""


class Base(Memory):
    """What a run knows of sites: a file of its own, which is written before pages are cleaned and only read after that."""

    def __init__(self, path: str, *, make: bool = False) -> None:
        super().__init__(path, make=make)
        self._base.execute("PRAGMA synchronous = OFF")
        if make:
            self._base.execute("PRAGMA journal_mode = OFF")
            self._base.execute("CREATE TABLE single (site BLOB PRIMARY KEY) WITHOUT ROWID")

    def add_single(self, sites: sqlite3.Cursor) -> None:
        """Sites (one a row, as bytes) of which the run has one page, at which it hasn't looked."""
        with memory.changing(self._base):
            self._base.executemany("INSERT INTO single VALUES (?)", sites)

    def is_single(self, site: str) -> bool:
        """Whether it is one of these."""
        raw = site.encode("utf-8", "surrogateescape")
        return self._base.execute("SELECT 1 FROM single WHERE site = ?", (raw,)).fetchone() is not None


def of_page(data: bytes, path: str, url: str | None, site: str | None) -> Identity | None:
    """What a page is remembered as. data: its bytes, or the first `HEAD` of them. path: of its file, "-" for none. url: its address.

    site: name of the site, whatever the page says."""
    head = _unpacked(data[:HEAD]) if data.startswith(GZIP) else data[:HEAD]
    folder, name = _place(path)
    return identity(url or _front_address(head), head, site=site, folder=folder, name=name)


def of_record(record: Record, path: str, site: str | None) -> Identity | None:
    """What a page of a JSON Lines file is remembered as: where it has no address, by its id or else its text, but never by its line,
    so that the order of lines changes nothing."""
    folder, name = _place(path)
    own = json.dumps(record.id) if record.id is not None else blake2b(_utf8(record.text), digest_size=16).hexdigest()
    head = _utf8(record.text[:HEAD])
    return identity(record.url or _front_address(head), head, site=site, folder=folder, name=f"{name}#{own}")


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _place(path: str) -> tuple[str | None, str]:
    """Folder and name of a file, as UTF-8 whatever the locale; no folder for standard input."""
    if path == "-":
        return None, ""
    whole = os.fsencode(os.path.abspath(path)).decode("utf-8", "surrogateescape")
    folder, name = os.path.split(whole)
    return folder, name


def _unpacked(data: bytes) -> bytes:
    """The beginning of what is gzipped; what can't be unpacked says nothing here."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, HEAD)
    except zlib.error:
        return b""


def _front_address(head: bytes) -> str | None:
    """The address in the front matter of a Markdown document."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff").lstrip() if head[:200].strip(b"\xef\xbb\xbf \r\n\t")[:1] in b"-+T" else ""
    if not text.startswith(FRONT):
        return None
    from cleaner.read.markdown.front import front

    return next((clue.value for clue in front(text.replace("\r\n", "\n")).clues if clue.field == "url"), None)


def view(looking: Looking, who: Identity | None) -> SiteView | None:
    """What a page knows of its site, None if nothing is to be known."""
    if not looking.base or not who:
        return None
    return SiteView(who.key, _site(looking.base, looking.memory, who.site)[0])


def learnt(looking: Looking, who: Identity | None, page: Page, *, piped: bool) -> tuple[str, str, bytes] | None:
    """What is to be remembered of a page that the run hasn't looked at before. piped: it came from standard input."""
    if not looking.learn or not who or not page.blocks:
        return None
    if not piped and not _site(looking.base, looking.memory, who.site)[1]:
        return None
    return who.site, who.key, memory.prints_of(page)


@lru_cache(SITES)
def _site(base: str, file: str, site: str) -> tuple[Neighbours, bool]:
    """The pages of a site that the run knows, and whether it has one page of it at which it hasn't looked.

    A site that the run didn't expect, as its page came through a pipe, is looked up in the memory."""
    pages, single = _asked(base, site)
    if not pages and not single and file:
        pages = _asked_memory(file, site)
    return memory.neighbours(pages), single


def _asked(base: str, site: str) -> tuple[list[memory.Remembered], bool]:
    found = Base(base)
    try:
        return found.pages(site), found.is_single(site)
    finally:
        found.close()


def _asked_memory(path: str, site: str) -> list[memory.Remembered]:
    try:
        found = Memory(path)
    except NoMemory:
        return []
    try:
        return found.pages(site)
    except sqlite3.Error:  # the run itself says so when it comes to write
        return []
    finally:
        found.close()
