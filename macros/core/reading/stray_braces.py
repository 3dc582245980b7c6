"""Braces in the texts of a record that belong to no call: a page would show them as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.core.models import Record
from macros.core.models.field_values import rich_and_plain
from macros.core.problems import Problem
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import SIGNATURES

_NOT_OURS = frozenset({"find", "passages", "was", "record-was"})
"""Fields that repeat what a document, or an earlier state of the record, has."""
_CALL = re.compile(r"\{\{.*?\}\}")
_SINGLE = re.compile(rf"\{{\s*({'|'.join(SIGNATURES)})\([^{{}}]*\)\s*\}}{{0,2}}")
_BRACES = re.compile(r"\{+[%#]?|[%#]?\}+")


def stray_braces(record: Record) -> Iterator[Problem]:
    """One problem for each text of a record that has such braces; calls that cannot be parsed are told elsewhere."""
    for place, text, rich in rich_and_plain(record):
        braced = ("{" in text or "}" in text) and _NOT_OURS.isdisjoint(place)
        if braced and (wrong := _in_rich(text) if rich else _in_plain(text)):
            yield Problem(record.path, record.line(*place), record.field(place), wrong, "value")


def _in_plain(text: str) -> str:
    if found := _CALL.search(text) or _SINGLE.search(text):
        return f"has '{found[0]}', and this field is shown as it is; write plain words in place of a call"
    found = _BRACES.search(text)
    return f"has '{found[0]}', which is shown as it is; take it out" if found else ""


def _in_rich(text: str) -> str:
    parts, faults = parse(text)
    for part in () if faults else parts:
        if isinstance(part, str) and (found := _SINGLE.search(part)):
            return f"{found[1]}(…) stands in single braces; write {{{{ before it and }}}} after it"
        if isinstance(part, str) and (found := _BRACES.search(part)):
            return f"'{found[0]}' is shown as it is; a call has {{{{ before it and }}}} after it"
    return ""
