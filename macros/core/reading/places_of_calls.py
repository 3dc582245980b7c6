"""Where in a prose page its calls stand: in the words, in code, in an address, in a link, or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html.parser import HTMLParser

from macros.core.reading.broken_markup import tags_broken
from macros.core.reading.markup import active_in_html, convert
from macros.core.reading.page_macros import PLAIN_VALUES, REFERENCES, parse_page, parts_of_page
from macros.core.reading.reference_calls import Call, Fault

_TOKEN = re.compile("callof([0-9]+)page")
"""What stands in place of a call while Markdown is converted: one word that Markdown leaves as it is."""
_CODE = frozenset(("code", "pre", "kbd"))
_AROUND = frozenset(("p", "div", "section", "details", "dd"))
"""What a part of a page may stand in, alone."""
_VOID = frozenset(("br", "hr", "img", "col"))


@lru_cache(maxsize=256)
def misplaced(page: str) -> tuple[Fault, ...]:
    """The calls of a page that would be torn, shown as markup, or not shown. None in a page with other faults.

    A tag that is open may swallow calls that stand where they should.
    """
    parts = parts_of_page(page)
    calls = [part for part in parts if isinstance(part, Call)]
    if not calls or any(isinstance(part, Fault) for part in parts) or _torn(page):
        return ()
    numbers = iter(range(len(calls)))
    text = "".join(part if isinstance(part, str) else f"callof{next(numbers)}page" for part in parts)
    try:
        reader = _Places(calls)
        reader.feed(convert(text).html)
    except RecursionError:
        return ()  # reported as what cannot be read
    reader.close()
    unseen = [number for number, call in enumerate(calls) if call.name not in PLAIN_VALUES]
    found = {**dict.fromkeys(unseen, "is not shown there; put it into a sentence"), **reader.found}
    return tuple(
        Fault(calls[number].line, f"{calls[number].name}(…) {wrong}")
        for number, wrong in sorted(found.items())
        if wrong
    )


def _torn(page: str) -> bool:
    """Whether the markup around the calls is not plain or not whole, which is reported."""
    try:
        html = convert(parse_page(page)[0]).html
    except RecursionError:
        return True
    return bool(active_in_html(html)) or tags_broken(html)


class _Places(HTMLParser):
    """Reads the HTML of a page and notes for each call what is wrong with its place; nothing if it is right."""

    def __init__(self, calls: Sequence[Call]) -> None:
        super().__init__()
        self._calls = calls
        self._open: list[str] = []
        self._texts: list[str] = [""]
        self.found: dict[int, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            for number in _numbers(value or "") if name != "id" else ():
                self._note(number, "" if self._is_value(number) else "stands in an address or attribute; write it out")
        if tag not in _VOID:
            self._open.append(tag)
            self._texts.append("")

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:
            closed, text = self._open.pop(), self._texts.pop()
            self._alone(closed, text)
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        self._texts[-1] += data
        for number in _numbers(data):
            self._note(number, "" if self._is_value(number) else self._around(self._calls[number]))

    def close(self) -> None:
        super().close()
        while self._open:
            self._alone(self._open.pop(), self._texts.pop())

    def _around(self, call: Call) -> str:
        """What is wrong with the elements around a call."""
        if not _CODE.isdisjoint(self._open):
            return "stands in code, where its markup would be read; put it outside"
        if call.name in REFERENCES and "a" in self._open:
            return "is a link and stands within another one; take one of the two out"
        if call.name not in REFERENCES and (not self._open or self._open[-1] not in _AROUND):
            return _PART
        return ""

    def _alone(self, tag: str, text: str) -> None:
        """Note the parts of a page that stand among words."""
        if _TOKEN.sub("", text).strip() or tag not in _AROUND:
            for number in _numbers(text):
                call = self._calls[number]
                if call.name not in REFERENCES and call.name not in PLAIN_VALUES and not self.found.get(number):
                    self.found[number] = _PART

    def _is_value(self, number: int) -> bool:
        return self._calls[number].name in PLAIN_VALUES

    def _note(self, number: int, wrong: str) -> None:
        self.found[number] = self.found.get(number) or wrong


_PART = "is a part of the page; put it on a line of its own, between empty lines"


def _numbers(text: str) -> Iterator[int]:
    return (int(found[1]) for found in _TOKEN.finditer(text))
