"""Sentences that a dumper broke at inline markup are put together again.

`get_text("\\n")` and its like put every run of text between two tags on a line of its own, so that a link or a bold word in
a sentence leaves three lines. Nothing but the sentence itself can tell: it goes on in lower case or with a comma, or the
line above breaks off after an article. Menus show the same signs now and then ("sign in", "by"), therefore a side of
the seam must be long enough to be a sentence, or the sentence must be open already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.model import Block
from cleaner.read.characters import CLOSING, OPENING, PAUSES, QUOTES, ends_sentence, spaceless
from cleaner.read.seams import inline, merge
from cleaner.read.words import OPEN_WORDS

PROSE = 40
"""Characters from which a line counts as part of a sentence: nine in ten menu items of the dev pages are shorter."""

INLINE = 60
"""Characters that a link or a bold run inside a sentence has at most."""

REST = 20
"""Characters from which a line in lower case is the rest of a sentence, not a menu item ("sign in", "says:")."""

TAIL = 80
"""Characters of the text so far that are looked at."""

DASHES = frozenset("-–")
BREAKS = frozenset(",，、-–—")
"""A line that ends with one of these goes on in the next."""

STRIPPED = "".join(CLOSING) + '"»'


class _SoFar(NamedTuple):
    """The sentence so far. tail: its end. size: its length. item: it is a list item. parts: it has several lines."""

    tail: str
    size: int
    item: bool
    parts: bool


def join(blocks: list[Block]) -> list[Block]:
    """The same words in fewer blocks: neighbours that are parts of one sentence are one block."""
    heads = {block[0][0] for block in blocks if block[1] != "code"}
    if not heads.isdisjoint(CLOSING) and _broken(blocks):
        return merge(blocks, _onward(blocks), inline)
    if any(map(str.islower, heads)):
        return _join_prose(blocks)
    return blocks


def _broken(blocks: list[Block]) -> bool:
    """Whether sentences of a page are broken at inline markup: its lines begin with commas and stops."""
    return any(block[0][0] in CLOSING and block[3] == 0 and block[1] != "code" and not _is_name(block[0]) for block in blocks)


def _join_prose(blocks: list[Block]) -> list[Block]:
    """`join` for pages that hardly break sentences: both lines must be prose, the lower one in lower case."""
    onward = [False] * len(blocks)
    for index, block in enumerate(blocks):
        text = block[0]
        if text[0].islower() and block[3] == 0 and index and not block[5] and block[1] != "code":
            above = blocks[index - 1][0] if blocks[index - 1][1] != "code" else ""
            if (len(above) >= PROSE or onward[index - 1]) and not ends_sentence(above) and _low(text):
                onward[index] = _breaks_off(above) or (_ends_low(above) and len(text) >= REST)
    return merge(blocks, onward, inline) if True in onward else blocks


def _onward(blocks: list[Block]) -> Iterator[bool]:
    """For each line whether it goes on with the sentence above it, on a page that breaks sentences."""
    tail, size, item, parts = blocks[0].text, len(blocks[0].text), bool(blocks[0].marker), False
    yield False
    for index in range(1, len(blocks)):
        block = blocks[index]
        text = block[0]
        # A short line above a capital is a menu item or a heading: most lines need no closer look.
        apart = block[3] or "code" in (block[1], blocks[index - 1][1])
        if apart or (size < REST and text[0].isupper() and tail[-1] not in OPENING and not block[5]):
            onward = False
        else:
            onward = _same_sentence(_SoFar(tail, size, item, parts), block, _below(blocks, index))
        yield onward
        if onward:
            tail, size, parts = text if len(text) >= TAIL else f"{tail[-TAIL:]} {text}", size + len(text), True
        else:
            tail, size, item, parts = text, len(text), bool(block[5]), False


def _below(blocks: list[Block], index: int) -> str:
    """The text of the line under a block, "" where there is none right below."""
    return blocks[index + 1].text if index + 1 < len(blocks) and blocks[index + 1].gap == 0 else ""


def _same_sentence(so_far: _SoFar, block: Block, below: str) -> bool:
    """Whether a line goes on with the sentence so far; `below` is the line after it."""
    text = block.text
    if block.marker:
        return block.marker in DASHES and not so_far.item and not ends_sentence(so_far.tail)
    if text[0] in CLOSING:
        return not _is_name(text) and (len(text) > 1 or so_far.size >= PROSE)
    if ends_sentence(so_far.tail):
        return False
    if _low(text):
        return len(text) >= PROSE or so_far.size >= PROSE or _rest(below) or _breaks_off(so_far.tail)
    if text[0] in "–—":
        return not so_far.item
    return so_far.tail[-1] in OPENING or _takes_name(so_far, text, below)


def _takes_name(so_far: _SoFar, text: str, below: str) -> bool:
    """Whether prose that has no end yet goes on with a line in capitals, digits or a script without case: a linked name or title."""
    if spaceless(text[0]):
        return so_far.size * 2 >= REST and so_far.tail[-1] not in QUOTES and any(map(so_far.tail.__contains__, PAUSES))
    if so_far.size < REST:
        return False
    rest = _rest(below)
    if _breaks_off(so_far.tail):
        return rest or so_far.size >= PROSE
    if so_far.size < PROSE:
        return rest and below[0] in CLOSING and len(text) <= INLINE and _ends_low(so_far.tail)
    return rest and (so_far.parts or (len(text) <= INLINE and _ends_low(so_far.tail)))


def _is_name(text: str) -> bool:
    """Whether a leading stop is part of what follows: an ellipsis, a file ending (.NET)."""
    return text[0] == "." and (text[1:2] == "." or text[1:2].isalnum())


def _rest(text: str) -> bool:
    """Whether a line can only be the rest of a sentence."""
    return bool(text) and (text[0] in CLOSING or (_low(text) and (len(text) >= REST or _breaks_off(text))))


def _low(text: str) -> bool:
    """Whether a line begins with a word in lower case; addresses and identifiers are no words.

    >>> _low("which, he says"), _low("arrow_drop_down"), _low("www.example.org")
    (True, False, False)
    """
    if not text[0].islower():
        return False
    word = text.partition(" ")[0]
    return word.isalpha() or word.strip(STRIPPED).replace("-", "").replace("’", "").replace("'", "").isalpha()


def _breaks_off(text: str) -> bool:
    """Whether a line ends where no sentence and no headline ends: after a comma, an article or the first word of a sentence.

    >>> _breaks_off("as it says in the"), _breaks_off("It is late. While"), _breaks_off("Privacy and Cookies")
    (True, True, False)
    """
    if text[-1] in BREAKS:
        return True
    rest, _, word = text.rpartition(" ")
    return word in OPEN_WORDS or (bool(rest) and word.isalpha() and rest[-1] in ".!?")


def _ends_low(text: str) -> bool:
    return text[text.rfind(" ") + 1 :][:1].islower()
