"""From the lines of a page to one block a line: indent, bullet or number, nesting, blank lines above, table rows.

Lines without words (rulers, separators, empty bullets, empty form fields) become no block; they count as a gap, so that
nothing is joined across them. A ruler right under a short line makes it a heading.
"""

from __future__ import annotations

import re

from cleaner.model import Block, BlockKind

BULLETS = frozenset("*+•□○■●◦▪▫☆★·∙・‣⁃➢➤►▶✓✔-–o#@=")
"""Characters that stand before a list item; `_bullet` says which of them need more evidence than the space behind them."""

TIGHT_BULLETS = frozenset("•□○■●◦▪▫☆★・➢➤►▶✓✔")
"""Bullets that need no space behind them."""

DASHES = frozenset("-–")
DEEP_BULLETS = frozenset("o#@=")
DEEP_INDENT = 3
"""`o`, `#`, `@` and `=` are bullets of nested lists only (lynx): elsewhere they are words, headings or handles."""

RULES = "-_=*~#+|/\\·•─━═—–▪▫■□○●◦☆★∙・‣⁃►▶┌┐└┘├┤┬┴┼│┃→»« "
"""A line of nothing but these has no words."""

SIMPLE_BULLETS = BULLETS - DASHES - DEEP_BULLETS
DIGITS = frozenset("0123456789")
SPECIAL = BULLETS | DIGITS | frozenset(RULES + "[")
"""First characters of lines that `line_block` looks at; all others are plain text."""

NUMBER = re.compile(r"(\d{1,3})[.)](?: |$)")
HASHES = re.compile(r"#{1,6}(?= [\"“„«‘'(]?\w)")
NARROW_GAP = re.compile(r"(?<![.!?:;,…]) {2}(?! )")

NARROW_CELL = 25
"""Mean characters of the cells of a table whose columns are only two spaces apart: prose has two spaces now and then."""

MAX_GAP = 3
SAME_LEVEL = 1
"""Columns by which the texts of one list's items differ: numbers are set flush right or not."""

TAB = " " * 4


def scan(lines: list[str]) -> list[Block]:
    """One block for every line that has words, in order. Written as one loop, since every line of every page passes here."""
    blocks: list[Block] = []
    add, new = blocks.append, tuple.__new__  # `Block(...)` checks its arguments in Python: half of this function's time
    special, simple = SPECIAL, SIMPLE_BULLETS
    numbered: list[int] = []
    levels: list[int] = []
    gap = 0
    block: Block | None
    for number, (line, text) in enumerate(zip(lines, map(str.strip, lines), strict=True), 1):
        if not text:
            gap += 1
            continue
        indent = 0 if line[0] == text[0] else len(line) - len(line.lstrip())
        first = text[0]
        shown = gap if gap < MAX_GAP else MAX_GAP
        single = "  " not in text and "\t" not in line
        if single and first not in special:
            if levels and indent < levels[0]:
                levels.clear()
            block = new(Block, (text, "paragraph", (number, number), shown, indent, "", 0, None, False))
        elif single and first in simple and text[1:2] == " " and text[2] not in special:
            block = new(Block, (text[2:], "item", (number, number), shown, indent, first, _depth(indent + 2, levels), None, False))
        else:
            block = line_block(line, text, indent, number, shown, blocks, levels)
            if block is not None and first in DIGITS and block.marker:
                numbered.append(len(blocks))
        if block is None:
            gap = gap or 1
            continue
        add(block)
        gap = 0
    _check_numbers(blocks, numbered)
    return blocks


