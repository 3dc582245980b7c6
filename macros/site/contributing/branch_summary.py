"""The summary of a branch in Markdown: its problems as a checklist, then what it changes on the published site.

It may be posted as a comment, so it is bounded in length and holds contributed words only as `plain` lets them through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.core.archive import Archive
from macros.core.comparison.diff import Changed, Differences
from macros.core.problems import Problem
from macros.core.relations import AttributedClaim
from macros.core.words.plain import code
from macros.site.templates import template

SUMMARY_LIMIT = 60_000
"""Characters of a summary; GitHub takes 65,536 in a comment."""
_LISTED = (50, 20, 8, 3, 0)
"""How many entries of each list are shown: the most that fit."""
RULES_PAGE = "about/rules/#rule-"


@dataclass(frozen=True)
class SummaryPart:
    """The shown entries of one list, and how many more there are."""

    shown: Sequence[Any]
    all: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.all - len(self.shown)


def summary(problems: Sequence[Problem], differ: Differences, now: Archive, commit: str, broken: int) -> str:
    """The whole summary, at most SUMMARY_LIMIT characters; `commit` and `broken` are of the base and its problems."""
    text = ""
    told: dict[str, Any] = {"commit": commit, "broken": broken, "rules": f"{now.citation.url}{RULES_PAGE}"}
    told |= {"value": _value, "told": _told, "removal": differ.removal}
    for listed in _LISTED:
        parts = _parts(problems, differ, listed)
        text = template("files/summary.md.j2").render(parts, **told)
        text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
        if len(text) <= SUMMARY_LIMIT:
            break
    return text


def _parts(problems: Sequence[Problem], differ: Differences, listed: int) -> dict[str, SummaryPart]:
    lists: dict[str, Sequence[Any]] = {"problems": problems, "gone": differ.gone}
    lists |= {"touched": differ.touched, "unread": differ.unread}
    for name, items in (("records", differ.records), ("prose", differ.prose), ("works", differ.works)):
        lists |= {f"{name}_{how}": _of(items, how) for how in HOW}
    lists |= {f"claims_{how}": _of(differ.claims, how) for how in HOW}
    return {name: SummaryPart(items[:listed], len(items)) for name, items in lists.items()}


HOW = ("added", "changed", "removed")


def _of(items: Sequence[Changed], how: str) -> list[Changed]:
    return [item for item in items if item.how == how]


def _told(stated: AttributedClaim) -> dict[str, str]:
    """What a reader of a change needs to know of a claim: its figure, whom it counts, who says it and where."""
    claim = stated.claim
    figure = [part.text for part in (claim.count, claim.date) if part]
    place = f"passage {claim.passage}" if claim.passage else claim.locator or "no locator"
    return {
        "measure": claim.measure,
        "figure": ", ".join(figure) or claim.stance,
        "who": claim.who,
        "chain": ", ".join(link.text for link in claim.said_by),
        "work": stated.work.id if stated.work else claim.work or stated.owner,
        "place": place,
    }


def _value(value: object) -> Markup:
    """A value as code, or the words for an empty one."""
    if value in (None, "", [], {}):
        return Markup("empty")
    return Markup(code(", ".join(map(_item, value)) if isinstance(value, list) else value))


def _item(value: object) -> str:
    """One value of a list; an entry with fields shows those that are filled."""
    return "; ".join(str(part) for part in value.values() if part) if isinstance(value, dict) else str(value)
