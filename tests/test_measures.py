"""The measures and the peers, on cases worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.measures import f1, overlap, shingles, tokens
from cleaner.peers import PEERS, body_text, c4_lines, everything

PROSE = "The night ferry sailed again on Monday evening, eleven years after the council had sold the last ship."
MORE = "Some four hundred people stood on the east quay, and a brass band played the same three tunes twice."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("— … !", []),
        ("The FERRY’s back", ["the", "ferry", "s", "back"]),
        ("naïve_x 12.5", ["naïve_x", "12", "5"]),
        ("北京 2025年", ["北", "京", "2025", "年"]),
        ("東京tower", ["東", "京", "tower"]),
        ("서울 ไทย", ["서", "울", "ไ", "ท", "ย"]),
        ("Σήμερα вчера", ["σήμερα", "вчера"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("found", "gold", "expected"),
    [
        ("", "", (1.0, 1.0, 1.0)),
        ("a", "", (0.0, 0.0, 0.0)),
        ("", "a", (0.0, 0.0, 0.0)),
        ("a b", "c d", (0.0, 0.0, 0.0)),
        ("b a", "a b", (1.0, 1.0, 1.0)),
        ("a a a b", "a b b c", (0.5, 0.5, 0.5)),  # one a and one b of four on each side
        ("a", "a b c", (1.0, 1 / 3, 0.5)),
        ("a b c", "a", (1 / 3, 1.0, 0.5)),
    ],
)
def test_overlap(found: str, gold: str, expected: tuple[float, float, float]) -> None:
    assert overlap(found.split(), gold.split()) == pytest.approx(expected)
    assert f1(found.split(), gold.split()) == pytest.approx(expected[2])


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_f1_is_the_harmonic_mean_and_knows_no_sides(found: list[str], gold: list[str]) -> None:
    precision, recall, both = overlap(found, gold)
    assert overlap(gold, found) == (recall, precision, both)
    assert both == pytest.approx(2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def test_shingles_are_runs_of_four() -> None:
    assert shingles("a b c".split()) == []
    assert shingles("a b c d e".split()) == [("a", "b", "c", "d"), ("b", "c", "d", "e")]


def test_shingle_f1_sees_the_order_and_word_f1_does_not() -> None:
    there, back = "a b c d e".split(), "e d c b a".split()
    assert f1(there, back) == 1.0
    assert f1(shingles(there), shingles(back)) == 0.0


PEER_PAGE = f"""Home
Read our privacy policy before you go on, please.
Four words are few.
{PROSE}
He asked: "Why not now?"
This line has no end
   Was it always as late as this?
{MORE}
Follow us on every channel
"""


def test_c4_keeps_lines_that_end_in_a_stop_and_have_five_words() -> None:
    assert c4_lines(PEER_PAGE).split("\n") == [PROSE, 'He asked: "Why not now?"', "Was it always as late as this?", MORE]


POLICIES = ["We use cookies on all of our pages.", "Lorem ipsum dolor sit amet, again.", "Turn on JavaScript to read on."]


@pytest.mark.parametrize("line", POLICIES)
def test_c4_drops_policy_lines(line: str) -> None:
    assert c4_lines(line) == ""


def test_body_text_is_the_best_run_of_long_lines() -> None:
    rows = [f"{name} " + "word " * (words - 1) for name, words in (("a", 5), ("b", 14), ("c", 9), ("d", 12), ("e", 3), ("f", 15))]
    assert [row[0] for row in body_text("\n\n".join(rows)).split("\n")] == ["b", "c", "d"]  # 4 - 1 + 2; with e and f it were 5 - 7 + 5


def _best_run(lines: list[str]) -> int:
    """Words less ten a line of the best run, by trying all; 0 for no run."""
    values = [len(line.split()) - 10 for line in lines]
    return max((sum(values[i:j]) for i in range(len(lines)) for j in range(i + 1, len(lines) + 1)), default=0)


@given(st.lists(st.integers(1, 30).map(lambda count: " ".join(["word"] * count)), max_size=8))
def test_no_run_is_better_than_body_text(lines: list[str]) -> None:
    found = [line for line in body_text("\n".join(lines)).split("\n") if line]
    assert sum(len(line.split()) - 10 for line in found) == max(0, _best_run(lines))


def test_everything_is_everything() -> None:
    assert everything(PEER_PAGE) == PEER_PAGE


@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS)
def test_peers_bear_an_empty_page(peer: Any) -> None:
    assert peer("") == ""
