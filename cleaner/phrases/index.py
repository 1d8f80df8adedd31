"""The phrases of all languages as look-up tables, and the file that holds them ready-made.

Parsing and folding some twenty thousand phrases takes longer than cleaning ten pages. So `python -m cleaner.phrases` writes the tables to
`compiled.txt`, from which they load with a handful of `str.split` and `dict.fromkeys`; a test keeps the file fresh.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from cleaner.phrases.folding import UNSPACED, unaccented
from cleaner.phrases.parsing import PhraseFile

Marks = tuple[str, ...]
Lengths = tuple[int, ...]

_FIRST = 2
"""Characters that stand for the first word in scripts without spaces between words."""


class Index(NamedTuple):
    """Look-up tables of folded phrases. "Words" are characters in scripts without spaces between words.

    whole, begins, ends, inside: phrase -> its marks, by where it may stand on a line.
    firsts: the first word of each phrase in `begins`. heads: the first two words of all longer ones -> how many words these have.
    Few lines start so, so few are looked at closely. lasts, tails: the same at the end of phrases in `ends`.
    anchors: a rare word of each phrase in `inside` -> phrases with it, joined by tabs; without spaces: its first two characters.
    lists: language -> name of a word list -> its lines, synonyms joined by tabs."""

    whole: dict[str, Marks]
    begins: dict[str, Marks]
    ends: dict[str, Marks]
    inside: dict[str, Marks]
    firsts: set[str]
    heads: dict[str, Lengths]
    lasts: set[str]
    tails: dict[str, Lengths]
    anchors: dict[str, str]
    lists: dict[str, dict[str, str]]


def is_spaced(text: str) -> bool:
    """Is the folded text in a script that puts spaces between words?"""
    return text.isascii() or UNSPACED.search(text) is None


def build(files: Mapping[str, PhraseFile]) -> Index:
    """The tables for the phrases of these files, by language."""
    tables: dict[str, dict[str, Marks]] = {name: {} for name in ("whole", "begins", "ends", "inside")}
    for file in files.values():
        for section in file.sections:
            for name, table in tables.items():
                for text in _spellings(getattr(section, name)):
                    table[text] = tuple(sorted({*table.get(text, ()), section.mark}))
    common = {word for file in files.values() for words in file.lists.get("words.function", ()) for word in words}
    return Index(
        **tables,
        firsts={_words(text)[0] for text in tables["begins"]},
        heads=_lengths(tables["begins"], slice(0, 2)),
        lasts={_words(text)[-1] for text in tables["ends"]},
        tails=_lengths(tables["ends"], slice(-2, None)),
        anchors=_anchors(tables["inside"], common),
        lists={
            language: {name: "\n".join(["\t".join(words) for words in entries]) for name, entries in file.lists.items()}
            for language, file in files.items()
        },
    )


def _words(text: str) -> list[str]:
    return text.split() if is_spaced(text) else list(text)


def _lengths(phrases: Iterable[str], part: slice) -> dict[str, Lengths]:
    """That part of each phrase with two words and more -> how many words phrases with it have."""
    lengths: dict[str, Lengths] = {}
    for text in phrases:
        words = _words(text)
        if len(words) > 1:
            key = (" " if is_spaced(text) else "").join(words[part])
            lengths[key] = tuple(sorted({*lengths.get(key, ()), len(words)}))
    return lengths


def _spellings(texts: Iterable[str]) -> set[str]:
    """The texts, and those with accents also without: capitals often go without, in Greek always."""
    return {spelling for text in texts for spelling in (text, unaccented(text))}


def _anchors(phrases: Iterable[str], common: Collection[str]) -> dict[str, str]:
    """Anchors are long words that aren't function words: the fewer lines hold one, the fewer are looked at closely."""
    anchors: dict[str, str] = {}
    for text in sorted(phrases):
        anchor = max(text.split(), key=lambda word: (word not in common, len(word))) if is_spaced(text) else text[:_FIRST]
        anchors[anchor] = f"{anchors[anchor]}\t{text}" if anchor in anchors else text
    return anchors


def dump(index: Index) -> str:
    """The tables as text: blocks of a `[header]` and one entry a line. The same tables give the same text."""
    blocks = [
        f"[{name} {values}]\n{_lines(texts)}"
        for name in ("whole", "begins", "ends", "inside", "heads", "tails")
        for values, texts in _grouped(getattr(index, name))
    ]
    blocks += [f"[firsts]\n{_lines(index.firsts)}", f"[lasts]\n{_lines(index.lasts)}"]
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
    index = Index({}, {}, {}, {}, set(), {}, set(), {}, {}, {})
    tables = {"whole": index.whole, "begins": index.begins, "ends": index.ends, "inside": index.inside}
    lengths = {"heads": index.heads, "tails": index.tails}
    sets = {"firsts": index.firsts, "lasts": index.lasts}
    for block in data.removesuffix(b"\n").removeprefix(b"[").split(b"\n["):
        header, _, body = block.decode().partition("]\n")
        name, *values = header.split(" ")
        lines = body.split("\n") if body else []
        if name in tables:
            tables[name].update(dict.fromkeys(lines, tuple(values)))
        elif name in lengths:
            lengths[name].update(dict.fromkeys(lines, tuple(map(int, values))))
        elif name == "list":
            index.lists.setdefault(values[0], {})[values[1]] = body
        elif name == "anchors":
            index.anchors.update([line.partition("\t")[::2] for line in lines])
        else:
            sets[name].update(lines)
    return index
