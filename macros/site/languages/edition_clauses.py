"""What a claim says as one Korean or Chinese clause, from patterns alone; the caller adds the speaker and the hedge."""

from __future__ import annotations

from macros.core.models import Claim
from macros.core.models.pattern_forms import GroupForms, MeasureForms
from macros.core.models.sentence_patterns import Wording
from macros.site.languages.edition_dates import date_in_clause
from macros.site.languages.edition_figures import adverb, counted, predicate
from macros.site.languages.josa import filled


def clause_in(claim: Claim, wording: Wording) -> str:
    """What a claim says: `북한 난민 최소 41명이 북한으로 송환됐다`, `至少41名朝鲜难民被遣返朝鲜`.

    A Korean clause ends in -다. Raises KeyError for a measure without such words; the check refuses that.
    """
    group = wording.groups.get(claim.whom) or GroupForms(label=claim.whom)
    pattern = _pattern(wording.measures[claim.measure], claim, bare=group.bare)
    if pattern is None:
        raise KeyError(f"{claim.measure} says nothing {claim.gives} in {wording.edition}")
    before = bool(claim.date) and wording.edition == "zh" and bool(wording.units[claim.measured_in].per)
    when = date_in_clause(claim.date, wording, front=before) if claim.date else ""
    text = filled(
        pattern,
        counted=counted(claim, wording),
        count=adverb(claim, wording),
        **{"is": predicate(claim, wording)},
        whom=_whom(group, claim),
        called=group.denied or group.label,
        of="" if group.bare else group.label,
        when="" if before else when,
    )
    return " ".join((f"{when}，{text}" if before else text).split())


def _pattern(forms: MeasureForms, claim: Claim, *, bare: bool) -> str | None:
    own = forms.counted_then if claim.count and claim.date else None
    if bare and claim.gives == "dated":
        own = forms.dated_bare
    found: str | None = own or getattr(forms, claim.gives)
    return found


def _whom(group: GroupForms, claim: Claim) -> str:
    """The group without a figure; in a denial "no one", not "those concerned"."""
    return group.label if claim.gives == "denied" else group.subject or group.label
