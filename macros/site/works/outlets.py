"""Which organizations published works: a work names its outlet as it is printed, an organization has all its names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros.core.models import Record, Work
from macros.core.models.names import compared, named_like

_QUALIFIED = re.compile(r", (?:via|in) | \(")
"""What begins behind the name of some outlets: the site that has a copy, or an edition."""


def outlets_of(works: Mapping[str, Work], organizations: Mapping[str, Record]) -> dict[str, str]:
    """The organization that has the name of a work's outlet, by the key of the work.

    A work of whose outlet there is no record, or whose name several have, is left out.
    """
    known = named_like(dict(organizations))
    found = {key: known.get(compared(_QUALIFIED.split(work.outlet)[0]), []) for key, work in works.items()}
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}
