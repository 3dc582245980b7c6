"""`python -m macros`."""

import os
import signal
import sys
from io import TextIOWrapper
from typing import NoReturn


def _stopped(*_: object) -> NoReturn:
    """End at once: while modules are imported, Ctrl+C would end in a traceback, and nothing is written yet."""
    os.write(2, b"stopped before it was done\n")
    os._exit(130)


listening = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # a job in the background ignores Ctrl+C
if listening:
    signal.signal(signal.SIGINT, _stopped)

from macros.cli import carry_out, read  # noqa: E402


def _show_codes(stream: object) -> None:
    """Have letters that a terminal cannot show, such as Hangul, written as their codes."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


_show_codes(sys.stdout)
_show_codes(sys.stderr)
options = read(sys.argv[1:])
if listening:
    signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(carry_out(options))
