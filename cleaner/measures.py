"""How a result is scored: word-F1, shingle-F1 and recall of word bags (the benchmark's measures).

Word-F1 follows the Web Content Extraction Benchmark: F1 of the bags of lower-cased word tokens; a CJK, Thai or Hangul
character is a token of its own, since those scripts write no spaces. Shingle-F1 is the same over 4-grams of tokens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]|[^\W぀-ヿ㐀-鿿가-힯฀-๿]+")
METADATA_F1 = 0.8
"""Word-F1 from which a title or an author counts as right (the benchmark's measure)."""
SHINGLE = 4
"""Tokens in a shingle."""


def tokens(text: str) -> list[str]:
    """The word tokens of a text, lower-cased, in order."""
    return _TOKEN.findall(text.lower())


def shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    """All runs of `SHINGLE` tokens; empty for a text shorter than that."""
    return list(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def overlap(found: Iterable[Hashable], gold: Iterable[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two bags; (1, 1, 1) when both are empty."""
    have, want = Counter(found), Counter(gold)
    if not have and not want:
        return 1.0, 1.0, 1.0
    common = sum((have & want).values())
    if not common:
        return 0.0, 0.0, 0.0
    size, target = sum(have.values()), sum(want.values())
    return common / size, common / target, 2 * common / (size + target)


def f1(found: Iterable[Hashable], gold: Iterable[Hashable]) -> float:
    """F1 of two bags."""
    return overlap(found, gold)[2]


def likeness(found: str, gold: str) -> float:
    """Word-F1 of two lines, such as a title or the names of authors."""
    return f1(tokens(found), tokens(gold))


def alike(found: str, gold: str) -> bool:
    """Whether a title or the authors found count as those of the gold.

    >>> alike("Ferry lost at night", "Ferry lost at night | The Old Town Gazette"), alike("Jane Doe", "JANE DOE")
    (False, True)
    """
    return likeness(found, gold) >= METADATA_F1
