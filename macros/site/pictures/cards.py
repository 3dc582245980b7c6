"""Pictures for previews of links (Open Graph): one for each source and incident, one for all other pages.

They are set in the site's own typeface. A picture is drawn once for its content and kept; an unchanged one is not drawn
again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import resvg_py

from macros.core.models import Incident, Source, Work
from macros.site.pictures.labels import lines, width
from macros.site.pictures.typesetting import Face, balanced, cut, faces
from macros.site.site import Site
from macros.site.templates import template
from macros.site.works.csl import csl_name

WIDTH, HEIGHT = 1200, 630
"""Units of the drawing: the shape that networks and messengers expect of a large preview."""
SHOWN = (800, 420)
"""Pixels of the picture. Previews are at most about 500 wide, and each pixel costs bytes and time in every build."""
TEXT_WIDTH = 1010.0
_SIZES = {68: 3, 60: 3, 52: 4, 46: 4}
"""Sizes of the title, pixels, each with the most lines that leave room below; the largest that fits is used."""
SMALLEST = min(_SIZES)
MOST_LINES = max(_SIZES.values())
MOST_BELOW = 2
_END = b"IEND\xaeB`\x82"
"""How every PNG ends."""


@dataclass(frozen=True)
class Card:
    """What a picture says: above the title, the title in lines of one size, below it, and at the foot."""

    kicker: str
    title: list[str]
    size: int
    below: list[str]
    foot: str


def cards(site: Site, cache: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every picture as (path below the site's root, a function that gives the PNG). Files in `cache` are by content."""
    found = faces()
    regular, bold = found["regular"], found["bold"]
    whole = _card(bold, regular, "", site.name, _first_sentence(site.archive.citation.abstract), "")
    yield "card.png", _drawn(site, whole, found, cache)
    for source in site.sources.values():
        yield f"archive/{source.id}/card.png", _drawn(site, _source(site, source, bold, regular), found, cache)
    for incident in site.archive.records_of("incident").values():
        if isinstance(incident, Incident):
            card = _incident(site, incident, bold, regular)
            yield f"incidents/{incident.id}/card.png", _drawn(site, card, found, cache)


def _source(site: Site, source: Source, bold: Face, regular: Face) -> Card:
    work = site.archive.works[source.id]
    by = [name for name in (_author(work), work.date.in_words() if work.date else "undated") if name]
    foot = f"{source.basis.passages} passages" + (" read, a part of the document" if source.reading else "")
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
    under = cut(regular, lines(below, 30, TEXT_WIDTH, regular.advance), MOST_BELOW, 30, TEXT_WIDTH)
    return Card(bold.known(kicker), shown, size, under, regular.known(foot))


def _fits(face: Face, title: str, size: int, most: int) -> bool:
    made = lines(title, size, TEXT_WIDTH, face.advance)
    return len(made) <= most and all(width(line, size, face.advance) <= TEXT_WIDTH for line in made)


def _drawn(site: Site, card: Card, found: dict[str, Face], cache: Path) -> Callable[[], bytes]:
    def draw() -> bytes:
        svg = template("pictures/card.svg.j2").render(card=card, name=site.name, width=WIDTH, height=HEIGHT)
        parts = (svg, f"{SHOWN}", version("resvg_py"), *(face.key for face in found.values()))
        kept = cache / "cards" / f"{sha256('|'.join(parts).encode()).hexdigest()}.png"
        if picture := _kept(kept):
            return picture
        files = [str(face.file) for face in found.values()]
        width, height = SHOWN
        picture = bytes(
            resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=files, width=width, height=height)
        )
        with suppress(OSError):  # a folder that cannot be written only costs time
            _keep(kept, picture, svg)
        return picture

    return draw


def _kept(file: Path) -> bytes:
    """A picture that was drawn before; empty if there is none, or if it is not whole."""
    try:
        picture = file.read_bytes()
    except OSError:
        return b""
    return picture if picture.endswith(_END) else b""


def _keep(file: Path, picture: bytes, svg: str) -> None:
    """Keep a picture, and its drawing, to find words in it. An interrupted build leaves no half picture."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.with_suffix(".svg").write_text(svg, "utf-8")
    partial = file.with_suffix(".part")
    partial.write_bytes(picture)
    partial.replace(file)
