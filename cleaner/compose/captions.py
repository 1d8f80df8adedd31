"""Picture captions and credits: what stands under a picture on the page, and between two paragraphs in its text.

An ordinary paragraph must never become a caption, so one piece of evidence is not enough: a credit in brackets must say that it is
of a picture, a label must be followed by a colon, and a line that stands twice in a row (the picture's description and its
caption) must have the form of one as well.
"""

from __future__ import annotations

import re
from unicodedata import category

from cleaner import phrases
from cleaner.compose.names import is_byline
from cleaner.compose.outline import Outline, size

LONGEST = 400
"""Characters that a caption can have; of the captions on the dev pages that have a credit, 99 of 100 have fewer."""

CLOSING = ")]）"
"""What ends a credit in brackets."""

MOST_WORDS = 60
"""Words that it can have: characters count double in scripts without spaces."""

NEVER = frozenset(("item", "heading", "image", "rule", "code"))
"""Kinds of blocks that are no caption, whatever they say."""

LABEL_WORDS = 2
LABELLED_WORDS = 20
"""Words of the longest label before a colon ("Image credit:"), and of the longest line with one that is no prose."""

LABEL_CHARS = 40
"""Where a label's colon stands at the latest."""

ABOVE_BODY = 8
"""Blocks above the body in which the picture under the headline has its caption."""

CREDIT_CHARS = 60
CREDIT_WORDS = 5
"""Characters from a label behind the last sentence ("... in May. Photo: Jane Doe") to the end, and words of the name there."""

TWICE_WORDS = 8
"""Words from which a line that stands twice in a row is more than a menu entry or a teaser."""

_BRACKETS = r"[(\[（]([^()\[\]（）\d\"]{2,80})[)\]）]\W*\Z"  # text, as few pages need it: `re` compiles it once
_BEHIND_SENTENCE = r"[.!?…。।][\"”»]?\s([^\s:]+(?:\s[^\s:]+)?)\s?:\s([^:.!?\d\"]{2,40})\.?\Z"
_SENTENCE_END = tuple(".。)]）")


def find_captions(page: Outline) -> dict[int, str]:
    """Blocks that are captions -> the caption; a repetition of one that stood before is given as "".

    >>> from cleaner.model import Block, Decision, Page, Source
    >>> lines = ["The bridge in May (Photo: J. Doe)", "The bridge in May (Photo: J. Doe)", "It opened last year. (Reuters)"]
    >>> blocks = tuple(Block(line) for line in lines)
    >>> from cleaner.compose.outline import outline
    >>> find_captions(outline(Page(blocks, "lines", Source("", "text", "", "")), [Decision(True, 1.0, 1.0)] * 3))
    {0: 'The bridge in May (Photo: J. Doe)', 1: ''}
    """
    found: dict[int, str] = {}
    seen: set[str] = set()
    placed = _placed(page)
    for index in sorted(placed.union(_possible(page))) if placed else _possible(page):
        text = page.blocks[index].text
        if text in seen:
            found[index] = ""
        elif index in placed or is_caption(page, index):
            seen.add(text)
            found[index] = text
    return found


def _possible(page: Outline) -> list[int]:
    """The blocks that have any form of a caption; few have, and only these are looked at closely."""
    top = max(0, page.start - ABOVE_BODY)
    texts = [block[0] for block in page.blocks[top : page.stop + 1]]
    return [top + i for i, text in enumerate(texts[: page.stop - top]) if _may_be_caption(text) or text in texts[i + 1 : i + 2]]


def _placed(page: Outline) -> frozenset[int]:
    """The blocks that markup says are captions, and that are kept or belong to a picture in the body."""
    marked = [i for i, block in enumerate(page.blocks) if block.kind == "caption"]
    if not marked:
        return frozenset()
    from cleaner.compose.markup import in_body

    return frozenset(i for i in marked if page.kept[i]) | in_body(page).intersection(marked)


def _may_be_caption(text: str) -> bool:
    labelled = ":" in text[:LABEL_CHARS] or ":" in text[-CREDIT_CHARS:]
    return len(text) <= LONGEST and (labelled or text[-1] in CLOSING or text[-2:-1] in CLOSING)


def is_caption(page: Outline, index: int) -> bool:
    """Whether a block is a caption beyond doubt. What the decider keeps needs more evidence than what it drops."""
    block = page.blocks[index]
    if block.kind in NEVER:
        return False
    if has_credit(block.text):
        return True
    if index + 1 == len(page.blocks) or page.blocks[index + 1].text != block.text:
        return False
    if _is_media(block.text):
        return True
    return not page.kept[index] and size(block.text) >= TWICE_WORDS and block.text.endswith(_SENTENCE_END)


def has_credit(text: str) -> bool:
    """Whether a text ends with a picture's credit in brackets, or is a short line with a label such as "Photo:".

    An agency alone in brackets signs a paragraph as often as a picture, and proves nothing.

    >>> has_credit("The market square. (Photo: Jane Doe)"), has_credit("The market square. (Reuters)")
    (True, False)
    """
    if size(text) > MOST_WORDS:
        return False
    brackets = re.search(_BRACKETS, text) if text[-1:] in CLOSING or text[-2:-1] in CLOSING else None
    if brackets:
        return _credits_picture(brackets[1])
    label, colon, rest = text[:LABEL_CHARS].partition(":")
    if colon and rest and size(text) <= LABELLED_WORDS and _is_label(label):
        return True
    behind = re.search(_BEHIND_SENTENCE, text) if ":" in text[-CREDIT_CHARS:] else None
    return behind is not None and behind[2].count(" ") < CREDIT_WORDS and _is_label(behind[1])


def _credits_picture(inner: str) -> bool:
    """Whether the words in brackets say whose picture it is: "Photo: Jane Doe", "AFP File Photo", "Image courtesy of the town"."""
    words = re.split(r"[\s:：]+", inner.strip())
    labelled = len(words) > 2 and _is_picture(words[0]) and (":" in inner or is_byline(words[1]) or _is_credit(words[1]))
    return labelled or (_is_credit(inner) and any(_is_picture(word) for word in words))


def _is_label(label: str) -> bool:
    """Whether a line that begins so tells about a picture: "Photo", "Image credit"; an agency's name is none."""
    words = label.split()
    if not 1 <= len(words) <= LABEL_WORDS:
        return False
    return (_is_picture(words[0]) or is_byline(words[-1])) and _is_media(label) and all(map(_means_picture, words[1:]))


def _means_picture(word: str) -> bool:
    return _is_media(word) or is_byline(word) or "promo.source" in phrases.load().match(word)


def _is_picture(word: str) -> bool:
    letters = all(char.isalpha() or category(char)[0] == "M" for char in word)  # vowel signs of Hindi or Thai are no letters
    return letters and "media.caption" in phrases.load().match(word)


def _is_credit(text: str) -> bool:
    return "media.credit" in phrases.load().match(text)


def _is_media(text: str) -> bool:
    return any(mark in ("media.caption", "media.credit") for mark in phrases.load().match(text))
