"""Boxes in the midst of an article: "Related stories" with its teasers, "Also read: ..." on one line, "Most read", the offer of a
newsletter, a label of advertisements.

A box tells whoever looks at the lines around it that the article is over: of short articles the paragraphs under it fell, or its teasers
stayed. So the page is looked at once more without its boxes. What that look keeps right under a box goes on with the article; what is in
such a box is none of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cleaner.model import Mark, Page
from cleaner.rules.evidence import Evidence
from cleaner.rules.phrases import whole_mark
from cleaner.rules.priors import announces
from cleaner.rules.sections import STOPS

BOX = Mark("prior.box", -4.0)
"""What standing in a box weighs, in log-odds: two sure neighbours weigh nearly +4. With -2.5 summaries stay under their teasers; boxes put
into real articles (below) gave .0001 to .0008 less of word-F1."""
PAST = "prior.past"
"""What an article gets that goes on under a box: as much as it is short of the cut."""
_LABELS = frozenset(("promo.related", "promo.popular", "promo.newsletter", "promo.ad"))
_TEASER, _ITEMS, _SUMMARY = 16, 10, 30
"""Words of a teaser at most, teasers of a box, and words of what is said under each."""
_POPULAR, _FEWEST_POPULAR, _NAMED = 3, 3, 3
"""Words of a teaser of "Most read" at least, how many teasers, and of how many one may have a colon: "Features" and "Highlights" also head
lists of an article ("Weight: 2 kg"), but of 31 lines of the benchmark that are headed so, between a kept sentence and another one, the gold
holds none (without colons)."""
_OFFER, _BUTTON, _BUTTONS = 25, 4, 2
"""Words of what offers a newsletter at most, of a button or a field under it, and how many of these there are."""
_LABEL = 8
"""Words of a label of advertisements at most."""
_ABOVE, _SENTENCE = 3, 8
"""Blocks over a box among which a kept sentence stands, and its words at least."""
_UNDER, _FEWEST = 2, 6
"""Blocks under a box that are asked about, and words at least of a sentence with which the article goes on."""
_LOWEST = -2.0
"""Log-odds above the page's cut below which nothing goes on with the article: there stand author boxes, and publishers on themselves."""
_PHRASE = 25
"""Words below which a block with a furniture phrase ends the article under a box."""


class Box(NamedTuple):
    """The blocks of a box, from its label to the one behind its last."""

    start: int
    end: int


def box_priors(evidence: Evidence, scores: Sequence[float], look: Callable[[Page], Sequence[bool]]) -> dict[int, Mark]:
    """What the boxes of a page weigh, by block.

    scores: log-odds above the page's cut. look: what is kept of another page, here of this one without its boxes: asked only where that
    can change something.

    The benchmark has few short articles with boxes, and word-F1 of its views stays to .0003. With a box put between two paragraphs, 147 of
    its articles on inscriptis have .9489 of word-F1 instead of .9420 (four headlines under a label), .9419 instead of .9341 (three with
    something said under each) and .9522 instead of .9509 (a label of advertisements, .9713 of recall instead of .9680). 58 invented pages
    in 24 dumps have .932 instead of .909."""
    found = boxes(evidence, scores)
    if not any(_open(evidence, scores, box) for box in found):
        return {}
    parts = list(zip(found, [*[box.start for box in found[1:]], evidence.size], strict=True))
    all_kept = [True] * evidence.size
    if not any(_says(evidence, _going_on(evidence, all_kept, box.end, until)) for box, until in parts):
        return {}
    kept = _looked(evidence.page, found, look)
    priors: dict[int, Mark] = {}
    for box, until in parts:
        under = _going_on(evidence, kept, box.end, until)
        if _says(evidence, under):
            priors.update({i: Mark(PAST, -scores[i]) for i in under if _LOWEST <= scores[i] < 0})
            priors.update(dict.fromkeys(_members(evidence, box), BOX))
    return priors


def boxes(evidence: Evidence, scores: Sequence[float]) -> list[Box]:
    """The boxes under a kept sentence or under another box, with something under them."""
    found: list[Box] = []
    last = 0
    for start in sorted(i for i, marks in evidence.marks.items() if not _LABELS.isdisjoint(marks)):
        if start >= last and (start == last > 0 or _under_prose(evidence, scores, max(last, start - _ABOVE), start)):
            end = _end(evidence, start, whole_mark(evidence.texts, evidence.which[start]), kept=scores[start] >= 0)
            if start < end < evidence.size:
                found.append(Box(start, end))
                last = end
    return found


