"""Pages and lists that change while all records stay: where the last check still holds, a whole one finds nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from inspect import unwrap
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, ClassVar

import pytest

from macros.core.archive import Archive
from macros.core.reading.kept import Kept
from macros.core.relations import Relations
from macros.core.rules.references import page_calls
from macros.core.rules.registry import ALL_BESIDE
from tests.support import THOROUGH
from tests.test_last_check import RULES, _checked, _edit_a_field, _holds_only_where_sound, _remembered, _says, _written

TOPICS, REDIRECTS = "data/topics.yml", "data/redirects.yml"
LISTS = (TOPICS, REDIRECTS, "data/labels.yml", "data/sentences.yml", "identity.yml")
BITS = (
    *("word", "41 refugees", "mail@example.org", "<b>", "<script>", "[", "](", "{{", "\n", "\n\n", "## ", "\u200b"),
    *(
        '{{ org("nobody") }}',
        '{{ org("river-guard") }}',
        "[a](../map/index.md)",
        "[a](#none)",
        "{#rule}",
        "+82 10-1234-5678",
    ),
    *(
        '{{ claim("report-2011.none", "x") }}',
        '{{ see("report-2011", 900, "x") }}',
        '{{ vocabulary("none") }}',
        "a",
        "7",
    ),
    *(
        '{{ law("river-treaty", "77", how="provision") }}',
        "{{ place_map() }}",
        "content",
        "incidents/",
        "people/nobody",
    ),
    *(
        "claims/report-2011.none",
        "organizations/river-guard",
        " # mail@example.org",
        "2031-01-01",
        "quiet: yes",
        "none: x",
    ),
)
"""What is put into a page or a list, or takes the place of some of it."""
LINE = re.compile(r"^(?=.)", re.MULTILINE)
ENTRIES = (
    "people/gone-{0}:\n  reason: It was entered twice.\n  since: 2026-11-01\n",
    "people/gone-{0}:\n  reason: It was entered twice.\n  since: 2026-11-01\n  to: people/{0}\n",
    "claims/report-2011.gone-{0}:\n  removed: safety\n  since: 2026-11-01\n",
    "notes/report-2011.gone-{0}:\n  reason: It was entered twice.\n  since: 2026-11-01\n  quiet: yes\n",
)
"""Entries of the list of retired ids."""


def edit_beside(root: Path, dice: random.Random) -> None:
    """Change something in a page or a list: words, a line, an entry."""
    pages = [one for one in sorted(root.glob("docs/**/*.md")) if not re.fullmatch(r".*-.*", one.stem)]
    file = dice.choice(pages) if dice.random() < 0.4 else root / dice.choice((*LISTS[:2], *LISTS))
    text, what = file.read_text("utf-8"), dice.random()
    if file.name == "redirects.yml" and what < 0.5:
        text = f"{text if text.strip() != '{}' else ''}{dice.choice(ENTRIES).format(dice.randrange(9))}"
    elif file.name == "topics.yml" and what < 0.1:
        address = dice.choice(sorted(root.glob("data/organizations/*.yml"))).stem
        head, _, rest = text.partition("\nspellings:\n")
        also = dice.choice(("QX", address))
        text = f"{head}\nspellings:\n  organizations/{address}:\n    also: [{also}]\n{rest}"
    elif what < 0.65:
        words = [*re.finditer(r"\w+", text)]
        one, other = dice.choice(words), dice.choice(words)
        text = f"{text[: one.start()]}{dice.choice((one[0], other[0]))} {other[0]}{text[one.end() :]}"
    elif what < 0.75:
        lines = text.split("\n")
        lines.insert(
            dice.randrange(len(lines)), dice.choice(("", "# a remark", "A line of words.", dice.choice(lines)))
        )
        text = "\n".join(lines)
    elif what < 0.8:
        lines = text.split("\n")
        del lines[dice.randrange(len(lines))]
        text = "\n".join(lines)
    else:
        at = dice.randrange(len(text) + 1)
        text = text[:at] + dice.choice(BITS) + text[at + dice.randrange(4) :]
    file.write_text(text, "utf-8")


def _edit_both(root: Path, dice: random.Random) -> None:
    edit_beside(root, dice)
    if dice.random() < 0.1:
        edit_beside(root, dice)
    if dice.random() < 0.1:
        _edit_a_field(root, dice)


@pytest.mark.parametrize("seed", [35, pytest.param(36, marks=THOROUGH), pytest.param(37, marks=THOROUGH)])
def test_after_changes_of_pages_and_lists_the_last_check_holds_only_where_nothing_is_found(
    seed: int, invented: Path, tmp_path: Path
) -> None:
    """After each of many edits of pages and lists, what holds still is sound; both answers are met often."""
    _holds_only_where_sound(invented, tmp_path, seed, _edit_both)


HOME = "docs/index.md"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (HOME, "may also be named", "may be named too"),
        (HOME, 'claim("report-2011.returned-30")', 'claim("report-2011.arrested-41")'),
        (TOPICS, "[return address,", "[return address, return ticket,"),
        (TOPICS, "also: [Kwayside,", "also: [Kwayside, Kuayside,"),
        (REDIRECTS, "no document names it", "nobody names it"),
        ("data/labels.yml", "en: Forced Returns Archive", "en: An Archive"),
        ("data/sentences.yml", "# How a claim", "# The way in which a claim"),
        ("identity.yml", "name: The invented mailbox", "name: An invented mailbox"),
    ],
)
def test_a_change_of_a_page_or_a_list_is_checked_alone(
    path: str, old: str, new: str, invented: Path, tmp_path: Path
) -> None:
    """What it says stands by itself, so that nothing can be wrong with any record."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    _written(invented, path, old, new)
    assert _says(invented, kept)
    assert not _checked(invented, Kept())[2]


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (
            REDIRECTS,
            "# Retired ids,",
            "people/gone: {reason: recorded twice, since: 2012-01-05}\n# Retired ids,",
            "redirect",
        ),
        (HOME, "timeline/index.md", "timeline/none.md", "page-link"),
        (HOME, "prose, whose", "<script>prose, whose", "active-markup"),
        (HOME, "prose, whose", "prose of 41 refugees, whose", "bare-number"),
        (HOME, "prose, whose", "prose of editor@example.org, whose", "personal-data"),
        (HOME, "{{ home() }}", "{{ home() }} {{ home() }}", "macro-call"),
        (HOME, "# Invented Archive", "# Content", "page-anchor"),
        (HOME, '"report-2011.returned-30"', '"report-2011.returned-none"', "unknown-id"),
        (HOME, "para 9", "para 99", "unknown-provision"),
        (HOME, ', how="identified"', "", "law-how"),
        (HOME, 'see("report-2011", 2)', 'see("report-2011", 900)', "passage-outside-capture"),
        (HOME, "description: Invented", "layout: Invented", "unknown-field"),
        (TOPICS, "also: [Kwayside,", "also: [Quay-side,", "doubled-word"),
        (TOPICS, "not: [국경일]", "not: [국경]", "contrary-word"),
        (TOPICS, "leads: [incidents/standing-returns,", "leads: [incidents/standing,", "search-target"),
        (TOPICS, "topics:\n", "topics:  # editor@example.org\n", "personal-data"),
        (REDIRECTS, "to: incidents/quayside-2011", "to: incidents/none", "redirect"),
        (REDIRECTS, "since: 2012-02}", "since: 2192-02}", "future-date"),
        (
            REDIRECTS,
            "# Retired ids,",
            "people/ada-quill: {reason: none, since: 2012-01-05}\n# Retired ids,",
            "redirect",
        ),
        (REDIRECTS, "# Retired ids,", "people/con: {reason: none, since: 2012-01-05}\n# Retired ids,", "reserved-id"),
        (REDIRECTS, "the-herald: {", "the-herald: {quiet: yes, ", "told-again"),
        (REDIRECTS, "claims/quayside-2011.held-50:", "claims/quayside-2011.held-51:", "redirect"),
        (REDIRECTS, "organizations/ferry-union:", "organizations/ferry-unity:", "redirect"),
        ("data/sentences.yml", "  held:\n", "  hold:\n", "edition-pattern"),
    ],
)
def test_a_change_of_a_page_or_a_list_that_is_wrong_is_found(
    path: str, old: str, new: str, rule: str, invented: Path, tmp_path: Path
) -> None:
    """What is wrong in it, with what it names, or with what records say ends what the last check said."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    _written(invented, path, old, new)
    assert not _says(invented, kept)
    assert rule in [one.rule for one in _checked(invented, Kept())[2]]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (REDIRECTS, "voices/orla-finch: {", "voices/orla-finch: {quiet: yes, "),
        (REDIRECTS, "organizations/ferry-union: {", "organizations/ferry-unity: {"),
        ("data/labels.yml", "site:\n", "sites:\n"),
    ],
)
def test_a_list_that_says_something_else_of_other_records_is_checked_anew(
    path: str, old: str, new: str, invented: Path, tmp_path: Path
) -> None:
    """A retired id that is hidden now or gone may be one that a record names, and pages may ask for any label."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    _written(invented, path, old, new)
    assert not _says(invented, kept)


