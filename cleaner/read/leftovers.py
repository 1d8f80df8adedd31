"""What programs leave that only take the tags away: data for machines (JSON-LD) and characters that are still escaped (`don&#8217;t`).

Both are markup, and no words of the page. An article about either shows some, too: its example of data is written for people, with spaces,
and speaks of nothing that the page says; its escaped characters stand alone, not within words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SIGN = '"@context"'
_BEGINS = r"(?:\[\s{0,200})?\{\s{0,200}\"@(?:context|type|graph|id)\""
_MOST = 100
"""Objects of data that are looked for on a page."""
_MINIFIED = re.compile(r"[\[{]+\"@\w+\":[\[{\"]")
"""How data begins that no reader should see; for people a space or a line end is written behind the colon."""
_TELLING = 12
"""Characters of a value that can only stand elsewhere on the page because the data is of the page."""
_NAMES = ("headline", "name", "description", "articleBody", "alternativeHeadline")

_ESCAPED = r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{3,8});"
_FEWEST_ESCAPED = 3
"""Escaped characters between letters, from which those of a page were never unescaped."""


def strip(text: str) -> str:
    """A page's text without data for machines, and with its characters unescaped, line for line; as it is where it has neither.

    >>> strip("It isn&#8217;t ours; they don&#8217;t know, and we can&#8217;t &amp; won&#8217;t.")
    'It isn’t ours; they don’t know, and we can’t & won’t.'
    >>> strip("Write &amp; for an ampersand and &#8217; for AT&amp;T&#8217;s apostrophe.")
    'Write &amp; for an ampersand and &#8217; for AT&amp;T&#8217;s apostrophe.'
    """
    if _SIGN in text:
        text = _without_data(text)
    if text.count("&") >= _FEWEST_ESCAPED and sum(map(_is_within, re.finditer(_ESCAPED, text))) >= _FEWEST_ESCAPED:
        text = re.sub(_ESCAPED, _unescaped, text)
    return text


def _is_within(escaped: re.Match[str]) -> bool:
    """Whether an escaped character stands between two letters."""
    text, start, end = escaped.string, escaped.start(), escaped.end()
    return start > 0 and text[start - 1].isalpha() and text[end : end + 1].isalpha()


def _unescaped(escaped: re.Match[str]) -> str:
    """A character as it is; white space becomes a space, and what has no width nothing."""
    from html import unescape  # few pages need it

    shown = unescape(escaped[0])
    return shown if shown.isprintable() else " " if shown.isspace() else ""


def _without_data(text: str) -> str:
    import json  # few pages hold data

    decoder, data_begins = json.JSONDecoder(strict=False), re.compile(_BEGINS)
    pieces, end = list[str](), 0
    for _ in range(_MOST):
        found = data_begins.search(text, end)
        if not found:
            break
        start = found.start()
        try:
            value, stop = decoder.raw_decode(text, start)
            data = text[start:stop]
            own = _SIGN in data and (_MINIFIED.match(data) is not None or _speaks_of(value, text, start, stop))
        except (ValueError, RecursionError):
            pieces.append(text[end : found.end()])
            end = found.end()
            continue
        pieces += [text[end:start], "\n" * data.count("\n") if own else data]
        end = stop
    return "".join([*pieces, text[end:]])


def _speaks_of(value: Any, text: str, start: int, stop: int) -> bool:
    """Whether what data names stands in the text around it. start, stop: where the data stands."""
    names = (name for name in _named(value) if len(name) >= _TELLING)
    return any(text.find(name, 0, start) >= 0 or text.find(name, stop) >= 0 for name in names)


def _named(value: Any) -> Iterator[str]:
    """The names and headlines in data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                if key in _NAMES:
                    yield inner
            else:
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)
