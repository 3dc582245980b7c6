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
    ],
)
def test_a_slip_in_a_record_is_told_once(path: str, right: str, wrong: str, said: str, invented: Path) -> None:
    """One cause, one line, and nothing where the edit is sound."""
    file = invented / path
    before = file.read_text("utf-8")
    assert right in before
    file.write_text(before.replace(right, wrong, 1), "utf-8")
    assert listing(invented) == (f"{path}:{said}\n" if said else "")


def test_a_file_that_cannot_be_read_makes_no_country_unknown(invented: Path) -> None:
    """The others that have it may be in that file."""
    for one in ("river-guard", "freedonia-gov", "quayside-herald"):
        (invented / f"data/organizations/{one}.yml").write_text("name: [", "utf-8")
    (invented / QUAYSIDE).write_text("name: [", "utf-8")
    assert "unknown-country" not in listing(invented)
