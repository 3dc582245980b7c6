"""Works as formatted references, in one form for the whole site; styles for citing come from the citation processor."""

from __future__ import annotations

from markupsafe import Markup

from macros.core.models import Work
from macros.site.templates import template


def reference(work: Work) -> Markup:
    """The reference of one work as HTML, without its addresses: author, title, kind, container, place, publisher, date.

    One form serves all kinds of work; missing fields leave no gap.
    """
    author = _joined(work.author)
    publisher = "" if work.publisher in (author, work.journaltitle) else work.publisher
    found = [
        work.type,
        f"{work.edition} edition" if work.edition else "",
        work.journaltitle,
        f"in: {work.booktitle}" if work.booktitle and work.entrytype == "incollection" else "",
        f"vol. {work.volume}" if work.volume else "",
        *(work.series, work.number, (work.pages or "").replace("--", "–"), work.location),
        publisher or work.institution,
        work.date.in_words() if work.date else "undated",
    ]
    facts = [(text, text is work.journaltitle) for text in found if text]
    by = author or (f"{_joined(work.editor)} (ed.)" if work.editor else "")
    return Markup(template("parts/reference.html.j2").render(work=work, by=by, facts=facts))  # a template that escapes


def _joined(names: list[str]) -> str:
    """Names as entered: persons family name first, institutions without the braces that mark them."""
    shown = [name.strip("{}") for name in names]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" and {shown[-1]}" if shown else ""
