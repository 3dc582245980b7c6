"""Search: everything can be found, and every result leads to its place."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from macros.core.models import Instrument
from macros.core.models.base import Named
from macros.core.models.kinds import FACETS, PAGED
from macros.core.models.translations import EDITIONS
from macros.core.noting.reads import Read, noting
from macros.programs.pagefind import index_parts, joined_index
from macros.programs.pagefind.cbor import Item, UnknownFormError, encoded, read_piece, unpacked
from macros.programs.pagefind.index import INDEX_FOLDER, index_files
from macros.programs.pagefind.index_parts import parted
from macros.programs.pagefind.joined_index import in_pieces
from macros.programs.pagefind.pagefind_part import ENTRY_FILE, UNUSED
from macros.programs.pagefind.result_groups import MOST, SPACE, grouped
from macros.programs.pagefind.word_weights import IndexWord, words_of
from macros.session import Session
from macros.site.editions.edition_rows import claims_in_editions
from macros.site.languages.facets import LABELS, RESULT_FACETS
from macros.site.languages.search_page import facet_values, facet_words
from macros.site.pages.generated import Page
from macros.site.pages.texts import EMPHASIS, entry_markdown, plain_entry
from macros.site.pages.view import View
from macros.site.searching.edition_words import NAMED_BY_US
from macros.site.searching.entries import everything
from macros.site.searching.search_entries import SearchEntry
from macros.site.searching.titled_pages import titled_pages
from macros.site.searching.word_tables import TABLES_FOLDER, word_tables
from macros.site.site import Site
from tests.support import BOTH, INVENTED, REPOSITORY, few, files, one_by_one, real_archive, write_index


@pytest.fixture(scope="module", params=BOTH)
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two archives."""
    root: Path = request.param
    return Session(root).site


def test_a_passage_is_found_by_the_words_that_its_page_shows(site: Site) -> None:
    """Its text has the words of its links and no markup, as if it had been shown and its tags taken off."""
    view = View(site, "search/index.md")
    for source in site.sources.values():
        for entry in site.archive.annotations[source.id].entries:
            shown = EMPHASIS.sub(r"\2", entry_markdown(view, entry, source.id))
            read = shown.replace(str(view.inline.ours()), "(our reading)")
            assert plain_entry(site, entry, source.id) == Markup(read).striptags()  # noqa: S704 # as above


def test_a_claim_is_called_by_the_sentence_of_its_row(site: Site) -> None:
    """In Korean and Chinese a result has the very sentence that the row of the claim has, which is made once."""
    rows = claims_in_editions(site)
    called = {one.address: one.sentences for one in everything(site) if one.sentences}
    for ref in site.relations.claims:
        for language, sentence in called[site.shown_at(site.claims[ref].address)].items():
            assert sentence is rows.sentence(language, ref)


def test_everything_can_be_found(site: Site) -> None:
    """Every claim, note, work, record, provision and page, and every passage that is annotated, is one result."""
    found = list(everything(site))
    addresses = [one.address for one in found]
    assert len(set(addresses)) == len(addresses)
    wanted = {site.shown_at(site.claims[ref].address) for ref in site.relations.claims}
    wanted |= {site.note_address(stated) for stated in site.relations.notes.values()}
    wanted |= {site.address(record.kind_id, record.id) for record in site.archive.all_records()}
    for source in site.sources:
        wanted |= {
            f"archive/{source}/#p{entry.first}" for entry in site.archive.annotations[source].entries if entry.first
        }
    for record in site.archive.records_of("instrument").values():
        assert isinstance(record, Instrument)
        wanted |= {address for address in addresses if address.startswith(f"instruments/{record.id}/#")}
    listed = {one.id: part.address for part in site.index_parts["known"] for one in part.items}
    wanted |= {f"{listed[incident]}#{incident}" for incident in site.archive.records_of("incident")}
    wanted |= set(titled_pages(site.archive))
    assert set(addresses) == set(map(site.shown_at, wanted))


def test_results_land_on_what_stands_on_the_page(site: Site) -> None:
    """The anchor of every result of a record page is an anchor of that page."""
    assert astray(site, [page for page in Session(site.archive.root).pages.values() if page.record]) == []


