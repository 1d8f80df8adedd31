"""Plain page text of any shape into a page of blocks; the shape is told by the page itself."""

from __future__ import annotations

import re

from cleaner.model import Block, Page, Source
from cleaner.read import code, columns, fragments, glued, oneline, references, wrap
from cleaner.read.layout import scan

_PERMALINK = re.compile(r"(?<=[^\s¶])¶[^\S\n]*$", re.MULTILINE)
"""What manuals set behind their headings as a link to each: no part of it. Where a space stands before the sign, a paragraph is cited."""

ONELINE = 2
"""A page stands on one line when most of its blocks are pieces of a line."""


def read(source: Source) -> Page:
    """The blocks of a text page in reading order. Every word of the page stands in one block; nothing raises.

    A block's `lines` are where it stands; several blocks share a line where a line was cut (a page on one line, columns).
    """
    lines = (_PERMALINK.sub("", source.text) if "¶" in source.text else source.text).split("\n")
    lines = references.strip(lines)
    scanned = scan(lines)
    if not scanned:
        return Page((), "lines", source)
    scanned = code.gather(lines, scanned)
    unwrapped = columns.lay_out(lines, scanned) or wrap.join(lines, scanned)
    joined = fragments.join(unwrapped)
    whole = glued.part(joined)
    blocks = oneline.expand(whole, few=len(joined) <= oneline.FEW)
    if sum(1 for block in blocks if not block.goes_on) > ONELINE * len(whole):
        return Page(tuple(blocks), "oneline", source)
    return Page(tuple(blocks), "wrapped" if _spans_lines(unwrapped) else "lines", source)


def _spans_lines(blocks: list[Block]) -> bool:
    return any(block[2][0] != block[2][1] and block[1] != "code" for block in blocks)
