"""Blocks of a page that make one block of the article: a paragraph alone, the items of a list, what is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cleaner.escape import escape_inline, heading_markdown, item_bullet
from cleaner.inline import Span, markdown
from cleaner.model import ArticleBlock, Block, Markup

MOST_NESTED = 12
"""Quotes and lists within each other at the most: no reader follows deeper ones, and their margins would fill the memory."""

_DELIMITERS = str.maketrans(".)", ").")
_PLAIN = Markup()


class Unit:
    """A block, or a list with all that belongs to it. quote: how many quotes it stands in."""

    def __init__(self, first: Block) -> None:
        self.members = [first]
        self.quote = _quote(first)

    @property
    def is_list(self) -> bool:
        return self.members[0].kind == "item"

    def takes(self, block: Block) -> bool:
        """Whether a block goes on with it: a further item of a list, or something that belongs to the item before."""
        if not self.is_list:
            return False
        return _quote(block) == self.quote if block.kind == "item" else block.depth > 0 and _quote(block) >= self.quote

    @property
    def text(self) -> str:
        """Plain text; of a list, an item a line."""
        if not self.is_list:
            return self.members[0].text
        return "\n".join([_list_line(block) for block in self.members if block.kind not in ("image", "rule")])

    @property
    def markdown(self) -> str:
        """CommonMark, without the signs of the quotes it stands in."""
        return _list(self.members, self.quote) if self.is_list else content(self.members[0])


def quoted(units: Sequence[Unit]) -> ArticleBlock:
    """One block of the article: a unit, or several that are quoted one after another."""
    members = [block for unit in units for block in unit.members]
    lines = (min(block.lines[0] for block in members), max(block.lines[1] for block in members))
    first = units[0]
    if not first.quote:
        return ArticleBlock(_kind(first), first.text, first.markdown, lines)
    parts: list[str] = []
    before = 0
    for unit in units:
        level = min(unit.quote, MOST_NESTED)
        if parts:
            parts.append(_prefixed("", min(before, level)))
        parts.append(_prefixed(unit.markdown, level))
        before = level
    return ArticleBlock("quote", "\n\n".join([unit.text for unit in units]), "\n".join(parts), lines)


def _kind(unit: Unit) -> Literal["paragraph", "heading", "list", "code", "table", "caption", "image", "rule"]:
    kind = unit.members[0].kind
    return "list" if kind == "item" else kind


def _quote(block: Block) -> int:
    return block.markup.quote if block.markup else 0


def content(block: Block) -> str:
    """One block as CommonMark that stands alone."""
    markup = block.markup or _PLAIN
    if block.kind == "heading":
        return heading_markdown(markup.markdown or escape_inline(block.text.replace("\n", " ")), markup.level)
    return markup.markdown or markdown([Span(block.text)])


def _prefixed(markdown: str, quotes: int) -> str:
    """Lines as they stand in so many quotes."""
    if not quotes:
        return markdown
    margin = "> " * quotes
    return "\n".join([(margin + line).rstrip(" ") if not line else margin + line for line in markdown.split("\n")])


def _list_line(block: Block) -> str:
    margin = "  " * block.depth
    text = f"{block.marker} {block.text}" if block.kind == "item" else block.text
    return "\n".join([margin + line for line in text.split("\n")])


def _list(members: Sequence[Block], quote: int) -> str:
    """Items with what belongs to them. A number that doesn't follow on the one before begins a new list, so that it stays as it is."""
    lines: list[str] = []
    margins = [""]  # of the next item at each depth that is open
    numbers: dict[int, tuple[int, str]] = {}  # the last number and its delimiter at each depth
    loose = False
    for block in members:
        depth = min(block.depth, MOST_NESTED)
        if block.kind != "item":
            margin = margins[min(depth, len(margins) - 1)]
            shown = _prefixed(content(block), min(_quote(block) - quote, MOST_NESTED))
            lines += ["", *_indented(shown, margin)]
            loose = True
            continue
        nested = bool(lines) and depth >= len(margins) - 1
        del margins[depth + 1 :]
        at = len(margins) - 1
        marker, _, task = block.marker.partition(" ")
        bullet, shown = item_bullet(marker), f"{task} {content(block)}" if task else content(block)
        bullet = _continued(bullet, at, numbers)
        if loose or (nested and bullet not in ("-", "1.", "1)")):
            lines.append("")  # a list that doesn't begin at 1 can't follow its parent's text directly
        first, *others = shown.split("\n")
        margins.append(margins[-1] + " " * (len(bullet) + 1))
        lines += [f"{margins[-2]}{bullet} {first}", *_indented("\n".join(others), margins[-1])]
        loose = False
    return "\n".join(lines)


def _continued(bullet: str, depth: int, numbers: dict[int, tuple[int, str]]) -> str:
    """The bullet of the next item at a depth: with another delimiter where its number would else not be kept."""
    for deeper in [level for level in numbers if level > depth]:
        del numbers[deeper]
    if bullet == "-":
        numbers.pop(depth, None)
        return bullet
    number, delimiter = int(bullet[:-1]), bullet[-1]
    if depth in numbers:
        last, used = numbers[depth]
        delimiter = used if number == last + 1 else used.translate(_DELIMITERS)
    numbers[depth] = number, delimiter
    return f"{number}{delimiter}"


def _indented(markdown: str, margin: str) -> list[str]:
    return [margin + line if line else "" for line in markdown.split("\n")] if markdown else []
