"""What looks like a name and names nobody: a weekday, a month, a word before a day, a profession."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from cleaner import phrases
from cleaner.compose.outline import month_names

_DATED = frozenset({"date.published", "date.updated", "date.relative", "page.stats"})
"""Marks of the phrases that stand before a day where a name could ("Updated", "Received")."""

_WORD = re.compile(r"[^\W\d_]+")


def is_job(name: str) -> bool:
    """Whether what looks like a name is a profession: ends with one, or has one before "of" in it.

    >>> is_job("Marketing Director"), is_job("Head of Policy"), is_job("Edith Head"), is_job("Director Ann Lee")
    (True, True, False, False)
    """
    words = name.split()
    return is_profession(words[-1]) or any(is_profession(" ".join(pair)) for pair in pairwise(words))


@lru_cache(4096)
def is_profession(text: str) -> bool:
    """Whether a word, or two of them, are a profession."""
    return text.casefold().rstrip(".,") in phrases.load().words("words.job")


def is_dated(name: str) -> bool:
    """Whether what looks like a name is of a day: a weekday, a month, "Updated January", "Received".

    >>> is_dated("Tuesday"), is_dated("Received"), is_dated("May Doe")
    (True, True, False)
    """
    return all(word.casefold() in _calendar() or _labels_day(word) for word in _WORD.findall(name))


def is_month(name: str) -> bool:
    """Whether a name is that of a month, as some first names are (Jan, June, April)."""
    return name.casefold() in month_names(None)


@lru_cache(4096)
def _labels_day(word: str) -> bool:
    """Whether a word stands before days: some phrases are such only with a number behind them ("received 0")."""
    return any(not _DATED.isdisjoint(phrases.load().match(text)) for text in (word, f"{word} 0"))


@cache
def _calendar() -> frozenset[str]:
    """The names of weekdays and months."""
    return weekdays() | frozenset(month_names(None))


@cache
def weekdays() -> frozenset[str]:
    """The names of weekdays, which stand between a name and a date."""
    return phrases.load().words("date.weekday")
