"""Annotations: Markdown with the archive's reference calls, parsed once.

`call_parser` reads them; the parsed parts are used for checking and for rendering.

Texts in which every call has the plain form `{{ name("text", 1, key="text") }}` are read by a regular expression
instead, since Jinja takes ten milliseconds for the forty calls of an annotation. It only accepts what Jinja would
read in the same way; a text with anything else goes to Jinja.
"""

from __future__ import annotations

import re
from sys import intern

from jinja2 import Environment

from macros.core.models.kinds import KINDS
from macros.core.reading.call_parser import Grammar
from macros.core.reading.reference_calls import SIGNATURES, Call, CallPart, Fault, Value, checked_call

_GRAMMAR = Grammar(
    Environment(comment_start_string="{##", comment_end_string="##}", keep_trailing_newline=True, autoescape=True),
    SIGNATURES,
    checked_call,
    called="call",
    usage='write {{ org("id", "text") }}',
    number="write a passage as a whole number from 1",
    statement="texts; use reference calls only",
    expression='only reference calls may stand in {{ }}, such as {{ place("tumen") }}',
    other={word: kind.call for kind in KINDS.values() if kind.call for word in (kind.id, kind.plural)},
)
_VALUE = r"""("[^"\\\r]*"|'[^'\\\r]*'|0|[1-9][0-9]{0,8})"""
_ARGUMENT = re.compile(rf"(?:([a-z]+)\s*=\s*)?{_VALUE}")
_ARGUMENTS = rf"(?:{_ARGUMENT.pattern}\s*,\s*)*{_ARGUMENT.pattern}"
_PLAIN_CALL = re.compile(rf"\{{\{{\s*({'|'.join(SIGNATURES)})\(\s*((?:{_ARGUMENTS})?)\s*\)\s*\}}\}}")
_HIDDEN = re.compile(r"\{##|\{%")
"""What Jinja removes from a text: two harmless halves around it could join into a link or a tag."""
_OPENING = re.compile(r"\{[{%]|\{##|\{\Z|\r")


def parse(text: str) -> tuple[list[CallPart], list[Fault]]:
    """The parts of a text in order: plain text and calls. Never raises for bad text."""
    if "{{" not in text and "{%" not in text and "{##" not in text:
        return [text], []
    found = _plain_parts(text)
    return _parts_and_faults(_jinja_parts(text) if found is None else found)


def _plain_parts(text: str) -> list[CallPart | Fault] | None:
    """The parts where every call is plain, or None."""
    found: list[CallPart | Fault] = []
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
        if key in kwargs:
            return None
        if key:
            kwargs[intern(key)] = value
        elif kwargs:
            return None
        else:
            args.append(value)
    return checked_call(intern(match[1]), tuple(args), kwargs, line)


def _parts_and_faults(found: list[CallPart | Fault]) -> tuple[list[CallPart], list[Fault]]:
    parts = [part for part in found if not isinstance(part, Fault)]
    return parts, [part for part in found if isinstance(part, Fault)]


def _jinja_parts(text: str) -> list[CallPart | Fault]:
    found = _GRAMMAR.parts(text)
    hidden = _HIDDEN.search(text)
    if hidden and not any(isinstance(part, Fault) for part in found):
        line = text.count("\n", 0, hidden.start()) + 1
        found.append(Fault(line, f"{hidden[0]} is not allowed in texts; write plain text and reference calls"))
    return found
