"""Pages that show the whole archive print its latest revision, which is filled in when they are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import PropertyMock
from urllib.parse import urlencode

import pytest

from macros.building import Building
from macros.core.history import History
from macros.core.values.revisions import SLOTS, Revision, filled, in_address
from macros.core.words.invisible import UNSEEN
from macros.programs.kept_outputs import KeptOutputs, kept_in
from macros.session import Session
from macros.site.pages.assets import Assets
from macros.site.pages.frame import PageFrame, Settings
from macros.writer import Output
from tests.support import REPOSITORY, SITE, git

CLEAN = Revision("2026-11-20", "3f2c1ab" + 33 * "0", 7, "2026-11-01")
DIRTY = Revision("2026-11-20", "3f2c1ab" + 33 * "0", 7, "2026-11-01", dirty=True)

NOT_SHOWN = "more.txt"


@pytest.fixture
def root(invented: Path) -> Path:
    """An invented archive with everything committed."""
    (invented / NOT_SHOWN).write_text("committed", "utf-8")
    git(invented, "init", "-qb", "main")
    git(invented, "add", ".")
    git(invented, "commit", "-qm", "All")
    return invented


def _change(root: Path) -> None:
    """Change a file that no page shows."""
    (root / NOT_SHOWN).write_text("not committed", "utf-8")


@pytest.mark.parametrize("latest", [CLEAN, DIRTY])
@pytest.mark.parametrize("name", ["label", "bare_label", "date", "first", "short", "commit"])
def test_slots_become_what_the_latest_revision_says(latest: Revision, name: str) -> None:
    """In a text and in a part of an address."""
    said = f"({getattr(SLOTS, name)}) {getattr(SLOTS, name)}"
    assert filled(said, latest) == f"({getattr(latest, name)}) {getattr(latest, name)}"
    quoted = in_address(urlencode({"revision": said}))
    assert filled(quoted, latest) == urlencode({"revision": filled(said, latest)})


def test_no_record_can_have_a_slot() -> None:
    """The check refuses each of the signs, and a page with one that was not filled ends the build."""
    signs = {*SLOTS.label, SLOTS.commit, SLOTS.first, *in_address(urlencode({"x": SLOTS.label}))}
    known = ["date", "commit", "first", "short", "not committed", "not committed in an address"]
    assert len([sign for sign in signs if UNSEEN.match(sign)]) == len(known)


def _frame(session: Session) -> PageFrame:
    theme = REPOSITORY / "overrides"
    return PageFrame(theme, Settings("Archive", "rights", "edit/"), session.publication.words, Assets(theme, SITE))


def _pages(root: Path) -> dict[str, str]:
    session = Session(root)
    session.prepare()
    frame, latest = _frame(session), session.history.latest
    assert latest
    assert latest.dirty
    found = {path: filled(text, latest) for path, text in session.rendered_docs()}
    for page in session.pages.values():
        whole = session.publication.whole(page, frame)
        found |= {path: filled(text, latest) for path, text in ((whole.path, whole.html), *whole.copies)}
    return found


def test_filled_pages_are_those_that_are_made_with_the_revision(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, wherever a page has it."""
    _change(root)
    ours = _pages(root)
    monkeypatch.setattr(History, "in_slots", PropertyMock(side_effect=lambda: Session(root).history.latest))
    assert {path for path, text in _pages(root).items() if ours[path] != text} == set()
    assert sum("not yet committed" in text for text in ours.values()) > len(["home", "claims", "dossier"])


class _AtOnce:
    """Stands for the processes that make pages."""

    made: list[int]
    beside = False

    def __init__(self, pages: int, make: Callable[[int], None], _: Callable[[], object]) -> None:
        self.made.append(pages)
        for number in range(pages):
            make(number)

    def finish(self) -> list[Any]:
        return []


def _built(root: Path, site: Path, store: Path) -> dict[str, bytes]:
    session = Session(root)
    session.prepare()
    building = Building(session, Output(site), KeptOutputs(store, session.shelf.fingerprint), b"code")
    building.begin([*session.pages.values()], _frame(session))
    building.finish()
    building.keep(None)
    assert {*building.files} == {path.relative_to(site).as_posix() for path in site.rglob("*.*")}
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.*")}


def test_another_latest_revision_makes_no_page_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a commit, and after the first change that is not committed; the pages are those of a clean build."""
    monkeypatch.setattr("macros.building.Workers", _AtOnce)
    _AtOnce.made = []
    before = _built(root, root / "site", kept_in(root))
    git(root, "commit", "-qm", "Another", "--allow-empty")
    after = _built(root, root / "site", kept_in(root))
    _change(root)
    changed = _built(root, root / "site", kept_in(root))
    again = _built(root, root / "other", kept_in(root))
    clean = _built(root, root / "clean", root / "clean.sqlite")
    assert _AtOnce.made[1:] == [0, 0, 0, _AtOnce.made[0]]
    assert changed == again == clean
    assert len([path for path in before if len({before[path], after[path], changed[path]}) > 1]) > 1
