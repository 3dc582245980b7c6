"""Slips in records that look right: figures in words, names of states, letters, citations, retired ids, BibTeX."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import listing

REPORT, TREATY = "docs/archive/report-2011.md", "data/instruments/river-treaty.yml"
WATCH, QUAYSIDE, RETIRED = (
    "data/organizations/border-watch.yml",
    "data/places/quayside.yml",
    "data/redirects.yml",
)
WORKS, VOTE = "bibliography.bib", "data/events/2010-vote.yml"
WHO, COUNTRY = "who: people taken", "country: Freedonia"
WHOLE, HEADING = "who: people taken at the quays", "heading: Border Watch on a return from Quayside"
FIGURE = "which belongs in `count` alone; say in words who is counted [bare-number]"
NAMED, UNDER = "native.zh-Hans", "give the name under the language that it is in [translated-field]"
CHINESE, OSCOLA = "zh-Hans: 边境观察", "adopted 10 December 1984"
COMPARE = "compare both with the document [citation-differs]"
GONE = "is gone; if that one is retired, write its id [redirect]"
REPLY, LAST = "date = {2011-09-20},", "@book{yearbook-2011,"
BELONGS = "is not a field here; what it says belongs in"
BEHIND = "begins an entry behind something else in its line; begin it on a line of its own [bibtex]"
BEGUN = "begins an entry in a comment, and programs read it all the same; delete its lines [bibtex]"
NUMBER = "a number without words; write in words what it is, or leave the field out [empty-words]"


@pytest.mark.parametrize(
    ("path", "right", "wrong", "said"),
    [
        (REPORT, WHOLE, "who: 41", f"40: claims.arrested-41.who: gives the figure '41', {FIGURE}"),
        (REPORT, WHO, "who: about 41 people taken", f"40: claims.arrested-41.who: gives the figure '41', {FIGURE}"),
        (REPORT, WHO, "who: 41 families taken", ""),
        (REPORT, WHO, "who: the 2011 refugees taken", ""),
        (
            REPORT,
            WHO,
            "who: about 2011 refugees taken",
            f"40: claims.arrested-41.who: gives the figure '2011', {FIGURE}",
        ),
        (REPORT, WHO, "who: the 2000 refugees taken", f"40: claims.arrested-41.who: gives the figure '2000', {FIGURE}"),
        (REPORT, WHO, "who: people of 41 villages taken", ""),
        (REPORT, HEADING, "heading: 2011", f"3: heading: is '2011', {NUMBER}"),
        (
            WATCH,
            COUNTRY,
            "country: Fredonia",
            "12: country: 'Fredonia' is not what records call it; did you mean 'Freedonia'? [unknown-country]",
        ),
        (
            WATCH,
            COUNTRY,
            "country: PRC",
            "12: country: 'PRC' is not what records call it; write 'China' [unknown-country]",
        ),
        (
            WATCH,
            COUNTRY,
            "country: Ruritania",
            (
                "12: country: 'Ruritania' is in no other record; correct it, or add its names under `region` in "
                "data/labels.yml [unknown-country]"
            ),
        ),
        (WATCH, COUNTRY, "country: Mongolia", ""),
        (
            QUAYSIDE,
            "province: River Province",
            "province: Jillin",
            "11: province: 'Jillin' is not what records call it; did you mean 'Jilin'? [unknown-country]",
        ),
        (QUAYSIDE, "province: River Province", "province: Hubei", ""),
        (
            TREATY,
            "  sylvania:\n",
            "  silvania:\n",
            (
                "58: status.silvania: 'silvania' is not a state that records name; did you mean 'sylvania'? "
                "[unknown-country]"
            ),
        ),
        (TREATY, "  sylvania:\n", "  viet-nam:\n", ""),
        (
            TREATY,
            "standing: party",
            "standing: signatory",
            (
                "37: status.freedonia.standing: is 'signatory', and `ratified` is 1986-01-15; write 'party', or take "
                "the date out [standing]"
            ),
        ),
        (TREATY, "standing: signatory", "signed: 1984-12-10\n    standing: signatory", ""),
        (WATCH, CHINESE, "zh-Hans: 邊境觀察", f"5: {NAMED}: '邊境觀察' has '邊', a traditional form; {UNDER}"),
        (WATCH, CHINESE, "zh-Hans: 駅前境界", f"5: {NAMED}: '駅前境界' has '駅', a Japanese form; {UNDER}"),
        (WATCH, CHINESE, "zh-Hant: 边境观察", f"5: native.zh-Hant: '边境观察' has '边', a simplified form; {UNDER}"),
        (WATCH, CHINESE, "zh-Hant: 邊境觀察著着温", ""),
        (WATCH, CHINESE, "zh-Hans: 边境观察著乾", ""),
        (WATCH, CHINESE, "zh-Hans: 瞭望边境", ""),
        (WATCH, CHINESE, "zh-Hant: 脱北者觀察", ""),
        (
            WATCH,
            CHINESE,
            "zh-Hant: 脱北者观察",
            f"5: native.zh-Hant: '脱北者观察' has '观', a simplified form; {UNDER}",
        ),
        (WATCH, CHINESE, "zh: 邊境觀察", ""),
        (
            TREATY,
            OSCOLA,
            "adopted 11 December 1984",
            f"18: cite-oscola: has 11 December 1984, and `adopted` is 1984-12-10; {COMPARE}",
        ),
        (
            TREATY,
            "adopted: 1984-12-10",
            "adopted: 1984-12-09",
            f"11: adopted: is 1984-12-09, and both citations have 10 December 1984; {COMPARE}",
        ),
        (TREATY, "adopted: 1984-12-10", "adopted: 1984-12", ""),
        (TREATY, OSCOLA, f"{OSCOLA}, as last amended on 14 June 2010", ""),
        (
            TREATY,
            OSCOLA,
            f"{OSCOLA}, as last signed on 14 June 2010",
            f"18: cite-oscola: has 14 June 2010, and `adopted` is 1984-12-10; {COMPARE}",
        ),
        (
            TREATY,
            "cite-oscola: Treaty on the Peoples",
            "cite-oscola: Treaty on the Nations",
            f"18: cite-oscola: lacks the word 'peoples', which `name` has; {COMPARE}",
        ),
        (
            RETIRED,
            "organizations/ferry-union:",
            "organizations/ferry-unoin:",
            (f"3: organizations/ferry-unoin: is not in data/published.txt, and 'organizations/ferry-union' {GONE}"),
        ),
        (
            RETIRED,
            "claims/quayside-2011.held-50:",
            "claims/quayside-2011.held-05:",
            (
                "6: claims/quayside-2011.held-05: is not in data/published.txt, and 'claims/quayside-2011.held-50' "
                f"{GONE}"
            ),
        ),
        (WORKS, f"\n\n{LAST}", f" {LAST}", f"117: {BEHIND}"),
        (WORKS, LAST, f"  {LAST}", ""),
        (WORKS, LAST, f"% @book{{a,\n%  title = {{A}},\n% }}\n\n{LAST}", f"119: {BEGUN}"),
        (WORKS, LAST, f"% as @ is read\n\n{LAST}", ""),
        (
            WORKS,
            REPLY,
            f"{REPLY}\n  month = {{März}},",
            f"28: guard-reply-2011.month: {BELONGS} `date` [unknown-field]",
        ),
        (
            WORKS,
            REPLY,
            f"{REPLY}\n  journal = {{A}},",
            f"28: guard-reply-2011.journal: {BELONGS} `journaltitle` [unknown-field]",
        ),
        (
            WORKS,
            REPLY,
            "date = {2011-09-20/2011-09-20},",
            (
                "27: guard-reply-2011.date: '2011-09-20/2011-09-20' begins and ends with the same date; write it once, "
                "without `/` [value]"
            ),
        ),
        (
            REPORT,
            "    passage: 1\n",
            "    passage: 1\n    locator: p. 3\n",
            (
                "37: claims.arrested-41.locator: does not belong here; in a source the passage says where it is "
                "[claim-shape]"
            ),
        ),
        (
            WORKS,
            "@online{bulletin-2011,",
            "@online(bulletin-2011,",
            (
                "14: bulletin-2011: opens an entry with a round bracket; write @, the type, {, the key and a comma, "
                "such as @online{the-key, and end it with } [bibtex]"
            ),
        ),
    ],
)
def test_a_slip_in_a_record_is_told_once(path: str, right: str, wrong: str, said: str, invented: Path) -> None:
    """One cause, one line, and nothing where the edit is sound."""
    file = invented / path
    before = file.read_text("utf-8")
    assert right in before
    file.write_text(before.replace(right, wrong, 1), "utf-8")
    assert listing(invented) == (f"{path}:{said}\n" if said else "")


NAMES_SOMEBODY = (
    "seems to name a person who has no record; leave the name out; who spoke in public for a body has a record, and is "
    "named as there [unrecorded-name]"
)

PLAIN_NAME = (
    'seems to name a person; write {{ person("…", "…") }} for who has a record, and leave all others out [plain-name]'
)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("people taken with Kim Chol-su", True),
        ("people taken with Chol-su Kim", True),
        ("people taken with Kim Chol Su", True),
        ("people taken with KIM CHOL SU", True),
        ("people taken with Ms. Pak", True),
        ("people taken, one of them surnamed Ri", True),
        ("people of whom 김철수 씨", True),
        ("people of whom 김모(27)씨", True),
        ("people of whom 박모씨", True),
        ("people of whom 金某（27岁）", True),
        ("people of the New York-based group", False),
        ("An English-language list of people", False),
        ("No State Party list of people", False),
        ("people on the Han River Bridge", False),
        ("people in the Hong Kong Police building", False),
        ("people of 조선족 씨족 and 부모 양쪽", False),
        ("people 于某地", False),
        ("people at Kim Il Sung University", False),
        ("people of the Kim Il-sung Peace Foundation", False),
        ("people of Kim Jong Suk County", False),
        ("people at Kim Il Sung with a University", True),
        ("people who heard of Ada Quill", False),
    ],
)
def test_nobody_is_named_who_has_no_record(words: str, named: bool, invented: Path) -> None:
    """Names as Koreans have them are found in the fields of a claim, in an annotation and in the words of a call."""
    file = invented / REPORT
    before = file.read_text("utf-8")
    file.write_text(before.replace(WHO, f"who: {words}", 1), "utf-8")
    assert listing(invented) == (f"{REPORT}:40: claims.arrested-41.who: {NAMES_SOMEBODY}\n" if named else "")
    annotated = before.replace("{{ passage(2) }}", f"{{{{ passage(2) }}}}\n{words}.", 1)
    file.write_text(annotated, "utf-8")
    assert (f"{REPORT}:187: {PLAIN_NAME}" in listing(invented)) is named
    file.write_text(before.replace('"the guard"', f'"{words}"', 1), "utf-8")
    assert (f"{REPORT}:183: {PLAIN_NAME}" in listing(invented)) is named


LEADS = "leads on to another address; open it, and write the address of the page itself"
WITHOUT = "write the address without that part"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://q.example/a?utm_source=x", f"has `utm_source`, which follows who opens it; {WITHOUT} [plain-link]"),
        (
            "https://q.example/a;jsessionid=1A2B",
            f"has `jsessionid`, which is one visitor's own; {WITHOUT} [plain-link]",
        ),
        ("https://q.example/a?sid=L000&id=3&amp=1", ""),
        ("https://q.example/a?session=400&no=3", ""),
        (
            "https://q.example/a?session=40012ab3&no=3",
            f"has `session`, which is one visitor's own; {WITHOUT} [plain-link]",
        ),
        ("https://q.example/a_Inc.", ""),
        (
            "https://q.example/a.",
            "ends with `.`, which seems to be of the sentence around it; take it out [plain-link]",
        ),
        ("https://t.co/abc", f"{LEADS} [plain-link]"),
        ("https://www.google.com/url?q=https://q.example/a", f"{LEADS} [plain-link]"),
        ("https://www.google.com/maps", ""),
        (
            "https://mail.google.com/mail/u/0/",
            "leads to what most readers cannot open; write the address of a public page, or leave it out [plain-link]",
        ),
        (
            "https://q.example/a)",
            "ends with `)`, which seems to be of the sentence around it; take it out [plain-link]",
        ),
        ("https://q.example/a_(b)", ""),
        ("https://q.example/a...", ""),
        (
            "https://archive.ph/abcd",
            "is the address of a copy; write that of the page here, and this one in `archiveurl` [other-copy]",
        ),
        ("https://user:pw@q.example/a", "has a user name before the host; write the address without it [value]"),
        ("https://q.example/@user/a", ""),
        ("https://[2606:4700::1111]/a", "has a host in numbers; write the address with the name of the host [value]"),
        ("https://2130706433/a", "has a host in numbers; write the address with the name of the host [value]"),
    ],
)
def test_an_address_is_that_of_a_page_that_everybody_can_open(address: str, said: str, invented: Path) -> None:
    """What follows readers, belongs to one of them or leads on is told in one line that says what to do."""
    file = invented / WORKS
    entry = f"@online{{zz-2020,\n  title = {{Boats}},\n  publisher = {{Q}},\n  url = {{{address}}},\n}}\n"
    before = f"{file.read_text('utf-8').rstrip()}\n\n"
    file.write_text(before + entry, "utf-8")
    line = before.count("\n") + 4
    assert listing(invented) == (f"{WORKS}:{line}: zz-2020.url: {said}\n" if said else "")


def test_a_file_that_cannot_be_read_makes_no_country_unknown(invented: Path) -> None:
    """The others that have it may be in that file."""
    for one in ("river-guard", "freedonia-gov", "quayside-herald"):
        (invented / f"data/organizations/{one}.yml").write_text("name: [", "utf-8")
    (invented / QUAYSIDE).write_text("name: [", "utf-8")
    assert "unknown-country" not in listing(invented)


NAME, DATED = "Treaty on the Peoples of the River", "(adopted 10 December 1984, entered into force 26 June 1987)"
RESOLUTION = "Human Rights Council resolution on Boats of the River"
ABBREVIATED = "Res on Boats of the River"


@pytest.mark.parametrize(
    ("name", "symbol", "cited", "said"),
    [
        (NAME, "A/RES/217 A (III)", f"{NAME} {DATED} UN Doc A/810", ""),
        (
            NAME,
            "A/RES/217 A (III)",
            f"{NAME} {DATED} UN Doc A/RES/218",
            "has A/RES/218, and `symbol` is A/RES/217 A (III)",
        ),
        (NAME, "A/HRC/25/63", f"{NAME} {DATED} UN Doc A/810", "has A/810, and `symbol` is A/HRC/25/63"),
        (RESOLUTION, "A/HRC/RES/22/13", f"UNHRC {ABBREVIATED} {DATED}", ""),
        (
            RESOLUTION,
            "A/HRC/RES/22/13",
            f"Human Rights {ABBREVIATED} {DATED}",
            "lacks the word 'council', which `name` has",
        ),
    ],
)
def test_a_citation_may_have_the_abbreviations_of_lawyers(
    name: str, symbol: str, cited: str, said: str, invented: Path
) -> None:
    """An early resolution is cited by the volume that printed it, and a body of the United Nations by its initials."""
    file = invented / TREATY
    before = file.read_text("utf-8").replace(f"cite-oscola: {NAME} {DATED} 12 FTS 34", f"cite-oscola: {cited}")
    file.write_text(before.replace(f"name: {NAME}", f"name: {name}").replace("FR/TREATY/7", symbol), "utf-8")
    assert [line for line in listing(invented).splitlines() if "citation-differs" in line] == (
        [f"{TREATY}:18: cite-oscola: {said}; {COMPARE}"] if said else []
    )
