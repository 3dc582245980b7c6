"""What the last look at the sources on the web found: the shape of `data/health.json`, and how it is read.

The file is written by `python -m macros health`, the only part that uses the network and the clock. It says
something about the web and nothing about the records: without it the archive is complete.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from macros.core.documents import Document, read_yaml
from macros.core.files import MAX_LIST_BYTES, UNSEEN, read_text
from macros.core.models.base import Shape
from macros.core.problems import Problem
from macros.core.validation import build
from macros.core.values import Address, ClaimRef, Edtf, Id, Line, Passage, Phrase

HEALTH_PATH = "data/health.json"

VERDICTS = {
    "fine": "the page answers, and every locator phrase that was looked for is found in it",
    "moved": "the page answers under another address, to which the old one leads for good",
    "changed": "the page answers, but a locator phrase is no longer found in it",
    "gone": "the server says that there is no such page (404 or 410)",
    "blocked": "the server, or its robots.txt, does not let a program read the page; a reader may well be able to",
    "unreachable": "no usable answer came: no connection, a time-out, a broken answer, or an error of the server",
}
"""What a look can find, from well to ill, with what it means."""

COPIES = {
    "original": "the page that is annotated",
    "archived": "archived copy",
    "publisher": "the publisher's own page",
    "publisher-archived": "archived copy of the publisher's page",
}
"""Which page of a source was looked at, in the order in which they are shown."""


def _one_of(words: dict[str, str]) -> AfterValidator:
    def check(text: str) -> str:
        if text not in words:
            raise ValueError(f"'{text}' is none of {', '.join(words)}")
        return text

    return AfterValidator(check)


class Missing(Shape):
    """A locator phrase that was not found."""

    phrase: Annotated[Phrase, Field(description="the locator phrase")]
    passage: Annotated[Passage | None, Field(description="passage of the source in which it should stand")] = None
    claim: Annotated[ClaimRef | None, Field(description="claim that it locates")] = None


class Look(Shape):
    """What one look at one address found."""

    source: Annotated[Id, Field(description="source")]
    copy_: Annotated[Line, _one_of(COPIES), Field(alias="copy", description="which page of it")]
    address: Annotated[Address, Field(description="address that was asked for")]
    verdict: Annotated[Line, _one_of(VERDICTS), Field(description="what was found")]
    looked: Annotated[Edtf, Field(description="day of the look")]
    status: Annotated[Line | None, Field(description="HTTP status of the last answer")] = None
    moved_to: Annotated[Address | None, Field(description="address to which it leads for good")] = None
    detail: Annotated[Line | None, Field(description="what else is to be said")] = None
    missing: Annotated[list[Missing], Field(description="locator phrases that were not found")] = []
    etag: Annotated[Line | None, Field(description="entity tag of the answer, for the next look")] = None
    last_modified: Annotated[Line | None, Field(description="date in the answer, for the next look")] = None
    sought: Annotated[Line | None, Field(description="fingerprint of the phrases that were looked for")] = None


class Health(Shape):
    """One look at all sources."""

    looked: Annotated[Edtf, Field(description="day of the last look")]
    looks: Annotated[list[Look], Field(description="what it found, address by address")] = []

    def as_text(self) -> str:
        """The file: JSON with one look a line, so that two of them can be compared line by line."""
        lines = [json.dumps(self.dump(look), ensure_ascii=False) for look in self.looks]
        looks = "[\n  " + ",\n  ".join(lines) + "\n ]" if lines else "[]"
        return f'{{\n "looked": {json.dumps(self.looked.text)},\n "looks": {looks}\n}}\n'

    @staticmethod
    def dump(look: Look) -> dict[str, Any]:
        """One look as it is written: with hyphens, without what is not known."""
        return look.model_dump(by_alias=True, exclude_defaults=True)


def read_health(root: Path) -> tuple[Health | None, list[Problem]]:
    """The last look; None where nobody has looked yet, problems where the file is none of ours."""
    file = root / HEALTH_PATH
    return parse_health(file, HEALTH_PATH) if file.exists() else (None, [])


def parse_health(file: Path, shown: str) -> tuple[Health | None, list[Problem]]:
    """A file of this shape. Positions are looked up only for a file that is wrong, since that takes long."""
    text, problems = read_text(file, shown, MAX_LIST_BYTES)
    if problems:
        return None, problems
    try:
        tree = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        wrong = f"is not JSON; delete it, or write it anew with `python -m macros health --out {shown}`"
        return None, [Problem(shown, getattr(error, "lineno", 1), "", wrong, "value")]
    if UNSEEN.search(json.dumps(tree, ensure_ascii=False)):
        wrong = "holds an invisible character as an escape; look at the sources anew"
        return None, [Problem(shown, 1, "", wrong, "invisible-character")]
    if not isinstance(tree, dict):
        return None, [Problem(shown, 1, "", "should hold one object with `looked` and `looks`", "value")]
    health, problems = build(Health, Document(shown, tree=tree))
    return health, _placed(text, shown, problems)


def _placed(text: str, shown: str, problems: list[Problem]) -> list[Problem]:
    """The problems with their lines; JSON is YAML enough to be read for those."""
    if not problems:
        return []
    document, wrong = read_yaml(text, shown)
    return problems if wrong else build(Health, document)[1] or problems
