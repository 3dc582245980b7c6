"""Suggestions: only what somebody meant and mistyped is suggested, never another record, number or date."""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.archive import Archive, load
from macros.core.models import KINDS
from macros.core.problems import Problem, did_you_mean, one_of
from macros.core.reading.files import check_name
from macros.core.relations import Relations
from macros.core.rules.instead import unknown_record
from macros.core.values.counts import parse_count
from macros.core.values.dates import parse_date
from macros.core.words.suggestions import distance, near_choice, near_id
from macros.site.contributing.pasting.pasted import PastedError
from macros.site.contributing.pasting.references_in import read_pasted
from tests.support import problems, real_archive

SLIPS = [
    ("shenyan-2012", "shenyang-2012"),
    ("shenayng-2012", "shenyang-2012"),
    ("shennyang-2012", "shenyang-2012"),
    ("Shenyang-2012", "shenyang-2012"),
    ("shenyang_2012", "shenyang-2012"),
    ("shen-yang-2012", "shenyang-2012"),
]
WORD_SLIPS = [
    ("unification-minsitry", "unification-ministry"),
    ("quayside-harald", "quayside-herald"),
    ("human-rights-organizatoin", "human-rights-organization"),
]
OTHER_THINGS = [
    ("shenyang-2017", "shenyang-2012"),
    ("shenyang-2021", "shenyang-2012"),
    ("shenyang-201", "shenyang-2012"),
    ("hrw-2021", "hrw-2021b"),
    ("hrw-2021a", "hrw-2021b"),
    ("hrw-2021-3", "hrw-2021-03"),
    ("returned-41", "returned-14"),
    ("held-2440", "held-24-40"),
    ("33(2)", "33(1)"),
    ("3(31)", "33(1)"),
    ("1F", "1A"),
    ("north-hamgyong", "south-hamgyong"),
    ("hubei", "hebei"),
    ("hunan-2012", "henan-2012"),
    ("shaanxi", "shanxi"),
    ("lijiang-2013", "linjiang-2013"),
    ("officials", "official"),
    ("returned-days-rfa", "returned-day-rfa"),
    ("release", "released"),
    ("unconfirmed", "confirmed"),
    ("unhcr", "unhrc"),
    ("unhr", "unhcr"),
    ("hrnk", "nkhr"),
    ("cecc-2012", "icnk-2012"),
    ("women-2012", "woman-2012"),
    ("import", "export"),
    ("x" * 5_000, "y" * 5_000),
]
OTHER_NAMES = [
    ("roberta-king", "robert-king"),
    ("kim-jong-il", "kim-jong-un"),
    ("johnston-2012", "johnson-2012"),
    ("kosong-2012", "kusong-2012"),
    ("changhai", "changbai"),
    ("phil-robinson", "phil-robison"),
]
KEPT = "reserved for a page or file of the site"
MAKE_SLIP = "make it: make new kind=incident id=quaysdie-2011"
DIGITS = re.compile(r"\d+")


@cache
def _real() -> Archive:
    return real_archive().archive


@pytest.mark.parametrize(("wrong", "right"), [*SLIPS, *WORD_SLIPS])
def test_a_slip_of_the_keyboard_is_recognized(wrong: str, right: str) -> None:
    """A swapped, doubled, missing or wrong letter of a long word, and another hyphen or capital, is a slip."""
    assert near_id(wrong, [right, "nowhere-at-all"]) == right


@pytest.mark.parametrize(("wrong", "right"), SLIPS)
def test_slips_in_names_are_recognized(wrong: str, right: str) -> None:
    """In a name letters may be swapped, doubled, or missing at the end of a long word."""
    assert near_id(wrong, [right], name=True) == right


@pytest.mark.parametrize(("wrong", "known"), OTHER_THINGS)
def test_another_thing_is_never_suggested(wrong: str, known: str) -> None:
    """What differs in a digit, or in a way that makes another word, is another thing, both ways round."""
    assert near_id(wrong, [known]) == near_id(known, [wrong]) == ""


@pytest.mark.parametrize(("wrong", "known"), OTHER_NAMES)
def test_another_name_is_never_suggested(wrong: str, known: str) -> None:
    """A letter more, less or other within a name makes the name of somebody or something else."""
    assert near_id(wrong, [known], name=True) == near_id(known, [wrong], name=True) == ""


def test_a_word_that_another_id_holds_is_meant() -> None:
    """A word of a known id is not a misspelling of another one."""
    assert near_id("guard-offices", ["guard-officer"]) == ""
    assert near_id("quayside-harald", ["quayside-herald"]) == "quayside-herald"
    assert near_id("quayside-harald", ["quayside-herald", "harald-hall"]) == ""


