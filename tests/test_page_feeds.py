"""The feeds of single pages: what changes a source, an incident or an organization, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from macros.session import Session
from macros.site.addresses import up
from macros.site.heads import Described, head
from macros.site.heads.feed import feed, told_of
from macros.site.heads.page_feeds import page_feed, page_feeds
from macros.site.pages.generated import pages
from macros.site.site import Site
from tests.support import INVENTED
from tests.test_feed import historic, invented

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site() -> Site:
    """The invented archive with a history."""
    return invented(historic(invented().archive))


def _entries(site: Site, kind: str, record_id: str) -> dict[str, str]:
    """The summary of each entry of a feed by its id."""
    root = ET.fromstring(page_feed(site, site.archive.records_of(kind)[record_id]))  # noqa: S314 # our own text
    return {str(one.findtext(f"{ATOM}id")): str(one.findtext(f"{ATOM}summary")) for one in root.iter(f"{ATOM}entry")}


def test_each_feed_is_at_its_page_and_says_so(site: Site) -> None:
    """A feed names its own address and its page, has what RFC 4287 demands, and no id twice."""
    for path, make in page_feeds(site):
        root = ET.fromstring(make())  # noqa: S314 # our own text
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == site.base + path
        assert links["alternate"] == root.findtext(f"{ATOM}id") == site.base + path.removesuffix("feed.xml")
        ids = [one.findtext(f"{ATOM}id") for one in root.iter(f"{ATOM}entry")]
        assert ids
        assert len(set(ids)) == len(ids)


def test_an_incident_tells_changes_of_claims_about_it(site: Site) -> None:
    """Its feed has its own changes, those of sources that name a claim about it, and new documents; no others."""
    found = " ".join(_entries(site, "incident", "quayside-2011"))
    assert "incidents/quayside-2011/#changed-2012-02-10-correction" in found
    assert "archive/report-2011/#changed-2012-02-24-correction" in found
    assert "archive/report-2011/#new" in found
    assert "archive/report-2011/#changed-2012-01-31-link" not in found
    assert "archive/bulletin-2011/" not in found


def test_an_organization_tells_changes_of_claims_that_it_makes(site: Site) -> None:
    """Its feed has its own changes and those of claims in whose chain it is."""
    found = " ".join(_entries(site, "organization", "border-watch"))
    assert "organizations/border-watch/#changed-2011-09-30-correction" in found
    assert "archive/report-2011/#changed-2011-09-02-correction" in found
    assert "incidents/quayside-2011/#changed-2012-01-05-addition" not in found


def test_a_new_record_is_told_by_what_it_is_about(site: Site) -> None:
    """The title of the entry has its name; the summary is that of the page, without markup, in every feed."""
    summary = _entries(site, "incident", "quayside-2011")[f"{site.base}incidents/quayside-2011/#new"]
    assert summary == told_of(site, site.archive.records_of("incident")["quayside-2011"])
    assert summary.startswith("Border Watch says that the River Guard arrested people at Quayside and sent")
    assert not re.search(r"[{}<>]", summary)
    assert f"<summary>{summary}</summary>" in feed(site)


def test_what_was_withdrawn_is_told_by_its_kind_alone(site: Site) -> None:
    """An entry that was withdrawn has its day, its kind and the kind of reason in a feed."""
    told = _entries(site, "source", "report-2011")[f"{site.base}archive/report-2011/#changed-2012-02-24-removal"]
    assert told == "What stood here was withdrawn for reasons of safety."


@pytest.mark.parametrize(
    ("uri", "fed"),
    [("archive/report-2011.md", True), ("incidents/quayside-2011.md", True), ("people/ada-quill.md", False)],
)
def test_a_page_leads_feed_readers_to_its_feed(uri: str, fed: bool, site: Site) -> None:  # a case
    """The head of a page names its own feed before that of all records."""
    page = pages(site)[uri]
    text = str(head(site, Described(uri, page.address, page.title, page.description, page.record)))
    own, every = 'href="feed.xml"', f'href="{up(uri)}feed.xml"'
    assert (own in text) == fed
    assert every in text
    assert not fed or text.index(own) < text.index(every)
    assert ('href="feed.xml" type="application/atom+xml"' in page.body()) == fed


def test_a_feed_without_a_history_has_the_changes_alone() -> None:
    """A copy without a repository has the same entries of changes."""
    root = Path(INVENTED)
    found = _entries(Session(root).site, "incident", "quayside-2011")
    assert found
    assert all("#changed-" in one for one in found)
