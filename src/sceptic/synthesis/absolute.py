"""Two arms with their events -> the absolute difference in risk and the number needed."""

from __future__ import annotations

import math
from statistics import NormalDist

from sceptic.domain.evidence import AbsoluteDifference, ArmResult

_Z = NormalDist().inv_cdf(0.975)


def absolute_difference(first: ArmResult, second: ArmResult) -> AbsoluteDifference | None:
    """Risk in the first arm less risk in the second, with the interval of Newcombe.

    Method 10 of Newcombe 1998 (PMID 9595617): Wilson's limits of each share, squared and added.
    The number needed is the reciprocal of the difference (PMID 7873954), given only where the
    interval leaves zero out (Altman 1998, PMID 9804726). ``None`` where an arm has no events or no
    total, or more events than people.
    """
    shares = [_share(arm) for arm in (first, second)]
    if shares[0] is None or shares[1] is None:
        return None
    (p1, l1, u1), (p2, l2, u2) = shares[0], shares[1]
    value = p1 - p2
    low = value - math.hypot(p1 - l1, u2 - p2)
    high = value + math.hypot(u1 - p1, p2 - l2)
    is_sure = low > 0 or high < 0
    return AbsoluteDifference(value, low, high, 1 / abs(value) if is_sure else None)


def _share(arm: ArmResult) -> tuple[float, float, float] | None:
    """The share of an arm with its 95 % limits after Wilson."""
    if arm.events is None or not arm.total or not 0 <= arm.events <= arm.total:
        return None
    n, p = arm.total, arm.events / arm.total
    middle = p + _Z**2 / (2 * n)
    reach = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n))
    whole = 1 + _Z**2 / n
    return p, max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
