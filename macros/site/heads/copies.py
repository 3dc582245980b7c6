"""Markdown copies of finished pages, for readers that are programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from html_to_markdown import ConversionOptions, convert
from markupsafe import Markup

from macros.site.templates import template

FOR_SCREENS = ["svg", "form", "nav", "script", "style", "button", "span.Z3988", ".skip", ".links-here"]
"""What is useful only on a screen: pictures (each has a table beside it), forms, pagers, spans for Zotero."""
FOR_OTHERS = [".told", ".print-only"]
"""What is useful only to who was sent a link to one place, or only on paper."""
FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
UNVERIFIED = re.compile(r'<span class="label label-unverified">(.*?)</span>', re.DOTALL)
OUR_LABEL = re.compile(r'<span class="label ours"[^>]*>\s*(.*?)</span>', re.DOTALL)
SELF = re.compile(r'(<a href="#[^"]*" aria-label="link to this[^>]*>)link(</a>)')
"""On its own page a claim links to itself; a copy is elsewhere."""
TOOL = re.compile(r'<a href="([^"]*+)">(cite|card|report)</a>')
_LED = {"cite": re.compile(r".*\bcite/[^#]*#"), "card": re.compile(r".*\bcards/"), "report": re.compile("#report$")}
"""Links of a passage or a row to its citations, its picture and the form; their pages are named once in the copy."""
_BEFORE = " ·"
"""What may part such a link, with a space, from what stands before it."""
WAYS = re.compile(r'<p class="out">.*?</p>|<details class="ways">.*?</details>', re.DOTALL)
"""The links of a passage, and those of a claim beside it."""
COPY_AGAIN = re.compile(r' ?<small> \(<a class="archived".*?</small>', re.DOTALL)
"""Among these links the archived copy, which the facts of the document have too."""
BESIDE = re.compile(r"(</(?:span|b|i|a)>)(?=<(?:span|b|i)\b[^>]*>[^\s<,.:;)])")
"""Where the layout alone parts two texts; in a copy they get a space."""
_OPENER = re.compile(r"<summary\b.*?</summary>", re.DOTALL)
"""The three dots that open these links on a page."""
_EXACT = "#:~:"
CITATION_FOLDS = re.compile(r"<details[^>]*><summary>Citations in .*?</details>", re.DOTALL)
"""The citations in all styles: a copy says at its end what it is and where."""
LEADING_LIST = re.compile(r'<ul class="leading">.*?</ul>\s*(?=<details class="whole">)', re.DOTALL)
"""A few claims before the table of all."""
PASSAGE = re.compile(r'<p class="pn">.*?aria-label="(Passage[^"]*)".*?</p>', re.DOTALL)
TERM = re.compile(r"<dt\b[^>]*>(.*?)</dt>\s*<dd\b[^>]*>", re.DOTALL)
HYPHEN = re.compile(r"\\(?=-\w)(?<=\w\\)")
"""A needless backslash before a hyphen within a word."""
_NUMBER = re.compile(r"\\(?<=\d\\)(?=[.)])")
MARKS = re.compile(r"[\s\d>*+.)\\-]*")
"""What may come before the number of a list; after anything else on its line a number need not be escaped."""
CODE = re.compile(r"(`(?:(?<![^\n]`)``.*?^```|[^`\n]+`))", re.DOTALL | re.MULTILINE)
"""A block or a span of code. An expression that begins with one sign is found fifteen times faster than with a line."""
LINKED = re.compile(r"\]\(([^()\s<>]+)\)")
_SHORT = 10
"""The most signs of an address that is repeated: a number with its line at the end would take no less."""
ACTIVE = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
"""Characters that mean something in Markdown."""


def markdown_copy(html: str, *, title: str, address: str, base: str, revision: str) -> str:
    """The article of a page as Markdown (CommonMark with tables).

    Its links start from the address of the page, as those of the page do; the copy says at its end which address it is.
    Addresses to which several links lead stand once, at the end, and the links have their numbers. `address` is that of
    the page below `base`, and `revision` what a citation of it says, or empty.
    """
    text = SELF.sub(r"\1permalink\2", _once(FIGURE.sub(_undrawn, BESIDE.sub(r"\1 ", html))))
    for macro, pattern in (("passage", PASSAGE), ("term", TERM), ("unverified", UNVERIFIED), ("ours", OUR_LABEL)):
        text = _marked(macro, pattern, text)
    options = ConversionOptions(
        bullets="-",
        exclude_selectors=[*FOR_SCREENS, *FOR_OTHERS],
        expand_abbreviations=False,
        br_in_tables=True,
        compact_tables=True,
        extract_metadata=False,
        escape_misc=True,
        escape_asterisks=True,
        escape_underscores=True,
    )
    body, repeated = _referring(_even(_plainer(convert(text, options).content or "")).strip())
    named = ACTIVE.sub(r"\\\1", " ".join(title.split()))
    shown = {"body": body, "page": base + address, "revision": revision, "title": named, "repeated": repeated}
    return template("files/copy.md.j2").render(shown).rstrip() + "\n"


def _once(html: str) -> str:
    """A page without what it says again, for a hand or an eye that is just there."""
    text = WAYS.sub(_exact, _without_tools(html))
    return LEADING_LIST.sub("", CITATION_FOLDS.sub("", text))


def _without_tools(html: str) -> str:
    """A page without such links. An expression that began with what may be before them would try it at each letter."""
    kept, at = [], 0
    for found in TOOL.finditer(html):
        if _LED[found[2]].match(found[1]) and html[found.start() - 1].isspace():
            kept.append(html[at : found.start() - 1].removesuffix(_BEFORE))
            at = found.end()
    return "".join([*kept, html[at:]])


def _exact(ways: re.Match[str]) -> str:
    """The links of a passage or claim; those of a passage only where one leads to the very words in the original."""
    kept = _OPENER.sub("", COPY_AGAIN.sub("", ways[0]))
    return "" if kept.startswith("<p") and _EXACT not in kept else kept


def _referring(text: str) -> tuple[str, list[str]]:
    """The same with numbers for longer addresses that it has more than once, and these in the order of numbers."""
    parts = CODE.split(text)
    found = Counter(address for part in parts[::2] for address in LINKED.findall(part))
    numbers = {address: number for number, address in enumerate(_worth_a_number(found), 1)}
    parts[::2] = [LINKED.sub(lambda link: _numbered(link, numbers), part) for part in parts[::2]]
    return "".join(parts), list(numbers)


def _worth_a_number(found: Counter[str]) -> Iterator[str]:
    return (address for address, times in found.items() if times > 1 and len(address) > _SHORT)


def _numbered(link: re.Match[str], numbers: dict[str, int]) -> str:
    return f"][{numbers[link[1]]}]" if link[1] in numbers else link[0]


def _even(text: str) -> str:
    """Markdown with one empty line at most between two parts."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _plainer(text: str) -> str:
    """Markdown without needless backslashes; code is left as it is."""
    parts = CODE.split(text)
    parts[::2] = [_NUMBER.sub(_if_listed, HYPHEN.sub("", part)) for part in parts[::2]]
    return "".join(parts)


def _if_listed(found: re.Match[str]) -> str:
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    return found[0] if MARKS.fullmatch(line) else ""


def _undrawn(figure: re.Match[str]) -> str:
    """Remove a drawing with its legend, which explains marks and colours that a copy does not have."""
    return "" if "<svg" in figure[0] else figure[0]


def _marked(macro: str, pattern: re.Pattern[str], text: str) -> str:
    """Parts of a page that only its layout distinguishes, put into words."""
    shown = getattr(template("files/copy_parts.html.j2").module, macro)
    return pattern.sub(lambda found: str(shown(Markup(found[1]))), text)  # finished HTML
