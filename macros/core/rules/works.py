"""Rules on works and their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Instrument, Record, Work
from macros.core.models.document import FieldPath
from macros.core.models.law import LEGAL_DOCUMENTS
from macros.core.problems import Problem
from macros.core.reading.bibliography import PATH
from macros.core.relations import Relations
from macros.core.rules.instead import either, make
from macros.core.rules.registry import rule
from macros.core.words.detours import detour
from macros.core.words.han_forms import other_forms
from macros.core.words.suggestions import near_id

_ANNOTATED = "annotated"
_SUPPLIED = re.compile(r"\[.*\]", re.DOTALL)
"""A text wholly in brackets: as a title, one that the archive supplies."""
LEGAL_TYPES = {"agreement", "general comment", "protocol", "resolution", "treaty text"}
"""Kinds of document, as written in `type`, whose legal citation no style gets right."""


@rule("source-without-work", reach="near")
def source_without_work(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Every annotated source has its work in `bibliography.bib` under the same id."""
    if archive.works_torn:
        return
    twin = _two_ids(archive)
    for source in archive.sources:
        renamed = archive.lost["source"] and f"sources/{source.id}" not in archive.listed
        if source.id not in archive.ids_met["work"] and not renamed:
            near = near_id(source.id, archive.ids_met["work"] - archive.ids_met["source"], name=True)
            instead = f"; if '{twin}' is its entry, give both one id, or {make(['work'], source.id)}"
            wrong = f"no entry '{source.id}' in {PATH}{instead if twin else either(near, make(['work'], source.id))}"
            yield Problem(source.path, 1, "", wrong, "source-without-work")


def _two_ids(archive: Archive) -> str:
    """The annotated work that may be that of the one source without a work, as after one of the two was renamed."""
    alone = archive.ids_met["source"] - archive.ids_met["work"]
    pages = archive.ids_met["source"] | archive.lost["source"]
    waiting = [work.id for work in archive.works.values() if _is_annotated(work) and work.id not in pages]
    return waiting[0] if len(alone) == len(waiting) == 1 else ""


def _is_annotated(work: Work) -> bool:
    return _ANNOTATED in [word.strip() for word in re.split("[,;]", work.keywords or "")]


