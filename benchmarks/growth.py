"""Take over what `make bench` found into docs/about/growth.md: `make growth`.

What was found is kept in benchmarks/growth.json. Under each heading of `PARTS` the page has what is made of it, up to
the next heading; the rest of the page is prose. The figure is beside it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.growth_figure import figure
from benchmarks.growth_tables import circumstances, costs, largest, own
from benchmarks.results import Results
from benchmarks.run import FOUND
from benchmarks.trees import REPOSITORY

KEPT = REPOSITORY / "benchmarks/growth.json"
PAGE = REPOSITORY / "docs/about/growth.md"
PARTS: dict[str, Callable[[Results], str]] = {
    "What building costs": costs,
    "This archive as it grows": own,
    "The largest page of each kind": largest,
    "Where it was measured": circumstances,
}


def page_with(text: str, results: Results) -> str:
    """The page with its made parts made anew."""
    for heading, made in PARTS.items():
        part = re.compile(rf"(^## {re.escape(heading)}\n).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
        text = part.sub(lambda found, made=made: f"{found[1]}\n{made(results)}\n\n", text)  # type: ignore[misc] # bound
    return text.rstrip("\n") + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the results over, and write the page and its figure."""
    parser = argparse.ArgumentParser(description="Make the page of measurements from what was found.")
    parser.add_argument("--found", type=Path, default=FOUND, help="the file that `make bench` has written")
    options = parser.parse_args(arguments)
    if options.found.exists():
        KEPT.write_bytes(options.found.read_bytes())
    results = Results(KEPT)
    PAGE.write_text(page_with(PAGE.read_text("utf-8"), results), "utf-8")
    PAGE.with_suffix(".svg").write_text(figure(results), "utf-8")
    print(f"{PAGE.relative_to(REPOSITORY)}: {', '.join(f'{size:,}' for size in results.sizes)} sources")
    return 0


if __name__ == "__main__":
    sys.exit(main())
