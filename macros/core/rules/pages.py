"""Rules on prose pages and pictures: harmless in a browser, and with links that lead somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from macros.core.archive import Archive
from macros.core.models import KINDS
from macros.core.models.kinds import INDEXES, PAGED
from macros.core.problems import Problem, did_you_mean
from macros.core.reading.broken_markup import Broken, broken_in
from macros.core.reading.drawings import not_drawn
from macros.core.reading.markup import active_in_html, convert
from macros.core.reading.not_plain import not_plain
from macros.core.reading.page_macros import OTHER_MACROS, parse_page
from macros.core.reading.places_of_calls import misplaced
from macros.core.reading.prose_pages import EXPECTED
from macros.core.reading.reference_calls import SIGNATURES, Call
from macros.core.reading.yaml_reader import read_front_matter
from macros.core.relations import Relations
from macros.core.rules.examples import examples
from macros.core.rules.registry import rule
from macros.core.words.invisible import UNSEEN

_LISTS = frozenset(index.macro for index in INDEXES.values())
"""The macros that list records."""
_NOTE = "fnref:"
"""How the anchor of a footnote reference begins; the note links back to it."""
_CALL = r"(?:\{\{.*?\}\})?"
_SIGNS = 40
"""Of how many signs a place is sought with calls between them."""
FRAME = frozenset(("content",))
"""The anchors that every page has around its text: where the text begins."""


@rule("active-markup", reach="ties", beside=("pages",))
def active_markup(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Pages and pictures hold only plain markup: no scripts, frames, forms or handlers, nothing from other sites.

    Links lead to this site, http, https or mailto. A picture only draws, and refers only to its own parts.
    """
    for path, page in archive.pages.items():
        for found in _read(page).active:
            if not UNSEEN.fullmatch(found):  # reported for any file
                yield _active(path, page, found)
    for path, picture in archive.pictures.items():
        for line, what in not_drawn(picture) if picture else ():
            wrong = f"holds {what}; a picture only draws: shapes, lines and text with plain colours"
            yield Problem(path, line, "", wrong, "active-markup")


