"""Setting up the environment never empties what is not of this folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import REPOSITORY


def test_a_link_is_not_followed_to_be_emptied(tmp_path: Path) -> None:
    """Where `.venv` leads elsewhere and is out of date, the command stops, says so, and leaves all as it was."""
    shared, here = tmp_path / "shared", tmp_path / "here"
    shared.mkdir()
    here.mkdir()
    (shared / "kept").write_text("of others", "utf-8")
    for name in ("Makefile", "requirements.lock"):
        shutil.copyfile(REPOSITORY / name, here / name)
    (here / ".venv").symlink_to(shared, target_is_directory=True)
    result = subprocess.run(["make", "check"], cwd=here, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode != 0
    assert ".venv is a link" in result.stderr
    assert [path.name for path in shared.iterdir()] == ["kept"]


PROGRAM = """#!/bin/sh
echo "$*"
"""
ALONE = ("serve", "check", "summary", "ids", "schemas", "published", "identity", "ready", "health", "bench", "growth")
BEHIND = ("fuzz", "types", "pytest", "thorough", "weigh")


@pytest.mark.parametrize("target", [*ALONE, *BEHIND])
def test_a_target_needs_no_value(target: str, tmp_path: Path) -> None:
    """Whatever can be typed after it has a value of its own; a stand-in of Python says what would be started."""
    shutil.copyfile(REPOSITORY / "Makefile", tmp_path / "Makefile")
    (tmp_path / "env/bin").mkdir(parents=True)
    for name in ("requirements.lock", "requirements-dev.lock", "env/.ready", "env/.tools"):
        (tmp_path / name).touch()
    program = tmp_path / "env/bin/python"
    program.write_text(PROGRAM, "utf-8")
    program.chmod(0o755)
    known = {"PATH": os.environ["PATH"]}
    line = ["make", f"VENV={tmp_path}/env", target]
    result = subprocess.run(line, cwd=tmp_path, env=known, capture_output=True, text=True, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("-m ")
    assert "= " not in f"{result.stdout} "
