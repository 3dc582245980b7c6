"""Feed, sitemap and llms.txt: valid by their standards, true in their dates, and safe with any text."""

from __future__ import annotations

import gzip
import re
from html import escape
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree as ET

import pytest

from benchmarks.outputs import rendered
from macros.core.archive import Archive
from macros.core.history import History
from macros.core.models.changes import Change
from macros.core.models.translations import EDITIONS
from macros.core.values.revisions import Revision
from macros.session import Session
from macros.site.heads.edition_feed import edition_feed
from macros.site.heads.feed import LENGTH, feed
from macros.site.heads.llms import llms_txt
from macros.site.heads.sitemap import SITEMAP_LIMIT, sitemaps
from macros.site.languages.page_words import TAGS, PageWords
from macros.site.site import Site
from tests.support import BOTH, INVENTED

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def invented(history: History | None = None) -> Site:
    """The invented archive, with a history if one is given."""
    session = Session(INVENTED)
    return Site(session.archive, session.relations, session.citations.cite, history)


def historic(archive: Archive) -> History:
    """A history in which every record was changed on a day of its own, the last of them twice."""
    records = [record for record in archive.all_records() if record.kind_id != "work"]
    revisions = {
        record.path: Revision(f"2011-{1 + day // 28:02}-{1 + day % 28:02}", f"{day:040x}", 1 + day % 2, "2011-01-01")
        for day, record in enumerate(records)
    }
    return History(MappingProxyType(revisions), max(revisions.values(), key=lambda revision: revision.date))


def test_the_feed_has_what_rfc_4287_demands() -> None:
    """Feed and entries have id, title, updated, author and links; no two entries have the same id."""
    site = invented()
    root = ET.fromstring(feed(invented(historic(site.archive))))  # noqa: S314 # our own text
    assert root.tag == f"{ATOM}feed"
    for part in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{part}") is not None, part
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        for part in ("id", "title", "updated", "link", "summary"):
            assert entry.find(f"{ATOM}{part}") is not None, part
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}


def test_the_feed_begins_with_what_changed_last() -> None:
    """Entries go from the latest day back, and there are not more than the feed holds."""
    site = invented(historic(invented().archive))
    root = ET.fromstring(feed(site))  # noqa: S314 # our own text
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in root.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0]
    assert len(days) <= LENGTH


def test_entries_of_changes_are_in_the_feed_without_a_history() -> None:
    """The feed has the changes in the records even without a repository."""
    text = feed(invented())
    assert "The dates were read from the official text" in text


def test_two_changes_of_one_day_and_kind_have_ids_of_their_own() -> None:
    """Entries of one day and kind have different ids, and the id of the older one stays when a newer one is added."""
    site = invented()
    incident = site.archive.records_of("incident")["quayside-2011"]
    older, newer = (
        Change.model_validate({"date": "2011-05-05", "kind": "correction", "text": f"{text} entry of that day"})
        for text in ("Older", "Newer")
    )
    incident.__dict__["changes"] = [older]
    before = told(feed(site))
    incident.__dict__["changes"] = [newer, older]
    after = told(feed(site))
    assert len(after) == len(before) + 1
    assert after.items() >= before.items()


def told(text: str) -> dict[str, str]:
    """The summary of each entry of a feed by its id."""
    entries = ET.fromstring(text).findall(f"{ATOM}entry")  # noqa: S314 # our own text
    return {str(entry.findtext(f"{ATOM}id")): str(entry.findtext(f"{ATOM}summary")) for entry in entries}


def test_an_archive_without_changes_has_an_empty_feed() -> None:
    """With neither history nor changes the feed is valid, empty, and as old as the release."""
    site = invented()
    for record in site.archive.all_records():
        record.__dict__["changes"] = []
    root = ET.fromstring(feed(site))  # noqa: S314 # our own text
    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}updated") == f"{site.archive.citation.date_released}T00:00:00Z"


def test_markup_in_titles_is_text_in_the_feed() -> None:
    """A title with markup, quotes and ampersands comes back as it was."""
    site = invented(historic(invented().archive))
    incident = site.archive.records_of("incident")["quayside-2011"]
    incident.__dict__["title"] = "<b>\"A\" & 'B'</b>"
    titles = [str(title.text) for title in ET.fromstring(feed(site)).iter(f"{ATOM}title")]  # noqa: S314
    assert any(title.endswith("<b>\"A\" & 'B'</b>") for title in titles)


def _part(made: dict[str, str | bytes], number: int) -> str:
    content = made[f"sitemap-{number}.xml.gz"]
    assert isinstance(content, bytes)
    return gzip.decompress(content).decode()


