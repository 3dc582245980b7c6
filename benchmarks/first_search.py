"""What a browser is sent from the page of the search to the first results, compressed as GitHub Pages compresses it."""

from __future__ import annotations

import threading
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser.conftest import launched
from tests.browser.pages import PREFIX
from tests.browser.server import Server

SIX = "border report record public state order"
ASKED = {"one word": "border", "four words": "border report record public", "six words": SIX}
"""What is asked: words that each annotation of an invented archive has, the dearest there are."""
PATIENCE = 120_000
"""Milliseconds for the results to be there."""


def first_search(site: Path) -> dict[str, int] | None:
    """Bytes by what is asked; None where no browser runs."""
    try:
        with sync_playwright() as playwright:
            browser = launched(playwright)
            found = {what: _sent(site, browser, words) for what, words in ASKED.items()}
            browser.close()
    except Error:
        return None
    return found


def _sent(site: Path, browser: Browser, words: str) -> int:
    """The bytes of one search in a browser that has seen another page of the site."""
    sent: list[int] = []
    server = Server(site, sent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(base_url=f"http://127.0.0.1:{server.server_address[1]}{PREFIX}")
    try:
        page.goto("about/", wait_until="networkidle")
        sent.clear()
        page.goto(f"search/#q={quote(words)}", wait_until="networkidle")
        page.wait_for_selector("ol.search-results > li", timeout=PATIENCE)
        page.wait_for_load_state("networkidle")
        return sum(sent)
    finally:
        page.close()
        server.shutdown()
        server.server_close()
