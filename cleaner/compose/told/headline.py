"""The headline of a page with clues: every title it gives itself, those without the site's name, and the lines of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.compose.bands import STEPS, at, bands, total
from cleaner.compose.outline import Outline, size
from cleaner.compose.title import LONGEST, Title, anchor_of, finalists
from cleaner.compose.title_evidence import evidence as text_evidence
from cleaner.compose.title_evidence import surroundings
from cleaner.compose.told.spelling import folded, letters, site_names, slug, words
from cleaner.compose.weights import UNIT
from cleaner.model import Clue

SEPARATOR = re.compile(r"\s+(?:[|–—•·»›«:/~-]|::)\s+|\s*[|｜_]\s*|:\s+|-(?=[^\x00-\u2e7f])")
"""What stands between a headline and the name of the site, and in many headlines."""

SPLITS = 3
"""Separators of a title, from either end, at which it is cut."""

_WORDS = bands("words", (0, 2, 3, 4, 6, 8, 13, 18, 25), 40)
_WHOLE = bands("whole", (0, 1, 2, 3, 4), 8)
_CUT = bands("cut-of", (0, 1, 2, 3), 6)
_INSIDE = bands("inside", (0, 1, 2, 3), 6)
_HOLDS = bands("holds", (0, 1, 2), 4)
_IN_TITLE = bands("in-title", (0, 5, 10, 14, 17, 20), STEPS)
_OF_TITLE = bands("of-title", (0, 5, 10, 14, 17, 20), STEPS)
_SLUG = bands("slug", (0, 5, 10, 14, 17, 20), STEPS)
_OF_SLUG = bands("of-slug", (0, 5, 10, 14, 17, 20), STEPS)
_BEHIND_BEST = bands("text-behind", (0, 1, 2, 4, 6, 9), 12)
_SITE_WORDS = bands("cut-words", (0, 1, 2, 3, 4, 6), 8)
_ABOVE = bands("above", (0, 1, 2, 4, 7, 12, 20), 40)


class Candidate:
    """A text that may be the headline, with all that speaks for it. sources: of clues that give it as it is. cuts: of those of which it
    is a part, and what was cut off. blocks: where it stands in the text, with the evidence there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sources: set[str] = set()
        self.cuts: set[tuple[str, str, bool]] = set()
        self.blocks: list[int] = []
        self.score: int | None = None


class Context(NamedTuple):
    """What all candidates are compared with. sites: names of the site. address: words of the page's address. titles: its titles, folded,
    by source. lines: those of the text, folded. known: words of all its titles. best: score of the best line of the text."""

    sites: frozenset[str]
    address: frozenset[str]
    titles: Sequence[tuple[str, str]]
    lines: frozenset[str]
    known: frozenset[str]
    best: int | None
    headlines: int


def told_title(page: Outline, clues: Sequence[Clue], url: str | None) -> Title | None:
    """The headline of a page with clues, or None where nothing can be one."""
    found, context = candidates(page, clues, url)
    if not found:
        return None
    scores = [total(evidence(candidate, page, context), page.weights.told_title) for candidate in found]
    best = found[max(range(len(found)), key=scores.__getitem__)]
    same = folded(best.text)
    return Title(best.text, frozenset(i for i in page.near if folded(page.blocks[i].text) == same), best.text)


def told_anchor(title: Title | None, page: Outline) -> int | None:
    """The block that bylines and dates stand around: the headline, or the page's heading where it is nowhere in the text."""
    if title is None or title.blocks:
        return anchor_of(title, page)
    headings = [i for i, block in enumerate(page.blocks) if block.kind == "heading" and block.markup and block.markup.level == 1]
    shared = [len(words(page.blocks[i].text) & words(title.text)) for i in headings]
    return headings[shared.index(max(shared))] if headings else None


def candidates(page: Outline, clues: Sequence[Clue], url: str | None) -> tuple[list[Candidate], Context]:
    """All candidates of a page, those of the text first, and what they are compared with."""
    found: dict[str, Candidate] = {}
    lines = finalists(page)
    around = surroundings(page, lines)
    for line in lines:
        candidate = _entry(found, line.text)
        score = total(text_evidence(line, page, around), page.weights.title)
        candidate.blocks.append(line.block)
        candidate.score = score if candidate.score is None else max(score, candidate.score)
    titles = [clue for clue in clues if clue.field == "title" and len(clue.value) <= LONGEST]
    for clue in titles:
        _entry(found, clue.value).sources.add(clue.source)
        for part, rest, behind in _parts(clue.value):
            _entry(found, part).cuts.add((clue.source, rest, behind))
    told = [clue for clue in titles if not clue.source.startswith(("class", "h1"))]
    scores = [candidate.score for candidate in found.values() if candidate.score is not None]
    return list(found.values()), Context(
        sites=site_names(clues, url),
        address=slug(clues, url),
        titles=[(clue.source, folded(clue.value)) for clue in titles],
        lines=frozenset(key for key, candidate in found.items() if candidate.blocks),
        known=frozenset().union(*(words(clue.value) for clue in told)),
        best=max(scores, default=None),
        headlines=sum(clue.source.startswith("h1") for clue in titles),
    )


