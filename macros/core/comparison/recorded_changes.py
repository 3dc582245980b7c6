"""Claims compared with the entries of `changes:` that explain how they changed and tell what they said before."""

from __future__ import annotations

import math
from collections.abc import Iterator

import yaml

from macros.core.archive import Archive
from macros.core.comparison.published_records import altered_claims, claims_of, lost_entries, new_entries, pairs, quoted
from macros.core.models import Claim, Record
from macros.core.models.base import changes_of, kebab
from macros.core.models.changes import TOLD, AnyChange
from macros.core.models.earlier import plain_value, told_of, undone
from macros.core.problems import Problem
from macros.core.rules.earlier_values import WITHDRAW
from macros.core.rules.registry import rule
from macros.core.words.personal import personal

UNCITED = {"find", "aside"}
"""Fields of a claim that no reader cites: how its passage is found, and whether a picture has it."""

LANGUAGES = {"ko", "zh"}
"""Fields of a claim with its texts in other languages."""


@rule("unexplained-change", needs="base")
def unexplained_change(base: Archive, now: Archive) -> Iterator[Problem]:
    """A published claim changes or goes only with a new entry of `changes:` that names it, or is retired as `quiet`.

    A claim that was removed for safety, rights or law does not need an entry: its address says so. Nor does a claim to
    which a text in Korean or Chinese is added.
    """
    for before, after in pairs(base, now):
        explained = {claim for change in new_entries(before, after) for claim in change.claims}
        for claim_id, published, claim in altered_claims(now, before, after):
            if claim_id not in explained and (fault := _difference(published, claim)):
                field, what = fault
                place = ("claims", claim_id, *field)
                ready = _ready(claim_id, published, claim)
                told = f", with `{ready}`" if ready else ""
                wrong = f"{what}; add an entry to `changes:` that says why and names the claim {claim_id}{told}"
                yield Problem(after.path, after.line(*place), after.field(place), wrong, "unexplained-change")


@rule("unrecorded-value", needs="base")
def unrecorded_value(base: Archive, now: Archive) -> Iterator[Problem]:
    """An entry of `changes:` that is new and names a published claim tells under `was` what it said before the change.

    Undoing the new entries gives the claim as it was published. Only fields that readers cite are told; a claim that
    goes is told whole, unless it moved to another record. An entry that is `withdrawn` tells nothing. What `record-was`
    tells of a field of the record is what was published, too.
    """
    for before, after in pairs(base, now):
        yield from _fields_not_published(before, after)
        entries = new_entries(before, after)
        lost = {(one.date, one.kind) for one in lost_entries(before, after)}
        published = {claim_id: (old, claim) for claim_id, old, claim in altered_claims(now, before, after)}
        for claim_id in dict.fromkeys(claim_id for entry in entries for claim_id in entry.claims):
            naming = [entry for entry in entries if claim_id in entry.claims]
            if any((entry.date, entry.kind) in lost for entry in naming):
                continue  # an altered entry is reported as such
            if claim_id in published and not any(entry.withdrawn for entry in naming):
                yield from _unrecorded(now, after, claim_id, naming, *published[claim_id])
            elif claim_id in naming[-1].was and claim_id not in claims_of(before):
                place = ("changes", changes_of(after).index(naming[-1]), "was", claim_id)
                wrong = f"tells what the claim {claim_id} said before, and it was not published; leave it out"
                yield Problem(after.path, after.line(*place), after.field(place), wrong, "unrecorded-value")


def _fields_not_published(before: Record, after: Record) -> Iterator[Problem]:
    """The oldest new earlier value of each field of a record, where it is not what was published."""
    entries = new_entries(before, after)
    told = {name: (entry, value) for entry in entries for name, value in entry.record_was.items()}
    for name, (entry, value) in told.items():
        published = plain_value(before, name)
        if value != published:
            place = ("changes", changes_of(after).index(entry), "record-was", name)
            right = (
                f"if nobody may read what was, {WITHDRAW}"
                if published
                else "the record had no such field; leave it out"
            )
            if published == plain_value(after, name):
                right = "the record says what was published; leave it out"
            elif published and not personal(published):
                right = f"write `record-was: {_line({name: published})}`; {right}"
            wrong = f"is not what was published; {right}"
            yield Problem(after.path, after.line(*place), after.field(place), wrong, "unrecorded-value")


