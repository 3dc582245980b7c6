"""One FollowTheMoney entity: its id, its properties, and values in the forms that its library keeps."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from macros.core.models import Record, Work
from macros.core.models.base import Confirmed
from macros.core.values.dates import Date
from macros.site.site import Site

FtmEntity = dict[str, Any]
PREFIX = "fra"

COUNTRIES = {
    "Bangladesh": "bd",
    "Belgium": "be",
    "Brazil": "br",
    "Canada": "ca",
    "China": "cn",
    "Czech Republic": "cz",
    "DPRK": "kp",
    "Democratic People's Republic of Korea": "kp",
    "France": "fr",
    "Germany": "de",
    "Indonesia": "id",
    "Japan": "jp",
    "Mongolia": "mn",
    "Netherlands": "nl",
    "Norway": "no",
    "Paraguay": "py",
    "Philippines": "ph",
    "Republic of Korea": "kr",
    "Russia": "ru",
    "Spain": "es",
    "Switzerland": "ch",
    "Thailand": "th",
    "United Kingdom": "gb",
    "United States": "us",
}
"""Countries by the names that records use (ISO 3166-1 alpha-2); a name that is not here gives no code."""

LANGUAGES = {
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "ja": "jpn",
    "ko": "kor",
    "ru": "rus",
    "zh": "zho",
}
"""Languages of works (BCP 47 to ISO 639-3)."""


def entity_id(kind: str, record_id: str) -> str:
    """`fra-organization-icnk`; as permanent as the id of the record."""
    return f"{PREFIX}-{kind}-{record_id}"


def entity(schema: str, key: str, **properties: str | list[str] | None) -> FtmEntity:
    """An entity with those of its properties that have a value; values are strings, each once, in order."""
    found = {name: [value] if isinstance(value, str) else value for name, value in properties.items() if value}
    return {"id": key, "schema": schema, "properties": {name: list(dict.fromkeys(v)) for name, v in found.items()}}


def country(name: str | None) -> str | None:
    """The code of a country; None if the name is not that of a single one."""
    return COUNTRIES.get(name or "")


def language(tag: str | None) -> str | None:
    """The code of a language."""
    return LANGUAGES.get((tag or "").split("-")[0])


def web(address: str | None) -> str | None:
    """An address whose empty path is a slash (RFC 3986, 6.2.3), as the library writes it."""
    return urlunsplit(parts._replace(path="/")) if address and not (parts := urlsplit(address)).path else address


def settled(date: Date | None) -> tuple[str, str]:
    """Start and end of a date as ISO 8601 prefixes; either is empty where it is open, approximate or uncertain."""
    ends = (date.start, date.end) if date else (None, None)
    start, end = (point.iso if point and point.exact else "" for point in ends)
    return start, end


def spanned(date: Date | None) -> dict[str, str]:
    """A date as the properties of an interval: `date` for one day, month or year, else its start and end."""
    start, end = settled(date)
    return {"date": start} if start == end else {"startDate": start, "endDate": end}


def unsettled(date: Date | None) -> str:
    """A date in words, if it cannot be given as a date."""
    return f"Date: {date.in_words()}" if date and "" in settled(date) else ""


def common(site: Site, record: Record) -> dict[str, str | list[str] | None]:
    """What all entities of records have: the page of the record is their source."""
    return {"sourceUrl": site.absolute(site.address(record.kind_id, record.id))}


def doubt(record: Confirmed | Work) -> str:
    """What is unsettled about a record; an entity must not look firmer than its record."""
    return f"Unverified: {record.uncertain}" if record.uncertain else ""
