"""What pages say in short of the claims about an incident."""

from __future__ import annotations

from collections.abc import Callable

from macros.core.models import Incident
from macros.core.models.kinds import INDEXES
from macros.core.noting.reads import Derived, Shared
from macros.core.relations import Relations
from macros.site.claims.claimed_ranges import ClaimedRange, claimed_range
from macros.site.claims.shown_claims import ShownClaims
from macros.site.claims.standing import others
from macros.site.indexes import IndexPart, in_parts_only

OTHERS_KEPT = 1024
"""How many claims keep what the others say: the picture of each claim asks for it once."""


class AboutIncidents(Shared):
    """Small values worked out from all claims about an incident, by its id: who shows one has read no more."""

    def __init__(self, relations: Relations, claims: ShownClaims, discrepancies: Callable[[], list[IndexPart]]) -> None:
        self._relations, self._claims, self._discrepancies = relations, claims, discrepancies
        self.range_of = Derived(self._range_of)
        """The figures that are claimed, as one range of the measures that its kind leads with."""
        self.notes_together = Derived(self._notes_together)
        """Where all notes about it are together: the page of discrepancies, or the first part that has some of them."""
        self.documents = Derived(self._documents)
        """How many documents make claims about it, annotated or not."""
        self.languages = Derived(self._languages)
        """The languages of these documents, as codes."""
        self.levels = Derived(self._levels)
        """The levels of evidence of the claims."""
        self.others = Derived(lambda ref: others(relations, claims, ref), OTHERS_KEPT)
        """What the other claims about its incident say beside a claim, by `owner.id`."""

    def _range_of(self, incident: str) -> ClaimedRange | None:
        archive = self._relations.archive
        record = archive.records_of(Incident.kind_id)[incident]
        kind = archive.vocabulary.list("incident-kinds").get(record.kind) if isinstance(record, Incident) else None
        rows = self._claims.of(self._relations.claims_of.get(incident, ()))
        return claimed_range(rows, kind.leads if kind else ())

    def _notes_together(self, incident: str) -> str:
        parts, noted = self._discrepancies(), self._relations.noted_incident
        if not in_parts_only(parts):
            return f"{INDEXES[parts[0].index].address}#{incident}"
        return next((f"{part.address}#{incident}" for part in parts if incident in map(noted, part.entries)), "")

    def _documents(self, incident: str) -> int:
        return len({stated.work.id for stated in self._relations.claims_of.get(incident, ()) if stated.work})

    def _languages(self, incident: str) -> list[str]:
        works = [stated.work for stated in self._relations.claims_of.get(incident, ())]
        return sorted({work.langid for work in works if work and work.langid})

    def _levels(self, incident: str) -> set[str]:
        return {stated.evidence for stated in self._relations.claims_of.get(incident, ())}
