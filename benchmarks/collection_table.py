"""The sources of an archive as the table that CollectionBuilder reads: one row a source, with its annotation."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

FIELDS = (
    *("objectid", "title", "creator", "date", "description", "subject", "location", "latitude", "longitude"),
    *("source", "identifier", "type", "format", "language", "rights", "rightsstatement", "display_template"),
)
_CALL = re.compile(r'\{\{ (\w+)\("([^"]*)"(.*?)\) \}\}|\{\{ [^}]*\}\}')
_TEXT = re.compile(r'(?<![=\w])"([^"]*)"')
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def write_table(archive: Path, file: Path) -> None:
    """Write the table of an invented archive."""
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, FIELDS)
        table.writeheader()
        table.writerows(_rows(archive))


def _rows(archive: Path) -> Iterator[dict[str, str]]:
    places = {file.stem: _yaml(file.read_text("utf-8")) for file in (archive / "data/places").glob("*.yml")}
    bodies = (archive / "data/organizations").glob("*.yml")
    names = {file.stem: _yaml(file.read_text("utf-8"))["name"] for file in bodies}
    for file in sorted((archive / "docs/archive").glob("source-*.md")):
        _, head, body = file.read_text("utf-8").split("---\n", 2)
        record, calls = _yaml(head), [(found[1], found[2]) for found in _CALL.finditer(body)]
        where = places[next(name for call, name in calls if call == "place")]
        subjects = sorted({names[name] for call, name in calls if call == "org"})
        yield {
            "objectid": file.stem,
            "title": record["heading"],
            "creator": names[record["rights-holder"]],
            "date": record["short"].rpartition(" ")[2],
            "description": " ".join(_CALL.sub(_said, body).split()),
            "subject": "; ".join([*subjects, record["claims"]["claim-0"]["incident"]]),
            "location": where["name"],
            "latitude": where["coordinates"]["latitude"],
            "longitude": where["coordinates"]["longitude"],
            "source": f"https://works.example/{file.stem}",
            "identifier": record["capture"]["sha256"],
            "type": "Text",
            "format": "text/html",
            "language": "eng",
            "rights": record["rights"],
            "rightsstatement": "http://rightsstatements.org/vocab/InC/1.0/",
            "display_template": "record",
        }


def _said(call: re.Match[str]) -> str:
    """The words that a reader sees of a call."""
    texts = _TEXT.findall(call[3] or "")
    return texts[-1] if texts else ""


def _yaml(text: str) -> Any:
    return yaml.load(text, LOADER)  # noqa: S506 - a safe loader, the fast one
