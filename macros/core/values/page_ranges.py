"""Pages of a work as its bibliography prints them: `5`, `59--90`, `112--15`, `A3--A4, A7`, `xii--xv`."""

from __future__ import annotations

import re

_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_NAMED = re.compile(r"(?:pp?|pages?|pgs?|S|ss?)\b\.?\s*(?=[0-9ivxlc])", re.IGNORECASE)
"""A word for pages before the number, which citation styles write themselves."""
_NUMBERED = re.compile(r"([A-Za-z]*)([0-9]+)")


def page_ranges(text: str) -> str:
    """The text, if each range in it goes forwards. Raises ValueError with what would be right.

    A range may leave out the digits that both its numbers begin with (`112--15`).
    """
    if _NAMED.match(text):
        raise ValueError(f"'{text}' has a word before the number, which styles add; write the number alone")
    for part in re.split(r"[,;]\s*", text):
        ends = _DASH.split(part.strip())
        if not all(ends):
            raise ValueError(f"'{text}' lacks a page at one end of a range; compare it with the document")
        if len(ends) > 1 and _goes_back(*ends[:2]):
            raise ValueError(f"'{text}' ends before it begins; compare both pages with the document")
    return text


def _goes_back(first: str, last: str) -> bool:
    begins, ends = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if not begins or not ends or ends[1] not in ("", begins[1]):
        return False
    left_out = begins[2][: max(0, len(begins[2]) - len(ends[2]))]
    return int(left_out + ends[2]) < int(begins[2])
