"""The codebook: one file that tells the data in words, made from what the pages and exports are made of."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache

import pytest

from macros.core.rulebook import RULES
from macros.session import Session
from macros.site.exports.codebook import CODEBOOK_PATH, PAGES, in_words
from macros.site.exports.field_guide import sections
from tests.support import INVENTED, data_files, real_archive

LARGEST = 120_000
"""Bytes of the codebook: one file that a telephone opens at once."""


@cache
def _files() -> dict[str, str]:
    return data_files(real_archive().site)


def _told() -> str:
    return _files()[CODEBOOK_PATH]


def test_every_field_is_told() -> None:
    """Every field of every data file is there with its name, its type and what it holds."""
    rows = [row for section in sections() for row in section.rows]
    assert [row.name for row in rows if f"- {row.name} ({row.type}" not in _told() or row.help not in _told()] == []


def test_every_word_is_told() -> None:
    """Every word of every closed list is there with its label and its definition."""
    terms = [(word, t) for words in real_archive().archive.vocabulary.root.values() for word, t in words.items()]
    assert [word for word, t in terms if f"- {word} ({t.label}): {t.definition}\n" not in _told()] == []


def test_every_rule_is_told() -> None:
    """Every rule is there in its own words."""
    assert [rule for rule, found in RULES.items() if f"- {rule}: {found.text}\n" not in _told()] == []


def test_the_guidelines_are_told() -> None:
    """Method and guidelines are in it under their headings, without calls, links and examples."""
    pages = real_archive().archive.pages
    headings = [
        re.sub(r" \{ #.*\}$", "", line) for path in PAGES for line in pages[path].split("\n") if line.startswith("## ")
    ]
    assert [heading for heading in headings if f"\n#{heading}\n" not in _told()] == []
    assert [mark for mark in ("{{", "](", "**Example") if mark in _told()] == []


def test_no_paragraph_goes_on_from_one_that_is_left_out() -> None:
    """Each paragraph of method and guidelines is whole without the examples beside it."""
    prose = _told().partition("\n# 2 Fields\n")[0]
    assert [line for line in prose.split("\n") if re.match("[a-z]", line)] == []


def test_an_archive_without_such_pages_has_a_codebook() -> None:
    """The invented archive has guidelines but no page of method; the codebook has what there is."""
    told = data_files(Session(INVENTED).site)[CODEBOOK_PATH]
    assert "## Guidelines" in told
    assert "## Method" not in told


def test_it_is_small() -> None:
    """The codebook stays one file that is opened at once."""
    assert len(_told().encode()) < LARGEST


def test_the_package_names_it() -> None:
    """The data package has the codebook as a text file with its size and fingerprint."""
    resources = json.loads(_files()["data/datapackage.json"])["resources"]
    found = next(one for one in resources if one["path"] == "codebook.txt")
    data = _told().encode()
    assert (found["name"], found["type"], found["mediatype"]) == ("codebook-txt", "file", "text/plain")
    assert (found["bytes"], found["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("# Title\n\nOne\nparagraph.", "## Title\n\nOne paragraph."),
        ("See [the rules](rules.md#rule-value), `as written`.", "See the rules, `as written`."),
        (
            "# A\n\n- one\n  and more\n- two\n\n1. first\n2. second",
            "## A\n\n- one and more\n- two\n\n1. first\n2. second",
        ),
        ("Before.\n\n{{ org('x') }} says so.\n\nAfter.", "Before.\n\nAfter."),
        ('# A\n\n{{ vocabulary("measures") }}', "## A\n\nIts words are in the closed list `measures`."),
        ("# A\n\n## B\n\n{{ home() }}\n\n## C\n\nText.", "## A\n\n### C\n\nText."),
        ("    path:line: as\n    it is", "    path:line: as\n    it is"),
        ("## Evidence { #evidence }\n\nText.", "### Evidence\n\nText."),
        ("", ""),
    ],
)
def test_a_page_in_words(page: str, words: str) -> None:
    """Links become their words, paragraphs one line; examples and empty headings go; code and lists stay."""
    assert in_words(page) == words
