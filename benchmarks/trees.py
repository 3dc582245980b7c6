"""The two folders that are measured: an invented archive with our site around it, and its finished Markdown alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from benchmarks.invent import invent

REPOSITORY = Path(__file__).resolve().parent.parent
OURS = ("macros", "overrides", "LICENSES")
COPIED = (
    *("data/vocabulary.yml", "data/labels.yml", "data/sentences.yml", "data/topics.yml"),
    *("CITATION.cff", "identity.yml"),
)
EXAMPLES = ("about/guidelines.md", "about/method.md", "about/reading-a-claim.md")
"""Prose that refers to real records by id: its head and headings are kept, since other pages link to them."""
HOME = "index.md"
_POINTER = re.compile(r'\{\{ see\("[^"]*", \d+, "([^"]*)"\) \}\}')
"""A pointer of the home page to a real record; an invented archive keeps its words."""


def archive(root: Path, sources: int, seed: int, *, long: bool = False) -> None:
    """An invented archive with the vocabulary, prose, index pages, theme and settings of this repository."""
    shutil.copytree(REPOSITORY / "docs", root / "docs", ignore=_about_real_records)
    for name in EXAMPLES:
        head, _, body = (REPOSITORY / "docs" / name).read_text("utf-8").partition("\n---\n")
        headings = [line for line in body.split("\n") if line.startswith("#")]
        (root / "docs" / name).write_text("\n\n".join([f"{head}\n---", *headings, ""]), "utf-8")
    home = root / "docs" / HOME
    home.write_text(_POINTER.sub(r"\1", home.read_text("utf-8")), "utf-8")
    invent(root, sources, seed, long=long)
    for path in COPIED:
        if (REPOSITORY / path).exists():
            shutil.copy(REPOSITORY / path, root / path)
    for name in OURS:
        if (REPOSITORY / name).exists():
            (root / name).symlink_to(REPOSITORY / name)
    (root / "data" / "redirects.yml").write_text("{}\n", "utf-8")
    (root / "data" / "topics.yml").write_text(_topics(), "utf-8")
    settings = _settings()
    if not (root / "overrides").exists():
        settings["theme"].pop("custom_dir", None)
    _write(root, settings)


def with_own_code(root: Path) -> None:
    """Copy the code into an archive that has links to it; what pandoc and Pagefind make is kept beside the code."""
    for link in [root / name for name in OURS if (root / name).is_symlink()]:
        code = link.resolve()
        link.unlink()
        shutil.copytree(code, link)
    shutil.copy(REPOSITORY / "Makefile", root)  # the table of commands is read from it


def _topics() -> str:
    """The topics of this repository without what names real records."""
    topics: dict[str, Any] = yaml.safe_load((REPOSITORY / "data/topics.yml").read_text("utf-8"))["topics"]
    for topic in topics.values():
        topic["leads"] = [target for target in topic.get("leads", ()) if target.endswith("/")]
    return yaml.safe_dump({"topics": topics}, allow_unicode=True)


def _about_real_records(folder: str, names: list[str]) -> set[str]:
    """The annotated sources and the prose with examples from them; an invented archive has none of these ids."""
    inside = Path(folder).relative_to(REPOSITORY / "docs").as_posix()
    return {name for name in names if f"{inside}/{name}" in EXAMPLES or (inside == "archive" and name != "index.md")}


def plain(root: Path) -> None:
    """Settings of plain Material around finished Markdown: its theme alone, no hooks, no macros, no search."""
    settings = {key: value for key, value in _settings().items() if key not in ("hooks", "watch", "extra_css")}
    _write(root, settings | {"theme": {"name": "material", "language": "en", "font": False}, "plugins": []})


def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text("utf-8"))
    return settings


def _write(root: Path, settings: dict[str, Any]) -> None:
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False, allow_unicode=True), "utf-8")