def _unrecorded(
    now: Archive, record: Record, claim_id: str, naming: list[AnyChange], published: Claim, claim: Claim | None
) -> Iterator[Problem]:
    retired = now.redirects.root.get(f"claims/{record.id}.{claim_id}")
    told = any(claim_id in entry.was for entry in naming)
    if claim is None and retired and (retired.to or "").startswith("claims/") and not told:
        return
    found = claim
    for entry in naming:
        if claim_id in entry.was:
            found = undone(found, entry.was[claim_id])
    wanted = told_of(published)
    given = told_of(found) if found else {}
    wrong = [name for name in TOLD if given.get(name) != wanted[name] and not (found is None and not wanted[name])]
    if not wrong:
        return
    index = changes_of(record).index(naming[-1])
    place = ("changes", index, "was", claim_id) if claim_id in naming[-1].was else ("changes", index)
    ready = _ready(claim_id, published, claim, naming[:-1])
    right = (f"write `{ready}`; " if ready else "") + f"if nobody may read that any more, {WITHDRAW}"
    if claim and told_of(claim) == wanted:
        right = "it says what was published; leave it out of `was`"
    what = f"does not tell what the claim {claim_id} said before this change ({', '.join(wrong)}); {right}"
    yield Problem(record.path, record.line(*place), record.field(place), what, "unrecorded-value")


def _ready(claim_id: str, published: Claim, claim: Claim | None, later: list[AnyChange] | None = None) -> str:
    """The line that tells what a claim said, ready to be copied; empty if nothing readers cite changed, or for privacy.

    `later` are newer entries that tell some of it already.
    """
    for entry in later or ():
        claim = undone(claim, entry.was[claim_id]) if claim_id in entry.was else claim
    old, new = told_of(published), told_of(claim) if claim else {}
    usual = {name: Claim.model_fields[field].default for name, field in TOLD.items()} if claim is None else {}
    given = {
        name: _written(value)
        for name, value in old.items()
        if value not in (None, [], usual.get(name)) and value != new.get(name)
    }
    lost = [name for name, value in old.items() if value in (None, []) and new.get(name) not in (None, [])]
    told = given | ({"without": lost} if lost else {})
    line = _line({claim_id: told})
    return f"was: {line}" if told and not personal(line) else ""


def _line(value: object) -> str:
    """A value as one line of a file."""
    return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=math.inf).strip()


def _written(value: object) -> object:
    """A value as a file has it: text, or a list of texts."""
    return [str(getattr(one, "text", one)) for one in value] if isinstance(value, list) else _text(value)


def _text(value: object) -> str:
    return str(getattr(value, "text", value))


def _difference(before: Claim, after: Claim | None) -> tuple[tuple[str, ...], str] | None:
    """The field in which a claim differs, empty for several, and the difference in words; None if readers see none."""
    if after is None:
        return (), "is gone, and was published"
    old, new = _cited(before), _cited(after)
    places = [place for place in old if old[place] != new.get(place)]
    if not places:
        return None
    if len(places) > 1:
        fields = [".".join(place) for place in places]
        return (), f"{', '.join(fields[:-1])} and {fields[-1]} differ from what was published"
    return places[0], f"is {quoted(new.get(places[0]))} and was published as {quoted(old[places[0]])}"


def _cited(claim: Claim) -> dict[tuple[str, ...], object]:
    """What readers may cite of a claim, by field: also each text that it has in Korean or Chinese.

    A text that is added says in another language what the claim said before, so only one that was there can differ.
    """
    fields = claim.model_dump(exclude=UNCITED | LANGUAGES)
    own: dict[tuple[str, ...], object] = {(kebab(name),): value for name, value in fields.items()}
    translated = claim.model_dump(include=LANGUAGES)
    return own | {
        (language, kebab(name)): text
        for language in translated
        for name, text in (translated[language] or {}).items()
        if text and name not in UNCITED
    }
