"""Verification: the records against captured texts, and the links into the originals that are made from them.

`tests/captures` holds invented captures for the invented archive. Those of the archive itself are kept outside the
repository, in `../shared`; where they are missing, the tests that need them are skipped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from macros.cli import main
from macros.core.archive import load
from macros.core.models import Work
from macros.core.models.last_look import Health
from macros.core.models.web_archive import archived, mark_seen
from macros.core.rulebook import RULES, needing
from macros.core.values.counts import parse_count
from macros.core.values.dates import parse_date
from macros.core.verification.captured_text import passages_of
from macros.core.verification.figure_check import count_fault, date_fault
from macros.core.verification.locator_phrases import propose, selected
from macros.core.verification.verbatim_overlap import copied
from macros.core.verification.verify import proposals, verify
from macros.core.words.printed_numbers import printed
from macros.session import Session
from macros.site.works.originals import fragment, joined, located, of_work
from tests.support import INVENTED, REPOSITORY, SHARED, TESTS, THOROUGH, real_archive

CAPTURES = TESTS / "captures"
REAL = SHARED / "captures"
Captured = pytest.CaptureFixture[str]

needs_captures = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/captures is not at hand")


def _captures(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _listing(root: Path, captures: dict[str, bytes]) -> list[str]:
    return [problem.as_text() for problem in verify(load(root), captures)]


def test_the_invented_archive_agrees_with_its_captures() -> None:
    """Records and captures of the invented archive agree."""
    assert _listing(INVENTED, _captures(CAPTURES)) == []


@pytest.mark.parametrize(
    ("capture", "text", "found"),
    [
        ("one two three four five six seven eight nine", "One two three four five six seven eight nine.", True),
        ("one two three four five six seven eight nine", "One two three four five six seven eight.", False),
        ("中方一贯根据国际法和人道主义处理有关问题。", "声明称，中方一贯根据国际法和人道主义处理有关问题。", True),
        ("中方一贯根据国际法和人道主义处理有关问题。", "声明称，中方一贯根据国际法处理有关问题。", False),
        ("国際法と人道主義に基づいて問題を処理してきた", "国際法と人道主義に基づいて問題を処理した", True),
        (
            "외교부 대변인은 관련 문제를 국제법에 따라 처리해 왔다고 거듭 말했다고 한다",
            "외교부 대변인은 관련 문제를 국제법에 따라 처리해 왔다고 거듭 말했다고",
            True,
        ),
    ],
)
def test_copied_words_are_found_in_every_script(capture: str, text: str, found: bool) -> None:
    """Nine words in a row are copied; of Chinese and Japanese, which have no spaces, eighteen letters."""
    assert bool(list(copied(text, capture, []))) == found
    assert not list(copied(text, capture, [capture]))


@THOROUGH
@needs_captures
def test_the_archive_agrees_with_its_captures() -> None:
    """Records and captures of the archive agree, as far as the captures are at hand."""
    found = _listing(REPOSITORY, _captures(REAL))
    assert [line for line in found if not line.endswith("[capture-missing]")] == []
    assert len(found) < len(real_archive().archive.sources)


@pytest.mark.parametrize("name", ["000_report.txt", "001_herald.txt"])
@pytest.mark.parametrize("place", [0, 20, -2])
def test_one_altered_character_of_a_capture_is_found(name: str, place: int) -> None:
    """Whichever character of a capture is altered, its fingerprint is another, and nothing else is reported."""
    captures = _captures(CAPTURES)
    altered = bytearray(captures[name])
    altered[place] ^= 1
    (problem,) = verify(load(INVENTED), captures | {name: bytes(altered)})
    assert problem.rule == "capture-fingerprint"
    assert "sha256:" in (INVENTED / problem.path).read_text("utf-8").splitlines()[problem.line - 1]


@pytest.mark.parametrize("rule", sorted(rule.id for rule in needing("captures")))
def test_every_rule_of_verification_is_documented(rule: str) -> None:
    """Every rule of verification is on the page of rules, in its own words."""
    text = unescape(real_archive()._carried_out("{{ further_rule_list() }}", "about/further-rules.md"))
    assert f'id="rule-{rule}"' in text
    assert RULES[rule].text in text


def test_command(invented: Path, capsys: Captured) -> None:
    """`verify` ends with 0 when all agrees, with 1 and the problems when not, with 2 without a folder."""
    run = ["--root", str(invented), "verify", "--captures"]
    assert main([*run, str(CAPTURES)]) == 0
    assert capsys.readouterr().out == "2 captured and verified, 1 without a saved text: no problems\n"
    (invented / "docs/archive/herald-2011.md").write_text("no record", "utf-8")
    assert main([*run, str(CAPTURES)]) == 1
    out = capsys.readouterr().out
    assert "[yaml]" in out
    assert out.endswith("1 compared with their captures, 1 without a saved text: 1 problem\n")
    assert main([*run, str(invented / "nowhere")]) == 2
    assert "is not a folder" in capsys.readouterr().err


def test_captures_that_are_not_at_hand_are_named(invented: Path, tmp_path: Path, capsys: Captured) -> None:
    """With `--at-hand` a source without its capture is named and left out; without it that is a problem."""
    (tmp_path / "some").mkdir()
    for name, content in list(_captures(CAPTURES).items())[:1]:
        (tmp_path / "some" / name).write_bytes(content)
    run = ["--root", str(invented), "verify", "--captures", str(tmp_path / "some")]
    assert main([*run, "--at-hand"]) == 0
    out = capsys.readouterr().out
    assert "not at hand: herald-2011\n" in out
    assert "1 captured and verified, 1 without a saved text" in out
    assert main(run) == 1


def test_command_proposes(capsys: Captured) -> None:
    """`--propose` prints one phrase for every passage that has none, in the form of the field."""
    assert main(["--root", str(INVENTED), "verify", "--captures", str(CAPTURES), "--propose"]) == 0
    out = capsys.readouterr().out
    assert 'proposed for docs/archive/herald-2011.md, passages.2: ["The quays are"]\n' in out
    assert out.count(", passages.") == 5


def test_proposals_are_sound() -> None:
    """A proposed phrase selects its passage and no other, and has at most six words."""
    captures = _captures(CAPTURES)
    for source, number, phrase in proposals(load(INVENTED), captures):
        assert phrase is not None
        if not source.capture or source.capture.file not in captures:
            continue
        passages = passages_of(captures[source.capture.file].decode("utf-8"))
        assert selected([phrase], passages) == [(number, number)]
        assert len(phrase.split()) <= 6


def test_the_shortest_unique_phrase_is_proposed() -> None:
    """The first of the shortest phrases of three words or more, else a shorter one, else none."""
    passages = ["• a b c d", "a b c e", "a b", "a b c e f", "Q r"]
    assert propose(1, passages) == "b c d"
    assert propose(2, passages) is None
    assert propose(4, passages) == "c e f"
    assert propose(5, passages) == "Q r"
    assert propose(1, passages, "a b") == "a b c d"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("at least two dozen", [(24, "at-least")]),
        ("over 100,000 and 1,170", [(100_000, "more-than"), (1170, "exactly")]),
        ("almost forty-one; around one hundred and four", [(41, "nearly"), (104, "about")]),
        ("as many as 1.2 million, or so it is said", [(1_200_000, "up-to")]),
        ("half a dozen, a dozen, dozens", [(6, "exactly"), (12, "exactly")]),
        ("thirty or more, COVID-19, 1.5 and 3rd", [(30, "at-least"), (3, "exactly")]),
        ("100-day, twenty two thousand five hundred", [(100, "exactly"), (22_500, "exactly")]),
        ("no one, someone, often", [(1, "exactly")]),
    ],
)
def test_numbers_are_read(text: str, numbers: list[tuple[int, str]]) -> None:
    """Numbers are read in digits and words, whole ones alone, with the words that limit them."""
    assert [(number.value, number.modifiers[0]) for number in printed(text)] == numbers


@pytest.mark.parametrize(
    ("count", "text", "phrase", "sound"),
    [
        ("24 to 40", "between 24 and 40 people", "24 and 40", True),
        ("24 to 40", "24 on one day, then 40", "24 on one day", False),
        ("47", "47 here, 64 there", "64 there", False),
        ("47", "over 47", "over 47", False),
        ("more than 90%", "More than ninety percent", "ninety percent", True),
        ("tenfold", "a tenfold rise", "rise", True),
        ("170", "1,170", "1,170", False),
        ("a considerable number", "with a considerable number of them", "of them", True),
    ],
)
def test_counts_are_found(count: str, text: str, phrase: str, sound: bool) -> None:
    """A count is found with its modifier; a phrase with another figure is not its phrase."""
    assert (count_fault(parse_count(count), "people", text, [phrase]) == "") == sound


@pytest.mark.parametrize(
    ("date", "text", "phrase", "sound"),
    [
        ("2023-10-09", "(Oct. 13) On the evening of Oct. 9, they", "evening of Oct. 9", True),
        ("2023-10-13", "(Oct. 13) On the evening of Oct. 9, they", "evening of Oct. 9", False),
        ("2023-12~", "in December", "in December", False),
        ("2022-12~", "in December", "in December", True),
        ("2023-05", "it may be", "may be", False),
        ("1998/..", "since 1998", "since 1998", True),
        ("1999/..", "since 1998", "since 1998", False),
        ("2023-10-02~/2023-10-08~", "spiked last week", "last week", True),
        ("2023-10-03~/2023-10-08~", "spiked last week", "last week", False),
        ("2023-09", "in February, in September", "in February", False),
    ],
)
def test_dates_are_found(date: str, text: str, phrase: str, sound: bool) -> None:
    """A date is found by day, month or year; an unprinted year and "last week" are counted from the document."""
    assert (date_fault(parse_date(date), text, [phrase], parse_date("2023-10-13")) == "") == sound


def test_fragments_are_encoded() -> None:
    """A fragment is percent-encoded, with the marks that separate its parts, and follows an anchor."""
    assert fragment([]) == ""
    assert fragment(["a well-kept, “odd” & 90%"]) == (
        ":~:text=a%20well%2Dkept%2C%20%E2%80%9Codd%E2%80%9D%20%26%2090%25"
    )
    assert fragment(["a", "b", "c"]) == ":~:text=a,c"
    assert joined("https://a.example/x", fragment(["b"])) == "https://a.example/x#:~:text=b"
    assert joined("https://a.example/x#y", fragment(["b"])) == "https://a.example/x#y:~:text=b"
    assert joined("https://a.example/x", "") == "https://a.example/x"


@pytest.mark.parametrize(
    ("fields", "copy"),
    [
        (
            {"url": "https://a.example/x", "date": "2012-02-08"},
            "https://web.archive.org/web/20120208/https://a.example/x",
        ),
        (
            {"url": "https://a.example/x", "date": "2012-02~"},
            "https://web.archive.org/web/20120229/https://a.example/x",
        ),
        ({"url": "https://a.example/x", "date": "2012/.."}, "https://web.archive.org/web/20120101/https://a.example/x"),
        ({"url": "https://a.example/x"}, "https://web.archive.org/web/*/https://a.example/x"),
        (
            {"url": "https://a.example/x", "date": "2012", "urldate": "2013-04-05"},
            "https://web.archive.org/web/20130405/https://a.example/x",
        ),
        ({"url": "https://a.example/x", "archiveurl": "https://b.example/y"}, "https://b.example/y"),
        ({"url": "https://web.archive.org/web/2012/https://a.example/x"}, ""),
        ({}, ""),
    ],
)
def test_archived_copies(fields: dict[str, str], copy: str) -> None:
    """The copy is that of the work, else it is looked for near the day on which the work was opened or appeared."""
    work = Work.model_validate({"entrytype": "online", "title": "A title", **fields})
    assert archived(work).address == copy
    assert archived(work).seen == ("archiveurl" in fields)


@pytest.mark.parametrize("date", ["1961-07-14", "1961", "1995-12", "../1990"])
def test_no_copy_is_older_than_the_archives_of_the_web(date: str) -> None:
    """A work of the time before 1996 is looked for in the calendar of its address, at no words and without a day."""
    work = Work.model_validate({"entrytype": "online", "title": "T", "url": "https://a.example/x", "date": date})
    page = of_work(work)
    assert page is not None
    page = page.at(["some words"])
    assert page.copy_href == "https://web.archive.org/web/*/https://a.example/x"
    assert page.copied.label == "look for an archived copy"
    assert page.copied.calendar


def test_a_copy_is_called_one_once_it_was_seen() -> None:
    """Until the weekly look has read a page at the address, a link says that a copy may be looked for."""
    work = load(INVENTED).works["herald-2011"]
    address = archived(work).address
    assert archived(work).label == "look for an archived copy near 12 June 2011"
    for verdict, seen in (("gone", False), ("unreachable", False), ("changed", False), ("fine", True)):
        look = {"source": "herald-2011", "copy": "archived", "address": address, "verdict": verdict}
        health = Health.model_validate({"looked": "2012-03-04", "looks": [look | {"looked": "2012-03-04"}]})
        mark_seen([work], health)
        assert archived(work).seen == seen
    assert archived(work).label == "archived copy"
    mark_seen([work], None)
    assert not archived(work).seen


def test_no_link_of_the_archive_goes_to_a_day_before_1996() -> None:
    """Every dated address of a copy is of 1996 or later, and none is called a copy that nobody has seen."""
    for work in real_archive().archive.works.values():
        copy = archived(work)
        stamp = re.match(r"https://web\.archive\.org/web/(\d{4})", copy.address)
        assert not stamp or int(stamp[1]) >= 1996, work.id
        assert copy.seen == bool(work.archiveurl or work.copy_seen), work.id


def test_passages_of_one_entry_are_one_selection() -> None:
    """An entry of several passages opens the original from its first located passage to its last."""
    site = Session(INVENTED).site
    report = site.sources["report-2011"]
    (page,) = site.originals("report-2011")
    assert page is site.originals("report-2011")[0], "worked out once a work"
    page = page.at(located(report, 7, 9))
    assert page.href.endswith("#:~:text=The%20Old%20League,A.%20Quill%20%E2%80%93%20with%20%26%20without")
    assert page.copy == "https://web.example/2011/report"
    assert page.copied.day == "2012-01-31"


def _fragments(page: str) -> Iterator[list[str]]:
    for found in re.findall(r'href="[^"]*:~:text=([^"]+)"', page):
        yield [unquote(part) for part in found.split(",")]


def _sound(root: Path, captures: dict[str, bytes]) -> int:
    """Hold every fragment of every source's page against its capture; gives how many there are."""
    session, seen = Session(root), 0
    for source in session.archive.sources:
        page = session.pages[f"archive/{source.id}.md"].markdown()
        if not source.capture or source.capture.file not in captures:
            continue
        passages = passages_of(captures[source.capture.file].decode("utf-8"))
        for section in re.findall(r'<section class="passage".*?</section>', page, re.DOTALL):
            numbers = [int(number) for number in re.findall(r'\bid="p(\d+)"', section)]
            for phrases in _fragments(section):
                ((first, last),) = selected(phrases, passages)
                assert min(numbers) <= first <= last <= max(numbers), (source.id, phrases)
                seen += 1
    return seen


