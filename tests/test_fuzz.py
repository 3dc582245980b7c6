"""A short run of the fuzzer, and that it sees each kind of fault when one is planted; most of it in `make thorough`."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from random import Random

import pytest
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader

from benchmarks.active import active
from benchmarks.building import BuildError
from benchmarks.fuzz import BrokenError, HangError, Run, main
from benchmarks.outputs import wrong_in
from benchmarks.planted import HARD, begin, plantings
from macros.site import templates
from tests.support import THOROUGH

Faulty = Callable[[dict[str, str]], None]
NAME = "data/organizations/old-league.yml"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A run that has not begun, with the archive as it is when nothing was changed."""
    return Run(tmp_path / "run", 1, tmp_path / "found")


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faulty]:
    """Puts something behind templates, and takes away our own inspection of pages, which would stop the build."""
    made = templates.environment()

    def forget() -> None:
        templates.template.cache_clear()
        if made.cache is not None:
            made.cache.clear()

    def plant(behind: dict[str, str]) -> None:
        texts = {name: (templates.TEMPLATE_FOLDER / name).read_text("utf-8") + more for name, more in behind.items()}
        spoilt = DictLoader(texts)
        monkeypatch.setattr(made, "loader", ChoiceLoader([spoilt, FileSystemLoader(templates.TEMPLATE_FOLDER)]))
        monkeypatch.setattr("macros.writer.wrong_in_page", lambda _html, _root: [])
        forget()

    yield plant
    monkeypatch.undo()
    forget()


def named(run: Run, name: str) -> None:
    """Give an organization another name."""
    text = re.sub(rb"^name: .*$", f"name: '{name}'".encode(), run.sound[NAME], flags=re.MULTILINE)
    run.apply({NAME: text})
    assert run.problems() == []


def told(run: Run) -> str:
    """What is found in the archive of a run once it is built."""
    with pytest.raises((BrokenError, BuildError)) as found:
        run.build()
    return str(found.value)


