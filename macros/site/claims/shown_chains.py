"""Links of attribution chains as they are shown: who speaks, and for which body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.site.addresses import RecordLink

THROUGH = " → "
"""Between two links, the origin first: the second passed on what the first said."""
TOGETHER = " and "
"""Between two who speak together, as co-signatories and an author do: neither passed the other on."""
SPOKESPERSON = ", spokesperson of "
SPEAKS_FOR = ", for "
IN_APPOSITION = ", "
"""What stands in a chain between a person and the mandate that they hold: "Elizabeth Salmón, Special Rapporteur"."""
HOLDS = ", holder of "
"""What stands in a sentence between a person and a mandate, which is one person."""
MANDATE = "special-procedure"
"""The kind of body that one person is."""


@dataclass(frozen=True, slots=True)
class ShownLink:
    """One link: who speaks and, for somebody who speaks for a body, that body and how (`, spokesperson of `).

    `beside` is set where it speaks together with the next link and was not passed on by it.
    """

    speaker: RecordLink
    how: str = ""
    body: RecordLink | None = None
    beside: bool = False

    @property
    def text(self) -> str:
        """`Wang Wenbin, spokesperson of China's Foreign Ministry`."""
        return self.speaker.text + self.how + (self.body.text if self.body else "")

    @property
    def then(self) -> str:
        """What stands between it and the next link."""
        return TOGETHER if self.beside else THROUGH

    @property
    def answering(self) -> tuple[RecordLink, ...]:
        """All who answer for it: the speaker, then the body."""
        return (self.speaker, self.body) if self.body else (self.speaker,)


def in_words(chain: Iterable[ShownLink]) -> str:
    """A chain in one line."""
    links = list(chain)
    return "".join(f"{link.text}{link.then}" for link in links[:-1]) + "".join(link.text for link in links[-1:])


def names(chain: Iterable[ShownLink]) -> tuple[str, ...]:
    """The names of all who answer for a chain, each once."""
    return tuple(dict.fromkeys(one.text for link in chain for one in link.answering))