def test_every_fragment_of_the_pages_selects_its_passage() -> None:
    """Each link into an original, as written on a page, selects the passage it is at and no other."""
    assert _sound(INVENTED, _captures(CAPTURES)) > 20


@THOROUGH
@needs_captures
def test_every_fragment_of_the_archive_selects_its_passage() -> None:
    """The same for the archive and the texts that were captured."""
    assert _sound(REPOSITORY, _captures(REAL)) > 200


def test_links_are_robust_and_a_repost_is_named() -> None:
    """A link says where the original and its copy are; a repost and the publisher's own page are both named."""
    pages = real_archive().pages
    page = pages["archive/hrw-2021.md"].markdown()
    own = "https://www.hrw.org/news/2021/07/22/china-restarts-forced-returns-refugees-north-korea"
    repost = "https://genocidewatch.com/single-post/china-to-forcibly-return-refugees-to-north-korea"
    for address, name in ((own, "publisher’s page"), (repost, "repost")):
        copy = f"https://web.archive.org/web/20210722/{address}"
        robust = f'data-originalurl="{address}" data-versiondate="2021-07-22">{name} ↗</a>'
        assert f'<a href="{address}#:~:text=325%20North%20Korean%20refugees" rel="external" {robust}' in page
        assert (
            f'<a class="archived" href="{copy}" rel="external">look for an archived copy near 22 July 2021</a>' in page
        )
    assert ">original ↗" not in page


def test_beside_a_claim_stands_only_a_copy_that_was_seen() -> None:
    """Where to look for a copy is said once, at the head of the page."""
    page = real_archive().pages["archive/hrw-2021.md"].markdown()
    claims = re.findall(r'<details class="ways">.*?</details>', page, re.DOTALL)
    assert claims
    assert not any("look for an archived copy" in claim for claim in claims)
    assert "look for an archived copy" in page.partition('id="annotation"')[0]


def test_captures_are_those_of_the_records() -> None:
    """The invented captures were not altered without their records."""
    hashes = {hashlib.sha256(data).hexdigest() for data in _captures(CAPTURES).values()}
    assert hashes == {source.capture.sha256 for source in load(INVENTED).sources if source.capture}
