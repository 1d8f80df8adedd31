"""The tokens of a document, walked once, into blocks in reading order with the same values as those of HTML pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cleaner.inline import Span, plain
from cleaner.model import Block
from cleaner.read.html.addresses import Addresses
from cleaner.read.html.blocks import Writer
from cleaner.read.html.code import Code
from cleaner.read.html.frames import DONE, TO_DO, Frame, Item
from cleaner.read.html.run import Line
from cleaner.read.html.tables import Cell, Grid
from cleaner.read.markdown import indented, pandoc, tables
from cleaner.read.markdown.elements import Element
from cleaner.read.markdown.lines import Liner, mended
from cleaner.read.markdown.long import parted
from cleaner.read.markdown.parse import Parser, Token
from cleaner.read.markdown.places import Places

LONGEST_UNDERLINED = 120
"""Characters of a heading with dashes under it. What is longer is a paragraph above a line between sections, or a cell of a layout."""

_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,80}\]:")
"""How a footnote begins; what is indented below it is more of it."""
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
"""The box of a task, at the beginning of a list item."""


class Walker:
    """Reads one document. drafts: what was read, with the places where it stands."""

    def __init__(self, addresses: Addresses) -> None:
        self.writer = Writer()
        self.places = Places()
        self._addresses = addresses
        self._parser = Parser()
        self._liner = Liner(addresses, self._flush, self._picture)
        self._frame = Frame("html", None)
        self._paragraph = Frame("p", self._frame)
        self._lines: Sequence[str] = ()
        self._offset = 0
        self._span = (1, 1)
        self._nested = self._footnote = False
        self._numbers: list[tuple[int, int]] = []

    def blocks(self, text: str, skipped: int) -> list[Block]:
        """The blocks of a document. skipped: lines at its top that are none of it."""
        lines = text.split("\n")
        self._walk(pandoc.bare("\n".join(lines[skipped:])), skipped)
        return self.places.blocks(self.writer.drafts.found, lines)

    def _walk(self, text: str, offset: int) -> None:
        """Reads a text. offset: lines of the document above it."""
        outer = self._lines, self._offset
        self._lines, self._offset = text.split("\n"), offset
        tokens = self._parser.blocks(text)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.map:
                self._span = (offset + token.map[0] + 1, offset + max(token.map[1], token.map[0] + 1))
                self._footnote &= self._nested or token.type == "code_block"
            step = _STEPS.get(token.type)
            if step:
                step(self, token)
            elif token.type == "inline":
                self._text(token, tokens[at - 1])
            at += 1
        self._lines, self._offset = outer

    # Quotes and lists

    def _open(self, token: Token) -> None:
        self._frame = Frame(token.tag, self._frame)

    def _close(self, token: Token) -> None:
        self._frame = self._frame.parent or self._frame

    def _open_quote(self, token: Token) -> None:
        self._open(token)
        self._frame.enter_quote(len(self.writer.drafts.found))

    def _open_list(self, token: Token) -> None:
        self._open(token)
        self._numbers.append((-1, -1))
        self.places.open_group()

    def _close_list(self, token: Token) -> None:
        self._close(token)
        self._numbers.pop()
        self.places.close_group()

    def _open_item(self, token: Token) -> None:
        depth = self._frame.list_depth
        self._open(token)
        self._frame.item = Item(f"{self._number(token.info)}{token.markup}", depth, self._frame.quote)

    def _number(self, written: str) -> str:
        """The number that an item shows, "" for a bullet: many write "1." before each and leave the counting to the parser.

        Other numbers stay as they are, though a parser would count on from the first."""
        if not written:
            return ""
        before, shown = self._numbers[-1]
        number = shown + 1 if int(written) == before else int(written)
        self._numbers[-1] = int(written), number
        return str(number)

    # Text

    def _text(self, token: Token, before: Token) -> None:
        """A paragraph or a heading. before: the token that begins it."""
        first = token.map[0] if token.map else 0
        single = first > 0 and tables.is_single_divider(self._lines[first - 1])
        level = 0
        if before.type == "heading_open":
            level = int(before.tag[1])
            if before.markup == "-":
                end = token.map[1] if token.map else first + 1
                single = single or tables.is_single_divider(self._line(end))
                level = 0 if single or len(token.content) > LONGEST_UNDERLINED else level
        if level:
            self._heading(token, level)
        elif single or tables.is_barred(token.content):
            self._rows(tables.unwrapped(token.content), first)
        else:
            self._paragraphs(token.content)

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _heading(self, token: Token, level: int) -> None:
        if self._frame.item is None and not self._frame.quote:
            self.places.heading(level)
        self._run(token.content, Frame(f"h{level}", self._frame), apart=False)

    def _paragraphs(self, content: str) -> None:
        item = self._frame.item
        footnote = bool(_FOOTNOTE.match(content))
        self._footnote |= footnote
        if item and not item.used and (box := _TASK.match(content)):
            item.marker += TO_DO if box[1] == " " else DONE
            content = content[box.end() :]
        for part in indented.parted(content) if item is None and not footnote else [content]:
            if self._paragraph.parent is not self._frame:
                self._paragraph = Frame("p", self._frame)
            self._run(part, self._frame if item and not item.used else self._paragraph, apart=item is None)

    def _run(self, content: str, frame: Frame, *, apart: bool) -> None:
        self._liner.gather(self._parser.inline(mended(content)), frame, apart=apart)
        self._flush()

    def _flush(self) -> None:
        run = self._liner.run
        if run.spans:
            self._write(run.taken()._replace(lines=self._span))
            self._note()
        else:
            run.clear()

    def _write(self, line: Line) -> None:
        for part in parted(line):
            self.writer.line(part)

    def _picture(self, address: str, description: str, frame: Frame) -> None:
        self.writer.picture(Span(description, 0, frame.link, address), frame, self._span)
        self._note()

    def _note(self, deep: int = 0) -> None:
        self.places.note(len(self.writer.drafts.found), deep)

    # Tables

    def _table(self, token: Token) -> None:
        self._rows(token.content, token.map[0] if token.map else 0)

    def _rows(self, content: str, first: int) -> None:
        """The rows of a table: one block if they hold data, else their cells one after another. first: the line they begin in."""
        frame = Frame("table", self._frame)
        lines = [(number, [self._cell(cell, frame) for cell in cells]) for number, cells in tables.rows(content)]
        filled = [line for _, row in lines for line in row if line]
        texts = [[plain(line.spans) if line else "" for line in row] for _, row in lines]
        linked = sum(line.linked for line in filled)
        if tables.is_data(texts, linked):
            headed = tables.is_headed(content) and any(lines[0][1])
            self._data([row for _, row in lines if any(row)], frame, headed=headed)
            return
        self.places.open_group()
        for number, row in lines:
            at = self._offset + first + number + 1
            for line in row:
                if line:
                    self._write(line._replace(lines=(at, at)))
        self._note()
        self.places.close_group()

    def _cell(self, content: str, frame: Frame) -> Line | None:
        self._liner.gather(self._parser.inline(mended(content)), Frame("td", frame), apart=False)
        run = self._liner.run
        if run.spans:
            return run.taken()
        run.clear()
        return None

    def _data(self, rows: Sequence[Sequence[Line | None]], frame: Frame, *, headed: bool) -> None:
        grid = Grid(frame, self._span[0])
        for number, row in enumerate(rows):
            grid.rows.append([Cell(line.spans if line else (), headed and not number, 1, 1) for line in row])
        for line in [line for row in rows for line in row if line]:
            grid.linked += line.linked
            grid.links += line.links
        self.writer.table(grid, self._span[1])
        self._note()

    # Code, raw HTML, lines

    def _code(self, token: Token) -> None:
        """Code between fences, or indented; a text that was only indented is read as any other."""
        indents = token.type == "code_block" and not self._nested
        if indents and (self._footnote or indented.is_text(token.content, self._above(token))):
            self._nested = True
            self._walk(indented.dedented(token.content), self._span[0] - 1)
            self._nested = False
            return
        name = indented.language(token.info.strip())
        code = Code(Element({"class": f"language-{name}"} if name else {}), Frame("pre", self._frame), self._span[0])
        code.add(token.content, self._span[0])
        code.last = self._span[1]
        self.writer.code(code)
        self._note()

    def _above(self, token: Token) -> str:
        """The line above a token."""
        return self._lines[token.map[0] - 1] if token.map and token.map[0] else ""

    def _rule(self, token: Token) -> None:
        if not tables.is_single_divider(self._line(token.map[0] if token.map else 0)):
            self.writer.rule(Frame("hr", self._frame), self._span[0])
            self._note()

    def _html(self, token: Token) -> None:
        """Raw HTML that stands on lines of its own, read as a page of its own within the list and the quotes that it stands in."""
        from cleaner.read.html.parse import parse  # lxml takes longer to load than most documents to read
        from cleaner.read.html.walk import Walker as HtmlWalker

        tree = parse(token.content)
        if tree is None:
            return
        found = self.writer.drafts.found
        begin = len(found)
        HtmlWalker(tree, self._addresses, self.writer, self._frame).walk()
        for index in range(begin, len(found)):
            block = found[index].block
            first, last = (min(self._span[0] + line - 1, self._span[1]) for line in block.lines)
            found[index] = found[index]._replace(block=block._replace(lines=(first, last)))
        self._note(deep=self._frame.deep)


Step = Callable[[Walker, Token], None]

_STEPS: dict[str, Step] = {
    "blockquote_open": Walker._open_quote,
    "blockquote_close": Walker._close,
    **dict.fromkeys(("bullet_list_open", "ordered_list_open"), Walker._open_list),
    **dict.fromkeys(("bullet_list_close", "ordered_list_close"), Walker._close_list),
    "list_item_open": Walker._open_item,
    "list_item_close": Walker._close,
    tables.TOKEN: Walker._table,
    **dict.fromkeys(("fence", "code_block"), Walker._code),
    "hr": Walker._rule,
    "html_block": Walker._html,
}
