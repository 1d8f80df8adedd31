"""Training pages as another day's visitor sees them: with that day in a box at the top, or with a line that tells when they were changed.

Of the benchmark's pages few were fetched on another day than they are from and say so, but those of users do, and a table fitted without
them takes a visit for the publication. So some training pages get such lines, by their name, the same in each run (data augmentation);
headlines and authors are learnt from the pages as they were."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from cleaner import phrases
from cleaner.bench import BenchPage
from cleaner.compose.dates import HINT, Day, days
from cleaner.compose.outline import MONTH_FIRST, month_names
from cleaner.phrases.parsing import PhraseFile, parse

ONE_OF = 3
"""Of so many pages one gets such lines, and of those again one in four stays as it is: more made text finders of days miss more."""

LONGEST_AWAY = 800
"""Days between publication and visit at the most."""

FIRST_VISIT = date(2024, 1, 1)
"""When pages whose day is not known are visited, and up to `LONGEST_AWAY` days later."""

LANGUAGE_CHARS = 4000
DEFAULT = "en"

_FORMS: Mapping[str, str] = {
    "en": "{weekday}, {month} {day}, {year}",
    "de": "{weekday}, {day}. {month} {year}",
    "es": "{weekday}, {day} de {month} de {year}",
    "pt": "{weekday}, {day} de {month} de {year}",
    "zh": "{year}年{number}月{day}日 {weekday}",
    "ja": "{year}年{number}月{day}日 {weekday}",
    "ko": "{year}년 {number}월 {day}일 {weekday}",
    "": "{weekday} {day} {month} {year}",
}
"""How a day is written in full, by language; "" for all others."""
_SHORT = "{day:02}.{number:02}.{year}"
_WITHOUT_CAPITALS = frozenset("fr es it pt nl pl ru uk cs".split())
_UPDATED = "date.updated"


def visit(page: BenchPage, view: str) -> str | None:
    """One view of a page with lines of a later day, or None where it stays as it is."""
    chance = zlib.crc32(f"visit {page.id} {view}".encode())
    if chance % ONE_OF or view == "html":
        return None
    chance //= ONE_OF
    manner: Callable[[str, str, str, str | None, int], str] | None = (_boxed, _dated, _changed, None)[chance % 4]
    if manner is None:
        return None
    text = page.views[view]
    published = page.date[:10] if page.date and len(page.date) >= len("2025-06-03") else None
    language = phrases.language(text[:LANGUAGE_CHARS]) or DEFAULT
    seen = date.fromisoformat(published) if published else FIRST_VISIT
    seen += timedelta(1 + chance // 7 % LONGEST_AWAY)
    return manner(text, spelt(seen, language, short=chance % 5 == 0), language, published, chance)


def spelt(day: date, language: str, *, short: bool) -> str:
    """A day as pages print it at their top.

    >>> spelt(date(2024, 11, 26), "en", short=False), spelt(date(2024, 11, 26), "de", short=True)
    ('Tuesday, November 26, 2024', '26.11.2024')
    """
    weekday, month = _named("date.weekday", language, day.isoweekday()), _named("date.month", language, day.month)
    form = _SHORT if short or not month else _FORMS.get(language.partition("-")[0], _FORMS[""])
    return form.format(weekday=weekday, month=month, day=day.day, number=day.month, year=day.year)


def _named(name: str, language: str, number: int) -> str:
    """A weekday or a month in full, in one word; "" where the language has none."""
    spellings = [word for word, value in phrases.load().numbered(name, language).items() if value == number and " " not in word]
    full = max([word for word in spellings if not word.isascii() or len(word) > 2], key=lambda word: (len(word), word), default="")
    return full if language in _WITHOUT_CAPITALS else full.capitalize()


def _boxed(text: str, day: str, _: str, __: str | None, chance: int) -> str:
    """The page under a box with the day of the visit and the weather."""
    degrees = f"{chance % 31}{('°C', ' °C', '.4 C', '°')[chance % 4]}"
    return _above(text, [day, degrees] if chance % 2 else [degrees, day])


def _dated(text: str, day: str, _: str, __: str | None, ___: int) -> str:
    """The page under the day of the visit."""
    return _above(text, [day])


def _changed(text: str, day: str, language: str, published: str | None, chance: int) -> str:
    """The page with the day of a change behind that of publication; under the day of the visit where it has none."""
    label = _label(language, chance)
    for line in text.split("\n") if published else ():
        found = [there for there in _days(line, language) if there.iso == published]
        if found and len(text.split("\n")) > 1:
            return text.replace(line, f"{line}\n{label} {day}", 1)
        if found:
            return f"{text[: found[0].end]} {label} {day}{text[found[0].end :]}"
    return _dated(text, day, language, published, chance)


def _days(line: str, language: str) -> list[Day]:
    if not HINT.search(line):
        return []
    return days(line, month_names(language), month_first=language in MONTH_FIRST)


def _above(text: str, lines: list[str]) -> str:
    """A text under lines, where it has lines."""
    return " ".join([*lines, text]) if "\n" not in text.strip() else "\n".join([*lines, "", text])


def _label(language: str, chance: int) -> str:
    """What stands before the day of a change in a language ("Updated on")."""
    labels = _labels(language) or _labels(DEFAULT)
    label = labels[chance % len(labels)]
    return f"{label.capitalize()}{':' if chance % 3 else ''}"


@cache
def _labels(language: str) -> tuple[str, ...]:
    file: PhraseFile = parse(phrases.data(f"{language}.txt").decode("utf-8"), f"{language}.txt")
    found = [section for section in file.sections if section.mark == _UPDATED]
    return tuple([phrase for section in found for phrase in section.begins if "0" not in phrase])
