"""A build that is stopped leaves no process and no file, and the one after it is as any other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.conftest import EPOCH
from tests.support import REPOSITORY, build, files, house

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs signals")]
ENV = {"SOURCE_DATE_EPOCH": EPOCH, "TZ": "UTC", "PYTHONHASHSEED": "1"}
LONGEST = 100
"""Seconds until a build of the invented archive has written its first file."""


def _stopped(root: Path, site: Path, number: signal.Signals) -> str:
    """What a build says that gets a signal once it has written a file."""
    line = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(root / "mkdocs.yml"), "-d", str(site)]
    env = {**os.environ, **ENV, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}
    told = subprocess.PIPE
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background ignore it, and a child would too
    with subprocess.Popen(line, env=env, stdout=told, stderr=told, text=True, start_new_session=True) as process:
        end = monotonic() + LONGEST
        while not any(files(site)):
            assert process.poll() is None
            assert monotonic() < end
            sleep(0.01)
        process.send_signal(number)
        said = "".join(process.communicate(timeout=60))
        assert process.returncode, said
        if number != signal.SIGKILL:
            with pytest.raises(ProcessLookupError):
                os.killpg(process.pid, 0)
    return said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    """The folder is empty, no process stays behind, and there is no traceback."""
    site = tmp_path / "site"
    said = _stopped(house(tmp_path), site, number)
    assert "The build was stopped; nothing was published" in said
    assert "Traceback" not in said
    assert not any(files(site))


def test_the_build_after_one_that_was_killed_is_like_any_other(invented_site: Path, tmp_path: Path) -> None:
    """What a killed build left in the folder and in the cache misleads nobody."""
    root, site = house(tmp_path), tmp_path / "site"
    _stopped(root, site, signal.SIGKILL)
    assert any(files(site))
    result = build(root, site, ENV)
    assert result.returncode == 0, result.stdout + result.stderr
    assert {path: file.read_bytes() for path, file in files(site)} == {
        path: file.read_bytes() for path, file in files(invented_site)
    }
