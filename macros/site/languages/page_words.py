"""The words of pages in the three languages, and where a page is found in each of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from macros.core.models.page_labels import PageLabels
from macros.core.models.translations import EDITIONS
from macros.core.noting.fingerprints import Made
from macros.site.languages.josa import filled

ENGLISH = "en"
READ_IN = (ENGLISH, *EDITIONS)
TAGS = {ENGLISH: "en", "ko": "ko", "zh": "zh-Hans"}
"""The tag (BCP 47) of each language: Chinese by its letters, since its readers are in many countries."""
OWN_NAMES = {ENGLISH: "English", "ko": "한국어", "zh": "中文"}
MENU = (
    ("nav.sources", "archive/"),
    ("nav.incidents", "incidents/"),
    ("nav.law", "instruments/"),
    ("nav.organizations", "organizations/"),
    ("nav.claims", "claims/"),
    ("nav.discrepancies", "discrepancies/"),
    ("nav.bibliography", "bibliography/"),
)
"""The main entrances of the site: the label of each and its address."""
IN_MORE = (
    ("nav.known", "known/"),
    ("nav.compare", "compare/"),
    ("nav.timeline", "timeline/"),
    ("nav.map", "map/"),
    ("nav.places", "places/"),
    ("nav.people", "people/"),
    ("nav.dossier", "dossier/"),
    ("nav.data", "data/"),
    ("nav.about", "about/"),
)
"""What the menu has behind "More"."""
FOOT = (
    ("nav.about", "about/"),
    ("nav.method", "about/method/"),
    ("nav.policies", "about/policies/"),
    ("nav.cite", "about/cite/"),
    ("nav.data", "data/"),
    ("nav.changes", "about/changes/"),
    ("nav.contributing", "about/contributing/"),
)
"""The entrances at the foot of every page."""
NOT_HERE = "no-page"
"""The anchor of a line that an edition shows to who looked for a page that it lacks."""
_KEY = re.compile(r"""["']([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)["']""")
_SECTION = re.compile(r"""["']([a-z]+(?:-[a-z]+)*)\.\*["']""")
"""How code asks for any label of a section: `country.*`."""
_ASKED = re.compile(r"""\bsay\(\s*["']([a-z-]+\.[a-z-]+)["']""")


@dataclass(frozen=True)
class InLanguage:
    """A page in one language: its tag, the language's own name, its address, whether it is shown."""

    language: str
    tag: str
    name: str
    address: str
    here: bool
    same: bool
    """Whether it is the same page; else it is the nearest above it that the language has, at last its home page."""


class Entrance(NamedTuple):
    """Where the menu or the foot of a page leads: the words of the link, the English address, that in the language."""

    text: str
    english: str
    address: str


class PageWords(Made):
    """What the frame of every page asks for; `translated` are the English addresses that the editions have too."""

    def __init__(self, labels: PageLabels, translated: Iterable[str]) -> None:
        self._labels = labels
        self.translated = frozenset(translated)
        self.menu, self.further, self.about, self.tags = MENU, IN_MORE, FOOT, TAGS

    def say(self, key: str, language: str = ENGLISH, **slots: object) -> str:
        """A label with its slots filled. Raises KeyError for one that is not in data/labels.yml."""
        text = self._texts[language][key]
        return filled(text, **{name: str(value) for name, value in slots.items()}) if slots else text

    @cached_property
    def _texts(self) -> dict[str, dict[str, str]]:
        return self._labels.texts

    def named(self, section: str, english: str, language: str) -> str:
        """The label in `section.*` whose English words are these; empty where there is none."""
        return self._labels.named(section.removesuffix(".*"), english, language)

    def at(self, address: str, language: str) -> str:
        """Where an English address is found in a language: in its edition, or at the same place in English."""
        return f"{language}/{address}" if language != ENGLISH and self._known(address) else address

    def entrances(self, listed: tuple[tuple[str, str], ...], language: str) -> tuple[Entrance, ...]:
        """A list of entrances in a language, worked out once for all pages."""
        if (known := self._entrances.get((listed, language))) is None:
            found = (Entrance(self.say(key, language), at, self.at(at, language)) for key, at in listed)
            known = self._entrances[listed, language] = tuple(found)
        return known

    @cached_property
    def _entrances(self) -> dict[tuple[tuple[tuple[str, str], ...], str], tuple[Entrance, ...]]:
        return {}

    def is_at(self, address: str, language: str) -> bool:
        """Whether a language has an address of its own for an English one."""
        return language == ENGLISH or self._known(address)

    def _known(self, address: str) -> bool:
        return (address if "#" not in address else address[: address.index("#")]) in self.translated

    def languages(self, english: str, language: str) -> list[InLanguage]:
        """The same page in each language; in a language that lacks it the nearest page above, which then says so."""
        found = []
        for one in READ_IN:
            same = self.is_at(english, one)
            address = self.at(english if same else self._above(english), one)
            address += "" if same else f"#{NOT_HERE}"
            found.append(InLanguage(one, TAGS[one], OWN_NAMES[one], address, one == language, same))
        return found

    def _above(self, english: str) -> str:
        """The nearest English address above one that the editions have too."""
        folders = english.strip("/").split("/")
        above = (f"{'/'.join(folders[:most])}/" for most in range(len(folders) - 1, 0, -1))
        return next((address for address in above if address in self.translated), "")

    def others(self, english: str) -> Iterator[InLanguage]:
        """The languages in which a page exists, if there is more than one; for links between its forms."""
        found = [one for one in self.languages(english, ENGLISH) if one.same]
        yield from found if len(found) > 1 else ()


def _all_files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, if there is one. Raises OSError where one cannot be read, unlike `rglob`."""

    def told(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise error

    for _ in os.walk(folder, onerror=told):
        pass
    yield from folder.rglob("*")


def labels_used(folders: Iterable[Path], keys: Iterable[str]) -> dict[str, str]:
    """Every label that templates and code ask for, with the file that does; `keys` are the labels that there are.

    A label in a table of labels, as that of the menu, is known by its section: it is asked for though it is missing.
    Raises OSError for a folder that cannot be read, since each label that it uses would seem to be too many.
    """
    known, found = set(keys), dict[str, str]()
    sections = {key.partition(".")[0] for key in known}
    for folder in folders:
        for file in sorted(path for path in _all_files(folder) if path.suffix in (".j2", ".html", ".py")):
            text = file.read_text("utf-8")
            whole = tuple(f"{section}." for section in _SECTION.findall(text))
            wanted = {*_ASKED.findall(text), *(key for key in _KEY.findall(text) if key.partition(".")[0] in sections)}
            wanted |= {key for key in known if whole and key.startswith(whole)}
            found |= {key: file.relative_to(folder.parent).as_posix() for key in wanted if key not in found}
    return found
