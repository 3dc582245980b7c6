"""The outcome of an incident: whatever is said of the people's fate has somebody who says it."""

from __future__ import annotations

import re

from macros.core.archive import load
from macros.core.models import Incident
from tests.support import REPOSITORY

CALL = re.compile(r'\{\{ \w+\([^,)]*, ?"([^"]*)"\) \}\}')
SAID = re.compile(
    r"\b(?:said|says?|told|tells?|reported|reportedly|reports?|wrote|writes|claims?|claimed|called|spoke|speak|states?"
    r"|stated|confirm(?:s|ed)?|announced|according to|asked|thought|believed|learned|found"
    r"|know|known|checking|read|later report)\b"
)
"""Words of whoever says it, or that nobody does."""


def test_every_part_of_an_outcome_has_its_speaker() -> None:
    """“Held in China and not returned” is nobody's statement; “…, as the foreign ministry said” is one."""
    parts = 0
    for incident in load(REPOSITORY).records_of("incident").values():
        assert isinstance(incident, Incident)
        for part in CALL.sub(r"\1", incident.outcome or "").split(";"):
            parts += bool(part.strip())
            assert not part.strip() or SAID.search(part), f"data/incidents/{incident.id}.yml: outcome: {part.strip()}"
    assert parts > 150
