"""The workflows: nothing that a stranger proposes is run with a right to write, and every action is pinned.

What their scripts do is tried in `test_workflow_steps.py`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
CI = REPOSITORY / ".github/workflows/ci.yml"


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 # `on` stays a word
    return read


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned(path: Path) -> None:
    """Every action is named by a commit, with its version beside it."""
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_right_is_given_to_all_jobs(path: Path) -> None:
    """A workflow has no rights of its own, and none runs with the rights of the base on what a fork proposes."""
    read = _read(path)
    assert read["permissions"] == {}
    assert not {"pull_request_target", "workflow_run"} & set(read["on"])


def test_a_pull_request_writes_nothing() -> None:
    """On a pull request no job has a right to write, and no step keeps the token."""
    jobs = _read(CI)["jobs"]
    for job in jobs.values():
        if "pull_request" not in job.get("if", ""):
            assert "write" not in job["permissions"].values()
        for step in job["steps"]:
            if "checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_who_may_write_is_switched_on(path: Path) -> None:
    """A job that may write, and the weekly look, run for main alone, and where the variable PUBLISH says yes."""
    jobs = _read(path)["jobs"]

    def guards(name: str) -> Any:
        needed = jobs[name].get("needs", [])
        before = [needed] if isinstance(needed, str) else needed
        return jobs[name].get("if", "") + "".join(guards(other) for other in before)

    for name, job in jobs.items():
        if "write" in (job["permissions"] or {}).values() or name == "look":
            assert "github.ref == 'refs/heads/main'" in guards(name)
            assert "vars.PUBLISH == 'yes'" in guards(name)
            assert "always()" not in job.get("if", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_ends(path: Path) -> None:
    """Every job has a limit of time, and a run on main is finished once it has begun."""
    read = _read(path)
    assert all("timeout-minutes" in job for job in read["jobs"].values())
    assert read["concurrency"]["cancel-in-progress"] in ("false", "${{ github.event_name == 'pull_request' }}")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nobodys_words_reach_a_script(path: Path) -> None:
    """No script holds an expression, which GitHub would write into it as text: values come by the environment."""
    scripts = "".join(step.get("run", "") for job in _read(path)["jobs"].values() for step in job["steps"])
    assert scripts
    assert "${{" not in scripts


def test_a_pull_request_is_summed_up_though_the_check_fails() -> None:
    """The summary is written and kept after a check that failed."""
    steps = _read(CI)["jobs"]["check"]["steps"]
    kept = [step for step in steps if step.get("if") == "always() && github.event_name == 'pull_request'"]
    assert ["make summary" in step.get("run", "") for step in kept] == [True, False]
