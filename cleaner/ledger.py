"""What was weighed on a page, for those who ask why: the marks of each block, which add up to its score."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import overload

from cleaner.chains import UNIT, Messages
from cleaner.model import Mark
from cleaner.rules import rules_of
from cleaner.rules.columns import Weights
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.words import phrase_marks_of, word_marks
from cleaner.weights import Table

OWN = "alone.score"
"""The mark of a block's score alone, where it counts."""


class Ledger:
    """All that was weighed on a page, so that the marks of a block can be named when somebody asks.

    looks: the chances before the first and before the second look at the context. own: what the score alone adds to each block's, () for
    nothing. shift: of all scores, by the page's cut. priors: marks beside those of the rules, by block."""

    def __init__(self, evidence: Evidence, table: Table, looks: tuple[bytes, bytes], messages: Messages) -> None:
        self.evidence, self.table, self.messages = evidence, table, messages
        self.own: Sequence[float] = ()
        self.shift = 0.0
        self.priors: dict[int, tuple[Mark, ...]] = {}
        self._looks = looks
        self._weighed: list[tuple[Rule, bytes, Weights]] | None = None

    def _columns(self) -> list[tuple[Rule, bytes, Weights]]:
        """Each rule with its column and its weights. Measured again, as few who clean a page want to see them: a page has a hundred."""
        if self._weighed is None:
            rules, evidence, columns = rules_of(self.evidence.page.shape), self.evidence, []
            site = rules.site if evidence.page.siblings else ()
            for look, asked in zip(self._looks, (rules.context, (*rules.again, *site)), strict=True):
                evidence.look_again(look)
                columns += evidence.columns(asked)
            asked = (*rules.context, *rules.again, *site)
            self._weighed = list(zip(asked, columns, (*self.table.again, *self.table.site), strict=False))
        return self._weighed

    def marks(self, block: int) -> tuple[Mark, ...]:
        """The marks whose weights add up to the block's score, strongest first."""
        found = [weight.ranked.get(column[block]) or _ranked(rule, weight, column[block]) for rule, column, weight in self._columns()]
        above, below = math.log(self.messages.above[block]), math.log(self.messages.below[block])
        own = self.own[block] if self.own else 0.0
        sums = (Mark("chain.above", above), Mark("chain.below", below), Mark(OWN, own), Mark("page.cut", self.shift))
        others = (*sums, *self.priors.get(block, ()))
        return _sorted([*found, *map(_rank, others)])

    def alone(self, block: int) -> tuple[Mark, ...]:
        """The marks of the block's own words and shape, strongest first: what `alone.chance` was before the neighbours were asked."""
        found = [
            weight.ranked.get(value) or _ranked(rule, weight, value)
            for rule, weight in zip(rules_of(self.evidence.page.shape).alone, (*self.table.texts, *self.table.own), strict=True)
            for value in (self.evidence.column(rule)[block],)
        ]
        texts, text, weigh_word = self.evidence.texts, self.evidence.which[block], self.table.words.weight
        names = [*word_marks(texts, text), *phrase_marks_of(texts, text)]
        return _sorted([*found, *[_rank(Mark(name, weight / UNIT)) for name in names if (weight := weigh_word(name))]])


Ranked = tuple[float, str, Mark]
"""A mark behind what it is sorted by: strongest first, then by name."""


def _rank(mark: Mark) -> Ranked:
    return -abs(mark.weight), mark.name, mark


def _ranked(rule: Rule | TextRule, weight: Weights, value: int) -> Ranked:
    """The mark that a value of a rule leaves, named once for all blocks of all pages: a report asks for those of every block."""
    ranked: Ranked = _rank(Mark(rule.mark(value), weight.of(value) / UNIT))
    weight.ranked[value] = ranked
    return ranked


def _sorted(marks: list[Ranked]) -> tuple[Mark, ...]:
    """The marks in order, without those that weigh nothing."""
    return tuple([mark for strength, _, mark in sorted(marks) if strength])


class MarkList(Sequence[Mark]):
    """The marks of one block, named on first use: naming them for every block would cost more than deciding."""

    __slots__ = ("_block", "_ledger", "_marks")

    def __init__(self, ledger: Ledger, block: int) -> None:
        self._ledger, self._block = ledger, block
        self._marks: tuple[Mark, ...] | None = None

    @property
    def evidence(self) -> Evidence:
        """What was measured on the page."""
        return self._ledger.evidence

    def _all(self) -> tuple[Mark, ...]:
        if self._marks is None:
            self._marks = self._ledger.marks(self._block)
        return self._marks

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mark]: ...
    def __getitem__(self, index: int | slice) -> Mark | Sequence[Mark]:
        return self._all()[index]

    def alone(self) -> tuple[Mark, ...]:
        """The marks of the block's own words and shape."""
        return self._ledger.alone(self._block)
