"""Polite HTTP: one request at a time for each host, pauses, time-outs, retries, robots.txt, a cap on size.

urllib3 makes the requests. Redirects are followed here, because every hop may lead to another host, whose turn and
robots.txt are its own; retries are counted here, because a host that asks for patience is left alone by all threads.
"""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, InvalidHeader, NameResolutionError, NewConnectionError, ProtocolError
from urllib3.exceptions import TimeoutError as TookTooLong

from macros.health.robots import Robots

AGENT = "ForcedReturnsArchive/1 (+https://github.com/forced-returns-archive/archive; looks weekly at cited sources)"
AGAIN = (429, 500, 502, 503, 504)
REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
LATE = "does not answer in time"


@dataclass(frozen=True)
class Limits:
    """How much a look may cost; all times in seconds, sizes in bytes."""

    connect: float = 10
    read: float = 20
    total: float = 60
    size: int = 5_000_000
    delay: float = 2
    backoff: float = 2
    patience: float = 120
    tries: int = 3
    redirects: int = 5


@dataclass(frozen=True)
class Answer:
    """What came back: a status with a body, or a fault that says in words why there is none."""

    address: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True
    moved: bool = False
    fault: str = ""
    refused: bool = False


class Client:
    """Fetches addresses; may be shared by threads."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._pool = urllib3.PoolManager(num_pools=50, headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"})
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._robots: dict[str, Robots] = {}

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer at the end of all redirects, as far as robots.txt lets a program go."""
        return self._follow(address, headers or {}, heed=True)

    def _follow(self, address: str, headers: Mapping[str, str], *, heed: bool) -> Answer:
        moved = False
        for _ in range(self.limits.redirects + 1):
            answer = (self._refusal(address) if heed else None) or self._tried(address, headers)
            location = answer.headers.get("Location", "")
            if answer.status not in REDIRECTS or not location:
                return replace(answer, moved=moved)
            moved = moved or answer.status in FOR_GOOD
            address = _joined(address, location)
            if not address:
                return replace(answer, fault="is redirected to something that is no web address")
        return Answer(address, fault=f"is redirected more than {self.limits.redirects} times")

    def _refusal(self, address: str) -> Answer | None:
        """Why this address is not asked for, if it is not."""
        origin = _origin(address)
        if origin not in self._robots:
            self._robots[origin] = Robots(self._follow(f"{origin}/robots.txt", {}, heed=False))
        robots = self._robots[origin]
        if robots.fault:
            return Answer(address, fault=robots.fault)
        if not robots.allows(AGENT, address):
            return Answer(address, fault="robots.txt asks programs not to read it", refused=True)
        return None

    def _tried(self, address: str, headers: Mapping[str, str]) -> Answer:
        """One answer, after as many tries as it takes and is allowed; the host's turn is held meanwhile."""
        origin = _origin(address)
        jitter = random.Random(address)  # noqa: S311 # spreads requests, hides nothing
        with self._turns[origin]:
            answer = self._once(origin, address, headers)
            for number in range(self.limits.tries - 1):
                wait = max(self.limits.backoff * 2**number * (1 + jitter.random()), _asked(answer))
                if not (answer.fault or answer.status in AGAIN) or wait > self.limits.patience:
                    break
                time.sleep(wait)
                answer = self._once(origin, address, headers)
        return answer

    def _pause(self, origin: str) -> None:
        robots = self._robots.get(origin)
        delay = max(self.limits.delay, min(robots.delay(AGENT), self.limits.patience) if robots else 0)
        rest = self._last.get(origin, -delay) + delay - time.monotonic()
        if rest > 0:
            time.sleep(rest)

    def _once(self, origin: str, address: str, headers: Mapping[str, str]) -> Answer:
        """One request after the pause that is due; every way in which it can fail becomes a fault."""
        self._pause(origin)
        try:
            return self._request(address, headers)
        except NameResolutionError:
            return Answer(address, fault="has no server: the name of the host is not known")
        except NewConnectionError:
            return Answer(address, fault="cannot be reached: no connection")
        except TookTooLong:
            return Answer(address, fault=LATE)
        except ProtocolError:
            return Answer(address, fault="breaks the connection off")
        except (HTTPError, ValueError, OSError) as error:
            return Answer(address, fault=f"cannot be reached ({type(error).__name__})")
        finally:
            self._last[origin] = time.monotonic()

    def _request(self, address: str, headers: Mapping[str, str]) -> Answer:
        patience = urllib3.Timeout(connect=self.limits.connect, read=self.limits.read)
        sent = {**self._pool.headers, **headers}
        response = self._pool.request(
            "GET", address, headers=sent, timeout=patience, retries=False, redirect=False, preload_content=False
        )
        try:
            return self._received(address, response)
        finally:
            response.close()

    def _received(self, address: str, response: urllib3.BaseHTTPResponse) -> Answer:
        """The body up to the cap, within the time that the whole answer may take."""
        answer = Answer(address, response.status, response.headers)
        body, end = bytearray(), time.monotonic() + self.limits.total
        while len(body) <= self.limits.size:
            chunk = response.read1(65536)
            if not chunk:
                return replace(answer, body=bytes(body))
            body += chunk
            if time.monotonic() > end:
                return Answer(address, fault=LATE)
        return replace(answer, body=bytes(body[: self.limits.size]), whole=False)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _joined(address: str, location: str) -> str:
    try:
        target = urljoin(address, location.strip())
        return target if urlsplit(target).scheme in ("http", "https") and urlsplit(target).hostname else ""
    except ValueError:
        return ""


def _asked(answer: Answer) -> float:
    """The pause that a server asks for (RFC 9110, Retry-After), in seconds."""
    try:
        return urllib3.Retry().parse_retry_after(answer.headers.get("Retry-After", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0
