"""Where the passages of a reading stand in the whole text: proposed by locator phrases, and by their order.

The phrases of a passage, and those of the claims and of nothing else in it, say where it is. Passages without phrases
are placed between their neighbours where there is one way to do so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from macros.core.models import Source

BY_HAND, BY_PHRASES, BY_ORDER = "as you say", "by its phrases", "by order alone; read it"


class Placed(NamedTuple):
    """The new number of a passage, and how it was found."""

    number: int
    how: str


def phrases_of(source: Source, number: int) -> list[str]:
    """The locator phrases of a passage, those of its claims among them."""
    claimed = [phrase for claim in source.claims.values() if claim.passage == number for phrase in claim.find]
    return [*source.passages.get(number, ()), *claimed]


def proposed(source: Source, passages: Sequence[str], given: Mapping[int, int]) -> dict[int, Placed]:
    """New numbers of the passages of a reading; what cannot be placed is left out. `given` are those that are known."""
    last = source.reading.passages if source.reading else 0
    found = {old: Placed(new, BY_HAND) for old, new in given.items()}
    for old in range(1, last + 1):
        low = max((one.number for before, one in found.items() if before < old), default=1)
        high = min((one.number for after, one in found.items() if after > old), default=len(passages))
        if old not in found and (new := _by_phrases(phrases_of(source, old), passages, low, high)):
            found[old] = Placed(new, BY_PHRASES)
    return dict(sorted((found | _by_order(found, last, len(passages))).items()))


def _by_phrases(phrases: Sequence[str], passages: Sequence[str], low: int, high: int) -> int:
    """The one passage, from low to high, that has most of the phrases; 0 where none or several have."""
    counts = {number: sum(phrase in passages[number - 1] for phrase in phrases) for number in range(low, high + 1)}
    most = max(counts.values(), default=0)
    best = [number for number, count in counts.items() if most and count == most]
    return best[0] if len(best) == 1 else 0


def _by_order(found: Mapping[int, Placed], last: int, size: int) -> dict[int, Placed]:
    """Passages between two that are placed, where exactly as many lie between; before the first and behind the last."""
    placed: dict[int, Placed] = {}
    for old in range(1, last + 1):
        before = max((one for one in found if one < old), default=0)
        after = min((one for one in found if one > old), default=0)
        up = found[before].number + old - before if before else 0
        down = found[after].number + old - after if after else 0
        new = up or down
        if old not in found and 1 <= new <= size and (not up or not down or up == down):
            placed[old] = Placed(new, BY_ORDER)
    return placed
