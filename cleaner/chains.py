"""The arithmetic of deciding: scores to chances through the chain, and chances to the cut from which blocks are kept."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from operator import mul
from typing import NamedTuple

Moves = tuple[tuple[int, int], tuple[int, int]]
"""Weights of going from (dropped, kept) to (dropped, kept), in thousandths."""
UNIT = 1000
"""Weights are in thousandths of log-odds."""
LOWEST_CUT = 0.02
"""What is surely furniture stays out even where there is nothing else."""
HIGHEST_CUT = 0.5
"""No page's cut is higher: what is more likely content than not is always kept."""
FEWEST_WORDS, ENOUGH_WORDS = 6.0, 25.0
"""Words expected to be content: with fewer a page has no article, with enough it has one whatever it promises, since menus and error pages
expect few. On line views held out (two folds of five) a confidence of 0.4 alone would lose 1 of 1,958 views of articles and 38 of 477 of
other types, and tell 7 of 36 pages whose article was taken out, which still hold comments and teasers; with both it is 0, 27 and 5."""
_LIKELY = 0.2
"""Chance from which blocks are sorted at once: on six of seven pages (inscriptis) the best cut is found among them."""
_STEEPEST, _SUREST = 300, 25
"""Scores beyond this many log-odds are certain; the bound keeps exponentials in range, and the other one chances off 0 and 1."""


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
    exp, most = math.exp, UNIT * _STEEPEST
    odds = [exp(score / UNIT) for score in _bounded(scores, most)]
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


def _bounded(values: Sequence[float], most: float) -> Sequence[float]:
    """The values from -most to most; looked at one by one only where some are beyond."""
    if -most <= min(values, default=0) and max(values, default=0) <= most:
        return values
    return [min(max(value, -most), most) for value in values]


def best_cut(chances: Sequence[float], words: Sequence[int]) -> tuple[float, float]:
    """The chance from which blocks are kept, and the word-F1 that keeping the best ones can be expected to reach."""
    expected = sum(map(mul, chances, words))
    kept, size, best = 0.0, expected, 0.0
    for chance, count in _falling(chances, words):
        kept += chance * count
        size += count
        if 2 * kept < best * size:
            break
        best = 2 * kept / size
    return min(max(best / 2, LOWEST_CUT), HIGHEST_CUT), best


def _falling(chances: Sequence[float], words: Sequence[int]) -> Iterator[tuple[float, int]]:
    """Each block's chance and words, the likeliest first. Most blocks are hardly likely, and are sorted only if somebody asks for them."""
    pairs = list(zip(chances, words, strict=True))
    yield from sorted([pair for pair in pairs if pair[0] >= _LIKELY], reverse=True)
    yield from sorted([pair for pair in pairs if pair[0] < _LIKELY], reverse=True)


def holds_article(chances: Sequence[float], words: Sequence[int], cut: float, confidence: float, least: float) -> bool:
    """Whether what would be kept is an article at all, and not the best of a menu or an error page.

    cut, confidence: of the page; least: confidence that an article has at least."""
    expected = sum([chance * count for chance, count in zip(chances, words, strict=True) if chance >= cut])
    return expected >= (FEWEST_WORDS if confidence >= least else ENOUGH_WORDS)


def tempered(logs: Sequence[float], temperature: float) -> list[float]:
    """The chances that log-odds stand for, never quite 0 or 1."""
    exp = math.exp
    return [1 / (1 + exp(-odds)) for odds in _bounded([odds / temperature for odds in logs], _SUREST)]


def log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))
