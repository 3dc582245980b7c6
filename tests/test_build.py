"""Whole sites built by MkDocs: the same every time, escaped, and never from a broken archive."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros.core.reading.tags import anchors
from macros.core.rules.pages import FRAME
from tests.conftest import EPOCH
from tests.oddities import EVIL, SEARCHED
from tests.served import served
from tests.support import ODD_NAME, REPOSITORY, THOROUGH, broken, build, files, house

pytestmark = pytest.mark.slow


def _hashes(site: Path) -> dict[str, str]:
    return {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in files(site)}


@pytest.fixture(scope="module")
def site(invented_site: Path) -> Path:
    """The invented archive as a site."""
    return invented_site


def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    """Two builds are byte for byte the same: in other folders, time zones and hash seeds, and on one processor."""
    folder = tmp_path / "a much longer way to the 2nd build" / ODD_NAME
    root = house(folder)
    for _, file in files(root):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    env = {
        "SOURCE_DATE_EPOCH": EPOCH,
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "2",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
    }
    with _one_processor():
        result = build(root, folder / "site", env)
    assert result.returncode == 0, result.stdout + result.stderr
    assert _hashes(folder / "site") == _hashes(site)


@contextmanager
def _one_processor() -> Iterator[None]:
    """Processes that begin meanwhile have one processor, so that no page is made beside another."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(every)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


def test_compressed_files_hold_what_stands_beside_them(site: Path) -> None:
    """Parts of the sitemap and files of comparisons unfold to something, and none carries a clock."""
    found = [file for path, file in files(site) if path.endswith(".gz")]
    assert found
    for file in found:
        raw = file.read_bytes()
        assert gzip.decompress(raw)
        assert int.from_bytes(raw[4:8], "little") in (0, int(EPOCH))


def test_every_record_has_its_page(site: Path) -> None:
    """Each generated page and each retired id is at its permanent address."""
    for address in (
        *("archive/report-2011", "archive/herald-2011", "incidents/quayside-2011", "events/2010-vote"),
        *("organizations/border-watch", "people/ada-quill", "instruments/river-treaty", "places/quayside"),
        *("incidents/ferry-2011", "organizations/ferry-union"),
    ):
        assert (site / address / "index.html").is_file(), address


def test_data_files_stand_beside_the_pages(site: Path) -> None:
    """The site carries the exported data files."""
    assert (site / "data/claims.json").is_file()
    assert (site / "bibliography/letter-2011.ris").read_text("utf-8").startswith("TY  - ")
    assert (site / "archive/report-2011/card.png").read_bytes().startswith(b"\x89PNG")
    for path in ("feed.xml", "llms.txt", "sitemap.xml", "archive/report-2011/index.md", "places/quayside/linkset.json"):
        assert (site / path).read_text("utf-8").strip(), path


