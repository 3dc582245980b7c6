"""Ids: what may name a record, a work, a claim or a note for good, and so stand in an address and in a file's name."""

from __future__ import annotations

import re

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 60
"""Characters of an id. A file's name holds 255 bytes, and a whole path on Windows 260 characters."""
EVERYWHERE = frozenset({"404", "cite", "en", "index", "ko", "readme", "zh"})
"""What follows an address, or stands for one: `…/index.html`, `…/cite/`, `/ko/…`."""
_PAGES = frozenset(
    """
    about archive assets bibliography card compare content data discrepancies dossier events feed find incidents
    instruments known linkset llms map organizations pagefind people people-and-voices places q robots search sitemap
    sources timeline versions voices works
    """.split()  # noqa: SIM905 # a list of words is read more easily than one of quoted words
)
"""The site's own pages, folders, files and anchors: a record of such a name would take the place of one of them."""
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that Windows keeps for devices, whatever their ending: nobody there could check the repository out."""
_PARTS = ("list-", "voices-list-")
"""How the names of the parts of a long index begin."""


def id_fault(text: str) -> str:
    """Why a text cannot be an id, with what would be right; nothing where it can."""
    if len(text) > LONGEST_ID:
        return f"has {len(text):,} characters; an id has at most {LONGEST_ID}"
    return "" if ID.fullmatch(text) else f"'{text}' is not an id; use a-z, 0-9 and hyphens"


def reserved(text: str, *, record: bool = True) -> str:
    """What an id is kept for, in words; nothing where a record may bear it, or with `record=False` a claim or note."""
    if text in EVERYWHERE or (record and text in _PAGES):
        return "a page or file of the site"
    if text in DEVICES:
        return "a device of Windows"
    return "the parts of long indexes" if record and text.startswith(_PARTS) else ""


def provision_anchor(provision: str) -> str:
    """The anchor of a provision on its instrument's page: `33(1)` as `art-33-1`, `para 12` as `para-12`."""
    slug = re.sub(r"[^a-z0-9]+", "-", provision.lower()).strip("-")
    return slug if slug.startswith(("para", "art", "sec", "dir")) else f"art-{slug}"
