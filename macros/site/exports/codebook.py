"""`codebook.txt`: the data in words, in one file.

How records are made is read from the pages of method and guidelines, fields from the shapes of the exports, words from
the closed lists, rules from their own wording. Nothing is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.core.reading.yaml_reader import read_front_matter
from macros.core.rulebook import listed
from macros.site.exports.catalogue import DATA_FOLDER, SCHEMA_VERSION
from macros.site.exports.field_guide import sections
from macros.site.site import Site
from macros.site.templates import template

CODEBOOK_PATH = f"{DATA_FOLDER}codebook.txt"
PAGES = ("docs/about/method.md", "docs/about/guidelines.md")
"""The pages that say how records are made. An archive without one of them has a codebook without it."""
_BLOCKS = re.compile(r"\n{2,}")
_HEADING = re.compile(r"(#+) ")
_ANCHOR = re.compile(r"^(#+ .*?) *\{ *#[^}]*\}$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LIST_OF_TERMS = re.compile(r'\{\{ vocabulary\("([a-z-]+)"\) \}\}')


def codebook(site: Site) -> str:
    """The file. Its date is that of the latest change, if known; it reads no clock."""
    return template("files/codebook.txt.j2").render(
        site=site,
        version=SCHEMA_VERSION,
        latest=site.history.committed,
        pages=[in_words(site.archive.pages[path]) for path in PAGES if path in site.archive.pages],
        sections=list(sections()),
        lists=site.archive.vocabulary.root,
        rules=listed(),
    )


def in_words(page: str) -> str:
    """A prose page to be read without the site: links become their words, a list of terms its name.

    Examples, which are paragraphs that lead to records, are left out, and so is a heading with nothing under it.
    """
    document, _ = read_front_matter(page, "")
    blocks = [_block(text) for text in _BLOCKS.split(document.body.strip("\n"))]
    return "\n\n".join(_headed([text for text in blocks if text]))


def _block(text: str) -> str:
    """A paragraph, a heading or a list in words; nothing if it calls a macro other than a list of terms."""
    told = _LIST_OF_TERMS.sub(r"Its words are in the closed list `\1`.", _ANCHOR.sub(r"\1", text))
    lines = [_LINK.sub(r"\1", told)] if told.startswith("    ") else _joined(_LINK.sub(r"\1", told))
    return "" if "{{" in told else "\n".join(lines)


def _joined(text: str) -> list[str]:
    """The lines of a paragraph as one, for any reader to wrap; items of a list remain separate lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and not re.match(r"[-*] |\d+\. ", line):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return lines


def _headed(blocks: list[str]) -> Iterator[str]:
    """The blocks, one level lower, without headings that have nothing under them."""
    for block, after in zip(blocks, [*blocks, "# "][1:], strict=True):
        level, below = _level(block), _level(after)
        if not level or not below or below > level:
            yield f"#{block}" if level else block


def _level(block: str) -> int:
    found = _HEADING.match(block)
    return len(found[1]) if found else 0
