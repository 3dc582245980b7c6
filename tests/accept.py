"""Take what the code gives now as expected: `python tests/accept.py`, the same as `python -m pytest --accept`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    here = Path(__file__).parent
    sys.exit(pytest.main(["--accept", str(here / "test_golden.py")]))
