"""Sections: what heads them, and what sentences end with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import category

from cleaner.rules.evidence import Evidence
from cleaner.rules.repeats import TIMES

STOPS = tuple('.!?:…"”“»«)。！？：」』।؟۔')
"""What sentences end with, and headlines seldom do: also the quotes that close in German and Danish."""
_HEADING, _PROSE, _BEFORE = 8, 8, 8
"""Words of a section's heading at most, of the paragraph under it and of what stands over it at least."""
_LOWEST_HEADING = -3.5
"""Log-odds above the page's cut below which a line is no heading, whatever stands around it."""
_NO_HEADING = tuple("media. page. people. weather. date. nav.pages promo.ad promo.more promo.source promo.follow promo.newsletter".split())
"""Marks of lines that do stand between an article's paragraphs and are none of it; those left out here also head sections."""


def headings(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped lines that head a section of the article: short, unlike what stands between an article's paragraphs and is none of it,
    and right between two that are kept.

    The words for furniture ("Legal", "Topics", "Comments") also name sections. On unseen sites (two folds of five, articles in three
    views) 99 lines are kept by this and the gold holds 46 of them; of the 38 different others ten are words of a sentence that a link
    cut out, and most head something (counted before chances were tempered). Word-F1 stays the same to a ten thousandth: a heading has few
    words, but a reader misses it. A sentence of 8 words under it is enough: with 15, 47 fewer lines were kept (five folds, articles in two
    views), of which the gold holds 27."""
    words, blocks = evidence.words, evidence.blocks
    return [
        i
        for i in range(1, evidence.size - 1)
        if _LOWEST_HEADING <= scores[i] < 0 <= min(scores[i - 1], scores[i + 1])
        and words[i] <= _HEADING
        and words[i - 1] >= _BEFORE
        and words[i + 1] >= _PROSE
        and blocks[i - 1].text.endswith(STOPS)
        and blocks[i + 1].text.endswith(STOPS)
        and names_section(evidence, i)
    ]


def names_section(evidence: Evidence, block: int) -> bool:
    """Whether a short line can be a heading by what it says."""
    text = evidence.blocks[block].text
    plain = evidence.blocks[block].kind in ("paragraph", "heading") and not evidence.blocks[block].marker
    plain = plain or _number().fullmatch(evidence.blocks[block].marker) is not None
    worded = text[-1].isalnum() or category(text[-1])[0] == "M"  # a vowel sign of Hindi or Thai
    named = plain and worded and (text[0].isupper() or not text[0].isascii())
    return named and once(evidence, block) and not any(mark.startswith(_NO_HEADING) for mark in evidence.marks.get(block, ()))


def once(evidence: Evidence, block: int) -> bool:
    """Whether no other block has the same text: what stands twice is a caption, or furniture."""
    return not evidence.column(TIMES)[block]


@cache
def _number() -> re.Pattern[str]:
    """The number of a section; the bullet of a list is none."""
    return re.compile(r"\(?\d{1,2}[.)]")
