"""A page and its marks in, one decision for every block out.

Each block is judged *alone*, by its own words and shape. Then *in context*: a two-label linear-chain conditional random field weighs what
stands around it, with the forward-backward algorithm giving every block's chance of being content (Lafferty et al. 2001; Sutton & McCallum
2012). Then *again*, with these better chances for the neighbours (stacked sequential learning, Cohen & Carvalho 2005). Last, the page's
cut: the blocks whose tempered chance (`TRUST`) exceeds half of the best F1 that the page can be expected to reach are kept, which is the
optimal rule for F1 (Lipton et al. 2014, "Optimal thresholding of classifiers to maximize F1 measure"): on a doubtful page the cut is low,
because text wrongly removed is worse than junk left in. Where other pages of the site are known, what they say of a block is weighed in
every look.

Weights are whole thousandths, so that sums are the same on every machine."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import add
from typing import NamedTuple

from cleaner.chains import LOWEST_CUT, UNIT, Moves, best_cut, chain, holds_article, log_odds, percents, tempered
from cleaner.ledger import OWN, Ledger, MarkList
from cleaner.model import Decision, Decisions, Mark, Page, Shape
from cleaner.phrases import load as load_phrases
from cleaner.rules import rules_of
from cleaner.rules.boxes import box_priors
from cleaner.rules.columns import Tally, Weights, weigh
from cleaner.rules.evidence import Evidence
from cleaner.rules.priors import FOR_PRIORS, priors_of
from cleaner.rules.rule import Rule
from cleaner.rules.words import word_scores
from cleaner.weights import Table, load_table, muted


class Trust(NamedTuple):
    """How far the last look is trusted. own: the part of a block's score alone that counts beside it; temperature: by what log-odds are
    divided before they are chances; cut: the part of the page's cut that counts; sited: the same where others of its site are known."""

    own: float
    temperature: float
    cut: float
    sited: float

    def lowered(self, cut: float, sited: bool = False) -> float:
        """The chance from which blocks are kept. cut: by which F1 would be highest; sited: whether other pages of the site are known."""
        return max(cut * (self.sited if sited else self.cut), LOWEST_CUT)


_LINES = Trust(0.0, 1.5, 0.97, 0.85)
TRUST: Mapping[Shape, Trust] = {
    "lines": _LINES,
    "wrapped": _LINES,
    "oneline": Trust(0.1, 1.6, 0.9, 0.75),
    "markdown": Trust(0.0, 1.4, 0.95, 0.75),
    "html": Trust(0.75, 2.5, 1.0, 1.0),
}
"""By page shape. Neighbours say much the same twice, in their marks and through the chain, so its log-odds are surer than they are right
(temperature scaling: Guo et al. 2017, "On calibration of modern neural networks"). Word-F1 (recall) on inscriptis by five folds of sites,
with a temperature of 1.15, 1.25 and 1.4: articles .935 (.963), .935 (.964) and .934 (.966), other types .723 (.773), .727 (.785) and .733
(.802), Waddle .896 (.958), .894 (.961) and .890 (.963): recall comes first. Fitted on labels that know short blocks (`cleaner.gold`), lines
gain from 1.5 against 1.4: other types on inscriptis and bs4 .001 to .002 of word-F1 and .009 of recall, articles .001 of recall for
.0005; Waddle loses .003 to .004 (two folds). In Markdown (decisions, not composed) articles went from
.931 (.976) to .933 (.975), other types from .710 (.800) to .713 (.812). In HTML the score alone knows what markup and extractors say:
articles stayed at .952 (.984), other types went from .757 (.828) to .770 (.858).
With a smaller part of the cut text in lines keeps more: with all of it, 0.97 and 0.95 articles on inscriptis have .9380 (.967), .9379
(.969) and .9377 (.970), other types .735 (.808), .737 (.814) and .738 (.818), Waddle .897 (.963), .896 (.963) and .894 (.964). Pages on
one line go from .924 (.969) to .923 (.970), other types from .707 (.807) to .709 (.815), Waddle from .834 (.955) to .831 (.957); Markdown
stays at .938 with .978 instead of .976, other types go from .728 (.821) to .729 (.826), Waddle stays at .870 with .959 instead of .954.
Since labels are cut free on one line and its table was fitted anew (held out, five folds), a temperature of 1.5 with 0.97 of the cut gives
articles .9315 (.974), other types .717 (.836) and Waddle .872 (.967), of 1.6 with 0.9 .930 (.979), .717 (.860) and .859 (.970), and a
tenth of the score alone beside that .929 (.977), .717 (.852) and .864 (.970), with more headlines and authors. Markdown with 0.95
instead of 0.97 of the cut gains .001 of recall on articles and Waddle and .003 on other types, and loses .0003 of word-F1 at the most.
Text that knows its site is sure of more and drops more: with the whole cut inscriptis has .002 more of word-F1 on sites with eight pages
and more, but .959 of recall, less than without its site (.961); with three quarters .963. (At a temperature of 1.5 more is
kept already; .85 is chosen for that by the pages of the floors, not by folds.) HTML's recall is the same with the whole cut."""
LEAST_CONFIDENCE, LEAST_MARKED = 0.43, 0.25
"""A page that promises less has no article, unless enough words can be expected to be content; less is enough where markup tells. Of HTML
held out, 0.4 tells 22 of 89 pages whose article was taken out, 0.3 tells 18 and 0.25 15; other types gain .001 of word-F1 by 0.25, articles
nothing. Of Markdown they tell 13, 9 and 7. What may hold something is better kept, with its low confidence."""
MOST_WITH_BOXES = 20_000
"""Blocks of a page that is looked at once more without its boxes: of one of 50 MB both looks don't fit into a gigabyte."""
AT_ONCE = 200_000
"""Cells (blocks times rules) that are measured and weighed at once: an ordinary page as a whole, so that each step is one operation."""


