r"""Code on a text page: its lines become one block, with their line ends and indents.

Dumpers leave the lines of a `pre` as they are, but nothing says where it was: only the lines themselves do. Some can be nothing else
(`};`, `</div>`, `const n = 3`), others only stand beside such lines (`total = 0`, what is indented deeper). Read as prose, code was joined
to sentences, lost its indents, and of its lines those without words were dropped.

Measured against the `pre` of the benchmark's HTML: of the lines that become code on inscriptis, resiliparse and w3m 92, 98 and 98% stand
in one (most others are code, too, with its words apart or in no `pre`); on 17 pages of 1,951 at the most some do not. They are 45, 57 and
61% of the lines of all `pre`: commands alone, output and data say too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cleaner.model import Block
from cleaner.read.layout import TAB

SURE: Mapping[str, str] = {
    "});": r"[{}()\[\],;\s]*[{};][{}()\[\],;\s]*$",
    "while (true) {": r".*[\w)\]\"'`>]? ?\{$",
    "} else": r"\}",
    "run(x);": r".*\w\(.*\)\s*[;{]$",
    "list.map((x) => x)": r".*\)\s*=>",
    ").then(done);": r"[)\]].*[;{]$",
    "a->b = c;": r"(?=.*(?:[=<`$]|\w[(\[])).*[\w)\]\"'`>}];$",
    "counter;": r"[\w.$-]+;$",
    "return state;": r"(?:return|break|continue|throw|yield|use|using|import|package) .*[\w)\]\"'`>}];$",
    "display: flex;": r"[a-z-]+: \S+(?: \S+){0,3};$",
    '<div class="row">': r"</?[a-zA-Z][\w.-]*(?:[\s/][^<>]*)?>$",
    "<b>bold</b> text</p>": r"<[a-zA-Z][\w.-]*(?:\s[^<>]*)?>.*</[a-zA-Z][\w.-]*>$",
    "<!-- note -->": r"<!--|<\?\w|<!\w|.*\s/>$",
    ">>> run()": r">>> |In \[\d+\]:",
    "$ ls": r"\$ [a-z]",
    "import os": r"import [\w.{*]+(?: as \w+)?;?$",
    "from os import path": r"from [\w.]+ import\b|import .* from [\"']",
    "const [a, b] = pair": r"(?:const|let|var|val|auto|final) [\w\[\]{}, ]+\s?[:=]",
    "err := run()": r"[\w.]+ := |.* [=!]==? .*[(){};]",
    "async def run(x):": r"(?:async )?(?:function|fn|func|fun|def|sub) ?[\w.]* ?\(",
    "class Queue(Base):": r"class \w+(?:\(.*\))?:$",
    "public static void main(": r"(?:public|private|protected|static|abstract|export|async|class|struct|enum) [\w<>\[\], ]+[({=;]",
    "#include <stdio.h>": r"#(?:include|define|ifn?def|endif|pragma|!)",
    "// a note": r"/\*|\*/|//\s?\w",
    "self.total += 1": r"(?:[\w-]+\.)*[a-z_]\w*(?:\.\w+|\[[^\]]*\])* ?[-+*/|]?= ?(?:[\"'\[{(]|-?\d|\w+[(.\[])",
    "x = None": r"[a-z_][\w.]* ?= ?(?:True|False|None|null|true|false|new )",
    "print(x, y)": r"[a-z_][\w.:$>-]*\([^.]*\)[;,:]?$",
    '"name": 3,': r"\"[\w-]+\":\s",
}
"""Lines that can be nothing else, by an example of each."""
LIKELY: Mapping[str, str] = {
    "[1, 2]": r".*[;}\])>]$",
    "return x": r"(?:return|break|continue|pass|else|try|default|end|begin|do|then|fi|done|yield|raise|throw)\b.{0,60}$",
    "if x == (": r"(?:if|for|while|elif|except|with|case|switch|when|print|echo|package|use|namespace|assert|await)\b.*[(:\"'{]",
    "total = first": r"[\w.\[\]]+ ?[-+*/|]?= ?\S",
    "@cached": r"[@#$&+][\w-]+",
    "git clone it": r"(?:npm|npx|pip|pip3|git|sudo|docker|curl|cd|apt|brew|yarn|cargo|go) [\w-]",
    "kind: Service": r"[a-z][\w.-]*:\s\S+$",
    "limit,": r"[a-z_][\w-]*,$",
    "'first',": r"[\"'].*[\"'],?$",
}
"""Lines that are code beside such lines."""
_PROSE = r"(?:\S+\s+){9}.*[.!?…:][\"'”’)]?$|(?:[^\W\d_]+[ ,]+){12}"
"""Ten words and a stop, or twelve words with nothing between them: never code."""
_HINTS = ";{}>"
"""What a line of code ends with on nearly every page that has code, if it holds no "="."""
_FIRST, _LAST = "<>$\"'#/*{}[]()@&+", "{}[]();>:,\"'"
"""What a line of code begins with, or ends with, unless a word says that it is one."""
_LONGEST = 300
"""Characters of a line of code at most."""
_LEAST_SURE, _LEAST, _MOSTLY = 2, 3, 0.4
"""Sure lines that a piece of code has, lines in all (unless all are sure), and the share of sure ones among them at least."""
_APART = 2
"""Blank lines within code at most."""
_WITHIN = 60
"""Characters of a line that could be anything between two sure ones."""
_REST, _BROKEN = ",.;:", 0.01
"""What stands alone, or with a space behind it, at the beginning of a line where inline markup broke a sentence, and the share of such
lines from which on a page is full of them."""
_NONE, _SOME, _ALL = range(3)


# made on first use each, since few pages have code
@cache
def _prose() -> re.Pattern[str]:
    """What never is code."""
    return re.compile(_PROSE)


@cache
def _sure() -> re.Pattern[str]:
    return re.compile("|".join(SURE.values()))


@cache
def _likely() -> re.Pattern[str]:
    return re.compile("|".join(LIKELY.values()))


@cache
def _words() -> frozenset[str]:
    """Those that `SURE` and `LIKELY` name."""
    return frozenset(re.findall(r"[A-Za-z]{2,}\d?", "|".join([*SURE.values(), *LIKELY.values()])))


def may_be(text: str) -> bool:
    """Whether a line has anything that `SURE` and `LIKELY` ask for: a look at its ends, fifteen times as fast as trying them all."""
    if text[-1] in _LAST or text[0] in _FIRST or "=" in text or (": " in text and text[0].islower()):
        return True
    return text.partition(" ")[0] in _words()


def gather(lines: Sequence[str], blocks: list[Block]) -> list[Block]:
    """The same words, with the lines of a piece of code in one block. lines: of the page, to which the blocks' own numbers lead.

    A page whose sentences are broken at inline markup stays as it is: its code is broken, too, and pieces of code stand in sentences."""
    hints = [block for block in blocks if block[0][-1] in _HINTS or "=" in block[0]]
    if not any(_is_sure(block) for block in hints):
        return blocks  # as nearly everywhere
    if sum(1 for block in blocks if block[0][0] in _REST and block[0][1:2] in ("", " ")) > _BROKEN * len(blocks):
        return blocks
    out: list[Block] = []
    done = 0
    for start, end in _pieces(blocks, [_kind(block) for block in blocks]):
        out += blocks[done:start]
        out.append(_one(lines, blocks[start], blocks[end - 1]))
        done = end
    return [*out, *blocks[done:]]


def _kind(block: Block) -> int:
    """How surely a line is code."""
    text = block[0]
    if block[5]:
        return _SOME if block[5][0] == "#" else _NONE  # what stands behind a hash may be a comment
    if len(text) > _LONGEST or not may_be(text):
        return _NONE
    if _sure().match(text):
        return _NONE if _is_prose(text) else _ALL
    return _SOME if _likely().match(text) and not _is_prose(text) else _NONE


def _is_sure(block: Block) -> bool:
    """The same as whether a line surely is code, for less."""
    text = block[0]
    sure = not block[5] and len(text) <= _LONGEST and may_be(text) and _sure().match(text) is not None
    return sure and not _is_prose(text)


def _pieces(blocks: Sequence[Block], kinds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where pieces of code start and end."""
    done = 0
    for first, kind in enumerate(kinds):
        if kind != _ALL or first < done:
            continue
        start, end = _start(blocks, kinds, first, done), _end(blocks, kinds, first)
        size, sure = end - start, kinds[start:end].count(_ALL)
        if sure >= _LEAST_SURE and (size >= _LEAST or sure == size) and sure >= _MOSTLY * size:
            yield start, end
            done = end


