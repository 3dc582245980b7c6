"""What one output reads of what all outputs share, noted by the shared things themselves.

While `noting` is on, every look into something shared is noted: the entry of a dictionary that was asked for, also one
that is missing, its keys, all of it, or any other value as a whole. An output is a function of what it read so, of the
code and of the settings; nothing else of the archive can reach it, because sealed objects have no other way in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from typing import Any, ClassVar, Final, Generic, NoReturn, TypeVar
from weakref import WeakSet

Read = tuple[str, Hashable]
"""The name of something shared and what was read of it: a key, or one of the three below."""


class _Extent:
    """How much of something was read, where more than a single entry was."""

    def __init__(self, sign: str) -> None:
        self.sign = sign

    def __repr__(self) -> str:
        return self.sign


KEY_LIST: Final = _Extent("#")
"""The keys of a dictionary, in their order."""
WHOLE_DICT: Final = _Extent("*")
"""A dictionary with all its values, in their order."""
WHOLE_VALUE: Final = _Extent("=")
"""A value that is not a dictionary."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Together:
    """What was read to make a kept value, noted as one by all who are given the value: most are given to many.

    Once what it gives is told, that is `told`, and what was read is let go: `reads` is None.
    """

    __slots__ = ("reads", "told")

    def __init__(self, reads: tuple[Noted, ...]) -> None:
        self.reads: tuple[Noted, ...] | None = reads
        self.told = b""


Noted = Read | Together
"""What is noted: a read, or many as one. Two of these that hold the same are told apart, which only takes room."""
MadeOf = tuple[Noted, ...] | Together
"""What those note who are given a kept value."""

_reads: set[Noted] | None = None
"""What the output that is being made has read; None while none is made."""
_held: dict[Noted, Noted] = {}
"""Reads that kept values have, so that those that have the same hold it once."""
_MOST_HELD = 20_000
_FEW = 3
"""So many reads of a kept value are noted one by one."""


@contextmanager
def noting() -> Iterator[set[Noted]]:
    """Note what is read meanwhile in a set; whoever notes around it has read that too."""
    found = set[Noted]()
    before = _note_in(found)
    try:
        yield found
    finally:
        _note_in(before)
        if before is not None:
            before |= found


def _note_in(reads: set[Noted] | None) -> set[Noted] | None:
    """Note what is read from now on in a set, or nowhere; gives where it was noted until now."""
    global _reads  # one output is made at a time in each process
    before, _reads = _reads, reads
    return before


def note_all(reads: Iterable[Noted]) -> None:
    """Note what was read to make something that is taken as it was."""
    if _reads is not None:
        _reads.update(reads)


def is_noting() -> bool:
    """Whether it is noted what is read."""
    return _reads is not None


def note(name: str, key: Hashable) -> None:
    """Note a read of something that stands for an entry of something else."""
    if _reads is not None:
        _reads.add((name, key))


_item: Callable[..., Any] = dict.__getitem__
_got: Callable[..., Any] = dict.get
_has: Callable[..., bool] = dict.__contains__
"""Looking for these with `super` at each read would take as long as the reading."""


class NotingDict(dict[Key, Value]):
    """A dictionary that notes what is read of it and that nobody can change.

    `absent` gives what stands for a key that is missing; without it that is an error, as in any dictionary.
    """

    __slots__ = ("_absent", "name")

    def __init__(self, name: str, values: Mapping[Key, Value], absent: Callable[[], Value] | None = None) -> None:
        super().__init__(values)
        self.name = name
        self._absent = absent

    def __getitem__(self, key: Key) -> Value:
        if _reads is not None:
            _reads.add((self.name, key))
        return _item(self, key)  # type: ignore[no-any-return]

    def __missing__(self, key: Key) -> Value:
        if self._absent is None:
            raise KeyError(key)
        return self._absent()

    def get(self, key: Key, default: Any = None) -> Any:
        """An entry, or what is given for one that is missing."""
        if _reads is not None:
            _reads.add((self.name, key))
        return _got(self, key, default)

    def __contains__(self, key: object) -> bool:
        if _reads is not None:
            _reads.add((self.name, key))
        return _has(self, key)

    def __len__(self) -> int:
        note(self.name, KEY_LIST)
        return super().__len__()

    def __iter__(self) -> Iterator[Key]:
        note(self.name, KEY_LIST)
        return super().__iter__()

    def __reversed__(self) -> Iterator[Key]:
        note(self.name, KEY_LIST)
        return super().__reversed__()

    def keys(self) -> KeysView[Key]:  # type: ignore[override] # the view of a dictionary is one
        """The keys, in their order."""
        note(self.name, KEY_LIST)
        return super().keys()

    def values(self) -> ValuesView[Value]:  # type: ignore[override]
        """The values, in the order of the keys."""
        note(self.name, WHOLE_DICT)
        return super().values()

    def items(self) -> ItemsView[Key, Value]:  # type: ignore[override]
        """Keys and values."""
        note(self.name, WHOLE_DICT)
        return super().items()

    def copy(self) -> dict[Key, Value]:
        """A plain dictionary."""
        return dict(self.items())

    def __eq__(self, other: object) -> bool:
        note(self.name, WHOLE_DICT)
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __or__(self, other: Any) -> Any:
        return self.copy() | other

    def __ror__(self, other: Any) -> Any:
        return other | self.copy()

    __hash__ = None

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError(f"{self.name} is shared by all pages and cannot be changed")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse


class Shared:
    """What outputs share. Once it is sealed, whatever they read of it is noted."""

    sealed: ClassVar[bool] = False


class Fixed:
    """What answers by its arguments alone, so that nothing of it has to be noted."""


