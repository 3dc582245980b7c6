"""Timelines: every date as far as it is known, every mark a link, the same for wide and for narrow screens."""

from __future__ import annotations

import itertools
import re
from html import unescape
from pathlib import Path

import pytest

from macros.core.models import Event, Incident, Instrument
from macros.core.models.translations import EDITIONS
from macros.core.values.dates import parse_date
from macros.session import Session
from macros.site import indexes
from macros.site.editions.edition_pages import edition_pages
from macros.site.indexes import entry_weights
from macros.site.indexes.entry_weights import EVERYTHING, Drawn, drawn
from macros.site.pages.lean import lean
from macros.site.pages.macros import macros
from macros.site.pictures.labels import meet, width
from macros.site.pictures.law_strips import MOST_HIGH, law_strips
from macros.site.pictures.scales import TimeAxis, new_year, round_step
from macros.site.pictures.strip_parts import FORMS
from macros.site.pictures.strips import STRIP_SIZE, strips
from macros.site.pictures.timed_records import timed_records, within_year
from macros.site.pictures.timelines import NARROW, WIDE, TimelineRow, timelines
from macros.site.site import Site
from tests.support import BOTH, INVENTED, real_archive
from tests.test_light_indexes import MOST


@pytest.fixture(scope="module", params=BOTH)
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two archives, with pictures of all records."""
    return _with_picture(EVERYTHING, request.param)


def _with_picture(shown: Drawn | None, root: Path = INVENTED) -> Site:
    """An archive whose timeline is in parts, with as much as that in its picture."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry_weights, "PLAIN_ROOM", 0)
        patch.setattr(indexes, "drawn", lambda *_: shown)
        return Session(root).site


TITLES = {
    "": "Reported return of people arrested beside the river in spring",
    "ko": "강가에서 붙잡힌 사람들의 봄철 송환 보도",
    "zh": "据报道河边被捕的人春季遭遣返",
}
"""Titles as long as those of the archive of this repository are on average."""


def _grown(incidents: int, events: int) -> Site:
    """The invented archive with so many incidents and events, in as many years as that of this repository has."""
    session = Session(INVENTED)
    for kind, number in (("incident", incidents), ("event", events)):
        records = session.archive.records[kind]
        one = next(record for record in records.values() if all(getattr(record, edition) for edition in EDITIONS))
        own = {language: getattr(one, language).model_copy(update={"title": TITLES[language]}) for language in EDITIONS}
        for at in range(number - len(records)):
            changes = {"id": f"{kind}-{at}", "title": TITLES[""], "date": parse_date(f"{1998 + at % 26}-05-17"), **own}
            records[changes["id"]] = one.model_copy(update=changes)
    return session.site


@pytest.mark.parametrize(("incidents", "events"), [(35, 115), (45, 215), (65, 315)])
def test_a_growing_timeline_keeps_its_titles(incidents: int, events: int) -> None:
    """Its page lists all titles in each language within its bytes; earlier years of the picture give way."""
    site = _grown(incidents, events)
    records = timed_records(site)
    assert len(records) == incidents + events
    named = macros(site, lambda: "timeline/index.md")
    pages = {page.address: page.body() for page in edition_pages(site).values() if page.english == "timeline/"}
    pages[""] = str(named["timeline_picture"]()) + str(named["timeline"]())
    assert len(pages) == 3
    for shown in pages.values():
        links = re.findall(r'<li data-year[^>]*>.*?<a href="[^"]*?([^/"]+)/"', shown, re.DOTALL)
        assert links == [record.id for record in records]
        assert len(lean(shown).encode()) < MOST
    since = int(timelines(site)[0].panels[0].year)
    assert [row.record for row in rows(site)] == [
        one for one in records if isinstance(one, Incident) and one.date.home_year >= since
    ]


def test_a_picture_is_as_light_as_its_page_needs() -> None:
    """It has all records, else the incidents of as many years as have room, the latest first, else nothing."""
    records = timed_records(Session(INVENTED).site)
    found = [one for one, _ in itertools.groupby(drawn(records, room) for room in range(0, 20_000, 100))]
    since = [Drawn(events=False, since=year) for year in (2011, 2010, 1998)]
    assert found == [None, *since, EVERYTHING]