def _end(evidence: Evidence, start: int, label: str, *, kept: bool) -> int:
    """Where the box ends that this label begins; `start` where it is none."""
    if announces(evidence, start):
        return start + 1
    if label and "promo.ad" in evidence.marks[start]:
        return _run(evidence, start, lambda i: evidence.words[i] <= _LABEL and "promo.ad" in evidence.marks.get(i, ()))
    if label == "promo.newsletter" and not kept:
        offer = start + 1 + (start + 1 < evidence.size and evidence.words[start + 1] <= _OFFER)
        return min(_run(evidence, offer, lambda i: evidence.words[i] <= _BUTTON and not _ends(evidence, i)), offer + _BUTTONS)
    if label == "promo.related" and not kept:
        return _teasers(evidence, start + 1) or start
    if label == "promo.popular":
        end = _run(evidence, start + 1, lambda i: evidence.words[i] >= _POPULAR and _teases(evidence, i))
        named = sum(":" in evidence.blocks[i].text for i in range(start + 1, end))
        return end if _FEWEST_POPULAR <= end - start - 1 <= _ITEMS and named * _NAMED <= end - start - 1 else start
    return start


def _teasers(evidence: Evidence, first: int) -> int:
    """Where the teasers end that begin here, 0 where there is none. If something is said under the first, it is under the others."""
    at, told, size = first, False, evidence.size
    for count in range(_ITEMS):
        if at >= size or not _teases(evidence, at):
            break
        at += 1
        says = at < size and not _teases(evidence, at) and evidence.words[at] <= _SUMMARY
        if count == 0:
            told = says and at + 1 < size and _teases(evidence, at + 1)
        at += says and told
    return at if at > first else 0


def _run(evidence: Evidence, start: int, belongs: Callable[[int], bool]) -> int:
    """The first block from here that doesn't belong, or that would be one more than a box holds: a page of labels is not run through again
    from each of them."""
    end, last = start, min(start + _ITEMS + 1, evidence.size)
    while end < last and belongs(end):
        end += 1
    return end


def _teases(evidence: Evidence, block: int) -> bool:
    """Whether a block can be a headline of another page; items of a list may be questions."""
    kind, text = evidence.blocks[block].kind, evidence.blocks[block].text
    headline = not text.endswith(STOPS) or (kind == "item" and not text.endswith("."))
    return headline and evidence.words[block] <= _TEASER and kind in ("paragraph", "item", "heading")


def _ends(evidence: Evidence, block: int) -> bool:
    return evidence.blocks[block].text.endswith(STOPS)


def _under_prose(evidence: Evidence, scores: Sequence[float], first: int, block: int) -> bool:
    return any(scores[i] >= 0 and evidence.words[i] >= _SENTENCE and _ends(evidence, i) for i in range(first, block))


def _open(evidence: Evidence, scores: Sequence[float], box: Box) -> bool:
    """Whether anything of a box is kept, or something right under it isn't."""
    under = range(box.end, min(box.end + _UNDER, evidence.size))
    return any(scores[i] >= 0 for i in range(*box)) or any(scores[i] < 0 for i in under)


def _looked(page: Page, found: Sequence[Box], look: Callable[[Page], Sequence[bool]]) -> Sequence[bool]:
    """What a look at the page without its boxes keeps, by block of the whole page."""
    inside = bytearray(len(page.blocks))
    for start, end in found:
        inside[start:end] = b"\x01" * (end - start)
    rows = [i for i, box in enumerate(inside) if not box]
    seen = tuple([page.seen[i] for i in rows]) if page.seen else ()
    under, over = (bytes([steps[i] for i in rows]) if steps else b"" for steps in (page.under, page.over))
    kept = [False] * len(page.blocks)
    rest = page._replace(blocks=tuple([page.blocks[i] for i in rows]), seen=seen, under=under, over=over)
    for i, keep in zip(rows, look(rest), strict=True):
        kept[i] = keep
    return kept


def _going_on(evidence: Evidence, kept: Sequence[bool], first: int, until: int) -> range:
    """The blocks with which the article goes on under a box, up to the next one or to furniture."""
    end = first
    while end < until and kept[end] and not (end in evidence.marks and evidence.words[end] < _PHRASE):
        end += 1
    return range(first, end)


def _says(evidence: Evidence, blocks: Sequence[int]) -> bool:
    """Whether a sentence with which an article can go on is among some blocks."""
    return any(evidence.words[i] >= _FEWEST and _ends(evidence, i) for i in blocks)


def _members(evidence: Evidence, box: Box) -> range:
    """The blocks of a box but for a last one that may head the section under it."""
    last = evidence.blocks[box.end - 1]
    heads = box.end - box.start > 1 and last.kind != "item" and _teases(evidence, box.end - 1)
    return range(box.start, box.end - heads)
