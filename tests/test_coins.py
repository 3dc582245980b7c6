"""The lists of works and of sources, read as Zotero reads them: one COinS span for each entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from macros.core.archive import load
from macros.core.models import Work
from macros.core.models.kinds import PAGED
from macros.core.reading.bibliography import read_bibliography
from macros.session import Session
from macros.site.pages.bodies import part as part_of
from macros.site.pages.bodies import record
from macros.site.pages.macros import macros
from macros.site.site import Site
from macros.site.works.coins import SPAN_KEYS, coins, told_apart
from macros.site.works.csl import csl_title
from macros.site.works.zotero_items import carried, container, item_type
from tests.support import BOTH, INVENTED, zotero_fields

NEEDED = ("ctx_ver", "rft_val_fmt", "rft.title", "rft.type")
STRANGE = "“강변의 밤” & \"Quays\" + 'C++' – 圖們 <b> 50% a=b;c #1"


class Spans(HTMLParser):
    """The titles of all COinS spans of a page, and whether they are empty."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a span."""
        found = dict(attrs)
        self.inside = found.get("class") == "Z3988"
        if self.inside:
            assert tag == "span"
            self.titles.append(found["title"] or "")

    def handle_endtag(self, tag: str) -> None:
        """The end of a span, or of anything else."""
        del tag
        self.inside = False

    def handle_data(self, data: str) -> None:
        """A span shows nothing."""
        assert not self.inside, f"a span shows text: {data}"


def titles(html: str) -> list[str]:
    """The ContextObjects of a page, HTML undone."""
    found = Spans()
    found.feed(html)
    found.close()
    return found.titles


def pairs(title: str) -> list[tuple[str, str]]:
    """A ContextObject taken apart as the standard says."""
    return [(name, unquote(value)) for name, _, value in (pair.partition("=") for pair in title.split("&"))]


def fields(title: str) -> dict[str, list[str]]:
    """A ContextObject by field."""
    found: dict[str, list[str]] = {}
    for name, value in pairs(title):
        found.setdefault(name, []).append(value)
    return found


def listed(site: Site, name: str, uri: str) -> list[str]:
    """The spans of an index on its own page."""
    index: Callable[[], str] = macros(site, lambda: uri)[name]
    return titles(str(index()))


def work(**values: str) -> Work:
    """A work with these fields."""
    body = ", ".join(f"{name} = {{{value}}}" for name, value in values.items())
    works, _, problems = read_bibliography(f"@online{{one, {body}}}")
    assert not problems
    return works["one"]


@pytest.fixture(scope="module", params=BOTH)
def works(request: pytest.FixtureRequest) -> list[Work]:
    """The works of an archive."""
    return list(load(request.param).works.values())


@pytest.mark.parametrize("root", BOTH)
def test_a_span_for_each_work(root: Path) -> None:
    """The bibliography, or each part of a long one, has one span for each work, in its order."""
    site = Session(root).site
    for part in site.index_parts["bibliography"]:
        whole = len(site.index_parts["bibliography"]) == 1
        spans = listed(site, "bibliography", "bibliography/index.md") if whole else titles(part_of(site, part, "Part"))
        assert [fields(title)["rft.title"][0] for title in spans] == [
            site.titles_apart[entry.id] for entry in part.items
        ]


@pytest.mark.parametrize("root", BOTH)
def test_a_span_for_each_source(root: Path) -> None:
    """The index of sources, or its parts together, has one span for each document."""
    site = Session(root).site
    parts = site.index_parts["sources"]
    pages = [part_of(site, part, "Part") for part in parts] if len(parts) > 1 else []
    spans = [title for page in pages for title in titles(page)] or listed(site, "source_index", "archive/index.md")
    found = [fields(title)["rft.title"][0] for title in spans]
    assert found == [site.titles_apart[source.id] for source in site.sources_by_day]


