"""Pages that a browser printed, and whose text was taken out of the PDF: each sheet has lines above and below that are no words of the page
("11/28/26, 9:37 AM", the title, the address, "2/8"), in the midst of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, islice, takewhile

NEAR = 4
"""Lines with words on each side of a sheet's number among which the others stand that are printed with it."""
LAST = 2 * NEAR
"""Lines with words at the end of the page among which the last sheet's number stands."""

_NUMBER = re.compile(r"(?:^|\s)(\d{1,4}) ?(?:/|of|von|de|sur|di|van|z|из) ?(\d{1,4})(?=$|\s{2}|\s\d)")
_TELLS = re.compile(r"\w:/|\bwww\.|\d{1,2}:\d{2}\b")
"""An address or a time of the day, one of which every browser prints on each sheet; pictures that are numbered ("2 of 8") have none."""
_DIGITS = re.compile(r"\d+")
_VISIT = re.compile(r"^\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? +\d{1,2}[:.]\d{2}(?: ?[APap]\.?[Mm]\.?)?\s*")
"""The day and the time of the print, which a browser prints before the title."""
_ADDRESS = re.compile(r"(?:^|\s+)\w+:/\S*$")
_ENDS = tuple('.!?…:。！？”"»)')


def strip(lines: list[str]) -> tuple[list[str], list[int]]:
    """The lines without what was printed on each sheet, and the line of the page that each is, from 1; the lines as they are and no numbers
    where the page was not printed. The title above the first sheet stays.

    >>> sheets = [["1/2/26, 9:37 AM   Night ferry", text, f"https://ferry.example/ {at}/3"] for at, text in enumerate("abc", 1)]
    >>> strip([line for sheet in sheets for line in sheet])
    (['Night ferry', 'a', 'b', 'c'], [1, 2, 5, 8])
    """
    total = _total(lines)
    worded = [place for place, line in enumerate(lines) if line.strip()] if total > 1 else []
    sheets = _sheets(lines, worded, total)
    if not sheets:
        return lines, []
    near = {place for at in (0, *sheets) for place in worded[max(0, at - NEAR) : at + NEAR + 1]}
    counts = Counter(_folded(lines[place]) for place in near)
    printed = frozenset(line for line, count in counts.items() if count >= max(2, total - 1))  # above the first may stand nothing
    if not any(_TELLS.search(lines[place]) for place in near if _folded(lines[place]) in printed):
        return lines, []
    out = {place for at in sheets for place in _run(lines, worded, at, printed)}
    title = set(takewhile(lambda place: _folded(lines[place]) in printed, worded))
    shown = [_titled(line) if place in title else line for place, line in enumerate(lines)]
    kept, numbers = _without(shown, out - title)
    if title:
        return kept, numbers
    first = next((place for place in sorted(out) if _titled(lines[place])), None)  # some programs write what stands above last
    return (kept, numbers) if first is None else ([_titled(lines[first]), "", *kept], [first + 1, 1, *numbers])


def _total(lines: Sequence[str]) -> int:
    """How many sheets there are, by a line near the page's end that numbers the last one; 0 where none does."""
    for line in islice(filter(str.strip, reversed(lines)), LAST):
        for found in _NUMBER.finditer(line):
            if found[1] == found[2]:
                return int(found[1])
    return 0


def _sheets(lines: Sequence[str], worded: Sequence[int], total: int) -> list[int]:
    """The places in `worded` of the lines with the numbers of all sheets; none where they are not there, one after the other."""
    found = list[int]()
    for at, place in enumerate(worded):
        if any(number.groups() == (f"{len(found) + 1}", f"{total}") for number in _NUMBER.finditer(lines[place])):
            found.append(at)
    return found if total and len(found) == total else []


def _folded(line: str) -> str:
    """A line as it is on every sheet."""
    return _DIGITS.sub("0", " ".join(line.split()))


def _run(lines: Sequence[str], worded: Sequence[int], at: int, printed: frozenset[str]) -> Iterator[int]:
    """The lines that are printed with a sheet's number, without a gap between them."""
    for way in (range(at, max(-1, at - NEAR - 1), -1), range(at + 1, min(len(worded), at + NEAR + 1))):
        for other in way:
            if other != at and _folded(lines[worded[other]]) not in printed:
                break
            yield worded[other]


def _titled(line: str) -> str:
    """What is the page's title of a line above a sheet; nothing where that is a time, an address or the sheet's number."""
    line = _ADDRESS.sub("", _VISIT.sub("", line)).strip()
    return "" if _TELLS.search(line) or _NUMBER.search(line) else line


def _without(lines: Sequence[str], out: Set[int]) -> tuple[list[str], list[int]]:
    """The lines without some of them, and their numbers; where a sheet ends, a blank line stands only if a sentence does, too."""
    kept = list[int]()
    for is_gap, group in groupby(range(len(lines)), lambda place: place in out or not lines[place].strip()):
        places = list(group)
        if not is_gap or out.isdisjoint(places):
            kept += places
        elif kept and lines[kept[-1]].rstrip().endswith(_ENDS):
            kept.append(next((place for place in places if place not in out), places[0]))
    return ["" if place in out else lines[place] for place in kept], [place + 1 for place in kept]
