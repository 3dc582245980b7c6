"""The types of single values: what one field may hold, with messages that say what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from ipaddress import ip_address
from typing import Annotated, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from macros.core.values.counts import Count, parse_count
from macros.core.values.dates import Date, parse_date
from macros.core.values.ids import DEVICES, ID, LONGEST_ID, id_fault
from macros.core.values.page_ranges import page_ranges
from macros.core.values.speakers import SPEAKER_PATTERN, Speaker, parse_speaker
from macros.core.words.han import word_count
from macros.core.words.invisible import UNSEEN
from macros.core.words.lookalikes import host_fault

LONGEST_ADDRESS = 2_000
"""Most characters of an address; longer ones do not open everywhere."""
_HOST = re.compile(
    r"(?=[^:]{1,253}(?::|\Z))(?:(?:\w(?:[\w-]{0,61}\w)?\.)+[^\W\d_][\w-]{0,61}\w|[0-9]{1,3}(?:\.[0-9]{1,3}){3})\.?"
    r"(?::[0-9]{1,5})?"
)
"""A host with a dot in it, and perhaps a port."""
_NO_NAME = re.compile(r"https?://(?:\[[0-9a-fA-F:.]+\]|(?:0[xX][0-9a-fA-F.xX]+|[0-9]+)(?:[:/]|\Z))")
_AT_HOME = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
"""How names end that mean another computer in every network (RFC 6761, 6762, 8375)."""
_TORN = re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff]|(?![0-9A-Fa-f]{2}).{0,2})")
"""A percent sign that two hexadecimal digits do not follow, or that stands for a control character."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_OTHER_CODES = {
    ("Korean", "ko"): ("kr", "kp", "kor"),
    ("Chinese", "zh"): ("cn", "chi", "zho"),
    ("Japanese", "ja"): ("jp", "jpn"),
    ("English", "en"): ("eng",),
}
"""What is written for a language and its tag."""
CLAIM_REF = re.compile(rf"{ID.pattern}\.{ID.pattern}")
PERMANENT = re.compile(rf"[a-z]+/{ID.pattern}(?:\.{ID.pattern})?")
PHRASE_WORDS = 6
PHRASE_LETTERS = 80
REASON_LENGTH = 140


class Formal(NamedTuple):
    """Marks a type of text with a form of its own: it holds no words or, with `pattern`, none if that matches."""

    pattern: str = ".*"


FORMAL = Formal()
"""The mark of ids, addresses, tags, fingerprints, names of files and days."""


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ValueError("is empty; write the value or leave the field out")
    if len(text) > _LONGEST_WORD and _ENDLESS.search(text) and not text.startswith(("http://", "https://")):
        raise ValueError(f"has a word of more than {_LONGEST_WORD} letters, which no line holds; write it shorter")
    return text


_LONGEST_WORD = 200
_ENDLESS = re.compile(rf"[^\W\d_\u1100-\uffff]{{{_LONGEST_WORD + 1},}}")
"""A word that no page can break. Korean and Chinese texts can be broken between any two letters."""
_ANSWERS = frozenset("yes no on off true false none nil n/a na tbd todo fixme xxx".split())  # noqa: SIM905 # easier to read
"""What is written in place of words: YAML's own words for yes, no and nothing, and signs that something is missing."""


def says_nothing(text: str, *, answers: bool = True) -> bool:
    """Whether a text has neither letter nor digit or, with `answers`, is a bare yes, none or TODO."""
    return not any(map(str.isalnum, text)) or (answers and len(text) <= len("false") and text.lower() in _ANSWERS)


