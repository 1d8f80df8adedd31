"""Decisions into an article: title, authors, date, captions, body.

What is kept is the body; what was dropped is still looked at for headline, byline and date, since they stand outside the body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from cleaner.compose.body import body_blocks
from cleaner.compose.captions import find_captions
from cleaner.compose.outline import Marks, Outline, outline, size
from cleaner.compose.people import find_authors
from cleaner.compose.people_evidence import Candidate as Byline
from cleaner.compose.published import Candidate as Day
from cleaner.compose.published import find_date
from cleaner.compose.title import Title, find_title
from cleaner.model import Article, Decision, Options, Page, Removed

__all__ = ["compose"]

RULES = 3
"""Marks that are named for a block that was left out."""

LINE_WORDS = 12
"""Words of the longest line that holds a byline or a date and nothing of the article."""

CRUMBS = 80
"""Characters that a breadcrumb or a page title has beside the headline."""

REPEAT_WORDS = 6
"""Words from which a paragraph that stands twice in a row is an artefact; shorter ones may be a refrain."""

MOVED = "compose.moved"
"""The rule of blocks that were kept and stand elsewhere in the article: headline, byline, date."""

REPEATED = "compose.repeated"
"""The rule of blocks that were kept and stood in the article before."""

_SENTENCE_END = tuple(".!?。！？")


def compose(page: Page, decisions: Sequence[Decision], options: Options, confidence: float, marks: Marks | None = None) -> Article:
    """The article of a page. decisions: one for every block. confidence: of the whole page, 0 to 1.

    marks: names of the phrase marks on each block that has any (`Book.match_page`), if the caller knows them; else they are looked up.

    A page of which nothing was kept gives an article without text."""
    view = outline(page, decisions, marks)
    if not any(view.kept):
        return Article(url=options.url, confidence=confidence, removed=_removed(view, decisions, {}, options), source=page.source)
    title = find_title(view)
    anchor = _anchor(title, view)
    date, authors, captions = find_date(view, anchor), find_authors(view, anchor), find_captions(view)
    out = dict.fromkeys(_repeats(view), REPEATED)
    out |= dict.fromkeys((i for i, text in captions.items() if not text), REPEATED)
    out |= dict.fromkeys([*_headlines(view, title), *_metadata_lines(view, date, authors)], MOVED)
    shown = {i: text for i, text in captions.items() if text and i not in out}
    return Article(
        title=title.text if title else None,
        authors=authors.names if authors else (),
        date=date.iso if date else None,
        url=options.url,
        language=view.language,
        blocks=tuple(body_blocks(view, frozenset(out), shown, options)),
        captions=tuple(shown.values()),
        confidence=confidence,
        removed=_removed(view, decisions, {**out, **dict.fromkeys(shown, "")}, options),
        source=page.source,
    )


def _anchor(title: Title | None, view: Outline) -> int | None:
    """The block of the headline that stands nearest above the body, for what stands around it."""
    if title is None:
        return None
    above = [i for i in title.blocks if i <= view.start]
    return max(above, default=min(title.blocks, default=None))


def _headlines(view: Outline, title: Title | None) -> Iterator[int]:
    """Kept blocks that are the headline again: alone, in a breadcrumb or in the page's title, or a piece of it on a page on one line."""
    if title is None:
        return
    line = title.text.casefold()
    for index, kept in enumerate(view.kept):
        if kept and len(view.blocks[index][0]) - len(line) <= CRUMBS:
            text = view.blocks[index].text.casefold()
            crumb = index < view.start and (text.startswith(line) or text.endswith(line))
            piece = view.oneline and index < view.start and text in line
            if text == line or crumb or piece:
                yield index


def _metadata_lines(view: Outline, date: Day | None, authors: Byline | None) -> Iterator[int]:
    """Kept lines that hold the byline or the date and no sentence."""
    found = [date.block] if date else []
    if authors and authors.source != "bio":
        found.append(authors.block)
    for index in found:
        text = view.blocks[index].text
        sentence = text.endswith(_SENTENCE_END) and size(text) > LINE_WORDS // 2
        if view.kept[index] and size(text) <= LINE_WORDS and not sentence:
            yield index


def _repeats(view: Outline) -> list[int]:
    """Kept paragraphs that stand twice in a row: dumps hold text for readers and for screen readers."""
    texts = [(i, view.blocks[i].text) for i, kept in enumerate(view.kept) if kept and view.blocks[i].kind == "paragraph"]
    return [index for (_, before), (index, text) in pairwise(texts) if text == before and size(text) >= REPEAT_WORDS]


def _removed(view: Outline, decisions: Sequence[Decision], out: Mapping[int, str], options: Options) -> tuple[Removed, ...] | None:
    """What was left out and why, if asked for. out: blocks that stand elsewhere (""), or the rule by which they don't stand in the body."""
    if not options.removed:
        return None
    return tuple(
        Removed(block.lines, block.text, (out[i],) if i in out else _strongest(decision), decision.score)
        for i, (block, decision) in enumerate(zip(view.blocks, decisions, strict=True))
        if out.get(i, not decision.keep)
    )


def _strongest(decision: Decision) -> tuple[str, ...]:
    """The names of the marks that spoke most for dropping a block."""
    return tuple(islice((mark.name for mark in decision.marks if mark.weight < 0), RULES))
