"""The files from which the page of the dossier takes what a reader has ticked: one for each record, loaded when needed.

They are scripts, since a page that is read from a disk may not read other files; each calls `archiveDossier` once with
its name and its content. A claim is in the file of its incident, or of its measure where it is about the general
situation: so all that speaks against it comes with it. `homes` says in which file a claim is; denials of a practice are
also in the files of the incidents that belong to it. `moved.js` has the retired ids.

The content of a record is packed (gzip, RFC 1952, as base64): its sentences, names and citations repeat each other, so
a third of the bytes is left. `dossier-gather.js` unpacks it.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from macros.core.models import Incident, Instrument, Record, Source
from macros.core.noting.fingerprints import Made
from macros.core.relations import AttributedClaim
from macros.site.documents.dossier_shapes import called, document_shape, item_shape, matter_shape, row_shape
from macros.site.documents.matters import matters_of
from macros.site.documents.paragraphs import NOTE, Paragraph, claimed, paragraphs, source_paragraphs
from macros.site.pages.view import View
from macros.site.site import Site

DOSSIER_RECORDS = "dossier/records"
HANDED = 'archiveDossier("'
"""How a file begins, before its name."""
_PAGE = "dossier/index.md"
_GENERAL = "general"


def dossier_files(site: Site) -> Iterator[tuple[str, Callable[[], str]]]:
    """The path of each file, and what makes it: sources in the order in which their Word files come."""
    made = DossierFiles(site)
    for kind in (Source, Incident, Instrument):
        records = site.sources if kind is Source else site.archive.records_of(kind.kind_id)
        for record in records.values():
            yield f"{DOSSIER_RECORDS}/{record.id}.js", partial(made.of_record, record)
    general = [stated for stated in site.relations.ledger() if not stated.incident]
    for measure in dict.fromkeys(stated.claim.measure for stated in general):
        name = f"{_GENERAL}.{measure}"
        alike = [stated for stated in general if stated.claim.measure == measure]
        yield f"{DOSSIER_RECORDS}/{name}.js", partial(made.of_claims, name, alike)
    yield "dossier/moved.js", made.moved


class DossierFiles(Made):
    """Makes the files of one archive."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._matters = matters_of(site)

    def of_record(self, record: Record) -> str:
        """The passages, provisions and notes of a record; of an incident also every claim about it."""
        found = [one for one in self._paragraphs(record) if one.kind != "claim"]
        about = self._site.relations.claims_of.get(record.id, []) if isinstance(record, Incident) else []
        own = [stated for stated in self._own(record) if stated not in about]
        refs = [*(stated.ref for stated in own), *(ref for one in found for ref in one.figures)]
        made = self._rows(about)
        for one in found:
            made["documents"] |= {note.document.key: document_shape(self._site, note.document) for note in one.notes}
        made["called"] = next((called(one) for one in found if one.kind != NOTE), [])
        made["items"] = {one.anchor: item_shape(self._site, one, made["called"]) for one in found}
        made["items"] |= {old: {"same": one.anchor} for one in found for old in one.formerly}
        made["homes"] = {ref: home for ref in refs if (home := self._home(ref)) != record.id}
        return _packed(record.id, made)

    def of_claims(self, name: str, claims: list[AttributedClaim]) -> str:
        """Claims about the general situation."""
        return _packed(name, self._rows(claims) | {"items": {}, "homes": {}})

    def moved(self) -> str:
        """What became of each retired id: `to`, in the form of the dossier where it has a place, and why."""
        retired = self._site.archive.redirects.shown().root
        found = {address: {"to": entry.to or "", "why": entry.why} for address, entry in retired.items()}
        return f'{HANDED}moved",{_written(found)});\n'

    def _paragraphs(self, record: Record) -> Iterable[Paragraph]:
        if isinstance(record, Source):
            return source_paragraphs(self._site).of(record.id)
        return paragraphs(View(self._site, _PAGE), record)

    def _own(self, record: Record) -> list[AttributedClaim]:
        claims = record.claims if isinstance(record, Source) else {}
        return [self._site.relations.claims[f"{record.id}.{key}"] for key in claims]

    def _home(self, ref: str) -> str:
        stated = self._site.relations.claims[ref]
        return stated.incident or f"{_GENERAL}.{stated.claim.measure}"

    def _rows(self, claims: list[AttributedClaim]) -> dict[str, Any]:
        """Claims as rows, with the documents that make them and the matters that they belong to."""
        refs = [stated.ref for stated in claims]
        found = {matter.id: matter for ref in refs for matter in self._matters.of(ref)}
        against = [ref for matter in found.values() for denied in matter.denials.values() for ref in denied]
        shown = {ref: self._paragraph(self._site.relations.claims[ref]) for ref in dict.fromkeys([*refs, *against])}
        used = [one.notes[0].document for one in shown.values()]
        return {
            "base": self._site.base,
            "documents": {document.key: document_shape(self._site, document) for document in used},
            "claims": {ref: row_shape(self._site, one, self._matters_of(ref)) for ref, one in shown.items()},
            "matters": {name: matter_shape(self._site, matter) for name, matter in found.items()},
        }

    def _matters_of(self, ref: str) -> list[str]:
        return [matter.id for matter in self._matters.of(ref)]

    def _paragraph(self, stated: AttributedClaim) -> Paragraph:
        kind = Source.kind_id if stated.annotated else Incident.kind_id
        return claimed(self._site, self._site.archive.records_of(kind)[stated.owner], self._site.claims[stated.ref])


def _packed(name: str, content: dict[str, Any]) -> str:
    packed = gzip.compress(_written(content).encode(), mtime=0)
    return f'{HANDED}{name}","{b64encode(packed).decode()}");\n'


def _written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
