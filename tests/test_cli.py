"""The command line: exit codes, forms of report, skeletons, schemas."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from macros.cli import main
from macros.core.models import KINDS, MODELS, Claim, Note
from macros.core.models.kinds import WRITTEN
from macros.core.models.model_fields import field_rows
from macros.core.problems import Problem
from macros.core.reading.yaml_reader import read_front_matter, read_yaml
from macros.programs.pandoc.store import Store
from macros.site.contributing.skeletons import ELSEWHERE, NEEDED_IN, skeleton
from tests.support import INVENTED, REPOSITORY, broken, command, files, real_archive

Captured = pytest.CaptureFixture[str]
FILES = list(WRITTEN)


@pytest.fixture
def run(invented: Path) -> Callable[..., int]:
    """Run a command on a copy of the invented archive."""
    return lambda *arguments: main(["--root", str(invented), *arguments])


def test_check_of_a_sound_archive(run: Callable[..., int], capsys: Captured) -> None:
    """Checking a sound archive ends with 0 and counts its records."""
    assert run("check") == 0
    assert re.fullmatch(r"3 sources, 2 incidents, .*: no problems\n", capsys.readouterr().out)


def test_check_of_a_broken_archive(run: Callable[..., int], invented: Path, capsys: Captured) -> None:
    """Checking a broken archive ends with 1 and prints the problems, one a line, and their number."""
    expected = broken("unknown-id", invented).says
    assert run("check") == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert lines == list(expected)
    assert last.endswith(f": {len(expected)} problems")


def test_check_says_of_how_many_records_it_could_not_ask_the_rules(
    run: Callable[..., int], invented: Path, capsys: Captured
) -> None:
    """A record with a value that cannot be read is not loaded; the last line says that no other rule was checked."""
    file = next((invented / "data/places").iterdir())
    file.write_text(file.read_text("utf-8") + "no-such-field: x\n", "utf-8")
    assert run("check") == 1
    ending = ": 1 problem, 1 record not read in full; no other rule was checked for it\n"
    assert capsys.readouterr().out.endswith(ending)


@pytest.mark.parametrize("line", ["capture {}", "new source abc-2020 --text {}", "export --out {}", "render --out {}"])
def test_a_link_to_itself_is_told(line: str, run: Callable[..., int], tmp_path: Path, capsys: Captured) -> None:
    """A link that leads to itself is named in one line, whatever a command wants it for."""
    (tmp_path / "loop").symlink_to("loop")
    assert run(*line.format(tmp_path / "loop").split()) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'loop'}: is a link that leads to itself; name another path\n"


def test_a_terminal_without_hangul_shows_codes(invented: Path) -> None:
    """A message with letters that the terminal cannot show is printed with their codes."""
    (invented / "data/organizations/\ud55c.yml").write_text("name: X\n", "utf-8")
    result = command("macros", "--root", invented, "check", env={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 1
    assert r"data/organizations/\ud55c.yml:1: '\ud55c' is not an id" in result.stdout
    assert not result.stderr


def test_check_for_github(run: Callable[..., int], invented: Path, capsys: Captured) -> None:
    """`--format github` prints one workflow command a problem."""
    expected = broken("unknown-id", invented).says
    assert run("check", "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()[:-1]
    assert len(lines) == len(expected)
    assert all(re.fullmatch(r"::error file=[^,:]+,line=\d+,title=[^,:]+(?:%3A[^,:]+)?::.+", line) for line in lines)


def test_github_form_is_escaped() -> None:
    """Per cent signs, line breaks, colons and commas cannot end a workflow command or start another."""
    problem = Problem("a,b:c%.yml", 3, "x\ny", "50% of\r\n::error::this", "value")
    assert problem.as_github() == (
        "::error file=a%2Cb%3Ac%25.yml,line=3,title=value%3A x%0Ay::50%25 of%0D%0A::error::this"
    )


@pytest.mark.parametrize(
    "arguments", [(), ("chekc",), ("new", "wrok", "x"), ("schema", "x"), ("render",), ("check", "--format", "x")]
)
def test_wrong_commands(arguments: tuple[str, ...], run: Callable[..., int]) -> None:
    """A command that does not exist or lacks a value ends with 2."""
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


def test_a_command_that_is_stopped_says_so(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Ctrl+C ends a command with a sentence and the status that shells give it."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("macros.cli.open_session", stopped)
    assert run("verify", "--captures", str(INVENTED)) == 130
    assert capsys.readouterr().err == "stopped before it was done\n"


IMPORTING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
class Slow:
    def find_spec(self, name, *_):
        if name == "macros.cli":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Slow())
sys.argv = ["macros", "check"]
import runpy
runpy.run_module("macros", run_name="__main__")
"""


