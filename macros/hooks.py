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

from macros.core.archive import Archive
from macros.core.reading.page_macros import handed
from macros.outputs import outputs
from macros.programs.pagefind.index import SearchIndexError
from macros.programs.web.port import not_free
from macros.session import Session, UnreadyError, open_session
from macros.site.contributing.problem_pages import ProblemPages
from macros.site.heads import Described
from macros.site.languages.marking import mark
from macros.site.pages.finished import refreshing
from macros.site.pages.stylesheet import ADDRESS, StylesheetError, is_part, stylesheet
from macros.writer import Output, meetings

log = get_plugin_logger("archive")


@dataclass
class _Build:
    """State that the events of one build share."""

    serving: bool = False
    """Whether MkDocs serves the site: it then uses its own address instead of the site's."""
    problem_pages: ProblemPages | None = None
    """What MkDocs serves beside the sound pages while records have problems."""
    started: bool = False
    """Whether a build of this process has begun: the server then has its port."""
    last: Archive | None = None
    """The records when they last had no problem."""
    output: Output | None = None
    """The output, from the moment when MkDocs has emptied the folder of the site; None if only problems are shown."""

    def to_fix(self, uri: str) -> ProblemPages | None:
        """The problem pages, if a page is one of them."""
        return self.problem_pages if self.problem_pages and uri in self.problem_pages.uris else None

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

    A served site shows the problems beside the pages that have none, until they are corrected.
    """
    if _build.serving and not _build.started and (wrong := not_free(*config.dev_addr)):
        raise Abort(wrong)
    _build.started, _build.problem_pages, _build.output = True, None, None
    session = open_session(_root(config), fresh=True)
    for problem in session.problems:
        log.error(problem.as_text())
    if session.problems and _build.serving:
        sound = session.sound(_build.last)
        _build.problem_pages = ProblemPages(_root(config), session.problems, sound.uris if sound else ())
        if sound is None:
            return config
        session = sound
    if session.problems:
        raise Abort(f"{len(session.problems)} problem(s); nothing was published")
    try:
        session.prepare()
    except UnreadyError as error:
        raise Abort(f"{error}; nothing was published") from error
    session.release()
    _build.last = _build.last if _build.problem_pages or not _build.serving else session.archive
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
        if not ours or _build.to_fix(file.src_uri) or _is_left_out(file, config):
            files.remove(file)
    try:
        files.append(File.generated(config, ADDRESS, content=stylesheet(theme)))
    except StylesheetError as error:
        raise Abort(str(error)) from error
    made = dict.fromkeys(sorted(_build.problem_pages.uris), "") if _build.problem_pages else {}
    if not _session(config).problems:
        _build.output = Output(Path(config.site_dir), urlsplit(config.site_url or "/").path)
        _refuse(files, config)
        made |= {uri: page.edit for uri, page in _session(config).pages.items()}
    for uri in made:
        if files.get_file_from_path(uri) is None:
            files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
            files.src_uris[uri].edit_uri = f"../{made[uri]}" if made[uri] else None
    return files


def _is_left_out(file: File, config: MkDocsConfig) -> bool:
    """Whether a file of docs/ is ignored by git, or has a problem of its own while problems are shown."""
    session = _session(config)
    if file.src_dir != config.docs_dir or file.inclusion is InclusionLevel.EXCLUDED:
        return False
    stray = _build.problem_pages and any(session.unchecked([file.src_uri]))
    return bool(stray) or f"docs/{file.src_uri}" in session.archive.ignored


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
    session, uri = _session(config), page.file.src_uri
    if _build.to_fix(uri):
        return "---\ntitle: To fix\n---\n"
    made = session.pages.get(uri)
    return made.head() if made else "".join(handed(session.archive.pages[f"docs/{uri}"]))


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """The body of a generated page, made when the page is written, and the head data of every page."""
    del nav
    if to_fix := _build.to_fix(page.file.src_uri):
        page.content = to_fix.body(page.file.src_uri)
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
    uri = page.file.src_uri
    if not _build.output:
        return _served(output, uri)
    session, written = _session(config), _build.written
    if not _build.to_fix(uri):
        written.write(*session.publication.record_page(_described(session, page), page.content or ""))
    if uri in session.pages:
        page.content = None
    return _served(written.page(page.file.dest_uri, mark(output)), uri)


def _served(html: str, uri: str) -> str:
    """A page as it is served: it refreshes by itself, and says what is to be fixed. A build leaves it as it is."""
    shown = _build.problem_pages.over(html, uri) if _build.problem_pages else html
    return refreshing(shown) if _build.serving else html


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Inspect the page for missing addresses."""
    del config
    inspected = _build.output.page(template_name, output_content) if _build.output else output_content
    return refreshing(inspected) if _build.serving else inspected


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the table of outputs has beside the pages."""
    if not _build.output:
        return
    session, written = _session(config), _build.written
    try:
        for path, made in outputs(session):
            written.write(path, made())
    except SearchIndexError as error:
        raise Abort(str(error)) from error
    written.unseen()
    _abort(written.problems)
