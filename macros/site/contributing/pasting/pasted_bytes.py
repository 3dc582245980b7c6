"""The bytes of a pasted reference as text: UTF-8, UTF-16, UTF-32, an encoding that the file names, or one that is sure.

Encodings without a mark cannot be told apart for certain, so libraries guess, and a wrong guess is a wrong name. Only
two kinds are read here, each with the words to compare; all others are refused with what to do.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from macros.core.words.invisible import UNSEEN
from macros.site.contributing.pasting.pasted import PastedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Marks of byte order, the longer ones first."""
_DECLARED = re.compile(
    rb"^(?:%\s*encoding:\s*|content:.*charset=\"?|%.*\bcoding[:=]\s*)([\w.:-]+?)(?:-(?:unix|dos|mac))?(?![\w.:-])",
    re.IGNORECASE | re.MULTILINE,
)
"""Where JabRef, publishers and editors say how a file is encoded."""
_HEAD = 2_000
_HIGH = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(r"\w*[^\x00-\x7f]\w*")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_ENOUGH_HANGUL = 6
"""From so many syllables on, Chinese in another encoding cannot look like Korean by chance."""
_SHOWN_WORDS = 3
_BREAKS = re.compile(r"\r\n|\r|\x85|\u2028|\u2029")
_ODD_SPACES = re.compile(r"[\x0b\x0c]")


def as_text(raw: bytes) -> tuple[str, list[str]]:
    """The text, composed, with line feeds and without invisible characters; and sentences on what was done to it.

    Raises:
        PastedError: The bytes are not text, or in an encoding that cannot be told.
    """
    text, doubts = _decoded(raw)
    text = _BREAKS.sub("\n", text.lstrip("\ufeff"))
    text = unicodedata.normalize("NFC", _ODD_SPACES.sub(" ", text))
    unseen = len(UNSEEN.findall(text))
    if unseen:
        doubts.append(f"invisible characters are taken out: {unseen}")
    return UNSEEN.sub("", text), doubts


def _decoded(raw: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], encoding), []
    if wide := _without_mark(raw):
        return _strictly(raw, wide), []
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return _other(raw, raw.count(b"\n", 0, error.start) + 1)


def _without_mark(raw: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    head = raw[:_HEAD]
    if b"\0" not in head or len(raw) % 2:
        return ""
    odd, even = head[1::2].count(0), head[::2].count(0)
    return "utf-16-le" if odd > len(head) / 4 and not even else "utf-16-be" if even > len(head) / 4 and not odd else ""


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise PastedError(f"is not {encoding.upper()} text, as its first bytes say; save the file as UTF-8") from error


def _other(raw: bytes, line: int) -> tuple[str, list[str]]:
    """A text in an older encoding: the one it names, or one that is sure enough to be compared."""
    named = _DECLARED.search(raw[:_HEAD])
    encoding = named[1].decode() if named else _korean(raw) or _western(raw)
    try:
        text = raw.decode(encoding) if encoding else ""
    except (LookupError, UnicodeDecodeError):
        text = ""
    if not text:
        raise PastedError(f"is not UTF-8 text, first in line {line}; save the file as UTF-8")
    words = ", ".join(f"'{word}'" for word in list(dict.fromkeys(_WORD.findall(text)))[:_SHOWN_WORDS])
    name = encoding.upper().replace("CP", "Windows-")
    return text, [] if named else [
        f"the text is not UTF-8 and is read as {name}; compare {words}, and save the file as UTF-8 if that is wrong"
    ]


def _korean(raw: bytes) -> str:
    """EUC-KR, if nothing but Hangul is beside the signs of ASCII."""
    runs = _HIGH.findall(raw)
    try:
        words = [run.decode("euc_kr") for run in runs]
    except UnicodeDecodeError:
        return ""
    enough = len(set("".join(words))) >= _ENOUGH_HANGUL
    return "euc-kr" if enough and all(_HANGUL.fullmatch(word) for word in words) else ""


def _western(raw: bytes) -> str:
    """Windows-1252, of which ISO 8859-1 is a part, if each such letter stands alone among letters of ASCII."""
    alone = re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", raw)
    letters = re.findall(rb"(?:(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[a-z]))(?![\x80-\xff])", raw)
    return "cp1252" if len(alone) == len(_HIGH.findall(raw)) and len(letters) * 2 >= len(alone) else ""
