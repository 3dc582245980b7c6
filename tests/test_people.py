"""Who is recorded, and what is said of very few people: the rules, the words they look for, and links without words."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.core.archive import load
from macros.core.models import Person
from macros.core.models.web_archive import archived
from macros.core.reading.bibliography import read_bibliography
from macros.core.rules.examples import examples
from macros.core.rules.people import OFFICIAL, STATE, WITHIN_REACH
from macros.core.words.telling import TELLING_FORMS, telling
from macros.session import Session
from macros.site.works.bibtex_files import bibtex
from macros.site.works.originals import of_work
from tests.support import INVENTED, listing, real_archive

AGE, FAMILY, HEALTH, HOME, WAY = TELLING_FORMS
REPORT = "docs/archive/report-2011.md"


@pytest.fixture
def edited(invented: Path) -> Callable[[str, str, str], list[str]]:
    """Put one text in place of another in a file of the invented archive; the rules that then speak.

    But for the one on texts that still have an old figure.
    """

    def edit(path: str, old: str, new: str) -> list[str]:
        file = invented / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")
        found = re.findall(r"\[([a-z-]+)\]$", listing(invented), re.MULTILINE)
        return [rule for rule in found if rule != "called-figure"]

    return edit


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("people, an infant among them", AGE),
        ("a one-year-old and others", AGE),
        ("a woman aged 43", AGE),
        ("the youngest of them", AGE),
        ("two sisters and others", FAMILY),
        ("the FAMILY of one of them", FAMILY),
        ("what relatives had heard", FAMILY),
        ("one of them pregnant", HEALTH),
        ("people who were ill", HEALTH),
        ("people of one hometown", HOME),
        ("residents of one village", HOME),
        ("people found on a bus", WAY),
        ("people led by a broker", WAY),
        ("11개월 된 아기", AGE),
        ("43세 여성", AGE),
        ("딸과 함께 있던 사람들", FAMILY),
        ("그 가족", FAMILY),
        ("임신한 여성", HEALTH),
        ("버스로 이동한 사람들", WAY),
        ("一名11个月大的婴儿", AGE),
        ("其母亲和其他人", FAMILY),
        ("一名孕妇", HEALTH),
        ("经由山路徒步前往", WAY),
    ],
)
def test_what_tells_people_apart_is_found(text: str, kind: str) -> None:
    """Words of age, family, health, home and way taken are found in English, Korean and Chinese."""
    assert telling(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Two Children", AGE), ("HIS SISTERS", FAMILY), ("Pregnant", HEALTH), ("Born in Hoeryong", HOME), ("By BUS", WAY)],
)
def test_capitals_hide_nothing(text: str, kind: str) -> None:
    """Words in capitals are found like those in small letters."""
    assert telling(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "refugees who face ill-treatment after their return",
        "people moved to Shenyang, then to a garrison at Tumen",
        "the day of the hand-over to Chinese police",
        "a couple of days before, relative to the report",
        "North Koreans deported from Viet Nam to China",
        "people whose training, trail and personal papers are not described",
        "3세대에 대한 위협",
        "2개월 동안 구금된 사람들",
        "아이디어와 경험",
        "一家报纸的报道",
        "被中国警方逮捕的朝鲜人",
    ],
)
def test_what_states_did_is_no_detail_of_a_person(text: str) -> None:
    """Custody, hand-over and return, ill-treatment, and words that only look alike are let through."""
    assert telling(text) == ""


@pytest.mark.parametrize("unit", ["a ", "1 ", "one ", "in their ", "가", "一名", "11개월 ", "grand", "-", " " * 9])
def test_long_texts_are_read_in_time(unit: str) -> None:
    """A hundred thousand characters are read within two seconds, whatever they repeat."""
    began = time.process_time()
    telling(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("count", "rules"),
    [
        ("1", ["one-person"]),
        ("at least 1", ["one-person"]),
        ("about 1", ["one-person"]),
        ("up to 1", ["one-person"]),
        ("more than 1", []),
        ("2", []),
    ],
)
def test_a_claim_is_not_about_one_person(
    edited: Callable[[str, str, str], list[str]], count: str, rules: list[str]
) -> None:
    """One person is one person whatever the modifier; more than one is not."""
    assert edited(REPORT, "count: about 900", f'count: "{count}"') == rules


def test_a_claim_may_be_about_a_public_speaker(edited: Callable[[str, str, str], list[str]]) -> None:
    """A claim about one person is allowed if `about` names somebody who has an entry."""
    assert edited(REPORT, "count: about 900", "count: 1\n    about: ada-quill") == []


@pytest.mark.parametrize(
    ("count", "told"),
    [("9", True), ("up to 9", True), ("at least 9", True), ("2 to 9", True), ("10", False), ("5 to 20", False)],
)
def test_ten_people_are_no_small_group(edited: Callable[[str, str, str], list[str]], count: str, told: bool) -> None:
    """The words are looked for below ten people, and of a range the larger number counts."""
    wrong = f'count: "{count}"\n    who: children on the far bank'
    found = edited(REPORT, "count: about 900\n    who: people living on the far bank, after a survey", wrong)
    assert found == (["small-group"] if told else [])


@pytest.mark.parametrize(
    ("who", "rules"),
    [
        ("a refugee, sent back after a year", ["one-person"]),
        ("one North Korean woman held at the quay", ["one-person"]),
        ("day on which a man was arrested", ["one-person"]),
        ("the defector", ["one-person"]),
        ("a refugee group", []),
        ("the refugee agency's own count", []),
        ("reach, inside the family of a defector, of the threat", []),
        ("refugees, each of whom was held", []),
        ("a man" * 40, []),
    ],
)
def test_who_is_not_one_person(edited: Callable[[str, str, str], list[str]], who: str, rules: list[str]) -> None:
    """A claim whose `who` is one person in the singular is refused, also where it has no count."""
    assert edited(REPORT, "who: days of the arrests", f'who: "{who}"') == rules


SMALL_INCIDENT = ("data/incidents/quayside-2011.yml", "count: 24 to 40", "count: 7 to 9")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/incidents/quayside-2011.yml", "who: the same travellers", "who: day on which the bus was stopped"),
        ("data/incidents/quayside-2011.yml", "short: Quayside 2011", "short: Children of Quayside"),
        ("data/events/2011-06-09-briefing.yml", "note: Held at the customs house.", "note: Parents asked for it."),
        (
            "data/voices/ferry-workers.yml",
            "name: Workers of the ferry, as a group",
            "name: Relatives of the travellers",
        ),
        (REPORT, "who: days of the arrests", "who: days of the arrests of two brothers"),
        (
            "data/places/quayside.yml",
            'note: Seat of {{ org("river-guard") }}.',
            'note: Relatives tell of {{ incident("quayside-2011") }}.',
        ),
    ],
)
def test_every_text_about_a_small_group_is_looked_at(
    edited: Callable[[str, str, str], list[str]], path: str, old: str, new: str
) -> None:
    """Days, headings, events and voices of an incident of fewer than ten people tell nothing of one of them."""
    assert edited(*SMALL_INCIDENT) == []
    assert edited(path, old, new) == ["small-group"]


def test_a_larger_group_may_have_families(edited: Callable[[str, str, str], list[str]]) -> None:
    """That there are children among more than ten people may be said."""
    assert edited("data/incidents/quayside-2011.yml", "short: Quayside 2011", "short: Children of Quayside") == []


def test_a_share_is_no_group(edited: Callable[[str, str, str], list[str]]) -> None:
    """A percentage below ten is not taken for so many people."""
    wrong = "count: 9%\n    who: children among those sent back"
    assert edited(REPORT, "count: more than 90%\n    who: women among those sent back", wrong) == []


def test_a_home_is_told_by_a_town_of_the_country_left(invented: Path) -> None:
    """In a small group `from` a town of the DPRK is a home; the same town as a place of custody is not."""
    place = invented / "data/places/ferry-landing.yml"
    league = invented / "data/organizations/old-league.yml"  # a country that one record alone has is a slip
    league.write_text(league.read_text("utf-8").replace("country: international", "country: Sylvania"), "utf-8")
    left = place.read_text("utf-8").replace("country: Sylvania", "country: DPRK")
    place.write_text(
        left.replace("latitude: -42.9", "latitude: 42.3").replace("longitude: 129.86", "longitude: 129.7"), "utf-8"
    )
    report, right = invented / REPORT, "count: about 900\n    who: people living on the far bank, after a survey"
    text = report.read_text("utf-8")
    text = text.replace('"far-bank-survey", "about 900"', '"far-bank-survey", "9"')
    report.write_text(text.replace(right, "count: 9\n    who: people held at Ferry Landing"), "utf-8")
    assert listing(invented) == ""
    report.write_text(text.replace(right, "count: 9\n    who: people from Ferry Landing"), "utf-8")
    assert f"seems to tell {HOME}" in listing(invented)


@pytest.mark.parametrize("rule", ["one-person", "small-group"])
def test_no_message_repeats_what_was_found(rule: str) -> None:
    """The problems of an example hold none of the words that its rule has found."""
    expected = "".join(line for form in examples()[rule].forms for line in form.says)
    assert not re.search(r"infant|family,|boat|injured", expected.replace("a tie of family", ""))


def test_an_official_of_a_state_speaks_within_its_reach(edited: Callable[[str, str, str], list[str]]) -> None:
    """The spokesman of a state organ in China has an entry."""
    assert edited("data/organizations/river-guard.yml", "country: Freedonia", "country: China") == []


def test_a_finding_of_a_court_names_a_person(edited: Callable[[str, str, str], list[str]]) -> None:
    """Who is said to have acted has an entry where a body of a state has found it, and not on a report alone."""
    edited("data/organizations/old-league.yml", "kind: coalition", "kind: commission")
    finding = "affiliation: [river-guard]\nfinding: {by: old-league, work: yearbook-2011}"
    edited("data/vocabulary.yml", "coalition: {label: Coalition", "commission: {label: Coalition")
    edited("data/people/tomas-venn.yml", "affiliation: [river-guard]", finding)
    assert edited("docs/archive/herald-2011.md", '"the spokesman", role="quoted"', '"it", role="actor"') == []


def test_police_and_prisons_find_nothing() -> None:
    """Security organs, places of custody and camps are not among the bodies whose finding names a person."""
    assert OFFICIAL.isdisjoint({"security-organ", "custody-site", "camp-system", "ngo", "news-outlet"})


def test_a_plain_work_is_linked_by_its_address_alone() -> None:
    """A plain work has no text fragment, no archived copy, and no mark of it in what is exported."""
    work = load(INVENTED).works["letter-2011"].model_copy(update={"plain": True})
    work.attach("letter-2011", load(INVENTED).works["letter-2011"].document)
    page = of_work(work)
    assert page is not None
    page = page.at(["a name"])
    assert (page.href, page.copy_href) == (work.url, "")
    assert archived(work).address == ""
    assert "plain" not in bibtex([work])


def test_a_plain_work_is_read_from_the_bibliography() -> None:
    """The field of the bibliography is read as yes or no, and nothing else."""
    entry = "@online{a,\n  author = {{B}},\n  title = {C},\n  plain = {%s},\n}\n"
    works, _, problems = read_bibliography(entry % "yes")
    assert (works["a"].plain, problems) == (True, [])
    assert read_bibliography(entry % "maybe")[2] != []


def test_the_page_of_a_quiet_id_does_not_print_it(invented: Path) -> None:
    """Who follows an old link to somebody finds what became of it, and neither title nor text has the id."""
    retired = invented / "data/redirects.yml"
    line = "people/nell-farrow: {reason: not a public speaker, since: 2012-02, quiet: yes}\n"
    retired.write_text(retired.read_text("utf-8") + line, "utf-8")
    page = Session(invented).pages["people/nell-farrow.md"]
    assert "not a public speaker" in page.body()
    assert "farrow" not in page.title + page.body()


def test_people_of_this_archive_speak_in_public() -> None:
    """Nobody is recorded of whom it is not known for whom they spoke."""
    archive = real_archive().archive
    people = [record for record in archive.records_of("person").values() if isinstance(record, Person)]
    assert all(person.affiliation for person in people)
    within = {
        one for one, body in archive.records_of("organization").items() if getattr(body, "country", "") in WITHIN_REACH
    }
    reached = [person for person in people if within & set(person.affiliation)]
    kinds = {getattr(archive.records_of("organization")[one], "kind", "") for p in reached for one in p.affiliation}
    assert reached
    assert kinds <= STATE
