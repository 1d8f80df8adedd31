"""A page and its marks in, one decision for every block out.

Each block is judged *alone*, by its own words and shape. Then *in context*: a two-label linear-chain conditional random field weighs what
stands around it, with the forward-backward algorithm giving every block's chance of being content (Lafferty et al. 2001; Sutton & McCallum
2012). Then *again*, with these better chances for the neighbours (stacked sequential learning, Cohen & Carvalho 2005). Last, the page's
cut: the blocks whose tempered chance (`TRUST`) exceeds half of the best F1 that the page can be expected to reach are kept, which is the
optimal rule for F1 (Lipton et al. 2014, "Optimal thresholding of classifiers to maximize F1 measure"): on a doubtful page the cut is low,
because text wrongly removed is worse than junk left in. A lower one would keep more: with nine tenths of it articles on inscriptis gain
.005 of recall and lose .001 of F1. Where other pages of the site are known, what they say of a block is weighed in every look.

Weights are whole thousandths, so that sums are the same on every machine."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import add
from typing import NamedTuple, overload

from cleaner.model import Decision, Decisions, Mark, Page, Shape
from cleaner.phrases import load as load_phrases
from cleaner.rules import rules_of
from cleaner.rules.columns import Tally, Weights, weigh
from cleaner.rules.evidence import Evidence
from cleaner.rules.priors import priors_of
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.words import phrase_marks_of, word_marks, word_scores
from cleaner.weights import Moves, Table, load_table, muted

UNIT = 1000
"""Weights are in thousandths of log-odds."""
LOWEST_CUT = 0.02
"""What is surely furniture stays out even where there is nothing else."""
HIGHEST_CUT = 0.5
"""No page's cut is higher: what is more likely content than not is always kept."""


class Trust(NamedTuple):
    """How far the last look is trusted. own: the part of a block's score alone that counts beside it; temperature: by what log-odds are
    divided before they are chances; sited: the part of the page's cut that counts where other pages of its site are known."""

    own: float
    temperature: float
    sited: float


OWN = "alone.score"
"""The mark of a block's score alone, where it counts."""
_PLAIN = Trust(0.0, 1.4, 0.75)
TRUST: Mapping[Shape, Trust] = {"lines": _PLAIN, "wrapped": _PLAIN, "oneline": _PLAIN, "markdown": _PLAIN, "html": Trust(0.75, 2.5, 0.95)}
"""By page shape. Neighbours say much the same twice, in their marks and through the chain, so its log-odds are surer than they are right
(temperature scaling: Guo et al. 2017, "On calibration of modern neural networks"). Word-F1 (recall) on inscriptis by five folds of sites,
with a temperature of 1.15, 1.25 and 1.4: articles .935 (.963), .935 (.964) and .934 (.966), other types .723 (.773), .727 (.785) and .733
(.802), Waddle .896 (.958), .894 (.961) and .890 (.963): recall comes first. In Markdown (decisions, not composed) articles went from
.931 (.976) to .933 (.975), other types from .710 (.800) to .713 (.812). In HTML the score alone knows what markup and extractors say:
articles stayed at .952 (.984), other types went from .757 (.828) to .770 (.858).
Who knows the site is sure of more and drops more, and has less need to: with the whole cut inscriptis gains .001 of word-F1 on the pages of
such sites and loses .002 of recall, so that it has less than without its site."""
LEAST_CONFIDENCE, LEAST_MARKED = 0.42, 0.25
"""A page that promises less has no article, unless enough words can be expected to be content; less is enough where markup tells. Of HTML
held out, 0.4 tells 22 of 89 pages whose article was taken out, 0.3 tells 18 and 0.25 15; other types gain .001 of word-F1 by 0.25, articles
nothing. Of Markdown they tell 13, 9 and 7. What may hold something is better kept, with its low confidence."""
FEWEST_WORDS, ENOUGH_WORDS = 6.0, 25.0
"""Words expected to be content: with fewer a page has no article, with enough it has one whatever it promises, since menus and error pages
expect few. On line views held out (two folds of five) a confidence of 0.4 alone would lose 1 of 1,958 views of articles and 38 of 477 of
other types, and tell 7 of 36 pages whose article was taken out, which still hold comments and teasers; with both it is 0, 27 and 5."""
AT_ONCE = 200_000
"""Cells (blocks times rules) that are measured and weighed at once: an ordinary page as a whole, so that each step is one operation."""
_STEEPEST, _SUREST = 300, 25
"""Scores beyond this many log-odds are certain; the bound keeps exponentials in range, and the other one chances off 0 and 1."""


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
    table = table or load_table(page.shape)
    evidence = Evidence(page, load_phrases())
    found = evidence.marks
    if wishes.mutes:
        table = muted(table, rules_of(page.shape), wishes.mutes)
        evidence.forget(wishes.mutes)
    own, alone, scores = _look(evidence, table)
    evidence.settle()
    ledger = Ledger(evidence, table, (alone, evidence.chance), chain(scores, table.moves_again))
    if (share := TRUST[page.shape].own) and not (wishes.mutes and wishes.mutes(OWN)):
        ledger.own = [share * score / UNIT for score in own]
    return _verdict(ledger, wishes)._replace(marks=found)


