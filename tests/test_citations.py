"""Citations: every style for unlike works as golden files, each work alone, slots filled, nothing rendered twice.

The golden files in `tests/citations` were read by eye against the manuals (The Chicago Manual of Style, 18th edition;
Publication Manual of the APA, 7th; MLA Handbook, 9th; OSCOLA, 4th; The Bluebook, 21st). After a change that is meant,
write them anew with `python tests/accept.py` and read the difference.
"""

from __future__ import annotations

import html
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pypandoc
import pytest

from macros.core.models import Instrument, Record, Work
from macros.programs.pandoc.processor import _run, render
from macros.programs.pandoc.program import ProcessorError, run
from macros.programs.pandoc.store import Store
from macros.session import CACHE, Session
from macros.site.claims.named_speakers import NamedSpeaker, named_chain
from macros.site.documents.paragraphs import paragraphs
from macros.site.languages.clauses import clause
from macros.site.pages.citable import lines, page_place, reports, with_slot
from macros.site.pages.citations import (
    TITLE,
    Cited,
    archive_items,
    of_instrument,
    of_page,
    of_work,
    wanted,
    work_items,
)
from macros.site.pages.foot import citations
from macros.site.pages.generated import pages
from macros.site.pages.view import View
from macros.site.site import Site
from macros.site.works.csl import csl_type
from macros.site.works.styles import STYLES, Items
from tests.support import BOTH, INVENTED, REPOSITORY, TESTS, THOROUGH, few, real_archive, rendered

GOLDEN = TESTS / "citations"
UNLIKE = {
    "icnk-2012": "a coalition statement",
    "cecc-2012": "a commission analysis",
    "lat-2012-02-14": "a news article",
    "refugee-convention-1951": "a treaty",
    "unga-2015": "a UN resolution",
    "park-letter": "a letter",
    "hrw-2021": "a repost",
    "donga-2007": "a work in Korean",
}
IN_DOUBT = re.compile(r"about|circa|ca\.|\?\]", re.IGNORECASE)
"""How the styles mark a date in doubt."""


@pytest.fixture(scope="module")
def real() -> Site:
    """The archive of this repository."""
    return real_archive().site


@pytest.fixture(scope="module")
def invented() -> Site:
    """The invented archive."""
    return Session(INVENTED).site


def cited(site: Site, key: str) -> list[Cited]:
    """The citations of a work or an instrument."""
    instrument = site.archive.records_of("instrument").get(key)
    if isinstance(instrument, Instrument):
        return of_instrument(site, instrument)
    return of_work(site, site.archive.works[key])


def csl_item_type(site: Site, key: str) -> str:
    """The type of a work in CSL."""
    return csl_type(site.archive.works[key])


def listing(site: Site, key: str) -> str:
    """A golden file: one citation a paragraph under its style."""
    return "\n".join(f"{one.style.label}\n{one.text}\n" for one in cited(site, key))


