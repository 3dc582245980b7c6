r"""LaTeX in a text as plain text: accents, quotation marks, dashes, emphasis, the commands that biblatex itself uses.

Read by pylatexenc, which knows the commands and their arguments. What its tables lack is added here; a command that
nobody knows is named, so nothing is lost without a word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, NamedTuple

from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    SpecialsTextSpec,
)
from pylatexenc.latex2text import get_default_latex_context_db as texts_known
from pylatexenc.latexwalker import LatexWalker, LatexWalkerError
from pylatexenc.latexwalker import get_default_latex_context_db as commands_known
from pylatexenc.macrospec import MacroSpec

_ADDED = {
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    "pounds": "£",
    "copyright": "©",
    "S": "§",
    "P": "¶",
    "SS": "ẞ",
    "textbar": "|",
    "textbackslash": "\\",
    "textunderscore": "_",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textperiodcentered": "·",
    "textbullet": "•",
    "textdegree": "°",
    "textnumero": "№",
    "textordmasculine": "º",
    "textordfeminine": "ª",
    "textsterling": "£",
    "texteuro": "€",
    "euro": "€",
    "textsection": "§",
    "textparagraph": "¶",
    "dots": "…",
    "ldots": "…",
    "textellipsis": "…",
    "slash": "/",
    "hyphen": "-",
    "bibrangedash": "–",
    "bibdatedash": "–",
    "bibinitperiod": ".",
    "lt": "<",
    "gt": ">",
    "textasteriskcentered": "*",
    "textasciicircum": "^",
    "textregistered": "®",
    "texttrademark": "™",
}
"""What commands without an argument print."""
_SILENT = (
    *("relax", "protect", "xspace", "em", "it", "itshape", "bf", "bfseries", "sc", "scshape", "rm", "tt", "sl", "sf"),
    *(
        "upshape",
        "normalfont",
        "sloppy",
        "allowbreak",
        "linebreak",
        "newline",
        "newblock",
        "nobreak",
        "break",
        "-",
        "/",
    ),
    *("ignorespaces", "unskip", "isdot", "small", "footnotesize", "Large", "large", "selectfont"),
)
"""Commands that print nothing: they alter the look, or where a line may end."""
_AROUND = {
    **dict.fromkeys(("mkbibquote", "enquote", "textquote"), ("{", "“%s”")),
    **dict.fromkeys(("mkbibemph", "mkbibitalic", "mkbibbold", "mkbibsuperscript", "mkbibsubscript"), ("{", "%s")),
    **dict.fromkeys(("textup", "uppercase", "lowercase", "MakeUppercase", "MakeLowercase", "ensuremath"), ("{", "%s")),
    **dict.fromkeys(
        ("url", "path", "nolinkurl", "uline", "underline", "hbox", "mbox", "text", "textnormal"), ("{", "%s")
    ),
    **dict.fromkeys(("textsubscript", "textsuperscript", "texttt", "textsc", "textrm", "textsf"), ("{", "%s")),
    "mkbibparens": ("{", "(%s)"),
    "textcommabelow": ("{", "%s\u0326"),
    "mkbibbrackets": ("{", "[%s]"),
    "href": ("{{", "%(2)s"),
    "foreignlanguage": ("{{", "%(2)s"),
    "textcolor": ("{{", "%(2)s"),
    **dict.fromkeys(("noopsort", "singleletter", "vphantom", "phantom", "hspace"), ("{", "%(1).0s")),
}
"""Commands with arguments, and what they print of them. What sorts or keeps a place prints nothing."""
_LITERAL = re.compile(r"(?<!\\)[%&#]")
"""Signs that LaTeX takes for a command, and people for the sign itself."""
_QUOTED = re.compile(r"(?<![`\\])`(?!`)([^`']*)'(?!')")
_DOLLARS = re.compile(r"(?<!\\)\$([^$]*)(?<!\\)\$")
_RAISED = re.compile(r"\$[\^_](?:\{(?:\\[a-z]+\{([^{}$]*)\}|([^{}$\\]*))\}|(\w))\$")
"""A raised or lowered part, as reference managers write it: the 2 of CO$_2$."""
_FORMULA = re.compile(r"[\\^_{]|\A\S{1,12}\Z")
"""What tells a formula from prices: `$x$`, `$^2$`; not `$5 to $10`."""


class Decoded(NamedTuple):
    """A text without LaTeX, and what of it could not be read: commands that nobody knows, or all of it."""

    text: str
    unknown: tuple[str, ...] = ()
    torn: bool = False
    formula: bool = False


def plain_text(value: str) -> Decoded:
    """What LaTeX would print, with single spaces, composed (NFC). Unreadable LaTeX gives the value itself."""
    if not re.search(r"[\\{}$~`]|''|--", value):
        return Decoded(_tidy(value))
    prepared = _LITERAL.sub(r"\\\g<0>", _RAISED.sub(lambda match: match[match.lastindex or 0], value))
    prepared = _QUOTED.sub("‘\\1’", prepared)
    formulas = [match[1] for match in _DOLLARS.finditer(prepared) if _FORMULA.search(match[1])]
    if not formulas:
        prepared = re.sub(r"(?<!\\)\$", r"\\$", prepared)
    unknown: list[str] = []
    try:
        text = _reader(unknown).latex_to_text(prepared, tolerant_parsing=False)
    except (LatexWalkerError, RecursionError, ValueError, IndexError, TypeError, KeyError, AttributeError):
        return Decoded(_tidy(value), torn=True)
    return Decoded(_tidy(text), tuple(dict.fromkeys(unknown)), formula=bool(formulas))


def printed(command: str) -> str:
    r"""What one command with its argument prints, if that is a single letter or sign: `\"u` is ü. Else nothing."""
    read = plain_text(command)
    return read.text if len(read.text) == 1 and not read.unknown and not read.torn else ""


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _reader(unknown: list[str]) -> Any:
    """A converter that notes the commands it does not know, and leaves their names out of the text."""

    def note(node: Any) -> str:
        unknown.append(f"\\{node.macroname}")
        return ""

    texts = texts_known()
    texts.add_context_category("added", macros=_printing(), specials=[SpecialsTextSpec("'", "'")], prepend=True)
    texts.set_unknown_macro_spec(MacroTextSpec("", note))
    return _Reader(texts)


@cache
def _printing() -> list[Any]:
    plain = [MacroTextSpec(name, text) for name, text in _ADDED.items()]
    silent = [MacroTextSpec(name, "") for name in _SILENT]
    return [*plain, *silent, *(MacroTextSpec(name, text) for name, (_, text) in _AROUND.items())]


@cache
def _commands() -> Any:
    known = commands_known()
    around = [MacroSpec(name, arguments) for name, (arguments, _) in _AROUND.items()]
    known.add_context_category("added", macros=around, prepend=True)
    return known


class _Reader(LatexNodes2Text):  # type: ignore[misc] # pylatexenc has no types
    """A converter to text that knows the arguments of our commands too."""

    def __init__(self, texts: Any) -> None:
        super().__init__(latex_context=texts, math_mode="text", strict_latex_spaces=True)

    def latex_to_text(self, latex: str, **parse_flags: Any) -> str:
        """What `latex` prints."""
        walker = LatexWalker(latex, latex_context=_commands(), **parse_flags)
        return str(self.nodelist_to_text(walker.get_latex_nodes()[0]))
