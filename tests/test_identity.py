"""The identity of the archive is in one file: every other place follows, or is named with its line."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from macros.cli import main
from macros.commands.repository.places import paths, written
from macros.core.models.archive_identity import IDENTITY_PATH, Identity
from macros.session import Session
from tests.support import INVENTED, REPOSITORY, problems

Captured = pytest.CaptureFixture[str]
NEW = {
    "name": "Archive of Example Returns",
    "makers": "The example contributors",
    "site": "https://archive.example.org/returns/",
    "repository": "https://github.com/example-org/returns",
    "maintainers": "@example-org/keepers",
}
FORMER = re.compile(r"forced-returns-archive(?!\.zip|/index)(?!\"$)", re.MULTILINE)
"""The old address, repository and team; the name of the download and of the Python package stay what they are."""
STAY = ("tests/", "CHANGELOG.md", "LICENSE", "macros/commands/offline.py", "requirements", "docs/data/index.md")
"""Files that tell of others, or of what came before."""


def _tracked() -> list[str]:
    line = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(line, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for path in listed if path and (REPOSITORY / path).is_file()]


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository, its tests aside, in which nothing but the one file was changed."""
    root = tmp_path_factory.mktemp("fork")
    for path in _tracked():
        if not path.startswith("tests/"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / path, root / path)
    (root / IDENTITY_PATH).write_text(yaml.safe_dump(NEW), "utf-8")
    return root


def _identity(root: Path, *options: str) -> int:
    return main(["--root", str(root), "identity", *options])


def test_nothing_differs_here(capsys: Captured) -> None:
    """Every file of this repository says what its identity says."""
    assert _identity(REPOSITORY, "--check") == 0
    assert capsys.readouterr().out == ""


def test_every_place_follows_or_is_named(fork: Path, capsys: Captured) -> None:
    """A fork changes the one file: each other file is named with its line, and one command then leaves no old word."""
    assert _identity(fork, "--check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert {line.split(":")[0] for line in lines} == set(paths())
    assert all(re.match(r"\S+:\d+: .*run `make identity` \[identity\]$", line) for line in lines)
    assert _identity(fork) == 0
    left = {
        path: FORMER.findall(text)
        for path in _tracked()
        if not path.startswith(STAY)
        and (file := fork / path).suffix not in (".woff2", ".png", ".ttf", ".gz")
        and FORMER.search(text := file.read_text("utf-8"))
    }
    assert left == {}


def test_the_records_of_a_fork_are_sound(fork: Path) -> None:
    """After that command the check finds nothing, and what pages say of the archive is the new identity."""
    assert _identity(fork) == 0
    session = Session(fork)
    assert session.problems == []
    pages = "".join(text for path, text in session.rendered_docs() if path.endswith(".md"))
    assert NEW["site"] in pages
    assert f"{NEW['repository']}/issues/new" in pages
    assert not FORMER.search(pages.replace("forced-returns-archive.zip", ""))


def test_templates_take_the_name_from_the_identity() -> None:
    """No template says the name of this archive: a fork has its own at the head and foot of each page."""
    name = re.compile(r"Forced Returns(</b>)?\s+(<i>)?Archive")
    files = [path for path in _tracked() if re.match(r"(overrides|macros/templates)/.*\.(html|j2)$", path)]
    assert len(files) > 20
    assert [path for path in files if name.search((REPOSITORY / path).read_text("utf-8"))] == []


def test_the_citation_is_held_against_the_identity(fork: Path) -> None:
    """A fork that forgets the command cannot build: the check names the lines of the citation file that differ."""
    (fork / "CITATION.cff").write_bytes((REPOSITORY / "CITATION.cff").read_bytes())
    found = [problem.as_text() for problem in problems(fork) if problem.path == "CITATION.cff"]
    assert len(found) == 4
    assert all(re.search(r"^CITATION.cff:[1-9]\d*: .*make identity", text) for text in found)


def test_a_line_that_is_gone_is_named(fork: Path, capsys: Captured) -> None:
    """Where a file has lost the line that is to be written, the command says which one to put back."""
    file = fork / "README.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Read it: ", "See "), "utf-8")
    ended = _identity(fork)
    file.write_text(text, "utf-8")
    assert ended == 1
    assert "README.md:1: has no line for 'https://archive.example.org/returns/'" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["name", "site", "repository", "maintainers"])
