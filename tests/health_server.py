"""A web server on loopback that behaves as servers do: well, badly, and not at all."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

PAGE = "<html><head><script>var late = 'on the eastern quay';</script></head><body><p>{}</p></body></html>"
SAID = "They took the <em>whole</em> company&nbsp;on the eastern quay, “over the river”."
STALL = 1.5
HUGE = 400_000


class Server(ThreadingHTTPServer):
    """Keeps what it was asked, with the time and the headers, and how many requests it had at once."""

    daemon_threads = True

    def __init__(self, robots: str | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.state(robots)

    def state(self, robots: str | None) -> None:
        """As it is before it is asked."""
        self.robots = robots
        self.said = SAID
        self.seen: list[tuple[str, float, dict[str, str]]] = []
        self.open, self.most = 0, 0
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for a path."""
        return [headers for seen, _, headers in self.seen if seen == path]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class Handler(BaseHTTPRequestHandler):
    """One answer for each path."""

    server: Server
    protocol_version = "HTTP/1.1"

    wbufsize = -1
    """An answer leaves when it is no longer counted as open: who has it may ask again at once."""

    def do_GET(self) -> None:
        """Answer by the path: `/ok` with the method `ok`, anything else with 404."""
        with self.server.lock:
            self.server.seen.append((self.path, time.monotonic(), dict(self.headers.items())))
            self.server.open += 1
            self.server.most = max(self.server.most, self.server.open)
        try:
            name = self.path.strip("/").replace(".", "_")
            getattr(self, f"answer_{name.replace('-', '_')}", self.not_found)()
        except OSError:
            self.close_connection = True  # the client has had enough
        finally:
            with self.server.lock:
                self.server.open -= 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is the library's
        """Say nothing."""

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), "Connection": "close"}
        for name, value in (named | {name.replace("_", "-"): value for name, value in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def page(self, charset: str = "utf-8", **headers: str) -> None:
        """The page with the phrases."""
        self.send(200, PAGE.format(self.server.said).encode(charset, "xmlcharrefreplace"), **headers)

    def not_found(self) -> None:
        """No such page."""
        self.send(404, b"no such page: the whole company")

    def answer_robots_txt(self) -> None:
        """The robots.txt, if this server has one."""
        if self.server.robots is None:
            return self.not_found()
        return self.send(200, self.server.robots.encode(), Content_Type="text/plain")

    def answer_ok(self) -> None:
        """The page; not again for those who have it."""
        if self.headers.get("If-None-Match") == '"v1"' and self.server.said == SAID:
            return self.send(304, ETag='"v1"')
        return self.page(ETag='"v1"')

    def answer_moved(self) -> None:
        """Moved for good."""
        self.send(301, Location="/ok")

    def answer_elsewhere(self) -> None:
        """Elsewhere for now."""
        self.send(302, Location="/ok")

    def answer_loop(self) -> None:
        """Round and round."""
        self.send(302, Location="/loop")

    def answer_nowhere(self) -> None:
        """A redirect out of the web."""
        self.send(301, Location="file:///etc/passwd")

    def answer_stall(self) -> None:
        """No answer in time."""
        time.sleep(STALL)

    def answer_drip(self) -> None:
        """An answer that never ends, a little at a time."""
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        for _ in range(30):
            self.wfile.write(b"drop ")
            self.wfile.flush()
            time.sleep(0.05)

    def answer_truncated(self) -> None:
        """Less than was promised."""
        self.send(200, b"<p>the whole", Content_Length="5000")

    def answer_dropped(self) -> None:
        """The connection is cut before a word is said."""
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def answer_liar(self) -> None:
        """UTF-8 that claims to be something else."""
        self.page(Content_Type="text/html; charset=utf-16")

    def answer_korean(self) -> None:
        """A Korean charset that claims to be UTF-8."""
        body = "<p>" + "탈북자 강제 북송을 즉각 중단하라고 시민단체가 밝혔다. " * 20 + "</p>"
        self.send(200, body.encode("cp949"))

    def answer_nonsense(self) -> None:
        """A charset that does not exist."""
        self.page(Content_Type="text/html; charset=punycode; charset=x-none")

    def answer_forbidden(self) -> None:
        """Not for you."""
        self.send(403, b"the whole company")

    def answer_gone(self) -> None:
        """Gone for good."""
        self.send(410)

    def answer_busy(self) -> None:
        """Busy at first."""
        if len(self.server.asked(self.path)) == 1:
            return self.send(429, Retry_After="1")
        return self.page()

    def answer_later(self) -> None:
        """Busy for a day."""
        self.send(429, Retry_After="86400")

    def answer_flaky(self) -> None:
        """Broken at first."""
        if len(self.server.asked(self.path)) == 1:
            return self.send(500)
        return self.page()

    def answer_broken(self) -> None:
        """Broken for good."""
        self.send(500)

    def answer_huge(self) -> None:
        """More than anybody wants to read, the phrase at its end."""
        self.send(200, b"<p>" + b"far too much " * (HUGE // 13) + b"the whole company</p>")

    def answer_pdf(self) -> None:
        """No web page."""
        self.send(200, b"%PDF-1.7 binary", Content_Type="application/pdf")


@contextmanager
def serving(robots: str | None = None) -> Iterator[Server]:
    """A server that runs meanwhile."""
    with running(Server(robots)) as server:
        yield server


AnyServer = TypeVar("AnyServer", bound=Server)


@contextmanager
def running(server: AnyServer) -> Iterator[AnyServer]:
    """A server that runs meanwhile, of whatever kind."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