def test_results_land_on_pages_of_every_length() -> None:
    """Of each kind of record in the archive itself the first, the shortest and the longest page has its anchors."""
    of_kind: dict[str, list[Page]] = {}
    for page in real_archive().pages.values():
        if page.record:
            of_kind.setdefault(page.record.kind_id, []).append(page)
    chosen = [page for pages in of_kind.values() for page in few(pages, length)]
    assert set(of_kind) == {kind for kind in PAGED if real_archive().archive.records_of(kind)}
    assert len(chosen) <= 3 * len(PAGED)
    assert astray(real_archive().site, chosen) == []


def length(page: Page) -> int:
    """How long the record of a page is, in bytes of its file."""
    assert page.record
    return (REPOSITORY / page.record.path).stat().st_size


def astray(site: Site, pages: list[Page]) -> list[str]:
    """The addresses of results on some pages that lead to no anchor of the page."""
    shown = {page.address: page.body() for page in pages}
    results = (one.address.partition("#") for one in everything(site))
    return [
        f"{address}#{anchor}"
        for address, _, anchor in results
        if anchor and address in shown and f'id="{anchor}"' not in shown[address]
    ]


def test_texts_hold_no_markup(site: Site) -> None:
    """What is searched is text: no tags, no reference calls."""
    for one in everything(site):
        assert not re.search(r"<a |<span|\{\{", one.title + one.text), one.address


def test_emphasis_is_not_read_as_letters(site: Site) -> None:
    """The asterisks of an annotation are no part of its words; those of a file name are."""
    for one in everything(site):
        assert not re.search(r"(?<!\w)\*\w[^*]*\w\*(?!\w)", one.text), one.address


def test_groups_hold_every_result_once(site: Site) -> None:
    """Grouping by page and kind loses nothing, mixes no kinds and pages, and stays within its size."""
    groups = list(grouped(everything(site)))
    assert [one for group in groups for one in group.sections] == list(everything(site))
    for group in groups:
        assert {(one.address.partition("#")[0], one.kind) for one in group.sections} == {(group.address, group.kind)}
        assert 1 <= len(group.sections) <= MOST
    assert len(groups) < len(list(everything(site))) / 2 or site.archive.root == INVENTED


def test_a_group_has_the_facets_of_its_sections() -> None:
    """A group can be chosen by whatever one of its sections has, and says which section that is."""
    claims: tuple[tuple[str, str, dict[str, str]], ...] = (("a/#c-one", "One was returned.", {"ko": "한 명"}),)
    passages = [
        SearchEntry("a/#p1", "Passage", "A 1", "", {"kind": ["Passage"], "year": ["2012"], "place": ["Tumen"]}),
        SearchEntry("a/#p2", "Passage", "A 2", "", {"kind": ["Passage"], "place": ["Tumen", "New York"]}, claims),
    ]
    [group] = grouped(passages)
    assert group.facets == {"kind": ["Passage"], "year": ["2012"], "place": ["Tumen", "New York"]}
    told = [json.loads(group.about(one).replace(SPACE, " ")) for one in passages]
    assert told == [
        ["a/#p1", "Passage", "A 1", 2, {"year": ["2012"], "place": ["Tumen"]}, [], {}, ""],
        [
            "a/#p2",
            "Passage",
            "A 2",
            2,
            {"place": ["Tumen", "New York"]},
            [["a/#c-one", "One was returned.", {"ko": "한 명"}]],
            {},
            "",
        ],
    ]
    assert " " not in "".join(group.about(one) for one in passages), "Pagefind leaves spaces out of an id"


def test_long_pages_are_parted() -> None:
    """A page with more results of a kind than a group may have makes several groups."""
    works = [
        SearchEntry(f"bibliography/#w{number}", "Work", "W", "", {"kind": ["Work"]}) for number in range(2 * MOST + 1)
    ]
    assert [len(group.sections) for group in grouped(works)] == [MOST, MOST, 1]


