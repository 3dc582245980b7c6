"""Timelines: every date as far as it is known, every mark a link, the same for wide and for narrow screens."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from macros.core.dates import OPEN_END, parse_date
from macros.core.models import Incident, Instrument
from macros.session import Session
from macros.site import timelines as module
from macros.site.macros import macros
from macros.site.site import Site
from macros.site.strips import Scale, law_strips, strips
from macros.site.timelines import NARROW, WIDE, Row, extent, timelines
from tests.support import INVENTED, REPOSITORY


@pytest.fixture(scope="module", params=[INVENTED, REPOSITORY], ids=["invented", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two archives."""
    root: Path = request.param
    return Session(root).site


def rows(site: Site) -> list[Row]:
    """The rows of the wide drawing."""
    return [row for panel in timelines(site)[0].panels for row in panel.rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012-02-08", (38, 38, False)),
        ("2012-02", (31, 59, False)),
        ("2011", (0, 364, False)),
        ("2012-02/2012-03", (31, 90, False)),
        ("2020-10/2021-07-22", (274, 365, True)),
        ("1998/..", (0, 364, True)),
    ],
)
def test_a_date_is_as_long_as_it_is_known(text: str, expected: tuple[int, int, bool]) -> None:
    """A day is one day, a month its days, a span runs to its end, and what goes on past the year is open."""
    assert extent(parse_date(text), text[:4]) == expected


def test_every_incident_and_event_is_drawn_once(site: Site) -> None:
    """Each record has one row, in the order of time."""
    drawn = [row.record for row in rows(site)]
    assert sorted(record.id for record in drawn) == sorted([*site.archive.of("incident"), *site.archive.of("event")])
    assert [record.date.first for record in drawn] == sorted(record.date.first for record in drawn)


def test_rows_do_not_meet(site: Site) -> None:
    """Every row has room of its own, and every year begins below the last."""
    for timeline in timelines(site):
        heights = [row.y for panel in timeline.panels for row in panel.rows]
        assert all(after - before >= timeline.layout.row for before, after in itertools.pairwise(heights))


def test_titles_stay_in_the_picture(site: Site) -> None:
    """No title leaves the drawing to the left, and on a narrow one each line fits."""
    for row in rows(site):
        assert row.x >= 0
    for panel in timelines(site)[1].panels:
        for row in panel.rows:
            assert max(len(line) for line in row.text) * NARROW.size * 0.56 <= NARROW.right - NARROW.left


def test_doubt_is_drawn(site: Site) -> None:
    """An uncertain date is hollow, an approximate one dashed, a certain one neither."""
    for row in rows(site):
        text = row.record.date.text
        assert row.doubtful == ("?" in text or "%" in text)
        assert row.about == ("~" in text or "%" in text)


def test_a_known_day_is_a_mark_and_a_month_a_bar(site: Site) -> None:
    """Only what is known to the day is drawn as one."""
    for row in rows(site):
        one_day = row.record.date.first == row.record.date.last
        assert row.exact == one_day


def test_every_mark_is_a_link_with_words(site: Site) -> None:
    """Each row is a link to its record whose name says the date in words and the title."""
    shown = str(macros(site, lambda: "timeline/index.md")["timeline_picture"]())
    links = re.findall(r'<a class="row [^"]*" href="([^"]+)" aria-label="([^"]+)"', shown)
    assert len(links) == 2 * len(rows(site))
    assert all(": " in label for _, label in links)


def test_gaps_between_years_are_said() -> None:
    """Years without a record are not drawn, and how many they are is said."""
    real = Session(REPOSITORY).site
    assert [panel.gap for panel in timelines(real)[0].panels][:2] == [0, 7]


def test_a_large_archive_shows_its_incidents_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit events leave the picture, and with too many incidents there is none."""
    invented = Session(INVENTED).site
    monkeypatch.setattr(module, "LIMIT", len(invented.archive.of("incident")))
    assert {type(row.record) for row in rows(invented)} == {Incident}
    monkeypatch.setattr(module, "LIMIT", 1)
    assert timelines(invented) == []


def test_the_strip_of_the_home_page_names_the_main_incidents() -> None:
    """Every incident that has an end stands on the strip, the main ones with their names, none over another."""
    real = Session(REPOSITORY).site
    for strip in strips(real):
        shown = [tick for tick in strip.ticks if isinstance(tick.record, Incident)]
        ended = [r for r in real.archive.of("incident").values() if isinstance(r, Incident) and r.date.last != OPEN_END]
        assert len(shown) == len(ended)
        assert [tick.record.id for tick in shown if tick.label] == [t.record.id for t in shown if t.record.main]
        assert len({(tick.label.x, tick.label.y) for tick in shown if tick.label}) == 4


def test_an_instrument_shows_its_dates_above_the_incidents() -> None:
    """Accession stands before the returns on one scale, and what is not known is not drawn."""
    real = Session(REPOSITORY).site
    convention = real.archive.of("instrument")["refugee-convention-1951"]
    assert isinstance(convention, Instrument)
    strip = law_strips(real, convention)[0]
    own = {tick.title: tick.x for tick in strip.ticks if tick.record is None}
    first_incident = min(tick.x for tick in strip.ticks if tick.record)
    assert own["adopted 1951"] < own["acceded 1982"] < first_incident
    norm = real.archive.of("instrument")["non-refoulement"]
    assert isinstance(norm, Instrument)
    assert law_strips(real, norm) == []


def test_the_scale_of_years_is_true() -> None:
    """Half of the years lie in half of the width, and the numbers of marked years do not meet."""
    scale = Scale(1000, 2000, 2020)
    assert scale.at("2010-01-01") == pytest.approx(500, abs=1)
    for made in (scale, Scale(400, 1948, 2024), Scale(1000, 1950, 2024)):
        places = [x for _, x in made.ticks]
        assert min(b - a for a, b in itertools.pairwise(places)) >= 40


def test_drawings_have_both_widths(site: Site) -> None:
    """There is one drawing for wide and one for narrow screens."""
    assert [timeline.layout for timeline in timelines(site)] == [WIDE, NARROW]
