"""Readers see how a claim stood when it was cited, and what was changed since."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.core.models import Claim, Record
from macros.core.models.changes import TOLD
from macros.core.models.earlier import claim_changes, last_changed
from macros.core.problems import Problem
from macros.session import Session
from macros.site.pages.generated import pages
from macros.site.site import Site
from tests.support import INVENTED, problems

REPORT = "docs/archive/report-2011.md"
NOT_TOLD = {"may_share", "aside", "find", "ko", "zh"}
"""Fields of a claim that no entry of changes tells: what says nothing of the claim itself, and translations."""


@pytest.fixture(scope="module")
def site() -> Site:
    """The invented archive."""
    return Session(INVENTED).site


def _record(site: Site, kind: str, record_id: str) -> Record:
    return site.archive.records_of(kind)[record_id]


def _changes(site: Site, uri: str) -> str:
    """The part of a page about its changes."""
    return pages(site)[uri].body().partition('id="changes"')[2].partition("</section>")[0]


def test_every_field_that_says_something_can_be_told() -> None:
    """The fields of earlier values are those of a claim, but for those that say nothing of it."""
    assert set(TOLD.values()) == set(Claim.model_fields) - NOT_TOLD


def test_undoing_changes_gives_each_earlier_claim(site: Site) -> None:
    """From what a claim says now, each entry leads back to what it said before, the newest first."""
    found = list(claim_changes(_record(site, "source", "report-2011"), "returned-30"))
    assert [(one.before.hedge, one.before.count.text) for one in found if one.before and one.before.count] == [
        (None, "at least 30"),
        (None, "30"),
    ]
    assert [one.latest for one in found] == [True, False]


def test_old_and_new_stand_side_by_side(site: Site) -> None:
    """A change is shown with day, kind and reason, the sentence before it and the one since."""
    text = _changes(site, "archive/report-2011.md")
    first, second = text.split('class="told-claim"')[1:]
    assert "As cited from 2 September 2011 to 24 February 2012" in first
    assert "As cited before 2 September 2011" in second
    before, after = second.split('class="side-after"')
    assert "that 30 people" in before
    assert "that at least 30 people" in after
    assert 'id="c-returned-30-before-2011-09-02"' in text


def test_a_claim_leads_to_what_it_said_before(site: Site) -> None:
    """The mark of a claim has the day of its last change and leads to an anchor that its page has."""
    mark = site.claims["report-2011.returned-30"].changed
    assert mark is not None
    assert mark.day.text == "2012-02-24"
    page, _, anchor = mark.address.partition("#")
    body = pages(site)[f"{page.rstrip('/')}.md"].body()
    assert f'id="{anchor}"' in body
    assert f'href="#{anchor}">changed on 24 February 2012</a>' in body
    assert "Cited before 24 February 2012? Read what it said then" in body


def test_a_claim_that_did_not_change_has_no_mark(site: Site) -> None:
    """An entry that names a claim and tells nothing of it makes no mark."""
    assert last_changed(_record(site, "source", "report-2011"), "far-bank") is None
    assert site.claims["report-2011.far-bank"].changed is None


def test_what_a_retired_claim_said_stays_readable(site: Site) -> None:
    """A claim that is gone is shown as it was cited, and its old anchor leads there."""
    body = pages(site)["incidents/quayside-2011.md"].body()
    assert "that about 50 people were in detention (“so one hears”)" in body
    assert "The archive does not hold this claim any more" in body
    assert re.search(r'id="c-held-50".*?href="#c-held-50-before-2012-02-10">What it said before', body, re.DOTALL)


def test_speakers_that_were_retired_have_their_successors(site: Site) -> None:
    """An earlier chain names a body by the record that it has today."""
    assert "citing the Quayside Herald" in _changes(site, "incidents/quayside-2011.md")


def test_fields_of_a_record_are_told_too(site: Site) -> None:
    """An altered field of a record is shown as it was and as it is, a date in words."""
    text = re.sub(r"<[^>]+>", " ", _changes(site, "incidents/quayside-2011.md"))
    assert re.search(r"Date\s+about May 2011\s+May to June 2011", text)
    assert re.search(r"Outcome\s+returned, as the Freedonian government admits\s+reported to have been returned", text)


def test_a_withdrawn_change_shows_its_day_and_kinds_alone(site: Site) -> None:
    """Of a change that was withdrawn a page has the day, what sort it was, and the kind of reason."""
    text = _changes(site, "archive/report-2011.md")
    entry = re.search(r'<li id="changed-2012-02-24-removal">(.*?)</li>', text, re.DOTALL)
    assert entry is not None
    shown = " ".join(re.sub(r"<[^>]+>", " ", entry[1]).split())
    assert shown == "24 February 2012 Removal. What stood here was withdrawn for reasons of safety."
    mark = site.claims["report-2011.dozens-held"].changed
    assert mark is not None
    assert not mark.told


def test_a_claim_past_a_gap_is_told_as_far_as_it_is_known(invented: Path) -> None:
    """Before an entry that does not tell what it changed, only what entries tell is shown, beside what holds today."""
    file = invented / REPORT
    file.write_text(file.read_text("utf-8").replace("    was:\n      returned-30: {without: [hedge]}\n", ""), "utf-8")
    assert problems(invented) == []
    text = _changes(Session(invented).site, "archive/report-2011.md")
    assert "Its sentence is not known in full" in text
    assert '<td data-l="Before">30</td><td data-l="Today">at least 30</td>' in re.sub(r">\s+<", "><", text)


def test_a_claim_that_moved_leads_to_what_it_said_where_it_stood(invented: Path) -> None:
    """Where a claim moved to another record, its mark there leads to the change in the old one."""
    redirects = invented / "data/redirects.yml"
    line = "claims/quayside-2011.held-50: {reason: the letters give no such figure, since: 2012-02-10"
    text = redirects.read_text("utf-8")
    assert line in text
    redirects.write_text(text.replace(line, f"{line}, to: claims/report-2011.arrested-41"), "utf-8")
    site = Session(invented).site
    mark = site.claims["report-2011.arrested-41"].changed
    assert mark is not None
    assert mark.address == "incidents/quayside-2011/#c-held-50-before-2012-02-10"
    assert "it stood here as held-50" in _changes(site, "incidents/quayside-2011.md")


def test_a_change_names_a_claim_that_moved_by_where_it_stands_now(invented: Path) -> None:
    """An entry that tells nothing of a claim leads to the document that has it today, not to an id that is gone."""
    record, redirects = invented / "data/incidents/quayside-2011.yml", invented / "data/redirects.yml"
    named = record.read_text("utf-8").replace("claims: [never-returned]\n", "claims: [never-returned, held-50]\n")
    line = "claims/quayside-2011.held-50: {reason: the letters give no such figure, since: 2012-02-10"
    record.write_text(named, "utf-8")
    retired = _changes(Session(invented).site, "incidents/quayside-2011.md")
    assert '<a href="#c-held-50">a claim that was retired</a> (held-50)' in retired
    text = redirects.read_text("utf-8")
    redirects.write_text(text.replace(line, f"{line}, to: claims/report-2011.arrested-41"), "utf-8")
    moved = Session(invented).site
    claim = moved.claims["report-2011.arrested-41"]
    about = _changes(moved, "incidents/quayside-2011.md").partition("About: ")[2].partition("</p>")[0]
    assert f'#c-arrested-41">{claim.named}</a> (moved)' in about
    assert "held-50" not in about


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{without: [hedge]}", "{without: [said-by]}", "lists 'said-by' under `without`, and every claim has it"),
        ("text: The hedge of the document was missing.", "text: Mended it.", "has too short a `text`"),
    ],
)
def test_what_cannot_be_told_is_refused(old: str, new: str, said: str, invented: Path) -> None:
    """A field that every claim has was never missing, and one or two words are no reason."""
    file = invented / REPORT
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    assert [said in problem.message for problem in problems(invented)] == [True]


def test_an_earlier_field_of_a_small_group_tells_nobodys_age(invented: Path) -> None:
    """An incident about fewer than ten people tells no age, family or route in an earlier title or outcome either."""
    file = invented / "data/incidents/quayside-2011.yml"
    text = file.read_text("utf-8").replace("outcome: returned, as", "outcome: two children returned, as")
    assert [problem.rule for problem in _written(file, text)] == []
    found = _written(file, text.replace("count: 24 to 40", "count: 5"))
    assert [problem.field for problem in found if problem.rule == "told-again"] == ["changes.0.record-was.outcome"]


def _written(file: Path, text: str) -> list[Problem]:
    file.write_text(text, "utf-8")
    return problems(file.parents[2])
