"""Rules on the words that find each other in a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models.document import FieldPath, dotted
from macros.core.models.kinds import BY_PLURAL, indexes_by_page
from macros.core.models.names import names_of
from macros.core.models.topics import TOPICS_PATH
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules import instead
from macros.core.rules.registry import rule
from macros.core.words.folding import key

Word = tuple[FieldPath, str]


def _problem(archive: Archive, place: FieldPath, wrong: str, rule_id: str) -> Problem:
    return Problem(TOPICS_PATH, archive.topics_document.line(place), dotted(place), wrong, rule_id)


def _words(archive: Archive, topic: str, field: str) -> Iterator[Word]:
    """The words of one field of a topic, each with its place in the file."""
    for language, words in getattr(archive.topics.topics[topic], field).items():
        yield from ((("topics", topic, field, language, number), word) for number, word in enumerate(words))


@rule("doubled-word", reach="near", beside=("topics",))
def doubled_word(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Each search word of `data/topics.yml` is under `same` of one topic, and is written once.

    Capitals, accents, spaces, hyphens and traditional letters are not compared: a search passes over them anyway. A
    spelling of a record is not already one of its names. A word may be `near` several topics.
    """
    first: dict[str, str] = {}
    for topic in archive.topics.topics:
        met: dict[str, str] = {}
        for place, word in (*_words(archive, topic, "same"), *_words(archive, topic, "near")):
            other = first.get(key(word), topic) if place[2] == "same" else topic
            if key(word) in met:
                wrong = f"'{word}' is the same to a search as '{met[key(word)]}'; keep one of them"
                yield _problem(archive, place, wrong, "doubled-word")
            elif other != topic:
                wrong = f"'{word}' finds '{other}' already; keep it in one topic, or write it under `near` here"
                yield _problem(archive, place, wrong, "doubled-word")
            met.setdefault(key(word), word)
            if place[2] == "same":
                first.setdefault(key(word), topic)
    yield from _known_names(archive)


def _known_names(archive: Archive) -> Iterator[Problem]:
    for address, spellings in archive.topics.spellings.items():
        plural, _, record_id = address.partition("/")
        record = archive.records_of(BY_PLURAL[plural].id).get(record_id) if plural in BY_PLURAL else None
        met = {key(name): name for _, name in names_of(record)} if record else {}
        for number, word in enumerate(spellings.also):
            if key(word) in met:
                wrong = f"'{word}' is the same to a search as '{met[key(word)]}'; leave it out"
                yield _problem(archive, ("spellings", address, "also", number), wrong, "doubled-word")
            met.setdefault(key(word), word)


@rule("contrary-word", reach="ties", beside=("topics",))
def contrary_word(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No search word is under `not` of the topic or record whose word it is: it cannot find and not find the same."""
    entries: list[tuple[FieldPath, list[str], list[str]]] = [
        (("topics", topic), [word for field in ("same", "near") for _, word in _words(archive, topic, field)], one.not_)
        for topic, one in archive.topics.topics.items()
    ]
    entries += [(("spellings", address), one.also, one.not_) for address, one in archive.topics.spellings.items()]
    for place, words, contrary in entries:
        known = {key(word): word for word in words}
        for number, word in enumerate(contrary):
            if key(word) in known:
                wrong = f"'{word}' is a word of '{place[1]}' too; take it out of one of the two lists"
                yield _problem(archive, (*place, "not", number), wrong, "contrary-word")


@rule("search-target", reach="ties", beside=("pages", "topics"))
def search_target(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """What a topic `leads` to, and what has `spellings`, is a record, `kinds/id`, or an index such as `incidents/`."""
    pages = {path.removeprefix("docs/").removesuffix("index.md") for path in archive.pages} | set(indexes_by_page())
    for topic, one in archive.topics.topics.items():
        for number, target in enumerate(one.leads):
            if target not in pages and (wrong := _unknown(archive, target)):
                yield _problem(archive, ("topics", topic, "leads", number), wrong, "search-target")
    for address in archive.topics.spellings:
        if wrong := _unknown(archive, address):
            yield _problem(archive, ("spellings", address), wrong, "search-target")


def _unknown(archive: Archive, address: str) -> str:
    """What is wrong with the address of a record; empty if there is one."""
    plural, _, record_id = address.partition("/")
    if plural not in BY_PLURAL or not record_id:
        return f"'{address}' is not a page or a record; write an index, such as `incidents/`, or `kinds/id`"
    kind = BY_PLURAL[plural].id
    if record_id in archive.ids_met[kind] or record_id in archive.lost[kind]:
        return ""
    return instead.unknown_record(archive, (kind,), record_id)
