"""What the text's own rules say of a value that clues name, as evidence: how surely, at what rank, and whether both agree."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.compose.bands import at, bands
from cleaner.compose.weights import UNIT

FINALISTS = 8
"""Days and bylines of the text that are compared with what the clues say."""

LOWEST = -6
HIGHEST = 8
"""Log-odds between which it matters how surely the text names a value."""

_SCORE = bands("text", (0, 2, 4, 5, 6, 7, 8, 10, 12), HIGHEST - LOWEST)
_RANK = bands("text-rank", (0, 1, 2, 4), FINALISTS)


def in_text(found: bool, score: int, rank: int, *, told: bool) -> Iterator[str]:
    """The evidence. found: whether the text names it. score: by how much that beats the page's naming none, in thousandths of log-odds.
    rank: of the finalists. told: whether a clue names it, too.

    >>> list(in_text(True, 1500, 0, told=True)), list(in_text(False, 0, 0, told=True))
    (['text=7', 'text-rank=0', 'text-and-clue'], ['text=none'])
    """
    if not found:
        yield "text=none"
        return
    yield at(_SCORE, min(max(score // UNIT - LOWEST, 0), HIGHEST - LOWEST))
    yield at(_RANK, rank)
    if told:
        yield "text-and-clue"
