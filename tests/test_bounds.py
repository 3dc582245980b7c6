"""Bounds: whatever a file holds, it is read in a moment, and a torn or endless one is reported in a few lines."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from macros.core.models.document import Document
from macros.core.reading.bibliography import MAX_NAMES, read_bibliography
from macros.core.reading.yaml_reader import MAX_ITEMS, MAX_VALUE, read_yaml
from macros.core.rules.registry import MANY
from tests.support import THOROUGH, problems

MOMENT = 10.0
"""Seconds of processor time: three times of what the slowest of these took on a slow machine."""
HERALD = "docs/archive/herald-2011.md"
BIBLIOGRAPHY = "bibliography.bib"
REDIRECTS = "data/redirects.yml"
ENDLESS = {
    "brackets of a list in a word list": ("data/vocabulary.yml", "a: " + "[" * 190_000),
    "brackets of a mapping in the citation": ("CITATION.cff", "a: " + "{" * 190_000),
    "aliases of aliases in the citation": (
        "CITATION.cff",
        "a: &a [x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 8)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ),
    "the same retired id again and again": (REDIRECTS, "places/a: {reason: r, since: 2012}\n" * 20_000),
    "retired ids that lead nowhere": (
        REDIRECTS,
        "".join(f"places/a{n}: {{reason: r, since: 2012, to: places/b{n}}}\n" for n in range(10_000)),
    ),
    "ids that never were": ("data/published.txt", "".join(f"places/a{n}\n" for n in range(200_000))),
    "numbers about people": (HERALD, "1. a\n\n" * 100_000),
    "entries of endless passages": (HERALD, "{{ passage(3, 999999999) }}\n" * 20_000),
    "beginnings of pictures": (HERALD, "![" * 450_000),
    "entries that never end": (BIBLIOGRAPHY, "@a{x," * 100_000),
    "entries of one key": (BIBLIOGRAPHY, "@a{x, b = {c}}\n" * 30_000),
    "fields of one name": (BIBLIOGRAPHY, "@online{a-1,\n" + "title = {a},\n" * 60_000 + "}\n"),
    "empty lines in an entry": (BIBLIOGRAPHY, "@online{a-1,\n" + "\n" * 1_000_000 + "title = {a}}\n"),
    "names": (BIBLIOGRAPHY, "@online{a-1, title = {a}, author = {" + "A, B and " * 100_000 + "C}}\n"),
    "braces in braces": (BIBLIOGRAPHY, "@online{a-1, title = {" + "{" * 100_000 + "}" * 100_000 + "}}\n"),
    "conflicts": (HERALD, "<<<<<<< a\n=======\n>>>>>>> b\n" * 30_000),
}


SLOWEST = ("entries of endless passages", "retired ids that lead nowhere", "entries of one key")


@pytest.mark.parametrize("name", [pytest.param(one, marks=THOROUGH if one in SLOWEST else []) for one in ENDLESS])
def test_endless_files_are_read_in_a_moment(name: str, invented: Path) -> None:
    """A file made of one thing without end is checked in a moment, with problems that can be read."""
    path, text = ENDLESS[name]
    target = invented / path
    before = target.read_text("utf-8") if path in (HERALD, BIBLIOGRAPHY, REDIRECTS) else ""
    target.write_text(f"{before}\n{text}", "utf-8")
    start = time.process_time()
    found = problems(invented)
    assert time.process_time() - start < MOMENT
    assert 1 <= len([problem for problem in found if problem.path == path]) <= MANY + 1
    assert max(len(problem.as_text()) for problem in found) < 2_000


def test_further_problems_are_counted(invented: Path) -> None:
    """For a file with very many problems the first are reported, and how many more there are."""
    before = (invented / BIBLIOGRAPHY).read_text("utf-8")
    (invented / BIBLIOGRAPHY).write_text(
        before + "".join(f"@online{{a-{n}, titel = {{a}}}}\n" for n in range(500)), "utf-8"
    )
    *told, last = problems(invented)
    assert len(told) == MANY
    assert last.message == "has 300 further problems; correct the ones above first"


@pytest.mark.parametrize(("number", "sound"), [(MAX_ITEMS, True), (MAX_ITEMS + 1, False)])
def test_lists_are_bounded(number: int, sound: bool) -> None:
    """A list has a bounded number of items; one more is refused with both numbers."""
    document, found = read_yaml("a: [" + ", ".join(["x"] * number) + "]", "x.yml")
    assert [problem.message for problem in found] == ([] if sound else ["has 201 items; a list has at most 200"])
    assert document.tree == {"a": ["x"] * MAX_ITEMS}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "abc " * (MAX_VALUE // 4 - 1) + "abcd", ""),
        ("title", "a" * (MAX_VALUE + 1), "has 10,001 characters; a value has at most 10,000"),
        ("author", " and ".join(["A, B"] * MAX_NAMES), ""),
        ("author", " and ".join(["A, B"] * (MAX_NAMES + 1)), "holds 101 names; at most 100 are read"),
        ("keywords", ",".join(["a"] * (MAX_NAMES + 1)), "holds 101 keywords; at most 100 are read"),
    ],
)
def test_values_of_a_work_are_bounded(field: str, value: str, said: str) -> None:
    """A value, the names and the keywords of a work are bounded; too much is reported once, and the key is known."""
    fields = {"title": "A", "author": "A, B"} | {field: value}
    entry = "@online{a-1,\n" + "".join(f"{name} = {{{text}}},\n" for name, text in fields.items()) + "}\n"
    works, keys, found = read_bibliography(entry)
    assert keys == {"a-1"}
    assert [problem.message for problem in found] == ([said] if said else [])
    assert bool(works) is not bool(said)


@pytest.mark.parametrize(
    "text", ["a: b # c\nd: e \x85 f \u2028 g \u2029 h\n", "a: x # b\n? c", "a: |\n  b\u2028 # c\n # d\n"]
)
def test_lines_end_where_yaml_ends_them(text: str) -> None:
    """Three more characters end a line of YAML, and an empty value may stand after the last line."""
    document, _ = read_yaml(text, "x.yml")
    assert "a" in document.tree


def test_a_refused_text_is_not_read_again() -> None:
    """Of a text that nests without end nothing is kept: the line of a field is not looked up in it."""
    document, found = read_yaml("a: " + "[" * 100_000, "x.yml")
    assert [problem.rule for problem in found] == ["yaml"]
    assert document == Document("x.yml")
    assert document.line(("a",)) == 1


CONFLICT = "<<<<<<< HEAD\n{line}\n||||||| 1234567\n{line}\n=======\n{line}\n>>>>>>> corrections\n"
MERGED = [
    ("data/vocabulary.yml", "  city: {label: City, ko: 시, zh: 市, definition: A city.}\n"),
    ("data/organizations/river-guard.yml", "name: "),
    ("data/published.txt", "events/2010-vote\n"),
    (REDIRECTS, "incidents/ferry-2011"),
    (BIBLIOGRAPHY, "  subtitle = "),
    ("CITATION.cff", "abstract: "),
    ("identity.yml", "name: "),
    (HERALD, "kind: "),
    (HERALD, "Headline and photograph"),
    ("docs/timeline/index.md", "title: "),
    ("docs/timeline/index.md", "# "),
]


@pytest.mark.parametrize(("path", "begins"), MERGED)
def test_a_conflict_is_told_once_in_every_kind_of_file(path: str, begins: str, invented: Path) -> None:
    """A conflict of a merge is one problem, where it begins, and nothing else is found, whatever file it is in."""
    lines = (invented / path).read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if f"{line}\n".startswith(begins))
    lines[at : at + 1] = CONFLICT.format(line=lines[at]).rstrip("\n").split("\n")
    (invented / path).write_text("\n".join(lines), "utf-8")
    (problem,) = problems(invented)
    assert (problem.path, problem.line, problem.rule) == (path, at + 1, "conflict-marker")
    assert f"which ends in line {at + 7};" in problem.message
