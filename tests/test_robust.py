"""Whatever one file of an archive holds, there are problems or none, never an exception."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import mutate
from macros.core.problems import Problem
from macros.core.reading.page_macros import handed
from macros.session import Session
from tests.oddities import EVIL, mark_up
from tests.support import INVENTED, THOROUGH, command, problems

FILES = {
    "source": "docs/archive/report-2011.md",
    "incident": "data/incidents/quayside-2011.yml",
    "event": "data/events/2011-06-09-briefing.yml",
    "organization": "data/organizations/border-watch.yml",
    "person": "data/people/ada-quill.yml",
    "voice": "data/voices/guard-officer.yml",
    "instrument": "data/instruments/river-treaty.yml",
    "place": "data/places/quayside.yml",
    "work": "bibliography.bib",
    "vocabulary": "data/vocabulary.yml",
    "redirects": "data/redirects.yml",
    "published": "data/published.txt",
    "page": "docs/index.md",
}
READERS = {"source", "incident", "work", "vocabulary", "published", "page"}
"""A file for each way in which files are read; `make thorough` tries all."""
EACH = [pytest.param(kind, marks=[] if kind in READERS else [THOROUGH]) for kind in sorted(FILES)]
RECORDS = ("source", "incident", "event", "organization", "person", "voice", "instrument", "place")
PIECES = st.sampled_from(mutate.PIECES)
PLAIN = st.text(st.characters(codec="utf-8"), max_size=60)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented archive in which one file after the other is broken and repaired again."""
    return Path(shutil.copytree(INVENTED, tmp_path_factory.mktemp("spoilt") / "archive"))


def _found(root: Path, path: str, content: bytes) -> list[Problem]:
    target = root / path
    kept = target.read_bytes()
    target.write_bytes(content)
    try:
        return problems(root)
    finally:
        target.write_bytes(kept)


def _fair(found: list[Problem]) -> None:
    assert found == sorted(set(found))
    for problem in found:
        assert problem.line >= 1
        assert problem.message
        assert "\n" not in problem.as_text()
        assert "\n" not in problem.as_github()


@pytest.mark.parametrize("kind", EACH)
@settings(max_examples=5)
@given(content=st.binary(max_size=200))
def test_any_bytes(kind: str, content: bytes, spoilt: Path) -> None:
    """Any bytes in place of any file give problems or none, never an exception."""
    _fair(_found(spoilt, FILES[kind], content))


@pytest.mark.parametrize("kind", EACH)
@settings(max_examples=12)
@given(data=st.data())
def test_any_change_of_a_valid_file(kind: str, data: st.DataObject, spoilt: Path) -> None:
    """Any cut and any insertion in a valid file give problems or none, never an exception."""
    text = (INVENTED / FILES[kind]).read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from((0, 0, 1, 2, 7, 40))))
        text = text[:start] + data.draw(st.one_of(PIECES, PLAIN)) + text[end:]
    _fair(_found(spoilt, FILES[kind], text.encode()))


@pytest.mark.parametrize("kind", [one for one in EACH if one.values[0] in RECORDS])
@settings(max_examples=10)
@given(data=st.data())
def test_any_value_of_a_field(kind: str, data: st.DataObject, spoilt: Path) -> None:
    """Any text, list or mapping as the value of any line gives problems or none, never an exception."""
    lines = (INVENTED / FILES[kind]).read_text("utf-8").split("\n")
    fields = [index for index, line in enumerate(lines) if line.strip() and line.split()[0].endswith(":")]
    index = data.draw(st.sampled_from(fields))
    value = data.draw(st.one_of(PLAIN, st.lists(PLAIN, max_size=2), st.dictionaries(PLAIN, PLAIN, max_size=2), PIECES))
    lines[index] = f"{lines[index].split(':')[0]}: {json.dumps(value)}"
    _fair(_found(spoilt, FILES[kind], "\n".join(lines).encode()))


def test_deep_nesting_does_not_exhaust_the_stack(invented: Path) -> None:
    """YAML nested hundreds of thousands of times is refused quickly and does not end the process."""
    opened = ["[" * 200_000, "{a: " * 200_000, "- " * 200_000, "? " * 200_000, "a: \n" + "[\n" * 200_000]
    for number, text in enumerate(opened):
        (invented / f"data/events/deep-{number}.yml").write_text(text, "utf-8")
    result = command("macros", "--root", invented, "check")
    assert result.returncode == 1, result.stderr[-300:]
    assert [n for n in range(len(opened)) if f"data/events/deep-{n}.yml:" not in result.stdout] == []


