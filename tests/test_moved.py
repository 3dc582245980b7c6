"""What was an anchor on an index and is elsewhere now keeps a line there, which leads on without a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import escape

from macros.core.archive import load
from macros.core.relations import Relations
from macros.site.pages.generated import pages
from macros.site.pages.moved import moved
from tests.support import real_archive, written


def _with(root: Path, line: str) -> str:
    """The page of people and voices of an archive with a further retired id."""
    path = root / "data/redirects.yml"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    return written(root, "people/index.md")


def test_a_moved_voice_leaves_a_line_that_leads_on(invented: Path) -> None:
    """The old anchor is on its page, with the name of the record that replaced it and a link to it."""
    page = written(invented, "people/index.md")
    link = '<a href="../organizations/quayside-herald/">Quayside Herald</a>'
    assert f'<li id="the-herald">{link}, now under Organizations</li>' in page


def test_an_id_that_may_not_be_shown_leaves_no_line(invented: Path) -> None:
    """The page does not print a quiet id, since the id itself tells what was taken out."""
    line = (
        "voices/old-hand: {reason: the organization speaks, since: 2012-03, to: organizations/border-watch, quiet: yes}"
    )
    assert "old-hand" not in _with(invented, line)


@pytest.mark.parametrize(("target", "lines"), [("", 1), (", to: people/ada-quill", 1)])
def test_each_anchor_stands_on_the_page_once(invented: Path, target: str, lines: int) -> None:
    """A retired id without a successor has its reason alone; either way the anchor is there once."""
    page = _with(invented, f"voices/the-clerk: {{reason: no document has it, since: 2012-03{target}}}")
    assert page.count('id="the-clerk"') == lines


def test_a_voice_that_became_a_person_keeps_its_anchor_in_the_table(invented: Path) -> None:
    """Where the new entry bears the old anchor on the same page, no second one is made."""
    page = _with(invented, "voices/ada-quill: {reason: has an entry now, since: 2012-03, to: people/ada-quill}")
    assert page.count('id="ada-quill"') == 1


def test_every_moved_anchor_of_this_archive_is_kept() -> None:
    """Each retired voice or work that may be shown is on its index: as an entry, or as a line."""
    site = real_archive().site
    archive = site.archive
    lines = {line.anchor for line in moved(site, "voices")}
    kept = lines | set(archive.records_of("person")) | set(archive.records_of("voice"))
    retired = [key.split("/")[1] for key in archive.redirects.shown().root if key.startswith("voices/")]
    assert retired
    assert set(retired) <= kept


def test_a_moved_claim_leaves_a_line_that_leads_on(invented: Path) -> None:
    """The old anchor of a claim stays on the page of its incident, with a link that says where the claim is now."""
    path = invented / "data/redirects.yml"
    line = "claims/quayside-2011.held-old: {reason: it moved, since: 2012-03, to: claims/CLAIM}\n"
    claim = next(one for one in Relations(load(invented)).claims if not one.startswith("quayside-2011."))
    path.write_text(path.read_text("utf-8") + line.replace("CLAIM", claim), "utf-8")
    page = written(invented, "incidents/quayside-2011.md")
    assert '<li id="c-held-old">' in page
    after = page[page.index('id="c-held-old"') :].split("</li>")[0]
    assert f'#c-{claim.partition(".")[2]}">' in after
    assert f">{claim}<" not in after


def test_a_moved_claim_says_what_it_says() -> None:
    """Whoever was sent the old link of a claim reads its sentence first, speaker included, then where it is now."""
    site = real_archive().site
    moved_on = {
        (address.partition("/")[2], (retired.to or "").partition("/")[2])
        for address, retired in site.archive.redirects.shown().root.items()
        if address.startswith("claims/") and (retired.to or "").startswith("claims/")
    }
    told = [(old, site.claims[new].sentence) for old, new in moved_on if old.startswith("shenyang-2012.")]
    assert told
    page = pages(site)["incidents/shenyang-2012.md"].body()
    for old, sentence in told:
        line = page[page.index(f'<li id="c-{old.partition(".")[2]}">') :].split("</li>")[0]
        said = f'<p class="told">This link leads to a claim that has moved. {escape(sentence)}</p>'
        assert said in line
        assert line.index(said) < line.index("<b>Moved to</b>")


def test_a_provision_says_what_it_is_and_whose_words_these_are(invented: Path) -> None:
    """The row of each provision begins with a sentence for whoever was sent a link to it."""
    page = written(invented, "instruments/river-treaty.md")
    rows = [part.split("</tr>")[0] for part in page.split("<tr")[1:] if 'id="art-' in part.split(">")[0]]
    assert rows
    for row in rows:
        told = re.search(r'<p class="told">(.*?)</p>', row, re.DOTALL)
        label = re.search(r'<th scope="row">(.*?)</th>', row)
        assert told
        assert label
        assert f", {label[1]}: what it is about," in told[1]
        assert "in words of the archive" in " ".join(told[1].split())
