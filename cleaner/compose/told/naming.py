"""Names in the values of clues, which hold labels, addresses, roles, days and other people beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner import phrases
from cleaner.compose.helpers import is_helper
from cleaner.compose.labels import LABEL_WORDS, labelled
from cleaner.compose.names import is_byline, names
from cleaner.compose.nobody import is_dated
from cleaner.compose.outline import size
from cleaner.compose.people import BARS, LONGEST
from cleaner.compose.told.spelling import letters

MOST_WORDS = 6
"""Words of a name that a clue gives; more are a sentence."""

NOBODY = frozenset(
    "admin administrator root user webmaster author guest editor default wpadmin siteadmin superuser".split()
    + "none null undefined unknown name".split()
)
"""Names of accounts and of fields that say nothing of who wrote."""

REVIEWED = "reviewed by"
"""What stands before who checked an article in a clue; in a line of text it stands before the author of a review as often."""

_ADDRESS = re.compile(r"\S*(?:https?:|www\.|://)\S*|\S+@\S+|(?<!\w)@\w+|\S+\.(?:com|org|net|html?|php)\b(?:/\S*)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4}|\d[/.:]\d|^\d+\s")
_EDGE = ' \t:：-–—|•·*"“”«»[]/,;~'


def people_in(value: str, *, last_first: bool = False) -> tuple[str, ...]:
    """The names in a clue, without "By", addresses, roles, days, those who helped and what stands behind a bar.

    >>> people_in("By Jane Doe and Jo Li, Staff Writers"), people_in("Jane Doe | The Gazette"), people_in("https://a.example/jane")
    (('Jane Doe', 'Jo Li'), ('Jane Doe',), ())
    >>> people_in("Updated January 8, 2026 Written by Jane Doe Edited by Jo Li"), people_in("Sat, 20 Dec, 2025")
    (('Jane Doe',), ())
    >>> people_in("Doe, Jane", last_first=True)
    ('Jane Doe',)
    """
    for part in _parts(value):
        if last_first and part.count(",") == 1:
            part = " ".join(reversed(part.split(",")))
        found = tuple([name for name in names(part) if not is_dated(name)])
        if found and letters(found[0]) not in NOBODY:
            return found
    return ()


def whole_name(value: str) -> str:
    """A clue as one name: a group, a login, a name of an unknown form; "" for what can be none: a phrase of furniture, a day.

    >>> whole_name("The Old Town Gazette staff"), whole_name("by oldtownjane"), whole_name("admin"), whole_name("12 min read")
    ('The Old Town Gazette staff', 'oldtownjane', '', '')
    """
    parts = _parts(value)
    name = parts[0] if parts else ""
    if size(name) > MOST_WORDS or letters(name) in NOBODY or not any(char.isalpha() for char in name) or _NUMBER.search(name):
        return ""
    furniture = ":" in name or is_dated(name) or any(not mark.startswith("people.") for mark in phrases.load().match(name))
    return "" if furniture else name


def _parts(value: str) -> list[str]:
    """What stands between the bars of a clue, without addresses and byline phrases; what stands behind such a phrase comes first."""
    found = [segment for part in BARS.split(_ADDRESS.sub(" ", value[:LONGEST])) for segment in _segments(part.strip(_EDGE))]
    wrote = [(label, text.strip(_EDGE)) for label, text in found if not is_helper(label) and phrases.fold(label.strip(_EDGE)) != REVIEWED]
    parts = [text for label, text in wrote if label] + [text for label, text in wrote if not label]
    return [text for text in parts if text.strip("().")]


def _segments(text: str) -> Iterator[tuple[str, str]]:
    """A text cut where byline phrases begin: each phrase, and what follows it. The first one may have no phrase.

    >>> list(_segments("By Jane Doe Edited by Jo Li"))
    [('By', 'Jane Doe'), ('Edited by', 'Jo Li')]
    """
    words = text.split()
    starts = [0, *dict.fromkeys(_label_start(words, i) for i, word in enumerate(words) if i and is_byline(word))]
    for start, stop in zip(starts, [*starts[1:], len(words)], strict=True):
        yield labelled(" ".join(words[start:stop]), "people.byline")


def _label_start(words: Sequence[str], index: int) -> int:
    """Where a byline phrase of several words begins that ends in a word which is one ("by")."""
    for start in range(max(index - LABEL_WORDS + 1, 0), index):
        if "people.byline" in phrases.load().match(" ".join(words[start : index + 1])):
            return start
    return index
