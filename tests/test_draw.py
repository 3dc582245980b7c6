"""Draws of facts: the same seed gives the same draw, and every sort of fact can be drawn."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.draw import CLAIM, Fact, drawn, facts, main
from macros.core.archive import load
from macros.core.relations import Relations
from tests.support import INVENTED, REPOSITORY

SORTS = {
    CLAIM,
    "note",
    "title of a work",
    "date of a work",
    "date of an event",
    "date of an instrument",
    "status",
    "native name",
    "level of evidence",
}


@pytest.fixture(scope="module")
def found() -> list[Fact]:
    """The facts of the invented archive."""
    archive = load(INVENTED)
    return facts(archive, Relations(archive))


def test_the_same_seed_gives_the_same_draw(found: list[Fact]) -> None:
    """The order in which facts are listed does not matter; another seed draws others."""
    assert drawn(found, 20, "a") == drawn(reversed(found), 20, "a") != drawn(found, 20, "b")


def test_half_of_a_draw_are_claims(found: list[Fact]) -> None:
    """At least half, and no fact is drawn twice."""
    for seed in "abcdef":
        draw = drawn(found, 20, seed)
        assert sum(fact.sort == CLAIM for fact in draw) >= 10
        assert len(set(draw)) == 20


def test_every_sort_can_be_drawn(found: list[Fact]) -> None:
    """No sort is missing from the list, and a draw may take any."""
    assert {fact.sort for fact in found} == SORTS
    assert {fact.sort for fact in drawn(found, len(found), "a")} == SORTS


def test_a_fact_is_one_line(found: list[Fact]) -> None:
    """With its permanent address, whatever the record holds."""
    assert all(
        "\n" not in fact.line("https://example.org/") and "https://example.org/" in fact.line("https://example.org/")
        for fact in found
    )


def test_a_draw_is_printed_with_its_seed(capsys: pytest.CaptureFixture[str]) -> None:
    """So that whoever reads it can repeat it."""
    assert main(["--number", "4", "--seed", "a"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("seed a; ")
    assert len(rest) == 4


def test_a_draw_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With a message, not a traceback."""
    with pytest.raises(SystemExit):
        main(["--number", "0"])
    assert "should be at least 1" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes that end a program")
def test_a_reader_who_has_enough_ends_it_quietly() -> None:
    """`| head` gets no traceback, though nobody reads the rest."""
    line = [sys.executable, "-m", "benchmarks.draw", "--seed", "a"]
    with subprocess.Popen(line, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as draw:
        assert draw.stdout
        assert draw.stderr
        draw.stdout.close()
        assert draw.stderr.read() == b""
