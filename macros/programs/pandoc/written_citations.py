"""Citing by pandoc: the text that cites each work of a list in a note, and what was written for each work."""

from __future__ import annotations

import re
from typing import Any

API = [1, 23, 1]
"""The version of pandoc's types that this is written for; pandoc refuses another one."""
NOTE, ENTRY = "note", "entry"
"""The forms of a citation."""

_CITED = re.compile(r'data-cites="(\d+)"><a href="#fn(\d+)"')
_NOTE = re.compile(r'<li id="fn(\d+)"><p>(.*?)<a href="#fnref\d+" class="footnote-back"', re.DOTALL)
_ENTRY = re.compile(r'<div id="ref-(\d+)" class="csl-entry"[^>]*>\n(.*?)\n</div>', re.DOTALL)
"""What pandoc writes around a note and an entry; in what a work says itself it escapes the signs of tags."""


def citing_each(number: int) -> dict[str, Any]:
    """A document, as pandoc's own JSON, with a paragraph for each work that cites it by its number."""
    return {"pandoc-api-version": API, "meta": {}, "blocks": [_citing(one) for one in range(number)]}


def _citing(number: int) -> dict[str, Any]:
    citation = {"citationId": str(number), "citationPrefix": [], "citationSuffix": [], "citationNoteNum": 0}
    mode = {"citationMode": {"t": "NormalCitation"}, "citationHash": 0}
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation | mode], [{"t": "Str", "c": "-"}]]}]}


def citations_of(html: str, form: str) -> dict[int, str]:
    """The citations in one form by the number of the work, from the HTML that pandoc wrote."""
    if form == ENTRY:
        return {int(number): entry for number, entry in _ENTRY.findall(html)}
    notes = dict(_NOTE.findall(html))
    return {int(number): notes[note] for number, note in _CITED.findall(html) if note in notes}
