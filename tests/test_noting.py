"""What an output reads of what all share is noted, whatever the way it is read, and told by fingerprints."""

from __future__ import annotations

import ast
import json
import pickle
import weakref
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from markupsafe import Markup
from pydantic import BaseModel

from macros.core.noting.fields import noted_apart
from macros.core.noting.fingerprints import Fingerprints, Unknown
from macros.core.noting.held_values import HeldValues, Taking
from macros.core.noting.reads import (
    KEY_LIST,
    WHOLE_DICT,
    WHOLE_VALUE,
    Derived,
    Fixed,
    NotingDict,
    Read,
    Remembered,
    Shared,
    forget_made_of,
    key_of,
    noting,
    told_key,
)
from macros.core.noting.sealing import Shelf
from macros.session import Session
from tests.support import BOTH, REPOSITORY, one_by_one

ONE = ("shelf", "a")
KEYS_READ = ("shelf", KEY_LIST)
EVERYTHING = ("shelf", WHOLE_DICT)
READS: dict[str, tuple[Callable[[Any], object], tuple[str, object]]] = {
    "[]": (lambda d: d["a"], ONE),
    "get": (lambda d: d.get("a"), ONE),
    "in": (lambda d: "a" in d, ONE),
    "missing, get": (lambda d: d.get("z"), ("shelf", "z")),
    "missing, in": (lambda d: "z" in d, ("shelf", "z")),
    "len": (len, KEYS_READ),
    "bool": (bool, KEYS_READ),
    "list": (list, KEYS_READ),
    "reversed": (lambda d: list(reversed(d)), KEYS_READ),
    "keys": (lambda d: d.keys() & {"a"}, KEYS_READ),
    "sorted": (sorted, KEYS_READ),
    "values": (lambda d: [*d.values()], EVERYTHING),
    "items": (lambda d: d.items(), EVERYTHING),
    "==": (lambda d: d == {}, EVERYTHING),
    "!=": (lambda d: d != {}, EVERYTHING),
    "|": (lambda d: d | {}, EVERYTHING),
    "| before": (lambda d: {} | d, EVERYTHING),
    "copy": (lambda d: d.copy(), EVERYTHING),
    "json": (json.dumps, EVERYTHING),
    "unpacked in a call": (lambda d: str.format("{a}", **d), KEYS_READ),
    "unpacked": (lambda d: {**d}, KEYS_READ),
    "dict": (dict, KEYS_READ),
    "updated by": ({"c": 3}.update, KEYS_READ),
}


@pytest.mark.parametrize("how", READS)
def test_every_way_to_read_is_noted(how: str) -> None:
    """Also those that Python has in C, and those of keys that are missing."""
    read, wanted = READS[how]
    with noting() as reads:
        read(NotingDict("shelf", {"a": 1, "b": 2}))
    assert wanted in reads


def test_every_method_that_reads_is_one_that_notes_or_refuses() -> None:
    """A method that a later Python gives dictionaries fails here, until it notes."""
    harmless = {*dir(object), "fromkeys", "__class_getitem__"} - {"__eq__", "__ne__", "__hash__"}
    assert set(dir(dict)) - harmless <= {*vars(NotingDict), "__missing__"}


@pytest.mark.parametrize(
    "change", ["__setitem__", "__delitem__", "update", "setdefault", "pop", "popitem", "clear", "__ior__"]
)
def test_nobody_changes_what_is_shared(change: str) -> None:
    """A page that did would change what others read."""
    with pytest.raises(TypeError, match="shelf is shared"):
        getattr(NotingDict("shelf", {"a": 1}), change)("a", 2)


def test_a_missing_key_of_a_grouping_is_not_put_in() -> None:
    """It has the empty value, and is noted like any other."""
    shelf: NotingDict[str, list[int]] = NotingDict("shelf", {}, list)
    with noting() as reads:
        assert shelf["a"] == []
    assert reads == {ONE}
    assert list(shelf) == []


def test_nothing_is_noted_while_no_output_is_made() -> None:
    """And what is outside has read what is inside."""
    shelf = NotingDict("shelf", {"a": 1})
    with noting() as outer:
        with noting() as inner:
            shelf["a"]
        shelf.get("b")
    shelf["a"]
    assert inner == {ONE}
    assert outer == {ONE, ("shelf", "b")}