def test_parts_of_a_long_bibliography(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the bibliography is split, its parts carry the spans of their entries, and the page above them none."""
    monkeypatch.setattr("macros.site.indexes.INDEX_LIMIT", 2)
    site = Session(INVENTED).site
    for part in site.index_parts["bibliography"]:
        assert len(titles(part_of(site, part, "Part"))) == len(part.items) > 0
    assert listed(site, "bibliography", "bibliography/index.md") == []


def test_no_span_elsewhere() -> None:
    """No page of a record and no other index has a span, which would beat the item of its head."""
    site = Session(INVENTED).site
    for kind in PAGED:
        for one in site.archive.records_of(kind).values():
            assert titles(record(site, f"{kind}/{one.id}.md", one)) == []
    for name in ("incident_index", "claim_index", "organization_index", "timeline", "home"):
        assert listed(site, name, "index.md") == []


def test_saving_is_offered() -> None:
    """Lists of works, the ledger of claims and pages of citations offer to save to Zotero, as every record does."""
    site = Session(INVENTED).site
    shown = [
        str(macros(site, lambda: "x/index.md")[name]()) for name in ("bibliography", "source_index", "claim_index")
    ]
    source = site.archive.records_of("source")["report-2011"]
    shown.append(record(site, "archive/report-2011/cite.md", source))
    assert [text for text in shown if 'href="https://www.zotero.org/save"' not in text] == []


def test_every_span_can_be_read(works: list[Work]) -> None:
    """A span is a ContextObject for Dublin Core, or for a report, with a title, percent-encoded, its type last."""
    for entry in works:
        title = coins(entry)
        assert re.fullmatch(r"[A-Za-z0-9._~%=&-]+", title), entry.id
        found = pairs(title)
        form = "book" if item_type(entry) == "report" else "dc"
        assert found[:2] == [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}")], entry.id
        assert (form == "book") is (("rft.genre", "report") in found), entry.id
        assert found[-1] == ("rft.type", item_type(entry)), entry.id
        assert "rft.type" not in dict(found[:-1]), entry.id
        assert [name for name in NEEDED if name not in dict(found)] == [], entry.id
        assert [name for name, value in found if not value] == [], entry.id
        assert fields(title)["rft.title"] == [csl_title(entry)], entry.id


def test_institutions_stay_whole(works: list[Work]) -> None:
    """A single institution is whole; of several each has a comma at its end; a person one between the names."""
    for entry in works:
        found = fields(coins(entry))
        names, alone = found.get("rft.au", []), found.get("rft.aucorp", [])
        assert len(names) + len(alone) == len(entry.author), entry.id
        assert not alone or [f"{{{alone[0]}}}"] == entry.author, entry.id
        for name, given in zip(names, entry.author if names else [], strict=True):
            assert name.count(",") == 1, entry.id
            assert name.endswith(",") == given.startswith("{"), entry.id


def test_a_single_institution_is_not_changed() -> None:
    """Dots and commas in the name of a single institution arrive as they are; among others a comma becomes a dash."""
    senate = "U.S. Senate, Subcommittee on Rivers"
    assert fields(coins(work(title="One", author=f"{{{senate}}}")))["rft.aucorp"] == [senate]
    both = fields(coins(work(title="One", author=f"{{{senate}}} and Quill, Ada")))
    assert both["rft.au"] == ["U.S. Senate – Subcommittee on Rivers,", "Quill, Ada"]


def test_every_field_is_one_of_its_type(works: list[Work]) -> None:
    """A span, and the item of a page, fill only fields that Zotero's schema has for the type."""
    for entry in works:
        assert carried(entry).keys() <= zotero_fields()[item_type(entry)], entry.id
        for name, key in SPAN_KEYS.items():
            assert fields(coins(entry)).get(key, [""])[0].startswith(carried(entry).get(name, "")), entry.id


def test_titles_can_be_told_apart(works: list[Work]) -> None:
    """No two works of a list have the same title to pick from; those whose own title is theirs alone keep it."""
    found = told_apart(works)
    assert len({title.casefold() for title in found.values()}) == len(works)
    own = [csl_title(entry) for entry in works]
    assert [key for key, title in found.items() if title not in own and own.count(title.rpartition(" [")[0]) == 1] == []


def test_the_same_title_names_outlet_and_date() -> None:
    """Works of one title name outlet and date in the brackets of a supplied title, or in their own; or else the key."""
    text = "@online{%s, title = {%s}, publisher = {Herald}, date = {%s}}"
    rows = [("a", "[Not seen]", "2011"), ("b", "[Not seen]", "2012"), ("c", "Quays", "2011"), ("d", "Quays", "2011")]
    works, _, _ = read_bibliography("\n".join(text % row for row in rows))
    for key, entry in works.items():
        entry.attach(key, entry.document)
    assert list(told_apart(works.values()).values()) == [
        "[Not seen; Herald, 2011]",
        "[Not seen; Herald, 2012]",
        "Quays [Herald, 2011] [c]",
        "Quays [Herald, 2011] [d]",
    ]


def test_a_title_survives() -> None:
    """Quotes, ampersands, plus signs, percent and equals signs, Korean and Chinese arrive unchanged."""
    assert fields(coins(work(title=STRANGE)))["rft.title"] == [STRANGE]


def test_a_title_survives_the_page(invented: Path) -> None:
    """The same through the template, where the span is an attribute."""
    file = invented / "bibliography.bib"
    file.write_text(file.read_text("utf-8").replace("Letter to the Guard", STRANGE), "utf-8")
    site = Session(invented).site
    found = [fields(title)["rft.title"][0] for title in listed(site, "bibliography", "bibliography/index.md")]
    assert STRANGE in found


def test_spans_are_escaped() -> None:
    """The ampersands between the fields are written as HTML wants them in an attribute."""
    shown: Callable[[], str] = macros(Session(INVENTED).site, lambda: "bibliography/index.md")["bibliography"]
    found = re.findall(r'title="(ctx_ver=[^"]*)"', str(shown()))
    assert found
    assert [title for title in found if re.search(r"&(?!amp;)", title)] == []


def test_spaces_are_percent_encoded() -> None:
    """A space is %20, never a plus sign."""
    title = coins(work(title="One two + three"))
    assert "rft.title=One%20two%20%2B%20three" in title
    assert "+" not in title


@pytest.mark.parametrize(
    ("url", "carried"),
    [
        ("https://herald.example/a?b=c&d=e%20f#g", True),
        ("https://herald.example/a+b", False),
        ("https://herald.example/a%2Bb", False),
    ],
)
def test_addresses_with_a_plus_sign(url: str, carried: bool) -> None:
    """An address arrives unchanged; one with a plus sign, which Zotero would break, is left out."""
    assert fields(coins(work(title="One", url=url))).get("rft.identifier", []) == ([url] if carried else [])


def test_names_in_other_scripts() -> None:
    """Korean and Chinese names are kept whole, in the order in which they are written."""
    found = fields(coins(work(title="One", author="홍, 길동 and {图们 编辑部} and Quill, Ada")))
    assert found["rft.au"] == ["홍길동,", "图们 编辑部,", "Quill, Ada"]


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("press release", "document"),
        ("letter", "document"),
        ("news article", "newspaperArticle"),
        ("web page", "webpage"),
    ],
)
def test_item_types(kind: str, type_: str) -> None:
    """The item type is that of the work, by its kind of document."""
    assert item_type(work(title="One", type=kind)) == type_


