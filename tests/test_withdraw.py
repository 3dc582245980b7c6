"""A text is taken out of everything: of the records, the caches, and each file of a build, the copy for a disk too."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from urllib.parse import quote
from zipfile import ZipFile

import pytest

from macros.cli import main
from macros.commands import whole_files
from macros.commands.withdrawing.caches import clear
from macros.commands.withdrawing.contents import UnreadableError, strings
from macros.commands.withdrawing.drafts import sentence
from macros.commands.withdrawing.hands import _repeated
from macros.commands.withdrawing.search import Trace, masked, search
from macros.commands.withdrawing.words import Text, Words, read_words
from macros.core.archive import load
from macros.core.comparison.diff import differences
from macros.core.comparison.rules import compare
from macros.programs.kept_outputs import KeptOutputs, kept_in
from macros.session import CACHE
from macros.site.contributing.branch_summary import summary
from macros.site.pictures.drawn_cards import INK, CardLine, drawn
from macros.site.searching.search_entries import SearchEntry
from tests.support import INVENTED, REPOSITORY, THOROUGH, build, command, files, house, problems, write_index

Captured = pytest.CaptureFixture[str]
Run = Callable[..., int]

REPORT, HERALD = "docs/archive/report-2011.md", "docs/archive/herald-2011.md"
EARLIER = """changes:
  - date: 2012-02-25
    kind: correction
    text: The sedge-cutters of Cinderwick were named.
    claims: [dozens-held]
    was: {dozens-held: {who: sedge-cutters from the weirs of Cinderwick}}
"""
PLANTED = {
    "claim": (
        REPORT,
        "    who: people in custody along the river",
        "    who: lodgers of the amber mill behind the sluice",
    ),
    "note": (REPORT, "The “river police” of the report", "The buttons of umberglass that the river police wear"),
    "passage": (REPORT, "Before that they were kept for", "The lamplighter of Thistledown saw them held for"),
    "organization": (
        REPORT,
        '{{ at(7) }} {{ org("old-league"',
        '{{ at(7) }} {{ org("thimble-society") }} {{ org("old-league"',
    ),
    "earlier": (
        REPORT,
        "changes:\n",
        EARLIER,
    ),
    "source": (HERALD, "heading: The Herald on empty quays", "heading: Quillfeather on the empty quays"),
    "work": ("bibliography.bib", "{Guard Empties the Quays}", "{Quenchlight Empties the Quays}"),
}
THIMBLE = "name: Silver Thimble Society\nnative: {ko: 은골무 모임}\nkind: ngo\naliases: [Thimblers' Union]\n"
ADDRESSES = (
    *("claims/report-2011.dozens-held", "archive/report-2011/#p4", "notes/report-2011.guard"),
    *("organizations/thimble-society", "sources/herald-2011", "works/herald-2011"),
)
OLD = ("sedge-cutters", "weirs of Cinderwick")
"""What an entry of changes tells of an earlier claim; no search finds it."""
WORDS = (
    *OLD,
    *("lodgers of the amber mill behind the sluice", "buttons of umberglass", "lamplighter of Thistledown"),
    *("Silver Thimble Society", "은골무 모임", "Thimblers' Union", "Quillfeather", "Quenchlight Empties the Quays"),
)


def _plant(root: Path) -> Path:
    """Distinct words in a claim, a note, a passage, an organization and a source of an archive, which stays sound."""
    for path, old, new in PLANTED.values():
        text = (root / path).read_text("utf-8")
        assert old in text, old
        (root / path).write_text(text.replace(old, new), "utf-8")
    (root / "data/organizations/thimble-society.yml").write_text(THIMBLE, "utf-8")
    listed = [*(root / "data/published.txt").read_text("utf-8").split(), "organizations/thimble-society"]
    (root / "data/published.txt").write_text("\n".join(sorted(listed)) + "\n", "utf-8")
    assert problems(root) == []
    return root


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache for each test: the command clears and searches that of the repository, which grows with the archive."""
    cache = tmp_path / "cache"
    cache.mkdir()
    monkeypatch.setattr("macros.commands.withdraw.CACHE", cache)
    return cache


@pytest.fixture
def planted(invented: Path) -> Path:
    """The invented archive with words that are nowhere else."""
    return _plant(invented)


@pytest.fixture
def run(planted: Path) -> Run:
    """Run a command on it."""
    return lambda *arguments: main(["--root", str(planted), *map(str, arguments)])


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """The planted words in a file outside the archive."""
    file = tmp_path / "words.txt"
    file.write_text("\n".join(WORDS) + "\n", "utf-8")
    return file


def _tree(root: Path) -> dict[str, bytes]:
    return {path: file.read_bytes() for path, file in files(root)}


def _commit(root: Path) -> None:
    """Make the archive a repository: the feed tells what its history says."""
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    for line in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "All")):
        subprocess.run(["git", "-C", str(root), *line], check=True, capture_output=True)


