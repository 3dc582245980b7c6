"""Why a YAML text cannot be read, said of the line where the fault begins: a parser often stops long after it.

Written by hand, since no kept library looks for causes. It reads lines and tokens only, and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml


class Cause(NamedTuple):
    """The line of a text, counted from 0, where a fault begins, and what is wrong there."""

    line: int
    message: str


_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NAMES = {"\t": "a tab", "\u00a0": "no-break spaces", "\u3000": "wide spaces"}
_INDENT = re.compile(rf"^ *(?:[-?:] +)?([\t{_SPACES}])", re.MULTILINE)
_AFTER = re.compile(rf"^ *(?:- +)?(?:([\w-]+):|-)([{_SPACES}])")
_WIDE = re.compile(r"^ *(?:- +)?([a-z][\w-]*)\uff1a")
_FIELD = re.compile(r"^( *)(?:- +)?[\w-]+:(?: |$)")
_STARTS = re.compile(
    r"^ *(?:- +)?(?:[\w-]+:) +(?:(\{\{|[@`%*&!?|>,-](?=\s|\w)|\[[^\]]*\](?= *[^\s#\]])|[|>][-+]?(?= +[^\s#])))"
)
"""A value that begins with a sign that means something else in YAML, or with a list that goes on as a text."""
_QUOTES = ("'", '"')
_MOST_TOKENS = 20_000
"""How many tokens are looked at; a record has a tenth of them."""
_MOST_OPENED = 20
"""How many open brackets are followed: the time of PyYAML for a token grows with them."""


def odd_indents(text: str) -> Iterator[Cause]:
    """Every line that is indented with anything but spaces: YAML takes most of them for a part of the line above."""
    if "\t" not in text and text.isascii():
        return  # none of these spaces is there
    for match in _INDENT.finditer(text):
        name = _NAMES.get(match[1], "a space of another kind")
        yield Cause(text.count("\n", 0, match.start()), f"is indented with {name}; use spaces")


def cause(text: str, error: yaml.MarkedYAMLError) -> Cause | None:
    """What the error of a parser comes from, if that can be told."""
    lines = text.split("\n")
    at = _line(error.problem_mark, lines) if error.problem_mark else _line(error.context_mark, lines)
    for find in (_odd_code, _odd_signs, _odd_start, _open_quote, _open_bracket, _colon, _indent, _shape):
        if found := find(lines, at, error):
            return found
    return None


def _line(mark: yaml.Mark | None, lines: list[str]) -> int:
    """The line of a mark, which may stand behind the last: YAML knows more ends of lines than we do."""
    return min(int(mark.line) if mark else 0, len(lines) - 1)


def _odd_code(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Cause | None:
    """A code with a backslash, in double quotes, that stands for no letter."""
    del lines
    if "escape" not in (error.problem or ""):
        return None
    return Cause(
        at, "has a code with a backslash that is no letter; write the letter itself, or put it in single quotes"
    )


def _odd_signs(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Cause | None:
    """A space or colon of another kind after a field, up to the line where the parser stopped."""
    for number, line in enumerate(lines[: at + 1]):
        if found := _AFTER.match(line):
            after = f"`{found[1]}:`" if found[1] else "`-`"
            name = _NAMES.get(found[2], "a space of another kind").removesuffix("s")
            return Cause(number, f"has {'a ' * (name[0] != 'a')}{name} after {after}; write a plain space")
        if found := _WIDE.match(line):
            return Cause(number, f"has a full-width colon after `{found[1]}`; write `{found[1]}: ` with a plain one")
    if "another document" in (error.problem or ""):
        return Cause(at, "begins a second record with `---`; take the line out")
    sign = lines[at][error.problem_mark.column : error.problem_mark.column + 1] if error.problem_mark else ""
    shown = "a backquote" if sign == "`" else f"`{sign}`"
    if "cannot start any token" in (error.problem or "") and sign:
        return Cause(at, f"has a value that begins with {shown}, which means something else in YAML; put it in quotes")
    return None


def _odd_start(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Cause | None:
    """A value in the line of the error, or in that above it, that only quotes make a text."""
    for number in (at, at - 1) if "anchors (&)" not in (error.problem or "") else ():
        if 0 <= number < len(lines) and (found := _STARTS.match(lines[number])):
            how = "put the value in quotes, or below `>-`"
            return Cause(
                number, f"has a value that begins with `{found[1]}`, which means something else in YAML; {how}"
            )
    return None


def _quoted(lines: list[str]) -> Iterator[yaml.ScalarToken]:
    """Every value in quotes, as far as the text can be read."""
    opened = 0
    try:
        for number, token in enumerate(yaml.scan("\n".join(lines), yaml.SafeLoader)):
            if isinstance(token, yaml.ScalarToken) and token.style in _QUOTES:
                yield token
            opened += isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken)
            opened -= isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken)
            if number > _MOST_TOKENS or opened > _MOST_OPENED:
                return
    except (yaml.YAMLError, ValueError, RecursionError):
        return


def _open_quote(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Cause | None:
    """A quote that nothing closes, or that closes in another field or too early."""
    if "quoted scalar" in (error.context or "") and error.context_mark:
        return _not_closed(_line(error.context_mark, lines))
    for token in _quoted(lines):
        first, last = _line(token.start_mark, lines), _line(token.end_mark, lines)
        rest = lines[last][token.end_mark.column :] if last < len(lines) else ""
        if first < last and last >= at - 1 and any(_FIELD.match(line) for line in lines[first + 1 : last + 1]):
            return _not_closed(first)
        if first == last == at and re.match(r"\s*[^\s#,\]}:]", rest):
            quote, other = token.style, _QUOTES[token.style == "'"]
            wrong = f"has a {quote} within a value in such quotes, which ends there"
            return Cause(at, f"{wrong}; put the whole value in {other}, or below `>-`")
    return None


def _not_closed(line: int) -> Cause:
    return Cause(line, "opens a quote that is not closed; close it at the end of the value")


def _open_bracket(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Cause | None:
    """A bracket or brace that nothing closes, or that nothing opened."""
    sign = lines[at][error.problem_mark.column : error.problem_mark.column + 1] if error.problem_mark else ""
    if "while parsing a flow" in (error.context or "") and error.context_mark:
        first = _line(error.context_mark, lines)
        opened, closing = ("[", "]") if "sequence" in str(error.context) else ("{", "}")
        if first < at:
            return Cause(first, f"opens a {opened} that is not closed; write {closing} at the end of the value")
        return Cause(at, f"lacks a comma between two values, or the {closing} after the last one")
    if sign and sign in "]}":
        return Cause(at, f"has a {sign} that nothing opens; take it out, or put the value in quotes")
    return None


def _colon(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Cause | None:
    """A colon that is missing, has no space after it, or is part of a value."""
    problem = error.problem or ""
    if "could not find expected ':'" in problem:
        return _no_field(lines, _line(error.context_mark, lines) if error.context_mark else at)
    if "mapping values are not allowed" not in problem or not error.problem_mark:
        return None
    if not re.fullmatch(r" *(?:- +)?[\w-]+", lines[at][: error.problem_mark.column]):
        return Cause(at, "has a colon within a value; put the value in quotes, or below `>-`")
    above = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)
    whole = _FIELD.match(lines[above]) or lines[above].lstrip().startswith(("- ", "#"))
    return None if whole or above == at else _no_field(lines, above)


def _no_field(lines: list[str], number: int) -> Cause:
    """A line that should be a field and is none."""
    if found := re.match(r" *(?:- +)?([\w-]+):\S", lines[number]):
        return Cause(number, f"lacks the space after the colon; write `{found[1]}: ` and the value")
    if re.match(r" *(?:- +)?:(?: |$)", lines[number]):
        return Cause(number, _NAMELESS)
    return Cause(number, "has no colon; write `field: value`, or indent the line if it belongs to the one above")


def _indent(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Cause | None:
    """A line that is indented unlike those around it."""
    del error
    if at >= len(lines) or not lines[at].strip():
        return None
    width, levels = _width(lines[at]), list[int]()
    for line in lines[:at]:
        if line.strip() and not line.lstrip().startswith("#"):
            levels = [*(level for level in levels if level < _width(line)), _width(line)]
    if not levels or width in levels[:-1] or not _FIELD.match(lines[at]):
        return None
    opened = next(line for line in reversed(lines[:at]) if line.strip() and not line.lstrip().startswith("#"))
    if width == levels[-1] or (width > levels[-1] and opened.rstrip().endswith(":")):
        return None
    right = min(levels, key=lambda level: (abs(level - width), -level))
    return Cause(at, f"is indented by {_spaces(width)}; a field of this level by {_spaces(right)}")


_NAMELESS = "has a colon without a field before it; write `field: value`, or take the line out"


def _shape(lines: list[str], at: int, error: yaml.MarkedYAMLError) -> Cause | None:
    """A list among fields, a field in a list, a directive, or a text behind the end of a record."""
    problem, line = error.problem or "", lines[at].strip()
    directive = next((number for number in range(at + 1) if lines[number].startswith("%")), None)
    if directive is not None and ("directive" in problem or "incompatible" in problem):
        return Cause(directive, "begins with `%`, which tells a parser how to read YAML; take the line out")
    if "expected key" in problem and re.match(r"(?:- +)*:(?: |$)", line):
        return Cause(at, _NAMELESS)
    if "expected key" in problem and line.startswith("-"):
        return Cause(at, "begins an item of a list among fields; put it below the field that it belongs to")
    if "expected '-'" in problem:
        return Cause(at, "is no item of the list that begins above it; write fields alone, or `- ` before an item")
    closed = next((number for number in range(at, -1, -1) if lines[number].startswith("...")), None)
    if closed is not None and "document start" in problem:
        return Cause(closed, "ends the record with `...`, and more follows; take the line out")
    return None


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(width: int) -> str:
    return f"{width} space{'s' * (width != 1)}"
