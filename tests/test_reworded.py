"""Words of annotations are taken up without reading all records: what is shown then is what a clean build gives."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from macros.core.archive import Archive
from macros.core.problems import Problem
from macros.core.reading.kept import Kept
from macros.core.relations import Relations
from macros.core.rulebook import Ask, check
from macros.outputs import OUTPUTS
from macros.programs.pandoc.program import ProcessorError
from macros.session import Session, UnreadyError, open_session
from macros.site.pages.assets import Assets
from macros.site.pages.citations import wanted
from macros.site.pages.frame import PageFrame, Settings
from macros.site.works.styles import Items
from tests.support import REPOSITORY, SITE, THOROUGH, git
from tests.test_last_check import BITS, _edit_a_field

REPORT = "docs/archive/report-2011.md"
EDITS = 24
FIELDS = 0.7
"""How many of mixed edits are of a field."""
NOT_WORDS = {
    "title": (r"^heading: .*$", "heading: Another heading"),
    "claim": (r"^( *)passage: 4$", r"\g<1>passage: 2"),
    "mention": (r'\{\{ org\("[a-z-]+"[^}]*\}\}', '{{ place("quayside") }}'),
    "note in the head": (r"^kind: report$", "kind: report # as it calls itself"),
    "call taken away": (r'\{\{ place\("quayside"\) \}\}', "the town"),
    "passage of an entry": (r"^\{\{ passage\(3\) \}\}", "{{ passage(30) }}"),
    "word that a rule refuses": (r"^(\{\{ passage\(2\) \}\})", r"\1 Write to someone@example.org."),
}
"""Edits of the report that are more than other words."""


@pytest.fixture
def root(invented: Path) -> Path:
    """An invented archive with everything committed."""
    git(invented, "init", "-qb", "main")
    git(invented, "add", ".")
    git(invented, "commit", "-qm", "All")
    return invented


def _shown(root: Path, kept: Kept | None = None) -> Session:
    session = Session(root, kept)
    assert not session.problems
    session.prepare()
    assert session.publication.pages
    return session


def _everything(session: Session) -> dict[str, str | bytes]:
    """All that a served site could answer with, by path."""
    theme = REPOSITORY / "overrides"
    frame = PageFrame(theme, Settings("Archive", "rights", "edit/"), session.publication.words, Assets(theme, SITE))
    found: dict[str, str | bytes] = dict(session.rendered_docs())
    for page in session.pages.values():
        whole = session.publication.whole(page, frame)
        found |= {whole.path: whole.html, **dict(whole.copies)}
    for row in OUTPUTS:
        found |= {path: make() for path, make in row.files(session)}
    return found


def _differing(session: Session, clean: Session) -> list[str]:
    now, then = _everything(session), _everything(clean)
    return [path for path in {**now, **then} if now.get(path) != then.get(path)]


def _sources(root: Path) -> list[Path]:
    return sorted((root / "docs/archive").glob("*-*.md"))


def _edit(file: Path, dice: random.Random) -> None:
    """Change something in the annotation of a source."""
    text = file.read_text("utf-8")
    at = dice.randrange(text.find("\n---\n") + 5, len(text) + 1)
    file.write_text(text[:at] + dice.choice(BITS) + text[at + dice.randrange(4) :], "utf-8")


@pytest.mark.parametrize("seed", [5, *(pytest.param(seed, marks=THOROUGH) for seed in range(6, 12))])
def test_what_is_shown_is_what_a_clean_build_gives(seed: int, root: Path) -> None:
    """After edits of words that are taken up, one after the other, every page and file is that of a clean build."""
    dice = random.Random(seed)  # noqa: S311 # edits that are the same each time
    session, taken = _shown(root, Kept(hold=True)), 0
    everything = _everything(session)
    for _ in range(EDITS):
        file = dice.choice(_sources(root))
        before = file.read_text("utf-8")
        _edit(file, dice)
        if session.reword():
            assert not Session(root).problems
            taken += 1
        else:
            file.write_text(before, "utf-8")
            assert session.reword()
    assert taken > 1
    assert _everything(session) != everything
    assert _differing(session, _shown(root)) == []
    assert _differing(_shown(root, session.kept), _shown(root)) == []


def test_words_are_taken_up_and_given_back(root: Path) -> None:
    """A new word is on the page at once, and once it is taken back everything is as it was, the revision too."""
    session, file = _shown(root), root / REPORT
    before, text = _everything(session), file.read_text("utf-8")
    file.write_text(re.sub(r"^(\{\{ passage\(2\) \}\})", r"\1 Newword", text, count=1, flags=re.MULTILINE), "utf-8")
    assert session.reword()
    page = str(_everything(session)["archive/report-2011/index.html"])
    assert "Newword" in page
    assert "changes not yet committed" in page
    file.write_text(text, "utf-8")
    assert session.reword()
    assert _everything(session) == before


def test_words_that_were_taken_back_leave_the_lines_of_problems_right(root: Path) -> None:
    """A line more above a call, taken up, taken back and written again: what is wrong with the call is at its line."""
    kept, file, words = Kept(hold=True), root / REPORT, root / "data/vocabulary.yml"
    session, text = _shown(root, kept), file.read_text("utf-8")
    longer = re.sub(r"^(\{\{ passage\(2\) \}\})", r"\1 More.\nStill", text, count=1, flags=re.MULTILINE)
    file.write_text(longer, "utf-8")
    assert session.reword()
    words.write_text(words.read_text("utf-8").replace(" identified:", " identical:"), "utf-8")
    for written in (text, longer):
        file.write_text(written, "utf-8")
        found = Session(root, kept, stay=True).problems
        assert REPORT in [problem.path for problem in found]
        assert found == Session(root, Kept()).problems


@pytest.mark.parametrize("edit", NOT_WORDS)
def test_everything_else_is_read_again(edit: str, root: Path) -> None:
    """Where a field or a call changed too, or a rule could find something, words alone are not taken up."""
    session, file = _shown(root), root / REPORT
    text = file.read_text("utf-8")
    changed = re.sub(*NOT_WORDS[edit], text, count=1, flags=re.MULTILINE)
    assert changed != text
    file.write_text(changed, "utf-8")
    assert not session.reword()


@pytest.mark.parametrize(
    "path", ["data/labels.yml", "data/vocabulary.yml", "bibliography.bib", "docs/index.md", ".gitignore", "docs/new.md"]
)
def test_other_files_are_read_again(path: str, root: Path) -> None:
    """A word of a list, a work, a page of prose, or what git ignores is none of an annotation."""
    session = _shown(root)
    with (root / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not session.reword()


def test_what_an_editor_leaves_behind_is_no_record(root: Path) -> None:
    """An editor may hold a file of its own beside the source while words change, but only one that git ignores."""
    (root / ".gitignore").write_text("*.swp\n", "utf-8")
    session = _shown(root)
    with (root / REPORT).open("a", encoding="utf-8") as file:
        file.write(" More.\n")
    (root / "docs/archive/.report-2011.md.swp").write_text("", "utf-8")
    assert session.reword()
    (root / "docs/archive/report-2011.md~").write_text("", "utf-8")
    assert not session.reword()


def test_where_nothing_seems_to_have_changed_all_is_read(root: Path) -> None:
    """Behind a link a file may have changed without being seen here."""
    assert not _shown(root).reword()


def test_what_is_gone_or_committed_is_read_again(root: Path) -> None:
    """A record that was removed, and a commit, change what other pages say."""
    session, file = _shown(root), root / REPORT
    text = file.read_text("utf-8")
    file.unlink()
    assert not session.reword()
    file.write_text(text + "\nMore.\n", "utf-8")
    git(root, "commit", "-qam", "More")
    assert not session.reword()


def test_the_next_session_of_a_served_site_has_the_citations(root: Path) -> None:
    """No citation is looked for again in what was kept, whatever record changed."""
    session = open_session(root, fresh=True, stay=True)
    session.prepare()
    assert open_session(root, fresh=True, stay=True).citations is session.citations


def test_citations_that_could_not_be_made_are_wanted_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next session of a served site wants only what is new, unless the processor failed."""

    def fail(items: Iterable[Items]) -> None:
        raise ProcessorError(str(len([*items])))

    kept = Kept(hold=True)
    every = [*wanted(Session(root).site)]
    session = Session(root, kept, stay=True)
    monkeypatch.setattr(session.citations, "prepare", fail)
    with pytest.raises(UnreadyError, match=f"^{len(every)}$"):
        session.prepare()
    again = Session(root, kept, stay=True)
    assert [*wanted(again.site)] == every
    assert len([*wanted(Session(root, kept, stay=True).site)]) < len(every) / 2


