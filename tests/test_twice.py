"""Nothing is entered twice: `make new` asks, and the bibliography stays in order, so that git merges two branches."""

from __future__ import annotations

import io
import os
import random
import subprocess
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.models.names import compared
from macros.core.reading.bibliography import read_bibliography
from macros.core.reading.entry_order import with_entry
from macros.core.words.same_page import page_of
from tests.support import git, listing, problems

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("http://www.herald.example/2011/06/12/", True),
        ("https://herald.example/2011/06/12?utm_source=a&fbclid=b#part", True),
        ("https://m.herald.example:443/2011/06/12#:~:text=words", True),
        ("https://web.archive.org/web/20120101000000/http://herald.example/2011/06/12", True),
        ("https://herald.example/2011/06/12/index.html", True),
        ("https://herald.example/amp/2011/06/12?outputType=amp", True),
        ("https://herald.example/2011/06/12?page=2", False),
        ("https://herald.example/2011/06/13", False),
        ("https://herald.example/2011/06/12#!/other", False),
        ("https://news.herald.example/2011/06/12", False),
    ],
)
def test_one_page_is_one_page(address: str, same: bool) -> None:
    """Trackers, fragments, `www.` and a slash do not make another page; another path, value or host does."""
    assert (page_of(address) == page_of("https://herald.example/2011/06/12")) is same


def test_values_of_a_page_have_no_order() -> None:
    """The values that lead to a page are kept, in whatever order they stand."""
    assert page_of("https://a.example/v.php?id=1&no=2&gclid=3") == page_of("http://a.example/v.php?no=2&id=1")
    assert page_of("https://a.example/v.php?id=1") != page_of("https://a.example/v.php?id=2")


def test_names_are_compared_as_readers_do() -> None:
    """Capitals, accents, hyphens and the article do not make another name; of a person the order does not either."""
    assert compared("The Border-Watch of Fréedonia") == compared("border watch of freedonia")
    assert compared("Kim Young-ho", person=True) == compared("Young-ho Kim", person=True)
    assert compared("국경 감시") == compared("국경감시")
    assert compared("Border Watch") != compared("Watch, Border")


@pytest.mark.parametrize(
    ("kind", "record_id", "known"),
    [
        ("organization", "border-watch-of-freedonia", "border-watch"),
        ("organization", "bwf", "border-watch"),
        ("person", "quill-ada", "ada-quill"),
        ("place", "quay-town", "quayside"),
        ("instrument", "treaty-of-quayside", "river-treaty"),
    ],
)
def test_a_name_that_is_known_is_asked_for(
    kind: str, record_id: str, known: str, invented: Path, capsys: Captured
) -> None:
    """An id that is a name of another record is refused with that record, and taken as that of a namesake."""
    assert main(["--root", str(invented), "new", kind, record_id]) == 2
    assert f"the name is that of '{known}'" in capsys.readouterr().err
    assert main(["--root", str(invented), "new", kind, record_id, "--distinct-from", known]) == 0
    [made] = invented.glob(f"data/*/{record_id}.yml")
    assert f"\ndistinct-from: [{known}]\n" in made.read_text("utf-8")
    assert f"write `distinct-from: [{record_id}]` in data/" in capsys.readouterr().out


@pytest.mark.parametrize(
    "pasted",
    [
        "@misc{x, title={Guard Empties the Quays | Herald}, url={http://www.herald.example/2011/06/12/?utm_source=a}}",
        "@misc{x, title={Guard empties the quays}, author={Quill, Ada}, date={2011-06-12}}",
    ],
    ids=["address", "title"],
)
def test_a_work_that_is_known_is_asked_for(
    pasted: str, invented: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pasted work that is in the bibliography under another key is refused, and taken as another version of it."""
    for distinct, answer in (((), 2), (("--distinct-from", "herald-2011"), 0)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pasted.encode())))
        assert main(["--root", str(invented), "new", "work", "boats-2012", "--from", "-", *distinct]) == answer
        assert ("the work is 'herald-2011' already" in capsys.readouterr().err) is (answer == 2)
    assert not [problem for problem in problems(invented) if problem.rule == "doubled-work"]


def test_an_entry_is_put_in_its_place(invented: Path) -> None:
    """Entries added in any order stand in order of their keys, apart by one empty line, and the others as they were."""
    text = (invented / "bibliography.bib").read_text("utf-8")
    keys = [f"{letter}-{number}" for letter in "abmz" for number in range(3)]
    random.Random(1).shuffle(keys)  # noqa: S311 # an order that is the same each time
    before, grown = text, text
    for key in keys:
        grown = with_entry(grown, key, f"@online{{{key},\n  title = {{T {key}}},\n  publisher = {{P}},\n}}\n")
    works, _, wrong = read_bibliography(grown)
    assert wrong == []
    assert list(works) == sorted(works)
    assert set(works) == {*keys, *read_bibliography(before)[0]}
    assert "\n\n\n" not in grown
    assert [line for line in before.split("\n") if line not in grown.split("\n")] == []
    assert with_entry("", "a", "@online{a,\n}\n") == "@online{a,\n}\n"


def _added(root: Path, branch: str, key: str) -> None:
    """A branch of `main` with one more work, entered as `make new` does."""
    git(root, "checkout", "--quiet", "-b", branch, "main")
    assert main(["--root", str(root), "new", "work", key]) == 0
    git(root, "commit", "--quiet", "-a", "-m", key)


def _merged(root: Path, one: str, other: str) -> int:
    git(root, "checkout", "--quiet", one)
    line = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "merge", "--quiet", "--no-edit", other]
    return subprocess.run(line, cwd=root, capture_output=True, check=False, env={**os.environ}).returncode


def test_two_branches_that_add_works_merge(repository: Path) -> None:
    """Plain git merges two new entries with an entry between their keys, without a driver or attribute of ours."""
    assert not list(repository.rglob(".gitattributes"))
    _added(repository, "one", "anchor-2011")
    _added(repository, "other", "quarry-2011")
    assert _merged(repository, "one", "other") == 0
    works = [*read_bibliography((repository / "bibliography.bib").read_text("utf-8"))[1]]
    assert {"anchor-2011", "quarry-2011"} <= set(works)
    assert "[bibliography-order]" not in listing(repository)


def test_neighbours_conflict_with_a_way_out(repository: Path) -> None:
    """Two new entries at one place conflict, and the message says how to keep both."""
    _added(repository, "one", "anchor-2011")
    _added(repository, "other", "anchor-2012")
    assert _merged(repository, "one", "other") == 1
    assert "keep the entries of both sides, each whole and in order of their keys" in listing(repository)