def _checked(pattern: re.Pattern[str], wanted: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(f"'{text}' is not {wanted}")
        return text

    return check


def _id(text: str) -> str:
    if wrong := id_fault(text):
        raise ValueError(wrong)
    return text


def _permanent(text: str) -> str:
    for part in re.split(r"[/.]", text):
        if len(part) > LONGEST_ID:
            raise ValueError(id_fault(part))
    return text


def _public(text: str) -> str:
    """An address that every reader's computer finds at the same place. Raises ValueError for any other."""
    if wrong := _unreachable(str(urlsplit(_address(text)).hostname)):
        raise ValueError(wrong)
    return text


def address_fault(text: str) -> str:
    """Why a text is not an address that every reader's computer finds; empty if it is one."""
    try:
        _public(text)
    except ValueError as error:
        return str(error)
    return ""


def _address(text: str) -> str:
    """Http and https only (RFC 3986), without spaces, user names or characters that end an attribute."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) and parts.port != 0
    except ValueError:
        usable = False
    if "@" in text.partition("://")[2].partition("/")[0]:
        raise ValueError("has a user name before the host; write the address without it")
    if _NO_NAME.match(text):
        raise ValueError("has a host in numbers; write the address with the name of the host")
    if not usable or re.search(r"[\s<>\"'`{}|\\^]", text):
        raise ValueError(f"'{text}' is not an address; write a full one that starts with https:// or http://")
    if len(text) > LONGEST_ADDRESS:
        raise ValueError(f"has {len(text):,} characters; an address has at most {LONGEST_ADDRESS:,}")
    if wrong := host_fault(str(urlsplit(text).hostname)):
        raise ValueError(wrong)
    if torn := _TORN.search(text):
        raise ValueError(f"has {torn[0]}, which no page's address has; open the page and copy its address")
    if unseen := UNSEEN.search(unquote(text)):
        raise ValueError(f"holds the invisible character U+{ord(unseen[0]):04X} as a code; copy the address anew")
    return text


def _unreachable(host: str) -> str:
    """What is wrong with a host that every reader's computer finds elsewhere, or nowhere; empty if nothing is."""
    host = host.rstrip(".")
    try:
        elsewhere = not ip_address(host).is_global if host[-1].isdigit() else host.endswith(_AT_HOME)
    except ValueError:
        return "has a host in numbers that is none; open the page and copy its address"
    return "leads into a network of one's own, where no reader gets; write the public address" if elsewhere else ""


_LIKE_AN_ADDRESS = re.compile(r"(?:\w+:)?//\S*|www\.\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)
"""What was meant as an address of the web, and is none that pages can link."""


def _consulted(text: str) -> str:
    return _public(text) if text.startswith(("http://", "https://")) or _LIKE_AN_ADDRESS.fullmatch(text) else text


def _no_other_code(tag: str) -> str:
    """Codes of countries and longer ones of languages have the form of a tag: kr is Kanuri, and Korean is ko."""
    first = tag.partition("-")[0]
    for (language, meant), codes in _OTHER_CODES.items():
        if first in codes:
            raise ValueError(f"'{tag}' is not the tag of {language}; write {meant}")
    return tag


def _flag(value: Any) -> bool:
    text = _text_only(value)
    if text not in ("yes", "no"):
        raise ValueError(f"'{text}' is neither yes nor no; write yes or no")
    return text == "yes"


def _reason(text: str) -> str:
    if word_count(text) == 1:
        raise ValueError(f"'{text}' gives no reason; say in a few words why, or leave the field out")
    if len(text) > REASON_LENGTH:
        raise ValueError(f"has {len(text)} characters; a reason that a table shows has at most {REASON_LENGTH}")
    return text


_MOST_EAST = 180
_SWAPPED = "if it is the longitude, exchange the two"


def _number_in(text: str) -> float:
    """The size of the number that a text is; 0 if it is none."""
    return float(text.lstrip("-")) if re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,6})?", text) else 0


def _number(low: float, high: float, wanted: str) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        text = _text_only(value)
        if not re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,6})?", text) or not low <= float(text) <= high:
            swapped = f"{wanted}; {_SWAPPED}" if abs(high) < _number_in(text) <= _MOST_EAST else wanted
            raise ValueError(f"'{text}' is not {swapped}")
        if not re.fullmatch(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", text) or re.fullmatch(r"-[0.]+", text):
            raise ValueError(f"'{text}' has a zero or a sign too many; compare it with the gazetteer")
        return float(text)

    return check


def _whole(value: Any) -> int:
    text = _text_only(value)
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text):
        raise ValueError(f"'{text}' is not a passage number; write a whole number from 1")
    return int(text)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"'{text}' is not a day; write YYYY-MM-DD") from None


