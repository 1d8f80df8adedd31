"""What a site repeats: on how many pages of a site a block stands, which no single page can tell.

A page is remembered as the fingerprints of its blocks, a site as a bounded sample of its pages. So a page is never counted against
itself, a page that is read every night counts once, and what the site no longer prints fades as new pages come in.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner.model import Page
from cleaner.phrases import fold_lines
from cleaner.phrases import load as load_phrases

SAMPLE = 50
"""Pages of a site that are remembered: from eight on more pages changed the benchmark's word-F1 by less than 0.002."""
REACH = 200
"""Characters of a block that its fingerprint is made of."""
_LINK = re.compile(rb"<(?:link|meta)\b[^>]{0,600}>", re.IGNORECASE)
_ADDRESS = re.compile(rb"""(?:href|content)\s*=\s*["']?(https?://[^"'\s>]{1,400})""", re.IGNORECASE)
_NAMES = (b"canonical", b"og:url")
_HEAD = 100_000
"""Bytes of a page that are searched for its own address."""


class Neighbours(NamedTuple):
    """The remembered pages of one site. pages: fingerprints of each page's blocks by the page's key."""

    pages: Mapping[str, frozenset[int]]

    def others(self, key: str) -> Neighbours:
        """All but the page with this key."""
        return Neighbours({name: prints for name, prints in self.pages.items() if name != key})


def fingerprints(page: Page) -> list[int]:
    """One 64-bit number for every block. Blocks that differ in numbers, months, week days, case or punctuation only have the same:
    dates and counters change from page to page."""
    changing = load_phrases().words("date.month") | load_phrases().words("date.weekday")
    lines = fold_lines([block.text[:REACH] for block in page.blocks])
    known: dict[str, int] = {}
    return [known[line] if line in known else known.setdefault(line, _fingerprint(line, changing)) for line in lines]


def _fingerprint(line: str, changing: frozenset[str]) -> int:
    words = [word for word in line.split() if word != "0" and word not in changing]
    return int.from_bytes(blake2b(" ".join(words or ("0",)).encode(), digest_size=8).digest(), "little")


def annotate(page: Page, neighbours: Neighbours | None, key: str) -> Page:
    """The page with the number of its site's other pages that hold each block; unchanged when no other page is known.

    key: of the page itself, which is not counted."""
    others = neighbours.others(key).pages if neighbours else {}
    if not others or not page.blocks:
        return page
    counts = Counter(number for prints in others.values() for number in prints)
    seen = tuple([counts[number] for number in fingerprints(page)])
    return Page(page.blocks, page.shape, page.source, page.clues, len(others), seen)


def sampled(keys: Iterable[str], size: int = SAMPLE) -> list[str]:
    """The keys of a site's pages that are remembered of all its pages: the same whatever their order."""
    return sorted(set(keys), key=lambda key: (blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8).digest(), key))[:size]


def site_of(url: str | None, data: bytes | None = None) -> str | None:
    """The site that a page belongs to, by its address or else the canonical address that it names itself; None if it has neither.

    >>> site_of("https://www.example.org/a/b"), site_of(None, b'<link rel="canonical" href="https://m.example.org/">'), site_of(None)
    ('example.org', 'm.example.org', None)
    """
    address = url or (_own_address(data) if data else None)
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.") if host else None


def _own_address(data: bytes) -> str | None:
    for tag in _LINK.finditer(data, 0, _HEAD):
        if any(name in tag[0].lower() for name in _NAMES) and (found := _ADDRESS.search(tag[0])):
            return found[1].decode("ascii", "replace")
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
