"""The archive itself, against the checked facts where those are at hand.

The facts are a working paper and are kept outside the repository, in `../shared`. Where they are missing, the tests
that need them are skipped. Captured texts are the subject of `test_verify.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from macros.core.archive import Archive, load
from macros.core.models import KINDS as RECORDS
from macros.core.models import Source
from macros.core.relations import Relations
from macros.core.rulebook import check
from macros.session import Session
from tests.support import REPOSITORY, SHARED, THOROUGH

FACTS = SHARED / "reference" / "facts.yml"
SOURCES = {"000": "icnk-2012", "001": "cecc-2012", "002": "hrf-2023", "003": "hrw-2021", "004": "hrw-2015"}
INCIDENTS = {
    "inc-2012-shenyang": "shenyang-2012",
    "inc-2015-nine": "tumen-2015",
    "inc-2021-july": "dandong-2021",
    "inc-2021-detainees": "detained-2021",
    "inc-2023-october": "october-2023",
    "inc-pattern-returns": "standing-practice",
}
RETIRED = {"inc-2006-return": "return-2006"}
"""Incidents of the facts that the archive no longer records, since they are about one person."""
IDENTIFIED = {"gc31-work"}
"""Works of the facts that the archive identifies by their wording; no passage names them."""
KINDS = {"organizations": "organization", "people": "person", "places": "place", "instruments": "instrument"}
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="../shared/reference/facts.yml is not at hand")


@cache
def archive() -> Archive:
    """The archive of the repository."""
    return load(REPOSITORY)


@cache
def relations() -> Relations:
    """Its relations."""
    return Relations(archive())


@cache
def facts() -> dict[str, Any]:
    """The checked facts, or nothing where they are not at hand."""
    if not FACTS.exists():
        return {}
    found: dict[str, Any] = yaml.load(FACTS.read_text("utf-8"), LOADER)  # noqa: S506  a safe loader
    return found


def _kept(name: str) -> list[dict[str, Any]]:
    """The facts of one kind whose records have not been retired."""
    retired = archive().redirects.root
    return [fact for fact in facts()[name] if f"{RECORDS[KINDS[name]].plural}/{fact['id']}" not in retired]


def _spans(seen_in: list[str]) -> Iterator[tuple[str, int, int]]:
    """`003:2-14` as the source, the first and the last passage."""
    for ref in seen_in:
        capture, _, numbers = ref.partition(":")
        first, _, last = numbers.partition("-")
        yield SOURCES[capture], int(first), int(last or first)


def _near(source: str, first: int, last: int) -> set[int]:
    """The passages of a span, with those that share an entry of the annotation with one of them."""
    near = set(range(first, last + 1))
    for entry in archive().annotations[source].entries:
        if not entry.last < first and not entry.first > last and not any(_marked(entry.parts)):
            near |= set(range(entry.first, entry.last + 1))
    return near


def _marked(parts: list[Any]) -> Iterator[bool]:
    return (getattr(part, "name", "") == "at" for part in parts)


def _unmentioned(kind: str, record_id: str, seen_in: list[str]) -> list[str]:
    mentioned = {
        (mention.source, number)
        for mention in relations().mentions.get((kind, record_id), ())
        for number in range(mention.passage, mention.last + 1)
    }
    return [
        f"{kind} {record_id} at {source}, passage {first}{f' to {last}' if last > first else ''}"
        for source, first, last in _spans(seen_in)
        if not any((source, number) in mentioned for number in _near(source, first, last))
    ]


@THOROUGH
def test_the_archive_is_sound() -> None:
    """The archive has no problem."""
    assert [problem.as_text() for problem in check(archive(), relations())] == []


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        *(("source", 5), ("incident", 7), ("event", 28), ("organization", 115), ("person", 28)),
        *(("instrument", 22), ("place", 27)),
    ],
)
def test_number_of_records(kind: str, number: int) -> None:
    """No record of the founding set is ever lost; ids are retired, not deleted."""
    retired = [address for address in archive().redirects.root if address.startswith(f"{RECORDS[kind].plural}/")]
    assert len(archive().records_of(kind)) + len(retired) >= number


@needs_facts
@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_checked_record_exists(name: str) -> None:
    """Every organization, person, place and instrument of the facts has its record under the same id, or is retired."""
    assert [fact["id"] for fact in _kept(name) if fact["id"] not in archive().records_of(KINDS[name])] == []


@needs_facts
@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_checked_record_is_mentioned_where_it_was_seen(name: str) -> None:
    """Every passage in which a record was seen mentions it."""
    missing = [line for fact in _kept(name) for line in _unmentioned(KINDS[name], fact["id"], fact.get("seen_in", []))]
    assert missing == []


@needs_facts
def test_every_checked_event_is_mentioned_where_it_was_seen() -> None:
    """Every passage in which an event was seen mentions it."""
    events = {fact["id"].removeprefix("ev-"): fact for fact in facts()["events"]}
    assert set(events) - set(archive().records_of("event")) == set()
    assert [line for key, fact in events.items() for line in _unmentioned("event", key, fact.get("seen_in", []))] == []


@needs_facts
def test_every_cited_work_is_cited_where_it_was_seen() -> None:
    """Every passage that cites a work has its call; a repost's original is named by the repost's record.

    A work that the archive identifies, and no passage names, is in a note.
    """
    elsewhere = {source.syndication.of for source in archive().sources if source.syndication} | IDENTIFIED
    cited = [fact for fact in facts()["works_cited"] if fact["id"] not in elsewhere]
    assert [line for fact in cited for line in _unmentioned("work", fact["id"], fact.get("seen_in", []))] == []


@needs_facts
def test_every_checked_incident_exists() -> None:
    """Every incident of the facts has its record."""
    assert {fact["id"] for fact in facts()["incidents"]} == {*INCIDENTS, *RETIRED}
    assert {f"incidents/{retired}" for retired in RETIRED.values()} <= set(archive().redirects.root)
    assert set(INCIDENTS.values()) - set(archive().records_of("incident")) == set()


def _figures(name: str) -> list[tuple[str, str, Any]]:
    if name == "other_figures":
        return [(fact["id"], fact["ref"], fact.get("value")) for fact in facts().get(name, [])]
    rows = facts().get("incidents", [])
    return [(fact["id"], figure["ref"], figure.get("value")) for fact in rows for figure in fact["capture_figures"]]


@needs_facts
@pytest.mark.parametrize("name", ["incidents", "other_figures"])
def test_every_checked_figure_is_a_claim_of_its_passage(name: str) -> None:
    """Every figure that a document states about people is a claim at that passage, of that incident if it is of one."""
    missing = []
    for owner, ref, value in _figures(name):
        ((source, first, last),) = _spans([ref])
        claims = [
            c for c in relations().claims.values() if c.owner == source and first <= (c.claim.passage or 0) <= last
        ]
        if owner in INCIDENTS:
            claims = [stated for stated in claims if stated.incident in (INCIDENTS[owner], None)]
        if not any(c.claim.count and (value is None or c.claim.count.number == value) for c in claims):
            missing.append(f"{owner}: {value} at {source}, passage {first}")
    assert missing == []


@needs_facts
@pytest.mark.parametrize("fact", facts().get("discrepancies", []), ids=lambda fact: str(fact["id"]))
def test_every_discrepancy_has_its_note(fact: dict[str, Any]) -> None:
    """Every passage with a discrepancy has an editorial note."""
    noted = {place for stated in relations().notes.values() for place in stated.places}
    assert [s for s in _spans(fact["captures"]) if not {(s[0], n) for n in range(s[1], s[2] + 1)} & noted] == []


@needs_facts
def test_there_are_as_many_discrepancies_as_were_found() -> None:
    """The facts still hold the founding set of discrepancies: the test above can fail."""
    assert len(facts()["discrepancies"]) >= 34


@pytest.mark.parametrize("folder", ["docs", "data", "macros/site", "macros/templates", "overrides"])
def test_nothing_is_called_independent(folder: str) -> None:
    """No text says that claims share no origin: that is not known of any."""
    files = [path for path in (REPOSITORY / folder).rglob("*") if path.suffix in {".md", ".yml", ".py", ".j2", ".html"}]
    assert files
    said = re.compile(r"\bindependen(?:t|tly|ce)\b", re.IGNORECASE)
    found = {str(path.relative_to(REPOSITORY)): said.findall(path.read_text("utf-8")) for path in files}
    assert {path: words for path, words in found.items() if words} == {}


def test_what_stands_as_confirmed_has_a_document() -> None:
    """An event is confirmed by its own record, or one of a state, a court or the United Nations, so it has a work."""
    events = archive().records_of("event").values()
    assert [event.id for event in events if getattr(event, "status", "") == "confirmed" and not event.works] == []  # type: ignore[attr-defined]


def test_an_incident_is_named_in_words_of_the_sentence() -> None:
    """Its short name is a label with commas, such as Yantai, 2003: it stands in brackets, or not in a sentence."""
    label = re.compile(r"(?<!\()\{\{ incident\(\"[^\"]+\"\) \}\}")
    told = [
        path.relative_to(REPOSITORY).as_posix()
        for kind in ("organizations", "people", "places", "voices")
        for path in sorted((REPOSITORY / "data" / kind).glob("*.yml"))
        if label.search(path.read_text("utf-8"))
    ]
    assert told == []


def test_a_title_is_translated_once() -> None:
    """The bibliography has the English of a title, so no remark on the title gives it again in other words."""
    sources = [one for one in archive().records_of("source").values() if isinstance(one, Source)]
    assert [one.id for one in sources if "In English:" in (one.title_note or "")] == []


def test_no_two_pages_have_the_same_title() -> None:
    """Whoever has several pages open, or comes back to one, tells them apart by their titles (WCAG 2.4.2).

    Pages of an edition have its name for the archive behind their own. Pages of retired ids are left out: their titles
    must not name whom they were about.
    """
    pages = [page for page in Session(REPOSITORY).pages.values() if page.title != "Retired address"]
    titles = Counter((page.uri[:3] if page.uri[2] == "/" else "", page.title) for page in pages)
    assert [title for title, times in titles.items() if times > 1] == []


def test_a_document_is_called_by_a_body_that_answers_for_it() -> None:
    """A report of a newspaper on a ministry is not called by the name of the ministry, as if it were its own text."""
    called: dict[str, set[str]] = {}
    for body in archive().records_of("organization").values():
        for name in {body.short_text, body.title_text, *getattr(body, "aliases", ())}:
            called.setdefault(name, set()).add(body.id)
    for source in archive().records_of("source").values():
        assert isinstance(source, Source)
        name = max((one for one in called if re.match(rf"{re.escape(one)}\b", source.short_text)), key=len, default="")
        answering = {one for ids in source.credits.values() for one in ids}
        if name and not source.short_text.startswith("UN experts"):  # who are no body
            assert called[name] & answering, f"{source.id}: {source.short_text}"


MEMBERS_ARRESTED = {("shanghai-2003", "society-returnees"), ("shenyang-2006-12", "link")}
"""Organizations that say of their own members that they were arrested too."""


def test_who_only_reports_did_not_act() -> None:
    """In an incident act states, their offices and bodies of the United Nations; who tells of it did not act in it."""
    kinds = {"government", "ministry", "security-organ", "custody-site", "un-body"}
    bodies = archive().records_of("organization")
    for incident in archive().records_of("incident").values():
        for body in getattr(incident, "organizations", ()):
            acted = getattr(bodies[body], "kind", "") in kinds or (incident.id, body) in MEMBERS_ARRESTED
            assert acted, f"{incident.id}: {body}"
