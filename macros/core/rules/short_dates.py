"""A rule on the short names of sources: the date in them is written in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.core.archive import Archive
from macros.core.models import Source
from macros.core.models.document import FieldPath
from macros.core.models.translations import EDITIONS
from macros.core.problems import Problem
from macros.core.relations import Relations
from macros.core.rules.registry import rule

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = "(?:19|20)[0-9]{2}"
_FORMS = {
    "en": (rf"(?<=[A-Za-z)]) (?=(?:[0-9]{{1,2}} )?(?:{_MONTH}) {_YEAR}\b)", ", "),
    "ko": (rf"(?<=[^\s,0-9(])[ ,]*({_YEAR})(?:년|(?=$|\())", r", \1년"),
    "zh": (rf"(?<=[^\s，,0-9（(])[ ，,]*({_YEAR})(?:年|(?=$|[（(]))", r"，\1年"),
}
"""How a date that follows a name is found in each language, and how it is written there."""
_NO_DATE = re.compile(rf"(?:after|before|since|until|from|in|of|on|by|the) (?:[0-9]{{1,2}} )?(?:{_MONTH})\b")
"""An English date that belongs to the words before it."""


@rule("short-date", reach="near")
def short_date(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """In the short name of a source a date stands behind a comma: "HRW, June 2017", "HRW, 2017년", "HRW，2017年".

    An English year alone needs none: "HRW 2017". Lists of sources then have one form of names in each language.
    """
    for source in archive.sources:
        for place, language, text in _short_names(source):
            found, written = _FORMS[language]
            right = text if language == "en" and _NO_DATE.search(text) else re.sub(found, written, text)
            if right != text:
                wrong = f"has the date of '{text}' in another form than other sources; write `{right}`"
                yield Problem(source.path, source.line(*place), source.field(place), wrong, "short-date")


def _short_names(source: Source) -> Iterator[tuple[FieldPath, str, str]]:
    """The place, the language and the text of each short name that a source has."""
    if source.short:
        yield ("short",), "en", source.short
    for language in EDITIONS:
        own = getattr(source, language)
        if own and own.short:
            yield (language, "short"), language, own.short
