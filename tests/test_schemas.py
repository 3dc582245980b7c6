"""The schemas with which editors help: kept beside the records, wide enough for them, and no wider than helps."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from macros.commands.schemas import written_schemas
from macros.core.models import KINDS, Claim, Note
from macros.core.models.model_fields import field_rows
from macros.core.reading.annotations import parse
from macros.core.reading.reference_calls import SIGNATURES, Call
from macros.core.rules.examples import examples
from macros.core.values.types import says_nothing
from macros.session import Session
from macros.site.contributing.skeletons import skeleton
from macros.site.contributing.snippets import UNCHOSEN, with_schemas, written_snippets
from tests.support import BOTH, REPOSITORY, real_archive

SCHEMAS = REPOSITORY / "schemas"
WRITTEN = [kind for kind in KINDS.values() if kind.id != "work"]


def _as_editors_read(value: Any) -> Any:
    """Scalars of YAML 1.2: numbers and true or false, all else words."""
    if isinstance(value, dict):
        return {key: _as_editors_read(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_editors_read(one) for one in value]
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value)
    return {"true": True, "false": False}.get(value, value)


def _records(root: Path, kind: Any) -> list[Any]:
    texts = [path.read_text("utf-8") for path in (root / kind.folder).glob(f"*{kind.suffix}") if path.stem != "index"]
    heads = [text.split("---\n")[1] if kind.suffix == ".md" else text for text in texts]
    return [yaml.load(head, yaml.BaseLoader) for head in heads]  # noqa: S506 # it makes text of everything


def test_the_schemas_are_those_of_the_models() -> None:
    """What is kept in schemas/ is what `make schemas` writes."""
    kept = {path.name: path.read_text("utf-8") for path in SCHEMAS.iterdir()}
    assert kept == written_schemas(real_archive().archive.vocabulary), "run `make schemas`"


@pytest.mark.parametrize("root", BOTH)
@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.id)
def test_records_have_no_false_alarm(kind: Any, root: Path) -> None:
    """An editor finds nothing wrong with a sound record, as it reads YAML."""
    text = written_schemas(Session(root).archive.vocabulary)[f"{kind.id}.json"]
    validator = jsonschema.Draft202012Validator(json.loads(text))
    for record in _records(root, kind):
        for read in (record, _as_editors_read(record)):
            assert [error.message for error in validator.iter_errors(read)] == []


@pytest.mark.parametrize(
    "wrong", [{"titel": "x"}, {"kind": "no such kind"}, {"title": ["a", "b"]}, {"summary": None}], ids=str
)
def test_slips_are_seen(wrong: dict[str, Any]) -> None:
    """An unknown field, a word that is not in its list, a list for a line and an empty field are underlined."""
    schema = json.loads((SCHEMAS / "event.json").read_text("utf-8"))
    sound = {"title": "A vote", "date": "2011", "kind": "vote", "status": "claimed", "summary": "x"}
    kinds = schema["properties"]["kind"]["enum"]
    sound["kind"] = kinds[0]
    sound["status"] = schema["properties"]["status"]["enum"][0]
    validator = jsonschema.Draft202012Validator(schema)
    assert not list(validator.iter_errors(sound))
    assert list(validator.iter_errors(sound | wrong))


def test_every_field_says_what_it_is() -> None:
    """Whoever rests on a field reads what it holds."""
    for path in SCHEMAS.iterdir():
        schema = json.loads(path.read_text("utf-8"))
        shapes = [schema, *schema.get("$defs", {}).values()]
        bare = [
            name
            for shape in shapes
            for name, field in shape.get("properties", {}).items()
            if not field.get("description")
        ]
        assert bare == [], path.name


def test_editors_know_where_the_schemas_belong() -> None:
    """The settings of VS Code give each folder of YAML records its schema."""
    text = (REPOSITORY / ".vscode/settings.json").read_text("utf-8")
    settings = json.loads(re.sub(r"(?m)^//.*$", "", text))["yaml.schemas"]
    wanted = {f"./schemas/{kind.id}.json": f"{kind.folder}/*.yml" for kind in WRITTEN if kind.suffix == ".yml"}
    assert settings == wanted
    assert with_schemas(text) == text, "run `make schemas`"
    assert with_schemas(text.replace("data/places/*.yml", "data/towns/*.yml")) == text


def _chosen(body: list[str]) -> str:
    """A snippet as inserted, with the first of its choices."""
    text = re.sub(r"\$\{\d+\|([^,|]+)[^|]*\|\}", r"\1", "\n".join(body))
    return re.sub(r"\$\{\d+:([^}]*)\}|\$\d+", r"\1", text)


def test_the_snippets_are_those_of_the_models() -> None:
    """What is kept for VS Code is what `make schemas` writes."""
    kept = (REPOSITORY / ".vscode/archive.code-snippets").read_text("utf-8")
    assert kept == written_snippets(real_archive().archive.vocabulary), "run `make schemas`"


def test_every_call_has_a_snippet_that_is_one() -> None:
    """The snippet of a call is read as that call, without a fault."""
    snippets = json.loads(written_snippets(real_archive().archive.vocabulary))
    for name in SIGNATURES:
        parts, faults = parse(_chosen(snippets[f"call {name}"]["body"]))
        assert faults == []
        assert [part.name for part in parts if isinstance(part, Call)] == [name]


def test_no_snippet_chooses_for_anybody() -> None:
    """What a snippet leaves where nothing is chosen or written is no word of any list and no text."""
    archive = real_archive().archive
    texts = ["\n".join(one["body"]) for one in json.loads(written_snippets(archive.vocabulary)).values()]
    first = {word for text in texts for word in re.findall(r"\$\{\d+\|([^,|]+)", text)}
    assert first == {UNCHOSEN}
    assert says_nothing(UNCHOSEN)
    assert not any(UNCHOSEN in words for words in archive.vocabulary.root.values())
    assert not any(':text}"' in text for text in texts)


def test_a_reading_is_not_offered_what_it_cannot_be() -> None:
    """The skeleton of a source names the ways in which a text was read elsewhere, and no others."""
    offer = skeleton("source", real_archive().archive.vocabulary).partition("how it was read")[2].partition("seen:")[0]
    assert re.findall(r"original|copy|translation|summary|none", offer) == ["copy", "translation", "summary"]


@pytest.mark.parametrize(("what", "model"), [("claim of a source", Claim), ("editorial note", Note)])
def test_what_is_written_by_a_snippet_has_every_field_it_needs(what: str, model: type[Claim | Note]) -> None:
    """The snippet of a whole claim or note leaves no required field out and adds none that is unknown."""
    snippets = json.loads(written_snippets(real_archive().archive.vocabulary))
    fields = yaml.load(_chosen(snippets[what]["body"]), yaml.BaseLoader)  # noqa: S506 # it makes text of everything
    rows = {row.name: row.required for row in field_rows(model)}
    assert {name for name, required in rows.items() if required} <= set(*map(set, fields.values())) <= set(rows)


@pytest.mark.parametrize("rule", examples())
def test_editors_read_where_a_problem_is(rule: str) -> None:
    """The pattern of the task for VS Code finds file, line, message and rule in every problem that is printed."""
    task = re.sub(r"^//.*$", "", (REPOSITORY / ".vscode/tasks.json").read_text("utf-8"), flags=re.MULTILINE)
    pattern = json.loads(task)["tasks"][0]["problemMatcher"]["pattern"]
    for line in (line for form in examples()[rule].forms for line in form.says):
        found = re.search(pattern["regexp"], line)
        assert found, line
        assert found[pattern["line"]].isdigit()
        assert found[pattern["code"]] == line.rpartition("[")[2].rstrip("]")
