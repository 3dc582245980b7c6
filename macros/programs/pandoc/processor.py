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

from macros.programs.pandoc import written_citations
from macros.programs.pandoc.program import run
from macros.programs.pandoc.written_citations import ENTRY, NOTE, citations_of, citing_each
from macros.site.works.styles import STYLES, Style

STYLE_FOLDER = Path(__file__).with_name("styles")
BATCH = 500
"""How many works one run of pandoc renders: more would need more memory and save little."""
_LINE = ("--to", "html", "--wrap", "none", "--citeproc")
_NOTES_ALONE = ("--metadata", "suppress-bibliography=true")
_MEMORY = ("+RTS", "-A64m", "-RTS")
"""Garbage is looked for less often than pandoc does by itself, which took a third of its time."""

ACROSS_WORKS = re.compile(r'\s(?:disambiguate-[a-z-]+|subsequent-author-[a-z-]+|collapse|givenname-[a-z-]+)="[^"]*"')
"""The attributes of a style that make one citation depend on another: year suffixes, dashes for a repeated author.

Without them every work is rendered as if it were the only one, though hundreds are rendered in one run.
"""

_SORT = re.compile(r"<sort>.*?</sort>", re.DOTALL)
_BIBLIOGRAPHY = re.compile(r"<bibliography\b.*</bibliography>", re.DOTALL)
"""What pandoc works out though no citation shows it: the order of entries, and entries where only notes are wanted."""

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
    wanted = [items[key][styles[0].group] for key in keys]
    return _run(styles[0].file, wanted, [style.form for style in styles])


def _bare(html: str) -> str:
    while (without := "".join(BARE.split(html))) != html:  # the group is what stays
        html = without
    return html.strip()


def _run(file: str, items: Sequence[dict[str, Any]], forms: Sequence[str]) -> dict[str, list[str]]:
    """The HTML of every item, in their order, by form: `note` or `entry`; empty where a style has none.

    For notes pandoc gets one paragraph for each, so that every work is cited for the first time and in a note of its
    own. Entries alone need no paragraph: it writes those of all items.
    """
    numbered = [item | {"id": str(number)} for number, item in enumerate(items)]
    with TemporaryDirectory() as folder:
        style, works, text = Path(folder, "style.csl"), Path(folder, "items.json"), Path(folder, "text.json")
        style.write_text(_used(style_text(file), forms), "utf-8")
        works.write_text(json.dumps(numbered, ensure_ascii=False), "utf-8")
        text.write_text(json.dumps(citing_each(len(items))), "utf-8")
        cited = ("--from", "json", str(text), "--bibliography", str(works))
        read = cited if NOTE in forms else ("--from", "csljson", str(works))
        alone = () if ENTRY in forms else _NOTES_ALONE
        html = run([*_MEMORY, *_LINE, *alone, "--csl", str(style), *read], f"render the style {file}")
    made = {form: citations_of(html, form) for form in forms}
    return {form: [made[form].get(number, "") for number in range(len(items))] for form in forms}


def _used(style: str, forms: Sequence[str]) -> str:
    """A style as it is used: for each work alone, and with the word "about" before a date in doubt."""
    alone = _SORT.sub("", ACROSS_WORKS.sub("", style))
    shown = alone if ENTRY in forms else _BIBLIOGRAPHY.sub("", alone)
    return shown if "is-uncertain-date" in shown else _DATED.sub(_doubting, shown)


def _doubting(found: re.Match[str]) -> str:
    return f"<group>{_DOUBT}{found['date']}</group>" if found["date"] else _DOUBT


def style_text(file: str) -> str:
    """A CSL style, as XML."""
    return (STYLE_FOLDER / f"{file}.csl").read_text("utf-8")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What a citation depends on besides the work: the version of the processor, the styles, and our own code."""
    styles = (style_text(file) for file in dict.fromkeys(style.file for style in STYLES))
    own = (Path(file).read_text("utf-8") for file in (__file__, written_citations.__file__))
    return sha256("\n".join((version("pypandoc_binary"), *styles, *own, repr(STYLES))).encode()).hexdigest()
