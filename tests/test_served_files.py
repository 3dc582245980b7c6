"""Files of a served site that are made on request."""

from __future__ import annotations

import gc
import weakref

from macros.core.archive import Archive
from macros.serving import ShownState
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
