"""Words in Latin letters within a Korean or Chinese text, marked as English.

A screen reader must know that they are not read as the text around them (WCAG 2.2, 3.1.2). Acronyms are part of both
languages and are not marked, nor is a single letter, as in 제90항(a).
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from macros.site.templates import template

_LETTER, _INNER = "A-Za-z\u00c0-\u024f", "A-Za-z\u00c0-\u024f0-9'’.&-"
_COUNTED = r"(?!\d+[가-힣\u4e00-\u9fff])"
"""No figure that belongs to the Korean or Chinese word behind it, as in `NK Times, 2024년`."""
_RUN = re.compile(rf"[{_LETTER}][{_INNER}]*(?:[ ,;:()]+{_COUNTED}[{_LETTER}0-9][{_INNER}]*)*")
_SMALL = re.compile("[a-z\u00df-\u00ff]")


@lru_cache(maxsize=8192, typed=True)  # markup is not escaped again
def in_language(language: str, words: str) -> Markup:
    """Words in another language than those around them, marked as such."""
    return Markup(template("parts/native.html.j2").render(language=language, words=words))  # a template that escapes


@lru_cache(maxsize=8192, typed=True)  # markup is not escaped again
def marked(text: str) -> Markup:
    """The text as HTML; each run of Latin words has its language, unless it is an acronym."""
    made, at = Markup(""), 0
    for run in _RUN.finditer(text):
        if len(run[0]) > 1 and _SMALL.search(run[0]):
            made += escape(text[at : run.start()]) + in_language("en", run[0])
            at = run.end()
    return made + escape(text[at:])
