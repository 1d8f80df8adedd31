"""Layout: blank lines, indents and list shape, as dumpers that keep a page's layout leave them."""

from __future__ import annotations

from itertools import compress
from operator import itemgetter

from cleaner.model import Block
from cleaner.rules.context import ROUGH, masses
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, cross
from cleaner.rules.shape import SIZE

_KIND_OF, _GAP_OF, _INDENT_OF, _MARKER_OF = map(itemgetter, map(Block._fields.index, ("kind", "gap", "indent", "marker")))
_GAPS = ("none", "1", "2+")
_UP_TO_TWO = bytes([0, 1]) + bytes([2]) * 254
_MIDDLE = 100
_OFFSETS = Scale(93, 97, 100, 101, 104, 108)
_OFFSET_LABELS = ("-8 or more", "-7..-4", "-3..-1", "same", "+1..3", "+4..7", "+8 or more", "flat page")


def _gap(evidence: Evidence) -> bytes:
    return bytes(map(_GAP_OF, evidence.blocks)).translate(_UP_TO_TWO)


GAP = Rule("layout.gap", "Blank lines above: paragraphs are set apart, list lines are not.", _GAPS, _gap)


def _page_gaps(evidence: Evidence) -> bytes:
    gaps = (evidence.size - evidence.column(GAP).count(0)) * 4
    return bytes([min(gaps // max(evidence.size, 1), 3)]) * evidence.size


HABIT = Rule("layout.habit", "How often the page has blank lines at all, in quarters.", ("0..24", "25..49", "50..74", "75+"), _page_gaps)


_PARAGRAPH = 800
"""Likely content, in hundredths of words, from which a block speaks for its indent."""


def _body_indent(evidence: Evidence) -> int:
    """The indent that holds most of the page's likely content."""
    held: dict[int, int] = {}
    for block, mass in [pair for pair in zip(evidence.blocks, masses(evidence), strict=True) if pair[1] >= _PARAGRAPH]:
        held[block.indent] = held.get(block.indent, 0) + mass
    return max(held, key=lambda indent: (held[indent], -indent), default=0)


def _indent(evidence: Evidence) -> bytes:
    indents = list(map(_INDENT_OF, evidence.blocks))
    if not any(indents):
        return bytes([len(_OFFSETS.labels)]) * evidence.size
    body = _body_indent(evidence)
    steps = {indent: min(max(indent - body + _MIDDLE, 0), 255) for indent in set(indents)}
    return _OFFSETS(bytes(map(steps.__getitem__, indents)))


INDENT = Rule("layout.indent", "Columns left (-) or right (+) of the indent that holds most likely content.", _OFFSET_LABELS, _indent, True)

_MARKER_LABELS = ("none", "bullet", "number", "table", "heading", "code", "caption", "image", "rule")
_KINDS = {"paragraph": 0, "item": 1, "table": 3, "heading": 4, "code": 5, "caption": 6, "image": 7, "rule": 8}


def _marker(evidence: Evidence) -> bytes:
    column = bytearray(map(_KINDS.__getitem__, map(_KIND_OF, evidence.blocks)))
    for block in compress(range(evidence.size), map(_MARKER_OF, evidence.blocks)):
        if evidence.blocks[block].marker[0].isdigit():
            column[block] = _MARKER_LABELS.index("number")
    return bytes(column)


MARKER = Rule("layout.marker", "List items and table rows: menus are lists, articles have some.", _MARKER_LABELS, _marker)

LAYOUT = (cross(MARKER, SIZE), cross(MARKER, ROUGH), cross(cross(GAP, HABIT), SIZE), cross(INDENT, SIZE), cross(INDENT, ROUGH))
"""The layout rules."""
