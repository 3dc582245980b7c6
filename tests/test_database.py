"""The file with all tables, and the questions that the site asks of it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.session import Session
from macros.site.exports.columns import columns
from macros.site.exports.database import database
from macros.site.exports.datapackage import foreign_key
from macros.site.exports.file_shapes import KEYS, SHAPES
from macros.site.exports.questions import QUESTIONS, questions
from macros.site.pages.macros import macros
from tests.support import BOTH, INVENTED, REPOSITORY, data_files, real_archive

FILES = sorted(QUESTIONS.glob("*.sql"))


@pytest.fixture(scope="module", params=BOTH)
def session(request: pytest.FixtureRequest) -> Session:
    """The invented archive, and the real one."""
    return Session(request.param)


@pytest.fixture(scope="module")
def opened(session: Session) -> Iterator[sqlite3.Connection]:
    """The file of an archive, opened."""
    made = sqlite3.connect(":memory:")
    made.deserialize(database(session.site))
    yield made
    made.close()


def _columns(made: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in made.execute(f"PRAGMA table_xinfo({table})")]


@pytest.mark.parametrize("name", list(SHAPES))
def test_a_table_has_the_columns_of_its_csv(name: str, opened: sqlite3.Connection) -> None:
    """Every table has the columns of the CSV file of its name, in the same order, and no field beyond them."""
    assert _columns(opened, name) == [column.name for column in columns(name)]


def test_a_table_has_the_rows_of_its_csv(session: Session, opened: sqlite3.Connection) -> None:
    """Every table has the records of the CSV file of its name, in the same order."""
    written = data_files(session.site)
    for name in SHAPES:
        first = columns(name)[0].name
        rows = [row[first] for row in csv.DictReader(io.StringIO(written[f"data/{name}.csv"], newline=""))]
        assert [value for (value,) in opened.execute(f'SELECT "{first}" FROM "{name}" ORDER BY rowid')] == rows  # noqa: S608


def test_a_row_has_the_addresses_of_its_csv(session: Session, opened: sqlite3.Connection) -> None:
    """Also where they are worked out when they are read: those of the site in every table, of claims and mentions."""
    written = data_files(session.site)
    for name in SHAPES:
        for one in {"url", "address"} & {column.name for column in columns(name)}:
            rows = [row[one] for row in csv.DictReader(io.StringIO(written[f"data/{name}.csv"], newline=""))]
            assert [value for (value,) in opened.execute(f"SELECT {one} FROM {name} ORDER BY rowid")] == rows  # noqa: S608
    hidden = {
        (name, column[1]) for name in SHAPES for column in opened.execute(f"PRAGMA table_xinfo({name})") if column[6]
    }
    assert {("claims", "url"), ("claims", "address"), ("works", "url")} <= hidden


def test_no_key_leads_nowhere(opened: sqlite3.Connection) -> None:
    """Every foreign key finds its row, and the keys of the data package are all there."""
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in SHAPES:
        wanted = {column.name for column in columns(name) if foreign_key(name, column)}
        assert {row[3] for row in opened.execute(f"PRAGMA foreign_key_list({name})")} == wanted


def test_a_key_that_leads_nowhere_is_refused(opened: sqlite3.Connection) -> None:
    """With foreign keys on, a claim of an incident that is not there cannot be added."""
    copy = sqlite3.connect(":memory:")
    copy.deserialize(opened.serialize())
    copy.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        copy.execute("UPDATE claims SET incident = 'nowhere'")


LISTS = [(name, one.name) for name in KEYS for one in columns(name) if one.type == "list"]


@pytest.mark.parametrize(("name", "column"), LISTS)
def test_a_list_has_rows_of_its_own(name: str, column: str, opened: sqlite3.Connection) -> None:
    """The rows of a list are the values of its column as texts, in their order."""
    rows = opened.execute(f'SELECT id, place, value FROM "{name}_{column}" ORDER BY id, place').fetchall()  # noqa: S608 # our names
    cells = opened.execute(f'SELECT id, "{column}" FROM "{name}" ORDER BY id')  # noqa: S608 # as above
    wanted = [(item, n, str(one)) for item, cell in cells for n, one in enumerate(json.loads(cell), 1)]
    assert rows == wanted


def test_the_origin_of_a_claim_is_the_end_of_its_chain(opened: sqlite3.Connection) -> None:
    """`claim_origins` has every claim once, with the last link of its chain and the length of the chain."""
    found = {
        claim: (origin, links)
        for claim, origin, links in opened.execute("SELECT claim, origin, links FROM claim_origins")
    }
    chains = {claim: json.loads(cell) for claim, cell in opened.execute("SELECT id, said_by FROM claims")}
    assert found == {claim: (chain[-1], len(chain)) for claim, chain in chains.items()}


def test_the_words_of_a_claim_are_found(opened: sqlite3.Connection) -> None:
    """The index of words has the sentence of every claim and the text of every note."""
    ((claims, notes),) = opened.execute("SELECT (SELECT COUNT(*) FROM claims), (SELECT COUNT(*) FROM notes)")
    assert opened.execute("SELECT COUNT(*) FROM words").fetchone() == (claims + notes,)
    assert opened.execute("SELECT COUNT(*) FROM words WHERE words MATCH 'according OR says OR states'").fetchone()[0]
    texts = opened.execute("SELECT kind, id, title, text FROM texts ORDER BY number").fetchall()
    assert opened.execute("SELECT kind, id, title, text FROM words ORDER BY rowid").fetchall() == texts


def test_the_same_records_give_the_same_bytes() -> None:
    """Two files of one archive are the same, letter for letter."""
    assert database(Session(INVENTED).site) == database(Session(INVENTED).site)


def test_the_file_says_what_it_is(session: Session, opened: sqlite3.Connection) -> None:
    """It names its archive, its licence and the version of its fields."""
    about = dict(opened.execute("SELECT name, value FROM about"))
    assert about["name"] == session.site.name
    assert about["license"] == "CC-BY-4.0"
    assert about["schema_version"]


def test_every_column_is_explained(opened: sqlite3.Connection) -> None:
    """`fields` has every column of every table of records, each with its meaning."""
    told = opened.execute("SELECT table_name, column_name FROM fields WHERE meaning <> ''").fetchall()
    assert told == [(name, column) for name in SHAPES for column in _columns(opened, name)]


def test_a_spokesperson_has_the_country_of_the_body() -> None:
    """Whoever speaks for a body has its kind and country in `chains` and `claim_origins`, so no denial is missed."""
    made = sqlite3.connect(":memory:")
    made.deserialize(database(real_archive().site))
    asked = (
        "SELECT name, body, body_kind, country FROM {} WHERE claim = 'mfa-2024-01-24.no-defectors' AND kind = 'person'"
    )
    for view in ("chains", "claim_origins"):
        assert made.execute(asked.format(view)).fetchall() == [("Wang Wenbin", "prc-mfa", "ministry", "China")]


def test_roots_reach_to_the_end(opened: sqlite3.Connection) -> None:
    """`claim_roots` has what a claim rests on and what that rests on in turn, each once."""
    direct: dict[str, set[str]] = {}
    for claim, root in opened.execute("SELECT id, value FROM claims_rests_on"):
        direct.setdefault(claim, set()).add(root)

    def reached(claim: str) -> set[str]:
        return {one for root in direct.get(claim, ()) for one in (root, *reached(root))}

    found = opened.execute("SELECT claim, root FROM claim_roots").fetchall()
    assert sorted(found) == sorted((claim, root) for claim in direct for root in reached(claim))


def test_the_days_of_a_claim_are_its_own_or_its_incidents(opened: sqlite3.Connection) -> None:
    """`claim_days` takes both days from the claim or both from the incident, and says which."""
    own = dict(opened.execute("SELECT id, date_first || ' ' || date_last FROM claims"))
    theirs = dict(opened.execute("SELECT id, date_first || ' ' || date_last FROM incidents"))
    incidents = dict(opened.execute("SELECT id, incident FROM claims"))
    for claim, first, last, given_by in opened.execute("SELECT * FROM claim_days"):
        days = own[claim] if given_by == "claim" else theirs[incidents[claim]]
        assert days == f"{first} {last}"
        assert (given_by == "claim") == bool(own[claim])


# Questions


def test_there_are_ten_questions() -> None:
    """Ten files, numbered from 1, each with a question in its first line."""
    assert [int(file.name[:2]) for file in FILES] == list(range(1, 11))
    assert all(re.match(r"-- [A-Z].*[?.]\n(?!--)", file.read_text("utf-8")) for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_question_has_an_answer(file: Path) -> None:
    """Each query runs on the archive itself and gives rows."""
    found = {one.anchor: one for one in questions(real_archive().site)}
    assert found[file.stem[3:]].rows


def test_the_answer_shown_is_that_of_the_query() -> None:
    """The page has each query as it can be copied, and asking the published file with it gives the rows of the page."""
    site = real_archive().site
    page = str(macros(site, lambda: "data/questions.md")["worked_questions"]())
    made = sqlite3.connect(":memory:")
    made.deserialize(database(site))
    parts = page.split("<h2 ")[1:]
    assert len(parts) == len(FILES)
    for part in parts:
        query = html.unescape(re.findall(r"<pre><code>(.*?)</code></pre>", part, re.DOTALL)[0])
        body = part.partition("<tbody>")[2]
        shown = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in body.split("<tr>")[1:]]
        asked = [["–" if value is None else str(value) for value in row] for row in made.execute(query)]
        assert [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in shown] == asked


def test_a_figure_of_an_answer_leads_to_its_claim() -> None:
    """Every answer with a figure has the claim of each row, as a link."""
    for one in questions(real_archive().site):
        assert "figure" not in one.columns or "claim" in one.columns, one.words
    page = str(macros(real_archive().site, lambda: "data/questions.md")["worked_questions"]())
    assert 'href="../../archive/hrf-2023/#c-' in page


def test_a_figure_of_an_answer_has_its_sentence() -> None:
    """Every row with a figure has the sentence of its claim, with speakers, modifier and hedge."""
    site = real_archive().site
    for one in questions(site):
        for row in one.rows if "figure" in one.columns else ():
            shown = dict(zip(one.columns, row, strict=True))
            assert shown["what_it_says"] == site.claims[str(shown["claim"])].sentence, one.words


def test_no_answer_adds_figures_up() -> None:
    """No query makes a sum, a mean or an extreme of the figures of claims."""
    for file in FILES:
        assert not re.search(r"\b(sum|avg|total|min|max)\s*\(", file.read_text("utf-8"), re.IGNORECASE), file.name
    assert "SUM(" not in (REPOSITORY / "macros/site/exports/queries/views.sql").read_text("utf-8")
