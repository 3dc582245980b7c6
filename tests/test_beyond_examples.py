"""Problems that no snippet can show: bytes that are not text, endless values, missing files, changes of two files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import listing

BRACKETS, NUMBER = 6_000, 4_400
SUMMARY = b"title: A vote\ndate: 2011\nkind: vote\nstatus: claimed\nsummary: '{{ see(\"report-2011\", %s) }}'\n"
MADE = {
    "data/events/latin-1.yml": b"title: A vote\ndate: caf\xe9\n",
    "docs/about/latin-1.md": b"---\ntitle: caf\xe9\n---\n",
    "data/events/many-brackets.yml": b"title: " + b"[" * BRACKETS + b"\n",
    "data/events/long-number.yml": SUMMARY % (b"9" * NUMBER),
}
"""What new files hold, by path."""
SAID_OF_MADE = """\
data/events/latin-1.yml:2: is not UTF-8 text; save the file as UTF-8 [file]
docs/about/latin-1.md:2: is not UTF-8 text; save the file as UTF-8 [file]
data/events/many-brackets.yml:1: is not YAML as the archive reads it: nested too deeply [yaml]
data/events/long-number.yml:5: summary: holds a number that is too long;  write a passage as a whole number from 1 \
[macro-call]
"""
"""What is reported of each of them, in their order."""
MISSING = {
    "data/vocabulary.yml": """\
data/vocabulary.yml:1: is missing; the archive cannot be read without its closed lists [file]
""",
    "data/redirects.yml": """\
data/redirects.yml:1: is missing; the archive cannot be read without its list of retired ids [file]
""",
    "docs/timeline/index.md": """\
docs/index.md:13: no page 'timeline/index.md' in docs/; name a page by the relative path of its file [page-link]
docs/timeline/index.md:1: is missing; the navigation and other pages lead to it [page-link]
""",
    "data/events/2010-vote.yml": """\
data/published.txt:16: 'events/2010-vote' was published but is gone; restore it or retire it in \
data/redirects.yml [lost-id]
""",
}
"""What is reported when a file is gone, by its path."""


@pytest.mark.parametrize(("path", "said"), list(zip(MADE, SAID_OF_MADE.splitlines(), strict=True)))
def test_a_file_that_is_not_text_or_endless_is_told(path: str, said: str, invented: Path) -> None:
    """Bytes that are not text, and values that are too long or too deep, are one problem with its line."""
    (invented / path).write_bytes(MADE[path])
    assert listing(invented) == f"{said}\n"


@pytest.mark.parametrize("path", MISSING)
def test_a_file_that_is_gone_is_told(path: str, invented: Path) -> None:
    """A missing file is reported, with what leads to it."""
    (invented / path).unlink()
    assert listing(invented) == MISSING[path]


@pytest.mark.parametrize(("anchor", "said"), [("map", ""), ("nowhere", "no anchor '#nowhere' on docs/map/index.md")])
def test_an_anchor_on_another_page_exists(anchor: str, said: str, invented: Path) -> None:
    """A link to an anchor of another page is followed where that page is prose alone."""
    home, page = invented / "docs/index.md", invented / "docs/map/index.md"
    page.write_text(page.read_text("utf-8").replace("{{ place_map() }}", "Nothing is drawn here."), "utf-8")
    home.write_text(home.read_text("utf-8").replace("timeline/index.md", f"map/index.md#{anchor}"), "utf-8")
    assert listing(invented) == (f"docs/index.md:13: {said} [page-link]\n" if said else "")
