"""What the rules look at: the page's blocks, their texts, and how likely each block is content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from cleaner.model import Block, Page
from cleaner.phrases import Book
from cleaner.rules.rule import Rule, TextRule, measured
from cleaner.rules.texts import Texts

Shared = TypeVar("Shared")


class Evidence:
    """Measures of one page that several rules share, each list holding one entry a block.

    texts: the page's distinct texts. which: index of each block's text among them. words: how many words; lengths: the same as a column.
    marks: names of the phrase marks, by block. chance: percent that a block is content, as far as it is known."""

    def __init__(self, page: Page, book: Book) -> None:
        self.page = page
        self.blocks: Sequence[Block] = page.blocks
        self.size = len(page.blocks)
        texts = [block[0] for block in page.blocks]
        index = dict(zip(dict.fromkeys(texts), range(self.size), strict=False))
        self.which = list(map(index.__getitem__, texts))
        self.texts = Texts(list(index), book)
        self.repeats = self.texts.size < self.size
        self._pick = itemgetter(*self.which) if self.repeats else None
        self.words = self.spread(self.texts.words)
        self.lengths = self._spread_column(self.texts.lengths)
        found = self.texts.marks
        self.marks = {block: found[text] for block, text in enumerate(self.which) if text in found} if found else {}
        self.chance = b""
        self._columns: dict[str, bytes] = {}
        self._contextual: dict[str, bytes] = {}
        self._shared: dict[str, Any] = {}
        self._fixed: dict[str, Any] = {}

    def forget(self, mutes: Callable[[str], bool]) -> None:
        """Leave out the phrase marks that are not to count, by their names, before anything is measured."""
        self.texts.forget(mutes)
        found = self.texts.marks
        self.marks = {block: found[text] for block, text in enumerate(self.which) if text in found}

    def spread(self, values: Sequence[Shared]) -> list[Shared]:
        """One value a distinct text as one value a block."""
        return list(self._pick(values) if self._pick else values)

    def _spread_column(self, column: bytes) -> bytes:
        return bytes(self._pick(column)) if self._pick else column

    def column(self, rule: Rule | TextRule) -> bytes:
        """The rule's column over the blocks, measured once."""
        name = rule.name
        column = self._columns.get(name) or self._contextual.get(name)
        if column is None:
            if isinstance(rule, TextRule):
                column = self._columns[name] = self._spread_column(self.texts.column(rule))
            else:
                column = rule.measure(self)
                (self._contextual if rule.contextual else self._columns)[name] = column
        return column

    def columns(self, rules: Sequence[Rule | TextRule]) -> list[bytes]:
        """The columns of many rules over the blocks, which are not kept."""
        return measured(rules, self.column)

    def shared(self, name: str, make: Callable[[Evidence], Shared]) -> Shared:
        """Something that several contextual rules need, made once for the chances at hand."""
        if name not in self._shared:
            self._shared[name] = make(self)
        value: Shared = self._shared[name]
        return value

    def fixed(self, name: str, make: Callable[[Evidence], Shared]) -> Shared:
        """Something that several rules need and that does not depend on the chances, made once."""
        if name not in self._fixed:
            self._fixed[name] = make(self)
        value: Shared = self._fixed[name]
        return value

    def settle(self, asked: Sequence[Rule | TextRule] = ()) -> None:
        """Forgets what was measured, when all is weighed: on a page of 50 MB it takes 200 MB. asked: rules that are asked again."""
        still = {rule.name: column for rule in asked if (column := self._columns.get(rule.name))}
        for kept in (self._shared, self._fixed, self._columns, self._contextual):
            kept.clear()
        self.texts.settle()
        self._columns.update(still)

    def look_again(self, chance: bytes) -> None:
        """Takes new chances and forgets what was measured with the former ones."""
        self.chance = chance
        self._contextual.clear()
        self._shared.clear()