def test_the_sitemap_tells_the_true_day() -> None:
    """Every page is in the sitemap once, with the day of its record, or none where it is not known."""
    made = dict(sitemaps("https://a.example/", [("b/", "2011-02-03"), ("a/?x&y", None)]))
    root = ET.fromstring(_part(made, 1))  # noqa: S314 # our own text
    found = [(url.findtext(f"{MAP}loc"), url.findtext(f"{MAP}lastmod")) for url in root.findall(f"{MAP}url")]
    assert found == [("https://a.example/a/?x&y", None), ("https://a.example/b/", "2011-02-03")]


def test_a_long_sitemap_is_split() -> None:
    """The index names parts, none of them beyond the limit of the protocol, that hold every address once."""
    made = dict(sitemaps("https://a.example/", [(f"{number:06}/", None) for number in range(SITEMAP_LIMIT + 1)]))
    assert list(made) == ["sitemap.xml", "sitemap-1.xml.gz", "sitemap-2.xml.gz"]
    index = ET.fromstring(made["sitemap.xml"])  # noqa: S314 # our own text
    assert [part.findtext(f"{MAP}loc") for part in index] == [f"https://a.example/sitemap-{n}.xml.gz" for n in (1, 2)]
    assert [_part(made, n).count("<loc>") for n in (1, 2)] == [SITEMAP_LIMIT, 1]


@pytest.mark.parametrize("root", BOTH)
def test_llms_txt_says_what_and_how(root: Path) -> None:
    """The file opens with the archive's name, says how claims are quoted, and its addresses are absolute."""
    site = Session(root).site
    text = llms_txt(site)
    assert text.startswith(f"# {site.name}\n\n> ")
    assert "modifier" in text
    links = re.findall(r"^- \[[^\]]+\]\(([^)]*)\)", text, re.MULTILINE)
    assert len(links) > 10
    assert [link for link in links if not link.startswith(site.base)] == []
    assert "&#" not in text


@pytest.mark.parametrize("said", ["[l](m) *s* `c` \\ ~~d~~", "&zwj; &amp; <b>x</b>"])
def test_llms_txt_shows_the_words_of_the_archive_as_they_are(said: str, invented: Path) -> None:
    """What the citation file says of the archive is no link, tag or entity in Markdown, whatever it looks like."""
    file = invented / "CITATION.cff"
    file.write_text(re.sub(r"(?m)^abstract: .*$", lambda _: f"abstract: '{said}'", file.read_text("utf-8")), "utf-8")
    assert f"<p>{escape(said, quote=False)}</p>" in rendered(llms_txt(Session(invented).site))


@pytest.mark.parametrize("language", EDITIONS)
def test_each_edition_has_a_feed(language: str) -> None:
    """It tells of the records that the edition has pages of, in its words; changes are in English and say so."""
    session = Session(INVENTED)
    site, words = invented(historic(session.archive)), session.publication.words
    root = ET.fromstring(edition_feed(site, words, language))  # noqa: S314 # our own text
    tag = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(tag) == TAGS[language]
    assert root.findtext(f"{ATOM}id") == site.absolute(f"{language}/")
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert str(entry.findtext(f"{ATOM}id")).startswith(site.absolute(f"{language}/"))
    marked = [summary.get(tag) for summary in root.iter(f"{ATOM}summary")]
    assert set(marked) <= {None, "en"}
    titles = {str(entry.findtext(f"{ATOM}title")).partition({"ko": ": ", "zh": "："}[language])[0] for entry in entries}
    assert titles & {site.archive.labels.text("updates.new", language)}


@pytest.mark.parametrize("language", EDITIONS)
def test_a_change_in_the_feed_of_an_edition_leads_to_where_it_is_told(language: str) -> None:
    """Pages of the editions do not tell changes, so no entry has an anchor there."""
    session = Session(INVENTED)
    site, words = session.site, session.publication.words
    root = ET.fromstring(edition_feed(site, words, language))  # noqa: S314 # our own text
    led = [str(link.get("href")) for link in root.iter(f"{ATOM}link")]
    told = [address for address in led if "#changed-" in address]
    assert told
    assert not [address for address in told if f"/{language}/" in address]


def test_the_sitemap_names_the_forms_of_a_page() -> None:
    """A page that is in three languages names all of them, each form the same ones; a page in English alone none."""
    words = PageWords(Session(INVENTED).archive.labels, ["incidents/"])
    entries = [("incidents/", None), ("ko/incidents/", None), ("data/", None)]
    made = dict(sitemaps("https://example.org/", entries, words))
    link = "{http://www.w3.org/1999/xhtml}link"
    urls = ET.fromstring(_part(made, 1)).findall(f"{MAP}url")  # noqa: S314 # our own text
    forms = {str(url.findtext(f"{MAP}loc")): {str(one.get("hreflang")) for one in url.iter(link)} for url in urls}
    assert (
        forms["https://example.org/incidents/"] == forms["https://example.org/ko/incidents/"] == {"en", "ko", "zh-Hans"}
    )
    assert forms["https://example.org/data/"] == set()
