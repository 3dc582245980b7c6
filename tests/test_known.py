"""What is known and what is not: every claim in one group, denials apart, and questions that no claim answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from macros.core.models import Incident
from macros.core.models.vocabulary import VOCABULARY_PATH, Vocabulary
from macros.core.reading.yaml_reader import read_yaml
from macros.core.relations import Relations
from macros.core.values.counts import parse_count
from macros.session import Session
from macros.site.claims.what_is_known import GROUPS, Known, known, unanswered
from macros.site.pages.leading import DOCUMENTS_SHOWN, most_documents, newest, newest_sources
from tests.support import INVENTED, REPOSITORY


@pytest.fixture(scope="module", params=[INVENTED, REPOSITORY], ids=["invented", "real"])
def session(request: pytest.FixtureRequest) -> Session:
    """The invented archive and the real one."""
    return Session(request.param)


def shown(relations: Relations) -> list[Known]:
    """What is known of every incident."""
    incidents = relations.archive.records_of("incident").values()
    return [known(relations, one) for one in incidents if isinstance(one, Incident)]


def test_every_claim_stands_in_one_group(session: Session) -> None:
    """The groups of an incident hold each of its claims once and no other."""
    relations = session.site.relations
    for one in shown(relations):
        grouped = sorted(stated.ref for claims in one.groups.values() for stated in claims)
        assert grouped == sorted(stated.ref for stated in relations.claims_of.get(one.incident.id, []))
        assert list(one.groups) == [name for name in GROUPS if name in one.groups]


def test_a_denial_confirms_nothing(session: Session) -> None:
    """What a state denies is separate from what it says, and what repeats another claim is in neither."""
    for one in shown(session.site.relations):
        assert not any(one.against(stated) for stated in one.groups.get("state", []))
        assert all(one.against(stated) for stated in one.groups.get("denied", []))
        assert all(stated.claim.rests_on for stated in one.groups.get("rests-on", []))


def test_the_invented_incident() -> None:
    """A spokesman of a security organ is a state; nobody says what followed a return, and a practice asks nothing."""
    quayside, standing = shown(Session(INVENTED).site.relations)
    assert [stated.id for stated in quayside.groups["denied"]] == ["never-returned"]
    assert not quayside.has_state
    assert quayside.unanswered == ("fate",)
    assert standing.unanswered == ()


@pytest.mark.parametrize(("stance", "count"), [("denies", None), ("denies", "5"), ("asserts", "5")])
def test_a_denial_answers_what_it_denies(stance: str, count: str | None) -> None:
    """Whether it gives a number or not: that a return is denied is recorded, so nothing says that nothing is."""
    relations = Session(INVENTED).site.relations
    incident = relations.archive.records_of("incident")["quayside-2011"]
    assert isinstance(incident, Incident)
    (one,) = (stated for stated in relations.claims_of[incident.id] if stated.id == "never-returned")
    claim = one.claim.model_copy(update={"stance": stance, "count": count and parse_count(count)})
    for claims in ([replace(one, claim=claim)], []):
        alone = SimpleNamespace(archive=relations.archive, claims_of={incident.id: claims})
        assert ("return" in unanswered(cast(Relations, alone), incident)) is (not claims)


def test_who_came_to_south_korea_was_not_returned() -> None:
    """Where a claim says that the people were let go or came to South Korea, no line says that nothing is recorded."""
    relations = Session(REPOSITORY).site.relations
    found = 0
    for one in shown(relations):
        claims = relations.claims_of.get(one.incident.id, [])
        told = {stated.claim.measure for stated in claims if not stated.claim.aside}
        if told & {"came-to-south-korea", "released", "released-elsewhere", "exit-allowed"}:
            found += 1
            assert not {"return", "fate"} & set(one.unanswered), one.incident.id
    assert found > 9


def test_claims_on_others_answer_nothing() -> None:
    """That other people were returned on other days does not say whether these were."""
    relations = Session(INVENTED).site.relations
    incident = relations.archive.records_of("incident")["quayside-2011"]
    assert isinstance(incident, Incident)
    (one,) = (stated for stated in relations.claims_of[incident.id] if stated.id == "never-returned")
    claim = one.claim.model_copy(update={"aside": "It counts others"})
    alone = SimpleNamespace(archive=relations.archive, claims_of={incident.id: [replace(one, claim=claim)]})
    assert "return" in unanswered(cast(Relations, alone), incident)


def test_the_groups_are_called_what_the_page_explains(session: Session) -> None:
    """Each label begins with words that the page explains, and goes on with the word for that link of origins."""
    explained = " ".join((REPOSITORY / "docs/known/index.md").read_text("utf-8").split())
    links = session.archive.vocabulary.list("origin-links")
    begin = {"state": "A state says", "denied": "A state denies", "rests-on": "Repeats another claim"}
    others = {name: f"Others say; {links[name].label}" for name in ("none-known", "may-share")}
    said = {name: links[name].label if name in links else "" for name in GROUPS}
    assert {name: session.site.say(key, link=said[name]) for name, key in GROUPS.items()} == begin | others
    for words in ("**A state says** or **denies**", "**Others say**", "A claim that **repeats another**"):
        assert words in explained


def test_a_question_must_be_listed() -> None:
    """A kind of incident cannot ask what no list explains."""
    text = (INVENTED / VOCABULARY_PATH).read_text("utf-8").replace("asks: [held,", "asks: [weather,")
    lists = read_yaml(text, VOCABULARY_PATH)[0].tree
    with pytest.raises(ValueError, match="'weather' is not a word of `questions`; add it there"):
        Vocabulary.model_validate(lists)


def test_the_home_page_leads_by_day_and_documents(session: Session) -> None:
    """The newest incidents, then others by the number of documents with claims about them."""
    first, then = newest(session.site), most_documents(session.site)
    days = [record.date.first for record in first]
    assert days == sorted(days, reverse=True)
    numbers = [number for _, number in then]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers == [session.site.about_incidents.documents(record.id) for record, _ in then]
    assert not {record.id for record in first} & {record.id for record, _ in then}


def test_a_document_without_a_day_is_not_among_the_newest(session: Session) -> None:
    """The home page leads with the documents of the latest days; lists have those without a day at their end."""
    works = session.archive.works
    dated = [source for source in session.site.sources_by_day if works[source.id].date]
    assert newest_sources(session.site) == dated[-DOCUMENTS_SHOWN:][::-1]


def test_no_word_of_the_page_claims_too_much() -> None:
    """Nothing that is called known is called independent."""
    for path in (Path("docs/known/index.md"), Path("macros/templates/parts/known.html.j2")):
        assert "independent" not in (REPOSITORY / path).read_text("utf-8").lower()
    assert "independent" not in (REPOSITORY / "data/labels.yml").read_text("utf-8").lower()