def test_scripts_read_it(name: str, capsys: Captured) -> None:
    """Makefile and workflows are given each value by one command."""
    assert main(["--root", str(INVENTED), "identity", "--print", name]) == 0
    assert capsys.readouterr().out.strip() == getattr(Session(INVENTED).archive.identity, name)


@pytest.mark.slow
def test_the_site_is_built_with_it(invented_site: Path) -> None:
    """Name, address and repository of the built pages are those of the identity; the settings of MkDocs hold none."""
    for root in (INVENTED, REPOSITORY):
        settings = (root / "mkdocs.yml").read_text("utf-8")
        assert not re.search(r"^(?:site_url|repo_url|repo_name|site_author):", settings, re.MULTILINE)
    page = (invented_site / "archive/report-2011/index.html").read_text("utf-8")
    assert "· Invented Archive</title>" in page
    assert "href=https://code.example/archive/edit/main/tests/archive/docs/archive/report-2011.md>" in page
    assert "rel=canonical href=https://archive.example/archive/report-2011/>" in page


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("site: https://archive.example/", "site: https://archive.example", "slash"),
        ("repository: https://code.example/archive\n", "repository: https://code.example/\n", "repository"),
        ("repository: https://code.example/archive\n", "repository: https://code.example/archive.git\n", "repository"),
        ('"@invented/maintainers"', "maintainers", "@organization/team"),
        ("mailbox@archive.example", "mailbox", "mailbox"),
        ("repository: 2012-01-01", "repository: soon", "day"),
        ("at: https://code.example/archive", "at: https://code.example/origin", "confirm it for this one"),
        ("confirmed:", "confirmd:", "did you mean 'confirmed'"),
        ("name: Invented Archive", "name:", "name"),
    ],
)
def test_a_wrong_identity_is_a_problem(before: str, after: str, wrong: str, invented: Path, capsys: Captured) -> None:
    """Whatever is wrong in the file is reported with its line, nothing is written, and no way to reach us is shown."""
    file = invented / IDENTITY_PATH
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    found = [problem.as_text() for problem in problems(invented) if problem.path == IDENTITY_PATH]
    assert any(wrong in text for text in found), found
    assert main(["--root", str(invented), "identity"]) == 1
    assert wrong in capsys.readouterr().err


@pytest.mark.parametrize("name", ["No", "12", "A: B & C", "Ärchiv “Ö”", "x #y", "it's"])
def test_any_name_is_written_as_it_is(name: str) -> None:
    """Whatever the archive is called, YAML, TOML and JSON read back the same name from what is written."""
    identity = Identity.model_validate(NEW | {"name": name, "makers": name})
    made = written(identity, {path: (REPOSITORY / path).read_text("utf-8") for path in paths()})
    citation = yaml.safe_load(made["CITATION.cff"])
    assert (citation["title"], citation["authors"]) == (name, [{"name": name}])
    assert tomllib.loads(made["pyproject.toml"])["project"]["authors"] == [{"name": name}]
    assert made["README.md"].startswith(f"# {name}\n")


def test_a_confirmation_is_not_inherited() -> None:
    """A fork that keeps the confirmation of its origin is not reachable by it."""
    said = {"at": "https://github.com/origin/archive", "repository": "2026-12-01", "private-reporting": "2026-12-01"}
    assert not Identity.model_validate(NEW | {"confirmed": said}).is_reachable
    assert Identity.model_validate(NEW | {"confirmed": said | {"at": NEW["repository"]}}).is_reachable


@pytest.mark.parametrize("missing", ["repository", "private-reporting"])
def test_half_a_confirmation_is_none(missing: str) -> None:
    """Both points must be confirmed; with one of them there is no form and no mailbox."""
    said = {"at": NEW["repository"], "repository": "2026-12-01", "private-reporting": "2026-12-01"}
    del said[missing]
    contact = {"name": "A", "email": "a@archive.example"}
    half = Identity.model_validate(NEW | {"confirmed": said, "contact": contact})
    assert (half.private_form, half.mailboxes) == ("", [])
