"""What is taken from earlier builds is what a clean build makes, whatever changed, broke or was lost meanwhile."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Hashable
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import Mock

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from benchmarks.builds import INVENTED, REPOSITORY, _patches, built, house
from benchmarks.edits import NUMBERS, House
from benchmarks.reuse import differences, tried
from macros import building
from macros.core.noting.fingerprints import content_hash
from macros.core.noting.reads import WHOLE_DICT, Noted, NotingDict, Read, Remembered, Together, forget_made_of, noting
from macros.kept_prose import KeptProse, told_settings
from macros.programs import kept_outputs
from macros.programs.build_keys import everything_key
from macros.programs.folder_lock import FolderLock, OccupiedError
from macros.programs.kept_outputs import MOST_BYTES_WAITING, KeptOutputs, remove_kept
from macros.session import Session
from macros.site.indexes import ENTRIES
from macros.site.pages.frame import PageFrame, Settings
from macros.writer import Output, put
from tests.support import one_by_one

READ = ("shelf", "a")
OTHER = ("shelf", ("b", 1))
SHELF = NotingDict("shelf", dict.fromkeys("abcde", 1))
Kept = dict[tuple[str, bytes], Any]


def _values(**changed: bytes) -> Callable[[Read], bytes]:
    return lambda read: changed.get(str(read[1]), b"same")


def _kept(file: Path, fingerprint: Callable[[Read], bytes] | None = None) -> KeptOutputs:
    return KeptOutputs(file, fingerprint or _values())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A file in which one output is kept, made of two reads."""
    file = tmp_path / "kept" / "outputs.sqlite"
    with closing(_kept(file)) as kept:
        kept.keep("page x", b"own", {READ, OTHER}, [("x/index.html", kept.keep_content(b"content"))])
    return file


def test_an_output_is_taken_while_its_reads_give_the_same(store: Path) -> None:
    """With its content; not where one read gives something else, nor where it is made of something else."""
    with closing(_kept(store)) as kept:
        files = kept.current("page x", b"own")
        assert files == [("x/index.html", content_hash(b"content"))]
        assert kept.content(files[0][1]) == b"content"
        assert kept.current("page x", b"other") is None
        assert kept.current("page y", b"own") is None
    with closing(_kept(store, _values(a=b"changed"))) as kept:
        assert kept.current("page x", b"own") is None


