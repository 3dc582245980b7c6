"""The tables of docs/about/growth.md, made from what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.results import AGAIN, CHECK, LABELS, OURS, Entry, Results

BY, PAGE = "built by", "page"
"""The columns of words; the others are figures."""
COSTS = (
    *("sources", BY, "pages", "processor", "processor a source", "clock"),
    *("memory, one process", "memory, together", "bytes", "bytes a source"),
)
OWN = ("sources", "cold", "nothing changed", "check", "first search, one word", "four words")
NONE = "–"
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
        f"{entry['ours']:,.0f} MB",
        f"{entry['together']:,.0f} MB",
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
        *(f"{searched[what] / 1e3:,.0f} kB" if what in searched else NONE for what in ("one word", "four words")),
    ]


def largest(results: Results) -> str:
    """The largest page of each kind, compressed, by size of the archive."""
    pages = {size: results.cost(size, OURS).get("largest", {}) for size in results.sizes}
    kinds = sorted({kind for found in pages.values() for kind in found if not kind.startswith(("ko/", "zh/"))})
    rows = [
        [f"`{kind}`" if "/" in kind else kind, *(_page(found.get(kind)) for found in pages.values())] for kind in kinds
    ]
    return table("The largest page of each kind", (PAGE, *(f"{size:,}" for size in pages)), rows)


def _page(page: Sequence[str | int] | None) -> str:
    return f"{int(page[1]) / 1e3:,.0f} kB, sent {int(page[2]) / 1e3:,.0f}" if page else NONE


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
