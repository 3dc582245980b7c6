"""The words that find each other in a search: a subject in all its words, and further spellings of names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.core.models.document import FieldPath
from macros.core.models.shape import Shape
from macros.core.values.types import Id, Language, Line, PermanentAddress

TOPICS_PATH = "data/topics.yml"

Words = dict[Language, list[Line]]
"""Words by the language in which they are: en, ko, zh, ja."""


class TopicLabel(Shape):
    """The name of a topic in each language of the site."""

    en: Annotated[Line, Field(description="in English")]
    ko: Annotated[Line, Field(description="in Korean")]
    zh: Annotated[Line, Field(description="in Chinese, simplified")]


class Topic(Shape):
    """A subject and the words for it. To join words in a search says nothing of what they mean in law."""

    label: Annotated[TopicLabel, Field(description="how the page of the search names it")]
    same: Annotated[Words, Field(description="words of which each finds every other, by language")] = {}
    near: Annotated[Words, Field(description="words that are searched too, after those of `same`, by language")] = {}
    not_: Annotated[
        list[Line],
        Field(alias="not", description="phrases that hold a word of the topic and are about something else"),
    ] = []
    leads: Annotated[
        list[Line], Field(description="what is shown first: pages, such as `map/`, and records, `instruments/cat-1984`")
    ] = []


class Spellings(Shape):
    """Further forms of the names of a record, which a search knows and no page shows."""

    also: Annotated[list[Line], Field(description="forms that readers type")] = []
    not_: Annotated[
        list[Line], Field(alias="not", description="phrases that hold a name of the record and mean something else")
    ] = []


class Topics(Shape):
    """Every topic by its id, and the spellings of records by their address."""

    topics: Annotated[dict[Id, Topic], Field(description="the topics, by id")] = {}
    spellings: Annotated[dict[PermanentAddress, Spellings], Field(description="by record, `places/tumen`")] = {}


def search_words(topics: Topics) -> Iterator[tuple[FieldPath, list[str]]]:
    """Every list of words, with its place in the file."""
    for topic_id, topic in topics.topics.items():
        yield ("topics", topic_id, "label"), list(topic.label.model_dump().values())
        for field, words in (("same", topic.same), ("near", topic.near)):
            yield from ((("topics", topic_id, field, language), found) for language, found in words.items())
        yield ("topics", topic_id, "not"), topic.not_
    for address, spelled in topics.spellings.items():
        yield ("spellings", address), [*spelled.also, *spelled.not_]
