"""Decisions into an article: title, authors, date, captions, body.

What is kept is the body; what was dropped is still looked at for headline, byline and date, since they stand outside the body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import NamedTuple

from cleaner.compose.body import body_blocks
from cleaner.compose.captions import find_captions
from cleaner.compose.copies import copies
from cleaner.compose.labels import labelled
from cleaner.compose.months import find_month
from cleaner.compose.outline import Marks, Outline, looking_at, outline, size
from cleaner.compose.people import find_authors
from cleaner.compose.published import find_date, find_labelled
from cleaner.compose.title import Title, anchor_of, find_title
from cleaner.compose.weights import Weights
from cleaner.model import Article, Clue, Decision, Options, Page, Removed

__all__ = ["Metadata", "compose", "metadata"]

RULES = 3
"""Marks that are named for a block that was left out."""

LINE_WORDS = 12
"""Words of the longest line that holds a byline or a date and nothing of the article."""

CRUMBS = 80
"""Characters that a breadcrumb or a page title has beside the headline."""

MOVED = "compose.moved"
"""The rule of blocks that were kept and stand elsewhere in the article: headline, byline, date."""

REPEATED = "compose.repeated"
"""The rule of blocks that were kept and stood in the article before."""

_SENTENCE_END = tuple(".!?。！？")


class Metadata(NamedTuple):
    """What is known of an article beside its body. lines: the blocks that hold its authors and its date."""

    title: Title | None
    authors: tuple[str, ...]
    date: str | None
    site: str | None
    url: str | None
    language: str | None
    image: str | None
    lines: tuple[int, ...]


def compose(
    page: Page,
    decisions: Sequence[Decision],
    options: Options,
    confidence: float,
    marks: Marks | None = None,
    weights: Weights | None = None,
    wanted: Set[int] = frozenset(),
) -> Article:
    """The article of a page. decisions: one for every block. confidence: of the whole page, 0 to 1.

    marks: names of the phrase marks on each block that has any (`Book.match_page`), if the caller knows them; else they are looked up.
    weights: by which metadata is found, instead of the shipped ones.
    wanted: blocks that stay in the body, whatever they look like.

    A page of which nothing was kept gives an article without text."""
    view = outline(page, decisions, marks, weights)
    if not any(view.kept):
        return Article(url=options.url, confidence=confidence, removed=_removed(view, decisions, {}, options), source=page.source)
    found = metadata(view, page.clues, options.url)
    captions = find_captions(view)
    out = dict.fromkeys(copies(view), REPEATED)
    out |= dict.fromkeys((i for i, text in captions.items() if not text), REPEATED)
    out |= dict.fromkeys([*_headlines(view, found.title), *_metadata_lines(view, found.lines), *_empty_labels(view)], MOVED)
    for block in wanted:
        out.pop(block, None)
        captions.pop(block, None)
    shown = {i: text for i, text in captions.items() if text and i not in out}
    return Article(
        title=found.title.text if found.title else None,
        authors=found.authors,
        date=found.date,
        site=found.site,
        url=found.url,
        language=found.language,
        image=found.image,
        blocks=tuple(body_blocks(view, frozenset(out), shown, options)),
        captions=tuple(shown.values()),
        confidence=confidence,
        removed=_removed(view, decisions, {**out, **dict.fromkeys(shown, "")}, options),
        source=page.source,
    )


def metadata(view: Outline, clues: Sequence[Clue], url: str | None) -> Metadata:
    """What is known of an article beside its body. url: its address, if the caller knows it."""
    return _told(view, clues, url) if clues else _read(view, url)


def _read(view: Outline, url: str | None) -> Metadata:
    """The metadata of a page that has nothing but its text."""
    title = find_title(view)
    anchor = anchor_of(title, view)
    view = looking_at(view, anchor)
    date = find_date(view, anchor) or find_labelled(view) or find_month(view, anchor)
    authors = find_authors(view, anchor, title.stands if title else "")
    lines = ([date.block] if date else []) + ([authors.block] if authors and authors.source != "bio" else [])
    names = authors.names if authors else ()
    return Metadata(_sure(title), names, date.iso if date else None, None, url, view.language, None, tuple(lines))


def _sure(title: Title | None) -> Title | None:
    """A headline that may be shown."""
    return title if title and title.sure else None


def _told(view: Outline, clues: Sequence[Clue], url: str | None) -> Metadata:
    """The metadata of a page that says something of itself."""
    from cleaner.compose import told

    title = told.told_title(view, clues, url) if any(clue.field == "title" for clue in clues) else _sure(find_title(view))
    anchor = told.told_anchor(title, view)
    date, authors = told.told_date(view, clues, anchor), told.told_authors(view, clues, url, title.text if title else "", anchor)
    byline = authors.byline if authors.byline and authors.byline.source != "bio" else None
    lines = tuple([line.block for line in (date.line if date else None, byline) if line])
    facts = told.told_facts(clues, url, view.language, title.text if title else None)
    return Metadata(title, authors.names, date.iso if date else None, *facts, lines)


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


def _metadata_lines(view: Outline, lines: Sequence[int]) -> Iterator[int]:
    """Kept lines that hold the byline or the date and no sentence."""
    for index in lines:
        text = view.blocks[index].text
        sentence = text.endswith(_SENTENCE_END) and size(text) > LINE_WORDS // 2
        if view.kept[index] and size(text) <= LINE_WORDS and not sentence:
            yield index


def _empty_labels(view: Outline) -> Iterator[int]:
    """Kept lines that announce who wrote and name nobody ("Reported By :"): what they belong to stands elsewhere, or nowhere."""
    for index, marks in view.marks.items():
        if view.kept[index] and "people.byline" in marks and view.blocks[index].text.endswith((":", "：")):
            label, rest = labelled(view.blocks[index].text, "people.byline")
            if label and not rest:
                yield index


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
