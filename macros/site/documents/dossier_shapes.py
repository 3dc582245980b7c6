"""The forms in which the page of the dossier reads paragraphs, documents, figures and matters.

Nothing is said twice in a file: what is empty is left out, addresses are below the base that the file names, and what
the passages of a record are called is said once (`called`). `dossier-gather.js` puts it together again.
"""

from __future__ import annotations

from typing import Any

from macros.core.models import Incident
from macros.site.documents.cited_documents import CitedDocument
from macros.site.documents.figure_rows import figure_row
from macros.site.documents.matters import Matter
from macros.site.documents.paragraphs import Paragraph
from macros.site.documents.runs import Runs
from macros.site.site import Site


def runs_shape(runs: Runs) -> list[str | list[str]]:
    """Plain runs as texts, others as their form and their text."""
    return [[run.form, run.text] if run.form else run.text for run in runs]


def called(one: Paragraph) -> list[str]:
    """What stands before its place in its title, before it in its lead, and after it there."""
    at = _at(one)
    before, _, after = one.lead.partition(at)
    return [one.title.removesuffix(at), before, after]


def item_shape(site: Site, one: Paragraph, names: list[str]) -> dict[str, Any]:
    """A passage, a provision or a note. One that is called like others of its record has its place alone (`at`)."""
    at = _at(one)
    told = [one.title, one.lead, [[note.document.key, note.place] for note in one.notes]]
    short = names and told == [names[0] + at, names[1] + at + names[2], [[one.owner, f"#{one.anchor}, {at}"]]]
    return _brief(
        **({"at": at} if short else dict(zip(("title", "lead", "notes"), told, strict=True))),
        lines=[[runs_shape(line.runs), int(line.item)] for line in one.lines],
        figures=list(one.figures),
        remarks=_remarks(site, one),
    )


def _at(one: Paragraph) -> str:
    """The place of a paragraph in words: `passage 6`."""
    return one.notes[0].place.partition(", ")[2]


def _brief(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def row_shape(site: Site, one: Paragraph, matters: list[str]) -> dict[str, Any]:
    """A claim, as a paragraph and as a row of the table of figures."""
    row = figure_row(site, one.figures[0])
    told = {"title": one.title, "sentence": row.sentence, "figure": row.figure, "what": row.what, "who": row.who}
    told |= {"saidBy": row.said_by, "when": row.when, "level": row.level}
    return told | _brief(
        doubts=list(row.doubts),
        limits=list(row.limits),
        repeats=int(row.repeats),
        note=[one.notes[0].document.key, one.notes[0].place],
        remarks=_remarks(site, one),
        matters=matters,
    )


def document_shape(site: Site, one: CitedDocument) -> dict[str, Any]:
    """A document with its citations and all by which it can be checked."""
    return {"name": one.name, "cited": {style: runs_shape(runs) for style, runs in one.cited.items()}} | _brief(
        level=one.level,
        read=one.read,
        originals=[[page.name, page.printed, page.copied.label, page.copy] for page in one.originals],
        fingerprint=one.fingerprint,
        page=one.page.removeprefix(site.base),
        revision=one.revision,
        described=one.described,
    )


def matter_shape(site: Site, matter: Matter) -> dict[str, Any]:
    """What claims speak of, in words, who gives which figure, and who denies it."""
    return {
        "about": _about(site, matter.about),
        "measure": site.archive.vocabulary.label("measures", matter.measure) + (", when" if matter.dated else ""),
        "apart": int(matter.apart),
        "given": list(matter.given.items()),
        "denied": [[_about(site, about), refs] for about, refs in matter.denials.items()],
    }


def _about(site: Site, about: str) -> str:
    incident = site.archive.records_of(Incident.kind_id).get(about)
    return incident.short_text if incident else site.say("claims.general")


def _remarks(site: Site, one: Paragraph) -> list[list[str]]:
    """The editorial notes at its passage: place, kind and topic, and address."""
    found = [site.relations.notes[ref] for ref in one.remarks]
    words = site.archive.vocabulary
    return [
        [
            f"{stated.owner}.n-{stated.id}",
            f"{words.label('note-kinds', stated.note.kind)}: {stated.note.topic}",
            site.note_address(stated),
        ]
        for stated in found
    ]
