"""What was measured, kept in one JSON file: written after each program, so a run that is cut short keeps its part."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.bytes_of import Site
from benchmarks.measure import Cost

OURS, AGAIN, CHECK = "ours", "again", "check"
LABELS = {
    OURS: "this archive",
    AGAIN: "this archive, nothing changed",
    CHECK: "the check alone",
    "material": "plain Material",
    "collectionbuilder": "CollectionBuilder",
    "hugo": "Hugo",
}
"""What was measured, in the order in which it is shown."""
Entry = dict[str, Any]


class Results:
    """The results of a file; those of a size that is measured again are replaced one by one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.told: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {"sizes": {}}

    @property
    def sizes(self) -> list[int]:
        """The numbers of sources, the smallest first."""
        return sorted(int(size) for size in self.told["sizes"])

    def entry(self, size: int, name: str) -> Entry:
        """What was measured of one program at one size; empty if nothing was."""
        found: Entry = self.told["sizes"].get(str(size), {}).get(name, {})
        return found

    def cost(self, size: int, name: str) -> Entry:
        """The same, or nothing where the program was left out."""
        entry = self.entry(size, name)
        return {} if "skipped" in entry else entry

    def add(self, size: int, name: str, cost: Cost, site: Site | None = None, **more: object) -> None:
        """Keep a measurement."""
        weight: Entry = {"files": site.files, "pages": site.pages, "bytes": site.size} if site else {}
        rounded = {key: round(value, 2) for key, value in asdict(cost).items()}
        self._keep(size, name, rounded | weight | {key: value for key, value in more.items() if value})

    def skip(self, size: int, name: str, why: str) -> None:
        """Keep why a program was left out."""
        self._keep(size, name, {"skipped": why.splitlines()[0]})

    def _keep(self, size: int, name: str, entry: Entry) -> None:
        self.told["measured"] = datetime.now(UTC).date().isoformat()
        self.told["machine"] = f"{os.cpu_count()} cores, Python {platform.python_version()}"
        self.told["sizes"].setdefault(str(size), {})[name] = entry
        self.file.parent.mkdir(parents=True, exist_ok=True)
        partial = self.file.with_suffix(".part")
        partial.write_text(json.dumps(self.told, indent=1, sort_keys=True) + "\n", "utf-8")
        partial.replace(self.file)
