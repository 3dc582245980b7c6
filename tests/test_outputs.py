"""The table of outputs: every file beside the pages has one row, and every way to write the site runs the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.cli import main
from macros.outputs import OUTPUTS, outputs
from macros.session import Session
from tests.support import INVENTED, files


@pytest.fixture(scope="module")
def paths() -> list[str]:
    """The paths of all files of the invented archive, in the order of the table."""
    return [path for path, _ in outputs(Session(INVENTED))]


def test_every_file_has_one_row(paths: list[str]) -> None:
    """No path comes twice, each is held by one row of the table, and no row is without files."""
    assert len(set(paths)) == len(paths)
    rows = {path: [number for number, row in enumerate(OUTPUTS) if row.holds(path)] for path in paths}
    assert {path: found for path, found in rows.items() if len(found) != 1} == {}
    assert {number for found in rows.values() for number in found} == set(range(len(OUTPUTS)))


def test_both_files_of_a_source_have_its_paragraphs(paths: list[str]) -> None:
    """The Word file of a source comes just before its file of the dossier, so its paragraphs are made once."""
    words = [path for path in paths if path.startswith("archive/") and path.endswith(".docx")]
    assert words
    for path in words:
        assert paths[paths.index(path) + 1] == f"dossier/records/{Path(path).stem}.js"


def test_another_generator_is_given_what_the_table_says(paths: list[str], tmp_path: Path) -> None:
    """`export` writes the files of the rows that are marked so, and no other."""
    assert main(["--root", str(INVENTED), "export", "--out", str(tmp_path)]) == 0
    marked = {path for path in paths if any(row.everywhere and row.holds(path) for row in OUTPUTS)}
    assert {path for path, _ in files(tmp_path)} == marked
