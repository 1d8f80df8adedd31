"""Priors: what is known of some blocks beforehand, where the benchmark has too few of their kind for the weights, or its gold wavers.

Each adds to the score of the blocks that it names, after all else was weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import compress, groupby
from operator import itemgetter

from cleaner.model import Block, Mark
from cleaner.phrases import fold
from cleaner.rules import rows
from cleaner.rules.closing import last_sections
from cleaner.rules.comments import under_count, under_form
from cleaner.rules.doubts import doubtful_end
from cleaner.rules.endings import last_sentences
from cleaner.rules.evidence import Evidence
from cleaner.rules.foot import foot
from cleaner.rules.mottos import MOTTO, mottos
from cleaner.rules.nothing import talk
from cleaner.rules.numbered import rest_of_numbered
from cleaner.rules.phrases import whole_mark
from cleaner.rules.posts import rest_of_posts
from cleaner.rules.questions import rest_of_questions
from cleaner.rules.repeats import TIMES
from cleaner.rules.replies import replies
from cleaner.rules.scripts import SCRIPT, scripts
from cleaner.rules.sections import STOPS, headings, once
from cleaner.rules.teasers import teasers
from cleaner.rules.texts import REACH
from cleaner.rules.threads import MOMENT
from cleaner.rules.told import all_told

_KIND_OF, _GOES_ON = map(itemgetter, map(Block._fields.index, ("kind", "goes_on")))
FOR_PRIORS = (MOMENT, TIMES)
"""Rules that were asked before and whose columns are needed again."""
Priors = dict[int, tuple[Mark, ...]]
"""The marks of the priors, by block."""

PROMOTION = -2.5
"""What being such a phrase weighs, in log-odds; two sure neighbours weigh nearly +4, so that
a phrase in the midst of prose can still stay."""
_PROMOTIONS = frozenset(("promo.related", "promo.more", "promo.newsletter", "promo.source"))
_PROMOTING = _PROMOTIONS | {"promo.ad"}
_PROMOTED = 20
"""Words of a line that announces another article at most, its headline with them."""
NOTHING = -1.0
"""Log-odds above the cut of what is no article."""
MENU, _ITEMS, _ITEM_WORDS = -2.5, 4, 3
"""The same for a menu on one line, items that it has at least, and words of an item at most. Of the benchmark's lines of this shape 3 in
659 are content, nearly all of them seen in English, so that elsewhere the weights know too little of the words."""
STAMP, _STAMP_WORDS, _MOST_STAMPS = -1.0, 14, 2
"""What being a line with a day above the article weighs, words of it at most, and such lines at most: more of them are posts."""
_PARAGRAPH, _STANDFIRST, _OVER = 20, range(14, 61), 8
"""Words of a first paragraph at least, words of a standfirst, and blocks that part them at most (bylines, buttons, captions)."""
_LEAST_STANDFIRST = 0.15
"""What is less likely content than this is no standfirst."""
_SENTENCE, _AROUND, _APART = 8, 10, 4
"""Words of a sentence between paragraphs at least, of the kept blocks above and below it, and blocks from it to each of them at most."""
_SHORT_SENTENCE = 5
"""Words of such a sentence on one line at least, where each sentence of a paragraph is decided by itself."""
_LOWEST_SENTENCE = -1.0
"""Log-odds above the page's cut below which such a sentence is likelier a teaser's."""
_LISTED, _FEWEST_LISTED = frozenset(("item", "table")), 3
"""Kinds of blocks that make a list or a table, and how many of them at least."""
_FEWEST_DATED = 3
"""Dated pieces that make a chronology."""


def priors_of(evidence: Evidence, chances: Sequence[float], cut: float, scores: Sequence[float], mutes: Callable[[str], bool]) -> Priors:
    """What the priors weigh.

    chances: of each block being content; cut: from which blocks are kept; scores: log-odds above it. mutes: whether a prior, by name, is
    not to count."""
    found: Priors = {}
    for mark, blocks in _FURNITURE:
        if not mutes(mark.name):
            found.update(dict.fromkeys(blocks(evidence), (mark,)))
    if not mutes("prior.stamp"):
        found.update({block: (Mark("prior.stamp", STAMP),) for block in stamps(evidence, chances, cut) if block not in found})
    if not mutes("prior.motto"):
        found.update({block: (Mark("prior.motto", MOTTO),) for block in mottos(evidence, scores) if block not in found})
    lede = None if mutes("prior.standfirst") else standfirst(evidence, chances, cut)
    if lede is not None:
        found[lede] = (Mark("prior.standfirst", -scores[lede]),)
    for name, find in _COHERENCE:
        if not mutes(name):
            found.update({block: (Mark(name, -scores[block]),) for block in find(evidence, scores) if block not in found})
    weighed = list(scores)
    for block, marks in found.items():
        weighed[block] += sum(mark.weight for mark in marks)
    for name, find in _NO_ARTICLE:
        if not mutes(name):
            for block in find(evidence, weighed):
                found[block] = (*found.get(block, ()), Mark(name, NOTHING - weighed[block]))
                weighed[block] = NOTHING
    if not mutes("prior.doubt"):
        found.update({i: (*found.get(i, ()), Mark("prior.doubt", NOTHING - weighed[i])) for i in doubtful_end(evidence, weighed, chances)})
    return found


def promotions(evidence: Evidence) -> list[int]:
    """The blocks that are a phrase for promoting other pages and nothing else, such as "Recommended stories" between two paragraphs, or
    one that announces another article with its headline, such as "Also read: Ferry lost at night".

    The benchmark has too few of them within articles for the weights to outvote two neighbours that are surely content. Of 725 lines of
    its articles on inscriptis that are a label of advertisements the gold holds none; of 73 that announce an article with its headline it
    holds 15, which are such links, too."""
    likely = [i for i, marks in evidence.marks.items() if not _PROMOTING.isdisjoint(marks)]
    return [i for i in likely if _promotes(evidence, i)]


def _promotes(evidence: Evidence, block: int) -> bool:
    """Whether a block is such a phrase, the label of an advertisement, or announces an article."""
    whole = whole_mark(evidence.texts, evidence.which[block])
    return whole in _PROMOTIONS or bool(whole and "promo.ad" in evidence.marks[block]) or announces(evidence, block)


def announces(evidence: Evidence, block: int) -> bool:
    """Whether a block is words that announce another article and its headline, which is no sentence."""
    if "promo.related" not in evidence.marks[block] or evidence.words[block] > _PROMOTED:
        return False
    text = evidence.blocks[block].text
    label = _label().match(text[:REACH])
    return label is not None and not text.endswith(STOPS) and "promo.related" in evidence.texts.book.phrase(fold(label[1]))


def menus(evidence: Evidence) -> list[int]:
    """The blocks that are a menu on one line, such as "Home | News | Sport | Sign in"."""
    barred = {text for text, words in enumerate(evidence.texts.texts) if "|" in words and words.count("|") >= _ITEMS - 1}
    return [block for block, text in enumerate(evidence.which) if text in barred and _is_menu(evidence.blocks[block])] if barred else []


def _is_menu(block: Block) -> bool:
    """Whether all that stands between the bars of a line is short; a row of a table or of code begins or goes on otherwise."""
    items = block.text.split("|")
    return block.kind in ("paragraph", "item") and all(item.strip() and len(item.split()) <= _ITEM_WORDS for item in items)


def stamps(evidence: Evidence, chances: Sequence[float], cut: float) -> list[int]:
    """The kept lines with a day over the first paragraph, which say when the article came out, and are none of it.

    Where they are kept it is by a hair, and whoever wrote the article is not looked for in its body. Of 18 such lines of articles on
    inscriptis (held out) the gold holds none that has a day; in forums, which have many, it holds most."""
    moments = evidence.column(MOMENT)
    first = _first_paragraph(evidence, chances, cut)
    found = [i for i in range(first) if moments[i] and chances[i] >= cut and _is_stamp(evidence.blocks[i], evidence.words[i])]
    return found if len(found) <= _MOST_STAMPS else []


def _first_paragraph(evidence: Evidence, chances: Sequence[float], cut: float) -> int:
    """The first kept block of a paragraph's length, 0 where there is none."""
    return next((i for i, chance in enumerate(chances) if chance >= cut and evidence.words[i] >= _PARAGRAPH), 0)


