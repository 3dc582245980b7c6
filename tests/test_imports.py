"""The direction of imports (DESIGN section 4): one table, which the architecture page repeats, and no circles."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from mkdocs.plugins import EVENTS

from macros.core.rulebook import SUBJECTS
from tests.support import REPOSITORY

PACKAGE = REPOSITORY / "macros"
LIBRARIES = "libraries"
MKDOCS = ("mkdocs", "mkdocs_macros", "material")
LAYERS: dict[str, str] = {
    "hooks.py": "serving kept_prose building outputs session writer programs site core MkDocs",
    "serving.py": "outputs session site MkDocs",
    "kept_prose.py": "core MkDocs",
    "__init__.py": "session site core",
    "cli.py": "commands outputs session writer programs site core",
    "commands": "outputs session writer programs site core",
    "building.py": "outputs session writer programs site core",
    "outputs.py": "session programs site core",
    "session.py": "programs site core",
    "writer.py": "site core",
    "programs": "site core",
    "site": "core",
    "core": LIBRARIES,
}
"""What each room may import beside libraries and itself, the highest first. No arrow runs upwards."""
ROOMS: dict[str, str] = {
    "core": "rulebook comparison verification rules relations archive reading models problems history noting values "
    "words",
    "site": "heads documents searching editions pages contributing exports pictures site claims works languages "
    "indexes addresses templates",
}
"""The inner rooms, the highest first: each may import itself and what comes after it."""
MOST_ROOMS = {"core": 13, "site": 15}
MOST_STATEMENTS = 6
"""In a function of MkDocs' door that answers no event; what is longer belongs in another room."""
NETWORK = ("socket", "requests", "urllib3", "urllib.request", "urllib.robotparser", "http", "ssl", "asyncio")
"""Modules that open connections: `programs/web` alone."""
UNSTEADY = ("time", *NETWORK, "random", "secrets", "uuid", "locale", "getpass")
"""Modules that read a clock, the network or the environment: never in `core` and `site`."""
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
"""Attributes that read the clock or the environment."""

SHARED = {"Mention"}
"""An exported shape has the name of what it shows."""


