"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests.oddities import odd
from tests.remembered import remember
from tests.support import INVENTED, build, git, house, once

PHASES = [Phase.explicit, Phase.generate, Phase.shrink]

settings.register_profile("suite", deadline=None, max_examples=60, derandomize=True, database=None, phases=PHASES)
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Also modules that open an archive while they are collected take what is remembered."""
    patch = pytest.MonkeyPatch()
    remember(patch)
    config.add_cleanup(patch.undo)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` takes what the code gives now as the expected output."""
    parser.addoption("--accept", action="store_true", help="accept the present output as tests/expected")


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A copy of the invented archive that a test may change."""
    return Path(shutil.copytree(INVENTED, tmp_path / "archive"))


EPOCH = "1325376000"


def _build(folder: Path, change: Callable[[Path], None] | None = None) -> None:
    env = {"SOURCE_DATE_EPOCH": EPOCH, "TZ": "UTC", "PYTHONHASHSEED": "1"}
    root = house(folder)
    if change:
        change(root)
    result = build(root, folder / "site", env)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive as MkDocs builds it, once a run: a test reads it and changes nothing."""
    return once(tmp_path_factory, "invented", _build) / "site"


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive with all oddities at once, as MkDocs builds it, once a run."""
    return once(tmp_path_factory, "odd", partial(_build, change=odd)) / "site"


@pytest.fixture
def repository(invented: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy as a repository of its own, with its records on `main` and a branch `change` that is checked out."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git(invented, "init", "--quiet", "-b", "main")
    git(invented, "add", "--all")
    git(invented, "commit", "--quiet", "-m", "Records")
    git(invented, "checkout", "--quiet", "-b", "change")
    return invented
