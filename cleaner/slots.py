"""What pages of a site keep between two lines that all of them have.

A line that stands on at least half of a site's pages is a *landmark*: "Share this article", "Most read", "Comments". Between two of them
stands another text on every page, but mostly of one kind: the article, readers' comments, teasers. What one page can't tell of its own
text, the others tell together: how much of their text in that place is content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from cleaner.rules.sites import slot_step
from cleaner.traces import Trace

FEWEST = 3
"""Pages of a site from which a line can be a landmark."""
LEAST = 1500
"""What must be known of a slot, in thousandths of a page that has `ENOUGH` words in it."""
ENOUGH = 50
"""Words in a slot from which a page has its full say there. With 30 or 100 word-F1 stayed within 0.002."""
PRIOR = 500
"""What is known of a slot beforehand, half of it for content and half against it, in the same unit."""
EDGE = -1
"""Stands for the beginning of a page, and for its end."""

OFTEN = 2
"""Times that a landmark stands on a page at most. What stands there more often mostly belongs to items of a list: "Reply", "Price:".
Without this HTML of the benchmark's sites with eight pages and more has .004 less of word-F1, inscriptis .002."""

Sums = dict[int, tuple[int, int]]
"""Two sums for each landmark: what counts, and how much of it is kept."""


class Slots:
    """What these pages keep under each landmark and over it. pages: traces by their keys, each with 1 for every block that is kept, else 0.

    A page that keeps nothing has no article, and nothing to say of where one stands."""

    def __init__(self, pages: Mapping[str, tuple[Trace, bytes]]) -> None:
        telling = {key: page for key, page in pages.items() if 1 in page[1]}
        counts = Counter(number for trace, _ in telling.values() for number in within(trace.prints, OFTEN))
        least = max(FEWEST, len(telling) / 2)
        self._landmarks = frozenset(number for number, count in counts.items() if count >= least)
        self._of = {key: self._sums(*page) for key, page in telling.items()}
        self._under, self._over = _totals([under for under, _ in self._of.values()]), _totals([over for _, over in self._of.values()])

    def _sums(self, trace: Trace, kept: bytes) -> tuple[Sums, Sums]:
        """What one page says of what stands under each landmark, and over it."""
        under: dict[int, list[int]] = {}
        over: dict[int, list[int]] = {}
        words = list(accumulate(trace.lengths, initial=0))
        content = list(accumulate([length * flag for length, flag in zip(trace.lengths, kept, strict=True)], initial=0))
        for above, start, end, below in self._between(trace.prints):
            for side, landmark in ((under, above), (over, below)):
                total = side.setdefault(landmark, [0, 0])
                total[0] += words[end] - words[start]
                total[1] += content[end] - content[start]
        return _says(under), _says(over)

    def _between(self, prints: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
        """The slots of a page that hold blocks: the landmark above, the first block and the one after the last, and the landmark below.

        A page without a landmark has none: it would be one slot, of which nothing but its edges is known."""
        above, start = EDGE, 0
        for place in [place for place, number in enumerate(prints) if number in self._landmarks]:
            if place > start:
                yield above, start, place, prints[place]
            above, start = prints[place], place + 1
        if len(prints) > start > 0:
            yield above, start, len(prints), EDGE

    def steps(self, key: str, prints: Sequence[int]) -> tuple[bytes, bytes]:
        """The steps of `site.under` and `site.over` for every block of a page; 0 for landmarks, and where too little is known.

        key: of the page, whose own say is left out; prints: of its blocks, in page order."""
        under, over = bytearray(len(prints)), bytearray(len(prints))
        own_under, own_over = self._of.get(key, ({}, {}))
        if len(self._of) - (key in self._of) >= FEWEST:
            for above, start, end, below in self._between(prints):
                under[start:end] = bytes([_step(self._under, own_under, above)]) * (end - start)
                over[start:end] = bytes([_step(self._over, own_over, below)]) * (end - start)
        return bytes(under), bytes(over)


def within(prints: Sequence[int], most: int) -> Iterator[int]:
    """The lines that a page has so many times at most, each once."""
    return (number for number, times in Counter(prints).items() if times <= most)


def _says(slots: Mapping[int, Sequence[int]]) -> Sums:
    """What a page says of its slots, by the words in them and those that are kept: up to 1000, and the kept part of it."""
    says = ((landmark, 1000 * min(words, ENOUGH) // ENOUGH, words, kept) for landmark, (words, kept) in slots.items() if words)
    return {landmark: (say, say * kept // words) for landmark, say, words, kept in says}


def _totals(sides: Iterable[Sums]) -> Sums:
    totals: Sums = {}
    for side in sides:
        for landmark, (say, kept) in side.items():
            total = totals.get(landmark, (0, 0))
            totals[landmark] = total[0] + say, total[1] + kept
    return totals


def _step(totals: Sums, own: Sums, landmark: int) -> int:
    """The step of what others than one page say; 0 where that is too little."""
    (say, kept), (own_say, own_kept) = totals.get(landmark, (0, 0)), own.get(landmark, (0, 0))
    say, kept = say - own_say, kept - own_kept
    return slot_step(100 * (kept + PRIOR // 2) // (say + PRIOR)) if say >= LEAST else 0
