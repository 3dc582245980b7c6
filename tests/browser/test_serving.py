"""`make serve`, as a contributor sees it: an open page follows what is saved, sound or not."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from macros.core.archive import load
from macros.site.contributing.skeletons import skeleton
from macros.site.pages.finished import CONTENT_SECURITY_POLICY, SEARCH_POLICY
from tests.support import INVENTED, REPOSITORY, THOROUGH, house

SECONDS = 150
"""After these the server ends by itself, whatever becomes of the test."""
SERVER = f"import signal; signal.alarm({SECONDS}); from mkdocs.__main__ import cli; cli()"
PATIENCE = 120_000
"""Milliseconds for a build of the invented archive on a busy machine."""
REPORT = "docs/archive/report-2011.md"


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _serve(root: Path, port: int) -> subprocess.Popen[str]:
    line = [sys.executable, "-c", SERVER, "serve", "--livereload", "-f", str(root / "mkdocs.yml")]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}
    out = (root.parent / "serve.log").open("w")
    return subprocess.Popen(
        [*line, "--dev-addr", f"127.0.0.1:{port}"], env=environment, stdout=out, stderr=subprocess.STDOUT, text=True
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented archive that MkDocs can serve."""
    return house(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def served(root: Path, browser: Browser) -> Iterator[str]:
    """The address of the copy while MkDocs serves it."""
    assert browser.is_connected()
    port = _free_port()
    server = _serve(root, port)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def page(served: str, root: Path, browser: Browser) -> Iterator[Page]:
    """The page of the report, open in a browser; the archive is as it was afterwards."""
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE)
    _open(opened, f"{served}archive/report-2011/")
    yield opened
    opened.close()
    shutil.copyfile(INVENTED / REPORT, root / REPORT)
    (root / "docs/archive/half-2011.md").unlink(missing_ok=True)


def _open(page: Page, address: str) -> None:
    """Open a page as soon as the server is there."""
    for _ in range(PATIENCE // 500):
        try:
            page.goto(address)
        except Error as error:
            if "ERR_CONNECTION" not in str(error):
                raise
            page.wait_for_timeout(500)
        else:
            return


def _save(root: Path, right: str, wrong: str) -> None:
    text = (root / REPORT).read_text("utf-8")
    assert right in text
    (root / REPORT).write_text(text.replace(right, wrong), "utf-8")


@THOROUGH
def test_an_open_page_refreshes_by_itself(page: Page, root: Path) -> None:
    """What is saved is shown in the open page, with nothing done in the browser and nothing refused by the policy."""
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Security Policy" in said.text else None)
    _save(root, "on a return from Quayside", "on returns from Quayside")
    expect(page.locator("h1")).to_have_text("Border Watch on returns from Quayside", timeout=PATIENCE)
    assert refused == []


@THOROUGH
def test_half_a_source_is_shown_beside_the_sound_pages(page: Page, root: Path, served: str) -> None:
    """An open page stays, with a line that leads to what is to be fixed, and from there to the page of the record."""
    capture = {"file": "x.txt", "sha256": "0" * 64, "passages": "2"}
    text = skeleton("source", load(root).vocabulary, capture)
    (root / "docs/archive/half-2011.md").write_text(text, "utf-8")
    expect(page.get_by_text("problems to fix")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("h1")).to_have_text("Border Watch on a return from Quayside")
    page.get_by_role("link", name="problems to fix").click()
    page.get_by_role("link", name="docs/archive/half-2011.md").first.click()
    expect(page).to_have_url(f"{served}archive/half-2011/")
    expect(page.locator("h1")).to_have_text(re.compile(r"\d problems to fix here"))


@THOROUGH
def test_a_problem_and_its_end_are_shown_by_themselves(page: Page, root: Path) -> None:
    """An open page turns into its problem when one is saved, and back when it is gone."""
    _save(root, "kind: report", "kind: reprot")
    expect(page.locator("h1")).to_have_text("1 problem to fix here", timeout=PATIENCE)
    _save(root, "kind: reprot", "kind: report")
    expect(page.locator("h1")).to_have_text("Border Watch on a return from Quayside", timeout=PATIENCE)


def test_a_published_page_has_the_strict_policy(invented_site: Path) -> None:
    """What a build writes never allows a script inside a page, unlike what is served."""
    pages = [path.read_text("utf-8") for path in invented_site.rglob("*.html")]
    assert pages
    policies = [f'content="{policy}"' for policy in (CONTENT_SECURITY_POLICY, SEARCH_POLICY)]
    assert all(sum(map(page.count, policies)) == 1 for page in pages)
    assert not any("'unsafe-inline'" in page for page in pages)


def test_a_taken_port_is_one_line(root: Path) -> None:
    """A second server for one port ends at once and names an address that is free; no line of a traceback."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert _serve(root, port).wait(60) == 1
    said = (root.parent / "serve.log").read_text("utf-8")
    assert f"port {port} is taken: make serve ADDRESS=127.0.0.1:" in said
    assert "Traceback" not in said