class KeptValues(Fixed):
    """Values that are dear to make, parts of files that change with every record; a build takes those of earlier ones.

    `through` is how a build takes and keeps them. Without it each is made when it is asked for.
    """

    def __init__(self) -> None:
        self.through: Callable[[str, Callable[[], Any]], Any] | None = None

    def value(self, name: str, make: Callable[[], Value]) -> Value:
        """What `make` gives: a function with all that it is given, and no other value has its name."""
        value: Value = self.through(name, make) if self.through else make()
        return value


class SelfNoting:
    """A dictionary of something shared that notes its reads itself."""


class Remembered(Generic[Value]):
    """A function whose values are kept; whoever is given a kept value has read what was read to make it."""

    def __init__(self, make: Callable[..., Value], most: int = 0) -> None:
        """Keep the last `most` values that were made; all of them, if 0."""
        self._make, self._most = make, most
        self._kept: dict[tuple[Hashable, ...], tuple[Value, MadeOf]] = {}
        _memos.add(self)

    def __call__(self, *asked: Hashable) -> Value:
        """The value for these arguments."""
        if (kept := self._kept.get(asked)) is None:
            kept = self._made(asked)
        if _reads is not None:
            if isinstance(made_of := kept[1], Together):
                _reads.add(made_of)
            else:
                _reads.update(made_of)
        return kept[0]

    def _made(self, asked: tuple[Hashable, ...]) -> tuple[Value, MadeOf]:
        """A value that was not kept, with what was read to make it; if that fails, who asked has read all of it."""
        reads = set[Noted]()
        before = _note_in(reads)
        try:
            value = self._make(*asked)
        except BaseException:
            if before is not None:
                before |= reads
            raise
        finally:
            _note_in(before)
        kept = self._kept[asked] = value, _noted(reads)
        if self._most and len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return kept

    def forget(self) -> None:
        """Keep nothing of what was made before."""
        self._kept.clear()

    def forget_made_of(self, reads: Collection[Read], known: dict[Together, bool]) -> Iterable[Read]:
        """Keep nothing for which one of these was read; gives what others noted who were given it.

        `known` has of what was noted as one whether it has one.
        """
        gone = [asked for asked, (_, made_of) in self._kept.items() if _have(made_of, reads, known)]
        for asked in gone:
            del self._kept[asked]
        return self._noted_for(gone)

    def _noted_for(self, gone: Iterable[tuple[Hashable, ...]]) -> Iterable[Read]:
        """The reads that stand for kept values; here there are none, since what they were made of is noted."""
        del gone
        return ()


class Derived(Remembered[Value]):
    """A function whose value stands for all that it was made of: whoever is given it has read the value alone.

    An output that was given a value is as it was if the function gives an equal one now, whatever else has changed. So
    it is for small values that are quickly made of much, and it only is one as an attribute of something shared.
    """

    def __init__(self, make: Callable[..., Value], most: int = 0) -> None:
        super().__init__(make, most)
        self.name = ""
        """Under which a value is noted, with what was asked for; without it, what the value was made of is noted."""

    def __call__(self, *asked: Hashable) -> Value:
        """The value for these arguments: texts and numbers."""
        if not self.name:
            return super().__call__(*asked)
        if (kept := self._kept.get(asked)) is None:
            kept = self._made(asked)
        if _reads is not None:
            _reads.add((self.name, asked))
        return kept[0]

    def unread(self, *asked: Hashable) -> Value:
        """The same, without a read being noted."""
        return (self._kept.get(asked) or self._made(asked))[0]

    def _noted_for(self, gone: Iterable[tuple[Hashable, ...]]) -> Iterable[Read]:
        return [(self.name, asked) for asked in gone] if self.name else ()


_memos: WeakSet[Remembered[Any]] = WeakSet()
"""Every memo that there is, those of modules too."""


def forget_made_of(*reads: Read) -> None:
    """Let all memos forget what was made of one of these, since they now give something else."""
    ahead: Collection[Read] = reads
    while ahead:
        known: dict[Together, bool] = {}
        ahead = [read for memo in [*_memos] for read in memo.forget_made_of(ahead, known)]


def _have(noted: MadeOf, reads: Collection[Read], known: dict[Together, bool]) -> bool:
    """Whether one of these was noted, also as one with others, or may have been: not all is known any longer."""
    for one in (noted,) if isinstance(noted, Together) else noted:
        if not isinstance(one, Together):
            if one in reads:
                return True
        else:
            if one not in known:
                known[one] = one.reads is None or _have(one.reads, reads, known)
            if known[one]:
                return True
    return False


def _noted(reads: set[Noted]) -> MadeOf:
    """What those note who are given a value that was made of these: few reads, or all of them as one.

    Each is the one that others hold too, and a tuple takes a fifth of a set.
    """
    if len(_held) > _MOST_HELD:
        _held.clear()
    held = tuple([_held.setdefault(one, one) for one in reads])
    return held if len(held) <= _FEW else Together(held)


def told_key(key: Hashable) -> str:
    """What was read, as text. Raises TypeError unless the key is a text, a number, or a tuple of them."""
    return key.sign if isinstance(key, _Extent) else json.dumps(_plain(key), ensure_ascii=True)


def _plain(key: Hashable) -> object:
    if isinstance(key, tuple):
        return [_plain(one) for one in key]
    if key is None or isinstance(key, str | int):
        return key
    raise TypeError(f"{key!r} is a key of something shared; such a key is a text, a number, or a tuple of them")


def key_of(text: str) -> Hashable:
    """What was read, from such a text. Raises ValueError."""
    return _EXTENTS.get(text) or _key(json.loads(text))


def _key(plain: object) -> Hashable:
    return tuple(map(_key, plain)) if isinstance(plain, list) else plain


_EXTENTS: Final = {one.sign: one for one in (KEY_LIST, WHOLE_DICT, WHOLE_VALUE)}
