"""Claims on paper: a document is a number at each of its claims, and its address stands once, in a list at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from macros.core.models.source import CAPTURED, READ
from macros.site.claims.shown_claims import ShownClaim
from macros.site.site import Site


def on_paper(site: Site, claims: Sequence[ShownClaim]) -> dict[str, Any]:
    """Of tables of claims: the numbers and addresses of their documents for paper, and two levels of evidence."""
    numbers = _documents(claims)
    return {
        "documents": numbers,
        "addresses": [_address(site, work, claims) for work in numbers],
        "read_in_part": site.archive.vocabulary.label("evidence", READ),
        "captured": site.archive.vocabulary.label("evidence", CAPTURED),
    }


def _address(site: Site, work: str, claims: Sequence[ShownClaim]) -> tuple[str, str, str]:
    """A document on paper: its short name, how far its claims can be checked if not read in part, its address."""
    level = next(claim.level for claim in claims if claim.work == work)
    level = "" if level == site.archive.vocabulary.label("evidence", READ) else level.lower()
    return site.archive.works[work].short_text, level, site.originals(work)[-1].printed


def _documents(claims: Sequence[ShownClaim]) -> dict[str, int]:
    """The works that state its claims, numbered in the order of the earliest claim: notes for paper."""
    works = dict.fromkeys(claim.work for claim in claims if claim.originals)
    return {work: number for number, work in enumerate(works, 1)}
