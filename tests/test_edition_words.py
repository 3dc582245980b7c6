"""Korean and Chinese texts of records keep to the words that do not take a side, and to one spelling of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import REPOSITORY

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDERS = ("incidents", "events", "organizations", "people", "voices", "places", "instruments")
EDITIONS = ("ko", "zh")
QUOTED = re.compile("‘[^’]*’|“[^”]*”|「[^」]*」|《[^》]*》")
NAMES = re.compile("탈북민 강제북송반대 범국민연합|탈북자동지회|피랍·탈북자")
"""Names of organizations, which have their own words."""
WORDS = {
    "ko": {
        "북송": "송환; the word is taken by one side and means other returns too",
        "탈북자": "탈북민, or the word in quotation marks with whoever uses it",
        "무리": "집단, 일행; the word is also said of animals",
        "미국의소리": "미국의 소리",
        "월드라디오": "월드 라디오",
        "에 의해": "the one who acts as the subject",
    },
    "zh": {
        "叛逃": "脱北, 逃离; the word means treason",
        "[。；，：] +": "no space after the mark: a line that is folded there leaves one on the page",
        r"^\d{4}年\d+月在.*的逮捕": "昆明逮捕事件; 昆明逮捕，其后据报遣返; no Chinese headline has a noun at its end",
    },
}
"""What is not written in the archive's own voice, and what stands instead."""


def texts(value: Any, edition: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a record in a language other than English, with its language."""
    if isinstance(value, str) and edition:
        yield edition, value
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, edition)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in ("native", "native-unverified", "aliases"):
                yield from texts(one, key if key in EDITIONS else edition)


def fields(text: str) -> Any:
    """The fields of a record."""
    return yaml.load(text, LOADER)  # noqa: S506 - both loaders are safe


def records() -> Iterator[tuple[Path, Any]]:
    """Every record of the archive, and the front matter of every source."""
    for folder in FOLDERS:
        for path in sorted((REPOSITORY / "data" / folder).glob("*.yml")):
            yield path, fields(path.read_text("utf-8"))
    for path in sorted((REPOSITORY / "docs" / "archive").glob("*.md")):
        yield path, fields(path.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_texts_of_records_keep_to_words_that_take_no_side(edition: str) -> None:
    """A word of one side stands in quotation marks with its speaker; titles and names keep theirs."""
    wrong = []
    for path, record in records():
        for language, text in texts(record):
            own = NAMES.sub("", QUOTED.sub("", text))
            found = [word for word in WORDS[edition] if language == edition and re.search(word, own)]
            wrong += [f"{path.name}: {text[:60]}: {word}; write {WORDS[edition][word]}" for word in found]
    assert wrong == []
