"""A claim as one English sentence that anybody may copy: who says it, through whom, what, and with which hedge.

It is composed of closed lists, `measures` and `attributions`, and of the names of those who speak; no wording is made
for one claim. A later language is a further list of patterns.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.core.models import Organization, Person, Voice
from macros.core.models.kinds import SPEAKERS
from macros.core.relations import AttributedClaim, Relations
from macros.core.values.speakers import Speaker
from macros.site.claims.shown_chains import SPEAKS_FOR, SPOKESPERSON
from macros.site.languages.clauses import clause

SEVERAL = "collective"
"""The kind of voice that is several speakers, with whom a verb stands in the plural."""
FURTHER = ", in turn citing "


@dataclass(frozen=True, slots=True)
class _Named:
    """Who speaks, as a sentence calls them; `apposed` where the body they speak for stands behind the name."""

    text: str
    apposed: bool = False
    plural: bool = False
    together: bool = False

    @property
    def subject(self) -> str:
        """The same before a verb: what stands in apposition ends with a comma."""
        return f"{self.text}," if self.apposed else self.text


def sentence(relations: Relations, stated: AttributedClaim) -> str:
    """One sentence with its full stop: "CECC reports, citing CNN, that a South Korean official said that about 30 …".

    Raises KeyError for a claim that no measure can say, which the check refuses.
    """
    words, claim = relations.archive.vocabulary, stated.claim
    author, *cited = _speaking([_named(relations, link) for link in claim.said_by])
    said = words.label("attributions", _pattern(claim.stance, len(cited))).format(
        author=author.subject,
        cited=cited[-1].text if cited else "",
        origin=cited[-1].subject if cited else "",
        through=FURTHER.join(link.text for link in cited[:-1]),
        states="state" if author.plural else "states",
        reports="report" if author.plural else "reports",
        denies="deny" if author.plural else "denies",
        clause=clause(claim, words),
    )
    hedge = f" (“{claim.hedge}”)" if claim.hedge else ""
    return f"{said[:1].upper()}{said[1:]}{hedge}."


def _speaking(chain: list[_Named]) -> list[_Named]:
    """The chain, nearest first, with those who speak beside the author as one author with them."""
    author, *others = chain
    beside = [link for link in others if link.together]
    if not beside:
        return chain
    text = " and ".join(link.text for link in (author, *beside))
    return [_Named(text, plural=True), *(link for link in others if not link.together)]


def _pattern(stance: str, cited: int) -> str:
    """The word of `attributions` for a stance and for how many are cited."""
    if stance in ("denies", "disputes", "relays"):
        return f"{stance}-from" if cited else stance
    if not cited:
        return "states" if stance == "asserts" else "reports"
    return "reports-from" if cited == 1 else "reports-through"


def _named(relations: Relations, link: Speaker) -> _Named:
    record = _record(relations, link.id)
    text = _called(record, link.id)
    if link.body:
        official = isinstance(record, Person) and link.body in record.spokesperson_of
        text += (SPOKESPERSON if official else SPEAKS_FOR) + _called(_record(relations, link.body), link.body)
    voice = record if isinstance(record, Voice) else None
    several, together = voice is not None and voice.kind == SEVERAL, voice is not None and voice.together
    return _Named(text, bool(link.body), several, together)


def _record(relations: Relations, record_id: str) -> Organization | Person | Voice | None:
    kind = relations.kind_of(record_id, SPEAKERS)
    found = relations.archive.records_of(kind).get(record_id) if kind else None
    return found if isinstance(found, Organization | Person | Voice) else None


def _called(record: Organization | Person | Voice | None, record_id: str) -> str:
    """How a sentence calls a speaker: as the record says, else by the short name."""
    if record is None:
        return record_id
    return (None if isinstance(record, Person) else record.in_text) or record.short_text
