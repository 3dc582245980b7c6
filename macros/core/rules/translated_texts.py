"""Rules on texts in Korean and Chinese: they say what the English text says, with the same claims and figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from macros.core.archive import Archive
from macros.core.models import Instrument, Record
from macros.core.models.document import FieldPath
from macros.core.models.field_values import TranslatedText, translated_texts
from macros.core.models.translations import EDITIONS
from macros.core.problems import Problem
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import Call, CallPart
from macros.core.relations import Relations
from macros.core.rules.registry import rule
from macros.core.rules.translated_figures import differing
from macros.core.words.folding import simplified
from macros.core.words.han import HAN
from macros.core.words.han_forms import other_forms


def _problem(found: TranslatedText, message: str, rule_id: str) -> Problem:
    record = found.record
    return Problem(record.path, record.line(*found.place), record.field(found.place), message, rule_id)


def _all(archive: Archive) -> Iterator[TranslatedText]:
    for record in archive.all_records():
        yield from translated_texts(record)


@rule("translated-field", reach="near")
def translated_field(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A text in Korean or Chinese is in that language and translates an English text of the same field.

    A native name is not in the letters of another of these languages than the one that it is given for, and one that
    is given for zh-Hans or zh-Hant is in simplified or in traditional letters.

    No record needs such texts: pages show the English text, marked as such, where one is missing.
    """
    for found in _all(archive):
        if not found.english:
            wrong = f"translates nothing: the record has no `{found.field.name}` in English; write it first"
            yield _problem(found, wrong, "translated-field")
        elif not _in_its_language(found):
            wrong = (
                f"is not in {EDITIONS[found.language]}; write it so, or leave it out: pages then show the English text"
            )
            yield _problem(found, wrong, "translated-field")
    for record in archive.all_records():
        for place, language, name in _native_names(record):
            if wrong := _other_letters(language, name):
                yield Problem(record.path, record.line(*place), record.field(place), wrong, "translated-field")


def _native_names(record: Record) -> Iterator[tuple[FieldPath, str, str]]:
    """Each name in a language of its own, with its place and its language."""
    for field in ("native", "native-unverified"):
        for language, name in getattr(record, field.replace("-", "_"), {}).items():
            yield (field, language), language, name
    for number, one in enumerate(record.candidates if isinstance(record, Instrument) else ()):
        for language, name in one.native.items():
            yield ("candidates", number, "native", language), language, name


def _other_letters(language: str, name: str) -> str:
    """What is wrong with the letters of a name, given its language; empty if nothing is."""
    hangul, kana, han = (bool(letters.search(name)) for letters in (_HANGUL, _KANA, _HAN))
    if language.startswith("ko") and (han or kana) and not hangul:
        return f"'{name}' is not in Korean letters; give the name under the language that it is in"
    if (language.startswith("zh") and (hangul or kana)) or (language.startswith("ja") and hangul):
        other = "Korean" if hangul else "Japanese"
        return f"'{name}' has {other} letters; give the name under the language that it is in"
    if other_form := next(iter(other_forms(name, language)), None):
        told = f"'{name}' has '{other_form.letter}', a {other_form.form} form"
        return f"{told}; give the name under the language that it is in"
    return ""


_NAMES = ("name", "short")
"""Fields that may hold a name in Latin letters, such as CNN."""
_HANGUL, _HAN = re.compile("[\uac00-\ud7a3]"), re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


def _in_its_language(found: TranslatedText) -> bool:
    """Whether a text has the letters of its language; a name may be in Latin letters."""
    plain = "".join(map(_label, _parts(found.text)))
    hangul, han = len(_HANGUL.findall(plain)), len(_HAN.findall(plain))
    if not hangul and not han:
        return found.field.name in _NAMES or not re.search(r"[^\W\d_]", plain)
    return hangul > 0 if found.language == "ko" else han >= hangul and _is_simplified(plain)


