"""What the page of a source shows at its head and beside its passages."""

from __future__ import annotations

import pytest

from macros.session import Session
from macros.site.claims.shown_claims import ShownClaim
from macros.site.pages import room, texts
from macros.site.pages.source_pages import AT_THE_HEAD, source_page
from macros.site.pages.view import View
from macros.site.templates import environment
from tests.support import INVENTED, real_archive

SITE = Session(INVENTED).site
REPORT = source_page(View(SITE, "archive/report-2011.md"), SITE.sources["report-2011"])
HERALD = source_page(View(SITE, "archive/herald-2011.md"), SITE.sources["herald-2011"])


def _claims() -> list[ShownClaim]:
    return list(REPORT["claims"])


def test_figures_are_at_the_head_in_the_order_of_the_document() -> None:
    """At most six figures are at the head, in the order of the document, and those of "in short" are among them."""
    shown = [claim.id for claim in REPORT["figures"]]
    assert len(shown) == AT_THE_HEAD
    assert "arrested-41" in shown
    assert shown == [claim.id for claim in _claims() if claim.id in shown]
    assert all(claim.count for claim in REPORT["figures"])


def test_no_figure_at_the_head_is_firmer_than_its_record() -> None:
    """Figures at the head have the words of doubt of their document, and say that one is disputed or not confirmed."""
    led = '{% from "parts/claims.html.j2" import figures_led %}{{ figures_led(view, claims, false) }}'
    view = View(SITE, "archive/report-2011.md")
    shown = environment().from_string(led).render(view=view, claims=[claim for claim in _claims() if claim.count])
    assert '; passed on without confirmation <span class="hedge">(“not confirmed”)</span></span>' in shown
    assert "<span>Border Watch disputes another figure (<i>population</i>): " in shown


def test_a_limit_stays_with_its_number() -> None:
    """What limits a number is above it, and both together are the figure."""
    for claim in _claims():
        if claim.count:
            assert f"{claim.limit} {claim.amount}".strip() == claim.figure
    assert {claim.limit for claim in _claims()} >= {"at least", "nearly", "up to", "more than", ""}


def test_claims_of_one_chain_are_one_block() -> None:
    """The claims of an entry are all in its blocks, in order, and each block has one chain and one stance."""
    for chapter in REPORT["chapters"]:
        for entry in chapter.entries:
            assert [claim for block in entry.blocks for claim in block] == entry.claims
            assert all(len({(claim.said_by, claim.stance) for claim in block}) == 1 for block in entry.blocks)


def test_chapters_hold_every_passage_once() -> None:
    """The entries of all chapters are those of the annotation, and a closed chapter says what it holds."""
    folded, open_one = HERALD["chapters"]
    assert [(entry.first, entry.last) for one in HERALD["chapters"] for entry in one.entries] == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]
    assert (folded.heading, folded.folded, folded.numbers, folded.holds) == (
        "headline and photograph",
        True,
        "1",
        "1 note",
    )
    assert (open_one.folded, open_one.numbers) == (False, "2–3")


def test_first_words_are_cut_between_words() -> None:
    """The contents repeat the beginning of each entry, never half a word."""
    for chapter in REPORT["chapters"]:
        for entry in chapter.entries:
            words = " ".join(entry.text.striptags().split())
            kept = entry.opening.removesuffix("…")
            assert words.startswith(kept)
            assert kept == words or not words[len(kept)].isalnum()


def test_neighbours_are_those_in_time() -> None:
    """The earlier document leads on to this one, and the first and the last have one neighbour."""
    days = SITE.sources_by_day
    pages = [source_page(View(SITE, f"archive/{one.id}.md"), one) for one in days]
    assert [page["earlier"].id if page["earlier"] else None for page in pages] == [None, *(one.id for one in days[:-1])]
    assert [page["later"].id if page["later"] else None for page in pages] == [*(one.id for one in days[1:]), None]


def test_a_document_without_a_date_has_no_neighbours_in_time() -> None:
    """No document is earlier or later than one of which no day is known."""
    site = real_archive().site
    undated = {one.id for one in site.sources_by_day if not site.archive.works[one.id].date}
    assert undated
    for one in site.sources_by_day:
        page = source_page(View(site, f"archive/{one.id}.md"), one)
        beside = {link.id for link in (page["earlier"], page["later"]) if link}
        assert not (beside if one.id in undated else beside & undated), one.id


def test_long_margins_are_below_the_text() -> None:
    """Claims and notes are beside a text only where they are not much longer than it."""
    entries = [entry for chapter in REPORT["chapters"] for entry in chapter.entries]
    for entry in entries:
        beside = (room.claims(entry.blocks) if entry.claims_beside else 0) + (
            room.notes(len(entry.notes)) if entry.notes_beside else 0
        )
        assert beside <= room.text(entry.text.striptags()) * room.LONGER
    assert not all(entry.claims_beside for entry in entries)


PLAIN = (
    "One line.",
    'Two “lines”,\nwith <a class="claim" href="#c-x-1">108 people</a> &amp; more',
    "First.\n\nSecond &amp; &#39;last&#39;.\n\n\n한국 中文 (1) a: b - c + d = e # f",
    '<span class="pn-inline" id="p3">3</span> It says 5. It ends.',
)
MARKED = (
    "- a list",
    "1. a list",
    "text\n- and a list",
    "*one*",
    "_one_",
    "a\\*b",
    "`one`",
    "two  \nlines",
    "a & b",
    "a [b] c",
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_paragraphs_are_what_markdown_makes_of_them(text: str) -> None:
    """Paragraphs that need no converter are written as it writes them."""
    assert texts.is_plain(text)
    assert texts.plain_paragraphs(text) == texts.converted([text])[0]


@pytest.mark.parametrize("text", MARKED)
def test_whatever_markdown_changes_is_converted(text: str) -> None:
    """Lists, emphasis, escapes, breaks and bare signs are left to the converter."""
    assert not texts.is_plain(text)
    assert texts.converted(["One.", text])[0] == "<p>One.</p>"
