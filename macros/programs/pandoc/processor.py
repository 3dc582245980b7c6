"""Works in the usual citation styles: the CSL 1.0 styles beside this file, rendered by pandoc's citeproc."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from macros.programs.pandoc.program import run
from macros.site.works.styles import STYLES, Style

_SCRIPT = Path(__file__).with_name("render.lua")
STYLE_FOLDER = Path(__file__).with_name("styles")
BATCH = 400
"""How many works one run of pandoc renders: more would need more memory and save little."""
_MARK = "<!--next-->"
"""What the script writes behind each work; in a citation it would be escaped."""

ACROSS_WORKS = re.compile(r'\s(?:disambiguate-[a-z-]+|subsequent-author-[a-z-]+|collapse|givenname-[a-z-]+)="[^"]*"')
"""The attributes of a style that make one citation depend on another: year suffixes, dashes for a repeated author.

Without them every work is rendered as if it were the only one, though hundreds are rendered in one run.
"""

_DOUBT = '<choose><if is-uncertain-date="issued"><text value="about" suffix=" "/></if></choose>'
_DATED = re.compile(r'(?P<date><date [^>]*variable="issued"[^>]*/>)|(?<=<macro name="issuance">)')
"""Where OSCOLA and the Bluebook print a date: they have no form for one in doubt, and would print it as certain."""

BARE = re.compile(r'<span(?: class="nocase")?>([^<]*(?:<(?!/?span)[^<]*)*)</span>')
"""Spans that only the processor needs: around quoted titles, and around names that keep their case."""


def render(items: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, str]]:
    """HTML by style for every work: `items` has, by key, the CSL-JSON item for each group of styles.

    Each is rendered as if it were the only one, as many runs at a time as there are processors. Raises ProcessorError
    if pandoc is missing or fails.
    """
    made: dict[str, dict[str, str]] = {key: {} for key in items}
    keys = list(items)
    batches = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
    runs = [(styles, batch) for styles in _by_file() for batch in batches]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for run, found in zip(runs, pool.map(lambda run: _rendered(items, *run), runs), strict=True):
            for style in run[0]:
                for key, html in zip(run[1], found[style.form], strict=True):
                    made[key][style.id] = _bare(html)
    return made


def _by_file() -> list[list[Style]]:
    """The styles by the file that has them: one run renders all forms of it."""
    return [[style for style in STYLES if style.file == file] for file in dict.fromkeys(one.file for one in STYLES)]


def _rendered(
    items: dict[str, dict[str, dict[str, Any]]], styles: list[Style], keys: list[str]
) -> dict[str, list[str]]:
    wanted = [items[key][styles[0].group] | {"id": key} for key in keys]
    return _run(styles[0].file, wanted, [style.form for style in styles])


def _bare(html: str) -> str:
    while (without := "".join(BARE.split(html))) != html:  # the group is what stays
        html = without
    return html.strip()


def _run(file: str, items: Sequence[dict[str, Any]], forms: Sequence[str]) -> dict[str, list[str]]:
    """The HTML of every item, in their order, by form: `note` or `entry`; empty where a style has none."""
    with TemporaryDirectory() as folder:
        style, works = Path(folder, "style.csl"), Path(folder, "items.json")
        style.write_text(_used(style_text(file)), "utf-8")
        works.write_text(json.dumps(items, ensure_ascii=False), "utf-8")
        line = ["lua", str(_SCRIPT), str(style), str(works), *forms]
        found: dict[str, str] = json.loads(run(line, f"render the style {file}"))
    return {form: html.split(_MARK)[:-1] for form, html in found.items()}


def _used(style: str) -> str:
    """A style as it is used: for each work alone, and with the word "about" before a date in doubt."""
    alone = ACROSS_WORKS.sub("", style)
    return alone if "is-uncertain-date" in alone else _DATED.sub(_doubting, alone)


def _doubting(found: re.Match[str]) -> str:
    return f"<group>{_DOUBT}{found['date']}</group>" if found["date"] else _DOUBT


def style_text(file: str) -> str:
    """A CSL style, as XML."""
    return (STYLE_FOLDER / f"{file}.csl").read_text("utf-8")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What a citation depends on besides the work: the version of the processor, the styles, and our own code."""
    styles = (style_text(file) for file in dict.fromkeys(style.file for style in STYLES))
    own = (_SCRIPT.read_text("utf-8"), ACROSS_WORKS.pattern, _DATED.pattern, _DOUBT, BARE.pattern, repr(STYLES))
    return sha256("\n".join((version("pypandoc_binary"), *styles, *own)).encode()).hexdigest()