@rule("title-translated", reach="near")
def title_translated(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A translated title goes with a printed title in another language than English, and has no brackets of its own."""
    for work in archive.works.values():
        if not (translated := work.title_translated):
            continue
        field = f"{work.id}.title-translated"
        if _SUPPLIED.fullmatch(work.title) or (work.langid or "en").startswith("en"):
            wrong = "does not belong here; `title` is printed in another language than English, which `langid` names"
            yield Problem(work.path, work.line("title-translated"), field, wrong, "title-translated")
        elif _SUPPLIED.fullmatch(translated):
            wrong = "has brackets of its own; write it without, since citations put it in brackets"
            yield Problem(work.path, work.line("title-translated"), field, wrong, "title-translated")


@rule("title-language", reach="near")
def title_language(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A printed title is in letters of the language that `langid` names; where it is not, a `note` says so.

    Under zh-Hans they are simplified, under zh-Hant traditional.

    English is meant where there is no `langid`. A title in another language than the document's own, such as a
    translation, is a `title-translated`.
    """
    for work in archive.works.values():
        if work.note or _SUPPLIED.fullmatch(work.title):
            continue
        language = (work.langid or "en").partition("-")[0]
        if wrong := _other_letters(work.title, language):
            named = f"`langid` names '{work.langid}'" if work.langid else "there is no `langid`, so English is meant"
            right = "correct `langid`, print the title as the document has it, or say in `note` why it differs"
            wrong = f"is {wrong}, and {named}; {right}"
            yield Problem(work.path, work.line("title"), f"{work.id}.title", wrong, "title-language")
        elif len(forms := other_forms(work.title, work.langid or "")) > 1:
            told = f"has '{forms[0].letter}', a {forms[0].form} form, and `langid` names '{work.langid}'"
            wrong = f"{told}; correct `langid`, or print the title as the document has it"
            yield Problem(work.path, work.line("title"), f"{work.id}.title", wrong, "title-language")


_LETTERS = {
    "in Hangul": (re.compile("[\uac00-\ud7a3]"), {"ko"}),
    "in kana": (re.compile("[\u3040-\u30ff]"), {"ja"}),
    "in Chinese characters": (re.compile("[\u3400-\u9fff]"), {"zh", "ja", "ko", "yue", "lzh"}),
    "in Cyrillic letters": (re.compile("[\u0400-\u04ff]"), {"ru", "uk", "be", "bg", "sr", "mk", "mn", "kk"}),
}
"""Letters that only some languages are written in."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_NOT_LATIN = {"ko", "zh", "ja", "ru"}
_FEW_WORDS = 3
"""A title of so few Latin words may be a name or an abbreviation, in any language."""


def _other_letters(title: str, language: str) -> str:
    """The letters of a title, if the language is not written in them; empty if it may be."""
    latin = _LATIN.findall(title)
    there = {name: len(letters.findall(title)) for name, (letters, _) in _LETTERS.items()}
    if not any(there.values()):
        return "in Latin letters" if language in _NOT_LATIN and len(latin) > _FEW_WORDS else ""
    if sum(there.values()) <= sum(map(len, latin)):
        return ""  # an English title may quote a word
    wrong = (name for name, (_, languages) in _LETTERS.items() if there[name] and language not in languages)
    if language in ("ja", "ko") and there["in kana" if language == "ja" else "in Hangul"]:
        return ""
    return next(wrong, "")


@rule("work-without-source", reach="near")
def work_without_source(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A work has the keyword `annotated` if, and only if, it has its page in `docs/archive`."""
    twin = _two_ids(archive)  # is named where its page is
    pages = archive.ids_met["source"] | archive.lost["source"]
    for work in archive.works.values():
        marked = _is_annotated(work)
        has_page = work.id in pages
        if marked != has_page and work.id != twin:
            wrong = (
                f"is marked `{_ANNOTATED}` and has no docs/archive/{work.id}.md; annotate it or drop the keyword"
                if marked
                else f"has its page docs/archive/{work.id}.md; add the keyword `{_ANNOTATED}`"
            )
            yield Problem(work.path, work.line("keywords"), f"{work.id}.keywords", wrong, "work-without-source")


@rule("work-without-origin", reach="near")
def work_without_origin(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A work names an author, an outlet, a publisher or an institution, so that it can be cited."""
    for work in archive.works.values():
        if not (work.author or work.journaltitle or work.publisher or work.institution):
            wrong = "does not say who made it; give an author, journaltitle, publisher or institution"
            yield Problem(work.path, work.line(), work.id, wrong, "work-without-origin")


@rule("doubled-rights", reach="near")
def doubled_rights(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Only the source of an annotated work says which rights exist in it."""
    for work in archive.works.values():
        if work.rights and work.id in archive.ids_met["source"]:
            wrong = f"does not belong here; the rights belong in docs/archive/{work.id}.md"
            yield Problem(work.path, work.line("rights"), f"{work.id}.rights", wrong, "doubled-rights")


@rule("legal-citation", reach="near")
def legal_citation(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """What lawyers cite has its own OSCOLA and Bluebook citations, since no citation style gets them right.

    This applies to every instrument that is a document (norms, crimes and policies are not), unless it is unclear
    which one, and to every work that is a treaty or a resolution, unless it names the instrument whose text it is.
    """
    for record in archive.records_of("instrument").values():
        if isinstance(record, Instrument) and record.kind in LEGAL_DOCUMENTS and not record.candidates:
            for field in ("cite-oscola", "cite-bluebook"):
                if not getattr(record, field.replace("-", "_")):
                    wrong = "is missing; an instrument that is a document carries both citations"
                    yield Problem(record.path, 1, field, wrong, "legal-citation")
    for work in archive.works.values():
        if (work.type or "").split(",")[0] in LEGAL_TYPES and not work.instrument:
            for field in ("oscola", "bluebook"):
                if not getattr(work, field):
                    wrong = f"is missing; name the instrument whose text this {work.type} is, or give both citations"
                    yield Problem(work.path, work.line(), f"{work.id}.{field}", wrong, "legal-citation")


TEXT_DIRECTIVE = ":~:"
"""What begins a text fragment (WICG, "URL Fragment Text Directives")."""


@rule("plain-link", reach="near")
def plain_link(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No recorded address has a text fragment, since its words may name somebody.

    It leads straight to a page that everybody can open. So it has no part that follows readers or belongs to one visit,
    and is not that of a service that leads on. The address of a copy is what it is.

    An address that is linked `plain` has no fragment at all, and its work has no archived copy.
    """
    for record in archive.all_records():
        for place, address in _addresses(record):
            if TEXT_DIRECTIVE in address:
                wrong = "has a text fragment; write the address up to its #"
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "plain-link")
            elif wrong := detour(address) if place[-1] != "archiveurl" else "":
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "plain-link")
    for work in archive.works.values():
        for field, wrong in _plain_faults(work):
            yield Problem(work.path, work.line(field), f"{work.id}.{field}", wrong, "plain-link")


def _addresses(record: Record) -> Iterator[tuple[FieldPath, str]]:
    for field in ("url", "archiveurl", "seenat", "address"):
        if address := record.__dict__.get(field):
            yield (field,), address
    yield from ((("checked", index), one) for index, one in enumerate(record.__dict__.get("checked", ())))


def _plain_faults(work: Work) -> Iterator[tuple[str, str]]:
    if work.plain and "#" in (work.url or "") and TEXT_DIRECTIVE not in (work.url or ""):
        yield "url", "has a fragment, and the work is linked `plain`; write the address up to its #"
    if work.plain and work.archiveurl:
        yield "archiveurl", "does not belong here; a work that is linked `plain` has no copy"
