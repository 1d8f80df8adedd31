"""The tree of a page, walked once from its first element to its last, into blocks in reading order.

Nothing here recurses, and every step costs the same, however large or deep the page is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from cleaner.inline import Span
from cleaner.read.html import elements as html
from cleaner.read.html.addresses import Addresses
from cleaner.read.html.blocks import Writer
from cleaner.read.html.code import Code, is_gutter, is_listing
from cleaner.read.html.families import family_of
from cleaner.read.html.frames import DONE, TO_DO, Counter, Frame, Item, integer
from cleaner.read.html.parse import BORDER, LINE, MOST_LINES
from cleaner.read.html.pictures import Pictures, is_emoji, is_small
from cleaner.read.html.raised import APART, before_operand, before_raised
from cleaner.read.html.run import Run
from cleaner.read.html.tables import Grid, is_data


class Walker:
    """Reads one page. writer: where the blocks go."""

    def __init__(self, tree: Any, addresses: Addresses, writer: Writer | None = None, within: Frame | None = None) -> None:
        """writer: where to go on, for markup in a document. within: the lists and quotes of the document around it."""
        self.writer = writer or Writer()
        self._tree = tree
        self._addresses = addresses
        self._pictures = Pictures(tree, addresses)
        self._frame = Frame("html", None)
        if within:
            self._frame.item, self._frame.quote, self._frame.quotes = within.item, within.quote, within.quotes
        self._run = Run()
        self._code: Code | None = None
        self._grid: Grid | None = None
        self._asides: list[tuple[Frame, Run, Grid | None, Code | None]] = []
        self._line = 1
        self._anchors = 0
        self._ruby: tuple[Any, bool] = (None, False)
        self._voids: dict[str, Callable[[Any], None]] = {
            "br": self._break,
            "img": self._image,
            "image": self._image,
            "hr": self._rule,
            "basefont": self._mark,
        }
        self._passed = html.SKIPPED | self._voids.keys()

    def walk(self) -> None:
        """Reads the whole page."""
        walker = etree.iterwalk(self._tree, events=("start", "end"))
        entered = True  # an element that is passed by still has an end
        for event, element in walker:
            if event == "start":
                line = element.sourceline
                if line is not None and line <= MOST_LINES:
                    self._line = line
                tag = element.tag
                entered = not (
                    tag in self._passed
                    or (tag == "noscript" and element in self._pictures.doubled)
                    or (self._code is not None and is_gutter(element))
                )
                if entered:
                    self._open(element, tag)
                    text = element.text
                    if text:
                        self._text(text)
                else:
                    self._pass(element)
                    walker.skip_subtree()
                continue
            if entered:
                self._close(element)
            entered = True
            tail = element.tail
            if tail and element is not self._tree:
                self._text(tail)
        self._flush()

    def _pass(self, element: Any) -> None:
        """An element without text of its own."""
        void = self._voids.get(element.tag)
        if void:
            void(element)
        elif element.text:
            self._line += element.text.count("\n")

    def _text(self, text: str) -> None:
        if self._code is None:
            self._run.add(text, self._frame, self._line)
        elif self._frame.tag not in _LAYOUT or not text.isspace():
            self._code.add(text, self._line)
        if "\n" in text:
            self._line += text.count("\n")

    def _mark(self, element: Any) -> None:
        """An element that carries what the parser would lose (cleaner.read.html.parse)."""
        kind = element.get("class")
        if kind == BORDER:
            self._border(spaced=True)
        if kind in (BORDER, LINE):
            self._line = integer(element.get("id")) or self._line

    # Opening and closing elements

    def _open(self, element: Any, tag: str) -> None:
        frame = Frame(tag, self._frame)
        attributes = dict(element.items())
        if not frame.hidden and (tag in html.UNSEEN or ((attributes or tag == "dialog") and html.is_hidden(tag, attributes))):
            self._hide(element, frame)
        frame.name(family_of(tag, attributes) if attributes else "")
        if attributes or tag in html.REGIONS:
            region = html.region_of(tag, attributes)
            if region:
                frame.region = self.writer.drafts.region(region, frame.region)
        if frame.block:
            self._border(spaced=tag in html.SPACED)
            frame.node = self.writer.drafts.node(frame.node, tag, attributes.get("class"), tag in html.LISTS)
        elif tag in html.SEPARATE or "-" in tag:
            self._separate(frame)
        self._frame = frame
        begin = _BEGINNINGS.get(tag)
        if begin:
            begin(self, element, frame)

    def _hide(self, element: Any, frame: Frame) -> None:
        """Hides what is in an element that is not seen. In a line it is read apart, so that the words around it stay together."""
        if element in self._pictures.alone or frame.tag in ("html", "body"):
            return
        frame.hidden = True
        if not frame.block or self._grid is not None or self._code is not None:
            frame.item, frame.raw, frame.level = None, False, 0
            self._asides.append((frame, self._run, self._grid, self._code))
            self._run, self._grid, self._code = Run(), None, None

    def _separate(self, frame: Frame) -> None:
        """Parts a box in a line from the words around it; a button outside of any sentence is a block."""
        if frame.tag == "button" and frame.holder.tag in html.GENERIC and not frame.level:
            self._border(spaced=False)
        else:
            self._run.gap()

    def _close(self, element: Any) -> None:
        frame = self._frame
        finish = _ENDINGS.get(frame.tag)
        if finish:
            finish(self, element, frame)
        if frame.block:
            self._border(spaced=frame.tag in html.SPACED)
        elif frame.tag in html.SEPARATE or "-" in frame.tag:
            self._separate(frame)
        if self._asides and self._asides[-1][0] is frame:
            self._flush()
            _, self._run, self._grid, self._code = self._asides.pop()
        self._frame = frame.parent or frame

    def _border(self, *, spaced: bool) -> None:
        """Where a block begins or ends."""
        if self._code is not None:
            self._code.border()
        elif self._grid is not None:
            self._run.gap()
        else:
            self._flush()
            self.writer.spaced |= spaced

    def _flush(self) -> None:
        if self._run.spans:
            self.writer.line(self._run.taken())
        else:
            self._run.clear()

    # Elements without content

    def _break(self, element: Any) -> None:
        if self._code is not None:
            self._code.add("\n", self._line)
        elif self._grid is not None or self._frame.level:
            self._run.gap()
        else:
            self._run.line_break(self._frame)
            if self._run.breaks > 1:
                self._border(spaced=True)

    def _rule(self, element: Any) -> None:
        self._border(spaced=True)
        if self._grid is None and self._code is None:
            self.writer.rule(self._frame, self._line)

    def _image(self, element: Any) -> None:
        """An image: a sign in its line, or a block of its own where it stands before text or on a line by itself."""
        address, description = self._pictures.of(element)
        if self._code is not None or not (address or description):
            return
        if is_emoji(element, description):
            self._run.add(description, self._frame, self._line)
            return
        frame = self._frame
        in_line = self._grid is not None or frame.item is not None or frame.level or frame.caption or is_small(element)
        if in_line or (self._run.spans and not self._run.breaks):
            self._run.picture(address, description, frame, self._line)
            return
        self._flush()
        self.writer.picture(Span(description, 0, frame.link, address), frame, (self._line, self._line))

    # What some elements begin and end

    def _begin_link(self, element: Any, frame: Frame) -> None:
        reference = element.get("href")
        if reference is not None:
            self._anchors += 1
            frame.anchor = self._anchors
            frame.link = self._addresses.link(reference)

    def _begin_list(self, element: Any, frame: Frame) -> None:
        outer = frame.parent.counter if frame.parent else None
        depth = outer.depth + 1 if outer else frame.list_depth
        number, step = None, 1
        if frame.tag == "ol":
            down = "reversed" in element.attrib
            asked, step = integer(element.get("start")), -1 if down else 1
            number = asked if asked is not None else sum(1 for _ in element.iterchildren("li")) if down else 1
        frame.counter = Counter(depth, number, step)

    def _begin_item(self, element: Any, frame: Frame) -> None:
        outer = frame.parent
        while outer and not outer.counter and outer.tag not in ("li", "td", "th"):
            outer = outer.parent
        counter = outer.counter if outer and outer.counter else Counter(frame.list_depth)
        frame.item = Item(counter.next(element.get("value")), counter.depth, frame.quote)

    def _begin_box(self, element: Any, frame: Frame) -> None:
        """A box before the text of a list item: a task, done or not. One that can be ticked is a form's."""
        item = frame.item
        if item and not item.used and not self._run.spans and "disabled" in element.attrib and element.get("type") == "checkbox":
            item.marker += DONE if "checked" in element.attrib else TO_DO

    def _begin_quote(self, element: Any, frame: Frame) -> None:
        frame.enter_quote(len(self.writer.drafts.found))

    def _begin_table(self, element: Any, frame: Frame) -> None:
        if self._grid is not None or self._code is not None:
            return
        if is_listing(element):
            self._code = Code(element, frame, self._line)
        elif is_data(element):
            self._grid = Grid(frame, self._line)

    def _end_table(self, element: Any, frame: Frame) -> None:
        self._end_code(element, frame)
        if self._grid is not None and self._grid.frame is frame:
            grid, self._grid = self._grid, None
            self._run.clear()
            self.writer.table(grid, self._line)

    def _begin_row(self, element: Any, frame: Frame) -> None:
        if self._grid is not None:
            self._grid.row()

    def _end_cell(self, element: Any, frame: Frame) -> None:
        if self._grid is not None:
            self._grid.cell(element, self._run.taken() if self._run.spans else None)
            self._run.clear()

    def _begin_caption(self, element: Any, frame: Frame) -> None:
        if self._grid is not None:
            self._asides.append((frame, self._run, self._grid, self._code))
            self._run, self._grid = Run(), None

    def _begin_code(self, element: Any, frame: Frame) -> None:
        if self._code is None and self._grid is None:
            self._code = Code(element, frame, self._line)

    def _end_code(self, element: Any, frame: Frame) -> None:
        if self._code is not None and self._code.frame is frame:
            code, self._code = self._code, None
            self.writer.code(code)

    def _quotation_mark(self, mark: str) -> None:
        if self._code is None:
            self._run.add(mark, self._frame, self._line)

    def _begin_quotation(self, element: Any, frame: Frame) -> None:
        self._quotation_mark("“")

    def _end_quotation(self, element: Any, frame: Frame) -> None:
        self._quotation_mark("”")

    def _begin_raised(self, element: Any, frame: Frame) -> None:
        if not frame.anchor and not len(element) and self._run.ends_in_figure:
            self._sign(before_raised(element.text or "", element.tail or ""))

    def _begin_operand(self, element: Any, frame: Frame) -> None:
        self._sign(before_operand(element, self._run.ends_in_figure))

    def _sign(self, sign: str) -> None:
        if sign == APART:
            self._run.gap()
        elif sign:
            self._quotation_mark(sign)

    def _begin_ruby(self, element: Any, frame: Frame) -> None:
        """Readings in brackets, where the page has none for those who can't set them above the words."""
        if self._lacks_brackets(element.getparent()):
            self._quotation_mark("(")

    def _end_ruby(self, element: Any, frame: Frame) -> None:
        if self._lacks_brackets(element.getparent()):
            self._quotation_mark(")")

    def _lacks_brackets(self, ruby: Any) -> bool:
        if ruby is not self._ruby[0]:
            self._ruby = ruby, ruby is not None and ruby.find("rp") is None
        return self._ruby[1]


_LAYOUT = frozenset(("table", "tbody", "tr"))
"""Elements of a listing in a table whose own white space is none of the code's."""

_Step = Callable[[Walker, Any, Frame], None]

_BEGINNINGS: dict[str, _Step] = {
    "a": Walker._begin_link,
    **dict.fromkeys(html.NESTED, Walker._begin_list),
    "li": Walker._begin_item,
    "blockquote": Walker._begin_quote,
    "table": Walker._begin_table,
    "tr": Walker._begin_row,
    "caption": Walker._begin_caption,
    **dict.fromkeys(html.RAW, Walker._begin_code),
    "q": Walker._begin_quotation,
    "rt": Walker._begin_ruby,
    "input": Walker._begin_box,
    "sup": Walker._begin_raised,
    **dict.fromkeys("mn mi mrow msup mfrac msub msqrt".split(), Walker._begin_operand),
}
_ENDINGS: dict[str, _Step] = {
    "table": Walker._end_table,
    "td": Walker._end_cell,
    "th": Walker._end_cell,
    **dict.fromkeys(html.RAW, Walker._end_code),
    "q": Walker._end_quotation,
    "rt": Walker._end_ruby,
}
