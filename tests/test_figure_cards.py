"""Pictures of claims and incidents to take away: whose a figure is, how firm it is, and what stands against it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from macros.core.reading.drawings import not_drawn
from macros.session import Session
from macros.site.addresses import RecordLink
from macros.site.claims.shown_chains import ShownLink
from macros.site.claims.shown_claims import ShownClaim
from macros.site.claims.standing import Rows, standing
from macros.site.pages.incident_files import incident_files
from macros.site.pictures.card_sheets import broken
from macros.site.pictures.figure_cards import (
    HALF,
    LEFT,
    ROOM,
    CardFoot,
    CardWords,
    FigureCard,
    figure_card,
)
from macros.site.pictures.figure_files import figure_files
from macros.site.pictures.labels import width
from macros.site.pictures.typesetting import Face, faces
from macros.site.site import Site
from macros.site.templates import template
from tests.support import BOTH, INVENTED, THOROUGH, real_archive

MOST = 6_000
SVG = "{http://www.w3.org/2000/svg}"


SOME = 60
"""In every run one of so many pictures is drawn; `make thorough` draws all."""


@pytest.fixture(scope="module")
def site() -> Site:
    """The archive itself."""
    return real_archive().site


@pytest.fixture(scope="module")
def draws(site: Site) -> dict[str, Callable[[], str]]:
    """What draws the picture of each claim, by path."""
    return dict(figure_files(site))


@pytest.fixture(scope="module", params=[SOME, pytest.param(1, marks=THOROUGH)])
def drawn(draws: dict[str, Callable[[], str]], request: pytest.FixtureRequest) -> dict[str, str]:
    """Pictures of claims by path."""
    return {path: draws[path]() for path in sorted(draws)[:: request.param]}


@pytest.fixture(scope="module")
def said(draws: dict[str, Callable[[], str]]) -> Callable[[str], str]:
    """What a picture says, by path: its lines in order, as one text."""
    return lambda path: " ".join(node.text or "" for node in _read(draws[path]()).iter(f"{SVG}text"))


def _read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 # our own


def _card(site: Site, ref: str, rows: Rows | None = None) -> FigureCard:
    words = CardWords("en", site.say, "; ", ": ", lambda found: found.text, lambda link: link.text, splits=True)
    found: dict[str, Face] = faces()
    foot = CardFoot("Archive", "2026-11-26 (9156d15)", "https://archive.example/" + "long/" * 30)
    return figure_card(
        standing(site.relations, rows or site.claims, ref, site.about_incidents.others(ref)),
        words,
        foot,
        found["regular"],
        found["bold"],
    )


def _within(card: FigureCard) -> bool:
    lines = [line for text in card.texts for line in text.lines]
    return all(line.x >= LEFT and line.x + line.length <= LEFT + ROOM + 0.1 and line.y < card.height for line in lines)


def test_texts_that_a_wide_typeface_could_carry_over_the_edge_have_the_length_of_their_lines(site: Site) -> None:
    """Letters are fitted into the lines of a long text, and into one that another follows; no other has a length."""
    card = _card(site, "cecc-2012.returned-30-official")
    svg = _read(template("pictures/figure_card.svg.j2").render(card=card))
    told = {node.text: node.get("textLength") for node in svg.iter(f"{SVG}text")}
    limit, amount = (text for text in card.texts if text.letters.bold and text.lines[0].y == card.texts[1].lines[0].y)
    assert told[limit.lines[0].text] == f"{limit.lines[0].length}"
    assert told[amount.lines[0].text] is None
    for text in card.texts:
        if text not in (limit, amount):
            long = any(line.x + line.length * 1.3 > LEFT + ROOM for line in text.lines)
            assert [told[line.text] for line in text.lines] == [
                f"{line.length}" if long else None for line in text.lines
            ]
    assert {len(text.lines) > 1 for text in card.texts if text.fitted} == {True, False}


def test_every_claim_about_an_incident_has_a_card(site: Site, draws: dict[str, Callable[[], str]]) -> None:
    """Claims about the general situation have none; the address is that of the claim, as its row says it."""
    rows = [site.claims[ref] for ref in site.relations.claims]
    assert set(draws) == {row.card for row in rows if row.incident}
    assert {row.card for row in rows if not row.incident} == {""}
    assert "archive/icnk-2012/cards/returned-41.svg" in draws


def test_a_card_only_draws(drawn: dict[str, str]) -> None:
    """No card holds a link, a script or anything else that does more than draw."""
    assert {path: not_drawn(svg) for path, svg in drawn.items() if not_drawn(svg)} == {}


def test_a_card_is_small(drawn: dict[str, str]) -> None:
    """No card takes more than 6 kB."""
    assert max(len(svg.encode()) for svg in drawn.values()) <= MOST


def test_the_alternative_text_is_the_sentence_of_the_claim(site: Site, drawn: dict[str, str]) -> None:
    """Who cannot see a card is told who says what, through whom and with which hedge."""
    for ref in site.relations.claims:
        if (path := site.claims[ref].card) in drawn:
            title = re.search(r"<title id=\"t\">(.*?)</title>", drawn[path], re.DOTALL)
            assert title
            assert unescape(title[1]) == site.claims[ref].sentence


def test_a_card_has_limit_owner_hedge_date_and_address(said: Callable[[str], str]) -> None:
    """What travels carries its owner: the origin comes first, then who passed it on."""
    text = said("archive/cecc-2012/cards/returned-30-official.svg")
    order = ["about", "30", "“claimed; may have”", "South Korean official, not named", "→ CNN →", "9 March 2012"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "archive/archive/cecc-2012/#c-returned-30- official" in text


def test_a_card_names_its_revision() -> None:
    """The day and the commit of the record are in the picture."""
    card = _card(Session(INVENTED).site, "report-2011.returned-30")
    assert any("Revision 2026-11-26 (9156d15)" in line.text for text in card.texts for line in text.lines)


def test_the_limit_of_a_figure_is_half_as_large(site: Site) -> None:
    """Nobody sees "at least 41" as 41."""
    card = _card(site, "icnk-2012.returned-41")
    limit, number = (next(t for t in card.texts if t.lines[0].text == part) for part in ("at least", "41"))
    assert limit.letters.size == number.letters.size * HALF
    assert limit.lines[0].y == number.lines[0].y


def test_a_card_says_that_a_figure_is_repeated(said: Callable[[str], str]) -> None:
    """A claim that rests on another is not one more witness."""
    assert "Repeated, not confirmed: rests on" in said("archive/cecc-2012/cards/returned-30-yonhap.svg")


def test_a_card_says_who_repeats_its_figure(said: Callable[[str], str]) -> None:
    """What rests on a claim is counted, named, and said not to confirm it."""
    text = said("archive/hrf-2023/cards/returned-600.svg")
    assert "rests on this one and does not confirm it" in text or "rest on this one and do not confirm it" in text


def test_a_card_says_who_denies_or_disputes(said: Callable[[str], str]) -> None:
    """Each speaker is counted once, however often the denial was reported, and it is said what they deny."""
    text = said("archive/hrf-2023/cards/returned-600.svg")
    assert "Denied or disputed by 2, about the same matter" in text
    assert text.count("China's Foreign Ministry denies it") == 1


def test_a_denial_is_a_sentence_not_a_figure(said: Callable[[str], str]) -> None:
    """The largest words of a denial say who denies."""
    assert "China's Foreign Ministry denies it" in said("archive/hindu-2023/cards/returned-denied-prc.svg")


def test_a_card_counts_other_documents_alone(site: Site) -> None:
    """Other reports are documents, not claims, and never that of the claim itself."""
    ref = "sisaweekly-2023.returned-620"
    found = standing(site.relations, site.claims, ref, site.about_incidents.others(ref))
    about = [row for row in site.claims_about("october-2023") if row.recorded.measure == "returned" and row.drawable]
    given = [row for row in about if row.recorded.stance in ("asserts", "reports", "relays")]
    assert found.reports == len({row.work for row in given} - {"sisaweekly-2023"})


def test_a_figure_that_is_counted_apart_is_not_compared(site: Site) -> None:
    """Numbers of other groups or days would mislead beside it."""
    rows = [site.claims[ref] for ref in site.relations.claims]
    apart = next(row for row in rows if row.incident and row.recorded.aside)
    assert standing(site.relations, site.claims, apart.ref, site.about_incidents.others(apart.ref)).range is None


@THOROUGH
def test_no_line_leaves_a_card(site: Site) -> None:
    """Whoever speaks and whatever is counted, every line ends within the picture."""
    refs = [ref for ref, stated in site.relations.claims.items() if stated.incident]
    assert [ref for ref in refs if not _within(_card(site, ref))] == []


class _Long:
    """Rows whose every text is very long."""

    def __init__(self, site: Site, word: str) -> None:
        self.site, self.word = site, word

    def __getitem__(self, ref: str) -> ShownClaim:
        row, text = self.site.claims[ref], f"{self.word} " * 30
        link = ShownLink(
            RecordLink("voice", "x", text, ""), ", for ", RecordLink("organization", "y", self.word * 12, "")
        )
        return replace(row, who=text, hedge=text, aside=text, figure=text, chain=(link,) * 10, outlet=self.word * 40)


@pytest.mark.parametrize("word", ["Riverbank", "북한인권정보센터", "中国外交部发言人", "W" * 200])
def test_long_texts_are_broken_and_never_cut(site: Site, word: str) -> None:
    """Long chains, Korean and Chinese names and words without an end stay whole and within the picture."""
    card = _card(site, "cecc-2012.returned-30-official", _Long(site, word))
    assert _within(card)
    letters = "".join(line.text for text in card.texts for line in text.lines).replace(" ", "")
    assert letters.count(word) >= 10 * 30


def test_a_long_word_is_broken_at_a_sign() -> None:
    """An address is broken behind a stroke or hyphen where it can be."""
    face = faces()["regular"]
    made = broken("archive.example/archive/report-of-the-year", 10, 120, face.advance)
    assert all(width(line, 10, face.advance) <= 120 for line in made)
    assert all(line[-1] in "/-." for line in made[:-1])


@pytest.mark.parametrize("root", BOTH)
def test_pictures_of_incidents_only_draw_and_carry_their_address(root: Path) -> None:
    """Each incident with figures has a wide and a narrow picture with its address and the text of its figures."""
    site = Session(root).site
    made = {path: draw() for path, draw in incident_files(site)}
    assert made
    assert {path.rpartition("-")[2] for path in made} == {"wide.svg", "narrow.svg"}
    for path, svg in made.items():
        assert not_drawn(svg) == (), path
        address = site.absolute(path.rpartition("/")[0]).removeprefix("https://")
        assert address in "".join(_read(svg).itertext()).replace("\n", ""), path


def test_markup_in_a_claim_is_drawn_as_text() -> None:
    """A name with markup does not break a card."""
    site = Session(INVENTED).site
    path, draw = next(iter(figure_files(site)))
    ref = next(ref for ref in site.relations.claims if site.claims[ref].card == path)
    site.relations.claims[ref].claim.__dict__["who"] = '</text><script>"&amp;'
    assert not_drawn(draw()) == ()
