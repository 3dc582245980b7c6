"""How `data/health.json`, the last look at the sources on the web, is read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from macros.core.models.document import Document
from macros.core.models.last_look import HEALTH_PATH, MAX_HEALTH_BYTES, Health
from macros.core.problems import Problem
from macros.core.reading.files import MAX_TABLE_BYTES, read_text
from macros.core.reading.validation import build
from macros.core.reading.yaml_reader import read_yaml
from macros.core.words.invisible import UNSEEN

_UNSEEN_CODE = re.compile(
    r"\\u(?:00(?:0[0-9bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F]|[aA][dD])|061[cC]|180[eE]|20[02-6][0-9a-fA-F]|"
    r"[fF][eE][0fF][0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""Codes of characters that nobody sees, as JSON writes them; only for finding their line."""


def read_health(root: Path) -> tuple[Health | None, list[Problem]]:
    """The last look: None if nobody has looked yet, problems if the file is not of our making."""
    file = root / HEALTH_PATH
    return parse_health(file, HEALTH_PATH) if file.exists() else (None, [])


def parse_health(file: Path, shown: str) -> tuple[Health | None, list[Problem]]:
    """A file of this shape. Line numbers are looked up only for a wrong file, since that is slow."""
    text, problems = read_text(file, shown, MAX_HEALTH_BYTES)
    if problems:
        return None, problems
    again = f"write it with `python -m macros health --out {shown}`"
    try:
        tree = _loaded(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, _FaultError):
            return None, [Problem(shown, _line_of(text, error.written), "", f"{error}; delete it, or {again}", "value")]
        wrong = f"is not JSON with each field once; delete it, or {again}"
        return None, [Problem(shown, getattr(error, "lineno", 1), "", wrong, "value")]
    if UNSEEN.search(json.dumps(tree, ensure_ascii=False)):
        wrong = "holds an invisible character as an escape; look at the sources anew"
        return None, [Problem(shown, _line_of(text, _UNSEEN_CODE), "", wrong, "invisible-character")]
    if not isinstance(tree, dict):
        return None, [Problem(shown, 1, "", "should hold one object with `looked` and `looks`", "value")]
    health, problems = build(Health, Document(shown, tree=tree))
    return health, _placed(text, shown, problems)


class _FaultError(ValueError):
    """What JSON programs read in different ways, with the pattern by which its line is found."""

    def __init__(self, message: str, written: re.Pattern[str]) -> None:
        super().__init__(message)
        self.written = written


def _loaded(text: str) -> Any:
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=_constant, object_pairs_hook=_once)


def _constant(name: str) -> None:
    raise _FaultError(f"holds {name}, which is not JSON", re.compile(rf"{name}\b"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object that has each field once; of two, every program might choose a different one."""
    names = [name for name, _ in pairs]
    if twice := next((name for at, name in enumerate(names) if name in names[:at]), ""):
        field = re.escape(json.dumps(twice, ensure_ascii=False))
        raise _FaultError(
            f"has '{twice}' twice in one object", re.compile(rf"{field}\s*:(?:[^{{}}]|\{{[^{{}}]*\}})*?{field}\s*:")
        )
    return dict(pairs)


def _line_of(text: str, pattern: re.Pattern[str]) -> int:
    """The line in which a pattern is found; the last line of what it finds, where that goes over several."""
    found = pattern.search(text)
    return text.count("\n", 0, found.end()) + 1 if found else 1


def line_of_day(root: Path, day: str) -> int:
    """The first line of the last look that has a day."""
    return _line_of(read_text(root / HEALTH_PATH, HEALTH_PATH, MAX_HEALTH_BYTES)[0], re.compile(rf'"{re.escape(day)}"'))


def _placed(text: str, shown: str, problems: list[Problem]) -> list[Problem]:
    """The problems with their lines, which the YAML reader finds, since JSON is near enough to YAML."""
    if not problems or len(text) > MAX_TABLE_BYTES:
        return problems
    document, wrong = read_yaml(text, shown)
    return problems if wrong else build(Health, document)[1] or problems
