"""Numbered sections of an article ("1. Who we are", "2. Membership"), of which the first are kept and others would fall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cleaner.rules.evidence import Evidence
from cleaner.rules.sections import STOPS, once

_HEADING, _PROSE = 12, 3
"""Words of a numbered line at most, and of a sentence under it at least."""
_FEWEST, _KEPT, _LONGEST = 3, 2, 40
"""Sections at least, how many of the first are kept, and blocks of one at most."""
_TALKED = ("legal.", "date.")
"""How the marks begin that a sentence may have: terms and rules speak of privacy, of rights and of changes."""


def rest_of_numbered(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped headings and sentences of numbered sections, of which the first ones are kept: nobody numbers furniture so.

    On unseen sites (five folds, four views with lines) articles gain .0001 of recall in three views at the same word-F1, other types
    change by .0001 at most; of 63 lines that the rules of a club and a list of museums had lost in seven forms 45 are kept."""
    if evidence.page.shape not in ("lines", "wrapped", "markdown"):
        return []
    found: list[int] = []
    for heads in _series(evidence):
        sections = [_sentences(evidence, head, end) for head, end in zip(heads, [*heads[1:], evidence.size], strict=True)]
        if all(any(scores[i] >= 0 for i in section) for section in sections[:_KEPT]):
            found += [i for head, section in zip(heads, sections, strict=True) for i in (head, *section) if scores[i] < 0]
    return found


def _series(evidence: Evidence) -> Iterator[list[int]]:
    """The numbered lines of each run of sections that are numbered from one and have sentences in them."""
    heads: list[int] = []
    for block, number in _numbered(evidence):
        goes_on = heads and number == len(heads) + 1 and block - heads[-1] <= _LONGEST and _sentences(evidence, heads[-1], block)
        if not goes_on:
            if len(heads) >= _FEWEST:
                yield heads
            heads = []
        if goes_on or number == 1:
            heads.append(block)
    if len(heads) >= _FEWEST and _sentences(evidence, heads[-1], evidence.size):
        yield heads


def _numbered(evidence: Evidence) -> Iterator[tuple[int, int]]:
    """The short lines that begin with a number, and which."""
    for i, block in enumerate(evidence.blocks):
        if (block.text[:1].isdigit() or block.marker[:1].isdigit()) and evidence.words[i] <= _HEADING:
            lead = block.marker if block.marker[:1].isdigit() else block.text[:8]
            if found := _number().match(f"{lead} "):
                yield i, int(found[1])


def _sentences(evidence: Evidence, head: int, end: int) -> list[int]:
    """The sentences right under a numbered line, up to the first line that is none."""
    found: list[int] = []
    for i in range(head + 1, min(end, head + _LONGEST)):
        said = evidence.words[i] >= _PROSE and evidence.blocks[i].text.endswith(STOPS) and once(evidence, i)
        if not said or not all(mark.startswith(_TALKED) for mark in evidence.marks.get(i, ())):
            break
        found.append(i)
    return found


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(\d{1,2})[.)]\s")
