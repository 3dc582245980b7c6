"""The picture of an incident: one mark a claim, nothing averaged, each with what is known of its origin."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from macros.core.models import Incident
from macros.session import Session
from macros.site.claims.claim_tables import in_time
from macros.site.claims.shown_claims import ShownClaim
from macros.site.editions.edition_incidents import edition_incident
from macros.site.editions.edition_view import EditionView
from macros.site.languages.page_words import PageWords
from macros.site.pages.incident_files import incident_files
from macros.site.pages.incident_pages import by_measure, incident_page
from macros.site.pages.view import View
from macros.site.pictures.brackets import brackets
from macros.site.pictures.charts import (
    CHART_NARROW,
    CHART_PAGE,
    CHART_WIDE,
    DOUBT_LINE,
    FIGURE_SIZE,
    LEGEND,
    NAME_SIZE,
    NOTE_SIZE,
    Chart,
    ChartWords,
    ClaimMark,
    Layout,
    _figure,
    chart,
)
from macros.site.pictures.labels import meet, width
from macros.site.pictures.scales import QuantityScale
from macros.site.site import Site
from macros.site.templates import template
from tests.support import INVENTED

LAYOUTS = [CHART_WIDE, CHART_NARROW, CHART_PAGE]
RELAYED = "passes on, without confirmation"
ROOTS = (INVENTED, Path(__file__).resolve().parent.parent)


@lru_cache(maxsize=2)
def site(root: Path) -> Site:
    """The site of an archive."""
    return Session(root).site


def pictures(layout: Layout) -> list[tuple[list[ShownClaim], Chart]]:
    """The claims and the picture of every incident that has one, in the invented and in the real archive."""
    found = []
    for root in ROOTS:
        for record_id in site(root).archive.records_of("incident"):
            made = drawn(site(root), record_id, layout)
            if made:
                found.append((site(root).claims_about(record_id), made))
    return found


def drawn(shown: Site, incident: str, layout: Layout) -> Chart | None:
    """The picture of one incident."""
    return chart(by_measure(shown, in_time(shown.claims_about(incident))), layout, ChartWords(shown.say))


def marks(made: Chart) -> list[ClaimMark]:
    """Every mark of a picture from top to bottom."""
    return made.marks


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_drawable_claim_has_one_mark(layout: Layout) -> None:
    """Each claim that counts people is drawn once, on a line of its own; no other claim is drawn."""
    for claims, made in pictures(layout):
        drawn = marks(made)
        assert sorted(mark.claim.ref for mark in drawn) == sorted(claim.ref for claim in claims if claim.drawable)
        assert len({mark.y for mark in drawn}) == len(drawn)
        assert max(mark.y for mark in drawn) < made.height


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_scale_covers_every_figure(layout: Layout) -> None:
    """No mark lies outside the scale, and a larger figure never lies to the left of a smaller one."""
    for _, made in pictures(layout):
        drawn = marks(made)
        assert all(layout.left <= mark.x <= mark.end <= layout.right for mark in drawn)
        by_figure = sorted(drawn, key=lambda mark: mark.claim.count.number or 0)  # type: ignore[union-attr]
        assert [mark.x for mark in by_figure] == sorted(mark.x for mark in by_figure)


def test_shape_is_that_of_the_modifier() -> None:
    """The shape of a mark is the modifier of its count; only a range has two ends."""
    for _, made in pictures(CHART_WIDE):
        for mark in marks(made):
            count = mark.claim.count
            assert count is not None
            assert mark.shape == count.modifier
            assert (mark.end > mark.x) == (count.modifier == "range")


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_figure_stands_beside_its_mark_within_the_picture(layout: Layout) -> None:
    """A figure is to the right of its mark where it has room, else to the left, and never beyond the picture."""
    sides = set()
    for _, made in pictures(layout):
        for mark in marks(made):
            left, _, right, _ = mark.box
            wide = right - left - 4
            sides.add(mark.figure.anchor)
            if mark.figure.anchor == "start":
                assert mark.end < mark.figure.x <= layout.reach - wide
            else:
                assert mark.end + wide > layout.reach - 28
                assert mark.figure.x < mark.x
    assert sides == {"start", "end"} if layout is CHART_NARROW else "start" in sides, "no room in a narrow picture"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_figure_of_a_bar_as_long_as_the_scale_is_below_it(layout: Layout) -> None:
    """A range that leaves no room on its right and its left keeps its figure in the picture, off the names."""
    label = _figure("100 to 100,000", "range", (layout.left, layout.right), 50, layout)
    left, top, right, _ = label.box(FIGURE_SIZE)
    assert left >= layout.left
    assert right <= layout.width + 2
    assert top >= 50 or left > layout.right


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_name_ends_before_the_scale_or_the_date(layout: Layout) -> None:
    """Who says it is cut where its room ends, not before, and the date in the line of a narrow picture stays free."""
    cut = 0
    for _, made in pictures(layout):
        for mark in marks(made):
            text, wide = mark.claim.said_by, width(mark.name.text, NAME_SIZE)
            end = layout.left if layout is CHART_WIDE else mark.date.x - width(mark.date.text, NAME_SIZE)
            assert mark.name.x + wide < end
            cut += mark.cut
            cut_late = wide > end - mark.name.x - 60
            assert not mark.cut or (text.startswith(mark.name.text.removesuffix("…")) and cut_late)
    assert cut, "no chain is too long for its room"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_marks_are_in_the_order_in_which_they_were_said(layout: Layout) -> None:
    """Within a measure the days rise from top to bottom, and a claim is below those of its day that it rests on."""
    for _, made in pictures(layout):
        for group in made.groups:
            days = [mark.claim.day or "9999" for mark in group.marks]
            assert days == sorted(days)
            at = {mark.claim.ref: number for number, mark in enumerate(group.marks)}
            for mark in group.marks:
                for link in mark.claim.rests_on:
                    other = next((one.claim for one in group.marks if one.claim.ref == link.id), None)
                    assert not other or other.day != mark.claim.day or at[other.ref] < at[mark.claim.ref]


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_filling_is_the_origin(layout: Layout) -> None:
    """A mark is hollow, half or filled by what is known of its origin, and says so in words, never by colour alone."""
    for _, made in pictures(layout):
        for mark in marks(made):
            assert mark.origin == mark.claim.origin
            assert mark.claim.origin_label in mark.words
            assert mark.claim.figure in mark.words
            beside = mark.known if layout is CHART_WIDE else mark.note
            start = {"rests-on": ("rests on ", "↳ rests on "), "may-share": ("may share an origin",)}.get(mark.origin)
            assert (
                not start or (beside is None and layout is CHART_NARROW) or (beside and beside.text.startswith(start))
            )


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_NARROW], ids=lambda layout: layout.name)
def test_texts_of_a_line_do_not_meet(layout: Layout) -> None:
    """The words beside a figure are not on the figure, its mark, the name or the origin, and stay in the picture."""
    noted = 0
    for _, made in pictures(layout):
        for mark in (mark for mark in marks(made) if mark.note):
            note = mark.note
            assert note
            noted += 1
            left, _, right, _ = box = note.box(NOTE_SIZE)
            assert left >= (layout.left - 14 if layout is CHART_WIDE else -2)
            assert right <= layout.reach + 2
            assert not meet(box, mark.box)
            assert right <= mark.x - 4 or left >= mark.end + 4
    assert noted


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_each_sign_is_explained_once(layout: Layout) -> None:
    """Every sign of a picture is explained at one mark that has it, or in the caption; no other sign is."""
    for _, made in pictures(layout):
        legend = {sign: site(INVENTED).say(key) for sign, key in LEGEND.items()}
        shown = {legend[sign] for mark in marks(made) for sign in mark.signs}
        said = [mark.note.text for mark in marks(made) if mark.note and mark.note.text in legend.values()]
        assert sorted([*said, *made.unsaid]) == sorted(shown)
        for mark in marks(made):
            assert (
                not mark.note or mark.note.text not in legend.values() or mark.note.text in map(legend.get, mark.signs)
            )


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_figure_stands_with_the_words_of_doubt_about_it(layout: Layout) -> None:
    """Words of doubt, or that nothing is confirmed, follow a figure whole, in its line or in lines below it."""
    beside = below = relayed = 0
    for _, made in pictures(layout):
        ends = [(mark, mark.y + DOUBT_LINE * mark.added) for mark in marks(made)]
        assert all(end + layout.row <= other.y for (_, end), (other, _) in pairwise(ends))
        assert made.doubted == any(mark.claim.hedge for mark in marks(made))
        for mark in marks(made):
            words = "".join(line.text + " " for line in mark.below).strip() or mark.following
            unconfirmed = mark.claim.recorded.stance == "relays" and not mark.claim.hedge
            relayed += unconfirmed
            assert words == (f"(“{mark.claim.hedge}”)" if mark.claim.hedge else f"({RELAYED})" if unconfirmed else "")
            assert words in mark.words
            assert words in mark.said
            beside, below = beside + bool(mark.following), below + bool(mark.below)
            left, _, right, _ = mark.box
            assert not mark.following or (layout.left - 14 <= left and right <= layout.reach + 2)
            for line in mark.below:
                left, top, right, _ = line.box(NOTE_SIZE)
                assert layout.left - 14 <= left
                assert right <= layout.reach + 2
                assert mark.figure.y < top
                assert line.y < mark.y + DOUBT_LINE * mark.added + 5
    assert beside
    assert below
    assert relayed


def test_a_picture_shows_and_explains_words_of_doubt_in_every_language() -> None:
    """On a page and in a file the words are drawn, read out with the figure, and said to be those of the document.

    Only English sets their bracket apart from the figure.
    """
    for language, doubt, key in (
        ("en", " (“may already have been”)", "words of doubt"),
        ("ko", "(이미 송환됐을 수 있음)", "유보 표현"),
        ("zh", "（可能已经）", "保留用语"),
    ):
        text = _page(language)
        assert f">{doubt.strip()}</t" in text
        assert re.search(rf'role="img" aria-label="[^"]*9[^" ]*{re.escape(doubt)}"', text)
        assert key in text
    files = dict(incident_files(site(ROOTS[1])))
    for layout in (CHART_WIDE, CHART_NARROW):
        text = files[f"incidents/tumen-2015/picture-{layout.name}.svg"]()
        assert "(“may already have been”)</t" in text
        assert "words of doubt" in text


def _page(language: str) -> str:
    """The picture of an incident and its caption on its page in a language."""
    real = site(ROOTS[1])
    record = real.archive.records_of("incident")["tumen-2015"]
    assert isinstance(record, Incident)
    if language == "en":
        view, values = View(real, "incidents/tumen-2015.md"), incident_page(real, record)
    else:
        uri = f"{language}/incidents/tumen-2015.md"
        view = EditionView(real, uri, language, "incidents/tumen-2015/", PageWords(real.archive.labels, ()))
        values = edition_incident(view, record)
    given = {"chart": values["chart"], "view": view, "title": record.id}
    return "".join(template(f"pictures/{name}.html.j2").render(**given) for name in ("chart", "chart_caption"))


def test_brackets_tie_claims_that_are_linked() -> None:
    """A solid bracket ties an origin to what rests on it, a broken one claims that may share one; none cross."""
    solid = dashed = 0
    for _, made in pictures(CHART_WIDE):
        at = {mark.y: mark.claim for mark in marks(made)}
        for one in made.brackets:
            tied = [at[y] for y in one.ys]
            solid, dashed = solid + (not one.dashed), dashed + one.dashed
            assert any(
                all(_linked(other, middle, one.dashed) for other in tied if other is not middle) for middle in tied
            )
        for one in made.brackets:
            alike = [other for other in made.brackets if other.x == one.x and other is not one]
            assert all(other.ys[0] > one.ys[-1] or other.ys[-1] < one.ys[0] for other in alike)
    assert solid
    assert dashed
    assert brackets([], CHART_NARROW.origin) == []


@pytest.mark.parametrize("layout", [CHART_WIDE, CHART_PAGE], ids=lambda layout: layout.name)
def test_caption_explains_what_is_drawn_and_nothing_else(layout: Layout) -> None:
    """Colours and brackets are explained if the picture has them, and it says so if some links have no bracket."""
    seen = set()
    for claims, made in pictures(layout):
        colours = {"Red": any(mark.claim.annotated for mark in marks(made))}
        colours["blue"] = any(not mark.claim.annotated for mark in marks(made))
        named = {name for name in colours if name.lower() in made.colours.lower()}
        assert named == {name for name, drawn in colours.items() if drawn}, claims[0].ref
        about = " ".join(made.about_brackets)
        kinds = {one.dashed for one in made.brackets}
        assert ("rest" in about, "may share" in about) == (False in kinds, True in kinds), claims[0].ref
        tied = {y for one in made.brackets for y in one.ys}
        ids = {mark.claim.ref for mark in marks(made)}
        linked = {mark.y for mark in marks(made) if _links(mark.claim) & ids}
        assert linked <= tied or "no bracket" in about, claims[0].ref
        seen.add((*sorted(named), *sorted(kinds), made.crowded))
    assert len(seen) > 6


def _links(claim: ShownClaim) -> set[str]:
    return {one.claim.id for one in claim.may_share} | {link.id for link in claim.rests_on}


def test_sentence_on_origins_counts_every_mark_once() -> None:
    """The numbers in it add up to the marks of the picture; where all are alike it says so in one number."""
    for _, made in pictures(CHART_PAGE):
        said, number = made.origins_in_words, len(marks(made))
        counts = [int(one) for one in re.findall(r"\b\d+\b", said)]
        kinds = {mark.origin for mark in marks(made)}
        assert counts == [number] if len(kinds) == 1 else counts[0] == number == sum(counts[1:]), said
        assert "for 1 no link to another is known, which does not show that each" not in said


def _linked(claim: ShownClaim, middle: ShownClaim, dashed: bool) -> bool:
    links = [one.claim.id for one in claim.may_share] if dashed else [link.id for link in claim.rests_on]
    return middle.ref in links


def test_each_filling_is_drawn_in_its_own_way() -> None:
    """Only a half mark has a half in it; annotated sources have squares, other reports circles."""
    drawn: list[tuple[set[str], str]] = []
    for root in ROOTS:
        view = View(site(root), "incidents/index.md")
        for record_id, record in site(root).archive.records_of("incident").items():
            made = incident_page(site(root), record)["chart"]  # type: ignore[arg-type]
            text = template("pictures/chart.html.j2").render(chart=made, view=view, title=record_id) if made else ""
            marks = re.findall(r'<a(?: class="([\w -]+)")? href[^>]*>(.*?)</a>', text, re.DOTALL)
            drawn += [({kind for kind in kinds.split() if "below" not in kind}, inside) for kinds, inside in marks]
    assert {kind for kinds, _ in drawn for kind in kinds} == {"rests-on", "may-share", "other"}
    assert any(not kinds for kinds, _ in drawn)
    for kinds, inside in drawn:
        assert ('class="half"' in inside) == ("may-share" in kinds)
        assert ("<rect" in inside) == ("other" not in kinds)
        assert ("<circle cx" in inside) == ("other" in kinds)


def test_what_stands_beside_a_mark_fits_on_every_screen() -> None:
    """On a page the scale grows with the screen: where the narrowest has room beside a mark, every other has it."""
    scale = CHART_PAGE.right - CHART_PAGE.left
    texts = 0
    for _, made in pictures(CHART_PAGE):
        for mark in marks(made):
            for label in mark.beside:
                texts += 1
                start, _, end, _ = mark.box if label is mark.figure else label.box(NOTE_SIZE)
                from_left, from_right = start - CHART_PAGE.left, CHART_PAGE.right - end
                assert from_left >= -14 or label in mark.at_end
                assert from_right >= -32
                wider = 1.6 * scale
                place = (mark.end if label in mark.at_end else mark.x) - CHART_PAGE.left
                assert place * 1.6 + (end - CHART_PAGE.left - place) <= wider + 32
                assert place * 1.6 + (start - CHART_PAGE.left - place) >= -14
            assert {*map(id, mark.at_end), *map(id, mark.before)} == set(map(id, mark.beside))
    assert texts


def test_places_on_a_page_are_parts_of_the_scale() -> None:
    """The first place of the scale is at its beginning and the last at its end, however wide the screen is."""
    made = drawn(site(ROOTS[1]), "shenyang-2012", CHART_PAGE)
    assert made is not None
    assert made.part(CHART_PAGE.left) == "0%"
    assert made.part(CHART_PAGE.right) == "100%"
    assert made.part((CHART_PAGE.left + CHART_PAGE.right) / 2) == "50%"


def test_the_caption_says_what_a_filled_mark_does_not_mean() -> None:
    """A filled mark does not show that a claim has an origin of its own; the caption counts each filling."""
    for _, made in pictures(CHART_WIDE):
        filled = sum(mark.origin == "none-known" for mark in made.marks)
        assert ("does not show that" in made.origins_in_words) == bool(filled)
        hollow = sum(mark.origin == "rests-on" for mark in made.marks)
        assert bool(re.search(rf"\b{hollow} (numbers )?rest", made.origins_in_words)) == bool(hollow)


def test_order_loses_no_claim() -> None:
    """Claims in order of time are all the claims."""
    for claims, _ in pictures(CHART_WIDE):
        assert sorted(claim.ref for claim in in_time(claims)) == sorted(claim.ref for claim in claims)


@pytest.mark.parametrize("bounds", [[9, 9], [24, 44], [0, 5], [1, 300_000], [600, 650], [1, 2]])
def test_ticks_are_round_and_few(bounds: list[int]) -> None:
    """Ticks are distinct, rise from left to right and stay within the scale."""
    scale = QuantityScale.over(bounds, CHART_WIDE.left, CHART_WIDE.right)
    ticks = scale.ticks
    assert 2 <= len(ticks) <= 9
    assert len({tick.text for tick in ticks}) == len(ticks)
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)
    assert all(CHART_WIDE.left <= tick.at <= CHART_WIDE.right for tick in ticks)


def test_claims_of_2012_are_kept_apart() -> None:
    """The picture of the arrests of 2012 tells 24, 30, 31, 33, 41 and 44 apart."""
    made = drawn(site(ROOTS[1]), "shenyang-2012", CHART_WIDE)
    assert made is not None
    assert not made.scale.logarithmic
    places = {mark.claim.count.number: mark.x for mark in marks(made) if mark.claim.count}
    apart = [places[figure] for figure in (24, 30, 31, 33, 41, 44)]
    assert all(right - left > 10 for left, right in pairwise(apart))
