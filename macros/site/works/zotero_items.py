"""Works as Zotero reads them: item types, names, dates, and the other fields that an item of a type has."""

from __future__ import annotations

import re

from macros.core.models import Work
from macros.core.values.dates import Date
from macros.site.works.csl import csl_name, csl_type

ITEM_TYPES = {
    "article-journal": "journalArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "chapter": "bookSection",
    "dataset": "dataset",
    "entry-encyclopedia": "encyclopediaArticle",
    "graphic": "artwork",
    "hearing": "hearing",
    "legislation": "statute",
    "motion_picture": "videoRecording",
    "paper-conference": "conferencePaper",
    "post-weblog": "blogPost",
    "report": "report",
    "thesis": "thesis",
    "treaty": "statute",
    "webpage": "webpage",
}
"""Zotero item types by CSL type; every other work is a `document`."""

CONTAINERS = {
    "blogPost": "blogTitle",
    "bookSection": "bookTitle",
    "conferencePaper": "proceedingsTitle",
    "encyclopediaArticle": "encyclopediaTitle",
    "journalArticle": "publicationTitle",
    "newspaperArticle": "publicationTitle",
    "webpage": "websiteTitle",
}
"""The field for what a work appeared in, by item type; other types stand alone."""
NUMBER_FIELDS = {
    "dataset": "versionNumber",
    "hearing": "documentNumber",
    "journalArticle": "issue",
    "report": "reportNumber",
}
"""The field for the number of a work. The `issue` of a newspaper is not the number of an article in it."""
TYPES = {
    "blogPost": "websiteType",
    "dataset": "type",
    "document": "type",
    "report": "reportType",
    "thesis": "thesisType",
    "webpage": "websiteType",
}
"""The field for the kind of document."""
HELD = {
    "blogPost": (),
    "book": ("publisher", "place", "series", "volume", "edition", "numPages"),
    "bookSection": ("publisher", "place", "series", "volume", "edition", "pages"),
    "conferencePaper": ("publisher", "place", "series", "volume", "pages"),
    "dataset": ("publisher",),
    "document": ("publisher", "place"),
    "encyclopediaArticle": ("publisher", "place", "series", "volume", "edition", "pages"),
    "hearing": ("publisher", "place", "pages"),
    "journalArticle": ("publisher", "series", "volume", "pages"),
    "newspaperArticle": ("publisher", "edition", "pages"),
    "report": ("publisher", "place", "seriesTitle", "pages"),
    "thesis": ("publisher", "place", "series", "numPages"),
    "videoRecording": ("publisher", "place", "seriesTitle", "volume"),
    "webpage": ("publisher", "place"),
}
"""What else an item of a type can hold of a work (schema 41 of January 2026), under Zotero's general names.

The place from which news was sent is no place of publication, so news has none.
"""


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


def carried(work: Work) -> dict[str, str]:
    """All else that Zotero's item of a work can hold, by field: container, publisher, place, numbers, pages, edition.

    A number for which the type has no field is left out.
    """
    kind = item_type(work)
    found = {
        "publisher": publisher(work),
        "place": work.location,
        "series": work.series,
        "seriesTitle": work.series,
        "volume": work.volume,
        "edition": work.edition,
        "pages": work.pages.replace("--", "-") if work.pages else "",
        "numPages": work.pagetotal,
    }
    held = {name: found[name] for name in HELD.get(kind, ())}
    held |= {CONTAINERS.get(kind, ""): container(work), NUMBER_FIELDS.get(kind, ""): work.number}
    return {name: value for name, value in held.items() if name and value}


def container(work: Work) -> str:
    """What a work appeared in: its newspaper, journal or book, else its publisher; empty for what stands alone."""
    alone = item_type(work) not in CONTAINERS
    return "" if alone else work.journaltitle or work.booktitle or work.publisher or work.institution or ""


def publisher(work: Work) -> str:
    """Who published a work, unless that is named as what it appeared in."""
    named = work.institution if work.entrytype == "thesis" else work.publisher or work.institution
    return "" if not named or named == container(work) else named
