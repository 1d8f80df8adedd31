"""The body of an article: kept blocks in order, list items gathered to lists, sentences of a page on one line joined to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice

from cleaner.compose.joints import run_on
from cleaner.compose.outline import Outline, size
from cleaner.escape import caption_markdown, code_markdown, escape_heading, escape_paragraph, list_markdown, nesting
from cleaner.model import ArticleBlock, Block, Options

HEADING_LEVEL = 2
"""Level of a heading whose own is not known: one below the title."""

PARAGRAPH_WORDS = 60
"""Words from which a paragraph joined from sentences is long enough: the mean of news paragraphs is 40, of magazine paragraphs 80."""

ROW_WORDS = 15
"""A table row with more words is prose with a wide space in it."""

_SENTENCE_END = tuple(".!?…。！？")
_CLOSERS = "\"'”’»)]）」』"


def body_blocks(page: Outline, out: Set[int], captions: Mapping[int, str], options: Options) -> Iterator[ArticleBlock]:
    """The blocks of the article in the order of the page.

    out: kept blocks that have no place in it. captions: blocks that are captions, kept or not; left out if the options say so."""
    if page.blocks and page.blocks[0].markup:
        from cleaner.compose.markup import markup_blocks

        return markup_blocks(page, out, captions, options)
    return _text_blocks(page, out, captions, options.captions == "keep")


def _text_blocks(page: Outline, out: Set[int], captions: Mapping[int, str], show_captions: bool) -> Iterator[ArticleBlock]:
    """The same for a page without markup."""
    group: list[int] = []
    for index, kept in enumerate(page.kept):
        if index in captions and show_captions:
            if group:
                yield _block([page.blocks[i] for i in group])
                group = []
            yield ArticleBlock("caption", captions[index], caption_markdown(captions[index]), page.blocks[index].lines)
        elif kept and index not in out and index not in captions:
            if group and not _joins(page, group, index):
                yield _block([page.blocks[i] for i in group])
                group = []
            group.append(index)
    if group:
        yield _block([page.blocks[i] for i in group])


def _joins(page: Outline, group: Sequence[int], index: int) -> bool:
    """Whether a block goes on with the list, the table or the paragraph before it."""
    before, block = page.blocks[group[-1]], page.blocks[index]
    if before.kind != block.kind or block.kind == "code":
        return False
    if block.kind == "item":
        return True
    if block.kind == "table":
        return group[-1] == index - 1 and is_row(before) and is_row(block)
    if block.goes_on:
        return group[-1] == index - 1
    if block.kind == "heading" or not page.oneline or group[-1] != index - 1 or before.lines != block.lines:
        return False
    return not before.text.rstrip(_CLOSERS).endswith(_SENTENCE_END) or _has_room(page, group)


def _has_room(page: Outline, group: Sequence[int]) -> bool:
    """Whether a paragraph joined from sentences may have another one. Each has a word, so that the first ones tell, however many they are:
    a line without ends of sentences is one paragraph, and to count all of it for each of its pieces would take forever."""
    return sum(size(page.blocks[i].text) for i in islice(group, PARAGRAPH_WORDS)) < PARAGRAPH_WORDS


def is_row(block: Block) -> bool:
    """Whether a block of kind table is a row and no prose."""
    return block.kind == "table" and size(block.text) <= ROW_WORDS


def _block(members: Sequence[Block]) -> ArticleBlock:
    """One block of the article from the blocks of the page that make it."""
    first = members[0]
    if first.kind == "code":
        return ArticleBlock("code", first.text, code_markdown(first.text), first.lines)
    if len(members) == 1 and first.kind not in ("item", "heading"):
        return ArticleBlock("paragraph", first.text, escape_paragraph(first.text), first.lines)
    lines = (first.lines[0], members[-1].lines[1])
    if first.kind == "item":
        depths = nesting([block.depth for block in members])
        items = [(depth, block.marker, block.text) for depth, block in zip(depths, members, strict=True)]
        text = "\n".join(f"{'  ' * depth}{marker} {text}" for depth, marker, text in items)
        return ArticleBlock("list", text, list_markdown(items), lines)
    if first.kind == "heading":
        return ArticleBlock("heading", first.text, escape_heading(first.text, HEADING_LEVEL), lines)
    if len(members) > 1 and first.kind == "table":
        text = "\n".join(block.text for block in members)
        return ArticleBlock("table", text, escape_paragraph(text).replace("\n", "\\\n"), lines)  # else a parser makes one line of it
    text = run_on([block.text for block in members])
    return ArticleBlock("paragraph", text, escape_paragraph(text), lines)
