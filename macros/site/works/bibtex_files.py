"""Works as files of BibTeX, as biblatex and pandoc print them right: news with its day, titles with their capitals.

Three things differ from the entries of the bibliography, and `as_recorded` turns them back: languages have the names
that biblatex knows, titles that say nothing alone include what explains them, and news is marked as a newspaper's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.core.models import Work
from macros.core.models.shape import kebab
from macros.core.models.web_archive import archived
from macros.site.works.bibtex import bibtex_value, entry_of
from macros.site.works.csl import csl_title, csl_type

_UNCHANGED = ("title", "subtitle", "title_translated", "titleaddon", "booktitle")
_NEWS = "news article"
_NO_TITLE = re.compile(r"\[(Headline|Title) not seen\]")
"""A title that says nothing without what explains it, so the two are one in files."""
LANGIDS = {
    "de": "german",
    "en": "english",
    "en-GB": "british",
    "en-US": "american",
    "es": "spanish",
    "fr": "french",
    "ja": "japanese",
    "ko": "korean",
    "ru": "russian",
    "zh": "chinese",
    "zh-Hans": "chinese-hans",
    "zh-Hant": "chinese-hant",
}
"""What biblatex calls languages: the names of babel. Other languages keep their tag, which babel knows too."""
_EXPORTED = [written for name in Work.model_fields for written in (name, *["entrysubtype"] * (name == "type"))]
_NO_TITLE_ALONE = re.compile(rf"^  title = \{{\{{{_NO_TITLE.pattern[:-2]}: (.*)\]\}}\}},$", re.MULTILINE)
_OWN_ADDITION = re.compile(r"^  titleaddon = \{\{\[([^\W\d_A-Z].*)\]\}\},$", re.MULTILINE)
_LANGID = re.compile(r"^  langid = \{(.*)\},$", re.MULTILINE)
_SUBTYPE = re.compile(r"^(  type = .*\n)?  entrysubtype = \{newspaper\},\n", re.MULTILINE)


def bibtex(works: Iterable[Work], archive: str = "") -> str:
    """All entries, separated by empty lines, with a line end at the end; first, as a comment, who wrote them."""
    return "\n".join([f"% {archive}\n"] * bool(archive) + list(map(bibtex_entry, works)))


def bibtex_entry(work: Work) -> str:
    """One entry with every field of the work, in the order of the model.

    `archiveurl` is the copy that is recorded or was seen. An address where one may exist is left out, since the field
    says that there is one. What the archive adds to a title is in square brackets. `as_recorded` gives the fields back
    as the bibliography has them.
    """
    copy = archived(work)
    fields = work.model_dump(exclude_defaults=True, exclude={"entrytype", "plain"})
    fields |= {"archiveurl": copy.address if copy.seen else "", "langid": LANGIDS.get(work.langid or "", work.langid)}
    if _NO_TITLE.fullmatch(work.title) and work.titleaddon:
        fields |= {"title": csl_title(work), "titleaddon": ""}
    elif work.titleaddon and work.titleaddon[0].islower():
        fields["titleaddon"] = f"[{work.titleaddon}]"
    if _is_news(work):
        fields |= {"type": "" if work.type == _NEWS else work.type, "entrysubtype": "newspaper"}
    lines = [(kebab(name), _kept(name, fields[name])) for name in _EXPORTED if fields.get(name)]
    return entry_of(work.id, work.entrytype, lines)


def _is_news(work: Work) -> bool:
    """Whether it needs a mark to be printed with its day: an article without one is one of a journal."""
    return work.entrytype == "article" and work.type is not None and csl_type(work) == "article-newspaper"


def _kept(name: str, value: str | list[str]) -> str:
    """A value as it is written; styles may not change the capitals of a title, among which are names."""
    text = bibtex_value(name, value)
    return f"{{{text}}}" if name in _UNCHANGED else text


def as_recorded(text: str) -> str:
    """Entries that `bibtex` wrote, with titles, types and languages as the bibliography has them."""
    tags = {name: tag for tag, name in LANGIDS.items()}
    text = _NO_TITLE_ALONE.sub(r"  title = {[\1 not seen]},\n  titleaddon = {\2},", text)
    text = _OWN_ADDITION.sub(r"  titleaddon = {\1},", text)
    text = _LANGID.sub(lambda match: f"  langid = {{{tags.get(match[1], match[1])}}},", text)
    return _SUBTYPE.sub(lambda match: match[1] or f"  type = {{{_NEWS}}},\n", text)
