"""Polite HTTP: one request at a time for each host, pauses, time-outs, retries, robots.txt, a cap on size.

Redirects are followed here, because each may lead to another host with its own queue and robots.txt, or to a
forbidden address. Retries are counted here, because all threads must leave a host alone that asks for a pause.
"""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import InvalidHeader, LocationParseError
from urllib3.util import Url, parse_url

from macros.programs.web.answer import Answer
from macros.programs.web.faults import LATE, as_fault
from macros.programs.web.limits import Clock, Limits
from macros.programs.web.reach import PUBLIC, Reach
from macros.programs.web.reader import Reader, shared
from macros.programs.web.robots import PRODUCT, Robots
from macros.programs.web.sockets import Meter, trusted
from macros.programs.web.wire import answered, asked

AGAIN = (429, 500, 502, 503, 504)
REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
_LONGEST = 4_000
"""Most characters of an address that is requested."""


class Client:
    """Fetches addresses; may be shared by threads. `whose` is an address that tells hosts who is asking."""

    def __init__(
        self, limits: Limits | None = None, reach: Reach = PUBLIC, reader: Reader | None = None, whose: str = ""
    ) -> None:
        self.limits, self.reach, self.reader = limits or Limits(), reach, reader or shared()
        self._agent = f"{PRODUCT}/1 ({f'+{whose}; ' if whose else ''}looks weekly at cited sources)"
        self._tls = trusted()
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._robots: dict[str, Robots] = {}

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer after all redirects, within what robots.txt and the time for one address allow."""
        return self._follow(address, headers or {}, Clock(self.limits.target))

    def _follow(self, address: str, headers: Mapping[str, str], clock: Clock, *, robots: bool = False) -> Answer:
        """`robots` is true if the address is a robots.txt."""
        moved, size = False, self.limits.robots if robots else self.limits.size
        for _ in range(self.limits.redirects + 1):
            answer = self._refused(address) or (None if robots else self._forbidden(address, clock))
            answer = answer or self._tried(address, headers, clock, size)
            location = answer.headers.get("Location", "")
            if answer.status not in REDIRECTS or not location:
                return replace(answer, moved=moved)
            moved = moved or answer.status in FOR_GOOD
            address = _joined(address, location)
        return Answer(address, fault=f"is redirected more than {self.limits.redirects} times")

    def _refused(self, address: str) -> Answer | None:
        """A fault if this address may not be requested."""
        place = _place(address)
        why = self.reach.refusal(place) if place else "something that is not a web address"
        return Answer(address, fault=f"leads to {why}", verdict="refused") if why else None

    def _forbidden(self, address: str, clock: Clock) -> Answer | None:
        """A fault if the host does not let programs read this address."""
        origin = origin_of(address)
        robots = self._robots.get(origin)
        if robots is None:
            answer = self._follow(f"{origin}/robots.txt", {}, clock, robots=True)
            robots = Robots(answer, self.reader.ruling)
            if clock.rest or not answer.fault:  # a time-out of one address says nothing about the next
                self._robots[origin] = robots
        if robots.fault:
            return Answer(address, fault=robots.fault, verdict=robots.verdict)
        why = robots.refusal(address)
        return Answer(address, fault=why, verdict="blocked") if why else None

    def _tried(self, address: str, headers: Mapping[str, str], clock: Clock, size: int) -> Answer:
        """One answer, after as many tries as needed and allowed; other requests to the host wait meanwhile."""
        turn = self._turns[origin_of(address)]
        if not turn.acquire(timeout=clock.rest):
            return Answer(address, fault=LATE)
        try:
            return self._after_tries(address, headers, clock, size)
        finally:
            turn.release()

    def _after_tries(self, address: str, headers: Mapping[str, str], clock: Clock, size: int) -> Answer:
        jitter = random.Random(address)  # noqa: S311 # spreads requests, hides nothing
        answer = self._once(address, headers, clock, size)
        for number in range(self.limits.tries - 1):
            wait = max(self.limits.backoff * 2**number * (1 + jitter.random()), _asked(answer))
            failed = answer.verdict == "unreachable" if answer.fault else answer.status in AGAIN
            if not failed or wait > min(self.limits.patience, clock.rest):
                break
            time.sleep(wait)
            answer = self._once(address, headers, clock, size)
        return answer

    def _pause(self, origin: str, clock: Clock) -> None:
        """Wait until the host may get another request. Raises TimeoutError if that is too late."""
        robots = self._robots.get(origin)
        delay = max(self.limits.delay, min(robots.delay, self.limits.patience) if robots else 0)
        rest = self._last.get(origin, -delay) + delay - time.monotonic()
        late = rest > clock.rest
        time.sleep(max(0, min(rest, clock.rest)))
        if late:
            raise TimeoutError

    def _once(self, address: str, headers: Mapping[str, str], clock: Clock, size: int) -> Answer:
        """One request after the required pause; every failure becomes a fault."""
        origin = origin_of(address)
        try:
            self._pause(origin, clock)
            return self._request(address, headers, clock, size)
        except Exception as error:  # noqa: BLE001 # no server may end the look for the others
            return as_fault(address, error)
        finally:
            self._last[origin] = time.monotonic()

    def _request(self, address: str, headers: Mapping[str, str], clock: Clock, size: int) -> Answer:
        meter = Meter(Clock(min(self.limits.total, clock.rest)), self.limits)
        sent = {"User-Agent": self._agent, "Accept-Encoding": "gzip", "Connection": "close", **headers}
        connection = asked(parse_url(address), sent, meter, self.reach, self._tls)
        try:
            response = answered(connection, meter)
            return _received(Answer(address, response.status, response.headers), response, meter, size)
        finally:
            connection.close()


def _received(answer: Answer, response: urllib3.BaseHTTPResponse, meter: Meter, size: int) -> Answer:
    """The body up to the size limit, within the time for the whole answer."""
    body = bytearray()
    while len(body) <= size:
        chunk = response.read1(65536)
        if not chunk:
            return replace(answer, body=bytes(body))
        body += chunk
        meter.patience(0)
    return replace(answer, body=bytes(body[:size]), whole=False)


def _place(address: str) -> Url | None:
    """The parts of an address that a connection needs; None if it is not an address."""
    try:
        return parse_url(address) if len(address) <= _LONGEST else None
    except LocationParseError:
        return None


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, which share a queue; the same for all that have none."""
    place = _place(address) or Url()
    return f"{place.scheme}://{place.netloc}"


def _joined(address: str, location: str) -> str:
    """The target of a redirect; empty if it cannot be read."""
    try:
        return urljoin(address, location.strip()).partition("#")[0]
    except ValueError:
        return ""


def _asked(answer: Answer) -> float:
    """The pause that a server asks for (RFC 9110, Retry-After), in seconds."""
    try:
        return urllib3.Retry().parse_retry_after(answer.headers.get("Retry-After", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0
