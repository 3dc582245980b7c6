"""`python -m macros`."""

import sys
from io import TextIOWrapper

from macros.cli import main

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")  # a terminal without Hangul shows its codes
sys.exit(main())
