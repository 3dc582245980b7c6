"""The rule on what a sentence can say: a measure has a count in one of its units, a date, or a denial."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Claim
from macros.core.models.vocabulary import Vocabulary
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule

GIVEN = {"counted": "a count", "dated": "a date", "since": "a time since when", "denied": "a denial without a figure"}
"""What a claim states, in words."""


@rule("claim-sentence", reach="near")
def claim_sentence(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A claim can be put into a sentence: its measure has a pattern for what the claim states, and fits its unit.

    A word in place of a number, such as "dozens", is used only with the units that it may count.
    """
    words = archive.vocabulary
    for record in archive.owners if words.list("measures") else ():
        claims: dict[str, Claim] = getattr(record, "claims", {})
        for claim_id, claim in claims.items():
            for field, wrong in _unsayable(words, claim):
                place = ("claims", claim_id, field)
                yield Problem(record.path, record.document.line(place), record.field(place), wrong, "claim-sentence")


def _unsayable(words: Vocabulary, claim: Claim) -> Iterator[tuple[str, str]]:
    """The field that no sentence can say, and what would be right; unknown or missing values are reported elsewhere."""
    measures = words.list("measures")
    if claim.measure not in measures or (claim.gives == "denied" and claim.stance not in ("denies", "disputes")):
        return
    clause = measures[claim.measure].clause
    if clause is None or getattr(clause, claim.gives) is None:
        able = [key for key, one in measures.items() if one.clause and getattr(one.clause, claim.gives)]
        yield "measure", f"'{claim.measure}' cannot say {GIVEN[claim.gives]}; measures that can: {', '.join(able)}"
        return
    unit = claim.measured_in
    if claim.count and unit not in clause.units and (unit in words.list("units") or unit == "percent"):
        yield "unit", f"'{claim.measure}' is not counted in {unit}; it is counted in: {', '.join(clause.units)}"
    elif claim.count and claim.count.modifier == "order":
        term = words.order_word(claim.count.text)
        if term and unit not in term.units:
            yield "count", f"'{claim.count.text}' does not count {unit}; it counts: {', '.join(term.units)}"
