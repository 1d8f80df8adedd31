"""Decoded text -> text in which a line is a line and a space is a space.

What is changed, and nothing else: line ends, white space, characters that nobody sees (zero-width, bidi and other
controls, terminal escapes), and mojibake. Letters are never touched: é stays composed or decomposed as it came, since
whoever searches the output for a word of the input must find it.

A page that holds nothing of the kind, which is most pages, costs one scan over its bytes. Whatever the text, the cost is
linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable

PLAIN = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
"""What is never looked at twice. A tab stays: it carries the layout, and a space would not."""

LINE_BREAKS = "\v\f\u2028\u2029"
NEXT_LINE = "\x85"
SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800\u3000\u3164\uffa0\ufffc"
JOINERS = "\u200c\u200d"
TAGS = "\U000e0000-\U000e007f"

CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F)))
INVISIBLE = (
    "\xad\u034f\u061c\u200b"  # soft hyphen, combining grapheme joiner, Arabic letter mark, zero-width space
    # The marks and the embeddings, overrides and isolates of the bidirectional algorithm. An override shows a text that
    # isn't there. LRM and RLM only place punctuation, but they are as invisible, and a line with one equals no phrase.
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u2060\u2061\u2062\u2063\u2064\u2065\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufff9\ufffa\ufffb\ufffe\uffff"
)  # fmt: skip
C1_AS_WINDOWS_1252 = {chr(byte): bytes((byte,)).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}
"""Nobody writes C1 controls; they are the quotes and dashes of windows-1252 that somebody decoded as Latin-1."""

REPLACEMENTS = C1_AS_WINDOWS_1252 | dict.fromkeys(SPACES, " ") | dict.fromkeys(CONTROLS + INVISIBLE, "")

SPECIAL = frozenset((*REPLACEMENTS, *LINE_BREAKS, *JOINERS))
# Patterns stay text until a page needs them: `re` compiles each once, and all would take longer than most pages do.
BREAK_RUN = f"[{LINE_BREAKS}]+"

ANSI = (
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\][^\x07\x1b\n]*(?:\x07|\x1b\\)"  # OSC: window title, hyperlink
    r"|[PX^_][^\x1b\n]*\x1b\\"  # device control, start of string, privacy message, application command
    r"|[#%(-/][0-~]|[78=>\[\]\\])"  # character sets; the rest of two characters that no word begins with
)

NEEDS_JOINERS = "\u0600-\u109f\u1780-\u18af\ufb50-\ufdff\ufe0f\ufe70-\ufefc\u2190-\u2bff\U0001f000-\U0001faff"
"""Scripts that spell with (non-)joiners, Arabic to Myanmar, Khmer, Mongolian, and emoji, which are made with them."""
STRAY_JOINER = f"(?<![{NEEDS_JOINERS}])[{JOINERS}]"
FLAG_OR_TAG = f"(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[{TAGS}]"


def _tail(codec: str, but: str = "") -> str:
    """What the bytes that continue a character of UTF-8 look like when they are read in another encoding; for a regex."""
    return re.escape("".join(char for char in bytes(range(0x80, 0xC0)).decode(codec, "ignore") if char not in but))


QUOTES = "\xa0«»‹›‘’“”…–—"  # É” and é » are good French
LATIN_1 = "\x80-\x9f"
WESTERN, WESTERN_UNQUOTED = _tail("cp1252") + LATIN_1, _tail("cp1252", QUOTES) + LATIN_1
WESTERN_MOJIBAKE = (
    f"[Â-ð](?=[{WESTERN}])(?:(?<=[ÂÃ])."  # letters of Western Europe
    f"|(?<=â)€[{WESTERN}\ufffd]"  # quotes and dashes
    f"|(?<=[Ä-ß])[{WESTERN_UNQUOTED}]"  # letters of other alphabets
    f"|(?<=[à-ï])[{WESTERN_UNQUOTED}][{WESTERN}]|(?<=ð)Ÿ)"  # East Asia, emoji
)
CENTRAL_MOJIBAKE = f"[ĂĹ][{_tail('cp1250', QUOTES)}]"
PAIR = f"[РС][{_tail('cp1251')}]"
CYRILLIC_MOJIBAKE = PAIR + f"(?:{PAIR}){{3}}"  # good Russian has such a pair, but not four on end
MOJIBAKE = (
    ("Ã".encode()[:1], WESTERN_MOJIBAKE),
    ("Ă".encode(), CENTRAL_MOJIBAKE),
    ("Ĺ".encode(), CENTRAL_MOJIBAKE),
    ("Р".encode(), CYRILLIC_MOJIBAKE),
)
"""Cheap looks for UTF-8 that was read as windows-1252, -1250 or -1251: bytes that it cannot be without, and a pattern
that good pages hardly ever match. ftfy decides whether it is mojibake."""

SLAB = 1_000_000
"""Characters of a text that are changed at once."""

SPACED_A = "Ã "
"""What becomes of à when a space is made of its no-break space; Portuguese has it, too (IRMÃ), so never looked for alone."""

MENTION = r"""["'“‘«(`][^\0-\x7f]{2,4}["'”’»)`]"""
"""What an article about encodings says: 'many times I saw "Ã¤"'."""

PIECE = r"[^\n]{1,400}(?=[ \n]|\Z)|[^\n]{400}"
"""What ftfy is shown at once: it takes 1.4 µs a character, and a page may be one line."""


def oddities(utf8: bytes) -> bytes:
    """What a text holds beyond printable ASCII, tabs and line ends, in its order; still UTF-8. Most often little."""
    return utf8.translate(None, PLAIN)


def normalise(text: str, odd: bytes, *, markup: bool = False) -> str:
    r"""The text with only "\n" line ends, plain spaces and visible characters; `odd` are the oddities of its UTF-8.

    Lines are those an editor shows: as many as there are \n, \r\n and \r. Rarer line breaks (form feed, U+2028 ...)
    end a line where they stand within one; beside a line end they are dropped. In markup they are white space like any other.

    >>> normalise("a\xa0b\u200b\r\nc", oddities("a\xa0b\u200b\r\nc".encode()))
    'a b\nc'
    """
    if "\r" in text:
        text = _in_slabs(text, lambda slab: slab.replace("\r\n", "\n").replace("\r", "\n"))
    if not odd:
        return text
    seldom = odd.decode()
    for lead, mojibake in MOJIBAKE:
        if lead in odd and re.search(mojibake, seldom) and re.search(mojibake, text):
            text = _repair(text, mojibake)
            seldom = oddities(text.encode()).decode()
    found = {char for char in set(seldom) if char in SPECIAL or TAGS[0] <= char <= TAGS[-1]}
    return _in_slabs(text, lambda slab: _replace(slab, found, markup)) if found else text


def _in_slabs(text: str, change: Callable[[str], str]) -> str:
    """The text changed part by part, where only what stands on a line matters: a character of a text with one emoji takes 4 bytes, and
    several copies of 50 MB at once would take a gigabyte."""
    parts, start = [], 0
    while len(text) - start > SLAB:
        end = text.find("\n", start + SLAB) + 1 or len(text)
        parts.append(change(text[start:end]))
        start = end
    return "".join([*parts, change(text[start:])]) if parts else change(text)


def _replace(text: str, found: set[str], markup: bool) -> str:
    """Replaces the special characters that were found in the text."""
    if "\x1b" in found:
        text = re.sub(ANSI, "", text)
    if found & C1_AS_WINDOWS_1252.keys() == {NEXT_LINE}:  # alone it is a line break, among other C1 controls an ellipsis
        text, found = text.replace(NEXT_LINE, LINE_BREAKS[0]), found | {LINE_BREAKS[0]}
    for char in found & REPLACEMENTS.keys():
        text = text.replace(char, REPLACEMENTS[char])
    if not found.isdisjoint(LINE_BREAKS):
        text = re.sub(BREAK_RUN, " " if markup else _break, text)
    if not found.isdisjoint(JOINERS):
        text = re.sub(STRAY_JOINER, "", text)
    if max(found) >= "\U000e0000":
        text = re.sub(FLAG_OR_TAG, lambda match: match[1] or "", text)
    return text


def _break(run: re.Match[str]) -> str:
    """Line ends for a run of rare line breaks: none where a line begins or ends anyway, as around a page's form feed."""
    text = run.string
    at_edge = run.start() == 0 or run.end() == len(text) or text[run.start() - 1] == "\n" or text[run.end()] == "\n"
    return "" if at_edge else "\n" * len(run[0])


def _repair(text: str, mojibake: str) -> str:
    """The text without mojibake. Only the pieces of lines that show some are touched, and only where ftfy is sure."""
    from ftfy import fix_encoding  # 90 ms to import, for the three pages in a hundred that need it

    def repaired(piece: re.Match[str]) -> str:
        if piece[0].isascii():
            return piece[0]
        suspect = re.search(mojibake, piece[0]) or SPACED_A in piece[0]
        return fix_encoding(piece[0]) if suspect and not re.search(MENTION, piece[0]) else piece[0]

    return re.sub(PIECE, repaired, text)
