"""The heads of pages, parsed as programs parse them: Zotero, link previews, search engines, FAIR Signposting."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml

from macros.core.history import History
from macros.core.models import Source
from macros.core.models.kinds import PAGED
from macros.core.values.revisions import Revision, filled
from macros.session import Session
from macros.site import addresses
from macros.site.claims.first_appearances import first_appearances
from macros.site.heads import Described, claims_files, head, linkset, linksets
from macros.site.heads.jsonld import in_script
from macros.site.heads.zotero import SCHEMAS
from macros.site.site import Site
from macros.site.works.zotero_items import ITEM_TYPES
from tests.support import BOTH, INVENTED, REPOSITORY, zotero_fields

NEWEST = Revision("2012-03-04", "b" * 40, 9, "2011-07-01")
LAST = Revision("2012-02-03", "3f2c1ab" + "0" * 33, 3, "2011-07-01")
REAL_SOURCES = ("icnk-2012", "cecc-2012", "hrf-2023", "hrw-2021", "hrw-2015")
STRANGE = "“강변의 밤” & \"Quays\" + 'C++' – 圖們 <b> </script><!-- 50% a=b;c"
LANGUAGES = {"Korean": "두만강 건너편에서", "Chinese": "图们江对岸"}


@dataclass
class Head(HTMLParser):
    """What a parser of HTML finds in a head."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    inside: bool = False
    address: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.inside = tag == "script"
        if tag == "meta":
            self.metas += [(found[kind], found["content"]) for kind in ("name", "property") if kind in found]
        elif tag == "link":
            self.links.append(found | {"href": urljoin(self.address, found["href"])})
        elif tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        """Take note of the text of a script."""
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """The end of a script, or of nothing."""
        del tag
        self.inside = False

    def all(self, name: str) -> list[str]:
        """The contents of every tag of this name."""
        return [content for found, content in self.metas if found == name]

    def one(self, name: str) -> str:
        """The content of the only tag of this name."""
        (content,) = self.all(name)
        return content

    def item(self) -> list[str]:
        """The names of all tags that make up an item."""
        return [name for name, _ in self.metas if name.startswith(("dcterms.", "z:"))]

    def to(self, rel: str) -> list[str]:
        """Where the links of a relation lead."""
        return [link["href"] for link in self.links if link["rel"] == rel]

    def graph(self) -> list[dict[str, Any]]:
        """The nodes of the only JSON-LD script, identifiers resolved against the address of the page."""
        (text,) = self.scripts
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        nodes: list[dict[str, Any]] = data["@graph"]
        for node in _nodes(nodes):
            node.update({"@id": urljoin(self.address, node["@id"])} if "@id" in node else {})
        return nodes

    def page(self) -> dict[str, Any]:
        """The node of the page itself."""
        return next(node for node in self.graph() if node["@type"] in ("ItemPage", "WebPage"))


def parsed(site: Site, page: Described) -> Head:
    """The head of a page, parsed."""
    found = Head(address=site.absolute(page.address))
    found.feed(head(site, page))
    found.close()
    return found


def with_history(root: Path, history: History | None = None) -> Site:
    """An archive with this history; without one every record was last changed in one commit."""
    session = Session(root)
    changed = History({record.path: LAST for record in session.archive.all_records()}, NEWEST)
    return Site(session.archive, session.relations, session.citations.cite, history or changed)


@lru_cache(maxsize=2)
def opened(root: Path) -> Site:
    """The same, opened once for all tests that change nothing."""
    return with_history(root)


def record_page(site: Site, kind: str, record_id: str) -> Described:
    """The page of a record."""
    record, address = site.archive.records_of(kind)[record_id], site.address(kind, record_id)
    return Described(addresses.page_uri(address), address, record.title_text, f"About {record_id}", record)


def record_pages(site: Site) -> Iterator[Described]:
    """The pages of all records."""
    for kind in PAGED:
        for record_id in site.archive.records_of(kind):
            yield record_page(site, kind, record_id)


def shown(kind: str, record_id: str) -> Head:
    """The head of a record of the invented archive."""
    site = opened(INVENTED)
    return parsed(site, record_page(site, kind, record_id))


def prose(uri: str, title: str = "A page") -> Described:
    """A page that shows no record."""
    return Described(uri, addresses.page_address(uri), title, "What it says")


def changed(root: Path, old: str, new: str) -> Site:
    """The invented archive with another text in its bibliography."""
    file = root / "bibliography.bib"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    return with_history(root)


