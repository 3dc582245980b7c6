"""Random edits, after each of which a build that reuses earlier outputs must give what a clean build gives.

`python -m benchmarks.reuse --edits 300 --seed 1 --sources 20` says what each edit was and stops at the first
difference. An edit that makes the archive unsound must give the same problems either way, and is taken back.
`--processes 2` makes both builds at once, `--houses 2` the same for another seed beside it.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.builds import INVENTED, OWN, Build, all_built, built, end_reader, house
from benchmarks.edits import OF_CODE, OF_RECORDS, House
from benchmarks.trees import archive

MEMORY = Path("/dev/shm")  # noqa: S108 # only where folders of ours are made
CODE_EVERY = 12
"""After how many edits of records one of code comes, since it costs several times as much."""
WHOLE_EVERY = 40
"""After how many edits everything is built, with Pagefind and pandoc."""


def differences(one: Path, other: Path) -> list[str]:
    """The files that only one of two folders has, or that differ."""
    every = [{file.relative_to(folder) for file in folder.rglob("*") if file.is_file()} for folder in (one, other)]
    apart = [f"only in one: {path}" for path in sorted(every[0] ^ every[1])]
    changed = (path for path in sorted(every[0] & every[1]) if not filecmp.cmp(one / path, other / path, shallow=False))
    folders = [{file.relative_to(folder) for file in folder.rglob("*") if file.is_dir()} for folder in (one, other)]
    return [*apart, *map(str, changed), *(f"folder in one: {path}" for path in sorted(folders[0] ^ folders[1]))]


def tried(made: House, random: Random, edits: int, processes: int = 1) -> Iterator[tuple[str, list[str], list[str]]]:
    """Make edits, one or several at a time; gives for each what it was, what both builds said, and the differences.

    Raises ValueError if nothing can be built before the first edit: then nothing would be compared.
    """
    if said := built(made, made.site, reuse=True, whole=False):
        raise ValueError(f"the archive cannot be built before any edit: {said[0]}")
    clean = made.folder / "clean"
    for number in range(1, edits + 1):
        of_code, whole = number % CODE_EVERY == 0, number % WHOLE_EVERY == 0
        _copy(made.folder, made.folder / "known")
        every = [random.choice(OF_CODE)] if of_code else random.choices(OF_RECORDS, k=random.choice((1, 1, 1, 2)))
        what = "; ".join(filter(None, [edit(made, random) for edit in every])) or "nothing"
        shutil.rmtree(clean, ignore_errors=True)
        builds = [Build(made.site, reuse=True, whole=whole), Build(clean, reuse=False, whole=whole)]
        runs = [builds] if processes > 1 else [[one] for one in builds]
        ours, other = (said for run in runs for said in all_built(made, run))
        wrong = [] if ours == other else [f"said {ours}, not {other}"]
        wrong += [one for one in other if one.startswith("Traceback")]
        if other:
            _copy(made.folder / "known", made.folder)
        else:
            wrong += differences(made.site, clean)
        yield what, other, wrong


def _copy(folder: Path, other: Path) -> None:
    """Copy what differs of archive, code and styles, but not what is kept of outputs."""
    new, old = _entries(folder), _entries(other)
    for path in [path for path in old if path not in new or _content(new[path]) != _content(old[path])]:
        old.pop(path).unlink()
    for path in [path for path in new if path not in old]:
        other.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(new[path], other / path, follow_symlinks=False)


def _entries(folder: Path) -> dict[Path, Path]:
    """The files and links of a house by their paths in it."""
    every = [one for name in ("tests", *OWN) for one in folder.joinpath(name).rglob("*")]
    own = [one for one in every if not {".cache", "__pycache__"} & {*one.relative_to(folder).parts}]
    return {one.relative_to(folder): one for one in own if one.is_symlink() or one.is_file()}


def _content(file: Path) -> bytes | Path:
    return file.readlink() if file.is_symlink() else file.read_bytes()


def _run(seed: int, options: argparse.Namespace) -> bool:
    """Make the edits of one seed; says each, and whether nothing differed."""
    sound, memory = 0, MEMORY if os.access(MEMORY, os.W_OK) and not options.sources else None
    with TemporaryDirectory(dir=memory) as folder:
        invented = Path(folder, "invented") if options.sources else INVENTED
        if options.sources:
            archive(invented, options.sources, seed)
        made = house(Path(folder, "house"), invented)
        every = tried(made, Random(seed), options.edits, options.processes)  # noqa: S311
        for number, (what, said, wrong) in enumerate(every, 1):
            sound += not said
            print(f"{seed}.{number}: {what}: {said[0] if said else 'sound'}", flush=True)
            if wrong:
                print("\n".join([f"{seed}.{number} DIFFERS", *wrong[:40]]), flush=True)
                return False
        end_reader()
    print(f"{options.edits} edits with seed {seed}, {sound} of them sound: byte for byte what a clean build gives")
    return True


def main() -> int:
    """Make the edits that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=300, help="edits of each house")
    parser.add_argument("--seed", type=int, default=1, help="of the first house; the next have the numbers after it")
    parser.add_argument("--sources", type=int, default=0, help="so many invented sources, in place of the tests' own")
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1, help="2 makes both builds at once")
    parser.add_argument("--houses", type=int, default=1, help="so many archives at once, each with edits of its own")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.houses)
    if options.houses == 1:
        return not _run(options.seed, options)
    with ProcessPoolExecutor(options.houses) as houses:
        return not all([*houses.map(partial(_run, options=options), seeds)])


if __name__ == "__main__":
    sys.exit(main())
