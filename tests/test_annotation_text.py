"""Annotations and lists as they are read: where numbers of passages stand, one spelling, and what a link is called."""

from __future__ import annotations

import re
from functools import cache

import pytest

from macros.core.models import Instrument
from macros.session import Session
from macros.site.pages.view import View
from macros.site.site import Site
from tests.support import REPOSITORY

SOURCES = sorted((REPOSITORY / "docs/archive").glob("*.md"))
AMERICAN = re.compile(r"\b(?:labor|offenses?|defense|centers?|neighbors?|favor|honor|behavior|traveled|traveling)\b")
"""American spellings; annotations and summaries have the British one."""
TAKEN_OVER = re.compile(r'\w+="[^"]*"|“[^”]*”|"https?:[^"]*"')
"""What a text takes over as it is: words of a document, names and addresses."""


@cache
def site() -> Site:
    """The archive of the repository."""
    return Session(REPOSITORY).site


def test_running_text_has_one_spelling() -> None:
    """Annotations and what documents say in short have "labour" and "centre", whatever their documents have."""
    found = []
    for file in SOURCES:
        head, _, body = file.read_text("utf-8").partition("\n---\n")
        short = re.search(r"\nin-short: >-\n((?:  .*\n)+)", head)
        text = TAKEN_OVER.sub("", body + (short[1] if short else ""))
        found += [(file.name, word) for word in AMERICAN.findall(text)]
    assert found == []


@pytest.mark.parametrize("file", [path.name for path in SOURCES])
def test_a_number_of_a_passage_never_stands_within_a_clause(file: str) -> None:
    """Numbers of passages begin a sentence or an item: "what 4 and 5 the speaker said" is no sentence."""
    text = (REPOSITORY / "docs/archive" / file).read_text("utf-8").partition("\n---\n")[2]
    assert [found[1] for found in re.finditer(r"(\w+)\s+\{\{ at\(\d", text)] == []


def test_what_leads_to_a_document_is_told_apart() -> None:
    """A document does not refer to itself, no two links have one name, and no quotation marks stand in their like."""
    view = View(site(), "bibliography/")
    for key in site().relations.cited_by_archive:
        shown = [link.striptags() for link in view.used_by(key)]
        assert len(set(shown)) == len(shown), (key, shown)
        assert not [one for one in shown if one.count("“") > 1]
    own = [link for link in view.used_by("hrw-2021") if "archive/hrw-2021/" in link.split(">")[0]]
    assert all("#n-" in link for link in own)


def test_a_website_is_not_shown_as_an_author() -> None:
    """Where only an address is known, a list says that it is a website; an account at GitHub is told as one."""
    shown = {key: one.short_text.rpartition(", ")[0] for key, one in site().archive.works.items()}
    assert shown["nanping-port"] == "the website chinadragontours.com"
    assert shown["untreaties-2015"] == "zmjones on GitHub"
    assert not [text for text in shown.values() if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", text)]


def test_paragraph_has_no_capital_within_a_sentence() -> None:
    """A reference to a paragraph of an instrument reads as part of its sentence."""
    instrument = site().archive.records_of("instrument")["a-hrc-25-63"]
    assert isinstance(instrument, Instrument)
    assert (
        View(site(), "known/").provision(instrument, next(iter(instrument.provisions))).endswith("paragraphs 42 to 45")
    )