def test_of_two_that_are_as_near_none_is_suggested() -> None:
    """Where two known ids are one slip away, nobody knows which is meant."""
    assert near_id("returneed-41", ["returned-41", "returneedd-41"]) == ""


def test_no_existing_id_is_suggested_for_one_with_other_digits() -> None:
    """Of the ids of the archive, claims and addresses included, none is suggested for one that differs in digits."""
    archive = _real()
    lists = [*archive.ids_met.values(), set(Relations(archive).claims)]
    lists += [set(record.provisions) for record in archive.records_of("instrument").values()]  # type: ignore[attr-defined]
    for ids in lists:
        by_letters: dict[str, list[str]] = {}
        for one in ids:
            by_letters.setdefault(DIGITS.sub("", one), []).append(one)
        for alike in by_letters.values():
            for wrong, known in permutations(alike, 2):
                assert (
                    near_id(wrong, [known]) == near_id(wrong, [known], name=True) == near_choice(wrong, [known]) == ""
                )


@pytest.mark.parametrize("kind", sorted(real_archive().archive.ids_met))
def test_no_existing_record_is_suggested_for_another(kind: str) -> None:
    """If any record of the archive were missing, no other one would be suggested in its place."""
    ids = _real().ids_met[kind]
    for wrong in sorted(ids):
        assert near_id(wrong, ids - {wrong}, name=KINDS[kind].near_names) == "", wrong


@given(st.text("ab-1_", min_size=1, max_size=12), st.lists(st.text("ab-1_", max_size=12)))
def test_what_is_suggested_has_the_same_digits(wrong: str, known: list[str]) -> None:
    """Whatever is suggested is known, and has the digits of what was written."""
    for found in (near_id(wrong, known), near_id(wrong, known, name=True), near_choice(wrong, known)):
        assert not found or (found in known and DIGITS.findall(found) == DIGITS.findall(wrong))


@given(st.text(), st.lists(st.text()))
def test_hints_never_raise(wrong: str, known: list[str]) -> None:
    """`did you mean` names a known word or says nothing."""
    hint = did_you_mean(wrong, known)
    assert hint == "" or any(f"'{word}'" in hint for word in known)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("form", "form", 0), ("form", "from", 1), ("kitten", "sitting", 3), ("", "ab", 2), ("abc", "ca", 3)],
)
def test_slips_are_counted(one: str, other: str, far: int) -> None:
    """Letters that are missing, too many, wrong or swapped count one each."""
    assert distance(one, other) == distance(other, one) == far


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("acter", "; did you mean 'actor'?"),
        ("authors", "; did you mean 'author'?"),
        ("organ", "; one of: actor, author, confirmed, org"),
        ("unconfirmed", "; one of: actor, author, confirmed, org"),
        ("x", "; one of: actor, author, confirmed, org"),
    ],
)
def test_a_closed_list_is_told(wrong: str, said: str) -> None:
    """A word of a closed list is suggested for a misspelling; else all of them are listed."""
    assert one_of(wrong, ["actor", "author", "confirmed", "org"]) == said


@pytest.mark.parametrize(
    ("kinds", "value", "said"),
    [
        (
            ["incident"],
            "quayside-2017",
            "no incident 'quayside-2017'; correct it or make it: make new kind=incident id=quayside-2017",
        ),
        (
            ["incident"],
            "quaysdie-2011",
            "no incident 'quaysdie-2011'; did you mean 'quayside-2011'? or " + MAKE_SLIP,
        ),
        (["work"], "letter-2013", "no work 'letter-2013'; correct it or make it: make new kind=work id=letter-2013"),
        (["incident"], "border-watch", "no incident 'border-watch'; 'border-watch' is an organization"),
        (
            ["source"],
            "letter-2011",
            "no source 'letter-2011'; correct it or make it: make new kind=source id=letter-2011",
        ),
        (["place"], "Old Quay", "no place 'Old Quay'; correct it or write an id, of a-z, 0-9 and hyphens"),
        (
            ["place"],
            "index",
            f"no place 'index'; correct it or choose another id, since this one is {KEPT}",
        ),
        (
            ["organization", "person"],
            "x",
            "no organization or person 'x'; correct it or make it: make new kind=organization id=x (or kind=person)",
        ),
    ],
)
def test_a_record_that_is_not_there_can_be_made(kinds: list[str], value: str, said: str, invented: Path) -> None:
    """An unknown id is answered with the record that was meant, its kind, or the command that makes it."""
    assert unknown_record(load(invented), kinds, value) == said


