"""Labels of page furniture on one line ("Odpowiedz", "Read more", "相關新聞：") are cut free, so that the rules know them there, too."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import phrases
from cleaner.read.characters import spaceless
from cleaner.read.weight import Word

_MOST = 6
"""Words of a label at most."""
_FAMILIES = tuple("promo. comment. page. legal. trail. nav.skip nav.account nav.search people.author-box".split())


def part(stretches: Iterator[tuple[int, int, bool]], words: list[str], infos: list[Word]) -> Iterator[tuple[int, int, bool, bool]]:
    """The same stretches, parted at labels; with each, whether it is a label."""
    found = list(stretches)
    labels = _labels(found, words, infos)
    for start, end, prose in found:
        at = start
        while labels and labels[-1][0] < end:
            first, last = labels.pop()
            if first > at:
                yield at, first, prose, False
            yield first, last, False, True
            at = last
        if at < end:
            yield at, end, prose, False


def _labels(stretches: list[tuple[int, int, bool]], words: list[str], infos: list[Word]) -> list[tuple[int, int]]:
    """The places of labels, the last one first."""
    places = [place for start, end, prose in stretches for place in _places(start, end, prose, words, infos)]
    marks = phrases.load().match_page(phrases.fold_lines([" ".join(words[first:last]) for first, last in places]))
    found: list[tuple[int, int]] = []
    below = len(words) + 1
    book = phrases.load()
    for index in sorted(marks, reverse=True):
        first, last = places[index]
        if any(mark.startswith(_FAMILIES) for mark in marks[index]):
            whole = book.phrase(phrases.fold(" ".join(words[first:last])))
            if any(mark.startswith(_FAMILIES) for mark in whole):
                found.append((first, last))
    # the longest of each beginning, from the first on
    out: list[tuple[int, int]] = []
    at = 0
    for first, last in sorted(found, key=lambda place: (place[0], -place[1])):
        if first >= at:
            out.append((first, last))
            at = last
    out.reverse()
    return out


def _places(start: int, end: int, prose: bool, words: list[str], infos: list[Word]) -> Iterator[tuple[int, int]]:
    """Where a label can stand: begun by what can begin something, in prose behind a sentence, and over something that begins."""
    for first in range(start, end):
        if not infos[first].begins or (prose and first > start and not infos[first - 1].ends):
            continue
        for last in range(first + 1, min(first + _MOST, end) + 1):
            if last < end and not infos[last].begins:
                continue
            if last - first == 1 and not (words[first][-1] in ":：" or spaceless(words[first][0])):
                continue
            yield first, last
