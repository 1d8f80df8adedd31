"""Which language a text is in, by the share of its words that are function words of a language."""

from __future__ import annotations

from functools import cache

from cleaner.phrases.book import Book
from cleaner.phrases.folding import UNSPACED, fold

_REACH = 4000
"""Characters looked at: some 600 words, far more than telling languages apart needs."""

_SHARE = 0.12
"""Least share of function words: prose has 0.25 and more in every language here, menus and lists of names less than 0.1."""

_LEAD = 1.1
"""How far the best language must be ahead of the next."""


def guess_language(text: str, book: Book) -> str | None:
    """The language whose function words stand in the text most, None if too few stand there or two languages are close."""
    words = _words(text[:_REACH])
    known = _known(book)
    scores = dict.fromkeys(book.languages, 0.0)
    for word in words:
        for language in known.get(word, ()):
            scores[language] += 1 / len(known[word])
    if not words:
        return None
    best = max(scores, key=lambda language: scores[language])
    score = scores.pop(best)
    second = max(scores.values(), default=0.0)
    return best if score >= _SHARE * len(words) and score >= _LEAD * second else None


def _words(text: str) -> list[str]:
    """Words of a text; every character is one in scripts without spaces."""
    folded = fold(text)
    return (folded if folded.isascii() else UNSPACED.sub(r" \g<0> ", folded)).split()


@cache
def _known(book: Book) -> dict[str, tuple[str, ...]]:
    """Function word -> the languages that have it."""
    known: dict[str, tuple[str, ...]] = {}
    for language in book.languages:
        for word in book.words("words.function", language):
            known[word] = (*known.get(word, ()), language)
    return known
