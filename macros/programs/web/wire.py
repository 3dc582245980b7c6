"""Connections that go only to allowed addresses and end in time.

urllib3 speaks HTTP. Here a name is looked up once, all its addresses are checked, and the connection goes to one of
these, so that a name server cannot give another answer later.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url

from macros.programs.web.reach import Reach
from macros.programs.web.sockets import Meter, PlainSocket, SecureSocket

SPARE = 1_000_000
"""Bytes allowed beyond twice the size of a body, for chunk lengths and for a badly packed body."""
HOSTS = 8
"""How many addresses of a name are tried."""

Received = tuple[socket.AddressFamily, Any]


class RefusedAnswerError(Exception):
    """The name has an address that may not be requested."""


class Plain(HTTPConnection):
    """HTTP to a checked address."""

    meter: Meter
    reach: Reach

    def _new_conn(self) -> socket.socket:
        return opened(self.host, self.port or 80, self.meter, self.reach)


class Secure(HTTPSConnection):
    """HTTPS to a checked address; the certificate is checked against the name."""

    meter: Meter
    reach: Reach

    def _new_conn(self) -> socket.socket:
        return opened(self.host, self.port or 443, self.meter, self.reach)

    def connect(self) -> None:
        """Do the handshake, and count from then on."""
        super().connect()
        if isinstance(self.sock, SecureSocket):
            self.sock.meter = self.meter


def asked(place: Url, headers: dict[str, str], meter: Meter, reach: Reach, tls: ssl.SSLContext) -> HTTPConnection:
    """A connection on which the request has been sent."""
    host = (place.host or "").strip("[]")
    if place.scheme == "https":
        connection: Plain | Secure = Secure(host, place.port or 443, ssl_context=tls)
    else:
        connection = Plain(host, place.port or 80)
    connection.meter, connection.reach = meter, reach
    connection.timeout = meter.patience(meter.limits.connect)
    try:
        connection.request("GET", place.request_uri, headers=headers, preload_content=False)
    except BaseException:
        connection.close()
        raise
    return connection


def answered(connection: HTTPConnection, meter: Meter) -> urllib3.BaseHTTPResponse:
    """The head of the answer; after it, the body is counted."""
    response = connection.getresponse()
    meter.left = 2 * meter.limits.size + SPARE
    return response


def opened(host: str, port: int, meter: Meter, reach: Reach) -> socket.socket:
    """A socket to one of the addresses of a host. Raises RefusedAnswerError if any of them is not public."""
    fault: OSError = OSError("no address")
    for family, address in _checked(host, port, meter, reach)[:HOSTS]:
        sock = PlainSocket(family, socket.SOCK_STREAM)
        sock.meter = meter
        try:
            sock.settimeout(meter.patience(meter.limits.connect))
            sock.connect(address)
        except OSError as error:
            sock.close()
            fault = error
        else:
            return sock
    raise fault


def _checked(host: str, port: int, meter: Meter, reach: Reach) -> list[Received]:
    found = looked_up(host, port, meter.patience(meter.limits.connect))
    if not all(reach.admits(str(address[0]).partition("%")[0]) for _, address in found):
        raise RefusedAnswerError
    return found


def looked_up(host: str, port: int, seconds: float) -> list[Received]:
    """The name server's answer, with a time-out, which the library's call lacks. Raises OSError or UnicodeError."""
    said: queue.SimpleQueue[list[Received] | OSError | UnicodeError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            lines = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            said.put([(line[0], line[4]) for line in lines])
        except (OSError, UnicodeError) as error:
            said.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        found = said.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, list):
        return found
    raise found
