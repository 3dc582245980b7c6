"""Links between the forms of one page in several languages, and what previews say of their language."""

from __future__ import annotations

from typing import NamedTuple

from macros.site.heads.page import Described
from macros.site.languages.page_words import ENGLISH, PageWords
from macros.site.site import Site

LOCALES = {"en": "en_GB", "ko": "ko_KR", "zh": "zh_CN"}
"""The language of each edition as the Open Graph protocol writes it."""


class TranslatedPage(NamedTuple):
    """A form of a page for `<link rel="alternate" hreflang>`: its language or `x-default`, its absolute address."""

    language: str
    href: str


def translations(site: Site, page: Described, words: PageWords) -> list[TranslatedPage]:
    """Every form of a page, itself included, and the English one for all other languages; none if it has no other."""
    found = [(one.language, one.tag, one.address) for one in words.others(page.in_english)]
    links = [TranslatedPage(tag, site.absolute(address)) for _, tag, address in found]
    default = [site.absolute(address) for language, _, address in found if language == ENGLISH]
    return [*links, *(TranslatedPage("x-default", address) for address in default)]
