"""The name of a mark as a readable sentence: `place.run&shape.size=inside&25+` is "a long paragraph, inside the longest run of prose"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.rules.sayings import NUMBERS, OTHERS, WEAK, sayings

AGAIN = "again."
"""How the names of rules begin that are asked a second time."""
USER = "user."
"""How the names of marks begin that rules of the user leave."""
SIZE, ROUGH = "shape.size", "alone.rough"
_SHIFT = re.compile(r"\[([+-])\d+\]$")
_BIN = re.compile(r"[+-]?(?:<?\d+|\d+\.\.\d+|\d+\+)")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")
SPARSE = {"open": "begins with “{}”", "close": "ends with “{}”", "line": "says “{}”", "word": "has the word “{}”"}
"""Marks of the words themselves, of which there is one for every word."""


class Telling(NamedTuple):
    """What a mark says. topic: what it belongs to (`sayings.TOPICS`), or its own name where it has none. words: all of it, never empty.

    core: what belongs to the topic, to be read beside the block and its other reasons."""

    topic: str
    words: str
    core: str


class _Piece(NamedTuple):
    """What one rule of a cross says. side: "above" or "below" if it says that of the block there. weak: true, but not telling."""

    rule: str
    topic: str
    words: str
    side: str = ""
    weak: bool = False


@lru_cache(maxsize=65_536)
def tell(mark: str) -> Telling:
    """A mark's name in words, whatever its rule is: one that isn't known here is called by its name.

    >>> tell("place.run&shape.size=inside&25+").words
    'a long paragraph, inside the longest run of prose'
    >>> tell("again.shape.size[-1]&shape.end[-1]=25+&stop").words
    'the block above: a long paragraph, ends like a sentence'
    >>> tell("promo.more&<4").core, tell("word=menu").words, tell("user.ads").words
    ('leads on to a full text: read more, continue reading', 'has the word “menu”', 'your rule “ads”')
    """
    if mark in OTHERS:
        topic, words = OTHERS[mark]
        return Telling(topic, words, words)
    if mark.startswith(USER):
        return Telling(mark, words := f"your rule “{mark.removeprefix(USER)}”", words)
    name, equals, label = mark.partition("=")
    if not equals:
        return _phrase(mark)
    if name in SPARSE:
        words = SPARSE[name].format(label)
        return Telling("words", words, words)
    rules, labels = name.removeprefix(AGAIN).split("&"), label.split("&")
    if len(rules) != len(labels):
        return Telling(mark, mark, mark)
    return _joined([_piece(rule, label) for rule, label in zip(rules, labels, strict=True)], mark)


def _phrase(mark: str) -> Telling:
    """A phrase mark, alone or with the size of its block."""
    phrase, _, size = mark.partition("&")
    words = sayings()["phrase.mark"].pieces.get(phrase, phrase)
    subject = sayings()[SIZE].pieces.get(size, "")
    return Telling(phrase or mark, _list([subject, words]) or mark, words or mark)


def _piece(rule: str, label: str) -> _Piece:
    shift = _SHIFT.search(rule)
    side = {"+": "below", "-": "above"}[shift[1]] if shift else ""
    rule = rule[: shift.start()] if shift else rule
    if side and label == "edge":
        return _Piece(f"{rule}[{side}]", "around", f"nothing {side} it")
    saying = sayings().get(rule)
    words = _words(saying.pieces, label) if saying else None
    if saying is None or words is None:
        return _Piece(rule, rule, f"{rule}={label}", side)
    topic = label if rule == "phrase.mark" and label not in ("none", "other") else saying.topic
    return _Piece(rule, "around" if side and topic == "words" else topic, words.removeprefix(WEAK), side, words.startswith(WEAK))


def _words(pieces: Mapping[str, str], label: str) -> str | None:
    if label in pieces:
        return pieces[label]
    template = pieces.get(NUMBERS)
    if template is None or not _BIN.fullmatch(label):
        return None
    return template.replace("#%", _number(label, "%")).replace("#", _number(label))


def _number(label: str, unit: str = "") -> str:
    """A bin in words.

    >>> _number("<4"), _number("4..9"), _number("25+", "%"), _number("-3..4"), _number("+21+")
    ('under 4', '4 to 9', '25% or more', '3 to 4 blocks before', '21 or more blocks past')
    """
    if label[0] in "+-":
        return f"{_number(label[1:])} blocks {'before' if label[0] == '-' else 'past'}"
    if label[0] == "<":
        return f"under {label[1:]}{unit}"
    return _RANGE.sub(r"\1 to \2", label.removesuffix("+")) + unit + (" or more" if label.endswith("+") else "")


def _joined(pieces: Sequence[_Piece], mark: str) -> Telling:
    """Pieces as one sentence: what the block is, what is true of it, what is true of the blocks beside it."""
    said = [piece for piece in pieces if piece.words]
    telling = [piece for piece in said if not piece.weak and (piece.side or piece.rule not in (SIZE, ROUGH))]
    first = min(telling or said, key=lambda piece: piece.topic == "words", default=_Piece("", "words", mark))
    topic = first.topic if telling else "words"
    core = _clauses([piece for piece in telling if piece.topic == topic])
    return Telling(topic, _clauses(said) or mark, core or _clauses(said) or mark)


def _clauses(pieces: Sequence[_Piece]) -> str:
    own = [piece for piece in pieces if not piece.side]
    subject = [piece.words for piece in own if piece.rule == SIZE]
    last = [piece.words for piece in own if piece.rule == ROUGH]
    traits = [piece.words for piece in own if piece.rule not in (SIZE, ROUGH)]
    beside = [f"the block {side}: {_list(words)}" for side in ("above", "below") if (words := _of(pieces, side))]
    return _list([*subject, *traits, *last, *beside])


def _of(pieces: Sequence[_Piece], side: str) -> list[str]:
    return [piece.words for piece in pieces if piece.side == side]


def _list(words: Iterable[str]) -> str:
    return ", ".join(filter(None, words))
