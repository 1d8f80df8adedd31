"""Comments under an article: below the line that counts them, or below the form for one."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.rules.evidence import Evidence
from cleaner.rules.phrases import whole_mark
from cleaner.rules.threads import MOMENT

_COUNT, _REPLY, _FORM, _OTHERS = "comment.count", "comment.reply", "comment.form", "promo.related"
_LABEL, _MOST = 5, 3
"""Words of a line that counts comments at most, and such lines of a page: threads and lists have one at each post."""
_FEWEST = 50
"""Words of the article above, at least."""
_MOMENTS = 3
"""Lines with a moment above, at most: in a thread each post has one."""
_ARTICLE, _OFFERS = 100, 2
"""The same words, and lines below that offer to answer or to report at least, for comments that are longer than the article."""
_FIELDS, _WITHIN, _FIELD, _HEAD = 3, 12, 14, range(2, 9)
"""Different lines of a form at least, blocks within which they stand, words of each of them at most, and words of the first one."""


def under_count(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The blocks that would be kept below a line that counts comments ("Comments (14)"), up to a line that announces other articles, on a
    page that is no thread: of what is kept at least half stands above, and few lines count or tell a moment. Or some lines below offer to
    answer, and none above.

    Of the words kept there on unseen sites the gold of articles holds .01 (26 pages on inscriptis, 34 on bs4, 28 on w3m, 33 on
    resiliparse); two forums on inscriptis and one on resiliparse lose their answers."""
    lines = sorted([i for i, marks in evidence.marks.items() if _COUNT in marks and _counts(evidence, i)])
    if not 0 < len(lines) <= _MOST:
        return []
    kept = [i for i, score in enumerate(scores) if score >= 0]
    words = sum(evidence.words[i] for i in kept)
    for line in lines:
        above = sum(evidence.words[i] for i in kept if i < line)
        answered = _answered(evidence, line)
        if above >= (_ARTICLE if answered else max(_FEWEST, words - above)):
            end = other_articles(evidence, line)
            thread = sum(map(bool, evidence.column(MOMENT)[:line])) > _MOMENTS and not answered
            return [] if thread else [i for i in kept if line < i < end]
    return []


def under_form(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The blocks that would be kept below the form for a comment, with most of what is kept above it.

    Of the 7,093 words kept there on unseen sites the gold holds 6 (49 pages, in four views)."""
    lines = [i for i in sorted(evidence.marks) if evidence.words[i] <= _FIELD and _FORM in evidence.marks[i]]
    for at in range(len(lines) - _FIELDS + 1):
        form = lines[at : at + _FIELDS]
        if form[-1] - form[0] <= _WITHIN and evidence.words[form[0]] in _HEAD and len({evidence.which[i] for i in form}) == _FIELDS:
            above, below = ([i for i in side if scores[i] >= 0] for side in (range(form[0]), range(form[0], evidence.size)))
            words = sum(evidence.words[i] for i in above)
            return below if words >= max(_ARTICLE, sum(evidence.words[i] for i in below)) else []
    return []


def other_articles(evidence: Evidence, line: int) -> int:
    """The first line below that announces other articles, or the end of the page."""
    return min([i for i in evidence.marks if i > line and _whole(evidence, i) == _OTHERS], default=evidence.size)


def _answered(evidence: Evidence, line: int) -> bool:
    """Whether some lines offer to answer, and all of them stand below this one: in a thread the first post has such a line, too."""
    offers = [i for i, marks in evidence.marks.items() if _REPLY in marks]
    return len(offers) >= _OFFERS and min(offers) > line


def _counts(evidence: Evidence, block: int) -> bool:
    """Whether a block counts comments and says nothing else."""
    text = evidence.blocks[block].text
    return evidence.words[block] <= _LABEL and any(map(str.isdecimal, text)) and _whole(evidence, block) == _COUNT


def _whole(evidence: Evidence, block: int) -> str:
    return whole_mark(evidence.texts, evidence.which[block])
