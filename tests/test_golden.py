"""Golden output: what `python -m macros --root tests/archive render` writes, file by file, in `tests/expected`.

A change of templates, models or data formats shows there as a difference that is read in review. To take a new
output as the expected one, run `python -m pytest --accept` or `python tests/accept.py`, and read `git diff tests`
before committing: every line in it is a change that readers of the site or of its data files will meet. Of the list of
rules three entries of different shapes are kept, since `test_documentation` proves that every rule is shown: a new rule
changes no expected file.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.cli import main
from tests.support import EXPECTED, INVENTED, files, rendered

OTHER_RULE = re.compile(
    r'<div><dt id="rule-(?!(?:chain-start|shared-id|source-without-work)").*?</dd></div>\n', re.DOTALL
)


OTHER_TOLD = re.compile(r"(?<=\n# 4 Rules\n).*", re.DOTALL)
"""The list of rules in the codebook, which `test_codebook` proves to be whole."""
SIZE_OF_TOLD = re.compile(
    r'("path": "(?:codebook\.txt|archive\.sqlite)",\n.*?"bytes": )\d+(,\n   "hash": "sha256:)[0-9a-f]+', re.DOTALL
)
"""What the data package says of the codebook changes with each rule; of the database, with the version of SQLite."""


def _kept(text: str) -> str:
    """What an expected file keeps of an output."""
    return SIZE_OF_TOLD.sub(r"\1…\2…", OTHER_TOLD.sub("\n", OTHER_RULE.sub("", text)))


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """The present output of the invented archive."""
    return rendered(INVENTED)


@pytest.fixture(scope="module", autouse=True)
def _accepted(request: pytest.FixtureRequest, written: dict[str, str]) -> None:
    if request.config.getoption("--accept"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, text in written.items():
            target = EXPECTED / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_kept(text).encode())


def test_the_same_files_are_written(written: dict[str, str]) -> None:
    """Rendering writes exactly the expected files, no page more and none less."""
    assert sorted(written) == sorted(path for path, _ in files(EXPECTED))


def test_no_reader_sees_markup(written: dict[str, str]) -> None:
    """No page or picture shows the mark of a language as words, which is what escaping it a second time does."""
    assert [path for path, text in written.items() if "&lt;span" in text] == []


@pytest.mark.parametrize("path", [path for path, _ in files(EXPECTED)] if EXPECTED.exists() else [])
def test_output_is_as_expected(path: str, written: dict[str, str]) -> None:
    """Every page and data file reads as the expected one."""
    assert _kept(written.get(path, "")) == (EXPECTED / path).read_bytes().decode(), (
        f"{path} changed; see the docstring of this module"
    )


def _texts(folder: Path) -> dict[str, str]:
    """The files of a folder that are text: all but the database."""
    return {path: file.read_bytes().decode() for path, file in files(folder) if file.suffix != ".sqlite"}


def test_render_command_writes_the_same(tmp_path: Path, written: dict[str, str]) -> None:
    """The command line writes to disk what the session renders."""
    assert main(["--root", str(INVENTED), "render", "--out", str(tmp_path / "out")]) == 0
    assert _texts(tmp_path / "out") == written


def test_export_command_writes_the_data_files_alone(tmp_path: Path, written: dict[str, str]) -> None:
    """`export` writes the data files of the same output and no page."""
    assert main(["--root", str(INVENTED), "export", "--out", str(tmp_path / "out")]) == 0
    found = _texts(tmp_path / "out")
    assert found == {
        path: text for path, text in written.items() if path.startswith(("data/", "bibliography/")) and path in found
    }
    assert "data/claims.json" in found
    assert not [path for path in found if path.endswith(".md")]
