"""An archive that is served by MkDocs in a process of its own, and what it answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from time import sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.support import REPOSITORY


class Served:
    """A server and its address. What it says is written into a file."""

    def __init__(self, address: str, process: subprocess.Popen[bytes], said: Path) -> None:
        self.address, self._process, self._said = address, process, said

    @property
    def said(self) -> str:
        """What it has said so far."""
        return self._said.read_text("utf-8")

    def page(self, path: str) -> str:
        """The text of a page, also of one that says what is wrong; nothing if the server ends before it answers."""
        return unescape(self.answer(path)[1].decode())

    def answer(self, path: str) -> tuple[int, bytes]:
        """The code of an answer and its body, once the server answers."""
        while self._process.poll() is None:
            try:
                with urlopen(f"http://{self.address}/{path}", timeout=10) as answer:  # our own server
                    return answer.status, answer.read()
            except HTTPError as error:
                return error.code, error.read()
            except URLError:
                sleep(0.3)
        return 0, b""

    def comes(self, path: str, words: str) -> bool:
        """Whether a page says so within a minute."""
        for _ in range(240):
            if words in self.page(path):
                return True
            sleep(0.25)
        return False


@contextmanager
def served(root: Path, folder: Path) -> Iterator[Served]:
    """An archive that is served and follows changes, until the test is over. What it says is written into a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    line = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-f", str(root / "mkdocs.yml"), "-a", address]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}
    file = folder / "said.txt"
    with file.open("w") as said, subprocess.Popen(line, env=env, stdout=said, stderr=said) as process:
        try:
            yield Served(address, process, file)
        finally:
            process.terminate()
