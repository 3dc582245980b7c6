"""What is served instead of the site while records have problems: each page says what to fix there.

These pages are never published: a build with problems ends with an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.core.models import KINDS
from macros.core.problems import Problem
from macros.core.reading.files import read_text
from macros.core.rulebook import RULES
from macros.core.words.personal import personal_in_message
from macros.site import addresses
from macros.site.templates import template

DOCS = "docs/"


@dataclass(frozen=True)
class ShownProblem:
    """A problem with what helps to fix it: the line that it names, the rule in words, and the address of its page."""

    problem: Problem
    line: str
    rule: str
    page: str


class ProblemPages:
    """The problems of an archive, page by page."""

    def __init__(self, root: Path, problems: Sequence[Problem]) -> None:
        self.root = root
        self.problems = problems

    def uris(self) -> set[str]:
        """Every page the site would have, by its Markdown file: prose, records, and files with a problem."""
        prose = {path.relative_to(self.root / "docs").as_posix() for path in (self.root / "docs").rglob("*.md")}
        records = {_uri(path.relative_to(self.root).as_posix()) for path in self._records()}
        return prose | records | {_uri(problem.path) for problem in self.problems} - {""} | {"index.md"}

    def _records(self) -> Iterable[Path]:
        return (path for kind in KINDS.values() for path in (self.root / kind.folder).glob(f"*{kind.suffix}"))

    def body(self, uri: str) -> str:
        """The page: its own problems first, then all others with links to their pages."""
        shown = [self._shown(problem, uri) for problem in self.problems]
        own = [one for one in shown if _uri(one.problem.path) == uri]
        return template("pages/problems.html.j2").render(own=own, others=[one for one in shown if one not in own])

    def _shown(self, problem: Problem, uri: str) -> ShownProblem:
        text, _ = read_text(self.root / problem.path, problem.path)
        lines = text.split("\n")
        line = lines[problem.line - 1] if problem.line <= len(lines) else ""
        rule = RULES.get(problem.rule)
        page = _uri(problem.path)
        href = f"{addresses.up(uri)}{addresses.page_address(page)}" or "./"
        shown = "" if personal_in_message(line) else line.strip()
        return ShownProblem(problem, shown, rule.text if rule else "", href if page else "")


def _uri(path: str) -> str:
    """The page of a file of the archive, by its Markdown file; nothing for a file without one."""
    folder, _, name = path.rpartition("/")
    for kind in KINDS.values():
        if folder == kind.folder and name.endswith(kind.suffix) and name != "index.md":
            return addresses.page_uri(addresses.address(kind.id, name.removesuffix(kind.suffix)))
    if path.startswith(DOCS) and path.endswith(".md"):
        return path.removeprefix(DOCS)
    return "bibliography/index.md" if path == "bibliography.bib" else ""
