"""The picture of an incident as a file to take away: its chart with title, what it leaves out, revision and address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.site.claims.shown_claims import ShownClaim
from macros.site.pictures.card_sheets import Letters, SetText, Sheet
from macros.site.pictures.charts import Chart
from macros.site.pictures.figure_cards import ACCENT, INK, SOFT, CardFoot
from macros.site.pictures.labels import with_addition
from macros.site.pictures.typesetting import Face

MARGIN = 24.0
READ = {"wide": 15.0, "narrow": 12.5}
"""The size of running text by layout, in the units of the chart."""


@dataclass(frozen=True)
class IncidentPicture:
    """A whole picture. `left` is where all begins, `top` where the chart does, `said` its alternative text.

    `size` is that of its running text.
    """

    chart: Chart
    width: float
    height: int
    left: int
    top: float
    said: str
    size: float
    texts: list[SetText]


@dataclass(frozen=True)
class PictureHead:
    """What stands above a chart, and `said`, the text for those who cannot see the picture."""

    title: str
    counted: str
    said: str


def incident_picture(
    chart: Chart, head: PictureHead, against: Iterable[ShownClaim], foot: CardFoot, letters: tuple[Face, Face]
) -> IncidentPicture:
    """The picture of an incident in one layout; `against` are the denials and disputes."""
    size, words = READ[chart.layout.name], chart.words
    small = Letters(size, SOFT)
    sheet = Sheet(MARGIN, chart.layout.width, *letters, y=MARGIN / 2)
    sheet.put(head.title, Letters(size * 1.6, INK, bold=True, leading=1.2))
    sheet.put(head.counted, small, gap=4)
    top = sheet.y + 14
    sheet.y = top + chart.height
    legend = words.between.join(chart.unsaid)
    sheet.put(legend[:1].upper() + legend[1:], small, gap=4)
    sheet.put(words.say("chart.hedges") if chart.doubted else "", small, gap=4)
    sheet.put(chart.origins_in_words, Letters(size, INK), gap=4)
    for said in chart.about_brackets:
        sheet.put(said, small, gap=4)
    sheet.put(words.say("chart.not-added"), Letters(size, INK), gap=4)
    for one in against:
        given = with_addition(one.figure or one.who, words.doubt(one))
        sheet.put(f"{one.position}: {given}, {one.when_short}", Letters(size, ACCENT), gap=4)
    sheet.put(foot.name, Letters(size * 1.1, INK, bold=True), gap=12)
    label = words.say("cards.revision", label=foot.revision) if foot.revision else words.say("cards.address")
    sheet.put(f"{label} {foot.address.removeprefix('https://')}", Letters(size * 0.9, SOFT))
    width, height = chart.layout.width + 2 * MARGIN, round(sheet.y + MARGIN)
    return IncidentPicture(chart, width, height, round(MARGIN), round(top, 1), head.said, size, sheet.texts)
