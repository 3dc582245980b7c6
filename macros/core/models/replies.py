"""The published reply of an organization or a person that the archive names."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.core.models.shape import Shape, ref
from macros.core.values.types import Id


class Reply(Shape):
    """A reply that appeared under the name of whoever replies. It is linked, never shortened and never summarized."""

    work: Annotated[Id, ref("work"), Field(description="the published reply, an entry of the bibliography")]
    to: Annotated[
        list[Id],
        ref("source|incident"),
        Field(description="sources and incidents that it answers; left out if it answers all that is said here"),
    ] = []

    def answers(self, places: set[str]) -> bool:
        """Whether it answers one of these sources and incidents."""
        return not self.to or not places.isdisjoint(self.to)


Replies = Annotated[
    list[Reply],
    Field(description="published replies to what this archive or its sources say of it, shown where it is named"),
]
