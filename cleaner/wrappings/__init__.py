"""What programs put around a page or write into it before it is stored, each taken off by a module of its own before the page is read.

`opened` is first, on bytes; then `unliteral`, `unquoted` and `bare`, on text. Each module leaves alone what only speaks of such things, and
is loaded when a page may need it: most pages stand in nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.wrappings.thin import Bare

HEAD = 16_000
"""Bytes of a message among which its header ends."""
FEWEST_TAGS = 3
"""Tags of a page that holds text in the least markup: `<pre>`, its end, and one around them."""


def opened(data: bytes, *, decoded: bool) -> bytes:
    """The page in an envelope (`envelopes`). decoded: in UTF-8, where a message says which encoding it has."""
    if not data.startswith((b"HTTP/", b"WARC/")) and b"mime-version:" not in data[:HEAD].lower():
        return data
    from cleaner.wrappings import envelopes

    return envelopes.opened(data, decoded=decoded)


def unliteral(text: str) -> str | bytes:
    """The text of a literal (`literals`), or its bytes; the text itself where it is none."""
    if "\\n" not in text and text[:64].lstrip()[:1] != "[":
        return text
    from cleaner.wrappings import literals

    return literals.read(text)


def unquoted(text: str) -> str:
    """The text without what mails quote with (`quoting`) and without numbers for links (`citations`)."""
    if text[:64].lstrip()[:1] == ">":
        from cleaner.wrappings import quoting

        text = quoting.strip(text)
    if "⟨1⟩" in text:
        from cleaner.wrappings import citations

        text = citations.strip(text)
    return text


def bare(text: str) -> Bare | None:
    """What a page with little markup is (`thin`); None for any other."""
    if text.count("<") < FEWEST_TAGS:
        return None
    from cleaner.wrappings import thin

    return thin.read(text)
