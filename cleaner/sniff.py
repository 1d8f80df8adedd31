"""What an input is, told by its first bytes or characters; what is no text at all, and what is markup."""

from __future__ import annotations

import re
from typing import Literal

PICTURE = "give a file that holds the text of a page"
ARCHIVE = "unpack it first"
DOCUMENT = "convert it to plain text first"

MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image", PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", PICTURE),
    (b"GIF87a", "a GIF image", PICTURE),
    (b"GIF89a", "a GIF image", PICTURE),
    (b"II*\0", "a TIFF image", PICTURE),
    (b"MM\0*", "a TIFF image", PICTURE),
    (b"\0\0\1\0", "an icon", PICTURE),
    (b"RIFF", "a WebP image, a sound or a video (RIFF)", PICTURE),
    (b"ID3", "an MP3 sound", PICTURE),
    (b"OggS", "an Ogg sound or video", PICTURE),
    (b"fLaC", "a FLAC sound", PICTURE),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video", PICTURE),
    (b"wOFF", "a web font", PICTURE),
    (b"wOF2", "a web font", PICTURE),
    (b"OTTO\0", "a font", PICTURE),
    (b"\x7fELF", "a program (ELF)", PICTURE),
    (b"MZ\x90\0", "a Windows program", PICTURE),
    (b"\xca\xfe\xba\xbe", "a Java class or a macOS program", PICTURE),
    (b"\xcf\xfa\xed\xfe", "a macOS program", PICTURE),
    (b"\0asm", "a WebAssembly program", PICTURE),
    (b"SQLite format 3\0", "an SQLite database", PICTURE),
    (b"PAR1", "a Parquet table", PICTURE),
    (b"PK\x03\x04", "a zip archive (or a docx, xlsx, odt or epub file)", "unpack it, or convert it to plain text, first"),
    (b"PK\x05\x06", "an empty zip archive", ARCHIVE),
    (b"\x1f\x8b\x08", "a gzip file inside a gzip file", ARCHIVE),
    (b"\x1f\x9d", "a file packed with compress", ARCHIVE),
    (b"BZh", "a bzip2 file", ARCHIVE),
    (b"\xfd7zXZ\0", "an xz file", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", ARCHIVE),
    (b"\x04\x22\x4d\x18", "an LZ4 file", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ARCHIVE),
    (b"Rar!\x1a\x07", "a RAR archive", ARCHIVE),
    (b"%PDF-", "a PDF document", DOCUMENT),
    (b"%!PS-", "a PostScript document", DOCUMENT),
    (b"{\\rtf", "an RTF document", DOCUMENT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document", DOCUMENT),
)
"""First bytes, what they belong to, what to do about it."""
MAGIC_STARTS = tuple(start for start, _, _ in MAGIC)

LETTERS_ONLY = tuple(start for start in MAGIC_STARTS if start.isalnum())
"""Magic that may also open a text; what it belongs to has control characters among its next bytes."""
CONTROLS = rb"[\0-\x08\x0e-\x1f]"

FORMATS_INSIDE = ((4, b"ftyp", "an MP4 video or a HEIC image", PICTURE), (257, b"ustar", "a tar archive", ARCHIVE))
"""The same, at an offset."""

SNIFFED = 32_000
"""Characters that are looked at for markup: more than the head of most pages."""

# Patterns are text until an input needs them: `re` compiles each once.
HTML_START = r"(?i)<(?:!doctype\s+html|html|head|body)\b[^<>]*>\s*(?:<|\Z)"
JSON_START = r"\s*[\[{]\s*[{\"]"
XML_START = r"<\?xml\b[^<>]*\?>\s*<|<(?:rss|feed|svg|urlset)\b[^<>]*>\s*<"
"""How a document begins; a text about <html> goes on with words."""
PREAMBLE = r"(?s)\s*(?:<\?xml\b[^<>]*\?>\s*|<!--(?:(?!-->).)*-->\s*)*"
TAG = (
    r"(?i)</?(?:a|article|aside|b|br|button|dd|div|dl|dt|em|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|label|li|link"
    r"|main|meta|nav|noscript|ol|p|path|script|section|small|span|strong|style|svg|table|tbody|td|th|title|tr|u|ul)\b[^<>]*>"
)
TAG_SHARE = 0.3
"""Share of the characters that stand inside of tags. Of 1,951 pages, 98% of the bodies of their HTML have more, and one
text: a Markdown view with pictures left in it. Scrapers' leftovers and articles about HTML reach 0.27."""
TAG_SHARE_AT_START = 0.15
"""The same, for what opens with a tag."""
FEWEST_TAGS = 6
"""Less is a text that mentions one."""

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown")
"""Of file names, in lower case."""

MAY_HAVE_FRONT = r"\s*+(?:---|\+\+\+|WARC/|[A-Za-z][\w .-]{0,40}:)"
"""How front matter, or a header of keys and values above a page, begins."""
FRONT = (
    r"\s*(?:---[ \t]*\n(?:[\w-][\w.:-]*:(?:[ \t][^\n]*)?\n|[ \t#-][^\n]*\n|\n){1,400}?---"
    r"|\+\+\+[ \t]*\n(?:[^\n]*\n){1,400}?\+\+\+)[ \t]*(?:\n|\Z)"
    r"|\s*Title:[^\n]*\n(?:[^\n]*\n){0,12}?(?:URL Source:[^\n]*http|Markdown Content:)"
)
"""Front matter in YAML or TOML, or the lines above what services that read pages write."""
TITLE = r"\s*# +\S[^\n]*\n[ \t]*\n"
NEXT_TITLE = r"\n {0,3}# "
"""A heading of the first level that opens a text, and another: documents have one above all else, and comments in code come in numbers. Of
9,713 texts of the benchmark's pages that are no Markdown otherwise none opens so; every article that comes out here with a title does."""
SIGNS = (
    (
        # a link or a picture
        r"\](?:\(\s?(?:<|https?:|mailto:|javascript:|tel:|/|#|\.{1,2}/|[\w%.-]+[./?#])"
        # one whose address stands at the end; [1][2] cites sources
        r"|(?<![\d\]\s]\])\[\d{1,5}\])"
    ),
    r"(?:\A|\n[ \t]*\n) {0,3}#{1,6}[ \t]+\S[^\n]*(?=\n[ \t]*(?:\n|\Z))",  # a heading; without blank lines it is a comment in code
    r"(?<![\w*])\*\*(?![\s*])[^*\n]{1,200}(?<![\s*])\*\*(?![\w*])",  # strong emphasis
    r"(?:\A|\n) {0,3}```[^`\n]*\n",  # a fence
    r"\n[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|[-:| \t]*(?=\n)",  # the line under the head of a table
)
"""What only Markdown has: bullets, and words between single asterisks or underscores, stand in other texts too."""
SIGN_PARTS = (("](", "]["), ("# ",), ("**",), ("```",), ("---",))
"""What each of these signs has any of."""
ENOUGH_LINKS = 3
"""Links that are proof without any other sign. Of 11,674 texts of the benchmark's pages, 12 have as many or signs of two kinds, all of them
from pages that show raw Markdown; of its 1,930 Markdown views, 3 have less (nearly empty pages)."""
ENOUGH_BESIDE_TAGS = 2
"""Links and headings of Markdown that tell it from HTML: of the bodies of 1,951 HTML pages one has a link written so, and none more."""
CODE_INDENT, LONG_LINE, LAID_OUT = 4, 60, 0.7
"""Spaces before a line that make code of it in Markdown, characters of a line that is no menu's, and the part of such lines that stand so
far in, from which a page was set out by a program."""
LIST_ITEM = r"(?:[*+•-]|\d{1,4}[.)]|o|#\.) "
SIGN_PER = 4_000
"""Characters for which one sign has to stand: a long text with a few speaks of Markdown."""


def binary(data: bytes) -> tuple[str, str] | None:
    r"""What the bytes are, if by their first bytes they are no text, and what to do about it.

    >>> binary(b"\x89PNG\r\n\x1a\n\0\0")
    ('a PNG image', 'give a file that holds the text of a page')
    """
    for offset, magic, what, advice in FORMATS_INSIDE:
        if data.startswith(magic, offset):
            return what, advice
    if data.startswith(MAGIC_STARTS):
        for magic, what, advice in MAGIC:
            if data.startswith(magic) and (magic not in LETTERS_ONLY or re.search(CONTROLS, data[:64])):
                return what, advice
    return None


def kind(text: str, name: str = "") -> Literal["HTML", "XML", "JSON", "Markdown"] | None:
    """What a text is rather than what a page shows. name: of its file, whose ending tells Markdown that has no other sign of it.

    >>> kind("<!doctype html><title>Ferries</title>"), kind("# Ferries\\n\\n**Two** sail."), kind("# Ferries", "a/README.md.gz")
    ('HTML', 'Markdown', 'Markdown')
    >>> kind("Ferries\\n\\nTwo *sail*."), kind("The <b> tag makes text bold, and </b> ends it.")
    (None, None)
    """
    head = text[:SNIFFED]
    if _is_json(text):
        return "JSON"
    if found := markup(head):
        return found
    if name.lower().removesuffix(".gz").endswith(MARKDOWN_ENDINGS):
        return "Markdown"
    if _is_tagged(head):
        return "Markdown" if is_markdown(head) or _has_signs(head) or _front(head) else "HTML"
    return "Markdown" if is_markdown(head) else None


def _is_json(text: str) -> bool:
    """Whether a text is objects of JSON and nothing else: one, a list of them or JSON Lines. Pages begin with data, too, or are about it.

    >>> _is_json('{"url": "/ferry", "text": "Two sail."}'), _is_json('{"@id": 1} Night ferry'), _is_json("[1] Ferries")
    (True, False, False)
    """
    if not re.match(JSON_START, text):
        return False
    import json  # few inputs begin so

    decoder, start = json.JSONDecoder(), 0
    try:
        while begin := re.compile(r"\S").search(text, start):
            value, start = decoder.raw_decode(text, begin.start())
            objects = value if isinstance(value, list) else [value]
            if not objects or not all(isinstance(item, dict) for item in objects):
                return False
    except (ValueError, RecursionError):
        return False
    return True


def is_markdown(head: str) -> bool:
    """Whether a text has signs enough of Markdown. One with a few `*` or `#` is text.

    >>> is_markdown("[Home](/) [News](/news) [Sport](/sport)"), is_markdown("# 1 in *all* [1] charts (2024)")
    (True, False)
    """
    start = head.lstrip()
    if front := _front(head):
        return any(_signs(head[front.end() :]))
    if start.startswith("# ") and re.match(TITLE, head) and not re.search(NEXT_TITLE, start):
        return True
    counts = _signs(head)
    enough = counts[0] >= ENOUGH_LINKS or sum(map(bool, counts)) > 1
    return enough and sum(counts) * SIGN_PER >= len(head) and (counts[1] > 0 or not _is_laid_out(head))


def _is_laid_out(head: str) -> bool:
    """Whether most long lines that are no list's stand so far in that they would be code: a program set the page out and wrote its links
    as Markdown has them. Of 363 such dumps (inscriptis with links) 351 are read as text by it; of 4,033 texts of converters to Markdown
    5 are, of the benchmark's 1,930 another 5."""
    far = long = 0
    outermost: int | None = None  # how far in the open list stands
    for line in head.expandtabs(4).split("\n"):
        bare = line.lstrip(" ")
        depth = len(line) - len(bare)
        if re.match(LIST_ITEM, bare):
            opens = outermost is None and depth >= CODE_INDENT
            far, long = far + opens, long + opens
            outermost = depth if outermost is None else min(depth, outermost)
        elif bare and (outermost is None or depth <= outermost):
            outermost = None
            if len(re.sub(r"\]\([^()\s]*\)", "", bare)) >= LONG_LINE:
                long += 1
                far += depth >= CODE_INDENT
    return far > 0 and far >= LAID_OUT * long


def _front(head: str) -> re.Match[str] | None:
    """The front matter above a text."""
    return re.match(FRONT, head) if head.lstrip().startswith(("---", "+++", "Title:")) else None


def _signs(head: str) -> list[int]:
    """How often each sign of Markdown stands in a text. A sign is looked for where what it can't be without is, one character first."""
    present = [any(part[0] in head and part in head for part in parts) for parts in SIGN_PARTS]
    return [len(re.findall(sign, head)) if there else 0 for sign, there in zip(SIGNS, present, strict=True)]


def _has_signs(head: str) -> bool:
    """Whether a text with tags is Markdown with HTML in it, as pandoc writes it."""
    links, headings, *_ = _signs(head)
    return links + headings >= ENOUGH_BESIDE_TAGS


def markup(head: str) -> Literal["HTML", "XML"] | None:
    """Whether a text begins as a document of HTML or XML does.

    >>> markup("<!doctype html><title>Ferries</title>")
    'HTML'
    >>> markup("<html> is the first word of every page.")
    """
    if "<" not in head:
        return None
    preamble = re.match(PREAMBLE, head)
    if re.match(HTML_START, head[preamble.end() if preamble else 0 :]):
        return "HTML"
    return "XML" if re.match(XML_START, head.lstrip()) else None


def _is_tagged(head: str) -> bool:
    """Whether so much of a text is tags that it is none about HTML, and none with a scraper's leftovers."""
    if "<" not in head:
        return False
    tags = [len(tag[0]) for tag in re.finditer(TAG, head)]
    needed = TAG_SHARE_AT_START if re.match(TAG, head.lstrip()) else TAG_SHARE
    return len(tags) >= FEWEST_TAGS and sum(tags) >= needed * len(head)
