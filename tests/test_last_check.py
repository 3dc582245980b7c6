"""The last check: where it still holds, a check of everything finds nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.trees import archive as invent_archive
from macros.core.archive import Archive, load, load_record
from macros.core.comparison.last_check import LastCheck
from macros.core.models import KINDS
from macros.core.problems import Problem
from macros.core.reading.kept import Kept
from macros.core.relations import Relations
from macros.core.rulebook import check, needing
from macros.core.rules.small_groups import is_small
from tests.support import THOROUGH, TODAY

EDITS = 60
RULES = needing("records")
BITS = (
    *(
        "word",
        "41 refugees",
        "mail@example.org",
        "<b>",
        '{{ org("nobody") }}',
        '{{ place("quayside") }}',
        "7",
        "\n",
        "a",
    ),
    *("\n\n", "[", "{{", "his mother", "+82 10-1234-5678", "010-1234-", "5678", "\u200b", "---\n", "twenty were sent"),
)
"""What is put into an annotation, or takes the place of some of it."""


def _checked(root: Path, kept: Kept) -> tuple[Archive, Relations, list[Problem]]:
    archive = load(root, kept=kept)
    archive.as_of = TODAY
    relations = Relations(archive)
    return archive, relations, check(archive, relations)


def _remembered(root: Path, kept: Kept, around: str = "") -> None:
    last = LastCheck(root, kept, lambda: around)
    archive, relations, found = _checked(root, kept)
    assert not found
    last.remember(archive, relations, RULES, "all is well")
    kept.close()


def _says(root: Path, kept: Kept, around: str = "") -> str:
    said = LastCheck(root, kept, lambda: around).still_says(RULES)
    kept.close()
    return said


def _edit(root: Path, dice: random.Random) -> None:
    """Change something in the annotation of a source, seldom in its head."""
    file = dice.choice(sorted((root / "docs/archive").glob("*-*.md")))
    text = file.read_text("utf-8")
    body = text.find("\n---\n") + 5 if dice.random() < 0.9 else 0
    at = dice.randrange(body, len(text) + 1)
    file.write_text(text[:at] + dice.choice(BITS) + text[at + dice.randrange(4) :], "utf-8")


@pytest.mark.parametrize("seed", [5, pytest.param(6, marks=THOROUGH), pytest.param(7, marks=THOROUGH)])
def test_where_the_last_check_holds_nothing_is_found(seed: int, invented: Path, tmp_path: Path) -> None:
    """After each of many edits of words, what holds still is sound; both answers are met often."""
    dice, kept = random.Random(seed), Kept(tmp_path / "kept.sqlite")  # noqa: S311 # edits that are the same each time
    _remembered(invented, kept)
    held = sound = 0
    before = {file: file.read_text("utf-8") for file in (invented / "docs/archive").glob("*.md")}
    for _ in range(EDITS):
        _edit(invented, dice)
        found = _checked(invented, Kept())[2]
        said = _says(invented, kept)
        assert not (said and found)
        held, sound = held + bool(said), sound + (not found)
        for file, text in before.items() if found else ():
            file.write_text(text, "utf-8")
    assert EDITS > sound >= held > sound / 3


VALUE = re.compile(r"^( *(?:- )?(?:[a-z-]+: )?)(.+)$", re.MULTILINE)
WRITTEN = (
    "word",
    "some people",
    '"12"',
    '"5"',
    "about 40",
    "his mother",
    "quayside",
    "river-guard",
    "2011",
    "returned",
)
"""What is written in place of values, if not what another field has."""


def _edit_a_field(root: Path, dice: random.Random) -> None:
    """Change a value in a record, or add words to it, or take it out."""
    records = sorted({*root.glob("docs/archive/*-*.md"), *root.glob("data/*/*.yml")})
    file = dice.choice(records)
    head, mark, body = file.read_text("utf-8").partition("\n---\n")
    values = [*VALUE.finditer(head)]
    at = dice.choice(values)
    others = [found[2] for found in values if found[1] == at[1]]
    new = dice.choice((f"{at[2]} word", f"{at[2]} word", dice.choice(others), dice.choice(WRITTEN), ""))
    head = head[: at.start()] + (at[1] + new if new else "") + head[at.end() :]
    file.write_text(head + mark + body, "utf-8")


@pytest.mark.parametrize("seed", [15, pytest.param(16, marks=THOROUGH), pytest.param(17, marks=THOROUGH)])
def test_after_changes_of_fields_the_last_check_holds_only_where_nothing_is_found(
    seed: int, invented: Path, tmp_path: Path
) -> None:
    """After each of many edits of fields, what holds still is sound; both answers are met often."""
    _holds_only_where_sound(invented, tmp_path, seed, _edit_a_field)


def _holds_only_where_sound(root: Path, folder: Path, seed: int, edit: Callable[[Path, random.Random], None]) -> None:
    """Edit an archive many times: where the last check still holds, a whole one finds nothing; both are met often."""
    dice, kept = random.Random(seed), Kept(folder / "kept.sqlite")  # noqa: S311 # edits that are the same each time
    _remembered(root, kept)
    held = sound = 0
    for _ in range(EDITS):
        before = {file: file.read_bytes() for file in root.rglob("*") if file.suffix in (".md", ".yml", ".bib")}
        edit(root, dice)
        found = _checked(root, Kept())[2]
        said = _says(root, kept)
        assert not (said and found)
        held, sound = held + bool(said), sound + (not found)
        if found:
            for file, content in before.items():
                file.write_bytes(content)
        elif not said:
            _remembered(root, kept)
    assert EDITS > sound >= held > sound / 3


def _written(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_change_of_fields_is_checked_with_all_records_that_it_concerns(tmp_path: Path) -> None:
    """Of a claim that was said later than one that rests on it, the record of the other one tells, among many."""
    root, kept = tmp_path / "archive", Kept(tmp_path / "kept.sqlite")
    invent_archive(root, 24, 1)
    _remembered(root, kept)
    _written(root, "docs/archive/source-00000.md", "heading: ", "heading: On ")
    assert _says(root, kept)
    _written(root, "docs/archive/source-00000.md", "  claim-0:\n", "  claim-0:\n    said: 2026-01-02\n")
    assert not _says(root, kept)
    assert [one.rule for one in _checked(root, Kept())[2]] == ["later-than-document", "rests-on-later"]


def _of_few(root: Path) -> tuple[str, str]:
    """The file of a source with a claim about fewer than ten people, and the line that tells whom it counts."""
    for source in load(root).sources:
        for claim_id, claim in source.claims.items():
            if is_small(claim):
                after = (root / source.path).read_text("utf-8").partition(f"\n  {claim_id}:\n")[2]
                return source.path, next(line for line in after.split("\n") if line.startswith("    who: "))
    raise AssertionError


def test_a_home_that_no_call_names_is_found_after_a_change_of_fields(tmp_path: Path) -> None:
    """Of a small group nobody is said to be from a town of the DPRK that has a record, whether or not a call has it."""
    root, kept = tmp_path / "archive", Kept(tmp_path / "kept.sqlite")
    invent_archive(root, 24, 1)
    place = (root / "data/places/place-00000.yml").read_text("utf-8")
    home = re.sub(
        r"country: .*",
        "country: Democratic People's Republic of Korea",
        re.sub(r"name: .*\nnative:(\n  .*)+", "name: Hamhill", place),
    )
    (root / "data/places/hamhill.yml").write_text(home, "utf-8")
    _written(root, "data/organizations/organization-00000.yml", "note: ", 'note: Near {{ place("hamhill") }}. ')
    _remembered(root, kept)
    path, who = _of_few(root)
    _written(root, path, who, "    who: people from elsewhere")
    assert _says(root, kept)
    _written(root, path, "    who: people from elsewhere", "    who: people from Hamhill")
    assert not _says(root, kept)
    assert [one.rule for one in _checked(root, Kept())[2]] == ["small-group"]


@pytest.mark.parametrize(
    ("old", "new"), [("name: Quayside Herald", "name: River Guard"), ("kind: news-outlet", "kind: ngo")]
)
def test_what_may_concern_any_record_is_checked_anew(old: str, new: str, invented: Path, tmp_path: Path) -> None:
    """A name may be that of any record, and rules ask for the kind of a body wherever it is named."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    _written(invented, "data/organizations/quayside-herald.yml", old, new)
    assert not _says(invented, kept)


