"""Days that are none of publication, by what stands around them: of joining a forum, of looking something up, those a sentence tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleaner import phrases
from cleaner.compose.names import is_byline
from cleaner.compose.outline import month_names, unspaced

LABEL_CHARS = 60
LABEL_WORDS = 4
"""Characters before a day that are looked at, and words of the longest label ("Na forum od")."""

NEAR = 4
"""Words before and behind a day that tell a sentence from a line about the page."""

_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*\s+(?=[^\W\d_])")
_STOPS = tuple(".!?…")
_LABELS = frozenset({"date.published", "date.updated"})


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


def is_address(text: str, start: int) -> bool:
    """Whether a day is part of an address: below the headline that is a source, whose day is its own.

    >>> is_address("See https://post.example/2022/07/23/ferry", 25), is_address("Jane Doe 2022/07/23", 9)
    (True, False)
    """
    word = text[:start].rpartition(" ")[2]
    return "://" in word or word.startswith("www.")


def is_told(text: str, start: int, end: int, *, run: bool = False) -> bool:
    """Whether a sentence tells of a day: words in small letters stand before it and around it, and nothing says that it is of publication.

    What goes before a dash ("LONDON, 3 June 2025 –") or behind a byline is no sentence. Scripts without capitals aren't judged.
    run: whether the text is of a page on one line, where a headline stands before the day as often as a sentence.

    >>> [is_told(text, text.index("3 June"), text.index("2025") + 4) for text in (
    ...     "The kiosk was installed on 3 June 2025.", "On 3 June 2025 the council met again.", "Published by the council on 3 June 2025",
    ...     "LONDON, 3 June 2025 – The council met again.", "5 min read 3 June 2025", "by jane doe on 3 June 2025 in news and views")]
    [True, True, False, False, False, False]
    """
    before = _SENTENCE_END.split(text[:start])[-1].split()
    after = [word for word in _SENTENCE_END.split(text[end:])[0].split() if word[0].isalpha()][:NEAR]
    if not before or _says_when(before) or any(is_byline(word) for word in (*before[-NEAR:], *after[:2])):
        return False
    near, last = before[-NEAR:], before[-1]
    function = last.casefold() in _function_words() and last.casefold() not in month_names(None)
    if len(before) == 1:
        return function and last.istitle() and after[:1] != [] and after[0].islower() and _small(after) >= NEAR - 1
    if any(word[0].isdigit() for word in near):
        return False
    if function and last.islower():
        return _small(near) >= 2
    sentence = not run and text.endswith(_STOPS)
    return sentence and _small(near) >= NEAR - 1 and _small([*before, *after]) > NEAR


def _says_when(before: Sequence[str]) -> bool:
    """Whether words before a day say that it is that of publication or of a change."""
    book = phrases.load()
    return any(not _LABELS.isdisjoint(book.match(text)) for text in (" ".join(before), *before))


def _small(words: Sequence[str]) -> int:
    """How many words have no capital."""
    return sum(word.islower() and word[0].isalpha() for word in words)


@cache
def _other() -> frozenset[str]:
    return frozenset(phrases.fold_lines(sorted(phrases.load().words("words.other-day"))))


@cache
def _unspaced_other() -> tuple[str, ...]:
    return tuple(sorted(label for label in _other() if unspaced(label)))


@cache
def _function_words() -> frozenset[str]:
    return phrases.load().words("words.function")


@cache
def _calendar() -> frozenset[str]:
    """What may stand between a label and the rest of its day: weekdays, months, numbers, words such as "on"."""
    words = [*phrases.load().words("date.weekday"), *month_names(None), "0"]
    return _function_words().union(phrases.fold_lines(words))  # function words are written as they fold
