"""The files under /data/: complete, valid against their own schemas, readable by the tools they are meant for."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, validate
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource

from macros.core.models import KINDS, MODELS, Claim, Note, Place
from macros.outputs import outputs
from macros.session import Session
from macros.site.exports import DATA_FILES, SCHEMA_VERSION, exports
from macros.site.exports.catalogue import FORMS_TO_TAKE
from macros.site.exports.columns import columns
from macros.site.exports.field_guide import sections
from macros.site.exports.file_shapes import KEYS, SHAPES
from macros.site.exports.jsonschema import WHOLE_SCHEMAS, names_of_schemas
from macros.site.exports.objects import objects
from macros.site.exports.retired_files import RETIRED_FILES, RetiredFile
from macros.site.exports.shapes import OMITTED, RENAMED
from macros.site.exports.tables import FORMULA_STARTS, cell, read, table
from macros.site.pages.generated import pages
from macros.site.pages.macros import macros
from tests.support import BOTH, INVENTED, REPOSITORY, THOROUGH, command, data_files, real_archive

FILES_WITH_SCHEMA = [*(f"{name}.json" for name in SHAPES), *(file for file, _ in WHOLE_SCHEMAS.values())]
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'quoted'",
    "''",
    'a "b", c',
    "two\nlines\r\nmore",
    "투먼, 图们",
    "<b>bold</b> & {{ claim('x') }}",
    "a|b",
    "a\\pb\\|c",
    " ends with a space ",
]


@pytest.fixture(scope="module", params=BOTH)
def session(request: pytest.FixtureRequest) -> Session:
    """The invented archive, and the real one."""
    return Session(request.param)


@pytest.fixture(scope="module")
def data(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the data files of an archive."""
    folder = tmp_path_factory.mktemp("site")
    for path, text in data_files(session.site).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder / "data"


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_that_is_listed_is_there(data: Path) -> None:
    """The data page lists exactly the files that are made, but for schemas and the state of the web."""
    found = {file.name for file in data.iterdir() if file.is_file()}
    assert found - {"health.json", *(file.name for file in RETIRED_FILES)} == set(DATA_FILES)
    assert all(DATA_FILES.values())


def test_every_kind_is_there_as_json_and_csv() -> None:
    """Every kind of record, claims, notes and mentions have a file in JSON and one in CSV."""
    names = [*(kind.plural for kind in KINDS.values()), "claims", "notes", "mentions"]
    assert [n for n in names if f"{n}.json" not in DATA_FILES or f"{n}.csv" not in DATA_FILES] == []


def test_the_same_records_give_the_same_files(session: Session) -> None:
    """Writing twice gives the same bytes: no clock, no order by chance."""
    assert dict(exports(session.site)) == dict(exports(Session(session.root).site))