class Verdict(NamedTuple):
    """What was decided about a page. decisions: one a block. confidence: the word-F1 that the page can be expected to reach, 0 to 1.

    marks: names of the phrase marks found, by block."""

    decisions: Sequence[Decision]
    confidence: float
    marks: Mapping[int, tuple[str, ...]]


class Wishes(NamedTuple):
    """What a user wants of a page. marks: that the user's own rules left, by block. mutes: whether a rule, by name, is not to count."""

    marks: Mapping[int, tuple[Mark, ...]] = {}
    mutes: Callable[[str], bool] | None = None


NO_WISHES = Wishes()


def _nothing(name: str) -> bool:
    """Mutes no rule."""
    return False


def decide(page: Page, table: Table | None = None, wishes: Wishes = NO_WISHES) -> Verdict:
    """Keeps or drops every block of a page, with the shipped weights or with other ones."""
    if not page.blocks:
        return Verdict((), 0.0, {})
    boxes = page.shape != "oneline" and len(page.blocks) <= MOST_WITH_BOXES
    return _decided(page, table or load_table(page.shape), wishes, boxes=boxes)


def _decided(page: Page, table: Table, wishes: Wishes, *, boxes: bool) -> Verdict:
    """boxes: whether to look at the page once more without the boxes in its article. On one line the labels of boxes stand in sentences."""
    evidence = Evidence(page, load_phrases())
    found = evidence.marks
    if wishes.mutes:
        table = muted(table, rules_of(page.shape), wishes.mutes)
        evidence.forget(wishes.mutes)
    own, alone, scores = _look(evidence, table)
    evidence.settle(FOR_PRIORS)
    ledger = Ledger(evidence, table, (alone, evidence.chance), chain(scores, table.moves_again))
    if (share := TRUST[page.shape].own) and not (wishes.mutes and wishes.mutes(OWN)):
        ledger.own = [share * score / UNIT for score in own]
    return _verdict(ledger, wishes, boxes=boxes)._replace(marks=found)


def _look(evidence: Evidence, table: Table) -> tuple[list[int], bytes, list[int]]:
    """What each block's own words and shape say; its chances by that, as neighbours see them; and what all its marks say on the last look.

    The latter two with what other pages of the site say, where some are known."""
    rules = rules_of(evidence.page.shape)
    own = alone_scores(evidence, table)
    site = weigh(evidence.columns(rules.site), table.site) if evidence.page.siblings else []
    evidence.look_again(percents(_sum(own, site)))
    alone, first, last = evidence.chance, Tally(evidence.size), Tally(evidence.size)
    _put(evidence, rules.context, (first, table.context), (last, table.again))
    odds = chain(_sum(first.scores, site), table.moves).total
    evidence.look_again(bytes([int(100 * odd / (1 + odd)) for odd in odds]).replace(b"\x64", b"\x63"))  # below 100
    _put(evidence, rules.again, (last, table.again[len(rules.context) :]))
    return own, alone, _sum(last.scores, site)


def _sum(scores: list[int], site: Sequence[int]) -> list[int]:
    return list(map(add, scores, site)) if site else scores


