"""Which organizations published works: a work names its outlet as it is printed, an organization has all its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from macros.core.models import Record, Work
from macros.core.models.names import compared, named_like

_FURTHER = re.compile(r"(?<=.)(?: \((?P<edition>[^()]*)\))?(?:, (?:via|in) (?:the )?(?P<carrier>.+))?$")
_AND_OTHERS = " and others"


class OutletParts(NamedTuple):
    """The name of an outlet, and what stands behind it; each but the name is empty where there is none.

    `edition` is what is in brackets: an edition or a language. `carrier` is where the copy is, or who translated it,
    and `others` says that there are more authors than the one named.
    """

    name: str
    edition: str
    carrier: str
    others: bool


@lru_cache(maxsize=4096)
def parts_of(outlet: str) -> OutletParts:
    """An outlet such as `China.org.cn (Japanese edition), via Example News` in its parts."""
    further = _FURTHER.search(outlet)
    if not further:
        return OutletParts(outlet, "", "", others=False)
    name, others = outlet[: further.start()], outlet.endswith(_AND_OTHERS)
    return OutletParts(name.removesuffix(_AND_OTHERS), further["edition"] or "", further["carrier"] or "", others)


def outlets_of(works: Mapping[str, Work], organizations: Mapping[str, Record]) -> dict[str, str]:
    """The organization that published each work, by the key of the work.

    It is the only one that has the name of the outlet; a work without such a one is left out.
    """
    return _alone(organizations, {key: parts_of(work.outlet).name for key, work in works.items()})


def carriers_of(works: Mapping[str, Work], organizations: Mapping[str, Record]) -> dict[str, str]:
    """The same for the organization that carries the copy of a work."""
    carriers = {key: parts_of(work.outlet).carrier for key, work in works.items()}
    return _alone(organizations, {key: carrier for key, carrier in carriers.items() if carrier})


def _alone(organizations: Mapping[str, Record], names: Mapping[str, str]) -> dict[str, str]:
    known = named_like(dict(organizations))
    found = {key: known.get(compared(name), []) for key, name in names.items()}
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}
