"""Days of claims: a dated claim belongs to its incident by its date, or says why it is kept separate."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.rules.days import MOST_DAYS_APART, _outside
from macros.core.values.dates import moved, parse_date
from macros.session import Session
from tests.support import problems, real_archive, rendered

INCIDENT = "data/incidents/quayside-2011.yml"
REASON = "people taken before the arrests at the quays"
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def _edit(root: Path, path: str, old: str, new: str) -> None:
    """One text of the invented archive in the place of another, which is there once."""
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


@given(DAYS, DAYS, st.integers(0, 60))
def test_a_day_is_outside_from_32_days_on(claimed: date, first: date, length: int) -> None:
    """A day belongs to an incident from 31 days before its first day to 31 days after its last."""
    last = first + timedelta(days=length)
    incident = parse_date(f"{first}/{last}" if length else f"{first}")
    inside = first - timedelta(days=MOST_DAYS_APART) <= claimed <= last + timedelta(days=MOST_DAYS_APART)
    assert _outside(parse_date(claimed.isoformat()), incident) != inside


@pytest.mark.parametrize(
    ("claimed", "incident", "outside"),
    [
        ("2023-08-29", "2023-10-09", True),
        ("2023-09-18", "2023-10-09", False),
        ("2021-07-12~/2021-07-18~", "2021-07-14?", False),
        ("2012", "2012-02/2012-03", False),
        ("2012~", "2012-02/2012-03", False),
        ("2013", "2012-02/2012-03", True),
        ("2012-05", "2012-02/2012-03", False),
        ("2012-06", "2012-02/2012-03", True),
        ("2012-04", "2012-02/2012-03", False),
        ("2012-02/2013", "2012-02/2012-03", True),
        ("2012-02/..", "2012-02/2012-03", False),
        ("../2012-03", "2012-02/2012-03", False),
        ("2011/..", "2012-02/2012-03", True),
        ("../2013", "2012-02/2012-03", True),
        ("1998/..", "2012-02/2012-03", True),
        ("2014/..", "1998/..", False),
        ("1997/..", "1998/..", False),
        ("1996/..", "1998/..", True),
        ("1950", "../1953", False),
        ("0001-01-01", "0001-01-05", False),
        ("9999-12-30", "9999-12-20", False),
    ],
)
def test_bounds_of_dates_are_asked(claimed: str, incident: str, outside: bool) -> None:
    """A vague date counts with all its days; of a span both ends are asked, of an open one the end that it has."""
    assert _outside(parse_date(claimed), parse_date(incident)) == outside


def test_days_move_within_the_calendar() -> None:
    """A day moves over the ends of months, an open bound stays open, and the calendar has ends."""
    assert moved("2012-02-29", 31) == "2012-03-31"
    assert moved("2012-03-01", -1) == "2012-02-29"
    assert moved("0001-01-02", -31) == moved("0001-01-01", -31) == "0001-01-01"
    assert moved("9999-12-30", 31) == moved("9999-12-31", 31) == "9999-12-31"


def test_a_claim_outside_its_incident_is_refused_until_it_says_why(invented: Path) -> None:
    """A date that is far from the incident is a problem of its field; a reason in `aside` answers it."""
    _edit(invented, INCIDENT, "\n    date: 2011-05~\n", "\n    date: 2010-05~\n")
    assert problems(invented) == []
    _edit(invented, INCIDENT, f"    aside: {REASON}\n", "")
    found = [(p.field, p.rule) for p in problems(invented) if p.rule != "translated-field"]
    assert found == [("claims.held-since-may.date", "claim-outside-incident")]


@pytest.mark.parametrize("value", ["yes", "no", "true", "Part", "y"])
def test_a_bare_yes_is_not_a_reason(value: str, invented: Path) -> None:
    """`aside: yes`, as it was once written, is refused, and the message says what to write."""
    _edit(invented, INCIDENT, f"    aside: {REASON}\n", f"    aside: {value}\n")
    (found,) = problems(invented)
    assert (found.field, found.rule) == ("claims.held-since-may.aside", "value")
    assert found.message == f"'{value}' gives no reason; say in a few words why, or leave the field out"


def test_a_reason_fits_into_a_table(invented: Path) -> None:
    """A reason is short, since the table of an incident shows it."""
    _edit(invented, INCIDENT, REASON, "an other group " * 12)
    (found,) = problems(invented)
    assert "has at most 140" in found.message


def test_a_reason_holds_no_personal_data(invented: Path) -> None:
    """A reason is a text with words in it, so personal data is refused in it."""
    _edit(invented, INCIDENT, REASON, "told by quill@border-watch.example")
    assert [(p.field, p.rule) for p in problems(invented)] == [("claims.held-since-may.aside", "personal-data")]


def test_a_claim_without_incident_cannot_stand_aside(invented: Path) -> None:
    """A claim about the general situation is in no picture, so it needs no reason to be kept out of one."""
    _edit(
        invented,
        "docs/archive/report-2011.md",
        "    unit: months\n",
        "    unit: months\n    aside: a part of the group\n",
    )
    assert problems(invented) == []
    _edit(
        invented,
        "docs/archive/report-2011.md",
        "    count: up to 1,170\n",
        "    count: up to 1,170\n    aside: a wider group\n",
    )
    assert [(p.field, p.rule) for p in problems(invented)] == [("claims.far-bank.aside", "claim-shape")]


def test_the_reason_is_shown_and_exported(invented: Path) -> None:
    """The table of an incident shows the reason, and the data files have it beside the flag."""
    pages = rendered(invented)
    assert f"Counted apart: {REASON}" in pages["incidents/quayside-2011.md"]
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(pages["data/claims.csv"], newline=""))}
    assert (rows["quayside-2011.held-since-may"]["aside"], rows["quayside-2011.held-since-may"]["aside_reason"]) == (
        "true",
        REASON,
    )
    assert (rows["quayside-2011.held-24-40"]["aside"], rows["quayside-2011.held-24-40"]["aside_reason"]) == (
        "false",
        "",
    )
    claims = {claim["id"]: claim for claim in json.loads(pages["data/claims.json"])}
    assert claims["quayside-2011.held-since-may"]["aside_reason"] == REASON
    assert claims["quayside-2011.held-24-40"]["aside_reason"] is None


def test_every_claim_aside_has_its_reason_in_the_archive() -> None:
    """Each claim of the archive that is kept separate says why in more than one word, and none of them is drawn."""
    site = real_archive().site
    aside = [row for row in site.claims.of(site.relations.ledger()) if row.recorded.aside]
    assert aside
    assert not any(row.drawable for row in aside)
    assert all(" " in (row.recorded.aside or "") for row in aside)


def test_the_picture_leaves_out_what_stands_aside(invented: Path) -> None:
    """A claim with a reason to be kept separate is in the table and in no picture."""
    _edit(invented, INCIDENT, "    count: 24 to 40\n", "    count: 24 to 40\n    aside: a part of the group\n")
    session = Session(invented)
    assert session.problems == []
    assert not session.site.claims["quayside-2011.held-24-40"].drawable
