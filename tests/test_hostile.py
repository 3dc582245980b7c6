"""Hostile contributions: every file of `tests/hostile` is refused where it is wrong, or shown as the text it is.

`tests/hostile/corpus.yml` says where each file goes in a copy of the invented archive, what it tries, and the rule
and line of what `check` says of it, or `harmless`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import rispy
import yaml
from pybtex.database import parse_string

from benchmarks.active import active
from macros.cli import main
from macros.core.models.shape import kebab
from macros.core.reading.bibliography import read_bibliography
from macros.core.reading.markup import convert
from macros.core.reading.page_macros import handed
from macros.session import Session
from macros.site.exports.columns import columns
from macros.site.exports.file_shapes import SHAPES
from macros.site.exports.tables import FORMULA_STARTS
from macros.site.heads.feed import feed
from macros.site.works.bibtex_files import as_recorded
from macros.site.works.csl import csl_title
from tests.oddities import ODD_HEADS
from tests.support import TESTS, THOROUGH, data_files, problems

HOSTILE = TESTS / "hostile"
TABLE = "corpus.yml"
CORPUS: dict[str, dict[str, Any]] = yaml.safe_load((HOSTILE / TABLE).read_text("utf-8"))
REFUSED = [name for name, entry in CORPUS.items() if entry["found"] != "harmless"]
RULES_OF = {
    name: (CORPUS[name]["goes"], *sorted({one.split(":")[0] for one in CORPUS[name]["found"]})) for name in REFUSED
}
FIRST = {rules: name for name, rules in reversed(RULES_OF.items())}.values()
"""Of each file and the rules that refuse it the first, in every run; `make thorough` tries all."""
SHOWN = [name for name, entry in CORPUS.items() if entry["found"] == "harmless"]
"""What the check accepts."""
AS_OF = "2026-11-27"
"""The last day that is not in the future, as far as the files of the corpus are concerned."""
MANY = 3
"""How many of the problems of a contribution the table names at most."""
JSONLD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def _put(name: str, root: Path) -> Path:
    """The archive with a hostile contribution in its place."""
    target = root / CORPUS[name]["goes"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_before(name, root) + (HOSTILE / name).read_bytes())
    return root


def _before(name: str, root: Path) -> bytes:
    """What a file of the archive holds before a contribution that is added to it."""
    entry = CORPUS[name]
    return (root / entry["goes"]).read_bytes() if entry.get("add") else b""


def test_every_hostile_file_is_in_the_table() -> None:
    """The table lists every file of the corpus and no other, each with what it tries."""
    assert sorted(CORPUS) == sorted(file.name for file in HOSTILE.iterdir() if file.name != TABLE)
    assert all(entry["tries"] for entry in CORPUS.values())


@pytest.mark.parametrize("name", [pytest.param(one, marks=[] if one in FIRST else [THOROUGH]) for one in REFUSED])
def test_hostile_files_are_refused(name: str, invented: Path) -> None:
    """A hostile file is refused by the right rule at the right line, and nothing else is found."""
    above = _before(name, invented).count(b"\n")
    found = problems(_put(name, invented), AS_OF)
    assert {problem.path for problem in found} == {CORPUS[name].get("told", CORPUS[name]["goes"])}
    places = sorted({(problem.line - above, problem.rule) for problem in found})
    assert [f"{rule}:{line}" for line, rule in places][:MANY] == CORPUS[name]["found"]
    assert all(problem.as_text().isprintable() and problem.as_github().isprintable() for problem in found)


@pytest.mark.parametrize("name", ["jinja-config.md", "page-jinja-class.md", "page-script.md", "svg-script.svg"])
def test_nothing_of_a_refused_archive_is_written(name: str, invented: Path, tmp_path: Path) -> None:
    """The commands that write files give up over a hostile file and write none."""
    _put(name, invented)
    for command in ("render", "export"):
        assert main(["--root", str(invented), command, "--out", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()


def _together() -> list[list[str]]:
    """The harmless contributions in as few archives as hold them: no two in the same file."""
    found: list[list[str]] = []
    for name in SHOWN:
        goes = CORPUS[name]["goes"]
        free = [some for some in found if goes not in [CORPUS[other]["goes"] for other in some]]
        if free:
            free[0].append(name)
        else:
            found.append([name])
    return found


@pytest.mark.parametrize(
    "names",
    [pytest.param(names, id=names[0], marks=THOROUGH if number else []) for number, names in enumerate(_together())],
)
def test_hostile_texts_are_shown_harmlessly(names: list[str], invented: Path) -> None:
    """A text that means harm is shown as text in pages, tables, citation files, linked data and the feed."""
    for name in names:
        _put(name, invented)
    session = Session(invented)
    assert session.problems == []
    _check_pages(session)
    written = data_files(session.site)
    _check_tables(written)
    _check_works(session, written)
    assert ET.fromstring(feed(session.site)).tag.endswith("feed")  # noqa: S314 # our own feed, without entities


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        '<a href="javascript:x">x</a>',
        '<a href="java&#9;script:x">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<p onclick="x">x</p>',
        '<svg onload="x"></svg>',
        '<iframe src="x"></iframe>',
        '<img src="//evil.example">',
        '<meta http-equiv="refresh">',
    ],
)
def test_active_markup_is_found(html: str) -> None:
    """What the tests above look for in pages is found where it is."""
    assert active(html)


def _check_pages(session: Session) -> None:
    for page in session.pages.values():
        assert active(page.body()) == [], page.uri
        head = session.publication.about(session.publication.described(page.uri, "", ""))["head"]
        assert head.count("<script") == len(JSONLD.findall(head)), page.uri
        assert all(json.loads(found) for found in JSONLD.findall(head))
    for uri, text in session.rendered_docs():
        if uri.endswith(".md"):
            assert active(convert(handed(text)[1]).html) == [], uri


def _check_tables(written: dict[str, str]) -> None:
    for name in SHAPES:
        texts = {column.name for column in columns(name) if column.type in ("string", "list")}
        for row in csv.DictReader(io.StringIO(written[f"data/{name}.csv"], newline="")):
            assert not [cell for key, cell in row.items() if key in texts and cell.startswith(FORMULA_STARTS[:-1])], (
                name
            )
    for path, text in written.items():
        if path.endswith((".json", ".geojson", ".jsonld")):
            json.loads(text)


def _check_works(session: Session, written: dict[str, str]) -> None:
    """Every citation file holds one entry a work, with its title and no field that the record does not have."""
    works = session.archive.works
    entries = parse_string(written["data/bibliography.bib"], "bibtex").entries
    assert sorted(entries) == sorted(works)
    again, _, wrong = read_bibliography(as_recorded(written["data/bibliography.bib"]))
    assert wrong == []
    assert {key: (work.title, work.author) for key, work in again.items()} == {
        key: (work.title, work.author) for key, work in works.items()
    }
    for key, work in works.items():
        fields = {*map(kebab, work.model_dump(exclude_defaults=True)), "archiveurl", "author", "editor"}
        assert {name.lower() for name in (*entries[key].fields, *entries[key].persons)} <= fields
        assert not re.search(r"\\(?:input|write|def)", str(entries[key].fields) + str(entries[key].persons))
    records = rispy.loads(written["data/bibliography.ris"])
    assert {record["id"]: record["title"] for record in records} == {
        key: " ".join(csl_title(work).split()) for key, work in works.items()
    }
    assert len(records) == len(works)


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
@pytest.mark.parametrize("path", ["data/events/link.yml", "docs/about/link.md", "docs/link.svg", "data/published.txt"])
@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "../../CITATION.cff", "nowhere"])
def test_links_are_not_followed(path: str, target: str, invented: Path) -> None:
    """A symbolic link is refused without being read, wherever it leads."""
    (invented / path).unlink(missing_ok=True)
    (invented / path).symlink_to(target)
    assert {(problem.path, problem.rule) for problem in problems(invented)} == {(path, "file")}


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
@pytest.mark.parametrize("path", ["docs/elsewhere", "data/events/elsewhere"])
def test_linked_folders_are_not_entered(path: str, invented: Path) -> None:
    """A folder that is a symbolic link is refused and nothing in it is read."""
    (invented / path).symlink_to("/etc", target_is_directory=True)
    assert [(problem.path, problem.rule) for problem in problems(invented)] == [(path, "file")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes with names")
def test_pipes_are_not_waited_for(invented: Path) -> None:
    """A pipe in place of a record is refused at once, though nobody ever writes into it."""
    os.mkfifo(invented / "data/events/pipe.yml")
    assert [problem.rule for problem in problems(invented)] == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes with names")
@pytest.mark.parametrize("path", ["docs/pipe.yml", "docs/about/pipe", "data/pipe.txt"])
def test_what_is_no_file_is_refused_anywhere(path: str, invented: Path) -> None:
    """A pipe is refused by the check wherever it is in docs/ and data/, not only by the build."""
    os.mkfifo(invented / path)
    assert [(problem.path, problem.rule) for problem in problems(invented)] == [(path, "file")]


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 190_000,
        "[" * 190_000,
        "a: x\n" * 30_000,
        "".join(f"k{number}: x\n" for number in range(10_000)),
        "summary: " + "1," * 90_000,
        "summary: " + "1" * 190_000 + "-1",
        "summary: " + "five hundred " * 14_000,
        f"{'k' * 500}: x\n" * 300,
    ],
)
def test_problems_of_one_file_are_bounded(text: str, invented: Path) -> None:
    """A file made of nothing but faults gives a list that can be read, with messages that can be read."""
    (invented / "data/events/hostile.yml").write_text(text, "utf-8")
    found = problems(invented)
    assert 1 <= len(found) <= 250
    assert max(len(problem.as_text()) for problem in found) < 2_000


def test_long_paragraphs_are_refused(invented: Path) -> None:
    """A paragraph of an annotation has a bounded length, since Markdown takes long for endless ones."""
    path = "docs/archive/herald-2011.md"
    before, ends, after = (invented / path).read_text("utf-8").partition("The dispatch ends")
    (invented / path).write_text(f"{before}{'_a*' * 5_000} {ends}{after}", "utf-8")
    found = [(problem.line, problem.rule) for problem in problems(invented)]
    assert found == [(before[: before.rindex("{{ passage")].count("\n") + 1, "value")]


@pytest.mark.slow
def test_odd_heads_set_nothing(odd_site: Path) -> None:
    """Of a head that MkDocs would read in another way the site shows the body as text, and takes nothing."""
    for name, (shown, hidden) in ODD_HEADS.items():
        page = (odd_site / "about" / name / "index.html").read_text("utf-8")
        assert shown in page
        assert hidden not in page
        assert not re.search('href="?javascript:', page)