def test_an_anchor_that_other_pages_link_to_is_missed(invented: Path, tmp_path: Path) -> None:
    """Links of all pages are looked at, not those of the changed one alone."""
    kept = Kept(tmp_path / "kept.sqlite")
    _written(invented, HOME, "timeline/index.md", "about/guidelines.md#how-to-count")
    _remembered(invented, kept)
    _written(invented, "docs/about/guidelines.md", "## How to count", "## How to reckon")
    assert not _says(invented, kept)
    assert [one.rule for one in _checked(invented, Kept())[2]] == ["page-link"]


def test_a_page_and_a_record_that_change_together_are_checked_anew(invented: Path, tmp_path: Path) -> None:
    """Of two changes at once nobody can say what one means for the other."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    _written(invented, HOME, "may also be named", "may be named too")
    _written(invented, "docs/archive/report-2011.md", "heading: ", "heading: On ")
    assert not _says(invented, kept)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _functions(found: object) -> Iterator[FunctionType]:
    """The functions of the archive's own code that somebody reaches who has this."""
    if isinstance(found, tuple | list | set | frozenset | dict):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _functions(one) if callable(one) or isinstance(one, tuple) else ()
    elif isinstance(found, type) and found not in (Archive, Relations):
        members = vars(found).values() if found.__module__.startswith("macros.core") else ()
        yield from (one for one in map(_plain, members) if isinstance(one, FunctionType) and one.__name__ != "__init__")
    elif isinstance(one := _plain(found), FunctionType) and one.__module__.startswith("macros.core"):
        yield one