def test_the_data_package_names_the_other_forms() -> None:
    """The package has the size and fingerprint of the database and of the list of annotations, as they are written."""
    made = {path: make() for path, make in outputs(Session(INVENTED), everywhere=True)}
    resources = {one["path"]: one for one in json.loads(made["data/datapackage.json"])["resources"]}
    for name in FORMS_TO_TAKE:
        content = made[f"data/{name}"]
        data = content if isinstance(content, bytes) else content.encode()
        assert resources[name]["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resources[name]["bytes"] == len(data)
        assert resources[name]["description"] == FORMS_TO_TAKE[name]


# Schemas


def _validator(data: Path, name: str) -> Draft202012Validator:
    schemas = [_json(file) for file in (data / "schemas").iterdir()]
    registry: Registry[Any] = Registry().with_resources([(s["$id"], Resource.from_contents(s)) for s in schemas])
    return Draft202012Validator(_json(data / "schemas" / f"{name}.json"), registry=registry)


def _schema_name(file: str) -> str:
    return "places-geojson" if file == "places.geojson" else file.removesuffix(".json")


@pytest.mark.parametrize("file", FILES_WITH_SCHEMA)
def test_every_json_file_is_valid(file: str, session: Session, data: Path) -> None:
    """Every JSON file holds what its schema says, every field of it and no other."""
    if file == "health.json" and not (data / file).exists():
        assert session.archive.health is None
        return
    errors = _validator(data, _schema_name(file)).iter_errors(_json(data / file))
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


def test_every_schema_is_one(data: Path) -> None:
    """Every schema follows JSON Schema 2020-12, gives its address, and is listed on the data page."""
    found = {file.stem: _json(file) for file in (data / "schemas").iterdir()}
    assert sorted(found) == sorted(names_of_schemas())
    for name, schema in found.items():
        Draft202012Validator.check_schema(schema)
        assert schema["$id"].endswith(f"/data/schemas/{name}.json")


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_a_schema_refuses_what_is_not_agreed(name: str, data: Path) -> None:
    """A field too much, a field too few and a value of another type are refused."""
    validator, items = _validator(data, name), _json(data / f"{name}.json")
    assert items
    first = items[0]
    assert not validator.is_valid([{**first, "body": "text"}])
    assert not validator.is_valid([{**first, "url": 1}])
    for field in first:
        assert not validator.is_valid([{key: value for key, value in first.items() if key != field}]), field


def test_every_field_of_a_record_is_exported(data: Path) -> None:
    """Every field of every model is in its file; claims and notes have files of their own, and `plain` is left out."""
    for kind, model_ in MODELS.items():
        wanted = {RENAMED.get(name, name) for name in model_.model_fields} - OMITTED
        assert wanted - set(_json(data / f"{KINDS[kind].plural}.json")[0]) == set(), kind
    assert set(Claim.model_fields) - set(_json(data / "claims.json")[0]) == set()
    assert set(Note.model_fields) - {"also"} - set(_json(data / "notes.json")[0]) == set()


# Addresses


def test_addresses_are_absolute(session: Session, data: Path) -> None:
    """Every object has its address from the root and its permanent address, which begins with that of the site.

    Mentions have the first alone: there are too many of them for both.
    """
    assert [item for item in _json(data / "mentions.json") if not item["address"] or "url" in item] == []
    for name in SHAPES.keys() - {"mentions"}:
        for item in _json(data / f"{name}.json"):
            assert item["url"] == session.site.absolute(item["address"])
            assert item["url"].startswith(session.archive.citation.url)


def test_a_claim_leads_to_its_place_in_the_original() -> None:
    """A claim has its permanent address, the original opened at the words, and the archived copy at the same words."""
    site = Session(INVENTED).site
    claims = {item["id"]: item for item in objects(site, "claims")}
    claim = claims["report-2011.arrested-24"]
    fragment = "#:~:text=on%20the%20western%20quay,the%20rest%20of%20them"
    assert claim["url"] == site.absolute("archive/report-2011/#c-arrested-24")
    assert claim["original"] == "https://border-watch.example/reports/2011"
    assert claim["original_at"] == claim["original"] + fragment
    assert claim["archived"] == "https://web.example/2011/report" + fragment
    assert claim["copy_sought"] is None
    translated = claims["quayside-2011.never-returned"]
    assert (translated["original_at"], translated["seen"]) == ("https://copies.example/yearbook", "translation")
    assert translated["copy_sought"] is None


def test_a_claim_has_its_figure_chain_and_dates() -> None:
    """One row of a claim has bounds, modifier, text, dates with bounds, and the chain with kinds and names."""
    claim = {item["id"]: item for item in objects(Session(INVENTED).site, "claims")}["report-2011.returned-30"]
    assert (claim["count"], claim["modifier"]) == ("at least 30", "at-least")
    assert (claim["minimum"], claim["maximum"]) == (30, None)
    assert (claim["said"], claim["said_first"], claim["said_last"]) == ("2011-05-31",) * 3
    assert claim["said_by"] == ["border-watch", "quayside-herald", "guard-officer"]
    assert claim["said_by_kinds"] == ["organization", "organization", "voice"]
    assert claim["said_by_names"] == ["Border Watch", "Quayside Herald", "guard officer"]
    assert (claim["source"], claim["passage"], claim["work"]) == ("report-2011", 3, "report-2011")


# CSV


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_csv_and_json_hold_the_same(name: str, data: Path) -> None:
    """Read back by the documented rules, every cell of a table is the value of the JSON file."""
    rows, items = _rows(data / f"{name}.csv"), _json(data / f"{name}.json")
    assert len(rows) == len(items)
    for row, item in zip(rows, items, strict=True):
        assert list(row) == [column.name for column in columns(name)]
        for column in columns(name):
            value = column.value(item)
            value = [str(one) for one in value] if isinstance(value, list) and column.type == "list" else value
            assert read(column.type, row[column.name]) == value or (value is None and not row[column.name])


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_every_field_has_a_column(name: str, data: Path) -> None:
    """Nothing that an object holds is lost on the way to a table, and no two columns bear one name."""
    names = [column.name for column in columns(name)]
    assert len(set(names)) == len(names)
    assert {column.path[0] for column in columns(name)} == set(_json(data / f"{name}.json")[0])


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_tables_follow_the_standard(name: str, data: Path) -> None:
    """Tables are UTF-8 without a byte order mark, lines end with CR LF, every line has the same number of cells."""
    raw = (data / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    found = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    assert {len(row) for row in found} == {len(columns(name))}


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_no_cell_is_a_formula(name: str, data: Path) -> None:
    """No cell of text begins with a character with which a spreadsheet begins a formula."""
    types = {column.name: column.type for column in columns(name)}
    cells = [value for row in _rows(data / f"{name}.csv") for key, value in row.items() if types[key] != "number"]
    assert [text for text in cells if text.startswith(FORMULA_STARTS[:-1])] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives_in_tables(text: str) -> None:
    """Quotes, commas, line breaks, Korean, markup, formulas, bars and backslashes come back as they were."""
    found = columns("places")
    item = next(objects(Session(INVENTED).site, "places")) | {
        "note": text,
        "aliases": [text, text],
        "native": {"ko": text},
    }
    row = next(csv.DictReader(io.StringIO(table(found, [item]).decode(), newline="")))
    for column in found:
        assert read(column.type, row[column.name]) == column.value(item) or column.value(item) is None
    assert not row["note"].startswith(FORMULA_STARTS[:-1])
    assert not row["aliases"].startswith(FORMULA_STARTS[:-1])


@given(st.lists(st.text(min_size=1), max_size=4))
def test_lists_come_back(values: list[str]) -> None:
    """Any list of texts, none of them empty, is one cell that can be taken apart again."""
    assert read("list", cell("list", values)) == values


@given(st.text(min_size=1))
def test_texts_come_back(text: str) -> None:
    """Any text is one cell that no spreadsheet takes for a formula and that gives the text again."""
    assert read("string", cell("string", text)) == text
    assert not cell("string", text).startswith(FORMULA_STARTS[:-1])


def test_numbers_are_not_guarded() -> None:
    """A latitude south of the equator stays a number in its table."""
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(_places_table(), newline=""))}
    assert rows["ferry-landing"]["coordinates_latitude"] == "-42.9"
    assert rows["sylvania"]["coordinates_latitude"] == ""


