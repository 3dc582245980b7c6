"""Pages of citations stay small: 40 kB, uncompressed, in archives larger than ours."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.invent import LONG_CLAIMS, LONG_PASSAGES
from benchmarks.trees import archive
from macros.session import Session
from macros.site.heads import Described, head
from macros.site.pages.generated import Page
from macros.site.site import Site
from tests.support import INVENTED, THOROUGH, once

MOST = 40_000
CITE = "archive/report-2011/cite"
REPORTS, CLAIMS = 30, 100


def _long(root: Path) -> None:
    """An archive with a document of 400 passages and 100 claims, and an incident with 30 reports and 100 claims."""
    archive(root, sources=20, seed=1, long=True)
    path = root / "data" / "incidents" / "incident-00000.yml"
    record = _record(path)
    keys = re.findall(r"^@\w+\{([^,]+),", (root / "bibliography.bib").read_text("utf-8"), re.MULTILINE)
    works = [key for key in keys if not key.startswith("source-")]
    every = [claim for other in sorted(path.parent.glob("*.yml")) for claim in _record(other)["claims"].values()]
    record["claims"] = {
        f"reported-{number}": every[number % len(every)] | {"work": works[number % REPORTS]} for number in range(CLAIMS)
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")  # JSON is YAML, without its aliases


def _record(path: Path) -> dict[str, Any]:
    """A record with each value as it is written."""
    record: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # makes strings
    return record


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """That archive, opened."""
    return Session(once(tmp_path_factory, "long-citations", _long))


@pytest.fixture(scope="module")
def frame(invented_site: Path) -> int:
    """The bytes that a page of citations has beside the head and body that are made for it: menus and the like."""
    page = Session(INVENTED).pages[f"{CITE}.md"]
    text = (invented_site / CITE / "index.html").read_text("utf-8")
    head = text[text.index("<link rel=canonical") : text.index("<link rel=icon")]
    return len(text.encode()) - len((head + page.body()).encode())


def _weight(site: Site, page: Page) -> int:
    described = Described(page.uri, page.address, page.title, page.description, page.record, noindex=True)
    return len(f"{head(site, described)}{page.body()}".encode())


def test_a_page_of_citations_is_small_for_a_long_document(long: Session, frame: int) -> None:
    """With 400 passages and 100 claims it has at most 40 kB, and a line for each of them."""
    page = long.pages["archive/source-00000/cite.md"]
    assert page.body().count("<li id=") == LONG_PASSAGES + LONG_CLAIMS
    assert frame + _weight(long.site, page) <= MOST


@pytest.mark.parametrize("reports", [1, pytest.param(REPORTS, marks=THOROUGH)])
def test_a_page_of_citations_is_small_for_many_reports(long: Session, frame: int, reports: int) -> None:
    """With 30 reports and 100 claims it has at most 40 kB, and so has the page of each report."""
    pages = [page for uri, page in long.pages.items() if uri.startswith("incidents/incident-00000/cite")]
    assert len(pages) == 1 + REPORTS
    assert pages[0].body().count("<li id=") == CLAIMS
    assert [page.uri for page in pages[: 1 + reports] if frame + _weight(long.site, page) > MOST] == []