def _plain(found: Any) -> Any:
    """The function behind a property, a partial, a rule or a memo."""
    for name in ("func", "fget", "__func__", "check"):
        if isinstance(inner := vars(found).get(name) if hasattr(found, "__dict__") else None, FunctionType):
            return inner
        if isinstance(inner := getattr(found, name, None), FunctionType):
            return inner
    return unwrap(found) if callable(found) else found


FIELDS = {
    **dict.fromkeys(("pages", "pictures"), ("pages",)),
    **dict.fromkeys(("topics", "topics_document"), ("topics",)),
    **dict.fromkeys(("redirects", "redirects_document"), ("redirects",)),
    **dict.fromkeys(("labels", "labels_document"), ("labels",)),
    **dict.fromkeys(("patterns", "patterns_document"), ("sentences",)),
    "identity": ("identity",),
    "remarks": ALL_BESIDE,
}
"""The fields of an archive that pages and lists are read into; comments are in all of them."""


def _named_in_code(check: Callable[..., object]) -> set[str]:
    """The names in the code of a function and of all that it may call.

    A name is taken for every function of that name; `lost` is left out, since in a sound archive nothing is lost.
    """
    ahead, seen, names = [check], {check}, set[str]()
    while ahead:
        function = ahead.pop()
        assert isinstance(function, FunctionType)
        for name in (one for code in _codes(function.__code__) for one in code.co_names):
            names.add(name)
            known = [function.__globals__.get(name), *(vars(one).get(name) for one in (Archive, Relations))]
            modules = [one for one in function.__globals__.values() if isinstance(one, ModuleType)]
            known += [vars(one).get(name) for one in modules if one.__name__.startswith("macros.core")]
            for found in known if name != "lost" else ():
                new = [one for one in _functions(found) if one not in seen]
                seen.update(new)
                ahead += new
    return names


def _read_by(check: Callable[..., object]) -> set[str]:
    return {one for name in _named_in_code(check) for one in FIELDS.get(name, ())}


def test_a_rule_names_each_page_and_list_that_its_code_can_read() -> None:
    """No function that a rule may call has the name of a page or list that the rule does not name, or one less."""
    for rule in RULES:
        if rule.check:
            assert (rule.id, {*rule.beside}) == (rule.id, _read_by(rule.check))
    assert not _read_by(Relations.__init__)


class _Watched(Archive):
    """An archive that notes the names of its fields that are read."""

    names: ClassVar[set[str]] = set()

    def __getattribute__(self, name: str) -> Any:
        _Watched.names.add(name)
        return super().__getattribute__(name)


@pytest.mark.parametrize("edits", [0, 30])
def test_a_rule_reads_no_page_and_no_list_that_it_does_not_name(edits: int, invented: Path) -> None:
    """It is watched what each rule reads, of an archive that is sound and of one with many mistakes."""
    dice = random.Random(45)  # noqa: S311 # edits that are the same each time
    for _ in range(edits):
        edit_beside(invented, dice)
        _edit_a_field(invented, dice)
    archive, relations, found = _checked(invented, Kept())
    assert bool(found) == bool(edits)
    assert archive.lost
    archive.__class__ = _Watched
    for rule in RULES:
        _Watched.names.clear()
        list(rule(archive, relations))
        assert {one for name in _Watched.names for one in FIELDS.get(name, ())} <= {*rule.beside}


def test_a_list_that_is_read_through_others_is_found() -> None:
    """A rule that reads a list by a function of another module, or by a property, is taken to read it."""

    def check(archive: Archive) -> Iterable[str]:
        return [path for path, _ in page_calls(archive)] if archive.works_torn else archive.lost["source"]

    assert _read_by(check) == {"pages"}
