"""The bones of each page: its policy, headings, landmarks, names of pictures, languages; and axe in light and dark.

Every page is opened once, and all of this is asked of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.axe import CONTRAST, violations
from tests.browser.pages import EACH, KINDS

pytestmark = pytest.mark.browser

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')]
  .filter((el) => el.checkVisibility())
  .map((el) => [Number(el.ariaLevel ?? el.tagName[1]), el.textContent.trim()])"""

POLICY = "meta[http-equiv='Content-Security-Policy' i]"

# A name that is read out, by any of the ways there are.
NAMELESS = """() => { const named = (el) => el.getAttribute('aria-label')?.trim()
    || (el.getAttribute('aria-labelledby') ?? '').split(/\\s+/).some((id) => document.getElementById(id))
    || el.querySelector(':scope > title')?.textContent.trim() || el.getAttribute('alt')?.trim();
  const hidden = (el) => el.closest("[aria-hidden='true'], [role=presentation], [role=none]")
    || el.tagName === 'IMG' && el.getAttribute('alt') === ''
    || el.parentElement.closest('svg[role=img][aria-label]');
  return [...document.querySelectorAll('img, svg, [role=img], object, canvas, svg a')]
    .filter((el) => !hidden(el) && !named(el) && !(el.matches('svg a') && el.textContent.trim()))
    .map((el) => el.outerHTML.slice(0, 140)); }"""

# A role of img would hide the links inside from those who hear the page.
DEAF = "() => [...document.querySelectorAll('[role=img] a[href], [aria-hidden=true] a[href]')]\
    .map((el) => el.outerHTML.slice(0, 140))"

ASIAN = """() => { const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const hangul = /\\p{Script=Hangul}/u, han = /\\p{Script=Han}/u;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const up = node.parentElement; if (up.closest('script, style, code, pre, textarea')) continue;
    const lang = up.closest('[lang]')?.getAttribute('lang') ?? '', text = node.textContent;
    if (hangul.test(text) && !/^ko/.test(lang) || han.test(text) && !/^(zh|ko|ja)/.test(lang))
      found.push(`${lang}: ${text.trim().slice(0, 60)} in ${up.outerHTML.slice(0, 100)}`); }
  return found; }"""


@pytest.fixture(scope="module", params=EACH)
def page(readers: Callable[..., list[Page]], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of each kind, which no test here changes."""
    idle = readers(color_scheme="light")
    opened = idle.pop()
    opened.goto(KINDS[request.param], wait_until="load")
    yield opened
    idle.append(opened)


def test_headings_stand_in_order(page: Page) -> None:
    """A page has one heading of the first level, none is empty, and no level is skipped on the way down."""
    headings = page.evaluate(HEADINGS)
    levels = [level for level, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(text for _, text in headings)
    assert [headings[n] for n in range(1, len(levels)) if levels[n] > levels[n - 1] + 1] == []


def test_landmarks_are_there_and_named(page: Page) -> None:
    """There is one banner, one main part and one footer, and each navigation has a name of its own."""
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    names = page.locator("nav").evaluate_all(
        "(all) => all.map((el) => el.ariaLabel ?? el.getAttribute('aria-labelledby'))"
    )
    assert all(names)
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_pictures_have_names(page: Page) -> None:
    """Each picture and each mark in it has a name or is hidden from those who hear it, and no link is hidden."""
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(DEAF) == []


def test_korean_and_chinese_are_marked(page: Page) -> None:
    """Text in Korean or Chinese letters says which language it is in."""
    assert page.evaluate(ASIAN) == []


def test_the_policy_forbids_foreign_scripts(page: Page) -> None:
    """Each page carries a content security policy that allows neither other origins nor scripts in the page."""
    policy = page.locator(POLICY)
    assert policy.count() == 1, "no policy"
    parts = [part.split() for part in str(policy.get_attribute("content")).split(";")]
    rules = {part[0]: set(part[1:]) for part in parts if part}
    default = rules["default-src"]
    assert default <= {"'self'", "'none'"}
    scripts = rules.get("script-src", default)
    assert not scripts & {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "data:"}
    assert rules.get("object-src", default) == {"'none'"} or default == {"'none'"}
    assert rules.get("base-uri") in ({"'none'"}, {"'self'"})
    early = "(el) => !el.ownerDocument.querySelector('script, link[rel~=stylesheet], link[rel~=preload], style')\
        || Boolean(el.compareDocumentPosition(el.ownerDocument.querySelector(\
        'script:not([type*=json]), link[rel~=stylesheet], link[rel~=preload], style')) & 4)"
    assert policy.evaluate(early), "the policy comes after what it should govern"


def test_axe_finds_nothing_in_light(page: Page) -> None:
    """Every kind of page passes the rules of WCAG 2.0, 2.1 and 2.2, A and AA, and axe's own good practice."""
    assert violations(page) == []


def test_contrast_holds_in_the_dark(page: Page) -> None:
    """Every kind of page has enough contrast when the reader prefers dark."""
    page.emulate_media(color_scheme="dark")
    found = violations(page, CONTRAST)
    page.emulate_media(color_scheme="light")
    assert found == []
