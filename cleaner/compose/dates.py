"""Calendar days in a line of text: a light parser for the forms in which pages print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cleaner.compose.calendars import BUDDHIST_YEARS, PERSIAN_MONTHS, PERSIAN_YEARS, elsewhere, gregorian, persian

EARLIEST = 1900
LATEST = 2099
"""Years that a page's date can have; a number outside is a price, a count or a postcode."""

CENTURY_TURN = 70
"""A year of two digits up to this is of the 2000s, above it of the 1900s (as POSIX reads them, but for 69)."""

HINT = re.compile(r"\d{4}|\d[./-]\d{1,2}[./-]\d|[\u0e00-\u0e7f]\.?\s?\d\d|年\s?\d")
"""No line without one of these holds a day; tested first because it settles nine lines of ten."""

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?(?:[-/.–]|年|년)\s?(\d{1,2})\s?(?:[-/.–]|月|월)\s?(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d])(?![./-]\d)")
_WORD = r"([^\W\d_][^\s\d,،./()|]{1,14}(?:\sال(?:أول|اول|ثاني))?)"
"""A month's name: of those of two words only some of Arabic, which are the commonest."""
_OTHER_NAME = r"(?:\s?/\s?[^\W\d_][^\d,،./()|]{1,14})?"
"""The same month by its other name, as Arabic pages give both: "12 مارس/آذار 2024"."""
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|ος|η|º|ª)?"
_YEAR_ENDS = r"(?!\d(?!\d?:\d\d))"
"""No digit behind a year but those of a time of day that stood in an element of its own ("20236:01 PM")."""
_YEAR = rf"[\s.,،-]{{0,3}}(?:(?:de|del)\s)?'?(\d{{4}}){_YEAR_ENDS}"
_DAY_FIRST = re.compile(rf"(?<!\d){_DAY}[\s.,-]{{0,2}}(?:(?:de|of)\s)?{_WORD}{_OTHER_NAME}{_YEAR}")
_MONTH_FIRST = re.compile(rf"{_WORD}[\s.-]{{1,2}}{_DAY}[\s.,-]{{1,3}}(\d{{4}}){_YEAR_ENDS}")
_YEAR_NAMED = re.compile(rf"(?<!\d)(\d{{4}})\.?\s{_WORD}\.?\s(\d{{1,2}})(?![\d:]|[\s.,-]{{1,3}}\d{{4}})(?=[.,;)-]|\s?$)")
"""As in Hungarian ("2024. október 14."), and as libraries cite ("2023 Jan 7;15(1)"); no time of day behind it, and no other year, to which
the month and the day would belong."""

Months = Mapping[str, int]


class Day(NamedTuple):
    """A calendar day that stands in a line: ISO 8601, and where."""

    iso: str
    start: int
    end: int


def days(line: str, months: Months, *, month_first: bool, language: str | None = None) -> list[Day]:
    """The days in a line, from left to right. months: number of a casefolded month name. month_first: how 03/06/2025 is read. language: by
    which 1403/2/11 is Persian and 18/1/2567 Thai.

    >>> [day.iso for day in days("Updated 3 June 2025, first printed 2025-05-30", {"june": 6}, month_first=True)]
    ['2025-06-03', '2025-05-30']
    >>> days("3 hours ago, 12.1 C, call 0800 2025 2025", {}, month_first=True)
    []
    """
    if not HINT.search(line):
        return []
    found = [*_year_first(line, language), *_numeric(line, month_first, language), *_named(line, months), *_elsewhere(line, months)]
    return sorted(set(found), key=lambda day: day.start)


def month_table(names: Iterable[Iterable[str]]) -> dict[str, int]:
    """Months by casefolded name, from twelve lists of names beginning with January."""
    return {name.casefold().rstrip("."): number for number, synonyms in enumerate(names, 1) for name in synonyms}


def _year_first(line: str, language: str | None) -> Iterable[Day]:
    for found in _YEAR_FIRST.finditer(line):
        month = int(found[2])
        if language == "fa" and int(found[1]) in PERSIAN_YEARS and 1 <= month <= 12:
            month += PERSIAN_MONTHS.start - 1
        yield from _day(found, found[1], month, found[3])


def _numeric(line: str, month_first: bool, language: str | None) -> Iterable[Day]:
    """03.06.2025 has the day first everywhere; with slashes and hyphens it goes by language, unless only one reading is a day."""
    for found in _NUMERIC.finditer(line):
        first, second = int(found[1]), int(found[3])
        swap = (month_first and found[2] != "." and first <= 12) or second > 12
        day, month = (second, first) if swap else (first, second)
        thai = language == "th" and int(found[4]) in BUDDHIST_YEARS
        yield from _day(found, str(gregorian(int(found[4]))) if thai else found[4], month, day)


def _named(line: str, months: Months) -> Iterable[Day]:
    for found in _DAY_FIRST.finditer(line):
        yield from _day(found, found[3], _month(found[2], months)[0], found[1])
    for found in _MONTH_FIRST.finditer(line):
        month, glued = _month(found[1], months)
        yield from _day(found, found[3], month, found[2], glued)
    for found in _YEAR_NAMED.finditer(line):
        yield from _day(found, found[1], _month(found[2], months)[0], found[3])


def _elsewhere(line: str, months: Months) -> Iterable[Day]:
    for year, month, day, start, end in elsewhere(line, months):
        if _is_day(year, month, day):
            yield Day(f"{year:04}-{month:02}-{day:02}", start, end)


def _month(word: str, months: Months) -> tuple[int, int]:
    """The number of a month name, 0 for another word, and where the name begins in the word.

    Dumps glue lines together ("DoeJanuary 4, 2026", "DoeJANUARY 4, 2026"): what begins at the last capital, or at the last one behind a
    small letter, counts too."""
    name = word.casefold().rstrip(".-")
    if name in months:
        return months[name], 0
    capitals = [i for i, letter in enumerate(word) if i and letter.isupper()]
    behind_small = [i for i in capitals if word[i - 1].islower()]
    glued = [(word[i:].casefold().rstrip(".-"), i) for i in (*capitals[-1:], *behind_small[-1:])]
    return next(((months[name], i) for name, i in glued if name in months), (0, 0))


def _day(found: re.Match[str], year: str, month: int, day: int | str, glued: int = 0) -> Iterable[Day]:
    """The day, if the calendar has it. Years may have two digits. glued: characters before it that belong to another word."""
    number, date = int(year), int(day)
    if len(year) == 2:
        number += 2000 if number < CENTURY_TURN else 1900
    if month in PERSIAN_MONTHS:
        number, month, date = persian(number, month - PERSIAN_MONTHS.start + 1, date)
    if _is_day(number, month, date):
        yield Day(f"{number:04}-{month:02}-{date:02}", found.start() + glued, found.end())


def _is_day(year: int, month: int, day: int) -> bool:
    return EARLIEST <= year <= LATEST and 1 <= month <= 12 and 1 <= day <= _length(year, month)


def _length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
