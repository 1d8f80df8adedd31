"""The fitting of the chain against enumeration of every labelling, and its gradients against differences."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest

np = pytest.importorskip("numpy", reason="fitting needs the extra `learn`")
pytest.importorskip("scipy", reason="fitting needs the extra `learn`")

from cleaner.crf import Chains, chain_loss, fit_chain, fit_logistic, sigmoid  # noqa: E402

if TYPE_CHECKING:
    from cleaner.crf import Floats, Ints

LENGTHS = [[1], [2], [5], [1, 1, 1], [3, 1, 4], [4, 4], [1, 6, 2, 6]]
STEP = 1e-5
"""Of the finite differences; their error is its square."""


class Case:
    """Pages of these lengths with random scores, moves, labels and counts."""

    def __init__(self, lengths: list[int], seed: int = 0) -> None:
        random = np.random.default_rng([seed, *lengths])
        size = sum(lengths)
        self.lengths = lengths
        self.scores: Floats = random.normal(0, 2, size)
        self.moves: Floats = random.normal(0, 1, (2, 2))
        self.labels: Ints = random.integers(0, 2, size)
        self.counts: Floats = np.repeat(random.uniform(0.2, 3, len(lengths)), lengths)
        self.chains = Chains.of(np.array(lengths))

    def loss(self, scores: Floats | None = None, moves: Floats | None = None) -> tuple[float, Floats, Floats]:
        return chain_loss(
            self.scores if scores is None else scores, self.moves if moves is None else moves, self.labels, self.chains, self.counts
        )

    def enumerated(self) -> float:
        """The loss by summing over every labelling of every page."""
        total, start = 0.0, 0
        for length in self.lengths:
            rows = slice(start, start + length)
            paths = [self._score(rows, path) for path in product((0, 1), repeat=length)]
            seen = self._score(rows, tuple(self.labels[rows].tolist()))
            total += float(self.counts[start]) * (float(np.logaddexp.reduce(paths)) - seen)
            start += length
        return total

    def _score(self, rows: slice, path: tuple[int, ...]) -> float:
        steps = sum(self.moves[a, b] for a, b in pairwise(path))
        return float(self.scores[rows] @ np.array(path) + steps)


@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
def test_loss_is_that_of_all_labellings(lengths: list[int]) -> None:
    case = Case(lengths)
    assert case.loss()[0] == pytest.approx(case.enumerated(), rel=1e-9)


@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
def test_gradients_are_finite_differences(lengths: list[int]) -> None:
    case = Case(lengths, seed=1)
    _, by_score, by_move = case.loss()
    for i in range(len(case.scores)):
        step = STEP * np.eye(len(case.scores))[i]
        assert by_score[i] == pytest.approx((case.loss(case.scores + step)[0] - case.loss(case.scores - step)[0]) / (2 * STEP), abs=1e-6)
    for i, j in product((0, 1), repeat=2):
        move = np.zeros((2, 2))
        move[i, j] = STEP
        slope = (case.loss(moves=case.moves + move)[0] - case.loss(moves=case.moves - move)[0]) / (2 * STEP)
        assert by_move[i, j] == pytest.approx(slope, abs=1e-6)


def test_pages_do_not_touch_one_another() -> None:
    together, first, second = Case([4, 3]), Case([4]), Case([3])
    first.scores, second.scores = together.scores[:4], together.scores[4:]
    first.labels, second.labels = together.labels[:4], together.labels[4:]
    first.counts, second.counts = together.counts[:4], together.counts[4:]
    first.moves = second.moves = together.moves
    assert together.loss()[0] == pytest.approx(first.loss()[0] + second.loss()[0])


@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
def test_rows_are_every_block_once_and_pairs_are_neighbours(lengths: list[int]) -> None:
    chains = Chains.of(np.array(lengths))
    assert sorted(chains.rows.tolist()) == list(range(sum(lengths)))
    pairs = sorted(zip(chains.rows[chains.earlier].tolist(), chains.rows[chains.later].tolist(), strict=True))
    ends = np.cumsum(lengths).tolist()
    assert pairs == [(i, i + 1) for i in range(sum(lengths) - 1) if i + 1 not in ends]
    assert sorted(chains.rows[chains.last].tolist()) == [end - 1 for end in ends]


def _marks(rows: list[list[float]]) -> Any:
    from scipy.sparse import csr_matrix

    return csr_matrix(np.array(rows))


def test_marks_that_tell_all_are_learnt() -> None:
    labels = np.array([0, 0, 1, 1, 1, 0, 0, 1, 1, 0])
    marks = _marks([[label, 1 - label] for label in labels.tolist()])
    alone = fit_logistic(marks, labels.astype(float), np.ones(10), 0.1, 50)
    assert ((sigmoid(marks @ alone) > 0.5) == labels.astype(bool)).all()
    weights, _ = fit_chain(marks, labels, np.array([6, 4]), np.ones(10), 0.1, 50)
    assert weights[0] > 1 > -1 > weights[1]


def test_neighbours_are_learnt_where_marks_tell_nothing() -> None:
    labels = np.array([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1])
    _, moves = fit_chain(_marks([[1.0]] * 14), labels, np.array([8, 6]), np.ones(14), 0.1, 50)
    assert moves[0, 0] + moves[1, 1] > 1 + moves[0, 1] + moves[1, 0]


def test_a_strong_prior_keeps_weights_small() -> None:
    labels = np.array([0, 1, 1, 0])
    marks = _marks([[label, 1 - label] for label in labels.tolist()])
    loose, tight = (fit_logistic(marks, labels.astype(float), np.ones(4), l2, 50) for l2 in (0.1, 100.0))
    assert abs(tight).max() < 0.1 < abs(loose).min()
