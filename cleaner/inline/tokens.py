"""Where marks begin and end in a row of spans, well nested, and only where a parser reads them as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from unicodedata import category

from cleaner.inline.spans import CODE, DELETED, EMPHASIS, STRONG, Span

LINK = 16
"""The mark of a span that is a link, beside those of cleaner.inline.spans."""
_NESTING = (LINK, STRONG, EMPHASIS, DELETED)
"""Of marks that begin and end together, the first is outermost: emphasis within a link's brackets can always be written."""
DELIMITERS = {STRONG: "**", EMPHASIS: "*", DELETED: "~~"}
TEXT, OPEN, CLOSE = 0, 1, 2
"""Kinds of tokens."""
_PASSES = 3
"""How often marks that can't be written are looked for, since to leave one out may part others; after that all emphasis goes."""


class Token(NamedTuple):
    """A span, or the beginning or end of a mark. run: the spans from the mark's first to behind its last."""

    kind: int
    span: Span
    mark: int = 0
    run: range = range(0)

    @property
    def ends(self) -> str:
        """Its first and last character, as far as these tell where emphasis can stand."""
        if self.kind == TEXT:
            return "!)" if self.span.image else "``" if self.span.marks & CODE else self.span.text
        if self.mark == LINK:
            return "[" if self.kind == OPEN else "])"
        return DELIMITERS[self.mark]


def readable(spans: Sequence[Span]) -> list[Token]:
    """The tokens of spans, without the marks that a parser would not read, with links and pictures or once they are taken out."""
    spans = _without_bad_code(spans)
    for _ in range(_PASSES):
        tokens = [*_tokens(spans)]
        bare = [token for token in tokens if token.mark != LINK and not (token.kind == TEXT and token.span.image)]
        bad = {(token.mark, token.run.start): token.run for token in chain(_unreadable(tokens), _unreadable(bare))}
        if not bad:
            return tokens
        marks = [span.marks for span in spans]
        for (mark, _), run in bad.items():
            for i in run:
                marks[i] &= ~mark
        spans = [span._replace(marks=left) for span, left in zip(spans, marks, strict=True)]
    return [*_tokens([span._replace(marks=span.marks & CODE) for span in spans])]


def _without_bad_code(spans: Sequence[Span]) -> list[Span]:
    """The spans; code that can't be written is text: behind other code, and with "]:" in a link, which may be a definition."""
    found: list[Span] = []
    behind_code = False
    for span in spans:
        if span.marks & CODE and (behind_code or (span.link and "]:" in span.text)):
            span = span._replace(marks=span.marks & ~CODE)
        if not span.image:
            behind_code = bool(span.marks & CODE)
        found.append(span)
    return found


def _bits(span: Span) -> int:
    return span.marks & ~CODE | (LINK if span.link else 0)


def _tokens(spans: Sequence[Span]) -> Iterator[Token]:
    """The spans, with the beginning and end of every mark between them, well nested."""
    reach = _reach(spans)
    opened: list[Token] = []
    for i, span in enumerate(spans):
        yield from _closed(opened, i)
        held = {token.mark for token in opened}
        begun = [mark for mark in _NESTING if _bits(span) & mark and mark not in held]
        for mark in sorted(begun, key=lambda mark: -reach[mark][i]):
            opened.append(Token(OPEN, span, mark, range(i, reach[mark][i])))
            yield opened[-1]
        yield Token(TEXT, span)
    yield from _closed(opened, len(spans))


def _closed(opened: list[Token], end: int) -> Iterator[Token]:
    """The ends of all marks from the outermost on that ends before a span; those inside that go on begin anew behind it."""
    first = next((depth for depth, token in enumerate(opened) if token.run.stop <= end), len(opened))
    for token in reversed(opened[first:]):
        yield token._replace(kind=CLOSE, run=range(token.run.start, end))
    del opened[first:]


def _reach(spans: Sequence[Span]) -> dict[int, list[int]]:
    """For each mark and each span, where the run of spans with this mark ends; nothing sensible for spans without it."""
    reach = {mark: [0] * len(spans) for mark in _NESTING}
    for i in range(len(spans) - 1, -1, -1):
        bits = _bits(spans[i])
        after = _bits(spans[i + 1]) if i + 1 < len(spans) else 0
        same_link = i + 1 < len(spans) and spans[i].link == spans[i + 1].link
        for mark in _NESTING:
            goes_on = bits & after & mark and (mark != LINK or same_link)
            reach[mark][i] = reach[mark][i + 1] if goes_on else i + 1
    return reach


def _unreadable(tokens: Sequence[Token]) -> Iterator[Token]:
    """Beginnings and ends of emphasis that a parser would not read as such, by CommonMark's rules of flanking runs.

    A beginning that could be an end as well is read as one where three stars were opened at once and some of them still are."""
    i, three = 0, 0
    while i < len(tokens):
        token, start = tokens[i], i
        i += 1
        if token.kind == TEXT or token.mark == LINK:
            continue
        while i < len(tokens) and tokens[i].kind != TEXT and tokens[i].mark != LINK and _same_char(tokens[i], token):
            i += 1
        group = tokens[start:i]
        before = tokens[start - 1].ends[-1] if start else "\n"
        after = tokens[i].ends[0] if i < len(tokens) else "\n"
        ambiguous = three and token.mark != DELETED and _flanks(after, before)
        mixed = group[0].kind != group[-1].kind
        for delimiter in group:
            begins = delimiter.kind == OPEN
            readable = _flanks(before, after) and not ambiguous if begins else _flanks(after, before)
            if begins if mixed else not readable:
                yield delimiter
        if token.mark != DELETED:
            three = three + sum(1 if delimiter.kind == OPEN else -1 for delimiter in group) if three or _is_three(group) else 0


def _is_three(group: Sequence[Token]) -> bool:
    """Whether a group of delimiters opens strong emphasis and emphasis at once."""
    return len(group) > 1 and all(delimiter.kind == OPEN for delimiter in group)


def _same_char(token: Token, other: Token) -> bool:
    return (token.mark == DELETED) is (other.mark == DELETED)


def _flanks(outer: str, inner: str) -> bool:
    """Whether a delimiter may stand between these characters. Parsers differ in which symbols are punctuation; it must hold for all."""
    if inner.isspace() or outer.isspace():
        return not inner.isspace()
    return category(inner)[0] not in "PS" or category(outer)[0] == "P" or (outer.isascii() and not outer.isalnum())
