"""A claim about an incident as a picture to take away: a figure with its limit, its owner, and what stands against it.

The picture says nothing that its record does not hold. It is as high as its text needs, so nothing is cut.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from macros.site.addresses import RecordLink
from macros.site.claims.claimed_ranges import ClaimedRange
from macros.site.claims.shown_chains import ShownLink
from macros.site.claims.shown_claims import ShownClaim
from macros.site.claims.standing import Standing
from macros.site.pictures.card_sheets import Letters, SetText, Sheet
from macros.site.pictures.labels import unmarked, with_addition
from macros.site.pictures.typesetting import Face

WIDTH, LEFT, RIGHT = 600.0, 32.0, 28.0
ROOM = WIDTH - LEFT - RIGHT
INK, SOFT, ACCENT = "#1f1d1a", "#5d5850", "#8c2f22"
SIZES = (84, 72, 60, 50, 42)
"""Sizes of a figure; the largest that fits is used. The words that limit it have half of that."""
SENTENCES = (34, 30)
"""Sizes of a position, and of a figure that is too long for one line; the smaller one where it saves a line."""
HALF = 0.5
MOST_NAMED = 3
"""The most other claims that are named; of more it is said how many there are."""
SIGN_ROOM = 20
"""Room for the sign before a line."""
_SMALL, _SMALL_SOFT = Letters(16, INK), Letters(16, SOFT)
STANCES_UNSAID = ("asserts", "reports", "denies", "disputes")
"""Stances that chain and figure show."""


@dataclass(frozen=True)
class CardWords:
    """The words of one language: labels, what stands between clauses and before details, and how a range is said.

    `named` gives the full name of a record: whoever is sent a picture alone may not know the short one.
    """

    language: str
    say: Callable[..., str]
    between: str
    colon: str
    joined: Callable[[ClaimedRange], str]
    named: Callable[[RecordLink], str]
    splits: bool
    """Whether the limit of a figure is in front of it, so that it can be set smaller."""


@dataclass(frozen=True)
class FigureCard:
    """A whole picture. `left` is where lines begin, `rule` where the line above the foot is, `said` its other text."""

    language: str
    height: int
    left: int
    said: str
    rule: float
    texts: list[SetText]
    annotated: bool


@dataclass(frozen=True)
class CardFoot:
    """Who publishes a card, at which revision, and the address of what it shows."""

    name: str
    revision: str
    address: str


def figure_card(found: Standing, words: CardWords, foot: CardFoot, regular: Face, bold: Face) -> FigureCard:
    """The picture of one claim."""
    sheet = Sheet(LEFT, ROOM, regular, bold, y=14)
    _head(sheet, found, words)
    _owner(sheet, found.claim, words)
    _around(sheet, found, words)
    rule = round(sheet.y + 18, 1)
    sheet.y = rule + 4
    _foot(sheet, words, foot)
    claim = found.claim
    said, height = unmarked(claim.sentence), round(sheet.y + 20)
    return FigureCard(words.language, height, round(LEFT), said, rule, sheet.texts, claim.annotated)


def _head(sheet: Sheet, found: Standing, words: CardWords) -> None:
    claim = found.claim
    about = words.named(claim.incident) if claim.incident else unmarked(claim.about)
    sheet.put(words.say("cards.about", incident=about), Letters(16, ACCENT))
    _figure(sheet, claim, words)
    who = unmarked(claim.who)
    measured = claim.measured if words.splits else claim.measure
    what = who if who.startswith(measured) else f"{claim.measure}{words.colon}{who}"
    given = claim.figure if claim.position else ""
    sheet.put(words.between.join(filter(None, [given, what])), Letters(21, INK, leading=1.28), gap=8)
    sheet.put(words.say("cards.when", date=claim.dated) if claim.dated else "", Letters(18, INK), gap=2)
    if claim.hedge:
        sheet.put(words.say("cards.hedge", hedge=unmarked(claim.hedge_said)), Letters(18, INK), gap=2)
    if found.total:
        sheet.put(words.say("cards.part", claim=_named(found.total, words)), _SMALL_SOFT, gap=2)
    if claim.aside:
        sheet.put(f"{words.say('claims.aside')} {unmarked(claim.aside)}", _SMALL_SOFT, gap=2)


def _figure(sheet: Sheet, claim: ShownClaim, words: CardWords) -> None:
    """The figure in the largest size that fits, its limit half as large; a position as a sentence."""
    limit = claim.limit if words.splits else ""
    amount = claim.amount if words.splits else claim.figure
    size = next((size for size in SIZES if _length(sheet, limit, amount, size) <= ROOM), 0)
    if claim.position or not size:
        said = claim.position or claim.figure
        size = min(SENTENCES, key=lambda size: (sheet.number(said, size, bold=True), -size))
        sheet.put(said, Letters(size, INK, bold=True, leading=1.15), gap=8)
        return
    parts = [(limit, Letters(size * HALF, INK, bold=True))] if limit else []
    sheet.beside([*parts, (amount, Letters(size, INK, bold=True))], gap=6)


def _length(sheet: Sheet, limit: str, amount: str, size: float) -> float:
    before = sheet.length(limit, size * HALF, bold=True) + size * HALF * 0.3 if limit else 0
    return before + sheet.length(amount, size, bold=True)


def _owner(sheet: Sheet, claim: ShownClaim, words: CardWords) -> None:
    """The chain from its origin, when it was said, and where it was read."""
    sheet.put(words.say("chart.who"), _SMALL_SOFT, gap=10)
    sheet.put(_speaker(claim.chain[0], words), Letters(20, INK, bold=True, leading=1.25))
    passed = "".join(f"{before.then}{_speaker(link, words)}" for before, link in pairwise(claim.chain))
    sheet.put(passed.strip(), Letters(18, INK))
    day = claim.recorded.said or claim.day
    label = "cards.undated" if not day else "cards.said" if claim.recorded.said else "cards.dated"
    stance = "" if claim.recorded.stance in STANCES_UNSAID else claim.stance
    sheet.put(words.between.join(filter(None, [stance, words.say(label, day=claim.when)])), _SMALL, gap=1)
    where = unmarked(claim.stated_at.text) if claim.stated_at else claim.outlet
    sheet.put(words.say("cards.stated", where=where, level=claim.evidence), _SMALL_SOFT)


def _speaker(link: ShownLink, words: CardWords) -> str:
    return words.named(link.speaker) + link.how + (link.body.text if link.body else "")


def _around(sheet: Sheet, found: Standing, words: CardWords) -> None:
    """What is known of its origin, who rests on it, who denies it, and how many others give a number."""
    say, claim, first = words.say, found.claim, 10.0

    def told(text: str, sign: str) -> None:
        nonlocal first
        sheet.put(text, _SMALL, gap=3 + first, indent=SIGN_ROOM, sign=sign)
        first = 0

    if found.rests_on:
        told(say("cards.rests", claim=_list(found.rests_on, words)), "hollow")
    if number := len(claim.may_share):
        told(say("cards.shares-one") if number == 1 else say("cards.shares", n=number), "half")
    if claim.origin == "none-known":
        told(say("cards.none-known"), "filled")
    if number := len(found.resting):
        label = "cards.repeated-one" if number == 1 else "cards.repeated"
        told(say(label, n=number, claim=_list(found.resting, words)), "rests")
    if found.against:
        told(say("cards.against", n=found.deniers), "against")
        _positions(sheet, found, words)
    told(_others(found, words), "others")


def _positions(sheet: Sheet, found: Standing, words: CardWords) -> None:
    for one in found.against[:MOST_NAMED]:
        said = words.say("chart.of-day", who=unmarked(one.who), day=one.when_short)
        given = words.between.join(filter(None, [one.position, one.figure]))
        sheet.put(f"{with_addition(given, _doubt(one, words))}{words.colon}{said}", _SMALL_SOFT, indent=SIGN_ROOM)
    if more := len(found.against[MOST_NAMED:]):
        sheet.put(words.say("cards.more", n=more), _SMALL_SOFT, indent=SIGN_ROOM)


def _others(found: Standing, words: CardWords) -> str:
    if found.range:
        label = "cards.reports-one" if found.reports == 1 else "cards.reports"
        return words.say(label, n=found.reports, range=words.joined(found.range))
    label = {0: "cards.alone", 1: "cards.others-one"}.get(found.others, "cards.others")
    return words.say(label, n=found.others)


def _named(claim: ShownClaim, words: CardWords) -> str:
    outlet = words.say("cards.outlet", where=unmarked(claim.outlet))
    return with_addition(with_addition(claim.headline, _doubt(claim, words)), outlet)


def _doubt(claim: ShownClaim, words: CardWords) -> str:
    """The words of doubt behind a figure that is not the one of the card; empty without any."""
    return words.say("chart.hedge", hedge=unmarked(claim.hedge)) if claim.hedge else ""


def _list(claims: list[ShownClaim], words: CardWords) -> str:
    """Claims by figure and document; of many the first, and how many more there are."""
    more = len(claims[MOST_NAMED:])
    named = [_named(one, words) for one in claims[:MOST_NAMED]]
    return words.between.join([*named, *([words.say("cards.more", n=more)] if more else [])])


def _foot(sheet: Sheet, words: CardWords, foot: CardFoot) -> None:
    sheet.put(foot.name, Letters(17, INK, bold=True), gap=4)
    label = words.say("cards.revision", label=foot.revision) if foot.revision else words.say("cards.address")
    sheet.put(label, Letters(14, SOFT))
    sheet.put(foot.address.removeprefix("https://"), Letters(14, SOFT))
