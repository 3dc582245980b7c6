"""A real browser and the real archive, built once and served as GitHub Pages serves it: below a path, from one origin.

`ARCHIVE_SITE` names a folder that is built already, `PLAYWRIGHT_CHROMIUM` a browser. Without a browser every test here
is skipped with one reason, or fails where `BROWSER_REQUIRED` is set.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, ViewportSize, expect, sync_playwright

from macros.commands.offline import NAME, offline
from tests.browser.pages import KINDS, PATIENCE, PREFIX
from tests.browser.server import Server
from tests.support import REPOSITORY, command, once

NAMES = ("chromium", "chromium-browser", "google-chrome")
SCREEN: ViewportSize = {"width": 1280, "height": 900}
MEDIA = ("color_scheme", "reduced_motion", "forced_colors")
"""What a page is told about its reader without a new reader."""
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")


def launched(playwright: Playwright) -> Browser:
    """The browser that is named, that is installed, or that Playwright has fetched, in this order."""
    named = os.environ.get("PLAYWRIGHT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(
        executable_path=named, args=["--no-sandbox", "--disable-gpu", *QUIET], timeout=4 * PATIENCE
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, which asks nobody for anything."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        try:
            browser = launched(playwright)
        except Error as error:
            reason = f"no Chromium runs on this machine ({str(error).splitlines()[0]}); see `make chromium`"
            if os.environ.get("BROWSER_REQUIRED"):
                pytest.fail(reason)
            pytest.skip(reason)
        yield browser
        browser.close()


def _publish(site: Path) -> None:
    """Build the archive as it is published."""
    result = command("mkdocs", "build", "--strict", "-q", "-f", REPOSITORY / "mkdocs.yml", "-d", site)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built archive; nothing is built where there is no browser to look at it."""
    assert browser.is_connected()
    if given := os.environ.get("ARCHIVE_SITE"):
        return Path(given).resolve()
    return once(tmp_path_factory, "published", _publish)


@pytest.fixture(scope="session")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked copy for a disk, as it lies in the site or is made of it; the site stays as it was."""

    def unpack(folder: Path) -> None:
        target = site / "data" / f"{NAME}.zip"
        if not target.exists():
            target = offline(Path(shutil.copytree(site, folder / "site")))
        with ZipFile(target) as packed:
            packed.extractall(folder)  # our own file, made by `make site` or one line before

    return once(tmp_path_factory, "disk", unpack) / NAME


@pytest.fixture(scope="session")
def sent() -> list[int]:
    """The bytes of every answer so far, workers of a page included, heads of answers not."""
    return []


@pytest.fixture(scope="session")
def address(site: Path, sent: list[int]) -> Iterator[str]:
    """Where the archive is served, with a slash at the end."""
    server = Server(site, sent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{PREFIX}"
    server.shutdown()
    server.server_close()


def _reader(browser: Browser, address: str, **options: Any) -> BrowserContext:
    made = browser.new_context(base_url=address, viewport=SCREEN, **options)
    made.set_default_timeout(PATIENCE)
    return made


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes readers with an empty cache and no cookies, for tests of just that: others take `visit` or `readers`."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(_reader(browser, address, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture(scope="session")
def readers(browser: Browser, address: str) -> Iterator[Callable[..., list[Page]]]:
    """For each set of options the pages of one reader that no test is using.

    A new reader costs a second of the processor, a new page a third of it and a visit a tenth.
    """
    made: dict[str, tuple[BrowserContext, list[Page]]] = {}

    def idle(**options: Any) -> list[Page]:
        key = repr(sorted(options.items()))
        if key not in made:
            made[key] = (_reader(browser, **({"address": address} | options)), [])
        reader, pages = made[key]
        if not pages:
            pages.append(reader.new_page())
        return pages

    yield idle
    for reader, _ in made.values():
        reader.close()


@contextmanager
def lent(idle: list[Page], width: int = 1280, height: int = 900, **media: Any) -> Iterator[Page]:
    """An idle page at this size and with these preferences; of whoever had it before nothing is left."""
    page = idle.pop()
    size: ViewportSize = {"width": width, "height": height}
    if page.viewport_size != size:
        page.set_viewport_size(size)
    page.emulate_media(**media)
    yield page
    page.unroute_all()
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
    page.goto("about:blank")
    idle.append(page)


@pytest.fixture
def visit(readers: Callable[..., list[Page]]) -> Iterator[Callable[..., Page]]:
    """Opens a page of the archive: `visit("claims/", width=320)`."""
    with ExitStack() as used:

        def opened(path: str, **options: Any) -> Page:
            seen = {name: options.pop(name) for name in ("width", "height", *MEDIA) if name in options}
            page = used.enter_context(lent(readers(**options), **seen))
            answer = page.goto(path, wait_until="load")
            assert answer
            assert answer.ok or path == KINDS["missing"], path
            return page

        yield opened
