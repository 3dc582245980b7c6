"""What the Nu HTML checker finds in the built pages: nothing.

It is a Java program that `make vnu` finds or fetches; `VNU_JAR` names another copy. Without Java or without the program
these tests are skipped with the reason.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import REPOSITORY

pytestmark = pytest.mark.browser

NEWER = re.compile(r"CSS: (?:Unrecognized at-rule|“[a-z-]+”: Property “[a-z-]+” doesn't exist)")
"""What the checker says of styles that it does not know yet."""
LIMIT = 600
"""Seconds in which the whole site is read."""


@pytest.fixture(scope="module")
def checker() -> Path:
    """The program."""
    jar = Path(os.environ.get("VNU_JAR") or REPOSITORY / ".venv" / "vnu.jar")
    if not shutil.which("java"):
        pytest.skip("no Java on this machine, so the Nu HTML checker does not run")
    if not jar.is_file():
        pytest.skip("the Nu HTML checker is not at hand; see `make vnu`")
    return jar


@pytest.mark.parametrize("kind", ["html", "css", "svg"])
def test_the_checker_finds_nothing(checker: Path, site: Path, kind: str) -> None:
    """Every page, style and picture is as its standard asks, as far as the checker knows the standard."""
    options = ["--errors-only", "--stdout", "--format", "gnu", "--no-langdetect", f"--skip-non-{kind}"]
    call = ["java", "-Xmx1g", "-jar", str(checker), *options, str(site)]
    found = subprocess.run(call, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert "error" not in found.stderr.lower(), found.stderr
    said = [line for line in found.stdout.splitlines() if not NEWER.search(line)]
    assert said == [], "\n".join(said[:20])
