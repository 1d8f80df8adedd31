"""What is remembered of a page: fingerprints, and the trace that is made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Block, Page, Source
from cleaner.traces import STEP, Trace, fingerprints, packed, packed_prints, trace, unpacked, unpacked_prints

WORDS = st.lists(st.sampled_from("the ferry left harbour with forty people and one goat on board".split()), min_size=1, max_size=12)
PRINTS = st.lists(st.integers(0, 2**64 - 1), max_size=30)


def _page(lines: list[str]) -> Page:
    return Page(tuple(Block(line) for line in lines), "lines", Source("\n".join(lines), "text", "utf-8", ""))


def _print(line: str) -> int:
    (number,) = fingerprints(_page([line]))
    return number


# Fingerprints


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("The ferry sailed on Monday.", "The ferry sinks on Monday."),
        ("Share on Facebook", "Share on Mastodon"),
        ("12 comments", "12 readers"),
        ("北京市议会", "上海市议会"),
        ("Home", "Home page"),
    ],
)
def test_what_differs_in_words_differs(line: str, other: str) -> None:
    assert _print(line) != _print(other)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Thursday, March 6, 2025", "Sunday, 12 October 2019"),
        ("1,204 comments", "7 comments"),
        ("Updated 18:20, 4 March", "updated 06:05, 31 January"),
        ("Hot this week »", "HOT THIS WEEK"),
        ("7.4 C", "-11.0 C"),
        ("2025年3月6日", "2019年10月12日"),
    ],
)
def test_dates_counters_case_and_signs_do_not_count(line: str, other: str) -> None:
    assert _print(line) == _print(other)


@given(WORDS, st.integers(0, 10**9), st.integers(0, 10**9), st.data())
def test_numbers_anywhere_in_a_line_do_not_count(words: list[str], first: int, second: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    lines = [" ".join([*words[:place], str(number), *words[place:]]) for number in (first, second)]
    assert _print(lines[0]) == _print(lines[1])


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=20))
def test_a_fingerprint_is_its_line_s_alone(lines: list[str]) -> None:
    assert fingerprints(_page(lines)) == [_print(line) for line in lines]


# Traces


@given(PRINTS)
def test_fingerprints_survive_packing_in_their_order(numbers: list[int]) -> None:
    data = packed_prints(numbers)
    assert len(data) == 8 * len(numbers)
    assert unpacked_prints(data) == tuple(numbers)


@given(st.data(), st.sampled_from(["lines", "wrapped", "oneline", "html", "markdown"]))
def test_a_trace_survives_packing(data: st.DataObject, shape: str) -> None:
    prints = data.draw(PRINTS)
    scores = data.draw(st.lists(st.integers(-99_999, 99_999), min_size=len(prints), max_size=len(prints)))
    made = trace(prints, bytes([len(str(number)) for number in prints]), scores, shape)  # type: ignore[arg-type]
    assert unpacked(packed(made)) == made


def test_packed_bytes_are_the_same_on_every_machine() -> None:
    made = trace([258, 1], bytes([7, 255]), [0, -1000], "wrapped")
    assert packed(made) == bytes([2, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7, 255, 128, 118, 1])


@pytest.mark.parametrize("data", [b"", b"123", bytes(10), bytes([*[0] * 10, 9])])
def test_what_is_no_trace_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no trace"):
        unpacked(data)


@given(st.lists(st.integers(-12_700, 12_700)))
def test_scores_are_remembered_to_a_step(scores: list[int]) -> None:
    found = trace([0] * len(scores), bytes(len(scores)), scores, "lines").unsettled
    assert all(abs(score - kept) <= STEP // 2 for score, kept in zip(scores, found, strict=True))


def test_what_is_surer_than_a_byte_can_say_is_as_sure_as_it_can() -> None:
    assert (
        Trace((), b"", b"\x00\xff", "lines").unsettled == trace([1, 2], bytes(2), [-99_000, 99_000], "lines").unsettled == [-12_800, 12_700]
    )
