"""Plain text as CommonMark that a parser reads back as the very same text, with as few backslashes as that takes.

Markdown that is read by people should look like the text it holds, so a character is escaped only where a parser would take
it for syntax: `snake_case`, a lone `*`, `AT&T` or `[1]` stay as they are. Extensions that many readers have (tables,
strikethrough, footnotes, task lists) count as syntax too. These functions expect text without control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

# What CommonMark calls Unicode white space. `\s` has more (line separators, \x1c), which parsers take for letters.
_SPACE = " \t\n\x0b\x0c\r\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"

# Patterns that few pages need stay text: `re` compiles each once, which takes as long as cleaning a short page.
_FIXED = (
    r"\\(?=[!-/:-@\[-`{-~]|\n|$)"  # a backslash that would escape, or break the line
    r"|<(?=[A-Za-z/!?])"  # raw HTML and autolinks, open or complete
    r"|&(?=#?\w{1,32};)"  # a character reference
    r"|\](?=\()"  # the middle of a link or an image
)
_CODE = "`+"
_FENCE = "(?m)^`{3}"

# What a line can begin with to be something else than a paragraph.
_LINE_START = re.compile(
    r"#(?=#{0,5}(?:[ \t]|$))"  # heading
    r"|>"  # quote
    r"|[-+*](?=[ \t]|$)"  # list item
    r"|-(?=[ \t]*-[ \t]*-[ \t-]*$)"  # thematic break
    r"|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$"  # thematic break, of which a rest could mean emphasis
    r"|~{3,}"  # fenced code
    r"|\[(?=[ xX]\][ \t])"  # task
)
_NUMBERED = re.compile(r"[0-9]{1,9}(?=[.)](?:[ \t]|$))")
_UNDERLINE = r"=+[ \t]*$|[|:-][|: \t-]*$"  # under a line of text: a heading, or the head of a table
_CLOSING_HASHES = r"(?:^|(?<=[ \t]))(?=#+$)"
_NUMBER = r"[0-9]{1,9}[.)]"


def escape_paragraph(text: str) -> str:
    r"""One paragraph; line breaks in it stay, white space around its lines and empty lines go.

    >>> print(escape_paragraph("1986. A great year for snake_case & *stars*"))
    1986\. A great year for snake_case & \*stars\*
    >>> print(escape_paragraph("5 * 3 = 15, see [1], a < b, AT&T"))
    5 * 3 = 15, see [1], a < b, AT&T
    """
    if "\n" not in text and not _has_syntax(text):
        return _line(text.strip())  # as most
    text = escape_inline(_stripped(text))
    return escape_line_starts("\\" + text if is_definition(text) else text)


def is_definition(text: str) -> bool:
    """Whether a text may begin like the definition of a link or a footnote, which would vanish, and make links elsewhere."""
    return text.startswith("[") and "]:" in text


def escape_line_starts(text: str) -> str:
    r"""Lines of one paragraph, each with a backslash where its beginning would make it something else.

    >>> print(escape_line_starts("1986. A **great** year"))
    1986\. A **great** year
    """
    if "\n" not in text:
        return _line(text)
    first, *others = text.split("\n")
    return "\n".join([_line(first), *(_line(line, below_text=True) for line in others)])


def escape_heading(text: str, level: int) -> str:
    r"""A heading of level 1 to 6, on one line.

    >>> print(escape_heading("1. The C# *language* #", 2))
    ## 1. The C# \*language\* \#
    """
    return heading_markdown(escape_inline(_on_one_line(text)), level)


def heading_markdown(content: str, level: int) -> str:
    """A heading of CommonMark on one line."""
    content = re.sub(_CLOSING_HASHES, r"\\", content)
    return f"{'#' * level} {content}"


def caption_markdown(text: str) -> str:
    r"""A caption: one emphasised line.

    >>> print(caption_markdown("A 5*3 metre wall (Photo: A. Writer)"))
    *A 5\*3 metre wall (Photo: A. Writer)*
    """
    return f"*{escape_inline(_on_one_line(text), stars=True)}*"


def code_markdown(code: str, language: str = "") -> str:
    r"""A code block, whose fence is longer than any row of backticks in it.

    >>> print(code_markdown("a = `b`", "python"))
    ```python
    a = `b`
    ```
    """
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall(_CODE, code))])
    return f"{fence}{language}\n{code}\n{fence}"


def list_markdown(items: Iterable[tuple[int, str, str]]) -> str:
    """A list of (depth, marker, text); numbers are kept, other markers become "-" and those with letters stay in the text.

    >>> print(list_markdown([(0, "1.", "Peel"), (1, "•", "thinly"), (0, "2.", "Cook"), (0, "b)", "Serve")]))
    1. Peel
       - thinly
    2. Cook
    - b) Serve
    """
    items = list(items)
    lines: list[str] = []
    indents = [""]  # of the next item at each depth that is open
    for depth, (_, marker, text) in zip(nesting([depth for depth, _, _ in items]), items, strict=True):
        nested = lines and depth >= len(indents) - 1
        del indents[depth + 1 :]
        bullet, content = _item(marker, text)
        if nested and bullet not in ("-", "1.", "1)"):
            lines.append("")  # a list that doesn't begin at 1 can't follow its parent's text directly
        lines.append(f"{indents[-1]}{bullet} {content}")
        indents.append(indents[-1] + " " * (len(bullet) + 1))
    return "\n".join(lines)


def nesting(depths: Sequence[int]) -> list[int]:
    """How many items each item of a list stands in, by how far each is indented: lists may begin far in, and skip steps.

    >>> nesting([9, 9, 9]), nesting([2, 5, 3, 0])
    ([0, 0, 0], [0, 1, 1, 0])
    """
    found: list[int] = []
    around: list[int] = []
    for depth in depths:
        while around and around[-1] >= depth:
            around.pop()
        found.append(len(around))
        around.append(depth)
    return found


def printable(name: str) -> str:
    r"""A name or message without anything that could steer a terminal: such characters become visible escapes.

    >>> print(printable("a\x1b[31m.txt"))
    a\x1b[31m.txt
    """
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in name)


def item_bullet(marker: str) -> str:
    """How Markdown writes the marker of a list item: a number stays, any other sign becomes "-"."""
    return marker if re.fullmatch(_NUMBER, marker) else "-"


def _item(marker: str, text: str) -> tuple[str, str]:
    """The bullet and the escaped text of a list item."""
    if item_bullet(marker) == marker:
        return marker, escape_paragraph(_on_one_line(text))
    kept = f"{marker} {text}" if any(map(str.isalnum, marker)) else text
    return "-", escape_paragraph(_on_one_line(kept))


def _stripped(text: str) -> str:
    """`text` without white space around its lines and without empty ones."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)


def _on_one_line(text: str) -> str:
    return _stripped(text).replace("\n", " ")


def escape_inline(text: str, *, stars: bool = False, tildes: bool = False, ticks: bool = False) -> str:
    """`text` without anything that means emphasis, code, a link, HTML or a character reference.

    stars, tildes, ticks: whether markup with these characters stands around or between it, so that each of them must be escaped.
    """
    if not _has_syntax(text):
        return text
    text = re.sub(_FIXED, r"\\\g<0>", text)
    text = text.replace("`", r"\`") if ticks else _escape_code(text)
    text = text.replace("*", r"\*") if stars else _escape_pairs(text, "*")
    text = _escape_pairs(text, "_")
    return text.replace("~", r"\~") if tildes else _escape_pairs(text, "~")


def _has_syntax(text: str) -> bool:
    """Whether a text holds any sign that may have to be escaped. Looked for one by one, which takes a sixth of the time of a pattern."""
    return "*" in text or "_" in text or "&" in text or "<" in text or "]" in text or "`" in text or "~" in text or "\\" in text


class _Delimiter(NamedTuple):
    """Runs of a character that can open a pair, close a pair, or either."""

    opener: re.Pattern[str]
    closer: re.Pattern[str]
    either: re.Pattern[str]


@cache
def _delimiter(char: str) -> _Delimiter:
    """The patterns for `char`, compiled when a page first needs them, as most don't."""
    word = r"\w" if char == "_" else ""  # no emphasis inside of snake_case
    run, other = re.escape(char) + "+", f"[^{_SPACE}{char}]"
    opener, closer = f"(?<![{char}{word}]){run}(?={other})", f"(?<={other}){run}(?![{char}{word}])"
    return _Delimiter(*map(re.compile, (opener, closer, f"{opener}|{closer}")))


def _escape_pairs(text: str, char: str) -> str:
    """Runs of `char` mean something when one can open and a later one can close; then all that could be of a pair are escaped."""
    if char not in text:
        return text
    opener, closer, either = _delimiter(char)
    first = opener.search(text)
    if not (first and closer.search(text, first.end())):
        return text
    return either.sub(lambda run: _backslashed(run[0]), text)


def _escape_code(text: str) -> str:
    """Backticks are code between two runs of the same length, or three at the start of a line.

    Then all are escaped: one that is left would take an escaped one for its end, as backslashes don't count in code.
    """
    sizes = list(map(len, re.findall(_CODE, text)))
    if len(sizes) == len(set(sizes)) and not re.search(_FENCE, text):
        return text
    return text.replace("`", r"\`")


def _line(line: str, *, below_text: bool = False) -> str:
    """One line of a paragraph, escaped where its beginning would make it something else."""
    if line[:1].isalpha():
        return line  # as nearly all
    number = _NUMBERED.match(line)
    if number:
        return f"{number[0]}\\{line[number.end() :]}"
    syntax = _LINE_START.match(line)
    if syntax:
        return _backslashed(syntax[0]) + line[syntax.end() :]
    return "\\" + line if below_text and re.match(_UNDERLINE, line) else line


def _backslashed(syntax: str) -> str:
    """A backslash before each character that isn't white space."""
    return re.sub(r"\S", r"\\\g<0>", syntax)