def _built(folder: Path, root: Path) -> Path:
    result = build(root, folder / "site")
    assert result.returncode == 0, result.stdout + result.stderr
    packed = command("macros", "--root", root, "offline", "--site", folder / "site")
    assert packed.returncode == 0, packed.stdout + packed.stderr
    return folder / "site"


@dataclass
class Withdrawal:
    """The archive after it, the site built before and after it, and where the words were in the first."""

    root: Path
    before: Path
    after: Path
    stood: list[Trace]


@pytest.fixture(scope="module", params=[pytest.param("built", marks=THOROUGH)])
def whole(tmp_path_factory: pytest.TempPathFactory) -> Withdrawal:
    """All that the command does, with a build before it and one after it, search index and copy for a disk included."""
    folder = tmp_path_factory.mktemp("withdrawn")
    root = _plant(house(folder))
    _commit(root)
    before = Path(shutil.copytree(_built(folder, root), folder / "before"))
    stood = _search(before, *WORDS)
    assert main(["--root", str(root), "withdraw", *ADDRESSES, "--reason", "safety"]) == 0
    _commit(root)
    return Withdrawal(root, before, _built(folder, root), stood)


def _search(folder: Path, *wanted: str) -> list[Trace]:
    return search([folder], folder, [Words(text) for text in wanted], set())


@pytest.mark.slow
def test_what_is_taken_out_stood_in_many_outputs_and_stands_in_none(whole: Withdrawal) -> None:
    """Words of a claim, a note, a passage, an organization and a source are in the first build only."""
    for number, text in enumerate(WORDS, 1):
        found = {trace.path for trace in whole.stood if trace.number == number}
        assert any(path.endswith(".html") for path in found), text
        assert text in OLD or any(path.startswith("search/pagefind/fragment/") for path in found), text
        assert any(path.startswith("data/forced-returns-archive.zip!/") for path in found), text
    for folder in (whole.after, whole.root, CACHE):
        assert _search(folder, *WORDS) == []


@pytest.mark.slow
def test_every_kind_of_output_is_looked_into(whole: Withdrawal) -> None:
    """Pages, their Markdown copies, data, references, the search index, pictures and the packed copy are all read."""
    assert [trace for trace in whole.stood if not trace.number] == []
    paths = {trace.path for trace in whole.stood}
    outputs = (".html", ".md", ".json", ".csv", ".bib", ".ris", ".pf_fragment", ".pf_filter", ".png")
    for ending in (*outputs, ".pf_fragment.js", ".json.js", "feed.xml"):
        assert any(path.endswith(ending) for path in paths), ending


@pytest.mark.slow
def test_the_command_ends_with_0_on_the_second_build_and_with_1_on_the_first(
    whole: Withdrawal, tmp_path: Path, capsys: Captured
) -> None:
    """`withdraw --search` ends with 1 while the words are anywhere, names the files, and repeats none of the words."""
    file = tmp_path / "words"
    file.write_text("\n".join(WORDS), "utf-8")
    told = ["--root", str(whole.root), "withdraw", "--search", str(file), "--site"]
    assert main([*told, str(whole.after)]) == 0
    assert "found nowhere" in capsys.readouterr().out
    assert main([*told, str(whole.before)]) == 1
    out = capsys.readouterr().out
    assert "archive/herald-2011/index.html" in out
    assert not any(Text(out).holds(Words(text)) for text in WORDS)


@pytest.mark.slow
def test_a_removed_address_says_so_and_nothing_else(whole: Withdrawal) -> None:
    """The page of a removed record has the reason's kind and the day; claims and notes say so at their own anchor."""
    page = (whole.after / "organizations/thimble-society/index.md").read_text("utf-8")
    assert "Removed for reasons of safety on " in page
    report = (whole.after / "archive/report-2011/index.html").read_text("utf-8")
    for anchor in ("c-dozens-held", "n-guard", "c-held-month"):
        assert re.search(f" id={anchor}[ >]", report)
    assert sentence("safety") in report


def test_a_withdrawn_archive_is_sound(planted: Path, run: Run) -> None:
    """The archive checks clean afterwards, also against the records before, and no rule asks for the old text."""
    before = load(Path(shutil.copytree(planted, planted.parent / "before")))
    assert run("withdraw", *ADDRESSES, "--reason", "rights") == 0
    assert problems(planted) == []
    assert compare(before, load(planted)) == []


LISTED = (INVENTED / "data/published.txt").read_text("utf-8").split()
KINDS = {address.partition("/")[0]: address for address in LISTED}
EACH = [pytest.param(one, marks=[] if one in KINDS.values() else [pytest.mark.thorough]) for one in LISTED]
"""Every address of the invented archive, and of each kind one in every run."""


@pytest.mark.parametrize("address", EACH)
def test_all_or_nothing(address: str, invented: Path, capsys: Captured) -> None:
    """Whatever is named is taken out whole and leaves a sound archive, or nothing is changed and the reason is said."""
    before, old = _tree(invented), load(INVENTED)
    ended = main(["--root", str(invented), "withdraw", address, "--reason", "law"])
    out = capsys.readouterr()
    if ended == 0:
        assert problems(invented) == []
        assert compare(old, load(invented)) == []
        assert load(invented).redirects.root[address].removed == "law"
    else:
        assert _tree(invented) == before
        assert "Nothing was changed" in out.out or "is retired already" in out.err


