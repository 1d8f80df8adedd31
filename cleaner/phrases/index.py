"""The phrases of all languages as look-up tables, and the file that holds them ready-made.

Parsing and folding some twenty thousand phrases takes longer than cleaning twenty pages. So the tables are written to `compiled.txt`,
from which they load with a handful of `str.split` and `dict.fromkeys`; `fresh` tells whether the file still is what it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Marks = tuple[str, ...]
Lengths = tuple[int, ...]


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


def dump(index: Index) -> str:
    """The tables as text: blocks of a `[header]` and one entry a line. The same tables give the same text."""
    blocks = [f"[languages {' '.join(index.lists)}]\n"]
    blocks += [
        f"[{name} {values}]\n{_lines(texts)}"
        for name in ("whole", "begins", "ends", "inside", "firsts", "lasts")
        for values, texts in _grouped(getattr(index, name))
    ]
    blocks.append("[anchors]\n" + _lines([f"{anchor}\t{texts}" for anchor, texts in index.anchors.items()]))
    blocks += [f"[list {language} {name}]\n{body}" for language, lists in index.lists.items() for name, body in lists.items()]
    return "\n".join(blocks) + "\n"


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(sorted(texts))


def _grouped(table: Mapping[str, Marks | Lengths]) -> list[tuple[str, list[str]]]:
    """Values of a table as words with spaces between, each with its keys; ASCII keys apart, because such blocks load faster."""
    groups: dict[tuple[str, bool], list[str]] = {}
    for text, values in table.items():
        groups.setdefault((" ".join(map(str, values)), text.isascii()), []).append(text)
    return [(values, texts) for (values, _), texts in sorted(groups.items())]


def read(data: bytes) -> Index:
    """The tables that `dump` wrote, in UTF-8."""
    index = Index({}, {}, {}, {}, {}, {}, {}, {})
    marks = {"whole": index.whole, "begins": index.begins, "ends": index.ends, "inside": index.inside}
    lengths = {"firsts": index.firsts, "lasts": index.lasts}
    for block in data.removesuffix(b"\n").removeprefix(b"[").split(b"\n["):
        header, _, body = block.decode().partition("]\n")
        name, *values = header.split()
        lines = body.split("\n") if body else []
        if name in marks:
            marks[name].update(dict.fromkeys(lines, tuple(values)))
        elif name in lengths:
            lengths[name].update(dict.fromkeys(lines, tuple(map(int, values))))
        elif name == "languages":
            index.lists.update({language: {} for language in values})
        elif name == "list":
            index.lists[values[0]][values[1]] = body
        else:
            index.anchors.update([line.partition("\t")[::2] for line in lines])
    return index
