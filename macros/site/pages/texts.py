"""Texts with reference calls as HTML: fields, and the passages of annotations."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markdown import Markdown
from markupsafe import Markup, escape

from macros.core.models import Instrument
from macros.core.reading.annotation_entries import Entry
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import SIGNATURES, Call, CallPart
from macros.core.relations import OURS
from macros.core.values.ids import provision_anchor
from macros.site import addresses
from macros.site.claims.shown_claims import claim_address
from macros.site.pages.links import Links
from macros.site.pages.plain_links import PlainLinks
from macros.site.site import Site
from macros.site.templates import inert

EMPHASIS = re.compile(r"(?<![*\w])(\*\*?)(?=\S)([^*\n]+(?:\n[^*\n]+)?)(?<=\S)\1(?![*\w])")


def as_html(view: Links, value: str | None, owner: str = "") -> Markup:
    """A text field as HTML: plain text escaped, calls as links. `owner` is the record whose claims need no prefix."""
    if not value:
        return Markup("")
    parts = parse(value)[0]
    return Markup("").join(escape(part) if isinstance(part, str) else link(view, part, owner) for part in parts)


def passages_as_html(view: Links, passages: list[Entry], owner: str) -> list[Markup]:
    """The texts of all passages of an annotation as HTML: Markdown paragraphs and lists, calls as links.

    Most are plain paragraphs; the others are converted together, since setting up the converter costs more than that.
    """
    written = [entry_markdown(view, entry, owner) for entry in passages]
    others = iter(converted([text for text in written if not is_plain(text)]))
    made = (plain_paragraphs(text) if is_plain(text) else next(others) for text in written)
    return [Markup(text) for text in made]  # the text was escaped above


def converted(texts: list[str]) -> list[str]:
    """What the converter makes of some texts."""
    if not texts:
        return []
    return [text.strip() for text in _converter().reset().convert(_BETWEEN.join(texts)).split(_MARK)]


_PLAIN = re.compile(
    r"(?![\s\d#:+=-])"
    r"(?:[^\x00-\x20\x7f&<>\\`*_\[\]]++| ++(?!\n)|\n(?![ \t\d#:+=-])"
    r'|</?(?:a|span)(?: [a-z-]+="[^"<>\\`]*")*+>|&(?:[a-z]+|#\d+);)++'
)
"""Paragraphs without lists, emphasis, escapes and breaks of lines."""
_APART = re.compile(r"\n{2,}")


def is_plain(text: str) -> bool:
    """Whether Markdown takes a text over as it is, but for the tags of paragraphs."""
    return bool(_PLAIN.fullmatch(text))


def plain_paragraphs(text: str) -> str:
    """What the converter makes of such paragraphs, in a hundredth of the time."""
    return "\n".join([f"<p>{paragraph}</p>" for paragraph in _APART.split(text)])


def plain_entry(site: Site, entry: Entry, owner: str) -> str:
    """The text of an entry of an annotation without any markup, in one line."""
    text = EMPHASIS.sub(r"\2", entry_markdown(PlainLinks(site), entry, owner))
    return Markup(text).striptags()  # its tags are taken off at once


def entry_markdown(view: Links, entry: Entry, owner: str) -> str:
    """The text of an entry as Markdown, its calls as links in HTML."""
    return "".join(_shown(view, part, entry, owner) for part in entry.parts).strip()


def _shown(view: Links, part: CallPart, entry: Entry, owner: str) -> str:
    if isinstance(part, str):
        return part.replace("<", "&lt;")
    if part.name == "at":
        number = int(part.argument(0, "number"))
        anchor = addresses.passage_anchor(view.site.archive, owner, number) if number != entry.first else ""
        return str(view.inline.at(number, anchor))
    ours = part.name == "law" and part.named("how") in OURS
    return str(link(view, part, owner)) + (f" {view.inline.ours()}" if ours else "")


_MARK = '<hr class="between">'
_BETWEEN = f"\n\n{_MARK}\n\n"


_INLINE = (
    *("link", "image_link", "image_reference", "reference", "short_reference", "short_image_ref"),
    *("autolink", "automail"),
)
_BLOCKS = ("reference", "setextheader", "hashheader", "quote", "code")


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    """Paragraphs, lists and emphasis alone: nothing that turns text into links, pictures or headings."""
    markdown = Markdown(output_format="html")
    for name in _INLINE:
        markdown.inlinePatterns.deregister(name)
    for name in _BLOCKS:
        markdown.parser.blockprocessors.deregister(name)
    return markdown


def link(view: Links, call: Call, owner: str = "") -> Markup:
    """One reference call as a link."""
    special = _SPECIAL.get(call.name)
    if special:
        return special(view, call, owner)
    return view.ref(SIGNATURES[call.name].refers_to, call.text(0, "id"), call.text(1, "text"))


def _claim(view: Links, call: Call, owner: str) -> Markup:
    target = call.text(0, "id")
    stated = view.site.relations.claims.get(target if "." in target else f"{owner}.{target}")
    if stated is None:
        return escape(call.text(1, "text"))
    shown = call.text(1, "text") or view.site.claims.figure_of(stated.ref)
    return Markup(view.inline.claim(view.href(claim_address(stated)), inert(shown), stated.annotated))


def _law(view: Links, call: Call, _owner: str) -> Markup:
    provision, record_id = call.text(1, "provision"), call.text(0, "id")
    instrument = view.record("instrument", record_id)
    text = call.text(2, "text")
    if provision and not text and isinstance(instrument, Instrument):
        text = view.provision(instrument, provision)
    anchor = provision_anchor(provision) if provision else ""
    return view.ref("instrument", record_id, text, anchor)


def _see(view: Links, call: Call, _owner: str) -> Markup:
    key, number = call.text(0, "key"), int(call.argument(1, "passage", 0))
    text = call.text(2, "text")
    if key not in view.site.archive.records_of("source"):
        return view.ref("work", key, text)
    shown = text or (view.at_passage(key, number) if number else view.short(key))
    return view.ref("source", key, shown, addresses.passage_anchor(view.site.archive, key, number) if number else "")


def _cite(view: Links, call: Call, _owner: str) -> Markup:
    return view.ref("work", call.text(0, "key"), call.text(1, "text"))


_SPECIAL: dict[str, Callable[[Links, Call, str], Markup]] = {
    "claim": _claim,
    "law": _law,
    "see": _see,
    "cite": _cite,
}