def _modules() -> dict[str, ast.Module]:
    """Every module of the package by its path inside it, parsed."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {file.relative_to(PACKAGE).as_posix(): ast.parse(file.read_text("utf-8")) for file in files}


MODULES = _modules()


def _room(path: str) -> str:
    return path.split("/", 1)[0]


def _inner(path: str) -> str:
    """The room of a layer that a module lies in, such as `core/values`."""
    return "/".join(path.split("/")[:2]).removesuffix(".py")


def imports(path: str) -> Iterator[str]:
    """Every name that a module imports, in full, also inside functions and for types alone."""
    for node in ast.walk(MODULES[path]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(("macros", *Path(path).with_suffix("").parts)[: -node.level]) + "." if node.level else ""
            yield from (f"{package}{node.module or ''}.{alias.name}" for alias in node.names)


def _from(path: str, *modules: str) -> list[str]:
    return [name for name in imports(path) if any(name == m or name.startswith(f"{m}.") for m in modules)]


def _file(name: str) -> str:
    """The path of the module that an imported name of the package belongs to."""
    parts = name.split(".")[1:]
    for end in range(len(parts), 0, -1):
        for path in ("/".join(parts[:end]) + ".py", "/".join(parts[:end]) + "/__init__.py"):
            if path in MODULES:
                return path
    return "__init__.py"


def _own(path: str) -> set[str]:
    """The other modules of the package that a module imports."""
    return {_file(name) for name in imports(path) if name.split(".")[0] == "macros"} - {path}


def test_every_room_stands_in_the_table() -> None:
    """Each room of the package has its line, and the only other module starts the command line."""
    assert {_room(path) for path in MODULES} == {*LAYERS, "__main__.py"}
    assert _own("__main__.py") == {"cli.py"}


def test_rooms_import_what_the_table_allows() -> None:
    """A room imports itself, libraries, and the rooms that its line names."""
    used: dict[str, set[str]] = {room: set() for room in LAYERS}
    for path in MODULES:
        if path != "__main__.py":
            used[_room(path)] |= {_room(other).removesuffix(".py") for other in _own(path)}
            used[_room(path)] |= {"MkDocs"} if _from(path, *MKDOCS) else set()
    for room, line in LAYERS.items():
        extra = used[room] - set(line.split()) - {room.removesuffix(".py")}
        assert not extra, f"{room} imports {extra}"


def test_no_arrow_runs_upwards() -> None:
    """Every room is above all that its line names."""
    order = [room.removesuffix(".py") for room in LAYERS]
    for number, line in enumerate(LAYERS.values()):
        assert set(line.split()) <= {*order[number + 1 :], "MkDocs", LIBRARIES}


def test_inner_rooms_import_downwards() -> None:
    """Inside core and site no room imports one before it, and there are few of them."""
    for layer, line in ROOMS.items():
        order = [f"{layer}/{name}" for name in line.split()]
        assert len(order) <= MOST_ROOMS[layer]
        for path in MODULES:
            if _room(path) == layer and path != f"{layer}/__init__.py":
                above = order[: order.index(_inner(path))]
                assert not {_inner(other) for other in _own(path)} & set(above), path


def test_one_name_has_one_meaning() -> None:
    """No two modules, classes or tables of the package share a name."""
    defined = [Path(path).stem for path in MODULES if not path.endswith("__init__.py")]
    for tree in MODULES.values():
        for node in tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            names = [target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper()]
            defined += [node.name] if isinstance(node, ast.ClassDef) else names
    twice = {name for name, number in Counter(defined).items() if number > 1 and not name.startswith("_")}
    assert not twice - SHARED, sorted(twice - SHARED)


def test_modules_import_in_no_circle() -> None:
    """No module imports itself by way of others, imports for types alone included."""
    graph = {path: {other for other in _own(path) if not other.endswith("__init__.py")} for path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from error


def test_the_architecture_page_has_the_same_table() -> None:
    """The table of imports that readers see is this one."""
    text = (REPOSITORY / "docs/about/architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| (`[^|]*) \| ([^|]*) \|$", text.partition("## The direction of imports")[2], re.MULTILINE)
    shown = {
        name.rstrip("/"): set(allowed.replace("`", "").replace(",", "").split())
        for names, allowed in rows
        for name in names.replace("`", "").split(", ")
    }
    assert shown == {room: set(line.split()) for room, line in LAYERS.items()}


def test_only_programs_start_programs() -> None:
    """No other room starts a program."""
    for path in MODULES:
        if _room(path) != "programs":
            assert not _from(path, "subprocess", "pty", "multiprocessing"), path


def test_only_source_health_uses_the_network() -> None:
    """No other room opens a connection."""
    for path in MODULES:
        if not path.startswith("programs/web/"):
            assert not _from(path, *NETWORK), path


def test_source_health_is_loaded_late() -> None:
    """A command that does not look at the web loads nothing that could."""
    early = [node.module or "" for node in MODULES["cli.py"].body if isinstance(node, ast.ImportFrom)]
    assert [name for name in early if name.startswith("macros.programs.web")] == []


def test_no_clock_network_or_environment() -> None:
    """Core and site read no clock, no network and no environment: equal records give equal pages."""
    for path, tree in MODULES.items():
        if _room(path) in {"core", "site"}:
            assert _from(path, *UNSTEADY) == [], path
            used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            assert used & CALLS == set(), path


def test_the_package_is_one_door() -> None:
    """`macros/__init__.py` holds `define_env` and nothing else."""
    found = [node.name for node in MODULES["__init__.py"].body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert found == ["define_env"]


def test_the_door_of_mkdocs_holds_events_alone() -> None:
    """Each function of `hooks.py` answers an event of MkDocs, or is one that only those share."""
    functions = {node.name: node for node in MODULES["hooks.py"].body if isinstance(node, ast.FunctionDef)}
    events = {name for name in functions if name.startswith("on_")}
    assert {name.removeprefix("on_") for name in events} <= set(EVENTS)
    assert all(
        name.startswith("_") and len(functions[name].body) <= MOST_STATEMENTS for name in functions.keys() - events
    )


def test_the_rulebook_lists_every_module_with_rules() -> None:
    """A module that makes a rule is one of the subjects: no rule is written and never applied."""
    making = {path for path in MODULES if _from(path, "macros.core.rules.registry.rule")}
    assert {path.removesuffix(".py").rpartition("/")[2] for path in making} == {
        subject.__name__.rpartition(".")[2] for subject in SUBJECTS
    }
