"""Builds of an archive that has code of its own, each in a process that has read this code and nothing else."""

from __future__ import annotations

import hashlib
import importlib
import json
import logging
import multiprocessing
import shutil
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from benchmarks.edits import House

REPOSITORY = Path(__file__).resolve().parent.parent
INVENTED = REPOSITORY / "tests" / "archive"
OWN = ("macros", "overrides")
_LATE = (
    *("macros.building", "macros.kept_prose", "macros.outputs", "macros.serving", "macros.session", "macros.writer"),
    *("markdown.extensions.md_in_html", "mkdocs_macros.plugin"),
)
"""Modules that a build needs and that are read before it begins."""
_FORK = multiprocessing.get_context("fork")


class Build(NamedTuple):
    """What is built: the folder of the site, whether earlier outputs are taken, whether with pandoc and Pagefind.

    Where it must not, that it `opens` the archive is wrong.
    """

    site: Path
    reuse: bool
    whole: bool
    opens: bool = True


class _Reader:
    """A process that has read the code of a house. Every build is a fork of it, so none knows what another one did."""

    def __init__(self, made: House) -> None:
        self.house, self.code = made, _code(made)
        ours, theirs = _FORK.Pipe()
        self._orders: Connection = ours
        self._process = _FORK.Process(target=_read, args=(made, theirs, ours))
        self._process.start()
        theirs.close()
        self.end = Finalize(self, _ended, (self._process, ours), exitpriority=10)

    def said(self, builds: list[Build]) -> list[list[str]]:
        """What each of some builds said, which run at once."""
        self._orders.send(builds)
        said: list[list[str]] = self._orders.recv()
        return said


_readers: list[_Reader] = []
"""The one that was asked last; it stays, since the next build is mostly of the same code."""


def house(folder: Path, source: Path = INVENTED) -> House:
    """A copy of an archive with its own code, in a repository whose main branch has published nothing."""
    root = folder / "tests" / "archive"
    shutil.copytree(source, root, symlinks=True)
    for name in OWN:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "Makefile", folder / "Makefile")
    for name in [name for name in OWN if (root / name).is_symlink()]:
        (root / name).unlink()
        (root / name).symlink_to(folder / name)
    made = House(folder, root, folder / "site")
    made.git("init", "-q", "-b", "main")
    (root / ".git" / "info" / "exclude").write_text(".cache\n", "utf-8")
    made.git("commit", "-q", "--allow-empty", "-m", "Begin")
    made.git("checkout", "-q", "-b", "work")
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "Records")
    return made


def built(made: House, site: Path, *, reuse: bool, whole: bool, opens: bool = True) -> list[str]:
    """Build an archive with the code of its house; gives what was wrong, which also is that it `opens` the archive."""
    return all_built(made, [Build(site, reuse, whole, opens)])[0]


def all_built(made: House, builds: list[Build]) -> list[list[str]]:
    """Build at once; gives what was wrong with each."""
    if not _readers or _readers[0].house is not made or _readers[0].code != _code(made):
        end_reader()
        _readers.append(_Reader(made))
    return _readers[0].said(builds)


def end_reader() -> None:
    """End the process that has read some code."""
    for one in _readers:
        one.end()
    _readers.clear()


def _ended(process: ForkProcess, orders: Connection) -> None:
    with suppress(OSError):
        orders.send([])
    process.join()
    orders.close()


def _code(made: House) -> str:
    """The code of a house, whole."""
    found = hashlib.sha256()
    for file in sorted(made.folder.glob("macros/**/*")):
        if file.is_file() and file.parent.name != "__pycache__":
            found.update(f"{file}\0".encode() + file.read_bytes())
    return found.hexdigest()


