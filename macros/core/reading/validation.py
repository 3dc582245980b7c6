"""From a read document to a record: pydantic's findings as problems in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros.core.models.document import Document, dotted
from macros.core.models.model_fields import field_named, fields_of
from macros.core.problems import Problem, did_you_mean

Model = TypeVar("Model", bound=BaseModel)
_MAX_PROBLEMS = 100
"""How many problems of one file are reported at once; no handwritten file has that many."""


def build(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """The record in a document, or None and the problems that prevent it."""
    try:
        return model.model_validate(document.tree), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True)[:_MAX_PROBLEMS]
        torn = {detail["loc"][:-1] for detail in found if detail["loc"][-1:] == ("[key]",)}
        whole = [detail for detail in found if not _within(detail["loc"], torn)]
        return None, [_problem(model, document, detail) for detail in whole if not _meant(model, detail, whole)]


def _within(place: tuple[int | str, ...], torn: set[tuple[int | str, ...]]) -> bool:
    """Whether a place is within a field whose name is wrong, which is told."""
    return any(place[: len(name)] == name and place[len(name) :] != ("[key]",) for name in torn)


def _meant(model: type[BaseModel], detail: ErrorDetails, found: Sequence[ErrorDetails]) -> bool:
    """Whether a missing field is there under a misspelt name, which is reported instead."""
    if detail["type"] != "missing":
        return False
    *place, name = detail["loc"]
    fields = [field.name for field in fields_of(_shape_at(model, place))]
    beside = [other["loc"] for other in found if other["type"] == "extra_forbidden" and [*other["loc"][:-1]] == place]
    return any(f"'{name}'" in did_you_mean(str(loc[-1]), fields) for loc in beside)


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    at: tuple[int | str, ...] = detail["loc"]
    if "field" in detail.get("ctx", {}):  # found out about several fields at once; this is the one to look at
        field = detail["ctx"]["field"]
        at = (*at, *(field if isinstance(field, tuple) else (field,)))
    place = tuple(part for part in at if part != "[key]")
    own = "-" in detail["type"]  # an error of ours, called by its rule; those of pydantic have underscores
    message, rule = (detail["msg"], detail["type"]) if own else _in_words(model, place, detail)
    return Problem(document.path, document.line(place), dotted(place), message, rule)


def _in_words(model: type[BaseModel], place: tuple[str | int, ...], detail: ErrorDetails) -> tuple[str, str]:
    kind = detail["type"]
    shape = _shape_at(model, place[:-1])
    if kind == "missing":
        about = _description(shape, str(place[-1]))
        return f"is missing; should hold {about}" if about else "is missing", "missing-field"
    if kind in _FILLED and not str(detail["input"]).strip() and (about := _required(shape, str(place[-1]))):
        return f"is empty; should hold {about}", "value"
    if kind == "extra_forbidden":
        fields = [field.name for field in fields_of(shape)]
        name = str(place[-1])
        instead = did_you_mean(name, fields) or _language(name, fields) or _elsewhere(name, fields)
        instead = instead or _field_list(fields)
        return f"is not a field here{instead}", "unknown-field"
    if kind == "value_error":
        return str(detail["ctx"]["error"]), "value"
    if kind in _EXPECTED:
        least = _least(_shape_at(model, place)) if kind == "model_type" else ""
        return _EXPECTED[kind].format_map(detail.get("ctx", {})) + least, "value"
    return f"{detail['msg'].lower()}; see the fields of this record", "value"


_FILLED = ("value_error", "dict_type", "list_type", "model_type")
_EXPECTED = {
    "literal_error": "should be {expected}",
    "list_type": "should be a list; write `- ` and the value on a line of its own, or [a, b]",
    "dict_type": "should hold `id: value` lines",
    "model_type": "should hold `field: value` lines",
    "string_type": "should be one line of text",
    "too_short": "is empty; name at least one",
    "too_long": "has {actual_length} items; it has at most {max_length}",
}


_CODES = {"kr": "ko", "kor": "ko", "ko-kr": "ko", "cn": "zh", "tw": "zh", "zho": "zh", "chi": "zh"}
"""Codes of countries and longer ones of languages that people write for a language."""


def _language(name: str, fields: Sequence[str]) -> str:
    """The field of a language that was written with another code, or with that of a script or a country."""
    code = name.lower()
    meant = "zh" if code.startswith("zh-") else _CODES.get(code, "")
    return f"; did you mean '{meant}'?" if meant in fields else ""


_BIBTEX = {
    **dict.fromkeys(("year", "month", "day", "eventdate", "pubdate"), "date"),
    **dict.fromkeys(("journal", "newspaper", "magazine", "website"), "journaltitle"),
    **dict.fromkeys(("school", "organization"), "institution"),
    **dict.fromkeys(("accessed", "lastchecked", "visited", "lastaccessed"), "urldate"),
    **dict.fromkeys(("howpublished", "link", "doi"), "url"),
    **dict.fromkeys(("address", "place"), "location"),
    **dict.fromkeys(("language", "lang"), "langid"),
}
"""Fields that other files of BibTeX have, by the one that holds the same here."""


def _elsewhere(name: str, fields: Sequence[str]) -> str:
    """The field of a work in which what another program writes under a name belongs."""
    meant = _BIBTEX.get(name.lower(), "") if "entrytype" in fields else ""
    return f"; what it says belongs in `{meant}`" if meant in fields else ""


def _field_list(fields: Sequence[str]) -> str:
    return f"; the fields are {', '.join(fields)}" if len(fields) > 1 else ""


def _least(shape: type[BaseModel]) -> str:
    """The fields that a value of a shape has at least."""
    required = [field.name for field in fields_of(shape) if field.required]
    return f", at least {', '.join(required)}" if required else ""


def _required(shape: type[BaseModel], name: str) -> str:
    """What a required field holds."""
    field = field_named(shape, name)
    return field.help if field and field.required else ""


def _description(shape: type[BaseModel], name: str) -> str:
    field = field_named(shape, name)
    return field.help if field else ""


def _shape_at(model: type[BaseModel], place: Sequence[str | int]) -> type[BaseModel]:
    """The model that a place in a document belongs to; steps through lists and mappings of models.

    Of a document that is one mapping of models it is these, wherever the place is.
    """
    current: type[BaseModel] = model
    for part in ("root", *place):
        field = field_named(current, str(part))
        current = field.shapes[0] if field and field.shapes else current
    return current
