"""What a served site answers after a file was saved: what is there now, and nothing older."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.support import INVENTED, REPOSITORY, house

SECONDS = 240
"""After these the server ends by itself, whatever becomes of the test."""
SERVER = f"import signal; signal.alarm({SECONDS}); from mkdocs.__main__ import cli; cli()"
PATIENCE = 90
"""Seconds for a change on a busy machine."""
REPORT = "docs/archive/report-2011.md"
TITLE = "on a return from Quayside"
EVENT = "data/events/2011-06-09-briefing.yml"


class _Served:
    """A served copy of the invented archive."""

    def __init__(self, folder: Path) -> None:
        self.root = house(folder)
        with (self.root / "mkdocs.yml").open("a") as settings:
            settings.write("watch: [data]\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        line = [sys.executable, "-c", SERVER, "serve", "--livereload", "-f", str(self.root / "mkdocs.yml")]
        env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}
        self._log = folder / "said.txt"
        with self._log.open("w") as said:
            self.process = subprocess.Popen([*line, "-a", self.address], env=env, stdout=said, stderr=said)

    @property
    def said(self) -> str:
        """What the server has said so far."""
        return self._log.read_text("utf-8")

    def answer(self, path: str) -> str:
        """What is answered, whether it was found or not; nothing if the server is gone."""
        while self.process.poll() is None:
            try:
                with urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                    return str(answer.read().decode())
            except HTTPError as error:
                return f"{error.code} {error.read().decode()}"
            except URLError:
                time.sleep(0.2)
        return ""

    def comes(self, path: str, met: Callable[[str], bool]) -> bool:
        """Whether an answer is as it should be before patience ends."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if met(self.answer(path)):
                return True
            time.sleep(0.1)
        return False

    def save(self, path: str, right: str, wrong: str) -> None:
        """Save a file with some words changed."""
        text = (self.root / path).read_text("utf-8")
        assert right in text
        (self.root / path).write_text(text.replace(right, wrong), "utf-8")

    def restore(self) -> None:
        """Put the archive back as it was and wait until that is shown."""
        for path in (REPORT, EVENT):
            shutil.copyfile(INVENTED / path, self.root / path)
        assert self.comes("archive/report-2011/", lambda html: TITLE in html and "to fix" not in html), self.said


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Served]:
    """One server for all tests."""
    made = _Served(tmp_path_factory.mktemp("saved"))
    try:
        yield made
    finally:
        made.process.terminate()
        made.process.wait(20)


@pytest.fixture
def served(server: _Served) -> Iterator[_Served]:
    """The server; the archive is as it was afterwards."""
    assert TITLE in server.answer("archive/report-2011/"), server.said
    yield server
    server.restore()


def _epoch(html: str) -> int:
    """The state that a served page knows."""
    found = re.search(r"livereload\((\d+),", html)
    assert found
    return int(found[1])


def test_of_two_quick_changes_the_last_is_shown(served: _Served) -> None:
    """A file that is saved again before the first change is shown is shown as it was saved last."""
    served.save(REPORT, TITLE, "on the first return")
    time.sleep(0.15)
    served.save(REPORT, "on the first return", "on the last return")
    assert served.comes("archive/report-2011/", lambda html: "on the last return" in html), served.said
    assert "on the last return" in served.answer("archive/report-2011/")


def test_what_names_a_record_changes_with_it(served: _Served) -> None:
    """Another page, a data file and a Markdown copy follow a change as soon as the page of the record does."""
    served.answer("data/sources.json")
    served.save(REPORT, TITLE, "on the noted return")
    assert served.comes("archive/report-2011/", lambda html: "on the noted return" in html), served.said
    for path in ("archive/", "data/sources.json", "archive/report-2011/index.md"):
        assert "on the noted return" in served.answer(path), path


