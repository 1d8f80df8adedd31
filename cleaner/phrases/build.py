"""Builds the look-up tables from phrase files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from cleaner.phrases.folding import is_spaced, unaccented
from cleaner.phrases.index import Index, Lengths, Marks
from cleaner.phrases.parsing import PhraseFile

_FIRST = 2
"""Characters of a phrase that are its anchor in scripts without spaces between words."""


def build(files: Mapping[str, PhraseFile]) -> Index:
    """The tables for the phrases of these files, by language."""
    tables: dict[str, dict[str, Marks]] = {name: {} for name in ("whole", "begins", "ends", "inside")}
    for file in files.values():
        for section in file.sections:
            for name, table in tables.items():
                for text in _spellings(getattr(section, name)):
                    table[text] = tuple(sorted({*table.get(text, ()), section.mark}))
    common = {"0"}.union(word for file in files.values() for words in file.lists.get("words.function", ()) for word in words)
    return Index(
        **tables,
        firsts=_lengths(tables["begins"], common, slice(0, 1), slice(0, 2)),
        lasts=_lengths(tables["ends"], common, slice(-1, None), slice(-2, None)),
        anchors=_anchors(tables["inside"], common),
        lists={
            language: {name: "\n".join(["\t".join(words) for words in entries]) for name, entries in file.lists.items()}
            for language, file in files.items()
        },
    )


def _spellings(texts: Iterable[str]) -> set[str]:
    """The texts, and those with accents also without: capitals often go without, in Greek always."""
    return {spelling for text in texts for spelling in (text, unaccented(text))}


def _lengths(phrases: Iterable[str], common: Collection[str], one: slice, two: slice) -> dict[str, Lengths]:
    """First (or last) word of each phrase -> how many words phrases with it have.

    A common word has no lengths: there the first two words have them, so that few lines are looked at closely."""
    lengths: dict[str, Lengths] = {}
    for text in phrases:
        spaced = is_spaced(text)
        words = text.split() if spaced else list(text)
        key = words[one][0] if spaced else f"{words[one][0]} "  # the space keeps the keys of the two kinds of scripts apart
        if key in common:
            lengths[key] = ()
            key = " ".join(words[two])
        if key not in common:
            lengths[key] = tuple(sorted({*lengths.get(key, ()), len(words)}))
    return lengths


def _anchors(phrases: Iterable[str], common: Collection[str]) -> dict[str, str]:
    """Anchors are long words that aren't function words: the fewer lines hold one, the fewer are looked at closely."""
    anchors: dict[str, str] = {}
    for text in sorted(phrases):
        anchor = max(text.split(), key=lambda word: (word not in common, len(word))) if is_spaced(text) else text[:_FIRST]
        anchors[anchor] = f"{anchors[anchor]}\t{text}" if anchor in anchors else text
    return anchors
