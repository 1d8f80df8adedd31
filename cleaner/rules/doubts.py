"""Doubtful ends: what a page would keep below its last sure line only because it could be content, with furniture of many kinds in it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.rules.evidence import Evidence
from cleaner.rules.foot import CLOSING, kinds
from cleaner.rules.sections import STOPS

_LIKELY, _SURE = 0.5, 0.8
"""What is less likely content is doubtful, what is more likely is sure."""
_FEWEST, _KINDS = 4, 4
"""Doubtful blocks at least, and kinds of furniture that closes pages among and above them."""
_SENTENCE, _SENTENCES = 8, 0.5
"""Words of a sentence, and the part of the doubtful words that stand in sentences, at most."""
_ARTICLE, _PART = 40, 0.3
"""Words of sure sentences above at least, and how many of them the doubtful words are at least: of few the page loses little."""


def doubtful_end(evidence: Evidence, scores: Sequence[float], chances: Sequence[float]) -> list[int]:
    """The blocks that would be kept below the last one that is likelier content than not, where furniture of many kinds stands among them,
    and few of them are sentences: menus, headlines of other articles and offers of an unknown site.

    A page keeps what is more likely than half of the F1 that it can be expected to reach, as if each block were so by itself; but all of
    such an end is content, or none of it. On unseen sites the gold of articles holds .02 of the 1,359 words that fall by this (4 pages in
    four views of lines), of Waddle .04 of 8,904 (21), of other types .58 of 770 (6), of forums .13 of 458 (3)."""
    kept = [block for block, score in enumerate(scores) if score >= 0] if evidence.page.shape != "html" else []
    last = next((block for block in reversed(kept) if chances[block] >= _LIKELY), None)
    if last is None:
        return []
    end = [block for block in kept if block > last]
    if len(end) < _FEWEST:
        return []
    sure = sum(evidence.words[block] for block in kept if block <= last and chances[block] >= _SURE and _is_sentence(evidence, block))
    words = sum(evidence.words[block] for block in end)
    told = sum(evidence.words[block] for block in end if _is_sentence(evidence, block))
    if sure < _ARTICLE or words < _PART * sure or told > _SENTENCES * words:
        return []
    return end if kinds(evidence, range(last + 1, end[-1] + 1), CLOSING) >= _KINDS else []


def _is_sentence(evidence: Evidence, block: int) -> bool:
    return evidence.words[block] >= _SENTENCE and evidence.blocks[block].text.endswith(STOPS)
