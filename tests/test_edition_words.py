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
        "재남": "한국에 사는; the word is of one side of the border",
        "(?<!보)도문|단동|심양|연길": "투먼, 단둥, 선양, 옌지; the old reading is an alias for the search",
    },
    "zh": {
        "叛逃": "脱北, 逃离; the word means treason",
        "[。；，：] +": "no space after the mark: a line that is folded there leaves one on the page",
        r"^\d{4}年\d+月在.*的逮捕": "昆明逮捕事件; 昆明逮捕，其后据报遣返; no Chinese headline has a noun at its end",
    },
}
"""What is not written in the archive's own voice, and what stands instead."""
OF_THE_ORIGINAL = re.compile("원문 표현은 ‘|’\\(원문 표현|원문은 ‘|原文称“|原文为“|原文“|”（原文用语")
"""That a word in quotation marks stands in the document."""
REPORTED_ON = re.compile(r"\d{4}년[^,]*(?:다고|것으로|이라고) 보도됐다$")
"""A sentence that begins with a date and ends with the report."""
LANGUAGES = {
    key: tag.partition("-")[0]
    for key, tag in re.findall(
        r"^@\w+\{([^,]+),(?:(?!^\}).)*?^  langid = \{([^}]*)\}",
        (REPOSITORY / "bibliography.bib").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
}
"""The language of each document."""


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


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_word_is_of_the_original_in_quotation_marks_only_if_the_document_is_in_the_language(edition: str) -> None:
    """Else it is our rendering: 원문 표현을 옮기면 난민, 原文用语译作难民, without quotation marks."""
    wrong = []
    for path, record in records():
        written = LANGUAGES.get(path.stem, "") if path.suffix == ".md" else ""
        for language, text in texts(record):
            if written not in ("", edition) and language == edition and OF_THE_ORIGINAL.search(text):
                wrong.append(f"{path.name}: {text}")
    assert wrong == []


def test_a_korean_outcome_does_not_date_an_arrest_with_the_day_of_its_report() -> None:
    """`2002년 9월 체포됐다고 보도됐다` has the arrest in September, 체포됐다고 2002년 9월 보도됐다 the report."""
    wrong = [
        f"{path.name}: {said}"
        for path, record in records()
        if path.parent.name == "incidents" and "as was reported" in record.get("outcome", "").partition(";")[0]
        for said in [record.get("ko", {}).get("outcome", "").partition(".")[0]]
        if REPORTED_ON.match(said)
    ]
    assert wrong == []
