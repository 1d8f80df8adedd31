"""The distinct texts of a page: what a block shows by its own words is measured once, however often the block stands there.

A page repeats a quarter of its lines, a site most of its menu."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from cleaner.phrases import Book, beyond_ascii, fold_words, is_spaced_utf8
from cleaner.rules.columns import capped
from cleaner.rules.rule import TextRule, measured

HEAD = 24
"""Words of a block that the word rules look at, so that a long paragraph costs no more than a sentence."""
REACH = 200
"""Characters of a block that are folded and searched for phrases, so that a long paragraph costs no more than a short one."""
LARGE = 20_000
"""Texts up to which first words are kept at hand; on a page of 50 MB they would take more memory than all else."""
IDEOGRAPH = re.compile(rb"\xe2[\xba-\xbf]|[\xe3-\xe9]|\xef(?:[\xa4-\xab\xbd\xbe]|\xbc[\x81-\xbf]|\xbf[\x80-\xaf])|\xf0[\xa0-\xbf]")
"""What scripts without spaces between words write, U+2E80 to 9FFF, F900 to FAFF, FF01 to FFEF and 20000 to 3FFFF: Han, kana, their
punctuation and wide forms. Emoji are none of them. In UTF-8, by first bytes: a class of these characters takes 3 ms to compile."""
_LETTER = re.compile(rb"\xe0[\xb8-\xbb]|\xe1(?:[\x80-\x82]|[\x9e\x9f])")
"""Letters and vowel signs of Thai, Lao, Burmese and Khmer, which put no spaces between words either."""
ASCII = bytes(range(128))
IDEOGRAPHS_A_WORD = 2
"""Ideographs that count as one word: Chinese words have 1.5 to 2 characters, so that shapes compare across scripts."""
_LETTERS_A_WORD = 5
"""The same of letters: Thai words have 4 to 6 with their vowel signs."""


class Texts:
    """Measures of texts that several rules share, each list holding one entry a text.

    starts: their first characters. folded: these as phrases see them. words: how many words; lengths: the same as a column.
    lasts: their last characters. beyond: those that hold more than ASCII. page: all starts in UTF-8, a line a text.
    characters: those of it beyond ASCII. marks: names of the phrase marks, by text; book: where they come from.
    lettered: those with letters of scripts without spaces. spaceless: whether some are in scripts that put no spaces between words."""

    def __init__(self, texts: Sequence[str], book: Book) -> None:
        self.texts = texts
        self.size = len(texts)
        self.starts = [text[:REACH] for text in texts]
        self.page = _utf8("\n".join(self.starts))
        self.lasts = [text[-1] for text in texts]
        self.beyond = [i for i, text in enumerate(texts) if not text.isascii()]
        self.characters = beyond_ascii(self.page)
        kinds = "".join(self.characters).encode()  # tells scripts; few pages have many
        words = fold_words(self.starts, self.characters)
        split = list(words) if self.size <= LARGE else None
        self.folded = list(map(" ".join, words if split is None else split))
        self.marks = book.match_page(self.folded, split, is_spaced_utf8(kinds))
        self.book = book
        self.function_words = book.words("words.function")
        self.months = book.words("date.month")
        unspaced = [pattern for pattern in (IDEOGRAPH, _LETTER) if pattern.search(kinds)]  # few pages have any; one look at all texts tells
        self.ideographic = frozenset([i for pattern in unspaced for i in self.beyond if pattern.search(_utf8(self.starts[i]))])
        thai = self.ideographic if _LETTER in unspaced else ()
        self.lettered = frozenset([i for i in thai if _LETTER.search(_utf8(self.starts[i]))])
        self.spaceless = bool(self.ideographic)
        self.words = self._words()
        self.lengths = capped(self.words)
        self._heads = self._all_heads(split) if split is not None else None
        self._columns: dict[str, bytes] = {}

    def forget(self, mutes: Callable[[str], bool]) -> None:
        """Leave out the phrase marks that are not to count, by their names, before anything is measured."""
        left = {text: tuple([mark for mark in marks if not mutes(mark)]) for text, marks in self.marks.items()}
        self.marks = {text: marks for text, marks in left.items() if marks}

    def settle(self) -> None:
        """Forgets what was measured."""
        self._columns.clear()

    def column(self, rule: TextRule) -> bytes:
        """The rule's column over the texts, measured once."""
        column = self._columns.get(rule.name)
        if column is None:
            column = self._columns[rule.name] = rule.measure(self)
        return column

    def columns(self, rules: Sequence[TextRule]) -> list[bytes]:
        """The columns of many rules over the texts, which are not kept."""
        return measured(rules, self.column)

    @property
    def heads(self) -> Iterable[list[str]]:
        """The first words of each text, folded; single ideographs in scripts without spaces."""
        return self._heads if self._heads is not None else map(self._head, range(self.size))

    def _all_heads(self, split: Sequence[list[str]]) -> list[list[str]]:
        heads = [words if len(words) <= HEAD else words[:HEAD] for words in split]
        for i in self.ideographic:
            heads[i] = self._head(i)
        return heads

    def head(self, text: int) -> list[str]:
        """The first words of one text."""
        if self._heads is not None:
            return self._heads[text]
        return self._head(text)

    def _head(self, text: int) -> list[str]:
        folded = self.folded[text]
        if text in self.ideographic:
            return list(folded[: HEAD * IDEOGRAPHS_A_WORD])
        return folded.split(" ", HEAD)[:HEAD] if folded else []

    def _words(self) -> list[int]:
        words = [text.count(" ") + 1 for text in self.texts]
        for i in self.ideographic:
            utf8 = _utf8(self.texts[i])
            words[i] += len(IDEOGRAPH.findall(utf8)) // IDEOGRAPHS_A_WORD + len(_LETTER.findall(utf8)) // _LETTERS_A_WORD
        return words


def _utf8(text: str) -> bytes:
    return text.encode(errors="replace")
