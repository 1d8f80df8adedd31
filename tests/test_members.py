"""The rule sets whose fits make a table together, and their mean."""

from __future__ import annotations

from typing import get_args

import pytest

from cleaner.model import Shape
from cleaner.rules import members, rules_of


@pytest.mark.parametrize("shape", get_args(Shape))
def test_one_member_has_all_rules_and_the_others_fewer(shape: Shape) -> None:
    whole, *others = members(shape)
    assert whole is rules_of(shape)
    for other in others:
        assert set(other.context) < set(whole.context)
        assert set(other.again) < set(whole.again)
        assert (other.alone, other.site) == (whole.alone, whole.site)


def test_text_in_lines_has_two() -> None:
    assert {shape: len(members(shape)) for shape in get_args(Shape)} == {"lines": 2, "wrapped": 2, "oneline": 1, "html": 1, "markdown": 1}


def test_the_mean_of_fits_counts_a_mark_that_one_does_not_know_as_nothing() -> None:
    learn = pytest.importorskip("cleaner.learn", reason="fitting needs the extra `learn`")
    fits = [{"context": {"a": 1.0, "b": 2.0}, "move": {"keep>keep": 0.5}}, {"context": {"a": 3.0}, "move": {"keep>keep": 1.5}}]
    assert learn._mean(fits) == {"context": {"a": 2.0, "b": 1.0}, "move": {"keep>keep": 1.0}}
    assert learn._mean(fits[:1]) == fits[0]
