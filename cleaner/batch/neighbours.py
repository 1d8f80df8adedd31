"""What a page gets to know of its site: which one it is, and the other pages of it that the run has looked at."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zlib
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from cleaner import memory
from cleaner.batch import values
from cleaner.batch.read import Record
from cleaner.batch.values import UNSURE, Looking, Told
from cleaner.intake import GZIP
from cleaner.memory import Memory, NoMemory
from cleaner.model import Page
from cleaner.pipeline import SiteView
from cleaner.sites import HEAD, Identity, Neighbours, identity
from cleaner.sites import told as digest_of
from cleaner.sniff import MAY_HAVE_FRONT
from cleaner.traces import fingerprints, packed_prints, unpacked_prints

START = 200
"""Bytes by which a page's beginning is told from front matter: most have none, and need not be decoded for it."""
SITES = 32
"""Sites that a process keeps in memory: pages of a site mostly come together. One takes up to 1 MB."""


class Base(Memory):
    """What a run knows of sites: a file of its own, which is written before pages are cleaned and only read after that."""

    def __init__(self, path: str, *, make: bool = False) -> None:
        super().__init__(path, make=make)
        self._base.execute("PRAGMA synchronous = OFF")
        if make:
            self._base.execute("PRAGMA journal_mode = OFF")
            self._base.execute("CREATE TABLE met (site BLOB PRIMARY KEY, single INTEGER) WITHOUT ROWID")
            self._base.execute("CREATE TABLE missed (site BLOB, key BLOB, PRIMARY KEY (site, key)) WITHOUT ROWID")

    def add_met(self, sites: sqlite3.Cursor) -> None:
        """Sites of the run's new pages (as bytes), and whether there is one such page, at which nobody looks."""
        with memory.changing(self._base):
            self._base.executemany("INSERT INTO met VALUES (?, ?)", sites)

    def add_missed(self, who: Identity) -> None:
        """A page at which nobody could look, though it stands for its site."""
        self._base.execute("INSERT OR IGNORE INTO missed VALUES (?, ?)", (_raw(who.site), _raw(who.key)))

    def names(self) -> list[str]:
        """The sites of which it has pages."""
        return [site.decode("utf-8", "surrogateescape") for (site,) in self._base.execute("SELECT DISTINCT site FROM page ORDER BY site")]

    def state_of(self, site: str) -> tuple[bool, bool, frozenset[str]]:
        """Whether the run has new pages of a site; whether that is one, at which nobody looks; keys of those that were missed."""
        row = self._base.execute("SELECT single FROM met WHERE site = ?", (_raw(site),)).fetchone()
        missed = self._base.execute("SELECT key FROM missed WHERE site = ?", (_raw(site),))
        return row is not None, bool(row and row[0]), frozenset(key.decode("utf-8", "surrogateescape") for (key,) in missed)


class Known(NamedTuple):
    """What the run knows of a site. met, single, missed: as of `Base.state_of`. digest: of the pages."""

    pages: Neighbours
    met: bool
    single: bool
    missed: frozenset[str]
    digest: str


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


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
    """The address in the front matter of a document, or in the header above a page's text."""
    if not re.match(MAY_HAVE_FRONT, head[:START].decode("utf-8", "replace").removeprefix("\ufeff")):
        return None
    from cleaner.read.front import front

    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    return next((clue.value for clue in front(text.replace("\r\n", "\n")).clues if clue.field == "url"), None)


def view(looking: Looking, who: Identity | None) -> SiteView | None:
    """What a page knows of its site, None if nothing is to be known."""
    if not looking.base or not who:
        return None
    return SiteView(who.key, _site(looking.base, looking.memory, who.site).pages)


def learnt(looking: Looking, who: Identity | None, page: Page, *, piped: bool) -> tuple[str, str, bytes] | None:
    """What is to be remembered of a page that the run hasn't looked at before. piped: it came from standard input."""
    if not looking.learn or not who or not page.blocks:
        return None
    known = _site(looking.base, looking.memory, who.site)
    if not piped and not known.single and who.key not in known.missed:
        return None
    return who.site, who.key, memory.trace_of(page)


def told(looking: Looking, who: Identity | None, page: Page, *, line: bool) -> tuple[Told | None, bytes]:
    """What a page was told of its site, and the fingerprints of its blocks. line: it is one of a file, for which its site's pages stand."""
    if not looking.base or not who:
        return None, b""
    known = _site(looking.base, looking.memory, who.site)
    if who.key in known.missed:
        return Told(who.site, who.key, UNSURE), b""
    own = [] if line else fingerprints(page)
    if not 0 < len(own) <= memory.MOST_BLOCKS:
        return Told(who.site, "", known.digest), b""
    return Told(who.site, who.key, digest_of(own, known.pages, who.key)), packed_prints(own)


def is_told_the_same(looking: Looking, page: values.Known) -> bool:
    """Whether a page or a file of an earlier run would be told the same of its sites now. Where the run has no new page of a site, nothing
    else can be known of it."""
    return all(_is_same(looking, Told(*row), page.prints) for row in (json.loads(page.told) if looking.base else ()))


def _is_same(looking: Looking, told: Told, prints: bytes) -> bool:
    known = _site(looking.base, looking.memory, told.site)
    if not known.met:
        return True
    return told.digest == (digest_of(unpacked_prints(prints), known.pages, told.key) if prints else known.digest)


@lru_cache(SITES)
def _site(base: str, file: str, site: str) -> Known:
    """What the run knows of a site. One that it didn't expect, as its page came through a pipe, is looked up in the memory."""
    found = Base(base)
    try:
        pages, (met, single, missed) = found.pages(site), found.state_of(site)
    finally:
        found.close()
    if not pages and not met and file:
        pages = _asked_memory(file, site)
    known = memory.neighbours(pages)
    return Known(known, met, single, missed, known.digest())


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
