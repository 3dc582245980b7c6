"""Where the archive's identity is repeated, because other programs read the file: GitHub, citation programs, pip.

Some files are written whole, from templates in `macros/templates/files/github`; in the others a line or a block is
replaced, found by the text around it. Nothing here opens a file: texts are passed in and returned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from macros.core.models.archive_identity import Identity
from macros.core.problems import Problem
from macros.site.addresses import AT_RISK
from macros.site.templates import template

ISSUE_FORMS = ("correct-a-fact", "propose-a-source", "request-removal")
FORM_FOLDER = ".github/ISSUE_TEMPLATE"
SECURITY, OWNERS, CHOOSER = "SECURITY.md", ".github/CODEOWNERS", f"{FORM_FOLDER}/config.yml"
WHOLE_FILES = {
    SECURITY: "files/github/security.md.j2",
    OWNERS: "files/github/codeowners.j2",
    CHOOSER: "files/github/config.yml.j2",
    **{f"{FORM_FOLDER}/{form}.yml": f"files/github/{form}.yml.j2" for form in ISSUE_FORMS},
}
"""The files that are written whole, with their templates."""
RULE = "identity"


class Part(NamedTuple):
    """A part of a file: the pattern whose only group it is, and the text that belongs there."""

    path: str
    pattern: str
    text: Callable[[Identity], str]


def _plain(text: str) -> str:
    """A text as one YAML scalar: in quotes if YAML would read it differently."""
    return (
        text if re.fullmatch(r"[A-Za-z][\w'().,/-]*(?: [\w'().,/-]+)+", text) else json.dumps(text, ensure_ascii=False)
    )


def _authors(identity: Identity) -> str:
    """Only the makers: a mailbox is shown on the page for people at risk and nowhere else."""
    return f"  - name: {_plain(identity.makers)}"


def _clone(identity: Identity) -> str:
    return f"{identity.repository} && cd {identity.repository.rpartition('/')[2]}"


def _at_risk(identity: Identity) -> str:
    return f"{identity.site}{AT_RISK}"


IDENTITY_PARTS = (
    Part("CITATION.cff", r"^title: (.+)$", lambda it: _plain(it.name)),
    Part("CITATION.cff", r"^authors:\n((?:[ ].*\n|contact:\n)*(?:[ ].*))\n", _authors),
    Part("CITATION.cff", r"^url: (.+)$", lambda it: it.site),
    Part("CITATION.cff", r"^repository-code: (.+)$", lambda it: it.repository),
    Part("README.md", r"\A# (.+)$", lambda it: it.name),
    Part("README.md", r"^Read it: <(.+)>$", lambda it: it.site),
    Part("README.md", r"^    git clone (.+)$", _clone),
    Part("README.md", r"^\[at-risk\]: (.+)$", _at_risk),
    Part("CONTRIBUTING.md", r"^    git clone (.+)$", _clone),
    Part("CONTRIBUTING.md", r"^\[fields\]: (.+)$", lambda it: f"{it.site}about/contributing/"),
    Part("CONTRIBUTING.md", r"^\[rules\]: (.+)$", lambda it: f"{it.site}about/rules/"),
    Part("CONTRIBUTING.md", r"^\[at-risk\]: (.+)$", _at_risk),
    Part(".github/pull_request_template.md", r"\bread (https?://\S+) first\b", _at_risk),
    Part("pyproject.toml", r"^authors = \[\{ name = (\".+\") \}\]$", lambda it: json.dumps(it.makers)),
    Part("pyproject.toml", r"^Site = (\".+\")$", lambda it: json.dumps(it.site)),
    Part("pyproject.toml", r"^Source = (\".+\")$", lambda it: json.dumps(it.repository)),
)
"""The parts of files that are written. Licence and changelog stay: they say who wrote earlier versions."""


def paths() -> list[str]:
    """Every file that repeats the identity."""
    return sorted({*WHOLE_FILES, *(part.path for part in IDENTITY_PARTS)})


def written(identity: Identity, texts: Mapping[str, str]) -> dict[str, str]:
    """Every file as it should be, by path; a part that is not found is left out, and `differences` names it."""
    made = {path: _whole(identity, path) for path in WHOLE_FILES}
    for part in IDENTITY_PARTS:
        text = made.get(part.path, texts.get(part.path, ""))
        found = re.search(part.pattern, text, re.MULTILINE)
        if found:
            made[part.path] = text[: found.start(1)] + part.text(identity) + text[found.end(1) :]
    return made


def differences(identity: Identity, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Every line in which a file differs from the identity."""
    for path in WHOLE_FILES:
        now, right = texts.get(path), _whole(identity, path)
        if now is None:
            yield Problem(path, 1, "", "is missing; run `make identity`", RULE)
        elif now != right:
            line, said = _first_difference(now, right)
            yield Problem(path, line, "", f"should say {said}; run `make identity`", RULE)
    for part in IDENTITY_PARTS:
        yield from _part_differs(part, identity, texts.get(part.path, ""))


def _part_differs(part: Part, identity: Identity, text: str) -> Iterator[Problem]:
    found, right = re.search(part.pattern, text, re.MULTILINE), part.text(identity)
    if not found:
        yield Problem(part.path, 1, "", f"has no line for {_said(right)}; add one that matches {part.pattern}", RULE)
    elif found[1] != right:
        line = text.count("\n", 0, found.start(1)) + 1
        yield Problem(part.path, line, "", f"should say {_said(right)}; run `make identity`", RULE)


def _whole(identity: Identity, path: str) -> str:
    return template(WHOLE_FILES[path]).render(identity=identity, at_risk=_at_risk(identity)) + "\n"


def _first_difference(now: str, right: str) -> tuple[int, str]:
    has, should = now.split("\n"), right.split("\n")
    number = next((n for n, (a, b) in enumerate(zip(has, should, strict=False)) if a != b), min(len(has), len(should)))
    return number + 1, _said(should[number]) if number < len(should) else "nothing more"


def _said(text: str) -> str:
    first = text.strip().split("\n")[0]
    return f"'{first[:77]}…'" if len(first) > 78 else f"'{first}'"  # noqa: PLR2004 # what fits on a line
