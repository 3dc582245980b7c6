"""Files to take away: the picture of every claim about an incident, and that of every incident, in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from macros.core.relations import AttributedClaim
from macros.site import addresses
from macros.site.addresses import RecordLink
from macros.site.claims.claimed_ranges import ClaimedRange
from macros.site.claims.shown_claims import claim_address
from macros.site.claims.standing import Rows, standing
from macros.site.pictures.figure_cards import CardFoot, CardWords, figure_card
from macros.site.pictures.typesetting import letters
from macros.site.site import Site
from macros.site.templates import template

PictureFile = tuple[str, Callable[[], str]]
"""The path of a picture below the site's root, and what draws it."""


def figure_files(site: Site) -> Iterator[PictureFile]:
    """The picture of each claim about an incident."""
    words = CardWords("en", site.say, "; ", ": ", _joined, partial(_named, site), splits=True)
    for stated in site.relations.claims.values():
        if stated.incident:
            path = addresses.figure_card(claim_address(stated))
            yield path, partial(drawn_card, site, stated, site.claims, words)


def drawn_card(site: Site, stated: AttributedClaim, rows: Rows, words: CardWords, within: str = "") -> str:
    """The picture of one claim as SVG. `within` is the address of the edition whose words it has."""
    found = standing(site.relations, rows, stated.ref, site.about_incidents.others(stated.ref))
    made = figure_card(found, words, _foot(site, stated, within, words.say("site.name")), *letters())
    return template("pictures/figure_card.svg.j2").render(card=made)


def _foot(site: Site, stated: AttributedClaim, within: str, name: str) -> CardFoot:
    owner = "incident" if stated.claim.passage is None else "source"
    revision = site.history.of(site.archive.records_of(owner)[stated.owner].path)
    address = site.absolute(within + site.claims[stated.ref].address)
    return CardFoot(name, revision.label if revision else "", address)


def _joined(found: ClaimedRange) -> str:
    return found.text


def _named(site: Site, link: RecordLink) -> str:
    record = site.archive.records[link.kind].get(link.id)
    return record.title_text if record else link.text
