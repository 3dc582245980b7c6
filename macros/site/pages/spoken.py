"""What a body or a person said or passed on: its claims by incident, with the figures that say most of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.core.models import Incident, Record, Voice
from macros.site.addresses import RecordLink, side, speaking
from macros.site.claims.claim_tables import in_time
from macros.site.claims.record_parts import WHOLE, WITH_FIGURES, Cut, RecordPart, by_incident
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
    apart: str = ""
    """The address of the page that has its table, if that is another page."""

    @property
    def anchor(self) -> str:
        """Where it is on the page."""
        return f"about-{self.incident.id}" if self.incident else "about-general"


@dataclass(frozen=True, slots=True)
class AllSaid:
    """Every claim with one speaker in its chain."""

    speaker: str
    groups: list[SaidAbout]
    cut: Cut = WHOLE
    """How the page of the speaker is cut."""
    voices: frozenset[str] = frozenset()
    """The groups of speakers of which the speaker is one: what these say, they say too."""

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
        return named if self.folded and self.cut.left in ("", WITH_FIGURES) else []

    def begins(self, claim: ShownClaim) -> bool:
        """Whether its chain begins with the speaker: alone, as the body for which a person speaks, or in a group."""
        return begins(claim, self.voices | {self.speaker})

    @property
    def folded(self) -> bool:
        """Whether the claims of each incident are folded below its leading figures."""
        return self.number > UNFOLDED

    @property
    def claims(self) -> list[ShownClaim]:
        """All of them, group by group."""
        return [claim for group in self.groups for claim in group.claims]


def spoken(site: Site, speaker: Record) -> AllSaid:
    """The claims of an organization or a person by incident, oldest incident first; the general situation is last."""
    cut, voices = site.cut(speaker), _voices(site, speaker.id)
    return AllSaid(speaker.id, _groups(site, site.claims_of(speaker.id), voices | {speaker.id}, cut), cut, voices)


def spoken_in(site: Site, part: RecordPart) -> AllSaid:
    """The same for the claims of a further page."""
    voices, claims = _voices(site, part.record), [site.claims[ref] for ref in part.items]
    return AllSaid(part.record, _groups(site, claims, voices | {part.record}, WHOLE), voices=voices)


def _voices(site: Site, speaker: str) -> frozenset[str]:
    voices = site.archive.records_of(Voice.kind_id).values()
    return frozenset(one.id for one in voices if isinstance(one, Voice) and speaker in one.members)


def _groups(site: Site, claims: list[ShownClaim], speaker: frozenset[str], cut: Cut) -> list[SaidAbout]:
    found = by_incident(site.archive, in_time(claims), lambda claim: claim.incident.id if claim.incident else "")
    return [_group(site, key, alike, speaker, cut.begins.get(key, "")) for key, alike in found]


def begins(claim: ShownClaim, speaker: frozenset[str]) -> bool:
    """Whether a chain begins with this speaker, alone or as the body for which a person speaks."""
    return not speaker.isdisjoint(claim.recorded.said_by[-1].ids)


def _group(site: Site, key: str, claims: list[ShownClaim], speaker: frozenset[str], apart: str) -> SaidAbout:
    record = site.archive.records_of("incident").get(key)
    when, title = (record.date.in_words(), record.title) if isinstance(record, Incident) else ("", "")
    return SaidAbout(claims[0].incident, when, title or WITHOUT_INCIDENT, claims, _leading(claims, speaker), apart)


def _leading(claims: list[ShownClaim], speaker: frozenset[str]) -> list[ShownClaim]:
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
