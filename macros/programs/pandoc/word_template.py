"""The look of a Word file, for the script that makes one in the browser: the styles that ready documents have."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

WORD_TEMPLATE = "dossier/word.js"
_STYLES = Path(__file__).parent / "word" / "word" / "styles.xml"


@lru_cache(maxsize=1)
def word_template() -> str:
    """The styles as a script that `archiveDossier` takes."""
    return f'archiveDossier("word",{json.dumps({"styles": _STYLES.read_text("utf-8")})});\n'
