"""The names of a record, in the form in which two of them are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.core.models.base import Named, Record
from macros.core.models.document import FieldPath
from macros.core.models.entities import Person, Voice
from macros.core.models.translations import EDITIONS

_ACCENT = re.compile("[\u0300-\u036f]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3\u1100-\u11ff]")
"""Letters of languages in which a name is written with and without spaces."""
_FORMS = frozenset({"inc", "ltd", "llc", "corp", "gmbh"})
"""Legal forms at the end of a name, which some documents leave out."""
_APOSTROPHE = re.compile("['’]")


def names_of(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Every name by which a record is known, with its place; of a voice, which has no name, its description alone."""
    if not isinstance(record, Named):
        return
    yield ("name",), record.name
    if isinstance(record, Voice):
        return
    if record.short:
        yield ("short",), record.short
    yield from ((("native", language), name) for language, name in record.native.items())
    yield from ((("native-unverified", language), name) for language, name in record.native_unverified.items())
    yield from ((("aliases", index), name) for index, name in enumerate(record.aliases))


def all_names_of(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """The same, and the names in the texts of the Korean and Chinese editions."""
    yield from names_of(record)
    for language in EDITIONS if isinstance(record, Named) and not isinstance(record, Voice) else ():
        given = getattr(record, language, None)
        for field in ("name", "short"):
            if name := getattr(given, field, None):
                yield (language, field), name


def compared(name: str, *, person: bool = False) -> str:
    """A name as an id would write it: small letters, hyphens between words, no "the" before it and no "Inc." behind it.

    The family name of a `person` stands first in some languages and last in others, so their words are sorted.
    """
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", name))
    words = re.findall(r"\w+", _APOSTROPHE.sub("", unicodedata.normalize("NFC", plain).casefold()))
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    words = words[:-1] if words[-1:] and words[-1] in _FORMS and len(words) > 1 else words
    joint = "" if _EAST_ASIAN.search(plain) else "-"
    return joint.join(sorted(words) if person and joint else words)


def named_like(records: dict[str, Record]) -> dict[str, list[str]]:
    """The ids of the records of one kind by each of their names, as `compared` writes it."""
    found: dict[str, list[str]] = {}
    for record in records.values():
        for key in {compared(name, person=isinstance(record, Person)) for _, name in all_names_of(record)} - {""}:
            found.setdefault(key, []).append(record.id)
    return found
