"""Names that nobody uses: each function, class, constant and member of the code is read somewhere outside tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.support import REPOSITORY

ROOMS = ("macros", "benchmarks")
MARKUP = ("macros/templates", "overrides", "mkdocs.yml")
"""Where names are read that Python alone does not show."""
CALLED_BY_OTHERS = {
    *("define_env", "model_config"),  # mkdocs-macros, pydantic
    *("is_documentation_page", "copy_file", "documentation_pages"),  # MkDocs, of a file and of all
    *("_build_loop", "_serve_request"),  # MkDocs, of its server
    *("_new_conn", "preprocess", "from_code", "visit_Call", "visit_Getattr"),  # urllib3, Jinja
    *("_output_child_pre", "_output_child_post"),  # Jinja
    *("load_bytecode", "dump_bytecode", "get_source"),  # Jinja, of its cache and of what loads templates
    *("descend_resolver", "ascend_resolver"),  # PyYAML, of a loader
    "popitem",  # a dictionary
    *("handle_starttag", "handle_endtag", "handle_data"),  # html.parser
    *("field_is_required", "field_title_should_be_set"),  # pydantic's writer of schemas
    *("WHITESPACE", "handle_error", "substitute_macro", "parse_entry_body"),  # pybtex's reader of BibTeX
    *("NEWLINE", "set_header", "_add_tag"),  # rispy
    "cff_version",  # the format of CITATION.cff
}
"""Names by which a library calls what we write; events of MkDocs and what a decorator hands over need no line here."""
Definition = tuple[str, str, ast.AST]
"""Where a name is defined, the name, and what it names."""


@cache
def trees() -> dict[str, ast.Module]:
    """The code by path."""
    found = (path for room in ROOMS for path in sorted((REPOSITORY / room).rglob("*.py")))
    return {path.relative_to(REPOSITORY).as_posix(): ast.parse(path.read_text("utf-8")) for path in found}


@cache
def words_of_markup() -> frozenset[str]:
    """All words of templates and settings."""
    roots = [REPOSITORY / one for one in MARKUP]
    files = [file for root in roots for file in ((root,) if root.is_file() else root.rglob("*")) if file.is_file()]
    texts = (file.read_text("utf-8") for file in files if file.suffix in (".j2", ".html", ".yml"))
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        handed_over = [one for one in node.decorator_list if isinstance(one, ast.Call)]
        yield from () if handed_over or node.name.startswith(("__", "on_")) else (node.name,)
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    for target in targets:
        yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name)) if target else ()


def defined(path: str, body: list[ast.stmt]) -> Iterator[Definition]:
    """Every name that a module or a class of it defines."""
    for node in body:
        yield from ((path, name, node) for name in _names(node) if not name.startswith("__"))
        if isinstance(node, ast.ClassDef):
            yield from defined(path, node.body)


def _read(node: ast.AST) -> Iterator[str]:
    """The names that code reads: by themselves, of an object, imported, or as a text that is looked up."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.alias):
        yield node.name.rpartition(".")[2]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        yield node.value


@cache
def readers() -> dict[str, list[tuple[str, ast.AST]]]:
    """Every name that is read, with the modules and places that read it."""
    found: dict[str, list[tuple[str, ast.AST]]] = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            for name in _read(node):
                found.setdefault(name, []).append((path, node))
    return found


def is_read(path: str, name: str, where: ast.AST) -> bool:
    """Whether a name is read outside its own definition; a bare name counts in its own module alone."""
    own = {id(node) for node in ast.walk(where)}
    return name in words_of_markup() or any(
        id(node) not in own and (other == path or not isinstance(node, ast.Name))
        for other, node in readers().get(name, ())
    )


@pytest.mark.parametrize("room", ROOMS)
def test_every_name_is_used(room: str) -> None:
    """No function, class, constant or member stands in the code for nobody, or for tests alone."""
    every = [one for path, tree in trees().items() if path.startswith(room) for one in defined(path, tree.body)]
    dead = [one for one in every if one[1] not in CALLED_BY_OTHERS and not is_read(*one)]
    assert [f"{path}:{getattr(node, 'lineno', 0)}: {name}" for path, name, node in dead] == []
