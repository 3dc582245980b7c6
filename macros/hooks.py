"""MkDocs events: the only file that knows MkDocs."""

from __future__ import annotations

import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

# MkDocs loads this file by its path, which puts no folder of the project where Python looks for modules.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.search.index import SearchIndexError, write_index
from macros.session import CACHE, Session, UnreadyError, open_session
from macros.site.heads import Described
from macros.site.languages import mark
from macros.site.search import everything
from macros.site.trouble import Trouble

log = get_plugin_logger("archive")
_serving: list[str] = []
"""Not empty while MkDocs serves the site: it then puts its own address in the place of the site's."""
_trouble: list[Trouble] = []
"""What is served instead of the site, while it is served and records have problems."""
THEME_FILES = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _session(config: MkDocsConfig) -> Session:
    return open_session(_root(config))


def on_startup(*, command: str, dirty: bool) -> None:
    """Take note of whether the site is built or served."""
    del dirty
    _serving.extend([command] if command == "serve" else [])


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Open the archive anew; with any problem in it, or without its history or citations, nothing is built.

    A site that is served shows the problems instead, until they are mended.
    """
    session = open_session(_root(config), fresh=True)
    _trouble.clear()
    for problem in session.problems:
        log.error(problem.as_text())
    if session.problems and _serving:
        _trouble.append(Trouble(_root(config), session.problems))
        return config
    if session.problems:
        raise Abort(f"{len(session.problems)} problem(s); nothing was published")
    try:
        session.prepare()
    except UnreadyError as error:
        raise Abort(f"{error}; nothing was published") from error
    _identify(config, session)
    config.theme.static_templates.discard("sitemap.xml")  # ours knows on which day each record changed
    return config


def _identify(config: MkDocsConfig, session: Session) -> None:
    """Tell MkDocs what identity.yml says; a site that is served keeps the address at which it is served."""
    identity = session.archive.identity
    config.site_name, config.site_author = identity.name, identity.makers
    config.repo_url, config.repo_name = identity.repository, identity.repository.split("/", 3)[3]
    config.site_url = config.site_url if _serving else identity.site


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, and leave out the theme's own scripts and styles, which no page uses."""
    for file in list(files):
        unused = file.src_uri.startswith(THEME_FILES) and not _ours(file, config)
        if unused or (_trouble and file.is_documentation_page()):
            files.remove(file)
    for uri in sorted(_trouble[0].uris()) if _trouble else ():
        files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    if _trouble:
        return files
    for page in _session(config).pages.values():
        existing = files.get_file_from_path(page.uri)
        if existing is None:
            made = File.generated(config, page.uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            made.edit_uri = f"../{page.edit}" if page.edit else None
            files.append(made)
    return files


def _ours(file: File, config: MkDocsConfig) -> bool:
    own = config.theme.get("custom_dir")
    return bool(own and file.abs_src_path and Path(file.abs_src_path).is_relative_to(Path(own).resolve()))


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The head of a generated page. Its body is finished HTML, which Markdown need not read again."""
    if _trouble:
        return "---\ntitle: To mend\n---\n"
    made = _session(config).pages.get(page.file.src_uri)
    return made.head() if made else None


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """The body of a generated page, made when the page is written, and what the head of any page says of it."""
    del nav
    if _trouble:
        page.content = _trouble[0].body(page.file.src_uri)
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
    """Write the Markdown copy, forget the body, which MkDocs would keep until the end, and mark the languages."""
    if _trouble:
        return output
    session = _session(config)
    _write(config, *session.publication.written(_described(session, page), page.content or ""))
    if page.file.src_uri in session.pages:
        page.content = None
    return mark(output)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the data files, the pictures, the sitemap and the search index beside the pages."""
    if _trouble:
        return
    session = _session(config)
    for path, content in session.publication.files(CACHE):
        _write(config, path, content)
    try:
        write_index(everything(session.site), Path(config.site_dir))
    except SearchIndexError as error:
        raise Abort(str(error)) from error


def _write(config: MkDocsConfig, path: str, content: str | bytes) -> None:
    target = Path(config.site_dir) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
