"""Links of attribution chains as they are shown: who speaks, and for which body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.site.addresses import RecordLink

THROUGH = " → "
"""Between two links, the origin first: the second passed on what the first said."""
SPOKESPERSON = ", spokesperson of "
SPEAKS_FOR = ", for "


@dataclass(frozen=True, slots=True)
class ShownLink:
    """One link: who speaks and, for somebody who speaks for a body, that body and how (`, spokesperson of `)."""

    speaker: RecordLink
    how: str = ""
    body: RecordLink | None = None

    @property
    def text(self) -> str:
        """`Wang Wenbin, spokesperson of China's Foreign Ministry`."""
        return self.speaker.text + self.how + (self.body.text if self.body else "")

    @property
    def answering(self) -> tuple[RecordLink, ...]:
        """All who answer for it: the speaker, then the body."""
        return (self.speaker, self.body) if self.body else (self.speaker,)


def in_words(chain: Iterable[ShownLink]) -> str:
    """A chain in one line."""
    return THROUGH.join(link.text for link in chain)


def names(chain: Iterable[ShownLink]) -> tuple[str, ...]:
    """The names of all who answer for a chain, each once."""
    return tuple(dict.fromkeys(one.text for link in chain for one in link.answering))
