"""Code blocks: text whose white space counts."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from cleaner.read.html.frames import Frame
from cleaner.read.html.run import visible

_LANGUAGE = re.compile(
    r"(?:^|[\s_])(?:language|lang|highlight-source|highlight|brush|sourcecode|source)(?:[-:]\s*|\s)([A-Za-z][\w+#.-]{0,20})"
)
_NO_LANGUAGES = frozenset("none default text plain plaintext nohighlight linenums notranslate wrapper container block code".split())
_GUTTER = re.compile(r"(?:^|[\s_-])(?:line-?num(?:ber)?s?|line-?nos?|gutter|blob-num)(?:$|[\s_-])", re.IGNORECASE)
"""Names of what holds the numbers of a listing's lines."""
_ROWS = 3
"""Rows of a table that are looked at to tell whether it is a listing: some have one, some have one for each line."""
_LEVELS = 2
"""Elements around a `pre` whose class may name its language."""


class Code:
    """The text of a `pre` as it is read."""

    def __init__(self, element: Any, frame: Frame, line: int) -> None:
        self.frame = frame
        self.first = self.last = line
        self.language = _language(element)
        self._parts: list[str] = []

    def add(self, text: str, line: int) -> None:
        if not text.isspace():
            self.last = line + text.count("\n", 0, len(text.rstrip()))
        self._parts.append(text)

    def border(self) -> None:
        """An element that stands on a line of its own begins or ends."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self._parts.append("\n")

    @property
    def text(self) -> str:
        """What was written, without empty lines around it."""
        lines = visible("".join(self._parts).replace("\r", "")).split("\n")
        while lines and not lines[0].strip():
            del lines[0]
        while lines and not lines[-1].strip():
            lines.pop()
        return "\n".join(line.rstrip() for line in lines)


def is_gutter(element: Any) -> bool:
    """Whether an element holds the numbers of a listing's lines, which are no part of its text."""
    names = element.get("class")
    if not names or not _GUTTER.search(names):
        return False
    text = "".join(element.itertext())
    return text.isspace() or not text or "".join(text.split()).isdecimal()


def is_listing(table: Any) -> bool:
    """Whether a table is how a highlighter sets code beside the numbers of its lines."""
    rows = [list(row.iterchildren("td")) for row in islice(table.iter("tr"), _ROWS)]
    return bool(rows) and all(len(cells) == 2 and is_gutter(cells[0]) for cells in rows)


def _language(element: Any) -> str:
    """The programming language by the class names of a `pre`, of the `code` in it, or of what stands around it; "" if none says."""
    around = [element, *element.iterchildren("code")]
    outer = element.getparent()
    for _ in range(_LEVELS):
        if outer is not None:
            around.append(outer)
            outer = outer.getparent()
    for found in (_LANGUAGE.search(part.get("class") or "") for part in around):
        if found and found[1].lower() not in _NO_LANGUAGES:
            return found[1].lower()
    return ""