def test_a_name_that_no_other_record_has_is_checked_with_what_it_concerns(invented: Path, tmp_path: Path) -> None:
    """A new short name leaves the rest as it was, unless the list of search words has it already."""
    kept, path = Kept(tmp_path / "kept.sqlite"), "data/organizations/quayside-herald.yml"
    _written(
        invented, "data/topics.yml", "spellings:\n", "spellings:\n  organizations/quayside-herald:\n    also: [QHX]\n"
    )
    _remembered(invented, kept)
    _written(invented, path, "name: Quayside Herald", "name: Quayside Herald Weekly")
    assert _says(invented, kept)
    _written(invented, path, "name: Quayside Herald Weekly", "name: QHX")
    assert not _says(invented, kept)
    assert [one.rule for one in _checked(invented, Kept())[2]] == ["doubled-word"]


def test_after_a_change_of_a_field_a_rule_that_says_nothing_of_its_reach_is_asked_about_everything(
    invented: Path, tmp_path: Path
) -> None:
    """A new rule is taken to look as far as there are records."""
    kept, path = Kept(tmp_path / "kept.sqlite"), "docs/archive/report-2011.md"
    _remembered(invented, kept)
    _written(invented, path, "heading: ", "heading: On ")
    far = [replace(rule, reach="far") if rule.id == "unused-record" else rule for rule in RULES]
    assert not LastCheck(invented, kept, str).still_says(far)
    assert LastCheck(invented, kept, str).still_says(RULES)


