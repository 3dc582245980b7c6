"""Where pandoc is, and how it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypandoc


class ProcessorError(Exception):
    """Pandoc cannot run; the message says why."""


def run(arguments: Sequence[str], what: str, environment: Mapping[str, str] | None = None) -> str:
    """What pandoc prints. `what` says in a message what it could not do. Raises ProcessorError."""
    line, settings = [_pandoc(), *arguments], {**os.environ, **(environment or {})}
    done = subprocess.run(  # noqa: S603 # ours
        line, capture_output=True, check=False, text=True, encoding="utf-8", env=settings
    )
    if done.returncode:
        raise ProcessorError(f"pandoc cannot {what}: {done.stderr.strip()[:300]}")
    return done.stdout


def _pandoc() -> str:
    """The pandoc of `requirements.lock`, by whose version results are kept; never another one of the machine."""
    found = shutil.which("pandoc", path=str(Path(pypandoc.__file__).with_name("files")))
    if found is None:
        raise ProcessorError("pandoc is missing; `make` installs it from requirements.lock")
    return found
