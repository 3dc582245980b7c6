"""GitHub's settings, read through `gh`: the only module that runs it, and only on request.

`gh` signs in by itself: this module sees no token, and every request only reads.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

_SECONDS = 30
_FINE = 200
"""The HTTP status of an answer with content (RFC 9110)."""
Kind = TypeVar("Kind", dict[str, Any], list[Any])


class Setting(NamedTuple):
    """GitHub's answer: an HTTP status (0 without an answer), the content, and why there is none."""

    status: int
    said: Any = None
    fault: str = ""

    @property
    def reason(self) -> str:
        """Why the setting is unknown."""
        return self.fault or f"GitHub answered {self.status}"

    def read(self, kind: type[Kind]) -> Kind | None:
        """The content, if the status is 200 and it is a mapping or list as expected."""
        return self.said if self.status == _FINE and isinstance(self.said, kind) else None


Ask = Callable[[str], Setting]


def ask(path: str) -> Setting:
    """Read one address of the REST API, such as `repos/owner/name/pages`. Never raises."""
    program = shutil.which("gh")
    if program is None:
        return Setting(0, fault="gh is not installed")
    line = [program, "api", "--method", "GET", path]
    try:
        done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 # a list and no shell
    except (OSError, subprocess.TimeoutExpired):
        return Setting(0, fault="gh did not answer")
    status = re.search(rb"\(HTTP (\d{3})\)", done.stderr)
    if done.returncode and not status:
        return Setting(0, fault=_first_line(done.stderr) or "gh gave no reason")
    return Setting(int(status[1]) if status else _FINE, _read(done.stdout))


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None


def _first_line(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").strip().split("\n")[0][:120]
