"""The records against a base branch: what was published changes only with a word that says so."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from macros.cli import main
from macros.core.archive import Archive, load
from macros.core.comparison.rules import compare
from macros.core.rulebook import RULES, needing
from macros.session import Session
from macros.site.pages.macros import macros
from tests.support import INVENTED, git, real_archive

Captured = pytest.CaptureFixture[str]
Edit = Callable[..., int]
REPORT = "docs/archive/report-2011.md"
INCIDENT = "data/incidents/quayside-2011.yml"
PLACE = "data/places/quayside.yml"
PUBLISHED = "data/published.txt"

ENTRY = """changes:
  - date: 2026-11-22
    kind: correction
    text: The record was wrong here.
    claims: [arrested-17]
    was: {arrested-17: %s}
"""
_COUNT = "    count: 17\n"
_CHAIN = '    said-by: [border-watch]\n    stance: asserts\n    part-of: arrested-41\n    find: ["on the eastern'
_WAS = "    was: {arrested-17: %s}\n"
_WHOLE = (
    "{passage: 1, incident: quayside-2011, measure: arrested, count: 17, who: those taken on the eastern quay, "
    "said-by: [border-watch], stance: asserts, part-of: arrested-41}"
)
_NEVER = """  never-returned:
    work: yearbook-2011
    measure: returned
    who: the group spoken of in the report
    said-by: [tomas-venn for river-guard]
    stance: denies