def test_a_rule_that_reads_a_source_alone_finds_the_same_without_all_others(invented: Path) -> None:
    """What rules with the mark `alone` find in a source depends on nothing but its file."""
    dice = random.Random(8)  # noqa: S311 # edits that are the same each time
    for _ in range(EDITS):
        _edit(invented, dice)
    whole = load(invented)
    relations, alone = Relations(whole), [rule for rule in RULES if rule.alone]
    assert len(alone) > 3
    of_all = {rule.id: [*rule(whole, relations)] for rule in alone}
    assert any(of_all.values())
    for source in whole.sources:
        one = Archive(invented)
        load_record(one, KINDS["source"], invented / source.path, source.path)
        for rule in alone:
            found = [problem for problem in of_all[rule.id] if problem.path == source.path]
            assert [*rule(one, Relations(one))] == found


def _delete(root: Path) -> None:
    (root / "docs/archive/report-2011.md").unlink()


def _add(root: Path) -> None:
    (root / "data/notes.txt").write_text("", "utf-8")


def _change_a_list(root: Path) -> None:
    (root / "data/published.txt").write_text("", "utf-8")


def _link(root: Path) -> None:
    file = root / "docs/archive/report-2011.md"
    file.rename(root / "elsewhere.md")
    file.symlink_to(root / "elsewhere.md")


@pytest.mark.parametrize("change", [_delete, _add, _change_a_list, _link])
def test_other_changes_are_checked_anew(change: Callable[[Path], None], invented: Path, tmp_path: Path) -> None:
    """A file that is gone, new, a link or another list ends what the last check said."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    assert _says(invented, kept)
    change(invented)
    assert not _says(invented, kept)


def test_other_circumstances_are_checked_anew(invented: Path, tmp_path: Path) -> None:
    """Another day, other published ids or other labels of the code end what the last check said."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept, "today")
    assert _says(invented, kept, "today")
    assert not _says(invented, kept, "tomorrow")


