"""The way from the archive to an original: its address, a text fragment into it, and its archived copy.

Text fragments follow the WICG draft "URL Fragment Text Directives", the attributes of the links Robust Links 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from macros.core.archive import Archive
from macros.core.models import Source, Work
from macros.core.models.web_archive import Copy, archived
from macros.core.models.work import NOT_SEEN, ORIGINAL

PUBLISHER, REPOST = "publisher’s page", "repost"
_SAME_WORDS = "copy"
"""Of what was read elsewhere, that in which the words of the original stand."""
_LABELS = {
    ORIGINAL: "record.original",
    PUBLISHER: "record.publisher-page",
    REPOST: "record.repost",
    "copy": "record.copy",
    "translation": "record.translation",
    "summary": "record.summary",
}


@dataclass(frozen=True, slots=True)
class Original:
    """A page where an original can be read, named for what it is; a `plain` one cannot be opened at words.

    `href` and `copy_href` lead to the located words; `address` and `copy` are the pages themselves. `copy` is empty if
    the page is an archived one. `copied` says whether a copy was seen there.
    """

    name: str
    address: str
    copied: Copy
    plain: bool = False
    fragment: str = ""

    @property
    def label_key(self) -> str:
        """The label that names it in the language of a page."""
        return _LABELS[self.name]

    @property
    def copy(self) -> str:
        """Where a copy is, or may exist."""
        return self.copied.address

    @property
    def printed(self) -> str:
        """The page as people read addresses."""
        return in_letters(self.address)

    @property
    def href(self) -> str:
        """The page, opened at the located words."""
        return joined(self.address, self.fragment)

    @property
    def copy_href(self) -> str:
        """The copy, opened at the located words; a calendar of copies unchanged, nothing where there is none."""
        return joined(self.copy, self.fragment) if self.copy and not self.copied.calendar else self.copy

    def at(self, phrases: Sequence[str]) -> Original:
        """The same page, opened at these words; a `plain` one unchanged."""
        return replace(self, fragment=fragment(phrases)) if phrases and not self.plain else self


_OTHER_SCRIPTS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def in_letters(address: str) -> str:
    """An address with the letters of all scripts as they are; whoever copies or types it reaches the same page.

    Signs of ASCII stay encoded, since `%2F` and `/` lead to different places, and so does what is not UTF-8 or cannot
    be seen.
    """
    return _OTHER_SCRIPTS.sub(lambda found: _letters(found[0]), address)


def _letters(encoded: str) -> str:
    letters = unquote(encoded, errors="replace")
    return letters if letters.isprintable() and "\ufffd" not in letters else encoded


def fragment(phrases: Sequence[str]) -> str:
    """`:~:text=phrase`, of several phrases `:~:text=first,last`; nothing for none."""
    ends = [phrases[0], phrases[-1]] if len(phrases) > 1 else phrases
    return ":~:text=" + ",".join(map(_encoded, ends)) if ends else ""


def _encoded(phrase: str) -> str:
    """Percent-encoded, also `-`, `,` and `&`, which separate the parts of a text directive."""
    return quote(phrase, safe="").replace("-", "%2D")


def joined(address: str, text: str) -> str:
    """An address with a text fragment, after the fragment that it may have."""
    return address if not text else f"{address}{'' if '#' in address else '#'}{text}"


def of_work(work: Work | None, name: str = ORIGINAL) -> Original | None:
    """The page of a single work under a name; None where it has no address."""
    return Original(name, work.url, archived(work), work.plain) if work and work.url else None


def originals(archive: Archive, key: str) -> tuple[Original, ...]:
    """The pages where a work can be read, that whose text was read as the last.

    For a repost the publisher's own page comes first. Where the text was read at another address than that of the
    work, the copy, translation or summary comes behind it, unless the work is `plain`.
    """
    source = archive.records_of("source").get(key)
    repost = source.syndication if isinstance(source, Source) else None
    work = archive.works.get(key)
    seen, at = _as_seen(source if isinstance(source, Source) else None, work)
    own = of_work(archive.works.get(repost.of), PUBLISHER) if repost else None
    page = of_work(work, REPOST if repost else ORIGINAL if at else seen)
    further = Original(seen, at, Copy()) if work and at and seen != ORIGINAL and not work.plain else None
    if page and further and seen != _SAME_WORDS:
        page = replace(page, plain=True)
    return tuple(one for one in (own, page, further) if one)


def _as_seen(source: Source | None, work: Work | None) -> tuple[str, str]:
    """What the text that was read is, and where it was read if that is not the address of the work."""
    seen, at = work.seen if work else None, work.seenat if work else None
    if source and source.reading:
        seen, at = source.reading.seen, source.reading.at
    return (seen if seen and seen != NOT_SEEN else ORIGINAL), at or ""


def read_page(pages: Sequence[Original]) -> Original | None:
    """Of the pages of a work the one whose text was read: for a repost the repost itself. None if there is none."""
    return pages[-1] if pages and pages[-1].name != PUBLISHER else None


def located(source: Source, first: int, last: int) -> list[str]:
    """The locator phrases that open passages; for several passages from the first to the last."""
    found = [source.passages[number] for number in range(first, last + 1) if number in source.passages]
    return found[0] if len(found) == 1 else [found[0][0], found[-1][-1]] if found else []
