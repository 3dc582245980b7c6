"""The examples of the rules: each right form is sound, and each wrong one breaks its rule as `examples.yml` says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.core.archive import load
from macros.core.comparison.rules import compare
from macros.core.problems import Problem
from macros.core.rulebook import RULES, needing
from macros.core.rules.examples import WrongForm, examples
from macros.core.verification.verify import verify
from tests.support import INVENTED, TESTS, THOROUGH, listing, problems, spoil

CAPTURES = [rule.id for rule in needing("captures")]
BASE = [rule.id for rule in needing("base")]
SHOWN, FURTHER = 6, 10
"""Lines of a snippet at most: of the form that readers see, and of one that tests alone see."""
FORMS = [(rule, form) for rule, example in examples().items() for form in example.forms]
NAMES = [f"{rule}-{number}" for rule, example in examples().items() for number in range(len(example.forms))]
each = pytest.mark.parametrize("rule", list(examples()))
OF_A_RULE = 1
"""How many forms of each rule are tried in every run; `make thorough` tries all."""
every_form = pytest.mark.parametrize(
    ("rule", "form"),
    [
        pytest.param(rule, form, id=name, marks=[] if int(name.rpartition("-")[2]) < OF_A_RULE else [THOROUGH])
        for (rule, form), name in zip(FORMS, NAMES, strict=True)
    ],
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented archive in which one file after the other is spoilt and restored."""
    return Path(shutil.copytree(INVENTED, tmp_path_factory.mktemp("examples") / "archive"))


@contextmanager
def _spoilt(form: WrongForm, root: Path) -> Iterator[None]:
    """The archive with a form in its place, for a while."""
    folder = (root / form.broken_file).parent
    new = not folder.exists()
    known = (root / form.file).read_bytes() if (root / form.file).exists() else None
    spoil(form, root)
    try:
        yield
    finally:
        (root / form.broken_file).unlink()
        if known is not None:
            (root / form.file).write_bytes(known)
        if new:
            folder.rmdir()


def _found(rule: str, root: Path) -> list[Problem]:
    """What the command that holds to the rule reports: `check`, `check --base` or `verify`."""
    if rule in CAPTURES:
        return verify(load(root), {file.name: file.read_bytes() for file in (TESTS / "captures").iterdir()})
    compared = compare(load(INVENTED), load(root)) if rule in BASE else []
    return [*compared, *problems(root)]


def _placed(problem: Problem, root: Path) -> bool:
    """Whether a problem is one line with a message, and names a line of a file that is there."""
    lines = (root / problem.path).read_text("utf-8").count("\n") + 1
    return "\n" not in problem.as_text() and bool(problem.message) and 1 <= problem.line <= lines


def test_every_rule_has_an_example() -> None:
    """No rule lacks an example, and no example belongs to a rule that is gone."""
    assert set(examples()) == set(RULES)


def test_invented_archive_is_sound() -> None:
    """The archive in which the examples are set has no problem itself."""
    assert listing(INVENTED) == ""


@pytest.mark.parametrize("rule", [*CAPTURES, *BASE])
def test_invented_archive_is_sound_for_each_command(rule: str) -> None:
    """The captures and an archive that has not changed give no problem either."""
    assert _found(rule, INVENTED) == []


@each
def test_an_example_is_short(rule: str) -> None:
    """What readers see has one to six lines, words replace one that is left out, and reasons are sentences."""
    example = examples()[rule]
    assert 1 <= example.wrong.count("\n") <= SHOWN
    assert example.right.count("\n") <= SHOWN
    assert example.right or example.instead
    assert all(text[0].isupper() and text.endswith(".") for text in (example.why, example.instead) if text)


@each
def test_a_form_is_wrong_or_sound(rule: str) -> None:
    """A form has a few lines; a wrong one says what its rule reports, and a sound one nothing."""
    for form in examples()[rule].forms:
        assert max(text.count("\n") for text in (form.wrong, form.sound, form.right)) <= FURTHER
        assert bool(form.sound) is not bool(form.says)
        assert not (form.sound and (form.wrong or form.also))
        assert all(line.endswith(f" [{rule}]") for line in form.says)


@pytest.mark.parametrize("rule", [rule for rule, form in FORMS if form.right and not (INVENTED / form.file).exists()])
def test_a_right_new_file_is_sound(rule: str, invented: Path) -> None:
    """A right form that is a new file gives no problem."""
    example = examples()[rule]
    (invented / example.file).write_text(example.right, "utf-8")
    assert _found(rule, invented) == []


@every_form
def test_a_form_gives_the_problems_that_it_names(rule: str, form: WrongForm, archive: Path) -> None:
    """Each form gives exactly its lines, breaks no other rule than those it names, and every problem has its place."""
    with _spoilt(form, archive):
        found = _found(rule, archive)
        assert all(_placed(problem, archive) for problem in found)
    assert [problem.as_text() for problem in found if problem.rule == rule] == list(form.says)
    assert {problem.rule for problem in found} == ({rule, *form.also} if form.says else set())