def test_an_address_that_names_somebody_gives_way(planted: Path, run: Run) -> None:
    """With `--hide-address` the id itself goes: a neutral one is retired in its place, and the old one is nowhere."""
    before = load(Path(shutil.copytree(planted, planted.parent / "before")))
    assert run("withdraw", "organizations/thimble-society", "--reason", "safety", "--hide-address") == 0
    assert problems(planted) == []
    assert compare(before, load(planted)) == []
    assert "organizations/removed-1" in (planted / "data/published.txt").read_text("utf-8")
    assert _search(planted, "thimble-society") == []


def test_a_hidden_claim_is_named_in_no_older_entry(planted: Path, run: Run) -> None:
    """An entry of changes loses the name of a hidden claim with its text, and the comparison accepts it."""
    before = load(Path(shutil.copytree(planted, planted.parent / "before")))
    assert run("withdraw", "claims/report-2011.returned-30", "--reason", "safety", "--hide-address") == 0
    assert compare(before, load(planted)) == []
    assert "returned-30" not in (planted / REPORT).read_text("utf-8")


RETIRED = """changes:
  - date: 2012-02-26
    kind: correction
    text: The claim was read from another document.
    claims: [eel-traps]
    was:
      eel-traps:
        passage: 5
        measure: population
        who: setters of eel traps below the mill
        said-by: [border-watch]
        stance: asserts
  - date: 2012-02-25
    kind: correction
    text: The figure had no modifier.
    claims: [eel-traps]
    was: {eel-traps: {who: sellers of eel traps below the mill}}
"""


def _retire(root: Path, to: str = "") -> None:
    """A retired claim whose earlier words are told in two entries."""
    report, redirects, published = root / REPORT, root / "data/redirects.yml", root / "data/published.txt"
    report.write_text(report.read_text("utf-8").replace("changes:\n", RETIRED, 1), "utf-8")
    row = f"claims/report-2011.eel-traps: {{reason: read from another document, since: 2012-02-26{to}}}\n"
    redirects.write_text(redirects.read_text("utf-8") + row, "utf-8")
    listed = sorted([*published.read_text("utf-8").split(), "claims/report-2011.eel-traps"])
    published.write_text("\n".join(listed) + "\n", "utf-8")
    assert problems(root) == []


@pytest.mark.parametrize(
    ("address", "to"),
    [("archive/report-2011/#p5", ""), ("claims/quayside-2011.held-24-40", ", to: claims/quayside-2011.held-24-40")],
)
def test_what_a_retired_claim_said_goes_with_its_passage_and_its_successor(
    address: str, to: str, planted: Path, run: Run, tmp_path: Path
) -> None:
    """A claim that was retired is withdrawn with its passage or with the claim that it became, older entries too."""
    _retire(planted, to)
    before, words = load(Path(shutil.copytree(planted, tmp_path / "before"))), tmp_path / "taken"
    assert run("withdraw", address, "--reason", "safety", "--words-out", words) == 0
    assert problems(planted) == []
    assert compare(before, load(planted)) == []
    assert _search(planted, "eel traps below the mill") == []
    assert "setters of eel traps below the mill\n" in words.read_text("utf-8")


def test_what_a_retired_claim_said_is_taken_out_by_hand(planted: Path, run: Run, capsys: Captured) -> None:
    """A retired claim cannot be named; the message says where it is written what to do."""
    _retire(planted)
    assert run("withdraw", "claims/report-2011.eel-traps", "--reason", "safety") == 2
    assert "what it said before is taken out by hand: see Maintaining, part 1" in capsys.readouterr().err


def test_a_withdrawn_entry_is_not_repeated(planted: Path) -> None:
    """If an entry is withdrawn without the entry that says so, the message does not have its text."""
    before, file = load(Path(shutil.copytree(planted, planted.parent / "before"))), planted / REPORT
    told = "    text: The sedge-cutters of Cinderwick were named.\n"
    was = "    was: {dozens-held: {who: sedge-cutters from the weirs of Cinderwick}}\n"
    text = file.read_text("utf-8")
    file.write_text(text.replace(told, "    withdrawn: safety\n").replace(was, ""), "utf-8")
    said = "".join(problem.as_text() for problem in compare(before, load(planted)))
    assert "add a new one of the kind `removal`" in said
    assert "Cinderwick" not in said


def test_a_dry_run_changes_nothing(planted: Path, run: Run, capsys: Captured) -> None:
    """`--dry-run` names what would go, the files, and the lines for a person, and writes nothing."""
    before = _tree(planted)
    assert run("withdraw", *ADDRESSES, "--reason", "safety", "--dry-run") == 0
    out = capsys.readouterr().out
    assert _tree(planted) == before
    assert "claims/report-2011.held-month, which cannot stay without it" in out
    assert f"{HERALD}: removed" in out
    assert f"  {REPORT}:" in out
    assert not any(Text(out).holds(Words(text)) for text in WORDS)


