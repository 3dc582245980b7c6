"""What a build holds in memory for each source stays within its limits."""

from __future__ import annotations

from pathlib import Path

from benchmarks.held import held_by_source

LOADED, WRITTEN, MOST = 90_000, 105_000, 230_000
"""Bytes a source: once all pages are known, after the files beside them, and at the most meanwhile."""


def test_a_source_takes_no_more_memory_than_it_may(tmp_path: Path) -> None:
    """Whatever holds all files, or all that was remembered, until the end takes more than this."""
    held = held_by_source(tmp_path)
    assert 0 < held.loaded < LOADED
    assert held.written < WRITTEN
    assert held.most < MOST
