"""Works as files of CSL-JSON, from which Zotero and pandoc take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from macros.core.models import Work
from macros.site.works.csl import csl_item, csl_type
from macros.site.works.zotero_items import NUMBER_FIELDS, item_type

_SAID_BY_TYPE = {"news article", "journal article", "encyclopedia article", "blog post", "web page", "web item", "book"}
"""Kinds of document that say no more than the type of the item; as a genre they would only be printed beside it."""
_PAPERS = {"article-newspaper", "article-journal"}
"""Types whose place is where a text was sent from; as a place it would be read as that of the paper."""


def csl_json(works: Iterable[Work], _archive: str = "") -> str:
    """A JSON array of CSL-JSON items (CSL 1.0.2), one a line, UTF-8."""
    items = (json.dumps(filed_item(work), ensure_ascii=False, separators=(",", ":")) for work in works)
    return "[\n" + ",\n".join(items) + "\n]\n"


def filed_item(work: Work) -> dict[str, Any]:
    """The item of a work with all that a file can carry: its kind, its place, and its number where Zotero has no field.

    Such a number is also a line of `note`, which becomes Zotero's *Extra*: there Zotero finds it again when it cites.
    """
    kind = csl_type(work)
    item = csl_item(work)
    added = {
        "genre": work.type if work.type not in _SAID_BY_TYPE else None,
        "publisher-place": work.location if kind not in _PAPERS else None,
        "note": f"Number: {work.number}" if "number" in item and item_type(work) not in NUMBER_FIELDS else None,
    }
    return item | {name: value for name, value in added.items() if value and name not in item}
