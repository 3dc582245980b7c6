"""Rules on attribution chains: where they begin, and who may speak for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Claim, Person, Record, Source, Voice
from macros.core.models.document import FieldPath
from macros.core.models.kinds import SPEAKERS
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.values.speakers import Speaker

GROUP_OF_SPEAKERS = "collective"
"""The kind of voice behind which several speak together."""


def _problem_at(record: Record, place: FieldPath, message: str, rule_id: str) -> Problem:
    return Problem(record.path, record.line(*place), record.field(place), message, rule_id)


def _chains(archive: Archive) -> Iterator[tuple[Record, FieldPath, Claim]]:
    for record in archive.owners:
        for claim_id, claim in getattr(record, "claims", {}).items():
            yield record, ("claims", claim_id, "said-by"), claim


@rule("chain-start", reach="near")
def chain_start(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The attribution chain of a source's claim begins with an author of the source, or somebody who speaks for one."""
    for record, place, claim in _chains(archive):
        authors = record.credits.get("author", []) if isinstance(record, Source) else []
        known = all(
            archive.records_of("organization").get(one) or archive.records_of("person").get(one) for one in authors
        )
        met = any(claim.said_by[0].id in archive.ids_met[kind] for kind in SPEAKERS)
        if authors and known and met and not {*claim.said_by[0].ids} & {*authors}:
            wrong = f"begins with '{claim.said_by[0].id}'; put the author before it, {' or '.join(authors)}"
            yield _problem_at(record, place, wrong, "chain-start")


@rule("speaks-for", reach="near")
def speaks_for(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A person or a voice may speak for an organization, and a person only for one in `affiliation`.

    `person for organization` is one link, since neither passes on what the other says, so the two are never
    neighbours in a chain. A body speaks in its own name, and no link occurs twice in a chain.
    """
    for record, place, claim in _chains(archive):
        for index, link in enumerate(claim.said_by):
            before = claim.said_by[index - 1] if index else None
            wrong = (
                _repeated_link(link, claim.said_by[:index])
                or _unfit_link(archive, link)
                or _split_link(archive, before, link)
            )
            if wrong:
                yield _problem_at(record, (*place, index), wrong, "speaks-for")


@rule("stance-chain", reach="near")
def stance_chain(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A claim that its author `reports` names in `said-by` whom the author reports; one that it `asserts` does not.

    Only co-signatories, a voice with `together`, stand beside an author who asserts. Words such as “reportedly”,
    without a speaker, are the `hedge` of what the author asserts.
    """
    for record, (claims, claim_id, _), claim in _chains(archive):
        wrong = _lone_report(claim) or _assertion_of_others(archive, claim)
        if wrong and len({*claim.said_by}) == len(claim.said_by):  # one that is named twice is reported
            yield _problem_at(record, (claims, claim_id, "stance"), wrong, "stance-chain")


@rule("group-members", reach="near")
def group_members(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Only a voice of the kind `collective` names members: of any other it would say who is behind it."""
    for voice in archive.records_of(Voice.kind_id).values():
        if isinstance(voice, Voice) and voice.members and voice.kind != GROUP_OF_SPEAKERS:
            wrong = f"does not belong here; only a voice of the kind `{GROUP_OF_SPEAKERS}` has members"
            yield _problem_at(voice, ("members",), wrong, "group-members")


def _lone_report(claim: Claim) -> str:
    if claim.stance != "reports" or len(claim.said_by) > 1:
        return ""
    return (
        f"is `reports`, and nobody stands behind '{claim.said_by[0].text}' in `said-by`; name there who is reported, "
        "or write `asserts`, with words such as reportedly as `hedge`"
    )


def _assertion_of_others(archive: Archive, claim: Claim) -> str:
    voices = archive.records_of(Voice.kind_id)
    for link in claim.said_by[1:] if claim.stance == "asserts" else ():
        voice = voices.get(link.id)
        met = any(link.id in archive.ids_met[kind] for kind in SPEAKERS)
        if met and not (isinstance(voice, Voice) and voice.together):
            return f"is `asserts`, although the author has it from '{link.text}'; write `reports`"
    return ""


def _repeated_link(link: Speaker, before: list[Speaker]) -> str:
    return f"'{link.text}' is in the chain already; name each link once" if link in before else ""


def _unfit_link(archive: Archive, link: Speaker) -> str:
    """Why a link cannot speak for the body that it names; empty if it can."""
    if not link.body:
        return ""
    if link.body not in archive.ids_met["organization"] and link.id not in archive.ids_met["organization"]:
        return ""  # no such organization, which is reported
    if link.body == link.id or link.id in archive.ids_met["organization"]:
        return (
            f"'{link.id}' is a body and speaks in its own name; write '{link.id}', or the person who spoke for a body"
        )
    person = _person(archive, link.id)
    if person and link.body not in person.affiliation:
        return (
            f"'{link.id}' is not affiliated with '{link.body}'; write '{link.id}' alone, or add it to `affiliation` in "
            f"{person.path}"
        )
    return ""


def _split_link(archive: Archive, before: Speaker | None, link: Speaker) -> str:
    """What is wrong if a body and a person of it are neighbours, that is, two links."""
    if not before or before.body or link.body:
        return ""
    for one, other in ((before, link), (link, before)):
        person = _person(archive, one.id)
        if person and other.id in person.affiliation:
            return f"'{before.id}' and '{link.id}' are one link; write '{one.id} for {other.id}' in place of both"
    return ""


def _person(archive: Archive, record_id: str) -> Person | None:
    """The person with this id, unless another record has it too, which is reported elsewhere."""
    person = archive.records_of(Person.kind_id).get(record_id)
    shared = any(record_id in archive.ids_met[kind] for kind in SPEAKERS if kind != Person.kind_id)
    return person if isinstance(person, Person) and not shared else None
