"""The marks that git leaves in a file when two branches changed the same lines and nobody has decided yet.

A conflict is reported once, at its first line. This branch's side of it is read, so that the conflict causes no
further problems; lines keep their numbers.
"""

from __future__ import annotations

import re
from itertools import islice

from macros.core.problems import Problem

_MARK = re.compile(r"(<{7,20}|\|{7,20}|={7}|>{7,20})(?: .*)?")
_MANY = 20
"""How many conflicts of one file are reported."""


def settled(text: str, shown: str) -> tuple[str, list[Problem]]:
    """The text with this branch's side of every conflict, and a problem for each conflict."""
    if not any(sign in text for sign in ("<<<<<<<", ">>>>>>>", "|||||||", "=======")):
        return text, []
    lines = text.split("\n")
    marks = [(number, match[1][0]) for number, line in enumerate(lines) if (match := _MARK.fullmatch(line))]
    conflicts = [group for group in _grouped(marks) if _is_conflict(group, lines, shown)]
    told = [(group[0][0] + 1, _wrong(group, _keep(group, lines, shown))) for group in islice(conflicts, _MANY)]
    for group in conflicts:
        _take_out(lines, group)
    return "\n".join(lines), [Problem(shown, line, "", wrong, "conflict-marker") for line, wrong in told]


def causes(problems: list[Problem], later: list[Problem]) -> list[Problem]:
    """The problems of a file and of its content; only the file's if it has a conflict, since its text may be torn.

    Of a value that is wrong as it is written, nothing more is told.
    """
    if any(problem.rule == "conflict-marker" for problem in problems):
        return problems
    told = {(one.path, one.line, one.field) for one in problems if one.field and one.rule == "value"}
    return [*problems, *(one for one in later if (one.path, one.line, one.field) not in told)]


_Marks = list[tuple[int, str]]


def _grouped(marks: _Marks) -> list[_Marks]:
    """The marks of each conflict: from the one that opens it to the one that closes it."""
    groups: list[_Marks] = []
    for number, sign in marks:
        if not groups or sign == "<" or groups[-1][-1][1] == ">":
            groups.append([])
        groups[-1].append((number, sign))
    return groups


def _is_conflict(group: _Marks, lines: list[str], shown: str) -> bool:
    """A line of equal signs alone is a conflict only if it does not underline a Markdown heading."""
    if any(sign != "=" for _, sign in group):
        return True
    number = group[0][0]
    return not shown.endswith(".md") or number == 0 or not lines[number - 1].strip()


def _take_out(lines: list[str], group: _Marks) -> None:
    """Empty the lines of the marks, and those between the first mark after the opening one and the last."""
    between = [number for number, sign in group if sign != "<"]
    whole = group[0][1] == "<" and group[-1][1] == ">"
    emptied = range(between[0], between[-1] + 1) if whole else between
    for number in (*emptied, *(number for number, _ in group)):
        lines[number] = ""


def _keep(group: _Marks, lines: list[str], shown: str) -> str:
    """What to keep: in a list to which both branches added something, all of it."""
    if shown == "data/published.txt":
        return "keep the lines of both sides"
    if shown.endswith(".bib") and any(line.startswith("@") for line in lines[group[0][0] : group[-1][0]]):
        return "keep the entries of both sides, each whole and in order of their keys"
    return "keep what is right on each side"


def _wrong(group: _Marks, keep: str) -> str:
    first, last = group[0][0] + 1, group[-1][0] + 1
    where = f"begins a conflict of a merge, which ends in line {last}" if last > first else "was left by a merge"
    return f"{where}; {keep}, and delete the lines with <<<<<<<, |||||||, ======= or >>>>>>>"
