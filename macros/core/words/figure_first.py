"""A description of people that is a figure, or begins with one: the figure has a field of its own."""

from __future__ import annotations

import re

_LIMITS = (
    r"(?:(?:about|at\s+least|more\s+than|nearly|almost|over|up\s+to|some|around|fewer\s+than|less\s+than|exactly|the|all)"
    r"\s+)*"
)
_PEOPLE = (
    r"(?:people|persons?|individuals|refugees|defectors|detainees|prisoners|returnees|escapees|migrants|men|women|"
    r"children|(?:North\s+)?Koreans)"
)
_YEAR = rf"(?!(?:the\s+)?(?!\d\d00)(?:19[4-9]|20[0-4])\d\s+(?!people|persons?|individuals){_PEOPLE}\b)"
"""No year before those of that year, as in "the 2012 refugees"; a figure of thousands has a comma."""
_ENGLISH = re.compile(rf"\W*{_YEAR}{_LIMITS}(\d[\d,.]*)\+?(?:\W*\Z|\s+{_PEOPLE}\b)", re.IGNORECASE)
_OTHER = re.compile(
    r"\W*(?:약|최소|최대|적어도|거의|至少|最多|超过|約|约|近)?\s*(\d[\d,.]*)\s*(?:만|천|백|万|千|百)?\s*"
    r"(?:여|余|多)?\s*(?:명|인|사람|人|名|位)?\s*(?:이상|以上|左右)?\W*"
)


def figure_first(text: str, *, english: bool = True) -> str:
    """The figure with which a description begins, beside a word for people or alone; empty where there is none.

    In Korean and Chinese a figure is told only where nothing else is said.
    """
    found = _ENGLISH.match(text) if english else _OTHER.fullmatch(text)
    return found[1].rstrip(".,") if found else ""
