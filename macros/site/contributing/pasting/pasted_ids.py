"""An id for a pasted work, where nobody chose one: its key, else who and when."""

from __future__ import annotations

import re
import unicodedata

from macros.core.values.ids import LONGEST_ID
from macros.site.contributing.pasting.pasted import Pasted

_ACCENTS = re.compile(r"[\u0300-\u036f]")


def proposed_id(work: Pasted) -> str:
    """The key in small Latin letters, digits and hyphens; without a key the first author or publisher and the year.

    Empty if there is neither, or if they are written in other letters.
    """
    if work.key:
        return _id(work.key)
    authors = work.fields.get("author")
    first = str(authors[0]) if isinstance(authors, list) and authors else ""
    who = _id(
        (first.strip("{}") if first.startswith("{") else first.split(",")[0]) or str(work.fields.get("publisher", ""))
    )
    when = str(work.fields.get("date", ""))[:4]
    return f"{who}-{when}" if who and when.isdigit() else ""


def _id(text: str) -> str:
    """A text as an id; empty if it has letters of another script, which would be left out."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    if re.search(r"[^\W\d_a-z]", plain):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