@pytest.mark.parametrize("key", sorted(UNLIKE))
def test_unlike_works_are_cited_as_the_manuals_have_it(key: str, real: Site, request: pytest.FixtureRequest) -> None:
    """Each of eight unlike works reads in all seven styles as it was checked by eye."""
    file = GOLDEN / f"{key}.txt"
    if request.config.getoption("--accept"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(listing(real, key), "utf-8")
    assert listing(real, key) == file.read_text("utf-8")
    assert len(cited(real, key)) == len(STYLES)


def test_a_date_in_doubt_is_never_cited_as_certain() -> None:
    """Every style marks a date that is approximate or uncertain, also those that have no form of their own for it."""
    days = ("2024-01-24~", "2003-10-08?")
    record = {"entrytype": "article", "title": "A", "journaltitle": "B"}
    works = [Work.model_validate(record | {"date": day}) for day in days]
    for made in render({day: work_items(work) for day, work in zip(days, works, strict=True)}).values():
        assert [style for style, cited in made.items() if not IN_DOUBT.search(cited)] == []


def test_a_work_is_cited_the_same_alone_and_among_others(real: Site) -> None:
    """Works of one author and year get no year suffixes, and a repeated author no dash: each is rendered alone."""
    by_year: dict[str, list[Work]] = {}
    for work in real.archive.works.values():
        if work.date and "Human Rights Watch" in "".join(work.author):
            by_year.setdefault(work.date.year, []).append(work)
    same_year = max(by_year.values(), key=len)[:2]
    other_year = next(works for works in by_year.values() if works[0] not in same_year)[:1]
    items = {work.id: work_items(work) for work in same_year + other_year}
    assert len(items) == 3
    together = render(items)
    assert together == {key: render({key: item})[key] for key, item in items.items()}


@pytest.mark.parametrize("key", ["hrw-2015", "park-letter"])
def test_names_in_titles_keep_their_case(key: str, real: Site) -> None:
    """No style gives a name in a title other capitals than it has."""
    for one in cited(real, key):
        assert "Geun-Hye" not in one.text


def test_works_of_every_type_are_cited_in_every_style(real: Site) -> None:
    """One work of each type of CSL, and the instruments with the shortest and the longest title, lack no citation."""
    types = {csl_item_type(real, key): key for key in real.archive.works}
    assert_cited(real, list(types.values()), few(real.archive.records_of("instrument").values(), _title_length))


@THOROUGH
def test_every_work_and_instrument_is_cited_in_every_style(real: Site) -> None:
    """Nothing in the archive lacks a citation in one of the styles, save what is no document."""
    assert_cited(real, list(real.archive.works), list(real.archive.records_of("instrument").values()))


def _title_length(record: Record) -> int:
    return len(record.title_text)


def assert_cited(real: Site, keys: list[str], instruments: list[Record]) -> None:
    """These works and instruments have a citation in every style.

    Chicago leaves encyclopedias and unpublished papers to the notes: they have no entry in its bibliography, nor has
    an instrument of which no text was found.
    """
    for key in keys:
        missing = {style.id for style in STYLES} - {one.style.id for one in cited(real, key)}
        assert missing <= {"chicago-bibliography"}, key
        assert not missing or not real.archive.works[key].url or "encyclopedia" in csl_item_type(real, key)
        own = real.archive.works[key].title.count("<")  # headlines of Korean agencies name their source so
        for one in cited(real, key):
            assert one.text.replace("<http", "").count("<") in (0, own), one.text
            assert ", (" not in one.text or one.style.id != "bluebook", one.text
    for record in instruments:
        assert isinstance(record, Instrument)
        styles = [one.style.id for one in of_instrument(real, record)]
        expected = record.cite_oscola and record.kind != "norm" and not record.candidates
        every = [
            style.id for style in STYLES if record.address or style.id in styles or style.id != "chicago-bibliography"
        ]
        assert styles == every if expected else len(styles) in (0, 2), record.id


def test_a_legal_text_has_the_legal_citations_of_its_instrument(real: Site) -> None:
    """The text of a treaty or resolution is cited in law as the record of its instrument says."""
    instrument = real.archive.records_of("instrument")["ga-70-172"]
    assert isinstance(instrument, Instrument)
    found = {one.style.id: one.text for one in cited(real, "unga-2015")}
    assert (found["oscola"], found["bluebook"]) == (instrument.cite_oscola, instrument.cite_bluebook)


def test_a_work_has_its_own_legal_citations(invented: Site) -> None:
    """A resolution without a record of an instrument is cited in law as its own entry says."""
    work = invented.archive.works["assembly-resolution"]
    found = {one.style.id: one.text for one in of_work(invented, work)}
    assert (found["oscola"], found["bluebook"]) == (work.oscola, work.bluebook)


def test_citations_for_lines_end_with_the_address_and_a_slot(real: Site) -> None:
    """The document is there once in each style, and behind it archive, revision and address, without links."""
    record = real.archive.records_of("source")["icnk-2012"]
    page = citations(View(real, "archive/icnk-2012/cite.md"), record)
    revision = with_slot(real, record).revision
    end = f"Annotated in {real.name}, icnk-2012, rev. {revision}, {real.base}archive/icnk-2012/"
    found = re.findall(r"<dd>(.*?)</dd>", page, re.DOTALL)
    assert [one.text for one in cited(real, "icnk-2012")] == [_shown(one).removesuffix(f" {end}") for one in found]
    assert all(one.endswith(f'{end}<i class="slot"></i></span>') and "<a " not in one for one in found)


def _shown(markup: str) -> str:
    """Markup as a reader sees it."""
    return html.unescape(" ".join(re.sub("<[^>]+>", "", markup).split()))


def test_a_page_is_cited_with_its_title_as_it_is(invented: Site) -> None:
    """Titles of records with markup, quotes and marks are filled in whole, escaped, and without doubled marks."""
    record = invented.archive.records_of("incident")["quayside-2011"]
    for one in of_page(invented, record, "Who <b>“said”</b> 41 & what?", "https://x.example/?a=1&b=2"):
        assert "Who <b>" in one.text.replace("‘", "“") or "Who &lt;b&gt;" in str(one.html)
        assert "<b>" not in str(one.html)
        assert "https://x.example/?a=1&b=2" in one.text
        assert TITLE not in one.text
        assert "?." not in one.text
        assert "?," not in one.text


def test_pages_without_history_are_cited_without_a_date(invented: Site) -> None:
    """Outside a repository no revision is claimed."""
    record = invented.archive.records_of("incident")["quayside-2011"]
    place = page_place(invented, record)
    assert place.revision == ""
    assert any("n.d." in one.text for one in place.page)


def test_unchanged_works_are_not_rendered_again(tmp_path: Path, invented: Site) -> None:
    """What was rendered is kept by content; only a work that changed is rendered once more."""
    work = invented.archive.works["letter-2011"]
    store = Store(tmp_path / "deep" / "citations.sqlite")
    assert store.prepare([work_items(work)]) == 1
    again = Store(tmp_path / "deep" / "citations.sqlite")
    assert again.prepare([work_items(work)]) == 0
    fields = work.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    changed = Work.model_validate(fields | {"title": "Other", "plain": "yes"})
    changed.attach("letter-2011", work.document)
    assert again.prepare([work_items(work), work_items(changed)]) == 1
    assert "Other" in again.cite(work_items(changed))["apa"]


def test_what_pages_cite_is_rendered_before_them(invented: Site) -> None:
    """No page or document asks for a citation that was not rendered in one go with all others."""
    asked: list[Items] = []

    def cite(items: Items) -> dict[str, str]:
        asked.append(items)
        return invented.cite(items)

    site = Site(invented.archive, invented.relations, cite, invented.history)
    for page in pages(site).values():
        page.body()
    for record in site.archive.all_records():
        list(paragraphs(View(site, "dossier/index.md"), record))
    prepared = list(wanted(site))
    assert asked
    assert all(items in prepared for items in asked)
    assert all(items in asked for items in prepared[:-1] if items != archive_items(site))


def test_a_store_that_cannot_be_written_costs_no_build(tmp_path: Path, invented: Site) -> None:
    """With a damaged file in place of the store citations are rendered all the same."""
    broken = tmp_path / "citations.sqlite"
    broken.write_bytes(b"no data base at all" * 100)
    work = invented.archive.works["letter-2011"]
    assert Store(broken).cite(work_items(work))["apa"]


@pytest.mark.parametrize("damage", [b'"\xff"', b'{"apa": ', b"[]"])
def test_a_damaged_entry_of_the_store_is_rendered_again(damage: bytes, tmp_path: Path, invented: Site) -> None:
    """What was kept and is no longer text, or not what is kept there, is rendered and kept anew."""
    file = tmp_path / "citations.sqlite"
    items = work_items(invented.archive.works["letter-2011"])
    right = Store(file).cite(items)
    with closing(sqlite3.connect(file)) as data, data:
        data.execute("UPDATE citations SET made = CAST(? AS TEXT)", (damage,))
    assert Store(file).cite(items) == right
    assert Store(file).prepare([items]) == 0


def test_a_processor_that_fails_says_why() -> None:
    """A style that pandoc cannot read is an error with a message, and no empty citation."""
    with pytest.raises((ProcessorError, FileNotFoundError)):
        _run("no-such-style", [{"id": "x", "type": "book", "title": "X"}], ["note"])


def test_another_pandoc_of_the_machine_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may cite otherwise, while results are kept by the version that the lock file names."""
    other = tmp_path / "pandoc"
    other.write_text("#!/bin/sh\necho pandoc 99.0\n", "utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    pypandoc.clean_pandocpath_cache()
    assert "99.0" not in run(["--version"], "say its version")


def test_citations_are_kept_outside_the_records() -> None:
    """The store lies in the folder that Git ignores."""
    assert CACHE == REPOSITORY / ".cache"


def shown_lines(page: str) -> dict[str, str]:
    """The lines of a page of citations by their anchor, as a reader sees them."""
    items = re.findall(r'<li id="([^"]+)">(.*?)(?=<li id=|</ul>)', page, re.DOTALL)
    return {anchor: _shown(text) for anchor, text in items}


def of_report(site: Site, record: Record, key: str) -> str:
    """The page of citations of the claims that one report makes about an incident."""
    return citations(View(site, f"{record.kind_id}s/{record.id}/cite/{key}.md"), record, key)


@pytest.mark.parametrize("root", BOTH)
def test_every_line_of_a_claim_holds_what_must_not_be_lost(root: Path) -> None:
    """A line holds figure or date, every speaker, hedge, passage and anchor; its words are those of the sentence."""
    site = Session(root).site if root == INVENTED else real_archive().site
    found: dict[str, str] = {}
    for kind in ("source", "incident"):
        for record in site.archive.records_of(kind).values():
            if list(lines(site, record)):
                shown = shown_lines(citations(View(site, f"{kind}s/{record.id}/cite.md"), record))
                found |= {f"{record.id}.{anchor[2:]}": text for anchor, text in shown.items() if anchor[:2] == "c-"}
    assert found.keys() == site.relations.claims.keys()
    for ref, text in found.items():
        claim = site.claims[ref]
        place, _, said = text.partition(": ")
        where = f"passage {claim.passage}" if claim.annotated else claim.recorded.locator or ""
        assert place == ", ".join(filter(None, [f"#{claim.anchor}", where]))
        assert said == claim.sentence
        assert claim.recorded.hedge is None or f"“{claim.recorded.hedge}”" in said
        assert clause(claim.recorded, site.archive.vocabulary).lower() in said.lower(), text  # with figure or date
        assert all(one.text.lower() in said.lower() for one in _chain(site, ref)), text


def _chain(site: Site, ref: str) -> list[NamedSpeaker]:
    return list(named_chain(site.relations, site.relations.claims[ref]))


def test_every_passage_has_a_line(invented: Site) -> None:
    """The lines of a source go passage by passage as its annotation does, each with the anchor of the page."""
    for record in invented.archive.records_of("source").values():
        entries = [entry for entry in invented.archive.annotations[record.id].entries if entry.first]
        passages = [line for line in lines(invented, record) if not line.sentence]
        assert [line.anchor for line in passages] == [record.anchor(entry.first) for entry in entries]  # type: ignore[attr-defined]
        assert [int(re.findall(r"\d+", line.where)[-1]) for line in passages] == [entry.last for entry in entries]


def test_a_line_behind_the_address_is_a_citation(invented: Site) -> None:
    """Nothing comes between the address of the page and the anchor, and the whole ends with one full stop."""
    record = invented.archive.records_of("source")["report-2011"]
    page = citations(View(invented, "archive/report-2011/cite.md"), record)
    citation = _shown(re.findall(r"<dd>(.*?)</dd>", page, re.DOTALL)[0])
    for text in shown_lines(page).values():
        assert f"{invented.base}archive/report-2011/#" in citation + text
        assert re.search(r"[^.]\.$", citation + text)


def test_a_report_is_cited_for_its_claims(invented: Site) -> None:
    """Each report of an incident has a page with its citations in every style and its own claims alone."""
    record = invented.archive.records_of("incident")["quayside-2011"]
    by_report = reports(invented, record)
    assert len(by_report) > 1
    whole = citations(View(invented, "incidents/quayside-2011/cite.md"), record)
    assert [one for found in by_report.values() for one in found] == sorted(
        lines(invented, record), key=lambda line: list(by_report).index(line.report)
    )
    for key, found in by_report.items():
        page = of_report(invented, record, key)
        assert [*shown_lines(page)] == [line.anchor for line in found]
        styles = re.findall(r"<dd>(.*?)</dd>", page, re.DOTALL)
        for one, text in zip(cited(invented, key), styles, strict=True):
            assert _shown(text).startswith(f"{one.text} Recorded in {invented.name}, quayside-2011, ")
        assert f'href="{key}/"' in whole
        assert f"bibliography/{key}.ris" in page


@pytest.mark.parametrize("root", BOTH)
def test_every_row_of_claims_and_every_margin_can_be_cited(root: Path) -> None:
    """Each leads to the citations of its claim; `names.js` calls the link after it. No citations are folded."""
    rows = 0
    to_cite = r'<a href="[^"]*cite/(?:[a-z0-9-]+/)?#c-[a-z0-9-]+">[^<]+</a>'
    for path, text in rendered(root).items():
        if not path.endswith(".md") or path.endswith("cite.md") or "/cite/" in path:
            continue
        for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL):
            if re.match(r'<tr[^>]* id="[^"]+\.[^"]+"', row) and "<td data-number" in row:
                rows += 1
                assert re.search(to_cite, row), path
        for margin in re.findall(r'<div class="side-claim".*?</div>', text, re.DOTALL):
            rows += 1
            assert re.search(to_cite, margin), path
        assert "<details><summary>Citations" not in text, path
    assert rows
