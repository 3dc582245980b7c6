"""Rules on what stands in the fields of a record: each text says something, and no list says it twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Record, Work
from macros.core.models.document import FieldPath
from macros.core.models.field_values import listed, words
from macros.core.problems import Problem
from macros.core.reading.reference_calls import SIGNATURES, Call
from macros.core.reading.yaml_reader import NOTHING
from macros.core.relations import Relations
from macros.core.rules.references import page_calls
from macros.core.rules.registry import rule
from macros.core.values.types import says_nothing
from macros.core.words.numbers_of_people import numbers_alone

_PRINTED = frozenset({"title", "subtitle"})
"""Fields of a work that repeat a document, which may be called `No`."""
_LEFT_OUT = re.compile(r"[\W_]+")


def _problem_at(record: Record, place: FieldPath, message: str, rule_id: str) -> Problem:
    return Problem(record.path, record.line(*place), record.field(place), message, rule_id)


@rule("empty-words", reach="near", beside=("pages",))
def empty_words(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every text says something: it has a letter or a digit, and is more than `yes`, `none`, `n/a` or `TODO`.

    The title of a work is printed as the document has it. The words of a reference call have a letter or a digit too.
    Titles and descriptions of ours are never a number alone.
    """
    for called in archive.calls_of(*SIGNATURES):
        if wrong := _wordless(called.call):
            yield called.problem(wrong, "empty-words")
    for path, call in page_calls(archive):
        if wrong := _wordless(call):
            yield Problem(path, call.line, "", wrong, "empty-words")
    for record in archive.all_records():
        for place, text in words(record):
            printed = isinstance(record, Work) and place[0] in _PRINTED
            if text not in NOTHING and says_nothing(text, answers=not printed):  # those are reported as they are read
                wrong = f"is '{text}', which says nothing here; write it in words, or leave the field out"
                yield _problem_at(record, place, wrong, "empty-words")
            elif text not in NOTHING and _is_number(record, place, text):
                wrong = f"is '{text}', a number without words; write in words what it is, or leave the field out"
                yield _problem_at(record, place, wrong, "empty-words")


_WORDED = frozenset({"title", "heading", "outcome", "topic", "hedge", "aside", "subject", "effect", "label", "parties"})
"""Fields whose words are our own. `who` has the rule on bare numbers."""


def _is_number(record: Record, place: FieldPath, text: str) -> bool:
    """Whether a field that says something in words has none. A work and what it is published in may be called 1984."""
    names = [one for one in place if isinstance(one, str)]
    bare = not any(map(str.isalpha, text)) and names[-1] in _WORDED and not isinstance(record, Work)
    return bare and not next(numbers_alone(text), None)  # one about people is told by its rule


@rule("listed-twice", reach="near")
def listed_twice(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No list has a text or a number twice; capitals, spaces and punctuation are not compared.

    This applies to locator phrases, aliases, authors, passages and whatever else is listed. An address is compared as
    it is written; ids have the rule `named-itself`.
    """
    for record in archive.all_records():
        met: dict[tuple[FieldPath, str], str] = {}
        for place, value in listed(record):
            first = met.setdefault((place[:-1], alike(value)), value)
            if first is not value:
                same = "" if first == value else f", which is the same as '{first}'"
                yield _problem_at(record, place, f"has '{value}' twice{same}; keep one", "listed-twice")


def _wordless(call: Call) -> str:
    """What is wrong with a call that shows or quotes no words; empty if nothing is."""
    for name in ("text", "named"):
        words_of = call.named(name)
        if words_of and says_nothing(words_of, answers=False):
            return f"'{words_of}' in {call.name}(…) says nothing; write what the sentence calls it, or leave it out"
    return ""


def alike(text: str) -> str:
    """What is left of a text that is compared: small letters and digits; an address is compared whole."""
    return text if "://" in text else _LEFT_OUT.sub(" ", text.casefold()).strip() or text


@rule("phrase-of-two", reach="near")
def phrase_of_two(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No two passages of a source have the same single locator phrase, since it would lead to one of them alone."""
    for source in archive.sources:
        first: dict[str, int] = {}
        for passage, place, phrase in sorted(_alone(source), key=lambda found: found[0]):
            other = first.setdefault(alike(phrase), passage)
            if other != passage:
                wrong = f"has the locator phrase of passage {other}; give a phrase that the document has only here"
                yield _problem_at(source, place, wrong, "phrase-of-two")


def _alone(source: Record) -> Iterator[tuple[int, FieldPath, str]]:
    """Passage, place and phrase wherever one phrase alone finds a passage of a source."""
    passages: dict[int, list[str]] = getattr(source, "passages", {})
    for number, phrases in passages.items():
        if len(phrases) == 1:
            yield number, ("passages", str(number), 0), phrases[0]
    for claim_id, claim in getattr(source, "claims", {}).items():
        if claim.passage and len(claim.find) == 1:
            yield claim.passage, ("claims", claim_id, "find", 0), claim.find[0]
