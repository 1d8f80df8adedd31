"""Moments: days with a time of day. Where many stand on one line, written in one way, they head comments or headlines, and each is cut
free, so that it stands alone as it does in text in lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice

FEWEST = 3
"""Moments written in one way that a page has at least: an article has one, and another one of its last change."""
_WINDOW = 40
"""Characters around a time of day in which its day stands."""


def at_stamps(text: str) -> Iterator[tuple[str, bool]]:
    """A text in parts at its moments, in order; with each whether it is a moment.

    >>> list(at_stamps("Ann 3.1.2012 17:51 Oh no. 3.1.2012 18:02 Yes. 4.1.2012 9:15 What?"))[:3]
    [('Ann', False), ('3.1.2012 17:51', True), ('Oh no.', False)]
    """
    start = 0
    for first, last in stamps(text):
        if between := text[start:first].strip():
            yield between, False
        yield text[first:last], True
        start = last
    if rest := text[start:].strip() if start else text:
        yield rest, False


def stamps(text: str) -> list[tuple[int, int]]:
    """The places of the moments that are written in a way that stands there several times."""
    if sum(1 for _ in islice(_clock().finditer(text), FEWEST)) < FEWEST:
        return []
    found = list(_moments(text))
    ways = Counter(way for _, way in found)
    return [place for place, way in found if ways[way] >= FEWEST]


def _moments(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The places of all moments, and how each is written: its digits and letters don't matter."""
    end = 0
    for clock in _clock().finditer(text):
        first, last = clock.span()
        start = max(first - _WINDOW, end)
        if above := _day_above().search(text[start:first]):
            first = start + above.start()
        elif below := _day_below().match(text[last : last + _WINDOW]):
            last += below.end()
        else:
            continue
        if first >= end and not text[first - 1 : first].strip() and not text[last : last + 1].strip():
            yield (first, last), _letters().sub("a", _digits().sub("0", text[first:last]))
            end = last


@cache
def _clock() -> re.Pattern[str]:
    """A time of day with what belongs to it."""
    return re.compile(r"(?<![\d.:：])\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?![\d:：])(?: ?[AaPp]\.?[Mm]\b\.?)?[),.]?")


def _day() -> str:
    word = r"[^\W\d_]{3,12}"
    numbers = r"\d{1,4}[./-]\d{1,2}(?:[./-](?:20)?\d\d)?\.?|(?:20\d\d年)?\d{1,2}月\d{1,2}日"
    named = rf"\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de )?{word}\.?,?(?: (?:de )?20\d\d)?"
    return rf"(?:{numbers}|{named}|{word}\.? \d{{1,2}}(?:st|nd|rd|th)?,? 20\d\d)"


_LINK = r"(?: ?(?:г|r)\.?)?[,|@–—-]?(?: (?:at|um|à|o|в|a las|om|kl\.?|στις|[,|@–—-]))? ?"
"""What stands between a day and a time of day."""


@cache
def _day_above() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)\(?{_day()}{_LINK}\(?\Z")


@cache
def _day_below() -> re.Pattern[str]:
    return re.compile(rf"{_LINK}{_day()}\)?(?!\S)")


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d+")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
