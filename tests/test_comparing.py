"""Two documents or speakers side by side: what is compared, what was lost on the way, and the files for it."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from macros.core.models import PRACTICE
from macros.core.relations import Relations
from macros.core.values.counts import parse_count
from macros.core.values.speakers import parse_speaker
from macros.session import Session
from macros.site.claims.compared_claims import lost, repeated, topic_of, weighed
from macros.site.pages.comparing import side_files
from macros.site.pages.comparing.compare_form import compare_form
from macros.site.pages.comparing.incident_pairs import incident_pairs
from macros.site.pages.comparing.sides import SPEAKER, Sides
from macros.site.pages.macros import macros
from macros.site.site import Site
from tests.support import BOTH, INVENTED

LATER, EARLIER = "report-2011.returned-30", "quayside-2011.held-24-40"
"""A claim of the invented archive and the one that it rests on."""


@pytest.fixture
def site() -> Site:
    """The site of the invented archive, for one test."""
    opened = Session(INVENTED)
    return Site(opened.archive, opened.relations, opened.citations.cite)


def _claims(content: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The claims in the file of a side, with the names of their columns and their whole ids."""
    rows = [
        {name: cell for name, cell in zip(content["columns"], cells, strict=True) if cell != 0}
        for cells in content.get("rows", ())
    ]
    return [row | {"ref": key * row["ref"].startswith(".") + row["ref"]} for row in rows]


def _key(path: str) -> str:
    """The key of the side that a file is about."""
    return re.sub(r"\.\d+$", "", path.removeprefix(f"{side_files.SIDES_FOLDER}/").removesuffix(".json.gz"))


def _files(site: Site) -> dict[str, Any]:
    return {path: json.loads(gzip.decompress(made())) for path, made in side_files.side_files(site)}


def _as(relations: Relations, ref: str, **fields: Any) -> None:
    """Let a claim say something else."""
    stated = relations.claims[ref]
    relations.claims[ref] = replace(stated, claim=stated.claim.model_copy(update=fields))


def _lost(relations: Relations) -> list[str]:
    return list(lost(relations, relations.claims[LATER], relations.claims[EARLIER]))


@pytest.mark.parametrize(
    ("count", "span"),
    [
        ("41", (41, 41)),
        ("at least 41", (41, None)),
        ("more than 500", (501, None)),
        ("up to 40", (0, 40)),
        ("24 to 40", (24, 40)),
        ("about 30", None),
        ("nearly 50", None),
        ("dozens", None),
        ("more than 90%", None),
    ],
)
def test_only_exact_bounds_are_compared(count: str, span: tuple[int, int | None] | None) -> None:
    """*More than 500* begins at 501 and has no end; *about 30* sets no bound that another figure could break."""
    assert parse_count(count).span == span


def test_a_denial_is_beside_the_numbers_that_it_denies(site: Site) -> None:
    """Who denies a return is compared with those who number it, not shown as a topic of its own."""
    claims = site.relations.claims
    denial = topic_of(site.relations, claims["quayside-2011.never-returned"])
    assert denial == topic_of(site.relations, claims[LATER])


def test_a_part_is_not_compared_with_the_whole(site: Site) -> None:
    """A part of a group has a topic of its own, which says that it is not compared."""
    claims = site.relations.claims
    whole, part = (topic_of(site.relations, claims[f"report-2011.arrested-{number}"]) for number in (41, 17))
    assert whole.key != part.key
    assert (whole.apart, part.apart) == (False, True)


def test_a_part_of_a_total_of_several_incidents_is_a_whole_in_its_own(site: Site) -> None:
    """A total of years has its parts in several incidents: within one of them such a part counts all."""
    relations = site.relations
    relations.claims["report-2011.arrested-41"] = replace(relations.claims["report-2011.arrested-41"], incident=None)
    assert not topic_of(relations, relations.claims["report-2011.arrested-17"]).apart


def test_a_hedge_that_is_not_carried_over_is_listed(site: Site) -> None:
    """A claim that repeats another without its words of doubt has lost them; with other words both are named."""
    relations = site.relations
    _as(relations, EARLIER, hedge="reportedly", count=None)
    _as(relations, LATER, hedge=None)
    assert "the hedge “reportedly”" in _lost(relations)
    _as(relations, LATER, hedge="apparently")
    assert "the hedge “reportedly” (here “apparently”)" in _lost(relations)
    _as(relations, LATER, hedge="reportedly")
    assert not [gone for gone in _lost(relations) if "hedge" in gone]


