"""Spans as CommonMark: signs for their marks, and backslashes where the text itself could be taken for signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cleaner.escape import escape_inline, escape_line_starts, is_definition
from cleaner.inline.addresses import target
from cleaner.inline.spans import CODE, DELETED, EMPHASIS, STRONG, Span
from cleaner.inline.tokens import DELIMITERS, LINK, OPEN, TEXT, Token, readable

_STARS = STRONG | EMPHASIS
_SLOT = "\ufdd0"
"""A noncharacter that stands for a piece of markup while the text around it is escaped."""
_BEFORE_MARKUP = re.compile(r"[<\]]\Z|&(?=#?\w{0,32}\Z)")
"""What could join with the text behind a piece of markup once that is taken out: a tag, a link, a character reference."""
_SIGN = re.compile(r"[\\`*_~\[\]<&\n\ufdd0]")
_TICKS = re.compile("`+")


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
    if not emphasised and (letters := _letters(spans)):
        return escape_line_starts(letters) if line_starts else letters
    spans = [span._replace(marks=0) if span.image else span for span in spans if span.text or span.image]
    if emphasised:
        spans = [span._replace(marks=span.marks & ~EMPHASIS) for span in spans]
    tokens = readable(spans)
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
    delimiter = DELIMITERS.get(marks)
    return f"{delimiter}{text}{delimiter}" if delimiter and text[0].isalnum() and text[-1].isalnum() else ""


def _letters(spans: Sequence[Span]) -> str:
    """Text without any sign, with single marks and pictures between its pieces, which is most of what is left; "" for any other.

    Nothing in it can join with a sign that is written here, and emphasis is always read that has letters or spaces at its ends."""
    parts: list[str] = []
    last, marked = " ", False
    for i, (text, marks, link, image) in enumerate(spans):
        if image:
            emphasis = (i and spans[i - 1].marks) or (i + 1 < len(spans) and spans[i + 1].marks)
            if link or emphasis or "`" in text:
                return ""
            parts.append(f"![{_description(text)}]({target(image)})")
            continue
        if not text or _SIGN.search(text) or (link and marks) or (marked and (marks or link)):
            return ""
        marked = bool(marks or link)
        if link:
            if last == "!":
                return ""
            parts.append(f"[{text}]({target(link)})")
        elif marks:
            delimiter = DELIMITERS.get(marks)
            after = spans[i + 1].text[:1] if i + 1 < len(spans) else " "
            if not delimiter or not _is_read(last, text[0]) or not _is_read(after, text[-1]):
                return ""
            parts.append(f"{delimiter}{text}{delimiter}")
        else:
            parts.append(text)
            last = text[-1]
    return "".join(parts)


def _is_read(outer: str, inner: str) -> bool:
    """Whether a sign of emphasis between two characters is read as one for certain."""
    return inner.isalnum() or (outer == " " and not inner.isspace())


def _filled(text: str, pieces: Sequence[str]) -> str:
    """The text with its pieces of markup in place."""
    first, *others = text.split(_SLOT)
    return "".join([first, *(piece + other for piece, other in zip(pieces, others, strict=True))])


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Text still to be escaped (False) and finished markup (True), by turns in any order."""
    linked = False
    for i, (kind, span, mark, _) in enumerate(tokens):
        if kind == TEXT and span.image:
            yield f"![{_description(span.text)}]({target(span.image)})", True
        elif kind == TEXT and span.marks & CODE:
            yield _code(span.text), True
        elif kind == TEXT:
            yield from _text(span.text.replace(_SLOT, ""), linked, tokens[i + 1] if i + 1 < len(tokens) else None)
        elif mark == LINK:
            linked = kind == OPEN
            yield "[" if linked else f"]({target(span.link)})", True
        else:
            yield DELIMITERS[mark], True


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


def _text(text: str, linked: bool, follows: Token | None) -> Iterator[tuple[str, bool]]:
    """A piece of text, with backslashes where markup is near: within a link before its brackets, before markup where both could join."""
    last = ""
    if follows:
        seam = _BEFORE_MARKUP.search(text)
        at = seam.start() if seam else len(text)
        if text.endswith("!") and follows.mark == LINK and follows.kind == OPEN:
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
