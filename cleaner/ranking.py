"""Fitting a linear softmax ranking: which of a page's candidates is the right one, by the evidence on each.

The chance of a candidate is its share of the exponentials of all sums of weights; the likelihood of a page is the chance that one of
its right candidates is taken (conditional logit, McFadden 1974, with several right ones summed). Maximum likelihood with an L2 prior
by L-BFGS. Only `cleaner learn` needs this module (the `learn` extra)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
UNIT = 1000
"""Weights come out in thousandths of log-odds."""
STEPS = 150
"""Steps of L-BFGS at the most; the tables here have a few hundred weights."""


class Race(NamedTuple):
    """The candidates of one page. site: of the page. evidence: names, a list a candidate. right: which of them are right, at least one."""

    site: str
    evidence: Sequence[Sequence[str]]
    right: Sequence[bool]


def fit_ranking(races: Sequence[Race], l2: float, fewest_sites: int) -> dict[str, int]:
    """The weight of each name of evidence that was seen on as many sites, in thousandths of log-odds. Races without a right candidate, or
    with none but right ones, teach nothing and are passed over."""
    races = [race for race in races if any(race.right) and not all(race.right)]
    names = _names(races, fewest_sites)
    if not names:
        return {}
    matrix = _matrix(races, names)
    first = np.cumsum([0, *(len(race.right) for race in races[:-1])])
    right = np.array([flag for race in races for flag in race.right])
    weights = _fit(matrix, first, right, l2)
    return dict(zip(names, np.rint(weights * UNIT).astype(int).tolist(), strict=True))


def _names(races: Sequence[Race], fewest_sites: int) -> list[str]:
    sites: dict[str, set[str]] = defaultdict(set)
    for race in races:
        for name in {name for evidence in race.evidence for name in evidence}:
            sites[name].add(race.site)
    return sorted(name for name, found in sites.items() if len(found) >= fewest_sites)


def _matrix(races: Sequence[Race], names: Sequence[str]) -> csr_matrix:
    """Candidates x names. Evidence that a candidate has twice counts twice, as in deciding."""
    index = {name: i for i, name in enumerate(names)}
    rows = [sorted([index[name] for name in evidence if name in index]) for race in races for evidence in race.evidence]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row], dtype=np.int32)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))


def _fit(matrix: csr_matrix, first: NDArray[np.int64], right: NDArray[np.bool_], l2: float) -> Floats:
    back = matrix.T.tocsr()
    sizes = np.diff([*first, len(right)])

    def shares(scores: Floats) -> tuple[Floats, Floats]:
        """Each candidate's share of its page, and the logarithm of the page's sum."""
        top = np.maximum.reduceat(scores, first)
        odds = np.exp(scores - np.repeat(top, sizes))
        sums = np.add.reduceat(odds, first)
        return odds / np.repeat(sums, sizes), top + np.log(sums)

    def loss(theta: Floats) -> tuple[float, Floats]:
        scores = matrix @ theta
        everyone, all_sum = shares(scores)
        winners, right_sum = shares(np.where(right, scores, -1e9))
        value = float(np.sum(all_sum - right_sum)) + 0.5 * l2 * float(theta @ theta)
        return value, back @ (everyone - winners) + l2 * theta

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 10})
    return np.asarray(found.x)
