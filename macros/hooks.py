"""MkDocs events: the only file that knows MkDocs."""

from __future__ import annotations

import sys
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

# MkDocs loads this file by its path, without adding the project's folder to the places where Python finds modules.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.core.reading.page_macros import handed
from macros.outputs import outputs
from macros.programs.pagefind.index import SearchIndexError
from macros.session import Session, UnreadyError, open_session
from macros.site.contributing.problem_pages import ProblemPages
from macros.site.heads import Described
from macros.site.languages.marking import mark
from macros.site.pages.stylesheet import ADDRESS, StylesheetError, is_part, stylesheet
from macros.writer import Output, meetings

log = get_plugin_logger("archive")


@dataclass
class _Build:
    """State that the events of one build share."""

    serving: bool = False
    """Whether MkDocs serves the site: it then uses its own address instead of the site's."""
    problem_pages: ProblemPages | None = None
    """What MkDocs serves instead of the site while records have problems."""
    output: Output | None = None
    """The output, from the moment when MkDocs has emptied the folder of the site."""

    @property
    def written(self) -> Output:
        """The output. Raises Abort outside a build."""
        if self.output is None:
            raise Abort("nothing is being written")
        return self.output


_build = _Build()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _session(config: MkDocsConfig) -> Session:
    return open_session(_root(config))


def on_startup(*, command: str, dirty: bool) -> None:
    """Note whether the site is built or served. Refuses --dirty, since only a whole site can be inspected."""
    if dirty:
        raise Abort("--dirty would overwrite existing pages; build the whole site")
    _build.serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Open the archive again; nothing is built if it has problems or its history or citations are missing.

    A served site shows the problems instead, until they are corrected.
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
    identity = session.archive.identity
    config.site_name, config.site_author = identity.name, identity.makers
    config.repo_url, config.repo_name = identity.repository, identity.repository_name
    config.site_url = config.site_url if _build.serving else identity.site
    config.theme.static_templates.discard("sitemap.xml")  # ours has the day on which each record changed
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the stylesheet and the generated pages, and leave out the theme's own files."""
    theme = Path(str(config.theme.custom_dir))
    for file in list(files):
        ours = file.src_dir == config.docs_dir or (file.src_dir == str(theme) and not is_part(file.src_uri))
        if not ours or (_build.problem_pages and file.is_documentation_page()):
            files.remove(file)
    try:
        files.append(File.generated(config, ADDRESS, content=stylesheet(theme)))
    except StylesheetError as error:
        raise Abort(str(error)) from error
    if _build.problem_pages:
        made = dict.fromkeys(sorted(_build.problem_pages.uris()), "")
    else:
        _build.output = Output(Path(config.site_dir), urlsplit(config.site_url or "/").path)
        _refuse(files, config)
        made = {uri: page.edit for uri, page in _session(config).pages.items()}
    for uri in made:
        if files.get_file_from_path(uri) is None:
            files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
            files.src_uris[uri].edit_uri = f"../{made[uri]}" if made[uri] else None
    return files


def _refuse(files: Files, config: MkDocsConfig) -> None:
    """End the build if a file was not checked, or if two would have one address."""
    session = _session(config)
    published = [file for file in files if file.inclusion is not InclusionLevel.EXCLUDED]
    docs = [file.src_uri for file in published if file.src_dir == config.docs_dir]
    _abort([*session.unchecked(docs), *meetings((*(file.dest_uri for file in published), *session.made_files))])


def _abort(problems: list[str]) -> None:
    """End the build if anything is wrong with its output."""
    for problem in problems:
        log.error(problem)
    if problems:
        raise Abort(f"{len(problems)} problem(s) in what was built; nothing was published")


def on_build_error(error: Exception, **_: object) -> None:
    """A build that ends with an error leaves nothing behind; a served site keeps the last build."""
    del error
    if _build.output and not _build.serving:
        clean_directory(str(_build.output.folder))
        _build.output = None


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The head of a generated page, whose body is finished HTML; of a prose page, a newly written head and the body.

    MkDocs does not read files of docs/ itself, since it could find other heads than the check did.
    """
    if _build.problem_pages:
        return "---\ntitle: To fix\n---\n"
    session, uri = _session(config), page.file.src_uri
    made = session.pages.get(uri)
    return made.head() if made else "".join(handed(session.archive.pages[f"docs/{uri}"]))


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """The body of a generated page, made when the page is written, and the head data of every page."""
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
    """Write the Markdown copy, free the body, which MkDocs would keep to the end, mark languages, inspect."""
    if _build.problem_pages:
        return output
    session, written = _session(config), _build.written
    written.write(*session.publication.record_page(_described(session, page), page.content or ""))
    if page.file.src_uri in session.pages:
        page.content = None
    return written.page(page.file.dest_uri, mark(output))


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Inspect the page for missing addresses."""
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
