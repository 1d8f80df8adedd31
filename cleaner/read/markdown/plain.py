"""Paragraphs whose lines begin like text, found without asking every rule of the parser about every line."""

from __future__ import annotations

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from cleaner.read.markdown import tables

_SIGNS = frozenset("#>*+-_=~`<|:[")
"""What begins a line that may be something else than text, or make something else of the line above it."""
_NUMBERED = re.compile(r"[0-9]{1,9}[.)](?:[ \t\n]|\Z)")
_ITEM = re.compile(r"[*+-] \S")
_MOST_INDENTED = 3
"""Columns; with more a line is code, or goes on with the paragraph above it."""


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule: lines of text up to an empty line or a list item. Whatever needs a closer look is left to the other rules."""
    if state.is_code_block(start) or not _is_text(state, start, first=True):
        return False
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        indent = state.sCount[line]
        if indent < 0:
            return False
        if indent - state.blkIndent <= _MOST_INDENTED and not _is_text(state, line, first=False):
            if not _is_item(state, line):
                return False
            break
        line += 1
    if not silent:
        token = state.push("inline", "", 0)
        token.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
        token.map = [start, line]
    state.line = line
    return True


def _is_text(state: StateBlock, line: int, *, first: bool) -> bool:
    """Whether a line can be nothing but text. first: of a paragraph, which may define a link."""
    at = state.bMarks[line] + state.tShift[line]
    char = state.src[at]
    if char == "[":
        return not first or state.src.find("]:", at, state.eMarks[line]) < 0
    return char not in _SIGNS and not (char.isdigit() and _NUMBERED.match(state.src, at))


def _is_item(state: StateBlock, line: int) -> bool:
    """Whether a line begins a list item that ends the paragraph above it."""
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if not _ITEM.match(state.src, begin, end) or tables.is_divider(state.src[begin:end]):
        return False
    return state.sCount[line] >= state.blkIndent or state.sCount[line] - state.listIndent <= _MOST_INDENTED
