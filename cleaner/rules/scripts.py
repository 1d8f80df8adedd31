"""Scripts, style sheets and their data, which programs leave in the text that take `<script>` and `<style>` for elements like others."""

from __future__ import annotations

import re
from functools import cache

from cleaner.model import Block
from cleaner.rules.evidence import Evidence

SCRIPT = -2.5
"""Log-odds: as much as for other furniture. Between two sure neighbours, in an article about code, it can still stay."""
_SHORTEST = 30
"""Characters of a block that is looked at."""
_SIGNS = 0.05
"""Part of its characters that signs of code are at least."""
_MINIFIED, _SPACES, _MINIFIED_SIGNS = 80, 0.07, 0.1
"""The same for what was made small for machines, its characters at least, and the part that spaces are of it at most. Code that an article
shows has more spaces: 0.1 and more in nearly all of the dev pages' manuals."""
_CODE_SIGNS = "{}()[];=:\"',"
_ONLY_CODE = frozenset("{};=")
"""Signs of which what was made small has some: a paragraph in Chinese has no spaces, either, but brackets and commas."""
_WIDE = 1.3
"""Bytes of a character from which a text is in a script that no code is in."""


def scripts(evidence: Evidence) -> list[int]:
    """The blocks that are scripts, style sheets or data for scripts.

    The dev pages have hardly any, as scripts were taken out of their HTML. With eight invented pieces put into 120 dumped pages each, 17
    to 30% of the pieces above the article stayed without it."""
    likely = {text for text, words in enumerate(evidence.texts.texts) if ("{" in words or "(" in words) and len(words) >= _SHORTEST}
    return [block for block, text in enumerate(evidence.which) if text in likely and _is_script(evidence.blocks[block])] if likely else []


def _is_script(block: Block) -> bool:
    """Whether a block is nothing that anyone would show to readers.

    >>> _is_script(Block("window.dataLayer = window.dataLayer || []; gtag('js', new Date());", "paragraph", (1, 1)))
    True
    >>> _is_script(Block("原因有(1)慢性疾病,(2)常接觸患者,(3)睡眠不足;(4)少運動等,都是因素." * 3, "item", (1, 1)))
    False
    >>> _is_script(Block("const ferry = ferries.find((it) => it.sails); console.log(ferry);", "paragraph", (1, 1)))
    False
    """
    text = block.text
    signs = sum(map(text.count, _CODE_SIGNS))
    if signs < _SIGNS * len(text):
        return False
    small = len(text) >= _MINIFIED and signs >= _MINIFIED_SIGNS * len(text) and not _ONLY_CODE.isdisjoint(text)
    narrow = small and len(text.encode("utf-8", "replace")) < _WIDE * len(text)
    minified = narrow and text.count(" ") + text.count("\n") < _SPACES * len(text)
    return minified or _of_pages().search(text) is not None


@cache
def _of_pages() -> re.Pattern[str]:
    """What only scripts and style sheets of pages hold: the names of counters and advertisers, of a page's own data, and what hides it."""
    return re.compile(
        r"\b(?:window\.)?(?:dataLayer|googletag|adsbygoogle|_gaq|_paq|fbq|gtag)\b|gtm\.js|__[A-Z]+_(?:DATA|STATE)__|\bajax_?url\b|<!\[CDATA\["
        r"|\bjQuery\(|\$\((?:document|window)\)|!important;|@media\s?\(|\"(?:buildId|pageProps)\":"
    )
