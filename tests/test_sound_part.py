"""While records have problems, everything sound is shown beside the pages that say what to fix."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.core.archive import load
from macros.core.reading.kept import Kept
from macros.programs.web.port import not_free
from macros.session import Session
from macros.site.contributing.problem_pages import LIST, ProblemPages
from macros.site.contributing.skeletons import skeleton
from tests.support import INVENTED

HALF = "docs/archive/half-2011.md"


def _half(root: Path) -> None:
    """A source of which only the skeleton is there."""
    capture = {"file": "x.txt", "sha256": "0" * 64, "passages": "2"}
    (root / HALF).write_text(skeleton("source", load(root).vocabulary, capture), "utf-8")


def _swap(path: str, right: str, wrong: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert right in text
        (root / path).write_text(text.replace(right, wrong, 1), "utf-8")

    return change


VOICE = _swap("data/voices/guard-officer.yml", "kind: unnamed", "kind: [")
ENTRY = _swap("bibliography.bib", "{Guard Empties the Quays},", "{Guard Empties the Quays,")


def _seen(root: Path, sound: Session) -> dict[str, str]:
    """What a served site shows: sound pages, and the others with what to fix."""
    session = Session(root)
    to_fix = ProblemPages(root, session.problems, sound.uris)
    made = {uri: page.body() for uri, page in sound.pages.items()} | dict(sound.rendered_docs())
    return made | {uri: to_fix.body(uri) for uri in to_fix.uris}


def _sound(root: Path, before: Path | None = None) -> Session:
    found = Session(root).sound(load(before) if before else None)
    assert found
    return found


def test_half_a_source_hides_nothing(invented: Path) -> None:
    """With half a source in the archive every other page is there, and its own says what to fill in."""
    whole = {uri for uri, page in _seen(invented, Session(invented)).items() if page} - {LIST}
    _half(invented)
    seen = _seen(invented, _sound(invented))
    assert set(seen) == whole | {"archive/half-2011.md", LIST}
    assert "problems to fix here" in seen["archive/half-2011.md"]
    assert [uri for uri in whole if "to fix" in seen[uri]] == []
    assert "<code>heading</code> is empty" in seen[LIST]


@pytest.mark.parametrize("spoil", [VOICE, ENTRY], ids=["voice", "entry"])
def test_what_needs_a_broken_record_waits(spoil: Callable[[Path], None], invented: Path) -> None:
    """Without an earlier state, a page that names the broken record waits and says for which; others are shown."""
    spoil(invented)
    seen = _seen(invented, _sound(invented))
    assert "This page waits for other records" in seen["archive/herald-2011.md"]
    assert "This page waits" not in seen["organizations/old-league.md"] + seen["claims/index.md"]


@pytest.mark.parametrize("spoil", [VOICE, ENTRY], ids=["voice", "entry"])
def test_a_broken_record_stands_in_as_it_was(spoil: Callable[[Path], None], invented: Path) -> None:
    """With an earlier state, whatever names the broken record is shown as if that had not changed."""
    spoil(invented)
    seen = _seen(invented, _sound(invented, INVENTED))
    assert [uri for uri, page in seen.items() if "This page waits" in page] == []
    assert "problem" in seen["people/index.md" if spoil is VOICE else "bibliography/index.md"]


def test_without_its_lists_nothing_is_shown(invented: Path) -> None:
    """Word lists that cannot be read leave no page that could be shown."""
    _swap("data/vocabulary.yml", "measures:", "measures")(invented)
    assert Session(invented).sound() is None


def test_a_stray_file_hides_nothing(invented: Path) -> None:
    """A file that does not belong in the archive is a problem of its own, with a place on the list."""
    (invented / "docs/about/x.html").write_text("x", "utf-8")
    seen = _seen(invented, _sound(invented))
    assert "docs/about/x.html" in seen[LIST]
    assert [uri for uri, page in seen.items() if "This page waits" in page] == []


def test_a_taken_port_is_said_with_a_free_one() -> None:
    """A port that something else listens to is one line with an address that works; a free one is none."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = not_free("127.0.0.1", port)
    assert said.startswith(f"port {port} is taken: make serve ADDRESS=127.0.0.1:")
    assert not_free("127.0.0.1", int(said.rsplit(":", 1)[1])) == ""
    assert "is not an address of this machine" in not_free("192.0.2.1", port)


@pytest.mark.parametrize("port", [-1, 0, 65_536, 10**9])
def test_a_number_that_is_no_port_is_told(port: int) -> None:
    """It would end the program with a traceback, or serve at another one."""
    assert not_free("127.0.0.1", port).startswith(
        f"{port} is not a port, which is a number from 1 to 65535: make serve"
    )


def test_a_source_that_stands_in_has_its_own_annotation(invented: Path) -> None:
    """Where words of an annotation have a problem, both text and calls are shown as they last were."""
    kept = Kept()
    before = Session(Path(shutil.copytree(INVENTED, invented.parent / "other")), kept)
    assert before.problems == []
    _swap("docs/archive/report-2011.md", " on one quay", " on one quay with forty women")(invented)
    found = Session(invented, kept).sound(before.archive)
    assert found
    assert "forty women" not in repr(found.archive.annotations["report-2011"])


def test_the_archive_itself_is_not_changed(invented: Path) -> None:
    """Looking for the sound part leaves the records and problems of the session as they were."""
    VOICE(invented)
    session = Session(invented)
    before = [problem.as_text() for problem in session.problems]
    kinds = {kind: list(records) for kind, records in session.archive.records.items()}
    assert session.sound(load(Path(shutil.copytree(INVENTED, invented.parent / "other"))))
    assert [problem.as_text() for problem in session.problems] == before
    assert {kind: list(records) for kind, records in session.archive.records.items()} == kinds