def test_large_files_are_not_read(invented: Path) -> None:
    """A file of more than two million bytes is a problem, not work."""
    (invented / "data/events/large.yml").write_bytes(b"a" * 2_000_001)
    assert [problem.rule for problem in problems(invented)] == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_unreadable_files_are_problems(invented: Path) -> None:
    """A link that leads nowhere is reported like any unreadable file."""
    (invented / "data/events/dangling.yml").symlink_to("nowhere.yml")
    assert {problem.rule for problem in problems(invented)} == {"file"}


@pytest.mark.parametrize("path", ["bibliography.bib", "data/vocabulary.yml", "data/redirects.yml"])
@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"@misc{a: [b"])
def test_a_lost_list_is_one_problem(path: str, content: bytes | None, invented: Path) -> None:
    """A list of the whole archive that is missing or unreadable is reported once, not with what names its entries."""
    if content is None:
        (invented / path).unlink()
    else:
        (invented / path).write_bytes(content)
    found = problems(invented)
    assert {problem.path for problem in found} == {path}


def test_windows_line_ends_are_the_same_text(invented: Path) -> None:
    """Line ends of any system are read alike."""
    for file in [*invented.rglob("*.yml"), *invented.rglob("*.md"), *invented.rglob("*.bib"), *invented.rglob("*.txt")]:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(invented) == []


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive with markup in every free text of its records."""
    root = Path(shutil.copytree(INVENTED, tmp_path_factory.mktemp("evil") / "tests" / "archive"))
    mark_up(root)
    work = (root / "bibliography.bib").read_text("utf-8")
    work = work.replace("title = {", f"title = {{{EVIL.replace('{', '').replace('}', '')} ")
    (root / "bibliography.bib").write_text(work, "utf-8")
    return root


def test_markup_in_fields_is_text(evil: Path) -> None:
    """No tag and no attribute of a field gets into the body of a rendered page."""
    session = Session(evil)
    assert session.problems == []
    bodies = {page.uri: page.body() for page in session.pages.values()}
    bodies |= {uri: handed(text)[1] for uri, text in session.rendered_docs() if uri.endswith(".md")}
    assert any("&lt;script&gt;" in body for body in bodies.values())
    for uri, body in bodies.items():
        assert "<script" not in body.lower(), uri
        assert "<img" not in body.lower(), uri


@settings(max_examples=15)
@given(text=PLAIN | st.builds("{}<script{}".format, PLAIN, PLAIN))
def test_any_text_of_a_field_is_escaped(text: str, spoilt: Path) -> None:
    """Whatever text a note and a name hold, a page shows it as text or the check refuses it."""
    target = spoilt / "data/organizations/border-watch.yml"
    kept = target.read_text("utf-8")
    lines = [line for line in kept.split("\n") if not line.startswith(("name:", "note:"))]
    target.write_text(
        "\n".join([f"name: {json.dumps('a ' + text)}", f"note: {json.dumps('a ' + text)}", *lines]), "utf-8"
    )
    try:
        session = Session(spoilt)
        if not session.problems:
            page = session.pages["organizations/border-watch.md"].body()
            assert "<script" not in page
    finally:
        target.write_text(kept, "utf-8")


@settings(max_examples=15)
@given(text=PLAIN | st.builds("{}<script{}".format, PLAIN, PLAIN) | PIECES)
def test_any_text_of_an_annotation_is_refused_or_harmless(text: str, spoilt: Path) -> None:
    """Whatever an annotation holds, no tag of it gets into its page."""
    target = spoilt / "docs/archive/herald-2011.md"
    kept = target.read_bytes()
    target.write_bytes(kept.replace(b"The dispatch ends", f"The {text} dispatch ends".encode()))
    try:
        session = Session(spoilt)
        if not session.problems:
            assert "<script" not in session.pages["archive/herald-2011.md"].body()
    finally:
        target.write_bytes(kept)


@pytest.mark.parametrize(
    "name", ["docs/archive/report-2011.md", "data/places/quayside.yml", "docs/about/guidelines.md"]
)
def test_a_folder_in_place_of_a_file_is_one_problem(name: str, invented: Path) -> None:
    """A folder that has the name of a record or page is reported, and nothing that only follows from it."""
    (invented / name).unlink()
    (invented / name).mkdir()
    said = "is a folder; put a file of this name here, or give the folder another name"
    assert [(problem.path, problem.message) for problem in problems(invented)] == [(name, said)]


@pytest.mark.parametrize(
    "name", ["docs/archive/report-2011.md", "data/places/quayside.yml", "docs/about/guidelines.md"]
)
def test_a_link_to_itself_is_one_problem(name: str, invented: Path) -> None:
    """A link that leads nowhere is reported like any other link."""
    (invented / name).unlink()
    (invented / name).symlink_to(Path(name).name)
    found = [(problem.path, problem.message) for problem in problems(invented)]
    assert found == [(name, "is a symbolic link; put the file itself here")]
