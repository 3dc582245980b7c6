"""`make ready`: each point of the maintainer's checklist is seen where it can be, and never taken for right unseen."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.cli import main
from macros.commands.identity import texts_of
from macros.commands.ready import PEOPLE
from macros.commands.repository.answers import NOT_SEEN_HERE, NOT_YET, OK, Verdict
from macros.commands.repository.own_files import WORKFLOWS, file_verdicts, origin_verdict
from macros.commands.repository.places import CHOOSER, OWNERS, SECURITY, written
from macros.commands.repository.settings import WHERE, setting_verdicts, unseen_settings
from macros.core.models.archive_identity import Identity
from macros.programs.github import Setting
from tests.support import REPOSITORY

TODAY = date(2026, 12, 24)
BASE = {
    "name": "Archive of Example Returns",
    "makers": "The example contributors",
    "site": "https://archive.example.org/returns/",
    "repository": "https://github.com/example-org/returns",
    "maintainers": "@example-org/keepers",
}
CONFIRMED = {"at": BASE["repository"], "repository": "2026-12-01", "private-reporting": "2026-12-01"}
UNREADY = Identity.model_validate(BASE)
READY = Identity.model_validate(BASE | {"confirmed": CONFIRMED, "contact": {"name": "A", "email": "a@archive.example"}})
FORM = ".github/ISSUE_TEMPLATE/correct-a-fact.yml"
SETTINGS: dict[str, Any] = {
    "": {"private": False},
    "/private-vulnerability-reporting": {"enabled": True},
    "/branches/main/protection": {
        "required_status_checks": {"contexts": ["gate"], "checks": [{"context": "gate"}]},
        "required_pull_request_reviews": {"require_code_owner_reviews": True},
        "allow_force_pushes": {"enabled": False},
    },
    "/rules/branches/main": [],
    "/codeowners/errors": {"errors": []},
    "/actions/permissions/fork-pr-contributor-approval": {"approval_policy": "all_external_contributors"},
    "/actions/permissions/workflow": {
        "default_workflow_permissions": "read",
        "can_approve_pull_request_reviews": False,
    },
    "/actions/permissions": {"enabled": True, "allowed_actions": "selected"},
    "/actions/permissions/selected-actions": {"github_owned_allowed": True, "patterns_allowed": []},
    "/actions/variables/PUBLISH": {"name": "PUBLISH", "value": "yes"},
    "/pages": {"build_type": "workflow"},
    "/environments/github-pages": {"deployment_branch_policy": {"custom_branch_policies": True}},
    "/environments/github-pages/deployment-branch-policies": {"branch_policies": [{"name": "main"}]},
    "/actions/workflows/health.yml": {"state": "active"},
}
"""What GitHub answers where everything is as it must be, by what follows `repos/owner/name`."""


def _texts(identity: Identity) -> dict[str, str]:
    """The files of this repository as they are for an identity, with its workflows."""
    texts = texts_of(REPOSITORY)
    workflows = {f"{WORKFLOWS}{file.name}": file.read_text("utf-8") for file in (REPOSITORY / WORKFLOWS).glob("*.yml")}
    return {**texts, **written(identity, texts), **workflows}


def _states(found: Iterator[Verdict]) -> dict[str, str]:
    """The worst state of each point."""
    states: dict[str, str] = {}
    for one in found:
        states[one.point] = max(states.get(one.point, OK), one.state, key=(OK, NOT_SEEN_HERE, NOT_YET).index)
    return states


def test_files_that_are_as_they_must_be() -> None:
    """With a confirmed identity and the files that follow from it, every point of the files is ok."""
    assert set(_states(file_verdicts(READY, _texts(READY), TODAY)).values()) == {OK}


def test_an_identity_that_is_not_confirmed() -> None:
    """Without confirmations and mailbox just these three are not yet so."""
    states = _states(file_verdicts(UNREADY, _texts(UNREADY), TODAY))
    not_yet = {point for point, state in states.items() if state != OK}
    assert not_yet == {"confirmed-repository", "confirmed-private-reporting", "contact"}


@pytest.mark.parametrize(
    ("path", "before", "after", "point"),
    [
        (CHOOSER, "blank_issues_enabled: false", "blank_issues_enabled: true", "blank-issues"),
        (FORM, "위험에 처한 사람을 밝히지", "밝히지", "forms"),
        (FORM, "about/at-risk/", "about/policies/", "forms"),
        (FORM, "https://archive.example.org/returns/", "https://other.example/", "identity"),
        (SECURITY, "There is no safe way to reach us yet", "Write to us", "security-policy"),
        (SECURITY, "please send nothing", "use https://github.com/a/b/security/advisories/new", "no-way-past"),
        ("README.md", "# ", "# Write to mailbox@archive.example\n\n# ", "no-way-past"),
        (OWNERS, "* @example-org/keepers", "docs/ @example-org/keepers", "code-owners"),
        (f"{WORKFLOWS}ci.yml", "  gate:\n", "  door:\n", "gate"),
        (f"{WORKFLOWS}health.yml", "schedule:", "sometime:", "health"),
    ],
)
def test_what_is_wrong_in_a_file_is_seen(path: str, before: str, after: str, point: str) -> None:
    """A file that was changed for the worse makes its point one that is not yet so."""
    texts = _texts(UNREADY)
    assert before in texts[path]
    texts[path] = texts[path].replace(before, after)
    assert _states(file_verdicts(UNREADY, texts, TODAY))[point] == NOT_YET


@pytest.mark.parametrize("gone", [CHOOSER, FORM, SECURITY, OWNERS, f"{WORKFLOWS}ci.yml"])
def test_a_file_that_is_gone_is_seen(gone: str) -> None:
    """A file that is missing, or holds no YAML, is never taken for one that is as it must be."""
    for text in (None, "[", "- a"):
        texts: dict[str, str] = _texts(UNREADY)
        del texts[gone]
        texts |= {} if text is None else {gone: text}
        states = _states(file_verdicts(UNREADY, texts, TODAY))
        assert NOT_YET in {
            states[point] for point in ("blank-issues", "forms", "security-policy", "code-owners", "gate")
        }


def test_an_action_that_is_not_pinned_is_named() -> None:
    """An action with a tag or a branch in place of a commit is named with its file."""
    texts = _texts(UNREADY) | {f"{WORKFLOWS}new.yml": "jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v7\n"}
    found = next(one for one in file_verdicts(UNREADY, texts, TODAY) if one.point == "pinned")
    assert (found.state, "new.yml: actions/checkout@v7" in found.text) == (NOT_YET, True)


@pytest.mark.parametrize("day", ["2025-11-01", "2027-01-01"])
def test_a_confirmation_has_its_time(day: str) -> None:
    """A confirmation of more than a year ago is asked for again, and one of a day to come does not count."""
    identity = READY.model_copy(
        update={"confirmed": READY.confirmed and READY.confirmed.model_copy(update={"repository": day})}
    )
    assert _states(file_verdicts(identity, _texts(identity), TODAY))["confirmed-repository"] == NOT_YET


@pytest.mark.parametrize(
    ("origin", "state"),
    [
        ("https://github.com/example-org/returns", OK),
        ("git@github.com:Example-Org/returns.git", OK),
        ("https://github.com/somebody/returns.git", NOT_YET),
        ("", NOT_SEEN_HERE),
    ],
)
def test_the_origin_is_compared(origin: str, state: str) -> None:
    """A work tree that comes from another repository is seen, however its address is written."""
    assert origin_verdict(READY, origin).state == state


def _asker(answers: Mapping[str, Any]) -> Any:
    def ask(path: str) -> Setting:
        said = answers.get(path.removeprefix("repos/example-org/returns"))
        return (
            said
            if isinstance(said, Setting)
            else Setting(404, {"message": "Not Found"})
            if said is None
            else Setting(200, said)
        )

    return ask


def test_settings_that_are_as_they_must_be() -> None:
    """Where GitHub answers as it should, every point of the settings is ok, by either kind of protection."""
    assert _states(setting_verdicts(READY, _asker(SETTINGS))) == dict.fromkeys(WHERE, OK)
    rules = [
        {"type": "non_fast_forward"},
        {"type": "pull_request", "parameters": {"require_code_owner_review": False}},
        {"type": "pull_request", "parameters": {"require_code_owner_review": True}},
        {"type": "required_status_checks", "parameters": {"required_status_checks": [{"context": "gate"}]}},
    ]
    by_rules = SETTINGS | {"/branches/main/protection": None, "/rules/branches/main": rules}
    assert _states(setting_verdicts(READY, _asker(by_rules))) == dict.fromkeys(WHERE, OK)


BRANCH, POLICIES = "/branches/main/protection", "/environments/github-pages/deployment-branch-policies"
APPROVAL, TOKEN = "/actions/permissions/fork-pr-contributor-approval", "/actions/permissions/workflow"
OF_MAIN = "gate owners-review force-pushes"


@pytest.mark.parametrize(
    ("path", "said", "points"),
    [
        ("/private-vulnerability-reporting", {"enabled": False}, "private-reporting"),
        (BRANCH, {"allow_force_pushes": {"enabled": True}}, OF_MAIN),
        (BRANCH, Setting(404, {"message": "Branch not protected"}), OF_MAIN),
        ("/codeowners/errors", {"errors": [{"kind": "Unknown owner"}]}, "code-owners"),
        (APPROVAL, {"approval_policy": "first_time_contributors"}, "outside-contributors"),
        (TOKEN, SETTINGS[TOKEN] | {"default_workflow_permissions": "write"}, "read-only-token"),
        (TOKEN, SETTINGS[TOKEN] | {"can_approve_pull_request_reviews": True}, "read-only-token"),
        ("/pages", {"build_type": "legacy"}, "pages"),
        ("/actions/variables/PUBLISH", {"value": "no"}, "publish"),
        ("/actions/permissions", {"allowed_actions": "all"}, "own-actions"),
        (
            "/actions/permissions/selected-actions",
            {"github_owned_allowed": True, "patterns_allowed": ["*"]},
            "own-actions",
        ),
        ("/environments/github-pages", {"deployment_branch_policy": None}, "environment"),
        (POLICIES, {"branch_policies": [{"name": "main"}, {"name": "*"}]}, "environment"),
        ("/actions/workflows/health.yml", {"state": "disabled_inactivity"}, "health"),
    ],
)
def test_what_is_wrong_in_the_settings_is_seen(path: str, said: Any, points: str) -> None:
    """A setting that is not as it must be makes its points, and no others, not yet so."""
    states = _states(setting_verdicts(READY, _asker(SETTINGS | {path: said})))
    assert {point for point, state in states.items() if state == NOT_YET} == set(points.split())


@pytest.mark.parametrize(
    "answer", [None, Setting(403, {"message": "no"}), Setting(0, fault="gh did not answer"), [], {"a": 1}]
)
def test_what_github_does_not_tell_is_not_seen(answer: Any) -> None:
    """Whatever GitHub refuses to tell, or tells in another form, cannot be seen from here and is never ok."""
    for path in SETTINGS:
        states = _states(setting_verdicts(READY, _asker(SETTINGS | {path: answer})))
        assert set(states) == set(WHERE)
    states = _states(setting_verdicts(READY, _asker({"": {}} | dict.fromkeys(list(SETTINGS)[1:], answer))))
    assert OK not in states.values()


def test_people_are_not_sent_to_a_form_that_is_off() -> None:
    """Where private reporting is off although the identity is confirmed, the first thing to do is to take that out."""
    off = _asker(SETTINGS | {"/private-vulnerability-reporting": {"enabled": False}})
    found = next(one for one in setting_verdicts(READY, off) if one.point == "private-reporting")
    assert "remove `confirmed` from identity.yml at once" in found.text


def test_every_point_is_explained() -> None:
    """Every point that is printed has its anchor on the page of maintaining."""
    page = (REPOSITORY / "docs/about/maintaining.md").read_text("utf-8")
    points = (
        {one.point for one in file_verdicts(READY, _texts(READY), TODAY)} | set(WHERE) | {point for point, _ in PEOPLE}
    )
    assert {one.point for one in unseen_settings("")} <= points
    assert points | {"repository"} <= set(re.findall(r'<span id="([a-z-]+)">', page))


def test_the_command_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """On this repository it ends with 1, lists first what is not yet so, and counts what it could not see."""
    assert main(["--root", str(REPOSITORY), "ready"]) == 1
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert said.err == ""
    assert lines[0].startswith(NOT_YET)
    states = [next(state for state in (NOT_YET, NOT_SEEN_HERE, OK) if line.startswith(state)) for line in lines[:-1]]
    assert lines[-1] == ", ".join(f"{states.count(state)} {state}" for state in (NOT_YET, NOT_SEEN_HERE, OK))


def test_gh_is_asked_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without `--online` no program is started; with it `gh` is, for reading alone."""
    program, said = tmp_path / "gh", tmp_path / "said.txt"
    program.write_text(f'#!/bin/sh\necho "$@" >> {said}\necho "gh: no (HTTP 403)" >&2\necho "{{}}"\nexit 1\n', "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    main(["--root", str(REPOSITORY), "ready"])
    assert not said.exists()
    main(["--root", str(REPOSITORY), "ready", "--online"])
    assert "GitHub answered 403" in capsys.readouterr().out
    assert all(line.startswith("api --method GET repos/") for line in said.read_text("utf-8").splitlines())


def test_gh_that_answers_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `gh` prints is read: a repository in which all is switched on has no setting that is not yet so."""
    program, answers = tmp_path / "gh", tmp_path / "answers"
    repository = Identity.model_validate(BASE).repository.removeprefix("https://github.com/")
    for path, said in SETTINGS.items():
        file = answers / f"{repository}{path}".replace("/", "_")
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(said), "utf-8")
    program.write_text(f'#!/bin/sh\ncat {answers}/$(echo "${{4#repos/}}" | tr / _)\n', "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    root = tmp_path / "fork"
    root.mkdir()
    (root / "identity.yml").write_text(json.dumps(BASE), "utf-8")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    main(["--root", str(root), "ready", "--online"])
    lines = capsys.readouterr().out.splitlines()
    assert all(any(line.startswith(OK) and must in line for line in lines) for must in WHERE.values())
