"""What is served while records have problems: beside the sound pages, a page for each of the others that says why.

These pages are never published: a build with problems ends with an error.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.core.models import KINDS
from macros.core.problems import Problem
from macros.core.reading.files import read_text
from macros.core.rulebook import RULES
from macros.core.words.personal import personal_in_message
from macros.site import addresses
from macros.site.templates import template

DOCS = "docs/"
LIST = "to-fix/index.md"
"""The page with all problems, while there are any."""
MOST_OTHERS = 50
"""How many problems of other pages are shown on a page."""
_HEAD = re.compile('<main id="?content"?>')


@dataclass(frozen=True)
class ShownProblem:
    """A problem with what helps to fix it: the line that it names, the rule in words, and the address of its page."""

    problem: Problem
    line: str
    rule: str
    page: str


class ProblemPages:
    """The problems of an archive, page by page. `shown` are the pages that can be shown in spite of them."""

    def __init__(self, root: Path, problems: Sequence[Problem], shown: Collection[str] = ()) -> None:
        self.root = root
        self.problems = problems
        self._shown_pages = shown

    @cached_property
    def uris(self) -> set[str]:
        """Every page that is not shown but would be, by its Markdown file, and one for what has no page."""
        prose = {path.relative_to(self.root / "docs").as_posix() for path in (self.root / "docs").rglob("*.md")}
        records = {_uri(path.relative_to(self.root).as_posix()) for path in self._records()}
        own = {_uri(problem.path) for problem in self.problems} - {""}
        return ((prose | records) - set(self._shown_pages)) | own | {LIST}

    def _records(self) -> Iterable[Path]:
        return (path for kind in KINDS.values() for path in (self.root / kind.folder).glob(f"*{kind.suffix}"))

    def body(self, uri: str) -> str:
        """The page: its own problems first, then all others with links to their pages."""
        own = [problem for problem in self.problems if _uri(problem.path) == uri]
        others = [problem for problem in self.problems if _uri(problem.path) != uri]
        return template("pages/problems.html.j2").render(
            own=[self._shown(problem, uri) for problem in own],
            others=[self._shown(problem, uri) for problem in others[:MOST_OTHERS]],
            more=len(others[MOST_OTHERS:]),
            listing=uri == LIST,
        )

    def over(self, html: str, uri: str) -> str:
        """A finished page with a line at its head that leads to what is to be fixed."""
        line = template("parts/to_fix.html.j2").render(
            href=f"{addresses.up(uri)}{addresses.page_address(LIST)}", number=len(self.problems)
        )
        return html if uri in self.uris else _HEAD.sub(lambda head: f"{head[0]}\n{line}", html, count=1)

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
