"""The shape of every record: one pydantic model for each kind, with field descriptions written for contributors."""

from macros.core.models.base import Record
from macros.core.models.claims import Claim, Note
from macros.core.models.entities import Organization, Person, Place, Voice
from macros.core.models.events import PRACTICE, Event, Incident
from macros.core.models.kinds import KINDS, Kind
from macros.core.models.law import Instrument
from macros.core.models.source import Source
from macros.core.models.work import Work

MODELS: dict[str, type[Record]] = {kind.id: kind.model for kind in KINDS.values()}
"""The model of each kind."""

__all__ = [
    "KINDS",
    "MODELS",
    "PRACTICE",
    "Claim",
    "Event",
    "Incident",
    "Instrument",
    "Kind",
    "Note",
    "Organization",
    "Person",
    "Place",
    "Record",
    "Source",
    "Voice",
    "Work",
]