def test_a_file_written_during_the_check_is_not_taken_as_checked(invented: Path, tmp_path: Path) -> None:
    """What was read before or after the check alone was not checked."""
    kept, file = Kept(tmp_path / "kept.sqlite"), invented / "docs/archive/report-2011.md"
    last = LastCheck(invented, kept, str)
    archive, relations, _ = _checked(invented, kept)
    file.write_text(file.read_text("utf-8"), "utf-8")
    last.remember(archive, relations, RULES, "all is well")
    assert not _says(invented, kept)


def test_a_rule_that_says_nothing_of_itself_is_asked_with_all_records(invented: Path, tmp_path: Path) -> None:
    """Of a rule that reads words and neither marks them as all it reads nor names its sources, nothing is certain."""
    kept, file = Kept(tmp_path / "kept.sqlite"), invented / "docs/archive/report-2011.md"
    _remembered(invented, kept)
    text = file.read_text("utf-8")
    assert " on one quay" in text
    file.write_text(text.replace(" on one quay", " at one quay", 1), "utf-8")
    unmarked = [replace(rule, alone=False) for rule in RULES]
    assert not LastCheck(invented, kept, str).still_says(unmarked)
    assert LastCheck(invented, kept, str).still_says(RULES)


def test_damage_ends_what_the_last_check_said(invented: Path, tmp_path: Path) -> None:
    """What cannot be read, or is something else, says nothing."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    kept.remember(f"last check {invented}", "sound")
    kept.close()
    assert not _says(invented, kept)
    (tmp_path / "kept.sqlite").write_bytes(b"no data base at all" * 100)
    assert not _says(invented, Kept(tmp_path / "kept.sqlite"))


IN_ENTRIES = (
    *("word", "the river", "{", "}", ",", "\n", "%", "@", "\u200b", "{Upper}", "\\&", "\\alpha", "mail@example.org"),
    *(
        "annotated",
        "1984",
        "2011-06-11",
        "2030",
        "river-treaty",
        "wire-2011",
        "survey-2009",
        "original",
        "none",
        "\u0430",
    ),
    *(
        "  note = {On it},\n",
        "  related = {wire-2011},\n",
        "  seen = {none},\n",
        "% a comment\n",
        "@online{new-2011,\n",
    ),
    *("@string{a = {b}}\n", "@comment{a}\n", "<<<<<<< ours\n", "\r\n"),
)
"""What is put into the bibliography, or takes the place of some of it, if not what another entry has."""
OF_ENTRY = re.compile(r"(?<= = \{)[^{}]*(?=\},)")
"""A value of an entry."""
ENTRY_START = re.compile(r"^(?=@)", re.MULTILINE)


def _edit_an_entry(root: Path, dice: random.Random) -> None:
    """Change a value of the bibliography or a place anywhere, or move, repeat or remove an entry."""
    file = root / "bibliography.bib"
    text = file.read_text("utf-8")
    values, what = [*OF_ENTRY.finditer(text)], dice.random()
    if what < 0.7:
        value = dice.choice(values)
        others = [one[0] for one in values if one[0][:2] == value[0][:2]]
        new = dice.choice((f"{value[0]} word", dice.choice(others), dice.choice(IN_ENTRIES)))
        text = text[: value.start()] + new + text[value.end() :]
    elif what < 0.8:
        lines = text.split("\n")
        del lines[dice.randrange(len(lines))]
        text = "\n".join(lines)
    elif what < 0.9:
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice(IN_ENTRIES) + text[at + dice.randrange(4) :]
    else:
        parts = ENTRY_START.split(text)
        at, to = dice.randrange(1, len(parts)), dice.randrange(1, len(parts))
        moved = parts.pop(at) if dice.random() < 0.7 else parts[at]
        parts[to:to] = [moved] if dice.random() < 0.7 else []
        text = "".join(parts)
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("seed", [25, pytest.param(26, marks=THOROUGH), pytest.param(27, marks=THOROUGH)])
def test_after_changes_of_works_the_last_check_holds_only_where_nothing_is_found(
    seed: int, invented: Path, tmp_path: Path
) -> None:
    """After each of many edits of the bibliography, what holds still is sound; both answers are met often."""
    _holds_only_where_sound(invented, tmp_path, seed, _edit_works)


def _edit_works(root: Path, dice: random.Random) -> None:
    """Change an entry of the bibliography, and sometimes a record with it."""
    _edit_an_entry(root, dice)
    if dice.random() < 0.2:
        _edit_a_field(root, dice)


BIBLIOGRAPHY = "bibliography.bib"
SISTER = "@online{sister-2011,\n  author = {{River Wire}},\n  title = {Quays},\n  date = {2011-06-12},\n"


def test_a_change_of_a_title_or_a_comment_of_the_bibliography_is_checked_alone(invented: Path, tmp_path: Path) -> None:
    """Whatever was so before and concerns nobody else holds still, however far other entries move."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    _written(invented, BIBLIOGRAPHY, "title = {Survey", "title = {A\n    new\n    survey")
    assert _says(invented, kept)
    _written(invented, BIBLIOGRAPHY, "@article{wire-2011", "% A word on the next one\n\n@article{wire-2011")
    assert _says(invented, kept)
    assert not _checked(invented, Kept())[2]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            "  url = {https://border-watch.example/letters}",
            "  url = {https://guard.example/on-the-watch}",
            "doubled-work",
        ),
        ("title = {Survey", "% Ask editor@example.org\n  title = {Survey", "personal-data"),
        ("\n\n@report{survey-2009", "\n\n% Ask editor@example.org\n\n@report{survey-2009", "personal-data"),
        ("\n\n@report{survey-2009", "\n\n% Call +82 10-1234-5678\n\n@report{survey-2009", "personal-data"),
        ("\n\n@report{survey-2009", "\n\n<<<<<<< ours\n\n@report{survey-2009", "conflict-marker"),
        ("title = {Survey", "title = {Surv\u0435y", "look-alike"),
        ("seen = {none}", "seen = {nowhere}", "unknown-term"),
        ("instrument = {river-treaty}", "instrument = {sea-treaty}", "unknown-id"),
    ],
)
def test_a_change_of_an_entry_that_is_wrong_is_found(
    old: str, new: str, rule: str, invented: Path, tmp_path: Path
) -> None:
    """What is wrong in an entry, beside it or with another one ends what the last check said."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    _written(invented, BIBLIOGRAPHY, old, new)
    assert not _says(invented, kept)
    assert rule in [one.rule for one in _checked(invented, Kept())[2]]


def test_two_versions_at_one_address_stay_related(invented: Path, tmp_path: Path) -> None:
    """Without `related` two entries with one address are one work, though neither address has changed."""
    kept = Kept(tmp_path / "kept.sqlite")
    version = f"{SISTER}  url = {{https://herald.example/2011/06/12}},\n  related = {{herald-2011}},\n}}\n\n"
    _written(invented, BIBLIOGRAPHY, "@report{survey-2009", f"{version}@report{{survey-2009")
    _remembered(invented, kept)
    _written(invented, BIBLIOGRAPHY, "  related = {herald-2011},\n", "")
    assert not _says(invented, kept)
    assert [one.rule for one in _checked(invented, Kept())[2]] == ["doubled-work"]


def test_what_only_a_work_names_may_become_unused(invented: Path, tmp_path: Path) -> None:
    """An instrument that a work no longer names, and nothing else does, is unused."""
    kept = Kept(tmp_path / "kept.sqlite")
    decree = "name: Lone Decree\nkind: decree\ncite-oscola: Lone Decree\ncite-bluebook: Lone Decree\n"
    (invented / "data/instruments/lone-decree.yml").write_text(decree, "utf-8")
    _written(invented, BIBLIOGRAPHY, "title = {Survey", "instrument = {lone-decree},\n  title = {Survey")
    _remembered(invented, kept)
    _written(invented, BIBLIOGRAPHY, "instrument = {lone-decree},\n", "")
    assert not _says(invented, kept)
    assert [one.rule for one in _checked(invented, Kept())[2]] == ["unused-record"]


def test_the_date_of_a_work_is_checked_with_the_incidents_that_its_source_reports(
    invented: Path, tmp_path: Path
) -> None:
    """A document that is now older than an incident that it reports is found."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    _written(invented, BIBLIOGRAPHY, "{2011-06-02}", "{2010-06-02}")
    assert not _says(invented, kept)
    assert [one.rule for one in _checked(invented, Kept())[2]] == ["document-before-incident"]