def _entry(found: dict[str, Candidate], text: str) -> Candidate:
    return found.setdefault(folded(text), Candidate(text))


def _parts(title: str) -> Iterator[tuple[str, str, bool]]:
    """What a title is without what stands behind or before a separator: the part, the rest, whether the rest stood behind."""
    cuts = list(SEPARATOR.finditer(title))
    for cut in cuts[-SPLITS:]:
        if cut.start() > 0 and cut.end() < len(title):
            yield title[: cut.start()], title[cut.end() :], True
    for cut in cuts[:SPLITS]:
        if cut.start() > 0 and cut.end() < len(title):
            yield title[cut.end() :], title[: cut.start()], False


def evidence(candidate: Candidate, page: Outline, context: Context) -> list[str]:
    """The names of all evidence on one candidate."""
    return [*_told(candidate, context), *_site(candidate, context), *_text(candidate, page, context), *_form(candidate, context)]


def _told(candidate: Candidate, context: Context) -> Iterator[str]:
    """Which clues give it, as it is or as a part."""
    for source in sorted(candidate.sources):
        yield f"src={source}"
    if "h1" in candidate.sources:
        yield "only-h1" if context.headlines == 1 else "one-h1-of-many"
    for source in sorted({source for source, _, _ in candidate.cuts}):
        yield f"cut={source}"
    yield at(_WHOLE, len(candidate.sources))
    yield at(_CUT, len({source for source, _, _ in candidate.cuts}))
    key = folded(candidate.text)
    longer = [title for _, title in context.titles if len(title) > len(key) and key in title]
    yield at(_INSIDE, len(longer))
    shorter = {title for source, title in context.titles if len(title) < len(key) and title in key and title.count(" ") > 1}
    yield at(_HOLDS, len(shorter))
    if any(line != key and key.startswith(line) and size(line) > 2 for line in context.lines):
        yield "begins-with-line"
    if any(line != key and key.endswith(line) and size(line) > 2 for line in context.lines):
        yield "ends-with-line"


def _site(candidate: Candidate, context: Context) -> Iterator[str]:
    """Where the site's name stands: it is the text itself, what was cut off, or still at its end."""
    if letters(candidate.text) in context.sites:
        yield "is-site"
    if candidate.cuts and not candidate.sources:
        _, rest, behind = min(candidate.cuts)
        place = "behind" if behind else "before"
        yield f"cut-{place}.{'line' if candidate.blocks else 'no-line'}"
        yield at(_SITE_WORDS, size(rest))
        name = letters(rest)
        if name in context.sites:
            yield f"cut-{place}=site"
        elif any(name in site or site in name for site in context.sites if len(site) > 3 < len(name)):
            yield f"cut-{place}=like-site"
        else:
            yield f"cut-{place}=other"
    for part, rest, behind in _parts(candidate.text):
        name = letters(rest)
        if name in context.sites and part:
            yield "site-behind" if behind else "site-before"


def _text(candidate: Candidate, page: Outline, context: Context) -> Iterator[str]:
    """Where it stands in the text, and what is known of that line."""
    if not candidate.blocks or candidate.score is None or context.best is None:
        yield "text=none"
        return
    yield at(_BEHIND_BEST, (context.best - candidate.score) // UNIT)
    index = max(candidate.blocks, key=lambda i: (i <= page.start, i))
    block = page.blocks[index]
    level = block.markup.level if block.markup else 0
    yield f"kind={block.kind}{level or ''}"
    yield at(_ABOVE, page.start - index) if index <= page.start else "below"
    if candidate.sources:
        yield "text-and-clue"


def _form(candidate: Candidate, context: Context) -> Iterator[str]:
    own = words(candidate.text)
    yield at(_WORDS, size(candidate.text))
    if candidate.text.endswith(("...", "…")):
        yield "cut-short"
    if not own:
        return
    if context.known:
        hits = len(own & context.known)
        yield at(_IN_TITLE, hits * STEPS // len(own))
        yield at(_OF_TITLE, hits * STEPS // len(context.known))
    if len(context.address) > 1:
        hits = len(own & context.address)
        yield at(_SLUG, hits * STEPS // len(own))
        yield at(_OF_SLUG, hits * STEPS // len(context.address))
