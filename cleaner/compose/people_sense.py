"""What common sense says of names that nothing announces, beside the fitted weights: topics look like names, and a line between headline
and day is a byline."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from cleaner.compose.names import is_paper
from cleaner.compose.nobody import is_job
from cleaner.compose.outline import Outline, size
from cleaner.compose.people_evidence import Candidate, near_text

SPOKEN = 60
"""Blocks of the body whose words are looked at."""

LETTERS = 3
"""Letters of the shortest word that tells a topic from a name; "de" and "al" stand in both."""

TOPIC = -3000
MASTHEAD = 1500
VOUCHED = 1000
"""In thousandths of log-odds."""

UNDER = 3
"""Blocks below the headline in which names and day stand one after another."""

ANNOUNCED = frozenset(("byline", "bio", "box", "pen-name"))
"""Sources of names that a label or a sentence gives as such."""

JOB_WORDS = 8
"""Words of the longest line that is a job ("Senior Editor, Home and Garden")."""

_AUTHOR = frozenset("author autor autora auteur autrice autore автор".split())
_VERBS = ("is", "was", "has", "ist", "est", "es", "è", "jest")
_COPYRIGHT = re.compile(r"© ?[\d–-]*\s?")
_ENDS = "·|•.,∙\n"
"""What stands behind an owner's name."""
_LABELS = ("About", "Meet", "More from", "More by", "Follow")

_WORD = re.compile(r"[^\W\d_]+")


def topics(found: Sequence[Candidate], page: Outline) -> list[int]:
    """What is to be added to the log-odds of each candidate, since words of the article are no names."""
    doubted = [candidate.names if candidate.source not in ANNOUNCED else () for candidate in found]
    text = _beginning(page) if any(doubted) else ""
    words = {word for names in doubted for name in names for word in _own_words(name) if _stands(word, text)}
    return [TOPIC * any(_is_topic(name, words) for name in names) for names in doubted]


def _stands(word: str, text: str) -> bool:
    """Whether a word in lower case stands in a text, and not only in others.

    >>> _stands("port", "ferries report to the port."), _stands("port", "Port reports")
    (True, False)
    """
    at = text.find(word) if word.islower() and _WORD.fullmatch(word) else -1
    while at >= 0 and (_WORD.match(text[at - 1 : at]) or _WORD.match(text[at + len(word) : at + len(word) + 1])):
        at = text.find(word, at + 1)
    return at >= 0


def _beginning(page: Outline) -> str:
    """The beginning of the body."""
    return "\n".join([page.blocks[i].text for i in range(page.start, min(page.stop, page.start + SPOKEN)) if page.kept[i]])


def vouched(found: Sequence[Candidate], page: Outline) -> list[int]:
    """The same for names alone on a line, where the page says elsewhere that they are those of a person, or of what profession."""
    alone = [candidate.source == "bare" and candidate.whole and " " in candidate.names[0] for candidate in found]
    text = f"\n{near_text(page)}\n" if any(alone) else ""
    return [VOUCHED * (bare and _is_vouched(candidate, page, text)) for candidate, bare in zip(found, alone, strict=True)]


def _is_vouched(candidate: Candidate, page: Outline, text: str) -> bool:
    """Whether a job stands below names, or the text has a line that begins to tell who the first of them is, or says whose the page is."""
    name = candidate.names[0]
    below = page.blocks[candidate.block + 1].text if candidate.block + 1 < len(page.blocks) else ""
    return _is_job_line(below) or _has_portrait(name, text) or _is_owner(name, text)


def _is_job_line(text: str) -> bool:
    """Whether a line says what the one named above it does, or that it is the author, and nothing else.

    >>> [_is_job_line(text) for text in ("Senior Editor, Home and Garden", "Author", "She is a manager.", "Jobs")]
    [True, True, False, False]
    """
    if text.casefold() in _AUTHOR:
        return True
    return size(text) <= JOB_WORDS and text[:1].isupper() and text[-1] not in ".!?:" and (is_job(text) or is_job(text.partition(",")[0]))


def _has_portrait(name: str, text: str) -> bool:
    """Whether a line of a text begins to tell who somebody is."""
    return any(f"\n{name} {verb} " in text for verb in _VERBS) or any(f"\n{label} {name}\n" in text for label in _LABELS)


def _is_owner(name: str, text: str) -> bool:
    """Whether a page belongs to somebody, who is no paper: a blog is its author's.

    >>> [_is_owner("Ann Lee", text) for text in ("© 2025 Ann Lee · Privacy", "(c) Ann Lee", "© 2025 Ann Lee Ltd.", "Ann Lee")]
    [True, False, False, False]
    >>> _is_owner("Harbour Post", "© 2025 Harbour Post")
    False
    """
    if "©" not in text or is_paper(name):
        return False
    behind = [text[sign.end() + len(name) :].lstrip(" ") for sign in _COPYRIGHT.finditer(text) if text.startswith(name, sign.end())]
    return any(not rest or rest[0] in _ENDS for rest in behind)


def mastheads(found: Sequence[Candidate], page: Outline, title: int | None) -> list[int]:
    """The same for the line of names between headline and day, on a page with markup where no label announces any.

    title: the block of the headline. Lines of text hold sections and buttons there as often."""
    if title is None or any(candidate.source in ANNOUNCED | {"label"} for candidate in found):
        return [0] * len(found)
    return [MASTHEAD * _is_masthead(candidate, page, title) for candidate in found]


def _is_topic(name: str, words: Container[str]) -> bool:
    """Whether all words of what looks like a name stand in lower case in the article: "Climate Change", and not "Rose Marlow".

    >>> _is_topic("Climate Change", {"climate", "change", "rose"}), _is_topic("Rose Marlow", {"climate", "change", "rose"})
    (True, False)
    """
    own = _own_words(name)
    return bool(own) and all(word in words for word in own)


def _own_words(name: str) -> list[str]:
    """The words of a name by which it is told from a topic, in lower case."""
    return [word.lower() for word in _WORD.findall(name) if len(word) >= LETTERS]


def _is_masthead(candidate: Candidate, page: Outline, title: int) -> bool:
    """Whether names of several words are all that stands on a line right below the headline, beside the line with the day."""
    if candidate.source != "bare" or not candidate.whole or not title < candidate.block <= title + UNDER:
        return False
    beside = [i for i in (candidate.block - 1, candidate.block + 1) if title < i <= title + UNDER + 1]
    return any(i in page.days for i in beside) and all(" " in name for name in candidate.names)
