"""Works as CSL-JSON (CSL 1.0.2 data schema): the one mapping from the bibliography to what citation programs read."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from macros.core.models import Work
from macros.core.reading.bibliography import strip_braces
from macros.core.values.dates import Date
from macros.site.templates import template

_KINDS = {
    "journal article": "article-journal",
    "news article": "article-newspaper",
    "editorial": "article-newspaper",
    "opinion article": "article-newspaper",
    "encyclopedia article": "entry-encyclopedia",
    "conference paper": "paper-conference",
    "blog post": "post-weblog",
    "web page": "webpage",
    "web item": "webpage",
    "web story on a report": "webpage",
    "broadcast or web item": "webpage",
    "data set": "dataset",
    "photograph": "graphic",
    "video": "motion_picture",
}
"""CSL types by the kind of document in words; what follows a comma ("reposted", "translated") does not change the type.

Hearings are not among them: styles read the type `hearing` as that of a bill and its author as a witness.
"""

ENTRY_TYPES = {
    "article": "article-newspaper",
    "book": "book",
    "incollection": "chapter",
    "report": "report",
    "thesis": "thesis",
}
"""CSL types of entries whose kind of document is not listed; others are a `document`, printed with its full date."""

CONTAINED = {"article-journal", "article-newspaper", "entry-encyclopedia", "post-weblog", "webpage"}
"""Types that appear in something: if no journal is named, the publisher is the paper, site or work they are in."""

PARTS = {"chapter", "paper-conference"}
"""Types that appear in a book, under its title."""

ON_THE_WEB = {"document", "post-weblog", "entry-encyclopedia", "dataset", "graphic", "motion_picture"}
"""Types that OSCOLA and Bluebook cite as a web page; as their own type they would lose date or publisher."""

GENRES = {"document", "report", "thesis", "graphic", "motion_picture", "dataset"}
"""Types whose genre readers expect to be named."""

DATELINES = {"online", "article"}
"""Entries whose place is where a text was sent from, not a place of publication."""

CASED = {"title", "container-title", "collection-title"}
"""Fields that styles print in title case."""

UNMARKED = {"id", "type", "language", "URL"}
"""Fields that are not text."""

_KEPT = re.compile(
    r"\[[^\]]*\]"  # what the archive supplies
    r"|[A-Z][^\W\d_]*(?:-[a-z][^\W\d_]*)+"  # Bong-hyun, Co-operation
    r"|[a-z][\w-]*[./_][\w./*-]*\w"  # addresses and names of files
    r"|^[a-z]\S*(?=$| \[)"  # names in one small word
    r"|<"
)
"""Parts that a style must not change in a text that it prints in title case."""

_TAG = re.compile("<")
"""The beginning of anything that would be read as formatting, in any text."""

_NUMBERS = {"article-journal": "issue", "dataset": "version"}
"""The CSL field of the number of a work; for all other types it is `number`."""

SUPPLIED = re.compile(r"\[(.*)\]", re.DOTALL)
EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
"""Hangul, kana and Chinese characters: names in them are printed as one, family name first, without a comma."""


def csl_item(work: Work, *, web: bool = False) -> dict[str, Any]:
    """One CSL-JSON item.

    `web` gives the item for OSCOLA and Bluebook, where statements, letters and press releases are web pages;
    in all other styles they are a `document`, the only type that prints the full date of such a text. Fields that
    are empty are left out.
    """
    kind = csl_type(work, web=web)
    item = {
        "id": work.id,
        "type": kind,
        "language": work.langid,
        "author": [csl_name(name) for name in work.author],
        "editor": [csl_name(name) for name in work.editor],
        "title": csl_title(work),
        "genre": _genre(work, kind),
        "issued": csl_date(work.date),
        **_place(work, kind, web=web),
        **_numbers(work, kind),
        "URL": work.url,
        "accessed": csl_date(work.urldate),
    }
    return {name: value for name, value in item.items() if value}


def printed_item(work: Work, *, web: bool = False) -> dict[str, Any]:
    """The same item for a citation processor, with the words marked that title case must not change.

    The mark is the one of CSL-JSON's rich text, a `span` of the class `nocase`. Files for other programs do not have
    it.
    """
    item = csl_item(work, web=web)
    texts = {name: text for name, text in item.items() if isinstance(text, str) and name not in UNMARKED}
    return item | {name: (_KEPT if name in CASED else _TAG).sub(_kept, text) for name, text in texts.items()}


def _kept(match: re.Match[str]) -> str:
    return template("files/nocase.j2").render(text=Markup(match[0])).rstrip()  # CSL-JSON knows no entities


def csl_type(work: Work, *, web: bool = False) -> str:
    """The CSL type: by the kind of document, else by the type of the entry, else `document`."""
    words = (work.type or "").split(",")[0]
    kind = _KINDS.get(words) or ENTRY_TYPES.get(work.entrytype, "document")
    return "webpage" if web and kind in ON_THE_WEB else kind


def csl_name(name: str) -> dict[str, str]:
    """A name as entered: institutions, East Asian names and names without a comma whole, others in their parts."""
    if name.startswith("{") or "," not in name:
        return {"literal": strip_braces(name)}
    family, *rest = (strip_braces(part).strip() for part in name.split(","))
    if EAST_ASIAN.search(name):
        return {"literal": "".join([family, *rest])}
    suffix = {"suffix": rest[0]} if len(rest) > 1 else {}
    return {"family": family, "given": rest[-1]} | suffix


def csl_title(work: Work) -> str:
    """Title, subtitle, translation and addition as one; CSL and Zotero have no field for a translated title.

    A title supplied by the archive keeps its square brackets, which then include what explains it. After a printed
    title, printed additions follow as a sentence, and the archive's own (they begin in lower case) are in brackets.
    """
    title, addition = _with_subtitle(work), work.titleaddon or ""
    supplied = SUPPLIED.fullmatch(work.title)
    if not addition:
        return title
    if supplied:
        return f"[{supplied[1]}: {addition}]"
    return f"{title} [{addition}]" if addition[0].islower() else f"{_ended(title)} {addition}"


def _with_subtitle(work: Work) -> str:
    translated = f" [{work.title_translated}]" if work.title_translated else ""
    if not work.subtitle:
        return work.title + translated
    return f"{work.title}{'' if work.title[-1] in ':?!' else ':'} {work.subtitle}{translated}"


def _ended(title: str) -> str:
    return title if title[-1] in ".?!" else f"{title}."


def csl_date(date: Date | None) -> dict[str, Any] | None:
    """A date in one or two parts, as precise as it is written; any doubt is `circa`.

    CSL-JSON cannot express an open interval, which is given in words. No date gives None.
    """
    if date is None:
        return None
    if not date.bounded:
        return {"literal": date.in_words()}
    doubted = {"circa": True} if date.approximate or date.uncertain else {}
    return {"date-parts": [list(point.parts) for point in date.points]} | doubted


def _genre(work: Work, kind: str) -> str | None:
    """The kind in words; a numbered report of a series has that series in its place ("Asia Report no. 122")."""
    if kind == "report" and work.series and work.number:
        return work.series
    return work.type if kind in GENRES or work.type == "editorial" else None


def _place(work: Work, kind: str, *, web: bool) -> dict[str, str | None]:
    """What it appeared in, who published it and where; only on the web is somebody named twice.

    OSCOLA and the Bluebook name a site beside its owner; without it the Bluebook style leaves a stray comma.
    """
    authors = [name for name in (csl_name(name).get("literal") for name in work.author) if name]
    publisher = work.institution if kind == "thesis" else work.publisher or work.institution
    container = work.journaltitle or (work.booktitle if kind in PARTS else publisher if kind in CONTAINED else None)
    if web and kind == "webpage" and not container:
        container = next(iter(authors), None)
    return {
        "container-title": None if container in authors and not web else container,
        "publisher": None if publisher in [*authors, container] else publisher,
        "publisher-place": None if work.entrytype in DATELINES else work.location,
    }


def _numbers(work: Work, kind: str) -> dict[str, str | None]:
    return {
        "collection-title": None if kind == "report" and work.number else work.series,
        "volume": work.volume,
        _NUMBERS.get(kind, "number"): work.number,
        "edition": work.edition,
        "page": work.pages.replace("--", "-") if work.pages else None,
        "number-of-pages": work.pagetotal,
    }
