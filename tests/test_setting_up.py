"""Setting up the environment never empties what is not of this folder."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

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
