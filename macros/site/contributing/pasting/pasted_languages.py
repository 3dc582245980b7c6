"""Languages as programs name them, as BCP 47: `american`, `kor`, `en_US`, `Korean`, `русский`.

Names and codes come from Babel, which has them from CLDR; the names of LaTeX's packages are added here.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

_LATEX = {
    **dict.fromkeys(("american", "usenglish", "usmax"), "en-US"),
    **dict.fromkeys(("british", "ukenglish"), "en-GB"),
    "canadian": "en-CA",
    "australian": "en-AU",
    "newzealand": "en-NZ",
    "ngerman": "de",
    "germanb": "de",
    **dict.fromkeys(("austrian", "naustrian"), "de-AT"),
    **dict.fromkeys(("swissgerman", "nswissgerman"), "de-CH"),
    "francais": "fr",
    "frenchb": "fr",
    "acadian": "fr-CA",
    "canadien": "fr-CA",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "portuges": "pt",
    "mexican": "es-MX",
    "magyar": "hu",
    "farsi": "fa",
    "bahasa": "id",
    "norsk": "nb",
    "nynorsk": "nn",
    "slovene": "sl",
    "polutonikogreek": "el",
    "serbianc": "sr-Cyrl",
    "pinyin": "zh",
    "chinese-hans": "zh-Hans",
    "chinese-simplified": "zh-Hans",
    "chinese-traditional": "zh-Hant",
    "chinese-hant": "zh-Hant",
    "simplified chinese": "zh-Hans",
    "traditional chinese": "zh-Hant",
}
"""What packages of LaTeX call languages, where it is not their English name."""
_NATIVE = ("ko", "zh", "ja", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "uk", "vi", "th", "mn", "ar")
"""Languages in which languages are named too: 영어, anglais, русский."""
_NONE = ("und", "zxx", "mis", "root")
"""Codes that say that no language is known or meant."""
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?:[-_.@].*)?")


def language_tag(text: str) -> str:
    """A language as a BCP 47 tag of language, script and region; empty if it is not known."""
    word = " ".join(text.strip().lower().split())
    return _LATEX.get(word) or _names().get(word) or _of_tag(text.strip())


def _of_tag(text: str) -> str:
    match = _TAG.fullmatch(text)
    if not match:
        return ""
    known = str(get_global("language_aliases").get(match[1].lower(), match[1].lower()))
    if known not in Locale("en").languages or known in _NONE:
        return ""
    script, region = (match[2] or "").title(), (match[3] or "").upper()
    return "-".join(part for part in (known.split("_", maxsplit=1)[0], script, region) if part)


@cache
def _names() -> dict[str, str]:
    """Languages by their names in English and in the languages above, in small letters."""
    found: dict[str, str] = {}
    for locale in reversed(("en", *_NATIVE)):
        found |= {str(name).lower(): code.replace("_", "-") for code, name in Locale(locale).languages.items()}
    return {name: code for name, code in found.items() if code not in _NONE}
