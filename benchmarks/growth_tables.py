"""The tables of docs/about/growth.md, made from what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.results import AGAIN, CHECK, LABELS, OURS, Entry, Results

BY, PAGE = "built by", "page"
"""The columns of words; the others are figures."""
COSTS = (
    *("sources", BY, "pages", "processor", "processor a source", "clock"),
    *("memory: first process", "with its workers", "largest other program", "all together"),
    *("bytes", "bytes a source"),
)
SEARCHES = ("one word", "four words", "six words")
OWN = ("sources", "cold", "nothing changed", "check", *(f"first search, {what}" for what in SEARCHES))
NONE = "–"
Page = tuple[str, int, int]
"""Address of a page, its bytes, and its bytes as they are sent."""
FEW = 1_000
"""Sources for which a site is told in MB with a decimal."""


def costs(results: Results) -> str:
    """What each program cost at each size."""
    rows = [_cost(size, name, results.entry(size, name)) for size in results.sizes for name in LABELS]
    return table("What building costs", COSTS, [row for row in rows if row])


def _cost(size: int, name: str, entry: Entry) -> list[str]:
    if not entry or "skipped" in entry or name == CHECK:
        return []
    weight = (
        [_megabytes(entry["bytes"]), f"{entry['bytes'] / size / 1e3:,.0f} kB"] if "bytes" in entry else [NONE, NONE]
    )
    return [
        f"{size:,}",
        LABELS[name],
        f"{entry['pages']:,}" if "pages" in entry else NONE,
        f"{entry['processor']:,.1f} s",
        f"{entry['processor'] / size * 1000:,.1f} ms",
        f"{entry['seconds']:,.1f} s",
        *(
            f"{entry[whose]:,.0f} MB" if entry.get(whose) else NONE
            for whose in ("ours", "workers", "other", "together")
        ),
        *weight,
    ]


def own(results: Results) -> str:
    """What this archive costs at each size: processor time, and the bytes of a first search."""
    return table("This archive as it grows", OWN, [_own(results, size) for size in results.sizes])


def _own(results: Results, size: int) -> list[str]:
    times = [results.cost(size, name).get("processor") for name in (OURS, AGAIN, CHECK)]
    searched = results.cost(size, OURS).get("first_search", {})
    return [
        f"{size:,}",
        *(f"{time:,.1f} s, {time / size * 1000:,.1f} ms a source" if time else NONE for time in times),
        *(f"{searched[what] / 1e3:,.0f} kB" if what in searched else NONE for what in SEARCHES),
    ]


def largest(results: Results) -> str:
    """The largest page of each kind, by size of the archive, and how much larger it becomes."""
    pages = {size: results.cost(size, OURS).get("largest", {}) for size in results.sizes}
    kinds = sorted({kind for found in pages.values() for kind in found if not kind.startswith(("ko/", "zh/"))})
    rows = [_kind(kind, [found.get(kind) for found in pages.values()]) for kind in kinds]
    return table("The largest page of each kind", (PAGE, *(f"{size:,}" for size in pages), "last to first"), rows)


def _kind(kind: str, pages: list[Page | None]) -> list[str]:
    """One row; the last cell says by how much the page is larger in the largest archive than in the smallest."""
    known = [page for page in pages if page]
    growth = f"{known[-1][1] / known[0][1]:.1f}" if len(known) > 1 else NONE
    return [f"`{kind}`" if "/" in kind else kind, *map(_page, pages), growth]


def _page(page: Page | None) -> str:
    return f"{page[1] / 1e3:,.0f} kB, sent {page[2] / 1e3:,.0f}" if page else NONE


def circumstances(results: Results) -> str:
    """Where it was measured, and what was left out."""
    parts = [f"Measured on {results.told['measured']} with {results.told['machine']}."]
    parts += [f"Left out: {line}." for line in dict.fromkeys(_left_out(results))]
    return "\n".join(parts)


def _left_out(results: Results) -> Iterator[str]:
    for size in results.sizes:
        for name, label in LABELS.items():
            if why := results.entry(size, name).get("skipped"):
                yield f"{label} at {size:,} sources ({why.partition(':')[0]})"


def table(label: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown that can be scrolled on a narrow screen."""
    lines = [head, ["---" if one in (BY, PAGE) else "---:" for one in head], *rows]
    made = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    frame = f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}" markdown>'
    return f"{frame}\n\n{made}\n\n</div>"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size < FEW * 1e5 else f"{size / 1e6:,.0f} MB"
