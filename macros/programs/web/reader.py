"""Reads what other servers send, in a separate process with limits of time and memory.

A page can make any parser slow, and crash one written in C. The look goes on in any case: the process is ended, a new
one reads the next page, and the verdict says that this page could not be read.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from macros.programs.web.robots import ruling
from macros.programs.web.text import absent

if sys.platform != "win32":  # which knows no such limits
    import resource

_SECONDS = 20.0
START = 120.0
"""Seconds for the process to start; a busy machine needs some."""
MEMORY = 2_000_000_000
NEEDS = ("lxml", "protego")
"""What the process imports when it is asked. The lock for builds lacks both, since only `make health` needs them."""


class Reader:
    """Answers questions about texts; may be shared by threads. Returns None if it cannot answer in time."""

    def __init__(self, seconds: float = _SECONDS, memory: int = MEMORY) -> None:
        self.seconds, self.memory = seconds, memory
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def ruling(self, text: bytes, address: str) -> tuple[bool, float] | None:
        """What a robots.txt says about an address."""
        found = self._ask({"ask": "robots", "address": address}, text)
        return (bool(found[0]), float(found[1])) if found else None

    def absent(self, phrases: Iterable[str], body: bytes, content_type: str) -> set[str] | None:
        """The phrases that a page does not have."""
        found = self._ask({"ask": "words", "phrases": sorted(phrases), "type": content_type}, body)
        return None if found is None else set(found)

    def close(self) -> None:
        """End the process."""
        if self._process and self._pipe:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None

    def _ask(self, question: dict[str, Any], text: bytes) -> Any:
        with self._lock:
            try:
                pipe = self._started()
                pipe.send_bytes(json.dumps(question).encode())
                pipe.send_bytes(text)
                return self._said(pipe, self.seconds)
            except (OSError, EOFError, ValueError):
                self.close()
                return None

    def _started(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs, self.memory), daemon=True)
            self._process.start()
            theirs.close()
            self._said(self._pipe, START)
        return self._pipe

    @staticmethod
    def _said(pipe: Connection, seconds: float) -> Any:
        """What comes through the pipe; JSON, because a process that read hostile bytes gets no more trust."""
        if not pipe.poll(seconds):
            raise TimeoutError
        return json.loads(pipe.recv_bytes())


def serve(pipe: Connection, memory: int) -> None:
    """Answer until the pipe is closed; this runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ValueError, OSError):  # some systems do not have such a limit
        if sys.platform != "win32":
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    pipe.send_bytes(b"true")
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            question = json.loads(pipe.recv_bytes())
            pipe.send_bytes(json.dumps(_answer(question, pipe.recv_bytes())).encode())


def _answer(question: dict[str, Any], text: bytes) -> Any:
    try:
        if question["ask"] == "robots":
            return ruling(text, question["address"])
        return sorted(absent(question["phrases"], text, question["type"]))
    except Exception:  # noqa: BLE001 # whatever a hostile text raises: it could not be read
        return None


def missing() -> list[str]:
    """What has to be installed before anything can be read. Without it every page would count as unreadable."""
    return [name for name in NEEDS if find_spec(name) is None]


@cache
def shared() -> Reader:
    """The one reader of this program; its process starts with the first question."""
    return Reader()
