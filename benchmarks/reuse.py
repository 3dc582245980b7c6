"""Random edits, after each of which a build that reuses earlier outputs must give what a clean build gives.

`python -m benchmarks.reuse --edits 300 --seed 1 --sources 20` says what each edit was and stops at the first
difference. An edit that makes the archive unsound must give the same problems either way, and is taken back.
"""

from __future__ import annotations

import argparse
import filecmp
import hashlib
import json
import logging
import multiprocessing
import shutil
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from benchmarks.edits import OF_CODE, OF_RECORDS, House
from benchmarks.trees import archive

REPOSITORY = Path(__file__).resolve().parent.parent
INVENTED = REPOSITORY / "tests" / "archive"
OWN = ("macros", "overrides")
CODE_EVERY = 12
"""After how many edits of records one of code comes, since it costs several times as much."""
WHOLE_EVERY = 40
"""After how many edits everything is built, with Pagefind and pandoc."""


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
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=lambda: theirs.send(_said(made, site, reuse=reuse, whole=whole, opens=opens)))
    process.start()
    theirs.close()
    said: list[str] = ours.recv()
    process.join()
    return said


def _said(made: House, site: Path, *, reuse: bool, whole: bool, opens: bool) -> list[str]:
    """What a build in this process said of what is wrong."""
    sys.path.insert(0, str(made.folder))
    for name in [name for name in sys.modules if name.split(".")[0] == "macros"]:
        del sys.modules[name]  # what a test has imported is not the code of the house
    said: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logging.getLogger("mkdocs").addHandler(_Ear(logging.WARNING))
    logging.getLogger("mkdocs").propagate = False
    with ExitStack() as stack:
        for patch in _patches(reuse=reuse, whole=whole):
            stack.enter_context(patch)
        if not opens:
            stack.enter_context(mock.patch("macros.session.load", side_effect=AssertionError("the archive is opened")))
        try:
            config = load_config(str(made.root / "mkdocs.yml"), strict=True, site_dir=str(site))
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
        yield mock.patch("macros.programs.kept_outputs.kept_in", _kept_of_whole)
    else:
        yield mock.patch("macros.session.Store", _cited())
        yield mock.patch("macros.programs.pagefind.index.write_index", _index)


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


def _index(found: Iterable[Any], site: Path, _: Path | None = None) -> int:
    from macros.core.noting.fingerprints import Fingerprints

    told = Fingerprints()  # the order of a set is not told by it, and no part of what is found
    folder = site / "pagefind"
    folder.mkdir(parents=True)
    (folder / "all.txt").write_text(_hash("\n".join(told.of(one).hex() for one in found)), "utf-8")
    return 0


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def differences(one: Path, other: Path) -> list[str]:
    """The files that only one of two folders has, or that differ."""
    every = [{file.relative_to(folder) for file in folder.rglob("*") if file.is_file()} for folder in (one, other)]
    apart = [f"only in one: {path}" for path in sorted(every[0] ^ every[1])]
    changed = (path for path in sorted(every[0] & every[1]) if not filecmp.cmp(one / path, other / path, shallow=False))
    folders = [{file.relative_to(folder) for file in folder.rglob("*") if file.is_dir()} for folder in (one, other)]
    return [*apart, *map(str, changed), *(f"folder in one: {path}" for path in sorted(folders[0] ^ folders[1]))]


def tried(made: House, random: Random, edits: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """Make edits, one or several at a time; gives for each what it was, what both builds said, and the differences.

    Raises ValueError if nothing can be built before the first edit: then nothing would be compared.
    """
    if said := built(made, made.site, reuse=True, whole=False):
        raise ValueError(f"the archive cannot be built before any edit: {said[0]}")
    for number in range(1, edits + 1):
        of_code, whole = number % CODE_EVERY == 0, number % WHOLE_EVERY == 0
        _copy(made.folder, made.folder / "known")
        every = [random.choice(OF_CODE)] if of_code else random.choices(OF_RECORDS, k=random.choice((1, 1, 1, 2)))
        what = "; ".join(filter(None, [edit(made, random) for edit in every])) or "nothing"
        clean = made.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        said = built(made, made.site, reuse=True, whole=whole)
        other = built(made, clean, reuse=False, whole=whole)
        wrong = [] if said == other else [f"said {said}, not {other}"]
        wrong += [one for one in other if one.startswith("Traceback")]
        if other:
            _copy(made.folder / "known", made.folder)
        else:
            wrong += differences(made.site, clean)
        yield what, other, wrong


def _copy(folder: Path, other: Path) -> None:
    """Copy archive, code and styles, but not what is kept of outputs."""
    for name in ("tests", *OWN):
        for entry in [one for one in other.joinpath(name).rglob("*") if ".cache" not in one.parts]:
            if entry.is_file() or entry.is_symlink():
                entry.unlink()
        kept = shutil.ignore_patterns(".cache", "__pycache__")
        shutil.copytree(folder / name, other / name, symlinks=True, dirs_exist_ok=True, ignore=kept)


def main() -> int:
    """Make the edits that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sources", type=int, default=0, help="so many invented sources, in place of the tests' own")
    options = parser.parse_args()
    sound = 0
    with TemporaryDirectory() as folder:
        invented = Path(folder, "invented") if options.sources else INVENTED
        if options.sources:
            archive(invented, options.sources, options.seed)
        made = house(Path(folder, "house"), invented)
        for number, (what, said, wrong) in enumerate(tried(made, Random(options.seed), options.edits), 1):  # noqa: S311
            sound += not said
            print(f"{number}: {what}: {said[0] if said else 'sound'}", flush=True)
            if wrong:
                print("\n".join(["DIFFERS", *wrong[:40]]))
                return 1
    print(
        f"{options.edits} edits with seed {options.seed}, {sound} of them sound: byte for byte what a clean build gives"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
