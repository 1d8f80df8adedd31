"""The day an article was published: every day near the headline and the body's ends is a candidate, or none is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner import phrases
from cleaner.compose.bands import at, bands, total
from cleaner.compose.dates import Day
from cleaner.compose.day_sense import PUBLISHED, UPDATED, changes
from cleaner.compose.other_days import is_address, is_other, is_told
from cleaner.compose.outline import Outline, line, looking_at, size
from cleaner.compose.places import places

NO_DATE = "none"
"""Evidence on the candidate that the page has no date of publication: its weight is the threshold for all others."""

LABEL_CHARS = 40
"""Characters of a line that says of what kind its day is, or the one below it."""

LIST = 6
"""Blocks around a day among which other days are counted: where they are many, it is a list of teasers or comments."""

WIDGET = 2
WIDGET_CHARS = 30
"""Blocks between a day and a temperature in the same weather box, and characters of its lines: a headline about the weather is longer."""

_LABELS = frozenset({"date.published", "date.updated", "date.relative", "people.byline", "media.credit", "page.stats", "trail.topics"})
"""Marks on a line, or on the line above it, that tell what its day is."""

_REST = bands("other-words", (0, 1, 3, 5, 8, 11, 15), 40)
_OTHERS = bands("days-around", (0, 1, 2, 3, 5), 12)
_SAME = bands("same-day", (0, 2, 3), 4)
_ORDER = bands("order", (0, 1, 2, 4, 8), 20)


class Candidate(NamedTuple):
    """A day on the page. label: what stands before it in its line, where the line holds several days. nth: which day of the line it is."""

    iso: str
    block: int
    nth: int
    label: str
    words: int
    sole: bool


def find_date(page: Outline, title: int | None) -> Candidate | None:
    """The day of publication and where it stands, or None. title: the block of the headline that stands nearest to the body."""
    found = candidates(page)
    table = page.weights.run_date if page.oneline else page.weights.date
    sense = changes(found, page, title)
    scores = [total(evidence(day, page, title, found), table) + more for day, more in zip(found, sense, strict=True)]
    best = max(range(len(found)), key=scores.__getitem__, default=None)
    return found[best] if best is not None and scores[best] > table.get(NO_DATE, 0) else None


def find_labelled(page: Outline) -> Candidate | None:
    """The day behind the only label of publication behind the body, or else of a change: in a box about the text, or the page's foot.

    Farther behind the body than days are looked for it stands as often, and several such labels are those of teasers."""
    short = [i for i in page.marks if i >= page.stop and len(page.blocks[i].text) <= LABEL_CHARS]
    labels = [i for i in short if PUBLISHED in page.marks[i]] or [i for i in short if UPDATED in page.marks[i]]
    if len(labels) != 1:
        return None
    wider = looking_at(page, labels[0])
    found = [day for index in (labels[0], labels[0] + 1) if index in wider.days for day in _on(wider, index)]
    return found[0] if found and (found[0].block == labels[0]) == bool(found[0].label.strip()) else None


def candidates(page: Outline) -> list[Candidate]:
    """The days on the lines near headline and body, in the order of the page."""
    return [day for index in page.days if not _in_widget(page, index) for day in _on(page, index)]


def _in_widget(page: Outline, index: int) -> bool:
    """Whether a line stands in a weather box above the body, whose day is that of the visit."""
    around = range(max(0, index - WIDGET), min(index + WIDGET + 1, page.start))
    return any("weather.widget" in page.marks.get(other, ()) and len(page.blocks[other].text) <= WIDGET_CHARS for other in around)


def _on(page: Outline, index: int) -> Iterator[Candidate]:
    found, text = page.days[index], line(page, index)
    starts = [0, *(day.end for day in found)]
    days = list(zip(starts, found, strict=False))
    own = [(start, day) for start, day in days if not is_another(page, index, text, start, day)]
    words = size(text) - sum([size(text[start : day.end].strip()) for start, day in days if (start, day) not in own])
    for nth, (start, day) in enumerate(own):
        yield Candidate(day.iso, index, nth, text[start : day.start], max(0, words - size(text[day.start : day.end])), len(found) == 1)


def is_another(page: Outline, index: int, text: str, start: int, day: Day) -> bool:
    """Whether a day on a line can't be that of publication. text: of the line. start: where the day before it ends."""
    above = page.blocks[index - 1].text if index and not start else ""
    cited = index > page.start and is_address(text, day.start)
    return cited or is_other(text[start : day.start], above) or is_told(text, day.start, day.end, run=page.oneline)


def evidence(candidate: Candidate, page: Outline, title: int | None, found: Sequence[Candidate]) -> list[str]:
    """The names of all evidence on one candidate."""
    return [*_place(candidate, page, title), *_labels(candidate, page), *_company(candidate, found)]


def _place(candidate: Candidate, page: Outline, title: int | None) -> Iterator[str]:
    index, block = candidate.block, page.blocks[candidate.block]
    yield from places(page, index, title)
    yield at(_REST, candidate.words)
    yield f"kind={block.kind}"
    if page.kept[index]:
        yield "kept"
    if index < 3:
        yield "top"


def _labels(candidate: Candidate, page: Outline) -> Iterator[str]:
    index = candidate.block
    own = page.marks.get(index, ()) if candidate.sole else phrases.load().match(candidate.label)
    yield from (f"line={mark}" for mark in own if mark in _LABELS)
    yield from (f"above={mark}" for mark in page.marks.get(index - 1, ()) if mark in _LABELS)
    yield from (f"below={mark}" for mark in page.marks.get(index + 1, ()) if mark in _LABELS)
    if not candidate.sole:
        yield f"nth={min(candidate.nth, 3)}"


def _company(candidate: Candidate, found: Sequence[Candidate]) -> Iterator[str]:
    others = {other.block for other in found if other.iso != candidate.iso and 0 < abs(other.block - candidate.block) <= LIST}
    yield at(_OTHERS, len(others))
    yield at(_SAME, sum(other.iso == candidate.iso for other in found))
    yield at(_ORDER, found.index(candidate))
    close = [other.iso for other in found if abs(other.block - candidate.block) <= 3]
    if len(set(close)) == 2:
        yield "older-of-two" if candidate.iso == min(close) else "newer-of-two"
