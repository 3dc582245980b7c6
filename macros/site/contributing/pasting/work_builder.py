"""One pasted work in the making: every format fills it with the same means, so the same fault is mended once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from macros.core.models import Work
from macros.core.models.base import kebab
from macros.core.models.document import Tree
from macros.core.reading.bibliography import MAX_NAMES, NAME_LISTS
from macros.site.contributing.pasting.pasted import AtHand, Fields, Pasted
from macros.site.contributing.pasting.pasted_addresses import address_in, of_doi
from macros.site.contributing.pasting.pasted_dates import Read, joined_date, read_date
from macros.site.contributing.pasting.pasted_kinds import PastedKind, with_address
from macros.site.contributing.pasting.pasted_languages import language_tag
from macros.site.contributing.pasting.pasted_markup import without_markup
from macros.site.contributing.pasting.pasted_names import Names, same_as

_ACCESSED = re.compile(
    r"\W*(?:online[;,]?\s*)?(?:last\s+)?(?:accessed|retrieved|visited|checked)(?:\s+on)?:?\s*(.+?)\W*", re.IGNORECASE
)
Decode = Callable[[str], tuple[str, str]]
"""A text of a format as plain text, with what is wrong with it in words, or nothing."""


class WorkBuilder:
    """Fills a work from the fields of a pasted one, and notes what is left or doubtful."""

    def __init__(self, kind: PastedKind, fields: Fields, at_hand: AtHand, decode: Decode) -> None:
        self.kind, self.fields, self.at_hand = kind, fields, at_hand
        self._decode = decode
        self._made: dict[str, Tree] = {}
        self.doubts: list[str] = []
        self._extra = fields.drop_long()

    def has(self, name: str) -> bool:
        """Whether a field is filled already."""
        return bool(self._made.get(name))

    def value(self, name: str) -> Tree:
        """What a field is filled with."""
        return self._made.get(name, "")

    def take(self, name: str, *pasted: str) -> None:
        """Fill a field from the first of the pasted ones that has a value, unless it is filled."""
        if not self.has(name):
            self.put(name, *self.fields.named(*pasted))

    def put(self, name: str, pasted: str, value: str) -> None:
        """Fill a field with a value, decoded; `pasted` is the name under which it stood."""
        text, wrong = self._decode(value)
        text = without_markup(text)
        if wrong:
            self.doubts.append(f"{pasted} {wrong}")
        if text:
            self._made[name] = text

    def set(self, name: str, value: str) -> None:
        """Fill a field with a value that is plain already."""
        if value:
            self._made[name] = value

    def add(self, name: str, more: str) -> None:
        """Lengthen a field that is filled."""
        if self.has(name):
            self._made[name] = f"{self._made[name]}{more}"

    def moved(self, name: str, to: str, why: str) -> None:
        """Put the value of one field into another, with a sentence on why."""
        if self.has(name):
            self._made[to] = self._made.pop(name)
            self.doubts += [why] if why else []

    def names(self, role: str, read: Callable[[Names], list[str]]) -> None:
        """Fill authors or editors; a body that is also named as publisher is known by that."""
        bodies = [str(self._made.get(name, "")) for name in ("publisher", "institution", "journaltitle")]
        reader = Names(lambda name: self.at_hand.is_body(name) or same_as(name, bodies), role)
        found = [" ".join(name.split()) for name in read(reader)]
        if len(found) > MAX_NAMES:
            self.doubts.append(f"{role} has {len(found)} names; the first {MAX_NAMES - 1} are taken, then 'others'")
            found = [*found[: MAX_NAMES - 1], "others"]
        self.doubts += reader.doubts
        if found:
            self._made[role] = [*found]

    def date(self, name: str, date: str, year: str = "") -> None:
        """Fill a date; whatever is not read exactly is said with what was taken."""
        said = " ".join(self._decode(" ".join(filter(None, (date, year)) if date != year else [date]))[0].split())
        read = joined_date(self._date_text(date), self._date_text(year))
        self._dated(name, said, read)

    def _date_text(self, value: str) -> str:
        """A date as text; in one that is EDTF already, `~` is not a LaTeX space."""
        return value if read_date(value).text == value else self._decode(value)[0]

    def _dated(self, name: str, said: str, read: Read) -> None:
        if read.text:
            self._made[name] = read.text
        if said and not read.whole:
            what = f"is taken as {read.text}" if read.text else "is left out, since no date can be read in it"
            self.doubts.append(f"{name} '{said}' {what}; compare it with the document")

    def address(self, *pasted: str) -> None:
        """Fill the address of the work from the first of these fields that holds one, a DOI among them."""
        for name in pasted:
            for value in self.fields.open(name):
                found = address_in(value)
                address = found.address or of_doi(value)
                if address and not self.has("url"):
                    self._made["url"] = address
                    self._extra += [f"{name} ({other})" for other in found.rest]
                    self.doubts += [f"{name} {found.doubt}: {address}"] if found.doubt else []
                if address and address == self._made["url"]:
                    self.fields.claim(name, text=value)

    def doi(self, *pasted: str) -> None:
        """A DOI is the address of a work that has no other."""
        for name in pasted:
            for value in self.fields.open(name):
                address = of_doi(value)
                if address and not self.has("url"):
                    self._made["url"] = address
                if address and self._same_doi(address):
                    self.fields.claim(name, text=value)

    def _same_doi(self, address: str) -> bool:
        return address.removeprefix("https://").lower() in str(self._made["url"]).lower()

    def accessed(self, *notes: str) -> None:
        """The day of access out of a note that says nothing else."""
        for name in notes:
            for value in self.fields.open(name):
                match = _ACCESSED.fullmatch(self._decode(value)[0])
                read = read_date(match[1]) if match else Read("", False)
                if read.text and not self.has("urldate"):
                    self._dated("urldate", value, read)
                    self.fields.claim(name, text=value)

    def language(self, *pasted: str) -> None:
        """The language as a tag; one that is not known stays, and is then refused as a tag."""
        name, value = self.fields.named(*pasted)
        text = self._decode(value)[0]
        tag = language_tag(text) or next(
            (tag for part in re.split(r"[,;/]|\band\b", text) if (tag := language_tag(part))), ""
        )
        if not tag and text:
            self.doubts.append(f"{name} '{text}' is left out, since it is not a language that is known here")
        elif tag and not language_tag(text):
            self.doubts.append(f"{name} '{text}' is taken as {tag}")
        self.set("langid", tag)

    def pages(self, value: str) -> None:
        """Pages with the two hyphens of a range."""
        text = self._decode(value)[0]
        self.set("pages", re.sub(r"(?<=\w)\s*[-\u2010-\u2015\u2212]+\s*(?=\w)", "--", text))

    def finished(self, key: str = "", ignored: Iterable[str] = (), *, own: bool = False) -> Pasted:
        """The work, with the names of all that was not taken. Nothing is added to one that the archive wrote itself."""
        kind = with_address(self.kind) if self.has("url") else self.kind
        if own:
            kind = self.kind if self.kind.entrytype == "misc" else kind
            kind = kind._replace(words="")
        kept: dict[str, Tree] = {name: value for name, value in self._made.items() if value}
        if kind.words and "type" not in kept:
            kept["type"] = kind.words
        ordered = {
            name: kept[name] for name in map(kebab, Work.model_fields) if name in kept and name not in NAME_LISTS
        }
        names = {name: kept[name] for name in NAME_LISTS if name in kept}
        left = [*self.fields.left(ignored), *self._extra]
        return Pasted({"entrytype": kind.entrytype, **names, **ordered}, left, self.doubts, key)
