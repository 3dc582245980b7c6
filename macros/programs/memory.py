"""Memory that nothing holds any longer, given back to the system."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress


def give_back() -> None:
    """Let go of what is garbage, and of what the C library keeps for later; it does so by itself only at its end.

    Only glibc needs it. Elsewhere nothing is done.
    """
    gc.collect()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
