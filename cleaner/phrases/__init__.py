"""Words and phrases of page furniture, a file a language, and the matcher that finds them on a page's lines.

What is changed in a .txt file takes effect at the next start, which makes the look-up tables anew (as does `python -m cleaner.phrases`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache

from cleaner.phrases import fresh
from cleaner.phrases.book import Book
from cleaner.phrases.folding import beyond_ascii, fold, fold_lines, fold_words, is_spaced, is_spaced_utf8
from cleaner.phrases.guess import guess_language
from cleaner.phrases.index import read_shut

__all__ = [
    "COMPILED",
    "LANGUAGES",
    "Book",
    "beyond_ascii",
    "data",
    "fold",
    "fold_lines",
    "fold_words",
    "is_spaced",
    "is_spaced_utf8",
    "language",
    "load",
    "parse_files",
]

LANGUAGES = tuple("en de fr es it pt nl pl ru el zh-Hans zh-Hant ja hi ar sv da no fi cs uk tr ro hu ko vi id he fa th bn".split())
"""BCP 47 names of the files beside this one."""

COMPILED = "compiled.txt"
"""The look-up tables of all files, ready-made."""
_FOLDER = os.path.dirname(__file__)


@cache
def load(languages: tuple[str, ...] | None = None) -> Book:
    """The phrases of these languages, of all if None: pages mix languages."""
    if languages is None:
        tables = data(COMPILED)
        if fresh.is_fresh(tables, os.path.join(_FOLDER, COMPILED), LANGUAGES):
            return Book(*read_shut(fresh.body(tables)))
        return made_anew()
    return parse_files({language: data(f"{language}.txt").decode() for language in languages})


def made_anew() -> Book:
    """The phrases of all languages from their files. The tables that load fast are written too, where that is possible."""
    from cleaner.phrases.index import dump

    book = load(LANGUAGES)
    fresh.write(fresh.head(_FOLDER, LANGUAGES) + dump(book.index).encode(), os.path.join(_FOLDER, COMPILED))
    return book


def parse_files(texts: Mapping[str, str]) -> Book:
    """A book of phrase files' texts, by language. Raises `parsing.PhraseFileError` naming file and line."""
    from cleaner.phrases.build import build
    from cleaner.phrases.parsing import parse

    return Book(build({language: parse(text, f"{language}.txt") for language, text in texts.items()}))


def language(text: str) -> str | None:
    """BCP 47 language of a text by its function words; None when unsure.

    >>> language("The words that hold a sentence together are the ones that tell which language it is in, and they are short.")
    'en'
    """
    return guess_language(text, load())


def data(name: str) -> bytes:
    """A file beside this one, in UTF-8."""
    # not pathlib or importlib.resources: they take longer to import than this file takes to read
    with open(os.path.join(_FOLDER, name), "rb") as file:
        return file.read()