def test_a_changed_figure_is_listed_with_both_forms(site: Site) -> None:
    """A limit that was dropped shows what stood there and what stands here."""
    relations = site.relations
    _as(relations, EARLIER, count=parse_count("more than 500"))
    _as(relations, LATER, count=parse_count("about 500"))
    assert "the figure “more than 500” (here “about 500”)" in _lost(relations)


def test_an_origin_that_is_no_longer_named_is_listed(site: Site) -> None:
    """Who repeats a claim without its first speaker has lost that speaker; an author's own words have no other."""
    relations = site.relations
    _as(relations, LATER, said_by=[parse_speaker("border-watch")])
    assert [gone for gone in _lost(relations) if gone.startswith("its origin, ")]
    _as(relations, EARLIER, said_by=[parse_speaker("ada-quill")])
    assert not [gone for gone in _lost(relations) if gone.startswith("its origin, ")]


def test_a_sum_loses_no_figure(site: Site) -> None:
    """Only a claim that rests on one other of its own measure repeats its figure; a sum rests on its parts."""
    relations = site.relations
    _as(relations, LATER, measure="held")
    assert repeated(relations, LATER) == {EARLIER: True}
    _as(relations, LATER, rests_on=[EARLIER, "report-2011.arrested-41"])
    assert repeated(relations, LATER) == {EARLIER: False, "report-2011.arrested-41": False}


@pytest.mark.parametrize("root", BOTH)
def test_every_claim_is_in_the_file_of_its_document_and_of_its_speakers(root: Any) -> None:
    """No claim is left out: its document has it, and everybody who answers for it."""
    site = Session(root).site
    files, sides = _files(site), Sides(site).all
    kept: dict[str, set[str]] = {}
    for path, content in files.items():
        if path.startswith(side_files.SIDES_FOLDER):
            kept.setdefault(_key(path), set()).update(row["ref"] for row in _claims(content, _key(path)))
    for ref, stated in site.relations.claims.items():
        assert stated.work
        assert ref in kept[stated.work.id]
        assert all(ref in kept[f"speaker.{speaker}"] for speaker in stated.claim.speakers)
    assert set(kept) == set(sides) | set(Sides(site).moved)


def test_a_retired_speaker_leads_to_who_took_its_place(site: Site) -> None:
    """The file of a retired key names the key of today; an id without a successor that speaks has no file."""
    files = _files(site)
    assert files[f"{side_files.SIDES_FOLDER}/speaker.the-herald.json.gz"] == {
        "key": "speaker.the-herald",
        "moved": "speaker.quayside-herald",
    }
    assert f"{side_files.SIDES_FOLDER}/speaker.ferry-union.json.gz" not in files


def test_every_figure_in_a_file_has_its_speaker_and_its_hedge(site: Site) -> None:
    """What a comparison shows of a claim names who says it, and has the words of doubt that are recorded."""
    for path, content in _files(site).items():
        for row in _claims(content, _key(path)) if path.startswith(side_files.SIDES_FOLDER) else ():
            recorded = site.claims[row["ref"]]
            assert row["by"] == recorded.said_by
            assert row.get("hedge", "") == recorded.hedge
            assert row["shown"] == recorded.headline


@pytest.mark.parametrize("root", BOTH)
def test_what_is_left_out_of_a_row_follows_from_the_rest(root: Any) -> None:
    """The place of a topic, and what is shown of a claim, give its topic and what it gives to be compared."""
    site = Session(root).site
    for path, content in _files(site).items():
        for row in _claims(content, _key(path)) if path.startswith(side_files.SIDES_FOLDER) else ():
            topic = list(content["topics"])[row.get("topic", 0)]
            found = weighed(site.relations, site.claims[row["ref"]])
            assert topic == found.topic.key
            assert row.get("given", f"{row['shown']} {topic.partition(':')[2]}") == found.given


def test_a_state_answers_for_its_bodies_and_a_coalition_not_for_its_members(site: Site) -> None:
    """A government is compared with the claims of its ministries, and says so; a member speaks for itself."""
    guard: Any = site.archive.records_of("organization")["river-guard"]
    guard.part_of.append("freedonia-gov")
    sides = Sides(site).all
    state, league = sides["speaker.freedonia-gov"], sides["speaker.old-league"]
    assert {one.ref for one in site.relations.spoken_by["river-guard"]} <= {one.ref for one in state.claims}
    assert guard.short_text in state.about
    assert {one.ref for one in league.claims} == {one.ref for one in site.relations.spoken_by["old-league"]}


