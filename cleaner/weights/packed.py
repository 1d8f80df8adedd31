"""Tables of weights as bytes that load ten times faster than their text.

Reading the 20,000 lines of a table takes longer than cleaning ten pages. So `python -m cleaner.weights`, and `cleaner learn` with it, lays
each table out in a file beside it, which begins with the checksums of the table's text and of the rules it was laid out for. The text has
the say: a layout of another text or of other rules is not used, so that an edited table takes effect by itself, only slower. Nothing is
written when pages are cleaned."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from cleaner.rules import RuleSet
from cleaner.rules.columns import Weights
from cleaner.rules.rule import Pairs
from cleaner.rules.words import WordWeights

if TYPE_CHECKING:
    from cleaner.chains import Moves
    from cleaner.rules.rule import Rule, TextRule
    from cleaner.weights import Table

FORMAT = "clean weights 2"
"""First words of a layout; another number when it changes."""
SUFFIX = ".bin"
_NUMBER = "i"
"""Type code of 32-bit numbers; a machine on which they are stored otherwise reads the text."""


def pack(table: Table, text: bytes, rules: RuleSet) -> bytes:
    """The layout of a table, parsed from `text` for these rules. The same table gives the same bytes."""
    words = [(("\n".join(weights)).encode(), _numbers(list(weights.values()))) for weights in table.words]
    parts = [b"".join([weights.low + weights.high for weights in _weights(table)])]
    parts += [part for pair in words for part in pair]
    moves = (table.moves, table.moves_again)
    parts.append(_numbers([weight for move in moves for row in move for weight in row]))
    sizes = " ".join([str(len(part)) for part in parts])
    return f"{_head(text, rules)}{sizes}\n".encode() + b"".join(parts)


def unpack(data: bytes, text: bytes, rules: RuleSet) -> Table | None:
    """The table of a layout, or None if it is not that of this text and these rules, or not whole."""
    from cleaner.weights import Table

    head, _, body = data.partition(b"\n")
    start = _head(text, rules)
    if sys.byteorder != "little" or array(_NUMBER).itemsize != 4 or not head.startswith(start.encode()):
        return None
    sizes = list(map(int, head[len(start) :].split()))
    if sum(sizes) != len(body):
        return None
    parts = list(_cut(body, sizes))
    texts, own, context, again, site = _laid_out(parts[0], rules)
    words = [_named(part, numbers) for part, numbers in zip(parts[1:-1:2], parts[2:-1:2], strict=True)]
    first, second = _moves(array(_NUMBER, parts[-1]))
    return Table(texts, own, context, again, site, WordWeights(*words), first, second)


def _head(text: bytes, rules: RuleSet) -> str:
    """What a layout begins with: the format and the checksums of the text and of the rules' values.

    A CRC finds every change that spans at most 32 bits; others escape it once in four billion times."""
    return f"{FORMAT} {len(text)} {crc32(text)} {crc32(_spelled(rules).encode())} "


def _spelled(rules: RuleSet) -> str:
    """The names of all rules and of their values."""
    return "\n".join([f"{rule.name}={_labels(rule.labels)}" for asked in _asked(rules) for rule in asked])


def _labels(labels: Sequence[str]) -> str:
    return f"{_labels(labels.first)}&{_labels(labels.second)}" if isinstance(labels, Pairs) else "|".join(labels)


def _asked(rules: RuleSet) -> tuple[Sequence[Rule | TextRule], ...]:
    """The rules behind each of a table's first fields."""
    return rules.texts, rules.own, rules.context, (*rules.context, *rules.again), rules.site


def _weights(table: Table) -> Iterator[Weights]:
    for field in (table.texts, table.own, table.context, table.again, table.site):
        yield from field


def _laid_out(data: bytes, rules: RuleSet) -> list[tuple[Weights, ...]]:
    """The weights of each of a table's first fields."""
    at, fields = 0, []
    for asked in _asked(rules):
        places = range(at, at + 512 * len(asked), 512)
        at = places.stop
        pairs = zip(places, asked, strict=True)
        fields.append(tuple([Weights.laid_out(data[i : i + 256], data[i + 256 : i + 512], len(rule.labels)) for i, rule in pairs]))
    return fields


def _cut(body: bytes, sizes: Sequence[int]) -> Iterator[bytes]:
    at = 0
    for size in sizes:
        yield body[at : at + size]
        at += size


def _moves(numbers: Sequence[int]) -> Iterator[Moves]:
    for i in range(0, len(numbers), 4):
        a, b, c, d = numbers[i : i + 4]
        yield (a, b), (c, d)


def _numbers(values: Sequence[int]) -> bytes:
    numbers = array(_NUMBER, values)
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers.tobytes()


def _named(names: bytes, numbers: bytes) -> Mapping[str, int]:
    return dict(zip(names.decode().split("\n"), array(_NUMBER, numbers), strict=True)) if names else {}
