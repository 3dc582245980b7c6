"""Skeletons of new records, written from the models: every field with what it holds."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace

from macros.core.models import KINDS, MODELS, Claim, Note
from macros.core.models.model_fields import ModelField, field_rows
from macros.core.models.vocabulary import Vocabulary
from macros.site.templates import template

WIDTH = 112
NEEDED_IN = {"source": ("passage", "find"), "incident": ("work",)}
"""What a claim needs in each kind of record; in its model these fields are optional, since it may be in either."""
ONE_OF_TWO = ("capture", "reading")
"""Fields that exclude each other: a source has exactly one; the one that is not known is offered as a comment."""
ELSEWHERE = {"source": ("work", "locator"), "incident": ("passage", "find", "incident")}


DISTINCT = "distinct-from"


def skeleton(
    kind: str, vocabulary: Vocabulary, capture: Mapping[str, str] | None = None, distinct_from: Sequence[str] = ()
) -> str:
    """The text of a new record file: required fields ready to fill, optional ones as comments.

    `capture` holds what is known of the captured text of a source (`file`, `sha256`, `passages`); every passage then
    has an entry. `distinct_from` are the ids of its namesakes.
    """
    known = {f"capture.{name}": value for name, value in (capture or {}).items()}
    known |= {DISTINCT: f"[{', '.join(distinct_from)}]"} if distinct_from else {}
    lines: list[str] = []
    for row in field_rows(MODELS[kind], deep=False):
        if row.name not in ("claims", "notes"):
            chosen = row.name in known or any(name.startswith(f"{row.name}.") for name in known)
            lines += _block(kind, replace(row, required=row.required or chosen), vocabulary, known)
    return template("files/skeleton.j2").render(
        kind=kind,
        passages=int((capture or {}).get("passages", 0)),
        lines=lines,
        claim=_commented(kind, Claim, vocabulary) if KINDS[kind].claims else [],
        note=_commented(kind, Note, vocabulary) if KINDS[kind].claims else [],
    )


def offered(row: ModelField, vocabulary: Vocabulary) -> list[str]:
    """The words of a closed list that a field may be."""
    return [word for word in vocabulary.list(row.vocabulary) if word not in row.never]


def _field(row: ModelField, vocabulary: Vocabulary, indent: str = "", value: str = "", dash: str = "") -> list[str]:
    """The help and the line of a field; `dash` begins an item of a list, or keeps its room."""
    name = row.name.rsplit(".", 1)[-1]
    mark = "" if row.required else "# "
    return [*_help(row, vocabulary, indent), f"{indent}{mark}{dash}{name}: {value}".rstrip()]


def _block(kind: str, row: ModelField, vocabulary: Vocabulary, known: Mapping[str, str]) -> list[str]:
    """A field with its required fields, such as `capture`."""
    offered = not row.required and row.name in ONE_OF_TWO
    inner = _inner(kind, row, vocabulary, known) if row.required or offered else []
    return [
        *_field(row, vocabulary, value=known.get(row.name, "")),
        *(f"# {line}" if offered else line for line in inner),
    ]


def _inner(kind: str, row: ModelField, vocabulary: Vocabulary, known: Mapping[str, str]) -> list[str]:
    prefix = f"{row.name}."
    rows = [r for r in field_rows(MODELS[kind]) if r.name.startswith(prefix) and "<id>" not in r.name]
    return [line for inner in rows for line in _field(inner, vocabulary, "  ", known.get(inner.name, ""))]


def _help(row: ModelField, vocabulary: Vocabulary, indent: str) -> list[str]:
    text = row.help + ("; a list" if row.repeats == "list" else "")
    if row.refers_to:
        text += f"; id of {row.refers_to.replace('|', ', ')}"
    if row.vocabulary:
        text += f"; one of: {', '.join(offered(row, vocabulary))}"
    if not row.required and row.name not in ONE_OF_TWO:
        text += " (optional)"
    first = f"{indent}# "
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=f"{first}  ", break_on_hyphens=False)


def _commented(kind: str, model: type[Claim | Note], vocabulary: Vocabulary) -> list[str]:
    lines: list[str] = []
    begun: set[str] = set()
    for row in field_rows(model):
        if model is Note or row.name not in ELSEWHERE[kind]:
            parent = row.name.rpartition(".")[0]
            needed = replace(row, required=_is_needed(kind, model, row) and not parent)
            dash = "" if not parent else "  " if parent in begun else "- "
            begun.add(parent)
            lines += [f"#     {line}" for line in _field(needed, vocabulary, "  " if parent else "", dash=dash)]
    return lines


def _is_needed(kind: str, model: type[Claim | Note], row: ModelField) -> bool:
    return row.required or (model is Claim and row.name in NEEDED_IN[kind])
