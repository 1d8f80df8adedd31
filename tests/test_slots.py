"""What pages of a site keep between the lines that they share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.sites import UNDER
from cleaner.slots import ENOUGH, FEWEST, Slots
from cleaner.traces import Trace, trace

TOP, COMMENTS, FOOT = 1000, 2000, 3000
"""Lines that all pages have."""
LABELS = UNDER.labels


def _trace(*prints: int, words: int = ENOUGH) -> Trace:
    return trace(prints, bytes([words] * len(prints)), [0] * len(prints), "lines")


def _page(number: int, kept: str = "011000", words: int = ENOUGH) -> tuple[Trace, bytes]:
    """A page with two paragraphs and a reader's comment of its own. kept: 1 for each block that is kept."""
    own = range(10 * number, 10 * number + 3)
    return _trace(TOP, own[0], own[1], COMMENTS, own[2], FOOT, words=words), bytes(map(int, kept))


def _slots(*kept: str, words: int = ENOUGH) -> Slots:
    return Slots({str(number): _page(number, some, words) for number, some in enumerate(kept, 1)})


def _told(slots: Slots, key: str = "new", prints: tuple[int, ...] = _page(99)[0].prints) -> tuple[list[str], list[str]]:
    under, over = slots.steps(key, prints)
    return [LABELS[step] for step in under], [LABELS[step] for step in over]


# Where nothing is told


def test_too_few_pages_say_nothing() -> None:
    assert _told(_slots(*["011000"] * (FEWEST - 1))) == (["unknown"] * 6, ["unknown"] * 6)


def test_pages_without_an_article_say_nothing_of_where_one_stands() -> None:
    assert _told(_slots("011000", "011000", "000000", "000000")) == (["unknown"] * 6, ["unknown"] * 6)


def test_few_words_say_too_little() -> None:
    assert set(_told(_slots(*["011000"] * 4, words=1))[0]) == {"unknown"}


def test_landmarks_are_not_told_of_themselves() -> None:
    under, over = _told(_slots(*["011000"] * 4))
    assert [under[place] for place in (0, 3, 5)] == [over[place] for place in (0, 3, 5)] == ["unknown"] * 3


def test_a_page_says_nothing_of_itself() -> None:
    slots = _slots("011000", "011000", "011000", "000010")
    assert _told(slots, "4")[0][4] == _told(_slots(*["011000"] * 3))[0][4]
    assert _told(slots)[0][4] != _told(slots, "4")[0][4]


def test_a_line_that_half_of_the_pages_lack_is_no_landmark() -> None:
    pages = {str(number): _page(number) for number in range(1, 4)}
    strangers = {f"s{number}": (_trace(*range(500 + 10 * number, 506 + 10 * number)), b"\1" * 6) for number in range(4)}
    assert _told(Slots(pages | strangers)) == (["unknown"] * 6, ["unknown"] * 6)
    assert "92..96" in _told(Slots(pages | dict(list(strangers.items())[:3])))[0]


def test_a_line_of_every_item_is_no_landmark() -> None:
    reply = 4000
    pages = {
        str(number): (_trace(TOP, *[place for i in range(3) for place in (10 * number + i, reply)], FOOT), b"\0\1\0\1\0\1\0\0")
        for number in range(1, 7)
    }
    under, over = _told(Slots(pages), prints=(TOP, 97, reply, 98, reply, 99, reply, FOOT))
    assert under == over == ["unknown", *["40..59"] * 6, "unknown"]


# What is told


def test_what_the_others_keep_in_a_slot() -> None:
    under, over = _told(_slots(*["011000"] * 6))
    assert under == ["unknown", "92..96", "92..96", "unknown", "3..7", "unknown"]
    assert over == under


def test_what_some_keep() -> None:
    assert _told(_slots("011000", "011010", "011010", "011000"))[0][4] == "40..59"


def test_a_slot_is_known_by_either_of_its_lines() -> None:
    slots = _slots(*["011000"] * 6)
    under, over = _told(slots, prints=(TOP, 7, 8, 4000, 9, FOOT))
    assert under == ["unknown", *["92..96"] * 4, "unknown"]
    assert over == ["unknown", *["3..7"] * 4, "unknown"]


def test_the_edges_of_a_page_are_landmarks_too() -> None:
    pages = {str(number): (_trace(10 * number, TOP, 10 * number + 1), b"\0\0\1") for number in range(1, 7)}
    assert _told(Slots(pages), prints=(97, TOP, 98)) == (["3..7", "unknown", "92..96"],) * 2


@given(st.lists(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 60), st.booleans()), max_size=12), max_size=8), st.data())
def test_the_order_of_pages_does_not_count_and_every_block_has_a_step(
    pages: list[list[tuple[int, int, bool]]], data: st.DataObject
) -> None:
    made = {
        str(i): (
            Trace(tuple(p for p, _, _ in page), bytes([w for _, w, _ in page]), bytes(len(page)), "lines"),
            bytes([k for *_, k in page]),
        )
        for i, page in enumerate(pages)
    }
    prints = data.draw(st.lists(st.integers(0, 6), max_size=12))
    shuffled = dict(data.draw(st.permutations(list(made.items()))))
    under, over = Slots(made).steps("0", prints)
    assert (under, over) == Slots(shuffled).steps("0", prints)
    assert len(under) == len(over) == len(prints)
    assert max((*under, *over), default=0) < len(LABELS)
