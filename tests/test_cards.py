"""Pictures for previews: one for each source and incident, drawn once, in our own typeface, without empty boxes."""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from macros.core.models import Incident
from macros.outputs import OUTPUTS
from macros.session import Session
from macros.site.pictures.cards import MOST_LINES, TEXT_WIDTH, Card, _card, _drawn, _incident, cards
from macros.site.pictures.drawn_cards import PALETTE, SHOWN
from macros.site.pictures.drawn_letters import LETTER_PIXELS, lettering
from macros.site.pictures.labels import width
from macros.site.pictures.typesetting import TYPEFACE, WEIGHTS, faces
from macros.site.site import Site
from tests.support import INVENTED
from tests.typeface import SCALE, SIZES, kerning, pixels_of, plain, widths

LONG = "The arrest, the detention and the reported return of people who had crossed the river " * 8


@pytest.fixture(scope="module")
def site() -> Site:
    """The invented archive."""
    return Session(INVENTED).site


def test_every_source_and_incident_has_a_picture(site: Site) -> None:
    """Each picture is a PNG of the size that previews want, and there is one for all other pages."""
    made = dict(cards(site))
    assert set(made) == {
        "card.png",
        *(f"archive/{key}/card.png" for key in site.sources),
        *(f"incidents/{key}/card.png" for key in site.archive.records_of("incident")),
    }
    for draw in made.values():
        picture = draw()
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == SHOWN


def test_a_picture_of_an_incident_counts_claims_alone(site: Site) -> None:
    """Claims are counted with what is known of links between them, and no number of origins is given."""
    found = faces()
    for incident in site.archive.records_of("incident").values():
        assert isinstance(incident, Incident)
        claims = site.relations.claims_of.get(incident.id, [])
        card = _incident(site, incident, found["bold"], found["regular"])
        said = " ".join(card.below)
        assert said == (f"{incident.date.in_words()} · {site.counted(incident.id)}" if claims else said)
        assert "claim" not in card.foot.replace("as they were claimed", "")


def test_pictures_differ_and_are_always_the_same(site: Site) -> None:
    """No two records share a picture, drawing it anew gives the same bytes, and none has more than 14 kB."""
    made = {path: draw() for path, draw in cards(site)}
    assert len(set(made.values())) == len(made)
    assert {path: draw() for path, draw in cards(site)} == made
    assert max(map(len, made.values())) < 14_000


def _pixels(picture: bytes) -> list[list[int]]:
    """The numbers of the colours of a picture, row by row."""
    start = picture.index(b"IDAT")
    length = int.from_bytes(picture[start - 4 : start])
    raw, stride = zlib.decompress(picture[start + 4 : start + 4 + length]), SHOWN[0] // 2 + 1
    return [
        [half for byte in raw[row * stride + 1 : (row + 1) * stride] for half in (byte >> 4, byte & 15)]
        for row in range(SHOWN[1])
    ]


def test_letters_stand_where_they_are_put() -> None:
    """A title is in ink and reaches to the end that its width says, the line at the foot ends at the right margin."""
    regular = faces()["regular"]
    rows = _pixels(_drawn(Card("", ["HAMMER"], 60, [], "HH"), ""))
    title, foot = ([x for row in rows[top:bottom] for x, colour in enumerate(row) if colour] for top, bottom in
                   ((100, 160), (360, 400)))  # fmt: skip
    wide = width("HAMMER", 60, faces()["bold"].advance)
    assert abs(min(title) - 72 * SCALE) < 3
    assert abs(max(title) - (72 + wide) * SCALE) < 4
    assert abs(max(foot) - (1200 - 72) * SCALE) < 3
    assert abs(max(foot) - min(foot) - width("HH", 28, regular.advance) * SCALE) < 3
    assert PALETTE[max(max(row) for row in rows[100:160])] == (0x1F, 0x1D, 0x1A)


def test_letters_that_meet_are_drawn_as_one_and_others_closer() -> None:
    """An f and an i are one letter with one dot; A and V overlap."""
    letters = lettering("regular", 30, SCALE, SHOWN[0])
    assert letters.strip("fi", 48, 40).pixels != letters.strip("f", 48, 40).pixels
    assert letters._pieces("office") == ["o", "ff", "i", "c", "e"]
    assert letters._places(["A", "V"])[-1] < sum(faces()["regular"].advance(one) for one in "AV") * 30 * SCALE


