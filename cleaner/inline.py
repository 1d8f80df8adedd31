"""Text with links, emphasis, code and images as CommonMark, and such CommonMark without its links or images.

A text is a row of spans, each with its marks. Where a mark stands so that no parser would read it as one (emphasis that begins with a
bracket in the midst of a word), the mark is left out and the text stays. What the text itself holds is escaped, so that nothing of it
is taken for markup, also not after links or images were taken out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from unicodedata import category

from cleaner.escape import escape_inline, escape_line_starts, is_definition

STRONG, EMPHASIS, DELETED, CODE = 1, 2, 4, 8
"""Marks of a span; they add up."""

_LINK = 16
_NESTING = (_LINK, STRONG, EMPHASIS, DELETED)
"""Of marks that begin and end together, the first is outermost: emphasis within a link's brackets can always be written."""
_DELIMITERS = {STRONG: "**", EMPHASIS: "*", DELETED: "~~"}
_STARS = STRONG | EMPHASIS
_TEXT, _OPEN, _CLOSE = 0, 1, 2
_SLOT = "\ufdd0"
"""A noncharacter that stands for a piece of markup while the text around it is escaped."""
_PASSES = 3
"""How often marks that can't be written are looked for, since to leave one out may part others; after that all emphasis goes."""

_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_BEFORE_MARKUP = re.compile(r"[<\]]\Z|&(?=#?\w{0,32}\Z)")
"""What could join with the text behind a piece of markup once that is taken out: a tag, a link, a character reference."""
_SIGN = re.compile(r"[\\`*_~\[\]<&\n\ufdd0]")
_TICKS = re.compile("`+")
_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\])*\]:")
_TOKEN = re.compile(r"\\.|`+|!?\[|\]\(|[^\\`!\[\]]+|.", re.DOTALL)
_NO_BRACKET = r"\\.|[^\s()\\]"
_BALANCED = rf"(?:{_NO_BRACKET}|\((?:{_NO_BRACKET}|\((?:{_NO_BRACKET})*\))*\))*"
_TARGET = re.compile(rf"\s*(?:<[^<>\n]*>|{_BALANCED})(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)")
"""What stands behind "](": an address, with brackets nested twice at the most, and perhaps a title."""


class Span(NamedTuple):
    r"""A piece of text that has the same marks; "\n" in it is a hard line break.

    link: the address that it leads to, or "". image: the address of a picture; then `text` is its description."""

    text: str
    marks: int = 0
    link: str = ""
    image: str = ""


class _Token(NamedTuple):
    """A span, or the beginning or end of a mark. run: the spans from the mark's first to behind its last."""

    kind: int
    span: Span
    mark: int = 0
    run: range = range(0)

    @property
    def ends(self) -> str:
        """Its first and last character, as far as these tell where emphasis can stand."""
        if self.kind == _TEXT:
            return "!)" if self.span.image else "``" if self.span.marks & CODE else self.span.text
        if self.mark == _LINK:
            return "[" if self.kind == _OPEN else "])"
        return _DELIMITERS[self.mark]


def is_plain(spans: Sequence[Span]) -> bool:
    """Whether a text has no marks, links or pictures."""
    return not any(marks or link or image for _, marks, link, image in spans)


def plain(spans: Sequence[Span]) -> str:
    """The text alone, without what pictures are described with."""
    return "".join([span.text for span in spans if not span.image])


