"""The page of a list in parts has all its titles, so whoever scans it or follows an old anchor needs no script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from macros.core.models.kinds import INDEXES
from macros.core.models.translations import EDITIONS
from macros.session import Session
from macros.site.editions.edition_pages import edition_pages
from macros.site.indexes import entry_weights
from macros.site.pages import bodies
from macros.site.pages.macros import macros
from macros.site.site import Site
from tests.support import INVENTED

ANCHORED = ("organizations", "people", "voices", "places", "instruments", "known")
"""Lists whose entries have anchors."""
BY_DATE = ("incidents", "timeline")


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Site]:
    """The invented archive with so much room for the entries of a page."""

    def opened(room: int) -> Site:
        monkeypatch.setattr(entry_weights, "PLAIN_ROOM", room)
        return Session(INVENTED).site

    return opened


def _page(site: Site, name: str) -> str:
    index = INDEXES[name]
    return str(macros(site, lambda: f"{index.folder}/index.md")[index.macro]())


@pytest.mark.parametrize("name", ANCHORED)
def test_each_entry_of_a_list_in_parts_keeps_its_anchor(cut: Callable[[int], Site], name: str) -> None:
    """The page of the list has a line for each entry, once, at the anchor that its row would have."""
    site = cut(0)
    parts, page = site.index_parts[name], _page(site, name)
    assert len(parts) > 1
    for part in parts:
        for record in part.items:
            assert page.count(f'id="{record.id}"') == 1


@pytest.mark.parametrize("name", BY_DATE)
def test_each_entry_of_a_list_by_date_is_on_its_page(cut: Callable[[int], Site], name: str) -> None:
    """Above the parts is a line for each entry with the way to its page."""
    site = cut(0)
    page = _page(site, name)
    assert len(site.index_parts[name]) > 1
    for part in site.index_parts[name]:
        for record in part.items:
            assert re.search(rf'<a href="[a-z./]*{record.id}/">', page)


def test_a_line_of_an_incident_has_its_figures(cut: Callable[[int], Site]) -> None:
    """Above the parts each incident has what is claimed, in every language, with what is counted in the English."""
    site = cut(0)
    pages = {page.address: page for page in edition_pages(site).values()}
    ranges = [
        site.about_incidents.range_of(record.id) for part in site.index_parts["incidents"] for record in part.items
    ]
    figures = [found.text for found in ranges if found]
    assert figures
    page = _page(site, "incidents")
    assert re.findall(r'<span class="claimed"><b>([^<]+)</b> [a-z]', page) == figures
    for language in EDITIONS:
        assert pages[f"{language}/incidents/"].body().count('class="claimed"') == len(figures)


def test_figures_give_way_before_titles(cut: Callable[[int], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where titles have room and their figures have not, the titles are there alone."""
    site = cut(0)
    incidents = [record for part in site.index_parts["incidents"] for record in part.entries]
    room = entry_weights.titles_weight("incidents", incidents, site.relations)
    monkeypatch.setattr("macros.site.indexes.TITLES_ROOM", room + 1)
    site = cut(0)
    assert site.index_parts["incidents"][0].listed
    assert 'class="claimed"' not in _page(site, "incidents")
    assert 'class="claimed"' not in next(
        page.body() for page in edition_pages(site).values() if page.address == "ko/incidents/"
    )


def test_all_notes_on_an_incident_are_found_without_their_titles(
    cut: Callable[[int], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What leads to the notes on an incident leads to the part that has them where the page has no titles."""
    incident = "quayside-2011"
    assert cut(0).about_incidents.notes_together(incident) == f"discrepancies/#{incident}"
    monkeypatch.setattr("macros.site.indexes.TITLES_ROOM", 0)
    site = cut(0)
    address, _, anchor = site.about_incidents.notes_together(incident).partition("#")
    part = next(one for one in site.index_parts["discrepancies"] if one.address == address)
    page = bodies.part(site, part, part.label)
    assert f'id="{anchor}"' in page


def test_what_is_known_begins_with_the_newest_incident(cut: Callable[[int], Site]) -> None:
    """The parts of what is known, and the titles above them, are in the order that its page promises."""
    site = cut(0)
    assert len(site.index_parts["known"]) > 1
    dates = [one.date.first for part in site.index_parts["known"] for one in part.items]
    assert dates == sorted(dates, reverse=True)
    shown = re.findall(r'<li id="([^"]+)"', _page(site, "known"))
    assert shown == [one.id for part in site.index_parts["known"] for one in part.items]


@pytest.mark.parametrize("language", EDITIONS)
def test_an_edition_has_a_short_list_on_one_page(cut: Callable[[int], Site], language: str) -> None:
    """Korean and Chinese lists by name have a line for each entry, so they are in parts only if titles are."""
    site = cut(0)
    pages = {page.address: page for page in edition_pages(site).values()}
    for name in ("organizations", "places", "instruments", "people"):
        address = f"{language}/{INDEXES[name].address}"
        assert not [one for one in pages if one.startswith(f"{address}list-")]
        page = pages[address].body()
        assert all(f'id="{record.id}"' in page for part in site.index_parts[name] for record in part.items)
    voices = [record.id for part in site.index_parts["voices"] for record in part.items]
    assert all(f'id="{one}"' in pages[f"{language}/people/"].body() for one in voices)


def test_no_title_of_a_part_has_brackets_in_brackets(cut: Callable[[int], Site]) -> None:
    """The second part of a year is called so behind a colon in Korean and Chinese."""
    titles = [page.title for page in edition_pages(cut(0)).values()]
    assert all(any(title.endswith(part) for title in titles) for part in (": 2011년(2)", "：2011年（2）"))
    assert [title for title in titles if re.search("[)）]{2}", title)] == []


def test_a_table_by_name_has_fewer_sources_before_it_is_cut(
    cut: Callable[[int], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows lead to fewer sources where that keeps all on one page, and say how many more there are."""
    monkeypatch.setattr("macros.site.indexes.SHOWN_SOURCES", (1, 0))
    site = cut(1_000_000)
    (roomy,) = site.index_parts["places"]
    assert roomy.most == 1
    assert re.search(r"and <a [^>]*>1 more</a>", _page(site, "places"))
    room = sum(entry_weights.entry_weight("places", one, site.relations, 0).plain for one in roomy.entries)
    site = cut(int(room) + 1)
    (narrow,) = site.index_parts["places"]
    assert narrow.most == 0
    assert re.search(r"<a [^>]*>2 documents</a>", _page(site, "places"))
