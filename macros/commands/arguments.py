"""The parser of the commands: an option that is doubled or empty is a slip, and is never passed over."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from macros.core.words.personal import withheld


class Parser(argparse.ArgumentParser):
    """A parser whose options have one value each, and whose errors do not repeat personal data."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.register("action", None, _Once)
        self.register("type", Path, _named)

    def error(self, message: str) -> NoReturn:
        """End with 2, after the usage and what is wrong."""
        super().error(withheld(message))


class _Once(argparse.Action):
    """An option with a value, which is given once."""

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        """Keep the value. Raises ArgumentError for a second or an empty one."""
        given: Sequence[str] = getattr(namespace, "given", ())
        if option and self.dest in given:
            raise argparse.ArgumentError(self, "is there twice; keep the one you mean")
        if option and values == "":
            raise argparse.ArgumentError(self, "is empty; say what it is, or leave it out")
        namespace.given = (*given, self.dest)
        setattr(namespace, self.dest, values)


def _named(text: str) -> Path:
    """A path that is named; an empty name would be the folder in which the command was started."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty; name a file or folder")
    return Path(text)
