"""Mistakes that contributors make: each is answered by its cause, and by nothing that only follows from it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import INVENTED, TESTS, problems

MISTAKES: dict[str, dict[str, Any]] = yaml.safe_load((TESTS / "mistakes.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented archive."""
    return Path(shutil.copytree(INVENTED, tmp_path_factory.mktemp("mistakes") / "archive"))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_answered_by_its_cause_alone(name: str, archive: Path) -> None:
    """What is said names the line and what to write; no consequence of the mistake is reported beside it."""
    mistake = MISTAKES[name]
    file = archive / mistake["file"]
    sound = file.read_text("utf-8")
    assert mistake["right"] in sound
    file.write_text(sound.replace(mistake["right"], mistake["wrong"], 1), "utf-8")
    try:
        assert [problem.as_text() for problem in problems(archive)] == mistake["says"]
    finally:
        file.write_text(sound, "utf-8")


@pytest.mark.parametrize("entry", [True, False])
def test_a_renamed_source_is_one_message(entry: bool, archive: Path) -> None:
    """A source whose file was renamed, alone or with its entry, is asked for by its old name alone."""
    file, renamed, works = (
        archive / name for name in ("docs/archive/report-2011.md", "docs/archive/b.md", "bibliography.bib")
    )
    before = works.read_text("utf-8")
    file.rename(renamed)
    works.write_text(before.replace("{report-2011,", "{b,") if entry else before, "utf-8")
    try:
        (found,) = [problem for problem in problems(archive) if problem.rule != "bibliography-order"]
        assert "give docs/archive/b.md its old name back" in found.message
    finally:
        renamed.rename(file)
        works.write_text(before, "utf-8")
