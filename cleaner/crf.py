"""Fitting a two-label linear-chain conditional random field, and logistic regression, with numpy and scipy.

Only `cleaner learn` needs this module (the `learn` extra). Both models have one weight a mark: log-odds for keeping. The chain adds
three weights for neighbours (both kept, kept after dropped, dropped after kept). Maximum likelihood with an L2 prior by L-BFGS;
forward and backward messages run over all pages at once, one block position at a time (Lafferty et al. 2001; Sutton & McCallum 2012).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


_CURVATURE = 0.05
"""Mean of p (1 - p) over blocks, about: what one block adds to the curvature of the likelihood."""


def sigmoid(scores: Floats) -> Floats:
    """Log-odds to probabilities."""
    return 1.0 / (1.0 + np.exp(-np.clip(scores, -60, 60)))


def fit_logistic(marks: csr_matrix, labels: Floats, weights: Floats, l2: float, iterations: int, base: Floats | None = None) -> Floats:
    """Weights of a logistic regression. marks: blocks x marks. weights: how much each block counts.

    base: log-odds of each block that stand fast and to which the marks add."""
    back, scale = marks.T.tocsr(), _scale(marks, weights, l2)
    fixed = np.zeros(len(labels)) if base is None else base

    def loss(scaled: Floats) -> tuple[float, Floats]:
        theta = scaled * scale
        scores = marks @ theta + fixed
        value = float(np.sum(weights * (np.logaddexp(0, scores) - labels * scores)))
        gradient = back @ (weights * (sigmoid(scores) - labels))
        return value + 0.5 * l2 * float(theta @ theta), (gradient + l2 * theta) * scale

    return _minimum(loss, marks.shape[1], iterations) * scale


def _scale(marks: csr_matrix, weights: Floats, l2: float) -> Floats:
    """Units in which all marks are about equally curved, or rare marks would need hundreds of steps to get their weight."""
    return np.asarray(1 / np.sqrt(_CURVATURE * (marks.T @ weights) + l2))


def _minimum(loss: Callable[[Floats], tuple[float, Floats]], size: int, iterations: int) -> Floats:
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 10})
    return np.asarray(found.x)


@dataclass(frozen=True)
class Chains:
    """The pages' blocks, arranged by position so that one step serves all pages.

    rows: block indices, position by position; within one, pages by falling length, so those that go on come first.
    slices: each position's part of `rows`. later, earlier: places in `rows` of each block that has one above it, and of that one.
    last: places of the pages' last blocks."""

    rows: Ints
    slices: tuple[slice, ...]
    later: Ints
    earlier: Ints
    last: Ints

    @classmethod
    def of(cls, lengths: Ints) -> Chains:
        """From the number of blocks of each page (at least one), in the order in which the blocks are stacked."""
        first = np.concatenate([[0], np.cumsum(lengths)])[:-1]
        order = np.argsort(-lengths, kind="stable")
        falling = lengths[order]
        alive = np.searchsorted(-falling, -np.arange(int(falling[0])), side="left")
        starts = np.concatenate([[0], np.cumsum(alive)])
        rows = np.concatenate([first[order[:count]] + t for t, count in enumerate(alive)])
        slices = tuple(slice(int(a), int(b)) for a, b in pairwise(starts))
        later = np.arange(alive[0], len(rows))
        goes_on = [np.arange(a.start, a.start + b.stop - b.start) for a, b in pairwise(slices)]
        earlier = np.concatenate(goes_on or [later])
        return cls(rows, slices, later, earlier, starts[falling - 1] + np.arange(len(falling)))


_STEEPEST = 30.0
"""Scores beyond this many log-odds are certain; the bound keeps exponentials in range."""


def chain_loss(scores: Floats, moves: Floats, labels: Ints, chains: Chains, counts: Floats) -> tuple[float, Floats, Floats]:
    """Negative log-likelihood with its gradients by score and by move weight.

    scores: log-odds a block. moves: 2 x 2 weights [from, to]. counts: how much each block's page counts. Messages are kept as
    ratios kept : dropped, so that one step is a handful of multiplications over all pages that are long enough."""
    odds = np.exp(np.clip(scores[chains.rows], -_STEEPEST, _STEEPEST))
    (dd, dk), (kd, kk) = np.exp(moves)
    at = chains.slices
    forward, backward = odds.copy(), np.ones(len(odds))
    for before, here in pairwise(at):
        ratio = forward[before][: here.stop - here.start]
        forward[here] *= (dk + ratio * kk) / (dd + ratio * kd)
    for before, here in zip(at[-2::-1], at[:0:-1], strict=False):
        ratio = backward[here] * odds[here]
        backward[before][: here.stop - here.start] = (kd + kk * ratio) / (dd + dk * ratio)
    label, count, later, earlier = labels[chains.rows], counts[chains.rows], chains.later, chains.earlier
    both = forward * backward
    keep = both / (1 + both)
    ratio, onward = forward[earlier], odds[later] * backward[later]
    pairs = np.stack([np.full(len(ratio), dd), dk * onward, kd * ratio, kk * ratio * onward])
    weight = count[later]
    expected = ((pairs / pairs.sum(axis=0)) @ weight).reshape(2, 2)
    seen = np.bincount(label[earlier] * 2 + label[later], weights=weight, minlength=4).reshape(2, 2)
    partition = weight @ np.log(dd + ratio * kd) + count[chains.last] @ np.log1p(forward[chains.last])
    value = float(partition - np.sum(count * label * scores[chains.rows]) - np.sum(seen * moves))
    gradient = np.zeros(len(scores))
    gradient[chains.rows] = count * (keep - label)
    return value, gradient, expected - seen


def fit_chain(marks: csr_matrix, labels: Ints, lengths: Ints, counts: Floats, l2: float, iterations: int) -> tuple[Floats, Floats]:
    """Mark weights and 2 x 2 move weights of the chain. lengths: blocks a page. counts: how much each block's page counts."""
    back, chains, size = marks.T.tocsr(), Chains.of(lengths), marks.shape[1]
    scale = np.concatenate([_scale(marks, counts, l2), np.full(4, 1 / np.sqrt(_CURVATURE * counts.sum() + l2))])

    def loss(scaled: Floats) -> tuple[float, Floats]:
        theta = scaled * scale
        value, by_score, by_move = chain_loss(marks @ theta[:size], theta[size:].reshape(2, 2), labels, chains, counts)
        gradient = np.concatenate([back @ by_score, by_move.ravel()])
        return value + 0.5 * l2 * float(theta @ theta), (gradient + l2 * theta) * scale

    found = _minimum(loss, size + 4, iterations) * scale
    return found[:size], found[size:].reshape(2, 2)
