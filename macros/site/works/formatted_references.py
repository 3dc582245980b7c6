"""Works as formatted references: pybtex's formatting engine with one style for the whole site."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from pybtex.backends.html import Backend
from pybtex.database import Entry
from pybtex.richtext import Text
from pybtex.style.template import FieldIsMissing, first_of, join, node, optional, sentence, tag, words

from macros.core.models import Work


@node  # type: ignore[untyped-decorator]
def plain(children: list[str], context: dict[str, Any]) -> Text:
    """A field as plain text: the archive's entries hold no LaTeX, whose decoding would take most of the time."""
    entry: Entry = context["entry"]
    if children[0] not in entry.fields:
        raise FieldIsMissing(children[0], entry)
    return Text(entry.fields[children[0]])


TEMPLATE = join(sep=" ")[
    optional[sentence[plain["authors"]]],
    sentence(sep=": ", add_period=True)[tag("em")[plain["title"]], optional[plain["subtitle"]]],
    optional[sentence(capfirst=True)[plain["titleaddon"]]],
    sentence(sep=", ", capfirst=True)[
        optional[plain["type"]],
        optional[words[plain["edition"], "edition"]],
        optional[tag("em")[plain["journaltitle"]]],
        optional[words["vol.", plain["volume"]]],
        optional[plain["series"]],
        optional[plain["number"]],
        optional[plain["pages"]],
        optional[plain["location"]],
        first_of[optional[plain["publisher"]], optional[plain["institution"]]],
        first_of[optional[plain["shown"]], "undated"],
    ],
]
"""Author, title, kind, container, place, publisher, date: the order in which a reader looks for them.

One template serves all kinds of work; fields that are not there leave no trace.
"""

_BACKEND = Backend()


def reference(work: Work) -> Markup:
    """The reference of one work as HTML, without its addresses."""
    fields = {
        "authors": _joined(work.author) or (f"{_joined(work.editor)} (ed.)" if work.editor else ""),
        "title": work.title,
        "subtitle": work.subtitle,
        "titleaddon": work.titleaddon,
        "type": work.type,
        "edition": work.edition,
        "journaltitle": work.journaltitle,
        "volume": work.volume,
        "series": work.series,
        "number": work.number,
        "pages": work.pages,
        "location": work.location,
        "publisher": None if work.publisher in (_joined(work.author), work.journaltitle) else work.publisher,
        "institution": work.institution,
        "shown": work.date.in_words() if work.date else None,
    }
    entry = Entry("misc", fields={name: value for name, value in fields.items() if value})
    text = TEMPLATE.format_data({"entry": entry, "style": None, "bib_data": None})
    return Markup(text.render(_BACKEND).replace("\n", " "))


def _joined(names: list[str]) -> str:
    """Names as entered: persons family name first, institutions without the braces that mark them."""
    shown = [name.strip("{}") for name in names]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" and {shown[-1]}" if shown else ""