def test_a_kept_value_is_read_by_everybody_who_is_given_it() -> None:
    """Whoever asks for it later has read the same as who asked first, also where that noted nothing."""
    shelf, made = NotingDict("shelf", {"a": 1, "b": 2}), list[str]()

    def make(key: str) -> int:
        made.append(key)
        return shelf[key]

    kept = Remembered(make, 1)
    kept("a")
    with noting() as reads:
        assert kept("a") == 1
    assert reads == {ONE}
    kept("b")
    with noting() as reads:
        kept("a")
    assert reads == {ONE}
    assert made == ["a", "b", "a"]


def test_many_reads_of_a_kept_value_are_noted_as_one() -> None:
    """Also within what was made of it; where one of them gives something else, all that was made of it is forgotten."""
    shelf, made = NotingDict("shelf", dict.fromkeys("abcdef", 1)), list[str]()

    def make(keys: str) -> int:
        made.append(keys)
        return sum(shelf[key] for key in keys)

    inner = Remembered(make)
    outer = Remembered(lambda keys: inner(keys) + inner("ef") + shelf["a"] + shelf["b"])
    for _ in range(2):
        with noting() as reads:
            outer("abcd")
        assert len(reads) == 1
        assert one_by_one(reads) == {("shelf", key) for key in "abcdef"}
    forget_made_of(("shelf", "x"))
    assert outer("abcd") == 8
    assert made == ["abcd", "ef"]
    forget_made_of(("shelf", "d"))
    assert outer("abcd") == 8
    assert made == ["abcd", "ef", "abcd"]


class _Sums(Shared):
    def __init__(self, **numbers: int) -> None:
        self.numbers = numbers
        self.even = Derived(self._even)
        self.said = Remembered(lambda key: f"{self.even(key)}")
        self.told = Derived(lambda key: self.said(key) + "!")

    def _even(self, key: str) -> bool:
        return self.numbers[key] % 2 == 0


def _sums(**numbers: int) -> tuple[_Sums, Shelf]:
    made, shelf = _Sums(**numbers), Shelf()
    shelf.seal(made)
    return made, shelf


def test_of_a_derived_value_only_the_value_is_read() -> None:
    """Its fingerprint is that of what the function gives: the same for equal values, whatever they were made of."""
    made, shelf = _sums(a=2)
    with noting() as reads:
        assert made.said("a") == "True"
    even = ("_Sums.even", ("a",))
    assert reads == {even}
    assert key_of(told_key(even[1])) == even[1]
    equal, other, gone = _sums(a=4)[1], _sums(a=3)[1], _sums(b=2)[1]
    assert shelf.fingerprint(even) == equal.fingerprint(even)
    assert len({shelf.fingerprint(even), other.fingerprint(even), gone.fingerprint(even)}) == 3


def test_to_tell_a_derived_value_notes_nothing() -> None:
    """Whoever compares what was read has not read it."""
    _, shelf = _sums(a=2)
    with noting() as reads:
        shelf.fingerprint(("_Sums.even", ("a",)))
    assert reads == set()


def test_what_was_made_of_a_derived_value_is_forgotten_with_it() -> None:
    """At each step, if something changes of which the value was made."""
    made, shelf = _sums(a=2, b=2)
    assert (made.told("a"), made.told("b")) == ("True!", "True!")
    shelf.replace("_Sums.numbers", "a", 3)
    assert (made.told("a"), made.told("b")) == ("False!", "True!")


_MADE: list[str] = []


def _total(sums: _Sums, name: str) -> bool:
    _MADE.append(name)
    return sums.even("a") and sums.numbers["b"] > 0


