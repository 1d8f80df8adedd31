"""Pages laid out in columns, as tables that hold a menu, the article and a sidebar side by side.

Dumpers that keep the layout put all columns of a row on one line. A line is cut into its cells where prose stands in one
of them, and wrapped lines are followed down their column. Tables of data, whose cells are short, stay rows.
Blocks come in the order in which they begin: by line, then from the left.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from cleaner.model import Block
from cleaner.read.characters import PAUSES, ends_sentence, goes_on, has_wide, spaceless
from cleaner.read.layout import TAB, line_block
from cleaner.read.seams import one, wrapped
from cleaner.read.wrap import OVERLONG, RAGGED, LineEnd, continues, first_unit, peak, width_of

CELL = re.compile(r"\S+(?: {1,2}\S+)*")
"""A cell: text without three spaces in it."""

PROSE_CELL, PROSE_WORDS = 40, 4
"""Columns and words in lower case of a cell that is part of a text; the cells of data tables have fewer of one or the other."""

PARAGRAPH_CELL = 200
"""Characters of a cell that is a paragraph by itself: nothing but a layout puts it beside other cells."""

WIDEST_ROW = 4000
"""Characters; a longer line is a page on one line, and tables aren't that wide."""

ROWS = 3
"""Lines of prose that must begin at the same column."""

ONWARD = 0.25
"""Share of them that begin in lower case, as wrapped lines do; cells of data tables begin with capitals."""

FIRST_LINE = 8
"""Columns by which the first line of a paragraph is indented at most."""


class Cell(NamedTuple):
    """A part of a line as a block, and the column where it ends."""

    block: Block
    edge: int


def lay_out(lines: list[str], blocks: list[Block]) -> list[Block] | None:
    """The blocks of a page in columns, column by column; None when the page has none."""
    rows = (lines[block[2][0] - 1] for block in blocks if block[1] == "table")
    texts = [row.replace("\t", TAB) for row in rows if PROSE_CELL // 2 <= len(row) <= WIDEST_ROW]
    if not texts:
        return None
    columns = width_of if has_wide(texts) else len
    sure, likely = _prose_columns(texts, columns)
    if likely:
        cells = _cut(lines, blocks, likely, columns)
        within = {start - back for start in likely for back in range(FIRST_LINE)}
        widths = _widths(cells, _below(cells), within)
        sure |= {start for start in likely if _indents(start, widths)}
    return _follow(_cut(lines, blocks, sure, columns)) if sure else None


def _cells(row: str, columns: Callable[[str], int]) -> Iterator[tuple[int, str]]:
    """The cells of a row with the column where each begins."""
    column = end = 0
    for match in CELL.finditer(row):
        column += columns(row[end : match.start()])
        yield column, match[0]
        column += columns(match[0])
        end = match.end()


def _prose_columns(rows: list[str], columns: Callable[[str], int]) -> tuple[set[int], set[int]]:
    """Where prose begins in the rows: the columns that hold whole paragraphs, and those that hold prose in several rows."""
    sure: set[int] = set()
    likely: Counter[int] = Counter()
    onward: Counter[int] = Counter()
    for row in rows:
        for start, text in _cells(row, columns):
            if len(text) >= PARAGRAPH_CELL:
                sure.add(start)
            elif columns(text) >= PROSE_CELL and _is_prose(text):
                likely[start] += 1
                onward[start] += goes_on(text) or spaceless(text[0])
    wrapped_at = {start for start, count in likely.items() if count >= ROWS and onward[start] >= ONWARD * count}
    return sure, {start for start, count in likely.items() if count >= ROWS and _indents(start, wrapped_at)}


def _indents(start: int, columns: Collection[int]) -> bool:
    """Whether `start` is one of the columns, or a paragraph's first line can begin there that goes on at one of them."""
    return any(start - FIRST_LINE < column <= start for column in columns)


def _is_prose(text: str) -> bool:
    return sum(map(str.islower, text.split())) >= PROSE_WORDS or any(map(text.__contains__, PAUSES))


def _cut(lines: list[str], blocks: list[Block], starts: set[int], columns: Callable[[str], int]) -> list[Cell]:
    """The cells of all rows that have one where prose begins; any other block as it is."""
    cells: list[Cell] = []
    for block in blocks:
        number = block.lines[0]
        line = lines[number - 1]
        parts = list(_cells(line.replace("\t", TAB), columns)) if block.kind == "table" and len(line) <= WIDEST_ROW else []
        if len(parts) < 2 or starts.isdisjoint(start for start, _ in parts):
            cells.append(Cell(block, columns(line.rstrip())))
            continue
        for start, text in parts:
            part = line_block(text, text, start, number, block.gap, [], [])
            if part is not None:
                cells.append(Cell(part, start + columns(text)))
    return cells


def _follow(cells: list[Cell]) -> list[Block]:
    """The paragraphs of all columns, each begun where its first line stands."""
    below = _below(cells)
    widths = _widths(cells, below)
    onward = {index: after for index, after in enumerate(below) if after is not None and _wraps(cells[index], cells[after], widths)}
    inner = set(onward.values())
    blocks = []
    for index in range(len(cells)):
        if index not in inner:
            group = [cells[index].block]
            while index in onward:
                index = onward[index]
                group.append(cells[index].block)
            blocks.append(one(group, wrapped))
    return blocks


def _below(cells: list[Cell]) -> list[int | None]:
    """For each cell the one under it in its column."""
    place = {(cell.block.lines[0], cell.block.indent): index for index, cell in enumerate(cells)}
    return [_next_line(cell.block, place) for cell in cells]


def _next_line(block: Block, place: dict[tuple[int, int], int]) -> int | None:
    """The block under this one in its column: at the same indent or, under a first line, to the left."""
    line = block.lines[1] + 1
    hanging = block.indent + len(block.marker) + 1
    indents = (hanging,) if block.marker else range(block.indent, block.indent - FIRST_LINE, -1)
    return next((place[line, indent] for indent in indents if (line, indent) in place), None)


def _widths(cells: list[Cell], below: list[int | None], within: Collection[int] | None = None) -> dict[int, int]:
    """The column up to which lines are filled, for each indent at which lines are wrapped.

    within: indents that are asked for, all if None."""
    ends: defaultdict[int, list[LineEnd]] = defaultdict(list)
    edges: defaultdict[int, list[int]] = defaultdict(list)
    for cell, after in zip(cells, below, strict=True):
        block, lower = cell.block, None if after is None else cells[after].block
        if block.kind != "table" and (within is None or block.indent in within) and _is_prose(block.text):
            edges[block.indent].append(cell.edge)
        if lower is not None and lower.kind == "paragraph" and (within is None or lower.indent in within):
            ends[lower.indent].append(LineEnd(cell.edge, cell.edge + first_unit(lower.text), cell.block, lower))
    widths = {}
    for indent, line_ends in ends.items():
        width, wraps = peak(line_ends)
        overlong = sum(edge > width for edge in edges[indent])
        if len(wraps) > 1 and overlong <= OVERLONG * len(wraps) and continues(wraps):
            widths[indent] = width
    return widths


def _wraps(above: Cell, below: Cell, widths: dict[int, int]) -> bool:
    """Whether the line end between two cells of a column is a wrap."""
    width = widths.get(below.block.indent, 0)
    if below.block.kind != "paragraph" or above.block.kind not in ("paragraph", "item") or above.edge > width:
        return False
    if above.edge + first_unit(below.block.text) >= width:
        return True
    return above.edge > width - RAGGED and goes_on(below.block.text) and not ends_sentence(above.block.text)
