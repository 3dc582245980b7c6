"""The invented archive shows everything that an archive can hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import trees
from macros.core.archive import Archive, load
from macros.core.models import MODELS, Claim, Note, Record
from macros.core.models.document import FieldPath
from macros.core.models.field_values import terms, texts
from macros.core.models.kinds import INDEXES
from macros.core.models.model_fields import field_rows
from macros.core.models.vocabulary import Vocabulary
from macros.core.reading.annotations import parse
from macros.core.reading.page_macros import OTHER_MACROS
from macros.core.reading.reference_calls import SIGNATURES, Call
from macros.core.relations import Relations
from macros.core.rulebook import check
from macros.core.values.counts import MODIFIERS
from macros.session import Session
from macros.site.pages.macros import macros
from tests.support import INVENTED, real_archive

DERIVED = {
    *("attributions", "questions", "comparisons", "in-citations", "sentence-parts"),
    *("evidence", "modifiers", "order-words", "origin-links", "provision-standings"),
}
"""Lists whose words are not in a field: they are read from counts, or follow from annotations."""
SHARED = ("changes.", "reply.")
"""Fields that many kinds have: each is used somewhere in the archive, not in every kind."""


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The invented archive."""
    return load(INVENTED)


def _places(records: Iterator[Record]) -> Iterator[FieldPath]:
    for record in records:
        yield from record.document.lines


def _shown(place: FieldPath, names: set[str]) -> str:
    """A place in a document as the way to its field: list positions left out, ids of a mapping as `<id>`."""
    way = ""
    for part in (part for part in place if isinstance(part, str)):
        plain = f"{way}.{part}" if way else part
        way = plain if plain in names or not way else f"{way}.<id>"
    return way


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_every_field_is_used(kind: str, archive: Archive) -> None:
    """Every field of every kind of record is somewhere in the invented archive."""
    names = {row.name for row in field_rows(MODELS[kind])} - {"entrytype"}
    used = {_shown(place, names) for place in _places(iter(archive.records_of(kind).values()))}
    assert {name for name in names - used if not name.startswith(SHARED)} == set()


def test_every_shared_field_is_used(archive: Archive) -> None:
    """Every field of changes and replies, which many kinds have, is somewhere in the invented archive."""
    names = {row.name for model in MODELS.values() for row in field_rows(model) if row.name.startswith(SHARED)}
    used = {_shown(place, names) for kind in MODELS for place in _places(iter(archive.records_of(kind).values()))}
    assert {name.partition(".<id>.")[0] for name in names} - {name.partition(".<id>.")[0] for name in used} == set()


@pytest.mark.parametrize(("name", "model"), [("claims", Claim), ("notes", Note)])
def test_every_field_of_claims_and_notes_is_used(name: str, model: type[Claim | Note], archive: Archive) -> None:
    """Every field of claims and editorial notes is somewhere in the invented archive."""
    owners = (*archive.records_of("source").values(), *archive.records_of("incident").values())
    found = (place[2:] for place in _places(iter(owners)) if len(place) > 2 and place[0] == name)
    used = {".".join(part for part in place if isinstance(part, str)) for place in found}
    assert {row.name for row in field_rows(model)} - used == set()


def test_every_reference_call_and_argument_is_used(archive: Archive) -> None:
    """Every reference call is made, and each of its arguments given, in annotations or fields."""
    parts = [part for annotation in archive.annotations.values() for part in annotation.parts]
    parts += [part for record in archive.all_records() for found in texts(record) for part in parse(found.value)[0]]
    given = {
        (call.name, parameter.name)
        for call in parts
        if isinstance(call, Call)
        for index, parameter in enumerate(SIGNATURES[call.name].parameters)
        if index < len(call.args) or parameter.name in call.kwargs
    }
    assert {(s.name, p.name) for s in SIGNATURES.values() for p in s.parameters} - given == set()


def test_every_macro_is_called(archive: Archive) -> None:
    """Every macro for prose and index pages is called on a page of the invented archive."""
    prose = "\n".join(archive.pages.values())
    wanted = [*(index.macro for index in INDEXES.values()), *OTHER_MACROS, *(set(SIGNATURES) - {"passage", "at"})]
    assert [name for name in wanted if f"{{{{ {name}(" not in prose] == []


def test_lists_are_those_of_the_archive(archive: Archive) -> None:
    """The invented archive has the same closed lists as the real one, with words of those alone."""
    real: Vocabulary = real_archive().archive.vocabulary
    assert list(archive.vocabulary.root) == list(real.root)
    for name, words in archive.vocabulary.root.items():
        assert set(words) <= set(real.list(name)), name


def test_every_word_is_used(archive: Archive) -> None:
    """Every word of every closed list is in some record or call."""
    used = {(found.declares, found.value) for record in archive.all_records() for found in terms(record)}
    for annotation in archive.annotations.values():
        calls = [part for part in annotation.parts if isinstance(part, Call)]
        used |= {("roles", call.named("role", "mentioned")) for call in calls}
    used |= {("namings", called.call.named("how")) for called in archive.calls}
    words = {(name, word) for name, words in archive.vocabulary.root.items() for word in words if name not in DERIVED}
    assert words - used == set()


def test_every_kind_of_count_is_used(archive: Archive) -> None:
    """Every modifier of a count, a range, a percentage and a word of order are in some claim."""
    counts = [stated.claim.count for stated in Relations(archive).claims.values()]
    assert {count.modifier for count in counts if count} == {*MODIFIERS.values(), "range", "order"}
    assert any(count and count.percent for count in counts)
    assert any(count is None for count in counts)


@pytest.mark.parametrize("mark", ["~", "?", "%", "/..", "../", "2011-05/", "2011-06-09", "2012-02", "1971"])
def test_every_kind_of_date_is_used(mark: str, archive: Archive) -> None:
    """Days, months, years, approximate, uncertain and open dates and intervals are in some record."""
    written = "\n".join(record.document.text for record in archive.all_records()) + str(archive.redirects)
    assert mark in written


@pytest.mark.parametrize("sources", [5, 1000])
def test_the_archives_that_are_measured_are_sound(sources: int, tmp_path: Path) -> None:
    """What the benchmark invents around our prose has no problems, or nothing would be built; chance errs in many."""
    trees.archive(tmp_path / "archive", sources, 1)
    read = load(tmp_path / "archive")
    assert read.problems + check(read, Relations(read)) == []


def test_an_index_names_a_few_sources_and_counts_the_rest(tmp_path: Path) -> None:
    """Of a place that forty sources name, the index shows eight and leads to its page for the others."""
    trees.archive(tmp_path / "archive", 40, 1)
    index = macros(Session(tmp_path / "archive").site, lambda: "places/index.md")["place_index"]
    row = str(index()).partition('<tr id="place-00000">')[2].partition("</tr>")[0]
    assert row.count('href="../archive/') == 8
    assert 'and <a href="place-00000/">32 more</a>' in row
