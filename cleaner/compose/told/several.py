"""Which of the days in one text is that of publication: journals print when a paper was received, accepted and published in one line."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import phrases
from cleaner.compose.dates import Day, days
from cleaner.compose.labels import labelled
from cleaner.compose.other_days import is_other
from cleaner.compose.outline import month_names

LABEL = 60
"""Characters of a text in which a label such as "Updated on" stands before the day."""

_EDGE = " \t,;.:|·•–—-()[]"
"""What a text prints between two days and their labels."""


def of_publication(text: str, language: str | None, *, month_first: bool) -> str:
    """The part of a text that gives the day of publication, with its label: the text itself where it gives one day or none, and "" where
    each of its days is of another kind (of receiving a paper, of joining a forum).

    >>> text = "Received 3 May 2021; revised 1 June 2021; accepted 7 July 2021; published online 9 August 2021"
    >>> of_publication(text, "en", month_first=True), of_publication("Received 3 May 2021", "en", month_first=True)
    ('published online 9 August 2021', '')
    >>> of_publication("4 March 2025, 18:20", "en", month_first=True)
    '4 March 2025, 18:20'
    """
    if text[:1].isdigit():
        return text  # a day alone, as most are, needs no closer look
    found = days(text, month_names(language), month_first=month_first, language=language)
    if not found:
        return text
    parts = list(_parts(text, found))
    kept = [(label, part) for label, part in parts if not is_other(label, "")]
    if len(kept) == len(parts) == 1:
        return text
    rank = [_rank(label) for label, _ in kept]
    return kept[rank.index(min(rank))][1] if kept else ""


def says(text: str, mark: str) -> bool:
    """Whether a label with a mark stands before the day of a text. Most are the day alone, and need no look at phrases."""
    return not text[:1].isdigit() and bool(labelled(text[:LABEL], mark)[0])


def _parts(text: str, found: Sequence[Day]) -> list[tuple[str, str]]:
    """What stands before each day, back to the day before it, and the same with the day."""
    starts = [0, *(day.end for day in found)]
    return [(text[start : day.start], text[start : day.end].strip(_EDGE)) for start, day in zip(starts, found, strict=False)]


def _rank(label: str) -> int:
    """0 for a label of publication, 1 for one that says nothing, 2 for one of a change."""
    marks = phrases.load().match(label.strip(_EDGE)) if label.strip(_EDGE) else ()
    return 0 if "date.published" in marks else 2 if "date.updated" in marks else 1
