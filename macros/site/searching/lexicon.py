"""What the words of a search stand for: the topics of `data/topics.yml`, and the records by all their names.

Each topic and each record has a code word in the index. A text that holds one of its words has the code too, and a
word that a reader types is replaced by the code; so every word finds every other, in all languages, at the cost of
one word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain

from macros.core.archive import Archive
from macros.core.models import KINDS, Record
from macros.core.models.base import Named
from macros.core.models.entities import Voice
from macros.core.models.kinds import BY_PLURAL, WRITTEN
from macros.core.models.translations import EDITIONS
from macros.core.noting.reads import Key, Shared, Value
from macros.core.words.folding import HANGUL, folded, units
from macros.site.site import Site

SHORT_HANGUL = 2
"""A Korean word of so many letters is found at the beginning of a word alone, since it is part of many others."""
_HANGUL = re.compile(f"[{HANGUL}]+")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def code_word(address: str) -> str:
    """The code word of a topic or record in the index: the same in every build, whatever else is recorded."""
    return f"z{int.from_bytes(sha256(address.encode()).digest()[:6]) % 10**9:09}"


def topic_code(topic: str, *, near: bool = False) -> str:
    """The code word of the words of a topic, or of those together with the words near it."""
    return code_word(f"{'near' if near else 'topics'}/{topic}")


def topic_codes(topic: str) -> set[str]:
    """The code words of a text that has a word of a topic: the narrow one and the wide one."""
    return {topic_code(topic), topic_code(topic, near=True)}


def record_code(kind: str, record_id: str) -> str:
    """The code word of a record."""
    return code_word(f"{KINDS[kind].plural}/{record_id}")


def own_names(record: Record) -> list[str]:
    """Every name of a record that its pages show: its title first, then short form, names and aliases, translations."""
    named = record if isinstance(record, Named) else None
    names = [*named.native.values(), *named.native_unverified.values(), *named.aliases] if named else []
    texts = [getattr(record, language, None) for language in EDITIONS]
    told = [getattr(one, name, None) for one in texts for name in ("name", "title", "heading", "short")]
    return list(dict.fromkeys(filter(None, [record.title_text, record.short_text, *names, *told])))


def spellings(archive: Archive, record: Record) -> list[str]:
    """The further spellings under which a record is searched."""
    found = archive.topics.spellings.get(f"{KINDS[record.kind_id].plural}/{record.id}")
    return found.also if found else []


def names_searched(archive: Archive, record: Record) -> list[str]:
    """Every name under which a record is searched: its own, then the further spellings."""
    return list(dict.fromkeys([*own_names(record), *spellings(archive, record)]))


def led_to(site: Site, target: str) -> str:
    """The address of a page or record to which a topic leads."""
    plural, _, record_id = target.partition("/")
    return site.address(BY_PLURAL[plural].id, record_id) if plural in BY_PLURAL and record_id else target


@dataclass
class Phrase:
    """Units in a row: the codes of topics, those of records with their kinds, the form that texts must have."""

    words: tuple[str, ...]
    topics: set[str] = field(default_factory=set)
    records: set[tuple[str, str]] = field(default_factory=set)
    form: str = ""

    @cached_property
    def codes(self) -> set[str]:
        """Its code words. A state and its government may share a name; of two bodies that do, none is meant surely."""
        apart = len({kind for kind, _ in self.records}) == len(self.records)
        return self.topics | {code for _, code in self.records if apart}

    @cached_property
    def long(self) -> bool:
        """Whether it is found within a word too."""
        return len(self.words) > SHORT_HANGUL or not _HANGUL.match(self.words[0])

    def at(self, words: list[str], place: int) -> bool:
        """Whether it is at a place of a text."""
        return tuple(words[place : place + len(self.words)]) == self.words


class Lexicon(Shared):
    """The words of an archive, to be found in texts: the longest first, and none twice.

    Once it is sealed, it is noted which words and pairs of words a text asks for. So another name concerns only the
    texts that have its first two words, or its first one if nothing began with that before.
    """

    def __init__(self, archive: Archive) -> None:
        made: dict[tuple[str, ...], Phrase] = {}
        for words, topic, record, form in _entries(archive):
            phrase = made.setdefault(words, Phrase(words))
            phrase.topics |= topic
            phrase.records |= record
            phrase.form = phrase.form or form
        self._phrases: dict[tuple[str, ...], list[Phrase]] = {}
        """Every phrase by its first two units, or by its only one; the longest first."""
        for words in sorted(made, key=lambda one: (-len(one), one)):
            self._phrases.setdefault(words[:2], []).append(made[words])
        self._firsts = dict.fromkeys((first for first, *_ in self._phrases), True)
        """The units with which a phrase begins."""

    def begins(self, word: str) -> bool:
        """Whether a phrase begins with a word."""
        return word in self._firsts

    def phrases_at(self, pair: tuple[str, ...]) -> tuple[Phrase, ...]:
        """The phrases that may be where a text has two words, or its last one."""
        return (*self._phrases.get(pair, ()), *self._phrases.get(pair[:1], ()))

    def codes(self, text: str) -> set[str]:
        """The code words of a text. A name that several records share gives none: only a reference tells which."""
        return LexiconReader(self).codes(text, folded(text))


class LexiconReader:
    """Finds the words of a lexicon in some texts. What one of them has asked of it is known for the others."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._begins = _Asked(lexicon.begins)
        self._phrases = _Asked(lexicon.phrases_at)

    def codes(self, text: str, plain: str) -> set[str]:
        """The code words of a text; `plain` is the text folded."""
        words, begins = units(plain), self._begins
        places = [at for at, word in enumerate(words) if begins[word]]
        starts, end = _starts(plain) if places else set(), 0
        found: set[str] = set()
        for at in places:
            for phrase in self._phrases[tuple(words[at : at + 2])] if at >= end else ():
                if phrase.at(words, at) and phrase.form in text and (phrase.long or at == end or at in starts):
                    found |= phrase.codes
                    end = at + len(phrase.words)
                    break
        return found