def rows(site: Site) -> list[TimelineRow]:
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
    year = int(text[:4])
    days = new_year(year + 1) - new_year(year)
    mark = TimeAxis(0, days, year, year + 1).placed(parse_date(text))
    assert (mark.x, mark.end, mark.opened) == expected


def test_every_incident_and_event_is_drawn_once(site: Site) -> None:
    """Each record has one row, in the order of time."""
    drawn = [row.record for row in rows(site)]
    assert sorted(record.id for record in drawn) == sorted(
        [*site.archive.records_of("incident"), *site.archive.records_of("event")]
    )
    assert [record.date.first for record in drawn] == sorted(record.date.first for record in drawn)


def test_rows_do_not_meet(site: Site) -> None:
    """Every row has room of its own, and every year begins below the last."""
    for timeline in timelines(site):
        drawn = [row for panel in timeline.panels for row in panel.rows]
        assert all(after.top - before.top >= before.height - 0.1 for before, after in itertools.pairwise(drawn))
        for panel in timeline.panels:
            assert panel.rows[-1].top + panel.rows[-1].height <= panel.y + panel.height
        assert min(row.height for row in drawn) * (0.8 if timeline.layout.beside else 0.7) >= 24


def test_titles_stay_in_the_picture(site: Site) -> None:
    """No line of a title leaves the drawing, and no word of it is left out."""
    for timeline in timelines(site):
        for row in (row for panel in timeline.panels for row in panel.rows):
            assert " ".join(row.title.lines) == " ".join(row.record.title.split())
            for line in row.title.lines:
                wide = width(line, timeline.layout.size)
                left = row.title.x - (wide if row.title.anchor == "end" else 0)
                assert left >= 0
                assert left + wide <= timeline.layout.width


def test_a_long_title_is_set_in_lines() -> None:
    """A title that fits on no side of its mark is over it, whole."""
    session = Session(INVENTED)
    events = session.archive.records["event"]
    title = "A very long title of an event on the river and on what was said of it " * 4
    key = next(iter(events))
    events[key] = events[key].model_copy(update={"title": title.strip()})
    for timeline in timelines(session.site):
        row = next(r for p in timeline.panels for r in p.rows if r.record.title == title.strip())
        assert len(row.title.lines) > 1
        assert row.title.y + timeline.layout.line * (len(row.title.lines) - 1) <= row.top + row.height


@pytest.mark.parametrize("text", ["../1979", "2011/..", "2011?", "0001", "9998", "1979/2021"])
def test_any_date_can_be_drawn(text: str) -> None:
    """Open beginnings and ends and distant years stop no picture; an open beginning is drawn where it ends."""
    when = parse_date(text)
    for kind in ("incident", "event"):
        session = Session(INVENTED)
        records = session.archive.records[kind]
        key = next(iter(records))
        records[key] = records[key].model_copy(update={"date": when})
        invented = session.site
        row = next(r for r in rows(invented) if r.record.id == key)
        assert row.record.date.open_start == text.startswith("..")
        assert 0 <= row.mark.x <= row.mark.end <= WIDE.width
        strips(invented)
    invented = Session(INVENTED).site
    treaty = invented.archive.records_of("instrument")["river-treaty"].model_copy(update={"adopted": when})
    assert isinstance(treaty, Instrument)
    assert len(law_strips(invented, treaty)) == 2


def test_doubt_is_drawn(site: Site) -> None:
    """An uncertain date is hollow, an approximate one dashed, a certain one neither."""
    for row in rows(site):
        text = row.record.date.text
        assert ("doubtful" in row.mark.manner) == ("?" in text or "%" in text)
        assert ("about" in row.mark.manner) == ("~" in text or "%" in text)


def test_a_known_day_is_a_mark_and_a_month_a_bar(site: Site) -> None:
    """Only what is known to the day is drawn as one."""
    for row in rows(site):
        one_day = row.record.date.first == row.record.date.last
        assert row.mark.exact == one_day


