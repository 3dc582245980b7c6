"""Numbers about people in plain words or digits, told from years, articles and numbers of other things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.core.words.first_look import MOST_WORDS, holds_nothing
from macros.core.words.number_signs import with_figures
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
_RELATED = (
    "wives|mothers|fathers|husbands|sons|daughters|sisters|brothers|families|households|youths?|students|workers|"
    "labou?rers|activists|brokers|guides|missionaries|pastors|orphans|survivors|travellers|fugitives|captives|hostages|"
    "deportees|others"
)
"""Further words for people, of whom a number is seldom anything else's."""
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
    rf"\b(?:{_WORDS}|scores?|millions?|handful|couple)"
    rf"(?:[\s-]+(?:{_WORDS}|one|score|million|and|or|to|of|the|these|those|young|more|other|detained|returned|unnamed|North))"
    rf"{{0,3}}\s+(?:{_PEOPLE})\b",
    re.IGNORECASE,
)
THE_NINE = re.compile(
    rf"\b(?:the|all|these|those|of)\s+(?!two\b|three\b)(?:{_WORDS})(?=\s*(?:[.,;:)]|$|\s(?:were|was|are|is|had|have|who|may|would|could|in|"
    r"from|at|to|on|of|being|into|and)\b))",
    re.IGNORECASE,
)
_LARGE = (
    "(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|dozens?|hundreds?|thousands?|scores|tens|a\s+score|a\s+handful|a\s+couple)"
)
_NUMBER = rf"(?:{_WORDS}|{_LARGE})(?:(?:[\s-]|\sof\s)(?:{_WORDS}|one|and|odd))*"
_DONE = (
    "sent|arrested|held|returned|detained|freed|released|deported|repatriated|moved|taken|caught|seized|killed|shot|"
    "executed|sentenced|jailed|imprisoned|let|said|believed|thought|reported|known|handed|brought|captured|tortured|"
    r"beaten|transferred|questioned|abducted|expelled|women|men|children|waiting|missing|dead|pregnant|in\s+custody|"
    "awaiting|being|facing|seen"
)
_HAPPENED = (
    r"(?:(?:were|was|are|is|have\s+been|had\s+been|may\s+(?:have\s+been|be))\s+"
    rf"(?:(?:not|still|later|then|also|reportedly|allegedly|since|soon|already|probably|all)\s+)?(?:{_DONE})|"
    "escaped?|fled|flee|died?|drowned|disappeared|starved|survived|crossed|remained|defected|perished|vanished|"
    r"passed\s+through|lived?\s+there|who)\b"
)
"""What is said of people, and of nothing else that is counted."""
_SUCH = r"(?:those|these)\s+(?:who|sent|returned|held|arrested|detained)"
WORDS_ALONE = (
    re.compile(rf"\b(?:{_NUMBER})[\s-]strong\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_NUMBER})(?:\s+(?:more|others?|or\s+(?:more|so)|of\s+(?:them|these|those)))?"
        rf"(?:,[^,.;:(){{}}]{{2,30}},|,)?\s+{_HAPPENED}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_LARGE}(?:[\s-]+(?:{_WORDS}|one|odd))*\s+(?:more\s+)?(?:of\s+)?(?:others\b|them\b|{_SUCH})", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:half|an?\s+(?:third|quarter|fifth)|(?:two|three|four)[\s-](?:thirds|quarters|fifths))\s+"
        rf"(?:of\s+(?:them\b|{_SUCH}|the\s+(?:{_PEOPLE}))|{_HAPPENED})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:group|party|batch|crowd)\s+of\s+(?:(?:about|some|nearly|around|at\s+least)\s+)?"
        rf"(?:{_NUMBER})\b(?!\s+(?:{_NEUTRAL})\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:{_LARGE}|{_WORDS})(?:[\s-]+(?:{_WORDS}|and|or|to|of|the|these|those|young|more|other|whole|pregnant))*"
        rf"\s+(?!others)(?:{_RELATED})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:some|several|many|no\s+fewer\s+than|upwards\s+of|(?:rose|grew|fell|doubled|increased|dropped)\s+to)\s+"
        rf"{_LARGE}(?=\s*[.,;:)]|$)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:{_NUMBER})[\s-]odd\b(?!\s+(?:{_NEUTRAL})\b)", re.IGNORECASE),
    re.compile(
        rf"\b(?:one|{_WORDS})\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{_LARGE}|three|four|five|six|seven|eight|nine)\b"
        rf"(?!\s+(?:{_NEUTRAL})\b)|\bevery\s+(?:second|third|fourth|fifth|tenth)\s+(?:{_PEOPLE})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\ba\s+pair\s+of\s+(?:{_PEOPLE}|{_RELATED})\b|\b(?:the|a)\s+(?:duo|trio|quartet)\b", re.IGNORECASE),
)
"""Numbers in words that are about people though no word for people follows: thirty were sent back, scores of others."""
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_IN_SIGNS = re.compile(
    rf"(?:(?<![\w/])\d{{1,2}}/\d{{1,3}}|[{_FRACTIONS}])\s+"
    rf"(?:of\s+(?:them\b|those\b|these\b|the\s+(?:{_PEOPLE})\b)|(?:were|are)\s)",
    re.IGNORECASE,
)
"""A share as 3/4 or ¾ of them."""
_IN_GROUPS = re.compile(r"(?<![\w.,])\d+(?:[ ./-]{1,3}\d+){2,}(?![\w,])")
_TELEPHONE = 7
"""Fewest digits of a telephone number. A message names none of them, since each alone may be half of one."""
_NUMBER_WORD = re.compile(
    rf"\b(?:{_WORDS}|{_LARGE}|scores?|millions?|handful|couple|half|pair|duo|trio|quartet|"
    r"second|fourth|tenth|(?:third|quarter|fifth)s?)(?:\b|per)",
    re.IGNORECASE,
)
"""What all patterns of numbers in words have."""
_other_words: set[str] = set()
_DIGIT = re.compile(r"\d")
BESIDE_PEOPLE = re.compile(rf"\b(?:\d[\d,]*|{_WORDS})\s+(?:{_PEOPLE})\b", re.IGNORECASE)
PERCENT = re.compile(rf"(?:\d[\d.,]{{0,20}}|\b(?:{_WORDS}))\s*(?:%|percent|per cent)", re.IGNORECASE)


