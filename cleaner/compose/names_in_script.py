"""Names in scripts without capitals: Han characters, kana, Hangul."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from cleaner import phrases
from cleaner.compose.nobody import is_profession
from cleaner.compose.outline import unspaced

HAN = "\u3005\u3400-\u9fff"
HANGUL = "\uac00-\ud7a3"
THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
"""Characters of names, for character classes."""

_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설"
    "마길연위표명기반왕금옥육인맹제모"
)
"""First characters of Korean names."""


@cache
def unspaced_name() -> re.Pattern[str]:
    """Two to four Han characters and no more, a name in katakana, or a first and a last name in Thai; compiled when a page needs it, since
    it takes long.

    What goes on in kana is a word of a sentence, and so is a third word in Thai."""
    thai = rf"[{THAI}]{{2,16}} [{THAI}]{{2,20}}(?=$|,)"
    return re.compile(rf"[{HAN}]{{2,4}}(?![{HAN}\u3040-\u30ff])|[\u30a0-\u30ff·]{{3,12}}|{thai}")


def has_no_capitals(name: str) -> bool:
    """Whether a name is of Han characters or Hangul, where nothing parts the first name from the last."""
    return bool(unspaced(name[:1]) or has_hangul(name[:1]))


def hangul_name(part: str) -> str:
    """The Korean name that a part of a byline is, but for a profession behind it, or "".

    >>> hangul_name("김서연 기자"), hangul_name("김서연기자"), hangul_name("강원도의 한 폐역에"), hangul_name("사회부")
    ('김서연', '김서연', '', '')
    """
    found = _hangul_name().fullmatch(part)
    return found[1] if found and found[1][0] in _SURNAMES and not is_profession(found[1]) else ""


def has_hangul(text: str) -> bool:
    return not text.isascii() and any("\uac00" <= char <= "\ud7a3" for char in text)


@cache
def _hangul_name() -> re.Pattern[str]:
    jobs = either(phrases.load().words("words.job", "ko"))
    return re.compile(rf"([{HANGUL}]{{3}}|[{HANGUL}]{{2,4}}?(?=\s?(?:{jobs})))(?:\s?(?:{jobs}))?")


def either(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join([re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))])
