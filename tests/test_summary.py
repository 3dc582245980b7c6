"""The summary of a pull request: what is wrong and what the change does, in words that nobody can turn into markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.cli import main
from macros.core.archive import load
from macros.core.comparison.diff import Differences, differences
from macros.core.problems import Problem
from macros.core.words.plain import code, words
from macros.site.contributing.branch_summary import SUMMARY_LIMIT, summary
from tests.support import INVENTED, git

Captured = pytest.CaptureFixture[str]
Edit = Callable[[str, str, str], None]
REPORT = "docs/archive/report-2011.md"
INCIDENT = "data/incidents/quayside-2011.yml"
PLACE = "data/places/quayside.yml"
WORKS = "bibliography.bib"
REDIRECTS = "data/redirects.yml"
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
HOSTILE = [
    "@octocat and @forced-returns-archive/maintainers",
    "<img src=x onerror=alert(1)> <!-- ",
    "[here](https://evil.example) ![x](y)",
    "see #12, GH-12, evil/repo#3 and 0123abcdef0123abcdef",
    "www.evil.example https://evil.example",
    "`` ` ``` `@octocat` ` @octocat",
    "# a heading\n\n- [x] done\n\n| a | b |\n",
    "**bold** _it_ ~~gone~~ $x$ :tada: &lt;b&gt; \\",
    "\u202e@octocat\u2028@octocat\x00",
]


@pytest.fixture
def edit(invented: Path) -> Edit:
    """Replace the first occurrence of a text in a file of the copy."""

    def edited(path: str, old: str, new: str) -> None:
        text = (invented / path).read_text("utf-8")
        assert old in text
        (invented / path).write_text(text.replace(old, new, 1), "utf-8")

    return edited


def _differ(invented: Path) -> Differences:
    return differences(load(INVENTED), load(invented))


def _bare(text: str) -> str:
    """What is left of a Markdown text without its code."""
    return CODE.sub("", text)


def test_equal_records_do_not_differ(invented: Path) -> None:
    """Nothing differs between a tree and its copy."""
    assert _differ(invented) == Differences([], [], [], [], [], [], [])


def test_an_altered_claim(invented: Path, edit: Edit) -> None:
    """An altered claim is listed field by field, with the record that holds it and the pages that show it."""
    edit(REPORT, "    count: 17\n", "    count: about 18\n")
    differ = _differ(invented)
    (claim,) = differ.claims
    assert (claim.address, claim.how) == ("claims/report-2011.arrested-17", "changed")
    assert [(field.name, field.before, field.after) for field in claim.fields] == [("count", "17", "about 18")]
    assert [(item.address, [field.name for field in item.fields]) for item in differ.records] == [
        ("sources/report-2011", ["claims"])
    ]
    assert differ.touched == ["incidents/quayside-2011", "organizations/border-watch"]
    assert differ.gone == []


def test_a_new_word_in_an_annotation(invented: Path, edit: Edit) -> None:
    """An annotation that says something else changes the page of its source."""
    edit(REPORT, "in a guard house.", "in the guard house.")
    (source,) = _differ(invented).records
    assert [field.name for field in source.fields] == ["annotation"]


def test_added_and_removed_records(invented: Path) -> None:
    """A record that is new is added, one whose file is gone is removed, and its address vanishes."""
    (invented / PLACE).rename(invented / "data/places/quay-town.yml")
    differ = _differ(invented)
    assert {(item.address, item.how) for item in differ.records} == {
        ("places/quay-town", "added"),
        ("places/quayside", "removed"),
    }
    assert [(gone.address, gone.reason) for gone in differ.gone] == [("places/quayside", "")]


def test_a_retired_address(invented: Path, edit: Edit) -> None:
    """A retired address is listed with the reason and with what replaced it."""
    (invented / "data/events/2010-vote.yml").unlink()
    retired = "events/2010-vote: {reason: recorded twice, since: 2012-02-02, to: events/2011-06-09-briefing}\n"
    edit(REDIRECTS, "incidents/ferry-2011", f"{retired}incidents/ferry-2011")
    (gone,) = _differ(invented).gone
    assert (gone.address, gone.reason, gone.to) == ("events/2010-vote", "recorded twice", "events/2011-06-09-briefing")


def test_works_and_prose(invented: Path, edit: Edit) -> None:
    """Works are listed field by field, and pages of prose when their text differs."""
    edit(WORKS, "title = {Letter to the Guard}", "title = {A Letter to the Guard}")
    edit("docs/about/vocabulary.md", "Word lists of", "Lists of")
    differ = _differ(invented)
    (work,) = differ.works
    assert [(field.name, field.after) for field in work.fields] == [("title", "A Letter to the Guard")]
    assert [item.address for item in differ.prose] == ["docs/about/vocabulary.md"]


@pytest.mark.parametrize("broken_side", ["base", "now"])
def test_what_cannot_be_read_is_named(broken_side: str, invented: Path, edit: Edit) -> None:
    """A record that one side cannot read is named as not compared, and neither it nor its claims count as changed."""
    edit(REPORT, "kind: report\n", "kind: [\n")
    sides = (load(invented), load(INVENTED)) if broken_side == "base" else (load(INVENTED), load(invented))
    differ = differences(*sides)
    assert differ.unread == ["sources/report-2011"]
    assert (differ.records, differ.claims, differ.works, differ.gone, differ.touched) == ([], [], [], [], [])


def test_a_base_without_records(invented: Path, tmp_path: Path) -> None:
    """Against a base without records everything is new and nothing is gone."""
    (tmp_path / "empty").mkdir()
    differ = differences(load(tmp_path / "empty"), load(invented))
    assert {item.how for item in (*differ.records, *differ.claims, *differ.works)} == {"added"}
    assert differ.gone == []


def _summary(problems: list[Problem], differ: Differences) -> str:
    return summary(problems, differ, load(INVENTED), "0123456789abcdef", broken=0)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_contributed_words_stay_words(hostile: str, invented: Path) -> None:
    """Nothing that is contributed becomes markup, a link, a mention or a reference, wherever it is shown."""
    problem = Problem(f"data/{hostile}.yml", 1, hostile, f"'{hostile}' is wrong; {hostile}", "value")
    calm = _summary([Problem("data/x.yml", 1, "x", "wrong", "value")], _differ(invented))
    bare = _bare(_summary([problem], _differ(invented)))
    bare = bare.replace("](<https://archive.example/about/rules/#rule-value>)", "").replace("## ", "")
    bare = bare.replace("- [ ] ", "").replace("[value", "value").replace("**", "")
    assert not re.search(r"[@#$\\`_*~&|!<>\[\]]|www|0123abc|GH-", bare)
    assert bare.count("\n") == calm.count("\n")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_stay_words(one: str, other: str) -> None:
    """Whatever is written, no sign with a meaning is left outside code, and no line is broken."""
    text = f"- {words(one)}: {code(other)}"
    assert "\n" not in text
    assert not re.search(r"[@#<>$\\`_*~&|\[\]]", _bare(text))


def test_personal_data_is_not_repeated(invented: Path, edit: Edit) -> None:
    """A summary does not repeat what looks like personal data."""
    edit(REPORT, "    who: those taken on the eastern quay\n", "    who: those who wrote to a.b@c.example\n")
    text = _summary([], _differ(invented))
    assert "c.example" not in text
    assert "withheld" in text


@pytest.mark.parametrize("number", [60, 5_000])
def test_a_summary_fits_into_a_comment(number: int, invented: Path) -> None:
    """A long summary lists a part of each list, says how many more there are, and fits into a comment."""
    long = [Problem(f"data/{n:05}.yml", n + 1, "x" * 300, "< " * 900, "value") for n in range(number)]
    text = _summary(long, _differ(invented))
    assert len(text) <= SUMMARY_LIMIT
    assert f"{number:,} to fix" in text
    shown = text.count("- [ ] ")
    assert 0 < shown < number
    assert f"{number - shown:,} more are not listed here." in text


def test_command_without_a_change(repository: Path, capsys: Captured) -> None:
    """Where nothing is wrong and nothing differs, the summary says so in two lines."""
    assert main(["--root", str(repository), "summary", "--base", "main"]) == 0
    text = capsys.readouterr().out
    assert "No problems.\n" in text
    assert text.endswith("\nNothing.\n")


def test_command(repository: Path, edit: Edit, tmp_path: Path, capsys: Captured) -> None:
    """`summary` writes problems as a checklist and the change against the base, and ends with 0."""
    edit(REPORT, "    count: 17\n", "    count: about 18\n")
    edit(PLACE, "kind: city\n", "kind: citty\n")
    out = tmp_path / "summary.md"
    assert main(["--root", str(repository), "summary", "--base", "main", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(f"{re.escape(str(out))} says what .* changes against main: [0-9]+ problems to correct\n", said)
    text = out.read_text("utf-8")
    assert "- [ ] `data/places/quayside.yml`, line 9, `kind`: 'citty' is not in the list place-kinds; did you" in text
    assert "([unknown-term](<https://archive.example/about/rules/#rule-unknown-term>))\n" in text
    assert "[unexplained-change]" in text
    assert "**Changed: 1**\n\n- `claims/report-2011.arrested-17`: `arrested`, `about 18`, of those taken on" in text
    assert "said by `border-watch`; in `report-2011`, `passage 1`\n  - `count`: `17` → `about 18`\n" in text


def test_command_with_a_broken_base(repository: Path, edit: Edit, capsys: Captured) -> None:
    """A base with problems of its own is named as such, and what can be read of it is compared."""
    edit(PLACE, "kind: city\n", "kind: [\n")
    git(repository, "commit", "--quiet", "--all", "-m", "Broken")
    git(repository, "branch", "--force", "main")
    edit(PLACE, "kind: [\n", "kind: city\n")
    edit(REPORT, "    count: up to 1,170\n", "    count: up to 1,180\n")
    assert main(["--root", str(repository), "summary", "--base", "main"]) == 0
    text = capsys.readouterr().out
    assert "The base itself has 1 problem" in text
    assert "**Could not be compared, because one side cannot be read: 1**\n\n- `places/quayside`\n" in text
    assert "`up to 1,170` → `up to 1,180`" in text


def test_command_without_such_a_base(repository: Path, capsys: Captured) -> None:
    """A base that is not a commit ends with 2 and a plain message."""
    assert main(["--root", str(repository), "summary", "--base", "nowhere"]) == 2
    assert "'nowhere' is not a commit here" in capsys.readouterr().err
