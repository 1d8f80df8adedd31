"""What each block of a page is to its article: body, title, caption, or something that was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from cleaner.compose.months import month_in
from cleaner.compose.outline import month_names
from cleaner.model import Article, ArticleBlock, Block, Decision, Page, Removed

Role = Literal["body", "title", "byline", "date", "caption", "picture", "repeated", ""]

BYLINE_ROOM = 30
"""Characters that a byline may have beside the name ("Reported By :", a day): a longer line is about the author."""
DATE_WORDS = 14
"""Words of the longest line that is named for its date."""
MOST_CAPTIONS = 50
"""Captions of one line that a block is held against where it is none of them word by word, but with a label or a credit."""
REPEATED = "compose.repeated"
MOVED = "compose.moved"
_NUMBER = re.compile(r"\d+")


class Part(NamedTuple):
    """What becomes of one block. role: what it is; "" for what belongs to no part of the article. shown: whether it stands in the article.

    rule: the name of a rule of composing that left it out although it was decided to be content, or ""."""

    role: Role
    shown: bool
    rule: str = ""


def parts(page: Page, decisions: Sequence[Decision], article: Article) -> list[Part]:
    """One part for every block. An article that lists what was removed (`Options.removed`) tells more exactly."""
    placed = _Placed(
        frozenset(article.captions),
        _by_lines([block for block in article.blocks if block.kind == "caption"]),
        frozenset((block.text, block.lines) for block in article.blocks if block.kind == "image"),
    )
    found = [_body(block, decision, gone, placed) for block, decision, gone in _with_removed(page.blocks, decisions, article)]
    for index, block in enumerate(page.blocks):
        if not found[index].shown and found[index].role == "" and _is_byline(block, article):
            found[index] = found[index]._replace(role="byline")
    title = _title(page.blocks, found, article.title)
    if title is not None:
        found[title] = Part("title", shown=True)
    day = _date(page.blocks, found, article.date, title or 0, article.language)
    if day is not None:
        found[day] = found[day]._replace(role="date")
    return found


def _with_removed(
    blocks: Sequence[Block], decisions: Sequence[Decision], article: Article
) -> Iterator[tuple[Block, Decision, Removed | None]]:
    """Blocks with what says that they were left out, which stands in the same order."""
    gone = iter(article.removed if article.removed is not None else _dropped(blocks, decisions))
    following = next(gone, None)
    for block, decision in zip(blocks, decisions, strict=True):
        if following and (following.lines, following.text, following.score) == (block.lines, block.text, decision.score):
            yield block, decision, following
            following = next(gone, None)
        else:
            yield block, decision, None


def _dropped(blocks: Sequence[Block], decisions: Sequence[Decision]) -> Iterator[Removed]:
    rows = zip(blocks, decisions, strict=True)
    return (Removed(block.lines, block.text, (), decision.score) for block, decision in rows if not decision.keep)


class _Placed(NamedTuple):
    """What stands in the article beside the text: all captions, those that are shown, by their lines, the pictures."""

    captions: frozenset[str]
    shown: Mapping[tuple[int, int], Sequence[str]]
    pictures: frozenset[tuple[str, tuple[int, int]]]


def _body(block: Block, decision: Decision, gone: Removed | None, placed: _Placed) -> Part:
    """What a block is by what stands in the article, whatever its words are."""
    here = placed.shown.get(block.lines, ())
    if block.text in placed.captions or any(text in block.text or block.text in text for text in here):
        return Part("caption", shown=bool(here))
    if (block.text, block.lines) in placed.pictures:
        return Part("picture", shown=True)
    if gone is None and decision.keep:
        return Part("body", shown=True)
    rule = gone.rules[0] if gone and gone.rules else ""
    if decision.keep and rule == REPEATED:
        return Part("repeated", shown=False, rule=rule)
    return Part("", shown=False, rule=rule if decision.keep else "")


def _by_lines(captions: Sequence[ArticleBlock]) -> dict[tuple[int, int], list[str]]:
    """Captions by the lines that they stand on: the first ones, as HTML on one line would have all compared with all blocks."""
    found: dict[tuple[int, int], list[str]] = {}
    for block in captions:
        here = found.setdefault(block.lines, [])
        if len(here) < MOST_CAPTIONS:
            here.append(block.text)
    return found


def _is_byline(block: Block, article: Article) -> bool:
    return any(name in block.text and len(block.text) <= len(name) + BYLINE_ROOM for name in article.authors)


def _title(blocks: Sequence[Block], found: Sequence[Part], title: str | None) -> int | None:
    """The block that is the title, or else that begins with it (and goes on with the site's name): the last one above the body."""
    if title is None:
        return None
    start = next((i for i, part in enumerate(found) if part.role == "body"), len(blocks))
    begun = [i for i, block in enumerate(blocks) if block.text.startswith(title) and found[i].role != "body"]
    same = [i for i in begun if blocks[i].text == title]
    above = [i for i in same or begun if i <= start]
    return above[-1] if above else next(iter(same or begun), None)


def _date(blocks: Sequence[Block], found: Sequence[Part], date: str | None, title: int, language: str | None) -> int | None:
    """The short line that has the article's day: the nearest to the title. Or the line that is its month, where no day is known."""
    if date and len(date) == len("2003-11"):
        names = month_names(language)
        return next((i for i, block in enumerate(blocks) if not found[i].shown and month_in(block.text, names) == date), None)
    wanted = {int(number) for number in _NUMBER.findall((date or "")[:10])[::2]}  # year and day; months may be words
    if len(wanted) < 2:
        return None
    lines = [
        i
        for i, block in enumerate(blocks)
        if not found[i].shown
        and len(block.text) < 12 * DATE_WORDS
        and len(block.text.split()) <= DATE_WORDS
        and wanted <= {int(number) for number in _NUMBER.findall(block.text) if len(number) < 5}
    ]
    return min(lines, key=lambda i: abs(i - title), default=None)
