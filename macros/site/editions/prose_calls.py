"""What the prose of the editions asks for, with path and line, for the check: labels, addresses, words of closed lists.

The prose is in templates, which nobody runs to check them; so they are read as Jinja reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from macros.core.models.page_labels import ProseCall

PROSE_FOLDER = "macros/templates/editions/prose"
VALUES = frozenset({"view", "example", "sentence", "measures", "safe_state"})
"""What a prose page is given."""


def prose_calls(root: Path) -> Iterator[ProseCall]:
    """Every call of a method with constant words, and what cannot be read or is not given, file by file.

    The prose is that beside the records below `root`; an archive of records alone has none.
    """
    for file in sorted((root / PROSE_FOLDER).glob("*.j2")):
        path = file.relative_to(root).as_posix()
        try:
            tree = Environment(autoescape=True).parse(file.read_text("utf-8"))
        except TemplateSyntaxError as error:
            yield ProseCall(path, error.lineno, "", (error.message or "cannot be read",))
            continue
        yield from (ProseCall(path, line, "value", (name,)) for name, line in _unknown(tree))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Getattr):
                words = tuple(str(one.value) for one in call.args if isinstance(one, nodes.Const))
                yield ProseCall(path, call.lineno, call.node.attr, words)


def _unknown(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Names that a page is not given, each where it is first."""
    made = {one.name for one in tree.find_all(nodes.Name) if one.ctx == "store"}
    unknown = find_undeclared_variables(tree) - VALUES - made
    for name in sorted(unknown):
        yield name, next(one.lineno for one in tree.find_all(nodes.Name) if one.name == name)
