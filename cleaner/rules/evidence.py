"""What the rules look at: the page's blocks, their words, and what the other rules found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from cleaner.model import Block, Page
from cleaner.phrases import Book, fold_lines
from cleaner.rules.columns import capped
from cleaner.rules.rule import Rule

Shared = TypeVar("Shared")

HEAD = 24
"""Words of a block that the word rules look at; more cost time and tell nothing new (measured: no change from 24 to 60)."""
FIRST_IDEOGRAPH = "\u2e80"
"""From here on scripts write no spaces between words (Chinese, Japanese, Korean and their punctuation)."""
IDEOGRAPHS_A_WORD = 2
"""Ideographs that count as one word: Chinese words have 1.5 to 2 characters, so that shapes compare across scripts."""


class Evidence:
    """Measures of one page that several rules share, each list holding one entry a block.

    texts: the blocks' texts. folded: the same as phrases see them. heads: the first words of each.
    words: how many words; lengths: the same as a column. marks: names of the phrase marks, by block. chance: percent that a block is content by its own words alone."""

    def __init__(self, page: Page, book: Book) -> None:
        self.page = page
        self.blocks: Sequence[Block] = page.blocks
        self.texts = [block[0] for block in page.blocks]
        self.folded = fold_lines(self.texts)
        self.function_words = book.words("words.function")
        self.months = book.words("date.month")
        self.size = len(self.texts)
        self.spaceless = bool(self.texts) and max(map(max, self.texts)) >= FIRST_IDEOGRAPH
        self.heads = self._heads()
        self.words = self._words()
        self.lengths = capped(self.words)
        self.marks = book.match_page(self.folded)
        self.chance = b""
        self._columns: dict[str, bytes] = {}
        self._contextual: dict[str, bytes] = {}
        self._shared: dict[str, Any] = {}

    def column(self, rule: Rule) -> bytes:
        """The rule's column, measured once."""
        columns = self._contextual if rule.contextual else self._columns
        column = columns.get(rule.name)
        if column is None:
            column = columns[rule.name] = rule.measure(self)
        return column

    def shared(self, name: str, make: Callable[[Evidence], Shared]) -> Shared:
        """Something that several contextual rules need, made once for the chances at hand."""
        if name not in self._shared:
            self._shared[name] = make(self)
        value: Shared = self._shared[name]
        return value

    def look_again(self, chance: bytes) -> None:
        """Takes new chances and forgets what was measured with the former ones."""
        self.chance = chance
        self._contextual.clear()
        self._shared.clear()

    def _heads(self) -> list[list[str]]:
        if not self.spaceless:
            return [text.split(" ", HEAD)[:HEAD] for text in self.folded]
        return [list(text[: HEAD * IDEOGRAPHS_A_WORD]) if text and max(text) >= FIRST_IDEOGRAPH else text.split(" ", HEAD)[:HEAD] for text in self.folded]

    def _words(self) -> list[int]:
        if not self.spaceless:
            return [text.count(" ") + 1 for text in self.texts]
        return [text.count(" ") + 1 + sum(map(FIRST_IDEOGRAPH.__le__, text)) // IDEOGRAPHS_A_WORD for text in self.texts]
