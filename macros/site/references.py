"""Works as formatted references: pybtex's formatting engine with one style for the whole site."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from pybtex.backends.html import Backend
from pybtex.database import Entry
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import field, first_of, join, optional, optional_field, sentence, tag, words

from macros.core.models import Work


class ArchiveStyle(BaseStyle):  # type: ignore[misc]  # pybtex carries no types
    """Author, title, kind, container, place, publisher, date: the order in which a reader looks for them."""

    def __init__(self) -> None:
        super().__init__(name_style="plain", sorting_style="none", abbreviate_names=False)

    def get_work_template(self, _entry: Entry) -> Any:
        """One template for all kinds of work; fields that are not there leave no trace."""
        return join(sep=" ")[
            optional[sentence[field("authors")]],
            sentence(sep=": ", add_period=True)[tag("em")[field("title")], optional_field("subtitle")],
            optional[sentence[field("titleaddon")]],
            sentence(sep=", ")[
                optional[field("type")],
                optional[words[field("edition"), "edition"]],
                optional[tag("em")[field("journaltitle")]],
                optional[words["vol.", field("volume")]],
                optional_field("series"),
                optional_field("number"),
                optional[field("pages")],
                optional_field("location"),
                first_of[optional_field("publisher"), optional_field("institution")],
                first_of[optional_field("shown"), "undated"],
            ],
        ]


_BACKEND = Backend()
_TEMPLATE = ArchiveStyle().get_work_template(Entry("misc"))


def reference(work: Work) -> Markup:
    """The reference of one work as HTML, without its addresses."""
    fields = {
        "authors": _joined(work.author) or (f"{_joined(work.editor)} (ed.)" if work.editor else ""),
        "title": work.title,
        "subtitle": work.subtitle,
        "titleaddon": work.titleaddon,
        "type": (work.type or "")[:1].upper() + (work.type or "")[1:],
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
    text = _TEMPLATE.format_data({"entry": entry, "style": None, "bib_data": None})
    return Markup(text.render(_BACKEND).replace("\n", " "))


def _joined(names: list[str]) -> str:
    """Names as entered: persons family name first, institutions without the braces that mark them."""
    shown = [name.strip("{}") for name in names]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" and {shown[-1]}" if shown else ""

