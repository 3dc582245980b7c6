"""Works as reference managers copy them, in BibTeX or RIS, with the names that biblatex gives to their fields.

BibTeX is read by pybtex, RIS by rispy. Fields that the bibliography does not have are left out and named, abstracts and
notes above all: they are other people's texts.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import rispy
from pybtex.database import Entry, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from macros.core.models import Work
from macros.core.models.document import Tree
from macros.core.reading.yaml_reader import MAX_VALUE
from macros.core.words.invisible import UNSEEN

_RENAMED = {"journal": "journaltitle", "address": "location", "school": "institution", "language": "langid"}
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
_LANGUAGES = {"english": "en", "korean": "ko", "chinese": "zh", "japanese": "ja", "french": "fr", "german": "de"}
RIS_DATE = re.compile(r"(\d{4})(?:/(\d\d?)(?:/(\d\d?))?)?/*|(\d{4})-(\d\d)(?:-(\d\d))?")
MAX_PASTED = 200_000
"""Characters of pasted text; a reference with its abstract has a fiftieth of that."""
MANY_BRACES = 20
LONGEST_REASON = 200
TIME = re.compile(r"T\d[\d:.Z+-]*$")


class PastedError(ValueError):
    """What was pasted cannot be read; the message says why."""


@dataclass
class Pasted:
    """One pasted work: the fields of the bibliography that it fills, and the names of fields that are left out.

    `doubts` are sentences on what may have been misread.
    """

    fields: dict[str, Tree] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read_pasted(text: str) -> Pasted:
    """The one work of a BibTeX or RIS text.

    A byte order mark and invisible characters are ignored.

    Raises:
        PastedError: The text is neither, or does not hold exactly one work.
    """
    if len(text) > MAX_PASTED:
        raise PastedError(f"has {len(text):,} characters; a reference has at most {MAX_PASTED:,}")
    text = UNSEEN.sub("", text)
    try:
        works = _ris(text) if re.match(r"\s*TY\s{1,2}-", text) else _bibtex(text)
    except Exception as error:  # two libraries read unknown input, and each raises its own errors
        said = " ".join(str(error).split())[:LONGEST_REASON]
        raise PastedError(f"is neither BibTeX nor RIS: {said or type(error).__name__}") from error
    if len(works) != 1:
        raise PastedError(f"holds {len(works)} works; should hold one, as BibTeX (@…) or RIS (TY  - …)")
    if not works[0].fields.get("title"):
        raise PastedError("holds a work without a title")
    return works[0]


def _bibtex(text: str) -> list[Pasted]:
    opened = {sign: text.count(sign) for sign in "{}"}
    if abs(opened["{"] - opened["}"]) > MANY_BRACES:
        raise PastedError("opens and closes braces that do not belong together")
    return [_entry(entry) for entry in parse_string(text, "bibtex").entries.values()]


def _entry(entry: Entry) -> Pasted:
    short = {name.lower(): value for name, value in entry.fields.items() if len(value) <= MAX_VALUE}
    plain = {name: _plain(value) for name, value in short.items()}
    if "year" in plain and "date" not in plain:
        plain["date"] = _year_and_month(plain["year"], plain.get("month", ""))
    made = _taken({_RENAMED.get(name, name): value for name, value in plain.items() if name not in ("year", "month")})
    made.left_out += [f"{name.lower()} (too long)" for name in entry.fields if name.lower() not in short]
    made.fields["url"] = short.get("url", "")  # an address is not LaTeX
    for role in ("author", "editor"):
        made.fields[role] = [str(person) for person in entry.persons.get(role, [])]
    return _finished(made, ENTRIES.get(entry.type.lower(), entry.type.lower()))


def _plain(value: str) -> str:
    """A value without LaTeX; unchanged if its LaTeX cannot be read."""
    try:
        return " ".join(str(Text.from_latex(value)).split())
    except (PybtexError, ValueError, IndexError, RecursionError):
        return " ".join(value.split())


def _ris(text: str) -> list[Pasted]:
    """The works of a RIS text; the end of the last one may be missing, and spaces before a tag do not count."""
    lines = [line.strip() for line in text.splitlines()]
    last = next((line for line in reversed(lines) if line), "")
    return [_record(record) for record in rispy.loads("\n".join([*lines, *([] if last[:2] == "ER" else ["ER  - "])]))]


def _record(found: Mapping[str, Any]) -> Pasted:
    unknown = found.get("unknown_tag", {})
    record = {name: value for name, value in found.items() if name != "unknown_tag" and _length(value) <= MAX_VALUE}
    named = {RIS_NAMES.get(name, name): _text(value) for name, value in record.items() if name not in RIS_READ}
    made = _taken({name: value for name, value in named.items() if name not in ("start_page", "end_page")})
    authors = record.get("authors", record.get("first_authors", []))
    made.fields["author"] = [_name(name) for name in authors]
    if any("," not in name for name in authors):
        made.doubts.append("an author without a comma is read as an institution; write a person as Last, First")
    made.fields["url"] = _text(record.get("urls") or record.get("url") or "")
    made.fields["date"] = _ris_date(_text(record.get("date") or record.get("year") or ""))
    made.fields["urldate"] = _ris_date(_text(record.get("access_date") or ""))
    made.fields["pages"] = "--".join(filter(None, (named.get("start_page"), named.get("end_page"))))
    made.left_out += [f"{name} (too long)" for name in found if name != "unknown_tag" and name not in record]
    made.left_out += sorted(f"{tag} (not a tag of RIS)" if tag else "lines without a tag" for tag in unknown)
    return _finished(made, RIS_ENTRIES.get(_text(record.get("type_of_reference", "")), "misc"))


def _length(value: str | list[str]) -> int:
    return sum(map(len, value))


def _text(value: str | list[str]) -> str:
    return " ".join((value if isinstance(value, str) else (value or [""])[0]).split())


def _name(name: str) -> str:
    """A person as `Last, First`; a name without a comma is an institution, and gets its braces."""
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
        kept["langid"] = _LANGUAGES.get(language.lower(), language)
    for name in ("date", "urldate"):
        if name in kept:
            kept[name] = TIME.sub("", str(kept[name]))
    web = entrytype == "misc" and "url" in kept  # as reference managers write a web page
    return Pasted({"entrytype": "online" if web else entrytype, **kept}, made.left_out, made.doubts)


def _year_and_month(year: str, month: str) -> str:
    """Year and month as a date; a month that is not understood stays: the date is then refused, not rounded."""
    number = month.zfill(2) if month.isdigit() else _month(month)
    return f"{year}-{number}" if number else year


def _month(month: str) -> str:
    short = month.lower().rstrip(".")
    names = {name.lower()[:length]: number for number, name in enumerate(calendar.month_name) for length in (3, 4, 9)}
    return f"{names[short]:02d}" if names.get(short) else month


def _ris_date(value: str) -> str:
    """`2012/03/14/` as `2012-03-14`, `2012/03//` as `2012-03`; anything else stays, and is then refused as a date."""
    match = RIS_DATE.fullmatch(value.strip())
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else value