def kinds(value: Any) -> Iterator[str]:
    """Every schema.org type at any depth."""
    if isinstance(value, dict):
        yield from [value["@type"]] if "@type" in value else []
        for inner in value.values():
            yield from kinds(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from kinds(inner)


EVERY = [(INVENTED, page) for page in record_pages(opened(INVENTED))]
EVERY += [(REPOSITORY, record_page(opened(REPOSITORY), "source", key)) for key in REAL_SOURCES]
every_page = pytest.mark.parametrize(("root", "page"), EVERY, ids=[page.address for _, page in EVERY])
SOURCES = [pair for pair in EVERY if pair[1].record and pair[1].record.kind_id == "source"]
every_source = pytest.mark.parametrize(("root", "page"), SOURCES, ids=[page.address for _, page in SOURCES])
OTHERS = [pair for pair in EVERY if pair not in SOURCES]
every_other = pytest.mark.parametrize(("root", "page"), OTHERS, ids=[page.address for _, page in OTHERS])


# What holds for every page


@every_page
def test_one_item_a_page(root: Path, page: Described) -> None:
    """A record page saves one item: each of its tags is there once, only authors may be several."""
    found = Counter(parsed(opened(root), page).item())
    assert found["z:itemType"] == found["dcterms.title"] == 1
    assert {name for name, number in found.items() if number > 1} <= {"dcterms.creator"}


@every_page
def test_nothing_overrides_the_item(root: Path, page: Described) -> None:
    """No Highwire tag, no COinS, no differing date or summary of Open Graph is beside the item."""
    text = head(opened(root), page)
    found = parsed(opened(root), page)
    assert "citation_" not in text
    assert "Z3988" not in text
    assert found.all("og:published_time") == found.all("article:published_time") == []
    assert found.one("og:description") == found.one("description")
    assert not found.all("dcterms.abstract")
    assert found.one("z:url")


def test_no_prefix_on_the_page() -> None:
    """The page template declares no `prefix` for Open Graph, which would change how Zotero reads the tags."""
    for file in (REPOSITORY / "overrides").rglob("*.html"):
        assert not re.search(r"<(?:html|head)[^>]*\sprefix=", file.read_text("utf-8")), file


@every_page
def test_schemas_are_declared(root: Path, page: Described) -> None:
    """The namespace of Dublin Core terms is declared once; that of Zotero, which alone reads it, is not."""
    found = parsed(opened(root), page)
    assert found.to("schema.dcterms") == ["http://purl.org/dc/terms/"]
    assert found.to("schema.z") == []
    assert set(SCHEMAS) == {"dcterms"}


@every_page
def test_fields_suit_the_item_type(root: Path, page: Described) -> None:
    """An item fills only fields that its type has in Zotero's schema."""
    found = parsed(opened(root), page)
    fields = {name.removeprefix("z:") for name in found.item() if name.startswith("z:")} - {"itemType"}
    assert (
        fields | ({"publisher"} if found.all("dcterms.publisher") else set())
        <= zotero_fields()[found.one("z:itemType")]
    )


@every_page
def test_canonical_address(root: Path, page: Described) -> None:
    """A page has one canonical address, its own in full, and is not kept from search engines."""
    site = opened(root)
    found = parsed(site, page)
    assert found.to("canonical") == [site.absolute(page.address)]
    assert found.all("robots") == []


@every_page
def test_only_head_elements(root: Path, page: Described) -> None:
    """The head holds links, meta tags and one script, and nothing that would end it."""
    assert set(parsed(opened(root), page).tags) == {"link", "meta", "script"}


# The document


@every_source
def test_a_source_saves_its_document(root: Path, page: Described) -> None:
    """Title, day, publisher, language and address are those of the document, not of the page about it."""
    site = opened(root)
    assert page.record
    work, found = site.archive.works[page.record.id], parsed(site, page)
    assert work.date
    assert found.one("dcterms.title").startswith(work.title.rstrip("]"))
    assert found.one("dcterms.issued") == work.date.text
    assert work.publisher in [*found.all("dcterms.publisher"), *found.all("z:websiteTitle"), None]
    assert found.all("dcterms.language") == [work.langid]
    assert found.one("z:url") == work.url
    assert found.one("description") == (site.in_short(page.record) if isinstance(page.record, Source) else "")
    assert found.one("dcterms.rights").startswith(("In copyright", "Work of the United States"))


@every_source
def test_a_source_names_the_archive(root: Path, page: Described) -> None:
    """The archive's name, and id, revision and permanent address as the location in it."""
    site = opened(root)
    assert page.record
    found = parsed(site, page)
    assert found.one("z:archive") == site.name
    place = f"Record {page.record.id}, rev. 2012-02-03, commit 3f2c1ab, {site.absolute(page.address)}"
    assert found.one("z:archiveLocation") == place


@every_source
def test_extra_lines(root: Path, page: Described) -> None:
    """Extra holds the archived copy, the fingerprint and the passages in lines of their own, and no DOI."""
    site = opened(root)
    assert page.record
    lines = parsed(site, page).one("z:extra").split("\n")
    assert isinstance(page.record, Source)
    assert any(
        re.fullmatch(r"(Archived copy|Look for an archived copy near [^:]+): https://\S+", line) for line in lines
    )
    capture = page.record.capture
    assert bool(capture) is any(line.startswith("SHA-256 of the captured text: ") for line in lines)
    assert capture is None or f"SHA-256 of the captured text: {capture.sha256}" in lines
    assert bool(capture) is not any(re.match(r"Read( in a copy)? on \d", line) for line in lines)
    assert f"Passages: {page.record.basis.passages}" in lines
    for claim_id, claim in page.record.claims.items():
        assert f"Passage {claim.passage}: {site.claims[f'{page.record.id}.{claim_id}'].in_citation}" in lines
    assert not any(line.upper().startswith("DOI") for line in lines)
    assert "&#10;" in head(site, page)


@pytest.mark.parametrize(
    ("key", "authors"),
    [
        ("icnk-2012", ["International Coalition to Stop Crimes against Humanity in North Korea,"]),
        ("cecc-2012", ["Congressional-Executive Commission on China,"]),
        ("hrf-2023", ["Human Rights Foundation,"]),
        ("hrw-2021", ["Yoon, Lina"]),
        ("hrw-2015", ["Human Rights Watch,"]),
    ],
)
def test_authors_of_the_five(key: str, authors: list[str]) -> None:
    """An institution is one name and ends with a comma; a person is family name, comma, given name."""
    site = opened(REPOSITORY)
    found = parsed(site, record_page(site, "source", key))
    assert found.all("dcterms.creator") == authors
    assert found.one("z:itemType") == "document"
    assert found.one("z:type")


@every_page
def test_the_comma_stays_in_the_tags(root: Path, page: Described) -> None:
    """No name in JSON-LD or in a linkset ends with the comma that only Zotero's tags need."""
    site = opened(root)
    found = parsed(site, page)
    assert not re.search(r'"name":"[^"]*,"', found.scripts[0])
    assert '," ' not in linkset(site, page)


def test_a_location_survives_a_style() -> None:
    """A location in the archive begins with a capital and has no brackets, so styles change nothing of it."""
    place = shown("source", "report-2011").one("z:archiveLocation")
    assert place[0].isupper()
    assert not re.search(r"[()\[\]]", place)


def test_a_report() -> None:
    """A report has its kind, number, series, pages and place in fields of reports."""
    found = shown("source", "report-2011")
    assert (found.one("z:seriesTitle"), found.one("z:pages")) == ("Papers of the Watch", "1-12")
    assert found.one("z:itemType") == "report"
    assert (found.one("z:reportType"), found.one("z:reportNumber"), found.one("z:place")) == (
        "report",
        "BW/3",
        "Quayside",
    )
    assert found.one("dcterms.title") == "Across the River: Returns in Spring [with a map]"


def test_supplied_titles_are_marked() -> None:
    """A title in brackets stays in them, and extra says that the archive wrote it, which it says of no printed one."""
    site = opened(REPOSITORY)
    supplied, printed = (parsed(site, record_page(site, "source", key)) for key in ("icnk-2012", "cecc-2012"))
    assert re.fullmatch(r"\[.*\]", supplied.one("dcterms.title"))
    assert "Supplied title" in supplied.one("z:extra")
    assert "Supplied title" not in printed.one("z:extra")


def test_a_web_page_has_no_archive_field(invented: Path) -> None:
    """For a web page the archive and the location in it are in extra; its site is its publisher, not this archive."""
    site = changed(
        invented, "  publisher = {Quayside Herald},\n  url", "  type = {web page},\n  publisher = {The Herald},\n  url"
    )
    found = parsed(site, record_page(site, "source", "herald-2011"))
    assert found.one("z:itemType") == "webpage"
    assert found.all("z:archive") == found.all("z:archiveLocation") == []
    assert (found.one("z:websiteTitle"), found.one("z:websiteType")) == ("The Herald", "web page")
    lines = found.one("z:extra").split("\n")
    assert f"Archive: {site.name}" in lines
    assert any(line.startswith("Archive Location: Record herald-2011, rev. 2012-02-03") for line in lines)


def test_a_statute_has_no_archive_field(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a statute, too, the archive is in extra."""
    monkeypatch.setitem(ITEM_TYPES, "document", "statute")
    found = shown("source", "herald-2011")
    assert found.one("z:itemType") == "statute"
    assert found.all("z:archive") == found.all("z:archiveLocation") == []
    assert "Archive: Invented Archive" in found.one("z:extra").split("\n")


def test_a_newspaper_article_names_its_paper(invented: Path) -> None:
    """A newspaper article has its own paper, where Zotero would else put the name of this site."""
    site = changed(
        invented,
        "  publisher = {Quayside Herald},\n  url",
        "  type = {news article},\n  publisher = {The Herald},\n  url",
    )
    found = parsed(site, record_page(site, "source", "herald-2011"))
    assert found.one("z:itemType") == "newspaperArticle"
    assert found.one("z:publicationTitle") == "The Herald"
    assert found.one("z:archive") == site.name


@pytest.mark.parametrize(
    ("date", "issued"), [("2011-06~", "2011-06"), ("2011-05/2011-06", "2011"), ("2010/2011", None), ("2011?", "2011")]
)
def test_dates_that_are_not_plain(invented: Path, date: str, issued: str | None) -> None:
    """Zotero gets what is certain of a date; extra has all of it."""
    site = changed(invented, "date = {2011-06-12}", f"date = {{{date}}}")
    found = parsed(site, record_page(site, "source", "herald-2011"))
    assert found.all("dcterms.issued") == ([issued] if issued else [])
    assert f"(EDTF {date})" in found.one("z:extra")


@pytest.mark.parametrize("title", [STRANGE, *LANGUAGES.values()])
def test_titles_survive(invented: Path, title: str) -> None:
    """Quotes, ampersands, plus signs, markup, Korean and Chinese arrive unchanged in tags and in JSON-LD."""
    site = changed(invented, "Guard Empties the Quays", title)
    found = parsed(site, record_page(site, "source", "herald-2011"))
    assert found.one("dcterms.title") == title
    assert found.page()["mainEntity"]["name"] == title
    assert set(found.tags) == {"link", "meta", "script"}


def test_institutions_with_a_comma_stay_whole(invented: Path) -> None:
    """A comma within the name of an institution, which would part it, becomes a dash."""
    site = changed(
        invented,
        "author = {Quill, Ada},\n  title = {Guard",
        "author = {{U.S. Senate, Subcommittee on Rivers} and Quill, Ada and {탈북자 연대}},\n  title = {Guard",
    )
    found = parsed(site, record_page(site, "source", "herald-2011"))
    assert found.all("dcterms.creator") == ["U.S. Senate – Subcommittee on Rivers,", "Quill, Ada", "탈북자 연대,"]
    assert [a["name"] for a in found.page()["mainEntity"]["author"]] == [
        "U.S. Senate, Subcommittee on Rivers",
        "Ada Quill",
        "탈북자 연대",
    ]


# Pages that are not sources


@every_other
def test_other_records_save_the_page(root: Path, page: Described) -> None:
    """Every other record is saved as a web page of which the archive is the author, dated by its revision.

    It has no publisher, who would be named a third time.
    """
    site = opened(root)
    found = parsed(site, page)
    assert found.one("z:itemType") == "webpage"
    assert found.all("dcterms.creator") == [f"{site.name},"]
    assert found.one("dcterms.issued") == LAST.date
    assert found.one("z:websiteTitle") == site.name
    assert found.all("dcterms.publisher") == []
    assert found.one("z:url") == site.absolute(page.address)
    assert found.one("dcterms.title") == page.title


@pytest.mark.parametrize(
    "uri", ["index.md", "about/method.md", "incidents/index.md", "claims/index.md", "data/index.md"]
)
def test_prose_and_indexes_save_the_page(uri: str) -> None:
    """Home, prose and indexes without works save themselves, dated by the archive."""
    site = opened(INVENTED)
    found = parsed(site, prose(uri))
    assert (found.one("z:itemType"), found.one("dcterms.creator")) == ("webpage", "Invented Archive,")
    assert found.one("z:url") == site.absolute(addresses.page_address(uri))


def test_the_revision_of_a_text() -> None:
    """A page of prose is dated by its own file, a page that shows all records by the newest of them."""
    uri = next(path.removeprefix("docs/") for path in opened(INVENTED).archive.pages if path.startswith("docs/about/"))
    own = Revision("2011-12-24", "c" * 40, 1, "2011-12-24")
    site = with_history(INVENTED, History({f"docs/{uri}": own, "docs/claims/index.md": own}, NEWEST))
    assert parsed(site, prose(uri)).one("dcterms.issued") == own.date
    assert filled(parsed(site, prose("claims/index.md")).one("dcterms.issued"), NEWEST) == NEWEST.date


@pytest.mark.parametrize("uri", ["bibliography/index.md", "archive/index.md"])
def test_lists_save_no_item_of_their_own(uri: str) -> None:
    """The bibliography and the index of sources, whose entries can be picked, say nothing of themselves to Zotero."""
    found = parsed(opened(INVENTED), prose(uri))
    assert found.item() == []
    assert found.to("schema.dcterms") == []
    assert found.one("og:title") == "A page"


def test_parts_of_a_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a list is split, its parts have no item of their own; the page above them, which lists nothing, has."""
    monkeypatch.setattr("macros.site.indexes.INDEX_LIMIT", 2)
    site = with_history(INVENTED)
    chunks = site.index_parts["bibliography"]
    assert len(chunks) > 1
    assert [parsed(site, prose(chunk.uri)).item() for chunk in chunks] == [[]] * len(chunks)
    assert parsed(site, prose("bibliography/index.md")).one("z:itemType") == "webpage"


def test_a_page_of_citations_saves_its_record() -> None:
    """From the citations of a source its document is saved, without the claims, which are lines of that page.

    The page is its own canonical one and is not indexed.
    """
    site = opened(INVENTED)
    source = record_page(site, "source", "report-2011")
    cite = Described(
        "archive/report-2011/cite.md", "archive/report-2011/cite/", "Citations", "", source.record, noindex=True
    )
    found, document = parsed(site, cite), parsed(site, source)
    lines = document.one("z:extra").splitlines()
    kept = [line for line in lines if not re.match(r"Passage \d+:", line)]
    assert len(kept) == len(lines) - len(source.record.claims)  # type: ignore[union-attr] # a source
    saved = [(name, "\n".join(kept) if name == "z:extra" else text) for name, text in document.metas]
    assert [tag for tag in found.metas if tag[0] in found.item()] == [tag for tag in saved if tag[0] in document.item()]
    assert found.to("canonical") == [site.absolute(cite.address)]
    assert found.to("cite-as") == [site.absolute(source.address)]
    assert found.all("robots") == ["noindex"]
    assert found.scripts == []


def test_a_retired_page_is_silent() -> None:
    """A retired page keeps its canonical address, is not indexed, and offers nothing to save, cite or preview."""
    site = opened(INVENTED)
    found = parsed(site, Described("incidents/ferry-2011.md", "incidents/ferry-2011/", "Retired", "Why", retired=True))
    assert found.to("canonical") == [site.absolute("incidents/ferry-2011/")]
    assert found.metas == [("description", "Why"), ("robots", "noindex")]
    assert [link["rel"] for link in found.links] == ["canonical"]
    assert found.scripts == []


def test_an_unknown_address_has_none() -> None:
    """The answer to unknown addresses has no canonical address and is not indexed."""
    found = parsed(opened(INVENTED), Described("404.md", "404/", "Nothing here", "No", noindex=True))
    assert found.links == []
    assert found.all("robots") == ["noindex"]


def test_without_history() -> None:
    """Outside a repository all dates and revisions are left out, and nothing else."""
    site = with_history(INVENTED, History())
    source, incident = (record_page(site, *key) for key in (("source", "report-2011"), ("incident", "quayside-2011")))
    found = parsed(site, source)
    assert found.one("z:archiveLocation") == f"Record report-2011, {site.absolute(source.address)}"
    assert found.all("article:modified_time") == []
    assert parsed(site, incident).all("dcterms.issued") == []
    assert not {"dateModified", "version"} & set(parsed(site, incident).page())


# Previews


@every_page
def test_previews(root: Path, page: Described) -> None:
    """A record page has title, picture, site, language and day of change; of its own picture also size and text."""
    site = opened(root)
    found = parsed(site, page)
    assert page.record
    own = page.record.kind_id in ("source", "incident")
    assert found.one("og:image") == site.absolute(f"{page.address if own else ''}card.png")
    size = [text for side in ("width", "height") for text in found.all(f"og:image:{side}")]
    assert size == (["800", "420"] if own else [])
    assert bool(found.all("og:image:alt")) == own
    assert (found.one("og:type"), found.one("og:title")) == ("article", page.title)
    assert (found.one("og:site_name"), found.one("og:locale")) == (site.name, "en_GB")
    assert (found.one("twitter:card"), found.one("article:modified_time")) == ("summary_large_image", LAST.date)


def test_the_preview_of_a_page_without_record() -> None:
    """A page that shows no record is a website, with the archive's picture and no day of change."""
    found = parsed(opened(INVENTED), prose("about/method.md"))
    assert found.one("og:type") == "website"
    assert found.one("og:image") == "https://archive.example/card.png"
    assert found.all("article:modified_time") == []


# JSON-LD


@every_page
def test_item_pages(root: Path, page: Described) -> None:
    """A record page is an ItemPage of the archive, with licence, day and commit of its revision, about one thing."""
    site = opened(root)
    node = parsed(site, page).page()
    assert node["@type"] == "ItemPage"
    assert node["@id"] == site.absolute(page.address)
    home = {one["@type"]: one["@id"] for one in parsed(site, prose("index.md")).graph()}
    assert (node["isPartOf"]["@id"], node["author"]["@id"]) == (home["WebSite"], home["Organization"])
    assert (node["dateModified"], node["version"]) == (LAST.date, LAST.commit)
    assert node["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert node["mainEntity"]["@id"] == f"{site.absolute(page.address)}#this"


@every_page
def test_no_verdict(root: Path, page: Described) -> None:
    """Nothing is a ClaimReview, and a claim has no rating."""
    found = parsed(opened(root), page)
    assert "ClaimReview" not in set(kinds(found.graph()))
    assert "Rating" not in found.scripts[0]


@pytest.mark.parametrize(
    ("kind", "record_id", "type_"),
    [
        ("source", "icnk-2012", "CreativeWork"),
        ("source", "cecc-2012", "Report"),
        ("incident", "shenyang-2012", "Event"),
        ("event", "2012-03-14-ban", "Event"),
        ("organization", "hrw", "NGO"),
        ("organization", "reuters", "NewsMediaOrganization"),
        ("organization", "prc-mfa", "GovernmentOrganization"),
        ("organization", "unhcr", "Organization"),
        ("person", "lina-yoon", "Person"),
        ("instrument", "cat-1984", "Legislation"),
        ("place", "tumen", "Place"),
    ],
)
def test_types(kind: str, record_id: str, type_: str) -> None:
    """Every kind of record has the schema.org type that suits it, in JSON-LD and in Signposting alike."""
    site = opened(REPOSITORY)
    found = parsed(site, record_page(site, kind, record_id))
    assert found.page()["mainEntity"]["@type"] == type_
    assert found.to("type") == ["https://schema.org/ItemPage", f"https://schema.org/{type_}"]


def test_news_articles(invented: Path) -> None:
    """A source that is a news article is a NewsArticle."""
    site = changed(invented, "  publisher = {Quayside Herald},\n  url", "  type = {news article},\n  url")
    assert parsed(site, record_page(site, "source", "herald-2011")).page()["mainEntity"]["@type"] == "NewsArticle"


def test_the_document_in_json_ld() -> None:
    """A document has author, day, publisher and address, a repost its original, and no copy that nobody has seen."""
    site = opened(REPOSITORY)
    node = parsed(site, record_page(site, "source", "hrw-2021")).page()["mainEntity"]
    assert node["author"] == [{"@type": "Person", "name": "Lina Yoon", "familyName": "Yoon", "givenName": "Lina"}]
    assert node["datePublished"] == "2021-07-22"
    assert node["publisher"]["name"] == "Genocide Watch"
    assert node["url"].startswith("https://genocidewatch.com/")
    assert "sameAs" not in node
    assert node["isBasedOn"]["@id"].endswith(site.address("work", "hrw-dispatch-2021"))


@every_source
def test_claims(root: Path, page: Described) -> None:
    """Every claim of a source has its permanent address, its words, its speakers and the document it appears in."""
    site = opened(root)
    assert page.record
    node = parsed(site, page).page()
    claims = node.get("hasPart", [])
    stated = [s for s in site.relations.claims.values() if s.owner == page.record.id]
    assert {claim["@id"] for claim in claims} == {site.absolute(claim.address) for claim in site.claims.of(stated)}
    files = {one["contentUrl"].removeprefix(site.base) for one in node.get("subjectOf", [])}
    graphs = [_graph(dict(claims_files(site))[file]()) for file in files]
    told = {claim["@id"]: claim for graph in graphs for claim in graph}
    for claim in (told.get(claim["@id"], claim) for claim in claims):
        assert claim["@type"] == "Claim"
        assert claim["text"]
        assert 1 <= len(claim["author"]) <= 2
        assert claim["appearance"]["@id"] == node["mainEntity"]["@id"]


def test_a_claim_in_words() -> None:
    """A claim has its author's stance, what is counted, the figure with its modifier and of whom."""
    claims = _claims_about(INVENTED, "quayside-2011")
    claim = next(claim for claim in claims if claim["@id"].endswith("#c-returned-30"))
    assert re.fullmatch(r"relays[^:]*: returned, at least 30 \(people sent over the river\)", claim["text"])
    assert [author["@id"].rpartition("archive.example/")[2] for author in claim["author"]] == [
        "people/#guard-officer",
        "organizations/border-watch/#this",
    ]


def _claims_about(root: Path, incident: str) -> list[dict[str, Any]]:
    """The claims in the file of an incident."""
    text = dict(claims_files(opened(root)))[f"incidents/{incident}/claims.jsonld"]()
    return _graph(text)


def _graph(text: str) -> list[dict[str, Any]]:
    """The nodes of a file of claims, each with its whole identifier."""
    data = json.loads(text)
    (schema, base) = data["@context"]
    assert schema == "https://schema.org"
    for node in _nodes(data["@graph"]):
        node.update({"@id": urljoin(base["@base"], node["@id"])} if "@id" in node else {})
    found: list[dict[str, Any]] = data["@graph"]
    return found


def test_denials_are_not_asserted() -> None:
    """A denied claim begins with the denial."""
    claims = _claims_about(REPOSITORY, "dandong-2021")
    claim = next(claim for claim in claims if claim["@id"].endswith("#c-returned-denied-dprk"))
    assert claim["text"].startswith("denies: ")


def test_the_claims_of_an_incident() -> None:
    """A file has all claims about an incident, and describes each speaker and work once; its page leads to it."""
    site = opened(REPOSITORY)
    head = parsed(site, record_page(site, "incident", "shenyang-2012"))
    address = site.absolute("incidents/shenyang-2012/claims.jsonld")
    assert head.page()["subjectOf"]["contentUrl"] == address
    assert "hasPart" not in head.page()
    assert head.to("describedby") == [address]
    claims = _claims_about(REPOSITORY, "shenyang-2012")
    assert {claim["@id"] for claim in claims} == {
        site.absolute(claim.address) for claim in site.claims_about("shenyang-2012")
    }
    named = [one["@id"] for one in _nodes(claims) if "name" in one]
    assert len(named) == len(set(named))
    assert {claim["appearance"]["@id"] for claim in claims} <= set(named)


@pytest.mark.parametrize(
    ("ref", "first"),
    [
        ("cecc-2012.facing-return-24", []),
        ("hrw-2021.at-risk-1170", ["hrw-dispatch-2021"]),
        ("hindu-2023.returned-many", ["mou-2023-10-13"]),
        ("sisaweekly-2023.returned-620", []),
        ("hrf-2023.returned-600", []),
        ("hindu-2023.returned-denied-prc", []),
        ("mou-2023-10-13.returned-many", ["mou-2023-10-13"]),
        ("epochtimes-2023.returned-500-hrw", []),
        ("koreadailyus-2024-07.arrested-10", []),
        ("mfa-2016-04-11.left-13", ["mfa-2016-04-11-zh"]),
        ("reuters-2023-12-07.returned-600-headline", []),
        ("hrw-2024-ko.returned-500", ["hrw-2024-ko"]),
    ],
)
def test_where_a_claim_first_appeared(ref: str, first: list[str]) -> None:
    """Where the same figure begins, in a repost its original; not where records leave it open or it was changed."""
    assert first_appearances(opened(REPOSITORY).relations, ref) == first


def test_a_first_appearance_is_the_document_itself() -> None:
    """Appearance and first appearance are the same entities as the sources that are annotated."""
    site = opened(REPOSITORY)
    claims = {claim["@id"].rpartition("#")[2]: claim for claim in _claims_about(REPOSITORY, "october-2023")}
    claim = claims["c-returned-many-unification-ministry"]
    assert claim["appearance"]["@id"] == site.absolute("archive/yonhap-2023/#this")
    assert claim["firstAppearance"] == [{"@id": site.absolute("archive/mou-2023-10-13/#this")}]


@pytest.mark.parametrize("root", BOTH)
def test_schema_org_knows_every_property(root: Path) -> None:
    """Every type and property is one of schema.org, at a type that may have it; tests/schema_org.yml repeats both."""
    site = opened(root)
    known = yaml.safe_load((REPOSITORY / "tests/schema_org.yml").read_text("utf-8"))
    graphs = [json.loads(make()) for _, make in claims_files(site)]
    graphs += [json.loads(text) for page in record_pages(site) for text in parsed(site, page).scripts]
    for graph in graphs:
        for node in _nodes(graph):
            named = set(node) - {"@context", "@base", "@graph", "@id", "@type"}
            allowed = set(known[node["@type"]]) if "@type" in node else set()
            assert named <= allowed, (node.get("@type"), named - allowed)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object at any depth."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nodes(inner)


@pytest.mark.parametrize(
    ("record_id", "span"),
    [
        ("shenyang-2012", {"startDate": "2012-02", "endDate": "2012-03"}),
        ("october-2023", {"startDate": "2023-10-09"}),
        ("standing-practice", {"startDate": "1993-11"}),
        ("laos-2013", {"startDate": "2013-05-28"}),
        ("dandong-2021", {}),
    ],
)
def test_event_dates(record_id: str, span: dict[str, str]) -> None:
    """An event has a start and an end only where they are written without a mark of doubt."""
    site = opened(REPOSITORY)
    node = parsed(site, record_page(site, "incident", record_id)).page()["mainEntity"]
    assert {name: node[name] for name in ("startDate", "endDate") if name in node} == span


def test_no_coordinates_of_events() -> None:
    """Events name their places without coordinates; places have them as towns, rounded, and larger areas have none."""
    site = opened(REPOSITORY)
    for page in record_pages(site):
        assert page.record
        found = set(kinds(parsed(site, page).graph()))
        point = getattr(page.record, "coordinates", None)
        assert ("GeoCoordinates" in found) == (point is not None and point.certainty in ("city", "town")), page.address
    geo = parsed(site, record_page(site, "place", "tumen")).page()["mainEntity"]["geo"]
    assert all(round(geo[name], 2) == geo[name] for name in ("latitude", "longitude"))


def test_people_by_office_alone() -> None:
    """A person is a name, an office and an affiliation."""
    site = opened(REPOSITORY)
    for person in site.archive.records_of("person"):
        node = parsed(site, record_page(site, "person", person)).page()["mainEntity"]
        assert set(node) <= {"@type", "@id", "name", "jobTitle", "affiliation"}
        assert node["jobTitle"]


def test_legislation() -> None:
    """An instrument has its identifiers and the date of adoption."""
    site = opened(REPOSITORY)
    node = parsed(site, record_page(site, "instrument", "ga-70-172")).page()["mainEntity"]
    assert node["legislationIdentifier"] == ["A/RES/70/172", "ga-70-172"]
    assert node["legislationDate"] == "2015-12-17"


@pytest.mark.parametrize("uri", ["index.md", "data/index.md"])
def test_the_data_set(uri: str) -> None:
    """Home and the data page describe the archive as a data set that can be fetched."""
    site = opened(INVENTED)
    found = parsed(site, prose(uri))
    node = next(node for node in found.graph() if node["@type"] == "Dataset")
    assert node["name"] == site.name
    assert node["creator"] == [{"@type": "Organization", "name": "The invented contributors"}]
    assert node["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {file["contentUrl"] for file in node["distribution"]} == set(found.to("item"))
    assert found.page()["mainEntity"]["@id"] == node["@id"]


def test_breadcrumbs() -> None:
    """The trail leads from home over the index to the page; an event is below the timeline."""
    keys = (("incident", "quayside-2011"), ("event", "2010-vote"))
    trails = [shown(*key).page()["breadcrumb"] for key in keys]
    assert [
        [item["item"].removeprefix("https://archive.example/") for item in t["itemListElement"][:-1]] for t in trails
    ] == [
        ["", "incidents/"],
        ["", "timeline/"],
    ]
    assert all("item" not in t["itemListElement"][-1] for t in trails)
    assert [item["position"] for item in trails[0]["itemListElement"]] == [1, 2, 3]


def test_scripts_cannot_be_ended() -> None:
    """No sign of HTML is in a script, whatever the data say, and the data come back whole."""
    value = {"a": "</script><script>alert(1)</script><!-- & ]]> \u2028\u2029"}
    text = str(in_script(value))
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == value


# Signposting


@every_source
def test_signposting_of_sources(root: Path, page: Described) -> None:
    """A source points to its address, references, annotations, authors, data, lists, licence, linkset, other forms."""
    site = opened(root)
    assert page.record
    found = parsed(site, page)
    key = page.record.id
    assert found.to("cite-as") == [site.absolute(page.address)]
    assert found.to("describedby") == [
        *(site.absolute(f"bibliography/{key}{end}") for end in (".csl.json", ".bib", ".ris")),
        site.absolute(f"data/annotations/{key}.jsonld"),
    ]
    assert found.to("item") == [site.absolute("data/sources.json")]
    assert found.to("collection") == [site.absolute("archive/"), site.absolute("data/datapackage.json")]
    assert found.to("license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert found.to("author")
    (link,) = [link for link in found.links if link["rel"] == "linkset"]
    assert (link["href"], link["type"]) == (site.absolute(f"{page.address}linkset.json"), "application/linkset+json")
    forms = _forms(found)
    assert forms == {
        "text/markdown": site.absolute(f"{page.address}index.md"),
        "application/atom+xml": site.absolute("feed.xml"),
    }


def _forms(found: Head) -> dict[str, str]:
    """The other forms of a page by media type."""
    return {link["type"]: link["href"] for link in found.links if link["rel"] == "alternate"}


def test_only_pages_that_programs_read_whole_have_a_copy() -> None:
    """Sources, incidents, organizations and instruments name their Markdown copy; other pages have none to name."""
    site = opened(INVENTED)
    named = {p.record.kind_id for p in record_pages(site) if p.record and "text/markdown" in _forms(parsed(site, p))}
    assert named == {"source", "incident", "organization", "instrument"}
    assert "text/markdown" not in _forms(parsed(site, prose("about/method.md")))


@pytest.mark.parametrize("root", BOTH)
def test_linksets(root: Path) -> None:
    """Every record page has a linkset as RFC 9264 shapes it: contexts with an anchor, relations as lists of targets."""
    site = opened(root)
    found = dict(linksets(site))
    assert set(found) == {f"{page.address}linkset.json" for page in record_pages(site)}
    for text in found.values():
        data = json.loads(text)
        assert set(data) == {"linkset"}
        for context in data["linkset"]:
            anchor = context.pop("anchor")
            assert anchor.startswith(site.base)
            assert context
            for targets in context.values():
                assert targets
                for target in targets:
                    assert target["href"].startswith("https://")
                    assert set(target) <= {"href", "type"}


@every_page
def test_a_linkset_says_what_the_head_says(root: Path, page: Described) -> None:
    """The links of a page are those of its linkset."""
    site = opened(root)
    context = json.loads(linkset(site, page))["linkset"][0]
    found = parsed(site, page)
    assert context.pop("anchor") == site.absolute(page.address)
    assert "linkset" not in context
    for rel, targets in context.items():
        assert [target["href"] for target in targets] == found.to(rel), rel
    assert {"cite-as", "item", "collection", "license", "type"} <= set(context)
