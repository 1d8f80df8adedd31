"""What the report shows of one page, made where the page is cleaned: small enough to be handed over between processes."""

from __future__ import annotations

import json
import os
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cleaner import explain
from cleaner.explain import Part, Row
from cleaner.measures import tokens
from cleaner.model import Decision
from cleaner.pipeline import Explanation

MOST_BLOCKS = 1500
"""Blocks of a page that are shown; 99 of 100 benchmark pages have fewer."""
MOST_CHARS = 1000
"""Characters of a block that are shown."""
MOST_REASONS = 3
DOUBTFUL = 0.8
"""A kept block of less confidence has its reasons shown too."""
NAME_CHARS = 300


class Sheet(NamedTuple):
    """One page. site: its domain, or else its folder. kept, dropped: words. topics: what spoke most for dropping blocks, with the number
    of such blocks and of their words. size: bytes of the data that is shown; data: these as JSON, compressed."""

    site: str
    title: str
    kept: int
    dropped: int
    topics: tuple[tuple[str, int, int], ...]
    size: int
    data: bytes


def sheet(found: Explanation, name: str, url: str | None) -> Sheet:
    """The sheet of a page. name: its path; url: its address, if known."""
    topics: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    counts = [0, 0]
    table: dict[str, int] = {}
    blocks: list[Any] = []
    rows = explain.rows(found.page, found.decisions, found.article, MOST_REASONS, _is_asked)
    for index, row in enumerate(rows):
        size = len(tokens(row.block.text))
        counts[not row.part.shown] += size
        if not row.part.shown and (topic := _topic(row)):
            topics[topic][0] += 1
            topics[topic][1] += size
        if index < MOST_BLOCKS:
            blocks.append(list(_block(row, table)))
    more = max(0, len(found.page.blocks) - MOST_BLOCKS)
    values = {"words": list(table), "blocks": blocks, "more": more}
    data = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    ranked = sorted(topics.items(), key=lambda item: (-item[1][0], item[0]))
    title = " ".join((found.article.title or "").split())[:NAME_CHARS]
    told = tuple((topic, blocks, words) for topic, (blocks, words) in ranked)
    return Sheet(_site(found, name, url), title, counts[0], counts[1], told, len(data), zlib.compress(data, 6))


def _is_asked(part: Part, decision: Decision) -> bool:
    """Whether the reasons of a block are shown: what is surely kept needs none."""
    return not part.shown or decision.confidence < DOUBTFUL


def _topic(row: Row) -> str:
    """What spoke most for dropping a block; its neighbours only where nothing else did, as they do so for nearly all."""
    told = [reason.topic for reason in row.reasons if reason.weight <= 0]
    return next((topic for topic in told if topic != "around"), next(iter(told), ""))


def _block(row: Row, table: dict[str, int]) -> Iterator[Any]:
    """Line, whether it is shown, role, percent of confidence, text, and pairs of words (by index) and weight."""
    yield row.block.lines[0]
    yield int(row.part.shown)
    yield row.part.role
    yield round(100 * row.decision.confidence) if row.part.shown == row.decision.keep else -1
    text = " ".join(row.block.text.split())
    yield text if len(text) <= MOST_CHARS else text[:MOST_CHARS] + "…"
    yield [[table.setdefault(reason.words, len(table)), round(reason.weight, 1)] for reason in row.reasons]


def _site(found: Explanation, name: str, url: str | None) -> str:
    """The host of a page's address, by what is known or by what it says of itself; else the folder that it is in."""
    clue = next((clue.value for clue in found.page.clues if clue.field == "url"), None)
    try:
        host = urlsplit(url or clue or "").hostname
    except ValueError:  # an address that is none
        host = None
    return (host.removeprefix("www.") if host else os.path.dirname(name) or ".")[:NAME_CHARS]
