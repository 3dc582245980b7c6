"""Options and fixtures of the whole suite."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests.support import INVENTED

PHASES = [Phase.explicit, Phase.generate, Phase.shrink]

settings.register_profile("suite", deadline=None, max_examples=60, derandomize=True, database=None, phases=PHASES)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` takes what the code gives now as the expected output."""
    parser.addoption("--accept", action="store_true", help="accept the present output as tests/expected")


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A copy of the invented archive that a test may change."""
    return Path(shutil.copytree(INVENTED, tmp_path / "archive"))
