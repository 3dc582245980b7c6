"""What is known of the origin of claims: one recorded link is shown at both ends, and counts never say more than it."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import chain
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.archive import load
from macros.core.comparison.diff import differences
from macros.session import Session
from macros.site.claims.origin_counts import counted
from macros.site.heads.jsonld import claim as linked
from macros.site.searching.entries import everything
from macros.site.site import Site
from tests.support import INVENTED, REPOSITORY, data_files, problems

PAIR = ("quayside-2011.held-since-may", "report-2011.arrested-41")
"""The two claims of the invented archive that may share an origin; it is recorded at the first."""


@pytest.fixture(scope="module", params=[INVENTED, REPOSITORY], ids=["invented", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    """The site of an archive."""
    root: Path = request.param
    return Session(root).site


@pytest.fixture(scope="module")
def invented_site() -> Site:
    """The site of the invented archive."""
    return Session(INVENTED).site


def test_a_possible_link_is_shown_at_both_with_its_reason(site: Site) -> None:
    """Whichever of the two is looked at names the other and gives the one reason that is recorded."""
    rows = {ref: site.claims[ref] for ref in site.relations.claims}
    recorded = [(ref, one) for ref, stated in site.relations.claims.items() for one in stated.claim.may_share]
    assert recorded
    for ref, one in recorded:
        assert (one.claim, one.reason) in [(other.claim.id, other.reason) for other in rows[ref].may_share]
        assert (ref, one.reason) in [(other.claim.id, other.reason) for other in rows[one.claim].may_share]
    assert sum(len(row.may_share) for row in rows.values()) == 2 * len(recorded)


def test_a_claim_on_which_others_rest_says_so(site: Site) -> None:
    """The first of a row of repetitions is not shown as if nothing were linked to it."""
    resting = [(ref, other) for other, stated in site.relations.claims.items() for ref in stated.claim.rests_on]
    assert resting
    for ref in site.relations.claims:
        row = site.claims[ref]
        assert row.resting == sum(1 for base, _ in resting if base == ref)
        assert bool(row.rested_on) == bool(row.resting)
        assert row.origin != "none-known" or row.rested_on in row.origin_text


def test_every_claim_has_one_word_for_its_origin(site: Site) -> None:
    """It is one of the closed list; that a claim rests on another goes before that it may share an origin."""
    words = site.archive.vocabulary.list("origin-links")
    for ref in site.relations.claims:
        row = site.claims[ref]
        assert row.origin in words
        assert row.origin == ("rests-on" if row.rests_on else "may-share" if row.may_share else "none-known")
        assert row.origin_label == words[row.origin].label


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([], "0 claims"),
        (["none-known"], "1 claim; no link to another is known"),
        (["none-known"] * 2, "2 claims; no link between them or to others is known"),
        (["rests-on"], "1 claim; 1 repeats another"),
        (["rests-on"] * 2, "2 claims; 2 repeat others"),
        (
            ["rests-on"] * 9 + ["none-known"] * 34,
            "43 claims; 9 repeat others; for the rest no link to another is known",
        ),
        (
            ["rests-on", "may-share", "may-share", "none-known"],
            "4 claims; 1 repeats another; 2 may share an origin with another; for the rest no link to another is known",
        ),
    ],
)
def test_a_count_of_claims_says_what_is_known_of_links(
    links: list[str], said: str, invented_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number of claims is never alone: readers would take it for a number of witnesses."""
    relations = invented_site.relations
    stated = list(relations.claims.values())
    many = [stated[number % len(stated)] for number in range(len(links))]
    following = iter(links)
    monkeypatch.setattr(type(relations), "origin_link", lambda _self, _ref: next(following))
    assert counted(relations, many) == said


def test_pages_count_claims_with_their_links(invented_site: Site) -> None:
    """The lists of sources and incidents and the page of an incident count in the same words."""
    expected = REPOSITORY / "tests" / "expected"
    for page, owner in (
        ("incidents/index.md", "quayside-2011"),
        ("incidents/quayside-2011.md", "quayside-2011"),
        ("archive/index.md", "report-2011"),
    ):
        text = " ".join((expected / page).read_text("utf-8").split())
        assert invented_site.counted(owner) in text, page
        assert not re.search(r"[1-9] claims? ·", text), page


def _shown(site: Site, ref: str) -> dict[str, str]:
    """What each kind of output says of a claim, as one text."""
    row, files = site.claims[ref], data_files(site)
    owner = site.archive.records_of("source" if row.annotated else "incident")[ref.partition(".")[0]]
    by_id = {one["id"]: one for one in json.loads(files["data/claims.json"])}
    cells = {one["id"]: one for one in csv.DictReader(io.StringIO(files["data/claims.csv"]))}
    return {
        "json": json.dumps(by_id[ref], ensure_ascii=False),
        "csv": cells[ref]["may_share"],
        "search": next(" ".join((one.text, *one.also)) for one in everything(site) if one.address == row.address),
        "linked data": str(linked(site, owner, row)["description"]),
    }


@pytest.mark.parametrize("ref", PAIR)
def test_what_travels_carries_the_link(ref: str, invented_site: Site) -> None:
    """Exports, search and linked data give the reason at either claim of a pair."""
    (other,) = invented_site.claims[ref].may_share
    for name, text in _shown(invented_site, ref).items():
        assert other.why in text, name
        assert ".;" not in text.replace("…", ""), name


def test_linked_data_is_based_on_the_claims_on_which_it_rests(site: Site) -> None:
    """`isBasedOn` holds what a claim is known to rest on, and never what it may only share an origin with."""
    for ref in site.relations.claims:
        row = site.claims[ref]
        owner = site.archive.records_of("source" if row.annotated else "incident")[ref.partition(".")[0]]
        based = [one["@id"] for one in linked(site, owner, row).get("isBasedOn", [])]
        assert based == [site.absolute(link.address) for link in row.rests_on]


def test_a_withdrawn_claim_takes_the_whole_link_with_it(invented: Path) -> None:
    """No reason stays behind without its claim, and the record that loses the link says so."""
    incident = invented / "data/incidents/quayside-2011.yml"
    assert main(["--root", str(invented), "withdraw", "claims/report-2011.arrested-41", "--reason", "safety"]) == 0
    text = incident.read_text("utf-8")
    assert "may-share" not in text
    assert "writer also carries" not in text
    assert "claims: [held-since-may]" in text
    assert problems(invented) == []


def test_a_summary_of_a_branch_tells_of_a_new_link(invented: Path) -> None:
    """The claim that records it is changed, and the source whose claim is the other shows something new."""
    incident = invented / "data/incidents/quayside-2011.yml"
    now = load(invented)
    lines = incident.read_text("utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if "may-share:" in line)
    incident.write_text("".join(lines[:start] + lines[start + 3 :]), "utf-8")
    found = differences(load(invented), now)
    assert [(item.address, [one.name for one in item.fields]) for item in found.claims] == [
        (f"claims/{PAIR[0]}", ["may-share"])
    ]
    assert "sources/report-2011" in found.touched


def test_reasons_are_one_sentence_each(site: Site) -> None:
    """Each reason ends as a sentence does, and is one; numbers about people are refused by a rule."""
    reasons = list(chain.from_iterable(stated.claim.may_share for stated in site.relations.claims.values()))
    for one in reasons:
        assert one.reason.endswith("."), one.reason
        assert ". " not in one.reason, one.reason
