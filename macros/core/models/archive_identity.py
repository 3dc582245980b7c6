"""`identity.yml`: the archive's name and makers, its addresses, who reviews it, and what its owner confirmed.

It is the one file that a fork changes. Pages, settings and commands read it; `make identity` copies it into the files
that GitHub reads. This file alone decides whether people at risk are told how to reach the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from macros.core.models.archive_citation import CITATION_PATH, ArchiveCitation, Contact, folder_address
from macros.core.models.base import Shape
from macros.core.models.document import Document
from macros.core.problems import Problem
from macros.core.values.types import Address, Day, Line

IDENTITY_PATH = "identity.yml"
MOST_OF_A_NAME = 200
"""Most characters of the name of the archive or of its makers; every page shows them."""
REPOSITORY = re.compile(r"https://[\w.-]+/[\w.-]+(?:/[\w.-]+)?", re.ASCII)
_OWNERS = re.compile(r"@[\w-]+(?:/[\w-]+)?(?: @[\w-]+(?:/[\w-]+)?)*", re.ASCII)


def _repository(address: str) -> str:
    if not REPOSITORY.fullmatch(address) or address.endswith(".git"):
        raise ValueError(f"'{address}' is not the address of a repository; write https://github.com/owner/name")
    return address


def _owners(text: str) -> str:
    if not _OWNERS.fullmatch(text):
        raise ValueError(f"'{text}' does not name a team or an account; write @organization/team, in quotes")
    return text


def _site(address: str) -> str:
    way = address.partition("://")[2]
    if "//" in way or "/../" in address or "/./" in address:
        raise ValueError(f"'{address}' has //, /../ or /./ in it; write the address as a browser shows it")
    if way.partition("/")[0] != way.partition("/")[0].lower():
        raise ValueError(f"'{address}' has capitals in its host; write small letters, as browsers do")
    return address


def _named(text: str) -> str:
    if len(text) > MOST_OF_A_NAME or re.search("[<>{}]", text):
        raise ValueError(f"should be at most {MOST_OF_A_NAME} characters of plain text, without < > {{ }}")
    return text


class OwnerConfirmed(Shape):
    """What the owner has confirmed, and on which day."""

    at: Annotated[Address, Field(description="the repository that is meant, the same as `repository`")]
    repository: Annotated[Day | None, Field(description="day on which the owner confirmed that it is theirs")] = None
    private_reporting: Annotated[
        Day | None, Field(description="day on which the owner switched private reporting on and tried it")
    ] = None


class Identity(Shape):
    """The archive's identity. `private_form` and `mailboxes` are empty until the owner has confirmed both points."""

    name: Annotated[Line, AfterValidator(_named), Field(description="name of the archive")]
    makers: Annotated[Line, AfterValidator(_named), Field(description="who makes it, as it is cited")]
    site: Annotated[
        Address,
        AfterValidator(folder_address),
        AfterValidator(_site),
        Field(description="where it is published; ends with /"),
    ]
    repository: Annotated[Address, AfterValidator(_repository), Field(description="where its files are kept")]
    maintainers: Annotated[
        Line,
        AfterValidator(_owners),
        Field(description="who reviews every change: @organization/team, or accounts"),
    ]
    contact: Annotated[Contact | None, Field(description="a mailbox that somebody reads")] = None
    confirmed: Annotated[OwnerConfirmed | None, Field(description="what the owner has confirmed")] = None

    @property
    def repository_name(self) -> str:
        """The repository without its host: `owner/name`."""
        return self.repository.split("/", 3)[3]

    @property
    def is_reachable(self) -> bool:
        """Whether people at risk may be told how to reach the archive: the owner has confirmed both points."""
        said = self.confirmed
        return bool(said and said.at == self.repository and said.repository and said.private_reporting)

    @property
    def private_form(self) -> str:
        """The address of the private form; empty while there is no safe way."""
        return f"{self.repository}/security/advisories/new" if self.is_reachable else ""

    @property
    def mailboxes(self) -> list[Contact]:
        """Where people without an account may write; empty while there is no safe way."""
        return [self.contact] if self.contact and self.is_reachable else []


UNKNOWN_IDENTITY = Identity.model_validate(
    {
        "name": "Archive",
        "makers": "-",
        "site": "https://archive.invalid/",
        "repository": "https://archive.invalid/unknown",
        "maintainers": "@unknown",
    }
)
"""The placeholder while the file is broken; nothing is published then, and nobody is told how to reach us."""


def identity_problems(identity: Identity, document: Document) -> Iterator[Problem]:
    """A confirmation for another repository, as after a fork or a move."""
    if identity.confirmed and identity.confirmed.at != identity.repository:
        wrong = f"is not the repository {identity.repository}; confirm it for this one, or remove `confirmed`"
        yield Problem(IDENTITY_PATH, document.line(("confirmed", "at")), "confirmed.at", wrong, "value")


def citation_problems(identity: Identity, citation: ArchiveCitation, document: Document) -> Iterator[Problem]:
    """Where the citation file differs from the archive's identity, or names a mailbox.

    A mailbox is shown only on the page for people at risk, below its advice; the data files repeat the citation file.
    """
    pairs = (
        ("title", citation.title, identity.name),
        ("authors", citation.makers, identity.makers),
        ("url", citation.url, identity.site),
        ("repository-code", citation.repository_code, identity.repository),
    )
    for name, here, there in pairs:
        if here != there:
            wrong = f"differs from {IDENTITY_PATH}; run `make identity`"
            yield Problem(CITATION_PATH, document.line((name,)), name, wrong, "value")
    if citation.contact:
        wrong = f"names a mailbox, which only {IDENTITY_PATH} may do; run `make identity`"
        yield Problem(CITATION_PATH, document.line(("contact",)), "contact", wrong, "value")