def _read(made: House, orders: Connection, others: Connection) -> None:
    """Read the code, then build as often as there is an order."""
    others.close()
    sys.path.insert(0, str(made.folder))
    for name in [name for name in sys.modules if name.split(".")[0] == "macros"]:
        del sys.modules[name]  # what a test has imported is not the code of the house
    for name in _LATE:
        importlib.import_module(name)
    _compile()
    with suppress(EOFError):
        while builds := orders.recv():
            orders.send(_forked(made, builds))


def _compile() -> None:
    """Compile the templates for all builds, as the code is now; a build that takes kept ones compiles none.

    A template that cannot be compiled is left to the build, which then says what is wrong.
    """
    templates: Any = importlib.import_module("macros.site.templates")
    known: dict[str, bytes] = {}
    with suppress(Exception):
        known = templates.compiled()
    templates.read_anew()
    read = templates._read_all  # noqa: SLF001 # nothing of the key of the function that is public changes
    templates._read_all = lambda kept: read(kept or known)  # noqa: SLF001


def _forked(made: House, builds: list[Build]) -> list[list[str]]:
    """What builds said, each in a process of its own."""
    begun: list[tuple[ForkProcess, Connection]] = []
    for one in builds:
        ours, theirs = _FORK.Pipe(duplex=False)
        process = _FORK.Process(target=lambda to, what: to.send(_said(made, what)), args=(theirs, one))
        process.start()
        theirs.close()
        begun.append((process, ours))
    return [_heard(*one) for one in begun]


def _heard(process: ForkProcess, told: Connection) -> list[str]:
    try:
        said: list[str] = told.recv()
    except EOFError:
        said = ["Traceback: the build ended before it said anything"]
    process.join()
    return said


def _said(made: House, build: Build) -> list[str]:
    """What a build in this process said of what is wrong."""
    said: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logging.getLogger("mkdocs").addHandler(_Ear(logging.WARNING))
    logging.getLogger("mkdocs").propagate = False
    with ExitStack() as stack:
        for patch in _patches(reuse=build.reuse, whole=build.whole):
            stack.enter_context(patch)
        if not build.opens:
            stack.enter_context(mock.patch("macros.session.load", side_effect=AssertionError("the archive is opened")))
        try:
            config = load_config(str(made.root / "mkdocs.yml"), strict=True, site_dir=str(build.site))
            config.plugins.run_event("startup", command="build", dirty=False)
            mkdocs_build(config)
        except SystemExit as error:
            said.append(str(error))
        except Exception:  # noqa: BLE001 # no end that a build may have
            said.append(traceback.format_exc())
    return said


def _patches(*, reuse: bool, whole: bool) -> Iterator[Any]:
    """What stands for programs: each answer has the fingerprint of what they would have been given."""
    yield mock.patch("macros.session.Session.reuses", reuse)
    if whole:  # what was made with other programs is kept elsewhere, as with another code
        for place in ("programs.kept_outputs", "building"):  # which was read before, and has the function by itself
            yield mock.patch(f"macros.{place}.kept_in", _kept_of_whole)
    else:
        yield mock.patch("macros.session.Store", _cited())
        yield mock.patch("macros.outputs.index_files", _index)


def _kept_of_whole(root: Path) -> Path:
    return root / ".cache" / "whole.sqlite"


def _cited() -> type:
    from macros.core.noting.reads import Fixed
    from macros.site.works.styles import STYLES

    class _Cited(Fixed):
        def __init__(self, _: Path) -> None:
            pass

        def prepare(self, _: object) -> int:
            return 0

        def cite(self, items: object) -> dict[str, str]:
            told = _hash(json.dumps(items, sort_keys=True))
            return {style.id: f"cited {told}" for style in STYLES}

    return _Cited


def _index(found: Iterable[Any], _: Path) -> Iterator[tuple[str, bytes]]:
    from macros.core.noting.fingerprints import Fingerprints

    told = Fingerprints()  # the order of a set is not told by it, and no part of what is found
    yield "search/pagefind/all.txt", _hash("\n".join(told.of(one).hex() for one in found)).encode()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
