"""The type of a rule. `rulebook` lists all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from macros.core.problems import Problem

MANY = 200
"""How many problems of one file are listed; no handwritten file has that many."""
Needs = Literal["records", "captures", "base"]
"""What a rule needs: only the records, also the captured texts, or also the records of another branch."""
Reach = Literal["near", "ties", "far"]
"""How far a rule looks from a record: near, at the record, those that it names and those that name it; at no more of
each record than its ties tell (`comparison/ties.py`); or as far as there are records."""
Beside = Literal["pages", "topics", "redirects", "labels", "sentences", "identity"]
"""What may change without any record: prose pages and pictures, or one of these files."""
ALL_BESIDE: tuple[Beside, ...] = get_args(Beside)
HEADED: dict[Needs, str] = {"records": "", "captures": "Verification: ", "base": "Against the base branch: "}


@dataclass(frozen=True)
class Rule:
    """A rule: its id, its wording, what it needs, and the function that checks it (None if reading does).

    Call it like its function: with the archive and its relations if it needs `records`, with the base archive and the
    present one if it needs `base`.
    """

    id: str
    wording: str
    needs: Needs = "records"
    check: Callable[..., Iterable[Problem]] | None = None
    prose: bool = False
    """Whether it reads the words of annotations between the calls. Others are not asked again if only they changed."""
    alone: bool = False
    """Whether what it finds in a record follows from the text of that record, whatever the others say."""
    reach: Reach = "far"
    """How far it looks. After a change of a field, every rule that looks far is asked about all records."""
    beside: tuple[Beside, ...] = ()
    """What it reads beside the records; of these it needs no more than `comparison/beside.py` says."""
    reads: Callable[..., set[str]] | None = None
    """The sources whose words it reads, where it finds nothing in the others whatever their words are."""

    @property
    def text(self) -> str:
        """The wording as contributors read it, led by what the rule needs."""
        return HEADED[self.needs] + self.wording

    def __call__(self, *archives: Any) -> Iterable[Problem]:
        """The problems that it finds."""
        return self.check(*archives) if self.check else ()


def rule(  # noqa: PLR0913 # one for each mark
    rule_id: str,
    needs: Needs = "records",
    *,
    prose: bool = False,
    alone: bool = False,
    reach: Reach = "far",
    beside: tuple[Beside, ...] = (),
    reads: Callable[..., set[str]] | None = None,
) -> Callable[[Callable[..., Iterable[Problem]]], Rule]:
    """Make a function the rule of this id; its docstring is the wording."""

    def made(check: Callable[..., Iterable[Problem]]) -> Rule:
        return Rule(rule_id, " ".join((check.__doc__ or "").split()), needs, check, prose, alone, reach, beside, reads)

    return made
