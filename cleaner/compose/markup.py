"""The body of an article that was read from markup: headings, nested lists and quotes, code, tables, pictures and links as on the page.

The decider weighs words. A picture, its caption or a line between two sections has none or says little, so these follow the text
around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from cleaner.compose.outline import Outline
from cleaner.compose.unit import Unit, quoted, quotes_of, shared, whole
from cleaner.escape import caption_markdown
from cleaner.inline import without
from cleaner.model import ArticleBlock, Block, Markup, Options

HIGHEST = 2
"""Level of the body's highest headings at least: the first is the article's title."""
LOWEST = 6

ABOVE = 6
"""Blocks above the body's first paragraph in which its first picture stands, by the headline, the byline and the standfirst."""

MEDIA = frozenset(("image", "caption", "rule"))

FURNITURE_REGIONS = frozenset(("nav", "footer", "aside", "form"))
FURNITURE_FAMILIES = frozenset(
    "menu share comment related popular promo ad cookie author tags breadcrumb widget newsletter product search pagination login sidebar"
    " footer".split()
)
"""Parts of a page whose pictures are not the article's, also where they stand in the midst of it."""

MOSTLY = 50
"""Percent of a caption in links from which on it is a teaser."""


def markup_blocks(page: Outline, out: Set[int], captions: Mapping[int, str], options: Options) -> Iterator[ArticleBlock]:
    """The blocks of the article in the order of the page.

    out: kept blocks that have no place in it. captions: blocks that are captions, kept or not; left out if the options say so."""
    placed = in_body(page)
    shown = [index for index in range(len(page.blocks)) if _is_shown(page, index, placed, out, captions, options)]
    shift = max([0, *(HIGHEST - block.markup.level for i in shown if (block := page.blocks[i]).kind == "heading" and block.markup)])
    units: list[Unit] = []
    for pieces in _paragraphs(page, _without_idle_rules(page, shown)):
        block = whole([_adapted(page.blocks[index], captions.get(index), shift, options) for index in pieces])
        if not (units and units[-1].takes(block)):
            if units and not shared(units[-1].quotes, quotes_of(block)):
                yield quoted(units)
                units = []
            units.append(Unit(block))
        else:
            units[-1].members.append(block)
    if units:
        yield quoted(units)


def _paragraphs(page: Outline, shown: Sequence[int]) -> Iterator[list[int]]:
    """The blocks, those together that are pieces of one paragraph and stand one after another."""
    group: list[int] = []
    for index in shown:
        if group and not (page.blocks[index].goes_on and index == group[-1] + 1):
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _is_shown(page: Outline, index: int, placed: Set[int], out: Set[int], captions: Mapping[int, str], options: Options) -> bool:
    """Whether a block stands in the article. placed: pictures and lines that stand in its body."""
    if index in captions:
        return options.captions == "keep" and index not in out
    if index in out:
        return False
    kept = page.kept[index] or index in placed
    return kept and (page.blocks[index].kind != "image" or options.images == "keep")


def in_body(page: Outline) -> frozenset[int]:
    """Pictures, captions and lines that stand in the body by their place: between kept text, or above its beginning."""
    after: dict[int, bool] = {}
    kept = False
    for index in range(len(page.blocks) - 1, -1, -1):
        if page.blocks[index].kind in MEDIA:
            after[index] = kept
        else:
            kept = page.kept[index]
    found, kept = [], False
    for index, block in enumerate(page.blocks):
        if block.kind not in MEDIA:
            kept = page.kept[index]
        elif after[index] and (kept or _is_above(page, index)) and not _is_furniture(block):
            found.append(index)
    return frozenset(found)


def _is_above(page: Outline, index: int) -> bool:
    """Whether a picture or its caption stands above the body, and leads nowhere."""
    block = page.blocks[index]
    linked = block.markup.linked if block.markup else 0
    return block.kind != "rule" and not linked and page.start - ABOVE <= index < page.start


def _is_furniture(block: Block) -> bool:
    """Whether a picture, a caption or a line is of a part of the page that is not the article."""
    markup = block.markup or Markup()
    teases = block.kind == "caption" and markup.linked > MOSTLY
    return markup.hidden or teases or markup.region in FURNITURE_REGIONS or markup.family in FURNITURE_FAMILIES


def _without_idle_rules(page: Outline, shown: Sequence[int]) -> list[int]:
    """The blocks without lines that part nothing: at the beginning, at the end, and one after another."""
    found: list[int] = []
    for index in shown:
        if page.blocks[index].kind != "rule" or (found and page.blocks[found[-1]].kind != "rule"):
            found.append(index)
    while found and page.blocks[found[-1]].kind == "rule":
        found.pop()
    return found


def _adapted(block: Block, caption: str | None, shift: int, options: Options) -> Block:
    """A block with what the options leave of its links and pictures, and a heading on its level in the article."""
    markup = block.markup or Markup()
    shown = markup.markdown
    if shown and block.kind not in ("code", "rule"):
        links, images = options.links == "drop", options.images == "drop"
        if links or images:
            shown = without(shown, links=links, images=images, line_starts=block.kind in ("paragraph", "item"))
    if caption is None and block.kind == "caption":
        caption = block.text
    if caption is not None:
        shown = f"*{shown}*" if shown and block.kind == "caption" and caption == block.text else caption_markdown(caption)
        return block._replace(text=caption, kind="caption", markup=markup._replace(markdown=shown))
    return block._replace(markup=markup._replace(markdown=shown, level=min((markup.level or HIGHEST) + shift, LOWEST)))