def test_a_held_value_is_taken_while_all_that_it_was_made_of_gives_the_same() -> None:
    """Also of an archive that was read again; whoever is given it has read the same. Other names are not held."""
    held = HeldValues("search ")

    def asked(sums: _Sums, taking: Taking, name: str = "search a") -> tuple[bool, set[Read]]:
        with noting() as reads:
            return taking(name, partial(_total, sums, name)), one_by_one(reads)

    _MADE.clear()
    first, shelf = _sums(a=2, b=2)
    taking = held.of(shelf, b"code")
    given = asked(first, taking)
    again, other_shelf = _sums(a=4, b=2, c=9)
    assert asked(again, held.of(other_shelf, b"code")) == given
    assert given == (True, {("_Sums.even", ("a",)), ("_Sums.numbers", "b")})
    assert _MADE == ["search a"]
    shelf.replace("_Sums.numbers", "a", 3)
    assert not asked(first, taking)[0]
    assert not asked(first, held.of(shelf, b"other code"))[0]
    assert _MADE == ["search a"] * 3
    assert [asked(first, taking, "macro")[0] for _ in range(2)] == [False, False]
    assert _MADE[3:] == ["macro"] * 2


def test_what_fails_has_read_too() -> None:
    """Another page is made where what is missing comes to be there."""
    shelf: NotingDict[str, int] = NotingDict("shelf", {})
    kept = Remembered(lambda key: shelf[key])
    with noting() as reads, pytest.raises(KeyError):
        kept("a")
    assert reads == {ONE}


@pytest.mark.parametrize(
    "key", ["a", "=", "#", 7, None, ("source", "x"), ("x", 3), (("a", 1), "b"), KEY_LIST, WHOLE_DICT]
)
def test_a_key_is_told_as_text(key: Any) -> None:
    """It comes back as it was."""
    assert key_of(told_key(key)) == key


def test_other_keys_are_refused() -> None:
    """They could not be found again."""
    with pytest.raises(TypeError):
        told_key(frozenset("a"))


class _Answers(Fixed):
    def cite(self) -> str:
        return "cited"


class _Shown(Shared):
    def __init__(self) -> None:
        self.name, self.rows, self.answer = "a name", [1, 2], _Answers().cite
        self.records = {"source": {"x": 1}, "work": dict[str, int]()}
        self.grouped: dict[str, list[int]] = defaultdict(list, {"a": [1]})
        self.fixed = MappingProxyType({"k": 1})
        self.inner = _Inner(self.said)
        self.kept = Remembered(self._made)

    def said(self) -> str:
        return self.name

    def _made(self, key: str) -> int:
        return self.records["source"][key]

    @cached_property
    def ranks(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.records["source"])}


class _Inner(Shared):
    def __init__(self, said: Callable[[], str]) -> None:
        self.said, self.own = said, ("own",)


@pytest.fixture
def shown() -> tuple[_Shown, Shelf]:
    """A sealed object."""
    made, shelf = _Shown(), Shelf()
    made.kept("x")
    shelf.seal(made)
    return made, shelf


SEALED: dict[str, tuple[Callable[[_Shown], object], set[tuple[str, object]]]] = {
    "a value": (lambda one: one.name, {("_Shown.name", WHOLE_VALUE)}),
    "a list": (lambda one: one.rows, {("_Shown.rows", WHOLE_VALUE)}),
    "a record": (
        lambda one: one.records["source"]["x"],
        {("_Shown.records", "source"), ("_Shown.records/source", "x")},
    ),
    "a group": (lambda one: one.grouped["b"], {("_Shown.grouped", "b")}),
    "a view": (lambda one: one.fixed["k"], {("_Shown.fixed", "k")}),
    "what is worked out": (lambda one: one.ranks["x"], {("_Shown.ranks", "x")}),
    "within": (lambda one: one.inner.own, {("_Inner.own", WHOLE_VALUE)}),
    "by another": (lambda one: one.inner.said(), {("_Shown.name", WHOLE_VALUE)}),
    "kept": (lambda one: one.kept("x"), {("_Shown.records", "source"), ("_Shown.records/source", "x")}),
    "fixed": (lambda one: one.answer(), set()),
}


@pytest.mark.parametrize("what", SEALED)
def test_every_read_of_a_sealed_object_is_noted(what: str, shown: tuple[_Shown, Shelf]) -> None:
    """Whatever it is, without anybody having to say so; also what was kept before it was sealed."""
    read, wanted = SEALED[what]
    with noting() as reads:
        read(shown[0])
    assert reads == wanted


