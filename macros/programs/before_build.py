"""What a build needs before it reads any record: sound settings, folders to read, a moment that is a number."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from macros.core.problems import sort_problems
from macros.core.reading.site_settings import setting_problems
from macros.core.reading.unexpected_files import torn_folders
from macros.core.words.personal import withheld

MOMENT = "SOURCE_DATE_EPOCH"
"""The variable that tells MkDocs which moment a build takes for now, so that builds can be compared."""
_SECONDS = re.compile("[0-9]{1,12}")
_LAST_SECOND = 253_402_300_799
"""The last second of the year 9999, after which Python has no dates."""


def wrong_before_build(root: Path) -> list[str]:
    """What is wrong with `mkdocs.yml`, the folders of the archive and the moment of the build, a line each.

    MkDocs would end these with its own words, with a traceback, or not at all.
    """
    found = sort_problems([*torn_folders(root), *setting_problems(root)])
    return [*(problem.as_text() for problem in found), *_wrong_moment()]


def _wrong_moment() -> Iterator[str]:
    """What is wrong with the moment that a build is told to take for now, where one is given."""
    given = os.environ.get(MOMENT)
    if given is None or (_SECONDS.fullmatch(given) and int(given) <= _LAST_SECOND):
        return
    said = f"'{withheld(given[:40])}'" if given.strip() else "an empty value"
    yield f"{MOMENT}: {said} is not a whole number of seconds since 1970; set one, or unset the variable [value]"
