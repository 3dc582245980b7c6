"""Contributed words in a Markdown summary: shown as written, never as markup, links or mentions.

A summary may be posted as a comment under the name of the archive. On GitHub a mention or a reference works even in
escaped Markdown, but not in code. So plain words stay words, and everything else is shown as code.
"""

from __future__ import annotations

import re

from macros.core.words.invisible import UNSEEN
from macros.core.words.personal import personal_in_message

_WORD = re.compile(r"""['‘"“(]{0,2}[^\W_]+(?:['’-][^\W_]+)*[)'’"”]{0,2}[,;.?!]?[)]?:?""")
"""A word that means nothing to Markdown or GitHub, whatever is next to it."""
_REFERENCE = re.compile(r"[0-9a-f]{7,}|.*[A-Za-z]-\d.*", re.DOTALL)
"""What GitHub may take for a commit or an issue."""
_CODE = re.compile(r"`[^`]+`")
"""A word that is one run of code already."""
_SHOWN = 120
"""Most characters shown of one value."""
WITHHELD = "withheld, since it may hold personal data"


def code(text: object, shown: int = _SHOWN) -> str:
    """A value as one run of Markdown code, cut to a length; personal data is withheld."""
    if kind := personal_in_message(str(text)):
        return f"({WITHHELD}: {kind})"
    return _fenced(_clipped(str(text), shown))


def words(text: object, shown: int = 4 * _SHOWN) -> str:
    """A sentence: plain words as they are, everything else as code; personal data is withheld."""
    if kind := personal_in_message(str(text)):
        return f"({WITHHELD}: {kind})"
    out: list[str] = []
    strange: list[str] = []
    for word in [*_clipped(str(text), shown).split(" "), ""]:
        plain = not word or bool(_CODE.fullmatch(word)) or _is_plain(word)
        if plain and strange:
            out.append(_fenced(" ".join(strange)))
            strange = []
        (out if plain else strange).append(word)
    return " ".join(out).strip()


def _is_plain(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and not _REFERENCE.fullmatch(word.strip("'‘’\"“”(),;.?!:"))


def _clipped(text: str, shown: int) -> str:
    line = " ".join(UNSEEN.sub(" ", text).split())
    return line if len(line) <= shown else line[: shown - 1] + "…"


def _fenced(text: str) -> str:
    """Code with a fence longer than any in the text; an empty text is named as such."""
    if not text:
        return "empty"
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * (longest + 1)}{pad}{text}{pad}{'`' * (longest + 1)}"
