"""The examples of the rules: for each a line that breaks it, what is then reported, and the line as it should be."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("examples.yml")


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Example(BaseModel):
    """One example, set in the invented archive of the tests; the head of `examples.yml` says what each field means."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab)

    file: str
    wrong_file: str = ""
    wrong: str
    says: str
    right: str = ""
    also: tuple[str, ...] = ()
    why: str
    instead: str = ""

    @property
    def broken_file(self) -> str:
        """The file that holds the wrong snippet."""
        return self.wrong_file or self.file


@cache
def examples() -> dict[str, Example]:
    """The example of each rule by the rule's id. Raises `ValidationError` for an entry that has not this shape."""
    entries = yaml.safe_load(FILE.read_text("utf-8"))
    return {rule: Example.model_validate(entry) for rule, entry in entries.items()}
