"""An explanation for people: the page as it stands, each line with its sign, and below it in words what weighed most."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from cleaner.explain.reasons import Reason
from cleaner.explain.rows import Row, rows
from cleaner.explain.screen import Paint, columns, safe, wrapped
from cleaner.model import Article, Decision, Page

WIDTH = 80
"""Columns of a terminal that doesn't say how many it has, and of a file or a pipe."""
NARROWEST, WIDEST = 40, 120
MARGIN = 16
"""Columns before the text: line number, sign, shade, percent."""
MOST_LINES = 3
"""Lines of the screen that a line of the page may take, so that a long paragraph doesn't hide what stands around it."""
MOST_REASONS = 3
DECISIVE = 100.0
"""Log-odds from which a weight means that nothing else counts."""
MARKUP = "markup, no text of the page"
"""Said of lines that are in no block: addresses of links at the end (lynx, elinks, w3m), definitions of Markdown, its front matter."""
SHADES = "▁▂▃▄▅▆▇█"
_BOLD, _DIM, _RED, _GREEN, _CYAN = 1, 2, 31, 32, 36


def to_text(page: Page, decisions: Sequence[Decision], article: Article, *, width: int = WIDTH, color: bool = False) -> str:
    """Rows of at most `width` columns (`NARROWEST` to `WIDEST`), below a summary of the page.

    Each line of the page that isn't blank begins with its number, `+` (in the article) or `-`, a shade and percent for how sure that is.
    What is title, caption, byline, date or picture says so. Under the first line of a block stand the reasons that weighed most with
    their log-odds; those that are the same as above aren't repeated. Lines of text and Markdown that are in no block are markup."""
    view = _View(page, min(max(width, NARROWEST), WIDEST), Paint(color))
    lines = list(_summary(page, decisions, article, view))
    before: tuple[str, ...] = ()
    apart = _apart(page)
    for row in rows(page, decisions, article, MOST_REASONS):
        if above := _until(apart, row.block.lines[0]):
            lines += view.markup(above)
            before = ()
        lines += view.block(row)
        words = tuple(reason.words for reason in row.reasons)
        if words != before:
            lines += view.reasons(row.reasons)
        before = words
    return "\n".join([*lines, *view.markup(list(apart)), ""])


def _apart(page: Page) -> deque[tuple[int, str]]:
    """The lines with words that are in no block, with their numbers; none of HTML, where text stands between tags and not on lines."""
    if page.source.kind == "html":
        return deque()
    lines = page.source.text.split("\n")
    inside = bytearray(len(lines) + 1)
    for block in page.blocks:
        first, last = block.lines
        inside[first : last + 1] = b"\1" * (last + 1 - first)
    return deque((number, line) for number, line in enumerate(lines, 1) if not inside[number] and any(map(str.isalnum, line)))


def _until(apart: deque[tuple[int, str]], end: int) -> list[tuple[int, str]]:
    """Takes away the lines above the line `end`."""
    found = []
    while apart and apart[0][0] < end:
        found.append(apart.popleft())
    return found


def _summary(page: Page, decisions: Sequence[Decision], article: Article, view: _View) -> Iterator[str]:
    kept = sum(decision.keep for decision in decisions)
    name = safe(page.source.path or "standard input")
    yield from view.plain(f"{name}: {kept} of {len(decisions)} blocks are body, confidence {article.confidence:.0%}", _BOLD)
    known = [f"“{article.title}”" if article.title else "no title", *([f"by {', '.join(article.authors)}"] if article.authors else [])]
    if article.text:
        yield from view.plain(safe(", ".join([*known, article.date or "no date"])))


class _View:
    """How rows look. source: the page's lines, shown where a block is some of them."""

    def __init__(self, page: Page, width: int, paint: Paint) -> None:
        self._source, self._width, self._paint = page.source.text.split("\n"), width, paint

    def plain(self, text: str, *codes: int) -> list[str]:
        """Text over the full width."""
        return [self._paint(line, *codes) for line in wrapped(text, self._width)]

    def block(self, row: Row) -> Iterator[str]:
        """The lines of a block."""
        first, last = row.block.lines
        own = first == last or row.block.markup
        texts = [row.block.text] if own else self._source[first - 1 : last]
        label = f"[{row.part.role}] " if row.part.role not in ("", "body") else ""
        for number, text in enumerate(texts, first):
            if text.strip():
                yield from self._line(row, number, text, label, number == first)
                label = ""

    def markup(self, lines: Sequence[tuple[int, str]]) -> Iterator[str]:
        """Lines that are in no block, with their numbers, and what is to be said of them all."""
        for number, text in lines:
            yield from self._placed(number, text, "", " " * 5, shown=False)
        if lines:
            yield from self._aside(MARKUP, self._width - MARGIN - 2)

    def _line(self, row: Row, number: int, text: str, label: str, leads: bool) -> Iterator[str]:
        shown = row.part.shown
        sure = row.decision.confidence
        told = leads and shown == row.decision.keep  # how sure a title is that was dropped from the body is another question
        shade = f"{SHADES[min(int(sure * len(SHADES)), len(SHADES) - 1)]}{sure:4.0%}" if told else " " * 5
        return self._placed(number, text, label, shade, shown=shown)

    def _placed(self, number: int, text: str, label: str, shade: str, *, shown: bool) -> Iterator[str]:
        paint = self._paint
        sign = paint("+" if shown else "-", _BOLD, _GREEN if shown else _RED)
        head = f"{paint(f'{number:6}', _DIM)} {sign} {paint(shade, _DIM)}  "
        lines = wrapped(label + safe(text), self._width - MARGIN, MOST_LINES)
        for line in lines:
            body = line.removeprefix(label) if line is lines[0] else line
            tag = paint(line[: len(line) - len(body)], _CYAN)
            yield f"{head}{tag}{body if shown else paint(body, _DIM)}".rstrip()
            head = " " * MARGIN

    def reasons(self, reasons: Sequence[Reason]) -> Iterator[str]:
        """The reasons, as many on a line as fit."""
        line = ""
        room = self._width - MARGIN - 2
        for text in map(_reason, reasons):
            if line and columns(f"{line}; {text};") > room:
                yield from self._aside(line + ";", room)
                line = ""
            line = f"{line}; {text}" if line else text
        if line:
            yield from self._aside(line, room)

    def _aside(self, text: str, room: int) -> Iterator[str]:
        for line in wrapped(text, room):
            yield f"{' ' * (MARGIN + 2)}{self._paint(line, _DIM)}"


def _reason(reason: Reason) -> str:
    """A reason with its weight, where that is one: what composing or a user's rule decides is beyond weighing."""
    told = 0 < abs(reason.weight) < DECISIVE
    return f"{safe(reason.words)} {reason.weight:+.1f}" if told else safe(reason.words)
