"""Rules on safety: what may not stand in any text of the archive, because it leads to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from typing import Any

from macros.core.archive import Archive
from macros.core.documents import Place, dotted
from macros.core.models.base import Shape, kebab
from macros.core.personal import personal
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.vocabulary import REDIRECTS_PATH, VOCABULARY_PATH
from macros.core.walk import parts

GUARDED = frozenset(
    """
    adopted-note affiliation-note aliases aside author bluebook cite-bluebook cite-oscola content counterpart-note
    country differences editor extent find fit heading hedge how institution journaltitle keywords label location
    locator name native native-unverified note office oscola outcome parties passages province publisher reason
    reservations series short source standfirst subject subtitle successor summary text title title-note titleaddon
    topic type uncertain who
    """.split()  # noqa: SIM905 # a list of words is read more easily than one of quoted words
)
"""The fields with words in them: none may hold personal data. The others hold numbers, ids and addresses of the web."""


MAIL = "an e-mail address"
SPAN = 40
"""Characters of two lines that are read together: more than any number or address has."""
BETWEEN_TAGS = re.compile(r"(?<=>)[^<>]+(?=<)")


@rule("personal-data")
def personal_data(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No text holds an e-mail address, a telephone number, a passport or identity number, or a day of birth.

    Nor does it hold an account of a messenger, the door of a home or exact coordinates. This is asked of every
    annotation, page, picture and term, of every field with words in it, which the page of policies lists, of the
    ids of records, claims and notes, the names of files and the remarks in them; addresses of the web hold no
    e-mail address. The problem does not repeat what was found.
    """
    for record in archive.every():
        for place, text in _guarded(record, (), False):
            if kind := personal(text):
                yield _problem(record.path, record.line(*place), record.field(place), kind)
        written = record.document.text
        for place, address in _addresses(record, ()) if "@" in written or "%40" in written else ():
            if personal(address) == MAIL:
                yield _problem(record.path, record.line(*place), record.field(place), MAIL)
    for work in archive.works.values():
        if kind := personal(work.id):
            yield _problem(work.path, work.line(), work.id, kind)
    for path, number, text in _texts(archive):
        for line, kind in _in_lines(text.split("\n"), number):
            yield _problem(path, line, "", kind)
    yield from _in_lists(archive)


def _texts(archive: Archive) -> Iterator[tuple[str, int, str]]:
    """Annotations, pages but for the mailbox of the archive, and the texts of pictures, with the line they begin on."""
    mailboxes = [archive.identity.contact.email] if archive.identity.contact else []
    for source in archive.sources:
        yield source.path, source.document.body_line, source.body
    for path, page in archive.pages.items():
        yield path, 1, reduce(lambda text, mailbox: text.replace(mailbox, ""), mailboxes, page)
    for path, picture in archive.pictures.items():
        for match in BETWEEN_TAGS.finditer(picture):
            yield path, picture.count("\n", 0, match.start()) + 1, match.group()


def _in_lines(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """The lines that hold personal data, and of what kind; a number that goes on in the next line is found too."""
    before = ""
    for number, line in enumerate(lines, first):
        if kind := personal(line):
            yield number, kind
        elif before and (kind := personal(f"{before[-SPAN:]} {line.strip()[:SPAN]}")):
            yield number - 1, kind
        before = "" if kind else line.strip()


def _in_lists(archive: Archive) -> Iterator[Problem]:
    """Personal data in the reasons of retired ids, in the words of the closed lists and in the remarks of any file."""
    for path, number, text in archive.remarks:
        if kind := personal(text):
            yield _problem(path, number, "", kind)
    for address, retired in archive.redirects.root.items():
        for key, text in (((address,), address), ((address, "reason"), retired.why)):
            if kind := personal(text):
                yield _problem(REDIRECTS_PATH, archive.redirects_document.line(key), dotted(key), kind)
    for name, terms in archive.vocabulary.root.items():
        for term_id, term in terms.items():
            if kind := personal(f"{name}\n{term_id}\n{term.label}\n{term.definition}"):
                yield _problem(VOCABULARY_PATH, 1, f"{name}.{term_id}", kind)


def _problem(path: str, line: int, field: str, kind: str) -> Problem:
    return Problem(path, line, field, f"seems to hold {kind}; leave it out", "personal-data")


def _addresses(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Every address of the web with an @ in it, with its place."""
    if isinstance(value, str):
        if value.startswith(("http://", "https://")) and ("@" in value or "%40" in value):
            yield place, value
    elif isinstance(value, Shape):
        for name in type(value).model_fields:
            if inner := getattr(value, name):
                yield from _addresses(inner, (*place, kebab(name)))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _addresses(inner, (*place, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _addresses(inner, (*place, index))


@lru_cache(maxsize=64)
def _fields(shape: type[Shape]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a shape that are guarded or hold shapes: name, key in the file, whether guarded."""
    found = []
    for name, info in shape.model_fields.items():
        inside = any(
            isinstance(part, type) and issubclass(part, Shape) for part in (info.annotation, *parts(info.annotation))
        )
        if inside or kebab(name) in GUARDED:
            found.append((name, kebab(name), kebab(name) in GUARDED))
    return tuple(found)


def _guarded(value: Any, place: Place, guarded: bool) -> Iterator[tuple[Place, str]]:
    """Every text in a guarded field, also in the shapes within a record, with its place."""
    if isinstance(value, str):
        if guarded:
            yield place, value
    elif isinstance(value, Shape):
        for name, key, own in _fields(type(value)):
            if inner := getattr(value, name):
                yield from _guarded(inner, (*place, key), own)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*place, str(key)), str(key)
            yield from _guarded(inner, (*place, str(key)), guarded)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _guarded(inner, (*place, index), guarded)
