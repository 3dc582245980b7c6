"""A real browser and the real archive, built once and served as GitHub Pages serves it: below a path, from one origin.

`ARCHIVE_SITE` names a folder that is built already, `PLAYWRIGHT_CHROMIUM` a browser. Without a browser every test here
is skipped with one reason.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.pages import KINDS, PREFIX
from tests.support import REPOSITORY, command

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
ABSENT = "no Chromium on this machine: install one, or name it in PLAYWRIGHT_CHROMIUM"


def _executable(playwright: Playwright) -> str | None:
    """The browser that is named, that is installed, or that Playwright has fetched, in this order."""
    named = os.environ.get("PLAYWRIGHT_CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    own = playwright.chromium.executable_path
    return next((path for path in [*found, own] if path and Path(path).is_file()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, which asks nobody for anything."""
    with sync_playwright() as playwright:
        path = _executable(playwright)
        if path is None:
            pytest.skip(ABSENT)
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", *QUIET], timeout=60_000
        )
        yield browser
        browser.close()


def _build(folder: Path) -> Path:
    """The archive as it is published, built once for all workers of a run: the first one builds, the others wait."""
    site = folder / "site"
    with (folder / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (site / "index.html").exists():
            result = command("mkdocs", "build", "--strict", "-q", "-f", REPOSITORY / "mkdocs.yml", "-d", site)
            assert result.returncode == 0, result.stdout + result.stderr
    return site


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built archive; nothing is built where there is no browser to look at it."""
    assert browser.is_connected()
    if given := os.environ.get("ARCHIVE_SITE"):
        return Path(given).resolve()
    shared = tmp_path_factory.getbasetemp()
    return _build(shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared)


def _handler(site: Path) -> type[SimpleHTTPRequestHandler]:
    """Answers below the prefix from the folder, and elsewhere with the page for missing addresses."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(site))

        def translate_path(self, path: str) -> str:
            inside = path.startswith(PREFIX)
            return super().translate_path(path.removeprefix(PREFIX.rstrip("/")) if inside else "/there/is/none")

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            if code != HTTPStatus.NOT_FOUND:
                super().send_error(code, message, explain)
                return
            body = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing: what was asked for is watched in the browser."""

    return Handler


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the archive is served, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{PREFIX}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes readers: `context(width=320, color_scheme="dark")` is one with an empty cache and no cookies."""
    made: list[BrowserContext] = []

    def make(*, width: int = 1280, height: int = 900, **options: Any) -> BrowserContext:
        made.append(browser.new_context(base_url=address, viewport={"width": width, "height": height}, **options))
        made[-1].set_default_timeout(5_000)
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def visit(site: Path, context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a page of the archive: `visit("claims/", width=320)`; a page that is not built yet skips the test."""

    def opened(path: str, **options: Any) -> Page:
        if path == "search/" and not (site / path).exists():
            pytest.skip("the archive has no search page yet")
        page = context(**options).new_page()
        answer = page.goto(path, wait_until="load")
        assert answer
        assert answer.ok or path == KINDS["missing"], path
        return page

    return opened
