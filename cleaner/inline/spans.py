"""Pieces of text with marks: what Markdown has signs for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

STRONG, EMPHASIS, DELETED, CODE = 1, 2, 4, 8
"""Marks of a span; they add up."""


class Span(NamedTuple):
    r"""A piece of text that has the same marks; "\n" in it is a hard line break.

    link: the address that it leads to, or "". image: the address of a picture; then `text` is its description."""

    text: str
    marks: int = 0
    link: str = ""
    image: str = ""


def is_plain(spans: Sequence[Span]) -> bool:
    """Whether a text has no marks, links or pictures."""
    return not any(marks or link or image for _, marks, link, image in spans)


def plain(spans: Sequence[Span]) -> str:
    """The text alone, without what pictures are described with."""
    return "".join([span.text for span in spans if not span.image])
