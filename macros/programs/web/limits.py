"""How much one look may cost, and the clock that enforces it."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The limits of a look: times in seconds, sizes in bytes.

    `total` is for one request, `target` for one address with its redirects, tries and pauses, `run` for all of them.
    """

    connect: float = 10
    read: float = 20
    total: float = 60
    target: float = 300
    run: float = 5_400
    size: int = 5_000_000
    robots: int = 512_000
    heads: int = 200_000
    delay: float = 2
    backoff: float = 2
    patience: float = 120
    tries: int = 3
    redirects: int = 5


class Clock:
    """A time limit that runs from its creation."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def rest(self) -> float:
        """Seconds that are left; 0 when the time is over."""
        return max(0.0, self._end - time.monotonic())
