"""A source that was only read is captured: passages get new numbers, and whatever led to the old ones still does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.cli import main
from macros.commands.withdrawing.targets import read_targets
from macros.core.archive import load
from macros.core.comparison.rules import compare
from macros.core.models import Source
from macros.core.relations import Relations
from macros.core.verification.renumbered import proposed
from macros.core.verification.verify import verify
from macros.session import Session
from tests.support import INVENTED, listing

Captured = pytest.CaptureFixture[str]
Run = Callable[..., int]

TEXT = """Quayside Herald
Bulletin on the Ferry

By our own correspondent
Those who work there speak of about twelve at the landing, held since spring.
They are to leave by the evening boat.
Nothing more was said.
"""
MAP = "--map=1=2,2=4"
SOURCE = "docs/archive/bulletin-2011.md"
NOTED = """notes:
  twelve:
    kind: context
    topic: Those at the landing
    passages: [2, 3]
    text: See {{ see("bulletin-2011", 3, "the end") }} and {{ see("report-2011", 3) }}.
---
"""


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The invented archive with more that leads to passages of the bulletin."""
    root = Path(shutil.copytree(INVENTED, tmp_path / "base"))
    _edit(root / SOURCE, "    stance: reports\n---\n", f"    stance: reports\n{NOTED}")
    _edit(
        root / "docs/archive/report-2011.md",
        "      herald-2011: [2]\n",
        "      herald-2011: [2]\n      bulletin-2011: [1, 3]\n",
    )
    _edit(
        root / "docs/map/index.md", "{{ place_map() }}", '{{ place_map() }}\n\n{{ see("bulletin-2011", 2, "Twelve") }}'
    )
    published = root / "data/published.txt"
    lines = [*published.read_text("utf-8").split(), "notes/bulletin-2011.twelve"]
    published.write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    assert listing(root) == ""
    return root


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """The whole text, outside the archive."""
    file = tmp_path / "captures/bulletin.txt"
    file.parent.mkdir()
    file.write_text(TEXT, "utf-8")
    return file


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    """A copy of it in which the command runs."""
    return Path(shutil.copytree(base, tmp_path / "archive"))


@pytest.fixture
def run(root: Path, text: Path) -> Run:
    """Runs the command."""
    return lambda *options: main(["--root", str(root), "capture", "bulletin-2011", str(text), *options])


