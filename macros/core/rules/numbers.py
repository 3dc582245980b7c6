"""The rule on numbers about people: only inside a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from macros.core.archive import Archive
from macros.core.models import Claim, Record
from macros.core.models.base import changes_of
from macros.core.models.field_values import texts
from macros.core.problems import Problem
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import CallPart
from macros.core.relations import Relations
from macros.core.rules.registry import MANY, rule
from macros.core.words.personal import personal

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_LABELS = (
    r"articles?|arts?\.?|paragraphs?|paras?\.?|passages?|numbers?|nos?\.?|resolutions?|res\.?|sections?|chapters?|"
    r"pages?|pp?\.|volumes?|annex|sessions?|meetings?|comments?|general comment|no|revision|SHA|RFC|ISO|HRC|part"
)
_NEUTRAL = (
    r"days?|weeks?|months?|years?|hours?|minutes?|nights?|centur\w+|articles?|items?|points?|provisions?|states?|votes?|"
    r"countr\w+|governments?|organizations?|bodies|groups|sources?|works?|passages?|reports?|claims?|names?|lines?|"
    r"km|kilometres?|metres?|pages?|copies|words?|crossings?|places?|towns?|cities|count\w+|provinces?|routes?|ministr\w+|"
    r"presidents|leaders|letters?|treat\w+|conventions?|covenants?|protocols?|instruments?|norms?|measures?|demands?|"
    r"statements?|sentences?|paragraphs?|offences?|parts?|sides?|stages?|rivers?|kinds?|years'|days'|months'|million|"
    r"steps?|outlets?|agenc\w+|candidates?|texts?|abstentions?|in favour|against|of these texts|generations?|times|"
    r"styles?|commands?|minutes|per|°|hexadecimal|pixels?|bytes|cores"
)
_PEOPLE = (
    r"people|persons?|refugees?|defectors?|detainees?|prisoners?|inmates?|convicts?|men|women|man|woman|children|child|"
    r"infants?|bab(?:y|ies)|adults?|minors?|teenagers?|relatives|escapees?|returnees?|victims?|migrants?|"
    r"North Koreans?|Koreans?|soldiers?|pilots?|individuals|border.crossers?|asylum.seekers?|girls?|boys?|members"
)
_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?"
)
DIGITS = re.compile(r"(?<![\w.,/:#&(-])\d{1,3}(?:,\d{3})+|(?<![\w.,/:#&-])\d++(?!\w*[-/:]\d)")
SKIP_BEFORE = re.compile(rf"(?:\b(?:{_LABELS}|{_MONTHS})|[§¶]|\band|\bto|[–-])\s*$", re.IGNORECASE)
LABEL_RUN = re.compile(rf"\b(?:{_LABELS})\s+[\dIVXLC()., ]*(?:and|to|or|–)\s*$", re.IGNORECASE)
SKIP_AFTER = re.compile(
    rf"\s*(?:(?:and|to|or|–)\s*\d+\s*)?(?:{_MONTHS})|[-\s]+(?:{_NEUTRAL})\b|(?:st|nd|rd|th)\b|\(", re.IGNORECASE
)
WORD_AND_PEOPLE = re.compile(
    rf"\b(?:{_WORDS})(?:[\s-]+(?:{_WORDS}|and|or|to|of|the|these|those|young|more|other|detained|returned|unnamed|North)){{0,3}}"
    rf"\s+(?:{_PEOPLE})\b",
    re.IGNORECASE,
)
THE_NINE = re.compile(
    rf"\b(?:the|all|these|those|of)\s+(?!two\b|three\b)(?:{_WORDS})(?=\s*(?:[.,;:)]|$|\s(?:were|was|are|is|had|have|who|may|would|could|in|"
    r"from|at|to|on|of|being|into|and)\b))",
    re.IGNORECASE,
)
WORD_LOWER = re.compile(_WORDS)
BESIDE_PEOPLE = re.compile(rf"\b(?:\d[\d,]*|{_WORDS})\s+(?:{_PEOPLE})\b", re.IGNORECASE)
PERCENT = re.compile(rf"(?:\d[\d.,]{{0,20}}|\b(?:{_WORDS}))\s*(?:%|percent|per cent)", re.IGNORECASE)


@rule("bare-number")
def bare_number(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A number about people is only given inside a claim, so that nobody reads it without its owner."""
    for source in archive.sources:
        annotation = archive.annotations[source.id]
        for line, found in () if annotation.faults else _in_parts(annotation.parts):
            yield Problem(source.path, line + annotation.offset, "", _wrong(found), "bare-number")
    for record in archive.all_records():
        for text in texts(record):
            parts, faults = parse(text.value)
            for _, found in () if faults else _in_parts(parts):
                line = record.document.line(text.place)
                yield Problem(record.path, line, record.field(text.place), _wrong(found), "bare-number")
        yield from _in_changes(record)
        yield from _in_reasons(record)
    for path, page in archive.pages.items():
        for number, line_text in enumerate(page.split("\n"), 1):
            for found in _about_people(line_text):
                yield Problem(path, number, "", _wrong(found), "bare-number")


