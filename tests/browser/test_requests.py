"""What a page asks the network for: its own origin and nothing else, without an error and inside its policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.pages import COSTLY, KINDS, PREFIX

pytestmark = pytest.mark.browser

BREACHES = """window.breaches = []; document.addEventListener('securitypolicyviolation', (event) =>
  window.breaches.push(`${event.violatedDirective}: ${event.blockedURI || event.sourceFile}`));"""
STORED = "() => [localStorage.length, sessionStorage.length, document.cookie]"


class Watch:
    """All that a page asks for and complains about."""

    def __init__(self, page: Page, origin: str) -> None:
        self.asked: list[str] = []
        self.wrong: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", lambda request: self.wrong.append(f"failed: {request.url}"))
        page.on("response", self._answered)
        page.on("console", lambda line: self._note(line.type, line.text))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.add_init_script(BREACHES)
        self.origin = origin

    def _answered(self, answer: Response) -> None:
        if not answer.ok:
            self.wrong.append(f"{answer.status}: {answer.url}")

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.wrong.append(f"console {kind}: {text}")

    def elsewhere(self) -> list[str]:
        """What was asked of other origins or outside the archive's path."""
        return [url for url in self.asked if not url.startswith((self.origin, "data:", "blob:"))]


@pytest.fixture
def watched(address: str, context: Callable[..., BrowserContext]) -> Callable[[str], tuple[Page, Watch]]:
    """Opens a page, goes through it to its end, and says what happened."""

    def opened(path: str, **options: Any) -> tuple[Page, Watch]:
        page = context(**options).new_page()
        watch = Watch(page, address)
        page.goto(path, wait_until="load")
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        return page, watch

    return opened


@pytest.mark.parametrize("kind", COSTLY)
def test_nothing_is_asked_of_others(watched: Callable[..., tuple[Page, Watch]], kind: str) -> None:
    """A page of any kind asks its own origin only, breaks no policy, complains of nothing and remembers nothing."""
    page, watch = watched(KINDS[kind])
    expected = [f"404: {page.url}", "console error: Failed to load resource"] if kind == "missing" else []
    wrong = [line for line in watch.wrong if not line.startswith(tuple(expected))] if expected else watch.wrong
    assert watch.asked
    assert watch.elsewhere() == []
    assert wrong == []
    assert page.evaluate("() => window.breaches") == []
    assert page.context.cookies() == []
    assert page.evaluate(STORED) == [0, 0, ""]


def test_a_script_in_the_page_is_stopped(watched: Callable[..., tuple[Page, Watch]]) -> None:
    """A script that gets into a page does not run, and a picture from elsewhere is not asked for."""
    page, watch = watched("claims/")
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';\
         document.body.append(script); const image = new Image(); image.src = 'https://elsewhere.invalid/x.png';\
         document.body.append(image); }"
    )
    page.wait_for_function("() => window.breaches.length >= 2")
    assert page.evaluate("() => window.ran") is None
    assert watch.origin.startswith("http://127.0.0.1:")
    assert watch.origin.endswith(PREFIX)