def test_facets_are_known(site: Site) -> None:
    """Every facet of a result is one of those on offer, and none of its values is empty."""
    for one in everything(site):
        assert set(one.facets) <= set(RESULT_FACETS)
        assert one.facets["kind"] == [one.kind]
        assert one.kind in LABELS.values()
        assert all(value for values in one.facets.values() for value in values), one


def test_native_names_are_in_the_texts() -> None:
    """Names in Korean and Chinese are part of what is searched."""
    real = {one.address: one for one in everything(real_archive().site)}
    assert {"투먼", "图们市"} <= set(real["places/tumen/"].text.split(" · "))


def test_a_record_is_found_by_each_of_its_names(site: Site) -> None:
    """Every name of a record, confirmed or not, and every alias is among the words of its own result."""
    words = {one.address: {one.title, *one.text.split(" · ")} for one in everything(site)}
    named = [record for record in site.archive.all_records() if isinstance(record, Named)]
    assert named
    for record in named:
        names = {*record.native.values(), *record.native_unverified.values(), *record.aliases}
        assert names <= words[site.address(record.kind_id, record.id)], record.id


def test_named_bodies_bear_their_names() -> None:
    """The bodies, people and places that a reader looks for first are found by their Korean and Chinese names."""
    archive = real_archive().site.archive
    wanted = {
        ("organization", "hrw"): {"휴먼라이츠워치", "人权观察"},
        ("organization", "rok-mofat"): {"외교통상부", "外交通商部"},
        ("organization", "unhcr"): {"유엔난민기구", "联合国难民署"},
        ("person", "xi-jinping"): {"시진핑", "习近平"},
        ("place", "dandong"): {"단둥", "단동", "丹东市"},
        ("place", "nanping"): {"난핑진", "남평", "南坪镇"},
    }
    for (kind, key), names in wanted.items():
        record = archive.records_of(kind)[key]
        assert isinstance(record, Named)
        assert names <= {*record.native.values(), *record.aliases}


def test_results_have_words_in_each_edition(site: Site) -> None:
    """A passage, a claim, a provision and what is known are called in Korean and Chinese, and claims are sentences."""
    shown = [entry for entry in everything(site) if entry.shown_titles]
    assert {entry.kind for entry in shown} == {LABELS[kind] for kind in ("passage", "claim", "provision", "known")}
    assert all(set(entry.shown_titles) == set(EDITIONS) for entry in shown)
    told = [entry.sentences for entry in shown if entry.kind == LABELS["claim"]]
    told += [sentences for entry in shown for _, _, sentences in entry.claims]
    assert told
    assert all(one["ko"].endswith((".", ")")) and one["zh"].endswith(("。", "）")) for one in told)


def test_what_an_edition_has_words_for_is_shown_in_them(site: Site) -> None:
    """What is known of an incident, and a page that an edition has too, have a text in its language."""
    known = [entry for entry in everything(site) if entry.kind == LABELS["known"]]
    pages = [entry for entry in everything(site) if entry.kind == LABELS["page"] and entry.told]
    assert known
    assert pages
    assert not any(entry.text in entry.sentences.values() for entry in known)
    assert all(set(entry.sentences) == set(entry.told) for entry in pages)
    assert any("수나 날짜, 장소가 기록되지 않은 것" in entry.sentences["ko"] for entry in known)


def test_filters_have_names_in_each_edition(site: Site) -> None:
    """Incidents, documents, bodies, law, places and levels of evidence have their names there, all others none."""
    tables = dict(word_tables(site))
    for language in EDITIONS:
        names = json.loads(tables[f"{TABLES_FOLDER}/filters-{language}.json"])
        assert set(names) == {*FACETS, "evidence"}
        chosen = {value for entry in everything(site) for kind in FACETS for value in entry.facets.get(kind, [])}
        assert {value for value in chosen if NAMED_BY_US in value} <= {
            value for kind in FACETS for value in names[kind]
        }
        assert (
            names["evidence"][site.archive.vocabulary.label("evidence", "captured")]
            == {"ko": "원문 수집·대조 완료", "zh": "已存原文并核对"}[language]
        )
        assert all(own != english for kind in names.values() for english, own in kind.items())


