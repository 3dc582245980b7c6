"""What a passage is: a line of the captured text that is not empty, without what nobody sees.

Line ends of every system end a line. Invisible characters are left out, letters are composed (Unicode NFC), and each
run of spaces, no-break and ideographic ones too, is one space. The file stays as it was saved, and so its fingerprint.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from macros.core.words.invisible import UNSEEN

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BYTE_ORDER = "\ufeff"
_SPACE = re.compile(r"[^\S \n]")
"""White space that is not a plain space."""


class Cleaned(NamedTuple):
    """One sort of thing that cleaning took out or altered: what it is, how often, and in which passages."""

    what: str
    times: int
    passages: tuple[int, ...]


def passages_of(text: str) -> list[str]:
    """The passages of a capture."""
    return [passage for line in _lines(text) if (passage := _clean(line))]


def cleaned_away(text: str) -> list[Cleaned]:
    """What the passages do not have of a text as it was saved, in the order of what was met first."""
    found: dict[str, list[int]] = defaultdict(list)
    number = 0
    for line in _lines(text):
        number += bool(_clean(line))
        for what in _oddities(line):
            found[what].append(number)
    ends = len(_LINE_END.findall(text))
    first = [Cleaned("line ends of another system, now plain ones", ends, ())] if ends else []
    return first + [Cleaned(what, len(seen), tuple(dict.fromkeys(seen))) for what, seen in found.items()]


def _lines(text: str) -> list[str]:
    return _LINE_END.sub("\n", text).split("\n")


def _clean(line: str) -> str:
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub("", line)).split())


def _oddities(line: str) -> Iterator[str]:
    if line.isascii() and not UNSEEN.search(line) and not _SPACE.search(line):
        return
    for found in UNSEEN.finditer(line):
        yield f"{_name(found[0])}, taken out"
    for found in _SPACE.finditer(line):
        yield f"{_name(found[0])}, now a plain space"
    if not unicodedata.is_normalized("NFC", line):
        yield "letters in parts, now composed (NFC)"


def _name(letter: str) -> str:
    known = {"\t": "tab", _BYTE_ORDER: "byte-order mark", "\xad": "soft hyphen"}
    return f"U+{ord(letter):04X} {known.get(letter) or unicodedata.name(letter, 'control character').lower()}"
