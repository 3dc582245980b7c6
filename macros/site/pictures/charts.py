"""The picture of an incident: every claimed figure as a mark on one scale, in the order in which they were said.

All positions are worked out here. As a file it is drawn in two layouts; on its page it is a table of rows that fits any
screen, whose marks are placed in parts of the width of the scale: `chart.html.j2` and its styles. Nothing is averaged
or added: each claim has its own line. What is known of its origin is in words beside it, and brackets tie it to the
claims that share it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import ceil, floor

from macros.site.claims.shown_claims import ShownClaim
from macros.site.pictures.brackets import Bracket, brackets, ties
from macros.site.pictures.labels import Box, Label, apart, beside, lines, shortened, unmarked, width, with_addition
from macros.site.pictures.scales import QuantityScale

FEWEST = 2
"""The fewest figures that are worth a picture."""


@dataclass(frozen=True)
class Layout:
    """Positions and sizes in the picture, in its own units."""

    name: str
    width: float
    left: float
    right: float
    row: float
    group: float
    mark: float
    """How far below its line the mark of a claim is: below its words, or beside them."""
    reach: float
    """How far to the right the figure of a mark may go, which begins beside it."""
    who: float
    """Where the name of whoever says it begins."""
    origin: float
    """Where the marks of the column for origins are; 0 without such a column."""


CHART_WIDE = Layout("wide", 980, 316, 632, 25.5, 28, 0, 724, 92, 768)
CHART_NARROW = Layout("narrow", 360, 12, 330, 44, 26, 18, 360, 0, 0)
CHART_PAGE = Layout("page", 1400, 400, 650, 25.5, 28, 0, 680, 0, 40)
"""On a page the scale is this wide at least, and has this much room on its right, so what stands beside a mark fits on
every screen. Names, dates and what is known of origins are cut by the browser. The lines are as high as in the styles;
`origin` is where the marks of the column for origins are in the drawing of the brackets."""
NAME_SIZE, FIGURE_SIZE, NOTE_SIZE = 12.5, 13, 12
"""The size of letters in a name or date, in a figure, and in words beside them, as in the styles of the picture."""
BESIDE, APART = 16, 10
"""The gap between a name and the scale, and the least gap between texts in one line."""
MARGIN, BELOW = 12, 12
"""How far to the left of the scale a figure may go, and how far below its place it is where a bar leaves no room."""
DOUBT_LINE = 15
"""The height of a line of words of doubt that have no room beside their figure, as in the styles of the picture."""
RINGED = ("about", "nearly")
"""The shapes with a broken ring around the mark."""
TO_THE_RIGHT, TO_THE_LEFT = ("at-least", "more-than"), ("up-to", "nearly")
"""The shapes with an arrow, by its side."""
LEGEND = {
    "square": "chart.square",
    "dot": "chart.dot",
    "half": "chart.half",
    "hollow": "chart.hollow",
    "ring": "chart.ring",
    "nearly": "chart.nearly",
    "right": "chart.right",
    "left": "chart.left",
    "bar": "chart.bar",
}
"""The labels that say what the signs of a mark mean, each once: at the first mark that has it and room for it."""
_ALL = {"rests-on": "chart.all-rest", "may-share": "chart.all-share", "none-known": "chart.all-filled"}
_SOME = {"rests-on": "chart.some-rest", "may-share": "chart.some-share", "none-known": "chart.some-filled"}
_ONE = {"rests-on": "chart.one-rests", "may-share": "chart.some-share", "none-known": "chart.one-filled"}
"""What is said of all figures, of some and of one, by what is known of their origin."""
_SIGNS = {
    "may-share": "half",
    "rests-on": "hollow",
    "about": "ring",
    "nearly": "nearly",
    "at-least": "right",
    "more-than": "right",
    "up-to": "left",
    "range": "bar",
}


@dataclass(frozen=True)
class ChartWords:
    """The words of a picture: `say` gives a label in the language of its page, `between` stands between clauses."""

    say: Callable[..., str]
    between: str = "; "

    def legend(self, sign: str) -> str:
        """What a sign means."""
        return self.say(LEGEND[sign])

    def doubt(self, claim: ShownClaim) -> str:
        """What stands after a figure that its document does not give as certain; empty behind all others.

        These are the document's words of doubt, or without such words that it passes the figure on unconfirmed.
        """
        if claim.hedge:
            return self.say("chart.hedge", hedge=unmarked(claim.hedge))
        return self.say("chart.relayed", stance=claim.stance) if claim.recorded.stance == "relays" else ""


@dataclass(frozen=True)
class ClaimMark:
    """One claim: its line in the picture, its shape, where it begins and ends on the scale, and its texts.

    The shape around a mark shows its modifier (`shape`), its filling what is known of its origin, a word of
    `origin-links`. `note` is said beside the mark, `known` in the column for origins. `doubt` says that the figure
    is not certain. It follows the figure in its line, or is in lines of its own (`below`) where that has no room.
    """

    claim: ShownClaim
    shape: str
    y: float
    x: float
    end: float
    origin: str
    name: Label
    date: Label
    figure: Label
    doubt: str = ""
    below: tuple[Label, ...] = ()
    note: Label | None = None
    known: Label | None = None

    @property
    def words(self) -> str:
        """The mark in words, for those who cannot see it: speaker, figure, doubt, time, what is known of its origin."""
        counted = with_addition(self.claim.counted, self.doubt)
        return f"{self.claim.said_by}: {counted}, {self.claim.when}; {self.claim.origin_label}"

    @property
    def said(self) -> str:
        """The figure as it is read out, with the words of doubt about it."""
        return with_addition(self.figure.text, self.doubt)

    @property
    def apart(self) -> str:
        """What stands between the figure and what follows it."""
        return apart(self.figure.text, self.following)

    @property
    def following(self) -> str:
        """What follows the figure in its line: the words of doubt, where they have room there."""
        return "" if self.below else self.doubt

    @property
    def added(self) -> int:
        """How many lines its words of doubt add to its row."""
        return ceil((self.below[-1].y - 4 - self.y) / DOUBT_LINE) if self.below else 0

    @property
    def box(self) -> Box:
        """The room of the figure and of what follows it."""
        left, top, right, bottom = self.figure.box(FIGURE_SIZE)
        more = _wide("", self.following)
        return (left - more, top, right, bottom) if self.figure.anchor == "end" else (left, top, right + more, bottom)

    @property
    def at_end(self) -> list[Label]:
        """The texts that are placed from the end of its mark, and words of doubt below such a figure.

        The others are placed from its beginning.
        """
        below = self.below if self.figure.x >= self.end else ()
        return [label for label in self.beside if label.x >= self.end or label in below]

    @property
    def before(self) -> list[Label]:
        """The texts to the left of its mark."""
        return [label for label in self.beside if label not in self.at_end]

    @property
    def beside(self) -> list[Label]:
        """Its figure, and what is said beside or below that."""
        return [self.figure, *self.below, *([self.note] if self.note else [])]

    @property
    def cut(self) -> bool:
        """Whether the picture has only a part of the name."""
        return self.name.text != self.claim.said_by

    @property
    def signs(self) -> list[str]:
        """Words of `LEGEND` that explain its form, filling and shape."""
        found = (_SIGNS.get(self.origin), _SIGNS.get(self.shape), "square" if self.claim.annotated else "dot")
        return [sign for sign in found if sign]


@dataclass(frozen=True)
class MeasureGroup:
    """The claims of one measure."""

    measure: str
    y: float
    marks: list[ClaimMark]


@dataclass(frozen=True)
class Chart:
    """A whole picture in one layout; `unsaid` are the words of the legend that have no room in it.

    `crowded` says that some claims are linked and have no bracket, since only a few brackets have room.
    """

    layout: Layout
    height: float
    scale: QuantityScale
    groups: list[MeasureGroup]
    brackets: list[Bracket]
    crowded: bool
    unsaid: list[str]
    words: ChartWords

    @property
    def marks(self) -> list[ClaimMark]:
        """Every mark from top to bottom."""
        return [mark for group in self.groups for mark in group.marks]

    def part(self, x: float) -> str:
        """A place as a part of the width of the scale."""
        return f"{round(100 * (x - self.layout.left) / (self.layout.right - self.layout.left), 1):g}%"

    @property
    def doubted(self) -> bool:
        """Whether documents have words of doubt about any of its figures."""
        return any(mark.claim.hedge for mark in self.marks)

    @property
    def number(self) -> int:
        """How many figures it shows."""
        return len(self.marks)

    @property
    def colours(self) -> str:
        """What the colours mean that it has: one or both."""
        return self.words.say(colours(mark.claim for mark in self.marks))

    @property
    def about_brackets(self) -> list[str]:
        """What the brackets mean that are drawn, and whether some are left out; nothing where there are none."""
        kinds = {bracket.dashed for bracket in self.brackets}
        if not kinds:
            return []
        one = "chart.brackets-broken" if True in kinds else "chart.brackets-solid"
        names = ["chart.brackets" if len(kinds) > 1 else one, *(["chart.brackets-some"] if self.crowded else [])]
        return [self.words.say(name) for name in names]

    @property
    def origins_in_words(self) -> str:
        """How many figures have each filling: "Of 5 numbers, 3 rest on another claim …; for 2 no link …"."""
        found = Counter(mark.origin for mark in self.marks)
        say, number = self.words.say, self.number
        if len(found) == 1:
            return say(_ALL[next(iter(found))], n=number)
        counted = [(kind, found[kind]) for kind in _ALL if found[kind]]
        parts = [say((_ONE if n == 1 else _SOME)[kind], n=n) for kind, n in counted]
        return say("chart.of", n=number, origins=self.words.between.join(parts))


def colours(claims: Iterable[ShownClaim]) -> str:
    """The label that says what the colours of these claims mean: one colour, or both."""
    found = {claim.annotated for claim in claims}
    return "chart.colours" if len(found) > 1 else "chart.colours-red" if True in found else "chart.colours-blue"


def chart(groups: list[tuple[str, list[ShownClaim]]], layout: Layout, words: ChartWords) -> Chart | None:
    """The picture of claims that are grouped by measure, each in its order; None where there is too little to draw."""
    drawn = [(measure, [claim for claim in claims if claim.drawable]) for measure, claims in groups]
    drawn = [(measure, claims) for measure, claims in drawn if claims]
    if not enough([claim for _, claims in drawn for claim in claims]):
        return None
    bounds = [bound for _, claims in drawn for claim in claims for bound in _bounds(claim)]
    scale = QuantityScale.over(bounds, layout.left, layout.right)
    others = {claim.ref: claim for _, claims in groups for claim in claims}
    y, made = 44.0, []
    for measure, claims in drawn:
        top, y = y, y + layout.group - layout.row
        marks = []
        for claim in claims:
            y += layout.row
            marks.append(_known(_mark(claim, scale, y, layout, words), others, layout, words))
            y += DOUBT_LINE * marks[-1].added
        made.append(MeasureGroup(measure, top, marks))
        y += 30 + layout.mark
    said, unsaid = _explained(_filled(made, layout, words), layout, words)
    placed = [(mark.claim, mark.y) for group in said for mark in group.marks]
    drawn_ties = brackets(placed, layout.origin)
    crowded = len(drawn_ties) < len(ties(placed))
    return Chart(layout, y - 10, scale, said, drawn_ties, crowded, unsaid, words)


def enough(claims: list[ShownClaim]) -> bool:
    """Whether these claims are worth a picture, in any layout: two with a figure at least, and one above 0."""
    drawn = [claim for claim in claims if claim.drawable]
    return len(drawn) >= FEWEST and any(bound for claim in drawn for bound in _bounds(claim))


def _bounds(claim: ShownClaim) -> list[int]:
    count = claim.count
    return [bound for bound in (count.minimum, count.maximum) if bound is not None] if count else []


def _mark(claim: ShownClaim, scale: QuantityScale, y: float, layout: Layout, words: ChartWords) -> ClaimMark:
    bounds = _bounds(claim)
    shape = claim.count.modifier if claim.count else "exactly"
    x, end = scale.at(bounds[0]), scale.at(bounds[-1])
    date = Label(0, y + 4, "start", claim.when_short)
    if layout.mark:
        date = Label(layout.width, y + 2, "end", claim.when_short)
    y += layout.mark
    doubt = words.doubt(claim)
    whole = beside(claim.figure, _wide(claim.figure, doubt), (x, end), y + 4, _room(layout), _gaps(shape))
    figure = whole or _figure(claim.figure, shape, (x, end), y + 4, layout)
    below = () if whole else _below(doubt, figure, layout)
    return ClaimMark(claim, shape, y, x, end, claim.origin, _name(claim, date, layout), date, figure, doubt, below)


def _name(claim: ShownClaim, date: Label, layout: Layout) -> Label:
    """Who says it, in the line of its date: after it up to the scale, or above the mark up to the date."""
    dated = width(date.text, NAME_SIZE) + APART
    if layout.mark:
        return Label(layout.who, date.y, "start", shortened(claim.said_by, NAME_SIZE, layout.width - dated))
    x = round(max(layout.who, dated), 1)
    return Label(x, date.y, "start", shortened(claim.said_by, NAME_SIZE, layout.left - BESIDE - x))


def _figure(text: str, shape: str, ends: tuple[float, float], base: float, layout: Layout) -> Label:
    """The figure to the right of a mark and its arrow, else to the left, else below a bar as long as the scale."""
    placed = beside(text, width(text, FIGURE_SIZE), ends, base, _room(layout), _gaps(shape))
    return placed or Label(layout.reach, base + BELOW, "end", text)


def _wide(figure: str, doubt: str) -> float:
    """How wide a figure is drawn with the words that follow it."""
    return width(figure, FIGURE_SIZE) + (width(f" {doubt}", NOTE_SIZE) if doubt else 0)


def _below(doubt: str, figure: Label, layout: Layout) -> tuple[Label, ...]:
    """Words of doubt in lines of their own below a figure, as near to it as they have room."""
    left, right = _room(layout)
    found = []
    for number, line in enumerate(lines(doubt, NOTE_SIZE, right - left), 1):
        wide, y = width(line, NOTE_SIZE), figure.y + number * DOUBT_LINE
        x = min(figure.x, floor(right - wide)) if figure.anchor == "start" else max(figure.x, ceil(left + wide))
        found.append(Label(x, y, figure.anchor, line))
    return tuple(found)


def _room(layout: Layout) -> tuple[float, float]:
    return layout.left - MARGIN, layout.reach


def _gaps(shape: str) -> tuple[float, float]:
    """How far the mark of a shape goes to the left and to the right of its place."""
    gap = 13 if shape in RINGED else 10
    return 26 if shape in TO_THE_LEFT else gap, 28 if shape in TO_THE_RIGHT else gap


def _known(mark: ClaimMark, others: dict[str, ShownClaim], layout: Layout, said: ChartWords) -> ClaimMark:
    """The same with what is known of its origin in words: in the column for it, else beside its figure."""
    words = _origin_words(mark.claim, others, said.say)
    if layout.origin:
        x = layout.origin + 12
        return replace(
            mark, known=Label(x, mark.y + 4, "start", shortened(words, NOTE_SIZE, layout.width - x)) if words else None
        )
    brief = said.say("chart.rests-short" if mark.claim.rests_on else "chart.shares-short") if words else ""
    short, long = (f"↳ {one}" if mark.claim.rests_on else one for one in (brief, words))
    placed = (mark, _lowered(mark, layout)) if words and mark.following else (mark,)
    noted = (
        replace(one, note=note)
        for one in placed
        if (note := _beside_figure(long, one, layout) or _beside_figure(short, one, layout))
    )
    return next(noted, mark)


def _lowered(mark: ClaimMark, layout: Layout) -> ClaimMark:
    """The same with the words of doubt below the figure, which leaves more room beside it."""
    figure = _figure(mark.figure.text, mark.shape, (mark.x, mark.end), mark.figure.y, layout)
    return replace(mark, figure=figure, below=_below(mark.doubt, figure, layout))


def _filled(groups: list[MeasureGroup], layout: Layout, words: ChartWords) -> list[MeasureGroup]:
    """The same with the meaning of a filled mark in the column for origins, at the first of them."""
    filled = [mark for group in groups for mark in group.marks if mark.origin == "none-known"]
    if not layout.origin or not filled:
        return groups
    said = replace(filled[0], known=Label(layout.origin + 12, filled[0].y + 4, "start", words.say("chart.none-known")))
    return [replace(group, marks=[said if mark is filled[0] else mark for mark in group.marks]) for group in groups]


def _origin_words(claim: ShownClaim, others: dict[str, ShownClaim], say: Callable[..., str]) -> str:
    if claim.rests_on:
        other = others.get(claim.rests_on[0].id)
        named = say("chart.of-day", who=other.speakers[0], day=other.when_short) if other else claim.rests_on[0].text
        return say("chart.rests", claim=named)
    if not claim.may_share:
        return ""
    other = others.get(claim.may_share[0].claim.id) if len(claim.may_share) == 1 else None
    number = len(claim.may_share)
    named = other.speakers[0] if other else say("chart.one-other") if number == 1 else say("chart.others", n=number)
    return say("chart.shares", claim=named)


def _beside_figure(text: str, mark: ClaimMark, layout: Layout) -> Label | None:
    """A text in the line of a figure where it has room: to the right of mark and figure, or to their left."""
    left, top, right, _ = mark.box
    if not text or top > mark.y:
        return None
    around = _gaps(mark.shape)
    ends = min(left, mark.x - around[0]), max(right, mark.end + around[1])
    return beside(text, width(text, NOTE_SIZE), ends, mark.figure.y, _room(layout), (6, 10))


def _explained(groups: list[MeasureGroup], layout: Layout, words: ChartWords) -> tuple[list[MeasureGroup], list[str]]:
    """The same groups with each word of the legend at the first mark that has room for it, and the words without."""
    wanted = dict.fromkeys(sign for group in groups for mark in group.marks for sign in mark.signs)
    said: set[str] = set()

    def explain(mark: ClaimMark) -> ClaimMark:
        for sign in () if mark.note else mark.signs:
            note = _beside_figure(words.legend(sign), mark, layout) if sign not in said else None
            if note:
                said.add(sign)
                return replace(mark, note=note)
        return mark

    made = [replace(group, marks=[explain(mark) for mark in group.marks]) for group in groups]
    return made, [words.legend(sign) for sign in wanted if sign not in said]
