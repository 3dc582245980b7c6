"""The figures of a document beside everything that is said of the same thing, as tables by figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from macros.site.claims.sentences import AGAINST
from macros.site.claims.shown_claims import ShownClaim
from macros.site.documents.blocks import Block, Heading, TableBlock
from macros.site.documents.matters import Matter, Matters
from macros.site.pages.view import View

HEAD_OF_FIGURES = ("Figure", "Who says it, when, of whom, and the limits of what is said")
WIDTHS = (0.2, 0.8)

Key = tuple[str, str, bool]
"""About what, which measure, and whether parts, other people or other days are counted."""


def side_by_side(view: View, matters: Matters, claims: Iterable[ShownClaim]) -> Iterator[Block]:
    """A table of all that is recorded about each matter of these claims, then a table of denials and disputes.

    A claim about which others speak differently is never printed without them.
    """
    about: dict[Key, dict[str, None]] = defaultdict(dict)
    denied: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        for matter in matters.of(claim.ref):
            about[matter.about, matter.measure, matter.apart] |= dict.fromkeys(_given(matter))
            for subject, denying in matter.denials.items():
                denied[subject] |= dict.fromkeys(denying)
        if not matters.of(claim.ref):
            denied[claim.ref] = {claim.ref: None}
    for key, refs in _ordered(view, about):
        if shown := [view.site.claims[ref] for ref in refs]:
            yield Heading(_heading(view, key, shown), 2)
            yield _grid(shown)
    if against := [view.site.claims[ref] for ref in dict.fromkeys(ref for refs in denied.values() for ref in refs)]:
        yield Heading("Denied, disputed, or said without a number", 2)
        yield _grid(against)


def _ordered(view: View, about: dict[Key, dict[str, None]]) -> list[tuple[Key, dict[str, None]]]:
    """By what they are about, as first spoken of; then in the order of the measures, the whole group before parts."""
    subjects = list(dict.fromkeys(subject for subject, *_ in about))
    measures = list(view.site.archive.vocabulary.list("measures"))
    return sorted(about.items(), key=lambda one: (subjects.index(one[0][0]), measures.index(one[0][1]), one[0][2]))


def _given(matter: Matter) -> list[str]:
    return [ref for refs in matter.given.values() for ref in refs]


def _heading(view: View, key: Key, claims: list[ShownClaim]) -> str:
    _, measure, apart = key
    incident = claims[0].incident
    about = incident.text if incident else "the general situation"
    return f"{view.term('measures', measure)}: {about}{' (parts, other people or other days)' if apart else ''}"


def _grid(claims: Iterable[ShownClaim]) -> TableBlock:
    """A row for each figure, in the order of the ledger, with a line for each claim that gives it."""
    rows: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        rows[_figure(claim)].append(_line(claim))
    return TableBlock(HEAD_OF_FIGURES, tuple((figure, "\n".join(lines)) for figure, lines in rows.items()), WIDTHS)


def _figure(claim: ShownClaim) -> str:
    if claim.recorded.stance in AGAINST:
        return claim.position or claim.stance
    return claim.headline + (f" ({claim.dated})" if claim.dated else "")


def _line(claim: ShownClaim) -> str:
    """One claim: "JFNK → Korea Herald, 11 October 2023: North Koreans held in Jilin (“estimated”; text not saved)"."""
    said = claim.said_by + (f", {claim.when}" if claim.when else "")
    return f"{said}: {claim.who} ({'; '.join(_limits(claim))})"


def _limits(claim: ShownClaim) -> Iterator[str]:
    if claim.recorded.stance not in ("asserts", "reports", *AGAINST):
        yield claim.stance
    if claim.hedge:
        yield f"“{claim.hedge}”"
    if claim.rests_on:
        alike = Counter(link.text for link in claim.rests_on)
        named = (text if number == 1 else f"{number} claims: {text}" for text, number in alike.items())
        yield f"rests on {' and on '.join(named)}"
    if number := len(claim.may_share):
        yield f"may share its origin with {number} other claim{'s' if number > 1 else ''}"
    if claim.aside:
        yield claim.aside
    yield claim.level[:1].lower() + claim.level[1:]
