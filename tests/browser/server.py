"""A server that answers as GitHub Pages does: below a path, compressed, kept for ten minutes, with a page for 404."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar, NamedTuple

from tests.browser.pages import PREFIX

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class Asked(NamedTuple):
    """A request as the server gets it, whoever in the browser sent it: a page, a worker, or the browser itself."""

    line: str
    heads: str
    body: str


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: ClassVar[Path]
    sent: ClassVar[list[int]]
    asked: ClassVar[list[Asked]]

    def parse_request(self) -> bool:
        """Note the request as it came."""
        if not super().parse_request():
            return False
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.asked.append(Asked(self.requestline, str(self.headers), body.decode("utf-8", "replace")))
        return True

    def do_GET(self) -> None:
        """Send a file of the site, or the page for missing addresses."""
        asked = self.path.partition("?")[0]
        inside = self.translate_path(asked.removeprefix(PREFIX.rstrip("/")))
        path = Path(inside) / ("index.html" if asked.endswith("/") else "")
        if not asked.startswith(PREFIX):
            self._answer(HTTPStatus.NOT_FOUND, self.site / "404.html")
        elif path.is_dir():
            super().do_GET()
        else:
            found = path.is_file()
            self._answer(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND, path if found else self.site / "404.html")

    def _answer(self, status: HTTPStatus, path: Path) -> None:
        packed = path.suffix in PACKED
        body = _packed(path) if packed else path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent.append(len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing: what was asked for is watched in the browser."""


class Server(ThreadingHTTPServer):
    """Listens on a free port of this machine."""

    def __init__(self, site: Path, sent: list[int], asked: list[Asked] | None = None) -> None:
        """Serve a folder; `sent` gets the bytes of each answer, their heads not counted, `asked` every request."""

        class Handler(_Handler):
            def __init__(self, *arguments: object) -> None:
                super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type] # as the server calls it

        Handler.site, Handler.sent, Handler.asked = site, sent, [] if asked is None else asked
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away before its answer is not an error."""


@contextmanager
def noting_server(site: Path) -> Iterator[tuple[str, list[Asked]]]:
    """Serves a site and notes every request, those of workers included. Gives its address and the list of requests."""
    asked: list[Asked] = []
    server = Server(site, [], asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{PREFIX}", asked
    server.shutdown()
    server.server_close()
