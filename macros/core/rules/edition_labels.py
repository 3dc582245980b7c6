"""The rule on the words of pages: each label and each word of a closed list is there in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models.page_labels import LABELS_PATH
from macros.core.models.sentence_patterns import PLAIN
from macros.core.models.translations import EDITIONS
from macros.core.models.vocabulary import VOCABULARY_PATH
from macros.core.problems import Problem, did_you_mean
from macros.core.relations import Relations
from macros.core.rules.editions import LISTS
from macros.core.rules.registry import rule

ENGLISH_ALONE = ("attributions", "in-citations", "sentence-parts", "comparisons")
"""Lists of patterns for English sentences; data/sentences.yml has those of the other languages."""


@rule("edition-label")
def edition_label(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Words of pages are there in English, Korean and Chinese: labels of closed lists, and those of `data/labels.yml`.

    Lists whose words data/sentences.yml has need no labels beside them. Every label of `data/labels.yml` is used by a
    page, and every label that a page asks for is there.
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


def _labels(archive: Archive) -> Iterator[Problem]:
    keys, line = archive.labels.keys, archive.labels_document.line
    for key, path in sorted(archive.labels_used.items()):
        if key not in keys:
            wrong = f"is missing, and {path} asks for it; write it with en, ko and zh{did_you_mean(key, keys)}"
            yield Problem(LABELS_PATH, 1, key, wrong, "edition-label")
    for key in sorted(keys - set(archive.labels_used)):
        wrong = "is used by no page; delete it"
        yield Problem(LABELS_PATH, line(tuple(key.split("."))), key, wrong, "edition-label")
