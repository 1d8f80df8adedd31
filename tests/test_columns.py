"""The arithmetic on columns against plain loops, on pages of every length."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.rules.columns import (
    Weights,
    add,
    capped,
    lanes,
    means_above,
    means_below,
    shift,
    since,
    unpack,
    until,
    weigh,
)

FAR = 255
"""What counts as no flag at all, and the largest number in a column."""
SCALE = 1 << 24
"""Means are multiplied by this over the divisor instead of divided, so a mean may come out short by (sum / SCALE) of one."""

COLUMNS = st.binary(max_size=40)
FLAGS = st.lists(st.booleans(), max_size=60).map(bytes)
LONG_FLAGS = [bytes(300), bytes(1000), b"\x01" + bytes(999), bytes(999) + b"\x01", bytes(255) + b"\x01" + bytes(300), b"\x01" * 1000]
LONG_FLAGS += [b"\x01" + bytes(gap) + b"\x01" for gap in (100, 220, 253, 254, 255, 256, 257, 600)]
RADII = st.integers(1, 40)
UNITS = st.sampled_from([1, 7, 100])


@st.composite
def sums(draw: st.DrawFn) -> tuple[list[int], int, int]:
    """Numbers as they stand in lanes, a radius and a unit; the numbers keep below 256 units."""
    unit = draw(UNITS)
    numbers = draw(st.lists(st.integers(0, 256 * unit - 1), max_size=60))
    return numbers, draw(RADII), unit


def _pages(*sizes: int) -> list[list[int]]:
    """Numbers below 25,600 that don't repeat soon, for pages of these lengths."""
    return [[(i * 7919 + 13) % 25600 for i in range(size)] for size in sizes]


@given(st.lists(st.integers(0, 10**9), max_size=40))
def test_capped(values: list[int]) -> None:
    assert list(capped(values)) == [min(value, FAR) for value in values]


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)).filter(lambda pair: sum(pair) <= FAR), max_size=400))
def test_add(pairs: list[tuple[int, int]]) -> None:
    first, second = bytes(pair[0] for pair in pairs), bytes(pair[1] for pair in pairs)
    assert list(add(first, second)) == [sum(pair) for pair in pairs]


@given(COLUMNS, st.integers(-50, 50), st.integers(0, 255))
@example(b"", 3, 9)
@example(bytes(1000), 1000, 9)
@example(bytes(1000), -1001, 9)
def test_shift(column: bytes, by: int, fill: int) -> None:
    size = len(column)
    assert list(shift(column, by, fill)) == [column[i + by] if 0 <= i + by < size else fill for i in range(size)]


def _since(flags: bytes, i: int) -> int:
    return next((back for back in range(min(i, FAR) + 1) if flags[i - back]), FAR)


def _until(flags: bytes, i: int) -> int:
    return next((on for on in range(min(len(flags) - i, FAR)) if flags[i + on]), FAR)


def _check_steps(flags: bytes) -> None:
    assert list(since(flags)) == [_since(flags, i) for i in range(len(flags))]
    assert list(until(flags)) == [_until(flags, i) for i in range(len(flags))]


@given(FLAGS)
@example(b"")
@example(b"\x00")
@example(b"\x01")
def test_steps_to_a_flag(flags: bytes) -> None:
    _check_steps(flags)


@pytest.mark.parametrize("flags", LONG_FLAGS, ids=lambda flags: f"{len(flags)}-{flags.count(1)}")
def test_steps_to_a_flag_on_long_pages(flags: bytes) -> None:
    _check_steps(flags)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=60))
@example([])
@example([1] * 1000)
def test_lanes_hold_numbers(numbers: list[int]) -> None:
    assert unpack(lanes(numbers), len(numbers)).tolist() == numbers


def _windows(numbers: Sequence[int], radius: int) -> tuple[list[int], list[int]]:
    """Sums of the numbers above and of those below each place."""
    places = range(len(numbers))
    return [sum(numbers[max(0, i - radius) : i]) for i in places], [sum(numbers[i + 1 : i + 1 + radius]) for i in places]