class _Asked(dict[Key, Value]):
    """The answers to what was asked before; anything else is asked now."""

    def __init__(self, ask: Callable[[Key], Value]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: Key) -> Value:
        self[key] = answer = self._ask(key)
        return answer


def _entries(archive: Archive) -> Iterator[tuple[tuple[str, ...], set[str], set[tuple[str, str]], str]]:
    """Each phrase with the codes of its topic, with that of its record, and with the form that texts must have."""
    for topic_id, topic in archive.topics.topics.items():
        both, near = topic_codes(topic_id), {topic_code(topic_id, near=True)}
        for words, codes in ((_flat(topic.same), both), (_flat(topic.near), near), (topic.not_, set[str]())):
            yield from ((phrase, codes, set(), "") for word in words for phrase, _ in _spelled(word))
    for spellings in archive.topics.spellings.values():
        yield from ((phrase, set(), set(), "") for word in spellings.not_ for phrase, _ in _spelled(word))
    for kind in WRITTEN:
        for record in archive.records_of(kind).values():
            if isinstance(record, Named) and not isinstance(record, Voice):
                code = record_code(kind, record.id)
                for phrase, form in chain.from_iterable(map(_spelled, names_searched(archive, record))):
                    yield phrase, set(), {(kind, code)}, form if len(phrase) == 1 and form[0].isupper() else ""


def _flat(words: Mapping[str, list[str]]) -> list[str]:
    return [word for of_language in words.values() for word in of_language]


def _spelled(word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """A word as the units of a text, with its hyphens as spaces and without them, each with its form."""
    for form in dict.fromkeys((word, word.replace("-", ""))):
        if phrase := tuple(units(folded(form))):
            yield phrase, form


def _starts(plain: str) -> set[int]:
    """The numbers of the units that begin a word of a folded text with Korean letters."""
    starts: set[int] = set()
    if not plain.isascii() and _HANGUL.search(plain):
        number = 0
        for word in _WORD.findall(plain):
            starts.add(number)
            number += len(units(word))
    return starts
