"""Labels of page furniture on one line ("Read more", "Czytaj więcej") are cut free, so that the rules know them as they do in text in
lines, and know what stands below them. What tells who wrote ("Written by") begins a piece, but the name behind it stays with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner import phrases
from cleaner.read.characters import spaceless
from cleaner.read.layout import DIGITS
from cleaner.read.weight import Word

_MOST = 6
"""Words of a label at most. Of one word only those are cut free that end with a colon or are in a script without spaces; none that end with
a number: "Top 5" begins headlines, too."""
_BYLINE = "people.byline"
_FAMILIES = tuple("promo. comment. page. legal. trail. nav.skip nav.account nav.search people.author-box".split())
"""How the marks of labels begin."""
Stretch = tuple[int, int, bool]
"""Words from the first one up to another, and whether they are prose."""


def with_labels(stretches: Sequence[Stretch], words: Sequence[str], infos: Sequence[Word]) -> Iterator[tuple[int, int, bool, bool]]:
    """The same stretches, parted at the labels in them; with each part, whether it is prose, and whether a label."""
    found = iter(_labels(stretches, words, infos))
    first, last = next(found, (len(words), 0))
    for start, end, prose in stretches:
        while first < end:
            if first > start:
                yield start, first, prose, False
            if last:
                yield first, last, False, True
            start = last or first
            first, last = next(found, (len(words), 0))
        if start < end:
            yield start, end, prose, False


def _labels(stretches: Sequence[Stretch], words: Sequence[str], infos: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The places of the labels, in order, and where bylines begin, with 0 for their end: of two that overlap the first one, of two at one
    word the longer one."""
    places = list(_places(stretches, words, infos))
    found: dict[int, int] = {}
    for (first, last, _), marks in zip(places, phrases.load().phrases([line for *_, line in places]), strict=True):
        if any(mark.startswith(_FAMILIES) for mark in marks) and _may_be_label(words[first:last]):
            found[first] = last
        elif _BYLINE in marks:
            found.setdefault(first, 0)
    at = 0
    for first, last in found.items():
        if first >= at:
            yield first, last
            at = last or first


def _places(stretches: Sequence[Stretch], words: Sequence[str], infos: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """All runs of words that may be a label or begin a byline, folded."""
    folded = phrases.fold_lines(words)
    for start, end, prose in stretches:
        for first in _beginnings(start, end, prose, infos):
            line = folded[first]
            for last in range(first + 1, min(first + _MOST, end) + 1):
                behind = last == end or infos[last].begins
                if behind and (last > first + 1 or (last < end and not prose) or _stands_alone(words[first])):
                    yield first, last, line
                if last == end or infos[last - 1].ends:
                    break
                line = f"{line} {folded[last]}" if line and folded[last] else line or folded[last]


def _may_be_label(words: Sequence[str]) -> bool:
    """Whether a known phrase is no beginning of something else by its form.

    >>> _may_be_label(["Read", "more"]), _may_be_label(["More"]), _may_be_label(["More:"]), _may_be_label(["Top", "5"])
    (True, False, True, False)
    """
    return (len(words) > 1 or _stands_alone(words[0])) and words[-1][0] not in DIGITS


def _stands_alone(word: str) -> bool:
    return word[-1] in ":：" or spaceless(word[0])


def _beginnings(start: int, end: int, prose: bool, infos: Sequence[Word]) -> Iterator[int]:
    """Where labels can begin: behind a sentence, and in furniture where anything begins."""
    yield start
    for index in range(start + 1, end):
        if infos[index - 1].ends or (infos[index].begins and not prose):
            yield index
