"""A claim as English that anybody may copy: who says it, through whom, when, what, and with which hedge.

It is composed of closed lists (`measures`, `attributions`, `in-citations`, `sentence-parts`) and of what the records
hold; no wording is made for one claim. Another language needs only another list of patterns.
"""

from __future__ import annotations

from macros.core.models import Claim
from macros.core.relations import AttributedClaim, Relations
from macros.core.values.dates import Date
from macros.site.claims.named_speakers import NamedSpeaker, named_chain
from macros.site.languages.clauses import clause, counted_in_words, on, within

FURTHER = ", in turn citing "
CITED_FURTHER = ", in turn cited by "
AGAINST = ("denies", "disputes")
"""Stances of claims that speak against others and give no figure of their own."""
OWN_WORDS = ("denies", "disputes", "relays")
"""Stances with patterns of their own."""
BY_CITED = ("", "-from", "-through")
"""The end of a pattern's word for none, one, and more whom the author cites."""
DOUBTED = "-doubted"
"""The end of a pattern's word for a denial that a document is not sure of."""
CHANGES = {"times"}
"""Units that say little unless what is compared is named too."""


def sentence(relations: Relations, stated: AttributedClaim) -> str:
    """One sentence with its full stop: "CECC reports, citing CNN, that a South Korean official said that about 30 …".

    Its date is the day on which its origin said it, if recorded, else the date of the document. Raises KeyError
    for a claim that its measure cannot express; the check refuses such a claim.
    """
    claim = stated.claim
    author, *cited = named_chain(relations, stated)
    origin = cited[-1] if cited else NamedSpeaker("")
    published = "" if claim.said or not stated.work else _day(stated.work.date)
    said = _day(claim.said)
    words = relations.archive.vocabulary.label("attributions", _pattern(claim, len(cited)))
    text = words.format(
        author=author.on(published or ("" if cited else said)).subject,
        cited=origin.on(said).text,
        origin=origin.subject,
        through=FURTHER.join(link.text for link in cited[:-1]),
        when=f" {on(claim.said)}" if claim.said else "",
        states="state" if author.plural else "states",
        reports="report" if author.plural else "reports",
        denies="deny" if author.plural else "denies",
        clause=clause(claim, relations.archive.vocabulary),
    )
    return f"{_capital(text)}{_which(relations, stated)}{_hedge(claim)}."


def position(relations: Relations, stated: AttributedClaim) -> str:
    """Who denies or disputes something, as a short sentence: "China's Foreign Ministry denies it"; empty for others.

    A denial that its document is not sure of is not given as one: "… seems to deny it".
    """
    stance, origin = stated.claim.stance, named_chain(relations, stated)[-1]
    if stance not in AGAINST:
        return ""
    pattern = relations.archive.vocabulary.label("attributions", f"{stance}-alone")
    verbs = ("deny", "dispute") if origin.plural else ("denies", "disputes")
    if doubted(stated.claim):
        verbs = (f"{'seem' if origin.plural else 'seems'} to deny", verbs[1])
    return _capital(pattern.format(origin=origin.body or origin.text, denies=verbs[0], disputes=verbs[1]))


def in_citation(relations: Relations, stated: AttributedClaim) -> str:
    """The same for a citation, without a full stop: "About 30 … were returned …, according to …, as reported by CECC".

    Raises KeyError as `sentence` does.
    """
    said = clause(stated.claim, relations.archive.vocabulary) + _which(relations, stated)
    return _capital(attributed(relations, stated, said))


def attributed(relations: Relations, stated: AttributedClaim, said: str) -> str:
    """Words for what a claim says, followed by whoever says it and the hedge."""
    author, *cited = named_chain(relations, stated)
    pattern = relations.archive.vocabulary.label("in-citations", _pattern(stated.claim, len(cited)))
    text = pattern.format(
        author=author.text,
        origin=cited[-1].text if cited else "",
        through=CITED_FURTHER.join(link.text for link in reversed(cited[:-1])),
        clause=said,
    )
    return text + _hedge(stated.claim)


def doubted(claim: Claim) -> bool:
    """Whether a document reports a denial of another with words of doubt: it is then not sure that this is one."""
    return claim.stance == "denies" and bool(claim.hedge) and len(claim.said_by) > 1


def _pattern(claim: Claim, cited: int) -> str:
    """The word of `attributions` for a stance and for how many are cited: every pattern names all of them."""
    stance = claim.stance
    own = stance if stance in OWN_WORDS else "states" if stance == "asserts" and not cited else "reports"
    return own + BY_CITED[min(cited, 2)] + (DOUBTED if doubted(claim) and cited else "")


def _which(relations: Relations, stated: AttributedClaim) -> str:
    """Whom it counts, in the words of the record and in square brackets, if the figure would mislead without it.

    What a denial denies is known from these words alone: a return "by force", or "yet".
    """
    claim, part = stated.claim, sentence_part(relations, stated)
    if not part:
        return ""
    total = relations.claims.get(f"{stated.owner}.{claim.part_of}")
    in_all = counted_in_words(total.claim, relations.archive.vocabulary) if total else ""
    measure = within(relations.archive.vocabulary.label("measures", total.claim.measure)) if total else ""
    pattern = relations.archive.vocabulary.label("sentence-parts", part)
    said = pattern.format(who=claim.who, total=in_all, measure=measure)
    return f" [{said}]"


_ANYBODY = "population"
"""The measure whose denial says by itself whom it denies: that there is anybody."""


def sentence_part(relations: Relations, stated: AttributedClaim) -> str:
    """The word of `sentence-parts` for a claim; empty where its clause says enough."""
    claim = stated.claim
    total = relations.claims.get(f"{stated.owner}.{claim.part_of}") if claim.part_of else None
    if total:
        if total.work != stated.work or not total.claim.count:
            return "part"
        return "among" if total.claim.measure == claim.measure else "among-others"
    denied = claim.stance in AGAINST and claim.measure != _ANYBODY
    alone = claim.aside or denied or (claim.count and claim.unit in CHANGES)
    return "apart" if alone else ""


def _day(date: Date | None) -> str:
    """A date as it is written in brackets."""
    return date.in_words().replace(" (uncertain)", ", uncertain") if date else ""


def _hedge(claim: Claim) -> str:
    return f" (“{claim.hedge}”)" if claim.hedge else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
