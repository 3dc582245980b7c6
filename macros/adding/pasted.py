"""Works as reference managers copy them, in BibTeX or RIS, with the names that biblatex gives to their fields.

BibTeX is read by pybtex, RIS by rispy. What the bibliography has no field for is left out and named, abstracts and
notes above all: they are other people's texts.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import rispy
from pybtex.database import Entry, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from macros.core.documents import Tree
from macros.core.models import Work

RENAMED = {"journal": "journaltitle", "address": "location", "school": "institution", "language": "langid"}
"""Field names of BibTeX that biblatex has renamed; `year` and `month` make a `date`."""
ENTRIES = {"techreport": "report", "phdthesis": "thesis", "mastersthesis": "thesis", "inproceedings": "article"}
RIS_ENTRIES = {
    **dict.fromkeys(("JOUR", "NEWS", "MGZN", "JFULL"), "article"),
    **dict.fromkeys(("ELEC", "BLOG", "WEB"), "online"),
    "BOOK": "book",
    "RPRT": "report",
    "THES": "thesis",
}
RIS_NAMES = {
    "primary_title": "title",
    "secondary_title": "journaltitle",
    "journal_name": "journaltitle",
    "publisher": "publisher",
    "place_published": "location",
    "volume": "volume",
    "number": "number",
    "edition": "edition",
    "language": "langid",
    "type_of_work": "type",
    "title": "title",
}
RIS_READ = {"type_of_reference", "id", "authors", "first_authors", "year", "date", "access_date", "urls", "url"}
LANGUAGES = {"english": "en", "korean": "ko", "chinese": "zh", "japanese": "ja", "french": "fr", "german": "de"}
RIS_DATE = re.compile(r"(\d{4})(?:/(\d\d?)(?:/(\d\d?))?)?/*|(\d{4})-(\d\d)(?:-(\d\d))?")
TIME = re.compile(r"T\d[\d:.Z+-]*$")


class PastedError(ValueError):
    """What was pasted cannot be read; the message says why."""


@dataclass
class Pasted:
    """One work as it was pasted: the fields of the bibliography that it fills, and the names of what is left out.

    `doubts` are sentences on what may have been misread.
    """

    fields: dict[str, Tree] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read_pasted(text: str) -> Pasted:
    """The one work of a BibTeX or RIS text.

    Raises:
        PastedError: It is neither, or holds no work or more than one.
    """
    try:
        works = _ris(text) if re.match(r"\s*TY\s+-", text) else _bibtex(text)
    except (PybtexError, rispy.parser.ParseError, ValueError, KeyError, IndexError) as error:
        raise PastedError(f"is neither BibTeX nor RIS: {' '.join(str(error).split())}") from error
    if len(works) != 1:
        raise PastedError(f"holds {len(works)} works; should hold one, as BibTeX (@…) or RIS (TY  - …)")
    if not works[0].fields.get("title"):
        raise PastedError("holds a work without a title")
    return works[0]


def _bibtex(text: str) -> list[Pasted]:
    return [_entry(entry) for entry in parse_string(text, "bibtex").entries.values()]


def _entry(entry: Entry) -> Pasted:
    plain = {name.lower(): " ".join(str(Text.from_latex(value)).split()) for name, value in entry.fields.items()}
    if "year" in plain and "date" not in plain:
        plain["date"] = _year_and_month(plain["year"], plain.get("month", ""))
    made = _taken({RENAMED.get(name, name): value for name, value in plain.items() if name not in ("year", "month")})
    made.fields["url"] = entry.fields.get("url", "")  # an address is no LaTeX
    for role in ("author", "editor"):
        made.fields[role] = [str(person) for person in entry.persons.get(role, [])]
    return _finished(made, ENTRIES.get(entry.type.lower(), entry.type.lower()))


def _ris(text: str) -> list[Pasted]:
    return [_record(record) for record in rispy.loads(text)]


def _record(record: Mapping[str, str | list[str]]) -> Pasted:
    named = {RIS_NAMES.get(name, name): _text(value) for name, value in record.items() if name not in RIS_READ}
    made = _taken({name: value for name, value in named.items() if name not in ("start_page", "end_page")})
    authors = record.get("authors", record.get("first_authors", []))
    made.fields["author"] = [_name(name) for name in authors]
    if any("," not in name for name in authors):
        made.doubts.append("an author without a comma is taken as an institution; write a person as Last, First")
    made.fields["url"] = _text(record.get("urls") or record.get("url") or "")
    made.fields["date"] = _ris_date(_text(record.get("date") or record.get("year") or ""))
    made.fields["urldate"] = _ris_date(_text(record.get("access_date") or ""))
    made.fields["pages"] = "--".join(filter(None, (named.get("start_page"), named.get("end_page"))))
    return _finished(made, RIS_ENTRIES.get(_text(record["type_of_reference"]), "misc"))


def _text(value: str | list[str]) -> str:
    return " ".join((value if isinstance(value, str) else (value or [""])[0]).split())


def _name(name: str) -> str:
    """A person as `Last, First`; what has no comma is an institution, and gets its braces."""
    return name if "," in name else f"{{{name}}}"


def _taken(fields: Mapping[str, str]) -> Pasted:
    known = set(Work.model_fields) - {"entrytype", "keywords", "note", "related", "relatedtype", "uncertain"}
    return Pasted(
        {name: value for name, value in fields.items() if name in known},
        sorted(name for name, value in fields.items() if name not in known and value),
    )


def _finished(made: Pasted, entrytype: str) -> Pasted:
    kept = {name: value for name, value in made.fields.items() if value}
    if "langid" in kept:
        language = str(kept["langid"])
        kept["langid"] = LANGUAGES.get(language.lower(), language)
    for name in ("date", "urldate"):
        if name in kept:
            kept[name] = TIME.sub("", str(kept[name]))
    web = entrytype == "misc" and "url" in kept  # as reference managers write a web page
    return Pasted({"entrytype": "online" if web else entrytype, **kept}, made.left_out, made.doubts)


def _year_and_month(year: str, month: str) -> str:
    """Year and month as a date; a month that is not understood stays, so that the date is refused and not rounded."""
    number = month.zfill(2) if month.isdigit() else _month(month)
    return f"{year}-{number}" if number else year


def _month(month: str) -> str:
    short = month.lower().rstrip(".")
    names = {name.lower()[:length]: number for number, name in enumerate(calendar.month_name) for length in (3, 4, 9)}
    return f"{names[short]:02d}" if names.get(short) else month


def _ris_date(value: str) -> str:
    """`2012/03/14/` as `2012-03-14`, `2012/03//` as `2012-03`; anything else stays, and is refused as no date."""
    match = RIS_DATE.fullmatch(value.strip())
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else value
