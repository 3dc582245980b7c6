"""What one process of the tests works out once: texts that it has read, and which labels templates ask for.

Tests open the invented archive a thousand times with one file changed. What `core/reading/kept.py` keeps on the disk
for one build after the other is kept here in memory, under the whole text, so only what a test has changed is read
again. `test_kept.py` compares an archive that was read so with one that was not.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from macros import session
from macros.core import archive
from macros.core.reading.kept import Kept
from macros.site.languages.page_words import labels_used

Found = TypeVar("Found")
MOST = 5_000
"""How many texts are remembered: property tests read very many that never come again."""


class Remembered(Kept):
    """Keeps results in memory, and gives a new copy each time."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[tuple[str, str], bytes] = {}
        self._sound: set[tuple[str, str]] = set()

    def made(self, what: str, text: str, make: Callable[[], Found]) -> Found:
        """What `make` makes of a text, made once."""
        if (known := self._made.get((what, text))) is None:
            if len(self._made) > MOST:
                self._made.clear()
            self._made[what, text] = known = pickle.dumps(make(), pickle.HIGHEST_PROTOCOL)
        found: Found = pickle.loads(known)  # noqa: S301 # written two lines above
        return found

    def faults(self, what: str, text: str, find: Callable[[], Iterable[Found]]) -> list[Found]:
        """What `find` finds in a text, asked once of a text in which it finds nothing."""
        if text and (what, text) in self._sound:
            return []
        if not (found := list(find())) and text:
            if len(self._sound) > 20 * MOST:
                self._sound.clear()
            self._sound.add((what, text))
        return found

    def close(self) -> None:
        """There is nothing to close."""


@cache
def _labels_used(folders: tuple[Path, ...], keys: tuple[str, ...]) -> dict[str, str]:
    return labels_used(folders, keys)


def remember(patch: pytest.MonkeyPatch) -> None:
    """Let every archive that is opened from now on take what was worked out before."""
    remembered = Remembered()
    patch.setattr(archive, "Kept", lambda: remembered)
    patch.setattr(session, "Kept", lambda _, **__: remembered)
    patch.setattr(session, "labels_used", lambda folders, keys: _labels_used(tuple(folders), tuple(keys)))
