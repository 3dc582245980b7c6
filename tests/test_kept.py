"""What is kept by content: a check that uses it says the same as one that reads and searches everything."""

from __future__ import annotations

import pickle
import random
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest

from macros.core import archive as archives
from macros.core.archive import Annotation, Archive, load
from macros.core.problems import Problem
from macros.core.reading import kept
from macros.core.reading.kept import Kept
from macros.core.reading.reference_calls import Call
from macros.core.relations import Relations
from macros.core.rulebook import check, needing
from macros.core.rules.outlines import outline
from macros.core.values.counts import parse_count
from macros.core.values.dates import parse_date
from macros.core.values.speakers import parse_speaker
from tests.support import INVENTED, THOROUGH, TODAY, real_archive

EDITS = 25
BITS = (
    "41 refugees",
    "mail@example.org",
    "<b>",
    "{{ org(",
    '{{ org("nobody") }}',
    "7",
    "\n",
    ": ",
    "<<<<<<< x\n",
    "é",
    "",
)
"""What is put into a file, or takes the place of some of it."""


def _found(root: Path, kept: Kept) -> tuple[list[Problem], list[str], list[str]]:
    """All problems, and the records and annotations as they are shown."""
    archive = load(root, kept=kept)
    archive.as_of = TODAY
    found = check(archive, Relations(archive))
    archive.kept.close()
    records = [f"{record.path}:{record.id}: {record!r}" for record in archive.all_records()]
    return found, records, [f"{key}: {one!r}" for key, one in archive.annotations.items()]


def _edit(root: Path, dice: random.Random) -> None:
    """Change, empty, double or delete a random file, now and then back to what it was."""
    file = dice.choice(sorted(one for one in root.rglob("*") if one.suffix in (".md", ".yml", ".bib")))
    original = INVENTED / file.relative_to(root)
    action = dice.random()
    if action < 0.2 and original.exists():
        shutil.copy(original, file)
    elif action < 0.25:
        file.unlink()
    elif action < 0.3:
        shutil.copy(file, file.with_stem(f"{file.stem}-2"))
    else:
        text = file.read_text("utf-8")
        at = dice.randrange(len(text) + 1)
        file.write_text(text[:at] + dice.choice(BITS) + text[at + dice.randrange(4) :], "utf-8")


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=THOROUGH)])
def test_what_is_kept_is_never_wrong(seed: int, invented: Path, tmp_path: Path) -> None:
    """After each of many random edits, records, annotations and problems are those of a check that keeps nothing."""
    dice = random.Random(seed)  # noqa: S311 # edits that are the same each time
    file = tmp_path / "kept.sqlite"
    for _ in range(EDITS):
        assert _found(invented, Kept(file)) == _found(invented, Kept())
        _edit(invented, dice)


