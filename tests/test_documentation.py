"""The documentation is complete: every field, rule, macro and command, and every public name of the code."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from functools import cache
from textwrap import dedent

import pytest
from pydantic import BaseModel

from macros.cli import _parser
from macros.core.models import MODELS, Claim, Note
from macros.core.models.changes import Change
from macros.core.models.model_fields import field_rows
from macros.core.rulebook import RULES, further_rules
from macros.core.rules.examples import examples
from macros.site.pages.macros import macros
from tests.support import REPOSITORY, real_archive

MODULES = sorted((REPOSITORY / "macros").rglob("*.py"))
MODELS_OF_PAGE: dict[str, type[BaseModel]] = {**MODELS, "claim": Claim, "note": Note, "change": Change}


@cache
def page(name: str) -> str:
    """What a page of `docs/about` says once its macros are carried out."""
    uri = f"about/{name}.md"
    text = (REPOSITORY / "docs" / uri).read_text("utf-8")
    return html.unescape(real_archive()._carried_out(text, uri))


def contributing() -> str:
    """The page for contributors."""
    return page("contributing")


def _commands() -> list[str]:
    actions = [action for action in _parser()._actions if action.choices and action.metavar == "command"]
    return [str(name) for action in actions for name in action.choices or ()]


def _targets() -> list[str]:
    text = (REPOSITORY / "Makefile").read_text("utf-8")
    return re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE)


@pytest.mark.parametrize("kind", sorted(MODELS_OF_PAGE))
def test_every_field_is_documented(kind: str) -> None:
    """Every field of every kind of record is on the page for contributors."""
    shown = re.sub(r"</?code>", "`", contributing())
    names = set(re.findall(r"`([^`\n]+)`", shown))
    assert [row.name for row in field_rows(MODELS_OF_PAGE[kind]) if row.name not in names] == []
    assert [row.name for row in field_rows(MODELS_OF_PAGE[kind]) if not row.help] == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_is_documented(rule: str) -> None:
    """Every rule is on the page of rules under its anchor, there or on the page of further rules in its own words."""
    shown = page("further-rules" if RULES[rule] in further_rules() else "rules")
    assert f'id="rule-{rule}"' in page("rules")
    assert f'id="rule-{rule}"' in shown
    assert _words(RULES[rule].text) in _words(shown)


def _words(text: str) -> str:
    """A text without the marks of code, in Markdown or HTML."""
    return re.sub(r"`|</?code>", "", text)


def test_every_example_is_shown() -> None:
    """The pages of rules show what is wrong, what is then reported, why it matters and what is right, for each rule."""
    shown = page("rules") + page("further-rules")
    for example in examples().values():
        texts = (dedent(example.wrong), *example.says, example.why, dedent(example.right), example.instead)
        assert [text for text in texts if _words(text) not in _words(shown)] == []


@pytest.mark.parametrize("rule", sorted(rule for rule in RULES if RULES[rule].check))
def test_the_wording_of_a_rule_is_its_docstring(rule: str) -> None:
    """The docstring of a rule's function is the rule as contributors read it, one full sentence at least."""
    found = RULES[rule]
    assert found.wording == " ".join((found.check.__doc__ or "").split())
    assert re.fullmatch(r"[A-Z].+[.]", found.wording)


@pytest.mark.parametrize("name", sorted(macros(real_archive().site, lambda: "index.md")))
def test_every_macro_is_documented(name: str) -> None:
    """Every macro is on the page for contributors."""
    assert f'id="macro-{name}"' in contributing()


@pytest.mark.parametrize("name", _commands())
def test_every_command_is_documented(name: str) -> None:
    """Every command of `python -m macros` is on the page for contributors."""
    assert re.search(rf"<code>python -m macros {name}\b", contributing())


@pytest.mark.parametrize("name", _targets())
def test_every_make_target_is_documented(name: str) -> None:
    """Every make target with a line of help is on the page for contributors."""
    assert re.search(rf"<code>make {name}\b", contributing())


def test_there_are_commands() -> None:
    """Commands and targets are found: the tests above can fail."""
    assert {"check", "new", "render", "export", "schema"} <= set(_commands())
    assert {"serve", "test", "site", "check", "bench", "new"} <= set(_targets())


def _public(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node, f"{prefix}{node.name}.")


@pytest.mark.parametrize("path", [path.relative_to(REPOSITORY).as_posix() for path in MODULES])
def test_every_public_name_has_a_docstring(path: str) -> None:
    """Every module, public class, function and method says what it promises."""
    tree = ast.parse((REPOSITORY / path).read_text("utf-8"))
    assert ast.get_docstring(tree)
    documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    assert [n for n, node in _public(tree) if isinstance(node, documented) and not ast.get_docstring(node)] == []