def _look(evidence: Evidence, table: Table) -> tuple[list[int], bytes, list[int]]:
    """What each block's own words and shape say, their chances by that, and what all marks say on the last look, before the chain.

    What other pages of the site say, where some are known, is part of every look but of the first of the three."""
    rules = rules_of(evidence.page.shape)
    own = alone_scores(evidence, table)
    site = weigh(evidence.columns(rules.site), table.site) if evidence.page.siblings else []
    evidence.look_again(percents(_sum(own, site)))
    alone, first, last = evidence.chance, Tally(evidence.size), Tally(evidence.size)
    _put(evidence, rules.context, (first, table.context), (last, table.again))
    odds = chain(_sum(first.scores, site), table.moves).total
    evidence.look_again(bytes([min(int(100 * odd / (1 + odd)), 99) for odd in odds]))
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
    chances = _chances(list(map(math.log, total)), TRUST[shape].temperature)
    cut, _ = best_cut(chances, words)
    least = LEAST_MARKED if rules_of(shape).own else LEAST_CONFIDENCE
    if not holds_article(chances, words, cut, confidence, least):
        return bytes(len(chances))
    return bytes([chance >= cut for chance in chances])


def _put(evidence: Evidence, rules: Sequence[Rule], *tallies: tuple[Tally, Sequence[Weights]]) -> None:
    """Puts the rules' columns into tallies, each with its own weights; of a large page a few columns at once."""
    step = max(1, AT_ONCE // evidence.size)
    for start in range(0, len(rules), step):
        columns = evidence.columns(rules[start : start + step])
        for tally, weights in tallies:
            tally.put(columns, weights[start : start + len(columns)])


def _verdict(ledger: Ledger, wishes: Wishes) -> Verdict:
    evidence, total, (_, heat, sited) = ledger.evidence, ledger.messages.total, TRUST[ledger.evidence.page.shape]
    _, confidence = best_cut([odds / (1 + odds) for odds in total], evidence.words)
    logs = list(map(math.log, total))
    logs = list(map(add, logs, ledger.own)) if ledger.own else logs
    chances = _chances(logs, heat)
    cut, _ = best_cut(chances, evidence.words)
    if evidence.page.siblings:
        cut = max(cut * sited, LOWEST_CUT)
    least = LEAST_MARKED if rules_of(evidence.page.shape).own else LEAST_CONFIDENCE
    if not holds_article(chances, evidence.words, cut, confidence, least):
        cut = max(chances) + (1 - max(chances)) / 2
    ledger.shift = shift = -heat * _log_odds(cut)
    scores = [odds + shift for odds in logs]
    ledger.priors = priors = priors_of(evidence, chances, cut, scores, wishes.mutes or _nothing)
    for block, marks in wishes.marks.items():
        priors[block] = (*priors.get(block, ()), *marks)
        (chances[block],) = _chances([logs[block] + sum(mark.weight for mark in marks)], heat)
    for block, marks in priors.items():
        scores[block] += sum(mark.weight for mark in marks)
    return Verdict(Decisions(array("d", scores), array("d", chances), partial(MarkList, ledger)), confidence, evidence.marks)


class Ledger:
    """All that was weighed on a page, so that the marks of a block can be named when somebody asks.

    looks: the chances before the first and before the second look at the context. own: what the score alone adds to each block's, () for
    nothing. shift: of all scores, by the page's cut. priors: marks beside those of the rules, by block."""

    def __init__(self, evidence: Evidence, table: Table, looks: tuple[bytes, bytes], messages: Messages) -> None:
        self.evidence, self.table, self.messages = evidence, table, messages
        self.own: Sequence[float] = ()
        self.shift = 0.0
        self.priors: dict[int, tuple[Mark, ...]] = {}
        self._looks = looks
        self._weighed: list[tuple[Rule, bytes, Weights]] | None = None

    def _columns(self) -> list[tuple[Rule, bytes, Weights]]:
        """Each rule with its column and its weights. Measured again, as few who clean a page want to see them: a page has a hundred."""
        if self._weighed is None:
            rules, evidence, columns = rules_of(self.evidence.page.shape), self.evidence, []
            site = rules.site if evidence.page.siblings else ()
            for look, asked in zip(self._looks, (rules.context, (*rules.again, *site)), strict=True):
                evidence.look_again(look)
                columns += evidence.columns(asked)
            asked = (*rules.context, *rules.again, *site)
            self._weighed = list(zip(asked, columns, (*self.table.again, *self.table.site), strict=False))
        return self._weighed

    def marks(self, block: int) -> tuple[Mark, ...]:
        """The marks whose weights add up to the block's score, strongest first."""
        found = [weight.ranked.get(column[block]) or _ranked(rule, weight, column[block]) for rule, column, weight in self._columns()]
        above, below = math.log(self.messages.above[block]), math.log(self.messages.below[block])
        own = self.own[block] if self.own else 0.0
        sums = (Mark("chain.above", above), Mark("chain.below", below), Mark(OWN, own), Mark("page.cut", self.shift))
        others = (*sums, *self.priors.get(block, ()))
        return _sorted([*found, *map(_rank, others)])

    def alone(self, block: int) -> tuple[Mark, ...]:
        """The marks of the block's own words and shape, strongest first: what `alone.chance` was before the neighbours were asked."""
        found = [
            weight.ranked.get(value) or _ranked(rule, weight, value)
            for rule, weight in zip(rules_of(self.evidence.page.shape).alone, (*self.table.texts, *self.table.own), strict=True)
            for value in (self.evidence.column(rule)[block],)
        ]
        texts, text, weigh_word = self.evidence.texts, self.evidence.which[block], self.table.words.weight
        names = [*word_marks(texts, text), *phrase_marks_of(texts, text)]
        return _sorted([*found, *[_rank(Mark(name, weight / UNIT)) for name in names if (weight := weigh_word(name))]])


Ranked = tuple[float, str, Mark]
"""A mark behind what it is sorted by: strongest first, then by name."""


def _rank(mark: Mark) -> Ranked:
    return -abs(mark.weight), mark.name, mark


def _ranked(rule: Rule | TextRule, weight: Weights, value: int) -> Ranked:
    """The mark that a value of a rule leaves, named once for all blocks of all pages: a report asks for those of every block."""
    ranked: Ranked = _rank(Mark(rule.mark(value), weight.of(value) / UNIT))
    weight.ranked[value] = ranked
    return ranked


def _sorted(marks: list[Ranked]) -> tuple[Mark, ...]:
    """The marks in order, without those that weigh nothing."""
    return tuple([mark for strength, _, mark in sorted(marks) if strength])


class MarkList(Sequence[Mark]):
    """The marks of one block, named on first use: naming them for every block would cost more than deciding."""

    __slots__ = ("_block", "_ledger", "_marks")

    def __init__(self, ledger: Ledger, block: int) -> None:
        self._ledger, self._block = ledger, block
        self._marks: tuple[Mark, ...] | None = None

    @property
    def evidence(self) -> Evidence:
        """What was measured on the page."""
        return self._ledger.evidence

    def _all(self) -> tuple[Mark, ...]:
        if self._marks is None:
            self._marks = self._ledger.marks(self._block)
        return self._marks

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mark]: ...
    def __getitem__(self, index: int | slice) -> Mark | Sequence[Mark]:
        return self._all()[index]

    def alone(self) -> tuple[Mark, ...]:
        """The marks of the block's own words and shape."""
        return self._ledger.alone(self._block)


