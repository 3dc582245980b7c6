"""Works as Zotero reads them: item types, names and dates, and ContextObjects in Spans (COinS) for lists.

A span carries an OpenURL ContextObject (ANSI/NISO Z39.88-2004, key-encoded values, format Dublin Core). Zotero offers
all spans of a page as a list and prefers them to the head of the page.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from macros.core.models import Work
from macros.core.values.dates import Date
from macros.site.works.csl import csl_name, csl_title, csl_type

ITEM_TYPES = {
    "article-journal": "journalArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "dataset": "dataset",
    "entry-encyclopedia": "encyclopediaArticle",
    "graphic": "artwork",
    "hearing": "hearing",
    "legislation": "statute",
    "motion_picture": "videoRecording",
    "post-weblog": "blogPost",
    "report": "report",
    "thesis": "thesis",
    "treaty": "statute",
    "webpage": "webpage",
}
"""Zotero item types by CSL type; every other work is a `document`."""

FORMAT = "info:ofi/fmt:kev:mtx:dc"


def item_type(work: Work) -> str:
    """The Zotero item type of a work: press releases, statements and letters are a `document`."""
    return ITEM_TYPES.get(csl_type(work), "document")


def creators(work: Work) -> list[str]:
    """The authors as Zotero splits them: `Family, Given`; names that stay whole end with a comma.

    A comma within the name of an institution would still split it, so it becomes a dash.
    """
    return [creator(name) for name in work.author if name != "others"]


def creator(name: str) -> str:
    """One author of the bibliography, as Zotero splits it."""
    parts = csl_name(name)
    if "literal" in parts:
        return whole(parts["literal"])
    return f"{parts['family']}, {parts['given']}"


def whole(name: str) -> str:
    """A name that Zotero must not split: with a comma at its end and none within."""
    return re.sub(r"\s*,\s*", " – ", name.strip().rstrip(",")) + ","


def plain_date(date: Date | None) -> str:
    """A date without its marks, as precise as both its ends agree (ISO 8601); empty if they share nothing.

    Zotero's field cannot express doubt or intervals: `2012-02~` gives `2012-02`, `2012-02/2012-03` gives `2012`.
    """
    if date is None:
        return ""
    if date.start and not date.interval:
        return date.start.iso
    first, last = date.first.split("-"), date.last.split("-")
    agreed = next((number for number, pair in enumerate(zip(first, last, strict=True)) if pair[0] != pair[1]), 3)
    return "-".join(first[:agreed])


def container(work: Work) -> str:
    """What a work appeared in: its newspaper or journal, else its publisher."""
    return work.journaltitle or work.publisher or work.institution or ""


def coins(work: Work) -> str:
    """The ContextObject of a work, percent-encoded; the template escapes it for the attribute.

    The type comes last; otherwise Zotero reads the title of an article as that of its journal and drops the item. An
    address with a plus sign is left out: Zotero always reads the sign as a space.
    """
    source = work.journaltitle or ""
    fields = [
        ("rft.title", csl_title(work)),
        *(("rft.au", name) for name in creators(work)),
        ("rft.publisher", work.publisher or work.institution or ""),
        ("rft.source", source),
        ("rft.date", plain_date(work.date)),
        ("rft.identifier", work.url if work.url and "+" not in work.url and "%2b" not in work.url.lower() else ""),
        ("rft.language", work.langid or ""),
        ("rft.type", item_type(work)),
    ]
    pairs = [f"{name}={quote(value, safe='')}" for name, value in fields if value]
    return "&".join(["ctx_ver=Z39.88-2004", f"rft_val_fmt={quote(FORMAT, safe='')}", *pairs])
