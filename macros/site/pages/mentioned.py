"""Where the sources speak of a record: by source, the passages with what each calls it and how its entry begins."""

from __future__ import annotations

from typing import NamedTuple

from macros.core.models import Incident, Record
from macros.core.relations import Mention
from macros.site.site import Site

WITH_WORDS = 80
"""The most passages of a list that all have their first words; in a longer list the first of each source has them."""


class MentionedAt(NamedTuple):
    """A passage, or the passages `passage` to `last` of one entry; 0 is the document as a whole.

    `mentions` are what it says of the record. They are empty at a passage that makes a claim about an incident and does
    not point to it.
    """

    passage: int
    last: int
    mentions: list[Mention]
    words: str

    @property
    def telling(self) -> list[Mention]:
        """The mentions that say more than that it is mentioned: its role there, its name there, a provision."""
        return [one for one in self.mentions if one.role != "mentioned" or one.named or one.provision or one.ours]


def mentioned(site: Site, record: Record) -> dict[str, list[MentionedAt]]:
    """The places in each source, in the order of its passages; the oldest source is first."""
    found = _mentions(site, record)
    for source, passage in _claimed(site, record):
        at = found.setdefault(source, {})
        if not any(first <= passage <= last for first, last in at):
            at[passage, passage] = []
    short = sum(len(at) for at in found.values()) > WITH_WORDS
    return {source: _places(site, source, found[source], short) for source in sorted(found, key=site.rank)}


def _mentions(site: Site, record: Record) -> dict[str, dict[tuple[int, int], list[Mention]]]:
    found: dict[str, dict[tuple[int, int], list[Mention]]] = {}
    for mention in site.relations.mentions.get((record.kind_id, record.id), ()):
        at = found.setdefault(mention.source, {})
        at.setdefault((mention.passage, mention.last), []).append(mention)
    return found


def _claimed(site: Site, record: Record) -> list[tuple[str, int]]:
    """The passages with a claim about an incident, whether or not they point to it."""
    claims = site.relations.claims_of.get(record.id, ()) if isinstance(record, Incident) else ()
    return [(stated.owner, stated.claim.passage) for stated in claims if stated.claim.passage]


def _places(site: Site, source: str, at: dict[tuple[int, int], list[Mention]], short: bool) -> list[MentionedAt]:
    places = []
    for number, (first, last) in enumerate(sorted(at)):
        words = "" if short and number else site.first_words.at(source, first, last)
        places.append(MentionedAt(first, last, at[first, last], words))
    return places