def _places_table() -> str:
    return table(columns("places"), objects(Session(INVENTED).site, "places")).decode()


def test_hostile_records_survive_everywhere(invented: Path, tmp_path: Path) -> None:
    """A record whose texts are formulas, markup and quotes gives valid files, in every format the same text."""
    name = '=HYPERLINK("https://x.example","<b>투먼</b>, a|b")'
    path = invented / "data/organizations/river-guard.yml"
    path.write_text(f"name: '{name}'\nkind: security-organ\naliases: ['+1|2', '@a']\nnote: '-1'\n", "utf-8")
    session = Session(invented)
    assert [problem.as_text() for problem in session.problems] == []
    written = data_files(session.site)
    record = next(o for o in json.loads(written["data/organizations.json"]) if o["id"] == "river-guard")
    row = next(
        row
        for row in csv.DictReader(io.StringIO(written["data/organizations.csv"], newline=""))
        if row["id"] == "river-guard"
    )
    assert (record["name"], read("string", row["name"]), row["name"]) == (name, name, f"'{name}")
    assert read("list", row["aliases"]) == record["aliases"] == ["+1|2", "@a"]
    assert row["note"] == "'-1"
    _write(tmp_path, written)
    report = validate(str(tmp_path / "data/datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []


def _write(folder: Path, written: dict[str, str]) -> None:
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


# What concerns the archive as a whole


def test_the_file_of_the_archive_leads_to_every_list(session: Session, data: Path) -> None:
    """`archive.json` has the address of every list, the version, its own citation and the retired ids."""
    whole = _json(data / "archive.json")
    assert set(whole["lists"]) == {*SHAPES, "vocabulary"}
    for name, address in whole["lists"].items():
        assert address == session.site.absolute(f"data/{name}.json")
        assert (data / f"{name}.json").is_file()
    assert whole["schema_version"] == SCHEMA_VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", SCHEMA_VERSION)
    assert whole["citation"]["title"] == session.archive.citation.title == whole["name"]
    assert set(whole["retired"]) == set(session.archive.redirects.shown().root)


@pytest.fixture(scope="module")
def quiet() -> list[str]:
    """The addresses of the archive that are retired as quiet, since their ids tell too much."""
    return [address for address, one in real_archive().archive.redirects.root.items() if one.quiet]


@THOROUGH
def test_an_id_that_tells_too_much_is_shown_nowhere(quiet: list[str]) -> None:
    """No page and no data file of the archive has an id that is retired as quiet."""
    real_archive().prepare()
    site = real_archive().site
    shown = "".join(data_files(site).values()) + "".join(page.markdown() for page in pages(site).values())
    living = {ref.rpartition(".")[2] for ref in site.relations.claims}  # another record may have a claim of that name
    told = {address: (address.partition("/")[2], address.rpartition(".")[2]) for address in quiet}
    assert not [address for address, (whole, own) in told.items() if (whole if own in living else own) in shown]


def test_the_list_of_retired_ids_counts_those_that_tell_too_much(quiet: list[str]) -> None:
    """It says how many there are, and names none."""
    site = real_archive().site
    listed = str(macros(site, lambda: "about/policies.md")["retired_list"]())
    assert quiet
    assert f"{len(quiet)} more ids are not listed" in listed
    assert not [address for address in quiet if address.rpartition(".")[2] in listed]


def test_the_date_is_that_of_the_latest_change(session: Session, data: Path) -> None:
    """The date of the whole is that of its latest change, and is left out where there is no history."""
    latest = session.site.history.latest
    whole, package = _json(data / "archive.json"), _json(data / "datapackage.json")
    assert whole.get("date") == package.get("date") == (latest.date if latest else None)
    assert ("commit" in whole) == (latest is not None)


# Data Package


def test_the_data_package_is_valid(data: Path) -> None:
    """The frictionless library finds nothing wrong in any table, key, type, size or fingerprint."""
    report = validate(str(data / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    assert {task.name for task in report.tasks} >= set(SHAPES)


def test_the_command_line_of_frictionless_agrees(data: Path) -> None:
    """`frictionless validate` ends well."""
    result = command("frictionless", "validate", data / "datapackage.json")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_data_package_is_held_to_the_files(data: Path, tmp_path: Path) -> None:
    """An altered cell is found by the fingerprint, and an id that leads nowhere by its key."""
    copy = Path(shutil.copytree(data, tmp_path / "data"))
    text = (copy / "claims.csv").read_bytes()
    (copy / "claims.csv").write_bytes(text.replace(b",asserts,", b",denied!,", 1))
    assert "hash" in str(validate(str(copy / "datapackage.json")).flatten(["type"]))
    (copy / "claims.csv").write_bytes(re.sub(rb"(/#c-[a-z0-9-]+),[a-z0-9-]+,(?=\d)", rb"\1,nowhere,", text, count=1))
    assert "foreign-key" in str(validate(str(copy / "datapackage.json")).flatten(["type"]))


def test_the_data_package_says_what_it_is(session: Session, data: Path) -> None:
    """The package has title, licence, contributors, sources and version, and lists every file but itself."""
    package = _json(data / "datapackage.json")
    assert package["title"] == session.site.name
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert [maker["title"] for maker in package["contributors"]] == [a.name for a in session.archive.citation.authors]
    assert package["sources"]
    assert package["schema_version"] == SCHEMA_VERSION
    listed = {resource["path"] for resource in package["resources"]}
    beside = {"datapackage.json", *(file.name for file in RETIRED_FILES)}
    assert listed == {file.name for file in data.iterdir() if file.is_file()} - beside
    for resource in package["resources"]:
        assert resource["bytes"] == (data / resource["path"]).stat().st_size


def test_every_column_is_described(data: Path) -> None:
    """Every column has a type and a description; every table but that of mentions has a primary key."""
    for resource in Package(str(data / "datapackage.json")).resources:
        if resource.type == "table":
            assert [field.name for field in resource.schema.fields if not field.description] == []
            assert tuple(resource.schema.primary_key) == KEYS.get(resource.name, ())


def test_keys_join_the_tables(data: Path) -> None:
    """Claims are joined to sources, works and incidents, sources to works, a part to its whole."""
    found = {
        (resource["name"], key["fields"][0], key["reference"]["resource"])
        for resource in _json(data / "datapackage.json")["resources"]
        for key in resource.get("schema", {}).get("foreignKeys", ())
    }
    assert found >= {
        ("claims", "source", "sources"),
        ("claims", "work", "works"),
        ("claims", "incident", "incidents"),
        ("claims", "part_of", ""),
        ("mentions", "source", "sources"),
        ("sources", "id", "works"),
    }


# Files that are no longer made


@pytest.mark.parametrize("file", RETIRED_FILES, ids=lambda file: file.name)
def test_a_retired_file_says_what_became_of_it(file: RetiredFile, session: Session, data: Path) -> None:
    """At the address of a file that is no longer made are the day, the reason, and files to take instead."""
    (line,) = (data / file.name).read_text("utf-8").splitlines()
    said = json.loads(line)
    assert (said["retired"], said["reason"]) == (file.since.text, f"It {file.reason}")
    assert said["instead"] == [session.site.absolute(f"data/{name}") for name in file.instead]
    assert set(file.instead) <= set(DATA_FILES)


def test_nothing_that_screens_people_is_given_records(data: Path) -> None:
    """What stands at the old address of the FollowTheMoney entities is not an entity: it has no schema and no id."""
    assert not {"id", "schema", "properties"} & set(_json(data / "entities.ftm.json"))


# Points


def test_places_are_points(session: Session, data: Path) -> None:
    """Every place is a feature: with coordinates a point, longitude first, with its certainty; else no geometry."""
    features = {feature["id"]: feature for feature in _json(data / "places.geojson")["features"]}
    places = {key: place for key, place in session.archive.records_of("place").items() if isinstance(place, Place)}
    assert set(features) == set(places)
    for key, place in places.items():
        at, geometry = place.coordinates, features[key]["geometry"]
        assert (geometry is None) == (at is None)
        if at:
            assert geometry == {"type": "Point", "coordinates": [at.longitude, at.latitude]}
            assert features[key]["properties"]["certainty"] == at.certainty


def test_a_point_has_its_incidents() -> None:
    """A place names the incidents in which it has a role, and the roles."""
    found = json.loads(dict(exports(Session(INVENTED).site))["data/places.geojson"])["features"]
    quayside = next(feature["properties"] for feature in found if feature["id"] == "quayside")
    assert quayside["incidents"] == [{"id": "quayside-2011", "roles": ["arrested", "held"]}]
    assert quayside["counterpart"] == ["ferry-landing"]
    assert quayside["native"] == {"ko": "부두시"}


# Nothing leaks, everything is explained


def test_no_captured_text_is_exported(data: Path) -> None:
    """No file holds more of a document than its locator phrases: no passage of a capture is in any of them."""
    captures = list((REPOSITORY / "tests/captures").glob("*.txt"))
    assert captures
    lines = {line.strip() for file in captures for line in file.read_text("utf-8").splitlines() if len(line) > 60}
    assert lines
    for file in data.rglob("*"):
        text = file.read_text("utf-8") if file.is_file() else ""
        assert [line for line in lines if line in text] == [], file.name


def test_no_annotation_or_path_is_exported(session: Session, data: Path) -> None:
    """Neither the annotations nor a path of this machine are in any file."""
    bodies = [source.body.strip()[:80] for source in session.archive.sources]
    for file in data.rglob("*"):
        text = file.read_text("utf-8") if file.is_file() else ""
        assert [body for body in bodies if body in text] == []
        assert str(session.root.resolve()) not in text


def test_every_field_is_explained(data: Path) -> None:
    """The page of fields has every field and column of every file, each with what it means."""
    found = {section.files[0]: section for section in sections()}
    for name in SHAPES:
        rows = found[f"{name}.json"].rows
        assert {row.column or row.name for row in rows} == {column.name for column in columns(name)}
    shown = {row.name for row in found["archive.json"].rows}
    assert set(_json(data / "archive.json")) - shown == set()
    assert set(_json(data / "places.geojson")["features"][0]["properties"]) == {
        row.name for row in found["places.geojson"].rows
    }
    assert [(s.id, row.name) for s in found.values() for row in s.rows if not row.help] == []