def alone_scores(evidence: Evidence, table: Table) -> list[int]:
    """What each block's own words and shape say, in thousandths of log-odds."""
    rules = rules_of(evidence.page.shape)
    shapes = weigh(evidence.texts.columns(rules.texts), table.texts)
    scores = evidence.spread(list(map(add, shapes, word_scores(evidence.texts, table.words))))
    if not rules.own:
        return scores
    return list(map(add, scores, weigh(evidence.columns(rules.own), table.own)))


def percents(scores: Sequence[int]) -> bytes:
    """Scores in thousandths of log-odds as whole percents below 100."""
    exp = math.exp
    return bytes([0 if score < -7000 else 99 if score > 7000 else int(100 / (1 + exp(-score / UNIT))) for score in scores])


class Messages(NamedTuple):
    """What the chain says of each block, as odds kept : dropped. above, below: what the blocks on that side say; total: all in all."""

    above: Sequence[float]
    below: Sequence[float]
    total: Sequence[float]


def chain(scores: Sequence[int], moves: Moves) -> Messages:
    """Forward-backward on the two-label chain, with messages as ratios, so that a step is a handful of multiplications.

    scores: log-odds of each block by its own marks, in thousandths. moves: the same of going from one label to the next."""
    exp, least, most = math.exp, -UNIT * _STEEPEST, UNIT * _STEEPEST
    odds = [exp((least if score < least else most if score > most else score) / UNIT) for score in scores]
    (dd, dk), (kd, kk) = [[exp(weight / UNIT) for weight in row] for row in moves]
    above, ratio = [1.0], odds[0]
    for odd in odds[1:]:
        message = (dk + ratio * kk) / (dd + ratio * kd)
        above.append(message)
        ratio = message * odd
    below, message = [1.0], 1.0
    for odd in odds[:0:-1]:
        ratio = message * odd
        message = (kd + kk * ratio) / (dd + dk * ratio)
        below.append(message)
    below.reverse()
    total = [a * b * odd for a, b, odd in zip(above, below, odds, strict=True)]
    return Messages(array("d", above), array("d", below), array("d", total))