def test_what_is_gone_is_not_kept(store: Path) -> None:
    """Neither the output nor its content nor its reads, so the file does not grow without end."""
    with closing(_kept(store)) as kept:
        kept.keep("page y", b"own", {READ}, [("y/index.html", kept.keep_content(b"other"))])
        kept.keep_only(["page y"])
    with closing(sqlite3.connect(store)) as data:
        tables = ("outputs", "contents", "reads")
        numbers = [data.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608
    assert numbers == [1, 1, 1]
    with closing(_kept(store)) as kept:
        assert kept.current("page x", b"own") is None
        assert kept.current("page y", b"own")


def test_however_few_reads_stay_in_memory_all_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read that was forgotten meanwhile is told again."""
    monkeypatch.setattr("macros.programs.kept_outputs.MOST_READS", 2)
    told: list[Read] = []

    def fingerprint(read: Read) -> bytes:
        told.append(read)
        return content_hash(repr(read).encode())

    reads = {("shelf", str(number)) for number in range(9)}
    with closing(_kept(tmp_path / "outputs.sqlite", fingerprint)) as kept:
        for name in ("page x", "page y"):
            kept.keep(name, b"own", reads, [(name, kept.keep_content(b"content"))])
    assert len(told) > len(reads)
    with closing(_kept(tmp_path / "outputs.sqlite", fingerprint)) as kept:
        assert kept.current("page x", b"own")
        assert kept.current("page y", b"own")
        assert {*kept.reads_of("page x")} == reads


def test_a_read_that_most_outputs_have_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many others are let go meanwhile; they are, so one that comes back late is told again."""
    monkeypatch.setattr("macros.programs.kept_outputs.MOST_READS", 8)
    told: list[Hashable] = []

    def fingerprint(read: Read) -> bytes:
        told.append(read[1])
        return content_hash(repr(read).encode())

    numbers = [*range(40), 0]
    with closing(_kept(tmp_path / "outputs.sqlite", fingerprint)) as kept:
        for number in numbers:
            kept.keep(f"page {number}", b"own", {("shelf", "of all"), ("shelf", number)}, [])
    assert (told.count("of all"), told.count(0), len(told)) == (1, 2, len(numbers) + 1)


def test_reads_that_were_noted_as_one_are_kept_as_one(tmp_path: Path) -> None:
    """The output is taken while each of them gives the same, tells what was read, and leaves none of them behind."""
    inner = Together((("shelf", "a"), ("shelf", "b")))
    reads: set[Noted] = {Together((inner, ("shelf", "c"))), inner, ("shelf", "d")}
    file = tmp_path / "outputs.sqlite"
    with closing(_kept(file)) as kept:
        kept.keep("page x", b"own", reads, [("x/index.html", kept.keep_content(b"content"))])
    with closing(_kept(file)) as kept:
        assert kept.current("page x", b"own")
        assert one_by_one(kept.reads_of("page x")) == {("shelf", key) for key in "abcd"}
        kept.keep_only(["page x"])
    for key in "abcd":
        with closing(_kept(file, _values(**{key: b"changed"}))) as kept:
            assert kept.current("page x", b"own") is None
    with closing(_kept(file)) as kept:
        kept.keep("page x", b"own", {inner}, [("x/index.html", kept.keep_content(b"content"))])
        kept.keep_only(["page x"])
    with closing(sqlite3.connect(file)) as data:
        keys = [key for (key,) in data.execute("SELECT key FROM reads")]
        assert (sorted(keys), data.execute("SELECT count(*) FROM together").fetchone()) == (['"a"', '"b"'], (1,))


def test_what_was_told_as_one_is_let_go(tmp_path: Path) -> None:
    """Each read was told once, for whatever it is noted again; and what was made of it is forgotten with any change."""
    told, noted = list[Read](), set[Noted]()

    def fingerprint(read: Read) -> bytes:
        told.append(read)
        return content_hash(repr(read).encode())

    kept_value = Remembered(lambda: [SHELF[key] for key in "abcde"])
    file = tmp_path / "outputs.sqlite"
    with closing(_kept(file, fingerprint)) as kept:
        for name in ("page x", "page y"):
            with noting() as reads:
                kept_value()
            kept.keep(name, b"own", reads, [(name, kept.keep_content(b"content"))])
            noted |= reads
    (one,) = noted
    assert isinstance(one, Together)
    assert (one.reads, sorted(told)) == (None, [("shelf", key) for key in "abcde"])
    with closing(_kept(file, fingerprint)) as kept:
        assert one_by_one(kept.reads_of("page y")) == {*told}
    forget_made_of(("another", "a"))
    with noting() as reads:
        kept_value()
    assert one not in reads


def test_a_first_build_looks_for_nothing_to_remove(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To look would take as much memory as all names and reads; a second build looks."""
    looked = Mock()
    monkeypatch.setattr("macros.programs.kept_outputs._remove_unused", looked)
    for calls in (0, 1):
        with closing(_kept(tmp_path / "outputs.sqlite")) as kept:
            kept.current("page x", b"own")
            kept.keep("page x", b"own", {READ}, [("x", kept.keep_content(b"content"))])
            kept.keep_only(["page x"])
        assert looked.call_count == calls


def test_builds_with_programs_take_nothing_from_those_with_stand_ins(tmp_path: Path) -> None:
    """Whoever asks for the place of kept outputs is given another one where pandoc and Pagefind are run."""
    before = kept_outputs.kept_in(tmp_path)
    with ExitStack() as stack:
        for patch in _patches(reuse=True, whole=True):
            stack.enter_context(patch)
        assert before not in (kept_outputs.kept_in(tmp_path), vars(building)["kept_in"](tmp_path))


def test_what_is_read_no_longer_is_not_kept(store: Path) -> None:
    """A name that was taken out of a record does not stay as the key by which it was looked for."""
    with closing(_kept(store)) as kept:
        kept.keep("page x", b"own", {READ}, [("x/index.html", kept.keep_content(b"content"))])
        kept.keep_only(["page x"])
    with closing(sqlite3.connect(store)) as data:
        assert data.execute("SELECT name, key FROM reads").fetchall() == [("shelf", '"a"')]


def test_of_an_output_that_is_kept_twice_the_last_stays(store: Path) -> None:
    """It is taken at once, and the next build leaves one row of everything and no bytes of what it was before."""
    told = b"a text that was withdrawn " * 300
    for content in (told, b"content", b"content"):
        with closing(_kept(store)) as kept:
            kept.keep("page x", b"own", {READ}, [("x/index.html", kept.keep_content(content))])
    with closing(_kept(store)) as kept:
        assert kept.current("page x", b"own") == [("x/index.html", content_hash(b"content"))]
        kept.keep_only(["page x"])
        assert kept.content(content_hash(b"content")) == b"content"
    with closing(sqlite3.connect(store)) as data:
        tables = ("outputs", "contents", "reads")
        numbers = [data.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608
    assert numbers == [1, 1, 1]
    assert b"withdrawn" not in store.read_bytes()


def test_contents_have_an_index_once_one_is_looked_for(store: Path) -> None:
    """A first build keeps all without one; whoever asks for a content does not search them all."""
    indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'contents'"
    for asked in (0, 1):
        with closing(sqlite3.connect(store)) as data:
            assert data.execute(indexes).fetchone() == (asked,)
        with closing(_kept(store)) as kept:
            assert kept.content(content_hash(b"content")) == b"content"


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _spoil(file: Path) -> None:
    file.write_bytes(b"no database" * 3000)


def _false(file: Path) -> None:
    with closing(sqlite3.connect(file)) as data, data:
        data.execute("UPDATE contents SET content = CAST('false' AS BLOB)")


def _no_reads(file: Path) -> None:
    with closing(sqlite3.connect(file)) as data, data:
        data.execute("DELETE FROM reads")


def _bad_keys(file: Path) -> None:
    with closing(sqlite3.connect(file)) as data, data:
        data.execute("UPDATE reads SET key = 'no json'")


def _moved(file: Path) -> None:
    with closing(sqlite3.connect(file)) as data, data:
        data.execute("UPDATE outputs SET files = replace(files, 'x/', 'y/')")


def _no_list(file: Path) -> None:
    with closing(sqlite3.connect(file)) as data, data:
        data.execute("UPDATE outputs SET files = 'no list'")


def _other_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as data, data:
        data.execute("DROP TABLE outputs")
        data.execute("CREATE TABLE outputs (x)")


DAMAGES = (_cut, _empty, _spoil, _false, _no_reads, _bad_keys, _moved, _no_list, _other_tables, Path.unlink)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_only_costs_time(damage: Callable[[Path], None], store: Path) -> None:
    """Nothing false is taken from it, and the next build but one takes what this one keeps."""
    damage(store)
    with closing(_kept(store)) as kept:
        found = kept.current("page x", b"own")
        assert found is None or kept.content(found[0][1]) is None
    for _ in range(2):
        with closing(_kept(store)) as kept:
            kept.keep("page x", b"own", {READ}, [("x/index.html", kept.keep_content(b"content"))])
            kept.keep_only(["page x"])
    with closing(_kept(store)) as kept:
        files = kept.current("page x", b"own")
        assert files
        assert kept.content(files[0][1]) == b"content"


def test_a_file_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    """As where its folder is a file."""
    (tmp_path / "kept").write_text("a file", "utf-8")
    with closing(_kept(tmp_path / "kept" / "outputs.sqlite")) as kept:
        kept.keep("page x", b"own", {READ}, [("x", kept.keep_content(b"content"))])
        assert kept.current("page x", b"own") is None


def test_a_whole_build_whose_list_is_damaged_is_not_taken(store: Path) -> None:
    """A file would else stand at an address that is not its own."""
    with closing(_kept(store)) as kept:
        kept.keep_build("build", b"key", [("x/index.html", content_hash(b"content"))])
    with closing(_kept(store)) as kept:
        assert kept.build("build", b"key") == [("x/index.html", content_hash(b"content"))]
    with closing(sqlite3.connect(store)) as data, data:
        data.execute("UPDATE builds SET files = replace(files, 'x/', 'y/')")
    with closing(_kept(store)) as kept:
        assert kept.build("build", b"key") is None


def test_what_is_gone_leaves_no_bytes(store: Path) -> None:
    """A search of the file for words that were taken out of the records finds none, in rows and between them."""
    told = b"a text that was withdrawn " * 300
    with closing(_kept(store)) as kept:
        kept.keep("page y", b"own", {READ}, [("y/index.html", kept.keep_content(told))])
    assert b"withdrawn" in store.read_bytes()
    with closing(_kept(store)) as kept:
        kept.keep_only(["page x"])
    assert b"withdrawn" not in store.read_bytes()


def test_the_file_becomes_smaller_with_what_it_holds(store: Path) -> None:
    """Large outputs that are no longer made leave no room behind."""
    with closing(_kept(store)) as kept:
        for number in range(20):
            found = kept.keep_content(bytes([number]) * 100_000)
            kept.keep(f"page {number}", b"own", {READ}, [(f"{number}", found)])
    large = store.stat().st_size
    with closing(_kept(store)) as kept:
        kept.keep_only(["page x"])
    assert store.stat().st_size * 10 < large
    with closing(_kept(store)) as kept:
        assert kept.current("page x", b"own")


def test_a_file_that_cannot_be_written_for_a_while_is_not_lost(store: Path, monkeypatch: Any) -> None:
    """As where its folder may not be written, which SQLite says with more than the kind of the error."""
    wrong = sqlite3.OperationalError("attempt to write a readonly database")
    wrong.sqlite_errorcode = sqlite3.SQLITE_READONLY_DIRECTORY
    monkeypatch.setattr("macros.programs.kept_outputs._opened", lambda _: Mock(execute=Mock(side_effect=wrong)))
    assert _kept(store).current("page x", b"own") is None
    monkeypatch.undo()
    with closing(_kept(store)) as kept:
        assert kept.current("page x", b"own")


def test_what_a_killed_build_left_beside_the_file_is_forgotten_with_it(store: Path) -> None:
    """A journal has pages of the file, and the texts on them."""
    left = [store.with_name(f"{store.name}-{one}") for one in ("journal", "wal", "shm")]
    for one in left:
        one.write_bytes(b"a text that was withdrawn")
    remove_kept(store)
    assert list(store.parent.iterdir()) == []


def test_a_file_that_cannot_be_read_leaves_the_build_to_the_check(tmp_path: Path, monkeypatch: Any) -> None:
    """It has another content each time, so no build is taken as it was, and the check says what is wrong."""
    (tmp_path / "identity.yml").write_text("name: x\n", "utf-8")
    known = everything_key(tmp_path, b"code", b"told")
    assert everything_key(tmp_path, b"code", b"told") == known

    def refused(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert len({known, *(everything_key(tmp_path, b"code", b"told") for _ in range(2))}) == 3


def test_a_part_of_the_frame_that_changes_meanwhile_is_on_no_page(tmp_path: Path) -> None:
    """All parts are read at once: pages are kept under the key of what was there then."""
    (tmp_path / "main.html").write_text('{% include "part.html" %}', "utf-8")
    (tmp_path / "part.html").write_text("before", "utf-8")
    frame = PageFrame(tmp_path, Settings("x", "", ""), Mock(), Mock())
    (tmp_path / "part.html").write_text("after", "utf-8")
    assert frame.around(Mock(edit=""), {}, "") == "before"


def test_two_builds_do_not_break_each_other(store: Path) -> None:
    """Both keep what they made, and what one removes the other makes again."""
    with closing(_kept(store)) as one, closing(_kept(store)) as other:
        assert one.current("page x", b"own")
        other.keep("page y", b"own", {READ}, [("y", other.keep_content(b"y"))])
        other.keep_only(["page y"])
        one.keep("page z", b"own", {OTHER}, [("z", one.keep_content(b"z"))])
        assert one.content(content_hash(b"content")) is None
    with closing(_kept(store)) as kept:
        assert kept.current("page y", b"own")
        kept.keep("page z", b"own", {OTHER}, [("z", kept.keep_content(b"z"))])
    with closing(_kept(store)) as kept:
        assert kept.current("page z", b"own")


def test_the_folder_holds_what_was_written_and_nothing_else(tmp_path: Path) -> None:
    """Whatever is in the place of a file goes, and so does what no output claims; what is hidden at the top stays.

    What a build was writing when it was killed does not.
    """
    site, outside = tmp_path / "site", tmp_path / "outside.txt"
    outside.write_text("outside", "utf-8")
    for path in ("stray.html", "a/b/old.txt", "file/inside/x", ".git/config", ".index.html.7.new", "c"):
        put(site / path, b"old")
    (site / "linked.html").symlink_to(outside)
    (site / "folder").symlink_to(tmp_path, target_is_directory=True)
    written = Output(site)
    written.unlink_links()
    for path in ("a/b/new.txt", "file", "c/d/e", "linked.html", "folder/outside.txt"):
        written.write(path, "new")
    written.sweep()
    found = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    assert found == [".git/config", "a/b/new.txt", "c/d/e", "file", "folder/outside.txt", "linked.html"]
    assert written.problems == []
    assert outside.read_text("utf-8") == "outside"


def test_two_builds_are_not_in_one_folder_at_once(tmp_path: Path) -> None:
    """The second is told what to do; once the first has ended, it may begin."""
    first = FolderLock(tmp_path / "site")
    with pytest.raises(OccupiedError, match=r"another build is writing into .*; wait until it has ended"):
        FolderLock(tmp_path / "site")
    FolderLock(tmp_path / "other").release()
    first.release()
    FolderLock(tmp_path / "site").release()


def test_a_file_that_is_as_it_should_be_is_left_alone(tmp_path: Path) -> None:
    """Its time stays, so a copy to a server need not send it again."""
    put(tmp_path / "x", b"same")
    before = (tmp_path / "x").stat().st_ino
    put(tmp_path / "x", b"same")
    assert (tmp_path / "x").stat().st_ino == before
    put(tmp_path / "x", b"other")
    assert (tmp_path / "x").read_bytes() == b"other"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The invented archive in a house of its own."""
    return house(tmp_path_factory.mktemp("reuse"))


def test_an_unchanged_build_opens_no_archive_and_puts_the_site_in_order(made: House) -> None:
    """Also where it goes into another folder, and where a hand was in the old one."""
    assert built(made, made.site, reuse=True, whole=False) == []
    (made.site / "index.html").write_text("by hand", "utf-8")
    (made.site / "stray.html").write_text("stray", "utf-8")
    other = made.folder / "other"
    assert built(made, made.site, reuse=True, whole=False, opens=False) == []
    assert built(made, other, reuse=True, whole=False, opens=False) == []
    assert differences(made.site, other) == []
    assert built(made, made.folder / "clean", reuse=False, whole=False) == []
    assert differences(made.site, made.folder / "clean") == []


def _outputs(made: House) -> dict[str, tuple[bytes, str]]:
    """What each output that is kept is made of, and its files with their contents."""
    with closing(sqlite3.connect(made.store)) as data:
        return {name: (own, files) for name, own, files in data.execute("SELECT name, own, files FROM outputs")}


def test_what_every_output_is_made_of_has_a_fingerprint(made: House) -> None:
    """One that is made of something unknown is made again by each build, however little has changed."""
    assert built(made, made.site, reuse=True, whole=False) == []
    before = _outputs(made)
    file = made.root / "docs" / "about" / "guidelines.md"
    file.write_text(f"{file.read_text('utf-8')}\nOne sentence more.\n", "utf-8")
    assert built(made, made.site, reuse=True, whole=False) == []
    after = _outputs(made)
    assert [name for name in before if after[name][0] != before[name][0] and after[name][1] == before[name][1]] == []
    kinds = {name.partition(" ")[0] for name in after}
    assert kinds == {"page", "slots", "file", "value", "prose"}


def test_entries_of_a_list_are_read_by_who_asks_for_them() -> None:
    """A page that leads to a part of a list is not made again where a record of that part changes."""
    session = Session(INVENTED)
    part = session.site.index_parts["sources"][0]
    with noting() as links:
        assert part.address
        assert part.number
    with noting() as entries:
        assert part.items
    assert links == set()
    assert entries == {(ENTRIES, part.key)}
    assert session.shelf.dicts[ENTRIES][part.key] == part.entries


def test_pages_read_no_list_of_all_records_that_they_do_not_show() -> None:
    """Pages of sources and incidents are made again for those organizations, people and places alone that they name."""
    session = Session(INVENTED)
    session.prepare()
    lists = {(f"Archive.records/{kind}", WHOLE_DICT) for kind in ("organization", "person", "place")}
    for page in session.pages.values():
        if page.record and page.record.kind_id in ("source", "incident"):
            with noting() as reads:
                page.body()
            assert not lists & one_by_one(reads), page.uri


TO_NOTHING: dict[str, tuple[str, str, str]] = {
    "the title of a work": ("bibliography.bib", "title = {Bulletin on the Ferry}", "title = {Bulletin on the Boat}"),
    "the name of an organization": ("data/organizations/border-watch.yml", "name: ", "name: New "),
}
"""Edits after which nearly all that is made again differs: the file, what stands there, and what does then."""
FEW = 12
"""Outputs that may be made again for nothing, such as the page of worked questions, which reads all records."""


@pytest.mark.parametrize("what", TO_NOTHING)
def test_a_name_is_read_by_what_shows_it(what: str, tmp_path: Path) -> None:
    """Whoever reads other facts of the record is not made again."""
    made = house(tmp_path)
    assert built(made, made.site, reuse=True, whole=False) == []
    before = _outputs(made)
    path, old, new = TO_NOTHING[what]
    file = made.root / path
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    with closing(sqlite3.connect(made.store)) as data:
        data.execute("CREATE TABLE made (name TEXT)")
        data.execute("CREATE TRIGGER again AFTER INSERT ON outputs BEGIN INSERT INTO made VALUES (NEW.name); END")
        data.commit()
    assert built(made, made.site, reuse=True, whole=False) == []
    after = _outputs(made)
    with closing(sqlite3.connect(made.store)) as data:
        again = {name for (name,) in data.execute("SELECT name FROM made")}
    same = {name for name in again if before.get(name, (b"", ""))[1] == after[name][1]}
    assert again - same
    assert len(same) <= FEW, sorted(same)


def test_a_build_that_fails_before_any_page_leaves_nothing_of_the_last_one(tmp_path: Path) -> None:
    """As any build that ends with an error, so nobody publishes an older site."""
    made = house(tmp_path)
    made.site.mkdir()
    (made.site / "index.html").write_text("older", "utf-8")
    next((made.folder / "overrides" / "css").glob("*.css")).unlink()
    assert built(made, made.site, reuse=True, whole=False)
    assert not any(made.site.iterdir())


WARNING_HOOK = """
from mkdocs.plugins import get_plugin_logger

def on_post_build(config):
    get_plugin_logger("other").warning("Of something else")
"""


def test_a_strict_build_with_a_warning_leaves_nothing(tmp_path: Path) -> None:
    """Also where another plugin warns last of all; and the next build, without it, may begin and is whole."""
    made = house(tmp_path)
    put(made.root / "warning.py", WARNING_HOOK.encode())
    settings = (made.root / "mkdocs.yml").read_text("utf-8")
    (made.root / "mkdocs.yml").write_text(f"{settings}  - warning.py\n", "utf-8")
    said = built(made, made.site, reuse=True, whole=False)
    assert "Of something else" in said[0]
    assert "Aborted with 1 warnings in strict mode" in said[-1]
    assert not any(made.site.iterdir())
    (made.root / "mkdocs.yml").write_text(settings, "utf-8")
    assert built(made, made.site, reuse=True, whole=False) == []
    assert (made.site / "index.html").is_file()


def _warned(root: Path, files: dict[str, str], kept: Kept, caplog: Any) -> tuple[int, list[str]]:
    """Convert prose pages; gives how many were not converted before, and the warnings."""
    made: list[str] = []

    def keeping(name: str, key: bytes, make: Callable[[], tuple[Any, bool]]) -> Any:
        if (name, key) in kept:
            return kept[name, key]
        made.append(name)
        value, sound = make()
        return kept.setdefault((name, key), value) if sound else value

    for path, text in files.items():
        put(root / "docs" / path, text.encode())
    put(root / "mkdocs.yml", b"site_name: x\nmarkdown_extensions: [attr_list]\nvalidation: {links: {anchors: warn}}")
    config = load_config(str(root / "mkdocs.yml"))
    listed, caplog.records[:] = get_files(config), []
    prose = KeptProse(listed, keeping)
    pages = [Page(None, file, config) for file in listed.documentation_pages()]
    for page in pages:
        page.read_source(config)
        prose.take_over(page)
        page.render(config, listed)
    for page in pages:
        page.validate_anchor_links(files=listed, log_level=logging.WARNING)
    return len(made), [record.getMessage() for record in caplog.records]


def test_a_prose_page_is_warned_of_though_it_is_not_converted_again(tmp_path: Path, caplog: Any) -> None:
    """Of an anchor that is gone from another page; and of a broken link each time, for that page is not kept."""
    kept: Kept = {}
    files = {"a.md": "[There](b.md#there)", "b.md": "## There {#there}", "c.md": "None"}
    assert _warned(tmp_path, files, kept, caplog) == (3, [])
    assert _warned(tmp_path, files, kept, caplog) == (0, [])
    made, said = _warned(tmp_path, {"b.md": "## There {#elsewhere}"}, kept, caplog)
    assert made == 1
    assert "contains a link 'b.md#there', but the doc 'b.md' does not contain an anchor '#there'" in said[0]
    for _ in range(2):
        made, said = _warned(tmp_path, files | {"c.md": "[Gone](gone.md)"}, kept, caplog)
        assert (made, len(said)) == (1, 1)
        assert "'gone.md'" in said[0]


def test_a_setting_from_the_environment_is_part_of_every_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of settings stays as it is while `!ENV` gives a plugin, a theme or a check of links something else."""
    put(tmp_path / "docs" / "index.md", b"# x")
    settings = ("plugins: [{search: {lang: !ENV [X, en]}}]", "theme: {name: mkdocs, x: !ENV [X, en]}")
    for setting in (*settings, "validation: {links: {not_found: !ENV [X, warn]}}"):
        put(tmp_path / "mkdocs.yml", f"site_name: x\n{setting}\n".encode())
        monkeypatch.delenv("X", raising=False)
        before = told_settings(load_config(str(tmp_path / "mkdocs.yml")))
        assert before == told_settings(load_config(str(tmp_path / "mkdocs.yml")))
        monkeypatch.setenv("X", "info" if "links" in setting else "de")
        assert before != told_settings(load_config(str(tmp_path / "mkdocs.yml"))), setting


def test_random_edits_need_an_archive_that_can_be_built(tmp_path: Path) -> None:
    """Where every build fails in the same way nothing is compared, and that is no proof."""
    made = house(tmp_path)
    (made.root / "identity.yml").unlink()
    with pytest.raises(ValueError, match="cannot be built before any edit"):
        next(tried(made, Random(0), 1))  # noqa: S311


def test_every_number_of_the_code_that_is_edited_is_there() -> None:
    """A module that moved would end the random edits."""
    for path, name in NUMBERS:
        assert f"\n{name}" in (REPOSITORY / path).read_text("utf-8"), path


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(2))
def test_random_edits_give_what_a_clean_build_gives(seed: int, tmp_path: Path) -> None:
    """Byte for byte, and the same problems where an edit breaks a rule; `python -m benchmarks.reuse` makes more."""
    edits = 14
    for what, _, wrong in tried(house(tmp_path), Random(seed), edits):  # noqa: S311
        assert not wrong, what


@pytest.mark.parametrize("size", [MOST_BYTES_WAITING - 1, 2 * MOST_BYTES_WAITING + 7])
def test_a_content_of_any_length_is_kept(size: int, tmp_path: Path) -> None:
    """A long content, which is written in pieces, comes back as a short one does, also when it is kept twice."""
    content = (bytes(range(251)) * (size // 251 + 1))[:size]
    kept = KeptOutputs(tmp_path / "outputs.sqlite")
    number = [kept.keep_content(content) for _ in range(2)][-1]
    kept.close()
    assert KeptOutputs(tmp_path / "outputs.sqlite").content(number) == content
