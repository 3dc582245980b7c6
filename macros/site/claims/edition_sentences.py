"""A claim as one Korean or Chinese sentence: who says it, through whom, when, what, and with which hedge.

As in English it is composed of patterns and of what the records hold; no wording is made for one claim. Words that a
record lacks in the language are English; `latin.marked` marks them on a page.
"""

from __future__ import annotations

import re
from functools import reduce

from macros.core.models import Claim
from macros.core.models.sentence_patterns import Wording
from macros.core.models.translations import text_in
from macros.core.relations import AttributedClaim, Relations
from macros.core.values.dates import Date
from macros.site.claims.edition_speakers import EditionSpeaker, after, speakers_in
from macros.site.claims.sentences import AGAINST, DOUBTED, doubted, sentence_part
from macros.site.languages.edition_clauses import clause_in
from macros.site.languages.edition_dates import date_in_brackets, date_in_words
from macros.site.languages.edition_figures import counted
from macros.site.languages.josa import filled

_BRACKET = re.compile("[(（]")


def sentence_in(relations: Relations, stated: AttributedClaim, wording: Wording) -> str:
    """One sentence with its full stop; after it, in brackets, the day in Korean, the part of a total and the hedge.

    Raises KeyError for a claim that its measure cannot express; the check refuses such a claim.
    """
    author, *cited = speakers_in(relations, stated, wording)
    published = _published(stated, cited=bool(cited))
    text = filled(
        wording.pattern("attributions", _attribution(stated.claim, author, cited, wording)),
        lead=_lead(stated.claim, author, cited, published, wording),
        clause=clause_in(stated.claim, wording),
    )
    details = (
        date_in_brackets(published, wording) if published and wording.edition == "ko" else "",
        _which(relations, stated, wording),
        hedge_in(stated, wording),
    )
    return _ended(" ".join(text.split()), [one for one in details if one], wording)


def _published(stated: AttributedClaim, *, cited: bool) -> Date | None:
    """When the author said it; none if it is recorded when the one who is cited did."""
    if stated.claim.said:
        return None if cited else stated.claim.said
    return stated.work.date if stated.work else None


def _ended(text: str, details: list[str], wording: Wording) -> str:
    """The sentence with what follows it in one pair of brackets, and its full stop."""
    if not details:
        return filled(wording.pattern("details", "bare"), said=text)
    between = wording.pattern("details", "between")
    together = reduce(lambda first, second: filled(between, first=first, second=second), details)
    name = "outer-brackets" if _BRACKET.search(together) else "brackets"
    return filled(wording.pattern("details", name), said=text, details=together)


def hedge_in(stated: AttributedClaim, wording: Wording) -> str:
    """The hedge, said to be our rendering unless the document is in the language; English where the record lacks it.

    Korean and Chinese words stand without quotation marks, since a record has them as a noun of what a document says:
    알려짐 for 알려졌다. Only the words of an English document are its own.
    """
    if not stated.claim.hedge:
        return ""
    own = text_in(stated.claim, wording.edition, "hedge")
    written = (stated.work.langid or "").partition("-")[0] if stated.work else ""
    name = "hedge" if written == (wording.edition if own else "en") else "hedge-rendered"
    english = f"“{stated.claim.hedge}”" if written == "en" else stated.claim.hedge
    return filled(wording.pattern("details", name), hedge=own or english)


def _lead(
    claim: Claim, author: EditionSpeaker, cited: list[EditionSpeaker], published: Date | None, wording: Wording
) -> str:
    """How the sentence begins: the author and, between it and whoever said it first, all who handed it on."""
    name = "through" if len(cited) > 1 else "from" if cited else "alone"
    origin, said = cited[-1] if cited else author, date_in_words(claim.said, wording) if claim.said else ""
    return filled(
        wording.pattern("leads", f"against-{name}" if cited and claim.stance == "denies" else name),
        author=author.text,
        day=after(author.text, date_in_words(published, wording) if published else ""),
        said=origin.says(wording, "through" if len(cited) > 1 else "cited", said) if cited else "",
        origin=origin.text,
        on=after(origin.text, said),
        through=_through(cited[:-1], origin.text, wording),
    )


def _through(links: list[EditionSpeaker], origin: str, wording: Wording) -> str:
    """Those between the author and the origin, none left out."""
    if not links:
        return ""
    further = ", ".join(link.text for link in links[1:])
    described = any(word in origin for word in wording.patterns.described.words(wording.edition))
    name = "through-further" if further else "through-described" if described else "through"
    return filled(wording.pattern("speakers", name), first=links[0].text, further=further)


def _attribution(claim: Claim, author: EditionSpeaker, cited: list[EditionSpeaker], wording: Wording) -> str:
    """The word of `attributions` for a stance, for whether others are cited, and for an author that is an outlet."""
    if claim.stance == "denies":
        return ("says-not" if claim.gives == "denied" else "denies") + (DOUBTED if doubted(claim) else "")
    own = claim.stance if claim.stance in (*AGAINST, "relays") else "states" if claim.stance == "asserts" else "reports"
    name = f"{'reports' if cited and own == 'states' else own}{'-cited' if cited else ''}"
    outlet = f"{name}-outlet"
    return outlet if author.sort == "outlet" and wording.has("attributions", outlet) else name


def _which(relations: Relations, stated: AttributedClaim, wording: Wording) -> str:
    """Whom it counts, if the figure would mislead without it; in English, marked as such, if the record lacks it."""
    claim, part = stated.claim, sentence_part(relations, stated)
    if not part:
        return ""
    who = text_in(claim, wording.edition, "who")
    total = relations.claims.get(f"{stated.owner}.{claim.part_of}")
    forms = wording.measures[total.claim.measure] if total else None
    if part == "among-others" and not (forms and forms.those):
        part = "among"
    name = part if who or part == "part" else f"{part}-unnamed"
    return filled(
        wording.pattern("details", name),
        who=who or claim.who,
        those=(forms.those if forms else None) or "",
        total=_total(total.claim, wording) if total else "",
    )


def _total(claim: Claim, wording: Wording) -> str:
    return counted(claim.model_copy(update={"whom": "people"}), wording)
