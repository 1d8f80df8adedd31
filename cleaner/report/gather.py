"""All pages of a run as the report needs them: totals of all, a row for many, the text of the most doubtful, in bounded memory."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import NamedTuple

from cleaner.report.sheet import Sheet

ROWS = 20_000
"""Pages that are listed."""
TEXTS, TEXT_BYTES = 2_000, 16_000_000
"""Pages whose text is shown, and the bytes that it may have altogether: a browser opens such a file in a second."""
FAILURES = 1_000
"""Failures that are listed."""
BINS = 10


class Row(NamedTuple):
    """One page in the list. number: its place among the inputs. confidence: thousandths. topics: what dropped blocks of it."""

    number: int
    name: str
    title: str
    site: str
    status: str
    confidence: int
    kept: int
    dropped: int
    topics: tuple[str, ...]


class Gathered:
    """What came of the pages so far. counts: pages by status. confidence, share: pages by tenths of confidence and of words kept.

    dropped: blocks, words and pages by topic. rows: worst confidence first, at most `ROWS`."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.confidence, self.share = [0] * BINS, [0] * BINS
        self.dropped: dict[str, list[int]] = {}
        self.failures: list[tuple[str, str]] = []
        self.stopped = ""
        self._rows: list[tuple[int, int, Row]] = []
        self._texts: list[tuple[int, int, bytes, int]] = []
        self._bytes = 0
        self._number = 0

    def add(self, name: str, status: str, confidence: float | None, message: str, sheet: Sheet | None) -> None:
        """One more page. sheet: None for one that failed or is unchanged."""
        self._number += 1
        self.counts[status] += 1
        if status == "failed" and len(self.failures) < FAILURES:
            self.failures.append((name, message))
        if sheet is not None:
            self._count(sheet, confidence or 0.0)
            self._list(name, status, round(1000 * (confidence or 0.0)), sheet)

    def _count(self, sheet: Sheet, confidence: float) -> None:
        total = sheet.kept + sheet.dropped
        self.confidence[min(int(confidence * BINS), BINS - 1)] += 1
        self.share[min(int(BINS * sheet.kept / total), BINS - 1) if total else 0] += 1
        self.words.update(kept=sheet.kept, dropped=sheet.dropped)
        for topic, blocks, words in sheet.topics:
            sums = self.dropped.setdefault(topic, [0, 0, 0])
            self.dropped[topic] = [sums[0] + blocks, sums[1] + words, sums[2] + 1]

    def _list(self, name: str, status: str, confidence: int, sheet: Sheet) -> None:
        """Keep the row and the text, unless there are enough of pages that are more doubtful. The heaps have the surest page on top."""
        topics = tuple(topic for topic, _, _ in sheet.topics)
        row = Row(self._number, name, sheet.title, sheet.site, status, confidence, sheet.kept, sheet.dropped, topics)
        heapq.heappush(self._rows, (-confidence, -self._number, row))
        if len(self._rows) > ROWS:
            heapq.heappop(self._rows)
        heapq.heappush(self._texts, (-confidence, -self._number, sheet.data, sheet.size))
        self._bytes += sheet.size
        while len(self._texts) > TEXTS or (self._bytes > TEXT_BYTES and len(self._texts) > 1):
            self._bytes -= heapq.heappop(self._texts)[3]

    @property
    def rows(self) -> list[Row]:
        """Worst confidence first, then in the order of the inputs."""
        return [row for _, _, row in sorted(self._rows, reverse=True)]

    @property
    def texts(self) -> dict[int, bytes]:
        """Compressed JSON of the pages whose text is shown, by number."""
        return {-number: data for _, number, data, _ in self._texts}
