"""Replies under an article: many pieces under lines that tell a day and a time in one and the same way, none of which stands above."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, partial
from itertools import compress, pairwise

from cleaner.rules.comments import other_articles
from cleaner.rules.evidence import Evidence
from cleaner.rules.threads import MOMENT

_COUNT, _REPLY = "comment.count", "comment.reply"
_FEWEST_COUNTED, _FEWEST = 2, 4
"""Replies at least of which something would be kept, under a line that counts comments and without one."""
_ARTICLE = 100
"""Words of the article above at least."""
_TIMES_COUNTED, _TIMES = 2, 4
"""How many times the median reply it has at least: a thread begins with a post like the others."""
_MOMENTS = 10
"""Lines with a moment above at most: in a thread each post has one."""
_NEAR = 8
"""Blocks above the first reply within which a line counts the comments."""
_NAME = 4
"""Words of a name over a reply at most."""
_REACH, _RUNS = 120, 3
"""Characters of a line that are looked at, and numbers that a day and a time have at least."""
_WAYS = 3
"""Ways to write them that are looked at, the most frequent ones: each costs a look at the whole page."""


def replies(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The blocks that would be kept from the first reply to an article on, up to a line that announces other articles.

    They are replies where a line over the first one counts comments, or half of them offer to answer. Of the words kept there on unseen
    sites the gold holds .01 (8 pages on inscriptis, 15 on bs4, 11 on w3m and resiliparse each, none of them a forum's); without these signs
    a thread that an article quotes would fall, of which it holds all."""
    moments = array("l", compress(range(evidence.size), evidence.column(MOMENT)))
    ways = defaultdict[str, "array[int]"](partial(array, "l"))
    for i in moments:
        if (way := _way(evidence.blocks[i].text)) is not None:
            ways[way].append(i)
    several = [stamps for stamps in ways.values() if len(stamps) >= _FEWEST_COUNTED]
    kept = [words if score >= 0 else 0 for words, score in zip(evidence.words, scores, strict=True)] if several else []
    for stamps in sorted(several, key=len, reverse=True)[:_WAYS]:
        if bisect_left(moments, stamps[0]) <= _MOMENTS and (start := _start(evidence, stamps, kept)) is not None:
            return [i for i in range(start, other_articles(evidence, stamps[0])) if kept[i]]
    return []


def _start(evidence: Evidence, stamps: Sequence[int], kept: Sequence[int]) -> int | None:
    """Where the replies begin, None where they are none: with the line that counts them, or with the name over the first.

    kept: words of each block that would be kept, 0 of the others."""
    first = stamps[0]
    lengths = sorted(filter(None, [sum(kept[start:end]) for start, end in pairwise([*stamps, evidence.size])]))
    above = sum(kept[:first])
    if len(lengths) < _FEWEST_COUNTED or above < max(_ARTICLE, lengths[-1]):
        return None
    times = above / lengths[len(lengths) // 2]
    for i in range(first - 1, max(first - _NEAR, 0) - 1, -1):
        if _COUNT in evidence.marks.get(i, ()):
            return i if times >= _TIMES_COUNTED else None
    answers = sum(_REPLY in marks for i, marks in evidence.marks.items() if i >= first)
    if len(lengths) < _FEWEST or times < _TIMES or 2 * answers < len(stamps):
        return None
    return first - 1 if first and evidence.words[first - 1] <= _NAME else first


def _way(text: str) -> str | None:
    """How a line writes a day and a time, None where it doesn't tell both.

    >>> _way("Ann, 3 December 2025 at 9:48 am"), _way("9:48 am")
    ('0 a 0 a 0:0', None)
    """
    text = text[:_REACH]
    if not _clock().search(text):
        return None
    way = _letters().sub("a", _number().sub("0", text)).rstrip("a .,)")
    return way[way.index("0") :] if way.count("0") >= _RUNS else None


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)\d{1,2}[:：]\d\d(?!\d)")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d+")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