def test_new_words_are_shown_without_a_new_build(served: _Served) -> None:
    """Words of an annotation are on its page and in the files made of it at once, and nothing is built for that."""
    for path in ("archive/report-2011/index.md", "claims/", "llms.txt"):
        served.answer(path)
    builds = served.said.count("Building documentation")
    served.save(REPORT, "{{ passage(2) }}", "{{ passage(2) }} Wholly new words.")
    assert served.comes("archive/report-2011/", lambda html: "Wholly new words." in html), served.said
    assert "Wholly new words." in served.answer("archive/report-2011/index.md")
    assert served.said.count("Building documentation") == builds


def test_the_page_of_a_deleted_record_is_gone(served: _Served) -> None:
    """A record that is added has its page, and none once it is deleted; its address then says so."""
    copy = served.root / "data/events/2011-06-10-second.yml"
    shutil.copyfile(served.root / EVENT, copy)
    assert served.comes("events/2011-06-10-second/", lambda html: "</h1>" in html and "404" not in html[:4]), (
        served.said
    )
    copy.unlink()
    assert served.comes("events/2011-06-10-second/", lambda html: html.startswith("404")), served.said


def test_a_change_while_a_request_runs_is_shown(served: _Served) -> None:
    """Requests that run while a file is saved are all answered, and the last one knows the change."""
    answers: list[str] = []

    def ask() -> None:
        answers.extend(served.answer("data/archive.json")[:1] for _ in range(3))

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    served.save(REPORT, TITLE, "on a return meanwhile")
    assert served.comes("archive/report-2011/", lambda html: "on a return meanwhile" in html), served.said
    for thread in asking:
        thread.join(PATIENCE)
    assert answers == ["{"] * 9


def test_an_open_page_is_told_when_the_change_can_be_shown(served: _Served) -> None:
    """What an open page waits for ends after a change, and the next answer has it."""
    known = _epoch(served.answer("archive/report-2011/"))
    told: list[int] = []
    waiting = threading.Thread(target=lambda: told.append(int(served.answer(f"livereload/{known}/1"))))
    waiting.start()
    served.save(REPORT, TITLE, "on a return told")
    waiting.join(PATIENCE)
    html = served.answer("archive/report-2011/")
    assert told
    assert told[0] > known
    assert "on a return told" in html
    assert _epoch(html) >= told[0]


def test_a_problem_is_shown_and_its_end(served: _Served) -> None:
    """The page of a record turns into what is to be fixed, and back."""
    served.save(REPORT, "kind: report", "kind: reprot")
    assert served.comes("archive/report-2011/", lambda html: "1 problem to fix here" in html), served.said
    assert "1 problem to fix" in served.answer("organizations/old-league/")
    served.save(REPORT, "kind: reprot", "kind: report")
    assert served.comes("archive/report-2011/", lambda html: TITLE in html), served.said
    assert "to fix" not in served.answer("organizations/old-league/")


def test_settings_that_cannot_be_read_are_told_and_passed(served: _Served) -> None:
    """While mkdocs.yml is broken every page says so in plain words, and afterwards the site is there again."""
    settings = served.root / "mkdocs.yml"
    sound = settings.read_text("utf-8")
    settings.write_text(f"{sound}\nplugins: [nothing-of-that-name]\n", "utf-8")
    assert served.comes("archive/report-2011/", lambda html: "This could not be made" in html), served.said
    settings.write_text(sound, "utf-8")
    assert served.comes("archive/report-2011/", lambda html: TITLE in html), served.said


def test_a_change_of_python_asks_for_a_new_start(served: _Served) -> None:
    """A changed program is not taken up, and the terminal says what to do."""
    (served.root / "docs/changed.py").write_text("x = 1\n", "utf-8")
    assert served.comes("archive/report-2011/", lambda _: "changed.py changed; stop `make serve`" in served.said)
    (served.root / "docs/changed.py").unlink()
    assert served.comes("archive/report-2011/", lambda html: TITLE in html)
