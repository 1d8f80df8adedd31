"""Words: what a block says: furniture phrases, and single words and openings that furniture or articles use on many sites.

Words come from the learnt table, phrases from the language files. Both are sparse: a block leaves as many marks as it has such words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from typing import NamedTuple

from cleaner.rules.shape import SIZE
from cleaner.rules.texts import Texts

OPENING = 24
"""Words up to which a block's last word is looked at."""
LINE = 6
"""Words up to which a block is looked up as a whole."""
SHORT = 14
"""Words up to which every word of a block is looked up; longer blocks are told well enough by shape."""


def phrase_marks(texts: Texts) -> Iterator[tuple[int, str]]:
    """Text and name of each phrase mark; a second one names the text's size with it: "privacy policy" in a long paragraph is no menu."""
    for text in texts.marks:
        for mark in phrase_marks_of(texts, text):
            yield text, mark


def phrase_marks_of(texts: Texts, text: int) -> Iterator[str]:
    """The names of one text's phrase marks, each also with the text's size."""
    label = SIZE.labels[texts.column(SIZE)[text]]
    for mark in texts.marks.get(text, ()):
        yield mark
        yield f"{mark}&{label}"


def word_marks(texts: Texts, text: int) -> list[str]:
    """The word marks of one text: `open=`, `close=`, `line=` and `word=`."""
    head, count = texts.head(text), texts.words[text]
    if not head:
        return []
    marks = ["open=" + head[0]]
    if len(head) > 1:
        marks.append(f"open={head[0]} {head[1]}")
    if count <= OPENING:
        marks.append("close=" + head[-1])
    if len(head) <= LINE:
        marks.append("line=" + texts.folded[text])
    if len(head) <= SHORT:
        marks.extend(["word=" + word for word in set(head)])
    return marks


class WordWeights(NamedTuple):
    """Weights of the sparse marks in thousandths, by where the word stands; phrases by the name of their mark."""

    open: Mapping[str, int]
    close: Mapping[str, int]
    line: Mapping[str, int]
    word: Mapping[str, int]
    phrases: Mapping[str, int]

    @classmethod
    def of(cls, weights: Mapping[str, int]) -> WordWeights:
        """From weights by the name of the mark, as `phrase_marks` and `word_marks` give them."""
        kinds: dict[str, dict[str, int]] = {field: {} for field in cls._fields}
        for mark, weight in weights.items():
            kind, _, word = mark.partition("=")
            kinds[kind if word else "phrases"][word or mark] = weight
        return cls(**kinds)

    def muted(self, mutes: Callable[[str], bool]) -> WordWeights:
        """Without the kinds of words and the phrases that are not to count, by their names."""
        phrases = {mark: weight for mark, weight in self.phrases.items() if not mutes(mark.partition("&")[0])}
        left = {kind: {} if mutes(kind) else getattr(self, kind) for kind in self._fields if kind != "phrases"}
        return WordWeights(**left, phrases=phrases)

    def weight(self, mark: str) -> int:
        """The weight of one mark by its name."""
        kind, _, word = mark.partition("=")
        table: Mapping[str, int] = getattr(self, kind) if word else self.phrases
        return table.get(word or mark, 0)


def word_scores(texts: Texts, weights: WordWeights) -> list[int]:
    """Sum of the sparse marks' weights of each text: the same as looking up every mark by name, without making the names."""
    opening, closing, line, word = weights.open.get, weights.close.get, weights.line.get, weights.word.get
    nothing = repeat(0)
    scores = []
    for head, count, folded in zip(texts.heads, texts.words, texts.folded, strict=True):
        size = len(head)
        if not size:
            scores.append(0)
            continue
        score = opening(head[0], 0)
        if size > 1:
            score += opening(f"{head[0]} {head[1]}", 0)
        if count <= OPENING:
            score += closing(head[-1], 0)
        if size <= LINE:
            score += line(folded, 0)
        if size == 1:
            score += word(head[0], 0)
        elif size <= SHORT:
            score += sum(map(word, set(head), nothing))
        scores.append(score)
    for text, mark in phrase_marks(texts):
        scores[text] += weights.phrases.get(mark, 0)
    return scores
