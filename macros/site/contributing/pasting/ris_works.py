"""Pasted records of RIS as works: which tags are which of our fields, by the type of the record.

The places of tags are those of Zotero's translator, which knows what EndNote, RefWorks, ProQuest, Ovid and others do.
"""

from __future__ import annotations

import re

from macros.site.contributing.pasting.pasted import AtHand, Fields, Pasted
from macros.site.contributing.pasting.pasted_kinds import RIS, PastedKind, kind_of
from macros.site.contributing.pasting.pasted_markup import without_markup
from macros.site.contributing.pasting.pasted_names import Names
from macros.site.contributing.pasting.ris_records import RisRecord
from macros.site.contributing.pasting.work_builder import WorkBuilder
from macros.site.works.ris import SEPARATOR

_NOTED = {"Not confirmed: ": "uncertain", "Date (EDTF): ": "date", "Volume: ": "volume", "Number: ": "number"}
"""How the archive's own files begin the parts of a note that are a field of their own, and the field."""
_NOT_NOTES = ("The title in square brackets is supplied by the archive.", "Look for an archived copy")
_REPORT_NUMBER = ("RPRT", "GOVDOC", "STAND")
_CONTAINERS = ("JF", "T2", "BT", "JO", "J2", "JA", "J1")
"""What a work appeared in: full titles before short ones."""
_EDITORS = {"BOOK": ("A3",), "EBOOK": ("A3",), "THES": ()}
"""Other tags that name editors, where they are not the usual two; in a thesis these are its advisors."""


def record_decoded(value: str) -> tuple[str, str]:
    """A value of RIS is plain text."""
    return without_markup(value), ""


def record_work(record: RisRecord, at_hand: AtHand) -> Pasted:
    """The work of a record."""
    fields = Fields(record.fields)
    made = WorkBuilder(_kind(record), fields, at_hand, record_decoded)
    made.doubts += record.doubts
    own = _is_own(fields, at_hand)
    _titles(made, record.kind)
    if own:
        made.set("archiveurl", fields.first("L2"))
    made.address("UR", "LK", "L2", "L1", "LF")
    made.doi("DO", "M3", "L3", "N1")
    _numbers(made, record.kind)
    for name, tags in (("publisher", ("PB",)), ("location", ("CY", "PP")), ("edition", ("ET",)), ("type", ("M3",))):
        made.take(name, *tags)
    _container(made, record.kind)
    _thesis(made, record.kind)
    made.date("date", *_dates(fields))
    made.date("urldate", fields.first("Y2", "RD"))
    made.language("LA")
    _translation(made)
    authors = fields.every("AU", "A1")
    made.names("author", lambda reader: _names(reader, authors, own))
    edited = fields.every("ED", *_EDITORS.get(record.kind, ("A2", "A3")))
    made.names("editor", lambda reader: _names(reader, edited, own))
    if own:
        _own_notes(made)
        return made.finished(fields.first("ID"), {"dp"}, own=True)
    return made.finished(fields.peek("ID") if _is_key(fields.peek("ID")) else "", {"id"})


def _kind(record: RisRecord) -> PastedKind:
    return kind_of(RIS, record.kind)


def _is_key(text: str) -> bool:
    """Whether an id is a key that somebody chose, and not a running number."""
    return bool(re.search(r"[A-Za-z]", text))


def _titles(made: WorkBuilder, kind: str) -> None:
    fields = made.fields
    book = kind in ("BOOK", "EBOOK", "EDBOOK", "SER", "MANSCPT")
    made.take("title", "TI", "T1", *(("BT",) if book else ()), "CT", "ST")
    if fields.peek("ST") and str(made.value("title")).startswith(fields.peek("ST")):
        fields.every("ST")


def _translation(made: WorkBuilder) -> None:
    """A translated title belongs to a title in another language than English."""
    if made.has("langid") and str(made.value("langid")).split("-")[0] != "en":
        made.take("title-translated", "TT")


def _container(made: WorkBuilder, kind: str) -> None:
    within = made.kind.within
    if kind == "ENCYC" and made.fields.peek("UR"):
        within = "publisher"
    if within == "publisher" and made.has("publisher"):
        made.fields.claim("T2", text=str(made.value("publisher")))
        return
    if within:
        made.take(within, *_CONTAINERS)
    made.take("series", "T3") if within != "series" else made.take("series", "T2", "T3")


def _thesis(made: WorkBuilder, kind: str) -> None:
    """The publisher of a thesis is the university."""
    if kind == "THES":
        made.moved("publisher", "institution", "")


def _numbers(made: WorkBuilder, kind: str) -> None:
    fields = made.fields
    made.take("volume", "VL")
    if kind in _REPORT_NUMBER:
        made.take("number", "SN", "M1", "IS")
    elif kind in ("DATA", "DBASE"):
        made.take("number", "ET")
    else:
        made.take("number", "IS", "M1")
    start, end = fields.first("SP", "SE"), fields.first("EP")
    whole = kind in ("BOOK", "EBOOK", "THES")
    if whole and re.fullmatch(r"\d+", start) and not end:
        made.set("pagetotal", start)
    else:
        made.pages("--".join(filter(None, (start, end if end != start else ""))))


def _dates(fields: Fields) -> tuple[str, str]:
    """The date and the year, as far as they are given apart."""
    year = fields.first("PY", "YR")
    day = fields.first("DA")
    first = fields.first("Y1")
    return (day or first, year or (first if day else ""))


def _is_own(fields: Fields, at_hand: AtHand) -> bool:
    """Whether the archive wrote a record: it says so."""
    return bool(at_hand.archive) and fields.peek("DP") == at_hand.archive


def _names(reader: Names, names: list[str], own: bool) -> list[str]:
    """Names of a record; in the archive's own a comma at the end marks a body, and a dash is for a comma within."""
    if not own:
        return reader.of_ris(names)
    bodies = {name: reader.whole(name.rstrip(",").replace(" – ", ", ")) for name in names if name.endswith(",")}
    return [made for name in names for made in ([bodies[name]] if name in bodies else reader.of_ris([name]))]


def _own_notes(made: WorkBuilder) -> None:
    """The fields that the archive's own files keep in their one note."""
    parts = [part for note in made.fields.every("N1") for part in note.split(SEPARATOR)]
    for label, name in _NOTED.items():
        made.set(name, next((part.removeprefix(label) for part in parts if part.startswith(label)), ""))
    free = [part for part in parts if not part.startswith((*_NOTED, *_NOT_NOTES))]
    made.set("note", SEPARATOR.join(free))
