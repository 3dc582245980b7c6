"""Other generators on the same records: Material and Hugo on the same pages, CollectionBuilder on the same sources.

Material and Hugo are given the pages as `macros render` writes them, so both make the same number of pages as we do,
without citations, pictures, data files and search. CollectionBuilder makes one page of each source from a table, with
its own browsing, map, timeline, subjects and search.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import trees
from benchmarks.collection_table import write_table

PYTHON = sys.executable
HUGO_SETTINGS = """
baseURL = "https://archive.example/"
title = "Archive"
disableKinds = ["taxonomy", "term"]
ignoreErrors = ["error-disable-taxonomy"]
timeout = 600000
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
HUGO_FRAME = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>
{{ .Content }}
{{ if .IsNode }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}</main></body>
</html>
"""
COLLECTION_SETTINGS = "metadata: archive-metadata\ntitle: Archive\nurl: https://archive.example\n"
INDEX = "index.md"


class Rival(NamedTuple):
    """Another generator made ready: its command, the folder to run it in, and where it writes the site."""

    command: tuple[str, ...]
    folder: Path
    site: Path


class MissingError(Exception):
    """A generator that is not at hand; the message says what to install or to name."""


def material(folder: Path, finished: Path, ours: Path, template: str) -> Rival:
    """Plain Material: its theme alone, without plugins."""
    del ours, template
    shutil.copytree(finished, folder / "docs", ignore=_no_markdown)
    trees.plain(folder)
    return Rival((PYTHON, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"), folder, folder / "site")


def hugo(folder: Path, finished: Path, ours: Path, template: str) -> Rival:
    """Hugo with the smallest template there can be."""
    del ours, template
    program = _program("hugo", "apt install hugo")
    shutil.copytree(finished, folder / "content", ignore=_no_markdown)
    for index in list((folder / "content").rglob(INDEX)):
        index.rename(index.with_name(f"_{INDEX}"))  # else Hugo takes the pages beside it for its attachments
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(HUGO_FRAME, "utf-8")
    (folder / "config.toml").write_text(HUGO_SETTINGS, "utf-8")
    return Rival((program, "--quiet", "--destination", "site"), folder, folder / "site")


def collection_builder(folder: Path, finished: Path, ours: Path, template: str) -> Rival:
    """CollectionBuilder-CSV as it is, with our sources in its table in place of its example."""
    del finished
    program = _program("jekyll", "apt install jekyll")
    if not template:
        raise MissingError("name a Git checkout of CollectionBuilder/collectionbuilder-csv with --collectionbuilder")
    wanted = ("HEAD", "--", ".", ":!docs", ":!objects")  # without the pictures of its example
    unpacked = subprocess.run(["git", "-C", template, "archive", *wanted], capture_output=True, check=False)
    if unpacked.returncode:
        raise MissingError(f"{template} is not unpacked: {unpacked.stderr.decode('utf-8', 'replace').strip()}")
    subprocess.run(["tar", "-x", "-C", folder], input=unpacked.stdout, check=True)
    for name in ("Gemfile", "Gemfile.lock", "CNAME"):
        (folder / name).unlink(missing_ok=True)  # else Jekyll asks Bundler for what Debian has packaged
    with (folder / "_config.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{COLLECTION_SETTINGS}")
    write_table(ours, folder / "_data/archive-metadata.csv")
    return Rival((program, "build", "--quiet", "--destination", "site"), folder, folder / "site")


def _program(name: str, how: str) -> str:
    if found := shutil.which(name):
        return found
    raise MissingError(f"{name} is not installed ({how})")


def _no_markdown(folder: str, names: list[str]) -> set[str]:
    """What is no page: data files and pictures."""
    return {name for name in names if not name.endswith(".md") and not Path(folder, name).is_dir()}


RIVALS: dict[str, Callable[[Path, Path, Path, str], Rival]] = {
    "hugo": hugo,
    "collectionbuilder": collection_builder,
    "material": material,
}
"""In the order in which they run: the slowest last, so that a run that is cut short has the others."""
