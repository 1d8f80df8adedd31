"""The phrases of all languages as look-up tables, and the file that holds them ready-made.

Parsing and folding some twenty thousand phrases takes longer than cleaning twenty pages. So the tables are written to `compiled.txt`,
from which they load with a handful of `str.split` and `dict.update`; `fresh` tells whether the file still is what it was made of. What a
line can begin with is most of it, so these tables are cut into drawers by their entries' first two letters: a page opens only those of
its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

Marks = tuple[str, ...]
Lengths = tuple[int, ...]
_IN_DRAWERS = ("whole", "begins", "firsts")
_AT_HAND = ("ends", "inside", "lasts")
_FIRST_CODE = 33
"""A group has one character an entry that tells its values; the first of these characters is "!"."""
_CUT = "\n\n"
"""Stands between what is at hand, the drawers' names, their sizes, and the drawers; a block that is at hand holds no empty line."""


class Index(NamedTuple):
    """Look-up tables of folded phrases. "Words" are characters in scripts without spaces between words.

    whole, begins, ends, inside: phrase -> its marks, by where it may stand on a line.
    firsts: first word of each phrase in `begins` -> how many words such phrases have; of a common word nothing, but of the first two words.
    Without spaces: the first character and a space. lasts: the same for last words and `ends`.
    anchors: a rare word of each phrase in `inside` -> phrases with it, joined by tabs; without spaces: its first two characters.
    lists: language -> name of a word list -> its lines, synonyms joined by tabs."""

    whole: dict[str, Marks]
    begins: dict[str, Marks]
    ends: dict[str, Marks]
    inside: dict[str, Marks]
    firsts: dict[str, Lengths]
    lasts: dict[str, Lengths]
    anchors: dict[str, str]
    lists: dict[str, dict[str, str]]


class Drawers(NamedTuple):
    """Entries of `whole`, `begins` and `firsts` by the first letters, as `dump` wrote them.

    places: where the drawer of these letters is in `data`. values: what each character of a group's codes stands for."""

    places: Mapping[str, slice]
    data: bytes
    values: Mapping[str, Marks | Lengths]


def dump(index: Index) -> str:
    """The tables as text: blocks of a `[header]` and its lines, then the drawers. The same tables give the same text."""
    codes: dict[Marks | Lengths, str] = {}
    for name in (*_AT_HAND, *_IN_DRAWERS):
        for values in sorted(set(getattr(index, name).values())):
            codes.setdefault(values, chr(_FIRST_CODE + len(codes)))
    blocks = [f"[languages {' '.join(index.lists)}]", _block("values", [" ".join(map(str, values)) or "-" for values in codes])]
    blocks += [_block("group", [_group(name, getattr(index, name), codes)]) for name in _AT_HAND]
    blocks.append(_block("anchors", sorted([f"{anchor}\t{texts}" for anchor, texts in index.anchors.items()])))
    blocks += [_block(f"list {language} {name}", [body]) for language, lists in index.lists.items() for name, body in lists.items()]
    drawers: dict[str, list[str]] = {}
    for name in _IN_DRAWERS:
        parts: dict[str, dict[str, Marks | Lengths]] = {}
        for text, values in getattr(index, name).items():
            parts.setdefault(drawer_of(text), {})[text] = values
        for drawer, part in parts.items():
            drawers.setdefault(drawer, []).append(_group(name, part, codes))
    names = sorted(drawers)
    bodies = ["\n".join(drawers[name]) for name in names]
    sizes = [str(len(body.encode())) for body in bodies]
    return _CUT.join(["\n".join(blocks), "\n".join(names), " ".join(sizes), "".join(bodies)]) + "\n"


def _block(header: str, lines: Iterable[str]) -> str:
    return "\n".join([f"[{header}]", *lines])


def _group(name: str, table: Mapping[str, Marks | Lengths], codes: Mapping[Marks | Lengths, str]) -> str:
    """Entries of one table as a line: its name, a character for the values of each entry, and the entries, parted by tabs."""
    texts = sorted(table)
    return "\t".join([name, "".join([codes[table[text]] for text in texts]), *texts])


def drawer_of(text: str) -> str:
    """The drawer of an entry, or of what begins a line.

    >>> drawer_of("read more"), drawer_of("a word from"), drawer_of("a")
    ('re', 'a', 'a')
    """
    return text[:1] if text[1:2] == " " else text[:2]


def read(data: bytes) -> Index:
    """The tables that `dump` wrote, in UTF-8."""
    index, drawers = read_shut(data)
    open_drawers(index, drawers, drawers.places)
    return index


def read_shut(data: bytes) -> tuple[Index, Drawers]:
    """The same with all drawers shut."""
    index, values = Index({}, {}, {}, {}, {}, {}, {}, {}), dict[str, Marks | Lengths]()
    at_hand, names, sizes, drawers = data.split(_CUT.encode(), 3)
    for block in at_hand.decode().removeprefix("[").split("\n["):
        header, _, body = block.partition("]")
        (name, *words), body = header.split(), body.removeprefix("\n")
        if name == "languages":
            index.lists.update({language: {} for language in words})
        elif name == "values":
            values.update([(chr(code), _values(line)) for code, line in enumerate(body.split("\n"), _FIRST_CODE)])
        elif name == "list":
            index.lists[words[0]][words[1]] = body
        elif name == "anchors":
            index.anchors.update([line.partition("\t")[::2] for line in body.split("\n") if line])
        else:
            _put(index, body, values)
    ends = list(accumulate(map(int, sizes.split()), initial=0))
    places = dict(zip(names.decode().split("\n"), map(slice, ends, ends[1:]), strict=False))
    return index, Drawers(places, drawers, values)


def _values(line: str) -> Marks | Lengths:
    if line == "-":
        return ()
    return tuple(map(int, line.split())) if line[:1].isdigit() else tuple(line.split())


def open_drawers(index: Index, drawers: Drawers, names: Iterable[str]) -> None:
    """Puts the entries of these drawers into the tables. Again, it changes nothing."""
    for name in names:
        if (place := drawers.places.get(name)) is not None:
            for group in drawers.data[place].decode().split("\n"):
                _put(index, group, drawers.values)


def _put(index: Index, group: str, values: Mapping[str, Marks | Lengths]) -> None:
    name, codes, *texts = group.split("\t")
    table: dict[str, Marks | Lengths] = getattr(index, name)
    table.update(zip(texts, map(values.__getitem__, codes), strict=True))
