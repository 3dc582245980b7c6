"""Take what the code gives now as expected: `python tests/accept.py`.

The output of the invented archive is taken as by `python -m pytest --accept`. In the examples of the rules the lines
of problems are counted anew, since a line more in the archive moves those after it; words are changed by hand.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.core.rules.examples import FILE, examples  # noqa: E402
from tests import support, test_examples  # noqa: E402

PLACE = re.compile(r"^(.*?):(\d+): ")


def _pairs(root: Path) -> Iterator[tuple[str, str]]:
    """What the examples say and what is reported now, in the order of the file."""
    for rule, example in examples().items():
        for form in example.forms:
            with test_examples._spoilt(form, root):
                found = [problem.as_text() for problem in test_examples._found(rule, root) if problem.rule == rule]
            yield from zip(form.says, found if len(found) == len(form.says) else form.says, strict=True)


def recounted(text: str, root: Path) -> str:
    """The text of the examples with the lines on which problems are found now."""
    start, parts = 0, []
    for said, found in _pairs(root):
        old, new = PLACE.match(said), PLACE.match(found)
        if old and new and old[1] == new[1]:
            at = text.index(old[0].rstrip(), start) + len(old[1]) + 1
            parts += [text[start:at], new[2]]
            start = at + len(old[2])
    return "".join([*parts, text[start:]])


def main() -> int:
    """Recount the examples, then take the output as expected."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(support.INVENTED, Path(folder) / "archive"))
        FILE.write_text(recounted(FILE.read_text("utf-8"), root), "utf-8")
    examples.cache_clear()  # the output that is taken next shows the new lines
    return int(pytest.main(["--accept", str(ROOT / "tests/test_golden.py")]))


if __name__ == "__main__":
    sys.exit(main())
