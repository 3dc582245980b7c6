"""The bones of each page: headings, landmarks, names of pictures, languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.pages import KINDS

pytestmark = pytest.mark.browser

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')]
  .filter((el) => el.checkVisibility())
  .map((el) => [Number(el.ariaLevel ?? el.tagName[1]), el.textContent.trim()])"""

# A name that is read out, by any of the ways there are.
NAMELESS = """() => { const named = (el) => el.getAttribute('aria-label')?.trim()
    || (el.getAttribute('aria-labelledby') ?? '').split(/\\s+/).some((id) => document.getElementById(id))
    || el.querySelector(':scope > title')?.textContent.trim() || el.getAttribute('alt')?.trim();
  const hidden = (el) => el.closest("[aria-hidden='true'], [role=presentation], [role=none]")
    || el.tagName === 'IMG' && el.getAttribute('alt') === '';
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
    const lang = up.closest('[lang]')?.lang ?? '', text = node.textContent;
    if (hangul.test(text) && !/^ko/.test(lang) || han.test(text) && !/^(zh|ko|ja)/.test(lang))
      found.push(`${lang}: ${text.trim().slice(0, 60)} in ${up.outerHTML.slice(0, 100)}`); }
  return found; }"""


@pytest.mark.parametrize("kind", KINDS)
def test_headings_stand_in_order(visit: Callable[..., Page], kind: str) -> None:
    """A page has one heading of the first level, none is empty, and no level is skipped on the way down."""
    headings = visit(KINDS[kind]).evaluate(HEADINGS)
    levels = [level for level, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(text for _, text in headings)
    assert [headings[n] for n in range(1, len(levels)) if levels[n] > levels[n - 1] + 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_landmarks_are_there_and_named(visit: Callable[..., Page], kind: str) -> None:
    """There is one banner, one main part and one footer, and each navigation has a name of its own."""
    page = visit(KINDS[kind])
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    names = page.locator("nav").evaluate_all(
        "(all) => all.map((el) => el.ariaLabel ?? el.getAttribute('aria-labelledby'))"
    )
    assert all(names)
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_have_names(visit: Callable[..., Page], kind: str) -> None:
    """Each picture and each mark in it has a name or is hidden from those who hear it, and no link is hidden."""
    page = visit(KINDS[kind])
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(DEAF) == []


@pytest.mark.parametrize("kind", KINDS)
def test_korean_and_chinese_are_marked(visit: Callable[..., Page], kind: str) -> None:
    """Text in Korean or Chinese letters says which language it is in."""
    assert visit(KINDS[kind]).evaluate(ASIAN) == []
