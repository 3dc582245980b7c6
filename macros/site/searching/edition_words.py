"""What results of a search are called in Korean and Chinese. It is shown there, and nothing of it is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from macros.core.models import Incident, Instrument, Source
from macros.core.models.kinds import FACETS
from macros.core.models.translations import EDITIONS
from macros.site.claims.edition_cells import figure_cell, position_in
from macros.site.claims.shown_claims import ShownClaim
from macros.site.editions.edition_rows import claims_in_editions, outlet
from macros.site.editions.edition_view import EditionView
from macros.site.languages.page_words import PageWords
from macros.site.site import Site

NAMED_BY_US = ", identified by the archive"
"""What follows the name of a record among the filters where the archive, and not the document, names it."""


class EditionWords:
    """The words of results in each edition, by language."""

    def __init__(self, site: Site) -> None:
        words = PageWords(site.archive.labels, ())
        self._views = {one: EditionView(site, "search/index.md", one, "search/", words) for one in EDITIONS}
        self._site = site

    def passages(self, source: Source) -> Callable[[str], dict[str, str]]:
        """What says what a passage of a source is called, or a run of passages, by its number."""
        views, named = self._views, {language: view.called(source) for language, view in self._views.items()}
        return lambda number: {
            language: f"{named[language]}{view.pause}{view.say('record.passage', n=number)}"
            for language, view in views.items()
        }

    def claim(self, claim: ShownClaim) -> dict[str, str]:
        """A claim by its measure, its figure and the document."""
        return {language: _claim(view, claim) for language, view in self._views.items()}

    def sentence(self, claim: ShownClaim) -> dict[str, str]:
        """A claim as a sentence."""
        sentence = claims_in_editions(self._site).sentence
        return {language: sentence(language, claim.ref) for language in EDITIONS}

    def provision(self, instrument: Instrument, key: str) -> dict[str, str]:
        """A provision by its instrument."""
        return {language: view.provision(instrument, key) for language, view in self._views.items()}

    def known(self, incident: Incident) -> dict[str, str]:
        """What is known of an incident and what is not."""
        return {
            language: f"{view.say('nav.known')}{view.colon}{view.called(incident)}"
            for language, view in self._views.items()
        }

    def unanswered(self, incident: Incident, questions: Sequence[str]) -> dict[str, str]:
        """The title of an incident, where it has one, and the questions on which no claim is recorded."""
        told = {language: " · ".join(_unanswered(view, incident, questions)) for language, view in self._views.items()}
        return {language: text for language, text in told.items() if text}

    def filters(self, language: str) -> dict[str, dict[str, str]]:
        """The values of filters in a language, by filter and English value, as far as they differ from it."""
        view = self._views[language]
        site = view.site
        named = {kind: _named(view, kind) for kind in FACETS}
        for source in site.sources:
            for kind, key, mentions in site.relations.mentioned_in(source):
                if kind in named and any(mention.ours for mention in mentions):
                    record = site.archive.records_of(kind)[key]
                    ours = f"{view.called(record)}{view.open}{view.say('search.ours')}{view.close}"
                    named[kind][record.short_text + NAMED_BY_US] = ours
        levels = site.archive.vocabulary.list("evidence")
        evidence = {term.label: view.wording.pattern("evidence", level) for level, term in levels.items()}
        return {**named, "evidence": evidence}


def _unanswered(view: EditionView, incident: Incident, questions: Sequence[str]) -> Iterator[str]:
    if view.has_title(incident):
        yield view.title(incident)
    if questions:
        named = view.comma.join(view.term("questions", question) for question in questions)
        yield f"{view.say('known.no-claim-recorded')}{view.colon}{named}"


def _named(view: EditionView, kind: str) -> dict[str, str]:
    names = {record.short_text: view.called(record) for record in view.site.archive.records_of(kind).values()}
    return {english: own for english, own in names.items() if own != english}


def _claim(view: EditionView, claim: ShownClaim) -> str:
    stated = view.site.relations.claims[claim.ref]
    measure = view.term("measures", stated.claim.measure)
    against = position_in(view.site.relations, stated, view.wording)
    return f"{measure}{view.colon}{against or figure_cell(stated, view.wording)}{view.pause}{outlet(view, stated)}"
