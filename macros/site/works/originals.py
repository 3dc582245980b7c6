"""The way from the archive to an original: its address, a text fragment into it, and its archived copy.

Text fragments follow the WICG draft "URL Fragment Text Directives", the attributes of the links Robust Links 1.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from macros.core.archive import Archive
from macros.core.models import Source, Work
from macros.core.models.web_archive import Copy, archived
from macros.core.stated import StatedClaim

ORIGINAL, PUBLISHER, REPOST = "original", "publisher’s page", "repost"


@dataclass(frozen=True)
class Original:
    """A page on which an original is read, named for what it is.

    `href` and `copy_href` lead to the located words; `address` and `copy` are the pages themselves. `copy` is empty
    where the page is an archived one. Whether a copy was seen there, `copied` knows.
    """

    name: str
    address: str
    copied: Copy
    fragment: str

    @property
    def copy(self) -> str:
        """Where a copy is or may be looked for."""
        return self.copied.address

    @property
    def href(self) -> str:
        """The page, opened at the located words."""
        return joined(self.address, self.fragment)

    @property
    def copy_href(self) -> str:
        """The copy, opened at the located words; a calendar of copies as it is."""
        return self.copy if self.copied.calendar else joined(self.copy, self.fragment)


def fragment(phrases: Sequence[str]) -> str:
    """`:~:text=phrase`, of several phrases `:~:text=first,last`; nothing for none."""
    ends = [phrases[0], phrases[-1]] if len(phrases) > 1 else phrases
    return ":~:text=" + ",".join(map(_encoded, ends)) if ends else ""


def _encoded(phrase: str) -> str:
    """Percent-encoded, also `-`, `,` and `&`, which part the pieces of a text directive."""
    return quote(phrase, safe="").replace("-", "%2D")


def joined(address: str, text: str) -> str:
    """An address with a text fragment, behind the fragment that it may have."""
    return address if not text else f"{address}{'' if '#' in address else '#'}{text}"


def originals(archive: Archive, work: Work | None, phrases: Sequence[str] = ()) -> list[Original]:
    """The pages on which a work is read: of a repost the publisher's own page first, then the repost."""
    source = archive.of("source").get(work.id) if work else None
    repost = source.syndication if isinstance(source, Source) else None
    own = archive.works.get(repost.of) if repost else None
    named = [(PUBLISHER, own), (REPOST if repost else ORIGINAL, work)]
    return [page for name, one in named if (page := of_work(one, name, phrases))]


def of_work(work: Work | None, name: str = ORIGINAL, phrases: Sequence[str] = ()) -> Original | None:
    """The page of a single work under a name; None where it has no address. A `plain` one is opened at no words."""
    if not work or not work.url:
        return None
    return Original(name, work.url, archived(work), "" if work.plain else fragment(phrases))


def of_claim(archive: Archive, stated: StatedClaim) -> list[Original]:
    """The pages on which a claim is read, opened at its locator phrases."""
    return originals(archive, stated.work, stated.claim.find)


def of_passages(archive: Archive, source: Source, first: int, last: int) -> list[Original]:
    """The pages on which passages are read, opened at their locator phrases, of several from first to last."""
    located = list(_located(source, first, last))
    phrases = located[0] if len(located) == 1 else [located[0][0], located[-1][-1]] if located else []
    return originals(archive, archive.works.get(source.id), phrases)


def _located(source: Source, first: int, last: int) -> Iterator[list[str]]:
    return (source.passages[number] for number in range(first, last + 1) if number in source.passages)