def _rounded(total: int, divisor: int) -> int:
    """The mean as the lanes work it out: the divisor's reciprocal is rounded down to 24 bits.

    So it is the floor, or one less where the true mean lies less than total / SCALE above a whole number (that is at most
    divisor / 65536, since no lane reaches 256 units): whole means come out one short unless the divisor is a power of two."""
    return total * (SCALE // divisor) // SCALE


def _check_means(numbers: list[int], radius: int, unit: int) -> None:
    packed, size, divisor = lanes(numbers), len(numbers), radius * unit
    above, below = means_above(packed, size, radius, unit), means_below(packed, size, radius, unit)
    for totals, means in zip(_windows(numbers, radius), (above, below), strict=True):
        assert list(means) == [_rounded(total, divisor) for total in totals]
        for total, mean in zip(totals, means, strict=True):
            assert mean == total // divisor or (mean == total // divisor - 1 and (total % divisor) * SCALE < total * divisor)


@given(sums())
@example(([], 5, 100))
@example(([25599], 1, 100))
@example(([255] * 64, 32, 1))
def test_means_are_floor_divisions(case: tuple[list[int], int, int]) -> None:
    _check_means(*case)


@pytest.mark.parametrize("numbers", _pages(1, 2, 255, 256, 257, 300, 1000), ids=len)
@pytest.mark.parametrize("radius", [1, 2, 5, 12, 30])
def test_means_on_long_pages(numbers: list[int], radius: int) -> None:
    _check_means(numbers, radius, 100)


def test_means_by_a_power_of_two_are_exact() -> None:
    assert list(means_above(lanes([8, 8, 8, 8, 8]), 5, 4, 1)) == [0, 2, 4, 6, 8]
    assert list(means_below(lanes([8, 8, 8, 8, 8]), 5, 4, 1)) == [8, 6, 4, 2, 0]


def test_a_whole_mean_comes_out_one_short() -> None:
    assert list(means_above(lanes([500] * 6), 6, 5, 100)) == [0, 0, 1, 2, 3, 4]


WEIGHTS = st.lists(st.integers(-(1 << 15), (1 << 15) - 1), min_size=1, max_size=256)


@st.composite
def weighed(draw: st.DrawFn) -> tuple[list[bytes], list[list[int]]]:
    """Columns of one page, and the weights of each one's values."""
    size, weights = draw(st.integers(0, 30)), draw(st.lists(WEIGHTS, min_size=1, max_size=8))
    columns = [bytes(draw(st.lists(st.integers(0, len(values) - 1), min_size=size, max_size=size))) for values in weights]
    return columns, weights


@given(weighed())
def test_weigh_is_a_sum(case: tuple[list[bytes], list[list[int]]]) -> None:
    columns, weights = case
    expected = [sum(values[column[i]] for column, values in zip(columns, weights, strict=True)) for i in range(len(columns[0]))]
    assert weigh(columns, [Weights(values) for values in weights]) == expected


@pytest.mark.parametrize("size", [0, 1, 300, 1000])
@pytest.mark.parametrize("rules", [1, 150])
def test_weigh_on_long_pages(size: int, rules: int) -> None:
    values = [[(rule * 31 + value * 977) % 65536 - 32768 for value in range(256)] for rule in range(rules)]
    columns = [bytes((i * (rule + 3)) % 256 for i in range(size)) for rule in range(rules)]
    expected = [sum(values[rule][columns[rule][i]] for rule in range(rules)) for i in range(size)]
    assert weigh(columns, [Weights(each) for each in values]) == expected


def test_nothing_to_weigh() -> None:
    assert weigh([], []) == []


@pytest.mark.parametrize(("value", "least"), [(99_999, 32_767), (-99_999, -32_768)])
def test_weights_are_held_to_what_a_lane_takes(value: int, least: int) -> None:
    assert weigh([b"\0"], [Weights([value])]) == [least]