def test_a_person_is_told_where_it_may_still_stand(planted: Path, run: Run, capsys: Captured) -> None:
    """Lines of other records and pages that hold words of it in a row are named with file and line."""
    page = planted / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nOthers, too, were lodgers of the amber mill.\n", "utf-8")
    line = page.read_text("utf-8").count("\n")
    assert run("withdraw", "claims/report-2011.dozens-held", "--reason", "safety") == 0
    assert f"docs/index.md:{line}: holds words of what was removed" in capsys.readouterr().out


def test_what_fails_half_way_leaves_all_as_it_was(
    planted: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Where a file cannot be written, those written before it are put back, and nothing is said to be taken out."""
    before, move = _tree(planted), whole_files._move

    def fails(target: Path, *, gone: bool) -> None:
        if target == planted / REPORT:
            raise OSError("the disk is full")
        move(target, gone=gone)

    monkeypatch.setattr(whole_files, "_move", fails)
    assert run("withdraw", *ADDRESSES, "--reason", "safety") == 2
    assert _tree(planted) == before
    assert capsys.readouterr().out == ""


def test_words_that_cannot_be_kept_stay_where_they_are(planted: Path, run: Run, tmp_path: Path) -> None:
    """Where `--words-out` cannot be written nothing is taken out: the words would be lost to the search."""
    before = _tree(planted)
    assert run("withdraw", *ADDRESSES, "--reason", "safety", "--words-out", tmp_path) == 2
    assert _tree(planted) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("people/nobody-here", "--reason", "safety"), "does not name anything here"),
        (("archive/report-2011/#p99", "--reason", "safety"), "passage that the archive does not have"),
        (("incidents/ferry-2011", "--reason", "safety"), "is retired already"),
        (("sources/herald-2011",), "for which kind of reason: reason=safety or reason=rights or reason=law"),
        (("sources/herald-2011", "--reason", "none"), "for which kind of reason: reason=safety"),
        ((), "name what goes by its address (what=people/the-id), or words to search for (words=FILE)"),
        (("--search", "/no/such/file"), "is not there"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], said: str, run: Run, capsys: Captured) -> None:
    """An address that names nothing, a missing reason and a missing file end with 2 and one line."""
    assert run("withdraw", *arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://invented.example/archive/archive/report-2011/#c-dozens-held",
        "/archive/report-2011/#c-dozens-held",
        "archive/report-2011/index.html#c-dozens-held",
        "sources/report-2011#c-dozens-held",
    ],
)
def test_an_address_is_read_as_the_browser_shows_it(planted: Path, run: Run, address: str) -> None:
    """The address of a page with an anchor names the claim, as the list of published ids does."""
    site = load(planted).citation.url
    assert run("withdraw", address.replace("https://invented.example/archive/", site), "--reason", "safety") == 0
    assert load(planted).redirects.root["claims/report-2011.dozens-held"].removed == "safety"


def test_the_last_look_at_the_web_forgets_it_too(planted: Path, run: Run) -> None:
    """`data/health.json`, which no one commits, holds nothing of a source that is gone, and can still be read."""
    assert "herald-2011" in (planted / "data/health.json").read_text("utf-8")
    assert run("withdraw", "sources/herald-2011", "--reason", "law") == 0
    assert "herald-2011" not in (planted / "data/health.json").read_text("utf-8")
    assert load(planted).health is not None


def test_a_summary_repeats_nothing(planted: Path, tmp_path: Path) -> None:
    """What `make summary` says of a branch with a removal names the address alone, and no value as it was before."""
    before = load(Path(shutil.copytree(planted, tmp_path / "before")))
    assert main(["--root", str(planted), "withdraw", *ADDRESSES, "--reason", "safety"]) == 0
    now = load(planted)
    text = summary(compare(before, now), differences(before, now), now, "0" * 40, 0)
    assert "claims/report-2011.dozens-held" in text
    assert not any(Text(text).holds(Words(word)) for word in WORDS)


NAME = "Zaphodina Orrélund"
WAYS = {
    "plain": NAME,
    "case": NAME.upper(),
    "decomposed": "Zaphodina Orre\u0301lund",
    "without accents": "Zaphodina Orrelund",
    "entity": "Zaphodina Orr&eacute;lund",
    "numbers": "&#90;aphodina Orr&#xe9;lund",
    "entity of an entity": "Zaphodina Orr&amp;eacute;lund",
    "line break": "Zaphodina\n   Orrélund",
    "hyphenated": "Zapho-\ndina Orré\u00adlund",
    "no-break space": "Zaphodina\u00a0Orrélund",
    "zero width": "Zapho\u200bdina Orrélund",
    "full width": "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c != " " else c for c in NAME),
    "markup": "Zaphodina <b>Orré</b><wbr>lund",
    "attribute": '<img alt="Zaphodina Orrélund">',
    "svg": "<text><tspan>Zaphodina</tspan><tspan>Orrélund</tspan></text>",
    "json": json.dumps({"name": NAME}),
    "json line": json.dumps("Zaphodina\nOrrélund"),
    "address": f"/people/{quote(NAME)}/",
    "slug": "people/zaphodina-orrelund.yml",
    "latex": r"Zaphodina Orr{\'e}lund",
    "braces": "{Z}aphodina {O}rrélund",
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_writing_hides_words(way: str) -> None:
    """Case, accents, entities, escapes, line breaks, hyphens, markup and forms of letters do not hide a name."""
    assert Text(f"before {WAYS[way]} after").holds(Words(NAME))


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Kim said so", "Kim", True),
        ("kimono and Hakim", "Kim", False),
        ("K<b>i</b>m", "kim", True),
        ("김철수는 말했다", "김철수", True),
        ("김철수".encode().decode(), "김 철수", True),
        ("在图们江边", "图们", True),
        ("Zaphodinas Orrelunds", "Zaphodina Orrelund", False),
        ("Zaphodina Orrelund's", "Zaphodina Orrelund", True),
    ],
)
def test_short_words_stand_alone(text: str, wanted: str, found: bool) -> None:
    """A short Latin word is not found inside a longer one; Korean and Chinese words are."""
    assert Text(text).holds(Words(wanted)) is found


@pytest.mark.parametrize(
    "kind", ["gzip", "zip", "zip in zip", "sqlite", "deleted row", "pagefind", "dossier", "utf-16", "name"]
)
def test_no_container_hides_words(kind: str, tmp_path: Path) -> None:
    """Whatever packs a text is opened, names of files and deleted rows of a database included."""
    file = tmp_path / ("zaphodina-orrelund.txt" if kind == "name" else "file")
    file.write_bytes(_packed(kind, tmp_path / "made"))
    assert {trace.number for trace in search([tmp_path], tmp_path, [Words(NAME)], set())} == {1}


def _packed(kind: str, made: Path) -> bytes:
    text = f"so says {NAME}".encode()
    if kind in ("zip", "zip in zip"):
        inner = _packed("zip", made) if kind == "zip in zip" else text
        with ZipFile(made, "w") as packed:
            packed.writestr("a/b", inner)
    elif kind in ("sqlite", "deleted row"):
        with closing(sqlite3.connect(made)) as base:
            base.execute("PRAGMA secure_delete = OFF")
            base.execute("CREATE TABLE t (v TEXT)")
            base.execute("INSERT INTO t VALUES (?)", (text.decode(),))
            base.execute("DELETE FROM t" if kind == "deleted row" else "SELECT 1")
            base.commit()
    else:
        cbor = b"pagefind_dcd\x82" + bytes([0x78, len(text)]) + text + b"\x18\x2a"
        forms = {"gzip": gzip.compress(text), "pagefind": gzip.compress(cbor), "utf-16": text.decode().encode("utf-16")}
        forms["dossier"] = b'archiveDossier("report-2011","' + b64encode(forms["gzip"]) + b'");\n'
        return forms.get(kind, b"nothing")
    content = made.read_bytes()
    made.unlink()
    return content


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A damaged package and a picture that does not say what it shows are reported: they may hold anything."""
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"x" * 1000)[:-20])
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\nanything")
    found = search([tmp_path], tmp_path, [Words(NAME)], set())
    assert [(trace.path, trace.number) for trace in found] == [("a.gz", 0), ("b.png", 0)]
    with pytest.raises(UnreadableError):
        list(strings(b"\x9f\x01\xff"))


