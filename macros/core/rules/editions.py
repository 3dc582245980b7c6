"""The rule on what can be said in Korean and Chinese: each word of a closed list has the forms it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models.pattern_forms import MeasureForms
from macros.core.models.sentence_patterns import PATTERNS_PATH
from macros.core.models.translations import EDITIONS
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule

LISTS = ("groups", "units", "modifiers", "order-words", "stances", "evidence")
"""The closed lists whose words a sentence or a table says; `measures` has patterns of its own."""
GIVES = ("counted", "dated", "since", "denied")
"""What a claim of a measure may give."""
_ALONE = ("order",)
"""Words without forms of their own: each word of `order-words` has them."""
ALWAYS_SAID = {
    "leads": ("alone", "from", "through", "against-from", "against-through"),
    "attributions": (
        *("states", "reports", "reports-cited", "relays", "relays-cited"),
        *("denies", "denies-doubted", "says-not", "says-not-doubted", "disputes", "disputes-cited"),
    ),
    "speakers": (
        *("spokesperson", "speaks-for", "holds", "together", "title"),
        *("through", "through-described", "through-further"),
        *(f"{sort}-{how}" for sort in ("outlet", "person", "body") for how in ("cited", "said", "through")),
    ),
    "dates": (
        *("approximate", "uncertain", "uncertain-within", "interval", "interval-short", "open-end", "open-start"),
        *("on", "around", "between", "between-around", "since", "by"),
        *("on-front", "between-front", "between-around-front"),
    ),
    "numbers": ("range", "tight-range"),
    "details": (
        *("brackets", "outer-brackets", "bare", "between", "hedge", "hedge-rendered", "among", "among-others"),
        *("among-unnamed", "among-others-unnamed", "part", "apart", "apart-unnamed"),
    ),
    "cells": (
        *("spokesperson", "speaks-for", "holds", "said-on", "rests-on", "repeated-by", "may-share", "none-known"),
        *("part-of", "aside", "not-added", "undated", "none", "denies", "denies-doubted", "disputes"),
    ),
}
"""The patterns that every sentence or table is made with, by their section."""


@rule("edition-pattern", reach="ties", beside=("sentences",))
def edition_pattern(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every claim can be said in Korean and Chinese: `data/sentences.yml` has all patterns, and forms for each word.

    It has the patterns that every sentence is made with, and forms for each measure, group, unit, modifier, order word,
    stance and level of evidence of the closed lists.
    """
    if archive.failed(PATTERNS_PATH) or not archive.vocabulary.list("measures"):
        return
    document = archive.patterns_document
    for place, wrong in (*_lists(archive), *_measures(archive), *_fixed(archive)):
        yield Problem(PATTERNS_PATH, document.line(place), ".".join(place), wrong, "edition-pattern")


def _lists(archive: Archive) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in LISTS:
        said = getattr(archive.patterns, name.replace("-", "_"))
        for word in archive.vocabulary.list(name):
            if word not in said and word not in _ALONE:
                yield (
                    (name, word),
                    "is missing; give its forms in Korean and Chinese, as of the other words of the list",
                )
        for word in said:
            if word not in archive.vocabulary.list(name):
                yield (name, word), f"is not a word of `{name}` in data/vocabulary.yml; leave it out"


def _measures(archive: Archive) -> Iterator[tuple[tuple[str, ...], str]]:
    said, measures = archive.patterns.measures, archive.vocabulary.list("measures")
    for word, term in measures.items():
        gives = [one for one in GIVES if term.clause and getattr(term.clause, one)]
        if gives and word not in said:
            yield (
                ("measures", word),
                f"is missing; say in Korean and Chinese what a claim of it says: {', '.join(gives)}",
            )
            continue
        for edition in EDITIONS if gives else ():
            forms: MeasureForms = said[word].words(edition)
            for one in gives:
                if not getattr(forms, one):
                    yield ("measures", word, edition), f"lacks `{one}`, which data/vocabulary.yml has in English"
    yield from (
        (("measures", word), "is not a measure of data/vocabulary.yml; leave it out")
        for word in said
        if word not in measures
    )


def _fixed(archive: Archive) -> Iterator[tuple[tuple[str, ...], str]]:
    for section, names in ALWAYS_SAID.items():
        said = getattr(archive.patterns, section)
        yield from (
            ((section, name), "is missing; every sentence or table is made with it")
            for name in names
            if name not in said
        )
