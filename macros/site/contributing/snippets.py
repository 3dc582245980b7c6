"""Snippets for VS Code: the calls of annotations, and the fields of the front matter that its YAML help cannot reach.

The YAML language server reads whole YAML files but not Markdown, so a source gets its fields in another way: a word
brings up the field, what it holds and, for a closed list, its choices. The form is that of
https://code.visualstudio.com/docs/editing/userdefinedsnippets: placeholders `${1:…}` and choices `${1|a,b|}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from macros.core.models import KINDS, MODELS, Claim, Note
from macros.core.models.model_fields import ModelField, field_rows
from macros.core.models.vocabulary import Vocabulary
from macros.core.reading.reference_calls import SIGNATURES, Signature
from macros.site.contributing.skeletons import ELSEWHERE, NEEDED_IN, offered

Snippet = dict[str, object]
_SOURCE = "source"
_SCHEMAS = re.compile(r'("yaml\.schemas": )\{[^{}]*\}')


def with_schemas(settings: str) -> str:
    """The settings of VS Code with the schema of each folder of YAML records; all else in them stays as it is."""
    kinds = [kind for kind in KINDS.values() if kind.folder and kind.suffix == ".yml"]
    lines = ",\n".join(f'    "./schemas/{kind.id}.json": "{kind.folder}/*.yml"' for kind in kinds)
    return _SCHEMAS.sub(lambda found: f"{found[1]}{{\n{lines}\n  }}", settings)


def written_snippets(vocabulary: Vocabulary) -> str:
    """The snippets as JSON text: every call, every field of a source, and whole claims and notes of one."""
    made = {f"call {name}": _call(signature, vocabulary) for name, signature in SIGNATURES.items()}
    for row in field_rows(MODELS[_SOURCE], deep=False):
        made[f"field {row.name}"] = _snippet("markdown", row.name, [_field(row, vocabulary, 1)], _help(row))
    claim = [row for row in field_rows(Claim) if row.name not in ELSEWHERE[_SOURCE]]
    made |= {
        "claim of a source": _record("new claim", "claim-id", claim, NEEDED_IN[_SOURCE], vocabulary),
        "editorial note": _record("new note", "note-id", field_rows(Note), (), vocabulary),
    }
    for record, rows in (("claim", claim), ("note", field_rows(Note))):
        for row in rows:
            body = [_field(row, vocabulary, 1)]
            made[f"{record} {row.name}"] = _snippet("markdown", f"{record} {row.name}", body, _help(row))
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _snippet(scope: str, prefix: str, body: list[str], description: str) -> Snippet:
    return {"scope": scope, "prefix": prefix, "body": body, "description": description}


def _call(signature: Signature, vocabulary: Vocabulary) -> Snippet:
    """A call with its values up to the text, and those of closed lists; other values are written by hand."""
    names = [parameter.name for parameter in signature.parameters]
    shown = signature.parameters[: names.index("text") + 1 if "text" in names else 1]
    values = [
        f"${{{n}:0}}" if p.kind is int else f'"${{{n}:{UNCHOSEN if p.name == "text" else p.name}}}"'
        for n, p in enumerate(shown, 1)
    ]
    for parameter in signature.parameters:
        if parameter.words:
            values.append(f'{parameter.name}="{_choice(len(values) + 1, vocabulary.list(parameter.words))}"')
    return _snippet(
        "markdown,yaml", signature.name, [f"{{{{ {signature.name}({', '.join(values)}) }}}}"], signature.help
    )


UNCHOSEN = "…"
"""What a choice is until somebody chooses, and a text until somebody writes it: no word of a list, and no text."""


def _choice(number: int, terms: Iterable[str]) -> str:
    return f"${{{number}|{','.join((UNCHOSEN, *terms))}|}}"


def _field(row: ModelField, vocabulary: Vocabulary, number: int) -> str:
    term = _choice(number, offered(row, vocabulary)) if row.vocabulary else f"${number}"
    return f"{row.name}:" if row.repeats == "mapping" else f"{row.name}: {f'[{term}]' if row.repeats else term}"


def _help(row: ModelField) -> str:
    refers = f"; id of {row.refers_to.replace('|', ', ')}" if row.refers_to else ""
    return f"{row.help}{refers}{'' if row.required else ' (optional)'}"


def _record(prefix: str, name: str, rows: list[ModelField], needed: tuple[str, ...], vocabulary: Vocabulary) -> Snippet:
    """An entry of `claims` or `notes` with its required fields."""
    required = [row for row in rows if row.required or row.name in needed]
    fields = [f"  {_field(row, vocabulary, number)}" for number, row in enumerate(required, 2)]
    rest = ", ".join(row.name for row in rows if row not in required)
    return _snippet("markdown", prefix, [f"${{1:{name}}}:", *fields], f"with what it needs; it may also have {rest}")
