"""What a build holds in memory for each source stays within its limits."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.support import REPOSITORY

LIMITS = {"loaded": 90, "written": 140, "most": 150}
"""Kilobytes a source: once all pages are known, after the files beside them, and at the most meanwhile."""


def test_a_source_takes_no_more_memory_than_it_may() -> None:
    """Whatever holds all files, or all that was remembered, until the end takes more than this."""
    line = [sys.executable, "-m", "benchmarks.held"]  # a process of its own, since others remember what they have done
    said = subprocess.run(line, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout
    held = {what: int(taken) for what, taken in re.findall(r"^(\w+): (\d+) kB a source$", said, re.MULTILINE)}
    assert held.keys() == LIMITS.keys()
    assert {what: taken for what, taken in held.items() if not 0 < taken < LIMITS[what]} == {}