def _texts(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def _finish(root: Path) -> None:
    """What a person does then: annotate the new passages, and give the claim its phrase."""
    _edit(root / SOURCE, "{{ passage(2) }}\n", "{{ passage(1) }}\nName of the newspaper.\n\n{{ passage(2) }}\n")
    _edit(root / SOURCE, "{{ passage(4) }}\n", "{{ passage(3) }}\nByline.\n\n{{ passage(4) }}\n")
    (root / SOURCE).write_text((root / SOURCE).read_text("utf-8") + "\n{{ passage(6) }}\nThe end.\n", "utf-8")
    _edit(root / SOURCE, "    stance: reports\n", '    stance: reports\n    find: ["about twelve at the landing"]\n')


def test_numbers_change_wherever_they_stand(run: Run, root: Path, base: Path, capsys: Captured) -> None:
    """Record, claims, notes, phrases, annotation, notes of others and pages have the new numbers, and nothing else."""
    assert run(MAP) == 0
    out = capsys.readouterr().out
    assert "passage 1 is passage 2 (as you say)\n" in out
    assert "passage 3 is passage 5 (by its phrases)\n" in out
    assert "3 passages are not annotated yet" in out
    source = load(root).records_of("source")["bulletin-2011"]
    assert isinstance(source, Source)
    assert source.reading is None
    assert source.capture
    assert (source.capture.file, source.capture.passages) == ("bulletin.txt", 6)
    assert source.moved_passages == {1: 2, 2: 4, 3: 5}
    assert source.claims["held-12"].passage == 4
    assert source.notes["twelve"].passages == [4, 5]
    assert list(source.passages) == [5]
    body = (root / SOURCE).read_text("utf-8")
    assert [body.count(f"{{{{ passage({number}) }}}}") for number in range(1, 7)] == [0, 1, 0, 1, 1, 0]
    assert 'see("bulletin-2011", 5, "the end")' in body
    assert 'see("report-2011", 3)' in body
    assert "bulletin-2011: [2, 5]\n" in (root / "docs/archive/report-2011.md").read_text("utf-8")
    assert '{{ see("bulletin-2011", 4, "Twelve") }}' in (root / "docs/map/index.md").read_text("utf-8")
    old, new = _texts(base), _texts(root)
    changed = {path for path in old if old[path] != new[path]}
    assert changed == {SOURCE, "docs/archive/report-2011.md", "docs/map/index.md"}
    assert "  at: https" not in body


def test_what_does_not_fit_is_a_problem(run: Run, root: Path, text: Path) -> None:
    """Passages that nobody annotated and claims without a phrase are problems of `check`, wrong figures of `verify`."""
    assert run(MAP) == 0
    found = listing(root)
    assert "passages 1, 3, 6 not annotated" in found
    assert "claims.held-12.find: is missing" in found
    _finish(root)
    assert listing(root) == ""
    captures = {text.name: text.read_bytes()}
    of_source = [problem for problem in verify(load(root), captures) if problem.path == SOURCE]
    assert of_source == []
    _edit(root / SOURCE, "count: about 12", "count: about 13")
    wrong = [problem.rule for problem in verify(load(root), captures) if problem.path == SOURCE]
    assert wrong == ["figure-missing"]


def test_old_anchors_lead_to_what_they_led_to(run: Run, root: Path, base: Path) -> None:
    """Each old anchor is there once, in the section of the passage that now holds it, with a line that says so."""
    assert run(MAP) == 0
    _finish(root)
    assert [problem.as_text() for problem in compare(load(base), load(root))] == []
    pages = {page.uri: page.markdown() for page in Session(root).pages.values()}
    for uri in ("archive/bulletin-2011.md", "archive/bulletin-2011/cite.md"):
        parts = re.split(r"<section |<li ", pages[uri])
        for old, new in {1: 2, 2: 4, 3: 5}.items():
            (section,) = [part for part in parts if f'id="p{old}"' in part]
            assert f'id="passage-{new}"' in section
            assert pages[uri].count(f'id="p{old}"') == 1
    page = " ".join(pages["archive/bulletin-2011.md"].split())
    assert "Passage 4 was passage 2 before the whole text was captured; older links to #p2 lead here." in page
    assert 'href="#passage-4"' in page
    assert 'id="p4"' not in page
    assert 'archive/bulletin-2011/#passage-4"' in "".join(pages.values())
    assert 'archive/bulletin-2011/#p2"' not in "".join(pages.values())


def test_published_numbers_stay(run: Run, root: Path, base: Path) -> None:
    """Leaving out or altering an old number is reported; so is capturing the text without the command."""
    assert run(MAP) == 0
    _finish(root)
    captured = Path(shutil.copytree(root, root.parent / "captured"))
    _edit(root / SOURCE, "{1: 2, 2: 4, 3: 5}", "{1: 2, 2: 4}")
    (lost,) = compare(load(base), load(root))
    assert "moved-passages: has no new number for passage 3; passages 1 to 3 were published" in lost.as_text()
    _edit(root / SOURCE, "{1: 2, 2: 4}", "{1: 1, 2: 4, 3: 5}")
    (changed,) = compare(load(captured), load(root))
    assert changed.as_text().endswith("published for passage 1; restore `1: 2` [lost-passage]")


def test_two_passages_that_are_one_share_an_entry(run: Run, root: Path, text: Path) -> None:
    """If two passages that were read are one in the text, their descriptions are in one entry."""
    text.write_text("Bulletin on the Ferry\nAbout twelve at the landing leave by the evening boat.\n", "utf-8")
    assert run("--map=1=1,2=2") == 0
    _edit(root / SOURCE, "    stance: reports\n", '    stance: reports\n    find: ["twelve at the landing"]\n')
    assert listing(root) == ""
    read = load(root)
    assert read.sources[0].notes["twelve"].passages == [2]
    (entry,) = [entry for entry in read.annotations["bulletin-2011"].entries if entry.first == 2]
    assert {call.name for _, _, call in entry.placed()} >= {"claim", "incident"}


def test_equal_numbers_keep_their_anchors(run: Run, root: Path, text: Path) -> None:
    """A text in which the numbers are the same leaves every anchor as it is."""
    text.write_text("Bulletin on the Ferry\nAbout twelve at the landing.\nThey leave by the evening boat.\n", "utf-8")
    assert run() == 0
    _edit(root / SOURCE, "    stance: reports\n", '    stance: reports\n    find: ["twelve at the landing"]\n')
    page = next(page.markdown() for page in Session(root).pages.values() if page.uri == "archive/bulletin-2011.md")
    assert 'id="p2"' in page
    assert "passage-2" not in page
    assert "was passage" not in page


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map=1=2"], "docs/archive/bulletin-2011.md:7: reading.passages: passage 2 is not found in the text"),
        (["--map=1=5,2=4"], "passage 1 would be 5 and passage 2 4; the order stays that of the document"),
        (["--map=1"], "map: '1' is not a pair of numbers; write old=new, such as map=1=3"),
        (["--map=4=4"], "map: '4=4' does not name a passage that was read, 1 to 3, once"),
        (["--map=1=1,1=2"], "map: '1=2' does not name a passage that was read, 1 to 3, once"),
        (["--map=1=9"], "map: '1=9' leads past the text, which has passages 1 to 6"),
    ],
)
def test_wrong_numbers_are_refused(options: list[str], said: str, run: Run, root: Path, capsys: Captured) -> None:
    """A refusal says where and what would be right, and nothing is written."""
    before = _texts(root)
    assert run(*options) == 2
    assert said in capsys.readouterr().err
    assert _texts(root) == before


