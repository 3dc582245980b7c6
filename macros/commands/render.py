"""`render`: the whole site as Markdown and data files for another generator, inspected like the pages of a build."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.core.reading.markup import convert
from macros.core.reading.page_macros import handed
from macros.core.values.revisions import filled
from macros.core.words.amounts import amount
from macros.outputs import outputs
from macros.session import Session
from macros.writer import Output


def write(session: Session, out: Path) -> int:
    """Write everything into a folder; if a page holds anything forbidden, write nothing and print the problems."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent) as folder:
        written = Output(Path(folder))
        _render(session, written)
        for problem in written.problems:
            print(problem, file=sys.stderr)
        if not written.problems:
            shutil.copytree(folder, out, dirs_exist_ok=True)
            print(f"{amount(len(session.pages), 'generated page')}, docs/ and the data files are in {out}")
    return 1 if written.problems else 0


def _render(session: Session, written: Output) -> None:
    """Pages as Markdown, pictures and data files; each page is inspected as the HTML that it becomes."""
    for path, slotted in session.rendered_docs():
        text = filled(slotted, session.history.latest)
        if not path.endswith(".md") or written.part(path, convert(handed(text)[1]).html):
            written.write(path, text)
    for page in session.pages.values():
        body = filled(page.body(), session.history.latest)
        if written.part(page.uri, body):
            written.write(page.uri, f"{page.head()}{body}\n")
    for path, made in outputs(session, everywhere=True):
        written.write(path, made())
    written.unseen()
