"""The rule on safety: no text of the archive may hold data that leads to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial, reduce
from itertools import islice

from macros.core.archive import Archive
from macros.core.models import MODELS, Record
from macros.core.models.document import FieldPath, dotted
from macros.core.models.field_values import web_addresses, words
from macros.core.models.kinds import OWNERS
from macros.core.models.model_fields import fields_of, guarded
from macros.core.models.topics import TOPICS_PATH, search_words
from macros.core.models.vocabulary import REDIRECTS_PATH, VOCABULARY_PATH, Retired
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import ALL_BESIDE, rule
from macros.core.words.first_look import holds_nothing, lines_to_read
from macros.core.words.personal import personal

GUARDED = guarded((*MODELS.values(), Retired))
"""The fields with words, which may not hold personal data. All other fields hold numbers, ids and web addresses."""
MAIL = "an e-mail address"
SPAN = 40
"""How many characters at the end and beginning of two lines are read together; no number or address is longer."""
_TOGETHER = 50
"""How many records without claims are read together."""
_BETWEEN = "\n#\n"
"""What stands between two texts that are read together, so that no number goes from one into the other."""
BETWEEN_TAGS = re.compile(r"(?<=>)[^<>]+(?=<)")


@rule("personal-data", reach="near", prose=True, alone=True, beside=ALL_BESIDE)
def personal_data(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No text holds an e-mail address, a telephone number, a passport or identity number, or a day of birth.

    Nor does it hold a messenger account, a home address or exact coordinates. This applies to every annotation, page,
    picture and term, to every field with words (the page of policies lists them), to the ids of records, claims and
    notes, to file names and to comments in files. Web addresses hold no e-mail address. The message does not repeat
    what was found.
    """
    for together in _in_groups(archive):
        for record, place, kind in _in_words(together):
            yield _problem(record.path, record.line(*place), record.field(place), kind)
    for record in archive.all_records():
        written = record.document.text
        for place, address in web_addresses(record) if "@" in written or "%40" in written else ():
            if personal(address) == MAIL:
                yield _problem(record.path, record.line(*place), record.field(place), MAIL)
    for work_id, kind in _in_ids(archive.works):
        yield _problem(archive.works[work_id].path, archive.works[work_id].line(), work_id, kind)
    yield from _in_annotations(archive)
    for path, number, text in _texts(archive):
        for line, kind in archive.kept.faults("personal", text, partial(_in_lines, text)):
            yield _problem(path, number + line, "", kind)
    yield from _in_lists(archive)


def _in_groups(archive: Archive) -> Iterator[list[Record]]:
    """All records, the short ones a few at a time: most groups hold nothing that need be read."""
    for kind, records in archive.records.items():
        ahead, most = iter(records.values()), 1 if kind in OWNERS else _TOGETHER
        while together := list(islice(ahead, most)):
            yield together


def _in_words(records: list[Record]) -> Iterator[tuple[Record, FieldPath, str]]:
    """The fields that hold personal data, and of what kind."""
    found = [(record, place, text) for record in records for place, text in words(record)]
    if holds_nothing(_BETWEEN.join(_without_braces(text) for *_, text in found)):
        return
    if len(records) > 1:
        for record in records:
            yield from _in_words([record])
    else:
        yield from ((record, place, kind) for record, place, text in found if (kind := personal(text)))


def _without_braces(text: str) -> str:
    """A name of an institution without the braces around it, which are no part of a call."""
    return text[1:-1] if text[:1] == "{" != text[1:2] and text[-1] == "}" else text


def _in_ids(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The ids that hold personal data, and of what kind."""
    yield from ((one, kind) for one in ids if (kind := personal(one)))


def _texts(archive: Archive) -> Iterator[tuple[str, int, str]]:
    """Pages without the mailbox of the archive, and texts of pictures, with their first line."""
    mailboxes = [archive.identity.contact.email] if archive.identity.contact else []
    for path, page in archive.pages.items():
        yield path, 1, reduce(lambda text, mailbox: text.replace(mailbox, ""), mailboxes, page)
    for path, picture in archive.pictures.items():
        for match in BETWEEN_TAGS.finditer(picture):
            yield path, picture.count("\n", 0, match.start()) + 1, match.group()


def _in_annotations(archive: Archive) -> Iterator[Problem]:
    for source in archive.sources:
        for line, kind in _in_lines(source.body):
            yield _problem(source.path, source.document.body_line + line, "", kind)


def _in_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines (from 0) that hold personal data, and of what kind; one that goes on in the next is found too."""
    lines, held = text.split("\n"), -1
    for number in sorted(lines_to_read(text)):
        line = lines[number]
        before = lines[number - 1].strip() if number - 1 not in (-1, held) else ""
        if kind := personal(line):
            yield number, kind
        elif before and (kind := personal(f"{before[-SPAN:]} {line.strip()[:SPAN]}")):
            yield number - 1, kind
        held = number if kind else held


def _in_lists(archive: Archive) -> Iterator[Problem]:
    """Personal data in the reasons of retired ids, in the closed lists and in the comments of any file."""
    remarks = ((path, number, personal(text)) for path, number, text in archive.remarks)
    yield from (_problem(path, number, "", kind) for path, number, kind in remarks if kind)
    for address, retired in archive.redirects.root.items():
        told = {field.name: getattr(retired, field.attribute) for field in fields_of(Retired) if field.words}
        for key, text in (((address,), address), *(((address, name), text) for name, text in told.items() if text)):
            if kind := personal(text):
                yield _problem(REDIRECTS_PATH, archive.redirects_document.line(key), dotted(key), kind)
    for name, terms in archive.vocabulary.root.items():
        for term_id, term in terms.items():
            if kind := personal(f"{name}\n{term_id}\n{term.label}\n{term.definition}"):
                yield _problem(VOCABULARY_PATH, 1, f"{name}.{term_id}", kind)
    for place, listed in search_words(archive.topics):
        if kind := next(filter(None, map(personal, listed)), ""):
            yield _problem(TOPICS_PATH, archive.topics_document.line(place), dotted(place), kind)


def _problem(path: str, line: int, field: str, kind: str) -> Problem:
    return Problem(path, line, field, f"seems to hold {kind}; leave it out", "personal-data")
