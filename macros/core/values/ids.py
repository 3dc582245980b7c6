"""Ids: the permanent names of records, works, claims and notes, used in addresses and file names."""

from __future__ import annotations

import re

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 60
"""Most characters of an id. A file name holds 255 bytes, and a whole path on Windows 260 characters."""
EVERYWHERE = frozenset({"404", "cite", "en", "index", "ko", "readme", "zh"})
"""Names that follow or replace an address: `…/index.html`, `…/cite/`, `/ko/…`."""
_PAGES = frozenset(
    """
    about archive assets bibliography card compare content data discrepancies dossier events feed find incidents
    instruments known linkset llms map organizations pagefind people people-and-voices places q robots search sitemap
    sources timeline versions voices works
    """.split()  # noqa: SIM905 # easier to read than a list of quoted words
)
"""The site's own pages, folders, files and anchors: a record with such a name would overwrite one of them."""
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Device names of Windows, with any ending: nobody there could check out a repository with such a file."""
_PARTS = ("list-", "voices-list-")
"""How the names of the parts of a long index begin; a record's id may not."""


def id_fault(text: str) -> str:
    """Why a text cannot be an id, and what would be right; empty if it can."""
    if len(text) > LONGEST_ID:
        return f"has {len(text):,} characters; an id has at most {LONGEST_ID}"
    return "" if ID.fullmatch(text) else f"'{text}' is not an id; use a-z, 0-9 and hyphens"


def reserved(text: str, *, record: bool = True) -> str:
    """What an id is reserved for, in words; empty if a record, or with `record=False` a claim or note, may have it."""
    if text in EVERYWHERE or (record and text in _PAGES):
        return "a page or file of the site"
    if text in DEVICES:
        return "a device of Windows"
    return "the parts of long indexes" if record and text.startswith(_PARTS) else ""


def provision_anchor(provision: str) -> str:
    """The anchor of a provision on its instrument's page: `33(1)` as `art-33-1`, `para 12` as `para-12`."""
    slug = re.sub(r"[^a-z0-9]+", "-", provision.lower()).strip("-")
    return slug if slug.startswith(("para", "art", "sec", "dir")) else f"art-{slug}"
