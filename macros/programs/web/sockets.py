"""Sockets that count what arrives, below HTTP, where headers and body, plain or packed, are all bytes.

So a limit stops any answer, whatever a server sends.
"""

from __future__ import annotations

import socket
import ssl
from typing import Any

from macros.programs.web.limits import Clock, Limits


class ExceededError(Exception):
    """The server sent more than is accepted."""


class Meter:
    """The time and bytes that one request has left."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self.clock, self.limits, self.left = clock, limits, limits.heads

    def patience(self, most: float) -> float:
        """Seconds to wait for the next bytes. Raises TimeoutError if the time is over."""
        if not self.clock.rest:
            raise TimeoutError
        return min(most, self.clock.rest)

    def took(self, number: int) -> int:
        """Count received bytes. Raises ExceededError if they are too many."""
        self.left -= number
        if self.left < 0:
            raise ExceededError
        return number


class PlainSocket(socket.socket):
    """A socket that counts."""

    meter: Meter

    def recv_into(self, *args: Any) -> int:
        """The next bytes, within the limits."""
        self.settimeout(self.meter.patience(self.meter.limits.read))
        return self.meter.took(super().recv_into(*args))


class SecureSocket(ssl.SSLSocket):
    """A TLS socket that counts; it counts only after the handshake, which has its own time-out."""

    meter: Meter | None = None

    def recv_into(self, *args: Any) -> int:
        """The next bytes, within the limits."""
        if self.meter is None:
            return super().recv_into(*args)
        self.settimeout(self.meter.patience(self.meter.limits.read))
        return self.meter.took(super().recv_into(*args))


def trusted() -> ssl.SSLContext:
    """TLS with the certificates that the system trusts, on sockets that count."""
    context = ssl.create_default_context()
    context.sslsocket_class = SecureSocket
    return context