def test_a_database_that_is_being_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    """A build beside the search writes the cache: the search waits for it, and finds what was written."""
    file = tmp_path / "citations.sqlite"
    with closing(sqlite3.connect(file, check_same_thread=False, isolation_level=None)) as base:
        base.execute("PRAGMA cache_size = 1")  # pages reach the file before the rest of what belongs to them
        base.execute("CREATE TABLE t (v TEXT)")
        base.execute("BEGIN EXCLUSIVE")
        base.executemany("INSERT INTO t VALUES (?)", [(f"{NAME} {number}" * 50,) for number in range(500)])
        end = Timer(0.5, lambda: base.execute("COMMIT"))
        end.start()
        found = search([tmp_path], tmp_path, [Words(NAME)], set())
        end.join()
    assert {(trace.path, trace.number) for trace in found} == {("citations.sqlite", 1)}


def test_a_picture_is_searched_by_the_words_that_it_says_it_shows(tmp_path: Path) -> None:
    """A preview picture has its words as text; a title that is broken there is found all the same."""
    lines = [CardLine(text, "regular", 30, INK, 100) for text in NAME.split()]
    (tmp_path / "card.png").write_bytes(drawn(lines))
    assert {trace.number for trace in search([tmp_path], tmp_path, [Words(NAME)], set())} == {1}


def test_a_path_that_holds_the_words_is_not_repeated() -> None:
    """The part of a path that is the name itself is left out of the report."""
    assert masked("people/zaphodina-orrelund/index.html", [Words(NAME)]) == "people/…/index.html"
    assert masked("zaphodina/orrelund", [Words(NAME)]) == "…"