@pytest.mark.parametrize("kind", ["news article", "web page", "blog post", "encyclopedia article", "journal article"])
def test_what_it_appeared_in_is_the_source(kind: str) -> None:
    """Newspaper, site, blog, encyclopedia and journal are the source, from which Zotero fills the field of its type."""
    found = fields(coins(work(title="One", type=kind, publisher="The Herald", date="2011-06~")))
    assert (found["rft.source"], found["rft.date"]) == (["The Herald"], ["2011-06"])
    assert "rft.publisher" not in found


def test_every_work_in_something_has_its_source(works: list[Work]) -> None:
    """No newspaper article, web page, blog post or article of an encyclopedia is without what it appeared in."""
    for entry in works:
        if container(entry):
            assert fields(coins(entry))["rft.source"] == [container(entry)], entry.id


def test_numbers_pages_and_place() -> None:
    """Place, volume, issue and pages are carried; a report has series and number in the field for the series."""
    found = fields(coins(work(title="One", type="journal article", volume="18", number="1", pages="59--90")))
    assert (found["rft.volume"], found["rft.issue"], found["rft.pages"]) == (["18"], ["1"], ["59-90"])
    report = {"type": "report", "series": "Papers", "number": "3", "location": "Quayside"}
    found = fields(coins(report_work(**report)))
    assert (found["rft.series"], found["rft.place"]) == (["Papers, no. 3"], ["Quayside"])
    found = fields(coins(report_work(number="A/HRC/7/20")))
    assert found["rft.series"] == ["A/HRC/7/20"]


def test_a_dateline_is_no_place_of_publication() -> None:
    """News has no place: it would be read as that of the newspaper."""
    assert "rft.place" not in fields(coins(work(title="One", type="news article", location="Beijing")))


def report_work(**values: str) -> Work:
    """A report with these fields."""
    return work(title="One", **values).model_copy(update={"entrytype": "report"})
