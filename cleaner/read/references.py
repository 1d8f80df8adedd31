"""Numbers of links, and the list of their addresses under the page: what lynx, elinks and w3m write into a page's text.

They are markup, as the addresses in HTML are, and no words of the page: `[12]` stands right before the text of the page's twelfth link.
A citation stands behind a word, and numbers come again where a source is cited twice, so that it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

FEWEST = 2
"""Addresses of a list at least."""

SURE = 0.8
"""Part of the list's entries that have to be addresses with a scheme; a few were no addresses on the page already."""

LOOSE = 2
"""Lines of an entry below the one with its number, at most: elinks writes a link's title first, and addresses can hold line ends."""

MARKED = 0.3
"""Part of the list's first addresses, those of visible links, whose numbers have to stand right before words or at a line's beginning.
The numbers of sources in an article stand behind words."""

_PARTS = frozenset(("visible links", "hidden links"))
_TITLES = frozenset(("references", "links"))
"""What these programs write over the parts of the list, and over the list."""

_ENTRY = re.compile(r"[^\S\n]{0,9}(?:(\d{1,5})\.|\[(\d{1,5})\])[^\S\n]+(?=\S)")
_ADDRESS = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]{1,30}:(?=\S|$)")
"""An address of any scheme; `javascript:` alone is one, too."""

_MARK = re.compile(r"\[(\d{1,5})\]")
_OPENING = re.compile(r"(?<![\w\]])\[(\d{1,5})\](?=[^\s,.;:!?)\]}»”’\"'])")
_LEADING = re.compile(r"[^\w\[]*\[(\d{1,5})\]\s*\w")
"""Marks that can only belong to the text behind them; w3m parts them from it where a line begins. One alone on a line may cite."""


def strip(lines: list[str]) -> list[str]:
    """The lines of a page without numbers of links and without the list of their addresses; as they are where there is no such list.

    Lines keep their places: what is left of a line of the list is nothing.

    >>> strip(["Read [1]the report[2] and [3]more.", "", "References", "", "   1. http://a.example/", "   3. http://b.example/"])
    ['Read the report[2] and more.', '', '', '', '', '']
    """
    start, numbers = _list(lines)
    if len(numbers) < FEWEST:
        return lines
    if len(_marked(lines[:start]).intersection(numbers)) < MARKED * len(numbers):
        return lines
    return [*_bare(lines[:start], numbers), *[""] * (len(lines) - start)]


def _list(lines: list[str]) -> tuple[int, list[int]]:
    """Where the list begins that the page ends in, and the numbers of the addresses in its first part; the page's end and none."""
    start, numbers, addresses = len(lines), list[int](), 0
    loose, parted = list[str](), True
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        heading = line.strip().rstrip(":").lower()
        found = _ENTRY.match(line)
        number = int(found[1] or found[2]) if found else 0
        addressed = found is not None and any(map(_ADDRESS.match, (line[found.end() :], *loose)))
        if found and ((numbers and number == numbers[-1] - 1) or (addressed and (parted or number < numbers[-1]))):
            if numbers and number >= numbers[-1]:
                numbers, addresses = [], 0
            numbers.append(number)
            addresses += addressed
            start, loose, parted = place, [], False
        elif numbers and not loose and (heading in _PARTS or heading in _TITLES):
            start, parted = place, True
            if heading in _TITLES:
                break
        elif heading:
            loose.append(line)
            if len(loose) > LOOSE:
                break
    return (start, numbers[::-1]) if addresses > SURE * len(numbers) else (len(lines), [])


def _marked(lines: list[str]) -> set[int]:
    """The numbers that stand before the text of a link, and nothing else."""
    marked = set[int]()
    for line in lines:
        if "[" in line:
            marked.update(map(int, _OPENING.findall(line)))
            if leading := _LEADING.match(line):
                marked.add(int(leading[1]))
    return marked


def _bare(lines: list[str], numbers: list[int]) -> Iterator[str]:
    """The lines without the numbers of links, each of which is taken out once: where a link's text follows, or the link before was the
    number before."""
    places = {number: place for place, number in enumerate(numbers)}
    last = -1

    def shown(mark: re.Match[str]) -> str:
        nonlocal last
        place = places.get(int(mark[1]), -1)
        if place < 0 or (place != last + 1 and not _OPENING.match(mark.string, mark.start())):
            return mark[0]
        last = place
        del places[int(mark[1])]
        return ""

    for line in lines:
        yield _MARK.sub(shown, line) if "[" in line else line
