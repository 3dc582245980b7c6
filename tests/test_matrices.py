"""Matrices: who signed what, and what the law says, each cell at its passage."""

from __future__ import annotations

import re

import pytest

from macros.core.models import Instrument
from macros.site.pages.macros import macros
from macros.site.pictures import matrices as module
from macros.site.pictures.matrices import OUR_MARK, SPEAKING, law, signed
from macros.site.site import Site
from tests.support import real_archive


@pytest.fixture(autouse=True)
def any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are drawn however many sources the archive has got by now."""
    monkeypatch.setattr(module, "MOST_SOURCES", 1_000)


@pytest.fixture(scope="module")
def site() -> Site:
    """The archive of this repository."""
    return real_archive().site


def test_every_organization_that_speaks_has_one_row(site: Site) -> None:
    """An organization with a speaking role in any source is in the table once, others are not in it."""
    speaking = {
        key
        for (kind, key), mentions in site.relations.mentions.items()
        if kind == "organization" and any(mention.role in SPEAKING for mention in mentions)
    }
    rows = [row.id for group in signed(site).groups for row in group.rows]
    assert sorted(rows) == sorted(speaking)


def test_those_of_several_sources_come_first(site: Site) -> None:
    """The table holds those that appear in several sources; the others are listed by their source."""
    first, *others = signed(site).groups
    assert all(len(row.cells) > 1 for row in first.rows)
    assert all(list(row.cells) == [group.id] for group in others for row in group.rows)


def test_a_cell_has_every_role(site: Site) -> None:
    """Who hosts a statement, is a member of those who make it and is quoted in it is there as all three."""
    rows = {row.id: row for group in signed(site).groups for row in group.rows}
    assert [role for role, _ in rows["hrw"].cells["hrw-2015"]] == ["author", "publisher"]
    assert [role for role, _ in rows["hrw"].cells["icnk-2012"]] == ["host", "member", "quoted"]


def test_no_passage_is_left_out(site: Site) -> None:
    """A cell names every passage, unless it names the document as a whole."""
    for kind, made in (("organization", signed(site)), ("instrument", law(site))):
        for group in made.groups:
            for row in group.rows:
                record, provision = (row.id, None) if kind == "organization" else (group.id, row.id)
                for source, cell in row.cells.items():
                    for role, mentions in cell:
                        found = {
                            mention.passage
                            for mention in site.relations.mentions[kind, record]
                            if mention.source == source
                            and (
                                mention.role == role
                                if provision is None
                                else mention.provision == provision and mention.ours == (role == OUR_MARK)
                            )
                        }
                        assert {mention.passage for mention in mentions} == ({0} if 0 in found else found)


def test_what_the_archive_identifies_is_marked(site: Site) -> None:
    """A cell of the law keeps passages that name it apart from those in which the archive identifies it."""
    rows = {(group.id, row.id): row for group in law(site).groups for row in group.rows}
    cell = dict(rows["non-refoulement", ""].cells["cecc-2012"])
    assert [mention.passage for mention in cell[""]] == [18]
    assert [mention.passage for mention in cell[OUR_MARK]] == [3, 9, 15, 16]
    assert list(dict(rows["gc31", "para 12"].cells["hrf-2023"])) == [OUR_MARK]
    assert list(dict(rows["refugee-convention-1951", "33(1)"].cells["cecc-2012"])) == [""]


def test_law_is_in_the_order_of_time(site: Site) -> None:
    """The table of the law begins with the instrument that was adopted first; those without a day come last."""
    made = law(site)
    records = site.archive.records_of("instrument")
    adopted = {key: record.adopted for key, record in records.items() if isinstance(record, Instrument)}
    for groups in (made.groups, made.without):
        days = [day.first if day else "9999" for day in (adopted[group.id] for group in groups)]
        assert days == sorted(days)


def test_a_provision_that_no_source_has_is_shown_as_ours(site: Site) -> None:
    """Article 21 of the Convention against Torture, which no source names, is in the table under the mark."""
    made = law(site)
    assert not [row for group in made.groups if group.id == "cat-1984" for row in group.rows if row.id == "21"]
    assert next(group for group in made.groups if group.id == "cat-1984").unnamed["21"] == "Article 21"
    assert "vclt-1969" in {group.id for group in made.without}
    assert not [group for group in made.without if group.rows]
    shown = str(macros(site, lambda: "instruments/index.md")["law_by_source"]())
    row = re.search(
        r'<tr class="under"><th[^>]*><span[^>]*>Convention against Torture: </span>in no document<.*?</tr>', shown
    )
    assert row
    assert 'class="label ours"' in row[0]
    assert "#art-21" in row[0]


def test_the_mark_is_a_word_and_said_of_each_link(site: Site) -> None:
    """The table says in words which passages name the law, to eyes before the number, to screen readers in the link."""
    shown = str(macros(site, lambda: "instruments/index.md")["law_by_source"]())
    assert re.search(
        r'<span class="label ours" title="[^"]+">our reading</span> <a href="[^"]+" aria-label="HRF 2023, passage 4, '
        r'identified by the archive">4</a>',
        shown,
    )
    assert 'aria-label="CECC 2012, passage 9, named">9</a>' in shown
    assert "the archive identifies it" in shown


def test_only_law_of_a_source_is_listed(site: Site) -> None:
    """Each row of the law has a source, and each cell the passages that name it."""
    for group in law(site).groups:
        for row in group.rows:
            assert row.cells
            for key, cell in row.cells.items():
                found = [mention for _, mentions in cell for mention in mentions]
                assert found
                assert all(mention.source == key and mention.provision == row.id for mention in found)


def test_every_cell_leads_to_its_passage(site: Site) -> None:
    """The links of both tables lead to sources, with names that say source and passage."""
    made = macros(site, lambda: "instruments/index.md")
    shown = str(made["law_by_source"]()) + str(made["who_signed_what"]())
    links = re.findall(r'href="\.\./archive/([a-z0-9-]+)/(#p\d+)?" aria-label="([^"]+)"', shown)
    assert len(links) > 50
    words = [re.sub(", (named|identified by the archive)$", "", label).split(", ")[-1] for _, _, label in links]
    assert all(
        re.fullmatch(rf"passages? {anchor[2:]}( to \d+)?", said) if anchor else said == "the whole document"
        for (_, anchor, _), said in zip(links, words, strict=True)
    )
    assert "<caption>" in shown


def test_many_sources_make_a_list(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """With more sources than a table can have columns, organizations are a list that says how many have each."""
    monkeypatch.setattr(module, "MOST_SOURCES", 4)
    shown = str(macros(site, lambda: "organizations/index.md")["who_signed_what"]())
    assert "<table" not in shown
    assert " documents</span>" in shown


def test_a_list_is_bounded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list holds no more than can be read, those of most sources first and none of a single one."""
    monkeypatch.setattr(module, "MOST_SOURCES", 4)
    made = signed(site)
    numbers = [number for _, _, number in made.listed]
    assert numbers == sorted(numbers, reverse=True)
    assert min(numbers) == 2
    monkeypatch.setattr(module, "MOST_LISTED", 1)
    assert len(made.listed) == 1


def test_provisions_bear_the_name_of_their_instrument(site: Site) -> None:
    """A screen reader hears the instrument with each provision, whether it is below it or alone."""
    shown = str(macros(site, lambda: "instruments/index.md")["law_by_source"]())
    assert '<span class="visually-hidden">Refugee Convention, </span>Article 33(1)</a>' in shown
    assert ">General Comment No. 31, Paragraph 12</a>" in shown


def test_law_is_counted_where_there_are_too_many_sources(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room for a column each, a row says in how many documents a law is named and in how many it is ours."""
    monkeypatch.setattr(module, "MOST_SOURCES", 1)
    text = macros(site, lambda: "instruments/index.md")["law_by_source"]()
    for group in law(site).groups:
        for row in group.rows:
            named = {source for source, cell in row.cells.items() if any(not role for role, _ in cell)}
            assert (row.naming, row.ours_alone) == (len(named), len(row.cells.keys() - named))
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>", text, re.DOTALL)
    assert len(rows) == sum(len(group.rows) for group in law(site).groups)
    assert all(named or ours for _, named, ours in rows)
    assert "in no document" in text
    assert "Article 3" in next(part for part in text.split("<tr") if "cat-1984" in part and "in no document" in part)
