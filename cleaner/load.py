"""Bytes of any encoding -> Source: unpacked, decoded, told apart from what is no text, normalised."""

from __future__ import annotations

import codecs
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from cleaner import wrappings
from cleaner.intake import unpacked
from cleaner.model import Kind, Options, Source, UnreadableInput, UsageError
from cleaner.normalise import CONTROLS, normalise, oddities
from cleaner.sniff import binary, kind

ASCII = bytes(range(0x80))

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UTF16_SAMPLE = 16_384
UTF16_NULS = 0.05
"""Share of the high bytes that are 0: every space and line end has one."""
UTF16_ALPHABET_SHARE = 0.8
"""Of the high bytes in UTF-16 of an alphabet, the two commonest (the script, and 0 for spaces) are nearly all; of the bytes
at every other place of an 8-bit text, the two commonest are under a third."""
UTF16_IDEOGRAPH_SHARE = 0.1
"""Share of bytes beyond ASCII: 0.2 to 0.5 in UTF-16 of Chinese, Japanese or Korean, at most 0.06 in Western text."""

HASHED_SLOWLY = 200_000
"""Bytes from which OpenSSL's hash, six times as fast, has paid for loading it."""

CONTROL_BYTES = CONTROLS.encode().translate(None, b"\b\x1b")  # not those of terminal output
CONTROL_SHARE = 0.05
"""Share of control characters from which on it is no text: packed data and programs have over 0.1, damaged text 0.01."""
FEWEST_CONTROLS = 8
"""Fewer are damage, in however short a text."""


def load(data: bytes | str, options: Options, *, path: str | None = None) -> Source:
    """The text of an input, and where it comes from. The hash is of the bytes given, packed or not.

    Raises UnreadableInput for what is no text, UsageError for an unknown encoding; both say what to try."""
    name = path or "the input"
    if isinstance(data, bytes):
        raw = data
        page = wrappings.opened(unpacked(data, name), decoded=not options.encoding)
        text, utf8, encoding = _decode(_text_only(page, name), options)
    else:
        text, utf8, encoding = *_well_formed(data), "utf-8"
        raw = utf8 if text is data else data.encode("utf-8", "surrogatepass")
    if (written := wrappings.unliteral(text)) is not text:
        text, utf8, encoding = _decode(written, options) if isinstance(written, bytes) else (*_well_formed(written), encoding)
    odd = oddities(utf8)
    if odd:
        _refuse_controls(text, odd, name)
    text = wrappings.unquoted(text)
    found = _kind(text, name) if options.kind == "auto" else options.kind
    if found != "markdown" and options.kind != "html" and (bare := wrappings.bare(text)):
        found = bare.kind if options.kind == "auto" else found
        if bare.kind == "text":
            text, odd = bare.text, oddities(bare.text.encode())
    text = normalise(text, odd, markup=found == "html")
    return Source(text, found, encoding, _sha256(raw), path)


def _sha256(data: bytes) -> str:
    """The hash of the input; of a page of ordinary size without hashlib, which loads OpenSSL, a twentieth of a start (as `random` does)."""
    whole = len(data) >= HASHED_SLOWLY or "hashlib" in sys.modules
    digest: str = (_openssl_sha256() if whole else _lean_sha256())(data).hexdigest()
    return digest


def _openssl_sha256() -> Callable[[bytes], Any]:
    """The hash of OpenSSL."""
    from hashlib import sha256

    return sha256


@cache
def _lean_sha256() -> Callable[[bytes], Any]:
    """The hash that Python has itself, under the name of its version; else that of OpenSSL."""
    from importlib import import_module

    for module in ("_sha2", "_sha256"):
        with suppress(ImportError):
            found: Callable[[bytes], Any] = import_module(module).sha256
            return found
    return _openssl_sha256()


def _text_only(data: bytes, name: str) -> bytes:
    """The data, unless its first bytes say that it is no text."""
    found = binary(data)
    if found:
        raise UnreadableInput(f"{name} is {found[0]}, not text: {found[1]}")
    return data


def _refuse_controls(text: str, odd: bytes, name: str) -> None:
    """Raises when a text is full of control characters. The NULs that fill up a file do not count."""
    controls = len(odd) - len(odd.translate(None, CONTROL_BYTES))
    if controls < FEWEST_CONTROLS:
        return
    padding = len(text) - len(text.rstrip("\0"))
    if controls - padding > CONTROL_SHARE * (len(text) - padding) or padding == len(text):
        raise UnreadableInput(f"{name} is binary data, not text: give a file of text, or name its encoding with --encoding")


_DATA: Mapping[str | None, str] = {
    "XML": "which this version does not read: give the page itself",
    "JSON": "not a page: use --from jsonl if there is one object a line, and --field text=KEY to name the key of the page",
}
"""What is read only on demand, and what to do about it."""
_KINDS: Mapping[str | None, Kind] = {"HTML": "html", "Markdown": "markdown"}


