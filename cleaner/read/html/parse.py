"""HTML text -> tree, whatever the page is like: nothing of its text is lost to missing, stray or too many tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree, html

from cleaner.read.html.elements import BLOCKS

BORDER = "clean-p"
"""Class of the `<basefont>` elements that stand for ends of paragraphs and headings. Where none is open, or where the parser has closed
it early, it drops `</p>` and `</h2>`, which are borders to a browser. Nobody uses such elements, they hold nothing, and no other reader
of the tree cares for them."""

MOST_LINES = 65_534
"""Lines that the parser counts. On longer pages such elements carry the line on."""
LINE = "clean-line"
"""Class of those that only do that."""

MOST_TAGS = 600_000
"""Tags of a page; one with more takes longer than anyone waits. The largest of 1,951 pages has 19,000."""

MOST_NESTED = 400
"""Elements within each other that are left on a page nested too deeply; real pages have up to 100. The parser gives up at 2,048
(at 256 before libxml2 2.13), and each of these may bring others that need no end tag."""

_CLASSES = etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment)
"""What elements are in Python. The parser of `lxml.html` asks a function of its own for each one, whenever it is looked at."""

MOST_ATTRIBUTES = 500
"""Attributes of one tag that are left: the parser compares each with all before it."""
_LARGE = 100_000
"""Characters of a page from which on more of them would be felt."""
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]*+)"
_ATTRIBUTE = rf"(?:[\s/]++[^\s/<>=\"'][^\s/<>=]*+(?:\s*+=\s*+{_VALUE}?)?)"
_OVERFULL = re.compile(rf"(<[A-Za-z][^\s/<>]*+{_ATTRIBUTE}{{{MOST_ATTRIBUTES}}}+)({_ATTRIBUTE}++)")

_SCRIPT = re.compile(r"(</?script\b)", re.IGNORECASE)
_BLOCK = r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|t[dhr]|section|article|blockquote|figure|header|footer|aside|main|hr|dl|d[dt])\b"
_TIDIED = re.compile(
    rf"<(?:/(br|body|html)(?:\s[^<>]*)?>|/(p|h[1-6])(?:\s[^<>]*)?>(?!{_BLOCK})|(source|track|wbr|keygen|bgsound|embed|image)\b[^<>]*>)",
    re.IGNORECASE,
)
"""Tags that the parser takes otherwise than a browser; a paragraph that another block follows has its border anyway."""
_COUNTED = re.compile(r"(?i)</(?:p|div|li|td|tr|h[1-6]|ul|table|section|article|pre)\s*>|<br\b[^<>]*>")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_NEED_NO_END = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup rt rp colgroup html head body"
    " area base br col embed hr img input link meta param source track wbr".split()
)
_RAW_TEXT = frozenset("script style textarea title iframe xmp noframes plaintext".split())


def parse(text: str) -> Any | None:
    """The root element of a page, or None where there is nothing on it. The text is taken as it is, whatever its `<meta>` says."""
    if len(text) > _LARGE:
        text = _OVERFULL.sub(lambda tag: tag[1] + "\n" * tag[2].count("\n"), text)
    counted = text.count("\n") > MOST_LINES
    tree, complete = _tree(_tidied(text, counted))
    if not complete:
        flat = _flattened(text)
        tree, _ = _tree(_tidied(flat, counted))
    return tree


def _tree(text: str) -> tuple[Any | None, bool]:
    """The tree, and whether the parser came to the end of the page."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # there is no element on the page
        return None, True
    return tree, not any("depth" in entry.message for entry in parser.error_log.filter_from_fatals())


def _tidied(text: str, counted: bool) -> str:
    """The text without ends of the body, behind which the parser stops, and with borders that it would not see."""
    parts = _SCRIPT.split(text)  # scripts stay as they are: JSON-LD may hold tags in its texts
    script = False
    for i, part in enumerate(parts):
        if i % 2:
            script = part[1] != "/"
        elif not script:
            parts[i] = _TIDIED.sub(_tidy, part)
    text = "".join(parts)
    return _COUNTED.sub(_line_counter(), text) if counted else text


def _tidy(found: re.Match[str]) -> str:
    """What stands for a tag. Elements without an end of which the parser doesn't know that would swallow what follows."""
    tag, (end, paragraph, begin) = found[0], found.groups()
    if begin:
        return "\n" * tag.count("\n") if begin.lower() == "wbr" else f"{tag}</{begin}>"
    if paragraph:
        return f"{tag}<basefont class={BORDER}>"
    return "<br>" if end.lower() == "br" else " " + "\n" * tag.count("\n")


def _line_counter() -> Callable[[re.Match[str]], str]:
    """Puts the line in which it stands behind each tag."""
    line, position = 1, 0

    def count(tag: re.Match[str]) -> str:
        nonlocal line, position
        line += tag.string.count("\n", position, tag.end())
        position = tag.end()
        return f"{tag[0]}<basefont class={BORDER if tag[0][1] == '/' else LINE} id={line}>"

    return count


def _flattened(text: str) -> str:
    """The text without the tags of elements that are nested too deeply; borders stand for those that have some."""
    parts: list[str] = []
    opened: list[str] = []
    position, raw = 0, ""
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if raw and not (tag[1] and name == raw):
            continue
        raw = name if name in _RAW_TEXT and not tag[1] else ""
        if name in _NEED_NO_END or name in _RAW_TEXT or tag[0].endswith("/>"):
            continue
        if tag[1]:
            drop = len(opened) > MOST_NESTED
            if opened and opened[-1] == name:
                opened.pop()
            elif name not in opened[-MOST_NESTED:]:
                drop = True
            else:
                while opened.pop() != name:
                    pass
        else:
            opened.append(name)
            drop = len(opened) > MOST_NESTED
        if drop:
            between = text[position : tag.start()]
            border = name in BLOCKS and (between or not parts)
            parts += [between, f"<basefont class={BORDER}>" if border else "", "\n" * tag[0].count("\n")]
            position = tag.end()
    return "".join([*parts, text[position:]])