"""


@pytest.fixture
def edit(invented: Path) -> Edit:
    """Replace the first occurrence of a text in a file of the copy; its line."""

    def edited(path: str, old: str, new: str) -> int:
        text = (invented / path).read_text("utf-8")
        assert old in text
        (invented / path).write_text(text.replace(old, new, 1), "utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    return edited


def _listing(invented: Path) -> list[str]:
    return [problem.as_text() for problem in compare(load(INVENTED), load(invented))]


@pytest.mark.parametrize("rule", sorted(rule.id for rule in needing("base")))
def test_every_rule_of_comparison_is_documented(rule: str) -> None:
    """Every rule of comparison is on the page of rules, in its own words."""
    text = unescape(real_archive()._carried_out("{{ further_rule_list() }}", "about/further-rules.md"))
    assert f'id="rule-{rule}"' in text
    assert re.fullmatch(r"Against the base branch: [A-Z].+[.]", RULES[rule].text)
    assert RULES[rule].text in re.sub(r"</?code>", "`", text)


def test_a_list_of_rules_leads_to_no_page_that_is_missing(invented: Path) -> None:
    """Where no page has the further rules, the list keeps their places and links to nothing."""
    page = "about/rules.md"
    linked = str(macros(Session(invented).site, lambda: page)["rule_list"]())
    (invented / "docs/about/further-rules.md").unlink()
    alone = str(macros(Session(invented).site, lambda: page)["rule_list"]())
    assert "further-rules/#rule-" in linked
    assert "further-rules" not in alone
    assert all(f'id="rule-{rule.id}"' in alone for rule in needing("base"))


def test_equal_records_have_no_problem(invented: Path) -> None:
    """Records that are those of the base have no problem."""
    assert _listing(invented) == []


def test_a_claim_whose_id_tells_too_much_goes_unnamed(invented: Path, edit: Edit) -> None:
    """A claim that is retired as quiet goes without an entry that names it; one retired in the open needs the entry."""
    edit(INCIDENT, _NEVER, "")
    retired = invented / "data/redirects.yml"
    line = "claims/quayside-2011.never-returned: {reason: taken out for safety, since: 2012-02-01"
    open_list = retired.read_text("utf-8") + line
    retired.write_text(open_list + "}\n", "utf-8")
    assert len(_listing(invented)) == 1
    retired.write_text(open_list + ", quiet: yes}\n", "utf-8")
    assert _listing(invented) == []


def test_an_altered_field_is_reported_on_its_line(invented: Path, edit: Edit) -> None:
    """The problem of one altered field is on the line of that field."""
    line = edit(REPORT, _COUNT, "    count: 18\n")
    assert _listing(invented)[0].startswith(
        f"{REPORT}:{line}: claims.arrested-17.count: is '18' and was published as '17'"
    )


@pytest.mark.parametrize(
    ("old", "new", "was"),
    [
        (_COUNT, "    count: 18\n", "{count: 17}"),
        ("  arrested-17:\n", "  arrested-18:\n", _WHOLE),
        (_CHAIN, _CHAIN.replace("asserts", "reports"), "{stance: asserts}"),
        (_COUNT, "    count: 17\n    hedge: perhaps\n", "{without: [hedge]}"),
    ],
)
def test_a_new_entry_explains_a_change(old: str, new: str, was: str, invented: Path, edit: Edit) -> None:
    """With a new entry that names the claim and tells what it said, a claim may change or go."""
    edit(REPORT, old, new)
    edit(REPORT, "changes:\n", ENTRY % was)
    assert _listing(invented) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_COUNT, "    count: about 18\n    unit: families\n"),
        ("    who: those taken on the eastern quay\n", "    who: others\n    hedge: 'so: one says, #2'\n"),
        (_CHAIN, _CHAIN.replace("[border-watch]", "[ada-quill for border-watch, guard-officer]")),
        ("    part-of: arrested-41\n", ""),
        ("  arrested-17:\n", "  arrested-18:\n"),
    ],
)
def test_the_line_in_a_message_is_what_is_right(old: str, new: str, invented: Path, edit: Edit) -> None:
    """Whoever copies the line from the message into an entry has told what the claim said, and nothing is left."""
    edit(REPORT, old, new)
    (ready,) = re.findall(r"`(was: .+?)` \[unexplained-change\]", "\n".join(_listing(invented)))
    edit(REPORT, "changes:\n", ENTRY.replace("was: {arrested-17: %s}", ready))
    assert _listing(invented) == []


def test_two_entries_of_one_branch_tell_one_change_after_the_other(invented: Path, edit: Edit) -> None:
    """A claim that a branch changes twice is told twice, and undoing both gives what was published."""
    edit(REPORT, _COUNT, "    count: about 18\n")
    edit(REPORT, "changes:\n", ENTRY % "{count: 17}")
    edit(REPORT, "changes:\n", ENTRY % "{count: about 19}")
    assert _listing(invented) == []


def test_a_claim_that_moved_is_not_told_whole(invented: Path, edit: Edit) -> None:
    """A claim that stands in another record now needs its entry, and what it says is read there."""
    edit(INCIDENT, _NEVER, "")
    edit(INCIDENT, "changes:\n", ENTRY.replace("arrested-17]", "never-returned]").replace(_WAS, ""))
    assert len(_listing(invented)) == 1
    retired = invented / "data/redirects.yml"
    moved = "{reason: it stands there, since: 2012-02-01, to: claims/report-2011.arrested-41}"
    line = f"claims/quayside-2011.never-returned: {moved}\n"
    retired.write_text(retired.read_text("utf-8") + line, "utf-8")
    assert _listing(invented) == []


def test_an_old_entry_may_be_given_earlier_values(invented: Path, edit: Edit) -> None:
    """An entry that was published without earlier values may have them later; then they stay as they are."""
    edit(REPORT, "changes:\n", ENTRY.replace(_WAS, ""))
    base = load(invented)
    edit(REPORT, "    claims: [arrested-17]\n", "    claims: [arrested-17]\n    was: {arrested-17: {count: 16}}\n")
    told = load(invented)
    assert compare(base, told) == []
    edit(REPORT, "{count: 16}", "{count: 15}")
    assert [problem.rule for problem in compare(told, load(invented))] == ["lost-change"]


def test_a_withdrawn_entry_tells_nothing(invented: Path, edit: Edit) -> None:
    """An entry that is withdrawn explains a change without what the claim said, and refuses text and values."""
    edit(REPORT, "    who: those taken on the eastern quay\n", "    who: others\n")
    withdrawn = ENTRY.replace("text: The record was wrong here.", "withdrawn: safety")
    edit(REPORT, "changes:\n", withdrawn.replace(_WAS, ""))
    assert _listing(invented) == []
    edit(
        REPORT,
        "    withdrawn: safety\n    claims: [arrested-17]\n",
        withdrawn.partition("correction\n")[2] % "{count: 3}",
    )
    assert any("leave `text`, `was` and `record-was` out" in problem.message for problem in load(invented).problems)


def test_an_old_entry_explains_nothing(invented: Path, edit: Edit) -> None:
    """An entry that the base has already, and one that names another claim, explain no further change."""
    edit(REPORT, "    count: at least 30\n", "    count: at least 31\n")
    edit(REPORT, "changes:\n", ENTRY.replace(_WAS, ""))
    assert [line.endswith("[unexplained-change]") for line in _listing(invented)] == [True]


def test_a_translation_may_be_added_without_an_entry(invented: Path, edit: Edit) -> None:
    """Texts of a claim in Korean and Chinese are added without an entry; one that was there changes only with one."""
    edit(INCIDENT, "ko: {who: 세관에 갇힌 여행자, hedge: 확인되지 않음}", "ko: {who: 세관에 갇힌 여행자}")
    base = load(invented)
    edit(INCIDENT, "ko: {who: 세관에 갇힌 여행자}", "ko: {who: 세관에 갇힌 여행자, hedge: 확인되지 않음}")
    assert _unexplained(base, load(invented)) == []
    edit(INCIDENT, "ko: {who: 세관에 갇힌 여행자, hedge", "ko: {who: 여행자, hedge")
    (problem,) = compare(base, load(invented))
    assert problem.field == "claims.held-24-40.ko.who"
    assert problem.message.startswith("is '여행자' and was published as '세관에 갇힌 여행자'; add an entry")


def test_an_entry_that_is_repeated_is_a_new_one(invented: Path, edit: Edit) -> None:
    """An entry that is there twice now and was there once explains a change; the first of two alike may not go."""
    edit(PLACE, "changes:\n", "changes:\n  - {date: 2011-12-12, kind: link, text: The same words.}\n")
    base = load(invented)
    edit(PLACE, "changes:\n", "changes:\n  - {date: 2011-12-12, kind: link, text: The same words.}\n")
    assert compare(base, load(invented)) == []
    assert len(compare(load(invented), base)) == 1


def test_the_word_for_the_people_of_a_claim_is_published_too(invented: Path, edit: Edit) -> None:
    """A sentence calls people as `whom` has it, so another word needs an entry."""
    edit(REPORT, "    count: 41\n", "    count: 41\n    whom: refugees\n")
    assert "whom" in "".join(_listing(invented))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('    find: ["the whole company"]\n', '    find: ["whole company"]\n'),
        ("    who: people taken at the quays\n", "    who:   people taken\n      at the quays\n"),
        ("    count: 41\n", '    count: "41"\n'),
        ("    count: 41\n", "    count: 41\n    aside: a part of the group\n"),
        (
            "claims:\n",
            "claims:\n  quiet: {passage: 1, measure: held, count: 3, who: x, said-by: [ada-quill], stance: asserts}\n",
        ),
    ],
)
def test_what_needs_no_entry(old: str, new: str, invented: Path, edit: Edit) -> None:
    """How a passage is found, what the picture has, how a value is written and a new claim need no entry."""
    edit(REPORT, old, new)
    assert _listing(invented) == []


def test_the_form_of_the_list_of_ids_does_not_matter(invented: Path) -> None:
    """The list of published ids may be written in another order and without empty lines."""
    text = (INVENTED / PUBLISHED).read_text("utf-8")
    (invented / PUBLISHED).write_text("\n".join(reversed(text.split())), "utf-8")
    assert _listing(invented) == []


def test_a_base_without_lists_of_changes(invented: Path) -> None:
    """Records of a base that knew no `changes:` are compared all the same."""
    now = load(INVENTED)
    for path in (REPORT, INCIDENT):
        text = (invented / path).read_text("utf-8")
        cut = re.sub(r"^changes:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)
        (invented / path).write_text(cut.replace("count: 24 to 40", "count: 24 to 41"), "utf-8")
    assert _unexplained(load(invented), now) == []
    (invented / INCIDENT).write_text((invented / INCIDENT).read_text("utf-8").replace("page 2", "page 3"), "utf-8")
    (invented / REPORT).write_text((invented / REPORT).read_text("utf-8").replace("count: 17", "count: 18"), "utf-8")
    assert _unexplained(load(invented), now) == ["claims.arrested-17.count"]


def _unexplained(base: Archive, now: Archive) -> list[str]:
    """The fields that changed without an entry; what entries tell is not compared, since the base knew none."""
    return [problem.field for problem in compare(base, now) if problem.rule == "unexplained-change"]


def test_what_cannot_be_read_is_not_compared(invented: Path, edit: Edit) -> None:
    """A record that is broken now or in the base, or gone as a whole, is not a problem of the comparison."""
    edit(REPORT, "kind: report\n", "kind: [\n")
    (invented / INCIDENT).unlink()
    broken = load(invented)
    assert compare(load(INVENTED), broken) == []
    assert compare(broken, load(INVENTED)) == []


def test_an_empty_base_has_nothing_to_say(invented: Path, tmp_path: Path) -> None:
    """A base without records, as before the archive was begun, has no problem with any."""
    (tmp_path / "empty").mkdir()
    assert compare(load(tmp_path / "empty"), load(invented)) == []


def _check(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "check", *arguments])


def test_command(repository: Path, edit: Edit, capsys: Captured) -> None:
    """`check --base` ends with 0 when nothing published changed, and with 1, the file and the line when it did."""
    assert _check(repository, "--base", "main") == 0
    assert capsys.readouterr().out.endswith(": no problems\n")
    line = edit(REPORT, "    count: up to 1,170\n", "    count: up to 1,180\n")
    edit(REPORT, '"up to 1,170")', '"up to 1,180")')
    assert _check(repository) == 0
    capsys.readouterr()
    assert _check(repository, "--base", "main") == 1
    said, summary = capsys.readouterr().out.splitlines()
    assert said.startswith(
        f"{REPORT}:{line}: claims.far-bank.count: is 'up to 1,180' and was published as 'up to 1,170'"
    )
    assert summary.endswith(": 1 problem")
    git(repository, "commit", "--quiet", "--all", "-m", "A change")
    assert _check(repository, "--base", "main", "--format", "github") == 1
    assert capsys.readouterr().out.startswith(
        f"::error file={REPORT},line={line},title=unexplained-change%3A claims.far-b"
    )
    assert _check(repository, "--base", "change") == 0


def test_command_compares_with_where_the_branch_began(repository: Path, edit: Edit) -> None:
    """What the base branch has gained since is not taken for something that is gone here."""
    git(repository, "checkout", "--quiet", "main")
    edit(PUBLISHED, "works/wire-2011\n", "works/wire-2011\nworks/wire-2012\n")
    git(repository, "commit", "--quiet", "--all", "-m", "Further on")
    git(repository, "checkout", "--quiet", "change")
    assert _check(repository, "--base", "main") == 0


@pytest.mark.parametrize("reference", ["nowhere", "origin/main", "--all", "--output=x", "main:data", "a b", "main\nx"])
def test_command_without_such_a_base(reference: str, repository: Path, capsys: Captured) -> None:
    """A base that is not a commit ends with 2 and a plain message."""
    assert _check(repository, f"--base={reference}") == 2
    captured = capsys.readouterr()
    assert f"'{reference}' is not a commit here; name a branch that was fetched, such as origin/main" in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""
    assert not (repository / "x").exists()


def test_command_outside_a_repository(invented: Path, capsys: Captured) -> None:
    """Where there is no repository, a base ends with 2 and the reason."""
    assert _check(invented, "--base", "main") == 2
    assert "nothing to compare with: not a git repository" in capsys.readouterr().err


def test_command_with_a_broken_base(repository: Path, edit: Edit, capsys: Captured) -> None:
    """Of a base with problems of its own it says how many, and compares what could be read."""
    edit(PLACE, "kind: city\n", "kind: [\n")
    git(repository, "checkout", "--quiet", "-B", "main")
    git(repository, "commit", "--quiet", "--all", "-m", "Broken")
    git(repository, "checkout", "--quiet", "-B", "change")
    edit(PLACE, "kind: [\n", "kind: city\n")
    edit(REPORT, "    count: up to 1,170\n", "    count: up to 1,180\n")
    edit(REPORT, '"up to 1,170")', '"up to 1,180")')
    assert _check(repository, "--base", "main") == 1
    captured = capsys.readouterr()
    assert re.match(r"main \([0-9a-f]{7}\) has 1 problem of its own; what could be read", captured.err)
    assert captured.out.count("\n") == 2
    assert "[unexplained-change]" in captured.out


def test_command_reports_both(repository: Path, edit: Edit, capsys: Captured) -> None:
    """Problems of the records and problems against the base are in one sorted list with one count."""
    edit(REPORT, _COUNT, "    count: 18\n")
    edit(INCIDENT, "    locator: page 2\n", "    locater: page 2\n")
    edit(PLACE, "kind: city\n", "kind: citty\n")
    assert _check(repository, "--base", "main") == 1
    *listed, summary = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in listed] == sorted(line.split(":")[0] for line in listed)
    assert {"[unexplained-change]", "[unknown-field]", "[unknown-term]"} <= {line.split()[-1] for line in listed}
    assert f": {len(listed)} problems, 1 record not read in full;" in summary


def test_command_reads_a_base_of_little(tmp_path: Path, repository: Path) -> None:
    """A base without any record folder, as before the archive was begun, is compared without a complaint of git."""
    folder = Path(shutil.copytree(INVENTED, tmp_path / "young"))
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "add", "mkdocs.yml")
    git(folder, "commit", "--quiet", "-m", "Begun")
    assert _check(folder, "--base", "main") == 0
    assert _check(repository, "--base", "main") == 0


@pytest.mark.parametrize(
    ("place", "attributes"),
    [
        ("data/.gitattributes", "* export-ignore"),
        ("docs/.gitattributes", "*.md export-ignore"),
        (".gitattributes", "data/** export-ignore\n*.yml filter=gone ident working-tree-encoding=UTF-16"),
        (".git/info/attributes", "* export-ignore export-subst"),
    ],
)
def test_attributes_do_not_blind_the_comparison(
    repository: Path, capsys: Captured, place: str, attributes: str
) -> None:
    """Whatever attributes the base branch or the clone sets, all records of the base are compared byte by byte."""
    git(repository, "checkout", "--quiet", "main")
    (repository / place).parent.mkdir(exist_ok=True)
    (repository / place).write_text(attributes, "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "Attributes")
    git(repository, "checkout", "--quiet", "-b", "other")
    for path, old, new in ((REPORT, _COUNT, "    count: 18\n"), (INCIDENT, "who: the group", "who: a group")):
        text = (repository / path).read_text("utf-8")
        assert old in text
        (repository / path).write_text(text.replace(old, new), "utf-8")
    assert _check(repository, "--base", "main") == 1
    assert capsys.readouterr().out.count("[unexplained-change]") == 2


@pytest.mark.parametrize("date", ["2011-12", "2011", "2011-12-12~", "2011-12-12/2011-12-13", "yesterday"])
def test_a_change_has_a_day(date: str, invented: Path, edit: Edit) -> None:
    """A change bears one exact day."""
    line = edit(PLACE, "date: 2011-12-12", f"date: {date}")
    (problem,) = load(invented).problems
    assert (problem.line, problem.field, problem.rule) == (line, "changes.0.date", "value")