def _is_simplified(text: str) -> bool:
    """Whether a Chinese text is neither in traditional letters nor Japanese; it may name something that is."""
    forms = simplified()
    old = {letter for letter in text if ord(letter) in forms}
    new = {letter for letter in text if letter in _simple_alone()}
    return len(_KANA.findall(text)) * 4 <= len(_HAN.findall(text)) and (len(old) < 2 or len(old) <= len(new))  # noqa: PLR2004 # one alone may be a name


@cache
def _simple_alone() -> frozenset[str]:
    """The letters that only simplified texts have."""
    forms = simplified()
    return frozenset(letter for letter in forms.values() if ord(letter) not in forms)


@rule("translated-claims", reach="near")
def translated_claims(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A text in Korean or Chinese calls the same claims as the English text, each as often; their order may differ."""
    for found in _all(archive):
        if found.field.rich and found.english and not _unsure(relations, found):
            english, translated = (_called(_parts(text)) for text in (found.english, found.text))
            for claim in sorted(english | translated):
                if english[claim] != translated[claim]:
                    yield _problem(found, _uneven(claim, english[claim], translated[claim]), "translated-claims")


def _unsure(relations: Relations, found: TranslatedText) -> bool:
    """Whether one of the two texts has a call that cannot be read or names no claim, which is reported."""
    texts = [parse(text) for text in (found.english, found.text)]
    named = {_owned(found, part) for parts, _ in texts for part in parts if _is_claim(part)}
    wide = "\uff5b" in found.text  # full-width braces, which are reported
    return wide or any(faults for _, faults in texts) or bool(named - relations.claims.keys())


def _owned(found: TranslatedText, part: CallPart) -> str:
    """The claim that a call names, with its owner."""
    target = _target(part)
    return target if "." in target else f"{found.record.id}.{target}"


def _uneven(claim: str, english: int, translated: int) -> str:
    times = {0: "not at all", 1: "once", 2: "twice"}
    told = f"calls claim '{claim}' {times.get(translated, f'{translated} times')}"
    right = f'write {{{{ claim("{claim}", "…") }}}} as often' if translated < english else "leave out what it adds"
    return f"{told}, the English text {times.get(english, f'{english} times')}; {right}"


@rule("translated-figure", reach="near")
def translated_figure(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """The Korean or Chinese text of a claim call has no other figure, modifier or date than its claim.

    The modifier stands inside the text of the call (약 600명, 超过500名, 최소 41명), and 여, 余 and 多 are "more than".
    """
    for found in _all(archive):
        if found.field.rich and "claim(" in found.text:
            yield from (_problem(found, wrong, "translated-figure") for wrong in _wrong_figures(relations, found))


def _wrong_figures(relations: Relations, found: TranslatedText) -> Iterator[str]:
    parts = _parts(found.text)
    english = {_target(part): _label(part) for part in _parts(found.english) if _is_claim(part)}
    for index, part in enumerate(parts):
        if isinstance(part, Call) and _is_claim(part):
            target = _target(part)
            stated = relations.claims.get(_owned(found, part))
            if stated:
                before, after = ("".join(map(_label, some)) for some in (parts[:index], parts[index + 1 :]))
                shown = english.get(target, "")
                yield from differing(stated.claim, found.language, before, _label(part), after, shown)


def _parts(text: str) -> list[CallPart]:
    return parse(text)[0]


def _is_claim(part: CallPart) -> bool:
    return isinstance(part, Call) and part.name == "claim"


def _called(parts: Iterable[CallPart]) -> Counter[str]:
    return Counter(_target(part) for part in parts if _is_claim(part))


def _target(part: CallPart) -> str:
    return part.text(0, "id") if isinstance(part, Call) else ""


def _label(part: CallPart) -> str:
    """What a reader sees of a part: the text, or the text of a call."""
    return part if isinstance(part, str) else part.text(1, "text")
