"""Pasted references as works: what their form is, how many they are, and which one is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.core.models.document import Tree
from macros.core.words.amounts import amount
from macros.site.contributing.pasting.bibtex_entries import BibtexEntry, bibtex_entries
from macros.site.contributing.pasting.bibtex_works import entry_work, is_own, own_work
from macros.site.contributing.pasting.csl_works import csl_items, item_work
from macros.site.contributing.pasting.pasted import AtHand, Pasted, PastedError
from macros.site.contributing.pasting.pasted_bytes import as_text
from macros.site.contributing.pasting.ris_records import begins_ris, ris_records
from macros.site.contributing.pasting.ris_works import record_work

MAX_PASTED = 5_000_000
"""Bytes of pasted text: a library of some thousand references with their abstracts."""
MAX_WORKS = 10_000
"""References of one pasted text."""
_LISTED = 12
"""References that a message lists."""
_SHOWN_TITLE = 60
_BIBTEX = re.compile(r"@\s*[A-Za-z]+\s*[{(]")
_ENDNOTE = re.compile(r"^%[0A-Z] (?=\S)|<xml>\s*<records>", re.MULTILINE)
_WOS = re.compile(r"^(?:FN |PT [JBSP]$|RT (?:[A-Z][a-z]+)|OWN ?- |STAT ?- |UT  ?(?:ISI|WOS):)", re.MULTILINE)
_TAGGED = re.compile(r"^(?:AU|A1|TI|T1|PY|UR)  - ", re.MULTILINE)
_NBIB = re.compile(r"^PMID ?- ", re.MULTILINE)


def read_pasted(raw: bytes, at_hand: AtHand | None = None) -> list[Pasted]:
    """All works of a text in BibTeX, BibLaTeX, RIS or CSL-JSON, in their order; one that cannot be read is torn.

    Raises:
        PastedError: The bytes are none of these, or hold no work.
    """
    if len(raw) > MAX_PASTED:
        raise PastedError(f"has {len(raw):,} bytes; at most {MAX_PASTED:,} are read: paste the references themselves")
    text, doubts = as_text(raw)
    works = list(_works(text, at_hand or AtHand()))
    if not works:
        raise PastedError(_nothing(text))
    if len(works) > MAX_WORKS:
        raise PastedError(f"holds {len(works):,} references; at most {MAX_WORKS:,} are read at once")
    for work in works:
        work.doubts[:0] = doubts
    return works


def _works(text: str, at_hand: AtHand) -> Iterator[Pasted]:
    if text.lstrip()[:1] in ("[", "{"):
        yield from (item_work(item, at_hand) for item in csl_items(text))
    elif _BIBTEX.search(text) and not begins_ris(text):
        ours = bool(at_hand.archive) and f"% {at_hand.archive}" in text
        yield from (_of_entry(entry, at_hand, ours=ours) for entry in bibtex_entries(text))
    elif begins_ris(text):
        yield from (record_work(record, at_hand) for record in ris_records(text))


def _of_entry(entry: BibtexEntry, at_hand: AtHand, *, ours: bool) -> Pasted:
    """The work of an entry; one that the archive wrote is taken letter for letter."""
    tree: dict[str, Tree] = own_work(entry.text) if ours or is_own(entry) else {}
    work = Pasted(tree, key=entry.key) if tree else entry_work(entry, at_hand)
    work.torn = entry.torn
    return work


def _nothing(text: str) -> str:
    """Why a text holds no work, as far as its form is known."""
    if not text.strip():
        return "is empty; paste a reference, as BibTeX, RIS or CSL-JSON"
    if _ENDNOTE.search(text):
        return "is a file of EndNote; export the references as RIS or BibTeX"
    if _WOS.search(text) or _NBIB.search(text):
        return "is a list of a database in its own form; export the references as RIS or BibTeX"
    if _TAGGED.search(text):
        return "looks like RIS, but no line begins a record; a record begins with a line such as TY  - RPRT"
    return "holds no reference; it should be BibTeX (@…), RIS (TY  - …) or CSL-JSON ([{…}])"


def chosen(works: list[Pasted], entry: str) -> Pasted:
    """The one work that is asked for by key or number; the only one there is, if none is asked for.

    Raises:
        PastedError: There are several, or none is called so, or it cannot be read.
    """
    found = works if not entry else [work for work in works if work.key == entry]
    if entry and not found and entry.isdecimal() and 1 <= int(entry) <= len(works):
        found = [works[int(entry) - 1]]
    if len(found) != 1:
        raise PastedError(_several(works, entry, len(found)))
    if fault := unfit(found[0]):
        raise PastedError(fault)
    return found[0]


def unfit(work: Pasted) -> str:
    """Why a work cannot be taken; empty if it can."""
    if work.torn:
        return f"is BibTeX, but cannot be read in {work.torn}"
    return "" if work.title else "holds a reference without a title; write it in, or a description in square brackets"


def _several(works: list[Pasted], entry: str, found: int) -> str:
    listed = [f"\n  {number}  {_named(work)}" for number, work in enumerate(works[:_LISTED], 1)]
    more = [f"\n  … and {len(works) - _LISTED} more"] if len(works) > _LISTED else []
    if not entry:
        held = amount(len(works), "reference")
        said = f"holds {held}; choose one by its number or key (entry=2), or take all with all=yes:"
    elif found:
        said = f"holds {amount(found, 'reference')} with the key '{entry}'; choose one by its number:"
    else:
        said = f"has no reference with the key or number '{entry}'; there are:"
    return said + "".join([*listed, *more])


def _named(work: Pasted) -> str:
    title = work.title if len(work.title) <= _SHOWN_TITLE else f"{work.title[:_SHOWN_TITLE].rstrip()}…"
    return ": ".join(filter(None, (work.key, title or "(without a title)")))