def test_a_kept_output_with_the_words_is_found_and_goes(planted: Path, run: Run, words: Path) -> None:
    """Also one that is packed; and with it what a build that was killed left beside it."""
    store = kept_in(planted)
    with closing(KeptOutputs(store)) as kept:
        for content in (gzip.compress(f"so says {NAME}".encode()), b"else"):
            kept.keep_content(content)
    found = search([store.parent], planted, [Words(NAME)], set())
    assert {(trace.path, trace.number) for trace in found} == {(".cache/outputs.sqlite", 1)}
    store.with_name(f"{store.name}-journal").write_text(NAME, "utf-8")
    run("withdraw", "--clear", "--search", str(words))
    assert list(store.parent.iterdir()) == []


def test_what_was_read_of_records_goes_with_what_lies_beside_it(own_cache: Path) -> None:
    """A build that was killed leaves a journal, with texts of records in pieces."""
    for name in ("records.sqlite", "records.sqlite-journal"):
        (own_cache / name).write_bytes(b"x")
    clear(own_cache, [Words(NAME)])
    assert list(own_cache.iterdir()) == []


def test_caches_lose_what_holds_words_alone(tmp_path: Path) -> None:
    """Rows, files with the words, and pictures that do not say what they show go; everything else stays."""
    (tmp_path / "cards").mkdir()
    for name, words in (("a", NAME), ("b", "else")):
        (tmp_path / f"cards/{name}.png").write_bytes(drawn([CardLine(words, "regular", 30, INK, 100)]))
    (tmp_path / "cards/c.png").write_bytes(b"\x89PNG\r\n\x1a\nanything")
    with closing(sqlite3.connect(tmp_path / "citations.sqlite")) as base:
        base.execute("CREATE TABLE citations (key TEXT PRIMARY KEY, made TEXT NOT NULL) WITHOUT ROWID")
        base.executemany("INSERT INTO citations VALUES (?, ?)", [("1", json.dumps({"apa": NAME})), ("2", "{}")])
        base.commit()
    assert clear(tmp_path, [Words(NAME)]) == 3
    assert sorted(file.name for file in (tmp_path / "cards").iterdir()) == ["b.png"]
    with closing(sqlite3.connect(tmp_path / "citations.sqlite")) as base:
        assert base.execute("SELECT key FROM citations").fetchall() == [("2",)]
    assert search([tmp_path], tmp_path, [Words(NAME)], set()) == []


def test_a_kept_part_of_the_search_index_with_the_words_goes(tmp_path: Path) -> None:
    """The texts of results are kept packed; a part that has the words is found and removed, and is made anew."""
    for name, text in (("site", f"Text about {NAME}."), ("other", "Text about no one.")):
        write_index([SearchEntry("a/", "Place", "Antu", text)], tmp_path / name, tmp_path / f"{name}-kept")
        assert len(list((tmp_path / f"{name}-kept").iterdir())) == 1
    assert search([tmp_path / "site-kept"], tmp_path, [Words(NAME)], set()) != []
    assert clear(tmp_path / "site-kept", [Words(NAME)]) == 1
    assert list((tmp_path / "site-kept").iterdir()) == []
    assert clear(tmp_path / "other-kept", [Words(NAME)]) == 0


def test_words_are_read_one_a_line_and_are_long_enough() -> None:
    """Empty lines and doubles are passed over; a single letter is refused without being repeated."""
    assert [one.text for one in read_words(["a b", "", " a b ", "c d"])] == ["a b", "c d"]
    with pytest.raises(ValueError, match="text 2 has fewer than 2 letters"):
        read_words(["a b", "q"])


@pytest.fixture
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("lamplighter of Thistledown\n"))


@pytest.mark.usefixtures("_typed")
def test_words_are_read_from_standard_input(run: Run, capsys: Captured) -> None:
    """`--search -` reads the words that somebody types: no history of a shell keeps them."""
    assert run("withdraw", "--search", "-") == 1
    out = capsys.readouterr().out
    assert f"{REPORT}:" in out
    assert "1 text searched for" in out


def test_words_that_were_taken_out_can_be_searched_for(run: Run, tmp_path: Path) -> None:
    """`--words-out` writes what went into a file that nobody else can read."""
    assert run("withdraw", "notes/report-2011.guard", "--reason", "safety", "--words-out", tmp_path / "taken") == 0
    assert "umberglass" in (tmp_path / "taken").read_text("utf-8")
    assert (tmp_path / "taken").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes with names")
