"""MkDocs events: the only file that knows MkDocs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory
from mkdocs.utils.templates import TemplateContext

# MkDocs loads this file by its path, which puts no folder of the project where Python looks for modules.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.core.reading.page_macros import handed
from macros.outputs import outputs
from macros.programs.pagefind.index import SearchIndexError
from macros.session import Session, UnreadyError, open_session
from macros.site import addresses
from macros.site.contributing.problem_pages import ProblemPages
from macros.site.heads import Described
from macros.site.languages.marking import mark
from macros.site.pages import stylesheet
from macros.writer import Output, meetings

log = get_plugin_logger("archive")


@dataclass
class _Build:
    """What the events of one build tell each other."""

    serving: bool = False
    """Whether MkDocs serves the site: it then puts its own address in the place of the site's."""
    problem_pages: ProblemPages | None = None
    """What is served instead of the site, while it is served and records have problems."""
    output: Output | None = None
    """What is being written, from the moment when MkDocs has emptied the folder of the site."""

    @property
    def written(self) -> Output:
        """What is being written. Raises Abort outside of a build."""
        if self.output is None:
            raise Abort("nothing is being written")
        return self.output


_build = _Build()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _session(config: MkDocsConfig) -> Session:
    return open_session(_root(config))


def on_startup(*, command: str, dirty: bool) -> None:
    """Take note of whether the site is built or served; a part of it alone cannot be inspected as a whole."""
    if dirty:
        raise Abort("--dirty writes over pages that are there already; build the whole site")
    _build.serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Open the archive anew; with any problem in it, or without its history or citations, nothing is built.

    A site that is served shows the problems instead, until they are mended.
    """
    session = open_session(_root(config), fresh=True)
    _build.problem_pages = None
    for problem in session.problems:
        log.error(problem.as_text())
    if session.problems and _build.serving:
        _build.problem_pages = ProblemPages(_root(config), session.problems)
        return config
    if session.problems:
        raise Abort(f"{len(session.problems)} problem(s); nothing was published")
    try:
        session.prepare()
    except UnreadyError as error:
        raise Abort(f"{error}; nothing was published") from error
    session.release()
    _identify(config, session)
    config.theme.static_templates.discard("sitemap.xml")  # ours knows on which day each record changed
    return config


def _identify(config: MkDocsConfig, session: Session) -> None:
    """Tell MkDocs what identity.yml says; a site that is served keeps the address at which it is served."""
    identity = session.archive.identity
    config.site_name, config.site_author = identity.name, identity.makers
    config.repo_url, config.repo_name = identity.repository, identity.repository.split("/", 3)[3]
    config.site_url = config.site_url if _build.serving else identity.site


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the stylesheet and the generated pages, and leave out what the theme brings of its own."""
    for file in list(files):
        if not _ours(file, config) or (_build.problem_pages and file.is_documentation_page()):
            files.remove(file)
    files.append(_styles(config))
    for uri in sorted(_build.problem_pages.uris()) if _build.problem_pages else ():
        files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    if _build.problem_pages:
        return files
    _build.output = Output(Path(config.site_dir), urlsplit(config.site_url or "/").path)
    _abort(list(_collisions(files, config)))
    for page in _session(config).pages.values():
        if files.get_file_from_path(page.uri) is None:
            made = File.generated(config, page.uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            made.edit_uri = f"../{page.edit}" if page.edit else None
            files.append(made)
    return files


def _ours(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is one of docs/, or one of our own part of the theme that is published as it is."""
    if file.src_dir == config.theme.custom_dir:
        return not file.src_uri.startswith(f"{stylesheet.CSS_FOLDER}/")
    return file.src_dir == config.docs_dir


def _styles(config: MkDocsConfig) -> File:
    """The stylesheet, joined of its parts; without one of them nothing is built."""
    try:
        joined = stylesheet.stylesheet(Path(str(config.theme.custom_dir)))
    except (OSError, UnicodeDecodeError) as error:
        raise Abort(f"overrides/{stylesheet.CSS_FOLDER}: {error}; pages/stylesheet.py lists the parts") from error
    return File.generated(config, stylesheet.ADDRESS, content=joined)


def _collisions(files: Files, config: MkDocsConfig) -> Iterator[str]:
    """Every file of docs/ that the check has not read, and every address that two pages or files would have."""
    session = _session(config)
    records = {page.uri for page in session.pages.values() if page.edit == f"docs/{page.uri}"}
    known = {path.removeprefix("docs/") for path in (*session.archive.pages, *session.archive.pictures)} | records
    published = [file for file in files if file.inclusion is not InclusionLevel.EXCLUDED]
    for file in published:
        if file.src_dir == config.docs_dir and file.src_uri not in known:
            yield f"docs/{file.src_uri}:1: is neither a page nor a picture that was checked; take it away"
    made = (addresses.page_address(uri) + "index.html" for uri in session.pages if uri not in records)
    yield from meetings((*(file.dest_uri for file in published), *made))


def _abort(problems: list[str]) -> None:
    """End the build if anything is wrong with what it makes."""
    for problem in problems:
        log.error(problem)
    if problems:
        raise Abort(f"{len(problems)} problem(s) in what was built; nothing was published")


def on_build_error(error: Exception, **_: object) -> None:
    """A build that ends with an error leaves nothing behind; while the site is served, the last one stays."""
    del error
    if _build.output and not _build.serving:
        clean_directory(str(_build.output.folder))
        _build.output = None


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The head of a generated page, whose body is finished HTML; of a prose page a head made anew, and its body.

    MkDocs reads no file of docs/ itself: it would find other heads in it than the check did.
    """
    if _build.problem_pages:
        return "---\ntitle: To mend\n---\n"
    session, uri = _session(config), page.file.src_uri
    made = session.pages.get(uri)
    return made.head() if made else "".join(handed(session.archive.pages[f"docs/{uri}"]))


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """The body of a generated page, made when the page is written, and what the head of any page says of it."""
    del nav
    if _build.problem_pages:
        page.content = _build.problem_pages.body(page.file.src_uri)
        return context
    session = _session(config)
    made = session.pages.get(page.file.src_uri)
    if made:
        page.content = made.body()
    context["about"] = session.publication.about(_described(session, page))  # type: ignore[typeddict-unknown-key] # what our own template asks for
    return context


def _described(session: Session, page: Page) -> Described:
    description = str(page.meta.get("description") or "")
    return session.publication.described(page.file.src_uri, str(page.title or ""), description)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the Markdown copy, forget the body, which MkDocs would keep until the end, mark the languages, inspect."""
    if _build.problem_pages:
        return output
    session, written = _session(config), _build.written
    written.write(*session.publication.record_page(_described(session, page), page.content or ""))
    if page.file.src_uri in session.pages:
        page.content = None
    return written.page(page.file.dest_uri, mark(output))


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Inspect the page of what is not found."""
    del config
    return (
        _build.output.page(template_name, output_content)
        if _build.output and not _build.problem_pages
        else output_content
    )


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the table of outputs has beside the pages."""
    if _build.problem_pages:
        return
    session, written = _session(config), _build.written
    try:
        for path, made in outputs(session):
            written.write(path, made())
    except SearchIndexError as error:
        raise Abort(str(error)) from error
    written.unseen()
    _abort(written.problems)
