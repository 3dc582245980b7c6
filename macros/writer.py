"""The output of a build: pages are inspected first, no file overwrites another, and problems are collected.

Both ways to write the site use it: the build of MkDocs and `render`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.core.reading.drawings import not_drawn
from macros.site.addresses import FEED
from macros.site.pages.finished import wrong_in_page, wrong_in_part

_PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".xml", ".xsl", ".xslt", ".svg", ".svgz")
"""Endings of files that a browser opens as pages."""
OF_PROGRAMS = ("sitemap.xml", "sitemap-")
"""Files with such endings that the archive writes for programs, only from records."""


def meetings(paths: Iterable[str]) -> Iterator[str]:
    """A problem for each address that two pages or files would have, also on disks that ignore capitals."""
    for address, times in Counter(path.lower() for path in paths).items():
        if times > 1:
            yield f"{address}:1: two pages or files would have this address; rename one of them"


_HEAD = "every page has the head of overrides/main.html, with the policy in macros/site/pages/finished.py"
_OUT = (
    "which none of our pages may have; remove it at its source, "
    "or add it to macros/site/pages/finished.py if it is harmless"
)


class Output:
    """One build into one folder. `root` is the path of the site on its server."""

    def __init__(self, folder: Path, root: str = "/") -> None:
        self.folder, self.root = folder, root
        self.problems: list[str] = []
        self.inspected: set[str] = set()

    def page(self, path: str, html: str) -> str:
        """A whole page as it is written; empty, with a problem, if it holds anything forbidden."""
        self.inspected.add(path)
        return "" if self._note(path, html, wrong_in_page(html, self.root)) else html

    def part(self, path: str, html: str) -> bool:
        """Whether a part of a page is as it should be; faults become problems."""
        return not self._note(path, html, wrong_in_part(html, self.root))

    def _note(self, path: str, html: str, wrong: list[str]) -> bool:
        for found in wrong:
            line = html.count("\n", 0, max(0, html.find(found))) + 1
            lacks = found.startswith(("does not ", "has "))
            self.problems.append(
                f"{path}:{line}: {found}; {_HEAD}" if lacks else f"{path}:{line}: holds {found}, {_OUT}"
            )
        return bool(wrong)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a new file; a second one of the same name becomes a problem."""
        target = self.folder / path
        if target.exists() or any(above.is_file() for above in target.parents):
            self.problems.append(f"{path}:1: exists already; two pages or files have the same address")
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def unseen(self) -> None:
        """Report every page and picture in the folder that was not inspected, unless it only draws."""
        for file in sorted(self.folder.rglob("*")):
            path = file.relative_to(self.folder).as_posix()
            if not path.lower().endswith(_PAGES) or path in self.inspected or _of_programs(path):
                continue
            if not path.endswith(".svg") or not_drawn(file.read_text("utf-8")):
                self.problems.append(
                    f"{path}:1: is a page that was not inspected, or a picture that does more than draw"
                )


def _of_programs(path: str) -> bool:
    """Whether a path is that of a file for programs; each page with a feed has its own beside it."""
    return path.startswith(OF_PROGRAMS) or path.rpartition("/")[2] == FEED