def markdown(spans: Sequence[Span], *, line_starts: bool = True, emphasised: bool = False) -> str:
    r"""Spans as CommonMark on one line, or on several with hard breaks.

    line_starts: whether no line may begin like a list, a heading and so on. emphasised: it will stand between two `*`.

    >>> print(markdown([Span("1. See "), Span("*the", STRONG), Span(" ferry", STRONG, "https://a.example/"), Span("!")]))
    1\. See **\*the[ ferry](https://a.example/)**!
    >>> print(markdown([Span("a"), Span("(b)", EMPHASIS), Span("c")]))
    a(b)c
    """
    if len(spans) == 1 and not emphasised and (simple := _simple(spans[0])):
        return simple
    spans = [span._replace(marks=0) if span.image else span for span in spans if span.text or span.image]
    spans = _without_bad_code(spans)
    if emphasised:
        spans = [span._replace(marks=span.marks & ~EMPHASIS) for span in spans]
    tokens = _writable(spans)
    used = 0
    for token in tokens:
        ticked = token.span.marks & CODE or (token.span.image and "`" in token.span.text)
        used |= token.mark | (CODE if ticked or "```" in token.span.text else 0)
    parts = _with_backslashes(_parts(tokens))
    text = "".join([_SLOT if markup else part for part, markup in parts])
    text = escape_inline(text, stars=emphasised or bool(used & _STARS), tildes=bool(used & DELETED), ticks=bool(used & CODE))
    if line_starts:
        text = escape_line_starts("\\" + text if is_definition(text) else text)
    return _filled(text, [part for part, markup in parts if markup])


def _simple(span: Span) -> str:
    """The commonest cases: nothing but letters, as a link or emphasised; "" for any other."""
    text, marks, link, image = span
    if image or not text or _SIGN.search(text):
        return ""
    if link:
        return "" if marks else f"[{text}]({target(link)})"
    delimiter = _DELIMITERS.get(marks)
    return f"{delimiter}{text}{delimiter}" if delimiter and text[0].isalnum() and text[-1].isalnum() else ""


def _filled(text: str, pieces: Sequence[str]) -> str:
    """The text with its pieces of markup in place."""
    first, *others = text.split(_SLOT)
    return "".join([first, *(piece + other for piece, other in zip(pieces, others, strict=True))])


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


def _writable(spans: Sequence[Span]) -> list[_Token]:
    """The tokens of spans, without the marks that a parser would not read, with links and pictures or once they are taken out."""
    for _ in range(_PASSES):
        tokens = [*_tokens(spans)]
        bare = [token for token in tokens if token.mark != _LINK and not (token.kind == _TEXT and token.span.image)]
        bad = {(token.mark, token.run.start): token.run for token in chain(_unreadable(tokens), _unreadable(bare))}
        if not bad:
            return tokens
        marks = [span.marks for span in spans]
        for (mark, _), run in bad.items():
            for i in run:
                marks[i] &= ~mark
        spans = [span._replace(marks=left) for span, left in zip(spans, marks, strict=True)]
    return [*_tokens([span._replace(marks=span.marks & CODE) for span in spans])]


def _bits(span: Span) -> int:
    return span.marks & ~CODE | (_LINK if span.link else 0)


def _tokens(spans: Sequence[Span]) -> Iterator[_Token]:
    """The spans, with the beginning and end of every mark between them, well nested."""
    reach = _reach(spans)
    opened: list[_Token] = []
    for i, span in enumerate(spans):
        yield from _closed(opened, i)
        held = {token.mark for token in opened}
        begun = [mark for mark in _NESTING if _bits(span) & mark and mark not in held]
        for mark in sorted(begun, key=lambda mark: -reach[mark][i]):
            opened.append(_Token(_OPEN, span, mark, range(i, reach[mark][i])))
            yield opened[-1]
        yield _Token(_TEXT, span)
    yield from _closed(opened, len(spans))


def _closed(opened: list[_Token], end: int) -> Iterator[_Token]:
    """The ends of all marks from the outermost on that ends before a span; those inside that go on begin anew behind it."""
    first = next((depth for depth, token in enumerate(opened) if token.run.stop <= end), len(opened))
    for token in reversed(opened[first:]):
        yield token._replace(kind=_CLOSE, run=range(token.run.start, end))
    del opened[first:]


def _reach(spans: Sequence[Span]) -> dict[int, list[int]]:
    """For each mark and each span, where the run of spans with this mark ends; nothing sensible for spans without it."""
    reach = {mark: [0] * len(spans) for mark in _NESTING}
    for i in range(len(spans) - 1, -1, -1):
        bits = _bits(spans[i])
        after = _bits(spans[i + 1]) if i + 1 < len(spans) else 0
        same_link = i + 1 < len(spans) and spans[i].link == spans[i + 1].link
        for mark in _NESTING:
            goes_on = bits & after & mark and (mark != _LINK or same_link)
            reach[mark][i] = reach[mark][i + 1] if goes_on else i + 1
    return reach


