"""What was gathered of a page, as blocks."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.escape import code_markdown
from cleaner.inline import STRONG, Span, is_plain, markdown, plain
from cleaner.model import Block, BlockKind
from cleaner.read.html.code import Code
from cleaner.read.html.drafts import Draft, Drafts, prose_words
from cleaner.read.html.frames import Frame
from cleaner.read.html.permalinks import without_permalinks
from cleaner.read.html.pictures import caption
from cleaner.read.html.run import Line
from cleaner.read.html.tables import Grid, markdown_of, text_of

MOST_SPANS = 20_000
"""Pieces of a text with marks of their own; what has more is no text that anyone wrote, and comes out plain."""

RULE = "---"
"""The text of a thematic break, which has none."""


class Writer:
    """Writes blocks. spaced: whether the next one stands apart from that before it."""

    def __init__(self) -> None:
        self.drafts = Drafts()
        self.spaced = False

    def line(self, line: Line) -> None:
        """A run of text: a paragraph, a heading, a list item or a caption; pictures if it holds nothing else."""
        first = line.spans[0]
        if len(line.spans) == 1 and not any(first[1:]):  # most of them
            self._add(_kind(line.frame), first.text, "", line.frame, line.lines, line.linked, line.links, goes_on=line.goes_on)
            return
        line = without_permalinks(line)
        text = plain(line.spans).strip()
        if not text:
            for span in line.spans:
                if span.image or span.text.strip():
                    self.picture(span, line.frame, line.lines)
            return
        kind = _kind(line.frame)
        self._add(kind, text, _inline(line.spans, kind, text), line.frame, line.lines, line.linked, line.links, goes_on=line.goes_on)

    def picture(self, span: Span, frame: Frame, lines: tuple[int, int]) -> None:
        """A picture that stands alone."""
        text = caption(span.image, span.text)
        shown = markdown([span._replace(marks=0)]) if span.image else ""
        self._add("image", text, shown, frame, lines, len(text) if frame.anchor else 0, int(frame.anchor > 0))

    def rule(self, frame: Frame, line: int) -> None:
        """A thematic break."""
        self._add("rule", RULE, RULE, frame, (line, line), 0, 0)
        self.spaced = True

    def code(self, code: Code) -> None:
        """A block of code; nothing if it is empty."""
        text = code.text
        if text:
            self._add("code", text, code_markdown(text, code.language), code.frame, (code.first, max(code.first, code.last)), 0, 0)

    def table(self, grid: Grid, line: int) -> None:
        """A table of data; what pictures it shows if it holds nothing else."""
        rows = grid.filled()
        text = text_of(rows).strip("\n")
        if text.strip():
            self._add("table", text, markdown_of(rows), grid.frame, (grid.first, max(grid.first, line)), grid.linked, grid.links)
            return
        for cell in [cell for row in rows for cell in row if cell]:
            for span in cell.spans:
                if span.image:
                    self.picture(span, grid.frame, (grid.first, grid.first))

    def _add(
        self,
        kind: BlockKind,
        text: str,
        shown: str,
        frame: Frame,
        lines: tuple[int, int],
        linked: int,
        links: int,
        *,
        goes_on: bool = False,
    ) -> None:
        kind, marker, depth = _placed(kind, frame)
        block = Block(text, kind, lines, int(self.spaced and bool(self.drafts.found)), 0, marker, depth, None, goes_on)
        self.drafts.found.append(Draft(block, shown, frame, len(text), linked, links, prose_words(kind, text, linked)))
        self.spaced = False


def _kind(frame: Frame) -> BlockKind:
    if frame.level:
        return "heading"
    return "caption" if frame.caption else "paragraph"


def _placed(kind: BlockKind, frame: Frame) -> tuple[BlockKind, str, int]:
    """The kind, marker and depth of a block that may stand in a list.

    The first paragraph of a list item is the item, later ones belong to it. An item that begins with a heading, a quote or a table is no
    list item to a reader but a part of the page; pictures change nothing."""
    item = frame.item
    if item is None:
        return kind, "", 0
    if kind in ("image", "rule"):
        return kind, "", item.inside
    if not item.used:
        item.used = True
        if kind == "paragraph" and frame.quote == item.quote:
            return "item", item.marker, item.depth
        item.plain = True
    return kind, "", item.inside


def _inline(spans: Sequence[Span], kind: BlockKind, text: str) -> str:
    """The Markdown of a text in a line, "" where it is the text escaped."""
    if kind == "heading" and all(span.marks & STRONG or not span.text.strip() for span in spans):
        spans = [span._replace(marks=span.marks & ~STRONG) for span in spans]  # a heading is bold anyway
    if len(spans) > MOST_SPANS or is_plain(spans):
        return ""
    starts, caption = kind in ("paragraph", "item"), kind == "caption"
    shown = markdown(spans, line_starts=starts, emphasised=caption)
    if "](" in shown or "`" in shown:
        return shown
    return "" if shown == markdown([Span(text)], line_starts=starts, emphasised=caption) else shown
