"""A served site follows every file that it is made of, and says what is wrong where something is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.core.archive import RECORDS
from macros.serving import LONGEST_PATH
from tests.served import Served, served
from tests.support import ODD_NAME, house

pytestmark = pytest.mark.slow

SOURCE = "archive/report-2011/"
SOUND = "Annotation, passage by passage"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive, which is served from a folder with an odd name."""
    return house(tmp_path_factory.mktemp("house") / ODD_NAME)


@pytest.fixture(scope="module")
def site(root: Path) -> Iterator[Served]:
    """The invented archive as it is served."""
    with served(root, root.parent) as running:
        assert running.comes(SOURCE, SOUND), running.said
        yield running


@contextmanager
def _without(path: Path) -> Iterator[None]:
    """A file or folder is away for a while."""
    away = path.parent.parent / f"{path.name}.away"
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


@contextmanager
def _reading(path: Path, text: str) -> Iterator[None]:
    """A file reads otherwise for a while."""
    before = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    try:
        yield
    finally:
        path.write_text(before, "utf-8")


@pytest.mark.parametrize("name", RECORDS)
def test_what_is_deleted_is_told_until_it_is_back(name: str, root: Path, site: Served) -> None:
    """The page that is open says what is missing, and shows its text again by itself."""
    with _without(root / name):
        assert site.comes(SOURCE, "is missing; "), site.said
        assert name in site.page(SOURCE)
        assert "configuration" not in site.page(SOURCE), "what MkDocs would say"
    assert site.comes(SOURCE, SOUND), site.said


def test_a_page_that_is_moved_is_missed(root: Path, site: Served) -> None:
    """And until it is back where it was, what lacks it is listed."""
    page = root / "docs/about/guidelines.md"
    with _without(page):
        assert site.comes("to-fix/", "Problems to fix"), site.said
    assert site.comes(SOURCE, SOUND), site.said


def test_the_archives_own_citation_is_followed(root: Path, site: Served) -> None:
    """What `CITATION.cff` says is shown as soon as it is saved."""
    known = (root / "CITATION.cff").read_text("utf-8")
    version = next(line.split()[1].strip('"') for line in known.split("\n") if line.startswith("version:"))
    with _reading(root / "CITATION.cff", known.replace(version, "wrong\x01")):
        assert site.comes(SOURCE, "CITATION.cff"), site.said
    assert site.comes(SOURCE, SOUND), site.said


def test_a_fault_of_the_settings_is_told(root: Path, site: Served) -> None:
    """With the line that `make check` says, and not with what MkDocs makes of it."""
    settings = root / "mkdocs.yml"
    with _reading(settings, settings.read_text("utf-8").replace("archive/index.md", "archive/gone.md")):
        assert site.comes(SOURCE, "nav.0.Sources: no page 'archive/gone.md' in docs/"), site.said
    assert site.comes(SOURCE, SOUND), site.said


def test_a_list_without_which_no_page_can_be_made_is_named(root: Path, site: Served) -> None:
    """Where the words of all pages are broken, the answer has the line of the list."""
    labels = root / "data/labels.yml"
    with _reading(labels, labels.read_text("utf-8") + "\n- broken\n"):
        assert site.comes(SOURCE, "no page can be shown before this is corrected"), site.said
        assert "data/labels.yml:" in site.page(SOURCE)
        assert site.answer(SOURCE)[0] == 500
    assert site.comes(SOURCE, SOUND), site.said


@pytest.mark.parametrize(
    "path", ["%00", "a%00b/", "x" * (LONGEST_PATH + 1), "a/" * LONGEST_PATH, "..%2f..%2fmkdocs.yml", "%ff/"]
)
def test_an_odd_address_is_not_found(path: str, site: Served) -> None:
    """And nothing of the program is shown for it: neither in the answer nor where the server was started."""
    before = site.said
    assert site.answer(path)[0] == 404
    assert "Traceback" not in site.said[len(before) :]
