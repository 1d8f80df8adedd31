"""Markup: what the elements of an HTML page, or the signs of a Markdown document, say of a block, and what other extractors kept of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cleaner.model import Markup
from cleaner.rules.columns import add, lanes, means_above, means_below
from cleaner.rules.context import ROUGH, SINCE_UNTIL
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import YES_NO, Rule, Scale, cross, once, shifted
from cleaner.rules.shape import SIZE

_PLAIN = Markup()
OTHER = "other"
_TAGS = tuple(
    "p li h1 h2 h3 h4 div span td th dt dd blockquote pre figcaption a button label summary img section article time address".split()
)
_ALIKE = {"h5": "h4", "h6": "h4", "legend": "label", "option": "label", "input": "button", "textarea": "label"}
_ALIKE |= {"code": "pre", "table": "td", "caption": "figcaption"}
_REGIONS = ("", *"main article nav header footer aside form".split())
_FAMILIES = (
    "",
    *"content title menu header footer sidebar share comment related popular promo ad cookie author meta tags caption gallery".split(),
    *"breadcrumb widget newsletter product post search pagination login".split(),
)
_ASIDES = ("", *"comment related popular promo ad newsletter menu sidebar search login cookie".split())
_SHARES = Scale(1, 25, 50, 75, 95)
_LINKS = Scale(1, 2, 3, 6)
_DEPTHS = Scale(3, 6, 9, 12, 16, 21)
_HELD = Scale(1, 5, 15, 35, 60, 85)
_KEPT = Scale(1, 40, 70, 95)
_UNASKED = len(_KEPT.labels)
_KEPT_LABELS = (*_KEPT.labels, "not asked")


def _of(evidence: Evidence) -> Sequence[Markup]:
    return evidence.fixed("markup", lambda e: [block[7] or _PLAIN for block in e.blocks])


def _named(names: Sequence[str], value: Callable[[Markup], str], alike: Mapping[str, str]) -> Callable[[Evidence], bytes]:
    """A measure of names: the index of each in `names`, and after the last one for any other."""
    index = {name: i for i, name in enumerate(names)} | {name: names.index(same) for name, same in alike.items()}

    def measure(evidence: Evidence) -> bytes:
        return bytes([index.get(value(markup), len(names)) for markup in _of(evidence)])

    return measure


def _scaled(scale: Scale, value: Callable[[Markup], int]) -> Callable[[Evidence], bytes]:
    return lambda e: scale(bytes([min(value(markup), 255) for markup in _of(e)]))


TAG = Rule("markup.tag", "The element that holds it.", (*_TAGS, OTHER), _named(_TAGS, lambda m: m.tag, _ALIKE))
REGION = Rule(
    "markup.region", "The part of the page, by element or role.", tuple(name or "none" for name in (*_REGIONS, OTHER)),
    _named(_REGIONS, lambda m: m.region, {}),
)  # fmt: skip
FAMILY = Rule(
    "markup.family", "What the class and id names around it speak of.", tuple(name or "none" for name in (*_FAMILIES, OTHER)),
    _named(_FAMILIES, lambda m: m.family, {}),
)  # fmt: skip
ASIDE = Rule(
    "markup.aside", "The furniture it stands in, by names further around it: a comment is one whatever its own element is called.",
    tuple(name or "none" for name in (*_ASIDES, OTHER)), _named(_ASIDES, lambda m: m.aside, {}),
)  # fmt: skip
LINKED = Rule("markup.linked", "Percent of its characters in links: menus are links.", _SHARES.labels, _scaled(_SHARES, lambda m: m.linked))
LINKS = Rule("markup.links", "How many links it holds.", _LINKS.labels, _scaled(_LINKS, lambda m: m.links))
LISTED = Rule("markup.listed", "Percent of its list in links: menus are.", _SHARES.labels, _scaled(_SHARES, lambda m: m.listed))
HIDDEN = Rule("markup.hidden", "Whether a reader of the page does not see it.", YES_NO, lambda e: bytes([m.hidden for m in _of(e)]))
DEPTH = Rule("markup.depth", "Elements around it.", _DEPTHS.labels, _scaled(_DEPTHS, lambda m: m.deep))
HELD = Rule("markup.held", "Percent of the page's sentence words that its parent holds.", _HELD.labels, _scaled(_HELD, lambda m: m.held))
OUTER = Rule("markup.outer", "The same of its parent's parent.", _HELD.labels, _scaled(_HELD, lambda m: m.outer))


_ONLY_LINK = 95
"""Percent of its characters in links from which a block is one."""
_RUNS = Scale(1, 2, 3, 5)


def _link_run(evidence: Evidence) -> bytes:
    """How many blocks that are links and nothing else stand in a row with each that is one."""
    flags = bytes([markup.linked >= _ONLY_LINK for markup in _of(evidence)])
    runs = [len(run) for run in flags.split(b"\0")]
    return _RUNS(b"\0".join([bytes([min(run, 255)]) * run for run in runs]))


LINK_RUN = Rule("markup.link-run", "Blocks in a row that are links and nothing else: a list of other pages, in a list or not.",
                _RUNS.labels, _link_run)  # fmt: skip


def _kept(extractor: int) -> Callable[[Evidence], bytes]:
    def measure(evidence: Evidence) -> bytes:
        shares = [markup.kept[extractor] if len(markup.kept) > extractor else None for markup in _of(evidence)]
        known = _KEPT(bytes([share or 0 for share in shares]))
        return bytes([_UNASKED if share is None else value for share, value in zip(shares, known, strict=True)])

    return measure


TRAFILATURA = Rule("trafilatura.kept", "Percent of its words that trafilatura keeps.", _KEPT_LABELS, _kept(0))
READABILITY = Rule("readability.kept", "Percent of its words that readability's algorithm keeps.", _KEPT_LABELS, _kept(1))
BOTH = cross(TRAFILATURA, READABILITY)
_YES = bytes([0, 0, 100, 100, 100, 0]).ljust(256, b"\0")


def _around(evidence: Evidence) -> bytes:
    """Percent of the six blocks above, and of the six below, that trafilatura kept, added."""
    packed = lanes(list(evidence.column(TRAFILATURA).translate(_YES)))
    return _AROUND(add(means_above(packed, evidence.size, 6, 1), means_below(packed, evidence.size, 6, 1)))


_AROUND = Scale(1, 40, 90, 110, 160, 199)
AROUND = Rule("trafilatura.around", "How much of the six blocks above and the six below trafilatura keeps: percent of each, added.",
              _AROUND.labels, _around)  # fmt: skip
_WHOLE = Scale(1, 10, 30, 60, 90)


def _of_page(evidence: Evidence) -> bytes:
    """Percent of the page's words that trafilatura kept."""
    kept = sum(words for words, yes in zip(evidence.words, evidence.column(TRAFILATURA).translate(_YES), strict=True) if yes)
    return _WHOLE(bytes([100 * kept // max(sum(evidence.words), 1)]) * evidence.size)


def _agreement(evidence: Evidence) -> bytes:
    """Percent of the words kept by either extractor that both kept."""
    rows = zip(evidence.words, evidence.column(TRAFILATURA).translate(_YES), evidence.column(READABILITY).translate(_YES), strict=True)
    either = both = 0
    for words, first, second in rows:
        either += words if first or second else 0
        both += words if first and second else 0
    return _WHOLE(bytes([100 * both // max(either, 1)]) * evidence.size)


OF_PAGE = Rule("trafilatura.of-page", "Percent of the page that trafilatura keeps: too little is a miss.", _WHOLE.labels, _of_page)
AGREEMENT = Rule("extractors.agree", "Percent of what either extractor keeps that both keep.", _WHOLE.labels, _agreement)

MARKUP: tuple[Rule, ...] = (
    cross(TAG, SIZE),
    cross(REGION, SIZE),
    cross(FAMILY, SIZE),
    cross(REGION, FAMILY),
    cross(ASIDE, SIZE),
    cross(ASIDE, REGION),
    cross(LINK_RUN, SIZE),
    cross(LINK_RUN, TRAFILATURA),
    cross(LINKED, SIZE),
    cross(LINKED, LINKS),
    cross(LISTED, SIZE),
    cross(LISTED, TAG),
    HIDDEN,
    cross(DEPTH, SIZE),
    cross(HELD, SIZE),
    cross(OUTER, SIZE),
    cross(HELD, OUTER),
    cross(BOTH, SIZE),
    cross(TRAFILATURA, TAG),
    cross(TRAFILATURA, LINKED),
    cross(TRAFILATURA, HELD),
    cross(cross(TRAFILATURA, OF_PAGE), AGREEMENT),
    cross(cross(READABILITY, OF_PAGE), AGREEMENT),
)
"""What markup says of a block by itself."""

MARKUP_CONTEXT: tuple[Rule, ...] = (
    cross(TAG, ROUGH),
    once(cross(REGION, ROUGH)),
    once(cross(FAMILY, ROUGH)),
    once(cross(ASIDE, ROUGH)),
    cross(ASIDE, TRAFILATURA),
    cross(LINKED, ROUGH),
    cross(LINK_RUN, ROUGH),
    once(cross(LISTED, ROUGH)),
    cross(HELD, ROUGH),
    once(cross(OUTER, ROUGH)),
    once(cross(HIDDEN, ROUGH)),
    cross(BOTH, ROUGH),
    cross(AROUND, SIZE),
    cross(AROUND, ROUGH),
    cross(TRAFILATURA, AROUND),
    cross(shifted(TRAFILATURA, -1), TRAFILATURA),
    cross(shifted(TRAFILATURA, 1), TRAFILATURA),
    cross(shifted(TAG, -1), TRAFILATURA),
    cross(shifted(TAG, 1), TRAFILATURA),
    cross(TRAFILATURA, SINCE_UNTIL),
    cross(shifted(HELD, -1), HELD),
    cross(shifted(HELD, 1), HELD),
    cross(shifted(LINKED, -1), LINKED),
    cross(shifted(LINKED, 1), LINKED),
)
"""What the markup around a block says of it."""
