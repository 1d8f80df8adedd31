"""What is remembered of a page: a fingerprint of each block in page order, its length, and what its marks said of it."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple, get_args

from cleaner.model import Page, Shape
from cleaner.phrases import fold_lines
from cleaner.phrases import load as load_phrases
from cleaner.rules.texts import IDEOGRAPH

STORY = 150
"""Characters of a paragraph that tells stories apart; an ideograph counts as three."""
PARAGRAPH = 1
"""The bit of a fingerprint that tells such a paragraph."""
KEPT = 10_000
"""Lines whose fingerprints are kept at hand, up to 5 MB: pages of a site come together and share half their lines."""
REACH = 200
"""Characters of a block that its fingerprint is made of."""
STEP = 100
"""Thousandths of log-odds by which scores are remembered, and so in a byte up to 12.7 of them on either side."""
_SIDE = 128
_SHAPES: tuple[Shape, ...] = get_args(Shape)
_BLOCK = 10
"""Bytes of a block in a file: its fingerprint, its length, its score."""


class Trace(NamedTuple):
    """What is remembered of a page. prints: of its blocks, in page order. lengths: words of each, what is over 255 counts as 255.

    scores: what the marks of each said before the chain, in steps of `STEP`, `_SIDE` for nothing. shape: of the page."""

    prints: tuple[int, ...]
    lengths: bytes
    scores: bytes
    shape: Shape

    @property
    def unsettled(self) -> list[int]:
        """The scores in thousandths of log-odds."""
        return [(score - _SIDE) * STEP for score in self.scores]


def trace(prints: Sequence[int], lengths: bytes, unsettled: Iterable[int], shape: Shape) -> Trace:
    """A page's trace. unsettled: scores in thousandths of log-odds, a block."""
    scores = bytes([min(max(round(score / STEP) + _SIDE, 0), 255) for score in unsettled])
    return Trace(tuple(prints), lengths, scores, shape)


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


def packed(trace: Trace) -> bytes:
    """A trace as bytes for a file that any machine can read."""
    return packed_prints(trace.prints) + trace.lengths + trace.scores + bytes([_SHAPES.index(trace.shape)])


def unpacked(data: bytes) -> Trace:
    """The trace that `packed` wrote. Raises ValueError for anything else."""
    count, rest = divmod(len(data), _BLOCK)
    if rest != 1 or data[-1] >= len(_SHAPES):
        raise ValueError("no trace of a page")
    prints = unpacked_prints(data[: 8 * count])
    return Trace(prints, data[8 * count : 9 * count], data[9 * count : -1], _SHAPES[data[-1]])


def packed_prints(prints: Iterable[int]) -> bytes:
    """Fingerprints as bytes, in their order."""
    numbers = array("Q", prints)
    if numbers.itemsize != 8:
        raise RuntimeError("this Python has no 64-bit array")
    return _little(numbers).tobytes()


def unpacked_prints(data: bytes) -> tuple[int, ...]:
    """The fingerprints that `packed_prints` wrote. Raises ValueError for anything else."""
    numbers = array("Q")
    numbers.frombytes(data)
    return tuple(_little(numbers))


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
