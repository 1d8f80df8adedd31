"""Bylines in Chinese, Japanese and Korean: a name is a few characters without a capital, and who wrote may be said behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaner import phrases
from cleaner.compose.helpers import is_helper
from cleaner.compose.names_in_script import HAN, HANGUL, either, hangul_name, has_hangul
from cleaner.compose.people_evidence import Candidate

LANGUAGES = ("ja", "ko", "zh-Hans", "zh-Hant")
BEHIND_NAME = ("ja", "ko")
"""Those in which a profession stands behind a name; in Chinese what stands there before it is the paper ("江州晚报 记者 林晓雯")."""

LONGEST = 60
"""Characters of a line that names its author; longer ones are sentences."""

_SENTENCE = tuple("。！？.")
_SPACED = rf"[{HAN}]{{1,2}}[ \u3000][{HAN}]{{1,3}}|[{HAN}]{{3}}[ \u3000][{HAN}]{{2}}"
"""A last and a first name; three characters and three are two people."""
_NAME = rf"(?:{_SPACED}|[{HAN}]{{2,4}}|[{HANGUL}]{{2,4}})(?![{HAN}{HANGUL}\u3040-\u30ff]|\s[摄攝])"


def in_script(text: str, index: int) -> Iterator[Candidate]:
    """The name on a short line that says who wrote, before it or behind it. index: of the line's block.

    >>> [found.names for line in ("김서연 기자", "文/林晓雯", "高橋真理 記者", "江州晚报记者 林晓雯") for found in in_script(line, 0)]
    [('김서연',), ('林晓雯',), ('高橋真理',), ('林晓雯',)]
    >>> list(in_script("기자 소개", 0)), list(in_script("文/体", 0)), list(in_script("本报 记者", 0))
    ([], [], [])
    """
    if len(text) > LONGEST or phrases.is_spaced(text) or text.endswith(_SENTENCE):
        return
    for pattern in (_before(), _behind()):
        found = pattern.search(text)
        if found and pattern is _before() and is_helper(found["label"]):
            continue
        if found and _is_name(found["name"]):
            yield Candidate((found["name"],), index, "byline", True, found["label"])
            return


def _is_name(text: str) -> bool:
    """Whether characters where a name stands are one, and no profession or section."""
    return text not in _words("words.job") and (not has_hangul(text) or hangul_name(text) == text)


@cache
def _before() -> re.Pattern[str]:
    """A label and a name: "作者：林晓雯". Behind a paper's name stands a label of two characters or more."""
    labels = _words("words.credit") | _words("words.job")
    glued, alone = either([label for label in labels if len(label) > 1]), either(labels)
    edge = r"(?:^|(?<=[\s|\[【(（]))"
    return re.compile(rf"(?P<label>{edge}(?:{alone})|(?:{glued}))\s?[\s:：=＝/／・·]\s?(?P<name>{_NAME})")


@cache
def _behind() -> re.Pattern[str]:
    """A name and a profession: "김서연 기자". Without a space between, only Korean ones are told apart."""
    jobs = either({job for code in BEHIND_NAME for job in phrases.load().words("words.job", code)})
    name = rf"(?:{_SPACED})(?=[ \u3000])|[{HAN}]{{2,4}}(?=[ \u3000])|[{HANGUL}]{{2,4}}?"
    return re.compile(rf"(?:^|[\s\[【(（=＝])(?P<name>{name})[ \u3000]?(?P<label>{jobs})(?![{HAN}{HANGUL}])")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in phrases.load().words(name, code))
