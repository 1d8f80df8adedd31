"""Addresses as CommonMark has them behind the text of a link."""

from __future__ import annotations

import re
from functools import lru_cache

CACHED = 1 << 12
"""Addresses that are remembered: pages link the same ones again and again."""
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")


@lru_cache(CACHED)
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
