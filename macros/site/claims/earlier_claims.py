"""What a claim said before a change and after it, in words: as one sentence each, and field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from macros.core.models import Claim, Incident, Record
from macros.core.models.base import changes_of
from macros.core.models.changes import TOLD, AnyChange
from macros.core.models.earlier import ClaimChange, claim_changes
from macros.core.models.kinds import SPEAKERS
from macros.core.relations import AttributedClaim, Relations
from macros.core.values.dates import Date
from macros.core.values.speakers import Speaker
from macros.site import addresses
from macros.site.addresses import RecordLink
from macros.site.claims.sentences import sentence
from macros.site.languages.clauses import figure

FIELDS = {
    "passage": "Passage",
    "work": "Report",
    "locator": "Place in the report",
    "incident": "Incident",
    "measure": "What is counted or dated",
    "count": "Figure",
    "date": "Date",
    "unit": "Counted in",
    "who": "Whom it counts",
    "whom": "Word for the people",
    "about": "About",
    "said-by": "Who says it",
    "stance": "How firmly",
    "hedge": "Words of doubt",
    "said": "Said on",
    "rests-on": "Rests on",
    "part-of": "Part of",
}
"""What the fields of a claim are called beside their earlier values."""
_LISTS = {"measure": "measures", "stance": "stances", "unit": "units", "whom": "groups"}
_KINDS = {"work": "work", "incident": "incident", "about": "person"}
_NONE = "not given"


@dataclass(frozen=True, slots=True)
class ToldField:
    """One field, as it was and as it became."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change of a claim: how it was cited before, and what it says since.

    The sentences are empty where a claim is not known in full, or gone; `gone` says the latter, and `moved` where it
    went, as `owner.id`. `was` and `since` say in words when each was shown, `later` what the later fields are.
    """

    claim_id: str
    anchor: str
    was: str
    before: str
    since: str
    after: str
    gone: bool
    moved: str
    later: str
    fields: tuple[ToldField, ...]


def told_changes(
    relations: Relations, link: Callable[[str, str], RecordLink], record: Record, claim_id: str
) -> Iterator[tuple[AnyChange, ToldChange]]:
    """Every change of a claim that tells what it said before, newest first, with its entry."""
    steps = list(claim_changes(record, claim_id))
    named = [entry for entry in changes_of(record) if claim_id in entry.claims]
    anchors = addresses.before_anchors(claim_id, [step.entry for step in steps])
    words = _Words(relations, link, record)
    for index, (step, anchor) in enumerate(zip(steps, anchors, strict=True)):
        older = named[named.index(step.entry) + 1 :]
        newer = steps[index - 1].entry if index else None
        stands, moved = words.stands(claim_id)
        gone = step.after is None and stands is None
        yield (
            step.entry,
            ToldChange(
                claim_id,
                anchor,
                _was(step.entry, older[0] if older else None),
                words.sentence(claim_id, step.before),
                _since(step, newer, gone=gone),
                words.sentence(claim_id, step.after),
                gone,
                moved,
                "Today" if step.after is None else "After",
                tuple(words.fields(step, stands)),
            ),
        )


def _was(entry: AnyChange, older: AnyChange | None) -> str:
    day = entry.date.in_words()
    if older is None:
        return f"As cited before {day}"
    if older.date == entry.date:
        return f"On {day}, between two changes"
    return f"As cited from {older.date.in_words()} to {day}"


def _since(step: ClaimChange, newer: AnyChange | None, *, gone: bool) -> str:
    day = step.entry.date.in_words()
    if gone:
        return f"Since {day}"
    if step.after is None:
        return "Today"
    if newer is None:
        return f"Since {day}"
    return (
        f"On {day}, before the next change"
        if newer.date == step.entry.date
        else f"From {day} to {newer.date.in_words()}"
    )


class _Words:
    """The claims of one record in words."""

    def __init__(self, relations: Relations, link: Callable[[str, str], RecordLink], record: Record) -> None:
        self._relations = relations
        self._link = link
        self._record = record

    def sentence(self, claim_id: str, claim: Claim | None) -> str:
        """A claim as one sentence; empty where it is not known, or where the words of its measure are gone."""
        if claim is None:
            return ""
        own = self._record.id if isinstance(self._record, Incident) else None
        work = self._relations.archive.works.get(claim.work or self._record.id)
        followed = claim.model_copy(update={"said_by": [self._followed(one) for one in claim.said_by]})
        try:
            stated = AttributedClaim(self._record.id, claim_id, followed, own or claim.incident, work)
            return sentence(self._relations, stated)
        except KeyError:
            return ""

    def stands(self, claim_id: str) -> tuple[Claim | None, str]:
        """A claim as it stands today, and where it moved, as `owner.id`; None if it is gone for good."""
        own: dict[str, Claim] = getattr(self._record, "claims", {})
        if claim_id in own:
            return own[claim_id], ""
        retired = self._relations.archive.redirects.root.get(f"claims/{self._record.id}.{claim_id}")
        moved = ((retired.to if retired else None) or "").removeprefix("claims/")
        found = self._relations.claims.get(moved)
        return (found.claim, moved) if found else (None, "")

    def fields(self, step: ClaimChange, today: Claim | None) -> Iterator[ToldField]:
        """The fields that a change altered; all fields of a claim that is gone are in its sentence."""
        after = step.after or today
        if step.before and after is None:
            return
        for name in step.earlier.altered:
            before = self._value(name, step.before or after, step.earlier.given.get(name))
            later = self._value(name, after, getattr(after, TOLD[name])) if after else _NONE
            yield ToldField(FIELDS[name], before, later)

    def _value(self, name: str, claim: Claim | None, value: object) -> str:
        """One value in words; `claim` gives the unit of a figure."""
        if value in (None, [], ""):
            return _NONE
        if name == "count" and claim:
            return figure(claim.model_copy(update={"count": value}), self._relations.archive.vocabulary)
        if name in _LISTS:
            return self._relations.archive.vocabulary.label(_LISTS[name], str(value))
        return self._in_words(name, value)

    def _in_words(self, name: str, value: object) -> str:
        if isinstance(value, Date):
            return value.in_words()
        if isinstance(value, list):
            chain = " → ".join(self._speaker(self._followed(one)) for one in reversed(value) if name == "said-by")
            return chain or "; ".join(self._claim(str(one)) for one in value)
        if name in _KINDS:
            return self._named(_KINDS[name], str(value))
        if name == "part-of":
            return self._claim(f"{self._record.id}.{value}")
        return f"“{value}”" if name == "hedge" else str(value)

    def _claim(self, ref: str) -> str:
        """Another claim by its figure and its document; by its id where it is gone."""
        found = self._relations.claims.get(ref)
        if found is None:
            return ref
        document = found.work.short_text if found.work else found.owner
        return f"{figure(found.claim, self._relations.archive.vocabulary) or found.id}, {document}"

    def _speaker(self, link: Speaker) -> str:
        names = [self._named(self._relations.kind_of(one, SPEAKERS) or "", one) for one in link.ids]
        return ", for ".join(names)

    def _named(self, kind: str, record_id: str) -> str:
        known = bool(kind) and record_id in self._relations.archive.records[kind]
        return self._link(kind, record_id).text if known else record_id

    def _followed(self, link: Speaker) -> Speaker:
        """A link of a chain; of ids that were retired since, the ids that took their place."""
        body = self._now(link.body) if link.body else link.body
        return replace(link, id=self._now(link.id), body=body)

    def _now(self, record_id: str) -> str:
        retired = self._relations.archive.redirects.root
        found = (retired.get(f"{plural}/{record_id}") for plural in ("organizations", "people", "voices"))
        to = next((one.to for one in found if one and one.to), None)
        return to.partition("/")[2] if to else record_id
