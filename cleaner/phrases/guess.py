"""Which language a text is in, by the share of its words that are function words of a language."""

from __future__ import annotations

from functools import cache

from cleaner.phrases.book import Book
from cleaner.phrases.folding import fold_words, is_spaced

_REACH = 4000
"""Characters looked at: some 600 words, far more than telling languages apart needs."""

_LEAD = 0.08
"""Share of all words by which the best language must be ahead of the next. Text in the languages here leads by 0.1 to 0.6, Danish and
Norwegian, the closest, by 0.12; languages that aren't here (Bulgarian, Catalan, Slovak, Marathi) by up to 0.07, names and menus by less."""


def guess_language(text: str, book: Book) -> str | None:
    """The language whose function words stand in the text most, None if too few stand there or two languages are close."""
    words = _words(text[:_REACH])
    known = _known(book)
    scores = dict.fromkeys(book.languages, 0.0)
    for languages in map(known.get, words):
        if languages:
            share = 1 / len(languages)  # a word of several languages tells less
            for language in languages:
                scores[language] += share
    best = max(scores, key=lambda language: scores[language])
    lead = scores.pop(best) - max(scores.values(), default=0.0)
    return best if words and lead >= _LEAD * len(words) else None


def _words(text: str) -> list[str]:
    """Words of a text; every character is one in scripts without spaces."""
    (words,) = fold_words([text])
    return words if is_spaced(text) else [part for word in words for part in ([word] if is_spaced(word) else word)]


@cache
def _known(book: Book) -> dict[str, tuple[str, ...]]:
    """Function word -> the languages that have it."""
    known: dict[str, tuple[str, ...]] = {}
    for language in book.languages:
        words = book.words("words.function", language)
        shared = {word: (*known[word], language) for word in words & known.keys()}
        known.update(dict.fromkeys(words, (language,)))
        known.update(shared)
    return known
