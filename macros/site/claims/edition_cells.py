"""Short forms in Korean and Chinese for tables and lists: who, when, how it is said, on what it rests."""

from __future__ import annotations

from collections.abc import Sequence

from macros.core.models.sentence_patterns import Wording
from macros.core.relations import AttributedClaim, Relations
from macros.core.values.dates import Date
from macros.site.claims.edition_speakers import EditionSpeaker, speakers_in
from macros.site.claims.sentences import AGAINST, DOUBTED, doubted
from macros.site.claims.shown_chains import THROUGH
from macros.site.languages.edition_dates import date_in_words
from macros.site.languages.edition_figures import cell
from macros.site.languages.josa import filled


def figure_cell(stated: AttributedClaim, wording: Wording) -> str:
    """The figure; without one the claimed date; without either, that no figure is given."""
    claim = stated.claim
    if claim.count:
        return cell(claim, wording)
    return date_in_words(claim.date, wording) if claim.date else wording.pattern("cells", "none")


def chain_cell(speakers: Sequence[EditionSpeaker]) -> str:
    """A chain of speakers, given nearest first, as it is read: `북한정의연대 → 코리아헤럴드`."""
    return THROUGH.join([link.short for link in reversed(speakers)])


def date_cell(date: Date | None, wording: Wording) -> str:
    """A date alone, or that there is none."""
    return date_in_words(date, wording) if date else wording.pattern("cells", "undated")


def stance_cell(stated: AttributedClaim, wording: Wording) -> str:
    """How the author says it."""
    return wording.pattern("stances", stated.claim.stance)


def evidence_cell(stated: AttributedClaim, wording: Wording) -> str:
    """The level of evidence."""
    return wording.pattern("evidence", stated.evidence)


def position_in(relations: Relations, stated: AttributedClaim, wording: Wording) -> str:
    """Who denies or disputes something, in a few words: `중국 외교부는 이를 부인함`; empty for others."""
    stance = stated.claim.stance
    if stance not in AGAINST:
        return ""
    origin = speakers_in(relations, stated, wording)[-1]
    name = f"{stance}{DOUBTED}" if doubted(stated.claim) else stance
    return filled(wording.pattern("cells", name), origin=origin.answers)


def relation_cell(name: str, wording: Wording, **words: str) -> str:
    """What is said of a claim, by a key of `cells`: `rests-on` and `part-of` with `claim`, `said-on` with `date`.

    Raises KeyError for a key that there is not.
    """
    return filled(wording.pattern("cells", name), **words)