def test_the_number_of_another_incident_is_not_suggested(invented: Path) -> None:
    """A claim about an incident that is not recorded is not led to one of another year."""
    path = invented / "docs/archive/report-2011.md"
    path.write_text(path.read_text("utf-8").replace("incident: quayside-2011", "incident: quayside-2017", 1), "utf-8")
    found = [problem for problem in problems(invented) if problem.rule == "unknown-id"]
    assert found
    assert not any("did you mean" in problem.message for problem in found)
    assert "make new kind=incident id=quayside-2017" in found[0].message


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("Two Votes", "two-votes"),
        ("two_votes", "two-votes"),
        ("held-1,170", ""),
        ("caf\u00e9-2012", ""),
        ("hrw\u22122021", ""),
        ("\uae40\uc815\uc740", ""),
        ("3.5-million", ""),
        ("vote#2", ""),
    ],
)
def test_a_file_name_is_proposed_only_where_no_sign_is_lost(name: str, proposed: str) -> None:
    """Another file name is proposed for capitals, spaces and underscores; any other sign could mean something."""
    (found,) = check_name(Path(f"{name}.yml"), f"{name}.yml")
    assert ("such as" in found.message) == bool(proposed)
    assert not proposed or f"'{proposed}'" in found.message


def test_a_file_name_that_is_taken_is_not_proposed(tmp_path: Path) -> None:
    """The name of an existing record is not proposed for a further one."""
    (tmp_path / "two-votes.yml").touch()
    (found,) = check_name(tmp_path / "Two Votes.yml", "Two Votes.yml")
    assert "such as" not in found.message


@pytest.mark.parametrize("text", ["2012-3-8", "8/3/2012", "March 2012", "2012-03/2012-02", "2012-02-30", "about 2012"])
def test_no_date_is_proposed(text: str) -> None:
    """A date that is refused is not read another way, and the message has no other date."""
    with pytest.raises(ValueError, match=re.escape(f"'{text}'")) as refused:
        parse_date(text)
    assert not re.search(r"\d", str(refused.value).replace(text, ""))


@pytest.mark.parametrize("text", ["around 41", "41 to 24", "24 to 24", "41+", "circa 600", "2.000", "40s"])
def test_no_figure_is_proposed(text: str) -> None:
    """A count that is refused is not rounded, turned round or bared of its modifier."""
    with pytest.raises(ValueError, match=re.escape(f"'{text}'")) as refused:
        parse_count(text)
    assert not re.search(r"\d", str(refused.value).replace(text, ""))


@pytest.mark.parametrize(
    ("pasted", "date"),
    [
        ("TY  - NEWS\nTI  - Wire\nDA  - 2012//08\nER  - \n", "2012"),
        ("TY  - NEWS\nTI  - Wire\nDA  - 2012/about/08\nER  - \n", "2012"),
        ("TY  - NEWS\nTI  - Wire\nDA  - 08/03/2012\nER  - \n", "2012"),
        ("TY  - NEWS\nTI  - Wire\nDA  - 2012/02/30/\nER  - \n", "2012-02"),
        ("@misc{x, title = {Wire}, year = {2012}, month = {maybe}}", "2012"),
        ("@misc{x, title = {Wire}, year = {soon}}", None),
    ],
)
def test_no_part_of_a_pasted_date_is_guessed(pasted: str, date: str | None) -> None:
    """A date is taken as far as it is sure, and a sentence says what stood there and what was taken."""
    made = read_pasted(pasted.encode())[0]
    assert made.fields.get("date") == date
    assert any(f"is taken as {date}" in doubt if date else "is left out" in doubt for doubt in made.doubts)


def test_an_author_without_a_comma_is_pointed_out() -> None:
    """A pasted author that is taken as an institution may be a person, and `new` says so."""
    made = read_pasted(b"TY  - NEWS\nTI  - Wire\nAU  - Ada Quill\nER  - \n")[0]
    assert any("institution" in doubt for doubt in made.doubts)
    assert not read_pasted(b"TY  - NEWS\nTI  - Wire\nAU  - Quill, Ada\nER  - \n")[0].doubts
    with pytest.raises(PastedError):
        read_pasted(b"nothing")


def test_messages_of_other_numbers_name_no_way_to_a_false_sum(invented: Path) -> None:
    """Parts that do not add up are to be compared with the document, not changed until they fit."""
    path = invented / "docs/archive/report-2011.md"
    path.write_text(path.read_text("utf-8").replace("    count: 17\n", "    count: 18\n", 1), "utf-8")
    (found,) = [problem for problem in problems(invented) if problem.rule == "parts-sum"]
    assert isinstance(found, Problem)
    assert "compare them with the document" in found.message