@pytest.mark.parametrize(("archives", "seed"), [(1, 2011), pytest.param(20, 2012, marks=THOROUGH)])
def test_mutated_archives_break_nothing(
    archives: int, seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twenty changes of each archive give no exception, publish nothing wrong, and what is accepted is built whole."""
    main(["--files", str(20 * archives), "--seed", str(seed), "--folder", str(tmp_path / "found")])
    line = capsys.readouterr().out.splitlines()[0]
    none = "0 exceptions, 0 hangs, 0 published with problems, 0 broken outputs"
    assert line.startswith(f"{20 * archives:,} changes: {none}; ")
    assert line.endswith(f" {archives} archives built of them")


@THOROUGH
def test_a_finding_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception ends the run with 1, and the files that led to it are kept with the trace and how to repeat it."""

    def broken(*_: object) -> None:
        raise KeyError("planted")

    monkeypatch.setattr("benchmarks.fuzz.check", broken)
    assert main(["--files", "20", "--seed", "3", "--folder", str(tmp_path / "found")]) == 1
    kept = tmp_path / "found/3-0"
    said = (kept / "finding.txt").read_text("utf-8")
    assert "planted" in said
    assert "make fuzz SEED=3 FIRST=0 FILES=20" in said
    run = Run(tmp_path / "again", 3, tmp_path)
    for path, content in run.mutation(0).items():
        assert not content or (kept / path).read_bytes() == content


def test_what_takes_too_long_is_a_finding(run: Run) -> None:
    """A loop without end is broken off, though somebody on the way catches every exception, and is counted."""

    def endless() -> None:
        while True:
            with contextlib.suppress(Exception):
                sum(range(1_000))

    assert run.guarded(0, endless, 0.05) is None
    assert run.counted["hangs"] == 1
    assert not issubclass(HangError, Exception)


def test_a_mutation_can_be_repeated(run: Run, tmp_path: Path) -> None:
    """The same seed and number give the same mutation, another number another one."""
    other = Run(tmp_path / "other", 1, tmp_path / "found")
    assert run.mutation(7) == other.mutation(7)
    assert run.mutation(7) != run.mutation(9)


def test_a_finding_is_made_small(run: Run) -> None:
    """Of what was changed only the file stays without which the fault is not found."""
    page = b"---\ntitle: A\ndescription: b\n---\n\ntext\n"
    run.apply({"docs/about/one.md": page, "docs/about/two.md": page})

    def build() -> None:
        if "docs/about/two.md" in run.now:
            raise BrokenError("two")

    run.build = build  # type: ignore[method-assign]
    run.smaller(BrokenError("two"))
    assert {path for path in run.now if path not in run.sound} == {"docs/about/two.md"}


@THOROUGH
@pytest.mark.parametrize(
    "faults",
    [
        {
            "pages/organization.html.j2": {
                '<img src="x.png" onerror="x()" alt="">': "active: <img onerror",
                '<a href="../nowhere/">a</a>': "<a> leads nowhere: ../nowhere/",
                '<a href="../old-league/#nowhere">a</a>': "leads nowhere: ../old-league/#nowhere",
                '<a href="../../compare/#a=nowhere">a</a>': "leads nowhere: ../../compare/#a=nowhere",
                '<p id="content">a</p>': "the id content appears twice",
                '<script type="application/json">{</script>': "data cannot be read",
            },
            "files/feed.xml.j2": {"<more/>": "feed.xml: cannot be read"},
        },
        pytest.param(
            {"files/llms.txt.j2": {"\n[a](https://archive.example/nowhere/)\n": "llms.txt: leads nowhere"}},
            marks=THOROUGH,
        ),
    ],
)
def test_faults_of_a_template_are_seen(
    run: Run, faulty: Faulty, faults: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Active markup, links and anchors that lead nowhere, doubled ids and data or a feed that nobody can read."""
    monkeypatch.setattr("benchmarks.fuzz.TOLD", 1_000)
    faulty({template: "".join(planted) for template, planted in faults.items()})
    said = told(run)
    assert [found for planted in faults.values() for found in planted.values() if found not in said] == []


@THOROUGH
def test_a_name_that_programs_would_carry_out_is_seen(
    run: Run, faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that ends the script it is in becomes markup, and a spreadsheet would calculate it."""
    faulty({"pages/organization.html.j2": ""})
    monkeypatch.setattr(import_module("macros.site.heads.jsonld"), "UNSAFE", {})
    monkeypatch.setattr("macros.site.exports.tables.FORMULA_STARTS", ("\0",))
    named(run, "=1</script><iframe>")
    said = told(run)
    assert "organizations/old-league/index.html: active: <iframe" in said
    assert "data/organizations.csv: a cell that a spreadsheet takes for a formula: =1<" in said


@THOROUGH
def test_a_head_that_two_readers_read_is_seen(run: Run, faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check takes for a comment in the head what MkDocs, if it read the file itself, would take for the body."""
    faulty({"pages/organization.html.j2": ""})
    monkeypatch.setattr("macros.core.reading.yaml_reader._CLOSES", re.compile(r"\n(---)\n"))
    monkeypatch.setattr("macros.core.reading.page_macros.handed", lambda text: ("", text))
    head = b"---\ntitle: A\ndescription: b\n...\n# <iframe src=x></iframe>\n---\n\nText.\n"
    run.apply({"docs/about/two.md": head})
    assert run.problems() == []
    assert "about/two/index.html: active: <iframe" in told(run)


@THOROUGH
def test_a_planted_text_that_is_altered_is_seen(run: Run, faulty: Faulty) -> None:
    """A text that is in a file in another form than it was written, though as harmless text."""
    faulty({"files/llms.txt.j2": "\nZq0a<b>x</b>\n"})
    run.planted = {begin(0): f"{begin(0)}{HARD}Zq0z"}
    assert "llms.txt: planted as" in told(run)


def test_planted_texts_are_tried_from_the_hardest(run: Run) -> None:
    """All three forms of a planted text are at the same place of the same file."""
    made = list(plantings(run.now, 0, Random(4)))  # noqa: S311
    assert len({tuple(change) for _, change in made}) == 1
    assert [HARD in whole for whole, _ in made] == [True, False, False]


@pytest.mark.parametrize(
    "html",
    [
        *("<style>a{}</style>", "<svg><use href='#a'/></svg>", "<math></math>", "<p style='x'>a</p>", "<!-- a -->"),
        *("<a href='java\nscript:x'>a</a>", "<a ping=x href=y>a</a>", "<img srcset=x>", "<body onload=x>", "a\u202eb"),
        *("<p title='&#x202e;'>a</p>", "<form action='https://x.example'></form>", "<a href='\\\\x'>a</a>", "<link>"),
    ],
)
def test_active_markup_is_found_without_our_own_inspection(html: str) -> None:
    """Elements, attributes, addresses and signs on the fuzzer's own list, read as a browser reads them."""
    assert active(html)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{"a": 1, "a": 2}'),
        ("a.json", "[NaN]"),
        ("a.csv", "a,b\r\n1\r\n"),
        ("a.csv", "a,b\n1,2\n"),
        ("a.bib", "@misc{a, title = {b"),
        ("a.ris", "TY  - BOOK\r\nTI  - a\r\n"),
        ("a.svg", '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("a.svg", '<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>'),
        ("sitemap.xml", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'),
        ("feed.xml", '<feed xmlns="http://www.w3.org/2005/Atom"><updated>2012-03</updated></feed>'),
        ("a.md", "a <script>b</script>\n"),
        ("a.md", "[a](vbscript:b)\n\n<a href='vbscript:b'>a</a>\n"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_found(path: str, text: str) -> None:
    """Each reader refuses what its format does not allow, and what would do harm."""
    assert wrong_in(path, text)