def unsettled(page: Page, table: Table | None = None) -> tuple[list[int], bytes]:
    """What `settled` makes decisions of: what the marks of each block say, in thousandths of log-odds, before the chain; and how many words
    it has, at most 255."""
    if not page.blocks:
        return [], b""
    evidence = Evidence(page, load_phrases())
    own, _, scores = _look(evidence, table or load_table(page.shape))
    share = TRUST[page.shape].own
    scores = [score + round(share * alone) for score, alone in zip(scores, own, strict=True)] if share else scores
    return scores, evidence.lengths


def settled(scores: Sequence[int], words: Sequence[int], shape: Shape, moves: Moves) -> bytes:
    """1 for each block of a page that is kept by these scores, 0 for the others; all 0 where that is no article.

    words: how many each block has. moves: of the last look. Shorter than `decide`: what stands around a block isn't looked at again."""
    if not scores:
        return b""
    total = chain(scores, moves).total
    _, confidence = best_cut([odds / (1 + odds) for odds in total], words)
    chances = tempered(list(map(math.log, total)), TRUST[shape].temperature)
    best, _ = best_cut(chances, words)
    cut = TRUST[shape].lowered(best)
    if not holds_article(chances, words, cut, confidence, _least(shape)):
        return bytes(len(chances))
    return bytes([chance >= cut for chance in chances])


def _least(shape: Shape) -> float:
    """The confidence that a page with an article has at least."""
    return LEAST_MARKED if rules_of(shape).own else LEAST_CONFIDENCE


def _put(evidence: Evidence, rules: Sequence[Rule], *tallies: tuple[Tally, Sequence[Weights]]) -> None:
    """Puts the rules' columns into tallies, each with its own weights; of a large page a few columns at once."""
    step = max(1, AT_ONCE // evidence.size)
    for start in range(0, len(rules), step):
        columns = evidence.columns(rules[start : start + step])
        for tally, weights in tallies:
            tally.put(columns, weights[start : start + len(columns)])


def _verdict(ledger: Ledger, wishes: Wishes, *, boxes: bool) -> Verdict:
    evidence, total, trust = ledger.evidence, ledger.messages.total, TRUST[ledger.evidence.page.shape]
    _, confidence = best_cut([odds / (1 + odds) for odds in total], evidence.words)
    logs = list(map(math.log, total))
    logs = list(map(add, logs, ledger.own)) if ledger.own else logs
    chances = tempered(logs, trust.temperature)
    best, _ = best_cut(chances, evidence.words)
    cut = trust.lowered(best, sited=evidence.page.siblings > 0)
    if not holds_article(chances, evidence.words, cut, confidence, _least(evidence.page.shape)):
        cut = max(chances) + (1 - max(chances)) / 2
    ledger.shift = shift = -trust.temperature * log_odds(cut)
    scores = [odds + shift for odds in logs]
    ledger.priors = priors = priors_of(evidence, chances, cut, scores, wishes.mutes or _nothing)
    if boxes:
        _look_past_boxes(ledger, scores, wishes.mutes)
    for block, marks in wishes.marks.items():
        priors[block] = (*priors.get(block, ()), *marks)
        (chances[block],) = tempered([logs[block] + sum(mark.weight for mark in marks)], trust.temperature)
    for block, marks in priors.items():
        scores[block] += sum(mark.weight for mark in marks)
    return Verdict(Decisions(array("d", scores), array("d", chances), partial(MarkList, ledger)), confidence, evidence.marks)


def _look_past_boxes(ledger: Ledger, scores: Sequence[float], mutes: Callable[[str], bool] | None) -> None:
    """Adds what the boxes in the article weigh to the other priors. scores: log-odds above the page's cut without priors."""

    def look(page: Page) -> Sequence[bool]:
        return [decision.keep for decision in _decided(page, ledger.table, Wishes(mutes=mutes), boxes=False).decisions]

    weighed = list(scores)
    for block, marks in ledger.priors.items():
        weighed[block] += sum(mark.weight for mark in marks)
    for block, mark in box_priors(ledger.evidence, weighed, look).items():
        if not (mutes and mutes(mark.name)):
            ledger.priors[block] = (*ledger.priors.get(block, ()), mark)


def alone_scores(evidence: Evidence, table: Table) -> list[int]:
    """What each block's own words and shape say, in thousandths of log-odds."""
    rules = rules_of(evidence.page.shape)
    shapes = weigh(evidence.texts.columns(rules.texts), table.texts)
    scores = evidence.spread(list(map(add, shapes, word_scores(evidence.texts, table.words))))
    if not rules.own:
        return scores
    return list(map(add, scores, weigh(evidence.columns(rules.own), table.own)))
