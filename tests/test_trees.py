"""What rests on what: the lines of a picture are the links that are recorded, all of them, and each text is legible."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.core.models.translations import EDITIONS
from macros.core.values.dates import parse_date
from macros.session import Session
from macros.site import addresses
from macros.site.addresses import RecordLink
from macros.site.claims.lineages import Lineage, lineages
from macros.site.claims.shown_claims import PossibleOrigin, ShownClaim
from macros.site.pages.origin_pages import TreeGroup, origins_page
from macros.site.pages.view import View
from macros.site.pictures.charts import ChartWords
from macros.site.pictures.labels import Box, bold, meet, width
from macros.site.pictures.tree_columns import day_columns
from macros.site.pictures.tree_places import MOST_COLUMNS, TREE_WIDTH
from macros.site.pictures.trees import TreeMark, TreePicture, tree_picture
from tests.support import INVENTED, real_archive

SIZES = {"value": 14, "via": 12, "hedge": 12, "origin": 13}
RADIUS = 5.5


def incidents() -> list[str]:
    """Every incident of the archive between whose claims a link is known."""
    relations = real_archive().relations
    return [one for one in sorted(relations.claims_of) if relations.is_linked(one)]


@cache
def groups(incident: str) -> list[TreeGroup]:
    """The pictures of the page of an incident."""
    site = real_archive().site
    record = site.archive.records_of("incident")[incident]
    view = View(site, addresses.page_uri(addresses.origins(incident)))
    made: list[TreeGroup] = origins_page(view, record, site.claims_about(incident))["groups"]
    return made


def pictures() -> Iterator[TreePicture]:
    """Every picture of the archive."""
    return (group.picture for incident in incidents() for group in groups(incident) if group.picture)


@cache
def _example() -> ShownClaim:
    return Session(INVENTED).site.claims["report-2011.arrested-41"]


def invented_claims(seed: int) -> list[ShownClaim]:
    """Sixty claims with links and dates as they may come: a claim rests on others that are before it in the list."""
    chance, claims = random.Random(seed), list[ShownClaim]()  # noqa: S311 # no secret depends on it
    for number in range(60):
        made = replace(_example(), ref=f"source-{number}.claim", id=f"claim-{number}", rests_on=(), may_share=())
        rests = chance.sample(claims, chance.randint(0, min(2, len(claims)))) if number % 3 == 0 else []
        kin = [chance.choice(claims)] if number % 3 == 1 else []
        when = parse_date(
            chance.choice(["2012-02", "2012-03-14", "2012-03-15~", "2013", f"2014-01-{number % 28 + 1:02}"])
        )
        links = tuple(_link(one) for one in rests)
        shared = tuple(PossibleOrigin(_link(one), "A reason.") for one in kin)
        claims.append(replace(made, rests_on=links, may_share=shared, said=when, when_short=when.short()))
    return claims


def _link(claim: ShownClaim) -> RecordLink:
    return RecordLink("claim", claim.ref, claim.figure, claim.address)


def _words() -> ChartWords:
    site = Session(INVENTED).site
    return ChartWords(View(site, "incidents/quayside-2011.md").say)


def boxes(mark: TreeMark) -> list[Box]:
    """The room of the texts of a mark, without the space that letters have above and below them."""
    found = []
    for text in mark.texts:
        wide = width(text.text, SIZES[text.kind], bold) if text.kind == "value" else width(text.text, SIZES[text.kind])
        x, y = mark.x + text.x, mark.y + text.y
        found.append((x, y - 9, x + wide, y + 1))
    return found


def segments(path: str) -> Iterator[Box]:
    """The straight parts of a line as boxes without width; heads of arrows are left out."""
    x = y = 0.0
    for step, first, second in re.findall(r"([MHV])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        before = x, y
        x = float(first) if step in "MH" else x
        y = float(second) if step == "M" else float(first) if step == "V" else y
        if step != "M":
            yield min(x, before[0]), min(y, before[1]), max(x, before[0]), max(y, before[1])


def illegible(picture: TreePicture) -> list[str]:
    """Texts that meet another text, a mark or a line, or that leave the picture."""
    texts = [(mark, box) for mark in picture.marks for box in boxes(mark)]
    dots = [(mark, (mark.x - RADIUS, mark.y - RADIUS, mark.x + RADIUS, mark.y + RADIUS)) for mark in picture.marks]
    lines = [part for tie in picture.ties for part in segments(tie.path)]
    wrong = [
        f"{one[0].claim.ref} meets {two[0].claim.ref}" for one, two in combinations(texts, 2) if meet(one[1], two[1])
    ]
    wrong += [f"{mark.claim.ref} on the mark of {dot.claim.ref}" for mark, a in texts for dot, b in dots if meet(a, b)]
    wrong += [f"{one[0].claim.ref} on {two[0].claim.ref}" for one, two in combinations(dots, 2) if meet(one[1], two[1])]
    wrong += [f"{mark.claim.ref} is crossed at {part}" for mark, box in texts for part in lines if meet(box, part)]
    return wrong + [f"{mark.claim.ref} is cut" for mark, box in texts if box[2] > TREE_WIDTH or box[3] > picture.height]


@pytest.mark.parametrize("incident", incidents())
def test_every_claim_has_one_mark(incident: str) -> None:
    """No claim of an incident is left out, and none is there twice: linked claims are drawn, the others are a list."""
    drawn = [mark.claim.ref for group in groups(incident) if group.picture for mark in group.picture.marks]
    alone = [node for group in groups(incident) if not group.picture for node in group.roots]
    assert not any(node.below or node.beside for node in alone)
    assert sorted([*drawn, *(node.claim.ref for node in alone)]) == sorted(
        claim.ref for claim in real_archive().relations.claims_of[incident]
    )


@pytest.mark.parametrize("incident", incidents())
def test_every_line_is_a_link_and_every_link_has_a_line(incident: str) -> None:
    """Unbroken lines are as many as links of `rests-on` among the claims, broken ones as those of `may-share`."""
    for picture in (group.picture for group in groups(incident) if group.picture):
        claims = {mark.claim.ref: mark.claim for mark in picture.marks}
        rests = [(ref, link.id) for ref, claim in claims.items() for link in claim.rests_on if link.id in claims]
        kin = {frozenset({ref, one.claim.id}) for ref, claim in claims.items() for one in claim.may_share}
        assert sum(not tie.dashed for tie in picture.ties) == len(rests)
        assert sum(tie.dashed for tie in picture.ties) == sum(pair <= claims.keys() for pair in kin)


def test_a_claim_is_never_left_of_one_on_which_it_rests() -> None:
    """Time runs to the right, whatever is known of the days."""
    for picture in pictures():
        at = {mark.claim.ref: mark for mark in picture.marks}
        for mark in picture.marks:
            assert all(at[link.id].x < mark.x for link in mark.claim.rests_on if link.id in at), mark.claim.ref


def test_no_text_of_a_picture_is_covered() -> None:
    """Texts meet neither each other nor marks nor lines, and are within the picture."""
    assert [wrong for picture in pictures() for wrong in illegible(picture)] == []


@settings(max_examples=12)
@given(st.integers(0, 2**32))
def test_sixty_claims_are_legible_whatever_their_links(seed: int) -> None:
    """The same holds for any sixty claims, each with a mark."""
    claims = invented_claims(seed)
    picture = tree_picture(lineages(claims), _words())
    assert len(picture.marks) == len(claims)
    assert illegible(picture) == []


def test_columns_are_few_and_in_order() -> None:
    """Many days share columns, none is lost, and the head of a column names its first and its last."""
    days = [f"2012-03-{day:02d}" for day in range(1, 29)]
    nodes = [Lineage(replace(_example(), said=parse_date(day), when_short=day), day) for day in days]
    columns = day_columns(nodes, MOST_COLUMNS)
    assert len(columns) == MOST_COLUMNS
    assert [day for column in columns for day in column.days] == days
    assert all(column.shown == (column.days[0], column.days[-1]) for column in columns)
    assert all(one.days[-1] < two.days[0] for one, two in pairwise(columns))


def test_a_month_stands_at_its_end_and_before_what_rests_on_it() -> None:
    """A claim of which only the month is known never looks like the first, unless another rests on it."""
    month = replace(_example(), ref="a.a", rests_on=(), may_share=(), said=parse_date("2012-03"))
    day = replace(month, ref="b.b", said=parse_date("2012-03-14"))
    upon = replace(day, rests_on=(RecordLink("claim", "a.a", "", ""),))
    assert [root.claim.ref for root in lineages([month, day])] == ["b.b", "a.a"]
    (root,) = lineages([month, upon])
    assert (root.claim.ref, root.day, root.below[0].claim.ref) == ("a.a", "2012-03-14", "b.b")


def test_what_leads_back_is_the_beginning_of_the_chain() -> None:
    """A claim of the third hand names the first; one of the second hand, which names it already, does not repeat it."""
    site = real_archive().site
    third = site.claims["hindu-2023.returned-many-lead"]
    assert [link.id for link in third.back_to] == ["mou-2023-10-13.returned-many"]
    assert site.claims[third.rests_on[0].id].back_to == ()
    ends = {end for ref in site.relations.claims for end in site.relations.back_to(ref)}
    assert ends
    assert not any(site.relations.claims[end].claim.rests_on for end in ends)


def test_a_claim_names_those_that_repeat_it() -> None:
    """Each link of `rests-on` is shown at both ends."""
    site = real_archive().site
    for ref, stated in site.relations.claims.items():
        for below in stated.claim.rests_on:
            assert ref in [link.id for link in site.claims[below].repeated_by]


@pytest.mark.parametrize("language", ["en", *EDITIONS])
def test_lists_and_table_have_every_claim_with_its_hedge(language: str) -> None:
    """The lists have all claims, the table those with a known link; each claim has one anchor on the page."""
    session = real_archive()
    prefix = "" if language == "en" else f"{language}/"
    page = session.pages[f"{prefix}incidents/shenyang-2012/origins.md"].body()
    lists = "".join(re.findall(r'<div class="tree-list">.*?</div>', page, re.DOTALL))
    table = page.partition('<table class="told-by tree-table">')[2]
    claims = session.relations.claims_of["shenyang-2012"]
    linked = [one for one in claims if session.site.claims[one.ref].tree]
    assert lists.count("<li") == len(claims) > table.count('<th scope="row">') == len(linked)
    assert lists.count('class="hedge"') == sum(bool(one.claim.hedge) for one in claims)
    assert table.count('class="hedge"') == sum(bool(one.claim.hedge) for one in linked)
    assert lists.count('class="relayed"') == sum(one.claim.stance == "relays" for one in claims)
    assert table.count('class="relayed"') == sum(one.claim.stance == "relays" for one in linked) > 0
    assert all(page.count(f'id="{one.ref}"') == 1 for one in claims)
    assert "independent" not in page


@pytest.mark.parametrize(
    ("page", "spelled"),
    [
        ("incidents/october-2023/origins.md", "JFNK: Justice for North Korea"),
        ("ko/incidents/yantai-2003/origins.md", "LFNKR: 북조선난민구원기금"),
        ("zh/incidents/yantai-2003/origins.md", "LFNKR：北朝鲜难民救援基金"),
    ],
)
def test_names_in_capital_letters_are_spelled_out(page: str, spelled: str) -> None:
    """A reader who has been sent a link to the page finds there who JFNK is, in full, and no name twice."""
    legend = real_archive().pages[page].body().partition('<ul class="tree-legend">')[2].partition("</ul>")[0]
    assert legend.count(spelled) == 1


def test_an_incident_without_links_has_no_such_page() -> None:
    """Where nothing is known to rest on anything there is nothing to draw, and no link leads there."""
    session = real_archive()
    (bare, *_) = sorted(set(session.relations.claims_of) - set(incidents()))
    assert f"incidents/{bare}/origins.md" not in session.pages
    assert "origins/" not in session.pages[f"incidents/{bare}.md"].body()


def test_the_page_counts_each_claim_once() -> None:
    """The counts of the first sentence add up to all claims."""
    site = real_archive().site
    for incident in incidents():
        record, claims = site.archive.records_of("incident")[incident], site.claims_about(incident)
        counts = origins_page(View(site, f"incidents/{incident}/origins.md"), record, claims)["counts"]
        assert sum(map(int, re.findall(r"\d+", counts))) == len(claims), counts


def test_a_claim_with_links_leads_to_its_row_of_the_table() -> None:
    """The address that a claim gives is an anchor of the page."""
    session = real_archive()
    claim = session.site.claims["cecc-2012.returned-30-abstract"]
    address, _, anchor = claim.tree.partition("#")
    assert f'id="{anchor}"' in session.pages[addresses.page_uri(address)].body()


def _alone(claim: ShownClaim) -> TreeMark:
    (mark,) = tree_picture([Lineage(claim, "2011-05-01")], _words()).marks
    return mark


def test_a_hedge_is_never_cut() -> None:
    """However long it is, all of it is beside its figure."""
    hedge = "according to what is said to have been reported by people who are said to know it " * 3
    said = f"“{hedge.strip()}”"
    long = replace(_example(), hedge=hedge.strip(), hedge_said=said, rests_on=(), may_share=())
    (mark,) = tree_picture([Lineage(long, "2011-05-01")], _words()).marks
    assert " ".join(text.text for text in mark.texts if text.kind == "hedge") == said


def test_a_claim_that_is_passed_on_unconfirmed_says_so_in_the_picture() -> None:
    """Beside its words of doubt, which need not say it."""
    told = replace(_example(), hedge="heard so", rests_on=(), may_share=(), stance="passes on, without confirmation")
    relayed = replace(told, recorded=told.recorded.model_copy(update={"stance": "relays"}))
    said = [[text.text for text in _alone(claim).texts] for claim in (told, relayed)]
    assert [line for line in said[1] if line not in said[0]] == ["passes on, without confirmation"]