def numbers_alone(text: str) -> Iterator[tuple[str, int]]:
    """Numbers about people with their position, each without words if it may be half of a telephone number.

    None are found in a text with personal data, which messages would repeat in pieces.
    """
    text = with_figures(text)
    found = [*_found(text)]
    if found and (holds_nothing(text) or not any(map(personal, text.split("\n")))):
        yield from found


def may_hold_numbers(text: str) -> bool:
    """Whether a text may hold a number about people; where it does not, no part of it does."""
    text = with_figures(text)
    return bool(_DIGIT.search(text)) or any(True for _ in _patterns(text))


def _found(text: str) -> Iterator[tuple[str, int]]:
    taken: set[int] = set()
    for pattern in _patterns(text):
        for match in pattern.finditer(text):
            span = range(match.start(), match.end())
            if not taken.isdisjoint(span):
                continue
            taken.update(span)
            yield " ".join(match.group().split()), match.start()
    if not _DIGIT.search(text):
        return
    for match in _IN_GROUPS.finditer(text):
        if sum(map(str.isdigit, match.group())) >= _TELEPHONE:
            taken.update(range(match.start(), match.end()))
            yield "", match.start()
    for match in DIGITS.finditer(text):
        if match.start() not in taken and not _harmless(text, match):
            yield match.group(), match.start()


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that can match in a text: those for shares, and those that begin with a word for a number."""
    in_words = _has_number_words(text)
    if "%" in text or "cent" in text.lower():
        yield PERCENT
    if in_words:
        yield from (WORD_AND_PEOPLE, THE_NINE, *WORDS_ALONE)
    if "/" in text or not text.isascii():
        yield _IN_SIGNS


def _has_number_words(text: str) -> bool:
    """Texts repeat their words, so each is looked at once."""
    new = set(text.split()) - _other_words
    for word in new:
        if _NUMBER_WORD.search(word):
            return True
        if len(_other_words) >= MOST_WORDS:
            _other_words.clear()
        _other_words.add(word)
    return False


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


def beside_people(text: str) -> Iterator[str]:
    """In prose pages only numbers next to a word for people count."""
    text = with_figures(text)
    found = [*BESIDE_PEOPLE.finditer(text), *PERCENT.finditer(text)]
    yield from (match.group() for match in found if not personal(text))
