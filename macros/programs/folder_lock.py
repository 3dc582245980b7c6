"""One build at a time in the folder of a site, and one command that writes records: two would undo their work."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform != "win32":  # which has no such locks
    import fcntl


BUILDING = "another build is writing into {folder}; wait until it has ended, or give another folder with -d"


class OccupiedError(Exception):
    """Another program is writing into the folder; the message says what to do."""


class FolderLock:
    """Keeps other programs out of a folder until it is released, or until this process ends in whatever way."""

    def __init__(self, folder: Path, occupied: str = BUILDING) -> None:
        """Make the folder, if need be, and lock it. Raises OccupiedError, which says what `occupied` says."""
        self._opened: int | None = None
        if sys.platform == "win32" or (folder.exists() and not folder.is_dir()):
            return
        folder.mkdir(parents=True, exist_ok=True)
        opened = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(opened)
            raise OccupiedError(occupied.format(folder=folder)) from None
        except OSError:  # a disk that knows no locks
            os.close(opened)
            return
        self._opened = opened

    def release(self) -> None:
        """Let others in."""
        if sys.platform != "win32" and self._opened is not None:
            fcntl.flock(self._opened, fcntl.LOCK_UN)  # processes that were forked meanwhile have it too
            os.close(self._opened)
            self._opened = None
