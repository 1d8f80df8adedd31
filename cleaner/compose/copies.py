"""Kept text that stands twice on a page: once for small screens and once for large ones, or for readers and for screen readers.

Each word stays where it stands first, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.compose.outline import Outline, size

REPEAT_WORDS = 6
"""Words of a paragraph at least that is dropped where it stands right above itself, or with which a second copy begins."""

COPY_WORDS = 200
"""Words of a second copy at least, block after block as in the first: a notice that a page shows again under each picture, and a post that
a thread quotes, have less. Held out, five folds of sites, word-F1 (recall) on inscriptis without it: articles .9449 (.9751), other types
.7488 (.8323); with copies of 150 words and more .9466 (.9753) and .7507 (.8313), of 200 .9464 (.9753) and .7499 (.8318), of 250 .9464
and .7499; of 80, on four folds, articles lose .0006 of recall. What recall loses stands twice in the gold, too. With gaps of up to three
blocks between what is the same, articles lose .0003."""

MOST_BLOCKS = 20_000
"""Blocks of a page in which second copies are looked for: what all of 50 MB have in common doesn't fit into a gigabyte beside them."""


def copies(view: Outline) -> Iterator[int]:
    """Kept blocks that stand there once more: paragraphs right below the same one, and second copies of longer stretches."""
    blocks = view.blocks
    if len(blocks) <= MOST_BLOCKS:
        kept = [index for index, keep in enumerate(view.kept) if keep]
        yield from (kept[place] for place in _second_copies([blocks[index].text for index in kept]))
    paragraphs = (index for index, keep in enumerate(view.kept) if keep and blocks[index].kind == "paragraph")
    for before, index in pairwise(paragraphs):
        if blocks[index].text == blocks[before].text and size(blocks[index].text) >= REPEAT_WORDS:
            yield index


def _second_copies(texts: Sequence[str]) -> Iterator[int]:
    """The places of texts that stand in the same order further up, where they have many words together.

    >>> story = [f"This is paragraph {number} of the story, and there are " + "many words in it " * 9 for number in range(6)]
    >>> list(_second_copies(["Menu", *story, "Related", *story, "About"]))
    [8, 9, 10, 11, 12, 13]
    """
    first: dict[str, int] = {}
    at = 0
    while at < len(texts):
        before = first.setdefault(texts[at], at)
        if before == at or size(texts[at]) < REPEAT_WORDS:
            at += 1
            continue
        length = _common(texts, before, at)
        if sum(map(size, texts[at : at + length])) >= COPY_WORDS:
            yield from range(at, at + length)
        at += length


def _common(texts: Sequence[str], one: int, other: int) -> int:
    """How many texts from one place on are the same as those from a place further down."""
    length = 0
    while other + length < len(texts) and one + length < other and texts[one + length] == texts[other + length]:
        length += 1
    return length
