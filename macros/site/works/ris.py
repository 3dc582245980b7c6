"""Works as RIS, with the types and tags that Zotero's translator understands, written by rispy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import rispy

from macros.core.models import Work
from macros.core.models.web_archive import archived
from macros.core.values.dates import Date
from macros.site.works.csl import CONTAINED, DATELINES, PARTS, SUPPLIED, csl_name, csl_title, csl_type
from macros.site.works.zotero_items import whole

_TYPES = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "motion_picture": "VIDEO",
    "paper-conference": "CPAPER",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""RIS types by CSL type. A `document` is not listed: Zotero would read `GEN` as a journal article."""

LETTERS = {"letter", "open letter"}
"""Documents that are a web page (`ELEC`), as all that is on the web alone; others are an official text (`GOVDOC`).

Hearings are not `HEAR`, in which the committee becomes a witness.
"""

_NUMBERS = {"RPRT": "issn", "GOVDOC": "issn", "JOUR": "number", "DATA": "edition", "ELEC": ""}
"""The tag for the number of a work: for a report SN, which is not an ISSN there. Elsewhere it is M1.

A web page has none: programs read M1 and VL of one as the day on which it was opened. Its numbers are in the note.
"""
SEPARATOR = " | "
"""What separates the parts of a note."""


class _Writer(rispy.RisWriter):  # type: ignore[misc] # rispy has no types
    """Records that begin with TY, without numbers before them, with the line ends of the format."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:  # noqa: ARG002
        """No header."""
        return ""


def ris(works: Iterable[Work], archive: str = "") -> str:
    """All records; UTF-8, CRLF, an empty line between two. Each says which archive wrote it (DP).

    `rispy.loads` gives id, type, authors, title, date, url, language, type of work and note back without loss; an
    address with a semicolon comes back whole only with `delimiter_tags_mapping={}`.
    """
    said = {"database_provider": archive} if archive else {}
    return str(rispy.dumps([ris_record(work) | said for work in works], implementation=_Writer))


def ris_record(work: Work) -> dict[str, Any]:
    """One record under the names of rispy. Every value is one line: it cannot begin a tag or a record.

    An archived copy that was seen is a link (L2). There is one note at most, and no keywords: both become the reader's.
    """
    kind, copy = ris_type(work), archived(work)
    editors = "tertiary_authors" if kind == "BOOK" else "secondary_authors"
    record = {
        "type_of_reference": kind,
        "id": work.id,
        "authors": [_name(name) for name in work.author],
        editors: [_name(name) for name in work.editor],
        "title": csl_title(work),
        **_dates(work),
        **_place(work, kind),
        **_numbers(work, kind),
        "type_of_work": work.type,
        "language": work.langid,
        "urls": [work.url] if work.url else [],
        "file_attachments2": copy.address if copy.seen else "",
        "notes": list(filter(None, [SEPARATOR.join(_noted(work, kind))])),
    }
    return {name: _one_line(value) for name, value in record.items() if name and value}


def ris_type(work: Work) -> str:
    """The RIS type of a work."""
    kind = csl_type(work)
    letter = (work.type or "").split(",")[0] in LETTERS
    return _TYPES.get(kind) or ("ELEC" if letter or work.entrytype == "online" else "GOVDOC")


def _one_line(value: str | list[str]) -> str | list[str]:
    return " ".join(value.split()) if isinstance(value, str) else [" ".join(text.split()) for text in value]


def _name(name: str) -> str:
    """A person by family name; a name that stays whole ends with a comma and has none within.

    Without it EndNote, pandoc and others would read "Human Rights Watch" as a person whose family name is Watch.
    """
    parts = csl_name(name)
    if "literal" in parts:
        return whole(parts["literal"])
    return ", ".join(parts[part] for part in ("family", "given", "suffix") if part in parts)


def _dates(work: Work) -> dict[str, str | None]:
    day = ris_date(work.date)
    return {"date": day, "year": day[:4] if day else None, "access_date": ris_date(work.urldate)}


def ris_date(date: Date | None) -> str | None:
    """`YYYY/MM/DD/` as precisely as the beginning of a date is written, `2012/03//` for a month; None for no date."""
    written = date.points[0].iso.split("-") if date else []
    return "/".join([*written, *[""] * (4 - len(written))]) if written else None


def _place(work: Work, kind: str) -> dict[str, str | None]:
    publisher = work.institution if kind == "THES" else work.publisher or work.institution
    contained = csl_type(work) in CONTAINED or kind == "ELEC"
    part = csl_type(work) in PARTS
    container = work.journaltitle or (work.booktitle if part else publisher if contained else work.series)
    return {
        "secondary_title": container,
        "tertiary_title": work.series if part else None,
        "publisher": None if publisher == container else publisher,
        "place_published": None if work.entrytype in DATELINES else work.location,
    }


def _numbers(work: Work, kind: str) -> dict[str, str | None]:
    first, _, last = re.sub(r"[-\u2010-\u2015]+", "-", work.pages or "").partition("-")
    return {
        "edition": work.edition,
        "volume": work.volume if kind != "ELEC" else None,
        "start_page": first or work.pagetotal,
        "end_page": last,
        _NUMBERS.get(kind, "note"): work.number or (work.edition if _NUMBERS.get(kind) == "edition" else None),
    }


def _noted(work: Work, kind: str) -> Iterable[str]:
    """The parts of the note: what the record of the work says, then what no tag can hold."""
    if work.note:
        yield work.note
    if kind == "ELEC" and work.volume:
        yield f"Volume: {work.volume}"
    if kind == "ELEC" and work.number:
        yield f"Number: {work.number}"
    if SUPPLIED.fullmatch(work.title):
        yield "The title in square brackets is supplied by the archive."
    if work.uncertain:
        yield f"Not confirmed: {work.uncertain}"
    if work.date and not work.date.exact:
        yield f"Date (EDTF): {work.date.text}"
    copy = archived(work)
    if copy.line and not copy.seen:
        yield copy.line
