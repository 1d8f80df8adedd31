"""Comments under an article, below the line that counts them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.rules.evidence import Evidence
from cleaner.rules.phrases import whole_mark
from cleaner.rules.threads import MOMENT

_COUNT, _OTHERS = "comment.count", "promo.related"
_LABEL, _MOST = 5, 3
"""Words of a line that counts comments at most, and such lines of a page: threads and lists have one at each post."""
_FEWEST = 50
"""Words of the article above, at least."""
_MOMENTS = 3
"""Lines with a moment above, at most: in a thread each post has one."""
_SHAPES = ("lines", "wrapped", "markdown")


def under_count(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The blocks that would be kept below a line that counts comments ("Comments (14)"), up to a line that announces other articles, on a
    page that is no thread: of what is kept at least half stands above, and few lines count or tell a moment.

    Of the words kept there on unseen sites the gold of articles holds .01 (18 pages on inscriptis, 19 on bs4, 21 on w3m).
    Markdown, every second page by the shipped weights: articles gain .0005 of word-F1, Waddle .0016, others nothing."""
    if evidence.page.shape not in _SHAPES:
        return []
    lines = sorted([i for i, marks in evidence.marks.items() if _COUNT in marks and _counts(evidence, i)])
    if not 0 < len(lines) <= _MOST:
        return []
    kept = [i for i, score in enumerate(scores) if score >= 0]
    words = sum(evidence.words[i] for i in kept)
    for line in lines:
        above = sum(evidence.words[i] for i in kept if i < line)
        if above >= max(_FEWEST, words - above):
            end = min([i for i in evidence.marks if i > line and _whole(evidence, i) == _OTHERS], default=evidence.size)
            thread = sum(map(bool, evidence.column(MOMENT)[:line])) > _MOMENTS
            return [] if thread else [i for i in kept if line < i < end]
    return []


def _counts(evidence: Evidence, block: int) -> bool:
    """Whether a block counts comments and says nothing else."""
    text = evidence.blocks[block].text
    return evidence.words[block] <= _LABEL and any(map(str.isdecimal, text)) and _whole(evidence, block) == _COUNT


def _whole(evidence: Evidence, block: int) -> str:
    return whole_mark(evidence.texts, evidence.which[block])
