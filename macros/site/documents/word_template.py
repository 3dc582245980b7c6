"""The look of a Word file, for the script that makes one in the browser: the styles that ready documents have."""

from __future__ import annotations

import json

from macros.site.templates import template

WORD_TEMPLATE = "dossier/word.js"


def word_template() -> str:
    """The styles as a script that `archiveDossier` takes."""
    styles = template("files/word/styles.xml.j2").render()
    return f'archiveDossier("word",{json.dumps({"styles": styles})});\n'
