"""Pages without an article that talk: "Sorry, we couldn't find ...", or what a wall before the page says of cookies and partners."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.rules.evidence import Evidence

_ERROR, _COOKIES = "page.error", "legal.cookies"
"""Marks of what such pages say."""
_REST = {_ERROR: 40, _COOKIES: 80}
"""Words without the mark that such a page would keep at most: an error is told shortly, and is also what many ask about in forums."""
_SHARE = 0.3
"""The part of the kept words at least that is in blocks with the mark."""
_SCRAPS = 6
"""Words up to which what is kept of a page that reports an error is what was left of its menu."""


_BYLINE, _SIGNED = "people.byline", 6
"""The mark of a line that names who wrote the page, and its words at most: nobody signs a wall."""


def talk(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The blocks that would be kept of a page without an article: all of them, or none.

    Such pages hold sentences, so that their chances are no menu's. Of the benchmark's 5,823 views in lines this is so of two, both of one
    page whose gold is empty; of 4 invented pages in 24 dumps 83 of 96 came out as articles, and 8 do now."""
    said = {mark: [i for i, marks in evidence.marks.items() if mark in marks] for mark in (_ERROR, _COOKIES)}
    if not any(said.values()) or any(_BYLINE in marks and _is_signature(evidence, i) for i, marks in evidence.marks.items()):
        return []
    kept = [i for i, score in enumerate(scores) if score >= 0]
    words = sum(evidence.words[i] for i in kept)
    if said[_ERROR] and words <= _SCRAPS:
        return kept
    for mark, blocks in said.items():
        marked = sum(evidence.words[i] for i in blocks if scores[i] >= 0)
        if marked and marked >= _SHARE * words and words - marked <= _REST[mark]:
            return kept
    return []


def _is_signature(evidence: Evidence, block: int) -> bool:
    """Whether a line with the mark of bylines is one, and no sentence that begins like one ("By using this site you agree.")."""
    ends = evidence.page.blocks[block].text.endswith((".", "。"))
    return evidence.words[block] <= _SIGNED and not ends and _COOKIES not in evidence.marks[block]