def _is_stamp(block: Block, words: int) -> bool:
    """Whether a line has a day and is neither long nor a sentence nor a heading."""
    plain = block.kind == "paragraph" and not block.text.endswith(STOPS)
    return plain and words <= _STAMP_WORDS and _dated().search(block.text[:REACH]) is not None


def standfirst(evidence: Evidence, chances: Sequence[float], cut: float) -> int | None:
    """The dropped block that is the article's standfirst: a sentence without furniture in it, the nearest over the first paragraph.

    The gold articles of the benchmark differ in whether they hold it, so the weights waver; to a reader it is part of the article."""
    first = _first_paragraph(evidence, chances, cut)
    for block in range(first - 1, max(first - _OVER, 0) - 1, -1):
        plain = evidence.blocks[block].kind == "paragraph" and not evidence.blocks[block].marker and block not in evidence.marks
        if chances[block] < cut and plain and once(evidence, block) and evidence.words[block] in _STANDFIRST:
            return block if chances[block] >= _LEAST_STANDFIRST else None
    return None


def sentences(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped sentences without furniture in them that stand between kept paragraphs and are nearly kept themselves, in text.

    Their chances are too low: the gold holds .64 of the words of such sentences, which were given .36 (held out, articles). Articles on
    inscriptis gain .0007 of recall by it, other types .002, Waddle .001, and none of them loses word-F1; on w3m, resiliparse and bs4
    articles gain .0003 and lose as much of word-F1 at the most. On Markdown Waddle lost .001 of word-F1. On
    one line articles gain .0004 of recall, other types .0009 and Waddle .0006, at the same word-F1."""
    if evidence.page.shape not in ("lines", "wrapped", "oneline"):
        return []
    words, least = evidence.words, _SHORT_SENTENCE if evidence.page.shape == "oneline" else _SENTENCE
    return [
        i
        for i, score in enumerate(scores)
        if _LOWEST_SENTENCE <= score < 0
        and words[i] >= least
        and i not in evidence.marks
        and evidence.blocks[i].text.endswith(STOPS)
        and _kept(words, scores, range(i - 1, max(i - _APART, 0) - 1, -1))
        and _kept(words, scores, range(i + 1, min(i + _APART + 1, evidence.size)))
        and once(evidence, i)
    ]


def rest_of_lists(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped items of a list, and rows of a table, right under a kept block, of which at least half is kept: with holes they say
    something else.

    On unseen sites articles on inscriptis, resiliparse and w3m gain .0007 to .0011 of recall and .0005 to .0008 of shingle-F1, other types
    .0007 to .0011 of recall; word-F1 changes by .0006 at most (Waddle: -.0003). Without the kept block above, Waddle's menus cost .001."""
    found: list[int] = []
    kinds = list(map(_KIND_OF, evidence.blocks))
    for kind, run in groupby(range(evidence.size), kinds.__getitem__) if not _LISTED.isdisjoint(kinds) else ():
        if kind in _LISTED:
            members = list(run)
            dropped = [i for i in members if scores[i] < 0]
            under = members[0] > 0 and scores[members[0] - 1] >= 0
            if under and len(members) >= _FEWEST_LISTED and len(dropped) * 2 <= len(members):
                found += [i for i in dropped if i not in evidence.marks]
    return found


def rest_of_chronologies(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped pieces and days of a chronology, a day over each piece and nothing else between them, of which at least half is kept."""
    found: list[int] = []
    for days in _chronologies(evidence):
        dropped = [day + 1 for day in days if scores[day + 1] < 0]
        if len(days) >= _FEWEST_DATED and len(dropped) * 2 <= len(days):
            found += [block for block in dropped if block not in evidence.marks]
            found += [day for day in days if scores[day] < 0]
    return found


def _chronologies(evidence: Evidence) -> Iterator[list[int]]:
    """The days of each run of dated pieces."""
    moments, days = evidence.column(MOMENT), list[int]()
    for block in compress(range(evidence.size - 1), moments):
        if not moments[block + 1] and evidence.words[block + 1] >= _SENTENCE:
            if days and days[-1] != block - 2:
                yield days
                days = []
            days.append(block)
    yield days


def _kept(words: Sequence[int], scores: Sequence[float], blocks: Sequence[int]) -> bool:
    """Whether one of these blocks is a kept paragraph."""
    return any(scores[i] >= 0 and words[i] >= _AROUND for i in blocks)


def rest_of_paragraphs(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped pieces of a paragraph as long as a page of which at least half is kept, or that stand between two kept pieces of it:
    nobody writes furniture there."""
    found: list[int] = []
    onward = list(compress(range(evidence.size), map(_GOES_ON, evidence.blocks)))
    for first, last in _spans(onward):
        kept = [i for i in range(first, last + 1) if scores[i] >= 0]
        if len(kept) * 2 < last + 1 - first:
            first, last = (kept[0], kept[-1]) if kept else (0, -1)
        found += [i for i in range(first, last + 1) if scores[i] < 0]
    return found


def _spans(onward: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last piece of each paragraph. onward: the pieces that go on with the one before."""
    for _, group in groupby(enumerate(onward), lambda pair: pair[1] - pair[0]):
        pieces = [piece for _, piece in group]
        yield pieces[0] - 1, pieces[-1]


# compiled when a page needs them: every start would wait for it
@cache
def _label() -> re.Pattern[str]:
    """Words that announce another article, with what parts them from its headline."""
    return re.compile(r"\W*([^:|–»]{2,40}?)\s*[:|–»]\s*\w")


@cache
def _dated() -> re.Pattern[str]:
    """A day and a year. For short texts: the time grows with the square of the length."""
    return re.compile(r"(?<!\d)[0-3]?\d(?:st|nd|rd|th)?(?!\d).*(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d\W[01]?\d\W[0-3]?\d(?!\d)")


_FURNITURE: tuple[tuple[Mark, Callable[[Evidence], list[int]]], ...] = (
    (Mark("prior.promotion", PROMOTION), promotions),
    (Mark("prior.menu", MENU), menus),
    (Mark("prior.script", SCRIPT), scripts),
)
"""What is furniture whatever stands around it."""
_COHERENCE: tuple[tuple[str, Callable[[Evidence, Sequence[float]], list[int]]], ...] = (
    ("prior.heading", headings),
    ("prior.sentence", sentences),
    ("prior.list", rest_of_lists),
    ("prior.paragraph", rest_of_paragraphs),
    ("prior.chronology", rest_of_chronologies),
    ("prior.table", rows.between_paragraphs),
    ("prior.question", rest_of_questions),
    ("prior.numbered", rest_of_numbered),
    ("prior.post", rest_of_posts),
    ("prior.closing", last_sections),
    ("prior.last", last_sentences),
    ("prior.told", all_told),
)
"""What is kept for the sake of what is kept around it."""

_NO_ARTICLE: tuple[tuple[str, Callable[[Evidence, Sequence[float]], list[int]]], ...] = (
    ("prior.comments", under_count),
    ("prior.replies", replies),
    ("prior.form", under_form),
    ("prior.foot", foot),
    ("prior.teasers", teasers),
    ("prior.talk", talk),
)
"""What is dropped of that: no article."""
