"""Takes over the result of another run from a file that came from elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from macros.core.models.last_look import Health, Look
from macros.core.problems import Problem
from macros.core.reading.health_file import parse_health
from macros.programs.web.agenda import Target
from macros.programs.web.report import joined


def taken(file: Path, ours: list[Target], today: str) -> tuple[Health | None, list[Problem]]:
    """The looks of a file at our addresses, or the problems for which it is refused.

    The file must not have other addresses, phrases that are not looked for there, or days later than tomorrow (the
    clocks of two machines may be a day apart).
    """
    health, problems = parse_health(file, file.as_posix())
    if health is None:
        return None, problems
    latest = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    if late := [look.looked.text for look in health.looks if look.looked.text > latest]:
        return None, [_later(file, max(late))]
    if health.looked.text > latest:
        return None, [_later(file, health.looked.text)]
    sought = {(target.source, target.copy, target.address): _phrases(target) for target in ours}
    looks = [look for look in health.looks if _fits(look, sought)]
    return joined(looks, None, ours, health.looked.text), []


def _phrases(target: Target) -> set[str]:
    return {item.phrase for item in target.sought}


def _fits(look: Look, sought: dict[tuple[str, str, str], set[str]]) -> bool:
    phrases = sought.get((look.source, look.copy_, look.address))
    return phrases is not None and all(item.phrase in phrases for item in look.missing)


def _later(file: Path, day: str) -> Problem:
    return Problem(
        file.as_posix(), 1, "looked", f"{day} is in the future; run `python -m macros health` again", "value"
    )
