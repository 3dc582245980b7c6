"""What is typed after a command of make is data: it arrives as it was typed, and nothing of it is carried out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import REPOSITORY

STAND_IN = """#!/bin/sh
for one; do printf '%s\\0' "$one" >> "$SEEN"; done
"""
"""In place of Python: writes down what it was given."""

TYPED = (
    "it's \" #x * \\ $HOME 한국/中文",
    "-rf\n$$(touch carried-out)",
    'x"; touch carried-out; "',
    "x'; touch carried-out; '",
    "$(touch carried-out) $(shell touch carried-out) `touch carried-out` ]] ; touch carried-out; [[",
)
WHERE = {
    ("check", "BASE"): "--base=",
    ("summary", "BASE"): "--base=",
    ("serve", "ADDRESS"): "--dev-addr=",
    ("verify", "CAPTURES"): "--captures=",
    ("verify", "write"): "--write=",
    ("capture", "text"): "",
    ("capture", "id"): "",
    ("capture", "before"): "--before=",
    ("capture", "map"): "--map=",
    ("withdraw", "reason"): "--reason=",
    ("new", "kind"): "",
    ("new", "id"): "",
    ("new", "from"): "--from=",
    ("new", "text"): "--text=",
    ("new", "entry"): "--entry=",
}
"""Command and name, with what stands before the value when the program is given it."""
BESIDE = {
    "capture": {"text": "x.txt"},
    "new": {"kind": "source", "id": "x"},
    "withdraw": {"what": "claims/x.y", "reason": "safety", "dry": "yes"},
}

Make = Callable[..., tuple[subprocess.CompletedProcess[str], list[str]]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Runs a command of make in an empty folder, with a stand-in for Python. Gives what the stand-in was given too."""
    (tmp_path / "env/bin").mkdir(parents=True)
    (tmp_path / "env/bin/python").write_text(STAND_IN, "utf-8")
    (tmp_path / "env/bin/python").chmod(0o755)
    for name in ("env/.ready", "env/.tools"):
        (tmp_path / name).touch()
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))

    def run(*arguments: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
        seen = tmp_path / "seen"
        seen.write_bytes(b"")
        line = ["make", "-f", str(REPOSITORY / "Makefile"), "VENV=env", *arguments]
        environment = {**os.environ, "SEEN": str(seen)}
        result = subprocess.run(
            line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        return result, seen.read_text("utf-8").split("\0")[:-1]

    return run


@pytest.mark.parametrize(("command", "name"), WHERE)
def test_a_value_arrives_as_it_was_typed(make: Make, tmp_path: Path, command: str, name: str) -> None:
    """Signs that the shell or make would carry out, quotes, blanks and a leading hyphen arrive unchanged."""
    for typed in TYPED:
        values = BESIDE.get(command, {}) | {name: typed}
        result, given = make(command, *(f"{key}={value}" for key, value in values.items()))
        assert (typed, result.returncode, result.stderr) == (typed, 0, "")
        assert WHERE[command, name] + typed in given
        assert not (tmp_path / "carried-out").exists()


@pytest.mark.parametrize(
    ("command", "name", "before"), [("withdraw", "what", ""), ("new", "distinct", "--distinct-from=")]
)
def test_several_values_stand_apart(make: Make, tmp_path: Path, command: str, name: str, before: str) -> None:
    """Several values are told apart by blanks, and by nothing else."""
    for typed in TYPED:
        values = BESIDE[command] | {name: f"first {typed}"}
        result, given = make(command, *(f"{key}={value}" for key, value in values.items()))
        assert (result.returncode, result.stderr) == (0, "")
        assert [before + one for one in ["first", *typed.split()] if before + one not in given] == []
        assert not (tmp_path / "carried-out").exists()


@pytest.mark.parametrize("name", ["all", "dry", "hide", "propose", "ONLINE"])
def test_a_switch_takes_yes_alone(make: Make, name: str) -> None:
    """`hide=no` is not read as yes: the command stops before it does anything."""
    result, given = make("withdraw", "what=people/x", "reason=safety", f"{name}=no")
    assert (result.returncode != 0, given) == (True, [])
    assert f"{name}= takes only yes; leave it out for no" in result.stderr


def test_a_folder_that_was_named_is_not_passed_over(make: Make) -> None:
    """A folder of captures or a source that was named goes to the program, which says what is not there."""
    assert "--captures=nowhere" in make("verify", "CAPTURES=nowhere")[1]
    assert "--write=key" in make("verify", "write=key")[1]


def test_a_withdrawal_begins_with_a_reason_and_a_file_that_is_there(make: Make) -> None:
    """Without a reason, or with a file of words that is not there, nothing is done; what to type instead is said."""
    result, given = make("withdraw", "what=people/x")
    assert (result.returncode, given) == (2, [])
    assert "Say why it goes, too: reason=safety (or rights, law)" in result.stderr
    result, given = make("withdraw", "what=people/x", "reason=safety", "words=nowhere.txt")
    assert (result.returncode, given) == (2, [])
    assert "words=nowhere.txt: there is no such file" in result.stderr


def test_a_package_to_upgrade_is_one_of_the_lock(make: Make) -> None:
    """The name of a package that is not installed is told; otherwise nothing would change, and nobody would notice."""
    result, given = make("lock", "upgrade=nowhere")
    assert (result.returncode, given) == (2, [])
    assert "upgrade=nowhere: requirements-dev.lock has no such package" in result.stderr
