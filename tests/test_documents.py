"""What a reader takes away: paragraphs with their footnotes, and figures with all that speaks against them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from macros.core.models import Incident
from macros.session import Session
from macros.site.claims.sentences import AGAINST
from macros.site.documents.cited_documents import NOTE_STYLES
from macros.site.documents.figure_rows import figure_row
from macros.site.documents.matters import Matters
from macros.site.documents.paragraphs import Paragraph, paragraphs
from macros.site.documents.runs import Run, plain_text, runs_of
from macros.site.pages.view import View
from tests.support import BOTH, INVENTED, REPOSITORY

GENERAL = "standing-practice"
KINDS = ("source", "incident", "instrument")


@cache
def invented() -> Session:
    """The invented archive with its citations, opened once."""
    session = Session(INVENTED)
    session.prepare()
    return session


@cache
def every() -> dict[str, Paragraph]:
    """Every paragraph of the invented archive by its place."""
    site = invented().site
    records = [record for kind in KINDS for record in site.archive.records_of(kind).values()]
    return {one.ref: one for record in records for one in paragraphs(View(site, "dossier/index.md"), record)}


def test_every_claim_note_and_provision_is_a_paragraph() -> None:
    """Nothing that has an address of its own is missing: claims, notes, provisions and described passages."""
    site, found = invented().site, every()
    claims = {f"{one.owner}.c-{one.id}" for one in site.relations.claims.values()}
    notes = {f"{one.owner}.n-{one.id}" for one in site.relations.notes.values()}
    assert claims | notes <= set(found)
    assert {one.kind for one in found.values()} == {"claim", "passage", "provision", "note"}
    assert all(one.lines and one.notes for one in found.values())


def test_words_that_are_not_a_sentence_about_a_speaker_have_a_lead() -> None:
    """A claim names its speaker; every other paragraph says first whose words it has."""
    site = invented().site
    for one in every().values():
        if one.kind == "claim":
            assert [line.text for line in one.lines] == [site.claims[f"{one.owner}.{one.anchor[2:]}"].sentence]
        else:
            assert one.lead


def test_a_footnote_ends_with_the_place_in_the_archive() -> None:
    """In each style a footnote has the citation, then the permanent address with its anchor."""
    one = every()["quayside-2011.c-held-24-40"]
    for style in NOTE_STYLES:
        text = plain_text(one.notes[0].runs(style))
        assert text.startswith("Ada Quill, ")
        assert text.endswith("https://archive.example/incidents/quayside-2011/#c-held-24-40, page 2.")
        assert ".." not in text


def test_a_passage_relies_on_the_claims_at_it() -> None:
    """Figures in the words of a passage bring their claims with them."""
    assert every()["bulletin-2011.p2"].figures == ("bulletin-2011.held-12",)


def test_a_note_relies_on_the_claims_that_it_names() -> None:
    """A note that names a claim brings it, also one of another record."""
    named = {ref for one in every().values() if one.kind == "note" for ref in one.figures}
    assert named
    assert named <= set(invented().site.relations.claims)


@pytest.mark.parametrize("root", BOTH)
def test_what_contradicts_a_claim_contradicts_it_both_ways(root: Path) -> None:
    """Of two figures for one thing each is listed against the other, and so is a denial against what it denies."""
    relations = Session(root).relations
    matters = Matters(relations)
    for ref, stated in relations.claims.items():
        for other in matters.against(ref):
            assert other != ref
            one = relations.claims[other]
            if one.claim.stance not in AGAINST:
                assert ref in matters.against(other)
            assert one.incident == stated.incident or one.claim.stance in AGAINST


def test_every_other_figure_of_the_same_thing_speaks_against_a_claim() -> None:
    """A figure is never alone: all others for its measure and incident are listed, of parts too, and each denial."""
    relations = invented().relations
    matters = Matters(relations)
    for ref, stated in relations.claims.items():
        claim = stated.claim
        if not claim.count or claim.stance in AGAINST:
            continue
        others = {
            other.ref
            for other in relations.claims.values()
            if other.incident == stated.incident
            and (
                (other.claim.stance in AGAINST and stated.incident)
                or (
                    other.claim.measure == claim.measure
                    and other.claim.measured_in == claim.measured_in
                    and other.claim.count
                    and other.claim.count != claim.count
                )
            )
        }
        assert others <= set(matters.against(ref)), ref


def test_a_denial_of_a_practice_speaks_against_its_incidents() -> None:
    """Who denies a practice in general denies each incident that names it: no figure of these leaves without it."""
    relations = Session(REPOSITORY).relations
    matters = Matters(relations)
    denials = {ref for ref, one in relations.claims.items() if one.claim.stance in AGAINST and one.incident == GENERAL}
    assert denials
    for ref, stated in relations.claims.items():
        incident = relations.archive.records["incident"].get(stated.incident or "")
        related = isinstance(incident, Incident) and GENERAL in incident.related
        if related and stated.claim.count and stated.claim.stance not in AGAINST:
            assert denials <= set(matters.against(ref)), ref


def test_a_denial_does_not_speak_against_another_denial() -> None:
    """Those who deny the same thing are not listed against each other."""
    relations = invented().relations
    matters = Matters(relations)
    denials = [ref for ref, stated in relations.claims.items() if stated.claim.stance in AGAINST]
    assert denials
    assert not any(other in denials for ref in denials for other in matters.against(ref))


def test_a_row_of_the_table_has_the_limits_of_its_figure() -> None:
    """The row of a figure keeps its modifier, its stance and its hedge."""
    row = figure_row(invented().site, "quayside-2011.held-24-40")
    assert row.figure == "24 to 40"
    assert "“not confirmed”" in row.doubts
    assert row.address == "https://archive.example/incidents/quayside-2011/#c-held-24-40"


def test_runs_keep_forms_and_drop_tags() -> None:
    """Italics and small capitals stay, links go, entities become letters, and spaces are single."""
    html = 'A &amp;  <em>b</em><a href="x">c</a> <span class="smallcaps">d</span> '
    assert runs_of(html) == (Run("A & "), Run("b", "em"), Run("c "), Run("d", "smallcaps"))