def test_two_indexes_are_the_same(tmp_path: Path) -> None:
    """The same records give the same files, byte for byte, and no file that the page does not use."""
    made = []
    for name in ("one", "two"):
        write_index(everything(Session(INVENTED).site), tmp_path / name)
        made.append({path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in files(tmp_path / name)})
    assert made[0] == made[1]
    assert f"{INDEX_FOLDER}/pagefind.js" in made[0]
    assert not [path for path in made[0] if Path(path).name.startswith(UNUSED)]


def test_the_index_has_one_language(tmp_path: Path) -> None:
    """Results in several languages are in one index: one search finds them all."""
    records = [
        SearchEntry("a/#p1", "Passage", "투먼", "图们市", {"kind": ["Passage"]}),
        SearchEntry("b/", "Place", "Tumen", "", {}),
    ]
    write_index(records, tmp_path)
    entry = json.loads((tmp_path / INDEX_FOLDER / "pagefind-entry.json").read_text("utf-8"))
    assert {language: about["page_count"] for language, about in entry["languages"].items()} == {"en": 2}


def test_an_index_in_another_form_is_refused(tmp_path: Path) -> None:
    """If another version of Pagefind writes other pieces, the build says so and publishes nothing."""
    piece = tmp_path / "piece.pf_meta"
    piece.write_bytes(gzip.compress(b"pagefind_dcd\xa1\x61a\x01"))
    with pytest.raises(UnknownFormError, match="CBOR of the kind 5"):
        read_piece(piece)


def told(folder: Path) -> list[object]:
    """What an index says, whatever its files are called: its words, filters and pages."""
    index = folder / INDEX_FOLDER
    (file,) = index.glob("*.pf_meta")
    match read_piece(file):
        case [_, list(pages), list(pieces), list(filters), *others]:
            words = [list(words_of(unpacked(index / "index" / f"{name}.pf_index"))) for _, _, name in pieces]  # type: ignore[misc, str-unpack] # its form is known
            values = [read_piece(index / "filter" / f"{name}.pf_filter") for _, name in filters]  # type: ignore[misc, str-unpack]
            packed = [(index / "fragment" / f"{name}.pf_fragment").read_bytes() for name, _ in pages]  # type: ignore[misc, str-unpack]
            fragments = [gzip.decompress(one) for one in packed]
            texts = [re.sub(rb'"url":"[^"]*"', b"", fragment) for fragment in fragments]
            return [[length for _, length in pages], texts, [*chain(*words)], values, others]  # type: ignore[misc, str-unpack]
    raise AssertionError(file)


def test_an_index_in_parts_is_that_of_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many runs of Pagefind make it, the index has the same words, weights, filters and pages, in one order."""
    made = []
    for name, most in (("one", 10**9), ("many", 30_000)):
        monkeypatch.setattr(index_parts, "PART_MOST", most)
        monkeypatch.setattr(index_parts, "PART_LEAST", most // 2)
        write_index(everything(Session(INVENTED).site), tmp_path / name, tmp_path / f"{name}-kept")
        made.append(told(tmp_path / name))
    assert made[0] == made[1]
    assert len(list((tmp_path / "one-kept").iterdir())) == 1
    assert len(list((tmp_path / "many-kept").iterdir())) > 5


def _units(root: Path) -> tuple[Session, dict[str, tuple[bytes, set[Read], list[SearchEntry]]]]:
    """What each unit of the results is made of, what it reads, and its results."""
    session = Session(root)
    found: dict[str, tuple[bytes, set[Read], list[SearchEntry]]] = {}

    def through(name: str, make: Callable[[], Any]) -> Any:
        with noting() as reads:
            value = make()
        found[name] = session.shelf.of(make), one_by_one(reads), value
        return value

    session.site.kept.through = through
    assert list(everything(session.site, session.lexicon))
    return session, found


@pytest.mark.parametrize(
    ("name", "new", "most"),
    [
        ("organizations/quayside-herald", "Quayside Herald Weekly", 10),
        ("organizations/old-league", "The Old Border Council", 3),
        ("places/ferry-landing", "Crossing at the Ferry", 11),
        ("places/sylvania", "Sylvania Anew", 3),
    ],
)
def test_another_name_makes_few_results_again(name: str, new: str, most: int, tmp_path: Path) -> None:
    """Those alone that read the name, or in whose texts are the first two words of the old or the new one."""
    root = Path(shutil.copytree(INVENTED, tmp_path / "archive"))
    session, before = _units(root)
    given = {unit: {read: session.shelf.fingerprint(read) for read in reads} for unit, (_, reads, _) in before.items()}
    file = root / "data" / f"{name}.yml"
    file.write_text(re.sub("(?m)^name: .*", f"name: {new}", file.read_text("utf-8")), "utf-8")
    session, after = _units(root)
    now = {unit: {read: session.shelf.fingerprint(read) for read in reads} for unit, reads in given.items()}
    again = {unit for unit in before if before[unit][0] != after[unit][0] or now[unit] != given[unit]}
    differing = {unit for unit in before if before[unit][2] != after[unit][2]}
    assert differing
    assert differing <= again
    assert len(again) <= most < len(before) / 2


def test_the_files_for_pagefind_are_in_memory_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else they are where the system has such files."""
    monkeypatch.setattr(index_parts, "MEMORY_FOLDER", tmp_path)
    assert index_parts.work_folder() == tmp_path
    monkeypatch.setattr(index_parts, "PART_ROOM", 10**18)
    assert index_parts.work_folder() is None
    monkeypatch.setattr(index_parts, "MEMORY_FOLDER", tmp_path / "missing")
    assert index_parts.work_folder() is None


