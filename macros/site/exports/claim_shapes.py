"""The shapes of exported claims, notes and mentions, which are parts of records and have files of their own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.core.models import Claim, Note
from macros.core.models.base import ref, term
from macros.core.models.claims import SharedOrigin
from macros.core.values.types import Address, ClaimRef, Figure, Id, Line
from macros.site.exports.shapes import Exported, SiteAddress, Url, bounds, shape

CLAIM = shape(
    "claim",
    Claim,
    {
        "id": Annotated[ClaimRef, Field(description="permanent id: its source or incident, a dot, its own id")],
        "address": SiteAddress,
        "url": Annotated[Url, Field(description="permanent address of the claim")],
        "source": Annotated[Id | None, ref("source"), Field(description="annotated source; null for another report")],
    },
    {
        "work": {
            "work": Annotated[Id | None, ref("work"), Field(description="work that states it, annotated or not")],
        },
        "incident": {
            "incident": Annotated[
                Id | None, ref("incident"), Field(description="incident; null: the general situation")
            ],
        },
        "count": {
            "count": Annotated[Figure | None, Field(description="the figure with its modifier, as firm as the source")],
            "modifier": Annotated[Line | None, term("modifiers"), Field(description="how firm the figure is")],
            "minimum": Annotated[int | None, Field(description="lower bound; null where the source sets none")],
            "maximum": Annotated[int | None, Field(description="upper bound; null where the source sets none")],
        },
        "unit": {
            "unit": Annotated[Line, term("units"), Field(description="what is counted; percent for a percentage")],
        },
        "said_by": {
            "said_by": Annotated[
                list[Id],
                ref("organization|person|voice"),
                Field(description="attribution chain, nearest first: the author, whom it cites, the origin last"),
            ],
            "said_by_kinds": Annotated[
                list[Line], Field(description="kinds of the same, in the same order: organization, person, voice")
            ],
            "said_by_names": Annotated[list[Line], Field(description="short names of the same, in the same order")],
            "said_by_for": Annotated[
                list[Id],
                ref("organization|person|voice"),
                Field(
                    description="in whose name each of the same speaks, in the same order: the body a person speaks "
                    "for, else the speaker. A person and that body are one link, and neither cites the other"
                ),
            ],
        },
        "said": {
            "said": Annotated[
                Line | None, Field(description="when its origin said it, else the date of the work (EDTF)")
            ],
            **bounds("said"),
        },
        "may_share": {
            "may_share": Annotated[
                list[SharedOrigin],
                Field(description="claims that may share its origin, recorded at either, each with the reason"),
            ],
            "origin_link": Annotated[
                Line,
                term("origin-links"),
                Field(
                    description="what is known of its origin; derived. `none-known` means that no link was found, "
                    "not that it has its own origin"
                ),
            ],
        },
        "part_of": {
            "part_of": Annotated[
                ClaimRef | None, ref("claim"), Field(description="claim whose total this is a part of")
            ],
        },
        "aside": {
            "aside": Annotated[bool, Field(description="whether it is left out of the picture of its incident")],
            "aside_reason": Annotated[
                Line | None,
                Field(description="why it is left out: whom or which days it is about instead; null if it is not"),
            ],
        },
    },
    {
        "original": Annotated[
            Address | None,
            Field(description="address at which the document can be read; `seen` says if that is a copy or the like"),
        ],
        "original_at": Annotated[
            Address | None, Field(description="the same, opened at the locator phrases by a text fragment")
        ],
        "archived": Annotated[
            Address | None,
            Field(description="archived copy that is recorded or was found, opened at the locator phrases"),
        ],
        "copy_sought": Annotated[
            Address | None,
            Field(description="where an archived copy may exist; nobody has seen one there"),
        ],
        "sentence": Annotated[
            Line,
            Field(description="what it says as one sentence with its speakers and its hedge, ready to copy"),
        ],
        "evidence": Annotated[Line, term("evidence"), Field(description="how far the archive can check it")],
        "seen": Annotated[
            Line | None,
            term("sightings"),
            Field(
                description="how the text that states it was seen; null for an annotated source that was captured, or "
                "read on a page of its publisher"
            ),
        ],
    },
)
"""An exported claim: every field of the model, and what is worked out from it."""

NOTE = shape(
    "note",
    Note,
    {
        "id": Annotated[ClaimRef, Field(description="permanent id: its source or incident, a dot, its own id")],
        "address": SiteAddress,
        "url": Annotated[Url, Field(description="permanent address of the note")],
    },
    {
        "passages": {
            "passages": Annotated[list[Line], Field(description="passages that it is attached to, as `source#p3`")],
        },
        "also": {},
    },
    {},
)
"""An exported editorial note."""


class Mention(Exported):
    """An exported mention: a passage of a source that mentions a record, in a role."""

    kind: Annotated[Line, Field(description="kind of the record that is mentioned")]
    record: Annotated[Id, ref("any"), Field(description="id of the record that is mentioned")]
    source: Annotated[Id, ref("source"), Field(description="source that mentions it")]
    passage: Annotated[int, Field(ge=0, description="passage, or the first of several; 0 means the whole document")]
    last_passage: Annotated[int, Field(ge=0, description="last passage of the entry; mostly the same")]
    role: Annotated[Line, term("roles"), Field(description="in what role it is mentioned")]
    named: Annotated[Line | None, Field(description="the name the source uses, if different")]
    provision: Annotated[Line | None, Field(description="provision of an instrument; null for the whole")]
    how: Annotated[
        Line | None,
        term("namings"),
        Field(
            description="for an instrument: whether the source names it (provision, instrument) or the archive does "
            "(identified, described); null for every other kind"
        ),
    ]
    address: SiteAddress
