"""Days that are none of publication, by what stands around them: of joining a forum, of looking something up."""

from __future__ import annotations

from functools import cache

from cleaner import phrases
from cleaner.compose.outline import month_names, unspaced

LABEL_CHARS = 60
LABEL_WORDS = 4
"""Characters before a day that are looked at, and words of the longest label ("Na forum od")."""


def is_other(before: str, above: str) -> bool:
    """Whether what stands before a day in its line, or all of the line above where nothing does, says that it is of another kind.

    >>> is_other("Posts: 112 Joined: Tue ", ""), is_other("", "Mitglied seit"), is_other("Registered users: Tom. Posted ", "Joined")
    (True, True, False)
    """
    words = phrases.fold(before[-LABEL_CHARS:]).split()
    while words:
        if any(" ".join(words[-count:]) in _other() for count in range(1, LABEL_WORDS + 1)):
            return True
        if words[-1] not in _calendar():
            return bool(unspaced(words[-1][-1:])) and words[-1].endswith(_unspaced_other())
        words.pop()
    return len(above) < LABEL_CHARS and phrases.fold(above) in _other()


@cache
def _other() -> frozenset[str]:
    return frozenset(phrases.fold_lines(sorted(phrases.load().words("words.other-day"))))


@cache
def _unspaced_other() -> tuple[str, ...]:
    return tuple(sorted(label for label in _other() if unspaced(label)))


@cache
def _calendar() -> frozenset[str]:
    """What may stand between a label and the rest of its day: weekdays, months, numbers, words such as "on"."""
    words = [*phrases.load().words("date.weekday"), *month_names(None), *phrases.load().words("words.function"), "0"]
    return frozenset(phrases.fold_lines(words))