def test_every_mark_is_a_link_with_words(site: Site) -> None:
    """Each row is a link to its record that reads as its title and, if it says more than the year, its date."""
    shown = str(macros(site, lambda: "timeline/index.md")["timeline_picture"]())
    links = re.findall(r'<a class="row [^"]*"\s+href="[^"]*?([^/"]+)/"[^>]*>(.*?)</a>', shown, re.DOTALL)
    read = {(key, " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())) for key, text in links}
    drawn = [(panel.year, row.record) for panel in timelines(site)[0].panels for row in panel.rows]
    words = {(one.id, f"{one.title} {within_year(one.date, year)}".strip()) for year, one in drawn}
    assert len(links) == 2 * len(words)
    assert read == words


def test_every_date_is_shown(site: Site) -> None:
    """A date is beside its mark or title, or above a mark that leaves no room, unless it says no more than its year."""
    for timeline in timelines(site):
        for panel in timeline.panels:
            for row in panel.rows:
                shown = row.aside.text if row.aside else row.when
                assert shown == within_year(row.record.date, panel.year)
                assert not row.aside or row.aside.x >= timeline.layout.left or not shown
                assert row.top < row.mark.y < row.top + row.height


def test_gaps_between_years_are_said() -> None:
    """Years in which nothing begins are not drawn, and they are named."""
    both = [timelines(site)[0].panels for site in (real_archive().site, Session(INVENTED).site)]
    for before, panel in itertools.chain.from_iterable(map(itertools.pairwise, both)):
        first, last = int(before.year) + 1, int(panel.year) - 1
        gap = "" if first > last else str(first) if first == last else f"{first}–{last}"
        assert panel.skipped == gap, panel.year
    assert any(panel.skipped for panels in both for panel in panels)


def test_a_large_archive_shows_its_incidents_alone() -> None:
    """Events are numbers of their year; what begins in earlier years is one line."""
    invented = _with_picture(Drawn(events=False, since=1998))
    assert {type(row.record) for row in rows(invented)} == {Incident}
    unseen = {panel.year: panel.unseen for panel in timelines(invented)[0].panels}
    assert unseen == {"1998": "", "2010": "1 event", "2011": "1 event"}
    invented = _with_picture(Drawn(events=False, since=2011))
    assert [panel.year for panel in timelines(invented)[0].panels] == ["2011"]
    shown = str(macros(invented, lambda: "timeline/index.md")["timeline_picture"]())
    assert re.search(r'<p class="hint">\s*1998–2010: 1 incident, 1 event, in the list</p>', shown)
    assert shown.count('class="unseen" href="') == 2


def test_no_picture_without_room() -> None:
    """A page that has no room for any year has no picture, and nothing that explains one."""
    invented = _with_picture(None)
    assert timelines(invented) == []
    assert not macros(invented, lambda: "timeline/index.md")["timeline_picture"]()


def test_the_strip_of_the_home_page_names_the_main_incidents() -> None:
    """The main incidents with an end have their names, inside the strip and none over another."""
    real = real_archive().site
    for strip in strips(real):
        ended = [r for r in real.archive.records_of("incident").values() if isinstance(r, Incident) and r.date.bounded]
        assert {one.record.id for one in strip.incidents if one.label} == {r.id for r in ended if r.main}
        boxes = []
        for one in strip.incidents:
            if one.label:
                half = width(one.record.short_text, STRIP_SIZE) / 2
                boxes.append((one.label.x - half, strip.line + one.label.y, one.label.x + half))
        assert all(left >= 0 and right <= strip.form.width + 0.1 and y >= STRIP_SIZE for left, y, right in boxes)
        for one_box, other in itertools.combinations(boxes, 2):
            aside = one_box[2] <= other[0] or other[2] <= one_box[0]
            assert aside or abs(one_box[1] - other[1]) >= STRIP_SIZE


def test_every_incident_is_a_dot_of_its_years() -> None:
    """Each incident with an end counts once, in the column of the year in which it began, and as what its date is."""
    real = real_archive().site
    ended = [r for r in real.archive.records_of("incident").values() if isinstance(r, Incident) and r.date.bounded]
    for strip in strips(real):
        assert strip.columns
        for column in strip.columns.each:
            first, _, last = column.years.partition(" to ")
            begun = [record for record in ended if int(first) <= int(record.date.year) <= int(last or first)]
            plain = [record for record in begun if not record.main]
            assert (column.number, column.main) == (len(begun), len(begun) - len(plain))
            assert column.hollow == sum(record.date.uncertain or record.date.approximate for record in plain)
            assert column.part.startswith("timeline/list-")
        assert sum(column.number for column in strip.columns.each) == len(ended)


def test_a_strip_of_many_incidents_is_no_higher() -> None:
    """Dots come closer where there are more of them, and stay in their columns."""
    session = Session(INVENTED)
    records = session.archive.records["incident"]
    one = records["quayside-2011"]
    few = strips(session.site)
    session = Session(INVENTED)
    session.archive.records["incident"] |= {
        f"more-{number}": one.model_copy(update={"id": f"more-{number}", "main": False}) for number in range(30)
    }
    for before, strip in zip(few, strips(session.site), strict=True):
        assert strip.columns
        assert before.columns
        assert strip.height < before.height + 160
        assert strip.columns.dot < strip.columns.apart < before.columns.apart


def test_lines_to_names_cross_no_name() -> None:
    """Names lean to the side where no line to another name runs through them."""
    session = Session(INVENTED)
    records = session.archive.records["incident"]
    for key, day in zip(
        ("quayside-2011", "one", "two", "three"), ("2004", "2015-10", "2016-10", "2021-07"), strict=True
    ):
        changes = {"id": key, "date": parse_date(day), "main": True, "short": f"River town, {day}"}
        records[key] = records["quayside-2011"].model_copy(update=changes)
    for strip in strips(session.site):
        named = [(one.label, one.mark) for one in strip.incidents if one.label]
        assert len(named) == 4
        for (label, _), (other, mark) in itertools.permutations(named, 2):
            assert not meet(label.box(STRIP_SIZE), (mark.middle, other.y, mark.middle, mark.y))


def test_every_incident_above_a_law_can_be_hit() -> None:
    """No two incidents share the room that a finger needs."""
    real = real_archive().site
    treaties = [
        law_strips(real, r) for r in real.archive.records_of("instrument").values() if isinstance(r, Instrument)
    ]
    for strip in itertools.chain.from_iterable(treaties):
        room = strip.form.target
        for one, other in itertools.combinations([one.mark for one in strip.incidents], 2):
            apart = abs((one.x + one.long / 2) - (other.x + other.long / 2))
            least = max(one.long, room) / 2 + max(other.long, room) / 2
            assert apart >= least - 0.1 or abs(one.y - other.y) >= room - 0.1


def test_events_of_a_strip_are_numbers_of_their_years() -> None:
    """Each event from the first to the last year counts once; none is set to a day that nobody knows."""
    real = real_archive().site
    for strip in strips(real):
        every = real.archive.records_of("incident").values()
        marked = {r.id for r in every if isinstance(r, Incident) and r.date.bounded}
        counted = [*real.archive.records_of("event").values(), *real.archive.records_of("incident").values()]
        years = [int(r.date.year) for r in counted if isinstance(r, Event | Incident) and r.id not in marked]
        assert sum(cell.number for cell in strip.cells) == sum(
            strip.axis.first <= year <= strip.axis.last for year in years
        )


def test_the_strip_is_small() -> None:
    """A drawing of the first page costs about four hundred characters a column or a name, and little beside."""
    shown = str(macros(real_archive().site, lambda: "index.md")["home"]())
    drawings = re.findall(r'<svg class="strip.*?</svg>', shown, re.DOTALL)
    assert len(drawings) == 2
    drawn = strips(real_archive().site)
    marked = [len(strip.incidents) + len(strip.columns.each) for strip in drawn if strip.columns]
    assert all(len(one) <= 4000 + 400 * number for one, number in zip(drawings, marked, strict=True))


def test_an_instrument_shows_its_dates_above_the_incidents() -> None:
    """Accession is before the returns on one scale, and what is not known is not drawn."""
    real = real_archive().site
    convention = real.archive.records_of("instrument")["refugee-convention-1951"]
    assert isinstance(convention, Instrument)
    strip = law_strips(real, convention)[0]
    lanes = {lane.state: lane for lane in strip.lanes}
    assert list(lanes) == ["", "china", "republic-of-korea", "russia"]
    assert lanes["china"].full == "acceded 24 September 1982"
    assert lanes[""].marks[0].x < lanes["china"].marks[0].x < min(one.mark.x for one in strip.incidents)
    norm = real.archive.records_of("instrument")["non-refoulement"]
    assert isinstance(norm, Instrument)
    assert law_strips(real, norm) == []


def test_an_agreement_of_two_sides_is_signed_and_not_adopted() -> None:
    """The picture of an agreement with named parties says that it was signed."""
    real = real_archive().site
    agreement = real.archive.records_of("instrument")["prc-unhcr-1995"]
    assert isinstance(agreement, Instrument)
    assert law_strips(real, agreement)[0].lanes[0].full.startswith("signed 1 December 1995")


def test_an_instrument_has_no_tower_of_incidents() -> None:
    """Incidents that would be piled too high are counted by years, and the main ones keep their marks."""
    real = real_archive().site
    every = [r for r in real.archive.records_of("incident").values() if isinstance(r, Incident)]
    begun = [int(record.date.year) for record in every if not record.date.open_start]
    for treaty in real.archive.records_of("instrument").values():
        assert isinstance(treaty, Instrument)
        drawn = law_strips(real, treaty)
        assert len({len(strip.incidents) for strip in drawn}) <= 1
        for strip in drawn:
            assert all(one.record.main or -one.mark.y <= MOST_HIGH for one in strip.incidents)
            counted = sum(cell.number for cell in strip.cells) + len(strip.incidents)
            assert counted == sum(strip.axis.first <= year <= strip.axis.last for year in begun)


def test_many_dates_of_an_instrument_stay_in_the_picture() -> None:
    """Dates too long for either side of their marks are above the line, or below it, off the name of the state."""
    invented = Session(INVENTED).site
    treaty = invented.archive.records_of("instrument")["river-treaty"]
    assert isinstance(treaty, Instrument)
    for signed, above in (("1984", True), ("1984~/1985?", False)):
        status = {state: one.model_copy(update={"signed": parse_date(signed)}) for state, one in treaty.status.items()}
        strip = law_strips(invented, treaty.model_copy(update={"status": status}))[1]
        lane = next(lane for lane in strip.lanes if lane.state == "freedonia")
        assert (lane.label.y < lane.y) == above, lane.label
        assert lane.label.box(STRIP_SIZE)[0] >= -2


def test_a_date_of_an_instrument_is_as_long_as_it_is_known() -> None:
    """A year is drawn as a year, and said with its doubt."""
    invented = Session(INVENTED).site
    treaty = invented.archive.records_of("instrument")["river-treaty"].model_copy(
        update={"adopted": parse_date("1984?")}
    )
    assert isinstance(treaty, Instrument)
    strip = law_strips(invented, treaty)[0]
    own = strip.lanes[0]
    assert own.label.text == "adopted 1984 (uncertain), in force 1987"
    year = strip.axis.at(new_year(1985) - 1) - strip.axis.at(new_year(1984))
    assert own.marks[0].long == pytest.approx(year, abs=0.2)
    assert own.marks[0].manner == "doubtful"


def test_dates_beside_a_year_leave_it_out() -> None:
    """Dates in the strip of a year leave out that year, unless another year is meant."""
    said = {"2012": "", "2012-03-05": "5 March", "2012-02~": "about February", "1998/..": "since 1998"}
    assert {text: within_year(parse_date(text), text[:4]) for text in said} == said
    assert within_year(parse_date("../1979"), "1979") == "by the end of 1979"
    assert within_year(parse_date("2011-12-17/2012-03-25"), "2011") == "17 December to 25 March 2012"


def test_the_scale_of_years_is_true() -> None:
    """Half of the years lie in half of the width, and the numbers of marked years do not meet."""
    axis = FORMS[0].axis(2000, 2020)
    assert axis.at(new_year(2010)) == pytest.approx(500, abs=0.2)
    for form, (first, last) in itertools.product(FORMS, [(2000, 2020), (1948, 2024), (1998, 2026), (9000, 10_000)]):
        places = [tick.at for tick in form.axis(first, last).years]
        assert min(b - a for a, b in itertools.pairwise(places)) >= 39.8


def test_steps_are_round() -> None:
    """A step is the next of 1, 2, 5, 10 and so on."""
    assert [round_step(least) for least in (0, 0.3, 1, 1.1, 2, 4, 6, 10, 11, 200, 501)] == [
        *(1, 1, 1, 2, 2, 5, 10, 10, 20, 200, 1000)
    ]


def test_drawings_have_both_widths(site: Site) -> None:
    """There is one drawing for wide and one for narrow screens."""
    assert [timeline.layout for timeline in timelines(site)] == [WIDE, NARROW]
