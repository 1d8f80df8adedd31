"""What every part of composing looks at: a page's blocks, which were kept, where the body begins and ends, what stands near."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import compress, pairwise
from typing import NamedTuple

from cleaner import phrases
from cleaner.compose.dates import HINT, Day, days
from cleaner.compose.weights import Weights, load_weights, with_told
from cleaner.model import Block, Decision, Decisions, Page

LONG = 15
"""Words from which a kept block counts as body text: menus, bylines and headlines of the dev pages have fewer, lead paragraphs more."""

SURE, SURE_IN_RUN = 0.5, 0.6
"""Chance from which long blocks are surely kept; on a page on one line it takes more. The body begins with the first of two such blocks in
a row, if there are any: above them may stand doubtful lines of menus and teasers, kept because they may be the article's, which would hide
the headline and the day under them. On unseen sites titles of articles went from .838, .814, .798 and .780 to .846, .813, .807 and .774 by
it (bs4, inscriptis, resiliparse, w3m), their days from .834, .859, .846 and .846 to .847, .859, .852 and .845, titles of Waddle from .939,
.844, .861 and .804 to .951, .861, .880 and .804; titles of other types, where the gold wavers, lost .004 to .018."""

PARTED = 3
"""Blocks from one kept block up to another at the most where both stand together: what is doubtful right above the surely kept is the
body's."""

MENU_BARS = 3
"""Bars from which a long line is a menu on one line."""

ABOVE = 50
BELOW = 15
"""Blocks above and below the body's beginning that are looked at for headline, authors and date: 99 of 100 dev pages have them there."""

BEHIND = 15
"""Blocks behind the body that are looked at for author boxes and dates."""

MASTHEAD_LINES = 7
"""Blocks under a headline in which byline and day stand."""

TOP = 4
"""First blocks of a page, where its title, its date or a weather widget stands."""

DATED = 200
"""Characters of a line in which a date of publication can stand; longer ones are prose about other days."""

LANGUAGE_CHARS = 700
LANGUAGE_BLOCKS = 12
"""How much of the body tells its language; more does not make the guess better."""

SHORT_PIECE = 120
RUN_ON = 40
"""Characters of a piece of a page on one line that may go on in the next piece, and how far it is read there."""

_UNSPACED = re.compile(rb"\xe0[\xb8\xb9]|\xe3[\x81-\x83\x90-\xbf]|[\xe4-\xe9]")
"""How characters of scripts that write no spaces between words (Thai, kana, Han) begin in UTF-8.

In bytes, because a class of so many characters takes longer to compile than all other patterns here."""
_OTHER_LEADS = bytes([*range(0xE0), 0xE1, 0xE2, *range(0xEA, 0x100)])
"""All bytes but those: without them nothing is left of most texts, which takes less time than a search."""

UNSPACED_WORD = 2
"""Characters a word has in those scripts: the mean of Chinese and Japanese news text."""

MONTH_FIRST = frozenset({"en", None})
"""Languages whose pages write 12/25/2024 when no date on the page shows another order."""

DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/\d")
"""A date such as 25/12/2024, which tells how a page writes all of them."""

Marks = Mapping[int, tuple[str, ...]]


class Outline(NamedTuple):
    """A page as composing sees it.

    kept: the decision on every block. marks: the phrase marks on those blocks that have any.
    start: the first long block that is surely kept, where the body begins. stop: one behind the last long kept one. Both are `len(blocks)`
    when nothing was kept.
    oneline: whether the page stood on one line, so that its blocks are cut by the reader.
    near: the blocks around the body's ends, in order, which are looked at closely. days: the calendar days on the shorter of them.
    language: BCP 47 language of the body. weights: by which headline, authors and date are found.
    """

    blocks: Sequence[Block]
    kept: Sequence[bool]
    marks: Marks
    start: int
    stop: int
    oneline: bool
    near: Sequence[int]
    days: Mapping[int, Sequence[Day]]
    language: str | None
    weights: Weights


def _weights(page: Page) -> Weights:
    """The weights by which metadata is found. Markdown without links is decided as lines, but its headings tell as those with links do: of
    163 articles in three such dumps .828, .865 and .816 of the titles are right, by the weights of lines .755, .785 and .816. What text
    says of itself is weighed as what Markdown does."""
    if page.shape == "lines" and page.blocks and page.blocks[0].markup:
        return load_weights("html" if page.source.kind == "html" else "markdown")
    found = load_weights(page.shape)
    return with_told(found, load_weights("markdown")) if page.clues and not found.told_title else found


