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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import TypeAlias

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.core.files import UNSEEN
from macros.core.problems import did_you_mean

Value: TypeAlias = str | int

_JINJA = Environment(comment_start_string="{##", comment_end_string="##}", keep_trailing_newline=True, autoescape=True)


@dataclass(frozen=True, slots=True)
class Call:
    """One reference call: its name, its arguments as given, and its line in the text (from 1)."""

    name: str
    args: tuple[Value, ...]
    kwargs: dict[str, Value] = field(default_factory=dict, hash=False)
    line: int = 1

    def argument(self, position: int, name: str, default: Value = "") -> Value:
        """An argument by position or by name."""
        return self.args[position] if len(self.args) > position else self.kwargs.get(name, default)

    def text(self, position: int, name: str) -> str:
        """The same, as text."""
        return str(self.argument(position, name))

    def named(self, name: str, default: str = "") -> str:
        """An argument by its name alone, wherever it stands; the default for a call that has no such parameter."""
        names = [parameter.name for parameter in SIGNATURES[self.name].parameters]
        return str(self.argument(names.index(name), name, default)) if name in names else default


Part: TypeAlias = str | Call


@dataclass(frozen=True)
class Parameter:
    """A parameter of a call."""

    name: str
    kind: type = str
    required: bool = False


@dataclass(frozen=True)
class Signature:
    """A call that may stand in text: its parameters, what its first one refers to, and what it is for."""

    name: str
    refers_to: str
    help: str
    parameters: tuple[Parameter, ...]
    bodies_only: bool = False


def _signature(name: str, refers_to: str, spec: str, help_text: str, bodies_only: bool = False) -> Signature:
    parameters = []
    for word in spec.split():
        kind = int if word.rstrip("!").endswith("#") else str
        parameters.append(Parameter(word.strip("!#"), kind, word.endswith("!")))
    return Signature(name, refers_to, help_text, tuple(parameters), bodies_only)


SIGNATURES = {
    signature.name: signature
    for signature in (
        _signature(
            "passage", "", "number#! last#", "opens the entry of a passage, or of passages number to last", True
        ),
        _signature("at", "", "number#!", "inside an entry of many passages: what follows stands in this one", True),
        _signature("claim", "claim", "id! text", "a claim; `owner.id` for one of another source or an incident"),
        _signature("org", "organization", "id! text role named", "an organization"),
        _signature("person", "person", "id! text role named", "a person"),
        _signature("place", "place", "id! text named", "a place"),
        _signature("voice", "voice", "id! text", "a voice without a record of its own"),
        _signature("law", "instrument", "id! provision text", "an instrument, or one of its provisions"),
        _signature("incident", "incident", "id! text", "an incident"),
        _signature("event", "event", "id! text", "an event"),
        _signature("cite", "work", "key! text", "a work that this passage of the source itself cites", True),
        _signature("see", "work", "key! passage# text", "a work, or a passage of a source, the archive points to"),
    )
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a text: the line in it (from 1), the message, the rule."""

    line: int
    message: str
    rule: str = "macro-call"


_VALUE = r"""("[^"\\\r]*"|'[^'\\\r]*'|0|[1-9][0-9]{0,8})"""
_ARGUMENT = re.compile(rf"(?:([a-z]+)\s*=\s*)?{_VALUE}")
_ARGUMENTS = rf"(?:{_ARGUMENT.pattern}\s*,\s*)*{_ARGUMENT.pattern}"
_PLAIN_CALL = re.compile(rf"\{{\{{\s*({'|'.join(SIGNATURES)})\(\s*((?:{_ARGUMENTS})?)\s*\)\s*\}}\}}")
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
    return _checked(intern(match[1]), tuple(args), kwargs, line)


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
    return [part for node in template.body for part in _parts(node)]


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
        return Fault(node.lineno, f"no call '{name}'{did_you_mean(name, SIGNATURES)}")
    values = [*node.args, *(pair.value for pair in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(isinstance(v, nodes.Const) for v in values):
        return Fault(node.lineno, f"{name}(…) takes plain texts and numbers only")
    if any(UNSEEN.search(v.value) for v in values if isinstance(v, nodes.Const) and isinstance(v.value, str)):
        return Fault(node.lineno, f"{name}(…) holds an invisible character; remove it", "invisible-character")
    args = tuple(v.value for v in node.args if isinstance(v, nodes.Const))
    kwargs = {pair.key: pair.value.value for pair in node.kwargs if isinstance(pair.value, nodes.Const)}
    return _checked(name, args, kwargs, node.lineno)


_NONE: dict[str, Value] = {}
"""Shared by all calls without named values, of which a large archive holds a hundred thousand."""


def _checked(name: str, args: tuple[Value, ...], kwargs: dict[str, Value], line: int) -> Call | Fault:
    wrong = _wrong_arguments(SIGNATURES[name], args, kwargs)
    return Fault(line, f"{name}(…) {wrong}") if wrong else Call(name, args, kwargs or _NONE, line)


def _wrong_arguments(signature: Signature, args: Sequence[object], kwargs: Mapping[str, object]) -> str:
    names = [parameter.name for parameter in signature.parameters]
    if len(args) > len(names):
        return f"takes at most {len(names)} values: {', '.join(names)}"
    given = dict(zip(names, args, strict=False))
    for key, value in kwargs.items():
        if key not in names:
            return f"has no '{key}'{did_you_mean(key, names)}"
        if key in given:
            return f"has '{key}' twice"
        given[key] = value
    for parameter in signature.parameters:
        if parameter.name not in given:
            if parameter.required:
                return f"needs '{parameter.name}'"
        elif type(given[parameter.name]) is not parameter.kind:
            return f"needs {'a whole number' if parameter.kind is int else 'a text'} as '{parameter.name}'"
    return ""


@dataclass
class Entry:
    """The part of an annotation that describes one passage, or several together."""

    first: int
    last: int
    line: int
    parts: list[Part] = field(default_factory=list)

    def placed(self) -> Iterator[tuple[int, Call]]:
        """Every reference call with the passage it stands in."""
        current = self.first
        for part in self.parts:
            if isinstance(part, Call):
                if part.name == "at":
                    current = int(part.argument(0, "number"))
                else:
                    yield current, part


def entries(parts: list[Part]) -> tuple[str, list[Entry]]:
    """What stands before the first passage, and the entries of the passages in order."""
    before: list[str] = []
    found: list[Entry] = []
    for part in parts:
        if isinstance(part, Call) and part.name == "passage":
            first = int(part.argument(0, "number"))
            found.append(Entry(first, int(part.argument(1, "last", first)), part.line))
        elif found:
            found[-1].parts.append(part)
        elif isinstance(part, str):
            before.append(part)
    return "".join(before).strip(), found