def line_block(line: str, text: str, indent: int, number: int, gap: int, blocks: list[Block], levels: list[int]) -> Block | None:
    """The block of a line that may be more than plain text; None when it has no words.

    levels: the columns of the list levels that are open, outermost first; brought up to date here."""
    if "\t" in line:
        line = line.replace("\t", TAB)
        text, indent = line.strip(), len(line) - len(line.lstrip())
    if not text.strip(RULES) or (text[0] == "[" and not text.strip("[ _]")):
        _underline(blocks, text, number, gap)
        return None
    marker = _marker(text, indent)
    rest = text[len(marker) :].lstrip() if marker else ""
    if not rest:
        if levels and indent < levels[0]:
            levels.clear()
        kind = _table_kind(text) if "  " in text else "paragraph"
        return Block(" ".join(text.split()), kind, (number, number), gap, indent, "", 0)
    if rest[:2] == "# " and marker in SIMPLE_BULLETS:  # a headline in an item of a list, as html2text writes it
        marker, rest, indent = "#", rest[2:].lstrip(), 0
    flat = " ".join(rest.split()) if "  " in rest else rest
    if marker[0] == "#" and indent < DEEP_INDENT:
        return Block(flat, "heading", (number, number), gap, indent, marker, 0)
    return Block(flat, "item", (number, number), gap, indent, marker, _depth(indent + len(text) - len(rest), levels))


def _marker(text: str, indent: int) -> str:
    """The bullet, the number or the hashes that `text` begins with, or "".

    A dash before what may be direct speech is no bullet, and an `o` is one only when nested.

    >>> _marker("• one", 0), _marker("12) two", 0), _marker("– No – he said", 0), _marker("o três", 0), _marker("o three", 6)
    ('•', '12)', '', '', 'o')
    """
    mark = text[0]
    if mark in BULLETS:
        if text[1:2] != " " and mark not in TIGHT_BULLETS:
            return _hashes(text, indent)
        if mark in DEEP_BULLETS and indent < DEEP_INDENT:
            return _hashes(text, indent)
        return "" if mark in DASHES and f" {mark} " in text else mark
    if mark.isdigit():
        found = NUMBER.match(text)
        return found[0].rstrip() if found else ""
    return ""


def _hashes(text: str, indent: int) -> str:
    """The hashes before a heading, or ""."""
    found = HASHES.match(text) if text[0] == "#" and indent < DEEP_INDENT else None
    return found[0] if found else ""


def _table_kind(text: str) -> BlockKind:
    """Whether wide gaps part a line into the cells of a table row.

    >>> _table_kind("Rest    Easy run   5 km"), _table_kind("He left.  Then he came  back to the house."), _table_kind("a  b  c")
    ('table', 'paragraph', 'table')
    """
    if text[0] == "[":
        return "paragraph"
    if "   " not in text:
        gaps = len(NARROW_GAP.findall(text))
        return "table" if gaps > 1 and len(text) < NARROW_CELL * (gaps + 1) else "paragraph"
    return "table"


def _depth(column: int, levels: list[int]) -> int:
    """How deep an item is nested whose text begins at `column`; opens and closes `levels`."""
    if levels and levels[-1] == column:
        return len(levels) - 1
    while levels and column < levels[-1] - SAME_LEVEL:
        levels.pop()
    if not levels or column > levels[-1] + SAME_LEVEL:
        levels.append(column)
    return len(levels) - 1


def _underline(blocks: list[Block], ruler: str, number: int, gap: int) -> None:
    """Makes the line above a heading when `ruler` underlines it: as long as the line, of = or - alone."""
    if gap or not blocks or len(ruler) < 3 or (ruler.strip("=") and ruler.strip("-")):
        return
    above = blocks[-1]
    if above.kind == "paragraph" and above.lines[1] == number - 1 and abs(len(above.text) - len(ruler)) <= 2:
        blocks[-1] = above._replace(kind="heading")


def _check_numbers(blocks: list[Block], numbered: list[int]) -> None:
    """A number is a list's only beside its neighbour: "12. Januar" and "1. FC Köln" stay whole where there is no 11., 13. or 2."""
    numbers = {int(blocks[index].marker[:-1]) for index in numbered}
    for index in numbered:
        block = blocks[index]
        value = int(block.marker[:-1])
        if value - 1 not in numbers and value + 1 not in numbers:
            blocks[index] = block._replace(text=f"{block.marker} {block.text}", kind="paragraph", marker="", depth=0)
