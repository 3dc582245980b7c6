"""Data files that are no longer made. Each keeps its address, where a word says what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from macros.core.values.dates import Date, parse_date
from macros.site.exports.catalogue import DATA_FOLDER
from macros.site.site import Site


class RetiredFile(NamedTuple):
    """A file that is no longer made: since when, why, what to take instead, and its anchor on the page of fields.

    `reason` is a sentence without its subject, "it".
    """

    name: str
    title: str
    since: Date
    reason: str
    instead: tuple[str, ...]
    anchor: str


RETIRED_FILES = (
    RetiredFile(
        "entities.ftm.json",
        "FollowTheMoney",
        parse_date("2026-11-26"),
        "handed people who spoke in public to programs that screen people and firms for risk, in the form that those "
        "programs read. In that form a claim is a remark, and its speaker is easily lost.",
        ("organizations.json", "places.json", "works.json", "incidents.json", "events.json"),
        "entities",
    ),
)
"""Every such file, the oldest first."""


def retired_files(site: Site) -> Iterator[tuple[str, str]]:
    """What is at the addresses of these files: one object of JSON in one line, which no program takes for a record."""
    for file in RETIRED_FILES:
        said = {
            "retired": file.since.text,
            "reason": f"It {file.reason}",
            "instead": [site.absolute(f"{DATA_FOLDER}{name}") for name in file.instead],
            "about": site.absolute(f"{DATA_FOLDER}fields/#{file.anchor}"),
        }
        yield f"{DATA_FOLDER}{file.name}", json.dumps(said, ensure_ascii=False) + "\n"
