"""The macros that prose and index pages call. Each gives HTML whose links are relative to the page it is on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from macros.core.models import KINDS, MODELS, Claim, Note
from macros.core.models.changes import Change
from macros.core.models.kinds import INDEXES, WRITTEN
from macros.core.models.last_look import COPIES, VERDICTS
from macros.core.models.model_fields import field_rows
from macros.core.reading.page_macros import OTHER_MACROS, REFERENCES
from macros.core.reading.reference_calls import SIGNATURES, Call
from macros.core.rulebook import further_rules, listed
from macros.core.rules.examples import examples
from macros.core.rules.safety import GUARDED
from macros.site.contributing.command_help import command_help
from macros.site.contributing.reporting import form_address
from macros.site.exports import DATA_FILES, SCHEMA_VERSION
from macros.site.exports.catalogue import FORMS_TO_TAKE
from macros.site.exports.field_guide import sections
from macros.site.exports.jsonschema import names_of_schemas
from macros.site.exports.questions import questions
from macros.site.exports.retired_files import RETIRED_FILES
from macros.site.languages.page_words import ENGLISH
from macros.site.pages.changed import newest_changes
from macros.site.pages.citations import of_archive
from macros.site.pages.comparing.compare_form import compare_form
from macros.site.pages.leading import most_documents, newest, newest_sources
from macros.site.pages.moved import moved
from macros.site.pages.search_form import search_page
from macros.site.pages.texts import link
from macros.site.pages.view import View
from macros.site.pictures.map.maps import drawings, tabled
from macros.site.pictures.matrices import law, signed
from macros.site.pictures.strips import strips
from macros.site.pictures.timelines import timelines
from macros.site.site import Site
from macros.site.templates import template

FURTHER_RULES = "about/further-rules"
"""The page of the rules that need more than the records, which an archive may lack."""
Macro = Callable[..., Markup]


def macros(site: Site, uri: Callable[[], str]) -> dict[str, Macro]:
    """Every macro by name. `uri` gives the Markdown file of the page being rendered."""
    made = _Macros(site, uri)
    found: dict[str, Macro] = {name: made.reference(name) for name in REFERENCES}
    for index in INDEXES.values():
        found[index.macro] = made.index(index.name)
    for name in OTHER_MACROS:
        found[name] = getattr(made, name)
    return found


def kept_macro(site: Site, name: str, uri: Callable[[], str]) -> Macro:
    """A macro whose result a build takes from an earlier one, if all that it reads is the same.

    References are made each time: there are many, and each costs no more than looking for it.
    """

    def call(*args: str | int, **kwargs: str | int) -> Markup:
        page = uri()
        make = partial(_called, site, page, name, args, tuple(kwargs.items()))
        if name in REFERENCES:
            return make()
        return site.kept.value(f"macro {page} {name} {args} {kwargs}", make)

    return call


def _called(site: Site, page: str, name: str, args: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> Markup:
    return macros(site, lambda: page)[name](*args, **dict(named))


class _Macros:
    def __init__(self, site: Site, uri: Callable[[], str]) -> None:
        self.site = site
        self.uri = uri

    def view(self) -> View:
        return View(self.site, self.uri())

    def reference(self, name: str) -> Macro:
        def call(*args: str | int, **kwargs: str | int) -> Markup:
            return link(self.view(), Call(name, args, kwargs))

        return call

    def index(self, name: str) -> Macro:
        def call() -> Markup:
            site = self.site
            alone, moves = site.part(name, ""), moved(site, name)
            shown: dict[str, Any] = {"parts": site.pager(name, ""), "items": site.items(alone) if alone else []}
            shown |= {"moved": moves, "whole": site.whole(name), "rows": site.claims}
            return self._render(f"indexes/{name}.html.j2", **shown)

        return call

    def _render(self, file: str, /, **context: Any) -> Markup:
        return Markup(template(file).render(view=self.view(), **context).strip())

    def archive_citation(self) -> Markup:
        latest = self.site.history.in_slots
        return self._render("parts/archive_citation.html.j2", cited=of_archive(self.site), latest=latest)

    def home(self) -> Markup:
        archive = self.site.archive
        counts = {
            "sources": len(archive.sources),
            "incidents": len(archive.records_of("incident")),
            "claims": len(self.site.relations.claims),
            "organizations": len(archive.records_of("organization")),
            "works": len(archive.works),
        }
        first, most = newest(self.site), most_documents(self.site)
        shown = {
            one.id: self.site.about_incidents.range_of(one.id) for one in (*first, *(record for record, _ in most))
        }
        leading = {"newest": first, "most": most, "figures": shown}
        sources = newest_sources(self.site)
        pictures = {"strips": strips(self.site), "maps": drawings(self.site), "latest": self.site.history.in_slots}
        return self._render("pages/home.html.j2", counts=counts, sources=sources, **leading, **pictures)

    def search_form(self) -> Markup:
        return self._render("pages/search.html.j2", **search_page(self.site, ENGLISH))

    def compare_form(self) -> Markup:
        return self._render("pages/compare.html.j2", **compare_form(self.site))

    def dossier(self) -> Markup:
        return self._render("pages/dossier.html.j2", latest=self.site.history.in_slots)

    def who_signed_what(self) -> Markup:
        caption = "Who speaks in several sources, or signed them"
        return self._render("pictures/matrix.html.j2", matrix=signed(self.site), law=False, caption=caption)

    def law_by_source(self) -> Markup:
        caption = "Instruments and provisions in the sources"
        return self._render("pictures/matrix.html.j2", matrix=law(self.site), law=True, caption=caption)

    def timeline_picture(self) -> Markup:
        return self._render("pictures/timeline_picture.html.j2", timelines=timelines(self.site))

    def place_map(self) -> Markup:
        return self._render("pages/map.html.j2", **tabled(self.site), drawings=drawings(self.site))

    def data_index(self) -> Markup:
        return self._render(
            "indexes/data.html.j2", files=DATA_FILES | FORMS_TO_TAKE, counts=self._counts(), schemas=names_of_schemas()
        )

    def data_fields(self) -> Markup:
        return self._render("indexes/data_fields.html.j2", sections=list(sections()), retired=RETIRED_FILES)

    def worked_questions(self) -> Markup:
        return self._render("indexes/questions.html.j2", questions=list(questions(self.site)))

    def schema_version(self) -> Markup:
        return escape(SCHEMA_VERSION)

    def _counts(self) -> dict[str, int]:
        counts = {KINDS[kind].plural: len(records) for kind, records in self.site.archive.records.items()}
        return counts | {"claims": len(self.site.relations.claims), "notes": len(self.site.relations.notes)}

    def source_health(self) -> Markup:
        return self._render("indexes/health.html.j2", health=self.site.archive.health, copies=COPIES, verdicts=VERDICTS)

    def retired_list(self) -> Markup:
        retired = self.site.archive.redirects
        shown = retired.shown().root
        return self._render("indexes/retired_list.html.j2", retired=shown, quiet=len(retired.root) - len(shown))

    def changes_made(self) -> Markup:
        return self._render("indexes/changes.html.j2", changes=newest_changes(self.site))

    def safe_way(self, language: str) -> Markup:
        return self._render("parts/safe_way.html.j2", identity=self.site.archive.identity, language=language)

    def safe_state(self, language: str) -> Markup:
        return self._render("parts/safe_state.html.j2", identity=self.site.archive.identity, language=language)

    def archive_name(self) -> Markup:
        return escape(self.site.name)

    def on_site(self, address: str) -> Markup:
        return escape(self.site.absolute(address))

    def in_repository(self, place: str) -> Markup:
        return escape(f"{self.site.archive.identity.repository}/{place}")

    def public_form(self, form: str) -> Markup:
        return escape(form_address(self.site, form))

    def guarded_fields(self) -> Markup:
        return self._render("indexes/guarded_fields.html.j2", fields=sorted(GUARDED))

    def vocabulary(self, name: str) -> Markup:
        return self._render("indexes/vocabulary.html.j2", name=name, terms=self.site.archive.vocabulary.list(name))

    def record_fields(self, kind: str) -> Markup:
        models: dict[str, type[BaseModel]] = {"claim": Claim, "note": Note, "change": Change, **MODELS}
        model = models[kind]
        return self._render("indexes/fields.html.j2", kind=kind, rows=field_rows(model))

    def kind_fields(self) -> Markup:
        kinds = [(KINDS[kind], field_rows(MODELS[kind])) for kind in WRITTEN if KINDS[kind].suffix == ".yml"]
        return self._render("indexes/kind_fields.html.j2", kinds=kinds)

    def rule_list(self) -> Markup:
        further = further_rules()
        page = f"{FURTHER_RULES}/" if f"docs/{FURTHER_RULES}.md" in self.site.archive.pages else ""
        own = [rule for rule in listed() if rule not in further or (rule.needs == "records" and not page)]
        given = {"rules": own, "further": [rule for rule in further if rule not in own], "further_page": page}
        return self._render("indexes/rules.html.j2", **given, examples=examples())

    def further_rule_list(self) -> Markup:
        given = {"rules": further_rules(), "further": [], "further_page": ""}
        return self._render("indexes/rules.html.j2", **given, examples=examples())

    def macro_list(self) -> Markup:
        indexes = {index.macro: f"the index of {index.name}" for index in INDEXES.values()}
        return self._render("indexes/macro_list.html.j2", signatures=SIGNATURES, others=indexes | OTHER_MACROS)

    def command_list(self) -> Markup:
        return self._render("indexes/commands.html.j2", commands=command_help())