def test_a_sealed_object_is_not_changed(shown: tuple[_Shown, Shelf]) -> None:
    """Neither its fields nor what they hold; a new memo fails when it is first used."""
    with pytest.raises(TypeError, match="shared by all pages"):
        shown[0].name = "other"
    with pytest.raises(TypeError, match="shared by all pages"):
        shown[0].grouped["b"] = [1]


def test_two_objects_of_one_class_are_not_shared(shown: tuple[_Shown, Shelf]) -> None:
    """Their reads would have the same names."""
    with pytest.raises(TypeError, match="two objects of _Shown"):
        shown[1].seal(_Shown())


@pytest.mark.parametrize(
    "read",
    [
        ("_Shown.records/source", "x"),
        ("_Shown.records/source", KEY_LIST),
        ("_Shown.grouped", "a"),
        ("_Shown.grouped", WHOLE_DICT),
        ("_Shown.rows", WHOLE_VALUE),
        ("_Shown.records", "source"),
    ],
)
def test_the_fingerprint_of_a_read_tells_its_value(read: Any) -> None:
    """It is the same for the same, another one where something changed, and nothing where it is gone."""
    found = []
    for change in (lambda _: None, lambda _: None, _changed):
        made, shelf = _Shown(), Shelf()
        change(made)
        shelf.seal(made)
        found.append(shelf.fingerprint(read))
    assert found[0] == found[1]
    assert (found[0] == found[2]) == (read == ("_Shown.records", "source"))


def _changed(made: _Shown) -> None:
    made.records["source"].update(x=2, y=3)
    made.grouped["a"].append(2)
    made.rows.append(3)


class _Pair(NamedTuple):
    one: int
    other: int


@noted_apart("told")
class _Record(BaseModel):
    id: str
    name: str = "a"
    told: int = 1


class _Held(Shared):
    def __init__(self, record: _Record, other: _Record) -> None:
        self.records, self.others = {"x": record}, {"x": other}


APART_READ: dict[str, Callable[[_Record], object]] = {
    "asked for": lambda one: one.told,
    "by name": lambda one: getattr(one, "told"),  # noqa: B009 # as a template does
    "dumped": lambda one: one.model_dump(),
    "as JSON": lambda one: one.model_dump_json(),
    "copied": lambda one: one.model_copy(),
    "copied deep": deepcopy,
    "compared": lambda one: one == _Record(id="y"),
    "shown": repr,
    "gone through": dict,
    "pickled": pickle.dumps,
}


@pytest.mark.parametrize("way", APART_READ)
def test_a_field_apart_is_noted_whatever_the_way_it_is_read(way: str) -> None:
    """Alone: who reads another field of the record has not read it."""
    record = _Record(id="x")
    with noting() as reads:
        APART_READ[way](record)
    assert ("_Record.told", "x") in reads
    with noting() as reads:
        assert record.name
    assert not reads


def test_what_a_record_is_compared_with_is_read_too() -> None:
    """Whether two records are equal depends on both."""
    with noting() as reads:
        assert _Record(id="x") != _Record(id="y")
    assert {("_Record.told", "x"), ("_Record.told", "y")} <= reads


def test_a_change_of_a_field_apart_is_told_by_that_field_alone() -> None:
    """The record is the same wherever it is held; a record that only has its id is told whole."""
    found = []
    for record, other in [(1, 1), (2, 1), (2, 2)]:
        shelf, first, second = Shelf(), _Record(id="x", told=record), _Record(id="x", told=other)
        shelf.seal(_Held(first, second))
        reads: tuple[Read, ...] = (("_Held.records", "x"), ("_Held.others", "x"), ("_Record.told", "x"))
        found.append([*map(shelf.fingerprint, reads), shelf.of([first])])
    apart = [[one != other for one, other in pairwise(found)] for found in zip(*found, strict=True)]
    assert apart == [[False, False], [False, True], [True, False], [False, False]]


@dataclass
class _Data:
    one: int
    other: object = None


