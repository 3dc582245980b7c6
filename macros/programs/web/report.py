"""One look at all sources: which addresses are requested, in what order, and the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from macros.core.models.last_look import COPIES, VERDICTS, Health, Look
from macros.core.values.dates import parse_date
from macros.programs.web.agenda import Target
from macros.programs.web.fetch import Client, origin_of
from macros.programs.web.limits import Clock
from macros.programs.web.verdict import failed, verdict

HOSTS_AT_ONCE = 8
_MOST = 60_000
"""Most characters of a summary; a GitHub issue holds 65,536."""

Tell = Callable[[str], None]


def look_at(targets: list[Target], before: Health | None, client: Client, today: str, tell: Tell) -> list[Look]:
    """A look at every address: different hosts in parallel, but only one request at a time to each.

    `tell` gets the address of every finished look. A failure at one address does not stop the others; addresses for
    which there is no time are left for the next look, which begins with them.
    """
    known = {(look.source, look.copy_, look.address): look for look in before.looks} if before else {}
    clock = Clock(client.limits.run)

    def visit(group: list[Target]) -> list[Look]:
        pairs = [(target, known.get((target.source, target.copy, target.address))) for target in group]
        pairs.sort(key=lambda pair: pair[1].looked.text if pair[1] else "")
        looks = [_one(target, earlier) for target, earlier in pairs if clock.rest]
        return [look for look in looks if look]

    def _one(target: Target, earlier: Look | None) -> Look | None:
        try:
            answer = client.get(target.address, _conditions(target, earlier))
            return verdict(target, answer, earlier, today, client.reader)
        except Exception as error:  # noqa: BLE001 # one address never costs the others
            return failed(target, error, today)
        finally:
            tell(target.address)

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as threads:
        return [look for looks in threads.map(visit, _by_host(targets)) for look in looks]


def _by_host(targets: list[Target]) -> list[list[Target]]:
    groups: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        groups[origin_of(target.address)].append(target)
    return list(groups.values())


def _conditions(target: Target, earlier: Look | None) -> dict[str, str]:
    """Headers that request the page only if it changed, if the last look read it with the same phrases."""
    if earlier is None or earlier.sought != target.fingerprint:
        return {}
    named = {"If-None-Match": earlier.etag, "If-Modified-Since": earlier.last_modified}
    return {name: value for name, value in named.items() if value}


def joined(new: list[Look], before: Health | None, every: list[Target], today: str) -> Health:
    """The new looks, and the old ones at addresses that were not requested this time and are still in the records."""
    ours = {(target.source, target.copy, target.address) for target in every}
    ours -= {(look.source, look.copy_, look.address) for look in new}
    kept = [look for look in before.looks if (look.source, look.copy_, look.address) in ours] if before else []
    looks = sorted([*kept, *new], key=lambda look: (look.source, list(COPIES).index(look.copy_), look.address))
    return Health.model_construct(looked=parse_date(today), looks=looks)


def counts(health: Health) -> str:
    """The number of addresses in each state, in one line."""
    found = {word: sum(look.verdict == word for look in health.looks) for word in VERDICTS}
    return ", ".join(f"{number:,} {word}" for word, number in found.items() if number) or "nothing to look at"


def summary(health: Health) -> str:
    """What is wrong, as Markdown for an issue; empty when all is fine."""
    lines, size = [f"Looked on {health.looked.text}: {counts(health)}.", ""], 0
    ill = [look for look in health.looks if look.verdict != "fine"]
    for number, look in enumerate(ill):
        entry = list(_entry(look))
        size += sum(map(len, entry)) + len(entry)
        if size > _MOST:
            lines.append(f"- … and {len(ill) - number:,} more in `health.json`")
            break
        lines += entry
    return "\n".join(lines) + "\n" if ill else ""


def _entry(look: Look) -> Iterator[str]:
    status = f" ({look.status})" if look.status else ""
    yield f"- `{look.source}`, {COPIES[look.copy_]}: **{look.verdict}**{status} <{look.address}>"
    if look.moved_to:
        yield f"  - now at <{look.moved_to}>"
    if look.detail:
        yield f"  - {look.detail}"
    for item in look.missing:
        place = f"passage {item.passage}" if item.passage else "the page"
        yield f"  - not found in {place}: “{item.phrase}”" + (f", claim `{item.claim}`" if item.claim else "")
