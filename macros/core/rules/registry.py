"""What a rule is. All of them are listed in `rulebook`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from macros.core.problems import Problem

MANY = 200
"""How many problems of one file are told; no file that somebody wrote has as many."""
Needs = Literal["records", "captures", "base"]
"""What a rule looks at: the records alone, the captured texts too, or the records of another branch too."""
HEADED: dict[Needs, str] = {"records": "", "captures": "Verification: ", "base": "Against the base branch: "}


@dataclass(frozen=True)
class Rule:
    """A rule: its id, its wording, what it needs, and the function that checks it (none where reading does).

    One that needs `records` is handed the archive and its relations, one that needs `base` that archive and the
    present one. It can be called as its function.
    """

    id: str
    wording: str
    needs: Needs = "records"
    check: Callable[..., Iterable[Problem]] | None = None

    @property
    def text(self) -> str:
        """The wording as contributors read it, led by what the rule needs."""
        return HEADED[self.needs] + self.wording

    def __call__(self, *archives: Any) -> Iterable[Problem]:
        """The problems that it finds."""
        return self.check(*archives) if self.check else ()


def rule(rule_id: str, needs: Needs = "records") -> Callable[[Callable[..., Iterable[Problem]]], Rule]:
    """Make a function the rule of this id; its docstring is the wording."""

    def made(check: Callable[..., Iterable[Problem]]) -> Rule:
        return Rule(rule_id, " ".join((check.__doc__ or "").split()), needs, check)

    return made
