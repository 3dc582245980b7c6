"""The whole build of an archive within this process: MkDocs, the hooks, the page template and every file beside pages.

It is the build of `mkdocs build --strict` but for what programs outside Python do: citations, cards and the index of
the search are left out, unless a build is given a folder in which they may be kept.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unittest import mock

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from macros.core.history import History
from macros.core.values.revisions import Revision
from macros.session import Session, open_session
from macros.site.pages.incident_files import incident_files
from macros.site.pictures.figure_files import figure_files
from macros.site.site import Site
from macros.site.works.styles import STYLES

REPOSITORY = Path(__file__).resolve().parent.parent
INVENTED = REPOSITORY / "tests" / "archive"
LATEST = Revision("2012-03-04", "b" * 40, 9, "2011-07-01")
"""The history of every file in every second build; the other builds have no history."""

TITLES = {
    "index": "About",
    "at-risk": "If someone is at risk",
    "policies": "Policies",
    "cite": "How to cite",
    "reading-a-claim": "How to read a claim",
    "changes": "What has changed",
    "contributing": "Contributing",
    "method": "Method",
    "standards": "Standards",
    "guidelines": "Guidelines",
    "rules": "Rules",
    "maintaining": "Maintaining",
}
"""Pages that the page template and the macros link to but the invented archive does not have."""
BODY = """
# {title}

## English {{#en}}

## Levels of evidence {{#evidence}}

## Which file {{#files}}

## A passage or a claim {{#a-passage-or-a-claim}}

## Corrections {{#corrections}}

One page of the archive, with [another](reference.md).

{{{{ {call} }}}}

## 한국어 {{#ko}}

## 中文 {{#zh}}
"""
Pictures = Callable[[Site], Iterator[tuple[str, Callable[[], str]]]]
BLANK = '<svg xmlns="http://www.w3.org/2000/svg"/>'
FRAME = frozenset(f"docs/about/{name}.md" for name in TITLES)
CALLS = (
    *(
        'org("border-watch")',
        'safe_way("en")',
        'safe_state("all")',
        "archive_citation()",
        "macro_list()",
        "rule_list()",
        'record_fields("note")',
    ),
    *(
        'record_fields("claim")',
        "retired_list()",
        "source_health()",
        "changes_made()",
        'claim("report-2011.returned-30")',
    ),
)


class BuildError(AssertionError):
    """A build ended with an error or a warning although the check had accepted the archive."""


class _Cited:
    """A store of citations that does not render any."""

    def __init__(self, _file: Path) -> None:
        self.made = {style.id: "cited" for style in STYLES}

    def prepare(self, _wanted: Iterable[object]) -> int:
        """Render nothing."""
        return 0

    def cite(self, _items: object) -> dict[str, str]:
        """The same words for every work, in every style."""
        return self.made


def _blank_cards(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """A placeholder file for each preview picture."""
    names = [f"archive/{source}/" for source in site.sources]
    names += [f"incidents/{incident}/" for incident in site.archive.records_of("incident")]
    yield from ((f"{name}card.png", bytes) for name in ("", *names))


def _blank_pictures(made: Pictures) -> Pictures:
    """The same pictures, of which nothing is drawn: formats to take away are counted apart."""
    return lambda site: ((path, lambda: BLANK) for path, _ in made(site))


def ground(folder: Path) -> Path:
    """The invented archive in a folder laid out like the repository, with every page to which the template leads."""
    root = Path(shutil.copytree(INVENTED, folder / "tests" / "archive"))
    for name in ("macros", "overrides"):
        (folder / name).symlink_to(REPOSITORY / name, target_is_directory=True)
    for (name, title), call in zip(TITLES.items(), CALLS, strict=True):
        head = f"---\ntitle: {title}\ndescription: {title} of the invented archive\n---\n\n"
        (root / f"docs/about/{name}.md").write_text(head + BODY.format(title=title, call=call), "utf-8")
    return root


def built(root: Path, site: Path, *, cache: Path | None = None, history: bool = False, keeps: bool = False) -> Session:
    """Build an archive that the check accepts into a folder; gives its session. Raises BuildError with what was said.

    With a `cache` citations, cards and the index are made too; with `history` every file has a revision. A build that
    `keeps` its outputs for the next one does so as `mkdocs build` does.
    """
    said: list[str] = []
    path = list(sys.path)
    try:
        with _heard(said), _patched(root, cache, history=history, keeps=keeps):
            config = load_config(str(root / "mkdocs.yml"), strict=True, site_dir=str(site))
            config.plugins.run_event("startup", command="build", dirty=False)
            mkdocs_build(config)
    except (Exception, SystemExit) as error:
        raise BuildError("; ".join(dict.fromkeys([*said, f"{type(error).__name__}: {error}"]))) from error
    finally:
        sys.path[:] = path
    return open_session(root)


@contextlib.contextmanager
def _heard(said: list[str]) -> Iterator[None]:
    """Collect warnings and errors of the build, and print nothing."""

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, ear = logging.getLogger("mkdocs"), _Ear(logging.WARNING)
    before = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(ear)
        logger.propagate = before


@contextlib.contextmanager
def _patched(root: Path, cache: Path | None, *, history: bool, keeps: bool) -> Iterator[None]:
    known = History(dict.fromkeys(_paths(root), LATEST), LATEST) if history else History()
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch("macros.session.read_history", return_value=known))
        stack.enter_context(mock.patch("macros.session.Session.reuses", keeps))  # its value
        if cache:
            stack.enter_context(mock.patch("macros.session.CACHE", cache))
        else:
            stack.enter_context(mock.patch("macros.session.Store", _Cited))
            stack.enter_context(mock.patch("macros.outputs.cards", _blank_cards))
            for made in (figure_files, incident_files):
                stack.enter_context(mock.patch(f"macros.outputs.{made.__name__}", _blank_pictures(made)))
            stack.enter_context(mock.patch("macros.outputs.index_files", return_value=()))
        yield


def _paths(root: Path) -> Iterator[str]:
    return (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
