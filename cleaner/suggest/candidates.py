"""Rules that would match some blocks of a page: phrases of whole lines, of what they have in common, regexes, and headings above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner import phrases
from cleaner.model import Action, Block, UserRule

WHOLE_WORDS = 14
FIRST_WORDS = 7
"""Words up to which a block is a phrase as a whole, and of a longer one the first words that are."""
COMMON_WORDS = 2
"""Words that blocks must have in common at least for a phrase or a regex made of these."""
HEADING_WORDS = 8
TAIL = 3
"""Words of a heading at most, and blocks below it at least, for a rule that drops all below it."""
MOST_PHRASES = 12
"""Phrases that a rule is given; more are a list of a page's texts and no rule."""


def candidates(blocks: Sequence[Block], meant: Sequence[int], seen: frozenset[int], action: Action) -> Iterator[UserRule]:
    """Rules for these blocks, none of them tried. seen: the blocks that a reader sees now."""
    texts = list(dict.fromkeys(blocks[i].text for i in meant))
    empty = UserRule("new", actions=(action,))
    for phrase in _common(texts):
        yield empty._replace(phrases=(phrase,))
    if len(texts) <= MOST_PHRASES:
        yield empty._replace(phrases=tuple(dict.fromkeys(map(_phrase, texts))))
    if (regex := _regex(texts)) is not None:
        yield empty._replace(regexes=(regex,))
    if action == "drop" and len(meant) >= TAIL:
        yield from _tail(blocks, meant, seen)


def _phrase(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= WHOLE_WORDS else " ".join(words[:FIRST_WORDS]) + " ..."


def _common(texts: Sequence[str]) -> Iterator[str]:
    """Phrases of the first words, or the last, that all texts have in common."""
    if len(texts) < 2:
        return
    rows = [text.split() for text in texts]
    first, last = (min(_shared(side), FIRST_WORDS) for side in (rows, [row[::-1] for row in rows]))
    if first >= COMMON_WORDS and _tells(rows[0][:first]):
        yield " ".join(rows[0][:first]) + " ..."
    if last >= COMMON_WORDS and _tells(rows[0][-last:]):
        yield "... " + " ".join(rows[0][-last:])


def _shared(rows: Sequence[Sequence[str]]) -> int:
    """How many first words all rows have in common, without case and punctuation."""
    count = 0
    for words in zip(*rows, strict=False):
        if len({phrases.fold(word) for word in words}) > 1:
            break
        count += 1
    return count


def _tells(words: Sequence[str]) -> bool:
    """Whether words are more than function words, which any sentence begins with."""
    function = phrases.load().words("words.function")
    return any(word not in function for word in phrases.fold(" ".join(words)).split())


def _regex(texts: Sequence[str]) -> str | None:
    """A regex of the first and the last words that all texts have in common, if they have both."""
    if len(texts) < 2:
        return None
    rows = [text.split() for text in texts]
    same = [set(words) for words in (tuple(row[0] for row in rows), tuple(row[-1] for row in rows))]
    if any(len(words) > 1 for words in same) or min(map(len, rows)) < COMMON_WORDS + 1 or not _tells([rows[0][0], rows[0][-1]]):
        return None
    return f"^{_escaped(rows[0][0])} .+ {_escaped(rows[0][-1])}$"


def _escaped(word: str) -> str:
    return "".join(f"\\{char}" if char in r"\.+*?()|[]{}^$" else char for char in word)


def _tail(blocks: Sequence[Block], meant: Sequence[int], seen: frozenset[int]) -> Iterator[UserRule]:
    """A rule that drops all below a heading, where nothing else is to be seen below it."""
    first = min(meant)
    if any(i in seen and i not in meant for i in range(first, len(blocks))):
        return
    if _heads(blocks[first]):
        yield UserRule("new", (blocks[first].text,), actions=("drop", "drop-after"))
    above = next((i for i in range(first - 1, -1, -1) if i in seen or _heads(blocks[i])), None)
    if above is not None and above not in seen:
        yield UserRule("new", (blocks[above].text,), actions=("drop-after",))


def _heads(block: Block) -> bool:
    """Whether a block can be a heading: it is short and no sentence."""
    return len(block.text.split()) <= HEADING_WORDS and block.text[-1] not in ".!?。！？" and len(phrases.fold(block.text)) > 1


def with_weight(rule: UserRule, weight: float) -> UserRule:
    """The same rule with a weight instead of what it does."""
    return rule._replace(actions=("weight",), weight=weight)
