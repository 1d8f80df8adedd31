"""Blocks of a page that make one block of the article: a paragraph alone, the items of a list, what is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile
from typing import Literal

from cleaner.compose.joints import joint, run_on
from cleaner.escape import escape_inline, heading_markdown, item_bullet
from cleaner.inline import Span, markdown
from cleaner.model import ArticleBlock, Block, Markup, Quote

MOST_NESTED = 12
"""Quotes and lists within each other at the most: no reader follows deeper ones, and their margins would fill the memory."""

_DELIMITERS = str.maketrans(".)", ").")
_PLAIN = Markup()


class Unit:
    """A block, or a list with all that belongs to it. quotes: those it stands in."""

    def __init__(self, first: Block) -> None:
        self.members = [first]
        self.quotes = quotes_of(first)

    @property
    def is_list(self) -> bool:
        return self.members[0].kind == "item"

    def takes(self, block: Block) -> bool:
        """Whether a block goes on with it: a further item of a list, or something that belongs to the item before."""
        around, level = quotes_of(block), len(self.quotes)
        if not self.is_list or around[:level] != self.quotes:
            return False
        if len(around) > level:
            return around[level].depth > _depth(self.quotes)
        return block.kind == "item" or block.depth > _depth(self.quotes)

    @property
    def text(self) -> str:
        """Plain text; of a list, an item a line."""
        if not self.is_list:
            return self.members[0].text
        return "\n".join([_list_line(block) for block in self.members if block.kind not in ("image", "rule")])

    @property
    def markdown(self) -> str:
        """CommonMark, without the signs of the quotes it stands in."""
        return _list(self.members, self.quotes) if self.is_list else content(self.members[0])


def whole(pieces: Sequence[Block]) -> Block:
    """The paragraph that the reader cut into pieces, which has the place of its first."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    shown = ""
    if any(piece.markup and piece.markup.markdown for piece in pieces):
        joints = [joint(before.text, piece.text) for before, piece in pairwise(pieces)]
        shown = "".join([part for piece, gap in zip(pieces, [*joints, ""], strict=True) for part in (content(piece), gap)])
    return first._replace(text=run_on([piece.text for piece in pieces]), markup=(first.markup or _PLAIN)._replace(markdown=shown))


def quoted(units: Sequence[Unit]) -> ArticleBlock:
    """One block of the article: a unit, or several that are quoted one after another."""
    members = [block for unit in units for block in unit.members]
    lines = (min(block.lines[0] for block in members), max(block.lines[1] for block in members))
    first = units[0]
    if not first.quotes:
        return ArticleBlock(_kind(first), first.text, first.markdown, lines)
    return ArticleBlock("quote", "\n\n".join([unit.text for unit in units]), _stacked(units, 0), lines)


def _stacked(units: Sequence[Unit], level: int) -> str:
    """Units one below another, with the signs of the quotes they stand in but for the outermost. level: how many these are."""
    parts: list[str] = []
    before: Sequence[Quote] = ()
    for unit in units:
        if parts:
            parts.append(_prefixed("", shared(before, unit.quotes) - level))
        parts.append(_prefixed(unit.markdown, len(unit.quotes) - level))
        before = unit.quotes
    return "\n".join(parts)


def _kind(unit: Unit) -> Literal["paragraph", "heading", "list", "code", "table", "caption", "image", "rule"]:
    kind = unit.members[0].kind
    return "list" if kind == "item" else kind


def quotes_of(block: Block) -> tuple[Quote, ...]:
    """The quotes that a block stands in, the outermost first."""
    return block.markup.quotes if block.markup else ()


def shared(one: Sequence[Quote], other: Sequence[Quote]) -> int:
    """How many quotes hold both of two blocks."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _depth(quotes: Sequence[Quote]) -> int:
    """How many list items stand around what is in the last of some quotes."""
    return quotes[-1].depth if quotes else 0


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


def _list(members: Sequence[Block], quotes: Sequence[Quote]) -> str:
    """Items with what belongs to them. A number that doesn't follow on the one before begins a new list, so that it stays as it is.

    quotes: those in which all of it stands."""
    lines: list[str] = []
    margins = [""]  # of the next item at each depth that is open
    numbers: dict[int, tuple[int, str]] = {}  # the last number and its delimiter at each depth
    loose = False
    level, around = len(quotes), _depth(quotes)
    for inner, group in groupby(members, lambda block: quotes_of(block)[level : level + 1]):
        if inner:
            margin = margins[max(min(inner[0].depth - around, len(margins) - 1), 0)]
            lines += ["", *_indented(_prefixed(_stacked(_units(group), level + 1), 1), margin)]
            loose = True
            continue
        for block in group:
            depth = min(max(block.depth - around, 0), MOST_NESTED)
            if block.kind != "item":
                lines += ["", *_indented(content(block), margins[min(depth, len(margins) - 1)])]
                loose = True
                continue
            nested = bool(lines) and depth >= len(margins) - 1
            del margins[depth + 1 :]
            bullet, shown = _item(block, len(margins) - 1, numbers)
            if loose or (nested and bullet not in ("-", "1.", "1)")):
                lines.append("")  # a list that doesn't begin at 1 can't follow its parent's text directly
            first, *others = shown.split("\n")
            margins.append(margins[-1] + " " * (len(bullet) + 1))
            lines += [f"{margins[-2]}{bullet} {first}", *_indented("\n".join(others), margins[-1])]
            loose = False
    return "\n".join(lines)


def _units(blocks: Iterable[Block]) -> list[Unit]:
    """Blocks, those of a list as one."""
    units: list[Unit] = []
    for block in blocks:
        if units and units[-1].takes(block):
            units[-1].members.append(block)
        else:
            units.append(Unit(block))
    return units


def _item(block: Block, depth: int, numbers: dict[int, tuple[int, str]]) -> tuple[str, str]:
    """The bullet and the text of an item, with the box of a task before it."""
    marker, _, task = block.marker.partition(" ")
    shown = content(block)
    return _continued(item_bullet(marker), depth, numbers), f"{task} {shown}" if task else shown


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
