"""Files of a served site that are made on request."""

from __future__ import annotations

import gc
import logging
import weakref
from pathlib import Path

import pytest

from macros.core.archive import Archive
from macros.serving import ArchiveServer, Served, ShownState
from macros.session import Session
from tests.support import INVENTED

PATHS = ("archive/report-2011/report-2011.docx", "dossier/records/report-2011.js", "data/archive.sqlite")


def _asked_for_files() -> weakref.ref[Archive]:
    """Records of which some files were made."""
    session = Session(INVENTED)
    shown = ShownState({}, lambda: session)
    assert all(shown.made(path) for path in PATHS)
    return weakref.ref(session.archive)


def test_a_file_that_was_made_holds_no_records() -> None:
    """Records that were read again are let go, whatever was asked for of the earlier ones."""
    records = _asked_for_files()
    gc.unfreeze()
    gc.collect()
    assert records() is None


@pytest.mark.parametrize("name", ["macros/session.py", "Makefile"])
def test_a_change_of_a_program_is_only_said(name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What runs already cannot take it up, so whoever changed it is asked to start anew; nothing is built."""
    built: list[str] = []
    served = Served(lambda: None, lambda: False, dict, list)
    server = ArchiveServer(served, lambda: built.append("again"), "127.0.0.1", 0, str(tmp_path))
    caplog.set_level(logging.WARNING)
    server._take_up({f"/archive/{name}"})
    assert [f"/archive/{name} changed; stop `make serve`" in message for message in caplog.messages] == [True]
    assert built == []
    server.server_close()