def test_a_pipe_with_words_is_not_waited_for(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of words that is not a plain file is refused with its path, though nobody ever writes into it."""
    os.mkfifo(tmp_path / "words")
    assert run("withdraw", "--search", tmp_path / "words") == 2
    assert f"{tmp_path / 'words'}:1: is not a plain file" in capsys.readouterr().err


def test_words_in_another_encoding_are_refused_with_their_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of words that is not UTF-8 is named with the line that cannot be read."""
    (tmp_path / "words").write_bytes(b"Silver\ncaf\xe9\n")
    assert run("withdraw", "--search", tmp_path / "words") == 2
    assert f"{tmp_path / 'words'}:2: is not UTF-8 text" in capsys.readouterr().err


def test_words_that_were_given_are_not_written_twice(run: Run, tmp_path: Path) -> None:
    """What `--words-out` writes follows the words that were given, and the numbers of both can be distinguished."""
    (tmp_path / "words").write_text("Silver Thimble Society\n", "utf-8")
    arguments = ("organizations/thimble-society", "--reason", "safety", "--search", tmp_path / "words")
    assert run("withdraw", *arguments, "--words-out", tmp_path / "taken") == 0
    assert "Silver Thimble Society" not in (tmp_path / "taken").read_text("utf-8")
    assert "Thimblers' Union" in (tmp_path / "taken").read_text("utf-8")


STUB = """#!/bin/sh
case "$*" in
*--clear*) exit "$LEFT" ;;
esac
for one; do case $one in --words-out=*) echo "what the record said" > "${one#*=}" ;; esac; done
"""


@pytest.fixture
def commanded(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`make withdraw` with a stand-in for Python; `left` is how the search ends."""
    (tmp_path / "env/bin").mkdir(parents=True)
    (tmp_path / "env/bin/python").write_text(STUB, "utf-8")
    (tmp_path / "env/bin/python").chmod(0o755)
    (tmp_path / "env/.ready").touch()
    (tmp_path / "words.txt").write_text("some words\n", "utf-8")

    def make(*arguments: str, left: int) -> subprocess.CompletedProcess[str]:
        line = ["make", f"VENV={tmp_path}/env", "withdraw", f"words={tmp_path}/words.txt", *arguments]
        env = {**os.environ, "LEFT": str(left)}
        return subprocess.run(line, cwd=REPOSITORY, env=env, capture_output=True, text=True, check=False)

    return make


def test_the_words_of_the_record_stay_until_nothing_is_found(
    commanded: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """While something is found they lie beside the given words, for nobody else to read; then they are removed."""
    kept = tmp_path / "words.txt.taken"
    first = commanded("what=people/somebody", "reason=safety", left=1)
    assert first.returncode != 0
    assert kept.read_text("utf-8") == "what the record said\n"
    assert kept.stat().st_mode & 0o077 == 0
    assert f"make withdraw words={tmp_path}/words.txt" in first.stderr
    assert "what the record said" not in first.stdout + first.stderr
    assert commanded(left=1).returncode != 0
    assert kept.read_text("utf-8") == "what the record said\n"
    assert commanded(left=0).returncode == 0
    assert not kept.exists()


def test_a_title_of_ours_is_not_searched_for(planted: Path, run: Run, tmp_path: Path) -> None:
    """A title in brackets, such as [Headline not seen], is rightly the title of many works."""
    text = (planted / "bibliography.bib").read_text("utf-8")
    text, number = re.subn(
        r"(@online\{herald-2011,.*?  title = )\{[^}]*\}", r"\1{[Headline not seen]}", text, flags=re.DOTALL
    )
    assert number == 1
    (planted / "bibliography.bib").write_text(text, "utf-8")
    arguments = ("works/herald-2011", "--reason", "rights", "--words-out", tmp_path / "taken")
    assert run("withdraw", *arguments) == 0
    assert "[Headline not seen]" not in (tmp_path / "taken").read_text("utf-8")


def _listing(before: Path, now: Path) -> list[str]:
    return [problem.rule for problem in compare(load(before), load(now))]


def test_an_emptied_entry_needs_a_removal(planted: Path) -> None:
    """Without a new entry that tells of a removal nobody may empty an older entry of changes."""
    before = Path(shutil.copytree(planted, planted.parent / "before"))
    report = planted / REPORT
    text = report.read_text("utf-8")
    old = "The chain left out the newspaper, & the modifier was lost (“at least”)."
    was = "    was:\n      returned-30: {count: 30, said-by: [border-watch, guard-officer]}\n"
    emptied = text.replace(f"text: {old}", "withdrawn: safety").replace(was, "")
    report.write_text(emptied, "utf-8")
    assert _listing(before, planted) == ["lost-change"]
    entry = "changes:\n  - date: 2026-12-01\n    kind: removal\n    withdrawn: safety\n"
    report.write_text(emptied.replace("changes:\n", entry, 1), "utf-8")
    assert _listing(before, planted) == []


@pytest.mark.parametrize("retired", ["people/removed-1: {reason: twice, since: 2026-12-01}", ""])
def test_a_line_gives_way_only_to_what_was_removed(planted: Path, retired: str) -> None:
    """An id leaves the list of published ones for a neutral one of its kind alone, and that one has to be removed."""
    before = Path(shutil.copytree(planted, planted.parent / "before"))
    published, redirects = planted / "data/published.txt", planted / "data/redirects.yml"
    other = "people/removed-1" if retired else "places/removed-1"
    published.write_text(published.read_text("utf-8").replace("people/tomas-venn", other), "utf-8")
    added = retired or "places/removed-1: {removed: safety, since: 2026-12-01}"
    redirects.write_text(f"{redirects.read_text('utf-8')}{added}\n", "utf-8")
    assert _listing(before, planted) == ["published-line"]


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ("{since: 2026-12-01}", "needs `reason`"),
        ("{reason: twice, removed: law, since: 2026-12-01}", "but not both"),
        ("{removed: whim, since: 2026-12-01}", "'whim' is not one of safety, rights, law"),
        ("{removed: law, since: 2026-12-01, to: people/ada-quill}", "leave `to` out"),
    ],
)
def test_a_retired_address_says_one_thing(invented: Path, entry: str, wrong: str) -> None:
    """A retired address has a reason in words or the kind of reason of a removal, and a removal leads nowhere."""
    redirects = invented / "data/redirects.yml"
    redirects.write_text(f"{redirects.read_text('utf-8')}people/no-longer: {entry}\n", "utf-8")
    assert any(problem.path == "data/redirects.yml" and wrong in problem.message for problem in problems(invented))


@pytest.mark.parametrize(
    "place", ["summary.md", "site/left.gz", "fuzz-findings/x.txt", ".cache/page.html", "data/health.json"]
)
def test_what_was_left_behind_is_searched_too(invented: Path, place: str, tmp_path: Path) -> None:
    """Files that git ignores hold texts as well: older builds, summaries, findings, caches and the last look."""
    file, words = invented / place, tmp_path / "words"
    file.parent.mkdir(exist_ok=True)
    text = f"so says {NAME}".encode()
    file.write_bytes(gzip.compress(text) if place.endswith(".gz") else text)
    words.write_text(NAME, "utf-8")
    assert main(["--root", str(invented), "withdraw", "--search", str(words)]) == 1
    file.unlink()
    assert main(["--root", str(invented), "withdraw", "--search", str(words)]) == 0


def test_two_entries_of_one_day_may_both_be_emptied(planted: Path, run: Run) -> None:
    """Entries of the same day and kind that both name what goes are both emptied, and each counts as one."""
    report = planted / REPORT
    entries = "".join(
        f"  - date: 2012-02-26\n    kind: correction\n    text: Put right, {what}.\n    claims: [{claims}]\n"
        for what, claims in (("once", "dozens-held"), ("again", "dozens-held, far-bank"), ("else", "far-bank"))
    )
    report.write_text(report.read_text("utf-8").replace("changes:\n", f"changes:\n{entries}", 1), "utf-8")
    before = Path(shutil.copytree(planted, planted.parent / "before"))
    assert run("withdraw", "claims/report-2011.dozens-held", "--reason", "safety") == 0
    assert report.read_text("utf-8").count("withdrawn: safety") == 5
    assert _listing(before, planted) == []


def test_what_a_text_holds_as_written_is_found_without_undoing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A common word is found in a thousand files, and undoing their escapes would take most of the time."""

    def never(text: str) -> str:
        raise AssertionError(text)

    monkeypatch.setattr("macros.commands.withdrawing.words.undone", never)
    assert Text("<b>weirs</b> of &amp; Cinder\u00adwick").holds(Words("weirs"))
    with pytest.raises(AssertionError):
        Text("weirs &amp;").holds(Words("sedge"))


@pytest.mark.parametrize(
    "text", ["we\u0301irs_of", "WEIRS-OF", "we\ud800irs of", "w\u2003eirs\tof", "<i>we</i>irs&nbsp;of"]
)
def test_only_letters_and_digits_are_compared(text: str) -> None:
    """Signs of ASCII are taken out faster than others, with the same result."""
    assert Text(text).holds(Words("weirs of"))
    assert not Text(text).holds(Words("weirs off"))


def test_a_full_disk_is_told_in_one_line(
    run: Run, planted: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the archive as it will be cannot be written down, the command says so once and changes nothing."""
    before = {path: file.read_bytes() for path, file in files(planted)}

    def full(*_: object) -> None:
        raise shutil.Error([(f"data/{name}", name, f"[Errno 28] No space left on device: '{name}'") for name in "ab"])

    monkeypatch.setattr(shutil, "copytree", full)
    assert run("withdraw", "organizations/thimble-society", "--reason", "safety") == 2
    assert capsys.readouterr().err == "files cannot be copied; [Errno 28] No space left on device: 'a'\n"
    assert {path: file.read_bytes() for path, file in files(planted)} == before


def test_a_usual_phrase_is_not_shown_to_a_person() -> None:
    """Four words of a sentence that are in seven files are a usual phrase; in six they are shown, a name always."""
    gone = ["A mill where nobody has been seen since", "Sluice Mill"]
    rare, usual = {f"{one}.md": "where nobody has been" for one in range(6)}, {"7.md": "Where nobody has been?"}
    named = {f"{one}-named.md": "The Sluice Mill closed." for one in range(9)}
    assert {hand.path for hand in _repeated(rare | named, gone)} == {*rare, *named}
    assert {hand.path for hand in _repeated(rare | usual | named, gone)} == {*named}