def test_what_is_wider_than_a_picture_is_cut() -> None:
    """A name of the archive of any length and in any letters breaks no picture."""
    assert _drawn(Card("", [], 60, [], ""), "Archive " * 40).startswith(b"\x89PNG")
    assert _pixels(_drawn(Card("", [], 60, [], ""), "아카이브")) == _pixels(_drawn(Card("", [], 60, [], ""), ""))


def test_long_titles_are_broken_and_cut() -> None:
    """A title never leaves the picture: it is broken at words, set smaller, and cut with an ellipsis in the end."""
    found = faces()
    card = _card(found["bold"], found["regular"], "", LONG, "", "")
    assert len(card.title) == MOST_LINES
    assert card.title[-1].endswith("…")
    assert all(width(line.rstrip("… "), card.size, found["bold"].advance) <= TEXT_WIDTH for line in card.title)


@pytest.mark.parametrize("words", range(4, 40, 3))
def test_nothing_runs_into_the_foot(words: int) -> None:
    """Whatever the length of a title, two lines below it end above the rule over the foot."""
    found = faces()
    card = _card(found["bold"], found["regular"], "", " ".join(LONG.split()[:words]), LONG, "")
    last = 150 + card.size * 1.1 + (len(card.title) - 1) * card.size * 1.16 + 64 + (len(card.below) - 1) * 40
    assert len(card.below) == 2
    assert last + 10 < 528


def test_a_word_wider_than_the_picture_is_cut() -> None:
    """A single word that is wider than the picture is set small and ends in an ellipsis."""
    found = faces()
    card = _card(found["bold"], found["regular"], "", "Riverbank" * 12, "", "")
    assert card.title[0].endswith("…")
    assert width(card.title[0], card.size, found["bold"].advance) <= TEXT_WIDTH


def test_lines_of_a_title_are_even() -> None:
    """No title ends in a lonely word or parts a day from its month where even lines are possible."""
    found = faces()
    card = _card(found["bold"], found["regular"], "", "Reported mass return of 9 October 2023", "", "")
    assert card.title == ["Reported mass return", "of 9 October 2023"]


def test_characters_that_the_face_lacks_leave_no_boxes() -> None:
    """Korean and Chinese characters are left out of a picture, since its typeface has none."""
    assert faces()["regular"].known("Tumen 투먼 图们 River") == "Tumen River"


@pytest.mark.parametrize("font", sorted(TYPEFACE.glob("*.[wt]*f*")), ids=lambda font: font.name)
def test_the_changed_typeface_does_not_bear_the_name_that_its_licence_reserves(font: Path) -> None:
    """The Open Font License keeps reserved names for the unchanged font; the family, its full and its short name."""
    names = {record.nameID: str(record) for record in TTFont(font)["name"].names}
    reserved = names[0].partition("Reserved Font Name")[2].strip(" .‘’'\"")
    assert reserved == "Source"
    assert all(reserved.casefold() not in names[number].casefold() for number in (1, 3, 4, 6))


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_files_for_pictures_are_the_typeface(name: str) -> None:
    """The letters in pixels, their widths and kerning are those of the whole typeface: tests/typeface.py makes them."""
    font, kept = plain(WEIGHTS[name]), json.loads(gzip.decompress(LETTER_PIXELS.read_bytes()))[name]
    assert widths(font) == faces()[name].widths
    assert widths(font).items() <= kept["advances"].items()
    assert kerning(font) == kept["kerning"]
    drawn = ["A", "g", "ff"]
    for size, steps in SIZES[name].items():
        letters, anew = kept["sizes"][str(size)], pixels_of(font, drawn, size * SCALE, steps)
        assert all(anew[text][:3] == letters[text][:3] for text in drawn)
        digits = [(int(one, 16), int(other, 16)) for text in drawn for one, other in
                  zip("".join(anew[text][3:]), "".join(letters[text][3:]), strict=True)]  # fmt: skip
        assert max(abs(one - other) for one, other in digits) <= 1  # places on a wide sheet are rounded


def test_no_letters_are_held_once_the_cards_are_written() -> None:
    """Nothing else is written with them, and they take as much memory as a hundred sources."""
    site = Session(INVENTED).site
    next(make for _, make in cards(site))()
    assert lettering.cache_info().currsize > 0
    for forget in next(row.forget for row in OUTPUTS if row.holds("x/card.png")):
        forget()
    assert lettering.cache_info().currsize == 0
