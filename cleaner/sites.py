"""What a site repeats: on how many pages of a site a block stands, which no single page can tell.

A page is remembered as the fingerprints of its blocks, a site as a bounded sample of its pages. So a page is never counted against
itself, a page that is read every night counts once, and what the site no longer prints fades as new pages come in.
"""

from __future__ import annotations

import os
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner.model import Page
from cleaner.phrases import fold_lines
from cleaner.phrases import load as load_phrases
from cleaner.rules.sites import level
from cleaner.rules.texts import IDEOGRAPH

SAMPLE = 50
"""Pages of a site that are remembered: from eight on more pages changed the benchmark's word-F1 by less than 0.002."""
KIN = 0.15
"""Share of the fingerprints of the smaller of two pages from which they count as pages of one site. On the benchmark's text views 98 of 100
pairs of pages of a site have more in common, and 997 of 1,000 pairs of pages of two sites have less."""
COPY = 0.97
"""Share of all their fingerprints that two pages have in common when they are one page under two names, or the same story twice: so on
the benchmark, where the nearest others have 0.96."""
STORY, RETOLD, RARE = 150, 2, 3
"""Characters of a paragraph that tells stories apart (an ideograph counts as three), such paragraphs of a story that stands on two pages,
and the part of the site's pages that may hold them. Half or twice as long ones find the same pairs of pages on the benchmark, but for a
few in a hundred."""
PARAGRAPH = 1
"""The bit of a fingerprint that tells such a paragraph."""
KEPT = 10_000
"""Lines whose fingerprints are kept at hand, up to 5 MB: pages of a site come together and share half their lines."""
REACH = 200
"""Characters of a block that its fingerprint is made of."""
_LINK = re.compile(rb"<(?:link|meta)\b[^>]{0,600}>", re.IGNORECASE)
_ADDRESS = re.compile(rb"""(?:href|content)\s*=\s*["']?(https?://[^"'\s>]{1,400})""", re.IGNORECASE)
_OWN = re.compile(rb"""\b(?:rel|property|name)\s*=\s*["']?[^"'>]{0,60}\b(?:canonical|og:url)\b""", re.IGNORECASE)
_NAMES = re.compile(rb"canonical|og:url", re.IGNORECASE)
HEAD = 100_000
"""Bytes of a page that are searched for its own address."""


class Neighbours(NamedTuple):
    """The remembered pages of one site. pages: fingerprints of each page's blocks by the page's key."""

    pages: Mapping[str, frozenset[int]]

    def shared(self, key: str, prints: frozenset[int]) -> list[frozenset[int]]:
        """What each of the site's other pages has in common with a page. key: of the page; prints: its fingerprints.

        Left out are pages with nearly nothing in common, which are of another site in the same folder, or of another design, so that they
        can't tell; and pages with nearly everything in common, which are this very page under another name."""
        found = []
        for other in (other for name, other in self.pages.items() if name != key):
            common = prints & other
            least, union = min(len(prints), len(other)), len(prints) + len(other) - len(common)
            if KIN * least <= len(common) <= COPY * union and common:
                found.append(common)
        return found

    def digest(self) -> str:
        """The same only for the same pages."""
        rows = [f"{key} {sorted(prints)}" for key, prints in sorted(self.pages.items())]
        return blake2b("\n".join(rows).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def fingerprints(page: Page) -> list[int]:
    """One 64-bit number for every block, with `PARAGRAPH` set for a long one. Blocks that differ in numbers, months, week days, case or
    punctuation only have the same: dates and counters change from page to page."""
    return [_fingerprint(line) for line in fold_lines([block.text[:REACH] for block in page.blocks])]


@lru_cache(KEPT)
def _fingerprint(line: str) -> int:
    changing = _changing()
    text = " ".join([word for word in line.split() if word != "0" and word not in changing]) or "0"
    number = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
    return number | PARAGRAPH if _is_paragraph(text) else number & ~PARAGRAPH


def _is_paragraph(line: str) -> bool:
    ideographs = 0 if line.isascii() else len(IDEOGRAPH.findall(line.encode("utf-8", "surrogatepass")))
    return len(line) + 2 * ideographs >= STORY


@cache
def _changing() -> frozenset[str]:
    return load_phrases().words("date.month") | load_phrases().words("date.weekday")


def annotate(page: Page, neighbours: Neighbours | None, key: str) -> Page:
    """The page with the number of its site's other pages that hold each block; unchanged when no other page is known that tells.

    key: of the page itself, which is not counted."""
    if not neighbours or not page.blocks or not neighbours.pages:
        return page
    own = fingerprints(page)
    shared = _without_retold(neighbours.shared(key, frozenset(own)))
    if not shared:
        return page
    counts = Counter(number for common in shared for number in common)
    return Page(page.blocks, page.shape, page.source, page.clues, len(shared), tuple([counts[number] for number in own]))


def told(own: frozenset[int], neighbours: Neighbours, key: str) -> str:
    """A digest of what `annotate` says of a page, "" if that is nothing. own: fingerprints of its blocks; key: the page's."""
    shared = _without_retold(neighbours.shared(key, own))
    if not shared:
        return ""
    counts = Counter(number for common in shared for number in common)
    steps = [(number, level(count, len(shared))) for number, count in sorted(counts.items())]
    return blake2b(repr((level(0, len(shared)), steps)).encode(), digest_size=8).hexdigest()


def _without_retold(shared: list[frozenset[int]]) -> list[frozenset[int]]:
    """What the other pages have in common with a page, without those that print its story again: an agency's report, the same article
    crawled twice, one that was rewritten a little. They say nothing of what is furniture; the others do."""
    counts = Counter(number for common in shared for number in common)
    rare = {number for number, count in counts.items() if number & PARAGRAPH and (count == 1 or count * RARE <= len(shared))}
    return [common for common in shared if len(common & rare) < RETOLD] if len(rare) >= RETOLD else shared


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


def packed(prints: Sequence[int]) -> bytes:
    """Fingerprints as bytes, sorted and each once, for a file that any machine can read."""
    numbers = array("Q", sorted(set(prints)))
    if numbers.itemsize != 8:
        raise RuntimeError("this Python has no 64-bit array")
    return _little(numbers).tobytes()


def unpacked(data: bytes) -> frozenset[int]:
    """The fingerprints that `packed` wrote. Raises ValueError for anything else."""
    numbers = array("Q")
    numbers.frombytes(data)
    return frozenset(_little(numbers))


def _little(numbers: array[int]) -> array[int]:
    import sys

    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
