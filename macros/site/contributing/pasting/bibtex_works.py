"""Pasted entries of BibTeX and BibLaTeX as works: which of their fields are which of ours."""

from __future__ import annotations

import re

from macros.core.models.document import Tree
from macros.core.reading.bibliography import read_bibliography
from macros.core.words.latex_commands import plain_text
from macros.site.contributing.pasting.bibtex_entries import BibtexEntry
from macros.site.contributing.pasting.pasted import AtHand, Fields, Pasted
from macros.site.contributing.pasting.pasted_addresses import of_eprint
from macros.site.contributing.pasting.pasted_kinds import BIBTEX, WRITTEN_OUT, PastedKind, kind_of
from macros.site.contributing.pasting.work_builder import WorkBuilder
from macros.site.works.bibtex_files import as_recorded

_OWN = {"uncertain", "seen", "seenat", "seenon", "oscola", "bluebook"}
"""Fields that no program but the archive writes."""
_SHOWN_VALUE = 60


def entry_decoded(value: str) -> tuple[str, str]:
    """A value without LaTeX, and a sentence on what of it could not be read."""
    read = plain_text(value)
    if read.torn:
        return read.text, "holds LaTeX that cannot be read and is taken as it stands; compare it with the document"
    if read.unknown:
        rest = f"compare '{read.text[:_SHOWN_VALUE]}'" if read.text else "nothing remains of it"
        return read.text, f"holds {', '.join(read.unknown)}, which is left out; {rest}"
    return read.text, f"holds a formula; compare '{read.text[:_SHOWN_VALUE]}'" if read.formula else ""


def own_work(text: str) -> dict[str, Tree]:
    """The fields of an entry that the archive wrote itself, letter for letter; nothing if it is not sound."""
    works, _, problems = read_bibliography(as_recorded(text))
    return dict(next(iter(works.values())).document.tree) if len(works) == 1 and not problems else {}


def is_own(entry: BibtexEntry) -> bool:
    """Whether an entry has fields that only the archive's own files have."""
    return bool(_OWN & {name.lower() for name, _ in entry.fields})


def entry_work(entry: BibtexEntry, at_hand: AtHand) -> Pasted:
    """The work of an entry."""
    fields = Fields(entry.fields)
    made = WorkBuilder(_kind(entry, fields), fields, at_hand, entry_decoded)
    for name, pasted in _PLACES.items():
        made.take(name, *pasted)
    _addresses(made)
    _dates(made)
    _container(made)
    made.pages(fields.first("pages"))
    made.language("langid", "language", "hyphenation")
    _type(made)
    for role in ("author", "editor"):
        value = fields.first(role)
        made.names(role, lambda reader, value=value: reader.of_bibtex(value))  # type: ignore[misc] # bound at once
    for word in dict.fromkeys(entry.undefined):
        made.doubts.append(f"'{word}' is an abbreviation that the text does not define; write it out")
    return made.finished(entry.key, {"crossref", "xdata", "entrysubtype"})


_PLACES = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "titleaddon": ("titleaddon",),
    "publisher": ("publisher",),
    "institution": ("institution", "school"),
    "series": ("series",),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pagetotal": ("pagetotal", "numpages"),
    "edition": ("edition",),
    "location": ("location", "address", "city"),
}
"""Fields of ours and the names under which entries have them."""


def _kind(entry: BibtexEntry, fields: Fields) -> PastedKind:
    kind = kind_of(BIBTEX, entry.kind.lower())
    subtype = fields.peek("entrysubtype").lower()
    if kind.entrytype == "article":
        words = {"newspaper": "news article", "magazine": "magazine article"}.get(subtype, "")
        return kind._replace(words=words)
    return kind


def _addresses(made: WorkBuilder) -> None:
    fields = made.fields
    made.address("url", "bdsk-url-1", "howpublished", "ee")
    made.doi("doi")
    if not made.has("url") and (number := fields.peek("eprint")):
        archive = fields.peek("eprinttype") or fields.peek("archiveprefix")
        if address := of_eprint(archive, number):
            fields.every("eprint", "eprinttype", "archiveprefix")
            made.set("url", address)
    if not made.has("url"):
        made.address("link", "pdf", "note", "annote", "urlraw")


def _dates(made: WorkBuilder) -> None:
    fields = made.fields
    day, month = fields.peek("day"), fields.peek("month")
    date = fields.first("date")
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}/", date):
        date += ".."  # since then, in BibLaTeX
    if date:
        made.date("date", date)
    else:
        year = fields.first("year")
        fields.every("month", "day")
        made.date("date", _joined(year, month, day))
    made.date("urldate", fields.first("urldate", "lastchecked", "urlaccess", "lastaccessed", "accessed", "access-date"))
    made.accessed("note", "urlnote")


def _joined(year: str, month: str, day: str) -> str:
    """One date of three fields: numbers as ISO 8601, words as they are said."""
    if month.isdigit() and year.isdigit():
        return "-".join(part.zfill(2) for part in (year, month, day) if part)
    return " ".join(filter(None, (day, month, year)))


def _container(made: WorkBuilder) -> None:
    """What the work appeared in, and who stands in for a publisher that is not named."""
    fields = made.fields
    within = "booktitle" if made.kind.entrytype == "incollection" else "journaltitle"
    made.take(within, "booktitle" if within == "booktitle" else "journaltitle", "fjournal", "journal", "journaltitle")
    if within == "booktitle" and (subtitle := fields.first("booksubtitle")):
        made.add("booktitle", f": {entry_decoded(subtitle)[0]}")
    made.take("booktitle", "booktitle")
    if made.kind.entrytype == "online" and not made.has("publisher"):
        made.take("publisher", "organization", "institution", "journaltitle")
        if not made.has("publisher"):
            made.moved(
                "titleaddon", "publisher", "titleaddon is taken as the publisher, as Zotero writes the name of a site"
            )
    made.take("publisher", "organization")


def _type(made: WorkBuilder) -> None:
    """The kind of document in words; what biblatex would translate is written out."""
    value = made.fields.peek("type")
    if value.lower() in WRITTEN_OUT:
        made.fields.every("type")
        made.set("type", WRITTEN_OUT[value.lower()])
    made.take("type", "type")
    article = made.kind.entrytype == "article" and not made.kind.words and not made.has("type")
    if article and made.has("volume"):
        made.set("type", "journal article")
        made.doubts.append("type is taken as 'journal article', since there is a volume")
    if made.kind.entrytype == "thesis" and made.has("institution") is False and made.has("publisher"):
        made.moved("publisher", "institution", "")
