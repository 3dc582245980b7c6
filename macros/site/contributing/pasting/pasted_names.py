"""Names of people and bodies as the bibliography writes them: `Last, First`, `Last, Jr., First`, `{Body}`.

The parts of a name in BibTeX are told apart by pybtex, as BibTeX does. A name that may be a body is never made a person
in silence, nor the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pybtex.bibtex.exceptions import BibTeXError
from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person

from macros.core.words.latex_commands import plain_text
from macros.site.works.csl import EAST_ASIAN

OTHERS = "others"
_PARTS = re.compile(r"(?:^|,)\s*\"?\s*(given|family|prefix|suffix|id)\s*=", re.IGNORECASE)
"""A name in the extended format of biblatex."""
_PART = re.compile(
    r"\s*(?P<quote>\"?)\s*(?P<name>[A-Za-z-]+)\s*=\s*(?P<value>(?:\{[^{}]*\}|[^,{}])*?)\s*(?P=quote)\s*(?:,|$)"
)
_FUNCTION_WORDS = re.compile(r"\s(?:of|for|on|at|with|the|against|and|to|in|fur|für|pour|des|à)\s|&", re.IGNORECASE)
"""Small words that names of bodies have and names of people do not."""
_BODY_WORDS = re.compile(
    r"\b(?:academy|agency|assembly|association|authority|bank|board|bureau|centre|center|coalition|commission|committee|"
    r"congress|council|court|department|embassy|federation|foundation|government|group|house|institute|institution|"
    r"international|ministry|mission|nations|network|office|organi[sz]ation|parliament|party|police|press|project|"
    r"secretariat|senate|service|society|subcommittee|team|tribunal|union|university|watch|inc|corp|ltd|llc|gmbh)\b\.?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|esq|phd|md|jnr|snr)\.?", re.IGNORECASE)
_GIVEN_INITIALS = re.compile(r"(?:[A-Z](?:\.[ -]?|[ -])){1,4}[^\W\d_]{2,}(?:[ -][^\W\d_]{2,})?$")
"""`J. R. Berg`: only a person has initials before the name."""
_PARTICLES = re.compile(r"\b(?:von|van|de|del|della|der|den|di|da|du|la|le|ter|ten|zu|zur|bin|ibn|al|el|dos|das)\b")
_OPTION = re.compile(r"(?!given|family|prefix|suffix)[a-z]+\s*=\s*[\w-]+")
_ET_AL = re.compile(r"(.+?),?\s+et\.?\s+al\.?", re.IGNORECASE)
_INITIALS = re.compile(r"([^\s,][^,]*),\s*((?:[A-Z]\.[\s-]*)+)(?:,|$)")
_WITH_INITIALS = re.compile(r"(?:[^\s,][^,]*,\s*(?:[A-Z]\.[\s-]*)+(?:,\s*|$)){2,}")
"""`Last, I., Last, I.`: names whose commas are also between them."""
Bodies = Callable[[str], bool]


class Names:
    """Names read for one work, with a sentence on each that may have been misread."""

    def __init__(self, is_body: Bodies, role: str) -> None:
        self._is_body, self._role = is_body, role
        self.doubts: list[str] = []

    def of_bibtex(self, value: str) -> list[str]:
        """The names of a field of BibTeX or BibLaTeX."""
        names = [part for name in split_name_list(" ".join(value.split())) for part in self._apart(str(name))]
        return [made for name in names if (made := self._of_bibtex(name))]

    def _apart(self, name: str) -> list[str]:
        """Names with other signs between them than `and`, and `et al.`; options of biblatex are no names."""
        if _OPTION.fullmatch(name):
            self.doubts.append(f"{self._role} '{name}' is an option of biblatex, no name, and is left out")
            return []
        if bare := _ET_AL.fullmatch(name):
            return [*self._apart(bare[1]), OTHERS]
        if _enclosed(name):
            return [name]
        parts = [part.strip() for part in re.split(r"[;|](?![^{]*\})", name) if part.strip()]
        if len(parts) < len(("one", "another")):
            initials = _INITIALS.findall(name) if _WITH_INITIALS.fullmatch(name) else []
            parts = [f"{last}, {first}" for last, first in initials]
        if len(parts) > 1:
            self.doubts.append(f"{self._role} '{name}' is read as {len(parts)} names; write `and` between them")
            return parts
        return [name]

    def _of_bibtex(self, name: str) -> str:
        if name.lower() == OTHERS:
            return OTHERS
        if _enclosed(name):
            return self.body(self._plain(name))
        if _PARTS.search(name):
            return self._extended(name)
        if "," not in name:
            return self._without_comma(name)
        try:
            person = Person(name)
        except (InvalidNameString, BibTeXError, ValueError, RecursionError):
            return self._commas(name)
        if person.lineage_names and not _SUFFIX.fullmatch(" ".join(person.lineage_names)):
            how = "a person is Last, Jr., First, and `and` stands between two names"
            self.doubts.append(f"{self._role} '{self._plain(name)}' has two commas; {how}")
        return self._person(
            " ".join([*person.prelast_names, *person.last_names]),
            " ".join(person.lineage_names),
            " ".join([*person.first_names, *person.middle_names]),
        )

    def _commas(self, name: str) -> str:
        """A name with more commas than a person has: a body, if its parts say so."""
        made = self.body(self._plain(name))
        self.doubts.append(f"{self._role} '{made[1:-1]}' has too many commas for a person and is taken as a body")
        return made

    def _without_comma(self, name: str) -> str:
        """`First Last`, or a body in one pair of braces."""
        plain = self._plain(name)
        if self._is_body(plain):
            return self.body(plain)
        if " " not in plain or EAST_ASIAN.search(plain):
            return plain
        if _FUNCTION_WORDS.search(plain) or _BODY_WORDS.search(plain):
            self.doubts.append(f"{self._role} '{plain}' is taken as a body; write a person as Last, First")
            return self.body(plain)
        person = Person(name if name != name.lower() else " ".join(reversed(name.rsplit(" ", 1))).replace(" ", ", ", 1))
        made = self._person(
            " ".join([*person.prelast_names, *person.last_names]),
            "",
            " ".join([*person.first_names, *person.middle_names]),
        )
        if not _GIVEN_INITIALS.match(plain):
            self.doubts.append(f"{self._role} '{plain}' is taken as a person, '{made}'; put {{{{…}}}} around a body")
        return made

    def _extended(self, name: str) -> str:
        """`given=Anna, family=Berg, prefix=von`, as biblatex writes names with more parts."""
        parts = {match["name"].lower(): match["value"].strip('" ') for match in _PART.finditer(name)}
        family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
        return self._person(family, parts.get("suffix", ""), parts.get("given", ""))

    def of_ris(self, values: Iterable[str]) -> list[str]:
        """The names of tags of RIS: `Last, First, Suffix`, or a body."""
        split = [name for value in values for name in (value.split(";") if ";" in value else [value])]
        return [made for name in split if (made := self._of_ris(" ".join(name.split())))]

    def _of_ris(self, name: str) -> str:
        bare = name.rstrip(" ,;")
        if bare.lower().rstrip(".") in ("et al", "others", "and others"):
            return OTHERS
        if not bare or self._is_body(bare):
            return self.body(bare) if bare else ""
        family, *rest = (part.strip() for part in bare.split(","))
        if not rest:
            return self._alone(bare)
        if len(rest) > len(("given", "suffix")) or self._says_body(bare):
            self.doubts.append(f"{self._role} '{bare}' is taken as a body; write a person as Last, First")
            return self.body(bare)
        suffix = rest[1] if len(rest) > 1 else ""
        given = rest[0]
        if _SUFFIX.fullmatch(given) and suffix:
            given, suffix = suffix, given
        return self._person(family, suffix, given)

    def _alone(self, name: str) -> str:
        """A name without a comma is a body; of a name that may be a person's, a sentence says so."""
        if " " in name and not EAST_ASIAN.search(name) and not self._says_body(name):
            self.doubts.append(
                f"{self._role} '{name}' is read as an institution, since it has no comma; write a person as Last, First"
            )
        return name if EAST_ASIAN.search(name) else self.body(name)

    def _says_body(self, name: str) -> bool:
        return bool((_FUNCTION_WORDS.search(name) or _BODY_WORDS.search(name)) and not _PARTICLES.search(name))

    def of_parts(self, family: str, given: str, suffix: str = "") -> str:
        """A name whose parts are given apart; one without a given name is a body."""
        if not given:
            return self._alone(family) if family else ""
        if not family:
            return self._alone(given)
        return self._person(family, suffix, given)

    def whole(self, name: str) -> str:
        """A name that is given in one piece: a body; East Asian names are written without its braces."""
        return name if EAST_ASIAN.search(name) and "," not in name else self.body(name)

    def body(self, name: str) -> str:
        """A body, in the braces that mark it."""
        return f"{{{name}}}" if name else ""

    def _person(self, family: str, suffix: str, given: str) -> str:
        parts = [self._plain(part) for part in (family, suffix, given)]
        return ", ".join(part for part in parts if part)

    def _plain(self, text: str) -> str:
        read = plain_text(text)
        if read.unknown or read.torn:
            what = ", ".join(read.unknown) or "what cannot be read"
            self.doubts.append(f"{self._role} '{read.text}' holds LaTeX that is left out: {what}")
        return read.text.replace("{", "").replace("}", "")


def _enclosed(name: str) -> bool:
    """Whether one pair of braces is around the whole name, other than those of a single accent or particle."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for index, char in enumerate(name):
        depth += (char == "{") - (char == "}")
        if not depth and index < len(name) - 1:
            return False
    return True


def same_as(name: str, others: Sequence[str]) -> bool:
    """Whether a body is named as another field names one."""
    return name.strip("{}").casefold() in {other.casefold() for other in others if other}
