"""What pandoc's Markdown keeps of a page's markup: attributes in braces behind links, pictures, code and headings, brackets around text
that has some, and fences of colons around divisions. They are no words of the page, and no CommonMark parser knows them."""

from __future__ import annotations

import re

FEWEST = 3
"""Attributes from which a document is pandoc's; a text about its Markdown shows one or two."""
_ATTRIBUTES = r"\{(?=[.#]|=html\}|[\w:@-]{1,60}=)(?:[^{}\"\\]|\"(?:[^\"\\]|\\.){0,4000}\"|\\.){1,4000}\}"
_BEHIND = re.compile(rf"(?<=[\])`]){_ATTRIBUTES}")
_SIGN = re.compile(rf"\\.|\[|\](?:{_ATTRIBUTES})?|(?<=[)`]){_ATTRIBUTES}", re.DOTALL)
_OF_HEADING = re.compile(r"^([ \t>-]{0,80}#{1,6}[ \t][^\n{]{0,2000})\{[.#][^{}\n]{1,2000}\}[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]{0,80}:{3,}(?:[ \t]*$|[ \t][^\n]*$)", re.MULTILINE)


def bare(text: str) -> str:
    r"""A document without pandoc's attributes, spans and fences, line for line; as it is where it has hardly any.

    >>> bare("::: {.story}\nThe [gate](/g){.link} [was [not](/n){.c}]{.b} `shut`{.x}\n:::").split("\n")
    ['', 'The [gate](/g)<!----> was [not](/n)<!----> `shut`<!---->', '']
    """
    if "{" not in text or len(_BEHIND.findall(text)) < FEWEST:
        return text
    return _FENCE.sub("", _OF_HEADING.sub(r"\1", _without(text)))


def _without(text: str) -> str:
    """A text without attributes, and without the brackets around spans."""
    pieces, opened, end = list[str](), list[int](), 0
    for sign in _SIGN.finditer(text):
        pieces.append(text[end : sign.start()])
        end = sign.end()
        shown, first = sign[0], sign[0][0]
        if first == "[":
            opened.append(len(pieces))
        elif first == "{":
            shown = _comment(shown)
        elif first == "]":
            begin = opened.pop() if opened else None
            if len(shown) > 1 and begin is not None:
                pieces[begin] = ""
            shown = "]" if len(shown) == 1 else _comment(shown) if "\n" in shown else ""
        pieces.append(shown)
    return "".join([*pieces, text[end:]])


def _comment(attributes: str) -> str:
    """A comment of as many lines: an empty line in the place of attributes would end the paragraph."""
    return f"<!--{attributes.count(chr(10)) * (chr(10) + '.')}-->"
