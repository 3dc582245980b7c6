"""The rule on the words of pages: each label and each word of a closed list is there in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models.kinds import KINDS, PAGED
from macros.core.models.page_labels import LABELS_PATH, ProseCall
from macros.core.models.sentence_patterns import PLAIN
from macros.core.models.translations import EDITIONS
from macros.core.models.vocabulary import VOCABULARY_PATH
from macros.core.problems import Problem, did_you_mean
from macros.core.relations import Relations
from macros.core.rules.editions import LISTS
from macros.core.rules.registry import rule

ENGLISH_ALONE = ("attributions", "in-citations", "sentence-parts", "comparisons")
"""Lists of patterns for English sentences; data/sentences.yml has those of the other languages."""


@rule("edition-label", reach="ties", beside=("pages", "labels"))
def edition_label(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Words of pages are there in English, Korean and Chinese: labels of closed lists, and those of `data/labels.yml`.

    Lists whose words data/sentences.yml has need no labels beside them. Every label of `data/labels.yml` is used by a
    page, and every label that a page asks for is there. What the prose of the editions asks for is there too: labels,
    pages, words of closed lists, and nothing that is not given to it.
    """
    for name, terms in archive.vocabulary.root.items():
        for word, term in terms.items() if name not in (*ENGLISH_ALONE, *LISTS, *PLAIN) else ():
            missing = [language for language in EDITIONS if not getattr(term, language)]
            if missing:
                wrong = f"has no label in {' and '.join(EDITIONS[one] for one in missing)}; add {', '.join(missing)}"
                line = archive.vocabulary_document.line((name, word))
                yield Problem(VOCABULARY_PATH, line, f"{name}.{word}", wrong, "edition-label")
    if archive.labels_used and not archive.failed(LABELS_PATH):
        yield from _labels(archive)
        yield from _prose(archive)


def _labels(archive: Archive) -> Iterator[Problem]:
    keys, line = archive.labels.keys, archive.labels_document.line
    in_prose = {call.words[0] for call in archive.prose_calls if call.name == "say" and call.words}
    for key, path in sorted(archive.labels_used.items()):
        if key not in keys | in_prose:
            wrong = f"is missing, and {path} asks for it; write it with en, ko and zh{did_you_mean(key, keys)}"
            yield Problem(LABELS_PATH, 1, key, wrong, "edition-label")
    for key in sorted(keys - set(archive.labels_used)):
        wrong = f'is used by no page; let a template ask for it with say("{key}"), or delete it'
        yield Problem(LABELS_PATH, line(tuple(key.split("."))), key, wrong, "edition-label")


def _prose(archive: Archive) -> Iterator[Problem]:
    pages = _addresses(archive)
    unread = {"pattern"} if archive.failed(VOCABULARY_PATH) else set()
    for call in archive.prose_calls:
        if call.name not in unread and (wrong := _wrong(archive, call, pages)):
            yield Problem(call.path, call.line, call.name or "the template", wrong, "edition-label")


def _wrong(archive: Archive, call: ProseCall, pages: set[str]) -> str:
    """What is wrong with a call, or nothing."""
    first, *others = *call.words, ""
    if call.name == "":
        return f"cannot be read: {first}"
    if call.name == "value":
        return f"{first} is not given to prose; use what macros/site/editions/edition_prose.py gives"
    if call.name == "say" and first not in archive.labels.keys:
        return f"no label {first!r} in {LABELS_PATH}; write it there{did_you_mean(first, archive.labels.keys)}"
    if call.name in _LEADING and call.words and (address := first.partition("#")[0]) not in pages:
        return f"no page at {address!r}; lead to one that there is{did_you_mean(address, pages)}"
    if call.name == "pattern" and others[0] not in (known := archive.vocabulary.list(first)):
        return f"no {others[0]!r} in {first}; use one of its words{did_you_mean(others[0], known)}"
    return ""


_LEADING = ("href", "english_href", "absolute")
"""Calls that lead to an address."""


def _addresses(archive: Archive) -> set[str]:
    """The English address of every page of prose, list and record."""
    prose = (path.removeprefix("docs/").removesuffix(".md") for path in archive.pages)
    found = {"" if name == "index" else f"{name.removesuffix('/index')}/" for name in prose}
    records = {f"{KINDS[kind].index.address}{key}/" for kind in PAGED for key in archive.records_of(kind)}
    return found | records
