"""Numbers are exact decimals, rounded once, and shown honestly. Source: docs/scoring.md, Numbers."""

import pytest

from silk_assess.exact import HUNDRED, UNIT, decimal, gmean, micro, rounded, shown


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("0", 0),
        ("7", 7_000_000),
        ("007.30", 7_300_000),
        ("-2.5", -2_500_000),
        ("-0", 0),
        ("0.000001", 1),
        ("999999999.999999", 999_999_999_999_999),
    ],
)
def test_a_number_is_the_decimal_that_is_written(text, size):
    assert micro(text) == size


@pytest.mark.parametrize("text", ["", "1e3", "1_000", "0x10", "12:30", "nan", "inf", "true", "٣", "0.0000001"])
def test_words_and_other_ways_of_writing_are_no_numbers(text):
    assert micro(text) is None


@pytest.mark.parametrize("text", ["+1", "--1", "-", "1.", ".5", "1,5", "1.2.3", " 1", "1 ", "1\n", "1000000000"])
def test_a_sign_point_or_blank_out_of_place_is_no_number(text):
    assert micro(text) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"),
    [
        (7, 2, 4),
        (-7, 2, -4),
        (7, -2, -4),
        (-7, -2, 4),
        (1, 3, 0),
        (-1, 3, 0),
        (2, 3, 1),
        (0, 5, 0),
        (10**30 + 1, 2, 5 * 10**29 + 1),
    ],
)
def test_division_rounds_half_away_from_zero(numerator, denominator, whole):
    assert rounded(numerator, denominator) == whole


@pytest.mark.parametrize(
    ("parts", "scale", "points"),
    [
        # (points, scale, weight) of each part; the results are worked by hand
        ([(0, HUNDRED, UNIT), (HUNDRED, HUNDRED, UNIT)], HUNDRED, "0"),
        ([(HUNDRED, HUNDRED, UNIT)], HUNDRED, "100"),
        ([(1, HUNDRED, UNIT)], HUNDRED, "0.000001"),
        ([(40 * UNIT, HUNDRED, UNIT), (90 * UNIT, HUNDRED, UNIT)], HUNDRED, "60"),
        ([(8 * UNIT, HUNDRED, UNIT), (HUNDRED, HUNDRED, 2 * UNIT)], HUNDRED, "43.088694"),  # 100 * 0.08 ** (1 / 3)
        ([(UNIT, 8 * UNIT, 2 * UNIT), (UNIT, UNIT, UNIT)], 3 * UNIT, "0.75"),  # 3 * (1 / 64) ** (1 / 3)
        ([(1, HUNDRED, UNIT), (25, HUNDRED, UNIT)], 150 * UNIT, "0.000008"),  # 7.5 millionths: a tie stays one
        ([(UNIT, 4 * UNIT, UNIT // 2), (UNIT, UNIT, UNIT // 2)], HUNDRED, "50"),
    ],
)
def test_geometric_mean(parts, scale, points):
    assert decimal(gmean(parts, scale)) == points


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0"), (100_000_000, "100"), (1, "0.000001"), (-1, "-0.000001"), (62_500_000, "62.5"), (-20_000_000, "-20")],
)
def test_a_number_is_written_without_zeros_at_the_end(size, text):
    assert decimal(size) == text
    assert micro(text) == size


@pytest.mark.parametrize(
    ("size", "bounds", "text"),
    [
        ("0", [], "0.0"),
        ("46.083333", [], "46.1"),
        ("0.05", [], "0.1"),
        ("0.049999", [], "0.0"),
        ("-0.05", [], "-0.1"),
        ("-12.34", [], "-12.3"),
        ("59.96", ["60"], "59.96"),
        ("59.996", ["60"], "59.996"),
        ("59.99996", ["60"], "59.99996"),
        ("59.999999", ["60"], "59.999999"),
        ("59.95", ["60"], "59.95"),
        ("59.949999", ["60"], "59.9"),
        ("60", ["60"], "60.0"),
        ("60.04", ["60"], "60.0"),
        ("19.98", ["60", "20", "0"], "19.98"),
        ("19.98", ["19.99"], "19.98"),
        ("0.34", ["0.33"], "0.34"),
        ("33.333333", ["33.333333"], "33.333333"),
        ("0.896", ["0.9"], "0.896"),
        ("0.96", ["0.9", "1"], "0.96"),
        ("0.25", ["0.25", "0.5"], "0.3"),
    ],
)
def test_a_bound_that_is_not_reached_is_not_shown_as_reached(size, bounds, text):
    assert shown(micro(size), map(micro, bounds)) == text
