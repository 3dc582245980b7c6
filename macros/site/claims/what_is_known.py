"""What is known of an incident and what is not, from its claims and places alone.

Every claim is in one group, by where it comes from. A denial by a state is a separate group, since it confirms nothing.
The questions that no claim and no place answers follow from two lists: `incident-kinds` says which of `questions` a
kind of incident asks, `measures` which of them a claim answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.core.models import Incident, Organization, Person
from macros.core.relations import AttributedClaim, Relations
from macros.site.claims.sentences import AGAINST

GROUPS = {
    "state": "known.state",
    "denied": "known.denied",
    "none-known": "known.others",
    "may-share": "known.others",
    "rests-on": "known.rests-on",
}
"""The groups of claims in the order of display, each with its label, which may ask for the word of `origin-links`."""
_PLACES = ("held", "crossed")
_NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Known:
    """What the records say of one incident: its claims by group (empty ones left out), and on what none is recorded."""

    incident: Incident
    groups: dict[str, list[AttributedClaim]]
    unanswered: tuple[str, ...]
    """Words of the list `questions`, in its order."""

    @staticmethod
    def label(group: str) -> str:
        """Which label names a group."""
        return GROUPS[group]

    @staticmethod
    def against(stated: AttributedClaim) -> bool:
        """Whether a claim denies or disputes something: its figure alone would then say the opposite."""
        return stated.claim.stance in AGAINST

    @property
    def has_state(self) -> bool:
        """Whether a state itself said something other than a denial."""
        return "state" in self.groups


def known(relations: Relations, incident: Incident) -> Known:
    """What is known of an incident. One without claims has no groups, and answers only the question of places."""
    claims = relations.claims_of.get(incident.id, [])
    found: dict[str, list[AttributedClaim]] = {name: [] for name in GROUPS}
    for one in claims:
        found[_group(relations, one)].append(one)
    return Known(incident, {name: some for name, some in found.items() if some}, unanswered(relations, incident))


def _group(relations: Relations, stated: AttributedClaim) -> str:
    """Repeating another claim counts first: the words of a state, when repeated, count once."""
    origin = relations.origin_link(stated.ref)
    if origin == "rests-on" or not _from_state(relations, stated):
        return origin
    return "denied" if Known.against(stated) else "state"


def _from_state(relations: Relations, stated: AttributedClaim) -> bool:
    """Whether its origin, the last of its chain, is a state's own organ or somebody who speaks for one."""
    archive, origin = relations.archive, stated.claim.said_by[-1]
    person = archive.records_of(Person.kind_id).get(origin.id)
    bodies = [*origin.ids, *(person.affiliation if isinstance(person, Person) and not origin.body else ())]
    found = [archive.records_of(Organization.kind_id).get(body) for body in bodies]
    words = archive.vocabulary.list("organization-kinds")
    return any(isinstance(one, Organization) and one.kind in words and words[one.kind].state for one in found)


def unanswered(relations: Relations, incident: Incident) -> tuple[str, ...]:
    """The questions that no claim about an incident and none of its places answers.

    A denial is an answer, with or without a number: that people were returned is claimed and denied, not unheard of.
    A claim on other groups or days is none.
    """
    words, claims = relations.archive.vocabulary, relations.claims_of.get(incident.id, [])
    kind = words.list("incident-kinds").get(incident.kind)
    asked = kind.asks if kind else []
    measures = {one.claim.measure for one in claims if not one.claim.aside}
    told = {answer for name in measures if (term := words.list("measures").get(name)) for answer in term.answers}
    told |= {place for place in _PLACES if getattr(incident.places, place)}
    told |= {_NUMBER} if any(_numbers(one) for one in claims) else set()
    return tuple(question for question in words.list("questions") if question in asked and question not in told)


def _numbers(stated: AttributedClaim) -> bool:
    """Whether it says how many people were concerned; shares, parts of a group and other groups do not."""
    claim = stated.claim
    return claim.measured_in == "people" and claim.count is not None and not claim.part_of and not claim.aside
