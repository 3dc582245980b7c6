"""Links to other sites on paper: a number at each link, and its address in a list at the end of the page.

Templates give the class `noted` to a link that is printed; in prose every link is, but one that has its address as its
text. Addresses are written as people read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

_LINK = re.compile(r'<a class="(?:\w+ )*noted"(?= [^>]*?href="([^"]+)")|<a(?= href="(https?://[^"]+)">(?!http))')


@dataclass(frozen=True, slots=True)
class Noted:
    """The body of a page with the numbers of its links, and the addresses in the order of these numbers."""

    html: str
    addresses: tuple[str, ...]


def noted(html: str) -> Noted:
    """The body of a page whose links have their numbers; links to one address have one number."""
    numbers: dict[str, int] = {}

    def numbered(link: re.Match[str]) -> str:
        address = unquote(unescape(link[1] or link[2]).partition("#:~:")[0])
        return f'{link[0]} data-note="{numbers.setdefault(address, len(numbers) + 1)}"'

    return Noted(_LINK.sub(numbered, html), tuple(numbers))
