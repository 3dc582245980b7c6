"""What to write instead of an unknown id: another id, or a new record."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from macros.core.archive import Archive
from macros.core.models import KINDS, Person
from macros.core.models.kinds import OWNERS
from macros.core.models.names import compared
from macros.core.values.ids import id_fault, reserved
from macros.core.words.suggestions import near_id

_MANY = 3
"""A reference to more kinds than this may be to any record."""


def unknown_record(archive: Archive, kinds: Sequence[str], value: str) -> str:
    """`no incident 'x'`, with the record that was meant, or how to make it."""
    said = f"no {' or '.join(kinds) if len(kinds) <= _MANY else 'record'} '{value}'"
    other = next(
        (kind for kind in archive.ids_met if value in archive.ids_met[kind] and not {kind, *kinds} <= BOTH), ""
    )
    if other:
        return f"{said}; '{value}' is {_with_article(other)}"
    if named := {one for kind in kinds for one in bearers(archive, kind, value)}:
        return f"{said}; the name is that of {' and '.join(map(repr, sorted(named)))}"
    near = {_near(value, archive.ids_met[kind], KINDS[kind].near_names) for kind in kinds} - {""}
    return said + either(near.pop() if len(near) == 1 else "", make(kinds, value))


def _near(value: str, ids: Collection[str], names: bool) -> str:
    """The id that was meant: written as a file or an address, or misspelt."""
    bare = re.sub(r"\.(?:ya?ml|md)$", "", value.rstrip("/")).rpartition("/")[2]
    return bare if bare != value and bare in ids else near_id(value, ids, name=names)


def bearers(archive: Archive, kind: str, value: str) -> list[str]:
    """The records of a kind that have as a name what was written as an id."""
    return archive.named[kind].get(compared(value, person=kind == Person.kind_id), [])


BOTH = {"source", "work"}
"""The kinds that share ids: a source has that of its work."""


def _with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def either(near: str, make: str) -> str:
    """A suggestion, if there is one, and what else can be done."""
    return f"; did you mean '{near}'? or {make}" if near else f"; correct it or {make}"


def make(kinds: Sequence[str], value: str) -> str:
    """How to make a missing record."""
    if id_fault(value):
        return "write an id, of a-z, 0-9 and hyphens"
    if use := reserved(value):
        return f"choose another id, since this one is reserved for {use}"
    if len(kinds) > _MANY:
        return f"make it: make new kind=… id={value}"
    others = f" (or {', '.join(f'kind={kind}' for kind in kinds[1:])})" if len(kinds) > 1 else ""
    return f"make it: make new kind={kinds[0]} id={value}{others}"


def unknown_claim(archive: Archive, claims: Collection[str], value: str) -> str:
    """`no claim 'owner.x'`, with the claim that was meant, or where to add it."""
    owner, _, claim_id = value.partition(".")
    bare = f"{owner}.{re.sub('^#?c-|^#', '', claim_id)}"
    if bare != value and bare in claims:
        return f"no claim '{value}'; did you mean '{bare}'?"
    if id_fault(owner) or id_fault(claim_id):
        return f"no claim '{value}'; write owner.claim, with the id of its source or incident"
    files = [KINDS[kind].file(owner) for kind in OWNERS if owner in archive.ids_met[kind]]
    add = f"add it to the claims of {files[0]}" if files else f"make the source or incident '{owner}' that states it"
    return f"no claim '{value}'{either(near_id(value, claims), add)}"


def unknown_part(claims: Collection[str], value: str) -> str:
    """`no claim 'x' here`, with the claim that was meant."""
    return f"no claim '{value}' here{either(near_id(value, claims), 'add the claim with the total to this record')}"


def unknown_provision(instrument: str, path: str, provisions: Collection[str], value: str) -> str:
    """`'treaty' has no provision 'x'`, with the one that was meant, or with those that are a part of it."""
    parts = " and ".join(f"'{one}'" for one in provisions if one.startswith(f"{value}("))
    has = f"; it has {parts}" if parts else ""
    return f"'{instrument}' has no provision '{value}'{has}{either(near_id(value, provisions), f'add it to {path}')}"
