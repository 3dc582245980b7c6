"""Reference calls in the text of a file: which of them lead to what goes, and the neutral words that replace them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.commands.withdrawing.targets import Targets
from macros.core.models import KINDS
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import SIGNATURES, Call

CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
NEUTRAL = {"claim": "(figure removed)", **{kind.id: kind.removed for kind in KINDS.values()}}
"""The words that replace a reference, by the kind of record it led to."""


def without_calls(text: str, owner: str, targets: Targets) -> str:
    """A file with neutral words in place of each reference to what goes. `owner` is its source or incident."""
    return CALL.sub(lambda found: _neutral(found[0], owner, targets) or found[0], text)


def without_entry(text: str, numbers: set[int], sentence: str) -> str:
    """An annotation in which the entries of passages hold one sentence and nothing else."""
    opened = [(found, call) for found in CALL.finditer(text) for call in _calls(found[0]) if call.name == "passage"]
    made, reached = "", 0
    for (found, call), following in zip(opened, [*opened[1:], None], strict=True):
        end = following[0].start() if following else len(text)
        goes = int(call.argument(0, "number")) in numbers
        rest = f"\n{sentence}\n{'' if end == len(text) else chr(10)}" if goes else text[found.end() : end]
        made += text[reached : found.end()] + rest
        reached = end
    return made + text[reached:]


def _neutral(written: str, owner: str, targets: Targets) -> str:
    """The neutral words for a written call; empty if it leads to something that stays."""
    return next(
        (NEUTRAL[SIGNATURES[call.name].refers_to] for call in _calls(written) if _goes(call, owner, targets)), ""
    )


def _calls(written: str) -> Iterator[Call]:
    """The call that is written, also within the quotes of YAML."""
    for form in dict.fromkeys((written, written.replace('\\"', '"'), written.replace("''", "'"))):
        for part in parse(form)[0]:
            if isinstance(part, Call):
                yield part
                return


def _goes(call: Call, owner: str, targets: Targets) -> bool:
    kind = SIGNATURES[call.name].refers_to
    target = call.text(0, "id") or call.text(0, "key")
    if kind == "claim":
        return f"claims/{target if '.' in target else f'{owner}.{target}'}" in targets.addresses
    if call.name == "see" and int(call.argument(1, "passage", 0)) and targets.has("source", target):
        return True
    return bool(kind) and targets.has(kind, target)
