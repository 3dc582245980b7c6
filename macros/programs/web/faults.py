"""Failures of requests, in words."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPException, LineTooLong

from urllib3.exceptions import DecodeError, HTTPError, IncompleteRead, ProtocolError, ReadTimeoutError

from macros.programs.web.answer import Answer
from macros.programs.web.sockets import ExceededError
from macros.programs.web.wire import RefusedAnswerError

LATE = "does not answer in time"
FAULTS: tuple[tuple[tuple[type[BaseException], ...], str, str], ...] = (
    ((RefusedAnswerError,), "leads to a private or local address", "refused"),
    ((ExceededError, LineTooLong), "sends more than a program reads", "unread"),
    ((socket.gaierror, UnicodeError), "has no server: the host name is unknown", "unreachable"),
    ((TimeoutError, ReadTimeoutError), LATE, "unreachable"),
    ((ssl.SSLError,), "cannot be reached: its certificate or its encryption is not accepted", "unreachable"),
    ((ConnectionResetError, BrokenPipeError, IncompleteRead), "breaks the connection off", "unreachable"),
    ((ConnectionError,), "cannot be reached: no connection", "unreachable"),
    ((DecodeError,), "sends an answer that cannot be unpacked", "unreachable"),
    (
        (ProtocolError, HTTPException),
        "breaks the connection off, or does not answer as a web server does",
        "unreachable",
    ),
)
"""Words and verdict for each type of exception; the first match counts."""


def as_fault(address: str, error: Exception) -> Answer:
    """The answer for a failed request."""
    for types, words, verdict in FAULTS:
        if isinstance(error, types):
            return Answer(address, fault=words, verdict=verdict)
    expected = isinstance(error, HTTPError | OSError | ValueError)
    words = "cannot be reached" if expected else "was not read: our own program failed"
    return Answer(address, fault=f"{words} ({type(error).__name__})")
