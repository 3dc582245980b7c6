"""The rule on figures in English texts of claims; `translated_texts` has that on Korean and Chinese ones."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.core.archive import Archive
from macros.core.models.field_values import language_at
from macros.core.problems import Problem
from macros.core.reading.reference_calls import Call
from macros.core.relations import Relations
from macros.core.rules.references import owner_of, page_calls
from macros.core.rules.registry import rule
from macros.core.values.counts import Count

_SAID = {
    "at-least": "at least|a minimum of|no fewer than|no less than",
    "about": "about|around|some|roughly|approximately",
    "nearly": "nearly|almost|close to",
    "more-than": "more than|over|above",
    "up-to": "up to|as many as|at most|no more than",
    "less-than": "fewer than|less than|under|below|not even",
}
"""How English says each modifier; no claim has the last one."""
_MODIFIERS = {words: modifier for modifier, ways in _SAID.items() for words in ways.split("|")}
_FIGURE = re.compile(
    rf"(?:\b({'|'.join(sorted(_MODIFIERS, key=len, reverse=True))}) )?"
    r"(?<![\w,.-])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3})(?![\w]|,[0-9]|\.[0-9]| [A-Z][a-z]+ [0-9]{4})",
    re.IGNORECASE,
)
"""A number with the modifier right before it. Years have four digits and no comma, so they are not found."""


@rule("called-figure", reach="near", beside=("pages",))
def called_figure(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The English text of a claim call has no other figure than its claim, and keeps its limit.

    A text without a figure, such as "the same number", may stand in its place.
    """
    for called in archive.calls:
        mine = called.call.name == "claim" and not language_at(called.place)
        if mine and (wrong := _fault(relations, owner_of(called.record.path), called.call)):
            yield called.problem(wrong, "called-figure")
    for path, call in page_calls(archive):
        if call.name == "claim" and (wrong := _fault(relations, "", call)):
            yield Problem(path, call.line, "", wrong, "called-figure")


def _fault(relations: Relations, owner: str, call: Call) -> str:
    """What differs between the text of a call and the claim that it names; empty if nothing does."""
    target = call.text(0, "id")
    stated = relations.claims.get(target if "." in target else f"{owner}.{target}")
    return _count_fault(stated.claim.count, call.text(1, "text")) if stated and stated.claim.count else ""


def _count_fault(count: Count, text: str) -> str:
    own = "exactly" if count.modifier == "range" else count.modifier
    for found in _FIGURE.finditer(text):
        said = _MODIFIERS[found[1].lower()] if found[1] else "exactly"
        if said != own or int(found[2].replace(",", "")) not in {count.minimum, count.maximum}:
            return f"has '{found[0]}'; the claim has '{count.text}': keep its words, or name the claim that you mean"
    return ""
