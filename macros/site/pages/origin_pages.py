"""What the page of an incident's origins shows: who repeats whom, as pictures, as nested lists and as one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from macros.core.models import Record
from macros.site.claims.claim_tables import in_time
from macros.site.claims.lineages import Lineage, lineages
from macros.site.claims.record_parts import RecordPart
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages.view import View
from macros.site.pictures.charts import ChartWords, colours
from macros.site.pictures.trees import TreePicture, tree_picture

MANY, OWN = 24, 6
"""From how many linked claims on the larger groups of an incident have a picture each, and how many make one large."""


@dataclass(frozen=True)
class TreeGroup:
    """Trees under one heading, with their picture; claims without a known link have none, since it had no lines."""

    id: str
    title: str
    roots: list[Lineage]
    picture: TreePicture | None

    @property
    def by_origin(self) -> list[list[Lineage]]:
        """Its trees by the speaker who is named first."""
        found: dict[str, list[Lineage]] = {}
        for root in self.roots:
            found.setdefault(root.origin, []).append(root)
        return list(found.values())


def origins_page(
    view: View, record: Record, claims: Sequence[ShownClaim], part: RecordPart | None = None
) -> dict[str, Any]:
    """The values of its template; the claims have their words in the language of the page.

    The table has the claims with a known link. Of the others there is nothing to tell that their list does not say. A
    part shows its own claims; what is counted at the head is all of them.
    """
    words = ChartWords(view.say, view.between)
    every = view.site.origins_apart.get(record.id, [])
    items = frozenset(part.items) if part else frozenset(claim.ref for claim in claims)
    own = [claim for claim in claims if claim.ref in items]
    return {
        "kicker": view.between.join([view.say("tree.kicker"), *([view.part_label(part, len(every))] if part else [])]),
        "others": [one for one in every if one != part],
        "groups": _groups(lineages(own), words),
        "claims": in_time([claim for claim in own if claim.tree]),
        "colours": view.say(colours(own)),
        "heading": view.called(record) + view.colon + view.pause.join(_brief(claims, view)),
        "counts": view.between.join(_whole(claims, view)),
        "page": view.site.address(record.kind_id, record.id),
        "short_names": short_names(view, own),
    }


def short_names(view: View, claims: Iterable[ShownClaim]) -> dict[str, str]:
    """What the names in capital letters stand for (JFNK, HRW), of all who speak in these claims, in their order."""
    links = {one for claim in claims for link in claim.chain for one in link.answering if one.kind}
    found = ((link.text, view.site.archive.records_of(link.kind).get(link.id)) for link in sorted(links))
    return {
        short: view.title(record)
        for short, record in sorted(found, key=lambda one: one[0])
        if record and short.isascii() and short.isupper() and short != view.title(record)
    }


def _groups(roots: list[Lineage], words: ChartWords) -> list[TreeGroup]:
    linked = [root for root in roots if root.below or root.beside]
    many = sum(_size(root) for root in linked) > MANY
    large = [root for root in linked if many and _size(root) >= OWN]
    small = [root for root in linked if root not in large]
    alone = [root for root in roots if root not in linked]
    parts = [*([root] for root in large), small, alone]
    made = [part for part in parts if part]
    return [
        TreeGroup(
            f"group-{number}",
            _title(part, part is not alone, bool(large), words),
            part,
            tree_picture(part, words) if part is not alone else None,
        )
        for number, part in enumerate(made, 1)
    ]


def _size(root: Lineage) -> int:
    return sum(1 for _ in root.tree)


def _title(part: list[Lineage], linked: bool, beside_large: bool, words: ChartWords) -> str:
    number = sum(map(_size, part))
    if not linked:
        return words.say("tree.alone", n=number)
    if len(part) == 1 and beside_large and number >= OWN:
        claim = part[0].claim
        return words.say("tree.group", n=number, claim=claim.headline, who=claim.speakers[0], day=claim.when_short)
    return words.say("tree.smaller" if beside_large else "tree.linked", n=number)


def _brief(claims: Sequence[ShownClaim], view: View) -> Iterator[str]:
    """The counts of the heading: all claims, those that rest on another, those that may share an origin."""
    found = Counter(claim.origin for claim in claims)
    yield view.say("tree.claims", n=len(claims))
    if resting := found["rests-on"]:
        yield view.say("tree.one-rests" if resting == 1 else "tree.some-rest", n=resting)
    if found["may-share"]:
        yield view.say("tree.some-share", n=found["may-share"])


def _whole(claims: Sequence[ShownClaim], view: View) -> Iterator[str]:
    """All counts: each claim is in one of them, a claim that rests on another in the first."""
    found = Counter(claim.origin if claim.origin != "none-known" or not claim.resting else "first" for claim in claims)
    if resting := found["rests-on"]:
        yield view.say("chart.one-rests" if resting == 1 else "chart.some-rest", n=resting)
    if found["may-share"]:
        yield view.say("chart.some-share", n=found["may-share"])
    if found["first"]:
        yield view.say("tree.some-first", n=found["first"])
    if found["none-known"]:
        yield view.say("tree.some-alone", n=found["none-known"])
