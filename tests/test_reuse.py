"""What is taken from earlier builds is what a clean build makes, whatever changed, broke or was lost meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from benchmarks.edits import NUMBERS, House
from benchmarks.reuse import REPOSITORY, built, differences, house, tried
from macros.core.noting.fingerprints import content_hash
from macros.core.noting.reads import Read
from macros.programs.kept_outputs import KeptOutputs
from macros.writer import Output, put

READ = ("shelf", "a")
OTHER = ("shelf", ("b", 1))


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


def _other_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as data, data:
        data.execute("DROP TABLE outputs")
        data.execute("CREATE TABLE outputs (x)")


@pytest.mark.parametrize("damage", [_cut, _empty, _spoil, _false, _no_reads, _bad_keys, _other_tables, Path.unlink])
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
    """Whatever is in the place of a file goes, and so does what no output claims; what is hidden at the top stays."""
    site, outside = tmp_path / "site", tmp_path / "outside.txt"
    outside.write_text("outside", "utf-8")
    for path in ("stray.html", "a/b/old.txt", "file/inside/x", ".git/config", "c"):
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
