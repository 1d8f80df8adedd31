"""What a site repeats: on how many pages of a site a block stands, and what its pages keep between lines that they share.

No single page can tell that. A page is remembered as its trace, a site as a bounded sample of its pages. So a page is never counted
against itself, a page that is read every night counts once, and what the site no longer prints fades as new pages come in.

Before the other pages say what is content, each is judged by itself, and then again in the light of its site (`LOOKS`).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner import decide
from cleaner.model import Page, Shape
from cleaner.rules.columns import weigh
from cleaner.rules.sites import LISTED, columns_of, level
from cleaner.slots import Slots, within
from cleaner.traces import PARAGRAPH, Trace, fingerprints, trace
from cleaner.weights import Table, load_table

SAMPLE = 50
"""Pages of a site that are remembered. The benchmark's multi-page sites have a word-F1 of .917 on inscriptis with three other pages known,
.928 with eight, .932 with 16 and .937 with all of up to 53."""
KIN = 0.15
"""Share of the fingerprints of the smaller of two pages from which they count as pages of one site. On the benchmark's text views 98 of 100
pairs of pages of a site have more in common, and 997 of 1,000 pairs of pages of two sites have less."""
COPY = 0.97
"""Share of all their fingerprints that two pages have in common when they are one page under two names, or the same story twice: so on
the benchmark, where the nearest others have 0.96."""
RETOLD, RARE = 2, 3
"""Paragraphs that tell a story (`traces.STORY`) of one that stands on two pages, and the part of the site's pages that may hold them. Half
or twice as long ones find the same pairs of pages on the benchmark, but for a few in a hundred."""
MOST_ITEMS = 12
"""Times that a line stands on a page from which on other pages say nothing of it: shops repeat the fields of the things that they list
("Price:", "4 reviews") on all pages, as they do furniture. On WCXB's other types, pages of sites with several, it halves what site memory
costs there (inscriptis: word-F1 .689 by itself, .673 without this, .681 with it)."""
LOOKS = 2
"""How often the other pages are judged in the light of their site. Word-F1 (recall) on the benchmark's sites with eight pages and more,
inscriptis: .926 (.961) if never, .939 (.963) once, .941 (.963) twice and .938 (.960) thrice."""
MANY = 50
"""Sets of pages of a site for which what they keep is kept at hand; of a site with one design there is one a look."""
_LINK = re.compile(rb"<(?:link|meta)\b[^>]{0,600}>", re.IGNORECASE)
_ADDRESS = re.compile(rb"""(?:href|content)\s*=\s*["']?(https?://[^"'\s>]{1,400})""", re.IGNORECASE)
_OWN = re.compile(rb"""\b(?:rel|property|name)\s*=\s*["']?[^"'>]{0,60}\b(?:canonical|og:url)\b""", re.IGNORECASE)
_NAMES = re.compile(rb"canonical|og:url", re.IGNORECASE)
HEAD = 100_000
"""Bytes of a page that are searched for its own address."""

Kin = Mapping[str, frozenset[int]]
"""What other pages of the site, by their keys, have in common with a page."""
Kept = Mapping[str, bytes]
"""1 for each block that is kept, else 0, by the keys of pages."""


class Told(NamedTuple):
    """What a site's other pages say of a page. pages: how many they are. seen: on how many of them each block stands.

    under, over: as of `Page`."""

    pages: int
    seen: tuple[int, ...]
    under: bytes
    over: bytes


class Neighbours:
    """The remembered pages of one site. pages: their traces by their keys. tables: weights by page shape instead of the shipped ones."""

    def __init__(self, pages: Mapping[str, Trace], tables: Mapping[Shape, Table] | None = None) -> None:
        self.pages = dict(sorted(pages.items()))
        self._tables = tables
        self._prints = {key: frozenset(found.prints) for key, found in self.pages.items()}
        self._slots: dict[tuple[int, frozenset[str]], Slots] = {}
        self._last: tuple[object, Told | None] = None, None  # a page is told, and then what it was told is noted

    def kin(self, key: str, prints: frozenset[int]) -> Kin:
        """What each of the site's other pages has in common with a page. key: of the page; prints: its fingerprints.

        Left out are pages with nearly nothing in common, which are of another site in the same folder, or of another design, so that they
        can't tell; pages with nearly everything in common, which are this very page under another name; and those that tell its story."""
        found = {}
        for other, own in self._prints.items():
            common = prints & own if other != key else frozenset[int]()
            least, union = min(len(prints), len(own)), len(prints) + len(own) - len(common)
            if KIN * least <= len(common) <= COPY * union and common:
                found[other] = common
        return _without_retold(found)

    def told(self, key: str, prints: Sequence[int]) -> Told | None:
        """What the site's other pages say of a page, None if nothing. key: of the page; prints: of its blocks, in page order."""
        asked = key, tuple(prints)
        if asked != self._last[0]:
            self._last = asked, self._told(key, prints, self.kin(key, frozenset(prints)), self._looks[LOOKS], LOOKS)
        return self._last[1]

    def _told(self, key: str, prints: Sequence[int], kin: Kin, kept: Kept, look: int) -> Told | None:
        """The same by what these pages kept on a look."""
        if not kin:
            return None
        counts = Counter(chain.from_iterable(kin.values()))
        group = look, frozenset((*kin, key) if key in kept else kin)
        if group not in self._slots:
            if len(self._slots) >= MANY:
                self._slots.clear()
            self._slots[group] = Slots({name: (self.pages[name], kept[name]) for name in sorted(group[1])})
        single = set(within(prints, MOST_ITEMS))
        seen = tuple([counts[number] if number in single else LISTED for number in prints])
        return Told(len(kin), seen, *self._slots[group].steps(key, prints))

    @cached_property
    def _looks(self) -> Sequence[Kept]:
        """What each page keeps by itself, and on each look in the light of the others."""
        kins = {key: self.kin(key, prints) for key, prints in self._prints.items()}
        looks: list[Kept] = [{key: self._settled(page, None) for key, page in self.pages.items()}]
        for look in range(LOOKS):
            told = {key: self._told(key, page.prints, kins[key], looks[look], look) for key, page in self.pages.items()}
            looks.append({key: self._settled(page, told[key]) if told[key] else looks[0][key] for key, page in self.pages.items()})
        return looks

    def _settled(self, page: Trace, told: Told | None) -> bytes:
        """1 for each block that a page keeps by its marks and by what it is told, else 0."""
        table = self._tables[page.shape] if self._tables else load_table(page.shape)
        scores = page.unsettled
        if told:
            columns = columns_of(told.seen, told.pages, page.lengths, told.under, told.over)
            scores = [score + site for score, site in zip(scores, weigh(columns, table.site), strict=True)]
        return decide.settled(scores, page.lengths, page.shape, table.moves_again)

    def digest(self) -> str:
        """The same only for the same pages."""
        return blake2b(repr(sorted(self.pages.items())).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def look(page: Page, tables: Mapping[Shape, Table] | None = None) -> Trace:
    """What is remembered of a page: what its marks say of it, whatever is known of its site. tables: as of `Neighbours`."""
    alone = Page(page.blocks, page.shape, page.source, page.clues)
    scores, lengths = decide.unsettled(alone, tables[page.shape] if tables else None)
    return trace(fingerprints(page), lengths, scores, page.shape)


def annotate(page: Page, neighbours: Neighbours | None, key: str) -> Page:
    """The page with what its site's other pages say of it; unchanged when no other page is known that tells.

    key: of the page itself, which is not counted."""
    told = neighbours.told(key, fingerprints(page)) if neighbours and page.blocks and neighbours.pages else None
    return Page(page.blocks, page.shape, page.source, page.clues, *told) if told else page


def told(prints: Sequence[int], neighbours: Neighbours, key: str) -> str:
    """A digest of what `annotate` says of a page, "" if that is nothing. prints: of its blocks, in page order; key: the page's."""
    found = neighbours.told(key, prints)
    if not found:
        return ""
    steps = [level(count, found.pages) for count in found.seen]
    return blake2b(repr((steps, found.under, found.over)).encode(), digest_size=8).hexdigest()


def _without_retold(kin: Kin) -> Kin:
    """What the other pages have in common with a page, without those that print its story again: an agency's report, the same article
    crawled twice, one that was rewritten a little. They say nothing of what is furniture; the others do."""
    counts = Counter(chain.from_iterable(kin.values()))
    rare = {number for number, count in counts.items() if number & PARAGRAPH and (count == 1 or count * RARE <= len(kin))}
    return {key: common for key, common in kin.items() if len(common & rare) < RETOLD} if len(rare) >= RETOLD else kin


def rank(key: str) -> bytes:
    """Where a key comes among those of its site: the lowest are remembered. As good as drawn by lot, and the same everywhere."""
    return blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8).digest()


def sampled(keys: Iterable[str], size: int = SAMPLE) -> list[str]:
    """The keys of a site's pages that are remembered of all its pages: the same whatever their order."""
    return sorted(set(keys), key=lambda key: (rank(key), key))[:size]


class Identity(NamedTuple):
    """What a page is remembered as. site: the host of its address, or another name; key: the page's own on that site."""

    site: str
    key: str


def identity(url: str | None, head: bytes, *, site: str | None = None, folder: str | None = None, name: str = "") -> Identity | None:
    """What a page is remembered as, None where nothing tells its site: by its address, else the one that it names itself, else its folder.

    head: its first bytes, for the canonical address. site: name given to the site, whatever the address says. name: the page's own in its
    folder; it is the key unless an address is known. The address of a home page is no key: some sites name it as that of every page.

    >>> identity("https://www.example.org/a?b#c", b"", folder="/pages", name="a.txt")
    Identity(site='example.org', key='example.org/a?b')
    >>> identity(None, b"Home", folder="/pages", name="a.txt")
    Identity(site='/pages', key='a.txt')
    """
    for address in (url, _own_address(head)):
        host, rest = _parts(address or "")
        if host:
            return Identity(site or host, host + rest if rest else name or host)
    if site:
        return Identity(site, os.path.join(folder or "", name))
    return Identity(folder, name) if folder else None


def _parts(address: str) -> tuple[str, str]:
    """Host, and path with query, of an address; ("", "") if it is none. Lone surrogates, which no file takes, are written out."""
    try:
        parts = urlsplit(address.strip().encode("utf-8", "backslashreplace").decode())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    path = parts.path.rstrip("/")
    return host, f"{path}?{parts.query}" if parts.query else path


def _own_address(head: bytes) -> str | None:
    """The address that HTML names as its own."""
    if not _NAMES.search(head):
        return None
    for tag in _LINK.finditer(head, 0, HEAD):
        if _OWN.search(tag[0]) and (found := _ADDRESS.search(tag[0])):
            return found[1].decode("utf-8", "replace")
    return None