def test_a_command_that_is_stopped_while_it_starts_says_so() -> None:
    """Ctrl+C while Python imports what a command needs is answered in the same way."""
    result = subprocess.run(
        [sys.executable, "-c", IMPORTING], cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60
    )
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "stopped before it was done\n")


def test_module_can_be_run() -> None:
    """`python -m macros` hands its exit code to the shell and shows no traceback."""
    assert command("macros", "--root", INVENTED, "check").returncode == 0
    result = command("macros", "--root", INVENTED / "nowhere", "check")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


def test_a_check_imports_nothing_that_only_shows() -> None:
    """What makes pages and data files is not read by a command that checks, which starts sooner."""
    imported = command("macros", "--root", INVENTED, "check", env={"PYTHONPROFILEIMPORTTIME": "1"}).stderr
    assert "macros.core.rulebook" in imported
    for shows in (
        "macros.outputs",
        "macros.site.site",
        "macros.site.pages",
        "macros.site.exports",
        "macros.site.heads",
    ):
        assert shows not in imported


def test_citations_of_all_works_are_made_at_once(run: Callable[..., int], tmp_path: Path) -> None:
    """`render` asks for the citations of all works together, as a build does, and not for those of each work."""
    with mock.patch.object(Store, "prepare", autospec=True, side_effect=Store.prepare) as asked:
        assert run("render", "--out", str(tmp_path / "out")) == 0
    assert asked.call_count == 1


@pytest.mark.parametrize("name", ["render", "export"])
def test_nothing_is_written_from_a_broken_archive(
    name: str, run: Callable[..., int], invented: Path, tmp_path: Path, capsys: Captured
) -> None:
    """Rendering and exporting a broken archive ends with 1 and writes nothing."""
    broken("value", invented)
    assert run(name, "--out", str(tmp_path / "out")) == 1
    assert not [path for path, _ in files(tmp_path / "out")]
    assert "make check" in capsys.readouterr().err


@pytest.mark.parametrize("kind", FILES)
def test_new_writes_a_skeleton(kind: str, run: Callable[..., int], invented: Path, capsys: Captured) -> None:
    """`new` writes a file that is read without a fault of form and explains every field of its kind."""
    assert run("new", kind, "new-record") == 0
    path = f"{KINDS[kind].folder}/new-record{KINDS[kind].suffix}"
    assert path in capsys.readouterr().out
    text = (invented / path).read_text("utf-8")
    read = read_front_matter if kind == "source" else read_yaml
    document, problems = read(text, path)
    assert problems == []
    rows = field_rows(MODELS[kind], deep=False)
    assert set(document.tree) == {row.name for row in rows if row.required}
    for row in rows:
        assert re.search(rf"^#? ?{row.name}:", text, re.MULTILINE), row.name
        assert row.name in ("claims", "notes") or row.help.split(";")[0][:40] in text
    assert max(len(line) for line in text.splitlines()) <= 120


@pytest.mark.parametrize("kind", FILES)
def test_no_word_of_a_list_is_broken_at_its_hyphen(kind: str) -> None:
    """Whoever copies a word of a closed list from a skeleton copies all of it."""
    assert not re.search(r"[a-z]-\n[# ]+[a-z]", skeleton(kind, real_archive().archive.vocabulary))


@pytest.mark.parametrize("kind", ["source", "incident"])
@pytest.mark.parametrize("model", [Claim, Note])
def test_new_explains_claims_and_notes(
    kind: str, model: type[Claim | Note], run: Callable[..., int], invented: Path
) -> None:
    """The skeletons of sources and incidents explain every field that a claim or a note may have there."""
    assert run("new", kind, "new-record") == 0
    text = (invented / KINDS[kind].folder / f"new-record{KINDS[kind].suffix}").read_text("utf-8")
    for row in field_rows(model):
        found = re.search(rf"^# +(# )?(?:- | {{2}})?{row.name.rpartition('.')[2]}:", text, re.MULTILINE)
        assert bool(found) is (model is Note or row.name not in ELSEWHERE[kind]), row.name
        if model is Claim and row.name in NEEDED_IN[kind]:
            assert found
            assert found[1] is None


