"""What a browser would carry out in finished HTML that nobody but our own templates should have written."""

from __future__ import annotations

import re
from html.parser import HTMLParser

SAFE = re.compile(r"(?:https?:|mailto:)|[^:]*(?:[/?#]|$)", re.IGNORECASE)
REFUSED = ("script", "iframe", "object", "embed", "style", "meta", "link", "base", "frame", "foreignobject")
LEADS = ("href", "src", "action", "formaction", "data", "xlink:href", "srcset", "poster")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("type")
        if tag in REFUSED and not (tag == "script" and kind in ("application/ld+json", "application/json")):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            leads = name in LEADS and not SAFE.match("".join((value or "").split()))
            if leads or name.startswith("on") or name == "srcdoc" or (tag == "img" and "//" in (value or "")):
                self.found.append(f'{tag} {name}="{value}"')


def active(html: str) -> list[str]:
    """Every tag and attribute that is carried out, fetched from elsewhere, or leads elsewhere than to the web."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
