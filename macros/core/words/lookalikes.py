"""Look-alikes: letters that readers mistake for others, and letters buried under marks (compare Unicode TR 36 and 39).

A word may mix scripts that look different (`NK지식인연대`), but not scripts that look alike: a Latin name with a
Cyrillic o is another name, which no search finds.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 3
"""Marks on one letter: Vietnamese needs two, and no script that our sources use needs more than three."""
_ALIKE = {
    "Latin": "A-Za-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armenian": "\u0530-\u058f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Cherokee": "\u13a0-\u13ff\uab70-\uabbf",
    "Coptic": "\u2c80-\u2cff",
    "Lisu": "\ua4d0-\ua4ff",
    "single Hangul": "\u3131-\u318e",
}
_SCRIPTS = {name: re.compile(f"[{signs}]") for name, signs in _ALIKE.items()}
_STYLED = re.compile("[\u0251\u0261\u1d00-\u1d7f\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")
"""Latin letters in other forms: full-width, small capitals, mathematical letters, letters in squares."""
_OTHERS = re.compile(f"[{''.join(signs for name, signs in _ALIKE.items() if name != 'Latin')}{_STYLED.pattern[1:-1]}]")
_WORD = re.compile(r"[^\W_]+")
_TWINS = re.compile("[аеорсухіјѕһԁԛԝүӏАВЕКМНОРСТУХІЈЅԚԜҮӀοαυνρτκιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]+")
"""Words of Cyrillic or Greek letters that all look like Latin ones."""
_MARKS = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MOST_MARKS + 1},}}"
)
_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""What a program writes where it could not read a letter, and signs that each font shows differently (private use)."""


_MISREAD = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u20ac\u2122]"
    "|\u00e2(?:\u20ac|\u0080)[\u0080-\u00bf\u0152\u0153\u0160\u0161\u017d\u017e\u02dc\u2013-\u203a\u2122]"
)
"""What becomes of a letter or mark whose two or three bytes were read as letters of Western Europe, one by one."""


def fault(text: str) -> str:
    """What is wrong with the letters of a line or value; empty if they are what they look like."""
    if match := _LOST.search(text):
        return f"holds U+{ord(match[0]):04X}, where a letter was lost; look the letter up and write it"
    if (match := _MISREAD.search(text)) and (meant := _meant(match[0])):
        return f"holds '{match[0]}', which is '{meant}' read in a wrong encoding; write '{meant}', and look for others"
    if _MARKS.search(text):
        return f"has a letter with more than {MOST_MARKS} marks; write the letter with the marks that its language has"
    if not unicodedata.is_normalized("NFC", text):
        return f"holds {_apart(text)} in a decomposed or old form; save the text in composed letters (Unicode NFC)"
    return _mixed(text) if _OTHERS.search(text) else ""


def _meant(letters: str) -> str:
    """The letter whose bytes were read one by one; empty if there is none."""
    for encoding in ("cp1252", "latin-1"):
        try:
            meant = letters.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return meant if len(meant) == 1 and meant.isprintable() else ""
    return ""


def _apart(text: str) -> str:
    """The first character that NFC writes differently."""
    composed = unicodedata.normalize("NFC", text)
    at = next((at for at, (old, new) in enumerate(zip(text, composed, strict=False)) if old != new), 0)
    return f"'{composed[at]}' (U+{ord(composed[at]):04X})"


def _mixed(text: str) -> str:
    if match := _STYLED.search(text):
        plain = unicodedata.normalize("NFKC", match[0])
        instead = f"'{plain}'" if plain.isascii() else "the plain letter"
        return f"holds the letter U+{ord(match[0]):04X}, which looks like another one; write {instead}"
    words = _WORD.findall(text)
    for word in words:
        scripts = [name for name, pattern in _SCRIPTS.items() if pattern.search(word)]
        if len(scripts) > 1:
            return f"mixes {_listed(scripts)} letters in one word ({_code(word)}); write it in one script"
    return _twin(words)


def _twin(words: list[str]) -> str:
    """A word made only of letters that look Latin, between Latin words, with no other word in its script."""
    foreign = [word for word in words if not _SCRIPTS["Latin"].search(word) and _OTHERS.search(word)]
    latin = any(_SCRIPTS["Latin"].search(word) for word in words)
    if latin and foreign and all(_TWINS.fullmatch(word) for word in foreign):
        return f"has a word in letters that look Latin but are not ({_code(foreign[0])}); write it in one script"
    return ""


def _listed(scripts: list[str]) -> str:
    return f"{', '.join(scripts[:-1])} and {scripts[-1]}"


def _code(word: str) -> str:
    """The first letter of a word that is not Latin, as a code point, since its look would mislead."""
    return f"U+{ord(next(char for char in word if _OTHERS.match(char))):04X}"


def host_fault(host: str) -> str:
    """What is wrong with the name of a host: letters of `xn--…` that look like others, signs that are read as others.

    Other look-alikes of a host in its own letters are found with its file, as in any text.
    """
    if unicodedata.normalize("NFKC", host) != host:
        return "has a host with signs that browsers read as others; open the page and copy its address"
    if not host.isascii() and "xn--" not in host:
        return ""
    try:
        labels = [_read_label(label) for label in host.split(".")]
    except (UnicodeError, ValueError, IndexError):
        return "has a host that cannot be read (xn--…); copy the address from a browser"
    for label in labels:
        foreign = not label.isascii()
        if foreign and (fault(unicodedata.normalize("NFC", label)) or _TWINS.fullmatch(label.replace("-", ""))):
            return "has a host whose letters look like others; open the page that you mean and copy its address"
    return ""


def _read_label(label: str) -> str:
    return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
