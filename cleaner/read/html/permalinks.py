"""Signs behind a heading that lead to the heading itself: ¶, #, §."""

from __future__ import annotations

from cleaner.inline import Span
from cleaner.read.html.run import Line

SIGNS = frozenset("¶#§🔗⚓∞")
"""What generators of documentation and engines of blogs set. Of 22 dev pages with three or more of them none has one in its gold, but for
one page that kept four."""

ALWAYS = "¶"
"""The sign that is one in any line, such as the term that a manual defines; the others are so in headings only."""


def without_permalinks(line: Line) -> Line:
    """A line without signs that lead to a place of a page, if something else is left of it."""
    left = [span for span in line.spans if not _is_permalink(span, heading=line.frame.level > 0)]
    signs = len(line.spans) - len(left)
    if not signs or not any(span.text.strip() for span in left):
        return line
    left[-1] = left[-1]._replace(text=left[-1].text.rstrip())
    return line._replace(spans=tuple(left), linked=line.linked - signs, links=line.links - signs)


def _is_permalink(span: Span, *, heading: bool) -> bool:
    """Whether a piece of a line is nothing but such a sign, with a place to lead to ("#" alone is the top of the page)."""
    sign = span.text.strip()
    return (sign == ALWAYS or (heading and sign in SIGNS)) and "#" in span.link and not span.link.endswith("#")
