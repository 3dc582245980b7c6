"""Pictures for previews: one for each source and incident, drawn once, in our own typeface, without empty boxes."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from macros.core.models import Incident
from macros.session import Session
from macros.site.pictures.cards import MOST_LINES, SHOWN, TEXT_WIDTH, _card, _incident, cards
from macros.site.pictures.labels import width
from macros.site.pictures.typesetting import TYPEFACE, WEIGHTS, faces
from macros.site.site import Site
from tests.support import INVENTED, THOROUGH
from tests.typeface import plain, widths

LONG = "The arrest, the detention and the reported return of people who had crossed the river " * 8


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that keeps what was drawn."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def site() -> Site:
    """The invented archive."""
    return Session(INVENTED).site


def test_every_source_and_incident_has_a_picture(site: Site, cache: Path) -> None:
    """Each picture is a PNG of the size that previews want, and there is one for all other pages."""
    made = dict(cards(site, cache))
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


def test_pictures_differ_and_are_always_the_same(site: Site, cache: Path, tmp_path: Path) -> None:
    """No two records share a picture, and drawing it anew gives the same bytes."""
    made = {path: draw() for path, draw in cards(site, cache)}
    assert len(set(made.values())) == len(made)
    assert {path: draw() for path, draw in cards(site, tmp_path)} == made


def test_an_unchanged_picture_is_not_drawn_again(site: Site, cache: Path) -> None:
    """What was kept is read; only a record that changed has a new picture."""
    before = {path: draw() for path, draw in cards(site, cache)}
    kept = set((cache / "cards").glob("*.png"))
    source = next(iter(site.sources.values()))
    heading = source.heading
    source.__dict__["heading"] = "Another heading"
    after = {path: draw() for path, draw in cards(site, cache)}
    source.__dict__["heading"] = heading
    assert [path for path in after if after[path] != before[path]] == [f"archive/{source.id}/card.png"]
    assert len(set((cache / "cards").glob("*.png")) - kept) == 1


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


def test_markup_in_a_title_is_drawn_as_text(cache: Path) -> None:
    """A title with markup is drawn, and does not break the picture."""
    fresh = Session(INVENTED).site
    source = next(iter(fresh.sources.values()))
    source.__dict__["heading"] = '</text><script>"&amp;'
    picture = dict(cards(fresh, cache))[f"archive/{source.id}/card.png"]()
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize("font", sorted(TYPEFACE.glob("*.[wt]*f*")), ids=lambda font: font.name)
def test_the_changed_typeface_does_not_bear_the_name_that_its_licence_reserves(font: Path) -> None:
    """The Open Font License keeps reserved names for the unchanged font; the family, its full and its short name."""
    names = {record.nameID: str(record) for record in TTFont(font)["name"].names}
    reserved = names[0].partition("Reserved Font Name")[2].strip(" .‘’'\"")
    assert reserved == "Source"
    assert all(reserved.casefold() not in names[number].casefold() for number in (1, 3, 4, 6))


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_files_for_pictures_are_the_typeface(name: str) -> None:
    """Each weight has the letters of the whole typeface, and the table their widths: tests/typeface.py makes both."""
    saved = BytesIO()
    plain(WEIGHTS[name]).save(saved)
    made, kept = TTFont(saved), TTFont(TYPEFACE / f"{name}.ttf")
    assert all(kept.reader[table] == made.reader[table] for table in ("cmap", "glyf", "hmtx", "GPOS", "GSUB"))
    assert widths(kept) == faces()[name].widths


def test_a_folder_that_cannot_be_written_costs_only_time(site: Site, cache: Path, tmp_path: Path) -> None:
    """Where a file stands in the place of the folder, a picture is made all the same, as elsewhere."""
    (tmp_path / "taken").write_text("", "utf-8")
    assert dict(cards(site, tmp_path / "taken"))["card.png"]() == dict(cards(site, cache))["card.png"]()


@pytest.mark.parametrize("damage", [-100, *(pytest.param(one, marks=THOROUGH) for one in (0, 100))])
def test_damaged_files_are_made_again(site: Site, tmp_path: Path, damage: int) -> None:
    """An empty or cut picture is never published."""
    picture = dict(cards(site, tmp_path))["card.png"]()
    for file in tmp_path.rglob("*.png"):
        file.write_bytes(file.read_bytes()[:damage])
    assert dict(cards(site, tmp_path))["card.png"]() == picture
