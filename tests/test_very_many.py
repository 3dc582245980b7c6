"""Very many problems at once: what is told of them stays short, and hides no kind of fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.problems import MOST_LISTED, Problem, listed
from macros.site.contributing.problem_pages import LIST, MOST_OTHERS, ProblemPages

Captured = pytest.CaptureFixture[str]


def _many(number: int, rule: str) -> list[Problem]:
    return [Problem(f"data/places/p{one:06}.yml", 1, "kind", "is wrong", rule) for one in range(number)]


def test_few_problems_are_listed_in_full() -> None:
    """In their order, with nothing behind them."""
    found = sorted(_many(MOST_LISTED // 2, "value") + _many(MOST_LISTED // 2, "yaml"))
    assert list(listed(found)) == [problem.as_text() for problem in found]


def test_of_very_many_each_rule_is_listed_and_the_rest_is_counted() -> None:
    """What cannot be read comes first, since other problems may follow from it; a rule that is broken once is shown."""
    once = Problem("data/places/zz.yml", 1, "", "is no one's", "lost-id")
    found = sorted([*_many(4 * MOST_LISTED, "value"), *_many(2 * MOST_LISTED, "yaml"), once])
    *lines, last = listed(found)
    assert len(lines) == MOST_LISTED
    assert lines == sorted(lines), "by file"
    told = {rule: sum(f"[{rule}]" in line for line in lines) for rule in ("value", "yaml", "lost-id")}
    assert told["lost-id"] == 1
    assert 0 < told["value"] < told["yaml"]
    assert sum(told.values()) == MOST_LISTED
    left = f"{4 * MOST_LISTED - told['value']:,} [value], {2 * MOST_LISTED - told['yaml']:,} [yaml]"
    assert last == f"{5 * MOST_LISTED + 1:,} further problems are not listed: {left}; correct the ones above first"


@pytest.mark.parametrize("form", ["text", "github"])
def test_check_prints_no_more_than_is_listed(form: str, invented: Path, capsys: Captured) -> None:
    """Thousands of wrong files are counted, and the last line has the number of all problems."""
    for number in range(MOST_LISTED):
        (invented / f"data/places/p-{number:04}.yml").write_text("nme: x\n", "utf-8")
    assert main(["--root", str(invented), "check", "--format", form]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == MOST_LISTED + 2
    assert "further problems are not listed: " in lines[-2]
    assert re.search(": [0-9]+,[0-9]{3} problems", lines[-1])


def test_a_page_of_problems_stays_short(tmp_path: Path) -> None:
    """It has some problems and says how many more there are."""
    pages = ProblemPages(tmp_path, _many(3 * MOST_LISTED, "value"))
    body = pages.body(LIST)
    assert body.count("<li") == MOST_OTHERS
    assert f"And {3 * MOST_LISTED - MOST_OTHERS} more" in body
