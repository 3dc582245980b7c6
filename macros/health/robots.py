"""robots.txt as RFC 9309 has it: what a site lets a program read. Python's own parser reads the file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

if TYPE_CHECKING:
    from macros.health.fetch import Answer

SERVER_FAULT = 500
FOUND = 200


class Robots:
    """The robots.txt of one origin. Without one everything may be read; while it cannot be had, nothing.

    `fault` says why it cannot be had, else it is empty.
    """

    def __init__(self, answer: Answer) -> None:
        self.fault = answer.fault
        if answer.status >= SERVER_FAULT:
            self.fault = f"answers {answer.status} when asked for its robots.txt"
        text = answer.body.decode("utf-8", "replace") if answer.status == FOUND else ""
        self._parser = RobotFileParser()
        self._parser.parse(text.splitlines())

    def allows(self, agent: str, address: str) -> bool:
        """Whether this agent may read the address."""
        return self._parser.can_fetch(agent, address)

    def delay(self, agent: str) -> float:
        """The pause between two requests that the site asks for, in seconds; 0 where it asks for none."""
        return float(self._parser.crawl_delay(agent) or 0)
