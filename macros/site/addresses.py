"""Addresses of DESIGN section 3: the one place that knows where a record, claim, note or work is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

from macros.core.archive import Archive
from macros.core.models import KINDS, Incident, Source
from macros.core.models.changes import AnyChange
from macros.core.models.kinds import BY_PLURAL

AT_RISK = "about/at-risk/"
"""The page that people at risk read first. Every page leads there, and no page leads past it."""
DOCUMENT_ENDING = ".docx"
DOCUMENTED = (Source.kind_id, Incident.kind_id)
"""The kinds of records that have a document."""

COMPARE = "compare/"
"""The page on which two documents or speakers are compared."""
FEED = "feed.xml"
"""The feed of all records; that of one record has the same name below its page."""
FED = ("source", "incident", "organization")
"""Kinds of records whose pages have a feed of their own."""


class RecordLink(NamedTuple):
    """A link to a record, or to a place on its page: the record, what the link says, its address below the root."""

    kind: str
    id: str
    text: str
    address: str


def address(kind: str, record_id: str) -> str:
    """The address of a record from the site's root, without a leading slash: `incidents/shenyang-2012/`."""
    return f"{KINDS[kind].page}/" + (f"#{record_id}" if KINDS[kind].anchored else f"{record_id}/")


def document(kind: str, record_id: str) -> str:
    """The file that has all of a source or an incident, for word processors."""
    return f"{address(kind, record_id)}{record_id}{DOCUMENT_ENDING}"


def feed(kind: str, record_id: str) -> str:
    """The feed of a record: `incidents/shenyang-2012/feed.xml`; empty where its kind has none."""
    return f"{address(kind, record_id)}{FEED}" if kind in FED else ""


def of_retired(retired: str) -> str | None:
    """The page of a retired address `kinds/id`; None for an id that never had its own page, such as a claim's."""
    plural, _, record_id = retired.partition("/")
    kind = BY_PLURAL.get(plural)
    return None if kind is None or kind.anchored else address(kind.id, record_id)


def passage(archive: Archive, source: str, number: int) -> str:
    """The address of a passage: `archive/icnk-2012/#p6`; of the whole document for 0."""
    return f"archive/{source}/" + (f"#{passage_anchor(archive, source, number)}" if number else "")


def passage_anchor(archive: Archive, source: str, number: int) -> str:
    """The anchor of a passage on the page of its source: `p6`, or `passage-6` where passages were numbered anew."""
    found = archive.records_of("source").get(source)
    return found.anchor(number) if isinstance(found, Source) else f"p{number}"


def source_part(source: str, first: int) -> str:
    """The address of the part of a long source that begins with a passage: `archive/icnk-2012/from-passage-41/`."""
    return address(Source.kind_id, source) + (f"from-passage-{first}/" if first else "")


def pairs(incident: str) -> str:
    """The address of the documents on an incident, side by side: `compare/shenyang-2012/`."""
    return f"{COMPARE}{incident}/"


def side(key: str) -> str:
    """The address of a comparison whose first side is chosen: `compare/#a=icnk-2012`."""
    return f"{COMPARE}#a={key}"


def origins(incident: str) -> str:
    """The address of what rests on what among the claims of an incident: `incidents/shenyang-2012/origins/`."""
    return f"{address('incident', incident)}origins/"


def record_part(kind: str, record_id: str, section: str, number: int) -> str:
    """The address of a page with a section of the page of a record: `incidents/october-2023/claims/`, `…/claims/2/`."""
    return f"{address(kind, record_id)}{section}/" + (f"{number + 1}/" if number else "")


def speaking(speaker: str) -> str:
    """The key of a speaker in a comparison; a prefix, since its id could be that of a document too."""
    return f"speaker.{speaker}"


def claim_anchor(claim_id: str) -> str:
    """`c-returned-41`."""
    return intern(f"c-{claim_id}")  # the rows of claims hold it, and many have the same


def figure_card(claim: str) -> str:
    """The picture of a claim, by the address of the claim: `archive/icnk-2012/cards/returned-41.svg`."""
    page, _, anchor = claim.partition("#")
    return f"{page}cards/{anchor.removeprefix(claim_anchor(''))}.svg"


def incident_picture(incident: str, layout: str) -> str:
    """The picture of an incident as a file, by the address of its page: `incidents/x/picture-wide.svg`."""
    return f"{incident}picture-{layout}.svg"


def note_anchor(note_id: str) -> str:
    """`n-un-vote`."""
    return f"n-{note_id}"


def change_anchors(changes: Sequence[AnyChange]) -> list[str]:
    """The anchor of each entry of `changes:`, newest first as they are.

    The oldest of one day and kind has the bare anchor, `changed-2026-11-26-correction`, which therefore never changes.
    """
    told: Counter[str] = Counter()
    made = []
    for change in reversed(changes):
        entry = f"changed-{change.date.text}-{change.kind}"
        told[entry] += 1
        made.append(f"{entry}-{told[entry]}" if told[entry] > 1 else entry)
    return made[::-1]


def before_anchors(claim_id: str, changes: Sequence[AnyChange]) -> list[str]:
    """The anchor of what a claim said before each of these changes: `c-returned-41-before-2026-11-26`, as above."""
    days: Counter[str] = Counter()
    made = []
    for change in reversed(changes):
        days[change.date.text] += 1
        again = f"-{days[change.date.text]}" if days[change.date.text] > 1 else ""
        made.append(f"{claim_anchor(claim_id)}-before-{change.date.text}{again}")
    return made[::-1]


def page_uri(site_address: str) -> str:
    """The Markdown file behind an address: `incidents/shenyang-2012.md`, `claims/index.md`."""
    path = site_address.split("#", 1)[0].rstrip("/")
    return f"{path}.md" if "/" in path else f"{path}/index.md"


def page_address(uri: str) -> str:
    """The address of a Markdown file's page: `incidents/x/` for `incidents/x.md`, nothing for the home page."""
    stem = uri.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def folders(address: str) -> list[tuple[str, str]]:
    """The folder of a page and those above it, each with the way to it: `a/b/` gives `a/b/`, `a/` and the root."""
    parts = address.split("/")[:-1]
    return [
        ("".join(f"{part}/" for part in parts[: len(parts) - steps]), "../" * steps) for steps in range(len(parts) + 1)
    ]


def up(uri: str) -> str:
    """The way from the page of a Markdown file to the site's root: `../../` for `incidents/x.md`."""
    if uri == "index.md":
        return ""
    parts = uri.count("/") + (0 if uri.endswith("index.md") else 1)
    return "../" * parts
