"""CONTRIBUTING.md followed to the letter: what it shows as the answer of a command is what the command answers.

The example of its page is carried out in an archive without records. Where the page has `…`, anything may stand.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
import textwrap
from pathlib import Path

import pytest

from macros.cli import main
from tests.support import INVENTED, REPOSITORY, listing

Captured = pytest.CaptureFixture[str]

PAGE = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"(?:^    .*\n|^\n(?=    ))+", PAGE, re.MULTILINE)]
TEXT = """Example Monitor, 4 May 2020 – On 2 May people were seen at the bank of Example River.
An official said that around a dozen people are be\u00adlieved to be held in one house. Example Treaty forbids it.
The board of Example Monitor:
The arrests were made on the northern arm.
Example Aid
First member
Second member
Third member
"""
PASTED = """@online{whatever, author = {{Example Monitor}}, title = {Statement on the Detentions at Example River},
  date = {2020-05-04}, url = {https://example.org/statement}, abstract = {A statement.}}
"""
RECORDS = {
    "data/organizations/example-monitor.yml": "name: Example Monitor\nkind: ngo\n",
    "data/organizations/example-aid.yml": "name: Example Aid\nkind: ngo\n",
    "data/voices/example-official.yml": "name: official of the border\nkind: unnamed\n",
    "data/places/example-town.yml": "name: Example Town\nkind: town\ncountry: China\n",
    "data/incidents/example-river-2020.yml": "title: Detention at Example River\nkind: detention\ndate: 2020-05-02\n"
    "outcome: not reported\nsummary: People were detained.\n",
    "data/instruments/example-treaty.yml": "name: Example Treaty\nshort: Example Treaty\nkind: treaty\n"
    "cite-oscola: Example Treaty\ncite-bluebook: Example Treaty\n"
    'content: A treaty.\nprovisions:\n  "3": {label: Article 3, subject: returns}\n',
}
MAP = """@online{example-map-2019, title = {Example Map}, date = {2019}, publisher = {Example Office},
  seen = {original}, seenon = {2020-06-01}, url = {https://example.org/map}}
"""


def _block(words: str) -> str:
    """The first block of the page with these words."""
    return next(block.strip("\n") + "\n" for block in BLOCKS if words in block)


def _shown(words: str) -> re.Pattern[str]:
    """The answer that the page shows, as a pattern of what a command prints; a line of `…` is any lines, or none."""
    anything = {"…\n": "(?:.*\\n)*", "…": ".*"}
    parts = re.split(r"(^…\n|…)", _block(words), flags=re.MULTILINE)
    return re.compile("".join(anything.get(part, re.escape(part)) for part in parts))


def _run(line: str) -> int:
    """A command of the page as `make` passes it on to the program; tests of the Makefile hold how it does."""
    _, target, *given = shlex.split(line)
    values = dict(one.split("=", 1) for one in given)
    text = {"new": "--text", "capture": ""}.get(target, "")
    options = {"text": text, "from": "--from", "CAPTURES": "--captures", "write": "--write", "before": "--before"}
    first = [values.pop(name) for name in ("kind", "id") if name in values]
    named = [part for name, value in values.items() for part in (options[name], value) if part]
    return main([target, *first, *named, *(["--at-hand"] if target == "verify" else [])])


def _command(start: str) -> str:
    return next(line for block in BLOCKS for line in block.split("\n") if line.startswith(start))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive without records, with the word lists of this one; beside it a saved text and a reference."""
    root = tmp_path / "archive"
    for path in RECORDS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
    for name in ("CITATION.cff", "identity.yml"):
        shutil.copy(INVENTED / name, root / name)
    for name in ("data/vocabulary.yml", "data/sentences.yml", "data/labels.yml"):
        shutil.copy(REPOSITORY / name, root / name)
    for name, text in (
        ("data/redirects.yml", "{}\n"),
        ("data/topics.yml", "topics: {}\n"),
        ("data/published.txt", ""),
        ("bibliography.bib", ""),
    ):
        (root / name).write_text(text, "utf-8")
    for page in sorted((INVENTED / "docs").rglob("*.md")):
        if page.parent.name != "archive" or page.name == "index.md":
            stub = root / page.relative_to(INVENTED)
            stub.parent.mkdir(parents=True, exist_ok=True)
            stub.write_text("---\ntitle: Page\ndescription: A page.\n---\n\n# Page\n", "utf-8")
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures/example-2020.txt").write_text(TEXT, "utf-8")
    (tmp_path / "example.bib").write_text(PASTED, "utf-8")
    monkeypatch.chdir(root)
    return root


def test_the_answers_of_the_page_are_those_of_the_commands(desk: Path, capsys: Captured) -> None:
    """Cleaning, a new source, the first check, and in the end verification say what the page shows."""
    assert _run(_command("make capture text=")) == 0
    out = capsys.readouterr().out
    assert _shown("SHA-256 of the file as it was saved").match(out), out
    assert _run(_command("make new kind=source id=example-2020 from=")) == 0
    assert _shown("has a new entry").fullmatch(capsys.readouterr().out)
    assert main(["check"]) == 1
    assert _block("should hold what sort of document it is") in capsys.readouterr().out
    _fill(desk)
    assert listing(desk) == ""
    assert _run(_command("make verify CAPTURES=")) == 0
    assert _shown("phrases are written into").fullmatch(capsys.readouterr().out)


def _fill(root: Path) -> None:
    """The record, the annotation and the entry that the page shows, with the other records that they need."""
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    head = re.sub(r"sha256: .*", f"sha256: {sha256}", _block("in-short: >-"))
    (root / "docs/archive/example-2020.md").write_text(f"{head}\n{_block('{{ passage(1) }}')}", "utf-8")
    for path, text in RECORDS.items():
        (root / path).write_text(text, "utf-8")
    bibliography = root / "bibliography.bib"
    text = bibliography.read_text("utf-8")
    start = text.index("@online{example-2020,")
    end = text.index("\n}\n", start) + 3
    bibliography.write_text(f"{text[:start]}{_block('@online{example-2020')}\n{MAP}{text[end:]}", "utf-8")


def test_the_fingerprint_of_the_page_is_that_of_its_text() -> None:
    """The beginning of the fingerprint is the same wherever the page shows it."""
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    shown = re.findall(r"\b([0-9a-f]{4})…", PAGE)
    assert len(shown) == 2
    assert all(sha256.startswith(part) for part in shown)
