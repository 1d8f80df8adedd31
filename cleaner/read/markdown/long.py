"""Runs of text as long as a page, cut into pieces of the length of paragraphs, as the reader of page text does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.inline import Span, plain
from cleaner.read.html.run import Line
from cleaner.read.oneline import PARAGRAPH, STOP, SUSPICIOUS, has_sentences


def parted(line: Line) -> Iterator[Line]:
    """A run of text, or its pieces if it is as long as a page and no part of a list. Cuts stand behind sentences, outside of links and
    marks; composing joins the pieces again."""
    left = sum([len(span.text) for span in line.spans])
    if left <= SUSPICIOUS or line.frame.item is not None or not has_sentences(plain(line.spans)):
        yield line
        return
    piece: list[Span] = []
    size = 0
    first = True
    for span in line.spans:
        start = 0
        for stop in STOP.finditer(span.text) if not any(span[1:]) else ():
            end = stop.end()
            done = size + end - start
            if end < len(span.text) and done >= PARAGRAPH and left - done >= PARAGRAPH:
                yield _piece(line, [*piece, span._replace(text=span.text[start:end])], goes_on=not first)
                piece, left, size, first = [], left - done, 0, False
                start = end + (span.text[end] == " ")
        piece.append(span._replace(text=span.text[start:]))
        size += len(span.text) - start
    yield _piece(line, piece, goes_on=not first)


def _piece(line: Line, spans: Sequence[Span], *, goes_on: bool) -> Line:
    linked = sum([len(span.text) for span in spans if span.link and not span.image])
    links = sum(1 for before, span in zip(["", *(span.link for span in spans)], spans, strict=False) if span.link and span.link != before)
    return line._replace(spans=tuple(spans), linked=linked, links=links, goes_on=goes_on)
