"""Attribution chains: their links, who speaks for whom, and how both are shown and exported."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from macros.commands.withdrawing.targets import Targets, widened
from macros.core.archive import load
from macros.core.models.field_values import references
from macros.core.relations import Relations
from macros.core.values.speakers import parse_speaker
from macros.site.exports.objects import claim_object
from macros.site.site import Site
from tests.support import INVENTED, REPOSITORY, written

CHAINS = ("never-returned", "held-24-40")
"""A claim with a spokesperson, and one without."""


@pytest.fixture(scope="module")
def site() -> Site:
    """The invented archive, ready to be shown."""
    archive = load(INVENTED)
    return Site(archive, Relations(archive), cite=lambda _: {})


@pytest.mark.parametrize(("text", "ids"), [("a-b", ("a-b",)), ("wang for mfa", ("wang", "mfa")), ("for", ("for",))])
def test_a_link_is_read_and_written_back(text: str, ids: tuple[str, ...]) -> None:
    """A link is one id, or two with `for` between them, and its text is what was read."""
    link = parse_speaker(text)
    assert (link.ids, link.text) == (ids, text)


@pytest.mark.parametrize("text", ["a b", "a of b", "a for", "for b", "a for b for c", "a  from b"])
def test_what_is_no_link_is_told_what_one_is(text: str) -> None:
    """Other words between two ids are not guessed at."""
    with pytest.raises(ValueError, match="write an id, or `person for organization`"):
        parse_speaker(text)


@pytest.mark.parametrize("text", ["A", "a for B", "a_b for c", "é", "x" * 61, f"a for {'x' * 61}"])
def test_both_parts_of_a_link_are_ids(text: str) -> None:
    """A link with something else than ids says what an id is."""
    with pytest.raises(ValueError, match="id"):
        parse_speaker(text)


def test_a_link_refers_to_speaker_and_body(site: Site) -> None:
    """Both ids of a link are references: neither may be missing."""
    incident = site.archive.records_of("incident")["quayside-2011"]
    place = ("claims", "never-returned", "said-by", 0)
    found = [(one.value, one.declares) for one in references(incident) if one.place == place]
    assert found == [("tomas-venn", "organization|person|voice"), ("river-guard", "organization")]


def test_who_speaks_together_is_joined_without_an_arrow(site: Site) -> None:
    """Nobody passed on what is said jointly; the data files still have each link of the chain."""
    row = site.claims["bulletin-2011.held-12"]
    assert row.said_by == "Workers of the ferry, as a group and Quayside Herald"
    assert claim_object(site, site.relations.claims[row.ref])["said_by"] == ["quayside-herald", "ferry-workers"]


def test_a_claim_stands_on_the_pages_of_speaker_and_body(site: Site) -> None:
    """What a spokesperson said is found under the body too."""
    for speaker in ("tomas-venn", "river-guard"):
        assert "quayside-2011.never-returned" in [stated.ref for stated in site.relations.spoken_by[speaker]]


@pytest.mark.parametrize(
    ("said_by", "shown"),
    [
        ("tomas-venn for river-guard", "Tomas Venn, spokesperson of River Guard"),
        ("quayside-herald, ada-quill for border-watch", "Quill, for Border Watch → Quayside Herald"),
        ("ada-quill, guard-officer for river-guard", "guard officer, for River Guard → Quill"),
    ],
)
def test_a_spokesperson_is_called_one_where_the_record_says_so(said_by: str, shown: str, invented: Path) -> None:
    """`spokesperson of` is a statement of the person's record; without it the chain says `for`."""
    path = invented / "data/incidents/quayside-2011.yml"
    text = path.read_text("utf-8").replace("[tomas-venn for river-guard]", f"[{said_by}]")
    path.write_text(text, "utf-8")
    archive = load(invented)
    claims = Site(archive, Relations(archive), cite=lambda _: {}).claims
    assert claims["quayside-2011.never-returned"].said_by == shown


def test_a_person_and_a_body_are_one_link_of_an_exported_chain(site: Site) -> None:
    """Lists of an exported chain agree one for one; whoever speaks for a body has it in `said_by_for`."""
    denied, held = (claim_object(site, site.relations.claims[f"quayside-2011.{one}"]) for one in CHAINS)
    assert denied["said_by"] == ["tomas-venn"]
    assert denied["said_by_kinds"] == ["person"]
    assert denied["said_by_names"] == ["Tomas Venn"]
    assert denied["said_by_for"] == ["river-guard"]
    assert held["said_by_for"] == held["said_by"] == ["ada-quill", "ferry-workers"]


def test_pages_link_both(invented: Path) -> None:
    """The row of a claim links the person and the body, and calls neither its own voice."""
    page = written(invented, "incidents/quayside-2011.md")
    assert '>Tomas Venn</a>, spokesperson of <a href="../../organizations/' in page


def test_no_spokesperson_of_this_archive_is_a_link_too_many() -> None:
    """If a body and a person of it are in one chain, they are one link."""
    archive = load(REPOSITORY)
    chains = [stated.claim.said_by for stated in Relations(archive).claims.values()]
    people = archive.records_of("person")
    pairs = [(one.id, two.id) for chain in chains for one, two in itertools.pairwise(chain)]
    assert not [pair for pair in pairs for a, b in (pair, pair[::-1]) if b in getattr(people.get(a), "affiliation", ())]
    assert {"wang-wenbin for prc-mfa", "koo-byoung-sam for rok-unification-ministry"} <= {
        link.text for chain in chains for link in chain
    }


@pytest.mark.parametrize("address", ["people/tomas-venn", "organizations/river-guard"])
def test_a_claim_goes_with_speaker_or_body(address: str, site: Site) -> None:
    """Without one of the two, a claim would be somebody else's; so it is withdrawn with either."""
    whole = widened(Targets({address}, {}), site.archive, site.relations)
    assert "claims/quayside-2011.never-returned" in whole.addresses
