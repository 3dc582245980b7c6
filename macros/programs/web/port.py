"""Whether the port for serving is free, asked before a build that would be for nothing."""

from __future__ import annotations

import errno
import socket

_LAST = 65_535
_TRIED = 50
"""How many ports after a taken one are tried for a free one."""


def not_free(host: str, port: int) -> str:
    """Why nothing can be served at an address of this machine, with one that is free; empty if it can be."""
    if not 0 < port <= _LAST:
        return f"{port} is not a port, which is a number from 1 to {_LAST}: make serve ADDRESS={host}:8000"
    failed = _fault(host, port)
    if not failed:
        return ""
    if failed in (errno.EADDRINUSE, errno.EACCES):
        free = next((other for other in _others(port) if not _fault(host, other)), None)
        what = "is taken" if failed == errno.EADDRINUSE else "is kept for the system"
        return f"port {port} {what}: make serve ADDRESS={host}:{free or 'PORT'}"
    return f"'{host}' is not an address of this machine: make serve ADDRESS=127.0.0.1:{port}"


def _others(port: int) -> range:
    first = max(port + 1, 8000)
    return range(first, min(first + _TRIED, _LAST + 1))


def _fault(host: str, port: int) -> int:
    """The number of the error with which an address is refused; 0 if it is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: a port just left is free
        try:
            tried.bind((host, port))
            tried.listen()
        except OSError as error:
            return error.errno or errno.EADDRNOTAVAIL
    return 0
