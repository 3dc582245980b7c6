"""The rules that every record keeps. The docstring of each rule function is the rule as contributors read it."""

from macros.core.rules import (
    annotation,
    calls,
    changes,
    claims,
    days,
    future,
    groups,
    ids,
    numbers,
    pages,
    people,
    references,
    safety,
    unused,
    works,
)
from macros.core.rules.registry import RULES, Rule, check

__all__ = [
    "RULES",
    "Rule",
    "annotation",
    "calls",
    "changes",
    "check",
    "claims",
    "days",
    "future",
    "groups",
    "ids",
    "numbers",
    "pages",
    "people",
    "references",
    "safety",
    "unused",
    "works",
]
