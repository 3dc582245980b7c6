"""`CITATION.cff`: the name of the archive as a whole, who makes it, where it is published and its licence.

The file follows the Citation File Format 1.2.0, which allows nothing else. Name, makers and addresses come from
`identity.yml`; `make identity` writes them here, and any difference between the two is a problem.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from macros.core.models.base import Shape
from macros.core.values.types import Address, Day, Line

CITATION_PATH = "CITATION.cff"


def folder_address(address: str) -> str:
    """An address to which those of pages are added. Raises ValueError if it does not end with a slash."""
    if not address.endswith("/"):
        raise ValueError(
            f"'{address}' does not end with a slash; add one, since the addresses of all pages continue it"
        )
    if "?" in address or "#" in address:
        raise ValueError(f"'{address}' has ? or #, behind which no page can be; write the folder of the site alone")
    return address


def _mailbox(text: str) -> str:
    if not re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text, re.ASCII):
        raise ValueError(f"'{text}' is not a mailbox; write it as name@host")
    return text


class Entity(Shape):
    """An author of the archive: a group, in the format an `entity`."""

    name: Annotated[Line, Field(description="name of the group")]
    website: Annotated[Address | None, Field(description="its own site")] = None


class Contact(Shape):
    """Who reads letters to the archive: a group with a mailbox of its own."""

    name: Annotated[Line, Field(description="name of the group")]
    email: Annotated[Line, AfterValidator(_mailbox), Field(description="its mailbox")]


class ArchiveCitation(Shape):
    """The archive's own citation: the keys of the Citation File Format 1.2.0 that it uses."""

    cff_version: Annotated[Literal["1.2.0"], Field(description="version of the format")]
    message: Annotated[Line, Field(description="what to do with the file")]
    type: Annotated[Literal["dataset"], Field(description="what is cited")] = "dataset"
    title: Annotated[Line, Field(description="name of the archive")]
    abstract: Annotated[Line, Field(description="what it holds, in two or three sentences")]
    authors: Annotated[list[Entity], Field(min_length=1, description="who makes it")]
    contact: Annotated[
        list[Contact],
        Field(description="a mailbox that is read"),
    ] = []
    version: Annotated[Line, Field(description="version of the whole")]
    date_released: Annotated[Day, Field(description="day of that version, ISO 8601")]
    url: Annotated[Address, AfterValidator(folder_address), Field(description="where it is published; ends with /")]
    repository_code: Annotated[Address, Field(description="where its files are kept")]
    license: Annotated[Literal["CC-BY-4.0"], Field(description="licence of text and data, an SPDX identifier")]
    keywords: Annotated[list[Line], Field(description="what it is about")] = []

    @property
    def makers(self) -> str:
        """The authors in one line."""
        return ", ".join(author.name for author in self.authors)


UNKNOWN = ArchiveCitation.model_validate(
    {
        "cff-version": "1.2.0",
        "message": "-",
        "title": "Archive",
        "abstract": "-",
        "authors": [{"name": "-"}],
        "version": "-",
        "date-released": "1970-01-01",
        "url": "https://archive.invalid/",
        "repository-code": "https://archive.invalid/",
        "license": "CC-BY-4.0",
    }
)
"""The placeholder while the file is broken; nothing is published then (RFC 2606 reserves the name)."""
