"""A run of text in a line, gathered from the elements in it by the white-space rules of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from cleaner.inline import CODE, Span
from cleaner.normalise import normalise, oddities
from cleaner.read.html.frames import Frame

PARTING = 2
"""Line breaks in a row that part paragraphs; one is a line's end in a poem or an address."""

OPENING, CLOSING = frozenset("([{«“‘（【「『"), frozenset(".,;:!?)]}…»”’、。，；：！？）】」』")
"""Punctuation that stands right before or behind a word. Where only a box in the line begins or ends there, no gap is seen."""


class Line(NamedTuple):
    """A run of text that makes one block. frame: the innermost element that holds all of it. lines: first and last source line.

    linked: how many of its characters stand in links; links: how many links. goes_on: whether it is a further piece of a long one."""

    spans: tuple[Span, ...]
    frame: Frame
    lines: tuple[int, int]
    linked: int
    links: int
    goes_on: bool = False


def visible(text: str) -> str:
    """Text of a page without what nobody sees: controls, direction marks, zero-width characters."""
    return text if text.isascii() and text.isprintable() else normalise(text, oddities(text.encode("utf-8", "replace")))


class Run:
    """Gathers pieces of text. White space collapses over the borders of elements, and stands outside of emphasis."""

    __slots__ = ("_anchor", "_gap_link", "_gap_marks", "_soft", "_space", "breaks", "first", "frame", "last", "linked", "links", "spans")

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.frame: Frame | None = None
        self._space = self._soft = False
        self.breaks = self.last = self.linked = self.links = self._anchor = 0
        self._gap_marks, self._gap_link = 0, ""
        self.first = 0

    def clear(self) -> None:
        """Forgets what was gathered."""
        self._space = self._soft = False
        self.breaks = 0
        if self.spans:
            self.frame, self.spans = None, []
            self.last = self.linked = self.links = self._anchor = 0

    def add(self, text: str, frame: Frame, line: int) -> None:
        """Takes text of an element that begins in a source line."""
        if text.isspace():
            self._blank(frame.marks, frame.link)
            return
        words = " ".join(text.split())
        if not (words.isascii() and words.isprintable()):
            words = " ".join(visible(words).split())
            if not words:
                return
        first = line
        if text[0].isspace():
            self._blank(frame.marks, frame.link)
            first += text.count("\n", 0, len(text) - len(text.lstrip()))
        elif self._soft and words[0] in CLOSING:
            self._space = False
        last = line + text.count("\n", 0, len(text.rstrip())) if "\n" in text else line
        self._append(Span(words, frame.marks, frame.link), frame, first, last)
        if text[-1].isspace():
            self._blank(frame.marks, frame.link)

    def picture(self, address: str, description: str, frame: Frame, line: int) -> None:
        """Takes an image, described by text that no reader of the page sees."""
        self._append(Span(description, 0, frame.link, address), frame, line, line)

    @property
    def ends_in_figure(self) -> bool:
        """Whether what would follow now stands right behind a digit."""
        return bool(self.spans) and not self._space and self.spans[-1].text[-1:].isdigit() and not self.spans[-1].image

    def line_break(self, frame: Frame) -> None:
        """Takes a line break, which counts only between two pieces of text."""
        if self.spans:
            self._blank(frame.marks, frame.link)
            self.breaks += 1

    def gap(self) -> None:
        """Parts what stands before it from what follows, unless a punctuation mark joins them."""
        if self.spans and not self._space and self.spans[-1].text[-1:] in OPENING:
            return
        soft = self._soft or not self._space
        self._blank(0, "")
        self._soft = soft

    def _blank(self, marks: int, link: str) -> None:
        """Takes white space; of several pieces, what all have in common counts."""
        if not self._space:
            self._space, self._gap_marks, self._gap_link = True, marks, link
        else:
            self._gap_marks &= marks
            self._gap_link = link if link == self._gap_link else ""
        self._soft = False

    def _append(self, span: Span, frame: Frame, first: int, last: int) -> None:
        if self.frame is None:
            self.frame, self.first = frame, first
        else:
            self._part(span)
            if self.frame is not frame:
                self.frame = _common(self.frame, frame)
        self._space, self._soft, self.breaks = False, False, 0
        self.last = max(last, self.last)
        if frame.anchor and not span.image:
            self.linked += len(span.text)
        if frame.anchor:
            self.links += frame.anchor != self._anchor
        self._anchor = frame.anchor
        self.spans.append(span)

    def _part(self, span: Span) -> None:
        """Puts white space or a line break before a span, with the marks that it has in common with both sides."""
        if self._space:
            before = self.spans[-1]
            marks = before.marks & span.marks & self._gap_marks & ~(CODE if self.breaks or before.image or span.image else 0)
            link = span.link if before.link == span.link == self._gap_link else ""
            self.spans.append(Span("\n" if self.breaks else " ", marks, link))

    def taken(self) -> Line:
        """What was gathered, which must be something; the run is empty afterwards."""
        assert self.frame
        found = Line(_merged(self.spans), self.frame, (self.first, self.last), self.linked, self.links)
        self.clear()
        return found


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, those with the same marks as one."""
    if len(spans) == 1:
        return (spans[0],)
    groups = groupby(enumerate(spans), lambda entry: (entry[1][1:], entry[0] if entry[1].image else -1))
    return tuple([Span("".join([span.text for _, span in group]), *marks) for (marks, _), group in groups])


def _common(first: Frame, second: Frame) -> Frame:
    """The innermost element that holds both."""
    one, other = first, second
    while one is not other:
        if one.deep >= other.deep and one.parent:
            one = one.parent
        elif other.parent:
            other = other.parent
        else:
            break
    return one
