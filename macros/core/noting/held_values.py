"""Values that a process holds while records change under it: what is dear to make and made of few of them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from macros.core.noting.fingerprints import Unknown, content_hash
from macros.core.noting.reads import Noted, Together, note_all, noting
from macros.core.noting.sealing import Shelf

_QUICKLY = 1
"""How much is done to pack a value: its bytes are a fifth then."""
Taking = Callable[[str, Callable[[], Any]], Any]
"""Gives the value of a name, made by a function unless it is held."""


class _Held(NamedTuple):
    own: bytes
    reads: tuple[Noted, ...]
    state: bytes
    packed: bytes


class HeldValues:
    """Values by name, each with all that it was made of; one is taken while all of that gives the same."""

    def __init__(self, begins: str) -> None:
        """Only values whose name `begins` so are held; any other is made."""
        self._begins = begins
        self._held: dict[str, _Held] = {}

    def of(self, shelf: Shelf, code: bytes) -> Taking:
        """How values are taken and held of what was sealed; `code` is the key of all else."""
        return partial(self._value, _Now(shelf, code))

    def _value(self, now: _Now, name: str, make: Callable[[], Any]) -> Any:
        if not name.startswith(self._begins):
            return make()
        own, held = now.own(make), self._held.get(name)
        if held and held.own == own and held.state == now.state(held.reads):
            note_all(held.reads)
            return pickle.loads(zlib.decompress(held.packed))  # noqa: S301 # made by this process
        with noting() as found:
            value = make()
        reads = tuple(found)
        packed = zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _QUICKLY)
        self._held[name] = _Held(own, reads, now.state(reads), packed)
        return value


class _Now:
    """What reads give now, each told once until something sealed is replaced."""

    def __init__(self, shelf: Shelf, code: bytes) -> None:
        self._shelf, self._code = shelf, code
        self._told: dict[Noted, bytes] = {}
        self._replaced = shelf.replaced

    def own(self, make: Callable[[], Any]) -> bytes:
        """The fingerprint of a function with all that it is given."""
        try:
            return content_hash(self._code + self._shelf.of(make))
        except Unknown:
            return self._shelf.never()

    def state(self, reads: Iterable[Noted]) -> bytes:
        """One fingerprint of what all of these give."""
        if self._replaced != self._shelf.replaced:
            self._told.clear()
            self._replaced = self._shelf.replaced
        return content_hash(b"".join(map(self._of, reads)))

    def _of(self, read: Noted) -> bytes:
        if (told := self._told.get(read)) is None:
            if isinstance(read, Together):  # what it was made of may have been let go
                told = self._shelf.never() if read.reads is None else self.state(read.reads)
            else:
                told = self._shelf.fingerprint(read)
            self._told[read] = told
        return told
