"""What the elements of HTML mean for a reader of the page."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.inline import CODE, DELETED, EMPHASIS, STRONG

SKIPPED = frozenset(
    "title script style svg meta link base iframe noframes embed param source track area col colgroup annotation annotation-xml"
    " frame map".split()
)
"""Elements without text of the page; `iframe` and `noframes` hold markup as text."""

UNSEEN = frozenset("template noscript audio video canvas object datalist".split())
"""Elements whose text a reader sees only where something doesn't work."""

SPACED = frozenset(
    "h1 h2 h3 h4 h5 h6 p blockquote pre xmp listing plaintext ul ol dl menu dir table figure hr fieldset form article main aside nav header"
    " footer section details".split()
)
"""Blocks with a margin, or with a part of the page in them; a blank line parts them in a dump."""

BLOCKS = SPACED | frozenset(
    "html head body div center address li dt dd caption thead tbody tfoot tr td th figcaption summary legend option optgroup select"
    " textarea hgroup search dialog marquee noscript template frameset".split()
)
"""Elements that stand on lines of their own."""

SEPARATE = frozenset("button input label meter progress output video audio object canvas".split())
"""Boxes in a line: never glued to the words around them."""

RAW = frozenset("pre xmp listing plaintext".split())
"""Elements whose white space counts."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

LISTS = frozenset("ul ol menu dir dl select nav".split())
"""Elements whose entries belong together."""

NESTED = frozenset("ul ol menu dir".split())
"""Lists that nest."""

MARKS = {
    **dict.fromkeys(("b", "strong", "dt"), STRONG),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), EMPHASIS),
    **dict.fromkeys(("del", "s", "strike"), DELETED),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), CODE),
}
"""What Markdown has signs for."""

NAMED_INLINE = frozenset("a span time label button".split())
"""Elements in a line that say more about a block than the `div` around them."""

GENERIC = frozenset("html body div center section article main aside header footer nav form".split())
"""Elements that say little about the text in them."""

REGIONS = {tag: tag for tag in ("nav", "header", "footer", "aside", "article", "main", "form")}
ROLES = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "tablist": "nav",
    "toolbar": "nav",
    "directory": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "note": "aside",
    "article": "article",
    "main": "main",
    "search": "form",
    "form": "form",
    "alert": "aside",
    "dialog": "aside",
    "alertdialog": "aside",
}
"""ARIA roles of parts of a page, as the element they stand for."""


def region_of(tag: str, attributes: Mapping[str, str]) -> str:
    """The part of the page that an element is by its role or its name, or ""."""
    role = attributes.get("role")
    found = ROLES.get(role.strip().lower()) if role else None
    return found or REGIONS.get(tag, "")


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says that it is not seen: `hidden`, `aria-hidden`, `display: none`, a closed dialogue."""
    if attributes.get("aria-hidden") == "true" or attributes.get("hidden", "until-found") != "until-found":
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _hides(style)


def _hides(style: str) -> bool:
    """Whether a style takes an element off the page.

    >>> _hides("color: red; Display : none !important"), _hides("display: none-of-it"), _hides("visibility:hidden")
    (True, False, True)
    """
    style = style.lower()
    if "none" not in style and "hidden" not in style:
        return False
    for rule in style.split(";"):
        name, _, value = rule.partition(":")
        if (name.strip(), value.replace("!important", "").strip()) in (("display", "none"), ("visibility", "hidden")):
            return True
    return False