@pytest.mark.parametrize("seed", [3, 4])
def test_rules_that_read_no_words_find_the_same_without_them(seed: int, invented: Path) -> None:
    """A rule without the mark `prose` finds the same when nothing of an annotation is left but its calls."""
    dice = random.Random(seed)  # noqa: S311 # edits that are the same each time
    for _ in range(EDITS // 2):
        _edit(invented, dice)
        archive = load(invented)
        archive.as_of = TODAY
        whole = _of_others(archive)
        for source in archive.sources:
            source.document.body = "\n" * source.document.body.count("\n")
            _blank(archive.annotations[source.id])
        assert _of_others(archive) == whole


def _of_others(archive: Archive) -> dict[str, list[Problem]]:
    """What the rules find that are not said to read words."""
    relations = Relations(archive)
    return {one.id: list(one(archive, relations)) for one in needing("records") if not one.prose}


def _blank(annotation: Annotation) -> None:
    """Take the words of an annotation out, but for line feeds."""
    for parts in (annotation.parts, *(entry.parts for entry in annotation.entries)):
        parts[:] = ["\n" * part.count("\n") if isinstance(part, str) else part for part in parts]
    annotation.before = "x" * bool(annotation.before)


def test_a_change_of_words_asks_few_rules_again(invented: Path, tmp_path: Path) -> None:
    """After a change of words between calls only the rules that read words run; after any other change all do."""
    file, report = tmp_path / "kept.sqlite", invented / "docs/archive/report-2011.md"
    outlines = []
    for right, other in (("", ""), (" on one quay", " at one quay"), ("kind: report", "kind: statement")):
        text = report.read_text("utf-8")
        assert right in text
        report.write_text(text.replace(right, other, 1) if right else text, "utf-8")
        outlines.append(outline(load(invented, kept=Kept(file))))
    assert outlines[0] == outlines[1] != outlines[2]


def test_an_unchanged_text_is_not_read_again(tmp_path: Path) -> None:
    """What was made of a text comes from the file; a text without faults is not searched again, one with faults is."""
    file, asked = tmp_path / "kept.sqlite", list[str]()

    def note(text: str) -> list[str]:
        asked.append(text)
        return [text] if text == "bad" else []

    for _ in range(2):
        one = Kept(file)
        assert one.made("x", "a", lambda: note("a")) == []
        assert (one.faults("y", "good", lambda: note("good")), one.faults("y", "bad", lambda: note("bad"))) == (
            [],
            ["bad"],
        )
        one.close()
    assert asked == ["a", "good", "bad", "bad"]


def test_other_code_reads_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken over from what other code, another Python or other libraries made."""
    file = tmp_path / "kept.sqlite"
    one = Kept(file)
    assert one.made("x", "a", lambda: 1) == 1
    one.close()
    monkeypatch.setattr(kept, "fingerprint", lambda: "other")
    assert Kept(file).made("x", "a", lambda: 2) == 2


def test_a_file_that_cannot_be_read_costs_no_check(tmp_path: Path) -> None:
    """With a damaged file, or none that can be written, everything is read anew."""
    file = tmp_path / "kept.sqlite"
    file.write_bytes(b"no data base at all" * 100)
    for one in (Kept(file), Kept(tmp_path / "kept.sqlite" / "below")):
        assert one.made("x", "a", lambda: 1) == 1
        assert one.faults("y", "a", list) == []
        one.close()


def test_what_was_made_of_a_record_is_held_with_it() -> None:
    """It is made once for as long as readings ask for the record, and anew for an equal one and for one left out."""
    made, record, other = list[list[str]](), ["text"], ["text"]
    held = Kept(hold=True)
    for _ in range(3):
        held.given("words", record, made.append)
        held.begin()
    assert len(made) == 1
    held.given("words", other, made.append)
    assert len(made) == 2
    for _ in range(2):
        held.given("words", other, made.append)
        held.begin()
    held.given("words", record, made.append)
    assert len(made) == 3
    held.forget_given()
    held.given("words", record, made.append)
    Kept().given("words", record, made.append)
    assert len(made) == 5


def test_kept_records_share_what_they_have_in_common() -> None:
    """Of all claims that were kept, fields' names, sets of given fields, values, and names in calls are there once."""
    claim = next(claim for source in real_archive().archive.sources for claim in source.claims.values())
    call = Call("org", ("hrw", "Human Rights Watch"), {"how": "speaker"}, 3)
    values = parse_count("about 30"), parse_date("2012-03~/.."), parse_speaker("person for body")
    copied = partial(pickle.loads, pickle.dumps((claim, call, values)))
    (claim_1, call_1, values_1), (claim_2, call_2, _) = copied(), copied()
    assert (claim_1, call_1) == (claim_2, call_2) == (claim, call)
    assert claim_1.model_dump() == claim.model_dump()
    assert claim_1.model_fields_set == claim.model_fields_set
    assert claim_1.model_fields_set is claim_2.model_fields_set
    assert sys.getsizeof(vars(claim_1)) < sys.getsizeof({**vars(claim_1)}) / 2
    assert [one is value for one, value in zip(values_1, values, strict=True)] == [True] * 3
    assert call_1.kwargs == {"how": "speaker"}
    assert call_1.name is call_2.name
    assert call_1.args[0] is call_2.args[0]


def test_a_record_that_was_just_read_takes_as_little_as_one_that_was_kept(invented: Path, tmp_path: Path) -> None:
    """Also in the first reading no two claims hold the same set of given fields twice."""
    given = [
        claim.model_fields_set
        for source in load(invented, kept=Kept(tmp_path / "records.sqlite")).sources
        for claim in source.claims.values()
    ]
    assert len({id(one) for one in given}) == len({frozenset(one) for one in given}) < len(given)


def test_few_parsed_annotations_stay_in_memory(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are asked for again are not parsed again, but no more are held than may be; all stay what they say."""
    monkeypatch.setattr(archives, "MOST_PARSED", 1)
    archive, whole = load(invented), load(invented).annotations
    before = {source: archive.annotations[source].entries for source in whole}
    archive.free_texts()
    assert len(archive.annotations) == 1 < len(before)
    for source, entries in before.items():
        assert archive.annotations[source].entries == entries
        assert archive.annotations[source] is archive.annotations[source]
        assert len(archive.annotations) == 1
