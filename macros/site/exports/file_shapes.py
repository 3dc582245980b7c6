"""The shapes of the points of `places.geojson` and of `archive.json`; and all tabular files by name."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from macros.core.models import KINDS
from macros.core.models.archive_citation import ArchiveCitation
from macros.core.models.base import ref, term
from macros.core.models.vocabulary import Retired
from macros.core.values.types import Id, Line, PermanentAddress
from macros.site.exports.claim_shapes import CLAIM, NOTE, Mention
from macros.site.exports.shapes import Exported, SiteAddress, Url, record_shape


class PlaceRole(Exported):
    """What is reported to have happened at a place in an incident."""

    id: Annotated[Id, ref("incident"), Field(description="incident")]
    roles: Annotated[list[Line], Field(description="arrested, held, crossed")]


class PointProperties(Exported):
    """The properties of a place in `places.geojson`."""

    name: Annotated[Line, Field(description="name in English")]
    native: Annotated[dict[str, str], Field(description="confirmed names by language tag")]
    native_unverified: Annotated[dict[str, str], Field(description="names shown as unverified, by language tag")]
    kind: Annotated[Line, term("place-kinds"), Field(description="what kind of place it is")]
    country: Annotated[Line, Field(description="country, in English")]
    province: Annotated[Line | None, Field(description="province")]
    certainty: Annotated[
        Line | None, term("certainties"), Field(description="what the point marks; null without a point")
    ]
    gazetteer: Annotated[Line | None, Field(description="where the point was taken from")]
    uncertain: Annotated[Line | None, Field(description="what is unsettled about the place")]
    counterpart: Annotated[list[Id], ref("place"), Field(description="the place across the river")]
    counterpart_note: Annotated[Line | None, Field(description="what is known of the crossing")]
    incidents: Annotated[list[PlaceRole], Field(description="incidents in which it has a role")]
    address: SiteAddress
    url: Annotated[Url, Field(description="permanent address of the place")]


class ArchiveHead(Exported):
    """What `archive.json` says of the archive as a whole, with the addresses of its lists."""

    schema_version: Annotated[str, Field(description="version of these fields (Semantic Versioning 2.0.0)")]
    name: Annotated[Line, Field(description="name of the archive")]
    url: Annotated[Url, Field(description="address of the published site")]
    license: Annotated[Line, Field(description="licence of text and data (SPDX identifier)")]
    date: Annotated[date | None, Field(description="day of the latest change, UTC; left out where it is not known")]
    commit: Annotated[str | None, Field(description="commit of the latest change; left out where it is not known")]
    citation: Annotated[ArchiveCitation, Field(description="how the archive as a whole is cited")]
    lists: Annotated[dict[str, Url], Field(description="the address of every list of records, and of the closed lists")]
    retired: Annotated[
        dict[PermanentAddress, Retired], Field(description="retired addresses, `kinds/id`, with what happened to them")
    ]


SHAPES: dict[str, type[BaseModel]] = {
    **{kind.plural: record_shape(kind.id) for kind in KINDS.values()},
    "claims": CLAIM,
    "notes": NOTE,
    "mentions": Mention,
}
"""The shape of one object of each tabular file, by the file's name without its ending."""

KEYS = {name: ("id",) for name in SHAPES if name != "mentions"}
"""Primary keys; a mention has none, since two of them may differ only in an empty field."""
