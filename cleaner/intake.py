"""Bytes as they come in: how many a page may have, read to their end, unpacked."""

from __future__ import annotations

from typing import Any

from cleaner.model import UnreadableInput

GZIP = b"\x1f\x8b"
PAGE_LIMIT = 52_428_800
"""Bytes that a page may have if nothing else is asked for. The largest page that is promised to work has 50 MB, however one counts them."""
UNPACKED_LIMIT = 200_000_000
"""Bytes that a gzip file may hold: four times the largest page that is promised to work, little enough for the memory."""
CHUNK = 1 << 24
PACKS = 1032
"""Bytes that one byte of a gzip file can hold at most (zlib's technical notes)."""


def upto(stream: Any, limit: int) -> bytes:
    """What is left of a stream, at most `limit` bytes. Waits for what a pipe that doesn't wait itself hasn't got yet."""
    parts, left = [], limit
    while left > 0:
        data = stream.read(min(left, CHUNK))
        if data is None:
            _wait(stream)
        elif data:
            parts.append(data)
            left -= len(data)
        else:
            break
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _wait(stream: Any) -> None:
    """Until there is something to read."""
    import select

    select.select([stream], [], [])


def too_large(name: str, limit: int) -> UnreadableInput:
    """Why a page was not read."""
    return UnreadableInput(f"{name} has more than {limit:,} bytes; raise --max-bytes, or split it into pages")


def check_size(data: bytes, name: str, limit: int) -> None:
    """Raise UnreadableInput for a page of more bytes than it may have, as it is or unpacked."""
    may_hold = len(data) * PACKS if data.startswith(GZIP) else 0  # most are too small to be unpacked twice for it
    if len(data) > limit or (limit < min(may_hold, UNPACKED_LIMIT) and unpack(data, name, limit) is None):
        raise too_large(name, limit)


def unpacked(data: bytes, name: str) -> bytes:
    """What a gzip file holds, whatever it is called; other data as it stands. Raises UnreadableInput."""
    if not data.startswith(GZIP):
        return data
    found = unpack(data, name, UNPACKED_LIMIT)
    if found is None:
        limit = f"{UNPACKED_LIMIT // 1_000_000} MB"
        raise UnreadableInput(f"{name} is a gzip file that holds more than {limit}: unpack it and split it into pages first")
    return found


def unpack(data: bytes, name: str, limit: int) -> bytes | None:
    """What a gzip file holds, None if that is more than `limit` bytes. Raises UnreadableInput for what is damaged."""
    import zlib

    parts: list[bytes] = []
    left = limit
    while data.startswith(GZIP):  # a gzip file may have several members; like gzip, ignore what else follows
        member = zlib.decompressobj(wbits=31)
        try:
            parts.append(member.decompress(data, left + 1))
        except zlib.error:
            raise UnreadableInput(f"{name} is a damaged gzip file: make it anew, or unpack what is left of it with zcat") from None
        left -= len(parts[-1])
        if left < 0:
            return None
        if not member.eof:
            raise UnreadableInput(f"{name} is a gzip file that is cut off: copy it again, or unpack what is left of it with zcat")
        data = member.unused_data
    return b"".join(parts)
