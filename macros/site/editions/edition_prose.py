"""The prose pages of the editions: short texts written in each language, as Markdown in `templates/editions/prose`."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markdown import Markdown
from markupsafe import Markup, escape

from macros.site.claims.edition_sentences import sentence_in
from macros.site.editions.edition_claims import EditionClaim, edition_claim
from macros.site.editions.edition_rows import claims_in_editions
from macros.site.editions.edition_view import EditionView
from macros.site.languages.latin import marked
from macros.site.templates import template


class ProsePage(NamedTuple):
    """A prose page: its file without language and ending, its English address, the labels of title and description.

    `example` says that it takes a claim apart, which is chosen among all claims.
    """

    file: str
    address: str
    heading: str
    about: str
    example: bool = False


PROSE = (
    ProsePage("about", "about/", "nav.about", "prose.about-about"),
    ProsePage("method", "about/method/", "nav.method", "prose.method-about"),
    ProsePage("reading", "about/reading-a-claim/", "claims.how-to-read", "prose.reading-about", example=True),
    ProsePage("policies", "about/policies/", "nav.policies", "prose.policies-about"),
    ProsePage("cite", "about/cite/", "nav.cite", "prose.cite-about", example=True),
)
"""Every prose page that the editions have."""
_BROKEN = re.compile("(?<=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef])\n *(?=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef])")
"""A break within a Chinese sentence, which would be shown as a space."""

_MARK = re.compile("\ue000(\\d+)\ue001")


def source_of(page: ProsePage, language: str) -> str:
    """The template of a page in a language, which is edited to change it."""
    return f"editions/prose/{page.file}.{language}.md.j2"


class _Kept:
    """Values that are not Markdown: each stands in the text as a mark and is put in, escaped, when that is HTML."""

    def __init__(self) -> None:
        self._values: list[str] = []

    def keep(self, value: object) -> str:
        """The mark of a value; empty for an empty one."""
        if not value:
            return ""
        self._values.append(str(escape(value)))
        return f"\ue000{len(self._values) - 1}\ue001"

    def put(self, html: str) -> Markup:
        """HTML with the values in place of their marks."""
        return Markup(_MARK.sub(lambda found: self._values[int(found[1])], html))  # each value was escaped


def edition_prose(view: EditionView, page: ProsePage) -> dict[str, Any]:
    """The values of the template of prose pages: the text as HTML."""
    site, kept = view.site, _Kept()
    best = site.relations.claims.get(claims_in_editions(site).example(view.language)) if page.example else None
    text = template(source_of(page, view.language)).render(
        view=view,
        example=_parts(edition_claim(view, site.claims[best.ref]), kept) if best else None,
        sentence=kept.keep(marked(sentence_in(site.relations, best, view.wording))) if best else "",
        measures=kept.keep(
            view.comma.join(view.term("measures", word) for word in site.archive.vocabulary.list("measures"))
        ),
        safe_state=_safe_state(view),
    )
    joined = _BROKEN.sub("", text) if view.language == "zh" else text
    return {"text": kept.put(Markdown(extensions=["attr_list"], output_format="html").convert(joined))}


def _parts(claim: EditionClaim, kept: _Kept) -> dict[str, str]:
    """What a page shows of a claim, each part kept; its address as it is."""
    shown = ("figure", "measure", "who", "chain", "hedge", "when", "outlet", "level")
    parts = {name: kept.keep(getattr(claim, name)) for name in shown}
    return {**parts, "stance": kept.keep(claim.drawn.stance), "address": claim.shown.address}


def _safe_state(view: EditionView) -> Markup:
    made = template("parts/safe_state.html.j2")
    shown = made.render(view=view, identity=view.site.archive.identity, language=view.language)
    return Markup(shown.strip())  # a template that escapes
