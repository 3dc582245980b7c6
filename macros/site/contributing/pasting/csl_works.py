"""Pasted items of CSL-JSON as works, as Zotero exports them and as its web service answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from macros.core.words.invisible import UNSEEN
from macros.site.contributing.pasting.pasted import AtHand, Fields, Pasted, PastedError
from macros.site.contributing.pasting.pasted_kinds import CSL, kind_of
from macros.site.contributing.pasting.pasted_markup import without_markup
from macros.site.contributing.pasting.pasted_names import Names
from macros.site.contributing.pasting.work_builder import WorkBuilder

_PLACES = {
    "title": ("title",),
    "type": ("genre",),
    "publisher": ("publisher",),
    "series": ("collection-title",),
    "volume": ("volume",),
    "number": ("number", "issue", "version", "collection-number"),
    "pagetotal": ("number-of-pages",),
    "edition": ("edition",),
    "location": ("publisher-place", "archive-place"),
}
"""Fields of ours and the variables that hold them."""
_NAMES = ("author", "editor")
_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
_KEY = re.compile(r"^(?:https?://.*/)?([^/]+)$")


def item_decoded(value: str) -> tuple[str, str]:
    """A value of CSL-JSON is text with a few tags of HTML."""
    return without_markup(value), ""


def csl_items(text: str) -> list[Mapping[str, Any]]:
    """The items of a JSON text: a list, one item, or a list under `items`.

    Raises:
        PastedError: It is not JSON, with the line; or its parts are not items.
    """
    try:
        found = _visible(json.loads(text))
    except json.JSONDecodeError as error:
        raise PastedError(f"is not JSON in line {error.lineno}: {error.msg.lower()}") from error
    except (RecursionError, ValueError) as error:
        raise PastedError("is JSON that is nested too deep or holds a number that is too long") from error
    if isinstance(found, dict):
        found = found.get("items", [found])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise PastedError("is JSON, but not CSL-JSON; it should be a list of items, each with `type` and `title`")
    if any("itemType" in item or "data" in item for item in found):
        raise PastedError("is Zotero's own JSON; export the items as CSL JSON, BibLaTeX or RIS")
    if not all(isinstance(item.get("type"), str) for item in found):
        raise PastedError('is JSON, but not CSL-JSON; each item has a `type`, such as "report"')
    return found


def _visible(tree: Any) -> Any:
    """A JSON value without the invisible characters that its texts hold as codes, which may be halves of a letter."""
    if isinstance(tree, str):
        return UNSEEN.sub("", tree)
    if isinstance(tree, list):
        return [_visible(one) for one in tree]
    return {_visible(name): _visible(one) for name, one in tree.items()} if isinstance(tree, dict) else tree


def item_work(item: Mapping[str, Any], at_hand: AtHand) -> Pasted:
    """The work of an item."""
    kind = kind_of(CSL, str(item["type"]))
    fields = Fields((name, _text(value)) for name, value in item.items() if name not in ("type", "id"))
    made = WorkBuilder(kind, fields, at_hand, item_decoded)
    for name, variables in _PLACES.items():
        made.take(name, *variables)
    within = "publisher" if kind.words.startswith("encyclopedia") and fields.peek("URL") else kind.within
    if within and not made.has(within):
        made.take(within, "container-title")
    if kind.entrytype == "thesis":
        made.moved("publisher", "institution", "")
    made.address("URL")
    made.doi("DOI")
    for name, variable in (("date", "issued"), ("urldate", "accessed")):
        fields.every(variable)
        made.date(name, _date(item.get(variable)))
    made.pages(fields.first("page"))
    made.language("language")
    for role in _NAMES:
        fields.every(role)
        made.names(role, lambda reader, role=role: _names(item.get(role), reader))  # type: ignore[misc] # bound at once
    key = _KEY.match(str(item.get("citation-key") or item.get("id") or ""))
    return made.finished(key[1] if key else "", {"citation-key"})


def _text(value: Any) -> str:
    """A value as one line; names, dates and whatever else is not text only count as being there."""
    if isinstance(value, bool) or value is None:
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else "…" if value else ""


def _names(value: Any, reader: Names) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [name for part in found if (name := _name(part, reader))]


def _name(value: Any, reader: Names) -> str:
    if isinstance(value, str):
        return next(iter(reader.of_ris([value])), "")
    if not isinstance(value, dict):
        return ""
    held = {name: text for name, text in value.items() if isinstance(text, str) and text.strip()}
    part = {name: " ".join(without_markup(text).split()) for name, text in held.items()}
    if literal := part.get("literal"):
        return reader.whole(literal)
    family = " ".join(
        filter(None, (part.get("dropping-particle"), part.get("non-dropping-particle"), part.get("family")))
    )
    return reader.of_parts(family, part.get("given", ""), part.get("suffix", ""))


def _date(value: Any) -> str:
    """A date of CSL as text: its parts as EDTF with its mark of doubt, or its words."""
    if not isinstance(value, dict):
        return _text(value) if not isinstance(value, list) else ""
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not any(isinstance(part, list) and part and part[0] for part in parts):
        return str(value.get("raw") or value.get("literal") or "")
    points = [_point(part) for part in parts[:2] if isinstance(part, list)]
    mark = "~" if value.get("circa") and str(value["circa"]).lower() not in ("false", "0") else ""
    season = str(value.get("season") or "")
    named = _SEASONS[int(season)] if re.fullmatch(r"[1-4]", season) else season
    words = "/".join(f"{point}{mark}" for point in points)
    return f"{named} {words}" if named and len(points) == 1 and "-" not in points[0] else words


def _point(parts: list[Any]) -> str:
    numbers = [str(part).strip() for part in parts[:3] if str(part).strip() not in ("", "0", "None")]
    return "-".join(number.zfill(4 if not place else 2) for place, number in enumerate(numbers))
