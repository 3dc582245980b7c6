"""What a document says of a provision: its subject, the reservations to it, and how far both are confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from macros.core.models import Instrument
from macros.core.models.law import Reservation, Status
from macros.site.documents.runs import TextLine, plain_runs
from macros.site.pages.view import View
from macros.site.templates import state

_GENERAL = " Unverified: general knowledge; no text was read for the subject of this provision."


def provision_lines(view: View, instrument: Instrument, number: str) -> Iterator[TextLine]:
    """The subject of a provision, then a line for each reservation, each standing, and for who names it."""
    provision = instrument.provisions[number]
    if provision.exception_to:
        yield _line(f"Exception to {instrument.provisions[provision.exception_to].label}.")
    if provision.subject:
        yield _line(f"{_sentence(provision.subject)}{'' if provision.seen else _GENERAL}")
    for key, reservation in instrument.reserved(number):
        yield _line(f"{state(key)}: {_reserved(view, reservation, instrument.status[key])}")
    yield from map(_line, _bound(view, instrument))
    standing = view.site.relations.provision_standing(instrument.id, number)
    yield _line(view.site.archive.vocabulary.list("provision-standings")[standing].definition)


def _bound(view: View, instrument: Instrument) -> Iterator[str]:
    """A sentence for each standing and day: "Party as of 14 March 2015: China, Russia."."""
    found: dict[str, list[str]] = {}
    for key, status in instrument.status.items():
        words = f"{view.term('standings', status.standing)} as of {status.as_of.in_words()}"
        found.setdefault(words, []).append(state(key))
    yield from (f"{words}: {', '.join(states)}." for words, states in found.items())


def _reserved(view: View, one: Reservation, status: Status) -> str:
    made = f" of {one.made.in_words()}" if one.made else ""
    place = f"withdrawn {one.withdrawn.in_words()}" if one.withdrawn else f"in place as of {status.as_of.in_words()}"
    doubt = f" Unverified: {one.unverified.removesuffix('.')}." if one.unverified else ""
    return f"{view.term('reservation-kinds', one.kind).lower()}{made}, {place}. Effect: {_sentence(one.effect)}{doubt}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."


def _line(text: str) -> TextLine:
    return TextLine(plain_runs(text))
