"""Reads phrase files. The format is for people who don't read code; `en.txt` explains it at its top.

A section `[promo.more]` names the mark that the phrases below it leave, a line a phrase; "..." stands for more text before or after it,
0 for any number. Sections such as `[words.function]` and `[date.month]` are word lists: an entry a line, synonyms after commas.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.model import CleanError
from cleaner.phrases.folding import fold_lines

_SECTION = re.compile(r"\[([a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*)+)\]")
_LISTS = ("words.", "date.month", "date.weekday", "date.today")
_ENTRY_EDGES = " .\u200e\u200f"
_OPEN = "..."
MOST_CHARACTERS = 400_000
"""Of a file, five times the largest one: a start that has to make the tables anew must not keep anyone waiting."""


class PhraseFileError(CleanError):
    """A phrase file is not in the format; says which file, which line and what to write instead."""

    def __init__(self, file: str, number: int, problem: str) -> None:
        super().__init__(f"{file}, line {number}: {problem}")


class Section(NamedTuple):
    """The phrases that leave one mark, folded: lines that are, begin with, end with or hold them."""

    mark: str
    whole: list[str]
    begins: list[str]
    ends: list[str]
    inside: list[str]


class PhraseFile(NamedTuple):
    """A file that was read. lists: name of a word list -> its lines, each the synonyms in it, casefolded."""

    sections: list[Section]
    lists: dict[str, list[tuple[str, ...]]]


def parse(text: str, file: str) -> PhraseFile:
    """Phrases and word lists of a file's text; `file` is its name in messages.

    >>> parse("[promo.more]\\nread more\\nread more about ...", "en.txt").sections
    [Section(mark='promo.more', whole=['read more'], begins=['read more about'], ends=[], inside=[])]
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if len(text) > MOST_CHARACTERS:
        problem = f"the file has {len(text):,} characters, and {MOST_CHARACTERS:,} are the most; keep the phrases that many sites use"
        raise PhraseFileError(file, len(lines), problem)
    heads = [index for index, line in enumerate(lines) if line[:1] == "["]
    read = PhraseFile([], {})
    _refuse_text(lines[: heads[0]] if heads else lines, file)
    for head, end in zip(heads, [*heads[1:], len(lines)], strict=False):
        name = _name(lines[head], file, head + 1)
        body = lines[head + 1 : end]
        if name.startswith(_LISTS):
            read.lists.setdefault(name, []).extend(_entries(body, file, head + 2))
        else:
            read.sections.append(_section(name, body, file, head + 2))
    return read


def _refuse_text(lines: list[str], file: str) -> None:
    """Above the first section only comments may stand."""
    for number, line in enumerate(lines, 1):
        if line.strip() and line[0] != "#":
            raise PhraseFileError(file, number, "a phrase stands before the first section; name its mark above it, such as [promo.more]")


def _name(line: str, file: str, number: int) -> str:
    found = _SECTION.fullmatch(line.strip())
    if found is None:
        raise PhraseFileError(file, number, f"{line.strip()!r} is no section; write family and name in small letters, such as [promo.more]")
    return found[1]


def _section(mark: str, lines: list[str], file: str, first: int) -> Section:
    """Phrases of one section; `first` is the number of its first line. Runs for every phrase at every start: keep it tight."""
    section = Section(mark, [], [], [], [])
    whole = section.whole
    for number, (line, folded) in enumerate(zip(lines, fold_lines(lines), strict=True), first):
        if not folded:
            if line.strip(" \t#"):
                raise PhraseFileError(file, number, f"{line.strip()!r} holds no letter or number; write the words of the phrase")
        elif line[0] == "#":
            continue
        elif _OPEN in line:
            if len(folded) == 1:
                raise PhraseFileError(file, number, f"{line.strip()!r} is a single character; write more of the phrase")
            _side(section, line.strip(), file, number).append(folded)
        else:
            whole.append(folded)
    return section


def _side(section: Section, line: str, file: str, number: int) -> list[str]:
    """The list that a phrase with "..." belongs to."""
    before, after = line[:3] == _OPEN, line[-3:] == _OPEN
    if line.count(_OPEN) != before + after:
        raise PhraseFileError(file, number, f"{line!r} has '...' in its middle; it may only stand at the start, at the end, or both")
    if before and after:
        return section.inside
    return section.ends if before else section.begins


def _entries(lines: list[str], file: str, first: int) -> list[tuple[str, ...]]:
    """Lines of a word list, each the synonyms between its commas."""
    entries = []
    for number, line in enumerate(lines, first):
        if not line.strip() or line[0] == "#":
            continue
        words = tuple([word for entry in line.casefold().split(",") if (word := entry.strip(_ENTRY_EDGES))])
        if not words:
            raise PhraseFileError(file, number, f"{line.strip()!r} holds no word; write words with commas between synonyms")
        entries.append(words)
    return entries