def best_cut(chances: Sequence[float], words: Sequence[int]) -> tuple[float, float]:
    """The chance from which blocks are kept, and the word-F1 that keeping the best ones can be expected to reach."""
    expected = sum([chance * count for chance, count in zip(chances, words, strict=True)])
    kept, size, best = 0.0, expected, 0.0
    for chance, count in sorted(zip(chances, words, strict=True), reverse=True):
        kept += chance * count
        size += count
        if 2 * kept < best * size:
            break
        best = 2 * kept / size
    return min(max(best / 2, LOWEST_CUT), HIGHEST_CUT), best


def holds_article(chances: Sequence[float], words: Sequence[int], cut: float, confidence: float, least: float) -> bool:
    """Whether what would be kept is an article at all, and not the best of a menu or an error page.

    cut, confidence: of the page; least: confidence that an article has at least."""
    expected = sum([chance * count for chance, count in zip(chances, words, strict=True) if chance >= cut])
    return expected >= (FEWEST_WORDS if confidence >= least else ENOUGH_WORDS)


def _chances(logs: Sequence[float], temperature: float) -> list[float]:
    """The chances that log-odds stand for, never quite 0 or 1."""
    exp = math.exp
    return [1 / (1 + exp(-min(max(odds / temperature, -_SUREST), _SUREST))) for odds in logs]


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))
