"""CITATION.cff: valid, in step with what the site says of itself, and refused when it is not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from macros.core.archive import load
from macros.core.models.archive_citation import CITATION_PATH
from macros.site.pages.citations import of_archive
from tests.support import INVENTED, REPOSITORY, problems, real_archive

REQUIRED = {"cff-version", "message", "title", "authors"}
"""The keys that the Citation File Format 1.2.0 demands."""


@pytest.mark.parametrize("root", [REPOSITORY, INVENTED])
def test_citation_files_are_valid(root: Path) -> None:
    """Each citation file is plain YAML with the keys that the format demands, and no problem is found in it."""
    assert [problem for problem in load(root).problems if problem.path == CITATION_PATH] == []
    assert set(yaml.safe_load((root / CITATION_PATH).read_text("utf-8"))) >= REQUIRED


def test_version_and_day_agree() -> None:
    """The version is that of the package, and the day of release the one that it names."""
    citation = real_archive().archive.citation
    assert citation.version == tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    year, month, day = citation.date_released.split("-")
    assert citation.version == f"{year}.{int(month)}.{int(day)}"


def test_the_archive_is_cited_as_its_file_says() -> None:
    """The site's own citation names the makers, the title and the address of the citation file in every style."""
    site = real_archive().site
    for one in of_archive(site):
        for part in (site.archive.citation.makers.removeprefix("The "), site.name, site.base):
            assert part in one.text


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("cff-version: 1.2.0", "cff-version: 1.3.0", "cff-version"),
        ('"2012-01-01"', '"2012-02-30"', "not a day"),
        ("https://archive.example/", "https://archive.example", "slash"),
        ("https://archive.example/", "https://other.example/", "make identity"),
        ("title: Invented Archive", "title: Another Archive", "make identity"),
        ("version: 2012.1.1", "contact: [{name: A, email: a@archive.example}]\nversion: 2012.1.1", "names a mailbox"),
        ("https://code.example/archive", "https://code.example/other", "make identity"),
        ("license: CC-BY-4.0", "license: unknown", "license"),
        ("title: Invented Archive", "titel: Invented Archive", "titel"),
        ("  - name: The invented contributors", "  []", "authors"),
    ],
)
def test_a_wrong_citation_file_is_a_problem(before: str, after: str, wrong: str, invented: Path) -> None:
    """Whatever is wrong in the file is reported with its line, and nothing is published."""
    file = invented / CITATION_PATH
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    found = [problem for problem in problems(invented) if problem.path == CITATION_PATH]
    assert any(wrong in problem.as_text() for problem in found), [problem.as_text() for problem in found]