def outline(page: Page, decisions: Sequence[Decision], marks: Marks | None = None, weights: Weights | None = None) -> Outline:
    """The outline of a page. marks: the phrase marks of its blocks, if somebody knows them already.

    weights: instead of the shipped ones."""
    blocks = page.blocks
    if isinstance(decisions, Decisions):
        kept, chances = decisions.kept, decisions.chances
    else:
        kept, chances = [decision.keep for decision in decisions], [decision.confidence for decision in decisions]
    if marks is None:
        marks = phrases.load().match_page(phrases.fold_lines([block.text for block in blocks]))
    start, stop = _span(blocks, kept, chances, SURE_IN_RUN if page.shape == "oneline" else SURE)
    near = _near(len(blocks), start, stop)
    body = [blocks[i].text for i in range(start, stop) if kept[i]][:LANGUAGE_BLOCKS]
    language = phrases.language("\n".join(body)[:LANGUAGE_CHARS])
    bare = Outline(blocks, kept, marks, start, stop, page.shape == "oneline", near, {}, language, weights or _weights(page))
    return bare._replace(days=_days(bare))


def looking_at(page: Outline, title: int | None) -> Outline:
    """The outline with the lines around the headline among those that are looked at, where it stands far above the body.

    title: the block of the headline."""
    if title is None or title + 1 in page.near:
        return page
    wider = page._replace(near=sorted({*page.near, *range(max(0, title - 2), min(len(page.blocks), title + MASTHEAD_LINES + 1))}))
    return wider._replace(days=_days(wider))


def _span(blocks: Sequence[Block], kept: Sequence[bool], chances: Sequence[float], sure: float) -> tuple[int, int]:
    """Where the body begins and ends; where no kept block is long, at the first and the last kept one.

    sure: the chance from which a kept block is surely content."""
    body = list(compress(range(len(kept)), kept))
    if not body:
        return len(blocks), len(blocks)
    long = [i for i in body if is_long(blocks[i][0])] or body
    first = next((i for i, below in pairwise(long) if chances[i] >= sure and chances[below] >= sure), long[0])
    start, edge = first, first
    for i in reversed(body[: body.index(first)]):
        if edge - i > PARTED:
            break
        start, edge = (i if is_long(blocks[i].text) else start), i
    return start, long[-1] + 1


def _near(count: int, start: int, stop: int) -> list[int]:
    head = range(max(0, start - ABOVE), min(count, start + BELOW))
    tail = range(max(head.stop, stop - 2), min(count, stop + BEHIND))
    return [*range(min(TOP, head.start)), *head, *tail]


def _days(page: Outline) -> dict[int, list[Day]]:
    """The days on the lines near the body. How 3/6/2025 is read goes by language, unless another date on the page tells."""
    lines = [(i, line(page, i) if page.oneline else text) for i in page.near if len(text := page.blocks[i][0]) <= DATED]
    dated = [(i, text) for i, text in lines if HINT.search(text)]
    months = month_names(page.language)
    month_first = page.language in MONTH_FIRST and not any(DAY_FIRST.search(text) for _, text in dated)
    found = {i: days(text, months, month_first=month_first, language=page.language) for i, text in dated}
    return {i: on for i, on in found.items() if on and on[0].start < len(page.blocks[i].text)}


@cache
def month_names(language: str | None) -> Mapping[str, int]:
    """Numbers of month names: those of a language, and those of all others that mean no other month."""
    book = phrases.load()
    return {**book.numbered("date.month"), **(book.numbered("date.month", language) if language else {})}


def line(page: Outline, index: int) -> str:
    """The text of a block; on a page on one line with the words that follow, since the reader cuts names and dates in two there."""
    text = page.blocks[index].text
    if not page.oneline or index + 1 >= len(page.blocks) or len(text) > SHORT_PIECE:
        return text
    return f"{text} {page.blocks[index + 1].text[:RUN_ON]}"


def is_long(text: str) -> bool:
    """Whether a text has the length of a body paragraph, whatever its script.

    >>> is_long("Breaking news")
    False
    >>> is_long("市议会周二晚间以微弱多数通过了新的住房预算，市长表示施工将于明年春天开始。")
    True
    """
    if len(text) < LONG * UNSPACED_WORD or (text.count(" ") + 1 < LONG and size(text) < LONG):
        return False
    return "|" not in text or text.count(" | ") < MENU_BARS


def size(text: str) -> int:
    """How many words a text has, where two characters of a script without spaces count as one.

    >>> size("three short words"), size("东京都知事 访问大阪府的一所小学")
    (3, 9)
    """
    spaces = text.count(" ") + 1
    return spaces if text.isascii() else spaces + unspaced(text) // UNSPACED_WORD


def unspaced(text: str) -> int:
    """How many characters of scripts without spaces a text has.

    >>> unspaced("the city’s trams"), unspaced("东京 2025")
    (0, 2)
    """
    if text.isascii():
        return 0
    utf8 = text.encode("utf-8", "replace")
    return len(_UNSPACED.findall(utf8)) if utf8.translate(None, _OTHER_LEADS) else 0
