"""How `data/health.json`, the last look at the sources on the web, is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.core.models.document import Document
from macros.core.models.last_look import HEALTH_PATH, MAX_HEALTH_BYTES, Health
from macros.core.problems import Problem
from macros.core.reading.files import MAX_TABLE_BYTES, read_text
from macros.core.reading.validation import build
from macros.core.reading.yaml_reader import read_yaml
from macros.core.words.invisible import UNSEEN


def read_health(root: Path) -> tuple[Health | None, list[Problem]]:
    """The last look: None if nobody has looked yet, problems if the file is not of our making."""
    file = root / HEALTH_PATH
    return parse_health(file, HEALTH_PATH) if file.exists() else (None, [])


def parse_health(file: Path, shown: str) -> tuple[Health | None, list[Problem]]:
    """A file of this shape. Line numbers are looked up only for a wrong file, since that is slow."""
    text, problems = read_text(file, shown, MAX_HEALTH_BYTES)
    if problems:
        return None, problems
    try:
        tree = json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        wrong = f"is not JSON with each field once; delete it, or write it with `python -m macros health --out {shown}`"
        return None, [Problem(shown, getattr(error, "lineno", 1), "", wrong, "value")]
    if UNSEEN.search(json.dumps(tree, ensure_ascii=False)):
        wrong = "holds an invisible character as an escape; look at the sources anew"
        return None, [Problem(shown, 1, "", wrong, "invisible-character")]
    if not isinstance(tree, dict):
        return None, [Problem(shown, 1, "", "should hold one object with `looked` and `looks`", "value")]
    health, problems = build(Health, Document(shown, tree=tree))
    return health, _placed(text, shown, problems)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object that has each field once; of two, every program might choose a different one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _placed(text: str, shown: str, problems: list[Problem]) -> list[Problem]:
    """The problems with their lines, which the YAML reader finds, since JSON is near enough to YAML."""
    if not problems or len(text) > MAX_TABLE_BYTES:
        return problems
    document, wrong = read_yaml(text, shown)
    return problems if wrong else build(Health, document)[1] or problems
