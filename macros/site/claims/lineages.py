"""Claims as trees: each below the one on which it rests, or beside one with which it may share its origin.

A tree says no more than the records: a line between two claims is a link that one of them records, and what has no
line has no known link. A claim that rests on several hangs on the one that was said last; its other links are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from macros.site.addresses import RecordLink
from macros.site.claims.shown_claims import ShownClaim

UNDATED = "9999"
"""A day after all others."""


@dataclass(eq=False)
class Lineage:
    """A claim with those that hang on it: `below` are those that rest on it, `beside` those that may share its origin.

    `day` is the last day on which it can have been said: the end of its date, or the day of a claim that rests on it if
    that is earlier. `also_rests` and `also_shares` are its links to claims on which it does not hang here; of two that
    may share an origin the later one has the link. `also_used` are claims that are not drawn and rest on it.
    """

    claim: ShownClaim
    day: str
    below: list[Lineage] = field(default_factory=list)
    beside: list[Lineage] = field(default_factory=list)
    also_rests: tuple[RecordLink, ...] = ()
    also_shares: tuple[RecordLink, ...] = ()
    also_used: tuple[RecordLink, ...] = ()

    @property
    def origin(self) -> str:
        """Who is named as the first to say it, by id."""
        return self.claim.recorded.said_by[-1].text

    @property
    def tree(self) -> Iterator[Lineage]:
        """It and all that hang on it, what rests on it first."""
        yield self
        for other in (*self.below, *self.beside):
            yield from other.tree


def lineages(claims: Sequence[ShownClaim]) -> list[Lineage]:
    """The trees of these claims by their first claims: those with most claims first, then in order of time."""
    nodes = _in_time(claims)
    places = {ref: number for number, ref in enumerate(nodes)}
    roots = []
    for node in nodes.values():
        rests = [link.id for link in node.claim.rests_on if link.id in nodes]
        shares = [one.claim.id for one in node.claim.may_share if one.claim.id in nodes]
        before = [ref for ref in (*rests, *shares) if places[ref] < places[node.claim.ref]]
        upon = _upon(rests, shares, before, nodes)
        if upon:
            (nodes[upon].below if upon in rests else nodes[upon].beside).append(node)
        else:
            roots.append(node)
        node.also_rests = tuple(link for link in node.claim.rests_on if link.id != upon)
        kin = (one.claim for one in node.claim.may_share)
        node.also_shares = tuple(
            link for link in kin if link.id != upon and (link.id in before or link.id not in nodes)
        )
        node.also_used = tuple(link for link in node.claim.repeated_by if link.id not in nodes)
    sizes = {root.claim.ref: sum(1 for _ in root.tree) for root in roots}
    return sorted(roots, key=lambda root: (-sizes[root.claim.ref], places[root.claim.ref]))


def _upon(rests: list[str], shares: list[str], before: list[str], nodes: Mapping[str, Lineage]) -> str:
    """The claim on which one hangs: of those that it rests on the last one, else of possible kin the most linked."""
    if found := [ref for ref in rests if ref in before]:
        return max(found, key=lambda ref: (nodes[ref].day, ref))
    kin = [ref for ref in shares if ref in before]
    return max(kin, key=lambda ref: len(nodes[ref].claim.may_share), default="")


def _in_time(claims: Iterable[ShownClaim]) -> dict[str, Lineage]:
    """A tree for each claim, in order of time; of one day first what others rest on, then what is linked most."""
    found = {claim.ref: Lineage(claim, claim.said.last if claim.said else UNDATED) for claim in claims}
    for _ in found:
        late = [
            (found[link.id], node.day)
            for node in found.values()
            for link in node.claim.rests_on
            if link.id in found and found[link.id].day > node.day
        ]
        if not late:
            break
        for node, day in late:
            node.day = min(node.day, day)
    depth = _depths(found)
    return dict(sorted(found.items(), key=lambda one: (one[1].day, depth[one[0]], -_ties(one[1]), one[0])))


def _depths(found: Mapping[str, Lineage]) -> dict[str, int]:
    """How many steps of `rests-on` are below each claim; as many as there are claims end a circle."""
    depth = dict.fromkeys(found, 0)
    for _ in found:
        further = {
            ref: max((depth[link.id] + 1 for link in node.claim.rests_on if link.id in found), default=0)
            for ref, node in found.items()
        }
        if further == depth:
            break
        depth = further
    return depth


def _ties(node: Lineage) -> int:
    return len(node.claim.may_share) + node.claim.resting
