"""Zotero's own translators, run by its translation server: what a reader's Zotero makes of our pages and files.

`ZOTERO_SERVER` names a folder with https://github.com/zotero/translation-server and its submodules; without it the
folder `.cache/translation-server` is tried. What the server needs is installed there once, by npm.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support import REPOSITORY

HOST = "127.0.0.1"
INSTALL = ("npm", "install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
START, ANSWER, FETCH = 60, 120, 600
"""Seconds that the server may take to start, to answer, and npm to install."""
SEVERAL = 300
"""The status with which the server asks which items of a page are wanted."""
EMPTY: tuple[Any, ...] = ("", [], {})


class NotAtHandError(Exception):
    """The translators cannot be run here; the message says why and what would be needed."""


class Translators:
    """A translation server that is running; every item is given without its empty fields."""

    def __init__(self, address: str) -> None:
        self.address = address

    def page(self, url: str) -> list[dict[str, Any]]:
        """The items of a page: the one that it stands for, or all that its list offers to pick."""
        status, found = self._ask("/web", url, "text/plain")
        if status == SEVERAL:
            found = self._ask("/web", json.dumps(found), "application/json")[1]
        return _items(found)

    def file(self, text: str) -> list[dict[str, Any]]:
        """The items of a citation file, with the notes that belong to them."""
        return _items(self._ask("/import", text, "text/plain")[1])

    def _ask(self, path: str, body: str, kind: str) -> tuple[int, Any]:
        asked = urllib.request.Request(f"{self.address}{path}", body.encode(), {"Content-Type": kind})  # noqa: S310 # loopback
        try:
            with urllib.request.urlopen(asked, timeout=ANSWER) as answer:  # noqa: S310 # loopback
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != SEVERAL:
                raise
            return error.code, json.load(error)


def _items(found: Any) -> list[dict[str, Any]]:
    return [{name: value for name, value in item.items() if value not in EMPTY} for item in found]


def at_hand() -> Path:
    """The folder of the server, with what it needs.

    Raises:
        NotAtHandError: There is no such folder, no Node, or npm could not install what the server needs.
    """
    folder = Path(os.environ.get("ZOTERO_SERVER") or REPOSITORY / ".cache/translation-server")
    if not (folder / "modules/translators/RIS.js").is_file():
        raise NotAtHandError(
            "Zotero's translators are not at hand: clone zotero/translation-server with --recurse-submodules "
            "into .cache/translation-server, or name its folder in ZOTERO_SERVER"
        )
    if not (shutil.which("node") and shutil.which("npm")):
        raise NotAtHandError("Zotero's translators need Node and npm, which are not at hand")
    if not (folder / "node_modules").is_dir():
        made = subprocess.run(INSTALL, cwd=folder, capture_output=True, text=True, timeout=FETCH, check=False)
        if made.returncode:
            raise NotAtHandError(f"npm could not install what Zotero's translators need: {made.stderr.strip()[:300]}")
    return folder


@contextmanager
def running() -> Iterator[Translators]:
    """The server on a free port of this machine, ended afterwards.

    Raises:
        NotAtHandError: It cannot be run here.
    """
    folder = at_hand()
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    settings = os.environ | {"NODE_CONFIG": json.dumps({"port": port, "host": HOST}), "DEBUG_LEVEL": "0"}
    server = subprocess.Popen(
        ["node", "src/server.js"], cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(server, port)
        yield Translators(f"http://{HOST}:{port}")
    finally:
        server.terminate()
        server.wait()


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START
    while server.poll() is None and time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise NotAtHandError("Zotero's translation server does not start; try `node src/server.js` in its folder")
