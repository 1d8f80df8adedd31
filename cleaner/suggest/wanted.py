"""What a user wants of a page: which of its blocks are to go, and which are to stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.model import Page, UsageError
from cleaner.pipeline import Explanation

_LINES = re.compile(r"\s*\d+\s*(?:-\s*\d+\s*)?(?:,\s*\d+\s*(?:-\s*\d+\s*)?)*")

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]")
MOST_DIGITS = 12
"""More than any line's number has; of thousands Python makes no number."""
_SHOWN = "`clean --explain` shows the page with the numbers of its lines"


class Wanted(NamedTuple):
    """Blocks by number: those to drop, and those to keep."""

    drop: frozenset[int]
    keep: frozenset[int]


def wanted(page: Page, drop: Sequence[str], keep: Sequence[str]) -> Wanted:
    """The blocks of a page that are meant. drop, keep: lines such as "12,15-20", or words that stand in the blocks.

    Raises UsageError where nothing stands, or where a block is to go and to stay."""
    gone = frozenset(number for told in drop for number in _meant(page, told, "--drop"))
    stays = frozenset(number for told in keep for number in _meant(page, told, "--keep"))
    if both := gone & stays:
        raise UsageError(f"Line {page.blocks[min(both)].lines[0]} is to be dropped and to be kept; leave it out of one")
    return Wanted(gone, stays)


def _meant(page: Page, told: str, option: str) -> set[int]:
    if not _WORD.search(told):
        raise UsageError(f"{option} {told!r}: Give numbers of lines, such as 12,15-20, or words that stand in them")
    blocks, lines = page.blocks, _LINES.fullmatch(told)
    if lines:
        spans = list(_spans(told, option, page.source.text.rstrip("\n").count("\n") + 1))
        found = {i for i, block in enumerate(blocks) for first, last in spans if first <= block.lines[1] and block.lines[0] <= last}
        if found and len({blocks[i].lines for i in found}) < len(found) and any(first == last for first, last in spans):
            raise UsageError(f"{option} {told}: Several blocks stand on this line; give words of the one that is meant instead")
    else:
        found = {i for i, block in enumerate(blocks) if told.casefold() in block.text.casefold()}
    if not found:
        what = "No text stands there, only blank lines or markup" if lines else "No block holds these words"
        raise UsageError(f"{option} {told}: {what}; {_SHOWN}")
    return found


def _spans(told: str, option: str, count: int) -> Iterator[tuple[int, int]]:
    """First and last lines. count: lines of the page."""
    if any(len(digits) > MOST_DIGITS or int(digits) > count for digits in _DIGITS.findall(told)):
        raise UsageError(f"{option} {told}: The page has {count:,} lines; {_SHOWN}")
    for part in told.split(","):
        first, _, last = part.partition("-")
        span = int(first), int(last or first)
        if span[0] > span[1]:
            raise UsageError(f"{option} {told}: {part.strip()} goes backwards; write the smaller line first")
        yield span


def visible(explanation: Explanation) -> frozenset[int]:
    """The blocks that a reader of the article sees: those of the body, and captions."""
    captions = set(explanation.article.captions)
    rows = enumerate(zip(explanation.page.blocks, explanation.decisions, strict=True))
    forced = {i for i, d in enumerate(explanation.decisions) if not d.keep and any(m.name.startswith("user.") for m in d.marks)}
    return frozenset(i for i, (block, decision) in rows if decision.keep or (block.text in captions and i not in forced))