def test_parts_that_stay_are_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit parts without it are kept, the files are those of a whole build, and what is gone is not kept."""
    records = [
        SearchEntry(f"{name}/", "Place", name, f"Text of {name}", {"kind": ["Place"]}) for name in ("Antu", "Helong")
    ]
    monkeypatch.setattr(index_parts, "PART_MOST", 5_000)
    kept = tmp_path / "kept"
    write_index(records, tmp_path / "before", kept)
    before = {file.name for file in kept.iterdir()}
    records[1] = records[1]._replace(text="Another text")
    write_index(records, tmp_path / "after", kept)
    write_index(records, tmp_path / "anew")
    after = {file.name for file in kept.iterdir()}
    assert (len(before), len(after), len(before & after)) == (2, 2, 1)
    assert [path for path, _ in files(tmp_path / "after")] == [path for path, _ in files(tmp_path / "anew")]
    assert all(file.read_bytes() == (tmp_path / "anew" / path).read_bytes() for path, file in files(tmp_path / "after"))


def test_a_part_that_was_torn_is_made_again(tmp_path: Path) -> None:
    """A kept file that cannot be read costs time and changes nothing."""
    records = [SearchEntry("antu/", "Place", "Antu", "", {})]
    write_index(records, tmp_path / "before", tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    whole = file.read_bytes()
    method = whole.index(b"PK\1\2") + 10
    unknown = whole[:method] + b"\x63" + whole[method + 1 :]
    locked = whole[: method - 2] + b"\x01" + whole[method - 1 :]
    for number, torn in enumerate((b"", whole[:500], b"no part", unknown, locked)):
        file.write_bytes(torn)
        write_index(records, tmp_path / f"after-{number}", tmp_path / "kept")
        assert told(tmp_path / f"after-{number}") == told(tmp_path / "before")


def test_a_part_has_a_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is never heavier than it may be, unless one page is; a longer page does not move the ends behind it."""
    monkeypatch.setattr(index_parts, "PART_MOST", 40_000)
    monkeypatch.setattr(index_parts, "PART_LEAST", 20_000)
    pages = [(f"page-{number}/", "x" * 1000) for number in range(400)]
    parts = list(parted(pages))
    assert [page for part in parts for page in part] == [page.encode() for _, page in pages]
    assert all(len(part) <= 10 for part in parts)
    pages[3] = (pages[3][0], "x" * 5000)
    pages[7] = (pages[7][0], "x" * 60_000)
    longer = list(parted(pages))
    assert [b"x" * 60_000] in longer
    assert [len(part) for part in longer[-20:]] == [len(part) for part in parts[-20:]]


