"""robots.txt as RFC 9309 has it: what a site lets a program read. Protego reads the file, in the reader's process."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from macros.programs.web.answer import Answer

Ruling = Callable[[bytes, str], tuple[bool, float] | None]
"""Whether a robots.txt lets an address be read, and the pause it asks for; None where it cannot be read."""

PRODUCT = "ForcedReturnsArchive"
"""How a robots.txt names us (RFC 9309, product token)."""
SERVER_FAULT = 500
FOUND = 200


def ruling(text: bytes, address: str) -> tuple[bool, float]:
    """Whether the address may be read, and the pause between two requests that is asked for, in seconds.

    Lines that cannot be read are passed over.
    """
    rules = Protego.parse(text.decode("utf-8-sig", "replace"))
    return rules.can_fetch(address, PRODUCT), rules.crawl_delay(PRODUCT) or 0


class Robots:
    """The robots.txt of one origin. Without one everything may be read; while it cannot be had, nothing.

    `fault` says why it cannot be had, else it is empty; `delay` is the pause that it asks for.
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
        """Why the address is not read, if it is not."""
        if not self._text:
            return ""
        found = self._ruled(self._text, address)
        if found is None:
            return "its robots.txt is too long or too intricate to be read"
        allowed, self.delay = found
        return "" if allowed else "robots.txt asks programs not to read it"
