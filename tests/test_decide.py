"""The decider's arithmetic against plain enumeration: messages, the page's cut, percents, and the sums of marks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tables import PIECES, page_of, random_table

from cleaner.chains import ENOUGH_WORDS, FEWEST_WORDS, HIGHEST_CUT, LOWEST_CUT, UNIT, Moves, best_cut, chain, holds_article, percents
from cleaner.decide import TRUST, Verdict, Wishes, alone_scores, decide
from cleaner.ledger import OWN, MarkList
from cleaner.model import Options, Page, Source
from cleaner.phrases import load as load_phrases
from cleaner.pipeline import read
from cleaner.rules.evidence import Evidence
from cleaner.rules.words import WordWeights, phrase_marks, word_marks, word_scores

SCORES = st.lists(st.integers(-8000, 8000), min_size=1, max_size=7)
WEIGHT = st.integers(-3000, 3000)
MOVES = st.tuples(st.tuples(WEIGHT, WEIGHT), st.tuples(WEIGHT, WEIGHT))
PAGES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25)
CHANCES = st.lists(st.tuples(st.floats(0, 1), st.integers(1, 200)), min_size=1, max_size=10)


def _log_odds(scores: Sequence[int], moves: Moves, block: int) -> float:
    """Of a block being kept, by summing over every labelling of the page."""
    totals = [0.0, 0.0]
    for path in product((0, 1), repeat=len(scores)):
        weight = sum(score for score, kept in zip(scores, path, strict=True) if kept) + sum(moves[a][b] for a, b in pairwise(path))
        totals[path[block]] += math.exp(weight / UNIT)
    return math.log(totals[1] / totals[0])


@given(SCORES, MOVES)
def test_messages_are_those_of_all_labellings(scores: list[int], moves: Moves) -> None:
    above, below, total = chain(scores, moves)
    for block, score in enumerate(scores):
        assert math.log(total[block]) == pytest.approx(_log_odds(scores, moves, block), abs=1e-6)
        assert score / UNIT + math.log(above[block]) + math.log(below[block]) == pytest.approx(math.log(total[block]), abs=1e-9)


@given(SCORES)
def test_neighbours_without_weight_say_nothing(scores: list[int]) -> None:
    above, below, total = chain(scores, ((0, 0), (0, 0)))
    assert [*above, *below] == pytest.approx([1.0] * 2 * len(scores), abs=1e-9)
    assert [math.log(odds) * UNIT for odds in total] == pytest.approx(scores, abs=1e-6)


@given(SCORES, MOVES)
def test_the_ends_hear_nothing_from_outside(scores: list[int], moves: Moves) -> None:
    messages = chain(scores, moves)
    assert (messages.above[0], messages.below[-1]) == (1.0, 1.0)


def test_scores_beyond_all_bounds_stay_finite() -> None:
    messages = chain([10**9, -(10**9)] * 1000, ((3000, -3000), (-3000, 3000)))
    assert all(0 < odds < math.inf for side in messages for odds in side)


def _expected_f1(kept: Sequence[tuple[float, int]], every: Sequence[tuple[float, int]]) -> float:
    """What word-F1 keeping these can be expected to reach: expected hits over half of what is kept and what there is."""
    size = sum(count for _, count in kept) + sum(chance * count for chance, count in every)
    return 2 * sum(chance * count for chance, count in kept) / size if size else 0.0


def _best(blocks: Sequence[tuple[float, int]]) -> float:
    """The best of every prefix of the blocks by falling chance."""
    ranked = sorted(blocks, reverse=True)
    return max(_expected_f1(ranked[:size], blocks) for size in range(len(ranked) + 1))


@given(CHANCES)
@example([(0.0, 5)])
@example([(1.0, 5), (1.0, 200)])
def test_confidence_is_the_best_f1_of_all_prefixes(blocks: list[tuple[float, int]]) -> None:
    _, best = best_cut(*zip(*blocks, strict=True))
    assert best == pytest.approx(_best(blocks), abs=1e-9)


@given(CHANCES)
def test_no_subset_is_better_than_the_best_prefix(blocks: list[tuple[float, int]]) -> None:
    chosen = ([block for block, kept in zip(blocks, kept_flags, strict=True) if kept] for kept_flags in product((0, 1), repeat=len(blocks)))
    _, best = best_cut(*zip(*blocks, strict=True))
    assert max(_expected_f1(subset, blocks) for subset in chosen) == pytest.approx(best, abs=1e-9)


@given(CHANCES)
def test_the_cut_is_half_of_the_best_f1_within_bounds(blocks: list[tuple[float, int]]) -> None:
    cut, best = best_cut(*zip(*blocks, strict=True))
    assert cut == min(max(best / 2, LOWEST_CUT), HIGHEST_CUT)


@given(CHANCES)
def test_cutting_at_half_of_the_best_f1_reaches_it(blocks: list[tuple[float, int]]) -> None:
    _, best = best_cut(*zip(*blocks, strict=True))
    assume(all(abs(chance - best / 2) > 1e-9 for chance, _ in blocks))
    kept = [block for block in blocks if block[0] > best / 2]
    assert _expected_f1(kept, blocks) == pytest.approx(best, abs=1e-9)


@given(st.lists(st.integers(-20_000, 20_000), max_size=50))
@example([-7001, -7000, 7000, 7001])
def test_percents_rise_with_the_score(scores: list[int]) -> None:
    ranked = sorted(scores)
    columns = list(percents(ranked))
    assert columns == sorted(columns)
    assert all(0 <= percent < 100 for percent in columns)
    assert list(percents(scores)) == [columns[ranked.index(score)] for score in scores]


@pytest.mark.parametrize(("score", "percent"), [(-(10**6), 0), (-1, 49), (0, 50), (2197, 89), (2198, 90), (10**6, 99)])
def test_percents(score: int, percent: int) -> None:
    assert percents([score])[0] == percent


@given(PAGES, st.integers(0, 5))
def test_word_scores_are_the_sums_of_the_named_marks(pieces: list[str], seed: int) -> None:
    texts = Evidence(page_of(pieces), load_phrases()).texts
    marks = [word_marks(texts, text) for text in range(texts.size)]
    for text, mark in phrase_marks(texts):
        marks[text].append(mark)
    weights = {mark: hash_free(mark, seed) for names in marks for mark in names}
    table = WordWeights.of(weights)
    assert word_scores(texts, table) == [sum(weights[mark] for mark in names) for names in marks]
    assert {mark: table.weight(mark) for mark in weights} == weights


def hash_free(mark: str, seed: int) -> int:
    """A weight that a name always has, in any process."""
    return (sum(ord(char) * (i + seed + 1) for i, char in enumerate(mark)) % 2001) - 1000


def test_unknown_words_weigh_nothing() -> None:
    texts = Evidence(page_of(PIECES), load_phrases()).texts
    assert word_scores(texts, WordWeights.of({})) == [0] * texts.size
    assert WordWeights.of({}).weight("word=ferry") == WordWeights.of({}).weight("promo.share") == 0


@given(PAGES, st.integers(0, 3))
def test_the_marks_of_a_block_alone_add_up(pieces: list[str], seed: int) -> None:
    page, table = page_of(pieces), random_table(seed)
    scores = alone_scores(Evidence(page, load_phrases()), table)
    for decision, score in zip(decide(page, table).decisions, scores, strict=True):
        assert isinstance(decision.marks, MarkList)
        assert math.fsum(mark.weight for mark in decision.marks.alone()) == pytest.approx(score / UNIT, abs=1e-6)


@given(PAGES, st.integers(0, 3))
def test_the_marks_of_a_decision_add_up(pieces: list[str], seed: int) -> None:
    page = page_of(pieces)
    verdict = decide(page, random_table(seed))
    assert len(verdict.decisions) == len(page.blocks)
    for decision in verdict.decisions:
        weights = [mark.weight for mark in decision.marks]
        assert math.fsum(weights) == pytest.approx(decision.score, abs=1e-6)
        assert [abs(weight) for weight in weights] == sorted(map(abs, weights), reverse=True)
        assert max(Counter(mark.name for mark in decision.marks).values()) == 1
        assert 0 <= decision.confidence <= 1
    assert 0 <= verdict.confidence <= 1


@given(PAGES, st.integers(0, 3))
def test_what_is_kept_scores_from_nought_on(pieces: list[str], seed: int) -> None:
    for decision in decide(page_of(pieces), random_table(seed)).decisions:
        assert decision.keep == (decision.score >= 0) or abs(decision.score) < 1e-9
        assert 0 <= decision.confidence <= 1


@given(PAGES, st.integers(0, 3))
def test_confidence_is_that_of_the_tempered_log_odds(pieces: list[str], seed: int) -> None:
    page = page_of(pieces)
    for decision in decide(page, random_table(seed)).decisions:
        plain = sum(mark.weight for mark in decision.marks if mark.name != "page.cut" and not mark.name.startswith("prior."))
        chance = 1 / (1 + math.exp(-plain / TRUST[page.shape].temperature))
        priors = any(mark.name.startswith("prior.") for mark in decision.marks)
        assert priors or decision.confidence == pytest.approx(chance if decision.keep else 1 - chance, abs=1e-6)


HTML = "<nav><a href=/a>Home</a> <a href=/b>News</a></nav><article><h1>The ferry is late</h1>" + "".join(
    f"<p>The ferry was late for the {day}th time this year, and the people on the quay had long stopped asking.</p>" for day in range(4, 9)
)


def test_in_html_the_score_alone_counts_beside_the_last_look_and_in_text_it_does_not() -> None:
    page = read(HTML, Options(kind="html"))
    for decision in decide(page).decisions:
        assert isinstance(decision.marks, MarkList)
        own = [mark.weight for mark in decision.marks if mark.name == OWN]
        assert own == pytest.approx([TRUST["html"].own * math.fsum(mark.weight for mark in decision.marks.alone())], abs=1e-6)
        assert math.fsum(mark.weight for mark in decision.marks) == pytest.approx(decision.score, abs=1e-6)
    skipped = decide(page, wishes=Wishes(mutes=lambda name: name == OWN)).decisions
    text = decide(page_of(PIECES)).decisions
    assert not any(mark.name == OWN for decision in (*skipped, *text) for mark in decision.marks)


@pytest.mark.parametrize(
    ("words", "confidence", "holds"),
    [
        (FEWEST_WORDS - 1, 0.9, False),
        (FEWEST_WORDS, 0.9, True),
        (FEWEST_WORDS, 0.3, False),
        (ENOUGH_WORDS - 1, 0.3, False),
        (ENOUGH_WORDS, 0.3, True),
    ],
)
def test_an_article_promises_enough_or_has_enough_words(words: float, confidence: float, holds: bool) -> None:
    assert holds_article([0.5, 0.1], [round(2 * words), 1000], 0.2, confidence, 0.4) == holds


def test_a_page_without_blocks_has_no_decisions() -> None:
    assert decide(Page((), "lines", Source("", "text", "utf-8", "0" * 64)), random_table(0)) == Verdict((), 0.0, {})