def test_a_side_with_many_claims_is_in_parts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of such a side says in which part each incident is, and the parts have every claim once."""
    monkeypatch.setattr(side_files, "IN_ONE_FILE", 1)
    files, side = _files(site), Sides(site).all["report-2011"]
    head = files["compare/sides/report-2011.json.gz"]
    assert "rows" not in head
    numbers = {one["part"] for one in head["incidents"].values()}
    parts = [files[f"compare/sides/report-2011.{number}.json.gz"] for number in numbers]
    rows = [row["ref"] for part in parts for row in _claims(part, "report-2011")]
    assert sorted(rows) == sorted(stated.ref for stated in side.claims)


def test_many_sides_are_listed_by_year(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a list of all would be long, there is one for each year, and every side is in one of them."""
    monkeypatch.setattr(side_files, "IN_ONE_LIST", 3)
    sides = Sides(site)
    found = side_files.lists(sides)
    assert side_files.ALL not in found
    assert {side.key for listed in found.values() for side in listed} == set(sides.all)
    offered = dict(compare_form(site)["lists"])
    assert set(offered) == set(found)


def test_documents_in_one_line_give_the_same(site: Site) -> None:
    """A page of an incident has each claim in one line, and a line holds one figure."""
    record: Any = site.archive.records_of("incident")["quayside-2011"]
    topics = incident_pairs(site, record)["topics"]
    lines = [line for one in topics for line in one.lines]
    refs = [one.claim.ref for line in lines for one in line.claims]
    assert sorted(refs) == sorted(claim.ref for claim in site.claims_about("quayside-2011"))
    assert all(len({one.given for one in line.claims}) == 1 for line in lines)


def test_figures_of_no_single_event_are_not_compared(site: Site) -> None:
    """Arrests and returns in general are about different people and years."""
    record: Any = site.archive.records_of("incident")["standing-returns"]
    assert record.kind == PRACTICE
    assert all(one.topic.apart for one in incident_pairs(site, record)["topics"])


def test_only_incidents_with_two_documents_have_a_page(site: Site) -> None:
    """Where one document alone speaks, there is nothing to compare, and no page leads there."""
    sides = Sides(site)
    for record in site.archive.records_of("incident").values():
        documents = [side for side in sides.by_incident.get(record.id, ()) if side.kind != SPEAKER]
        assert (f"compare/{record.id}.md" in Session(INVENTED).pages) == (len(documents) > 1)


def test_very_many_incidents_are_listed_up_to_a_hundred(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page has the newest, says how many there are, and leads to the pages from which the others are reached."""
    every = compare_form(site)
    assert len(every["incidents"]) == every["every"]
    monkeypatch.setattr("macros.site.pages.comparing.compare_form.MOST_INCIDENTS", 1)
    found = compare_form(site)
    assert found["incidents"] == every["incidents"][:1]
    page = str(macros(site, lambda: "compare/index.md")["compare_form"]())
    assert f'newest of {every["every"]}; <a href="../incidents/">' in " ".join(page.split())


def test_the_page_names_the_newest_incidents_and_a_file_the_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many incidents there are, the page stays short; each is named by the page or by one file, not by both."""
    every = side_files.on_incidents(Sides(site))
    assert len(every) > 1
    assert f"{side_files.LISTS_FOLDER}/{side_files.OLDER}.json.gz" not in _files(site)
    monkeypatch.setattr("macros.site.pages.comparing.compare_form.NEWEST", 1)
    monkeypatch.setattr(side_files, "NEWEST", 1)
    named = dict(compare_form(site)["lists"])
    assert [name for name in named if not name.startswith(side_files.YEAR)] == [every[0][0]]
    assert named[side_files.OLDER] == f"One of {len(every) - 1} older incidents …"
    files = _files(site)
    assert files[f"{side_files.LISTS_FOLDER}/{side_files.OLDER}.json.gz"] == [list(one) for one in every[1:]]
    assert {files[f"{side_files.LISTS_FOLDER}/{name}.json.gz"]["name"] for name, _ in every} == {
        one for _, one in every
    }


def test_side_by_side_are_as_many_documents_as_have_room(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where claims are many or long, the page has the first documents, at least two of them, and says of how many."""
    record: Any = site.archive.records_of("incident")["quayside-2011"]
    whole = incident_pairs(site, record)
    assert whole["topics"]
    assert len(whole["picked"]) == whole["documents"] > 2
    monkeypatch.setattr("macros.site.pages.comparing.incident_pairs.PICKS_ROOM", 10)
    monkeypatch.setattr("macros.site.pages.comparing.incident_pairs.LINES_ROOM", 10)
    less = incident_pairs(site, record)
    assert less["topics"] == []
    assert less["picked"] == whole["picked"][:2]
    assert less["documents"] == whole["documents"]
