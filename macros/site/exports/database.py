"""`archive.sqlite`: all tables in one file, to be asked with SQL.

Made with Python's own `sqlite3`; a library would only save the lines that create the tables. The tables are those of
the CSV files. A list is JSON in its column, and a list of plain values also has rows of its own: in a table where its
values are ids that lead to one table, else in a view of the column, which holds nothing twice. Addresses that follow
from other columns are generated columns (SQLite 3.31 and newer): worked out when they are read. The same records give
the same bytes with the same version of SQLite.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from macros.core.noting.reads import Remembered
from macros.site.exports.catalogue import SCHEMA_VERSION
from macros.site.exports.columns import Column, columns
from macros.site.exports.datapackage import foreign_key
from macros.site.exports.file_shapes import KEYS, SHAPES
from macros.site.exports.objects import Object, objects
from macros.site.site import Site

DATABASE_PATH = "data/archive.sqlite"
VIEWS = Path(__file__).with_name("queries") / "views.sql"
"""The views and the index of words, which are read from the tables."""
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_NESTED = ("list", "array", "object")
_ADDRESSES = {
    "claims": "CASE WHEN source IS NULL THEN 'incidents/' ELSE 'archive/' END || replace(id, '.', '/#c-')",
    "mentions": "'archive/' || source || CASE passage WHEN 0 THEN '/' ELSE '/#p' || passage END",
}
"""How an address follows from other columns, unless passages were numbered anew."""
_PAGE = 4096
"""Bytes of a page of the file; in larger ones small tables leave room empty, in smaller ones the rows of claims."""
_ROWS = "staged"
"""The table in which rows wait until it is known which of their columns follow from others."""


def _database(site: Site) -> bytes:
    made = sqlite3.connect("")  # a file without a name, which is gone once it is closed
    try:
        made.execute(f"PRAGMA page_size = {_PAGE}")
        for name in SHAPES:
            _add_table(made, site, name)
        _add_words(made, site)
        _add_fields(made)
        made.executescript(VIEWS.read_text("utf-8"))
        made.commit()
        made.execute("VACUUM")
        return _of_records_alone(made.serialize())
    finally:
        made.close()


def _of_records_alone(file: bytes) -> bytes:
    """The file without how often it was changed while it was made, and by which version of SQLite."""
    parts = memoryview(file)
    return b"".join([parts[:24], bytes(4), parts[28:92], bytes(8), parts[100:]])  # https://sqlite.org/fileformat.html


database = Remembered(_database, 1)
"""The file. The page of questions asks the very bytes that readers take away, so they are made once a site."""


def _quoted(name: str) -> str:
    return f'"{name}"'


def _add_table(made: sqlite3.Connection, site: Site, name: str) -> None:
    found = columns(name)
    lists = [column for column in found if column.type == "list" and name in KEYS]
    led = {column: list[tuple[Any, ...]]() for column in lists if _led_to(name, column)}
    made.execute(f"CREATE TEMP TABLE {_ROWS} ({', '.join(_quoted(column.name) for column in found)})")
    for item in objects(site, name):
        _insert(made, _ROWS, [[_value(column, item) for column in found]])
        for column, rows in led.items():
            rows += [(item["id"], place, str(value)) for place, value in enumerate(column.value(item) or (), 1)]
    follows = dict(_following(made, site, name, found))
    made.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(_definitions(name, found, follows))})")
    kept = ", ".join(_quoted(column.name) for column in found if column.name not in follows)
    made.execute(f"INSERT INTO {_quoted(name)} ({kept}) SELECT {kept} FROM {_ROWS} ORDER BY rowid")  # noqa: S608 # ours
    made.execute(f"DROP TABLE {_ROWS}")
    for column in lists:
        made.execute(_list_table(name, column) if column in led else _list_view(name, column))
        _insert(made, list_table(name, column), led.get(column, ()))


def _following(made: sqlite3.Connection, site: Site, name: str, found: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    """The columns that follow from others in every row, each with how."""
    base = site.base.replace("'", "''")
    for column, how in {"url": f"'{base}' || address", "address": _ADDRESSES.get(name, "")}.items():
        if how and column in {one.name for one in found}:
            differs = made.execute(f"SELECT 1 FROM {_ROWS} WHERE {column} IS NOT {how} LIMIT 1")  # noqa: S608 # ours
            if not differs.fetchone():
                yield column, how


def _insert(made: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        slots = ", ".join("?" * len(rows[0]))
        made.executemany(f"INSERT INTO {_quoted(table)} VALUES ({slots})", rows)  # noqa: S608 # names of tables are ours


def list_table(name: str, column: Column) -> str:
    """The table or view of a list: `claims_said_by`."""
    return f"{name}_{column.name}"


def _definitions(name: str, found: tuple[Column, ...], follows: Mapping[str, str]) -> Iterator[str]:
    key = KEYS.get(name, ())
    for column in found:
        kind = _TYPES.get(column.type, "TEXT")
        how = f" AS ({follows[column.name]})" if column.name in follows else ""
        yield f"{_quoted(column.name)} {kind}{how}{' PRIMARY KEY' if (column.name,) == key else ''}"
    for column in found:
        if joined := foreign_key(name, column):
            yield _joined(column.name, joined["reference"]["resource"] or name)


def _joined(column: str, table: str) -> str:
    return f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(table)} (id)"


def _led_to(name: str, column: Column) -> str:
    """The table to which each value of a list leads, or empty."""
    target = foreign_key(name, replace(column, type="string"))
    return target["reference"]["resource"] or name if target else ""


def _list_table(name: str, column: Column) -> str:
    """The rows of a list of ids of one kind, in their order."""
    parts = ["id TEXT NOT NULL", "place INTEGER NOT NULL", "value TEXT NOT NULL", "PRIMARY KEY (id, place)"]
    parts += [_joined("id", name), _joined("value", _led_to(name, column))]
    return f"CREATE TABLE {_quoted(list_table(name, column))} ({', '.join(parts)}) WITHOUT ROWID"


def _list_view(name: str, column: Column) -> str:
    """The rows of any other list, in the form of such a table."""
    rows = "SELECT record.id, one.key + 1 AS place, CAST(one.value AS TEXT) AS value"
    source = f"{_quoted(name)} AS record, json_each(record.{_quoted(column.name)}) AS one"
    return f"CREATE VIEW {_quoted(list_table(name, column))} AS {rows} FROM {source}"


def _value(column: Column, item: Object) -> Any:
    value = column.value(item)
    if column.type in _NESTED:
        return json.dumps(value if value is not None else [], ensure_ascii=False)
    return value


def _add_fields(made: sqlite3.Connection) -> None:
    """What each column of each table means, as the page of fields says it; a table of a list is its column's."""
    made.execute(
        "CREATE TABLE fields (table_name TEXT, column_name TEXT, type TEXT, meaning TEXT, refers_to TEXT,"
        " vocabulary TEXT, PRIMARY KEY (table_name, column_name))"
    )
    for name in SHAPES:
        rows = [(name, one.name, one.type, one.help, one.refers_to, one.vocabulary) for one in columns(name)]
        _insert(made, "fields", rows)


def _add_words(made: sqlite3.Connection, site: Site) -> None:
    """The closed lists, and what the file says of itself."""
    made.execute(
        "CREATE TABLE vocabulary (list TEXT, word TEXT, label TEXT, definition TEXT, PRIMARY KEY (list, word))"
    )
    for name, words in site.archive.vocabulary.root.items():
        _insert(made, "vocabulary", [(name, word, term.label, term.definition) for word, term in words.items()])
    made.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    latest = site.history.committed
    told = {
        "name": site.name,
        "url": site.base,
        "schema_version": SCHEMA_VERSION,
        "license": site.archive.citation.license,
        **({"date": latest.date, "commit": latest.commit} if latest else {}),
    }
    _insert(made, "about", list(told.items()))
