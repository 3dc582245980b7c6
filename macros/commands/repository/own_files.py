"""The points of the maintainer's checklist that the repository's own files answer. Texts are passed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import yaml

from macros.commands.repository.answers import NOT_SEEN_HERE, NOT_YET, OK, Verdict, verdict
from macros.commands.repository.places import (
    CHOOSER,
    FORM_FOLDER,
    IDENTITY_PARTS,
    ISSUE_FORMS,
    OWNERS,
    SECURITY,
    WHOLE_FILES,
    differences,
)
from macros.core.models.archive_identity import Identity
from macros.core.words.amounts import amount
from macros.site.addresses import AT_RISK

A_YEAR = timedelta(days=366)
WORKFLOWS = ".github/workflows/"
PINNED = re.compile(r"[\w./-]+@[0-9a-f]{40}")
PAST = re.compile(r"security/advisories|mailto:|[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
"""What would bypass the page for people at risk: the private form, or a mailbox."""


def file_verdicts(identity: Identity, texts: Mapping[str, str], today: date) -> Iterator[Verdict]:
    """Every point that files answer. `texts` holds the files of `places.paths()` and the workflows."""
    yield _places(identity, texts)
    yield from _confirmations(identity, today)
    yield _contact(identity)
    yield _no_way_past(identity, texts)
    yield _blank_issues(texts)
    yield from _forms(texts)
    yield _security(identity, texts)
    yield _owners(identity, texts)
    yield from _workflows(texts)


def _places(identity: Identity, texts: Mapping[str, str]) -> Verdict:
    found = list(differences(identity, texts))
    first = f"{found[0].as_text()}; {amount(len(found), 'line')} in all; run `make identity`" if found else ""
    return verdict("identity", not found, "every file agrees with identity.yml", first)


def _confirmations(identity: Identity, today: date) -> Iterator[Verdict]:
    said = identity.confirmed
    for point, day, what in (
        ("repository", said.repository if said else None, "that the repository is theirs"),
        ("private-reporting", said.private_reporting if said else None, "that private reporting is on and was tried"),
    ):
        yield Verdict(f"confirmed-{point}", *_confirmation(point, day, what, today))


def _confirmation(point: str, day: str | None, what: str, today: date) -> tuple[str, str]:
    if not day:
        return NOT_YET, f"the owner has not confirmed {what}: `confirmed: {point}:` in identity.yml"
    if date.fromisoformat(day) > today:
        return NOT_YET, f"the owner's confirmation of {what} has a day in the future: {day}"
    if today - date.fromisoformat(day) > A_YEAR:
        return (
            NOT_YET,
            f"the owner confirmed {what} more than a year ago, on {day}: check it again and write the new day",
        )
    return OK, f"the owner has confirmed {what}, on {day}"


def _contact(identity: Identity) -> Verdict:
    bad = "identity.yml names no mailbox; people without an account then depend on somebody who has one"
    return verdict("contact", identity.contact is not None, "identity.yml names a mailbox", bad)


def _no_way_past(identity: Identity, texts: Mapping[str, str]) -> Verdict:
    """Until both points are confirmed, no file that GitHub shows may link to a form or a mailbox for people at risk."""
    shown = {
        path
        for path in (*WHOLE_FILES, *(part.path for part in IDENTITY_PARTS))
        if path.endswith((".md", ".yml", ".cff"))
    }
    led = sorted(path for path in shown if PAST.search(texts.get(path, "")))
    if identity.is_reachable:
        return Verdict("no-way-past", OK, "people at risk are told how to reach the archive, on a page of its own")
    good = "there is no safe way yet, and no file leads people at risk to a form or a mailbox"
    return verdict("no-way-past", not led, good, f"there is no safe way yet, but {', '.join(led)} leads to one")


def _blank_issues(texts: Mapping[str, str]) -> Verdict:
    off = _yaml(texts.get(CHOOSER, "")).get("blank_issues_enabled") is False
    return verdict("blank-issues", off, "blank issues are off", f"{CHOOSER} lets people open issues without a warning")


def _forms(texts: Mapping[str, str]) -> Iterator[Verdict]:
    for path in (f"{FORM_FOLDER}/{form}.yml" for form in ISSUE_FORMS):
        text = texts.get(path, "")
        fine = text.count(AT_RISK) >= len(("en", "ko", "zh")) and _warns_everywhere(_yaml(text))
        bad = f"{path} has a field without the warning, or does not lead to /{AT_RISK} in three languages"
        yield verdict("forms", fine, f"{path} warns at every field, in three languages", bad)


def _warns_everywhere(form: Mapping[str, Any]) -> bool:
    body = form.get("body")
    fields = [field for field in body if isinstance(field, dict)] if isinstance(body, list) else []
    said = [str(field.get("attributes")) for field in fields if field.get("type") in ("input", "textarea")]
    return bool(said) and all(word in text for text in said for word in ("at risk", "위험", "危险"))


def _security(identity: Identity, texts: Mapping[str, str]) -> Verdict:
    text = texts.get(SECURITY, "")
    fine = f"{identity.site}{AT_RISK}" in text and ("There is no safe way" in text) != identity.is_reachable
    return verdict(
        "security-policy", fine, "SECURITY.md agrees with identity.yml", "SECURITY.md is missing or out of step"
    )


def _owners(identity: Identity, texts: Mapping[str, str]) -> Verdict:
    fine = f"\n* {identity.maintainers}\n" in f"\n{texts.get(OWNERS, '')}\n"
    bad = f"{OWNERS} does not give every file to {identity.maintainers}"
    return verdict("code-owners", fine, f"{OWNERS} gives every file to {identity.maintainers}", bad)


def _workflows(texts: Mapping[str, str]) -> Iterator[Verdict]:
    found = {path: text for path, text in texts.items() if path.startswith(WORKFLOWS)}
    used = [(path, name) for path, text in found.items() for name in re.findall(r"uses:\s*(\S+)", text)]
    loose = [f"{path}: {name}" for path, name in used if not PINNED.fullmatch(name) and not name.startswith("./")]
    bad = f"not pinned by a commit: {', '.join(loose)}" if loose else "there are no workflows"
    yield verdict("pinned", bool(found) and not loose, "every action of the workflows is pinned by its commit", bad)
    gate = "gate" in _yaml(texts.get(f"{WORKFLOWS}ci.yml", "")).get("jobs", {})
    yield verdict("gate", gate, "the workflow CI has the job `gate`", "the workflow CI has no job `gate` to require")
    weekly = "schedule:" in texts.get(f"{WORKFLOWS}health.yml", "")
    yield verdict("health", weekly, "the workflow Health has its day", "the workflow Health is missing or never runs")


def _yaml(text: str) -> dict[str, Any]:
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return read if isinstance(read, dict) else {}


def origin_verdict(identity: Identity, origin: str) -> Verdict:
    """Whether this work tree was cloned from the repository that identity.yml names."""
    if not origin:
        return Verdict("repository", NOT_SEEN_HERE, "this work tree has no remote `origin` to compare")
    here = re.sub(r"^git@([\w.-]+):", r"https://\1/", origin).removesuffix(".git").rstrip("/")
    bad = f"this work tree comes from {here}, and identity.yml names {identity.repository}"
    same = here.lower() == identity.repository.lower()
    return verdict("repository", same, "identity.yml names the repository from which this work tree comes", bad)
