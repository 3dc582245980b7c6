"""Instruments as CSL-JSON: treaties, resolutions and laws as what a bibliography lists."""

from __future__ import annotations

import re
from typing import Any

from macros.core.models import Instrument
from macros.site.works.csl import csl_date

_TYPES = {
    "treaty": "treaty",
    "protocol": "treaty",
    "bilateral": "treaty",
    "declaration": "document",
    "resolution": "document",
    "general-comment": "document",
    "finding": "document",
    "ilc-text": "document",
    "agreement": "treaty",
    "handbook": "document",
    "domestic-law": "legislation",
    "decree": "legislation",
}
"""The CSL type of each kind of instrument. Norms, crimes and policies are not documents: our page is cited instead."""

SERIES = re.compile(r"(\d+) UNTS (\d+)")


def instrument_item(instrument: Instrument) -> dict[str, Any] | None:
    """The CSL-JSON item (CSL 1.0.2) of an instrument, or None for one that is not a single document."""
    kind = _TYPES.get(instrument.kind)
    if kind is None or instrument.candidates:
        return None
    series = SERIES.match(instrument.unts or "")
    fields: dict[str, Any] = {
        "title": instrument.name,
        "container-title": "United Nations Treaty Series" if series else None,
        "volume": series[1] if series else None,
        "page": series[2] if series else None,
        "number": instrument.symbol,
        "URL": instrument.address,
        "issued": csl_date(instrument.adopted),
    }
    return {"id": instrument.id, "type": kind} | {name: value for name, value in fields.items() if value}
