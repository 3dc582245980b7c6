"""Files that are looked at again and again while a site is served."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from macros import serving
from macros.serving import SavedFiles, seen_below


def test_what_was_saved_during_the_first_build_counts(tmp_path: Path) -> None:
    """A file that changed, came or went between the first look and the server's start is found by its first look."""
    for name in ("kept", "changed", "gone"):
        (tmp_path / name).write_text(name)
    before = seen_below([str(tmp_path)])
    (tmp_path / "changed").write_text("with other words")
    (tmp_path / "new").write_text("")
    (tmp_path / "gone").unlink()
    saved = SavedFiles([str(tmp_path)], before)
    assert saved.changed() == {str(tmp_path / name) for name in ("changed", "new", "gone")}
    assert saved.changed() == set()


def test_a_folder_that_was_not_seen_before_has_not_changed(tmp_path: Path) -> None:
    """What a plugin asks to watch later is as it is now."""
    (tmp_path / "file").write_text("")
    assert SavedFiles([str(tmp_path)], {}).changed() == set()


def test_a_file_that_changed_before_is_looked_at_sooner(tmp_path: Path) -> None:
    """Where a look takes long, the next one begins at once when the file that changed last changes again."""
    file = tmp_path / "file"
    file.write_text("")
    saved = SavedFiles([str(tmp_path)])
    file.write_text("one")
    assert saved.changed() == {str(file)}
    saved._took = 60  # as on a slow disk
    threading.Timer(2 * serving.SHORTEST_PAUSE, lambda: file.write_text("three")).start()
    begun = time.monotonic()
    saved.wait()
    assert time.monotonic() - begun < 60
    assert saved.changed() == {str(file)}


def test_a_change_that_keeps_size_and_time_is_found(tmp_path: Path) -> None:
    """A file may get other words of the same length from a program that sets back the time of its last change."""
    file = tmp_path / "file"
    file.write_text("one")
    saved, known = SavedFiles([str(tmp_path)]), file.stat()
    time.sleep(0.02)
    file.write_text("two")
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert saved.changed() == {str(file)}


def test_a_link_that_leads_nowhere_hides_no_change(tmp_path: Path) -> None:
    """The files beside a broken link are looked at like any others."""
    for name in ("a", "z"):
        (tmp_path / name).write_text("")
    (tmp_path / "link").symlink_to("nothing")
    (tmp_path / "loop").symlink_to("loop")
    saved = SavedFiles([str(tmp_path)])
    for name in ("a", "z"):
        (tmp_path / name).write_text("words")
    assert saved.changed() == {str(tmp_path / name) for name in ("a", "z")}
