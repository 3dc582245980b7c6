"""Annotations: Markdown in which the archive's reference calls stand, read once.

Jinja parses the text; only plain text and calls of known names with constant arguments are let through. There
are no loops, imports, filters, attributes or variables, so a contributed text can execute nothing.
The parsed parts serve both for checking and for rendering.

Texts whose calls are all of the plain form `{{ name("text", 1, key="text") }}` are read by one expression instead,
since Jinja takes ten milliseconds for the forty calls of an annotation. It accepts nothing that Jinja would read
otherwise: whatever differs in the least goes to Jinja.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.core.calls import SIGNATURES, Call, Fault, Part, Value, checked_call
from macros.core.files import UNSEEN
from macros.core.problems import one_of

_JINJA = Environment(comment_start_string="{##", comment_end_string="##}", keep_trailing_newline=True, autoescape=True)


_VALUE = r"""("[^"\\\r]*"|'[^'\\\r]*'|0|[1-9][0-9]{0,8})"""
_ARGUMENT = re.compile(rf"(?:([a-z]+)\s*=\s*)?{_VALUE}")
_ARGUMENTS = rf"(?:{_ARGUMENT.pattern}\s*,\s*)*{_ARGUMENT.pattern}"
_PLAIN_CALL = re.compile(rf"\{{\{{\s*({'|'.join(SIGNATURES)})\(\s*((?:{_ARGUMENTS})?)\s*\)\s*\}}\}}")
_HIDDEN = re.compile(r"\{##|\{%")
"""What Jinja takes out of a text: around it the halves of a link or a tag would come together unseen."""
_OPENING = re.compile(r"\{[{%]|\{##|\{\Z|\r")


def parse(text: str) -> tuple[list[Part], list[Fault]]:
    """The parts of a text in order: plain text and calls. Never raises for bad text."""
    if "{{" not in text and "{%" not in text and "{##" not in text:
        return [text], []
    found = _plain_parts(text)
    return _parted(_jinja_parts(text) if found is None else found)


def _plain_parts(text: str) -> list[Part | Fault] | None:
    """The parts where every call is plain, or None."""
    found: list[Part | Fault] = []
    end, line = 0, 1
    for match in _PLAIN_CALL.finditer(text):
        between = text[end : match.start()]
        call = None if _OPENING.search(between) else _plain_call(match, line + text.count("\n", end, match.end(1)))
        if call is None:
            return None
        found += (between, call) if between else (call,)
        line += text.count("\n", end, match.end())
        end = match.end()
    rest = text[end:]
    return None if _OPENING.search(rest) else [*found, rest] if rest else found


def _plain_call(match: re.Match[str], line: int) -> Call | Fault | None:
    args: list[Value] = []
    kwargs: dict[str, Value] = {}
    for key, written in _ARGUMENT.findall(match[2]):
        value = intern(written[1:-1]) if written[0] in "\"'" else int(written)
        if key:
            kwargs[intern(key)] = value
        elif kwargs:
            return None
        else:
            args.append(value)
    return checked_call(intern(match[1]), tuple(args), kwargs, line)


def _parted(found: list[Part | Fault]) -> tuple[list[Part], list[Fault]]:
    parts = [part for part in found if not isinstance(part, Fault)]
    return parts, [part for part in found if isinstance(part, Fault)]


def _jinja_parts(text: str) -> list[Part | Fault]:
    try:
        template = _JINJA.parse(text)
    except TemplateSyntaxError as error:
        return [text, Fault(error.lineno or 1, f'{_first_line(error)}; write {{{{ org("id", "text") }}}}')]
    except ValueError:
        return [text, Fault(1, "holds a number that is too long; write a passage as a whole number from 1")]
    except RecursionError:
        return [text, Fault(1, "is nested too deeply; calls stand side by side")]
    found = [part for node in template.body for part in _parts(node)]
    hidden = _HIDDEN.search(text)
    if hidden and not any(isinstance(part, Fault) for part in found):
        line = text.count("\n", 0, hidden.start()) + 1
        found.append(Fault(line, f"{hidden[0]} is not allowed in texts; write plain text and reference calls"))
    return found


def _first_line(error: Exception) -> str:
    return str(error).split("\n")[0].rstrip(".")


def _parts(node: nodes.Node) -> Iterator[Part | Fault]:
    if not isinstance(node, nodes.Output):
        yield Fault(node.lineno, "statements ({% … %}) are not allowed in texts; use reference calls only")
        return
    for inner in node.nodes:
        if isinstance(inner, nodes.TemplateData):
            yield inner.data
        else:
            yield _call(inner)


def _call(node: nodes.Node) -> Call | Fault:
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
        return Fault(node.lineno, 'only reference calls may stand in {{ }}, such as {{ place("tumen") }}')
    name = node.node.name
    if name not in SIGNATURES:
        return Fault(node.lineno, f"no call '{name}'{one_of(name, SIGNATURES)}")
    values = [*node.args, *(pair.value for pair in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(isinstance(v, nodes.Const) for v in values):
        return Fault(node.lineno, f"{name}(…) takes plain texts and numbers only")
    if any(UNSEEN.search(v.value) for v in values if isinstance(v, nodes.Const) and isinstance(v.value, str)):
        return Fault(node.lineno, f"{name}(…) holds an invisible character; remove it", "invisible-character")
    args = tuple(v.value for v in node.args if isinstance(v, nodes.Const))
    kwargs = {pair.key: pair.value.value for pair in node.kwargs if isinstance(pair.value, nodes.Const)}
    return checked_call(name, args, kwargs, node.lineno)
