"""The direction of imports (DESIGN section 4), read from the source text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import REPOSITORY

PACKAGE = REPOSITORY / "macros"
MODULES = sorted(path.relative_to(REPOSITORY).as_posix() for path in PACKAGE.rglob("*.py"))
DOORS = ("macros.session", "macros.cli", "macros.commands", "macros.hooks", "macros.__main__")
NETWORK = ("socket", "requests", "urllib3", "urllib.request", "urllib.robotparser", "http", "ssl", "asyncio")
"""Modules that open connections."""
UNSTEADY = ("time", *NETWORK, "random", "secrets", "uuid", "locale", "getpass")
"""Modules that read a clock, the network or the environment."""
PROGRAMS = (
    "macros/git.py",
    "macros/citing/",
    "macros/search/",
    "macros/repository/github.py",
    "macros/health/reader.py",
)
"""What starts other programs: git, the processor of citations, the maker of the search index, what asks GitHub, and
what reads texts of other servers."""
TALKS_TO_A_PROGRAM = {"macros/search/index.py": {"asyncio"}}
"""Pagefind is handed its records through a pipe."""
GIT_IS_ASKED_BY = (
    "macros/session.py",
    "macros/cli.py",
    "macros/commands/check.py",
    "macros/commands/ready.py",
    "macros/hooks.py",
)
HARMLESS = {("macros/core/dates.py", "time.struct_time")}
"""A type of the EDTF library's answers; no clock is read."""
CALLS = {
    "now",
    "today",
    "utcnow",
    "fromtimestamp",
    "getenv",
    "environ",
    "getcwd",
    "cwd",
    "home",
    "expanduser",
    "urlopen",
}


def imports(path: str) -> Iterator[str]:
    """Every name that a module imports, in full, also inside functions."""
    for node in ast.walk(ast.parse((REPOSITORY / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(Path(path).with_suffix("").parts[: -node.level]) + "." if node.level else ""
            yield from (f"{package}{node.module or ''}.{alias.name}" for alias in node.names)


def _from(names: Iterator[str], *modules: str) -> list[str]:
    return [name for name in names if any(name == m or name.startswith(f"{m}.") for m in modules)]


def test_there_are_modules() -> None:
    """The modules are found, so that the tests below say something."""
    assert len([path for path in MODULES if path.startswith("macros/core/")]) > 10


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("macros/core/")])
def test_core_imports_no_other_room(path: str) -> None:
    """The core imports nothing of the site, the session, the doors or a site generator."""
    assert _from(imports(path), "macros.site", "mkdocs", "mkdocs_macros", "material", *DOORS) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("macros/site/")])
def test_site_imports_no_door(path: str) -> None:
    """The site imports the core alone: no session, no door, no site generator."""
    assert _from(imports(path), "mkdocs", "mkdocs_macros", "material", *DOORS) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path != "macros/hooks.py"])
def test_only_the_hooks_know_mkdocs(path: str) -> None:
    """No module but hooks.py imports MkDocs."""
    assert _from(imports(path), "mkdocs", "mkdocs_macros", "material") == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("macros/health/")])
def test_health_imports_the_core_alone(path: str) -> None:
    """Source health imports the core alone: no site, no session, no door."""
    assert _from(imports(path), "macros.site", "mkdocs", "mkdocs_macros", "material", *DOORS) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("macros/withdrawing/")])
def test_withdrawing_imports_the_core_alone(path: str) -> None:
    """What takes texts out and searches for them imports the core alone: no site, no session, no door."""
    assert _from(imports(path), "macros.site", "macros.health", "mkdocs", "mkdocs_macros", *DOORS) == []


@pytest.mark.parametrize("path", [path for path in MODULES if not path.startswith("macros/health/")])
def test_only_source_health_uses_the_network(path: str) -> None:
    """No module outside macros/health uses the network; the command line alone imports that room, when it is used."""
    assert _from(imports(path), *(set(NETWORK) - TALKS_TO_A_PROGRAM.get(path, set()))) == []
    if path != "macros/cli.py":
        assert _from(imports(path), "macros.health") == []


def test_the_command_line_opens_source_health_late() -> None:
    """A command that does not look at the web loads nothing that could."""
    tree = ast.parse((PACKAGE / "cli.py").read_text("utf-8"))
    early = [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert [name for name in early if name.startswith("macros.health")] == []


@pytest.mark.parametrize("path", MODULES)
def test_who_runs_programs(path: str) -> None:
    """Git is run by git.py alone, which the session and the doors alone may ask; citations have their processor."""
    if not path.startswith(PROGRAMS):
        assert _from(imports(path), "subprocess", "pty", "multiprocessing") == []
    if path not in GIT_IS_ASKED_BY:
        assert _from(imports(path), "macros.git") == []


def test_git_imports_the_core_alone() -> None:
    """What runs git imports the core alone: no site, no session, no door."""
    assert _from(imports("macros/git.py"), "macros.site", "macros.health", "mkdocs", "mkdocs_macros", *DOORS) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("macros/repository/")])
def test_the_repository_imports_the_site_and_the_core(path: str) -> None:
    """What is asked of the repository imports the site and the core alone, and only one command asks GitHub."""
    assert _from(imports(path), "macros.health", "macros.git", "mkdocs", "mkdocs_macros", *DOORS) == []
    askers = [module for module in MODULES if _from(imports(module), "macros.repository.github.ask")]
    assert askers == ["macros/commands/ready.py"]


def test_session_imports_no_door() -> None:
    """The session does not know by which door it is entered."""
    assert _from(imports("macros/session.py"), "macros.cli", "macros.commands", "macros.hooks", "mkdocs") == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith(("macros/core/", "macros/site/"))])
def test_no_clock_network_or_environment(path: str) -> None:
    """Core and site read no clock, no network and no environment, so that equal records give equal pages."""
    assert [name for name in _from(imports(path), *UNSTEADY) if (path, name) not in HARMLESS] == []
    tree = ast.parse((REPOSITORY / path).read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert used & CALLS == set()


def test_the_package_is_one_door() -> None:
    """`macros/__init__.py` holds `define_env` and nothing else."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    assert [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)] == ["define_env"]
