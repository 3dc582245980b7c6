"""About how many bytes an entry of an index takes, as it is sent and in the page: where a long index is cut.

A page is only made when it is written, so what its entries take is estimated from what their records hold.
`tests/test_light_pages.py` and `tests/test_light_indexes.py` weigh the finished pages against the same budgets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from pydantic import BaseModel

from macros.core.models import Incident, Instrument, Source
from macros.core.models.base import Named
from macros.core.models.translations import EDITIONS
from macros.core.relations import AttachedNote, AttributedClaim, Relations

PAGE_ROOM = 19_500
"""The bytes, compressed, that the entries of one page may take; frame, form and pager take the rest of 25,000."""
PLAIN_ROOM = 82_000
"""The bytes that the entries of one page may take in any language; frame, form and pager take the rest of 100,000."""
TITLES_ROOM = 88_000
"""The bytes that the titles of all entries may take on the page of a list that is in parts, with what else is there."""
_EACH = {
    "sources": (90, 0.18),
    "incidents": (150, 0.05),
    "timeline": (165, 0.0),
    "organizations": (56, 0.06),
    "people": (48, 0.085),
    "voices": (60, 0.055),
    "instruments": (70, 0.04),
    "places": (30, 0.03),
    "claims": (172, 0.3),
    "discrepancies": (95, 0.23),
    "known": (150, 0.05),
    "bibliography": (178, 0.32),
}
"""What every entry of an index takes, and what each letter of the texts of its record adds."""
_PLAIN = {
    "sources": (790, 0.64),
    "incidents": (500, 0.42),
    "timeline": (280, 0.1),
    "voices": (60, 1.1),
    "claims": (760, 1.4),
    "discrepancies": (420, 1.6),
    "known": (540, 0.1),
    "bibliography": (570, 2.0),
}
"""The same in the page, in the language that takes most. What a row of a table by name takes is in `_of_named`."""
_CODED = 9
"""What a letter of a title beyond ASCII takes besides: for citation programs it stands a second time, as %EB%8B%A8."""
_NAMED, _NATIVE, _NAMED_IN = 105, 33, 66
"""What a row of a table by name takes in the page without its name, each name in another script, each source."""
_NOTHING = (0, 0.0)
_PLAIN_LINK = 80
"""What a link takes in the page: to a claim, a passage, a record."""
SHOWN_SOURCES = (8, 5, 3, 2, 1, 0)
"""The most sources that an entry of a table by name has a link to; fewer where that keeps the table on one page."""
_SHARED, _KNOWN, _SPEAKER, _OF_GROUP = 260, 176, 75, 5
"""What takes room in the page: each claim that may share an origin, each claim of what is known, each link of a chain.

The last is how many claims of a group are shown."""
_PROVISION = 105
"""What a provision takes in the table of law, which is on the page of the instruments while these are on one page."""
_DRAWN_RECORD, _DRAWN_YEAR, _DRAWN_MONTHS = 500, 750, 650
"""What a record takes in both drawings of the timeline without its title, what a year takes, and its months."""
CAPTION_ROOM = 2_000
"""What explains the picture of the timeline, and the form below it, take beside titles."""
DRAWN_ROOM = 20_000
"""The bytes that both drawings may take, about, on a page that has no titles."""
_TITLE = {
    "sources": 200,
    "incidents": 230,
    "timeline": 145,
    "organizations": 140,
    "people": 140,
    "voices": 150,
    "instruments": 200,
    "places": 140,
    "discrepancies": 183,
    "known": 200,
}
"""What an entry takes in the list of titles of an index in parts, in any language, without the letters of its title.

