"""About how many bytes an entry of an index takes, as it is sent and in the page: where a long index is cut.

A page is only made when it is written, so what its entries take is estimated from what their records hold.
`tests/test_light_pages.py` and `tests/test_light_indexes.py` weigh the finished pages against the same budgets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from pydantic import BaseModel

from macros.core.models.translations import EDITIONS
from macros.core.relations import AttachedNote, AttributedClaim, Relations

PAGE_ROOM = 19_500
"""The bytes, compressed, that the entries of one page may take; frame, form and pager take the rest of 25,000."""
PLAIN_ROOM = 82_000
"""The bytes that the entries of one page may take in any language; frame, form and pager take the rest of 100,000."""
TITLES_ROOM = 84_000
"""The bytes that the titles of all entries may take on the page of a list that is in parts."""
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
    "organizations": (200, 0.24),
    "people": (200, 0.25),
    "voices": (60, 1.1),
    "instruments": (240, 0.12),
    "places": (200, 0.2),
    "claims": (760, 1.4),
    "discrepancies": (420, 1.6),
    "known": (540, 0.1),
    "bibliography": (570, 2.0),
}
"""The same in the page, in the language that takes most."""
_PLAIN_LINK = 80
"""What a link takes in the page: to a claim, a passage, a record."""
_SHOWN_SOURCES = 8
"""The most sources that an entry of an index by name has a link to."""
_SHARED, _KNOWN, _SPEAKER, _OF_GROUP = 260, 176, 75, 5
"""What takes room in the page: each claim that may share an origin, each claim of what is known, each link of a chain.

The last is how many claims of a group are shown."""
_PROVISION = 105
"""What a provision takes in the table of law, which is on the page of the instruments while these are on one page."""
DRAWN_RECORD = 570
"""What a record takes in both drawings of the timeline, without its title, which stands four times in them."""
_TITLE = {"sources": 200, "discrepancies": 195}
"""What an entry takes in the list of titles of an index in parts, in any language, without the letters of its title."""
_HEADING = 350
"""What the heading of the notes about one incident takes there, with its links."""
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


def entry_weight(name: str, item: Any, relations: Relations) -> Weight:
    """About how many bytes an entry of the index `name` takes."""
    (each, letter), (plain, plain_letter) = _EACH[name], _PLAIN[name]
    links = _links(item.id, relations) if name in _TALLIED else 0
    recorded = (
        item.claim if isinstance(item, AttributedClaim) else item.note if isinstance(item, AttachedNote) else item
    )
    told = relations.archive.kept.given("letters", recorded, letters)
    return Weight(each + letter * told + _LINK * links, plain + plain_letter * told + _further(name, item, relations))


def titles_weight(name: str, items: Iterable[Any], relations: Relations) -> float:
    """About how many bytes the list of titles above the parts of an index takes; nothing where it has none."""
    items = list(items) if name in _TITLE else []
    noted = {relations.noted_incident(one) for one in items if isinstance(one, AttachedNote)}
    return _HEADING * len(noted) + sum(_title_weight(name, item) for item in items)


def _title_weight(name: str, item: Any) -> float:
    shape, field = (item.note, "topic") if isinstance(item, AttachedNote) else (item, "heading")
    return _TITLE[name] + _longest(shape, field)


def _longest(shape: Any, field: str) -> int:
    """The bytes of a text in the language in which it has most."""
    own = (getattr(getattr(shape, language, None), field, None) or "" for language in EDITIONS)
    return max(len(text.encode()) for text in (getattr(shape, field) or "", *own))


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


def _of_timed(record: Any, relations: Relations) -> float:
    del relations
    return DRAWN_RECORD + 4.0 * _longest(record, "title")


def _of_work(work: Any, relations: Relations) -> float:
    cited = len(relations.mentions.get(("work", work.id), ()))
    return 65.0 * cited + _PLAIN_LINK * len(relations.cited_by_archive.get(work.id, ()))


def _of_voice(voice: Any, relations: Relations) -> float:
    return float(_PLAIN_LINK * _links(voice.id, relations))


def _of_law(instrument: Any, relations: Relations) -> float:
    return _named_in(instrument, relations) + _PROVISION * (1 + len(instrument.provisions))


def _named_in(record: Any, relations: Relations) -> float:
    """What the links to the sources that mention a record take."""
    found = {mention.source for mention in relations.mentions.get((record.kind_id, record.id), ())}
    return float(_PLAIN_LINK * 0.7 * min(len(found), _SHOWN_SOURCES + 1))


_FURTHER: dict[str, Callable[[Any, Relations], float]] = {
    "bibliography": _of_work,
    "instruments": _of_law,
    "known": _of_known,
    "organizations": _named_in,
    "people": _named_in,
    "places": _named_in,
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
