"""Tables: GitHub's, and those that converters write of any HTML table, which lay out whole pages.

Such tables have rows of different lengths, heads without cells, and prose right behind them. GitHub's rules would leave out the cells
that a head has no column for, and take a cell with a line under it for a heading; so their lines are read here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from markdown_it.rules_block import StateBlock

TOKEN = "rows"
"""The type of a table's token. Its content is its lines; the line under the head is among them."""

PROSE = 60
"""Characters of a line without bars from which it doesn't belong to the table right above it. Cells that stand alone in their row are
shorter: titles of parts of the table, units, sums."""

LONGEST_CELL = 200
"""Characters that a cell of data has on average at the most, as in HTML tables."""

MOST_COLUMNS = 150
"""Cells of a row; what stands behind so many is all one cell. Nobody reads wider tables, and writing them takes the square of it."""

LINKED = 80
"""Percent of a table's characters in links from which on it is a menu. Tables of data link one column or two."""

_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
_DIVIDER = re.compile(r"[ ]{0,3}(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_SINGLE = re.compile(r"[ \t]*-{3}[ ]{2}[ ]*")
_BARRED = re.compile(r"^[ \t]*\||\|[ \t]*$", re.MULTILINE)


def is_divider(line: str) -> bool:
    """Whether a line is the one under the head of a table with several columns.

    >>> [is_divider(line) for line in ("---|---", "| :-- | --: |", "---", "- | -", "a | b")]
    [True, True, False, True, False]
    """
    return "|" in line and bool(_DIVIDER.fullmatch(line))


def is_single_divider(line: str) -> bool:
    """Whether a line is the one under the head of a table with one column, as html2text writes it: nobody ends the line under a heading
    with two blanks."""
    return bool(_SINGLE.fullmatch(line))


def is_barred(text: str) -> bool:
    """Whether a text is rows of a table of which the rest is elsewhere: a line of it begins or ends with a bar."""
    return "|" in text and bool(_BARRED.search(text))


def unwrapped(text: str) -> str:
    """Rows that were wrapped, each on one line; html2text ends a row with two blanks."""
    return re.sub(r"(?<! {2})\n", " ", text)


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule: a line of text (or none) with a divider under it, and the rows that follow."""
    if state.is_code_block(start):
        return False
    headless = is_divider(_line(state, start))
    if not headless and (start + 1 >= end or state.sCount[start + 1] < state.blkIndent or not is_divider(_line(state, start + 1))):
        return False
    if silent:
        return True
    last = _end(state, start if headless else start + 1, end)
    token = state.push(TOKEN, "table", 0)
    token.map = [start, last]
    token.content = "\n".join(_line(state, line) for line in range(start, last))
    state.line = last
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _end(state: StateBlock, divider: int, end: int) -> int:
    """The line behind the last row: an empty one, the head of another table, the beginning of another block, or prose."""
    terminators = state.md.block.ruler.getRules("blockquote")
    last = line = divider + 1
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        row = _line(state, line)
        bars = "|" in row
        if is_divider(row) or (line + 1 < end and _is_any_divider(_line(state, line + 1))):
            return line
        if any(terminate(state, line, end, True) for terminate in terminators) or (not bars and len(row) > PROSE):
            break
        line += 1
        if bars:
            last = line  # rows without bars belong to it where others follow
    return last


def _is_any_divider(line: str) -> bool:
    return is_divider(line) or is_single_divider(line)


def rows(content: str) -> list[tuple[int, list[str]]]:
    r"""The rows of a table's lines: the number of its line, from 0, and its cells.

    >>> rows("Route | Days\n---|---  \nNorth | Mon \\| Tue\nSouth")
    [(0, ['Route', 'Days']), (2, ['North', 'Mon | Tue']), (3, ['South'])]
    """
    lines = content.split("\n")
    kept = [(number, line.strip()) for number, line in enumerate(lines) if not is_divider(line)]
    framed = bool(kept) and all(line.startswith("|") for _, line in kept)
    return [(number, _cells(line, framed)) for number, line in kept]


def is_headed(content: str) -> bool:
    """Whether the first row of a table's lines is its head."""
    return is_divider("".join(content.split("\n", 2)[1:2]))


def _cells(line: str, framed: bool) -> list[str]:
    """The cells of a row. framed: whether all rows begin with a bar, which is then no border between cells."""
    cells, begin = [], 0
    for bar in islice(_BAR.finditer(line), MOST_COLUMNS):
        cells.append(line[begin : bar.end() - 1])
        begin = bar.end()
    cells.append(line[begin:])
    if framed:
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip():
        del cells[-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def is_data(table: Sequence[Sequence[str]], linked: int) -> bool:
    """Whether a table holds data. table: the plain text of its cells. linked: characters of it in links.

    >>> is_data([["Route", "Days"], ["North", "3"]], 0), is_data([["Home", "News"]], 8), is_data([["One."], ["Two."]], 0)
    (True, False, False)
    """
    chars = sum(len(cell) for row in table for cell in row)
    filled = sum(1 for row in table for cell in row if cell)
    several = sum(1 for row in table if sum(1 for cell in row if cell) > 1)
    return several > 1 and chars <= LONGEST_CELL * filled and 100 * linked < LINKED * chars