def test_the_date_of_a_report_is_checked_with_claims_that_rest_on_a_claim_of_its_incident(
    invented: Path, tmp_path: Path
) -> None:
    """The document with such a claim names the incident, and not the report."""
    kept, link = Kept(tmp_path / "kept.sqlite"), "    rests-on: [quayside-2011.held-24-40]\n"
    _written(invented, "data/incidents/quayside-2011.yml", "    said: 2011-05-30\n", "")
    _written(invented, "docs/archive/report-2011.md", link, "")
    said = f"    stance: reports\n    said: 2011-06-01\n{link}---\n"
    _written(invented, "docs/archive/bulletin-2011.md", "    stance: reports\n---\n", said)
    _remembered(invented, kept)
    _written(invented, BIBLIOGRAPHY, "{2011-05/2011-06}", "{2011-07}")
    assert not _says(invented, kept)
    assert [one.rule for one in _checked(invented, Kept())[2]] == ["rests-on-later", "later-than-document"]


def _link_the_bibliography(root: Path) -> None:
    (root / BIBLIOGRAPHY).rename(root / "works.bib")
    (root / BIBLIOGRAPHY).symlink_to(root / "works.bib")


def _move_an_entry(root: Path) -> None:
    parts = ENTRY_START.split((root / BIBLIOGRAPHY).read_text("utf-8"))
    (root / BIBLIOGRAPHY).write_text("".join([*parts[:1], *parts[2:3], *parts[1:2], *parts[3:]]), "utf-8")


def _repeat_an_entry(root: Path) -> None:
    parts = ENTRY_START.split((root / BIBLIOGRAPHY).read_text("utf-8"))
    (root / BIBLIOGRAPHY).write_text("".join([*parts[:2], *parts[1:]]), "utf-8")


def _lose_an_entry(root: Path) -> None:
    parts = ENTRY_START.split((root / BIBLIOGRAPHY).read_text("utf-8"))
    (root / BIBLIOGRAPHY).write_text("".join(parts[:-1]), "utf-8")


def _empty_the_bibliography(root: Path) -> None:
    (root / BIBLIOGRAPHY).write_text("", "utf-8")


@pytest.mark.parametrize(
    "change", [_link_the_bibliography, _move_an_entry, _repeat_an_entry, _lose_an_entry, _empty_the_bibliography]
)
def test_other_changes_of_the_bibliography_are_checked_anew(
    change: Callable[[Path], None], invented: Path, tmp_path: Path
) -> None:
    """An entry that is gone, elsewhere or there twice, and a file that is none, end what the last check said."""
    kept = Kept(tmp_path / "kept.sqlite")
    _remembered(invented, kept)
    change(invented)
    assert not _says(invented, kept)
    assert _checked(invented, Kept())[2]