Of other indexes no titles are listed."""
LISTED_BY_TITLE = frozenset(_TITLE)
"""Indexes in parts whose page lists the titles of all entries, as far as they have room."""
_FIGURES = 130
"""What the figures that are claimed for an incident take behind its title, in any language."""
_HEADING = 350
"""What the heading of the notes about one incident takes there, with its links."""
SHORTENED = ("organizations", "people", "places", "instruments")
"""Indexes that are a table by name."""
_LISTED, MOST_LISTED = 85, 200
"""What an organization takes in the list of those that speak in most sources, and the most that it has."""
_LINK = 13
"""What a link to a claim or a passage takes in an entry that has one for each."""
_TALLIED = ("voices",)
"""Indexes whose entries have a link to each of their claims and mentions."""
_ELSEWHERE = frozenset({"ko", "zh", "path", "claims", "notes", "changes"})
"""Fields that no index shows."""


class Weight(NamedTuple):
    """About how many bytes an entry takes: as it is sent, with others of its kind, and in the page."""

    sent: float
    plain: float

    def fits(self, other: Weight) -> bool:
        """Whether both have room on one page."""
        return self.sent + other.sent <= PAGE_ROOM and self.plain + other.plain <= PLAIN_ROOM

    def __add__(self, other: object) -> Weight:
        """Both together."""
        assert isinstance(other, Weight)  # noqa: S101 # a tuple can be joined with any other
        return Weight(self.sent + other.sent, self.plain + other.plain)


def entry_weight(name: str, item: Any, relations: Relations, most: int = SHOWN_SOURCES[0]) -> Weight:
    """About how many bytes an entry of the index `name` takes, with a link to `most` sources in a table by name."""
    (each, letter), (plain, plain_letter) = _EACH[name], _PLAIN.get(name, _NOTHING)
    links = _links(item.id, relations) if name in _TALLIED else 0
    recorded = (
        item.claim if isinstance(item, AttributedClaim) else item.note if isinstance(item, AttachedNote) else item
    )
    told = relations.archive.kept.given("letters", recorded, letters)
    further = _of_named(item, relations, most) if name in SHORTENED else _further(name, item, relations)
    return Weight(each + letter * told + _LINK * links, plain + plain_letter * told + further)


def titles_weight(name: str, items: Sequence[Any], relations: Relations) -> float:
    """About how many bytes the titles above the parts of an index take, with the table of law beside them.

    Raises KeyError for an index that never has titles above its parts.
    """
    noted = {relations.noted_incident(one) for one in items if isinstance(one, AttachedNote)}
    titles = _HEADING * len(noted) + sum(_title_weight(name, item) for item in items)
    return titles + sum(map(_of_law, items)) if name == "instruments" else titles


def figures_weight(name: str, items: Sequence[Any]) -> float:
    """About how many bytes the figures behind the titles of an index take; none for an index that never has them."""
    return float(_FIGURES * len(items)) if name == "incidents" else 0.0


class Drawn(NamedTuple):
    """What the picture of the timeline has: whether events too, and its first year; earlier ones are numbers."""

    events: bool
    since: int


EVERYTHING = Drawn(events=True, since=0)


def drawn(records: Sequence[Any], room: float) -> Drawn | None:
    """As much of a timeline as has room in a picture, in any language: all, or the incidents of its latest years."""
    years: dict[int, list[Any]] = defaultdict(list)
    for record in records:
        years[record.date.home_year].append(record)
    if sum(map(_of_year, years.values())) <= room:
        return EVERYTHING
    latest = sorted(years, reverse=True)
    taken = accumulate(_of_year([one for one in years[year] if isinstance(one, Incident)]) for year in latest)
    since = [year for year, weight in zip(latest, taken, strict=True) if weight <= room]
    return Drawn(events=False, since=since[-1]) if since else None


def _of_year(records: Sequence[Any]) -> float:
    """What a year takes in both drawings of the timeline, with records that are drawn."""
    return _DRAWN_YEAR + (_DRAWN_MONTHS if records else 0) + sum(map(_of_timed, records))


def above_weight(name: str, items: Iterable[Any], relations: Relations) -> float:
    """What stands above an index on its page: of all organizations, those that speak in several sources."""
    several = (item for item in items if len(_naming(item, relations)) > 1) if name == "organizations" else ()
    return _LISTED * min(sum(1 for _ in several), MOST_LISTED)


def _title_weight(name: str, item: Any) -> float:
    return _TITLE[name] + len(_longest_title(item).encode())


def _longest_title(item: Any) -> str:
    if isinstance(item, AttachedNote):
        return _longest(item.note, "topic")
    return _longest(item, "heading" if isinstance(item, Source) else "name" if isinstance(item, Named) else "title")


def _longest(shape: Any, field: str) -> str:
    """A text in the language in which it has most bytes."""
    own = (getattr(getattr(shape, language, None), field, None) or "" for language in EDITIONS)
    return max((getattr(shape, field) or "", *own), key=lambda text: len(text.encode()))


def _further(name: str, item: Any, relations: Relations) -> float:
    """What an entry takes in the page besides what it has of its own: its links, its place in a picture."""
    if isinstance(item, AttributedClaim):
        return _of_claim(item, relations)
    if isinstance(item, AttachedNote):
        return 45.0 * (len(item.places) + len(relations.noted_incidents(item)))
    further = _FURTHER.get(name)
    return further(item, relations) if further else 0.0


def _of_claim(stated: AttributedClaim, relations: Relations) -> float:
    rests = len(stated.claim.rests_on) + len(relations.resting_on.get(stated.ref, ()))
    reasons = sum(_SHARED + 1.2 * len(one.reason) for one in relations.may_share.get(stated.ref, ()))
    return reasons + 1.5 * _PLAIN_LINK * rests + _SPEAKER * len(stated.claim.said_by)


def _of_known(incident: Any, relations: Relations) -> float:
    groups = Counter(relations.origin_link(one.ref) for one in relations.claims_of.get(incident.id, ()))
    return float(_KNOWN * sum(min(number, _OF_GROUP) for number in groups.values()))


def _of_timed(record: Any, relations: Relations | None = None) -> float:
    """What a record takes in both drawings of the timeline. Its title stands there twice."""
    del relations
    return float(_DRAWN_RECORD + 2 * len(_longest_title(record).encode()))


def _of_work(work: Any, relations: Relations) -> float:
    cited = len(relations.mentions.get(("work", work.id), ()))
    coded = _CODED * sum(not letter.isascii() for letter in work.title)
    return coded + 65.0 * cited + _PLAIN_LINK * len(relations.cited_by_archive.get(work.id, ()))


def _of_voice(voice: Any, relations: Relations) -> float:
    return float(_PLAIN_LINK * _links(voice.id, relations))


def _of_named(record: Any, relations: Relations, most: int) -> float:
    """What a row of a table by name takes: names, an office, links to sources; of an instrument its provisions too."""
    native = (*record.native.values(), *record.native_unverified.values())
    told = (record.name, getattr(record, "office", ""), *native)
    links = _NAMED_IN * min(len(_naming(record, relations)), most + 1)
    row = _NAMED + 2 * len(record.id) + sum(len(text.encode()) for text in told) + _NATIVE * len(native) + links
    return float(row + _of_law(record))


def _of_law(record: Any) -> float:
    return float(_PROVISION * (1 + len(record.provisions))) if isinstance(record, Instrument) else 0.0


def _naming(record: Any, relations: Relations) -> set[str]:
    """The sources that mention a record."""
    return {mention.source for mention in relations.mentions.get((record.kind_id, record.id), ())}


_FURTHER: dict[str, Callable[[Any, Relations], float]] = {
    "bibliography": _of_work,
    "known": _of_known,
    "timeline": _of_timed,
    "voices": _of_voice,
}
"""What the entries of an index have besides their own texts."""


def _links(voice: str, relations: Relations) -> int:
    return len(relations.spoken_by.get(voice, ())) + len(relations.mentions.get(("voice", voice), ()))


def letters(found: object) -> int:
    """How many letters the texts of a record, a claim or a note have, or of several of them."""
    if isinstance(found, AttributedClaim):
        return letters(found.claim)
    if isinstance(found, AttachedNote):
        return letters(found.note)
    if isinstance(found, BaseModel):
        return sum(_length(value) for name, value in vars(found).items() if name not in _ELSEWHERE)
    return _length(found)


def _length(value: object) -> int:
    """The letters of a text, or of all texts in lists and tables of a record."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, BaseModel):
        return letters(value)
    if isinstance(value, dict):
        return sum(map(_length, value.values()))
    return sum(map(_length, value)) if isinstance(value, list | tuple) else 0
