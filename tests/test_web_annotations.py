"""Passages and claims as Web Annotations: as the W3C's schemas ask, and each in its place on an invented page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from jsonschema import Draft4Validator, FormatChecker  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT4

from macros.core.values.types import PHRASE_WORDS
from macros.core.words.han import word_count
from macros.session import Session
from macros.site.heads import annotation_files as written
from macros.site.heads.annotation_files import ALL, ANNOTATION_CONTEXT, annotation_files
from macros.site.heads.annotation_targets import NUMBERING, TEXT_FRAGMENTS
from tests.support import BOTH, INVENTED, REPOSITORY, TESTS

W3C = json.loads((TESTS / "web_annotation/w3c_schemas.json").read_text("utf-8"))
PAGE = (TESTS / "web_annotation/page.html").read_text("utf-8")
REPORT = "data/annotations/report-2011.jsonld"
BULLETIN = "data/annotations/bulletin-2011.jsonld"
FORMATS = FormatChecker(())


@FORMATS.checks("uri")  # type: ignore[untyped-decorator] # the library has no types
def _uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme and not re.search(r"\s", value))


@FORMATS.checks("date-time", raises=ValueError)  # type: ignore[untyped-decorator] # as above
def _time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@cache
def compact(root: Path) -> dict[str, Any]:
    """Every file of annotations of an archive as it is published, read as JSON."""
    return {path: json.loads(text) for path, text in annotation_files(Session(root).site)}


@cache
def files(root: Path) -> dict[str, Any]:
    """The same with the whole of each address."""
    return {path: _whole(file) for path, file in compact(root).items()}


def _whole(file: dict[str, Any]) -> dict[str, Any]:
    """A file with the whole of each address, and each shared state in its place, as a JSON-LD processor reads it."""
    text = json.dumps(file, ensure_ascii=False)
    for prefix, base in file["@context"][1].items():
        text = text.replace(f'"{prefix}:', f'"{base}')
    made: dict[str, Any] = json.loads(text)
    items = [item for item in _page(made)["items"] if isinstance(item, dict)]
    found = [item["target"] for item in items if "state" in item["target"]]
    states = {one["state"]["id"]: one["state"] for one in found if "id" in one["state"]}
    for one in found:
        state = states[one["state"]] if isinstance(one["state"], str) else one["state"]
        one["state"] = {name: value for name, value in state.items() if name != "id"}
    return made


def annotated(root: Path, path: str = "") -> list[dict[str, Any]]:
    """The annotations of one document, or of all."""
    return _items(files(root), path)


def _items(made: dict[str, Any], path: str = "") -> list[dict[str, Any]]:
    found = [made[path]] if path else made.values()
    return [item for file in found for item in _page(file)["items"] if isinstance(item, dict)]


def _page(file: dict[str, Any]) -> dict[str, Any]:
    page: dict[str, Any] = file.get("first", file)
    return page


def selectors(annotation: dict[str, Any], kind: str, conforms: str = "") -> list[dict[str, Any]]:
    """The selectors of one type, and of fragments those that conform to something."""
    every = annotation["target"].get("selector", ())
    return [one for one in every if one["type"] == kind and one.get("conformsTo", "").endswith(conforms)]


# What the W3C asks


@cache
def _registry() -> Registry[Any]:
    schemas = W3C["schemas"].items()
    return Registry().with_resources([(name, DRAFT4.create_resource(schema)) for name, schema in schemas])


def _wrong(kind: str, value: object) -> Iterator[str]:
    for name in W3C["tests"][kind]:
        validator = Draft4Validator(W3C["schemas"][name], registry=_registry(), format_checker=FORMATS)
        yield from (f"{name}: {error.message[:200]}" for error in validator.iter_errors(value))


@pytest.mark.parametrize("root", BOTH)
def test_every_annotation_is_what_the_w3c_asks(root: Path) -> None:
    """Every annotation keeps all that the W3C's tests say it must."""
    every = _items(compact(root))
    shown = every if root == INVENTED else every[:: max(1, len(every) // 40)]
    assert [wrong for item in shown for wrong in _wrong("annotation", {"@context": ANNOTATION_CONTEXT, **item})] == []


@pytest.mark.parametrize("root", BOTH)
def test_every_collection_is_what_the_w3c_asks(root: Path) -> None:
    """Every collection, and every page of one, keeps all that the W3C's tests say it must."""
    for path, file in compact(root).items():
        assert list(_wrong("page" if "/pages/" in path else "collection", file)) == [], path
        page = {"@context": ANNOTATION_CONTEXT, **_page(file)}
        assert list(_wrong("page", {**page, "items": page["items"][:1]})) == [], path


def test_the_schemas_refuse_what_is_wrong() -> None:
    """The same schemas refuse an annotation without a target, and a quotation without its words."""
    good = {"@context": ANNOTATION_CONTEXT, **annotated(INVENTED, REPORT)[0]}
    assert list(_wrong("annotation", good)) == []
    assert list(_wrong("annotation", {name: value for name, value in good.items() if name != "target"}))
    spoilt = json.loads(json.dumps(good).replace('"exact"', '"said"'))
    assert list(_wrong("annotation", spoilt))


# Laid over a page


def _blocks() -> list[tuple[int, str]]:
    """The blocks of the invented page that have text, each with the number of its passage; 0 around the document."""
    body = html5lib.parse(PAGE, namespaceHTMLElements=False).find("body")
    found = [element for element in body.iter() if element.tag in ("nav", "p", "li")]
    return [(int(one.get("data-passage", 0)), " ".join("".join(one.itertext()).split())) for one in found]


def _holding(words: str, *, whole: bool) -> list[int]:
    edges = (r"(?<!\w)", r"(?!\w)") if whole else ("", "")
    pattern = re.compile(re.escape(words).join(edges), re.IGNORECASE if whole else 0)
    return [number for number, text in _blocks() for _ in pattern.finditer(text)]


@pytest.mark.parametrize("annotation", annotated(INVENTED, REPORT), ids=lambda item: item["id"].partition("#")[2])
def test_a_note_lies_on_its_passage(annotation: dict[str, Any]) -> None:
    """The number, the text fragment and the quotation of an annotation each find the same passage, and find it once."""
    (numbered,) = selectors(annotation, "FragmentSelector", NUMBERING)
    first, _, last = numbered["value"].removeprefix("passage=").partition("-")
    passages = range(int(first), int(last or first) + 1)
    assert set(passages) <= {number for number, _ in _blocks()}
    for fragment in selectors(annotation, "FragmentSelector", TEXT_FRAGMENTS):
        (found,) = _holding(unquote(fragment["value"].removeprefix(":~:text=")), whole=True)
        assert found in passages
    for quote in selectors(annotation, "TextQuoteSelector"):
        (found,) = _holding(quote.get("prefix", "") + quote["exact"] + quote.get("suffix", ""), whole=False)
        assert found in passages


def test_every_passage_of_the_page_has_a_note() -> None:
    """Each passage of the invented page lies under one annotation of a passage, in the order of the page."""
    covered: list[int] = []
    for item in annotated(INVENTED, REPORT):
        if "passage" in [body.get("value") for body in item["body"]]:
            first, _, last = selectors(item, "FragmentSelector", NUMBERING)[0]["value"][8:].partition("-")
            covered += range(int(first), int(last or first) + 1)
    assert covered == [number for number, _ in _blocks() if number]


# What is given, and what is not


@pytest.mark.parametrize("root", BOTH)
def test_every_passage_and_claim_has_an_annotation(root: Path) -> None:
    """Every entry of every source and every claim is annotated once, and leads to its permanent address."""
    site = Session(root).site
    entries = [
        site.absolute(f"archive/{source.id}/#{source.anchor(entry.first)}")
        for source in site.archive.sources
        for entry in site.archive.annotations[source.id].entries
        if entry.first
    ]
    claims = [site.absolute(site.claims[ref].address) for ref in site.relations.claims]
    led = [item["body"][-1]["source"] for item in annotated(root)]
    assert sorted(led) == sorted(entries + claims)


@pytest.mark.parametrize("root", BOTH)
def test_no_more_than_six_words_of_a_document(root: Path) -> None:
    """An annotation holds at most one locator phrase, in the quotation and the fragment alike, of at most six words."""
    for item in annotated(root):
        quoted = [one["exact"] for one in selectors(item, "TextQuoteSelector")]
        fragments = selectors(item, "FragmentSelector", TEXT_FRAGMENTS)
        assert [unquote(one["value"].partition(":~:text=")[2]) for one in fragments] == quoted
        assert len(quoted) <= 1
        assert all(set(one) <= {"type", "exact"} for one in selectors(item, "TextQuoteSelector"))
        assert all(word_count(words) <= PHRASE_WORDS for words in quoted)


def _of(session: Session, work: str) -> list[dict[str, Any]]:
    made = {path: _whole(json.loads(text)) for path, text in annotation_files(session.site)}
    found: list[dict[str, Any]] = made[f"data/annotations/{work}.jsonld"]["first"]["items"]
    return found


def _change(session: Session, **fields: object) -> None:
    """Another work report-2011, as if its entry had these fields."""
    works = session.archive.works
    works["report-2011"] = works["report-2011"].model_copy(update=fields)


def test_words_that_find_two_passages_are_left_out() -> None:
    """A phrase that another passage of the record has too gives no quotation; the number of the passage stays."""
    session = Session(INVENTED)
    passages = session.site.sources["report-2011"].passages
    passages[7] = ["guard house"]
    passages[2] = ["in a guard house for"]
    (item,) = [one for one in _of(session, "report-2011") if one["id"].endswith("#p7")]
    assert [one["value"] for one in item["target"]["selector"]] == ["passage=7-9"]


def test_a_page_that_tells_too_much_is_not_opened_at_words() -> None:
    """Of a work that is linked `plain` an annotation has neither words nor a copy."""
    session = Session(INVENTED)
    _change(session, plain=True)
    for item in _of(session, "report-2011"):
        assert [one["value"][:8] for one in item["target"]["selector"]] == ["passage="]
        assert "cached" not in item["target"].get("state", {})


def test_a_copy_that_was_seen_is_named_with_its_time() -> None:
    """A state names an archived copy that is recorded, with the second in its address, else with the day of reading."""
    session = Session(INVENTED)
    copy = "https://web.archive.org/web/20120131070809/https://border-watch.example/reports/2011"
    assert _of(session, "report-2011")[0]["target"]["state"]["sourceDateStart"] == "2012-01-31T00:00:00Z"
    session = Session(INVENTED)
    _change(session, archiveurl=copy)
    state = _of(session, "report-2011")[0]["target"]["state"]
    assert state == {"type": "TimeState", "sourceDate": "2012-01-31T07:08:09Z", "cached": copy}


def test_the_day_of_reading_is_said_once_in_a_file_and_a_copy_with_each_annotation() -> None:
    """Later annotations name the state of the first by its id; one that names a copy is whole everywhere."""
    states = [item["target"]["state"] for item in compact(INVENTED)[BULLETIN]["first"]["items"]]
    assert len(states) > 1
    assert states[0] == {"id": "here:read", "type": "TimeState"} | {
        "sourceDateStart": "2012-02-01T00:00:00Z",
        "sourceDateEnd": "2012-02-01T23:59:59Z",
    }
    assert set(states[1:]) == {"here:read"}
    for item in compact(INVENTED)[REPORT]["first"]["items"]:
        assert item["target"]["state"]["cached"] == "https://web.example/2011/report"


def test_a_claim_is_annotated_by_its_sentence() -> None:
    """The text of a claim is the sentence with its speakers and its hedge, and nothing else."""
    site = Session(INVENTED).site
    made = {item["id"].partition("#")[2]: item for item in annotated(INVENTED, REPORT)}
    assert made["c-returned-30"]["body"][0]["value"] == site.claims["report-2011.returned-30"].sentence


def test_makers_and_licence_are_with_each_annotation() -> None:
    """Each annotation names its licence and its creator, whom the collection describes."""
    file = files(INVENTED)[REPORT]
    assert file["creator"]["name"] == "The invented contributors"
    assert {item["creator"] for item in file["first"]["items"]} == {file["creator"]["id"]}
    assert {item["rights"] for item in file["first"]["items"]} == {file["rights"]}
    assert file["rights"] == "https://creativecommons.org/licenses/by/4.0/"


# Collections


def test_the_collection_of_all_names_every_annotation() -> None:
    """It names each annotation once by its address, which is in the file of its document."""
    whole = files(INVENTED)[ALL]
    assert whole["first"]["items"] == [item["id"] for item in annotated(INVENTED)]
    assert whole["total"] == len(whole["first"]["items"])


def test_a_long_collection_is_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of bounded length follow one another in both directions, and together hold what one page would."""
    monkeypatch.setattr(written, "ON_A_PAGE", 5)
    made = {path: _whole(json.loads(text)) for path, text in annotation_files(Session(INVENTED).site)}
    base = "https://archive.example/"
    seen: list[Any] = []
    page, before = made[REPORT]["first"], None
    while True:
        assert page["startIndex"] == len(seen)
        assert page.get("prev") == before
        seen += page["items"]
        before = page["id"]
        if "next" not in page:
            break
        page = made[page["next"].removeprefix(base)]
        assert page["partOf"] == f"{base}{REPORT}"
        assert 1 <= len(page["items"]) <= 5
    assert before == made[REPORT]["last"]
    assert seen == annotated(INVENTED, REPORT)
    assert made[REPORT]["total"] == len(seen)


def test_a_collection_says_how_far_its_places_were_checked() -> None:
    """Places in a captured text were checked by a program, those of a reading were not, and the label says which."""
    labels = {path: file["label"] for path, file in files(INVENTED).items()}
    assert labels[REPORT].endswith("(places checked against its text)")
    assert labels["data/annotations/bulletin-2011.jsonld"].endswith("(text not saved; places not checked by a program)")


def test_the_real_archive_quotes_nothing_of_plain_pages() -> None:
    """No annotation of the archive itself quotes a page that is linked without words."""
    archive = Session(REPOSITORY).archive
    quoting = {item["target"]["source"] for item in annotated(REPOSITORY) if selectors(item, "TextQuoteSelector")}
    assert quoting
    assert quoting & {work.url for work in archive.works.values() if work.plain} == set()
