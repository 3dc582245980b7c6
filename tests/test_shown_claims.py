"""The shown row of a claim: made once, and the same wherever the claim is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.models.translations import EDITIONS
from macros.session import Session
from macros.site.claims.shown_claims import ShownClaim
from macros.site.editions.edition_rows import claims_in_editions
from macros.site.heads.jsonld import claim as linked
from macros.site.searching.entries import everything
from macros.site.site import Site
from tests.support import BOTH, real_archive


@pytest.fixture(scope="module", params=BOTH)
def site(request: pytest.FixtureRequest) -> Site:
    """The site of an archive."""
    root: Path = request.param
    return Session(root).site


@pytest.fixture(scope="module")
def rows(site: Site) -> list[ShownClaim]:
    """All claims as they are shown."""
    return site.claims.of(site.relations.ledger())


def test_claims_of_one_list_read_differently() -> None:
    """Links from a claim to others that have one figure in one document are told apart by passage, else by origin."""
    real = real_archive().site
    abstract = "cecc-2012.returned-30-abstract"
    for row in (real.claims[abstract], *(claims_in_editions(real).row(language, abstract) for language in EDITIONS)):
        assert len({link.text for link in row.rests_on}) == len(row.rests_on) > 1
    headline = real.claims["donga-2005-10-11.returned-7-prc"].repeated_by
    assert len({link.text for link in headline}) == len(headline) > 1
    assert all("passage" in link.text for link in headline)


def test_a_row_is_made_once(site: Site, rows: list[ShownClaim]) -> None:
    """Whoever asks for a claim is handed the same row, with the same originals of its work."""
    assert all(site.claims[row.ref] is row and site.claims.get(row.ref) is row for row in rows)
    assert site.claims.get("nobody.nothing") is None
    for row in rows:
        pages = site.originals(row.work) if row.work else ()
        assert [(one.name, one.copied) for one in row.originals] == [(one.name, one.copied) for one in pages]


def test_a_row_says_what_the_record_says(site: Site, rows: list[ShownClaim]) -> None:
    """Figure, modifier, hedge and chain are those of the record, and no claim is without words, owner and document."""
    for row in rows:
        claim = site.relations.claims[row.ref].claim
        assert all((row.headline, row.measure, row.chain, row.stated_at)), row.ref
        said = claim.count.text if claim.count else claim.date.in_words() if claim.date else ""
        in_words = claim.count is not None and claim.count.number is None
        assert row.figure if in_words else row.figure.startswith(said), row.ref
        assert (row.who, row.recorded) == (claim.who, claim)
        assert [link.speaker.id for link in row.chain] == [link.id for link in reversed(claim.said_by)], (
            "the origin first"
        )
        assert [link.id for link in row.rests_on] == claim.rests_on


def test_a_claim_says_the_same_everywhere(site: Site, rows: list[ShownClaim]) -> None:
    """Linked data and search have its stance, its figure, its words and its address."""
    found = {one.address: one for one in everything(site)}
    for row in rows:
        owner = site.archive.records_of("source" if row.annotated else "incident")[row.ref.partition(".")[0]]
        text, result = linked(site, owner, row)["text"], found[site.shown_at(row.address)]
        assert text.startswith(f"{row.stance}: {row.measured}"), row.ref
        assert all(words in text for words in (row.figure, row.who)), row.ref
        assert row.headline in result.title, row.ref
        searched = (result.text, *result.also)
        assert row.who in searched, row.ref
        assert row.origin_text in searched, row.ref
