"""The points of the maintainer's checklist that only GitHub's settings answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from macros.commands.repository.answers import NOT_SEEN_HERE, NOT_YET, Verdict, verdict
from macros.core.models.archive_identity import Identity
from macros.programs.github import Ask, Setting

_BRANCH = "main"
GATE = "gate"
OUTSIDERS = "all_external_contributors"
_HOST = "https://github.com/"
WHERE = {
    "private-reporting": "private vulnerability reporting is on: Settings, Advanced Security",
    "gate": f"`{_BRANCH}` can only be changed when the check `{GATE}` has passed: Settings, Rules",
    "owners-review": f"`{_BRANCH}` can only be changed with a review by code owners: Settings, Rules",
    "force-pushes": f"nobody can rewrite `{_BRANCH}`: Settings, Rules, block force pushes",
    "code-owners": "the team in CODEOWNERS exists and may write: the repository's page of that file",
    "outside-contributors": "workflow runs of all outside contributors wait for approval: Settings, Actions, General",
    "read-only-token": "the token of workflows can only read, and cannot approve: Settings, Actions, General",
    "own-actions": "workflows may run actions of GitHub alone, since they use no others: Settings, Actions, General",
    "pages": "Pages is published by GitHub Actions: Settings, Pages",
    "environment": f"only `{_BRANCH}` may publish to github-pages: Settings, Environments",
    "publish": "the variable PUBLISH says yes: Settings, Secrets and variables, Actions, Variables",
    "health": "the workflow Health is switched on: Actions, Health",
}
"""Every point as it must be, and where to set it."""


def unseen_settings(reason: str) -> Iterator[Verdict]:
    """Every point, if GitHub was not asked or could not be."""
    for point, must in WHERE.items():
        yield Verdict(point, NOT_SEEN_HERE, f"{must} ({reason})")


def setting_verdicts(identity: Identity, ask: Ask) -> Iterator[Verdict]:
    """Every point, as GitHub answers. What it does not show to this account is reported as not seen, not as wrong."""
    if not identity.repository.startswith(_HOST):
        yield from unseen_settings("the repository is not at github.com")
        return
    base = f"repos/{identity.repository.removeprefix(_HOST)}"
    there = ask(base)
    if there.read(dict) is None:
        yield from unseen_settings(there.reason)
        return
    yield _private(identity, ask(f"{base}/private-vulnerability-reporting"))
    yield from _branch(ask(f"{base}/branches/{_BRANCH}/protection"), ask(f"{base}/rules/branches/{_BRANCH}"))
    yield _single(ask(f"{base}/codeowners/errors"), "code-owners", lambda it: it["errors"] == [])
    approval = ask(f"{base}/actions/permissions/fork-pr-contributor-approval")
    yield _single(approval, "outside-contributors", lambda it: it["approval_policy"] == OUTSIDERS)
    yield _single(ask(f"{base}/actions/permissions/workflow"), "read-only-token", _reads_alone)
    yield _own_actions(ask, base)
    yield _single(ask(f"{base}/pages"), "pages", lambda it: it["build_type"] == "workflow")
    yield _environment(ask, f"{base}/environments/github-pages")
    yield _single(ask(f"{base}/actions/variables/PUBLISH"), "publish", lambda it: it["value"] == "yes")
    yield _single(ask(f"{base}/actions/workflows/health.yml"), "health", lambda it: it["state"] == "active")


def _single(answer: Setting, point: str, fine: Callable[[Mapping[str, Any]], bool]) -> Verdict:
    must, said = WHERE[point], answer.read(dict)
    try:
        seen = None if said is None else bool(fine(said))
    except (KeyError, TypeError):
        seen = None
    if seen is None:
        return Verdict(point, NOT_SEEN_HERE, f"{must} ({answer.reason})")
    return verdict(point, seen, must, f"this is still to do: {must}")


def _private(identity: Identity, answer: Setting) -> Verdict:
    """Private reporting; if it is off although people are sent there, that must be undone first."""
    found = _single(answer, "private-reporting", lambda it: it["enabled"])
    if found.state == NOT_YET and identity.is_reachable:
        now = "private reporting is OFF and people at risk are sent to it: remove `confirmed` from identity.yml at once"
        return Verdict("private-reporting", NOT_YET, now)
    return found


def _reads_alone(said: Mapping[str, Any]) -> bool:
    return said["default_workflow_permissions"] == "read" and said["can_approve_pull_request_reviews"] is False


def _branch(protection: Setting, rules: Setting) -> Iterator[Verdict]:
    """What both kinds of protection require together. If GitHub shows neither, nothing can be seen."""
    classic = protection.read(dict) or {}
    listed = rules.read(list) or []
    asked = {
        "gate": GATE in {*_contexts(classic), *_contexts_of(listed)},
        "owners-review": bool((classic.get("required_pull_request_reviews") or {}).get("require_code_owner_reviews"))
        or any(parameters.get("require_code_owner_review") for parameters in _rules(listed, "pull_request")),
        "force-pushes": (classic.get("allow_force_pushes") or {}).get("enabled") is False
        or any(True for _ in _rules(listed, "non_fast_forward")),
    }
    told = bool(classic) or "not protected" in str(protection.said).lower()
    for point, fine in asked.items():
        if fine or told:
            yield verdict(point, fine, WHERE[point], f"this is still to do: {WHERE[point]}")
        else:
            yield Verdict(point, NOT_SEEN_HERE, f"{WHERE[point]} ({protection.reason})")


def _rules(listed: list[Any], kind: str) -> Iterator[dict[str, Any]]:
    yield from (rule.get("parameters") or {} for rule in listed if rule.get("type") == kind)


def _contexts(classic: Mapping[str, Any]) -> Iterator[str]:
    required = classic.get("required_status_checks") or {}
    yield from required.get("contexts", ())
    yield from (check["context"] for check in required.get("checks", ()))


def _contexts_of(listed: list[Any]) -> Iterator[str]:
    for parameters in _rules(listed, "required_status_checks"):
        yield from (check["context"] for check in parameters.get("required_status_checks", ()))


def _own_actions(ask: Ask, base: str) -> Verdict:
    """Which actions may run: only selected ones, including GitHub's, and without patterns that allow others."""
    answer = ask(f"{base}/actions/permissions")
    if (answer.read(dict) or {}).get("allowed_actions") != "selected":
        return _single(answer, "own-actions", lambda it: it["allowed_actions"] == "selected")
    chosen = ask(f"{base}/actions/permissions/selected-actions")
    return _single(chosen, "own-actions", lambda it: it["github_owned_allowed"] and not it["patterns_allowed"])


def _environment(ask: Ask, address: str) -> Verdict:
    answer = ask(address)
    policy = (answer.read(dict) or {}).get("deployment_branch_policy") or {}
    if policy.get("custom_branch_policies"):
        named = ask(f"{address}/deployment-branch-policies")
        return _single(named, "environment", lambda it: {one["name"] for one in it["branch_policies"]} == {_BRANCH})
    return _single(answer, "environment", lambda it: bool(it) and policy.get("protected_branches", False))