@pytest.mark.parametrize("seed", [21, *(pytest.param(seed, marks=THOROUGH) for seed in range(22, 28))])
def test_the_next_session_of_a_served_site_finds_what_a_clean_one_finds(
    seed: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each of many edits both have the same problems, though not all records are checked after most of them."""
    dice, kept, checks = random.Random(seed), Kept(hold=True), list[Path]()  # noqa: S311 # the same each time

    def counted(archive: Archive, relations: Relations, ask: Ask) -> list[Problem]:
        checks.append(archive.root)
        return check(archive, relations, ask)

    monkeypatch.setattr("macros.session.check", counted)
    assert not Session(root, kept, stay=True).problems
    sound = alone = 0
    for _ in range(EDITS):
        before = {file: file.read_bytes() for file in root.rglob("*") if file.suffix in (".md", ".yml")}
        (_edit_a_field(root, dice) if dice.random() < FIELDS else _edit(dice.choice(_sources(root)), dice))
        session, already = Session(root, kept, stay=True), len(checks)
        found = session.problems
        sound, alone = sound + (not found), alone + (len(checks) == already)
        assert found == Session(root).problems
        for file, content in before.items() if found else ():
            file.write_bytes(content)
    assert EDITS > sound >= alone > sound / 3
    last = Session(root, kept, stay=True)
    last.prepare()
    assert _differing(last, _shown(root)) == []
