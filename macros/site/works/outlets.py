"""Which organizations published works: a work names its outlet as it is printed, an organization has all its names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros.core.models import Record, Work
from macros.core.models.names import compared, named_like

_FURTHER = re.compile(r"(?:, (?:via|in) | \().*")
"""What stands behind the name of some outlets: where the copy is, who translated it, or an edition."""


def outlets_of(works: Mapping[str, Work], organizations: Mapping[str, Record]) -> dict[str, str]:
    """The organization that published each work, by the key of the work.

    It is the only one that has the name of the outlet; a work without such a one is left out.
    """
    known = named_like(dict(organizations))
    found = {key: known.get(compared(_FURTHER.sub("", work.outlet)), []) for key, work in works.items()}
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def behind_name(outlet: str) -> str:
    """What an outlet has behind its name, such as ", via MSN"; empty for most."""
    further = _FURTHER.search(outlet)
    return further[0] if further else ""