APART: tuple[object, ...] = (
    *("", "a", b"a", Markup("a"), 0, 1, True, False, None, 1.0, "1", "None", [], (), {}, set(), frozenset({()})),
    *([1, 2], [2, 1], (1, 2), _Pair(1, 2), _Data(1, 2), _Data(2, 1), ["a", "b"], ["ab"], ["a", ["b"]], [["a"], "b"]),
    *({"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": {"b": 1}}, {"a": [("b", 1)]}, {1, 2}, {(1, 2)}),
    *("set(1)", 'dict(1,1)""', b'"a', _Data, _Pair, partial(max, 1), partial(max, 2), partial(min, 1), len),
)


def test_no_two_values_have_one_fingerprint() -> None:
    """The type counts, and the order, but for that of sets."""
    told = Fingerprints()
    found = [told.of(value) for value in APART]
    # What `set()` and `frozenset()` hold decides, as in Python.
    assert [APART[number] for number, one in enumerate(found) if one in found[:number]] == []
    assert found == [Fingerprints().of(value) for value in APART]
    assert told.of({"b", "a", "c"}) == told.of({"c", "a", "b"})


def test_functions_are_told_by_what_they_hold() -> None:
    """Two lambdas in one line are two, and one with another value in it is another."""
    told = Fingerprints()
    one, other = (lambda: 1), (lambda: 2)
    assert told.of(one) != told.of(other)

    def holding(value: object) -> Callable[[], object]:
        return lambda: value

    assert told.of(holding(1)) == told.of(holding(1))
    assert told.of(holding(1)) != told.of(holding(2))


def test_what_an_output_is_made_of_is_not_held() -> None:
    """Nor a function with what it is given beforehand; what else it is made of may be asked for again."""
    long, shelf = "a" * 300, Shelf()
    held: list[Any] = [partial(max, long), _Data(1, long)]
    output = _Data(2, (held, long))
    gone = [weakref.ref(one) for one in (output, *held)]
    assert shelf.of(output) == shelf.of(_Data(2, ([partial(max, long), _Data(1, long)], long)))
    held.clear()
    del output
    assert [one() is None for one in gone] == [True, True, False]


def test_other_types_are_unknown() -> None:
    """Nothing is passed over in silence."""
    for value in (object(), {"a": [object()]}, iter([]), _Shown()):
        with pytest.raises(Unknown):
            Fingerprints().of(value)


@pytest.mark.parametrize("root", BOTH)
def test_nothing_that_pages_share_is_unknown(root: Any) -> None:
    """Each field and entry of what is sealed has a fingerprint, and so has each page: all can be taken as they were."""
    session = Session(root)
    for page in session.pages.values():
        session.shelf.of(page)
    told = Fingerprints()
    for name, shelf in session.shelf.dicts.items():
        assert told.of([*dict.items(shelf)]), name
    unknown = []
    for name, owner in session.shelf.owners.items():
        for one, kind in vars(type(owner)).items():
            if isinstance(kind, property) and one in vars(owner):
                try:
                    told.of(vars(owner)[one])
                except Unknown:
                    unknown.append(f"{name}.{one}")
    assert sorted(unknown) == ["Archive.base_ids", "Archive.kept", "Archive.root"]


PLAIN = {
    *("str", "int", "float", "bool", "None", "bytes", "tuple", "frozenset", "type", "Any", "Markup", "Path", "Frame"),
    *("Advance", "BaseModel", "CardLine", "Shape"),
}
"""Types of values that say all that a function is given; a frame and a typeface are read from our own files."""


def test_what_is_cached_is_a_function_of_plain_values() -> None:
    """A cache that is asked for a record or a site would hand on what was read for another page: use `Remembered`."""
    found = dict[str, set[str]]()
    for file in sorted((REPOSITORY / "macros").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(_caches(one) for one in node.decorator_list):
                asked = [one.annotation for one in (*node.args.args, *node.args.kwonlyargs) if one.annotation]
                names = {name.id for one in asked for name in ast.walk(one) if isinstance(name, ast.Name)}
                found |= {f"{file.name}: {node.name}": names - PLAIN} if names - PLAIN else {}
    assert found == {}


def _caches(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Name) and called.id in ("cache", "lru_cache")