class _Head(HTMLParser):
    """What Zotero looks for on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.items = self.spans = 0
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        self.items += name == "z:itemType"
        self.spans += found.get("class") == "Z3988"
        if name.startswith("citation_") or (tag == "html" and "prefix" in found):
            self.wrong.append(name or "prefix")


def test_every_page_gives_zotero_one_item_or_a_list(site: Path) -> None:
    """A built page has the tags of one item, or the spans of a list, never both, and nothing that overrides them."""
    lists = set()
    for path, file in files(site):
        if path.endswith(".html"):
            head = _Head()
            head.feed(file.read_text("utf-8"))
            assert head.wrong == [], path
            assert head.items + bool(head.spans) <= 1, path
            lists |= {path} if head.spans else set()
            if path.startswith(("archive/report", "incidents/quay", "places/")):
                assert head.items == 1, path
    assert lists == {"archive/index.html", "bibliography/index.html"}


def test_a_shallow_clone_builds_nothing(tmp_path: Path) -> None:
    """Where older commits are missing the build says why, ends with an error and writes nothing."""
    root = house(tmp_path / "whole")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for line in (("init", "-qb", "main"), ("add", "."), (*who, "commit", "-qm", "1")):
        subprocess.run(["git", *line], cwd=root, check=True)
    (root / "docs/new.txt").write_text("", "utf-8")
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    subprocess.run(["git", *who, "commit", "-qm", "2"], cwd=root, check=True)
    shallow = tmp_path / "shallow" / "tests" / "archive"
    shallow.parent.mkdir(parents=True)
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{root}", str(shallow)], check=True)
    house(tmp_path / "shallow", shallow)
    result = build(shallow, tmp_path / "site")
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert "shallow clone" in said
    assert "git fetch --unshallow" in said
    assert "Traceback" not in said
    assert not [path for path, _ in files(tmp_path / "site")]


@pytest.mark.parametrize(
    ("page", "moment", "said"),
    [
        ("archive/gone.md", "0", "mkdocs.yml:14: nav.0.Sources: no page 'archive/gone.md' in docs/; "),
        ("javascript:alert(1)", "0", "mkdocs.yml:14: nav.0.Sources: no page 'javascript:alert(1)' in docs/; "),
        ("archive/index.md", "yesterday", "SOURCE_DATE_EPOCH: 'yesterday' is not a whole number of seconds "),
    ],
)
def test_mkdocs_alone_says_what_make_says(page: str, moment: str, said: str, tmp_path: Path) -> None:
    """Whoever starts MkDocs without `make` gets the same line about settings and moment, and nothing is published."""
    root = house(tmp_path)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("archive/index.md", page), "utf-8")
    result = build(root, tmp_path / "site", {"SOURCE_DATE_EPOCH": moment})
    told = result.stdout + result.stderr
    assert result.returncode == 1
    assert said in told
    assert "Traceback" not in told
    assert not [path for path, _ in files(tmp_path / "site")]


def test_the_site_is_served_with_its_problems(tmp_path: Path) -> None:
    """`mkdocs serve` shows a problem on the page of its record, names it elsewhere, and recovers by itself.

    Then it answers with pages, data and the search, under an address that is not the site's own.
    """
    root = house(tmp_path)
    record = root / "data/events/2011-06-09-briefing.yml"
    sound = record.read_text("utf-8")
    record.write_text(f"{sound}\n<script>: 1\n", "utf-8")
    with served(root, tmp_path) as site:
        own = site.answer("events/2011-06-09-briefing/")[1].decode()
        assert "1 problem to fix here" in own
        assert "[unknown-field]" not in own
        assert "&lt;script&gt;" in own
        assert "<script>:" not in own
        sound_page = site.page("organizations/old-league/")
        assert '<a href="../../to-fix/">1 problem to fix</a>' in sound_page
        assert "The Old Border League</h1>" in sound_page
        assert "href=../events/2011-06-09-briefing/>" in site.page("to-fix/")
        record.write_text(sound, "utf-8")
        assert site.comes("archive/report-2011/", "Annotation, passage by passage")
        for path in ("data/claims.csv", "search/pagefind/pagefind.js"):
            assert site.answer(path)[0] == 200, site.said


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.suspicious: list[str] = []
        self.data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.data = ("type", "application/ld+json") in attrs
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.suspicious.append(f"<{tag} {name}={value}>")
        if tag == "img" and ("src", "x") in attrs:
            self.suspicious.append("<img src=x>")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and ("<" if self.data else "alert()") in data:
            self.suspicious.append(f"<script>{data[:80]}")


def test_a_record_named_after_a_search_has_nothing_of_the_search(odd_site: Path) -> None:
    """A page whose address only ends in `search/` neither loads the scripts of the search nor may run WebAssembly."""
    pages = [odd_site / path / "index.html" for path in ("search", "ko/search", f"events/{SEARCHED}")]
    found = [[word in page.read_text("utf-8") for word in ("wasm-unsafe-eval", "search-ask.")] for page in pages]
    assert found == [[True, True], [True, True], [False, False]]


def test_markup_in_fields_is_text_on_the_site(odd_site: Path) -> None:
    """Markup in any free text of any record is text on every page of the site, in heads and attributes too."""
    assert any("alert()" in file.read_text("utf-8") for file in odd_site.rglob("*.html"))
    found: dict[str, list[str]] = {}
    for path, file in files(odd_site):
        if path.endswith(".html"):
            parser = _Markup()
            parser.feed(file.read_text("utf-8"))
            found |= {path: parser.suspicious} if parser.suspicious else {}
    assert found == {}, EVIL


@pytest.mark.parametrize("rule", ["yaml", *(pytest.param(one, marks=THOROUGH) for one in ("unknown-id", "value"))])
def test_nothing_is_built_from_a_broken_archive(rule: str, tmp_path: Path) -> None:
    """A build of a broken archive ends with an error that names path, line and rule, and writes no site."""
    root = house(tmp_path)
    form = broken(rule, root)
    result = build(root, tmp_path / "site")
    assert result.returncode != 0
    said = " ".join((result.stdout + result.stderr).split())
    for line in form.says:
        assert " ".join(line.split()) in said
    assert "Traceback" not in said
    assert not [path for path, _ in files(tmp_path / "site")]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("exclude_docs: |", "exclude_docs: |\n  known/\n", "exclude_docs: 'known/' leaves out docs/known/index.md"),
        (
            "exclude_docs: |",
            "draft_docs: known/\nexclude_docs: |",
            "draft_docs: 'known/' leaves out docs/known/index.md",
        ),
        (
            "- macros:",
            "- macros:\n      render_by_default: false",
            "render_by_default: is not a setting that is used here",
        ),
    ],
    ids=["left out", "a draft", "macros not carried out"],
)
def test_settings_cannot_take_a_page_or_its_macros_away(right: str, wrong: str, said: str, tmp_path: Path) -> None:
    """A build ends with an error if mkdocs.yml leaves out a page that was checked, or the macros in it."""
    root = house(tmp_path)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    assert right in settings
    (root / "mkdocs.yml").write_text(settings.replace(right, wrong, 1), "utf-8")
    result = build(root, tmp_path / "site")
    assert result.returncode != 0
    assert said in " ".join((result.stdout + result.stderr).split())
    assert not [path for path, _ in files(tmp_path / "site")]


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    """A disk that is full, or a folder that nobody may write, ends a build with its name and the reason."""
    root = house(tmp_path / "archive")
    result = build(root, Path("/proc/site"))
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    assert "/proc/site cannot be read or written (No such file or directory); nothing was published" in result.stdout


@pytest.mark.skipif(not shutil.which("setpriv"), reason="root may read and write everything")
@pytest.mark.parametrize(
    ("closed", "mode", "said"),
    [
        ("site", 0o555, "site may not be written, so nothing was published"),
        ("site/about", 0o555, "site/about may not be written, so nothing was published"),
        ("site/archive/report-2011", 0o555, "site/archive/report-2011/index.html cannot be read or written"),
        ("tests/archive/docs/about", 0o000, "docs/about:1: cannot be read (Permission denied)"),
    ],
)
def test_a_closed_folder_makes_no_half_site(closed: str, mode: int, said: str, site: Path, tmp_path: Path) -> None:
    """What was published before stays, or nothing does: a page that is missing, or old, would look like the others."""
    root, kept = house(tmp_path), Path(shutil.copytree(site, tmp_path / "site"))
    before, record = _hashes(kept), root / "data/organizations/border-watch.yml"
    record.write_text(record.read_text("utf-8").replace("Border Watch of", "The Border Watch of"), "utf-8")
    (tmp_path / closed).chmod(mode)
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    line = [*(drop if os.geteuid() == 0 else []), sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(kept)]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(line, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=170)
    (tmp_path / closed).chmod(0o755)
    assert done.returncode == 1
    assert said in " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in done.stderr
    assert _hashes(kept) == before or not (kept / "index.html").exists()


def test_a_broken_archive_leaves_the_last_site_alone(site: Path, tmp_path: Path) -> None:
    """What was published before stays as it was when a later build fails."""
    kept = Path(shutil.copytree(site, tmp_path / "site"))
    root = house(tmp_path)
    broken("missing-field", root)
    assert build(root, kept).returncode != 0
    assert _hashes(kept) == _hashes(site)


def test_the_frame_of_a_page_has_the_anchors_that_texts_must_not_have(site: Path) -> None:
    """What the template gives an anchor around the text of a page is what the rule on anchors knows."""
    text = (site / "timeline/index.html").read_text("utf-8")
    around = text[: text.index("<article")] + text[text.index("</article>") :]
    assert set(anchors(around)) == FRAME
