"""A standfirst taken for the headline above it: "Maximize the flavor of your tea" says more of the article than "Five Kettles for Tea"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.compose.outline import Outline
from cleaner.compose.title_evidence import WORDY, Candidate

LEAD = 3500
"""By how many thousandths of log-odds a standfirst may lead the headline above it."""

LETTERS = 4
"""Letters of the shortest word that has a capital in a headline; "of" and "the" have none."""

TITLED, TOLD = 0.8, 0.35
"""The part of the longer words that have capitals: at least, in a headline that is written in capitals, and at most, in a sentence."""

_RIGHTS = "legal.copyright"

_WORD = re.compile(r"[^\W\d_]+")
_TRAIL = re.compile(r"[|»›>•·]|\s/\s")


def headline_over(best: int, scores: Sequence[int], found: Sequence[Candidate], page: Outline) -> int:
    """The candidate that is the headline, where the best is the standfirst right below it; else the best one.

    Pages that write headlines in capitals write standfirsts as sentences. Kickers are shorter, all in capitals, or stand in the menu."""
    below = found[best]
    if below.before or below.behind or not below.block or _capitals(below.text) > TOLD:
        return best
    for index, above in enumerate(found):
        if above.block == below.block - 1 and _is_headline(above, page) and scores[best] - scores[index] <= LEAD:
            return index
    return best


def _is_headline(candidate: Candidate, page: Outline) -> bool:
    """Whether a whole line is written like a headline and stands once: the name of a site also stands in its foot."""
    text, index = candidate.text, candidate.block
    if candidate.before or candidate.behind or index in page.days or index in page.marks or text.isupper() or _TRAIL.search(text):
        return False
    return len(_WORD.findall(text)) >= WORDY and _capitals(text) >= TITLED and _stands_once(text, page)


def _capitals(text: str) -> float:
    """The part of the longer words that begin with a capital; 1 where there are none.

    >>> _capitals("Five Kettles for Tea Lovers"), _capitals("Maximize the flavor of your strong tea"), _capitals("再见")
    (1.0, 0.25, 1.0)
    """
    words = [word for word in _WORD.findall(text) if len(word) >= LETTERS]
    return sum(not word[0].islower() for word in words) / len(words) if words else 1.0


def _stands_once(text: str, page: Outline) -> bool:
    """Whether no other line near the body is the same, and none that tells who has the rights has it in it, as it has the site's name."""
    once = sum(page.blocks[i].text == text for i in page.near) == 1
    return once and not any(text in page.blocks[i].text for i, marks in page.marks.items() if _RIGHTS in marks)
