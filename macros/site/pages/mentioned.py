"""Where the sources speak of a record: by source, the passages with what each calls it and how its entry begins."""

from __future__ import annotations

from collections.abc import Container
from itertools import groupby
from typing import NamedTuple

from macros.core.models import Incident, Record
from macros.core.relations import Mention
from macros.site.site import Site

WITH_WORDS = 80
"""The most passages of a list that all have their first words; in a longer list the first of each source has them."""


IN_YEARS = 12
"""The most sources of a list that is not folded by year."""


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


class MentionedIn(NamedTuple):
    """A source that speaks of a record: its places in order, the roles it gives it, and the names it uses."""

    source: str
    places: list[MentionedAt]

    @property
    def roles(self) -> list[str]:
        """Its roles there, each once; merely being mentioned is none."""
        found = [mention.role for place in self.places for mention in place.mentions if mention.role != "mentioned"]
        return list(dict.fromkeys(found))

    @property
    def names(self) -> list[str]:
        """What the document calls it, each name once."""
        found = [mention.named for place in self.places for mention in place.mentions if mention.named]
        return list(dict.fromkeys(found))

    @property
    def told(self) -> list[MentionedAt]:
        """The places that have a line of their own: the first words of their entry."""
        return [place for place in self.places if place.words]

    @property
    def others(self) -> list[MentionedAt]:
        """All others."""
        return [place for place in self.places if not place.words]


class MentionedYear(NamedTuple):
    """The sources of one year; its label is empty where a list is short and not folded by year."""

    label: str
    sources: list[MentionedIn]

    @property
    def number(self) -> int:
        """How many sources there are."""
        return len(self.sources)


def by_year(site: Site, record: Record, only: Container[str] | None = None) -> list[MentionedYear]:
    """Where the sources speak of a record, the oldest first: by year if they are many, else together.

    With `only`, as far as they are among these.
    """
    found = [MentionedIn(source, places) for source, places in mentioned(site, record, only).items()]
    if len(found) <= IN_YEARS:
        return [MentionedYear("", found)] if found else []
    return [MentionedYear(year, list(alike)) for year, alike in groupby(found, lambda one: _year(site, one.source))]


def _year(site: Site, source: str) -> str:
    work = site.archive.works.get(source)
    return work.date.first[:4] if work and work.date else "undated"


def mentioned(site: Site, record: Record, only: Container[str] | None = None) -> dict[str, list[MentionedAt]]:
    """The places in each source, or in some, in the order of its passages; the oldest source is first."""
    found = _mentions(site, record)
    for source, passage in _claimed(site, record):
        at = found.setdefault(source, {})
        if not any(first <= passage <= last for first, last in at):
            at[passage, passage] = []
    short = sum(len(at) for at in found.values()) > WITH_WORDS
    wanted = [source for source in found if only is None or source in only]
    return {source: _places(site, source, found[source], short) for source in sorted(wanted, key=site.rank)}


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
