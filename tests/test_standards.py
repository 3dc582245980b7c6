"""The page of standards: every point has a verdict, says what was read, and leads to what shows it."""

from __future__ import annotations

import re

import pytest

from tests.support import REPOSITORY

PAGE = (REPOSITORY / "docs/about/standards.md").read_text("utf-8")
ROW = re.compile(
    r"^\| \[(?P<title>[^]]+)\]\(#(?P<id>[a-z-]+)\) \| (?P<verdict>[a-z ]+) \| (?P<read>.+) \|$", re.MULTILINE
)
ROWS = {found["id"]: found.groupdict() for found in ROW.finditer(PAGE)}
SECTIONS = dict(re.findall(r"^### [^\n]* \{#([a-z-]+)\}\n\n(.*?)(?=\n##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
VERDICTS = {"met", "partly", "not met", "no verdict", "does not apply"}
WANTED = {
    *("transparent-method", "definitions", "inclusion", "sources-evaluated", "corroboration", "status"),
    *("open-endedness", "corrections", "security-data", "consent", "publication"),
    *("authenticity", "availability", "identity", "persistence", "renderability", "understandability"),
    "chain-of-custody",
}
"""The points on which readers of either standard look first."""


def test_every_point_is_there() -> None:
    """The tables name the same points as the sections, in the same order, and none of those wanted is missing."""
    assert list(ROWS) == list(SECTIONS)
    assert WANTED - set(ROWS) == set()


@pytest.mark.parametrize("point", list(ROWS))
def test_table_and_section_agree(point: str) -> None:
    """A section begins with the verdict of the table and with what was read for it."""
    verdict, read = ROWS[point]["verdict"], ROWS[point]["read"]
    assert verdict in VERDICTS
    shown = "nothing" if read == "not read" else read
    assert SECTIONS[point].startswith(f"**{verdict.capitalize()}.** *Read: {shown}.* ")


@pytest.mark.parametrize("point", list(ROWS))
def test_a_point_leads_to_what_shows_it(point: str) -> None:
    """Every point leads to a page, a rule or a file of ours; what was not read has no verdict."""
    assert re.search(r'\]\((?!https:)[^)#]+|href="\.\./', SECTIONS[point])
    assert (ROWS[point]["read"] == "not read") == (ROWS[point]["verdict"] == "no verdict")
