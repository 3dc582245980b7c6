r"""Addresses out of pasted fields: `\url{…}`, escaped signs, a DOI, the number of an e-print, two addresses in one."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import quote

_COMMANDS = re.compile(r"\\(?:url|path|nolinkurl|burl|urlstyle|texttt)\s*(?=\{)|\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
_NAMED = {
    r"\textunderscore": "_",
    r"\textasciitilde": "~",
    r"\textasciicircum": "^",
    r"\textbackslash": "\\",
    r"\textless": "<",
    r"\textgreater": ">",
    r"\textbar": "|",
    r"\slash": "/",
    r"\sim": "~",
    r"\string": "",
    r"\allowbreak": "",
    r"\linebreak": "",
    r"\break": "",
    r"\discretionary": "",
    r"\textendash": "–",
}
_NAME = re.compile("|".join(re.escape(name) + r"(?![A-Za-z])\s*(?:\{\})?" for name in _NAMED))
_ESCAPED = re.compile(r"\\([_%&#~$^{}/+.;:=?@-])(?:\{\})?")
_JSON = re.compile(r"\{(?!\s*https?:)([^{}]*(?:%22|\")[^{}]*)\}")
"""Braces that are a part of an address, as a court's database has them; all others are those of LaTeX."""
_ASIDE = frozenset(
    ("accessible", "also", "and", "at", "available", "from", "in", "online", "retrieved", "see", "url", "via")
)
"""Words around an address that say nothing more."""
_UNSAFE = re.compile(r"[<>\"`{}|\\^']")
_SEVERAL = re.compile(r";\s*(?=https?://)")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_EPRINTS = {
    "arxiv": "https://arxiv.org/abs/{}",
    "jstor": "https://www.jstor.org/stable/{}",
    "hdl": "https://hdl.handle.net/{}",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
}


class Found(NamedTuple):
    """The first address of a field, and what of the field is not in it."""

    address: str = ""
    rest: tuple[str, ...] = ()
    doubt: str = ""


def address_in(text: str) -> Found:
    """The address that a field holds, without LaTeX and entities; signs that no address may hold are encoded."""
    words = _SEVERAL.sub(" ", _unescaped(text)).split()
    starts = [number for number, word in enumerate(words) if _ADDRESS.match(word.lstrip("<("))]
    if not starts:
        bare = len(words) == 1 and re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+/\S*|www\.\S+", words[0])
        return Found(f"https://{words[0]}", (), "is written without https://; open it once") if bare else Found()
    first, *others = starts
    end = others[0] if others else len(words)
    address = _bare(words[first])
    torn = [
        word for word in words[first + 1 : end] if re.fullmatch(r"[\w./?=&%#~+:-]*[/?=&%#\d.-][\w./?=&%#~+:-]*", word)
    ]
    if len(words) > 1 and not others and not first and len(torn) == len(words) - 1:
        return Found(_bare("".join(words)), (), "was broken over several lines; open it once")
    more = [_bare(words[number]) for number in others if _bare(words[number]) != address]
    return Found(address, (*more, *_beside([words[number] for number in range(len(words)) if number not in starts])))


def _beside(words: list[str]) -> list[str]:
    """What a field says beside its addresses, if it says anything."""
    telling = [word for word in words if re.search(r"\w", word) and word.strip("():;,.").lower() not in _ASIDE]
    return [" ".join(words).strip(" ,;:")] if telling else []


def of_doi(text: str) -> str:
    """The https address of a DOI; empty if it is none."""
    match = _DOI.fullmatch("".join(_unescaped(text).split()))
    return _encoded(f"https://doi.org/{match[1]}") if match else ""


def of_eprint(archive: str, number: str) -> str:
    """The address of an e-print by its archive and number; empty if the archive is not known."""
    form = _EPRINTS.get(archive.strip().lower()) or (
        _EPRINTS["arxiv"] if re.match(r"arxiv:", number, re.IGNORECASE) else ""
    )
    clean = re.sub(r"^arxiv:", "", "".join(_unescaped(number).split()), flags=re.IGNORECASE)
    return form.format(clean) if form and clean else ""


def _unescaped(text: str) -> str:
    text = _COMMANDS.sub(lambda match: match[1] or "", text)
    text = _NAME.sub(lambda match: _NAMED[re.match(r"\\[a-z]+", match[0])[0]], text)  # type: ignore[index] # it begins so
    text = _ESCAPED.sub(r"\1", text.replace("$~$", "~").replace("$_$", "_"))
    text = _JSON.sub(r"%7B\1%7D", text)
    return html.unescape(re.sub(r"&(?!amp;)", "&amp;", re.sub(r"[{}]", "", text)))


def _bare(word: str) -> str:
    """Without the brackets and the full stop around an address in a sentence."""
    word = word.lstrip("<(").rstrip(">,;")
    return _encoded(word.rstrip(")") if word.count("(") < word.count(")") else word)


def _encoded(address: str) -> str:
    """Without the signs that RFC 3986 keeps out of an address."""
    return _UNSAFE.sub(lambda match: quote(match[0]), address)
