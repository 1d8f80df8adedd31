"""Fast ways of measuring texts give what the plain ways give."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.phrases import fold, fold_lines, load
from cleaner.rules.rule import Pairs
from cleaner.rules.shape import _capitals
from cleaner.rules.texts import IDEOGRAPH, Texts


def test_ideographs_are_those_of_the_class_of_characters() -> None:
    known = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]")
    for first in range(0, 0x110000, 0x1000):
        text = "".join([chr(code) for code in range(first, first + 0x1000) if not 0xD800 <= code < 0xE000])
        assert len(IDEOGRAPH.findall(text.encode())) == len(known.findall(text))


@given(st.lists(st.text(st.sampled_from("aA zZ.É\u0416\u0436\u4e00😀\n'1"), min_size=1, max_size=12), min_size=1, max_size=6))
def test_capitals_are_counted_as_one_by_one(texts: list[str]) -> None:
    assert _capitals(Texts(texts, load())) == [sum(map(str.isupper, text)) for text in texts]


@given(st.text(st.sampled_from("aB 0.,-\u00e9©\u4e00$\x01"), max_size=40), st.text(st.sampled_from("x 00\u0661"), max_size=9))
def test_pages_fold_as_lines_do(first: str, second: str) -> None:
    lines = [first, second, "", first]
    assert fold_lines(lines) == [fold(line) for line in lines]


def test_labels_of_pairs_are_a_sequence() -> None:
    pairs = Pairs(("a", "b"), ("x", "y", "z"))
    assert list(pairs) == ["a&x", "a&y", "a&z", "b&x", "b&y", "b&z"]
    assert (len(pairs), pairs[-1], pairs[1:3], pairs.index("b&x")) == (6, "b&z", ["a&y", "a&z"], 3)
    with pytest.raises(IndexError):
        pairs[6]
