"""ContextObjects in Spans (COinS): the works of a list, for Zotero to pick from.

A span carries an OpenURL ContextObject (ANSI/NISO Z39.88-2004, key-encoded values, formats Dublin Core and book).
Zotero offers all spans of a page as a list, by their titles, and prefers them to the head of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from macros.core.models import Work
from macros.site.works.csl import SUPPLIED, csl_name, csl_title
from macros.site.works.zotero_items import carried, container, creators, item_type, plain_date

FORMAT = "info:ofi/fmt:kev:mtx:"
SPAN_KEYS = {
    "publisher": "rft.publisher",
    "place": "rft.place",
    "series": "rft.series",
    "volume": "rft.volume",
    "issue": "rft.issue",
    "pages": "rft.pages",
    "numPages": "rft.tpages",
    "edition": "rft.edition",
}
"""The key from which Zotero fills a field."""


def coins(work: Work, title: str = "") -> str:
    """The ContextObject of a work, percent-encoded; the template escapes it for the attribute.

    `title` is the one that tells it apart in a list; without it, it is its own. A single institution is `rft.aucorp`,
    in which Zotero changes nothing. The type comes last; otherwise Zotero reads the title of an article as that of its
    journal and drops the item. An address with a plus sign is left out: Zotero always reads the sign as a space.
    """
    kind, held = item_type(work), carried(work)
    report = kind == "report"
    fields = [
        ("rft.genre", "report" if report else ""),
        ("rft.title", title or csl_title(work)),
        *_authors(work),
        *((key, held.get(name, "")) for name, key in SPAN_KEYS.items()),
        ("rft.series", _series(work) if report else ""),
        ("rft.source", container(work)),
        ("rft.date", plain_date(work.date)),
        ("rft.identifier", work.url if work.url and "+" not in work.url and "%2b" not in work.url.lower() else ""),
        ("rft.language", work.langid or ""),
        ("rft.type", kind),
    ]
    pairs = [f"{name}={quote(value, safe='')}" for name, value in fields if value]
    form = quote(f"{FORMAT}{'book' if report else 'dc'}", safe="")
    return "&".join(["ctx_ver=Z39.88-2004", f"rft_val_fmt={form}", *pairs])


def _authors(work: Work) -> list[tuple[str, str]]:
    names = creators(work)
    alone = csl_name(work.author[0]).get("literal") if len(names) == 1 else None
    return [("rft.aucorp", alone)] if alone else [("rft.au", name) for name in names]


def _series(work: Work) -> str:
    """Series and number of a report as one: "Asia Report, no. 122"; without a series the number alone.

    No key fills the number of a report. Its series is printed at the same place, and has one in the format for books.
    """
    return ", no. ".join(filter(None, (work.series, work.number)))


def told_apart(works: Iterable[Work]) -> dict[str, str]:
    """The title of each work in a list to pick from, by key; of titles that are the same, each with outlet and date.

    If those are the same too, the key follows. What is added is in square brackets, as all that the archive supplies.
    """
    found = {work.id: work for work in works}
    titles = {key: csl_title(work) for key, work in found.items()}
    for added in ({key: work.short_text for key, work in found.items()}, {key: key for key in found}):
        often = Counter(title.casefold() for title in titles.values())
        titles = {
            key: _with(title, added[key]) if often[title.casefold()] > 1 else title for key, title in titles.items()
        }
    return titles


def _with(title: str, added: str) -> str:
    supplied = SUPPLIED.fullmatch(title)
    return f"[{supplied[1]}; {added}]" if supplied else f"{title} [{added}]"
