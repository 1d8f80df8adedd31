"""Words and phrases of page furniture, a file a language, and the matcher that finds them on a page's lines.

After changing a .txt file, write the look-up tables anew: `python -m cleaner.phrases`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache

from cleaner.phrases.book import Book
from cleaner.phrases.folding import fold, fold_lines
from cleaner.phrases.guess import guess_language
from cleaner.phrases.index import read

__all__ = ["COMPILED", "LANGUAGES", "Book", "data", "fold", "fold_lines", "language", "load", "parse_files"]

LANGUAGES = tuple("en de fr es it pt nl pl ru el zh-Hans zh-Hant ja hi ar sv da no fi cs uk tr ro hu ko vi id".split())
"""BCP 47 names of the files beside this one."""

COMPILED = "compiled.txt"
"""The look-up tables of all files, ready-made."""


@cache
def load(languages: tuple[str, ...] | None = None) -> Book:
    """The phrases of these languages, of all if None: pages mix languages."""
    if languages is None:
        return Book(read(data(COMPILED)))
    return parse_files({language: data(f"{language}.txt").decode() for language in languages})


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
    with open(os.path.join(os.path.dirname(__file__), name), "rb") as file:
        return file.read()
