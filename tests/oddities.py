"""What contributors may leave in an archive and a build must bear, for one site that several tests read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from macros.core.models.archive_identity import IDENTITY_PATH, Identity
from tests.support import TESTS

EVIL = "<script>alert()</script>\"'><img src=x onerror=alert()>&(onclick=alert())`*_[x](javascript:alert())"


def with_markup(text: str) -> str:
    """Every free text of a record with markup and quotes at its end; texts in Korean and Chinese may hold none."""
    lines, translated = list[str](), False
    for line in text.split("\n"):
        translated = line in ("ko:", "zh:") or (translated and line.startswith(" "))
        name, _, value = line.strip().partition(": ")
        free = name in TEXTS and value and value[0] not in "[{>|'" and not translated
        said = f"{value} {EVIL}{'.' if name == 'in-short' else ''}"
        lines.append(f"{line[: -len(value)]}{json.dumps(said)}" if free else line)
    return "\n".join(lines)


TEXTS = {
    *("name", "short", "title", "outcome", "who", "topic", "text", "note", "uncertain", "office", "affiliation-note"),
    *("successor", "province", "source", "counterpart-note", "heading", "in-short", "title-note", "how"),
    *(
        "hedge",
        "locator",
        "label",
        "subject",
        "symbol",
        "adopted-note",
        "unts",
        "parties",
        "cite-oscola",
        "fit",
        "reason",
    ),
}


def mark_up(root: Path) -> None:
    """Put markup into every free text of the records of an archive."""
    for file in [*root.glob("data/*/*.yml"), *root.glob("docs/archive/*-2011.md")]:
        head, mark, body = file.read_text("utf-8").partition("\n---\n")
        file.write_text(with_markup(head) + mark + body, "utf-8")
    _mark_up_authors(root)


def _mark_up_authors(root: Path) -> None:
    """Put the same markup behind the names of those who reply where they are authors: a reply is by whoever replies."""
    works, evil = root / "bibliography.bib", EVIL.replace("{", "").replace("}", "")
    text, there = works.read_text("utf-8"), "{{River Guard of Freedonia} and Venn, Tomas}"
    assert there in text
    marked = f"{{{{River Guard of Freedonia {evil}}} and {{Tomas Venn {evil}}}}}"
    works.write_text(text.replace(there, marked), "utf-8")


LEFT = (
    *("docs/archive/.DS_Store", "docs/archive/Thumbs.db", "docs/.report.md.swp", "docs/archive/report-2011.md~"),
    *(
        "data/organizations/border-watch.yml.bak",
        "docs/about/._reference.md",
        "docs/#index.md#",
        "docs/.obsidian/app.json",
    ),
)
"""Files of systems and editors, which are not read."""


def leave(root: Path, *paths: str) -> None:
    """Put files that nobody can read into an archive."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"\x00x")


ODD_HEADS = {
    "page-head-second": ("crumbs:", 'class="crumbs"'),
    "page-head-unfinished": ("<title>X ", "description: y"),
    "page-head-comment-call": ("<p>text", "__class__"),
}
"""Pages of `tests/hostile` whose head MkDocs would read in another way: what is shown of them, and what is not."""


SEARCHED = "2010-house-search"
"""An event whose address ends like that of the search."""


def with_contact(root: Path, *, confirmed: bool) -> Identity:
    """The identity of an archive in one of the two states, written into its file."""
    read = yaml.safe_load((root / IDENTITY_PATH).read_text("utf-8"))
    read.pop("confirmed", None)
    read["contact"] = {"name": "The maintainers", "email": "mailbox@archive.example"}
    if confirmed:
        days = {"repository": "2026-12-01", "private-reporting": "2026-12-01"}
        read["confirmed"] = {"at": read["repository"], **days}
    (root / IDENTITY_PATH).write_text(yaml.safe_dump(read, allow_unicode=True), "utf-8")
    return Identity.model_validate(read)


def odd(root: Path) -> None:
    """Put all of it into an archive, which stays sound, and confirm no way to reach its makers."""
    mark_up(root)
    leave(root, *LEFT)
    voted = (root / "data/events/2010-vote.yml").read_text("utf-8")
    (root / f"data/events/{SEARCHED}.yml").write_text(voted.replace("title: ", "title: Another entry on ", 1), "utf-8")
    for name in ODD_HEADS:
        shutil.copy(TESTS / "hostile" / f"{name}.md", root / "docs/about")
    with_contact(root, confirmed=False)