def test_a_filled_skeleton_is_a_record(run: Callable[..., int], invented: Path) -> None:
    """The skeleton of an event becomes a sound record when its required fields are filled."""
    assert run("new", "event", "new-event") == 0
    file = invented / "data/events/new-event.yml"
    filled = {"title": "A vote", "date": "2012-05", "kind": "vote", "status": "claimed"}
    text = file.read_text("utf-8")
    for name, value in filled.items():
        text = re.sub(rf"^{name}:$", f"{name}: {value}", text, flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    assert run("check") == 0


@pytest.mark.parametrize("kind", FILES)
def test_new_never_overwrites(kind: str, run: Callable[..., int], invented: Path, capsys: Captured) -> None:
    """`new` leaves an existing file as it is, says so and ends with 2."""
    existing = next(iter(sorted((invented / KINDS[kind].folder).glob(f"*-*{KINDS[kind].suffix}"))), None)
    assert existing is not None or kind == "place"
    file = existing or invented / "data/places/quayside.yml"
    before = file.read_bytes()
    assert run("new", kind, file.stem) == 2
    assert file.read_bytes() == before
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["Upper", "two words", "../outside", "a_b", "-a", "a--b", "가", ""])
def test_new_refuses_what_is_no_id(wrong: str, run: Callable[..., int], invented: Path, capsys: Captured) -> None:
    """`new` writes nothing under a name that is not an id, and ends with 2."""
    before = [path for path, _ in files(invented.parent)]
    with_mark = ["--", "event", wrong] if wrong.startswith("-") else ["event", wrong]
    assert run("new", *with_mark) == 2
    assert [path for path, _ in files(invented.parent)] == before
    assert "not an id" in capsys.readouterr().err


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_schema_is_json(kind: str, run: Callable[..., int], capsys: Captured) -> None:
    """`schema` prints a JSON Schema of an object with every field of the kind and its description."""
    assert run("schema", kind) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert list(schema["properties"]) == [row.name for row in field_rows(MODELS[kind], deep=False)]
    assert [name for name, field in schema["properties"].items() if "description" not in field] == []


def test_no_id_is_published_while_there_are_problems(run: Callable[..., int], invented: Path, capsys: Captured) -> None:
    """An id stays for good, so a record that is not finished gets none."""
    assert run("new", "event", "new-event") == 0
    before = (invented / "data/published.txt").read_text("utf-8")
    assert run("ids") == 1
    assert "correct them first" in capsys.readouterr().err
    assert (invented / "data/published.txt").read_text("utf-8") == before


def test_a_required_field_without_a_value_says_what_it_holds(run: Callable[..., int], capsys: Captured) -> None:
    """For an unfilled skeleton of a record, the problems say field by field what is needed."""
    assert run("new", "event", "new-event") == 0
    capsys.readouterr()
    assert run("check") == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "new-event.yml" in line]
    assert lines
    assert all("is empty; should hold " in line for line in lines)


def test_ids_are_added_and_checked(run: Callable[..., int], invented: Path, capsys: Captured) -> None:
    """`ids --check` tells of a missing id, `ids` adds it, and no id is ever taken off the list."""
    listed = invented / "data/published.txt"
    assert run("ids", "--check") == 0
    listed.write_text(listed.read_text("utf-8").replace("events/2010-vote\n", ""), "utf-8")
    capsys.readouterr()
    assert run("ids", "--check") == 1
    told = capsys.readouterr().out
    assert told == "data/published.txt:1: 'events/2010-vote' is not listed yet; run `make ids`, and it stays for good\n"
    assert run("ids") == 0
    lines = listed.read_text("utf-8").splitlines()
    assert "events/2010-vote" in lines
    assert "incidents/ferry-2011" in lines
    assert lines == sorted(lines)


def test_a_full_disk_leaves_the_list_of_ids_whole(
    run: Callable[..., int], invented: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """The list that stays for good is replaced by a whole new one, or by none."""
    listed = invented / "data/published.txt"
    listed.write_text(listed.read_text("utf-8").replace("events/2010-vote\n", ""), "utf-8")
    before = listed.read_bytes()

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as opened:
            opened.write(content[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run("ids") == 2
    assert "published.txt cannot be read or written (No space left on device)" in capsys.readouterr().err
    assert listed.read_bytes() == before
    assert sorted(path.name for path in listed.parent.glob("*published*")) == ["published.txt"]
    assert not list(listed.parent.glob(".*"))


def test_a_problem_of_the_settings_is_not_remembered_as_the_state_of_the_records(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the check after the settings could be read again would say that there is one, and return 0."""
    closed = [Problem("mkdocs.yml", 1, "", "cannot be read (Permission denied); should be a readable file", "file")]
    kept = list[str]()
    monkeypatch.setattr("macros.commands.check.Session.remember", lambda _, said: kept.append(said))
    with monkeypatch.context() as patch:
        patch.setattr("macros.commands.check.setting_problems", lambda _: closed)
        assert run("check") == 1
    assert kept == []
    assert run("check") == 0
    assert [said.endswith(": no problems") for said in kept] == [True]


@pytest.mark.parametrize("line", [("new", "work", "x-2020", "--from", "-"), ("withdraw", "--search", "-")])
def test_a_closed_standard_input_is_said(
    line: tuple[str, ...], invented: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A job without a terminal is told to name a file, and nothing is written."""
    monkeypatch.setattr("sys.stdin", None)
    assert main(["--root", str(invented), *line]) == 2
    assert capsys.readouterr().err.startswith("standard input is closed")
