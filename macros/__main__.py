"""`python -m macros`."""

import sys
from io import TextIOWrapper

from macros.cli import main


def _show_codes(stream: object) -> None:
    """Have letters that a terminal cannot show, such as Hangul, written as their codes."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


_show_codes(sys.stdout)
_show_codes(sys.stderr)
sys.exit(main())
