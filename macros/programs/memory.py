"""Memory that nothing holds any longer, given back to the system."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress


def give_back() -> None:
    """Let go of what lately became garbage, and of what the C library keeps for later; that does so only at its end.

    What has stayed for long is not looked at: after each row of outputs that would take a second in all. The library is
    glibc; with another one nothing more is done.
    """
    gc.collect(1)
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
