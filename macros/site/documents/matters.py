"""What else is said of the same thing: no figure is taken away without the figures and denials that contradict it.

Claims speak of one matter if they give a number, or a time, of one measure about one incident, or about the general
situation. Against a claim speak all claims of its matter that give another figure, and all claims about the incident
that deny or dispute something: it is better to list one too many than to leave one out. Against a denial speak the
figures of what it denies; if nobody gives any, the figures that say most about its incident. Parts of a group, and
claims that the archive counts apart, are a matter of their own, since they count other people, or other days. It stands
beside the matter of the whole: who reads of 9 people must learn that others say 41, and the other way round. Who denies
in general that there are such people speaks against every figure of the incidents that name this practice as related.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.core.models import PRACTICE, Incident
from macros.core.noting.reads import Shared
from macros.core.relations import AttributedClaim, Relations
from macros.site.claims.sentences import AGAINST
from macros.site.languages.clauses import figure
from macros.site.site import Site

WHOLE, APART = "whole", "apart"
TIME = "time"
"""What the id of a matter says if it is about a time."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: `given` has the claims (`owner.id`) by the figure that they give, in the order of the ledger.

    `denied` are the claims about the same incident that deny or dispute something. `apart` says that its claims count
    parts of a group, or other people or days. `denied_generally` has the claims that deny a practice to which the
    incident belongs, by the id of the practice.
    """

    id: str
    about: str
    """The incident, or `general.` and the measure."""
    measure: str
    apart: bool
    given: dict[str, list[str]] = field(default_factory=dict)
    denied: list[str] = field(default_factory=list)
    denied_generally: dict[str, list[str]] = field(default_factory=dict)

    @property
    def dated(self) -> bool:
        """Whether it is about a time, not a number."""
        return f".{TIME}." in self.id

    def against(self, ref: str) -> list[str]:
        """The claims of this matter that contradict one of its claims: other figures, then denials.

        A denial is contradicted by every figure, and not by other denials.
        """
        others = [other for refs in self.given.values() if ref not in refs for other in refs]
        return others if ref in self.denied else [*others, *(one for refs in self.denials.values() for one in refs)]

    @property
    def denials(self) -> dict[str, list[str]]:
        """All denials, by the incident or the practice that they are about; none is left empty."""
        found = {self.about: self.denied} | self.denied_generally
        return {about: refs for about, refs in found.items() if refs}


def matters_of(site: Site) -> Matters:
    """All matters of an archive, worked out once for all documents."""
    known = site.further.get(Matters.__name__)
    if not isinstance(known, Matters):
        known = site.further[Matters.__name__] = Matters(site.relations)
    return known


class Matters(Shared):
    """The matters of a whole archive, by claim."""

    def __init__(self, relations: Relations) -> None:
        self._relations = relations
        self._words = relations.archive.vocabulary
        self._found: dict[str, Matter] = {}
        self._of: dict[str, list[Matter]] = defaultdict(list)
        denials: dict[str, list[AttributedClaim]] = defaultdict(list)
        for stated in relations.ledger():
            if stated.claim.stance in AGAINST:
                denials[_about(stated)].append(stated)
            for name, value in self._figures(stated):
                matter = self._found.setdefault(_id(stated, name), _new(stated, name))
                matter.given.setdefault(value, []).append(stated.ref)
                self._of[stated.ref].append(matter)
        self._deny(denials)

    def _deny(self, denials: dict[str, list[AttributedClaim]]) -> None:
        """Put each denial to every matter of its incident; it belongs itself to those that it speaks against."""
        by_about: dict[str, list[Matter]] = defaultdict(list)
        for matter in self._found.values():
            by_about[matter.about].append(matter)
        for about, denying in denials.items():
            for stated in denying:
                self._of[stated.ref].extend(self._denied(stated, by_about[about]))
                for matter in by_about[about]:
                    matter.denied.append(stated.ref)
        for about, matters in by_about.items():
            for practice in self._practices(about):
                for matter in matters:
                    matter.denied_generally[practice] = [stated.ref for stated in denials.get(practice, ())]

    def _denied(self, stated: AttributedClaim, matters: list[Matter]) -> list[Matter]:
        """What a denial speaks against: its measure, else what says most about the incident, else all."""
        alike = [one for one in matters if one.measure == stated.claim.measure]
        incident = self._relations.archive.records_of(Incident.kind_id).get(stated.incident or "")
        kind = self._words.list("incident-kinds").get(incident.kind) if isinstance(incident, Incident) else None
        leading = [one for one in matters if kind and one.measure in kind.leads and not one.apart]
        return alike or leading or matters

    def _practices(self, about: str) -> list[str]:
        """The practices to which an incident belongs: those that it names as related."""
        own = self._incident(about)
        related = own.related if own else []
        return [one for one in related if (found := self._incident(one)) and found.kind == PRACTICE]

    def _incident(self, name: str) -> Incident | None:
        found = self._relations.archive.records_of(Incident.kind_id).get(name)
        return found if isinstance(found, Incident) else None

    def of(self, ref: str) -> list[Matter]:
        """The matters of a claim: of its number and of its time. A denial belongs to all that it speaks against.

        Behind each is its other one, of the parts or of the whole.
        """
        found = [one for matter in self._of.get(ref, []) for one in (matter, self._found.get(_other(matter)))]
        return list({one.id: one for one in found if one}.values())

    def against(self, ref: str) -> list[str]:
        """Every claim that contradicts a claim, as `owner.id`, each once."""
        return list(dict.fromkeys(other for matter in self.of(ref) for other in matter.against(ref)))

    def _figures(self, stated: AttributedClaim) -> Iterator[tuple[str, str]]:
        """The number and the time that a claim gives; none where it denies or disputes."""
        claim = stated.claim
        if claim.stance not in AGAINST and claim.count:
            yield f"number-{claim.measured_in}", figure(claim, self._words)
        if claim.stance not in AGAINST and claim.date:
            yield TIME, claim.date.in_words()


def _about(stated: AttributedClaim) -> str:
    """What a denial speaks against: all that is said of an incident; of the general situation, one measure alone."""
    return stated.incident or f"general.{stated.claim.measure}"


def _id(stated: AttributedClaim, name: str) -> str:
    apart = APART if _apart(stated) else WHOLE
    return f"{stated.incident or 'general'}.{stated.claim.measure}.{name}.{apart}"


def _other(matter: Matter) -> str:
    """The id of the matter of the parts, of a whole; of the whole, of parts."""
    return f"{matter.id.rpartition('.')[0]}.{WHOLE if matter.apart else APART}"


def _new(stated: AttributedClaim, name: str) -> Matter:
    return Matter(_id(stated, name), _about(stated), stated.claim.measure, _apart(stated))


def _apart(stated: AttributedClaim) -> bool:
    return bool(stated.claim.part_of or stated.claim.aside)
