"""A published reply is seen wherever whoever replied is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.session import Session
from macros.site.pages.generated import pages
from macros.site.site import Site
from tests.support import INVENTED

GUARD = "data/organizations/river-guard.yml"


@pytest.fixture(scope="module")
def site() -> Site:
    """The invented archive."""
    return Session(INVENTED).site


def test_the_page_of_whoever_replied_has_the_reply(site: Site) -> None:
    """The page names the reply whole, links it, and says what it answers."""
    block = pages(site)["organizations/river-guard.md"].body().partition('id="reply"')[2].partition("</section>")[0]
    assert "On what the Watch Says of Us" in block
    assert 'href="https://guard.example/on-the-watch"' in block
    assert "Border Watch 2011" in block
    assert "Quayside 2011" in block


def test_claims_that_name_whoever_replied_have_a_mark(site: Site) -> None:
    """A claim is marked if one of its speakers replied to its source or incident, or to everything."""
    assert [one.id for one in site.claims["quayside-2011.never-returned"].replies] == ["tomas-venn", "river-guard"]
    assert site.claims["report-2011.arrested-41"].replies == ()


def test_passages_that_name_whoever_replied_have_a_mark(site: Site) -> None:
    """A passage that names a body leads to its reply; another passage does not."""
    body = pages(site)["archive/report-2011.md"].body()
    passages = dict(re.findall(r'<section class="passage" id="(p\d)">(.*?)</section>', body, re.DOTALL))
    assert "organizations/river-guard/#reply" in passages["p1"]
    assert "#reply" not in passages["p4"]


def test_what_was_answered_says_so(site: Site) -> None:
    """The facts of a source and of an incident name who answered them."""
    for uri in ("archive/report-2011.md", "incidents/quayside-2011.md"):
        assert re.search(r"<dt>Reply</dt>\s*<dd>.*?reply of River Guard", pages(site)[uri].body(), re.DOTALL), uri


def test_a_reply_to_something_else_is_no_mark(invented: Path) -> None:
    """A reply that answers one document is not shown beside claims of another."""
    file = invented / GUARD
    file.write_text(file.read_text("utf-8").replace("to: [report-2011, quayside-2011]", "to: [herald-2011]"), "utf-8")
    site = Session(invented).site
    assert [one.id for one in site.claims["quayside-2011.never-returned"].replies] == ["tomas-venn"]
    assert "river-guard/#reply" not in pages(site)["archive/report-2011.md"].body()
