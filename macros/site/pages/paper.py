"""Claims on paper: a document is a number at each of its claims, and its address stands once, in a list at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from macros.core.models.source import CAPTURED, READ
from macros.site.claims.shown_claims import ShownClaim
from macros.site.site import Site


def on_paper(
    site: Site,
    claims: Sequence[ShownClaim],
    level: Callable[[str], str] | None = None,
    named: Callable[[str], str] | None = None,
) -> dict[str, Any]:
    """Of tables of claims: the numbers and addresses of their documents for paper, and two levels of evidence.

    `level` says a level of evidence and `named` the name of a work, if not in English.
    """
    level = level or partial(site.archive.vocabulary.label, "evidence")
    named = named or (lambda work: site.archive.works[work].short_text)
    numbers, read = _documents(claims), level(READ)
    return {
        "documents": numbers,
        "addresses": [(named(work), _level(work, claims, read), site.originals(work)[-1].printed) for work in numbers],
        "unmarked": read,
        "captured": level(CAPTURED),
    }


def _level(work: str, claims: Sequence[ShownClaim], read: str) -> str:
    """How far the claims of a document can be checked, which is empty where it need not be said."""
    level = next(claim.level for claim in claims if claim.work == work)
    return "" if level == read else level.lower()


def _documents(claims: Sequence[ShownClaim]) -> dict[str, int]:
    """The works that state its claims, numbered in the order of the earliest claim: notes for paper."""
    works = dict.fromkeys(claim.work for claim in claims if claim.originals)
    return {work: number for number, work in enumerate(works, 1)}