def test_words_of_the_index_have_weights_for_places() -> None:
    """Each page of a word has one place with the weight of all, or few, and its neighbour another one."""
    places: list[Item] = [-25, 3, 4, -49, 20, -256, *range(1, 12)]
    pages: list[Item] = [[7, places, [0, 1]], [300, [70_000, 5], []]]
    first, second = words_of(encoded([[["one", pages, [["öne", [[8, [5], []]]]]], ["two", [[7, [-25, 5], []]], []]]]))
    spelled = {"öne".encode(): {8: (24, b"\x80")}}
    assert first == IndexWord(b"one", {7: (2901, b"\x82\0\1"), 307: (48, b"\x80")}, spelled)
    assert first.encoded(3) == encoded(
        ["one", [[7, [-256, 3, *[997] * 10, -97, 3 + 11 * 997], [0, 1]], [300, [-49, 3], []]],
         [["öne", [[8, [-25, 3], []]]]]]
    )  # fmt: skip
    assert second.encoded(4) == encoded(["two", [[7, [-25, 4], []]], []])


def test_a_large_piece_of_the_index_is_parted() -> None:
    """A search loads few words beside its own; words that begin alike stay together, since one finds the other."""
    many = dict.fromkeys(range(3000), (24, b"\x80"))
    words = [IndexWord(word, many, {}) for word in (b"detain", b"police", b"return", b"returne", b"state")]
    words[1].pages = {}
    pieces = [[word for word, _ in piece] for piece in in_pieces(words)]
    assert pieces == [[b"detain"], [b"police"], [b"return", b"returne"], [b"state"]]


def test_pages_of_an_index_are_numbered(tmp_path: Path) -> None:
    """The files of neighbouring pages have one mark and their number, and the index names no other."""
    records = [SearchEntry(f"{name}/", "Place", name, "", {}) for name in ("a", "b")]
    write_index(records, tmp_path)
    names = sorted(file.stem for file in (tmp_path / INDEX_FOLDER / "fragment").iterdir())
    assert [name[-2:] for name in names] == ["00", "01"]
    assert len({name[:-2] for name in names}) == 1
    (meta,) = (tmp_path / INDEX_FOLDER).glob("*.pf_meta")
    assert all(name.encode() in gzip.decompress(meta.read_bytes()) for name in names)


def test_an_edit_gives_few_pages_of_the_index_another_name() -> None:
    """Those that are far from a changed page keep their files, names and all."""
    records = [SearchEntry(f"{number}/", "Place", f"Place {number}", "old", {}) for number in range(200)]
    kept = [set(index_files(given)) for given in (records, [records[0]._replace(text="new"), *records[1:]])]
    same = {path for path, _ in kept[0] & kept[1] if path.endswith(".pf_fragment")}
    assert len(same) == 200 - joined_index.NEIGHBOURS
    assert all(path.endswith((".pf_fragment", ".pf_index", ".pf_meta", ENTRY_FILE)) for path, _ in kept[0] ^ kept[1])


def test_no_two_pages_of_an_index_have_one_name() -> None:
    """Pages of which all is the same, in two parts, have other marks."""
    marks: set[str] = set()
    names = [name for _ in range(2) for name in joined_index.page_names([b"a", b"b"], marks)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "piece", [[], [[["one", 3, []]]], [[["one", [[3, []]], []]]], [[["one", [[3, ["x"], []]], []]]], [[], 1]]
)
def test_a_piece_in_another_form_is_refused(piece: Item) -> None:
    """Words of the index in another form are never written as something else."""
    with pytest.raises(UnknownFormError, match=r"(of|in) the index"):
        list(words_of(encoded(piece)))


def test_every_kind_and_facet_has_its_words() -> None:
    """The labels of the search page have each kind of result and each filter; in English a kind is called the same."""
    labels = real_archive().archive.labels
    assert list(facet_words(labels.text)) == list(RESULT_FACETS)
    for kind, label in LABELS.items():
        assert labels.text(f"search.kind-{kind}") == label
    for language in EDITIONS:
        values = facet_values(partial(labels.text, language=language), language)
        assert set(LABELS.values()) <= set(values)
        assert values["Korean"] == {"ko": "한국어", "zh": "韩语"}[language]