def _kind(text: str, name: str) -> Kind:
    """What a text is. Raises when it is data, which has no reader here or another one."""
    found = kind(text.lstrip("\ufeff"), name)
    if found in _DATA:
        raise UnreadableInput(f"{name} is {found}, {_DATA[found]}, or use --from text to read it as it stands")
    return _KINDS.get(found, "text")


def _decode(data: bytes, options: Options) -> tuple[str, bytes, str]:
    """The text, its UTF-8 and the name of the encoding it came in. Bytes that fit no encoding become U+FFFD.

    What is valid UTF-8 is that, whatever a page says: in no other encoding do texts look like it."""
    codec, name = _named(options.encoding) if options.encoding else _marked(data)
    if codec is None or name is None:
        try:
            return data.decode(), data, "utf-8"  # nearly every page
        except UnicodeDecodeError as error:
            codec, name = ("utf-8", "utf-8") if _is_damaged_utf8(data, error) else _detected(data, options.kind)
    return *_well_formed(data.decode(codec, "replace")), name


def _well_formed(text: str) -> tuple[str, bytes]:
    """The text and its UTF-8; pairs of surrogates become the character they mean, lone ones U+FFFD."""
    try:
        return text, text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text, text.encode()


def _named(wanted: str) -> tuple[str, str]:
    """Codec and name of the encoding that the user asks for."""
    from cleaner import charset

    encoding = charset.named(wanted)
    if encoding is None:
        like = charset.like(wanted)
        hint = f"did you mean {like}?" if like else "try utf-8 or windows-1252, or leave it out to have it detected"
        raise UsageError(f"unknown encoding {wanted!r}: {hint}")
    return encoding


def _detected(data: bytes, kind: str) -> tuple[str, str]:
    """Codec and name of the legacy encoding in which the data reads best, or nearly as well if a page says it is in that."""
    from cleaner import charset  # three in a hundred pages
    from cleaner.charset.declared import declared

    said = declared(data) if kind in ("auto", "html") else None
    if said and not charset.is_known(said[0]) and _decodes(data, said[0]):
        return said
    encoding = charset.detect(data, said[0] if said else None)
    return encoding.codec, encoding.name


def _marked(data: bytes) -> tuple[str, str] | tuple[None, None]:
    """Codec and name of an encoding that gives itself away: byte order mark, UTF-16, ISO-2022-JP."""
    for bom, codec in BOMS:
        if data.startswith(bom):
            return codec, codec
    utf16 = _utf16(data) if b"\0" in data else None
    if utf16:
        return utf16, utf16
    if b"\x1b" in data and b"\x1b$" in data and _decodes(data, "iso2022_jp_2"):
        return "iso2022_jp_2", "iso-2022-jp"
    return None, None


def _decodes(data: bytes, codec: str) -> bool:
    """Whether the bytes are valid in an encoding; a character cut at their end does not count."""
    try:
        codecs.getincrementaldecoder(codec)().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes) -> str | None:
    r"""Which UTF-16 it is, if any, for data with NULs and without a byte order mark.

    >>> _utf16("ferry".encode("utf-16-le")), _utf16("паром и мост".encode("utf-16-be")), _utf16(b"ferry\0bridge\0")
    ('utf-16-le', 'utf-16-be', None)
    """
    sample = data[:UTF16_SAMPLE]
    places = sample[0::2], sample[1::2]
    nuls = places[0].count(0), places[1].count(0)
    at = int(nuls[1] > nuls[0])  # where the high bytes stand: half of the NULs of any text that has spaces or line ends
    high, codec = places[at], ("utf-16-be", "utf-16-le")[at]
    two_commonest = sum(count for _, count in Counter(high).most_common(2))
    if nuls[at] >= UTF16_NULS * len(high) and two_commonest >= UTF16_ALPHABET_SHARE * len(high) and nuls[1 - at] * 10 <= nuls[at]:
        return codec
    beyond_ascii = len(sample.translate(None, ASCII))
    ideographs = beyond_ascii >= UTF16_IDEOGRAPH_SHARE * len(sample) and _decodes(sample, codec) and not _decodes(sample, "utf-8")
    return codec if ideographs else None


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether data that isn't valid UTF-8 is UTF-8 with some bytes damaged, or cut within its last character.

    It is when at least as many bytes continue a character, as the lead byte before them demands, as stand where none may
    stand. In texts of legacy encodings at most half as many do so by chance."""
    text = data.decode("utf-8", "replace")
    cut = error.reason == "unexpected end of data"
    bad = text.count("\ufffd") - data.count("\ufffd".encode()) - cut
    return len(data) - len(text) >= max(bad, 1)
