"""Labels of page furniture on one line ("Read more", "Czytaj więcej") are cut free, so that the rules know them as they do in text in
lines, and know what stands below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner import phrases
from cleaner.read.characters import spaceless
from cleaner.read.weight import Word

_MOST = 6
"""Words of a label at most. Of one word only those are cut free that end with a colon or are in a script without spaces."""
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
            yield first, last, False, True
            start = last
            first, last = next(found, (len(words), 0))
        if start < end:
            yield start, end, prose, False


def _labels(stretches: Sequence[Stretch], words: Sequence[str], infos: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The places of the labels, in order: of two that overlap the first one, of two at one word the longer one."""
    folded = phrases.fold_lines(words)
    places: list[tuple[int, int]] = []
    lines: list[str] = []
    for start, end, prose in stretches:
        for first in _beginnings(start, end, prose, infos):
            line, alone = folded[first], words[first][-1] in ":：" or spaceless(words[first][0])
            for last in range(first + 1, min(first + _MOST, end) + 1):
                if (last == end or infos[last].begins) and (alone or last > first + 1):
                    places.append((first, last))
                    lines.append(line)
                if last == end or infos[last - 1].ends:
                    break
                line = f"{line} {folded[last]}" if line and folded[last] else line or folded[last]
    found: dict[int, int] = {}
    for (first, last), marks in zip(places, phrases.load().phrases(lines), strict=True):
        if marks and any(mark.startswith(_FAMILIES) for mark in marks):
            found[first] = last
    at = 0
    for first, last in found.items():
        if first >= at:
            yield first, last
            at = last


def _beginnings(start: int, end: int, prose: bool, infos: Sequence[Word]) -> Iterator[int]:
    """Where labels can begin: behind a sentence, and in furniture where anything begins."""
    yield start
    for index in range(start + 1, end):
        if infos[index - 1].ends or (infos[index].begins and not prose):
            yield index
