"""Pages in what they were sent or stored in: an HTTP response with its header (`curl -i`), a record of a web archive, a page saved by a
browser as one file (MHTML), a mail."""

from __future__ import annotations

import re

from cleaner.wrappings import HEAD

_RESPONSE = re.compile(
    rb"(?:WARC/[\d.]+\r?\n(?:[^\r\n]++\r?\n)*+\r?\n)?"
    rb"(?:HTTP/[\d.]+ \d{3}[^\r\n]*+\r?\n(?:[^\r\n]++\r?\n)*+\r?\n)++"  # several where it was redirected
)
_HEADER = re.compile(rb"(?:[!-9;-~]++:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)++\r?\n")
_MIME = re.compile(rb"(?im)^mime-version:")
_TYPE = re.compile(rb"(?im)^content-type:\s*(?:multipart/|text/)")
_STARTS = (b"HTTP/", b"WARC/")


def opened(data: bytes, *, decoded: bool = True) -> bytes:
    r"""The page in an envelope: the HTML of a message, else its text; the data as it is where it is none.

    decoded: in UTF-8, where a message says which encoding it has.

    >>> opened(b"HTTP/2 301\r\nlocation: /a\r\n\r\nHTTP/2 200\r\ncontent-type: text/html\r\n\r\n<p>It sails.</p>")
    b'<p>It sails.</p>'
    >>> opened(b"MIME-Version: 1.0\nContent-Type: text/plain; charset=latin-1\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9\n")
    b'Caf\xc3\xa9\n'
    """
    if data.startswith(_STARTS):
        found = _RESPONSE.match(data)
        return data[found.end() :] if found else data
    header = _HEADER.match(data[:HEAD])
    if header and _MIME.search(header[0]) and _TYPE.search(header[0]):
        return _of_message(data, decoded=decoded)
    return data


def _of_message(data: bytes, *, decoded: bool) -> bytes:
    """The HTML or the text of a message; the data as it is where it holds neither."""
    from email import message_from_bytes  # few inputs are one

    parts = [part for part in message_from_bytes(data).walk() if part.get_content_maintype() == "text"]
    for kind in ("html", "plain"):
        for part in parts:
            payload = part.get_payload(decode=True)
            if part.get_content_subtype() == kind and isinstance(payload, bytes) and payload.strip():
                return _in_utf8(payload, part.get_content_charset()) if decoded else payload
    return data


def _in_utf8(payload: bytes, charset: str | None) -> bytes:
    try:
        return payload.decode(charset).encode() if charset else payload
    except (LookupError, UnicodeDecodeError):
        return payload