def _unreadable(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Beginnings and ends of emphasis that a parser would not read as such, by CommonMark's rules of flanking runs.

    A beginning that could be an end as well is read as one where three stars were opened at once and some of them still are."""
    i, three = 0, 0
    while i < len(tokens):
        token, start = tokens[i], i
        i += 1
        if token.kind == _TEXT or token.mark == _LINK:
            continue
        while i < len(tokens) and tokens[i].kind != _TEXT and tokens[i].mark != _LINK and _same_char(tokens[i], token):
            i += 1
        group = tokens[start:i]
        before = tokens[start - 1].ends[-1] if start else "\n"
        after = tokens[i].ends[0] if i < len(tokens) else "\n"
        ambiguous = three and token.mark != DELETED and _flanks(after, before)
        mixed = group[0].kind != group[-1].kind
        for delimiter in group:
            begins = delimiter.kind == _OPEN
            readable = _flanks(before, after) and not ambiguous if begins else _flanks(after, before)
            if begins if mixed else not readable:
                yield delimiter
        if token.mark != DELETED:
            three = three + sum(1 if delimiter.kind == _OPEN else -1 for delimiter in group) if three or _is_three(group) else 0


def _is_three(group: Sequence[_Token]) -> bool:
    """Whether a group of delimiters opens strong emphasis and emphasis at once."""
    return len(group) > 1 and all(delimiter.kind == _OPEN for delimiter in group)


def _same_char(token: _Token, other: _Token) -> bool:
    return (token.mark == DELETED) is (other.mark == DELETED)


def _flanks(outer: str, inner: str) -> bool:
    """Whether a delimiter may stand between these characters. Parsers differ in which symbols are punctuation; it must hold for all."""
    if inner.isspace() or outer.isspace():
        return not inner.isspace()
    return category(inner)[0] not in "PS" or category(outer)[0] == "P" or (outer.isascii() and not outer.isalnum())


def _parts(tokens: Sequence[_Token]) -> Iterator[tuple[str, bool]]:
    """Text still to be escaped (False) and finished markup (True), by turns in any order."""
    linked = False
    for i, (kind, span, mark, _) in enumerate(tokens):
        if kind == _TEXT and span.image:
            yield f"![{_description(span.text)}]({target(span.image)})", True
        elif kind == _TEXT and span.marks & CODE:
            yield _code(span.text), True
        elif kind == _TEXT:
            yield from _text(span.text.replace(_SLOT, ""), linked, tokens[i + 1] if i + 1 < len(tokens) else None)
        elif mark == _LINK:
            linked = kind == _OPEN
            yield "[" if linked else f"]({target(span.link)})", True
        else:
            yield _DELIMITERS[mark], True


def _with_backslashes(parts: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The parts, with backslashes doubled that stand right before markup, which they would escape."""
    found: list[tuple[str, bool]] = []
    for part, markup in parts:
        if not markup and found and not found[-1][1]:
            found[-1] = found[-1][0] + part, False
            continue
        if markup and found and not found[-1][1] and found[-1][0].endswith("\\"):
            text, _ = found.pop()
            kept = text.rstrip("\\")
            found += [(kept, False), ("\\\\" * (len(text) - len(kept)), True)]
        found.append((part, markup))
    return found


def _text(text: str, linked: bool, follows: _Token | None) -> Iterator[tuple[str, bool]]:
    """A piece of text, with backslashes where markup is near: within a link before its brackets, before markup where both could join."""
    last = ""
    if follows:
        seam = _BEFORE_MARKUP.search(text)
        at = seam.start() if seam else len(text)
        if text.endswith("!") and follows.mark == _LINK and follows.kind == _OPEN:
            at = len(text) - 1
        text, last = text[:at], text[at:]
    for piece in re.split(r"([\[\]\n])" if linked else r"(\n)", text):
        if linked and piece in ("[", "]"):
            yield f"\\{piece}", True
        else:
            if piece == "\n":
                yield "\\", True  # the sign of a hard break
            yield piece, False
    if last:
        yield f"\\{last[0]}", True
        yield last[1:], False


def _description(text: str) -> str:
    """What an image is described with, on one line and without anything that means something."""
    return re.sub(r"[\\`*_~\[\]<&!]", r"\\\g<0>", " ".join(text.replace(_SLOT, "").split()))


def _code(text: str) -> str:
    """A code span: as many backticks around it as never stand in a row in it."""
    text = text.replace(_SLOT, "").replace("\n", " ")
    sizes = {len(run) for run in _TICKS.findall(text)}
    fence = "`" * next(size for size in range(1, len(sizes) + 2) if size not in sizes)
    padded = text.startswith("`") or text.endswith("`") or (text[:1] == text[-1:] == " " and not text.isspace())
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


@lru_cache(1 << 12)
def target(address: str) -> str:
    """An address as the target of a link: what would end it or mean something else is percent-encoded.

    >>> target("/a b_(c).png?d&amp;e")
    '/a%20b_(c).png?d&amp;amp;e'
    """
    if not (address.isprintable() and address.isascii()):
        address = "".join(char if char.isprintable() else _percent(char) for char in address)
    address = re.sub(r"[\s<>\\`|\"]", lambda char: _percent(char[0]), address)
    if ("(" in address or ")" in address) and not _is_balanced(address):
        address = address.replace("(", "%28").replace(")", "%29")
    return _ENTITY.sub("&amp;", address)


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


def _is_balanced(address: str) -> bool:
    """Whether round brackets close each other, and are nested no deeper than is understood here."""
    depth = 0
    for char in re.findall(r"[()]", address):
        depth += 1 if char == "(" else -1
        if not 0 <= depth <= 2:
            return False
    return depth == 0


def without(text: str, *, links: bool = False, images: bool = False, line_starts: bool = True) -> str:
    r"""CommonMark that `markdown` made, with its links as their text, or without its images.

    >>> without("1 [2. and](https://a.example/b_(c)) ![3](d.png) \\[4](5)", links=True, images=True)
    '1 2. and \\[4](5)'
    >>> without("[1. one](https://a.example/)", links=True)
    '1\\. one'
    """
    if "](" not in text:
        return text
    out: list[str] = []
    opened: list[int] = []
    position, taken = 0, False
    while token := _TOKEN.match(text, position):
        part, position = token[0], token.end()
        if part in ("[", "!["):
            opened.append(len(out))
        elif part[0] == "`":
            end = re.compile(f"(?<!`){part}(?!`)").search(text, position)
            part, position = (text[token.start() : end.end()], end.end()) if end else (part, position)
        elif part == "](" and opened and (address := _TARGET.match(text, position)):
            position = address.end()
            taken |= _taken(out, opened.pop(), part + address[0], links, images)
            continue
        out.append(part)
    result = _closed_up(out) if taken else "".join(out)
    if not line_starts:
        return result
    return escape_line_starts("\\" + result if _DEFINITION.match(result) else result)


def _closed_up(parts: Sequence[str]) -> str:
    """The text from which something was taken, without the gaps and the empty lines that it left."""
    lines = [""]
    for part in parts:
        if part == "\\\n":
            lines.append("")
        else:
            lines[-1] += part[1:] if lines[-1].endswith(" ") and part.startswith(" ") else part
    return "\\\n".join([line for line in map(str.strip, lines) if line])


def _taken(out: list[str], start: int, target: str, links: bool, images: bool) -> bool:
    """Ends a link or an image that began at a part of the output, or takes it out; whether something went without leaving its text."""
    image = out[start] == "!["
    if image and images:
        del out[start:]
    elif not image and (links or len(out) == start + 1):
        out[start] = ""
        return len(out) == start + 1
    else:
        out.append(target)
        return False
    return True
