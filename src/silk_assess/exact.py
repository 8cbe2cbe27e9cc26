"""Exact numbers: whole micro-units (10^-6) in ordinary integers, and their decimal texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

UNIT = 1_000_000
HUNDRED = 100 * UNIT
_NUMBER = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,6}))?")


def micro(text: str) -> int | None:
    """Read an exact decimal as whole micro-units; None where the text is no number.

    At most nine digits before the point and six after it, digits 0 to 9 only, no exponent,
    sign +, underscore or blank. Source: docs/scoring.md, Numbers.

    >>> micro("7.3"), micro("-0.000001"), micro("007"), micro("1e3"), micro("1_000")
    (7300000, -1, 7000000, None, None)
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, whole, part = match.groups()
    size = int(whole) * UNIT + int((part or "").ljust(6, "0"))
    return -size if sign else size


def rounded(numerator: int, denominator: int) -> int:
    """Divide and round to a whole number, half away from zero (Q6 where both sides are micro-units).

    >>> rounded(5, 2), rounded(-5, 2), rounded(4, 3)
    (3, -3, 1)
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -size if numerator < 0 else size


def gmean(parts: Iterable[tuple[int, int, int]], scale: int) -> int:
    """Give the weighted geometric mean of the shares points / scale of each part, times `scale`.

    Each part is (points, its scale, weight), in micro-units, weights > 0; the result is Q6.
    Rational results come out exact: 60 digits are carried, 20 decimals kept, then six.
    Source: docs/scoring.md, Numbers, Aggregates.

    >>> gmean([(40 * UNIT, HUNDRED, UNIT), (90 * UNIT, HUNDRED, UNIT)], HUNDRED) / UNIT
    60.0
    """
    # Few questionnaires have a geometric mean, and a greeting that counts its files waits for no decimals.
    from decimal import ROUND_HALF_UP, Context, Decimal

    # 60 significant digits: docs/scoring.md, Numbers, asks for 34 or more. No trap fires: a share lies in (0, 1].
    precise = Context(prec=60, rounding=ROUND_HALF_UP)
    total, logs = 0, Decimal(0)
    for points, of, weight in parts:
        if points == 0:
            return 0
        share = precise.divide(Decimal(points), Decimal(of))
        logs = precise.fma(Decimal(weight), precise.ln(share), logs)
        total += weight
    mean = precise.exp(precise.divide(logs, Decimal(total)))
    twenty = Decimal(1).scaleb(-20)
    kept = precise.multiply(mean, precise.divide(Decimal(scale), Decimal(UNIT))).quantize(
        twenty, ROUND_HALF_UP, precise
    )
    return int(precise.scaleb(kept, 6).to_integral_value(ROUND_HALF_UP))


def decimal(value: int) -> str:
    """Write micro-units as the shortest exact decimal.

    >>> decimal(46083333), decimal(45000000), decimal(-500000)
    ('46.083333', '45', '-0.5')
    """
    sign, size = ("-", -value) if value < 0 else ("", value)
    whole, part = divmod(size, UNIT)
    return f"{sign}{whole}.{part:06d}".rstrip("0").rstrip(".")


def mistaken(value: int, bounds: Iterable[int]) -> int | None:
    """Give the bound on whose other side micro-units would seem to be with one decimal; None where there is none.

    >>> mistaken(59_960_000, [60 * UNIT]), mistaken(59_940_000, [60 * UNIT])
    (60000000, None)
    """
    near = rounded(value, UNIT // 10) * (UNIT // 10)
    return next((bound for bound in bounds if (near < bound) != (value < bound)), None)


def shown(value: int, bounds: Iterable[int] = ()) -> str:
    """Show micro-units with one decimal, and with more where it would seem to be on another side of a bound.

    Rounds half away from zero. A bound that the value has not reached is never shown as
    reached, nor one that it has reached as missed. Source: docs/scoring.md, Numbers.

    >>> shown(59_960_000, [60 * UNIT]), shown(59_940_000, [60 * UNIT]), shown(60 * UNIT, [60 * UNIT])
    ('59.96', '59.9', '60.0')
    >>> shown(340_000, [330_000])
    '0.34'
    """
    known = tuple(bounds)
    for places in range(1, 6):
        step = 10 ** (6 - places)
        near = rounded(value, step) * step
        if all((near < bound) == (value < bound) for bound in known):
            break
    else:
        places, near = 6, value
    sign, size = ("-", -near) if near < 0 else ("", near)
    whole, part = divmod(size, UNIT)
    return f"{sign}{whole}.{part:06d}"[: places - 6 or None]
