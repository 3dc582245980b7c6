"""The only parser of calls: finds the calls in a text, and whatever else Jinja would execute there.

Jinja parses the text; only plain text and calls of known names with constant arguments are accepted. Loops, imports,
filters, attributes and variables are refused, so a contributed text cannot execute anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.core.problems import one_of
from macros.core.reading.call_faults import call_faults, coded_letters, joined_texts
from macros.core.reading.reference_calls import Call, CallPart, Fault, Value
from macros.core.words.invisible import UNSEEN

_RAW = re.compile(r"\{%[-+]?\s*(?:end)?raw\b")
"""Jinja takes these out before it parses, with whatever stands between them, and then tells other lines."""
Check = Callable[[str, tuple[Value, ...], dict[str, Value], int], Call | Fault]


@dataclass(frozen=True)
class Grammar:
    """What one sort of text may hold: its delimiters, the names of its calls, how values are checked, and messages.

    `called` is the word for a call in messages. `usage`, `number`, `statement` and `expression` say what to write
    instead: of text that cannot be read, a number that is too long, a statement, and anything else in braces.
    """

    jinja: Environment
    names: Collection[str]
    check: Check
    called: str
    usage: str
    number: str
    statement: str
    expression: str
    other: Mapping[str, str] = field(default_factory=dict)
    """Words that people write in place of the name of a call, with that name."""

    def parts(self, text: str) -> list[CallPart | Fault]:
        """Plain text, calls and what is wrong, in order. Never raises for bad text."""
        if raw := _RAW.search(text):
            return [text, self._statement(_line(text, raw.start()))]
        try:
            template = self.jinja.parse(text)
        except TemplateSyntaxError as error:
            return [text, *(call_faults(text) or [self._unread(text, error)])]
        except ValueError:
            return [text, Fault(1, f"holds a number that is too long;  {self.number}")]
        except RecursionError:
            return [text, Fault(1, "is nested too deeply; write calls side by side")]
        found = [*joined_texts(text), *(coded_letters(self.jinja.lex(text)) if "\\" in text else ())]
        return [text, *found] if found else [part for node in template.body for part in self._parts(node)]

    def _parts(self, node: nodes.Node) -> Iterator[CallPart | Fault]:
        if not isinstance(node, nodes.Output):
            yield self._statement(node.lineno)
            return
        for inner in node.nodes:
            yield inner.data if isinstance(inner, nodes.TemplateData) else self._call(inner)

    def _unread(self, text: str, error: TemplateSyntaxError) -> Fault:
        """What is wrong with a text that cannot be parsed, if no call of it tells."""
        opening = self.jinja.comment_start_string
        if "{%" in text:
            return self._statement(_line(text, text.find("{%")))
        if "end of comment" in str(error):
            return Fault(
                _line(text, text.rfind(opening)), f"opens a remark with {opening} that is not closed; take it out"
            )
        what = str(error).split("\n")[0].rstrip(".")
        return Fault(error.lineno or 1, f"{what}; {self.usage}")

    def _statement(self, line: int) -> Fault:
        return Fault(line, f"statements ({{% … %}}) are not allowed in {self.statement}")

    def _call(self, node: nodes.Node) -> Call | Fault:
        if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
            return Fault(node.lineno, self.expression)
        name = node.node.name
        if name not in self.names:
            meant = f"; did you mean '{self.other[name]}'?" if name in self.other else one_of(name, self.names)
            return Fault(node.lineno, f"no {self.called} '{name}'{meant}")
        values = [*node.args, *(pair.value for pair in node.kwargs)]
        if node.dyn_args or node.dyn_kwargs or not all(isinstance(value, nodes.Const) for value in values):
            return Fault(node.lineno, f"{name}(…) takes texts in quotes and whole numbers only")
        if twice := next((pair.key for at, pair in enumerate(node.kwargs) if pair.key in _names(node.kwargs[:at])), ""):
            return Fault(node.lineno, f"{name}(…) has '{twice}' twice")
        args = tuple(value.value for value in node.args if isinstance(value, nodes.Const))
        kwargs = {pair.key: pair.value.value for pair in node.kwargs if isinstance(pair.value, nodes.Const)}
        if any(UNSEEN.search(str(value)) for value in (*args, *kwargs.values())):
            return Fault(node.lineno, f"{name}(…) holds an invisible character; remove it", "invisible-character")
        return self.check(name, args, kwargs, node.lineno)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _names(given: list[nodes.Keyword]) -> set[str]:
    return {pair.key for pair in given}
