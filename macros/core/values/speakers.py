"""Links of an attribution chain: who speaks and, if they speak for an organization, for which one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from macros.core.values.ids import ID, id_fault

FOR = " for "
SPEAKER_PATTERN = rf"{ID.pattern}(?:{FOR}{ID.pattern})?"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a chain: an organization, a person or a voice, and the body in whose name it speaks, if any.

    A person and the body for which they speak are one link, since nothing was handed on between them.
    """

    id: str
    body: str = ""

    def __reduce__(self) -> tuple[Callable[[str], Speaker], tuple[str]]:
        """One that was kept is read again, so equal ones are there once."""
        return parse_speaker, (self.text,)

    @property
    def text(self) -> str:
        """The link as contributors write it: `wang-wenbin for prc-mfa`, or an id alone."""
        return self.id + (FOR + self.body if self.body else "")

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all who answer for it: the speaker, then the body."""
        return (self.id, self.body) if self.body else (self.id,)


@lru_cache(maxsize=65536)
def parse_speaker(text: str) -> Speaker:
    """Read a link. Raises ValueError with what would be right."""
    words = text.split()
    if len(words) == 1 or re.search(r"[^\sa-z0-9-]", text):
        if wrong := id_fault(text):
            raise ValueError(wrong)
        return Speaker(text)
    if len(words) != len(("id", "for", "id")) or words[1] != FOR.strip():
        raise ValueError(f"'{text}' is not a link of a chain; write an id, or `person for organization`")
    for record_id in (words[0], words[2]):
        if wrong := id_fault(record_id):
            raise ValueError(wrong)
    return Speaker(words[0], words[2])
