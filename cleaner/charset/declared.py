"""The encoding that an HTML page says it is in."""

from __future__ import annotations

import re

LOOKED_AT = 8_192
"""Bytes in which it may say so. Browsers look at 1,024, but some heads begin with long scripts."""

_META = re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})")
_ALIASES = {"x-sjis": "shift_jis", "windows-31j": "shift_jis", "x-gbk": "gbk", "x-euc-jp": "euc-jp", "x-cp1251": "windows-1251"}
"""Names that only browsers know."""
_WIDE = ("utf-16", "utf-32", "utf-7", "utf-8")


def declared(data: bytes) -> tuple[str, str] | None:
    """Codec and name of the encoding by `<meta charset>` or the XML declaration, None where neither names one that can be right.

    The bytes are of a superset of ASCII, else this could not be read in them, and no UTF-8.

    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">')
    ('iso8859-2', 'iso-8859-2')
    """
    from cleaner.charset import named

    head = data[:LOOKED_AT]
    said = _META.search(head) or _XML.match(head)
    name = said[1].decode("ascii").lower() if said and said[1].isascii() else ""
    found = named(_ALIASES.get(name, name)) if name else None
    return None if found is None or found[0].replace("_", "-").startswith(_WIDE) else found
