"""Mottos: what a site says of itself at the top of the page, above its menu."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.rules.evidence import Evidence

MOTTO = -2.5
"""What standing there weighs, in log-odds."""
_TOP, _WORDS = 6, 14
"""Blocks at the top of a page, and words of a motto at most."""
_MENU, _ENTRIES = 9, 2
"""Blocks under a motto among which the menu is, and entries of it at least."""
_PARAGRAPH = 20
"""Words of a first paragraph at least."""


def mottos(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The kept short lines at the top of a page right above its menu.

    Of 13 of them in three views of the benchmark the gold holds none."""
    first = next((i for i, score in enumerate(scores) if score >= 0 and evidence.words[i] >= _PARAGRAPH), 0)
    return [i for i in range(min(first, _TOP)) if scores[i] >= 0 and evidence.words[i] <= _WORDS and _over_menu(evidence, i, first)]


def _over_menu(evidence: Evidence, block: int, first: int) -> bool:
    below = range(block + 1, min(block + 1 + _MENU, first))
    return sum(any(mark.startswith("nav.") for mark in evidence.marks.get(i, ())) for i in below) >= _ENTRIES
