"""A work: anything that is cited, an entry of `bibliography.bib` with the field names of biblatex."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import Field, PrivateAttr

from macros.core.models.base import Record, ref, term
from macros.core.models.document import FieldPath, dotted
from macros.core.noting.fields import noted_apart
from macros.core.values.types import Address, Edtf, Flag, Id, Language, Line, Moment, Pages, PageTotal, RelatedType

NOT_SEEN, ORIGINAL = "none", "original"
"""The word of the list `sightings` for a work whose text was not found."""


_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?")
"""The address of a website, which stands where no name of an outlet is known."""


@noted_apart("title")
class Work(Record):
    """The bibliographic facts of one work. They live here and only here."""

    kind_id: ClassVar[str] = "work"

    _copy_seen: bool = PrivateAttr(False)

    entrytype: Annotated[Line, term("entry-types"), Field(description="biblatex entry type")]
    author: Annotated[list[Line], Field(description="authors; institutions in double braces")] = []
    editor: Annotated[list[Line], Field(description="editors")] = []
    title: Annotated[
        Line, Field(description="title as printed; a description in square brackets where it was not seen")
    ]
    subtitle: Annotated[Line | None, Field(description="subtitle")] = None
    title_translated: Annotated[
        Line | None,
        Field(description="the title in English, if it is in another language; citations put it in brackets"),
    ] = None
    titleaddon: Annotated[Line | None, Field(description="what explains the title")] = None
    type: Annotated[Line | None, Field(description="kind of document, in words")] = None
    date: Annotated[Edtf | None, Field(description="date of publication (EDTF); left out where none was seen")] = None
    publisher: Annotated[Line | None, Field(description="publisher")] = None
    institution: Annotated[Line | None, Field(description="institution of a report or thesis")] = None
    journaltitle: Annotated[Line | None, Field(description="newspaper, agency or journal")] = None
    booktitle: Annotated[Line | None, Field(description="book or proceedings that it is a chapter or paper of")] = None
    series: Annotated[Line | None, Field(description="series")] = None
    volume: Annotated[Line | None, Field(description="volume")] = None
    number: Annotated[Line | None, Field(description="number or document symbol")] = None
    pages: Annotated[Pages | None, Field(description="pages")] = None
    pagetotal: Annotated[PageTotal | None, Field(description="how many pages it has")] = None
    edition: Annotated[Line | None, Field(description="edition")] = None
    location: Annotated[Line | None, Field(description="place of publication or dateline")] = None
    url: Annotated[Address | None, Field(description="address of the original")] = None
    urldate: Annotated[Moment | None, Field(description="when the address was last opened (EDTF)")] = None
    archiveurl: Annotated[Address | None, Field(description="address of an archived copy")] = None
    plain: Annotated[
        Flag,
        Field(
            description="yes to link only its address, without words of the page and without a copy: for a page "
            "that tells more about people than the archive; `url` is then the shortest address without that"
        ),
    ] = False
    langid: Annotated[Language | None, Field(description="language (BCP 47)")] = None
    keywords: Annotated[Line | None, Field(description="keywords, separated by commas")] = None
    note: Annotated[Line | None, Field(description="what a reader of the reference should know")] = None
    related: Annotated[Id | None, ref("work"), Field(description="work it is a version of")] = None
    relatedtype: Annotated[RelatedType | None, Field(description="how: reprintof, translationof, versionof")] = None
    rights: Annotated[
        Line | None, term("rights"), Field(description="rights in it; those of an annotated work stand in its source")
    ] = None
    seen: Annotated[
        Line | None, term("sightings"), Field(description="how it was seen, if it is relied on and not annotated")
    ] = None
    seenat: Annotated[
        Address | None, Field(description="where it was seen, if not at `url`, which is then the publisher's own page")
    ] = None
    seenon: Annotated[Moment | None, Field(description="when it was last read or, if not found, looked for (EDTF)")] = (
        None
    )
    instrument: Annotated[
        Id | None, ref("instrument"), Field(description="instrument whose text it is; gives its legal citations")
    ] = None
    oscola: Annotated[Line | None, Field(description="OSCOLA citation of a treaty or resolution without record")] = None
    bluebook: Annotated[
        Line | None, Field(description="Bluebook citation of a treaty or resolution without record")
    ] = None
    uncertain: Annotated[Line | None, Field(description="what is not confirmed; shown with the reference")] = None

    @property
    def copy_seen(self) -> bool:
        """Whether the last look at the web found an archived copy; set by the loader, not recorded."""
        return self._copy_seen

    def saw_copy(self, seen: bool) -> None:
        """Tell the work what the last look found; called once, by the loader."""
        self._copy_seen = seen

    @property
    def read_at(self) -> str:
        """The address at which it was seen; empty if no text of it was seen."""
        return "" if self.seen in (None, NOT_SEEN) else self.seenat or self.url or ""

    @property
    def short_text(self) -> str:
        """Who published it, and when; the address of a website and a name at GitHub are told as such."""
        at = f"the website {self.outlet}" if _HOST.fullmatch(self.outlet) else self.outlet
        at = f"{at} on {self.publisher}" if self.publisher == "GitHub" != at else at
        return f"{at}, {self.date.in_words() if self.date else 'undated'}"

    def field(self, place: FieldPath) -> str:
        """The same with the key in front, since all works share one file."""
        return dotted((self.id, *place))

    @property
    def outlet(self) -> str:
        """Who is named first in running text: the newspaper, else the author, else the publisher."""
        return self.journaltitle or self.creator or self.publisher or self.institution or self.id

    @property
    def creator(self) -> str:
        """The first author: an institution whole, a person by family name; "and others" where there are more."""
        if not self.author:
            return ""
        first = self.author[0]
        name = first.strip("{}") if first.startswith("{") else first.split(",")[0]
        return name if len(self.author) == 1 else f"{name} and others"
