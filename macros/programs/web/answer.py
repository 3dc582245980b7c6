"""The result of requesting an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """A status with a body, or a fault: in words why there is none, and the verdict for it."""

    address: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True
    moved: bool = False
    fault: str = ""
    verdict: str = "unreachable"
