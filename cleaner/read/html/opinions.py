"""Second opinions on an HTML page: what other extractors keep of it, as the share of each block that stands in their output.

An opinion is evidence for the decider and never the answer: the weights say how far each one is to be trusted beside our own marks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from itertools import chain

from lxml import etree, html

from cleaner.model import Block, Markup
from cleaner.read.html.frames import integer

GRAM = 3
"""Words in a row that must stand in an extractor's output: two in a row stand there by chance, four miss what tags part."""
LARGEST, DEEPEST = 20_000, 250
"""Elements of a page, and elements within each other, up to which others are asked: their time grows faster than the page.
Of the benchmark's pages 1 in 500 is larger."""

_COUNT = etree.XPath("count(descendant-or-self::*)")
_SPANS = etree.XPath("descendant::*[@rowspan or @colspan > 1000]")
_TOO_DEEP = etree.XPath(f"boolean(descendant-or-self::*[count(ancestor::*) >= {DEEPEST}])")

Grams = frozenset[tuple[str, ...]]


def with_opinions(blocks: Sequence[Block], tree: html.HtmlElement) -> list[Block]:
    """The blocks of a page with the percent of their words that each extractor of `EXTRACTORS` kept.

    tree: the page as parsed; it is not changed. A huge page is left alone."""
    if not blocks or _is_huge(tree):
        return list(blocks)
    texts = [block.text.lower().split() for block in blocks]
    kept = zip(*[_coverage(texts, extract(deepcopy(tree))) for extract in EXTRACTORS.values()], strict=True)
    return [
        Block(*block[:7], Markup(*markup[:-1], said)) if (markup := block.markup) else block._replace(markup=Markup(kept=said))
        for block, said in zip(blocks, kept, strict=True)
    ]


def _is_huge(tree: html.HtmlElement) -> bool:
    """Whether a page is too large or too deep for others; the depth is worked out only where the number allows it."""
    return bool(_COUNT(tree) > LARGEST or _TOO_DEEP(tree)) or _spanned(tree) > LARGEST


def _spanned(tree: html.HtmlElement) -> int:
    """How many places in tables are said to be taken by cells over several rows, each of which others fill with a cell."""
    sizes = [[integer(cell.get(name)) or 1 for name in ("rowspan", "colspan")] for cell in _SPANS(tree)]
    return sum(abs(down * across) for down, across in sizes)


def _trafilatura(tree: html.HtmlElement) -> str:
    """The text that trafilatura (Barbaresi 2021) extracts, in its fast mode."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(tree, fast=True, with_metadata=False, include_comments=False)
    except Exception:  # whatever goes wrong in there, its opinion is then that nothing is content
        return ""
    return "" if found is None or isinstance(found, dict) else found.text or ""


def _readability(tree: html.HtmlElement) -> str:
    """The text of the element that readability's algorithm (Arc90 2009, trafilatura's copy) picks."""
    from trafilatura.readability_lxml import Document

    try:
        return "\n".join(html.fromstring(Document(tree).summary()).itertext())
    except Exception:  # as above; and what it picks may be empty, or a comment
        return ""


EXTRACTORS: dict[str, Callable[[html.HtmlElement], str]] = {"trafilatura": _trafilatura, "readability": _readability}
"""Who is asked; the order is that of `Markup.kept`."""


def _coverage(texts: Sequence[list[str]], output: str) -> list[int]:
    """Percent of each text's words, in small letters, that stand in an output: in rows of `GRAM`, a shorter text as a whole line."""
    lines = [line.split() for line in output.lower().split("\n")]
    grams = frozenset(chain.from_iterable(_grams(line) for line in lines))
    whole = frozenset(map(" ".join, lines))
    return [100 if " ".join(words) in whole else _share(words, grams) for words in texts]


def _grams(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*[words[start:] for start in range(GRAM)], strict=False)


def _share(words: Sequence[str], grams: Grams) -> int:
    """Percent of words that some row of the output covers."""
    found = [gram in grams for gram in _grams(words)]
    if True not in found:
        return 0
    covered, end = 0, 0
    for start, stands in enumerate(found):
        if stands:
            covered += start + GRAM - max(start, end)
            end = start + GRAM
    return 100 * covered // len(words)


logging.getLogger("trafilatura").addHandler(logging.NullHandler())
