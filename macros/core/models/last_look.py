"""What the last look at the sources on the web found: the shape of `data/health.json`, and how it is read.

The file is written by `python -m macros health`, the only part that uses the network and the clock. It says
something about the web and nothing about the records: without it the archive is complete.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sized
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field

from macros.core.models.base import Shape
from macros.core.values.dates import Date
from macros.core.values.types import AnyAddress, ClaimRef, Edtf, Id, Line, Passage, Phrase

HEALTH_PATH = "data/health.json"
MAX_HEALTH_BYTES = 20_000_000
"""Most bytes of the file. A workflow writes it, not a contributor; 4,000 sources need a tenth of it."""
MAX_LOOKS = 50_000
MAX_MISSING = 500
_MAX_LINE = 300
MAX_ADDRESS = 2_000

VERDICTS = {
    "fine": "the page answers, and every locator phrase that was looked for is found in it",
    "moved": "the page has moved: the old address redirects permanently to another one",
    "changed": "the page answers, but a locator phrase is no longer found in it",
    "gone": "the server says that there is no such page (404 or 410)",
    "blocked": "the server, or its robots.txt, does not let a program read the page; a reader may well be able to",
    "unread": "our program could not read what the server sends: it is too large or too complex, or the program "
    "failed; a person has to look",
    "refused": "our program does not open such an address: a private or local address, an unusual port, an "
    "address with a user name, or something that is not on the web",
    "unreachable": "there was no usable answer: no connection, a time-out, a broken answer or a server error",
}
"""What a look can find, from best to worst, with its meaning."""

COPIES = {
    "original": "the page that is annotated",
    "archived": "archived copy, or where one is looked for",
    "publisher": "the publisher's own page",
    "publisher-archived": "archived copy of the publisher's page, or where one is looked for",
}
"""Which page of a source was looked at, in the order in which they are shown."""


def _one_of(words: dict[str, str]) -> AfterValidator:
    def check(text: str) -> str:
        if text not in words:
            raise ValueError(f"'{text}' is not one of {', '.join(words)}")
        return text

    return AfterValidator(check)


_Sized = TypeVar("_Sized", bound=Sized)


def _at_most(number: int, what: str) -> AfterValidator:
    def check(value: _Sized) -> _Sized:
        if len(value) > number:
            raise ValueError(f"has {len(value):,} {what}; at most {number:,} are taken")
        return value

    return AfterValidator(check)


def _written(pattern: str, wanted: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"is not {wanted}")
        return text

    return AfterValidator(check)


def _one_day(date: Date) -> Date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.text):
        raise ValueError(f"'{date.text}' is not one day; write year, month and day, such as 2026-11-22")
    return date


Words = Annotated[Line, _at_most(_MAX_LINE, "characters")]
Link = Annotated[AnyAddress, _at_most(MAX_ADDRESS, "characters")]
Looked = Annotated[Edtf, AfterValidator(_one_day)]
Fingerprint = Annotated[Line, _written("[0-9a-f]{16}", "a fingerprint of 16 hexadecimal digits")]
Header = Annotated[Line, _written(r"[ -~]{1,200}", "a plain line of at most 200 characters")]


class Missing(Shape):
    """A locator phrase that was not found."""

    phrase: Annotated[Phrase, _at_most(_MAX_LINE, "characters"), Field(description="the locator phrase")]
    passage: Annotated[Passage | None, Field(description="passage of the source where it should be")] = None
    claim: Annotated[ClaimRef | None, Field(description="claim that it locates")] = None


class Look(Shape):
    """What one look at one address found."""

    source: Annotated[Id, Field(description="source")]
    copy_: Annotated[Line, _one_of(COPIES), Field(alias="copy", description="which page of it")]
    address: Annotated[Link, Field(description="address that was asked for")]
    verdict: Annotated[Line, _one_of(VERDICTS), Field(description="what was found")]
    looked: Annotated[Looked, Field(description="day of the look")]
    status: Annotated[
        Annotated[Line, _written("[1-5][0-9]{2}", "an HTTP status of three digits")] | None,
        Field(description="HTTP status of the last answer"),
    ] = None
    moved_to: Annotated[Link | None, Field(description="address to which it redirects permanently")] = None
    detail: Annotated[Words | None, Field(description="further details")] = None
    missing: Annotated[
        list[Missing], _at_most(MAX_MISSING, "phrases"), Field(description="locator phrases that were not found")
    ] = []
    etag: Annotated[Header | None, Field(description="entity tag of the answer, for the next look")] = None
    last_modified: Annotated[Header | None, Field(description="date in the answer, for the next look")] = None
    sought: Annotated[Fingerprint | None, Field(description="fingerprint of the phrases that were looked for")] = None


class Health(Shape):
    """One look at all sources."""

    looked: Annotated[Looked, Field(description="day of the last look")]
    looks: Annotated[
        list[Look], _at_most(MAX_LOOKS, "looks"), Field(description="what it found, address by address")
    ] = []

    def as_text(self) -> str:
        """The file: JSON with one look a line, so that two of them can be compared line by line."""
        lines = [json.dumps(self.dump(look), ensure_ascii=False) for look in self.looks]
        looks = "[\n  " + ",\n  ".join(lines) + "\n ]" if lines else "[]"
        return f'{{\n "looked": {json.dumps(self.looked.text)},\n "looks": {looks}\n}}\n'

    @staticmethod
    def dump(look: Look) -> dict[str, Any]:
        """One look as it is written: with hyphens, without unknown values."""
        return look.model_dump(by_alias=True, exclude_defaults=True)
