"""What a body or a person said or passed on: its claims by incident, with the figures that say most of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.core.models import Incident
from macros.site.addresses import RecordLink, side, speaking
from macros.site.claims.claim_tables import in_time
from macros.site.claims.sentences import AGAINST
from macros.site.claims.shown_claims import ShownClaim
from macros.site.site import Site

LEADING = 3
"""The most figures that stand above the claims of a group."""
UNFOLDED = 12
"""The most claims of a page that are one open table; of more, those about each incident are folded."""


WITHOUT_INCIDENT = "The general situation"
"""What claims are about that concern no incident."""


@dataclass(frozen=True, slots=True)
class SaidAbout:
    """The claims about one incident in time order; without an incident, those about the general situation."""

    incident: RecordLink | None
    when: str
    title: str
    claims: list[ShownClaim]
    leading: list[ShownClaim]

    @property
    def anchor(self) -> str:
        """Where it is on the page."""
        return f"about-{self.incident.id}" if self.incident else "about-general"


@dataclass(frozen=True, slots=True)
class AllSaid:
    """Every claim with one speaker in its chain."""

    speaker: str
    groups: list[SaidAbout]

    @property
    def compared(self) -> str:
        """The address where the speaker is compared with another."""
        return side(speaking(self.speaker))

    @property
    def number(self) -> int:
        """How many claims there are."""
        return len(self.claims)

    @property
    def own(self) -> int:
        """How many of them begin with the speaker."""
        return sum(map(self.begins, self.claims))

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The anchor and the short name of each group, where each has a heading."""
        named = [(group.anchor, group.incident.text if group.incident else WITHOUT_INCIDENT) for group in self.groups]
        return named if self.folded else []

    def begins(self, claim: ShownClaim) -> bool:
        """Whether its chain begins with the speaker, alone or as the body for which a person speaks."""
        return begins(claim, self.speaker)

    @property
    def folded(self) -> bool:
        """Whether the claims of each incident are folded below its leading figures."""
        return self.number > UNFOLDED

    @property
    def claims(self) -> list[ShownClaim]:
        """All of them, group by group."""
        return [claim for group in self.groups for claim in group.claims]


def spoken(site: Site, speaker: str) -> AllSaid:
    """The claims of an organization or a person by incident, oldest incident first; the general situation is last."""
    claims = in_time(site.claims_of(speaker))
    found: dict[str, list[ShownClaim]] = {}
    for claim in claims:
        found.setdefault(claim.incident.id if claim.incident else "", []).append(claim)
    groups = [_group(site, key, found[key], speaker) for key in sorted(found, key=lambda key: _day(site, key))]
    return AllSaid(speaker, groups)


def begins(claim: ShownClaim, speaker: str) -> bool:
    """Whether a chain begins with this speaker, alone or as the body for which a person speaks."""
    return speaker in claim.recorded.said_by[-1].ids


def _day(site: Site, incident: str) -> tuple[bool, str, str]:
    record = site.archive.records_of("incident").get(incident)
    return (record is None, record.date.first if isinstance(record, Incident) else "", incident)


def _group(site: Site, key: str, claims: list[ShownClaim], speaker: str) -> SaidAbout:
    record = site.archive.records_of("incident").get(key)
    when, title = (record.date.in_words(), record.title) if isinstance(record, Incident) else ("", "")
    return SaidAbout(claims[0].incident, when, title or WITHOUT_INCIDENT, claims, _leading(claims, speaker))


def _leading(claims: list[ShownClaim], speaker: str) -> list[ShownClaim]:
    """Those that say most: own ones before what is passed on, numbers of all the people before parts and days."""
    ranked = sorted(claims, key=lambda claim: (not begins(claim, speaker), _weight(claim)))
    return in_time(list(_once(ranked))[:LEADING])


def _weight(claim: ShownClaim) -> int:
    if claim.recorded.stance in AGAINST:
        return 1
    if claim.count is None:
        return 2
    return 0 if claim.drawable and not claim.rests_on else 3


def _once(claims: Iterable[ShownClaim]) -> Iterable[ShownClaim]:
    """The same without those that give a figure of one measure again."""
    seen: set[tuple[str, str]] = set()
    for claim in claims:
        key = (claim.position or claim.headline, claim.measure)
        if key not in seen:
            seen.add(key)
            yield claim
