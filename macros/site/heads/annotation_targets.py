"""Where an annotation belongs in its original: the targets of Web Annotations.

They follow the Web Annotation Data Model (W3C Recommendation, 2017), section 4. Every target has the number of its
passage. Words of the document are added only where the record has a locator phrase that finds the place: one phrase,
at most six words, without what stands around it.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from macros.core.models import Source
from macros.core.values.dates import Date, parse_date
from macros.core.verification.locator_phrases import holders
from macros.site.site import Site
from macros.site.works.originals import Original, fragment, read_page

Node = dict[str, Any]
OWN = "site"
"""The prefix of addresses of the site itself, which the context of each file explains, as it does the next three."""
HERE, PAGE = "here", "page"
"""The prefixes of what is in the file itself, and of the places on the page of its document."""
METHOD = "method"
METHOD_PAGE = "about/method/#"
"""The prefix of the places on the page of the method, and what it stands for below the site's root."""
NUMBERING = "how-passages-are-numbered"
"""What says how passages are numbered, on that page: the specification to which `passage=6` conforms."""
READ_STATE = "read"
"""The anchor of the state that the annotations of a file share."""
TEXT_FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"
_COPIED_AT = re.compile(r"/web/(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
"""The second at which the Wayback Machine made a copy, in the address of the copy."""


class Spot(NamedTuple):
    """A place in a document: first and last passage, both 0 for the document as a whole, and its locator phrases."""

    first: int = 0
    last: int = 0
    phrases: tuple[str, ...] = ()


def target(site: Site, work: str, place: Spot) -> Node:
    """The target of an annotation: the page of the document, the place on it, and when it was read or copied.

    A document without an address is named by its entry in the bibliography.
    """
    page = read_page(site.originals(work))
    if page is None:
        return {"type": "SpecificResource", "source": site.absolute(site.address("work", work))}
    address, _, within = page.address.partition("#")
    selectors = [*_by_number(place), *_by_words(site, work, page, place, within)]
    found: Node = {"type": "SpecificResource", "source": address}
    found |= {"selector": selectors} if selectors else {}
    return found | ({"state": state} if (state := _state(site, work, page)) else {})


def _by_number(place: Spot) -> list[Node]:
    if not place.first:
        return []
    run = f"{place.first}-{place.last}" if place.last > place.first else str(place.first)
    return [{"type": "FragmentSelector", "conformsTo": f"{METHOD}:{NUMBERING}", "value": f"passage={run}"}]


def _by_words(site: Site, work: str, page: Original, place: Spot, within: str) -> list[Node]:
    """The first locator phrase as a text fragment and as a quotation; nothing where it may find another place."""
    source = site.sources.get(work)
    if page.plain or not place.phrases or (source and not _alone(source, place)):
        return []
    phrase = place.phrases[0]
    fragments = {"type": "FragmentSelector", "conformsTo": TEXT_FRAGMENTS, "value": f"{within}{fragment([phrase])}"}
    return [fragments, {"type": "TextQuoteSelector", "exact": phrase}]


def _alone(source: Source, place: Spot) -> bool:
    """Whether no phrase that is recorded for another passage holds the first phrase.

    `make verify` sees to it that it is found once in a captured text. Of a document that was only read, only what is
    recorded of its other passages is known.
    """
    claimed = ((claim.passage or 0, claim.find) for claim in source.claims.values())
    others = [
        phrase
        for number, phrases in (*source.passages.items(), *claimed)
        for phrase in phrases
        if not place.first <= number <= place.last
    ]
    return not holders(place.phrases[0], others)


def _state(site: Site, work: str, page: Original) -> Node | None:
    """When the page was as described: the copy that was seen, with its second if known, else the day of reading."""
    copy = page.copied
    made = _COPIED_AT.search(copy.address) if copy.seen else None
    if made:
        time = "{}-{}-{}T{}:{}:{}Z".format(*made.groups())
        return {"type": "TimeState", "sourceDate": time, "cached": copy.address}
    read = _read_on(site.sources.get(work)) or (parse_date(copy.day) if copy.day else None)
    if not read or not read.bounded:
        return None
    days = {"sourceDateStart": f"{read.first}T00:00:00Z", "sourceDateEnd": f"{read.last}T23:59:59Z"}
    return {"type": "TimeState", **days} | ({"cached": copy.address} if copy.seen else {})


def _read_on(source: Source | None) -> Date | None:
    if source is None:
        return None
    return source.capture.taken if source.capture else source.reading.on if source.reading else None
