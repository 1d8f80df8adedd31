"""What a rule is: a named value that measures every block of a page and leaves one mark on each.

A rule's column holds one small number a block, the index of a label; the mark is named by both: `shape.words=11..14`.
A page is measured rule by rule, never block by block, because that is what keeps pure Python fast (`columns`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from cleaner.rules.columns import add, shift

if TYPE_CHECKING:
    from cleaner.rules.evidence import Evidence
    from cleaner.rules.texts import Texts


class Pairs(Sequence[str]):
    """The labels of two rules seen together, made when asked for: nobody reads the thousands of names to decide about a page.

    >>> list(Pairs(("short", "long"), ("no", "yes")))
    ['short&no', 'short&yes', 'long&no', 'long&yes']
    """

    __slots__ = ("first", "second")

    def __init__(self, first: Sequence[str], second: Sequence[str]) -> None:
        self.first, self.second = first, second

    def __len__(self) -> int:
        return len(self.first) * len(self.second)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        first, second = divmod(range(len(self))[index], len(self.second))
        return f"{self.first[first]}&{self.second[second]}"


class TextRule(NamedTuple):
    """One kind of evidence that a text gives by itself, whatever stands around it: one label index a distinct text.

    name, doc, labels, parts, room: as of a `Rule`. measure: the page's distinct texts -> the index of a label for every text."""

    name: str
    doc: str
    labels: Sequence[str]
    measure: Callable[[Texts], bytes]
    contextual: bool = False
    parts: tuple[TextRule, ...] = ()
    room: bytes = b""

    def mark(self, value: int) -> str:
        """The name of the mark that a value leaves."""
        return f"{self.name}={self.labels[value]}"


class Rule(NamedTuple):
    """One kind of evidence.

    name: family and what is measured (`shape.words`). doc: what it sees and why that tells furniture from article.
    labels: the names of its values, in order, at most 256. measure: the page's evidence -> the index of a label for every block.
    contextual: whether it reads `Evidence.chance`. twice: whether it then is measured again when the chances are better known.
    parts: the rules that it is made of. room: of two rules seen together, the table that makes room in the first one's values."""

    name: str
    doc: str
    labels: Sequence[str]
    measure: Callable[[Evidence], bytes]
    contextual: bool = False
    twice: bool = True
    parts: tuple[Rule | TextRule, ...] = ()
    room: bytes = b""

    def mark(self, value: int) -> str:
        """The name of the mark that a value leaves."""
        return f"{self.name}={self.labels[value]}"


def once(rule: Rule) -> Rule:
    """The same rule, not asked again on the second look, because there it added nothing on unseen sites."""
    return rule._replace(twice=False)


class Scale:
    """Cuts the numbers 0 to 255 into labelled bins: `Scale(1, 4, 9)` has the bins 0, 1..3, 4..8 and 9+."""

    def __init__(self, *cuts: int) -> None:
        edges = (0, *cuts, 256)
        self._table = b"".join([bytes([label]) * (end - start) for label, (start, end) in enumerate(pairwise(edges))])
        first = "0" if cuts[0] == 1 else f"<{cuts[0]}"
        between = [str(start) if end == start + 1 else f"{start}..{end - 1}" for start, end in pairwise(cuts)]
        self.labels = (first, *between, f"{cuts[-1]}+")

    def __call__(self, values: bytes) -> bytes:
        """The bin of each value."""
        return values.translate(self._table)


YES_NO = ("no", "yes")


def cross(first: Rule | TextRule, second: Rule | TextRule) -> Rule:
    """The rule that looks at two rules together: its mark names both values."""
    names, times = Pairs(first.labels, second.labels), _room(len(second.labels))

    def measure(evidence: Evidence) -> bytes:
        return add(evidence.column(first).translate(times), evidence.column(second))

    doc = f"{first.name} and {second.name} together."
    contextual = first.contextual or second.contextual
    return Rule(f"{first.name}&{second.name}", doc, names, measure, contextual, parts=(first, second), room=times)


def cross_texts(first: TextRule, second: TextRule) -> TextRule:
    """The same for two rules that look at texts."""
    names, times = Pairs(first.labels, second.labels), _room(len(second.labels))

    def measure(texts: Texts) -> bytes:
        return add(texts.column(first).translate(times), texts.column(second))

    doc = f"{first.name} and {second.name} together."
    return TextRule(f"{first.name}&{second.name}", doc, names, measure, parts=(first, second), room=times)


def measured(rules: Sequence[Rule | TextRule], column: Callable[[Any], bytes]) -> list[bytes]:
    """The columns of many rules: those of two rules seen together are added up at once. column: gives the column of one rule."""
    crossed = [rule for rule in rules if rule.room]
    firsts = [column(rule.parts[0]).translate(rule.room) for rule in crossed]
    seconds = [column(rule.parts[1]) for rule in crossed]
    sums, size = add(b"".join(firsts), b"".join(seconds)), len(firsts[0]) if firsts else 0
    added = iter([sums[i * size : (i + 1) * size] for i in range(len(firsts))])
    return [next(added) if rule.room else column(rule) for rule in rules]


@cache
def _room(size: int) -> bytes:
    """The table that makes room for one of `size` second labels in an index of the first."""
    return bytes([min(value * size, 255) for value in range(256)])


def shifted(rule: Rule | TextRule, by: int) -> Rule:
    """What a rule says of the block `by` places on (or, negative, back); `edge` where the page has none there."""
    edge = len(rule.labels)
    where = f"{abs(by)} {'below' if by > 0 else 'above'}"

    def measure(evidence: Evidence) -> bytes:
        return shift(evidence.column(rule), by, edge)

    doc = f"{rule.name} of the block {where}."
    return Rule(f"{rule.name}[{by:+d}]", doc, (*rule.labels, "edge"), measure, rule.contextual, parts=(rule,))
