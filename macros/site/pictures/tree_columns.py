"""The columns of a tree of claims: days in order, not to scale. Where they are many, neighbours share a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from macros.site.claims.lineages import Lineage


@dataclass(frozen=True)
class DayColumn:
    """A column: its days, in order, and its dates as they are shown: one, or the first and the last."""

    days: tuple[str, ...]
    shown: tuple[str, ...]

    def says(self, claim_date: str) -> bool:
        """Whether its head is the date of a claim, which then need not be repeated at the claim."""
        return self.shown == (claim_date,)


def day_columns(nodes: Iterable[Lineage], most: int) -> list[DayColumn]:
    """The days of claims in at most so many columns; of all neighbours those with the fewest claims share one."""
    listed = sorted(nodes, key=lambda node: node.day)
    claims = Counter(node.day for node in listed)
    groups = [[day] for day in claims]
    while len(groups) > most:
        sizes = [
            sum(claims[day] for pair in groups[place : place + 2] for day in pair) for place in range(len(groups) - 1)
        ]
        least = sizes.index(min(sizes))
        groups[least : least + 2] = [groups[least] + groups[least + 1]]
    return [DayColumn(tuple(days), _shown([node for node in listed if node.day in days])) for days in groups]


def _shown(nodes: list[Lineage]) -> tuple[str, ...]:
    exact = [node for node in nodes if node.claim.said and node.claim.said.one_day] or nodes
    return tuple(dict.fromkeys((exact[0].claim.when_short, exact[-1].claim.when_short)))
