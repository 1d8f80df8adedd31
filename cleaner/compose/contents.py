"""The entries of a table of contents: lines above the body that head its sections further down, which look like headlines one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cleaner import phrases
from cleaner.compose.outline import BELOW, Outline
from cleaner.model import Block

HIGHEST = 80
"""Blocks above the body where a table of contents begins at the highest."""

SHORT = 200
"""Characters of an entry at the most."""

LABEL = 50
"""Characters of the longest label of a table of contents."""

LEAST, LEAST_LABELLED = 3, 2
"""Entries one after another that make a table of contents, without "Contents" above them and with it. Fewer lines that stand again may be
the headline and its standfirst."""

ABOVE = 15
"""Blocks above the first entry in which the headline stands."""

OVER = 3
"""Blocks above the body's first long paragraph in which its first heading stands."""

BODY = 2000
"""Blocks of the body among which the sections' headings are looked for."""

MISSED = 2
"""Lines in a row under such a label that head no section, and yet are followed by one that does: the headline, a heading in other words."""

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[ivxIVX]{1,4}[.)])\s+")
_DOTS = ".·…_"
_PAGE = re.compile(rf"\s*[{_DOTS}]{{2,}}\s*\d*$")
"""The number before an entry, and the dots behind it with the number of its page."""

_NUMERALS = frozenset("0123456789ivxIVX")

_TOGGLES = frozenset(("hide", "show", "toggle", "[hide]", "[show]", "[toggle]", "close", "open"))
"""What stands behind the label of a table that opens and closes."""


class _Entry(NamedTuple):
    """A line that may be an entry, the block further down that has the same text (-1 if there is none), and the number before it, or ""."""

    block: int
    section: int
    number: str


def contents(page: Outline) -> frozenset[int]:
    """The blocks above the body, or right below its beginning, that are entries of a table of contents, and the headings they are of.

    An entry that stands above the table, too, is the headline."""
    found = _tables(page)
    if not found:
        return frozenset()
    first = min(found)
    above = {_key(page.blocks[i].text) for i in (0, *range(max(0, first - ABOVE), first)) if i < first}
    return frozenset(i for i in found if _key(page.blocks[i].text) not in above)


def _tables(page: Outline) -> set[int]:
    """All entries and the headings they are of."""
    top, bottom = max(0, page.start - HIGHEST), min(len(page.blocks), page.start + BELOW)
    body = range(max(0, page.start - OVER), min(page.stop, page.start + BODY))
    sections = {_key(page.blocks[i].text): i for i in body if page.kept[i] and _may_head_section(page.blocks[i])}
    texts = [block.text for block in page.blocks[top:bottom]]
    heads = {i: section for i, text in enumerate(texts, top) if (section := sections.get(_key(text), -1)) > i}
    found: set[int] = set()
    if len(heads) < LEAST and not any(map(_is_label, texts)):
        return found  # as nearly everywhere
    run: list[_Entry] = []
    missed, labelled = 0, False
    for index, text in enumerate(texts, top):
        if _is_label(text):
            found.update(_entries(run, labelled=labelled))
            run, missed, labelled = [], 0, True
            continue
        if len(text) > SHORT or page.blocks[index].kind == "heading" or missed > (MISSED if labelled else 0):
            found.update(_entries(run, labelled=labelled))
            run, missed, labelled = [], 0, False
        if not any(map(str.isalpha, text)):
            continue
        number = _NUMBER.match(text)
        entry = _Entry(index, heads.get(index, -1), number[0].strip() if number else "")
        run.append(entry)
        missed = 0 if entry.section >= 0 or (labelled and entry.number) else missed + 1
    found.update(_entries(run, labelled=labelled))
    return found


def _may_head_section(block: Block) -> bool:
    """Whether a kept block may be the heading of a section: it is short, and markup doesn't say that it is the page's."""
    return len(block.text) <= SHORT and not (block.kind == "heading" and block.markup and block.markup.level == 1)


def _entries(run: Sequence[_Entry], *, labelled: bool) -> Iterator[int]:
    """The blocks of a run that are entries: those up to the last that heads a section, if enough do so in the order of the page, or, below
    a label, are numbered; and the headings of these sections."""
    last = -1
    heads: list[_Entry] = []
    for entry in run:
        if entry.section > last:
            heads.append(entry)
            last = entry.section
        elif labelled and entry.number:
            heads.append(entry)
    if len(heads) >= (LEAST_LABELLED if labelled else LEAST):
        yield from (entry.block for entry in run if labelled and entry.block <= heads[-1].block)
        yield from (entry.block for entry in heads)
        yield from (entry.section for entry in heads if entry.section >= 0)


def _key(text: str) -> str:
    """A heading as it is compared with an entry: without its number, dots and capitals.

    >>> _key("2.1 Methods of dredging ..... 14"), _key("Methods of Dredging")
    ('methods of dredging', 'methods of dredging')
    """
    if text[:1] in _NUMERALS:
        text = _NUMBER.sub("", text, count=1)
    if text[-1:].isdigit() or (text[-1:] in _DOTS and text[-2:-1] in _DOTS):  # a sentence ends with one
        text = _PAGE.sub("", text)
    return text.strip(" :.").casefold()


def _is_label(text: str) -> bool:
    """Whether a line stands above a table of contents.

    >>> _is_label("Table of Contents"), _is_label("Contents [hide]"), _is_label("Contents of the cargo")
    (True, True, False)
    """
    if len(text) > LABEL:
        return False
    label, labels = text.casefold().strip(" :"), _labels()
    while label not in labels:
        label, _, last = label.rpartition(" ")
        if last not in _TOGGLES:
            return False
    return True


@cache
def _labels() -> frozenset[str]:
    words = sorted(phrases.load().words("words.contents"))
    return frozenset([*map(str.casefold, words), *phrases.fold_lines(words)])
