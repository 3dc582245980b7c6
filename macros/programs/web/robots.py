"""robots.txt after RFC 9309: what a site lets programs read. Protego parses the file, in the reader's process."""

from __future__ import annotations

from collections.abc import Callable

from macros.programs.web.answer import Answer

Ruling = Callable[[bytes, str], tuple[bool, float] | None]
"""Whether a robots.txt allows an address, and the pause it asks for; None if it cannot be read."""

PRODUCT = "ForcedReturnsArchive"
"""Our name in a robots.txt (RFC 9309, product token)."""
SERVER_FAULT = 500
FOUND = 200


def ruling(text: bytes, address: str) -> tuple[bool, float]:
    """Whether the address may be read, and the requested pause between two requests, in seconds.

    Lines that cannot be read are ignored.
    """
    from protego import Protego

    rules = Protego.parse(text.decode("utf-8-sig", "replace"))
    return rules.can_fetch(address, PRODUCT), rules.crawl_delay(PRODUCT) or 0


class Robots:
    """The robots.txt of one origin. Without one, everything may be read; if it cannot be fetched, nothing.

    `fault` says why it cannot be fetched, else it is empty; `delay` is the pause that it asks for.
    """

    def __init__(self, answer: Answer, ruled: Ruling) -> None:
        self.fault, self.verdict, self.delay = answer.fault, answer.verdict, 0.0
        if answer.verdict in ("refused", "unread"):
            self.fault = f"its robots.txt {answer.fault}"
        if answer.status >= SERVER_FAULT and not answer.fault:
            self.fault = f"answers {answer.status} when asked for its robots.txt"
        whole = answer.body if answer.whole else answer.body.rpartition(b"\n")[0]
        self._text = whole if answer.status == FOUND else b""
        self._ruled = ruled

    def refusal(self, address: str) -> str:
        """Why the address may not be read; empty if it may."""
        if not self._text:
            return ""
        found = self._ruled(self._text, address)
        if found is None:
            return "its robots.txt is too long or too complex to be read"
        allowed, self.delay = found
        return "" if allowed else "robots.txt asks programs not to read it"
