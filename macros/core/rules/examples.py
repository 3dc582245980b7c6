"""The examples of the rules: snippets that break each rule, what is then reported, and the right snippet."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

FILE = Path(__file__).with_name("examples.yml")
GAP = "…\n"
"""The line of a snippet that marks left-out lines."""
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same in a tenth of the time, where there is one."""


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _listed(lines: object) -> object:
    """One line alone is written without a list."""
    return [lines] if isinstance(lines, str) else lines


class WrongForm(BaseModel):
    """A wrong snippet for a file of the invented archive, and what is reported if it replaces the right one."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab)

    file: str
    wrong_file: str = ""
    wrong: str = ""
    sound: str = ""
    says: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    right: str = ""
    also: tuple[str, ...] = ()

    @property
    def broken_file(self) -> str:
        """The file that holds the wrong snippet."""
        return self.wrong_file or self.file

    def put(self, text: str) -> str:
        """A text with this form in place of the right one. Raises `ValueError` if that does not occur exactly once."""
        form = self.wrong or self.sound
        if not self.right:
            return form
        for right, new in zip(self.right.split(GAP), form.split(GAP), strict=True):
            if text.count(right) != 1:
                message = f"{self.file} has {right!r} {text.count(right)} times"
                raise ValueError(message)
            text = text.replace(right, new)
        return text


class Example(WrongForm):
    """The example that readers of a rule see, and further forms; the head of `examples.yml` explains the fields."""

    why: str
    instead: str = ""
    more: tuple[WrongForm, ...] = ()

    @property
    def forms(self) -> tuple[WrongForm, ...]:
        """Every form of the rule, beginning with the one that is shown."""
        return (self, *self.more)


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry in which further forms without a file or right snippet take them from the form before."""
    before, more = entry, []
    for form in entry.get("more", []):
        place = {} if "file" in form else {"file": before["file"], "right": before.get("right", "")}
        before = place | form
        more.append(before)
    return entry | {"more": more}


@cache
def examples() -> dict[str, Example]:
    """The example of each rule by the rule's id. Raises `ValidationError` for an entry of another shape."""
    entries = yaml.load(FILE.read_text("utf-8"), _LOADER)  # noqa: S506 # one of the two safe ones
    return {rule: Example.model_validate(_filled(entry)) for rule, entry in entries.items()}