def test_wrong_sources_and_texts_are_refused(root: Path, text: Path, capsys: Captured) -> None:
    """A source takes over a text that is outside the archive, if it fits and no record has a problem."""
    before = _texts(root)
    cases = {
        ("bulletin-2012", str(text)): "no source 'bulletin-2012'",
        ("report-2011", str(text)): "000_report.txt is not the file that was annotated",
        ("bulletin-2011", str(root / "docs/index.md")): "keep captured texts outside",
        ("bulletin-2011", str(text.parent / "gone.txt")): "is not there",
    }
    for arguments, said in cases.items():
        assert main(["--root", str(root), "capture", *arguments]) == 2
        assert said in capsys.readouterr().err
    assert _texts(root) == before
    _edit(root / SOURCE, "passage: 2\n", "passage: 7\n")
    assert main(["--root", str(root), "capture", "bulletin-2011", str(text)]) == 2
    assert "nothing is written before that is put right" in capsys.readouterr().err


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_what_has_no_meaning_for_a_source_is_refused(
    dry: tuple[str, ...], root: Path, text: Path, capsys: Captured
) -> None:
    """A captured source takes no new numbers, and one that was only read has no file to compare with."""
    before = _texts(root)
    for key, option, said in (
        ("report-2011", "--map=1=3", "docs/archive/report-2011.md is captured and keeps its numbers: leave map= out"),
        ("bulletin-2011", f"--before={text}", f"{SOURCE} was only read and has none: leave before= out"),
    ):
        assert main(["--root", str(root), "capture", *dry, option, key, str(text)]) == 2
        told = capsys.readouterr().err
        assert told.endswith(f"{said}\n")
        assert told.count("\n") == 1
    assert _texts(root) == before


def test_a_dry_run_only_tells(run: Run, root: Path, capsys: Captured) -> None:
    """`--dry-run` tells the new numbers and how they were found, and writes nothing."""
    before = _texts(root)
    assert run("--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        "passage 1 is passage 3 (by order alone; read it)",
        "passage 2 is passage 4 (by order alone; read it)",
        "passage 3 is passage 5 (by its phrases)",
    ]
    assert _texts(root) == before


def test_a_phrase_that_stands_twice_places_nothing(root: Path) -> None:
    """A phrase found in two passages proposes none of them; one that lies before an earlier passage neither."""
    source = load(root).records_of("source")["bulletin-2011"]
    assert isinstance(source, Source)
    twice = ["a", "by the evening boat", "b", "by the evening boat"]
    assert proposed(source, twice, {}) == {}
    assert proposed(source, ["by the evening boat", "b", "c"], {2: 2})[3].how == "by order alone; read it"


def test_an_old_address_takes_out_what_it_leads_to(run: Run, root: Path) -> None:
    """Whoever asks to withdraw a passage by its old address means the passage that now holds it."""
    assert run(MAP) == 0
    archive = load(root)
    relations = Relations(archive)
    for address in ("archive/bulletin-2011/#p2", "archive/bulletin-2011/#passage-4"):
        assert read_targets([address], archive, relations).passages == {"bulletin-2011": {4}}
