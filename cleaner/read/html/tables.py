"""Tables: which hold data and which only lay the page out, and data as rows and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cleaner.inline import Span, markdown, plain
from cleaner.read.html.frames import Frame, integer
from cleaner.read.html.run import Line

CELLS_SCANNED = 400
"""Cells that are looked at to tell data from layout; longer tables are all alike."""

LONGEST_CELL = 200
"""Characters that a cell of data has on average at the most; cells of layout hold paragraphs and menus."""

MOST_COLUMNS = 200
MOST_SPAN = 60
"""Columns of a table, and cells that one may span: more is a mistake of the page and would fill the memory with nothing."""

_LAYOUT = frozenset("table h1 h2 h3 form pre iframe article section nav aside main blockquote figure hr select textarea video".split())
"""Elements that stand in no cell of data."""
_DATA = frozenset("th thead caption colgroup tfoot".split())
"""Elements that only tables of data have."""


class Cell(NamedTuple):
    """A cell. across, down: columns and rows that it spans."""

    spans: tuple[Span, ...]
    heading: bool
    across: int
    down: int


def is_data(table: Any) -> bool:
    """Whether a table holds data: it has headings of its own, or several rows of short cells; nothing in it is a part of the page."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    rows = cells = chars = 0
    widest, headed = 0, bool(table.get("summary"))
    width = 0
    for element in table.iterdescendants():
        tag = element.tag
        if tag in _LAYOUT:
            return False
        headed = headed or tag in _DATA
        if tag == "tr":
            rows, width = rows + 1, 0
        elif tag in ("td", "th"):
            cells, width = cells + 1, width + 1
            widest = max(widest, width)
            if cells > CELLS_SCANNED:
                break
        chars += len((element.text or "").strip() if isinstance(tag, str) else "") + len((element.tail or "").strip())
    if chars > LONGEST_CELL * max(cells, 1):
        return False
    return widest > 1 and (rows > 1 or headed)


class Grid:
    """The rows of a table as they are read."""

    def __init__(self, frame: Frame, line: int) -> None:
        """frame: the table. line: where it begins in the source."""
        self.frame = frame
        self.first = line
        self.rows: list[list[Cell]] = []
        self.linked = self.links = 0

    def row(self) -> None:
        self.rows.append([])

    def cell(self, element: Any, line: Line | None) -> None:
        """Takes a cell; one that stands outside of any row begins one."""
        if not self.rows:
            self.row()
        across, down = (min(max(integer(element.get(name)) or 1, 1), MOST_SPAN) for name in ("colspan", "rowspan"))
        if integer(element.get("rowspan")) == 0:  # to the end of the table
            down = MOST_SPAN
        self.rows[-1].append(Cell(line.spans if line else (), element.tag == "th", across, down))
        if line:
            self.linked += line.linked
            self.links += line.links

    def filled(self) -> list[list[Cell | None]]:
        """The rows with all their columns: a cell stands in the first place that it spans, the others hold None."""
        taken: dict[tuple[int, int], None] = {}
        filled: list[list[Cell | None]] = []
        for y, row in enumerate(self.rows):
            out: list[Cell | None] = []
            beyond: list[Cell] = []
            for cell in row:
                while (y, len(out)) in taken:
                    out.append(None)
                if len(out) >= MOST_COLUMNS:
                    beyond.append(cell)
                    continue
                for down in range(1, cell.down):
                    taken.update(dict.fromkeys((y + down, len(out) + i) for i in range(cell.across)))
                out += [cell, *[None] * min(cell.across - 1, MOST_COLUMNS - len(out) - 1)]
            if beyond:
                out[-1] = _joined(out[-1], beyond)
            filled.append(out)
        return [row for row in _trimmed(filled) if any(cell and cell.spans for cell in row)]


def _joined(before: Cell | None, others: Sequence[Cell]) -> Cell:
    """What stands in a row's last column where it has too many."""
    first, *rest = others if before is None else [before, *others]
    return first._replace(spans=(*first.spans, *(span for cell in rest for span in (Span(" "), *cell.spans))))


def _trimmed(rows: Sequence[list[Cell | None]]) -> Iterator[list[Cell | None]]:
    """The rows with the same number of columns, as many as are needed."""
    width = max((i + 1 for row in rows for i, cell in enumerate(row) if cell and cell.spans), default=0)
    for row in rows:
        yield row[:width] + [None] * (width - len(row))


def text_of(rows: Sequence[Sequence[Cell | None]]) -> str:
    """Rows by line, cells by tab."""
    return "\n".join("\t".join(_one_line(plain(cell.spans)) if cell else "" for cell in row).rstrip("\t") for row in rows)


def markdown_of(rows: Sequence[Sequence[Cell | None]]) -> str:
    """The rows as a table of GitHub's Markdown; without a row of headings its head is empty."""
    first = [cell for cell in rows[0] if cell and cell.spans]
    headed = all(cell.heading for cell in first)
    head, body = (rows[0], rows[1:]) if headed else ([None] * len(rows[0]), rows)
    return "\n".join([_row(head), "|" + " --- |" * len(rows[0]), *map(_row, body)])


def _row(cells: Sequence[Cell | None]) -> str:
    return "".join(["|", *[f" {_cell(cell)} |" if cell and cell.spans else " |" for cell in cells]])


def _cell(cell: Cell) -> str:
    spans = [span._replace(text=_one_line(span.text)) for span in cell.spans]
    return markdown(spans, line_starts=False).replace("|", r"\|")


def _one_line(text: str) -> str:
    return re.sub(r"\n", " ", text)
