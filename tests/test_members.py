"""The rule sets whose fits make a table together, and their mean."""

from __future__ import annotations

from typing import get_args

import pytest

from cleaner.model import Shape
from cleaner.rules import members, rules_of


@pytest.mark.parametrize("shape", get_args(Shape))
def test_one_member_has_all_rules_and_the_other_fewer(shape: Shape) -> None:
    (whole, part), (fewer, rest) = members(shape)
    assert part + rest == 1
    assert whole is rules_of(shape)
    assert set(fewer.context) < set(whole.context)
    assert set(fewer.again) < set(whole.again)
    assert (fewer.alone, fewer.site) == (whole.alone, whole.site)


def test_the_mean_of_fits_counts_a_mark_that_one_does_not_know_as_nothing() -> None:
    learn = pytest.importorskip("cleaner.learn", reason="fitting needs the extra `learn`")
    fits = [{"context": {"a": 1.0, "b": 2.0}, "move": {"keep>keep": 0.5}}, {"context": {"a": 3.0}, "move": {"keep>keep": 1.5}}]
    assert learn._mean(fits, [0.5, 0.5]) == {"context": {"a": 2.0, "b": 1.0}, "move": {"keep>keep": 1.0}}
    assert learn._mean(fits, [0.25, 0.75]) == {"context": {"a": 2.5, "b": 0.5}, "move": {"keep>keep": 1.25}}
    assert learn._mean(fits[:1], [1.0]) == fits[0]
