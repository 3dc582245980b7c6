"""JSON Schemas of the files that contributors write, for editors with the YAML language server.

They accept more than the models, because YAML does: it reads `2011` as a number and may read `yes` as a word. What
editors cannot know, such as the existing ids, is left to `check`.
"""

from __future__ import annotations

import json
from typing import Any

from macros.core.models import MODELS
from macros.core.models.kinds import WRITTEN
from macros.core.models.vocabulary import Vocabulary

Schema = dict[str, Any]
SCALARS = {"string": ["string", "number"], "integer": ["integer", "string"], "number": ["number", "string"]}
EITHER = {"type": ["boolean", "string"], "enum": [True, False, "yes", "no"]}
"""YAML 1.1 and 1.2 read `yes` differently."""


def written_schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """Every schema as text, by file name: `incident.json`. The schema of a source is that of its front matter."""
    made = {f"{kind}.json": record_schema(kind, vocabulary) for kind in WRITTEN}
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}


def record_schema(kind: str, vocabulary: Vocabulary) -> Schema:
    """The schema of one kind of record (JSON Schema 2020-12), with closed lists as choices."""
    schema: Schema = _eased(MODELS[kind].model_json_schema(by_alias=True), vocabulary)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind, **schema}


def _eased(node: Any, vocabulary: Vocabulary) -> Any:
    if isinstance(node, list):
        return [_eased(one, vocabulary) for one in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if key not in ("title", "vocabulary", "default")}
    if "properties" in kept:
        properties = {name: _eased(value, vocabulary) for name, value in kept["properties"].items()}
        return {**_eased({k: v for k, v in kept.items() if k != "properties"}, vocabulary), "properties": properties}
    eased = _widened({key: _eased(value, vocabulary) for key, value in kept.items()})
    return _chosen(eased, list(vocabulary.list(node["vocabulary"]))) if "vocabulary" in node else eased


def _widened(node: Schema) -> Schema:
    """A value as YAML may read it, but not `null`: leave out a field without a value."""
    filled = [one for one in node.get("anyOf", ()) if one != {"type": "null"}]
    if len(filled) == 1:
        return {**{key: value for key, value in node.items() if key != "anyOf"}, **filled[0], **_said(node)}
    if node.get("type") == "boolean":
        return {**node, **EITHER}
    return {**node, "type": SCALARS[node["type"]]} if node.get("type") in SCALARS and "enum" not in node else node


def _said(node: Schema) -> Schema:
    return {"description": node["description"]} if "description" in node else {}


def _chosen(node: Schema, terms: list[str]) -> Schema:
    """A field, or the members or keys of one, as one of the terms of a list."""
    if node.get("type") == "array":
        return {**node, "items": {**node["items"], "enum": terms}}
    if node.get("type") == "object":
        return {**node, "propertyNames": {"enum": terms}}
    return {**node, "enum": terms}
