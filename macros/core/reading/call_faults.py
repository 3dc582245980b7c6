"""What is wrong with a call that cannot be parsed, said of the line where the call begins.

The parser stops at the first sign that cannot go on, which is often in another call or at the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.core.reading.reference_calls import Fault

_NAME = re.compile(r"\{+\s*(\w+)")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]")
_WIDE = re.compile("[\uff08\uff09\uff0c\uff02\u3001\uff1d]")
_CORNERS = re.compile("[\u300c-\u300f]")
_ESCAPED = re.compile(r"&(?:quot|#34|#39|apos|[lr]dquo);|\\[\"']")
_NESTED = re.compile(r"[(,]\s*(?:\w+\s*=\s*)?(?:\"[^\"]*\"|'[^']*')\s*\w+\s*(?:\"|')")
"""A text in quotes that closes and goes on, as where the same quotes stand inside it."""
_CURLY_END = re.compile("[\u201c\u201d\u2018\u2019]\\s*[,)]")
_PLAIN = re.compile(r"\{\{\s*\w+\(([^{}]*)\)\s*\}\}")
_CODED = re.compile(r"(?<!\\)(?:\\\\)*(\\[^\"'\\])")
_BARE = re.compile(r"[(,]\s*(?:\w+\s*=\s*)?([A-Za-z][\w-]*)\s*(?=[,)])")
_MOST = 20
"""How many calls of one text are told to be wrong."""


def call_faults(text: str) -> list[Fault]:
    """The faults of the calls of a text that cannot be parsed; none if they cannot be told."""
    found: list[Fault] = []
    at = text.find("{{")
    while at >= 0 and len(found) < _MOST:
        end = _end(text, at)
        closed = text.startswith("}}", end)
        written = text[at : end + 2] if closed else text[at:end]
        if wrong := _within(written) if closed else _unclosed(written):
            found.append(Fault(text.count("\n", 0, at) + 1, f"{_called(written)} {wrong}"))
        at = text.find("{{", max(end, at + 2))
    return found


def joined_texts(text: str) -> Iterator[Fault]:
    """Calls with two texts and no comma between them: Jinja would read them as one."""
    for match in _PLAIN.finditer(text):
        if re.search(r'""\s*""', _STRING.sub('""', match[1])):
            line = text.count("\n", 0, match.start()) + 1
            yield Fault(line, f"{_called(match[0])} lacks a comma between two texts")


def coded_letters(tokens: Iterable[tuple[int, str, str]]) -> Iterator[Fault]:
    """Letters that are written as codes in the calls of a text: rules that read its lines do not see what is meant."""
    for line, kind, written in tokens:
        if kind == "string" and (found := _CODED.search(written)):
            yield Fault(line, f"a call has the code `{found[1]}` within a text; write the letter itself")


def _end(text: str, at: int) -> int:
    """Where a call closes, or else where the next one, an empty line or the text shows that it does not."""
    ends = (text.find(sign, at + 2) for sign in ("}}", "{{", "\n\n"))
    return min((end for end in ends if end >= 0), default=len(text))


def _called(written: str) -> str:
    found = _NAME.match(written)
    return f"{found[1]}(…)" if found else "a call"


def _unclosed(written: str) -> str:
    single = re.search(r"\)\s*\}", written)
    return "closes with one }; write }}" if single else "is not closed; write }} after its )"


def _within(written: str) -> str:
    """What is wrong between two braces and two braces; empty if it cannot be told."""
    inner = written[2:-2]
    bare = _STRING.sub('""', inner)
    missing = bare.count("(") - bare.count(")")
    alone = _BARE.search(bare)
    told = {
        "opens with three braces; write {{ and }}": written.startswith("{{{"),
        "has curly quotes; use straight ones": _CURLY.search(bare)
        or any(map(_CURLY_END.search, _STRING.findall(inner))),
        "has corner brackets; use straight quotes": _CORNERS.search(bare),
        "has quotes written as a code; use straight ones": _ESCAPED.search(inner),
        "has quotes of the same sort within a text; use “ and ” there": _NESTED.search(inner),
        "has a colon after a name; write =": re.search(r"[(,]\s*\w+\s*:\s*\"\"", bare),
        "has full-width signs; write plain brackets, commas and quotes": _WIDE.search(bare),
        "lacks a quote; each text stands between two straight ones": len(re.findall("[\"']", bare)) % 2,
        "lacks a comma between two texts": re.search(r'""\s*=?\s*""', bare),
        "lacks its brackets; write ( before the first text and ) after the last": re.match(r'\s*\w+\s*""', bare),
        "lacks its )": missing > 0,
        "has a ) too many": missing < 0,
        f"has `{alone[1] if alone else ''}` without quotes": alone,
    }
    return next((wrong for wrong, found in told.items() if found), "")
