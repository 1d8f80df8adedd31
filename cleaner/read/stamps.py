"""Days with a time of day, written in one way again and again on one line: over comments, or beside headlines. Each is cut free there, so
that it stands on a line of its own, as it does in text in lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

FEWEST = 3
"""Moments written in one way that a page has at least: an article has one or two."""
_MOST_LETTERS = 12


def at_stamps(text: str) -> Iterator[tuple[str, bool]]:
    """A text in parts at its moments, in order; with each whether it is a moment. Spaces between parts are left out.

    >>> list(at_stamps("Ann 3.1.2012 17:51 Oh no. Bob 3.1.2012 18:02 Oh yes. Eve 4.1.2012 9:15 What?"))
    [('Ann', False), ('3.1.2012 17:51', True), ('Oh no. Bob', False), ('3.1.2012 18:02', True), ('Oh yes. Eve', False), ('4.1.2012 9:15', True), ('What?', False)]
    """
    start = 0
    for first, last in stamps(text):
        if between := text[start:first].strip():
            yield between, False
        yield text[first:last], True
        start = last
    if rest := text[start:].strip():
        yield rest, False


def stamps(text: str) -> list[tuple[int, int]]:
    """The places of the moments that are written in a way that stands there several times."""
    if len(_clock().findall(text)) < FEWEST:
        return []
    found = [(match.span(), _way(match[0])) for match in _moment().finditer(text)]
    ways = Counter(way for _, way in found)
    return [place for place, way in found if ways[way] >= FEWEST]


def _way(moment: str) -> str:
    """How a moment is written: its digits and letters don't matter.

    >>> _way("3 December 2025 at 9:48 am"), _way("03.12.2025, 19:48")
    ('0 a 0 a 0:0 a', '0.0.0, 0:0')
    """
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", moment))


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)\d{1,2}[:：]\d\d(?!\d)")


@cache
def _moment() -> re.Pattern[str]:
    """A day with its year, and the time of day behind or before it."""
    word = rf"[^\W\d_]{{3,{_MOST_LETTERS}}}"
    numbers = r"\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d|20\d\d[./-]\d{1,2}[./-]\d{1,2}|20\d\d年\d{1,2}月\d{1,2}日"
    named = rf"\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de )?{word}\.?,?(?: de)? 20\d\d|{word}\.? \d{{1,2}}(?:st|nd|rd|th)?,? 20\d\d"
    day = rf"(?:{numbers}|{named})"
    clock = r"\d{1,2}[:：]\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?"
    link = r"(?: ?(?:г|r)\.)?[,|@–—-]?(?: (?:at|um|à|o|в|a las|om|kl|alle|στις|[,|@–—-]))? ?\(?"
    return re.compile(rf"(?<![\d.:/-])(?:{day}{link}{clock}\)?|{clock}{link}{day})(?![\d:])")
