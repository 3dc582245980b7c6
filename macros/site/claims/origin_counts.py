"""How many claims there are, and how many of them have a known link to another.

The number of claims is not a number of origins: a claim that repeats another adds no evidence, and where a claim
without a known link comes from is not known. So both are said wherever claims are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from macros.core.relations import AttributedClaim, Relations


def counted(relations: Relations, claims: Sequence[AttributedClaim]) -> str:
    """The claims in words: "43 claims; 9 repeat others; for the rest no link to another is known".

    No claim gives "0 claims".
    """
    found = Counter(relations.origin_link(stated.ref) for stated in claims)
    parts = [f"{len(claims):,} claim{'s' * (len(claims) != 1)}"]
    if repeated := found["rests-on"]:
        parts.append(f"{repeated:,} repeat others" if repeated > 1 else "1 repeats another")
    if shared := found["may-share"]:
        parts.append(f"{shared:,} may share an origin with another")
    if rest := found["none-known"]:
        parts.append("for the rest no link to another is known" if rest < len(claims) else _alone(rest))
    return "; ".join(parts)


def _alone(number: int) -> str:
    return "no link to another is known" if number == 1 else "no link between them or to others is known"