def _phrase(text: str) -> str:
    if len(text) > PHRASE_LETTERS:
        raise ValueError(f"has {len(text):,} characters; a locator phrase has at most {PHRASE_LETTERS}")
    if (words := word_count(text)) > PHRASE_WORDS:
        counted = "" if words == len(text.split()) else " (two Chinese characters are one word)"
        raise ValueError(f"has {words} words{counted}; a locator phrase has at most {PHRASE_WORDS}")
    return text


def _text_only(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is a list or mapping; write one line of text")
    return value


def _line(value: Any) -> str:
    return _one_line(_text_only(value))


def _paragraphs(value: Any) -> str:
    paragraphs = [" ".join(line.split()) for line in _text_only(value).split("\n")]
    return "\n".join(filter(None, paragraphs)) or _one_line("")


def _string(description: str, pattern: str = "", longest: int = 0) -> WithJsonSchema:
    schema: dict[str, Any] = {"type": "string", "description": description}
    schema |= {"pattern": f"^(?:{pattern})$"} if pattern else {}
    return WithJsonSchema(schema | ({"maxLength": longest} if longest else {}))


Line = Annotated[str, BeforeValidator(_line)]
"""One line of text; line breaks and runs of spaces are folded."""

_RICH = _string("text in the archive's own words; it may contain reference calls")

RichText = Annotated[Line, _RICH]
"""Text that may contain the archive's reference calls."""

Paragraphs = Annotated[str, BeforeValidator(_paragraphs), _RICH]
"""The same in one paragraph or several: each is one line, as YAML's `>` folds them where an empty line is between."""

Id = Annotated[Line, FORMAL, AfterValidator(_id), _string("id", ID.pattern, LONGEST_ID)]
"""The id of a record."""

Link = Annotated[
    Speaker,
    BeforeValidator(lambda value: parse_speaker(_line(value))),
    PlainSerializer(lambda link: link.text),
    _string("id, or `person for organization`", SPEAKER_PATTERN),
]
"""A link of an attribution chain: who speaks, and for which body."""

ClaimRef = Annotated[
    Line,
    FORMAL,
    AfterValidator(_checked(CLAIM_REF, "a claim; write its source or incident, a dot and its id")),
    _string("owner.claim", CLAIM_REF.pattern),
]
"""A claim of any source or incident, as `owner.claim`."""

PermanentAddress = Annotated[
    Line,
    FORMAL,
    AfterValidator(_checked(PERMANENT, "an address of a record; write kinds/id such as incidents/old-id")),
    AfterValidator(_permanent),
    _string("kinds/id", PERMANENT.pattern),
]
"""The permanent address of a record, claim or note, as `kinds/id`, `claims/owner.id`, `notes/owner.id`."""

PageTotal = Annotated[
    Line,
    AfterValidator(
        _checked(re.compile(r"(?:[ivxlc]+[,+ ]+)*[1-9][0-9,]*"), "a number of pages; write it in digits, such as 112")
    ),
]
"""How many pages a work has; pages with Roman numbers may stand before: `xii, 112`."""
Pages = Annotated[Line, AfterValidator(page_ranges), _string("page, or pages as first--last")]
"""Pages of a work, none of whose ranges ends before it begins."""

_RELATED = re.compile("reprintof|translationof|versionof")
RelatedType = Annotated[
    Line,
    AfterValidator(_checked(_RELATED, "reprintof, translationof or versionof; write one of these")),
    _string("reprintof, translationof or versionof", _RELATED.pattern),
]
"""How a work is a version of another one (biblatex)."""

_WEB = _string("address, http or https", "https?://.*")
AnyAddress = Annotated[Line, FORMAL, AfterValidator(_address), _WEB]
"""A web address (RFC 3986), http or https, wherever it leads."""
Address = Annotated[Line, FORMAL, AfterValidator(_public), _WEB]
"""A web address that is for everybody."""

Consulted = Annotated[Line, Formal(r"https?://\S+"), AfterValidator(_consulted)]
"""Where a fact was looked up: a web address, which is shown as a link, or a reference in words."""

Language = Annotated[
    Line,
    FORMAL,
    AfterValidator(_checked(_LANGUAGE, "a language; write a BCP 47 tag such as en, ko or zh")),
    AfterValidator(_no_other_code),
]
"""A language tag (BCP 47): language, optional script and region."""

Sha256 = Annotated[
    Line,
    FORMAL,
    AfterValidator(_checked(re.compile(r"[0-9a-f]{64}"), "a SHA-256; write 64 hexadecimal digits")),
    _string("SHA-256", "[0-9a-f]{64}"),
]
"""A SHA-256 fingerprint (FIPS 180-4), hexadecimal, lower case."""

FILE_NAME = re.compile(r"\w[\w.-]{0,99}")


def _storable(text: str) -> str:
    """Raises ValueError for a name that Windows keeps for a device, or would shorten."""
    if text.partition(".")[0].lower() in DEVICES or text.endswith("."):
        raise ValueError(f"'{text}' is not a name that Windows can store; give the file another one")
    return text


FileName = Annotated[
    Line,
    FORMAL,
    AfterValidator(_checked(FILE_NAME, "a file name; write it without folders")),
    AfterValidator(_storable),
]
"""The name of a captured file, without folders."""

Phrase = Annotated[Line, AfterValidator(_phrase), _string("locator phrase, at most six words")]
"""A locator phrase: a few words that are found in a passage of the original."""

Reason = Annotated[Line, AfterValidator(_reason), _string("a reason, in a few words of ours")]
"""Why something is so, short enough for the cell of a table; a bare yes or no is not a reason."""

_YES_OR_NO = {"type": "string", "description": "yes or no", "pattern": "^(?:yes|no)$"}
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema(_YES_OR_NO, mode="validation")]
"""yes or no in the files of contributors; true or false in exports."""