@rule("broken-markup", reach="ties", beside=("pages",))
def broken_markup(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """On a page every tag is closed in its place, every sign of Markdown and every character code is whole.

    A link leads somewhere and has words, a picture has a file and a description, and a page has one title.
    """
    for path, page in archive.pages.items():
        first = len(page) - len(read_front_matter(page, "")[0].body)
        torn = {fault.line for fault in misplaced(page)} if _read(page).broken else ()
        for broken in _read(page).broken:
            line = page.count("\n", 0, first) + broken.line if broken.line else _line(page, *broken.found)
            if line not in torn:  # a call that cannot stand there is reported, and what is around it may be whole
                yield Problem(path, line, "", broken.wrong, "broken-markup")


@rule("page-anchor", reach="ties", beside=("pages",))
def page_anchor(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """An anchor of a page stands there once, and is none of those that every page has around its text.

    A heading has an anchor too: its words, or what follows it as `{#anchor}`.
    """
    for path, page in archive.pages.items():
        made = (anchor for call in parse_page(page)[1] for anchor in _written(call, archive))
        for anchor, times in Counter((*_read(page).anchors, *made)).items():
            if anchor in FRAME or times > 1:
                what = "an anchor of every page" if anchor in FRAME else "an anchor of this page already"
                wrong = f"'{anchor}' is {what}; use another one, which a heading has as {{#another}} behind its words"
                yield Problem(path, _anchored(page, anchor), "", wrong, "page-anchor")


def _anchored(page: str, anchor: str) -> int:
    forms = (f"#{anchor}}}", f'id="{anchor}"', f"id={anchor}", f"# {anchor.replace('-', ' ')}", anchor)
    return _line(page, *forms)


@rule("page-link", reach="ties", beside=("pages",))
def page_link(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A link from a page to this site names the file of a page, such as `../map/index.md`, and an existing anchor.

    Links may use the anchors that macros write for terms of a list, rules and macros. For a record or a list of
    records, use a call instead. Every index page exists.
    """
    records = {f"{KINDS[kind].page}/{i}.md" for kind in PAGED for i in archive.ids_met[kind] | archive.lost[kind]}
    pages = {path.removeprefix("docs/"): page for path, page in archive.pages.items()}
    known = {*pages, *records, *(path.removeprefix("docs/") for path in archive.pictures)}
    for path, page in archive.pages.items():
        for link in _read(page).links:
            if unescape(link or "") in _read(page).active:
                continue
            if wrong := _wrong_link(path.removeprefix("docs/"), link, known, archive):
                source = _source(link or "")
                yield Problem(path, _line(page, f"]({source})", source), "", wrong, "page-link")
    for path in EXPECTED:
        if path not in pages:
            yield Problem(f"docs/{path}", 1, "", "is missing; the navigation and other pages lead to it", "page-link")


def _source(link: str) -> str:
    """How the page writes a footnote whose link Markdown made; any other link as it is."""
    return f"[^{link[1 + len(_NOTE) :]}]" if link.startswith(f"#{_NOTE}") else link


def _wrong_link(uri: str, link: str | None, known: set[str], archive: Archive) -> str:
    """What is wrong with a link of a page; empty if it leads to another site or to a page."""
    if link is None:
        return "has a link or picture without an address; write [words](address)"
    try:
        scheme, host, path, _, anchor = urlsplit(link)
    except ValueError:
        return f"'{link}' is not an address; write it as the browser shows it"
    if scheme or host or "\x02" in link:
        return ""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(path))) if path else uri
    if path.startswith("/") or target not in known:
        pages = [path.removeprefix("docs/") for path in archive.pages]
        near = next((guess for guess in (f"{target}/index.md", f"{target}.md") if guess in pages), target)
        meant = f"; did you mean '{near}'?" if near in pages else did_you_mean(near, pages)
        return f"no page '{link}' in docs/; name a page by the relative path of its file{meant}"
    return _wrong_anchor(target, anchor, archive) if anchor else ""


def _wrong_anchor(target: str, anchor: str, archive: Archive) -> str:
    page = archive.pages.get(f"docs/{target}")
    if page is None:
        return f"'#{anchor}' on the page of a record; use a reference call, or link the page alone"
    calls = parse_page(page)[1]
    anchors = frozenset(_read(page).anchors).union(*(_written(call, archive) for call in calls))
    if anchor in anchors or any(one.line for one in _read(page).broken):  # a tag that is open may swallow headings
        return ""
    if any(call.name in _LISTS for call in calls):
        return f"'#{anchor}' on a list of records; use a reference call, or link the page alone"
    if anchor.startswith(_NOTE):
        return f"the note '{_source(f'#{anchor}')}' is not called anywhere; call it in the text or delete it"
    return f"no anchor '#{anchor}' on docs/{target}{did_you_mean(anchor, anchors)}"


def _written(call: Call, archive: Archive) -> Iterator[str]:
    """The anchors for links that a macro writes into a page."""
    match call.name:
        case "vocabulary":
            yield from (f"{call.args[0]}-{term}" for term in archive.vocabulary.list(str(call.args[0])))
        case "rule_list" | "further_rule_list":  # which of them a page has, the finished site tells
            yield from (f"rule-{rule_id}" for rule_id in examples())
        case "macro_list":
            yield from (f"macro-{name}" for name in (*SIGNATURES, *_LISTS, *OTHER_MACROS))
        case "data_index":
            yield "schemas"


class _Page(NamedTuple):
    """What was found in a page: what may be harmful, the links, the anchors, and what is not whole."""

    active: tuple[str, ...] = ()
    links: tuple[str | None, ...] = ()
    anchors: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()


@lru_cache(maxsize=256)
def _read(page: str) -> _Page:
    """A page as it is converted, without its calls; empty if its braces hold anything but calls."""
    plain, _, faults = parse_page(page)
    if faults:
        return _Page()
    try:
        html, links, anchors = convert(plain)
    except RecursionError:
        return _Page(("",))
    active, source = active_in_html(html), read_front_matter(page, "")[0].body
    return _Page(active, links, anchors, () if active else tuple(broken_in(html, source)))


def _active(path: str, text: str, found: str) -> Problem:
    line = _line(text, found)
    if found.startswith("&"):
        wrong = f"holds '{found}', an invisible character; remove it"
        return Problem(path, line, "", wrong, "invisible-character")
    return Problem(path, line, "", not_plain(found), "active-markup")


def _line(text: str, *found: str) -> int:
    """The first line of the body with what was found, or with its longest word if it is not found whole.

    Calls were taken out before it was found, so there may be one between two of its signs.
    """
    longest = sorted(re.findall(r"\w{4,}", found[-1]), key=len, reverse=True)
    head = len(text) - len(read_front_matter(text, "")[0].body)
    at = next((at for part in found if (at := text.find(part, head)) >= 0), 0)
    at = at or next((at for part in found if (at := text.lower().find(part.lower(), head)) >= 0), 0)
    if not at and (around := re.compile(_CALL.join(map(re.escape, found[0][:_SIGNS]))).search(text, head)):
        at = around.start()
    at = at or _coded(text, head, found)
    at = at or next((at for part in longest if (at := text.lower().find(part.lower(), head)) >= 0), 0)
    return text.count("\n", 0, at) + 1


def _coded(text: str, head: int, found: Iterable[str]) -> int:
    """Where a line begins that has what was found, with signs of it written as character codes; 0 if none has."""
    for line in re.finditer(r"^.*&.*$", text[head:], re.MULTILINE):
        if any(part.lower() in unescape(line[0]).lower() for part in found):
            return head + line.start()
    return 0