def _start(blocks: Sequence[Block], kinds: Sequence[int], first: int, done: int) -> int:
    """The first of the likely lines right above a sure one, below what is code already."""
    while first > done and blocks[first].gap == 0 and kinds[first - 1] != _NONE:
        first -= 1
    return first


def _end(blocks: Sequence[Block], kinds: Sequence[int], first: int) -> int:
    """The end of the code that begins with a sure line."""
    end, margin = first + 1, blocks[first].indent
    while end < len(blocks) and blocks[end].gap <= _APART and (_goes_on(blocks[end], kinds[end], margin) or _leads_on(blocks, kinds, end)):
        end += 1
    return end


def _goes_on(block: Block, kind: int, margin: int) -> bool:
    """Whether a line below code belongs to it by what it says, or as it is indented deeper than the first."""
    if kind == _ALL or (kind == _SOME and block.gap == 0):
        return True
    return block.indent > margin and block.gap == 0 and not block.marker and not _is_prose(block.text)


def _leads_on(blocks: Sequence[Block], kinds: Sequence[int], at: int) -> bool:
    """Whether a line leads from code to a sure line right under it: a likely one, or a short one that could be anything."""
    if at + 1 == len(blocks) or blocks[at + 1].gap or kinds[at + 1] != _ALL:
        return False
    text = blocks[at].text
    return kinds[at] == _SOME or (blocks[at].gap == 0 and len(text) <= _WITHIN and not _is_prose(text))


def _is_prose(text: str) -> bool:
    return _prose().match(text) is not None


def _one(lines: Sequence[str], first: Block, last: Block) -> Block:
    """Code as one block: its lines without the margin that all of them have."""
    span = first.lines[0], last.lines[1]
    rows = [line.replace("\t", TAB).rstrip() for line in lines[span[0] - 1 : span[1]]]
    margin = min([len(row) - len(row.lstrip()) for row in rows if row])
    return Block("\n".join([row[margin:] for row in rows]), "code", span, first.gap, margin)
