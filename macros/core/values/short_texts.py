"""What a document says in short: two to four sentences, with figures as claims."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from macros.core.values.types import RichText

FEWEST, MOST_SENTENCES = 2, 4
_CALL = re.compile(r"\{\{.*?\}\}")
_OTHER_CALL = re.compile(r"\{\{(?!\s*claim\()")
_END = re.compile(
    r"""[.!?]["'”’)]*(?=\s+["'“‘(《「]?[A-Z0-9\u3400-\u9fff\uac00-\ud7a3]|\s*$)|[。！？]["'”’）」』》]*"""
)
_LAST = (".", "!", "?", ".”", ".’", ".)", "。", "！", "？", "。”", "。’", "。）", "。」")


def sentences(text: str) -> int:
    """How many sentences a text has.

    Each ends with a mark before a capital letter, a digit, a letter of Korean or Chinese, or the end; a full stop of
    Chinese ends one wherever it is.
    """
    return len(_END.findall(_CALL.sub("X", text)))


def _in_short(text: str) -> str:
    if _OTHER_CALL.search(text):
        raise ValueError("has a call that is not claim(…); write names as plain words")
    if not text.endswith(_LAST):
        raise ValueError("should end with a full stop, as sentences do")
    if not FEWEST <= (number := sentences(text)) <= MOST_SENTENCES:
        raise ValueError(f"has {number} sentence{'s' * (number != 1)}; say in two to four what the document says")
    return text


InShort = Annotated[RichText, AfterValidator(_in_short)]
"""Two to four sentences of ours; the only calls in them are `claim(…)`, so that no figure is without its owner."""
