"""The pages for developers and contributors name files and commands that are there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from benchmarks.moves import moves
from macros.session import Session
from tests.support import INVENTED, REPOSITORY

PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs/about").glob("*.md"))]
PATH = re.compile(r"`((?:macros|tests|benchmarks|overrides|data|docs|\.github)/[\w./*-]*)`")
EXAMPLE = "example-"
"""How ids of invented records begin."""
BROUGHT = "data/health.json"
"""What a workflow brings."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_files_that_are_there(page: Path) -> None:
    """Each path in code letters that begins at a folder of the repository leads to a file or folder, or to several."""
    named = {path for path in PATH.findall(page.read_text("utf-8")) if EXAMPLE not in path and path != BROUGHT}
    assert [path for path in sorted(named) if not [*REPOSITORY.glob(path.rstrip("/"))]] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_programs_that_are_there(page: Path) -> None:
    """Each `python -m module` of a page names a module of the repository."""
    named = re.findall(r"python -m ((?:macros|benchmarks)[\w.]*)", page.read_text("utf-8"))
    assert [name for name in named if importlib.util.find_spec(name) is None] == []


def test_the_moves_of_a_claim_are_counted() -> None:
    """The program that counts them goes through a whole page, and finds fewer once the row of the claim is made."""
    session = Session(INVENTED)
    session.prepare()
    first, second = (moves(session, "quayside-2011", "report-2011.returned-30") for _ in range(2))
    assert "macros/site/claims/shown_claims.py" in first
    assert 0 < len(second) < len(first)
