"""Plain page text of any shape into a page of blocks; the shape is told by the page itself."""

from __future__ import annotations

import re

from cleaner.model import Block, Clue, Page, Shape, Source
from cleaner.read import addresses, archived, barred, code, columns, fragments, glued, leftovers, linked, oneline, printed, references, wrap
from cleaner.read.layout import scan
from cleaner.sniff import MAY_HAVE_FRONT

_PERMALINK = re.compile(r"(?<=[^\s¶])¶[^\S\n]*$", re.MULTILINE)
"""What manuals set behind their headings as a link to each: no part of it. Where a space stands before the sign, a paragraph is cited."""

FEWEST, APART, SHORT = 60, 0.95, 40
"""Blocks of a page at least, the part of them under blank lines from which these tell nothing, and characters of a short one."""

ONELINE = 2
"""A page stands on one line when most of its blocks are pieces of a line."""


def read(source: Source) -> Page:
    """The blocks of a text page in reading order. Every word of the page stands in one block, but markup that programs left in its text
    (addresses and numbers of links, data for machines); nothing raises.

    A block's `lines` are where it stands; several blocks share a line where a line was cut (a page on one line, columns).
    """
    text = linked.strip(leftovers.strip(source.text))
    lines = (_PERMALINK.sub("", text) if "¶" in text else text).split("\n")
    clues, above = _front(text)
    lines[:above] = [""] * above
    if archived.SIGN in text:
        lines, address = archived.strip(lines)
        clues += (Clue("url", "archive", address),) if address else ()
    lines, numbers = printed.strip(references.strip(lines))
    if not numbers:
        lines, numbers = barred.part(lines)
    blocks, shape = _read(lines, text)
    return Page(tuple(barred.placed(blocks, numbers) if numbers else blocks), shape, source, clues)


def _front(text: str) -> tuple[tuple[Clue, ...], int]:
    """What a page says of itself above its text, and how many lines that takes."""
    if not re.match(MAY_HAVE_FRONT, text):
        return (), 0
    from cleaner.read.front import front  # few pages have some

    return front(text)


def _read(lines: list[str], page: str) -> tuple[list[Block], Shape]:
    """The blocks of a page's lines, and what shape these have."""
    scanned = code.gather(lines, _levelled(scan(lines)))
    if not scanned:
        return [], "lines"
    unwrapped = columns.lay_out(lines, scanned) or wrap.join(lines, scanned)
    joined = fragments.join(addresses.strip(unwrapped, page))
    whole = glued.part(joined)
    blocks = oneline.expand(whole, few=len(joined) <= oneline.FEW)
    if len(blocks) > ONELINE * len(whole) and sum(1 for block in blocks if not block.goes_on) > ONELINE * len(whole):
        return blocks, "oneline"
    return blocks, "lines" if unwrapped is scanned or not _spans_lines(unwrapped) else "wrapped"


def _levelled(blocks: list[Block]) -> list[Block]:
    """Blocks without a blank line above each, where nearly every one has one and most are short: it parts them as line ends do elsewhere.

    Where most are paragraphs it is how somebody writes."""
    apart = sum(1 for block in blocks if block[3])
    if len(blocks) < FEWEST or apart < APART * len(blocks) or sum(len(block[0]) <= SHORT for block in blocks) * 2 < len(blocks):
        return blocks
    return [block._replace(gap=block.gap - 1) if block.gap else block for block in blocks]


def _spans_lines(blocks: list[Block]) -> bool:
    return any(block[2][0] != block[2][1] and block[1] != "code" for block in blocks)