def _wrong(found: str) -> str:
    return (
        f'\'{found}\' is a number about people outside a claim; write {{{{ claim("…", "{found}") }}}} or leave it out'
    )


def _in_changes(record: Record) -> Iterator[Problem]:
    """Bare numbers of the entries of `changes:`, which cannot hold calls."""
    for index, change in enumerate(changes_of(record)):
        place = ("changes", index, "text")
        for found, _ in _numbers(change.text):
            wrong = f"'{found}' is a number about people outside a claim; name the claim in `claims` and leave it out"
            yield Problem(record.path, record.line(*place), record.field(place), wrong, "bare-number")


def _in_reasons(record: Record) -> Iterator[Problem]:
    """Bare numbers of the reasons for which two claims may share an origin, which are shown beside both figures."""
    claims: dict[str, Claim] = getattr(record, "claims", {})
    for claim_id, claim in claims.items():
        for index, other in enumerate(claim.may_share):
            place = ("claims", claim_id, "may-share", index, "reason")
            for found, _ in _numbers(other.reason):
                wrong = f"'{found}' is a number about people outside a claim; both claims have theirs, so leave it out"
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "bare-number")


def _in_parts(parts: list[CallPart]) -> Iterator[tuple[int, str]]:
    """Bare numbers of the plain parts, with their line in the text; a call between two parts separates them."""
    line = 1
    for part in parts:
        if isinstance(part, str):
            for found, start in islice(_numbers(part), MANY):
                yield line + part.count("\n", 0, start), found
            line += part.count("\n")
        else:
            line = max(line, part.line)


def _numbers(text: str) -> Iterator[tuple[str, int]]:
    """Bare numbers with their position; none if the text has personal data, which messages would repeat in pieces."""
    if not (re.search(r"\d", text) or WORD_LOWER.search(text.lower())) or any(map(personal, text.split("\n"))):
        return
    taken: set[int] = set()
    for pattern in (PERCENT, WORD_AND_PEOPLE, THE_NINE):
        for match in pattern.finditer(text):
            taken.update(range(match.start(), match.end()))
            yield " ".join(match.group().split()), match.start()
    for match in DIGITS.finditer(text):
        if match.start() not in taken and not _harmless(text, match):
            yield match.group(), match.start()


def _harmless(text: str, match: re.Match[str]) -> bool:
    """Years, days of a month, numbers of articles, and numbers of things other than people."""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    number = match.group()
    if re.fullmatch(r"1[89]\d\d|20\d\d", number) and not re.match(rf"\s+(?:{_PEOPLE})\b", after):
        return True
    if re.match(rf"\s+(?:{_PEOPLE})\b", after):
        return False
    if SKIP_AFTER.match(after) or LABEL_RUN.search(before):
        return True
    return bool(SKIP_BEFORE.search(before) and not re.search(r"\b(?:to|and)\s*$", before))


def _about_people(text: str) -> Iterator[str]:
    """In prose pages only numbers next to a word for people count."""
    found = [*BESIDE_PEOPLE.finditer(text), *PERCENT.finditer(text)]
    yield from (match.group() for match in found if not personal(text))
