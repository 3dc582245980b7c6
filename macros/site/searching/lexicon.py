"""What the words of a search stand for: the topics of `data/topics.yml`, and the records by all their names.

Each topic and each record has a code word in the index. A text that holds one of its words has the code too, and a
word that a reader types is replaced by the code; so every word finds every other, in all languages, at the cost of
one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256

from macros.core.archive import Archive
from macros.core.models import KINDS, Record
from macros.core.models.base import Named
from macros.core.models.entities import Voice
from macros.core.models.kinds import WRITTEN
from macros.core.models.names import names_of
from macros.core.models.topics import Topic
from macros.core.words.folding import HANGUL, folded, units

SHORT_HANGUL = 2
"""A Korean word of so many letters is found at the beginning of a word alone, since it is part of many others."""
_HANGUL = re.compile(f"[{HANGUL}]+")
_WORD = re.compile(r"[^\W_]+")


def code_word(address: str) -> str:
    """The code word of a topic or record in the index: the same in every build, whatever else is recorded."""
    return f"z{int.from_bytes(sha256(address.encode()).digest()[:6]) % 10**9:09}"


def topic_code(topic: str, *, near: bool = False) -> str:
    """The code word of the words of a topic, or of those that are near it."""
    return code_word(f"{'near' if near else 'topics'}/{topic}")


def record_code(kind: str, record_id: str) -> str:
    """The code word of a record."""
    return code_word(f"{KINDS[kind].plural}/{record_id}")


def topic_words(topic: Topic) -> Iterator[str]:
    """The words of a topic in all languages, those near it left out."""
    for words in topic.same.values():
        yield from words


def names_searched(archive: Archive, record: Record) -> list[str]:
    """Every name under which a record is searched: its names, title, short form and further spellings."""
    spellings = archive.topics.spellings.get(f"{KINDS[record.kind_id].plural}/{record.id}")
    own = [name for _, name in names_of(record)] if isinstance(record, Named) else []
    found = [record.title_text, record.short_text, *own, *(spellings.also if spellings else ())]
    return list(dict.fromkeys(found))


class Lexicon:
    """The words of an archive, to be found in texts: the longest first, and none twice."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def _phrases(self) -> dict[str, list[tuple[tuple[str, ...], frozenset[str], str]]]:
        """Every phrase by its first unit, longest first: its units, its codes, and the form that texts must have."""
        codes: dict[tuple[str, ...], set[str]] = {}
        forms: dict[tuple[str, ...], str] = {}
        for phrase, code, form in self._entries():
            codes.setdefault(phrase, set()).update([code] if code else ())
            if form:
                forms.setdefault(phrase, form)
        found: dict[str, list[tuple[tuple[str, ...], frozenset[str], str]]] = {}
        for phrase in sorted(codes, key=lambda one: (-len(one), one)):
            found.setdefault(phrase[0], []).append((phrase, frozenset(codes[phrase]), forms.get(phrase, "")))
        return found

    def _entries(self) -> Iterator[tuple[tuple[str, ...], str, str]]:
        for topic_id, topic in self._archive.topics.topics.items():
            near = [word for words in topic.near.values() for word in words]
            yield from self._spelled(topic_words(topic), topic_code(topic_id))
            yield from self._spelled(near, topic_code(topic_id, near=True))
            yield from self._spelled(topic.not_, "")
        for spellings in self._archive.topics.spellings.values():
            yield from self._spelled(spellings.not_, "")
        for kind in WRITTEN:
            for record in self._archive.records_of(kind).values():
                if isinstance(record, Named) and not isinstance(record, Voice):
                    names = names_searched(self._archive, record)
                    yield from self._spelled(names, record_code(kind, record.id), names=True)

    @staticmethod
    def _spelled(words: Iterable[str], code: str, *, names: bool = False) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """The phrases of some words, with hyphens as spaces and without them; a short name keeps its capitals."""
        for word in words:
            for form in dict.fromkeys((word, word.replace("-", ""))):
                phrase = tuple(units(folded(form)))
                if phrase:
                    yield phrase, code, form if names and len(phrase) == 1 and form[0].isupper() else ""

    def codes(self, text: str) -> set[str]:
        """The code words of a text. A name that several records share gives none: only a reference tells which."""
        found: set[str] = set()
        phrases, words, starts = self._phrases, units(folded(text)), _starts(text)
        at, free = 0, True
        while at < len(words):
            step = 1
            for phrase, codes, form in phrases.get(words[at], ()):
                end = at + len(phrase)
                if tuple(words[at:end]) != phrase or (form and form not in text):
                    continue
                if len(phrase) <= SHORT_HANGUL and _HANGUL.match(phrase[0]) and not (free or at in starts):
                    continue
                found |= codes if len(codes) == 1 else set()
                step, free = len(phrase), True
                break
            else:
                free = False
            at += step
        return found


def _starts(text: str) -> set[int]:
    """The numbers of the units that begin a word of a text with Korean letters."""
    starts: set[int] = set()
    if _HANGUL.search(text):
        number = 0
        for word in _WORD.findall(folded(text)):
            starts.add(number)
            number += len(units(word))
    return starts
