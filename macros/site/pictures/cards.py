"""Pictures for previews of links (Open Graph): one for each source and incident, one for all other pages.

They are set in the site's own typeface. What a picture says and where its lines are broken stands here;
`drawn_cards.py` draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from macros.core.models import Incident, Source, Work
from macros.core.words.amounts import amount
from macros.site.pictures.drawn_cards import ACCENT, INK, MUTED, CardLine, drawn
from macros.site.pictures.labels import lines, width
from macros.site.pictures.typesetting import Face, balanced, cut, letters
from macros.site.site import Site
from macros.site.works.csl import csl_name

TEXT_WIDTH = 1010.0
_SIZES = {68: 3, 60: 3, 52: 4, 46: 4}
"""Sizes of the title, pixels, each with the most lines that leave room below; the largest that fits is used."""
SMALLEST = min(_SIZES)
MOST_LINES = max(_SIZES.values())
MOST_BELOW = 2
_SMALL, _BELOW = 28, 30
"""Sizes of the lines at the head and at the foot, and below the title."""


@dataclass(frozen=True)
class Card:
    """What a picture says: above the title, the title in lines of one size, below it, and at the foot."""

    kicker: str
    title: list[str]
    size: int
    below: list[str]
    foot: str


def cards(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every picture as (path below the site's root, a function that gives the PNG)."""
    regular, bold = letters()
    whole = _card(bold, regular, "", site.name, _first_sentence(site.archive.citation.abstract), "")
    yield "card.png", partial(_drawn, whole, site.name)
    for source in site.sources.values():
        yield f"archive/{source.id}/card.png", partial(_drawn, _source(site, source, bold, regular), site.name)
    for incident in site.archive.records_of("incident").values():
        if isinstance(incident, Incident):
            card = _incident(site, incident, bold, regular)
            yield f"incidents/{incident.id}/card.png", partial(_drawn, card, site.name)


def _source(site: Site, source: Source, bold: Face, regular: Face) -> Card:
    work = site.archive.works[source.id]
    by = [name for name in (_author(work), work.date.in_words() if work.date else "undated") if name]
    foot = amount(source.basis.passages, "passage") + (" read, a part of the document" if source.reading else "")
    kind = site.archive.vocabulary.label("source-kinds", source.kind)
    below = " · ".join([*by, site.counted(source.id)] if source.claims else by)
    return _card(bold, regular, kind, source.heading, below, foot)


def _incident(site: Site, incident: Incident, bold: Face, regular: Face) -> Card:
    claims = site.relations.claims_of.get(incident.id, [])
    foot = "figures side by side, as they were claimed" if len(claims) > 1 else ""
    below = f"{incident.date.in_words()} · {site.counted(incident.id)}" if claims else incident.date.in_words()
    kind = site.archive.vocabulary.label("incident-kinds", incident.kind)
    return _card(bold, regular, kind, incident.title, below, foot)


def _author(work: Work) -> str:
    """Who made a work: a single person with the given name, else as in running text."""
    if len(work.author) != 1:
        return work.creator or work.outlet
    name = csl_name(work.author[0])
    return f"{name['given']} {name['family']}" if "given" in name else work.creator


def _first_sentence(text: str) -> str:
    return text.split(". ", maxsplit=1)[0].rstrip(".") + "."


def _card(bold: Face, regular: Face, kicker: str, title: str, below: str, foot: str) -> Card:
    title, below = bold.known(title), regular.known(below)
    size = next((size for size, most in _SIZES.items() if _fits(bold, title, size, most)), SMALLEST)
    shown = cut(bold, balanced(bold, title, size, TEXT_WIDTH), MOST_LINES, size, TEXT_WIDTH)
    under = cut(regular, lines(below, _BELOW, TEXT_WIDTH, regular.advance), MOST_BELOW, _BELOW, TEXT_WIDTH)
    return Card(bold.known(kicker), shown, size, under, regular.known(foot))


def _fits(face: Face, title: str, size: int, most: int) -> bool:
    made = lines(title, size, TEXT_WIDTH, face.advance)
    return len(made) <= most and all(width(line, size, face.advance) <= TEXT_WIDTH for line in made)


def _drawn(card: Card, name: str) -> bytes:
    top = 150 + card.size * 1.1
    leading = card.size * 1.16
    under = top + (len(card.title) - 1) * leading + 64
    return drawn(
        [
            CardLine(card.kicker, "regular", _SMALL, ACCENT, 128),
            *(CardLine(text, "bold", card.size, INK, top + row * leading) for row, text in enumerate(card.title)),
            *(CardLine(text, "regular", _BELOW, MUTED, under + row * 40) for row, text in enumerate(card.below)),
            CardLine(name, "bold", _SMALL, INK, 574),
            CardLine(card.foot, "regular", _SMALL, MUTED, 574, ends=True),
        ]
    )