Passage = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 1})]
"""The nth passage of a source, from 1: the non-empty lines of a capture, or what was read from the headline on."""

Latitude = Annotated[
    float,
    BeforeValidator(
        _number(-90, 90, "a latitude; write degrees north, -90 to 90, with a point and up to six decimals")
    ),
    WithJsonSchema({"type": "number", "minimum": -90, "maximum": 90}),
]
"""Degrees north, WGS 84."""

Longitude = Annotated[
    float,
    BeforeValidator(
        _number(
            -180,
            180,
            "a longitude; write degrees east, -180 to 180, with a point and up to six decimals",
        )
    ),
    WithJsonSchema({"type": "number", "minimum": -180, "maximum": 180}),
]
"""Degrees east, WGS 84."""

Day = Annotated[
    Line,
    FORMAL,
    AfterValidator(_day),
    _string("day, ISO 8601", r"\d{4}-\d{2}-\d{2}"),
]
"""One day of the calendar (ISO 8601), as text."""


def _ended(date: Date) -> Date:
    if date.open_end:
        raise ValueError(f"'{date.text}' has no end, as what goes on; write when it happened")
    return date


Edtf = Annotated[
    Date,
    BeforeValidator(lambda value: parse_date(_text_only(value))),
    PlainSerializer(lambda date: date.text),
    _string("EDTF date (ISO 8601-2)"),
]
"""A date as EDTF (ISO 8601-2)."""
Moment = Annotated[Edtf, AfterValidator(_ended)]
"""The same of what happened once, so that it has an end."""

Figure = Annotated[
    Count,
    BeforeValidator(lambda value: parse_count(_text_only(value))),
    PlainSerializer(lambda count: count.text),
    _string("count with its modifier"),
]
"""A count with its modifier."""
