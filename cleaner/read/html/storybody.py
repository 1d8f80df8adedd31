"""The article as a page's JSON-LD has it, for pages that are nearly empty until a script has run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

SPARSE = 0.25
"""A page whose text has less than this share of the characters of its `articleBody` doesn't show it. Pages that do have more than
all of them, by their menus; those that show its beginning and ask for money have more than this, too."""

SHORTEST = 200
"""Characters from which an `articleBody` is more than a summary."""

MOST_VALUES = 100_000
"""Values of a page's JSON-LD that are looked at."""


class Story(NamedTuple):
    """An article in JSON-LD: its text, in which tags may stand, and the source line of the script that holds it."""

    text: str
    line: int


def story(tree: Any, shown: int) -> Story | None:
    """The longest `articleBody` of a page, if the page itself shows next to nothing of it. shown: characters of visible text."""
    best: Story | None = None
    for script in tree.iter("script"):
        text = script.text or ""
        if "json" not in (script.get("type") or "") or "articleBody" not in text:
            continue
        for body in _bodies(text):
            if best is None or len(body) > len(best.text):
                best = Story(body, script.sourceline or 1)
    return best if best and len(best.text) >= SHORTEST and shown < SPARSE * len(best.text) else None


def _bodies(text: str) -> Iterator[str]:
    """Every `articleBody` in a script."""
    try:
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_VALUES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            body = value.get("articleBody")
            if isinstance(body, str):
                yield body
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def as_html(text: str) -> str:
    """The text as HTML in which its lines are paragraphs. Where it holds tags, they say what the paragraphs are.

    >>> as_html("One &amp; two.\\n\\nThree < four.")
    '<p>One &amp; two.</p><p>Three &lt; four.</p>'
    """
    if "</p>" in text or "<br" in text or "&lt;p&gt;" in text:
        return unescape(text) if "&lt;p&gt;" in text else text
    lines = (line.strip() for line in unescape(text).split("\n"))
    return "".join(f"<p>{_escaped(line)}</p>" for line in lines if line)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
