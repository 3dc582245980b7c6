"""The list of all rules, and how the rules that need only the records are run.

A rule is a function in the module of its subject, and its docstring is the rule as contributors read it. Add a new
subject to `SUBJECTS`; importing a module does not add its rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from macros.core.archive import Archive
from macros.core.comparison import captured_since, recorded_changes
from macros.core.comparison import rules as comparison
from macros.core.problems import Problem, sort_problems
from macros.core.relations import Relations
from macros.core.rules import (
    allowed_calls,
    annotation,
    archived_copies,
    called_figures,
    chains,
    claims_and_notes,
    corrections,
    country_names,
    days,
    doubles,
    earlier_values,
    early,
    edition_labels,
    editions,
    future,
    groups,
    legal_citations,
    map_points,
    numbers,
    origins,
    pages,
    people,
    permanence,
    published_replies,
    references,
    related_records,
    renumbering,
    safety,
    sayable,
    search_words,
    short_dates,
    sightings,
    standings,
    translated_texts,
    unrecorded_names,
    unused,
    works,
    written,
)
from macros.core.rules.alone import doubtful_part
from macros.core.rules.outlines import outline
from macros.core.rules.registry import MANY, Needs, Rule
from macros.core.verification import verify as verification
from macros.core.words.amounts import amount

SUBJECTS = (
    allowed_calls,
    annotation,
    archived_copies,
    called_figures,
    chains,
    claims_and_notes,
    corrections,
    country_names,
    days,
    doubles,
    earlier_values,
    early,
    editions,
    future,
    groups,
    legal_citations,
    edition_labels,
    map_points,
    numbers,
    origins,
    pages,
    people,
    permanence,
    references,
    related_records,
    renumbering,
    published_replies,
    safety,
    sayable,
    search_words,
    short_dates,
    sightings,
    standings,
    translated_texts,
    unrecorded_names,
    unused,
    works,
    written,
    comparison,
    recorded_changes,
    captured_since,
)
"""The modules with rule functions."""

_READING = {
    "file": "Every file is readable UTF-8 text of reasonable size in the folder of its kind, named `<id>` with "
    "a-z, 0-9 and hyphens; `docs/` holds pages and SVG pictures, and no link leads out of the archive. "
    "Indexes are `docs/<folder>/index.md`, other pages and pictures are in `docs/about/`.",
    "yaml": "Records and front matter are plain YAML mappings without anchors, aliases, tags or deep nesting.",
    "bibtex": "`bibliography.bib` is BibTeX; entries write their values out.",
    "latex": "`bibliography.bib` holds letters and signs as they are printed. Of LaTeX it knows braces and the escaped "
    "signs `\\&`, `\\%`, `\\#`, `\\_` and `\\$` alone.",
    "duplicate-key": "No field and no key is given twice.",
    "unknown-field": "Only the fields of a record's kind are used.",
    "missing-field": "Every required field is there.",
    "capture-or-reading": "A source has either `capture`, for a text that was saved as a file, or `reading`, for a "
    "page that could only be read: never both, and never neither.",
    "value": "Every value has the form of its field: EDTF dates, counts with a known modifier, http or https "
    "addresses, language tags, coordinates. Pages, paragraphs and lines have a bounded length, and no character is "
    "repeated in them hundreds of times.",
    "conflict-marker": "No file holds a conflict that a merge left open: lines that begin with `<<<<<<<`, `|||||||`, "
    "`=======` or `>>>>>>>`. A line of equal signs under a Markdown heading is allowed.",
    "look-alike": "No word mixes letters of scripts that look alike, such as Latin and Cyrillic; no Latin letter "
    "has another form, such as full-width, or was read in a wrong encoding; no letter has more than three marks; and "
    "letters are composed (Unicode NFC). The same holds for the hosts of addresses. Hangul and Han beside Latin "
    "letters are welcome.",
    "invisible-character": "No file holds control characters, characters that change the direction of text, or other "
    "invisible ones, such as letters without width.",
}
"""The rules that reading checks, before all others."""

_ALL = (
    *(Rule(rule_id, wording) for rule_id, wording in _READING.items()),
    *(found for subject in SUBJECTS for found in vars(subject).values() if isinstance(found, Rule)),
    *verification.VERIFICATION_RULES,
)
RULES: dict[str, Rule] = {found.id: found for found in _ALL}
"""Every rule by its id."""


def listed() -> list[Rule]:
    """Every rule in the order of the rules page: those of the records by name, then those that need more."""
    return [*sorted(needing("records"), key=lambda found: found.id), *needing("base"), *needing("captures")]


_ON_LAW = ("before-instrument", "citation-differs", "legal-citation", "provision-anchor", "standing")
"""Rules on instruments alone, which few contributors record."""


_ON_WORDS = (
    "contrary-word",
    "doubled-word",
    "edition-label",
    "edition-pattern",
    "search-target",
    "translated-claims",
    "translated-field",
    "translated-figure",
)
"""Rules on Korean and Chinese texts and on the lists of words that pages and the search take."""


def further_rules() -> list[Rule]:
    """Those on a page of their own: on instruments, on words, and what needs another branch or the captures too."""
    own = [RULES[rule_id] for rule_id in (*_ON_LAW, *_ON_WORDS)]
    return [*own, *(rule for rule in listed() if rule.needs != "records")]


def needing(needs: Needs) -> list[Rule]:
    """The rules that need the records alone, the captures too, or another branch too."""
    return [found for found in RULES.values() if found.needs == needs]


Found: TypeAlias = dict[str, list[Problem]]
"""What rules find, by their ids."""
Ask: TypeAlias = Callable[[Sequence[Rule], Archive, Relations], Found]
"""Asks rules about an archive. It may have others ask some of them meanwhile."""


def one_by_one(rules: Sequence[Rule], archive: Archive, relations: Relations) -> Found:
    """What each of these rules finds, by its id."""
    return {one.id: list(one(archive, relations)) for one in rules}


def check(archive: Archive, relations: Relations, ask: Ask = one_by_one) -> list[Problem]:
    """Every problem of the archive: those found while reading and by the rules, sorted, each once.

    For a file with very many problems, the first are listed and the others counted. If all records of a kind are gone,
    no rule is asked (`unasked`).
    """
    if without := unasked(archive):
        return list(_bounded(sort_problems([*archive.problems, *without])))
    rules = needing("records")
    alone = [found for found in rules if found.alone]
    others = [found for found in rules if not found.alone]
    told = one_by_one(alone, doubtful_part(archive, alone), relations)

    def without_words() -> Found:
        told.update(ask(others, archive, relations))
        return {one.id: told[one.id] for one in others if not one.prose}

    told |= archive.kept.made("rules", outline(archive), without_words)
    told |= one_by_one([one for one in others if one.id not in told], archive, relations)
    problems = [*archive.problems, *(problem for one in rules for problem in told[one.id])]
    return list(_bounded(sort_problems(problems)))


def unasked(archive: Archive) -> list[Problem]:
    """Why no rule is asked: whole folders that are not there. Nearly everything else would be wrong because of them."""
    return archive.problems if archive.torn else permanence.emptied(archive)


def _bounded(problems: list[Problem]) -> Iterator[Problem]:
    for _, group in groupby(problems, key=attrgetter("path")):
        of_file = list(group)
        yield from of_file[:MANY]
        if others := of_file[MANY:]:
            wrong = f"has {amount(len(others), 'further problem')}; correct the ones above first"
            yield Problem(others[0].path, others[0].line, "", wrong, others[0].rule)
