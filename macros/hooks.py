"""MkDocs events: the only file that knows MkDocs."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from logging import getLogger
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, clean_directory
from mkdocs.utils.templates import TemplateContext

# MkDocs loads this file by its path, without adding the project's folder to the places where Python finds modules.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.building import Building, everything, restored
from macros.core.archive import RECORDS, Archive
from macros.core.noting.held_values import HeldValues
from macros.core.problems import listed
from macros.core.reading.page_macros import handed, parse_page
from macros.core.values.revisions import filled
from macros.core.words.amounts import amount
from macros.kept_prose import KeptProse, told_settings
from macros.outputs import Content
from macros.programs.before_build import wrong_before_build
from macros.programs.build_keys import code_key
from macros.programs.folder_lock import FolderLock, OccupiedError
from macros.programs.kept_outputs import KeptOutputs, kept_in
from macros.programs.memory import give_back
from macros.programs.pagefind.index import SearchIndexError
from macros.programs.web.port import not_free
from macros.programs.workers import EndedError
from macros.serving import PagesLater, ProsePages, Seen, Served, ShownState, answer_with, seen_below
from macros.session import Session, UnreadyError, open_session
from macros.site.contributing.problem_pages import ProblemPages
from macros.site.contributing.sound_part import WORDS_OF_PAGES
from macros.site.heads import Described
from macros.site.languages.marking import mark
from macros.site.pages.assets import ASSETS_FOLDER, AssetError, Assets
from macros.site.pages.finished import refreshing
from macros.site.pages.frame import PageFrame, Settings
from macros.site.pages.generated import Page as GeneratedPage
from macros.site.pages.lean import lean
from macros.site.pages.noted_addresses import noted
from macros.site.pages.stylesheet import StylesheetError, is_part
from macros.writer import Output, meetings

log = get_plugin_logger("archive")

_CODE = (Path(__file__).resolve().parent, Path(__file__).resolve().parent.parent / "Makefile")
"""What a served site is made by. A change of it is said."""


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
    prose: ProsePages | None = None
    """The pages that MkDocs makes of a served site, from the moment when the navigation is known."""
    shown: ShownState | None = None
    """What a served site can show since the last build."""
    held: HeldValues = field(default_factory=partial(HeldValues, "search "))
    """The results of the search of a served site by record: most are the same after a change."""
    before: Mapping[str, Seen] = field(default_factory=dict)
    """The files of a served site as they were before the first build."""
    top: Path = Path()
    """The folder of the archive that is served."""
    root: Path | None = None
    """Where the records are, once they are sound."""
    folder: Path = Path()
    """Where a site is built. MkDocs itself writes into a folder of its own, since it empties it first."""
    settings: str = ""
    """The settings of MkDocs, before anything was changed in them."""
    apart: TemporaryDirectory[str] | None = None
    """That folder; None while the site is served."""
    alone: FolderLock | None = None
    """What keeps other builds out of the folder of the site; None while the site is served."""
    code: bytes | None = None
    """The key of everything except the records, taken before any of it is read."""
    key: bytes | None = None
    """The key of everything that the build reads, where it can be told."""
    building: Building | None = None
    """What is being made, from the moment when the navigation is known."""
    kept_prose: KeptProse | None = None
    """The prose pages as they were converted before; None while the site is served."""
    warnings: CountHandler | None = None
    """What has been warned of."""
    assets: Assets | None = None
    """The files that all pages share, from the moment when MkDocs has listed the files of the site."""
    output: Output | None = None
    """The output, from the moment when files are known; None if only problems are shown."""

    def to_fix(self, uri: str) -> ProblemPages | None:
        """The problem pages, if a page is one of them."""
        return self.problem_pages if self.problem_pages and uri in self.problem_pages.uris else None

    @property
    def warned(self) -> bool:
        """Whether there was any warning."""
        return self.warnings is None or bool(self.warnings.get_counts())

    @property
    def shared(self) -> Assets:
        """The files that all pages share. Raises Abort outside a build."""
        if self.assets is None:
            raise Abort("nothing is being built")
        return self.assets

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
    if not _build.serving:
        _end_orderly()
    if _build.serving:
        answer_with(
            Served(
                shown=lambda: _build.shown,
                reworded=_taken_up,
                before=lambda: _build.before,
                unfit=lambda: wrong_before_build(_build.top),
            )
        )


def _end_orderly() -> None:
    """Have a build that is stopped, by Ctrl+C or as a service is, end like one with an error.

    MkDocs tells nobody of it, so what was begun is cleared when this process ends.
    """
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _stop)
    atexit.register(_clear)


def _stop(*_: object) -> None:
    """Stop as Ctrl+C does."""
    raise KeyboardInterrupt


def _clear() -> None:
    """Leave no process and no file of a build that was stopped, whatever is pressed meanwhile."""
    if not _build.alone:
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    print("The build was stopped; nothing was published", file=sys.stderr)  # MkDocs has closed its log
    if not _build.apart:  # what was there before was being put in order
        clean_directory(str(_build.folder))
    on_build_error(KeyboardInterrupt())


def _taken_up() -> bool:
    """Whether only words of annotations changed in a served site: they are then taken up without a new build."""
    if _build.root is None or _build.shown is None or _build.problem_pages or not open_session(_build.root).reword():
        return False
    _build.shown = _build.shown.anew()
    return True


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Open the archive again; nothing is built if it has problems or its history or citations are missing.

    A served site shows the problems beside the pages that have none, until they are corrected.
    """
    if _build.serving and not _build.started:
        _begin_serving(config)
    _begin(config)
    _build.alone = None if _build.serving else _alone(_build.folder)
    session = open_session(_root(config), fresh=True, stay=_build.serving)
    if _restored(session, config):
        return _nothing_to_make(config)
    for line in listed(session.problems):
        log.error(line)
    if session.problems and _build.serving:
        sound = session.sound(_build.last)
        _build.problem_pages = ProblemPages(_root(config), session.problems, sound.uris if sound else ())
        if sound is None:
            _refuse_wordless(session)
            return config
        session = sound
    if session.problems:
        raise Abort(f"{amount(len(session.problems), 'problem')}; nothing was published")
    try:
        session.prepare()
    except UnreadyError as error:
        raise Abort(f"{error}; nothing was published") from error
    if not _build.serving:
        session.release()
        give_back()
    _build.root = _root(config)
    _build.last = _build.last if _build.problem_pages or not _build.serving else session.archive
    identity = session.archive.identity
    config.site_name, config.site_author = identity.name, identity.makers
    config.repo_url, config.repo_name = identity.repository, identity.repository_name
    config.site_url = config.site_url if _build.serving else identity.site
    config.theme.static_templates.discard("sitemap.xml")  # ours has the day on which each record changed
    return _written_apart(config)


def _refuse_wordless(session: Session) -> None:
    """Raise Abort if a list has a problem without which not even the page that says so can be made."""
    for problem in session.problems:
        if problem.path in WORDS_OF_PAGES:
            raise Abort(f"{problem.as_text()}; no page can be shown before this is corrected")


def _begin_serving(config: MkDocsConfig) -> None:
    if wrong := not_free(*config.dev_addr):
        raise Abort(wrong)
    root, theme = _root(config), Path(str(config.theme.custom_dir))
    _build.top = root
    config.watch = [*config.watch, *(str(path) for path in (*(root / name for name in RECORDS), theme, *_CODE))]
    _build.before = seen_below([config.docs_dir, str(config.config_file_path), *config.watch])


def _refuse_unfit(root: Path) -> None:
    """Raise Abort if nothing can be built, whatever the records are: MkDocs may be started without `make`."""
    for wrong in (found := wrong_before_build(root)):
        log.error(wrong)
    if found:
        raise Abort(f"{amount(len(found), 'problem')}; nothing was published")


def _begin(config: MkDocsConfig) -> None:
    """Forget the last build. Raises Abort if none can follow."""
    _end()
    _refuse_unfit(_root(config))
    _build.started, _build.folder, _build.settings = True, Path(config.site_dir), told_settings(config)
    _build.problem_pages = _build.prose = _build.shown = _build.output = _build.building = _build.root = None
    _build.warnings = _counted()


def _counted() -> CountHandler:
    """What counts the warnings from now on."""
    counted = CountHandler(level="WARNING")
    getLogger("mkdocs").addHandler(counted)
    return counted


def _alone(folder: Path) -> FolderLock:
    try:
        lock = FolderLock(folder)
    except OccupiedError as error:
        raise Abort(str(error)) from error
    if closed := next((one for one in (folder, *_folders_in(folder)) if not os.access(one, os.W_OK | os.X_OK)), None):
        raise Abort(f"{closed} may not be written, so nothing was published; change its owner, or name another with -d")
    return lock


def _folders_in(folder: Path) -> list[Path]:
    """The folders of a site at its top: one that may not be written would keep what an older build put into it."""
    try:
        return [Path(one.path) for one in os.scandir(folder) if one.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _end() -> None:
    """Leave nothing of a build behind but the site."""
    if _build.warnings:
        getLogger("mkdocs").removeHandler(_build.warnings)
    if _build.apart:
        _build.apart.cleanup()
    if _build.alone:
        _build.alone.release()
    _build.apart = _build.warnings = _build.alone = _build.kept_prose = None


def _code(config: MkDocsConfig) -> bytes | None:
    """The key of everything except the records."""
    return code_key(_root(config), Path(str(config.theme.custom_dir)), _build.settings)


def _restored(session: Session, config: MkDocsConfig) -> bool:
    """Whether nothing has changed since the last build, and the folder of the site is as that left it."""
    _build.code = None if _build.serving or not session.reuses else _code(config)
    _build.key = everything(session, _build.code) if _build.code else None
    session.unchanged = restored(session, Output(_build.folder), _build.key)
    return session.unchanged


def _nothing_to_make(config: MkDocsConfig) -> MkDocsConfig:
    config.nav = None
    config.theme.static_templates.clear()
    return _written_apart(config)


def _written_apart(config: MkDocsConfig) -> MkDocsConfig:
    """Let MkDocs build into a folder of its own."""
    if not _build.serving:
        _build.apart = TemporaryDirectory()
        config.site_dir = _build.apart.name
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files of the frame and the generated pages, and leave out the theme's own files."""
    if _session(config).unchanged:
        return Files([])
    theme = Path(str(config.theme.custom_dir))
    for file in [file for file in files if not _is_ours(file, theme, config)]:
        files.remove(file)
    for address, content in _shared_files(theme, _session(config).site.base).items():
        files.append(File.generated(config, address, content=content))
    to_fix = sorted(_build.problem_pages.uris) if _build.problem_pages else []
    if not _session(config).problems:
        _build.output = Output(_build.folder, urlsplit(config.site_url or "/").path)
        _refuse(files, config)
        for uri, page in _session(config).pages.items():
            if uri not in to_fix:
                if known := files.src_uris.get(uri):
                    files.remove(known)
                files.append(_Finished(page, config))
    for uri in to_fix:
        if files.get_file_from_path(uri) is None:
            files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    return PagesLater(files) if _build.serving else files


def _shared_files(theme: Path, site: str) -> dict[str, bytes]:
    """What all pages share, by address; from now on templates can ask for these."""
    try:
        _build.assets = Assets(theme, site)
        return _build.assets.files
    except (AssetError, StylesheetError) as error:
        raise Abort(str(error)) from error


def _is_shared(uri: str) -> bool:
    """Whether a file of the theme is one of those that all pages share, which have other names on the site."""
    return is_part(uri) or uri.startswith(f"{ASSETS_FOLDER}/")


def _is_ours(file: File, theme: Path, config: MkDocsConfig) -> bool:
    """Whether MkDocs has to make or copy a file."""
    ours = file.src_dir == config.docs_dir or (file.src_dir == str(theme) and not _is_shared(file.src_uri))
    return ours and not _build.to_fix(file.src_uri) and not _is_left_out(file, config)


class _Finished(File):
    """A generated page, which MkDocs knows so that prose can link to it, but neither reads, makes nor writes."""

    def __init__(self, page: GeneratedPage, config: MkDocsConfig) -> None:
        path, kept = f"{page.address}index.html", InclusionLevel.NOT_IN_NAV
        super().__init__(page.uri, None, config.site_dir, config.use_directory_urls, dest_uri=path, inclusion=kept)

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it to the processes that make it."""


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Begin to make the generated pages in processes beside this one, which goes on with the prose.

    A served site makes each page when it is asked for.
    """
    session = _session(config)
    if _build.serving:
        _build.prose = ProsePages(config, files, nav)
    elif _build.output:
        made, frame = _generated(session, files), _frame(session, config)
        for page in made:
            session.publication.enter(session.publication.described(page.uri, page.title, page.description))
        _begin_pages(session, config, made, frame)
        _build.kept_prose = KeptProse(files, _build.building.prose) if _build.building else None
    return nav


def _begin_pages(session: Session, config: MkDocsConfig, pages: list[GeneratedPage], frame: PageFrame) -> None:
    kept = KeptOutputs(kept_in(session.root) if _build.code else None, session.shelf.fingerprint)
    _build.building = Building(session, _build.written, kept, _build.code)
    _build.building.read_templates()
    if _build.code != _code(config):  # what changed meanwhile was read before or after
        _build.building = Building(session, _build.written, KeptOutputs(None, session.shelf.fingerprint), None)
    _build.written.unlink_links()
    _build.building.begin(pages, frame)


def _generated(session: Session, files: Files) -> list[GeneratedPage]:
    """The generated pages that are shown; while there are problems, some say what to fix instead."""
    return [page for uri, page in session.pages.items() if isinstance(files.src_uris.get(uri), _Finished)]


def _frame(session: Session, config: MkDocsConfig) -> PageFrame:
    identity = session.archive.identity
    edited = (config.edit_uri or "").removesuffix("docs/")  # MkDocs names the folder of the prose, pages any file
    settings = Settings(config.site_name, config.copyright or "", f"{identity.repository}/{edited}")
    return PageFrame(Path(str(config.theme.custom_dir)), settings, session.publication.words, _build.shared)


def _whole(session: Session, page: GeneratedPage, frame: PageFrame) -> dict[str, Content]:
    """A generated page with its Markdown copy, by path."""
    whole = session.publication.whole(page, frame)
    copies = {path: filled(text, session.history.latest) for path, text in whole.copies}
    return {whole.path: _inspected(session, whole.path, whole.html, page.uri), **copies}


def _inspected(session: Session, path: str, html: str, uri: str) -> str:
    """A page as it is written. Where it is made on request, a fault is told at once."""
    found = _build.written.page(path, filled(html, session.history.latest))
    if _build.serving:
        _abort(_build.written.problems)
    return _served(found, uri)


def _is_left_out(file: File, config: MkDocsConfig) -> bool:
    """Whether a file of docs/ is ignored by git, or has a problem of its own while problems are shown."""
    session = _session(config)
    if file.src_dir != config.docs_dir or file.inclusion is InclusionLevel.EXCLUDED:
        return False
    stray = _build.problem_pages and any(session.unchecked([file.src_uri]))
    return bool(stray) or f"docs/{file.src_uri}" in session.archive.ignored


def _refuse(files: Files, config: MkDocsConfig) -> None:
    """End the build if a file was not checked, a page that was is left out, or two files would have one address."""
    session, away = _session(config), (InclusionLevel.EXCLUDED, None if _build.serving else InclusionLevel.DRAFT)
    published = [file for file in files if file.inclusion not in away]
    docs = [file.src_uri for file in published if file.src_dir == config.docs_dir]
    wrong = [*session.unchecked(docs), *(() if _build.serving else session.left_out(docs))]
    _abort([*wrong, *meetings((*(file.dest_uri for file in published), *session.made_files))])


def _abort(problems: list[str]) -> None:
    """End the build if anything is wrong with its output."""
    for problem in problems:
        log.error(problem)
    if problems:
        raise Abort(f"{amount(len(problems), 'problem')} in what was built; nothing was published")


def on_build_error(error: BaseException, **_: object) -> None:
    """A build that ends with an error leaves nothing behind; a served site keeps the last build.

    A disk that is full or may not be written is no fault of the program: it is told in one line.
    """
    if _build.building:
        _build.building.stop()
        _build.building = None
    if _build.apart:
        with suppress(OSError):  # what cannot be written cannot be emptied either
            clean_directory(str(_build.folder))
    if not _build.serving:
        _build.output = None
    _end()
    if isinstance(error, EndedError):  # it was killed, as systems do that have no memory left
        raise Abort(f"{error}, perhaps for want of memory; nothing was published") from error
    if isinstance(error, OSError):
        where = error.filename or f"a file of {_build.folder}"
        raise Abort(f"{where} cannot be read or written ({error.strerror or error}); nothing was published") from error


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """A newly written head and the body of a prose page.

    MkDocs does not read files of docs/ itself, since it could find other heads than the check did.
    """
    session, uri = _session(config), page.file.src_uri
    if _build.to_fix(uri):
        return "---\ntitle: To fix\n---\n"
    return "".join(handed(session.archive.pages[f"docs/{uri}"]))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Have a page converted only if it was not before: the macros in it were carried out.

    Ends the build if they were not, which the settings of the plugin macros alone decide.
    """
    del files
    session, uri = _session(config), page.file.src_uri
    text = session.archive.pages.get(f"docs/{uri}", "")
    if not _build.to_fix(uri) and parse_page(text)[1] and markdown.strip() == handed(text)[1].strip():
        _abort([f"docs/{uri}:1: its macros were not carried out; put the plugin macros back into mkdocs.yml as it was"])
    if _build.kept_prose:
        page.markdown = markdown
        _build.kept_prose.take_over(page)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the page template the words of the frame, the names of shared files, and what numbers printed links.

    Then a served site can answer.
    """
    session = _session(config)
    if session.unchanged:
        return env
    for file in [file for file in files if isinstance(file, _Finished)] if not _build.serving else ():
        files.remove(file)  # all links of the prose are followed
    env.filters["asset"] = _build.shared.address
    env.globals.update(words=session.publication.words, noted=noted)
    if _build.prose:
        _build.prose.environment = env
        made = dict(_build.prose.made())
        if _build.output:
            frame = _frame(session, config)
            for page in _generated(session, files):
                made[f"{page.address}index.html"] = partial(_whole, session, page, frame)
        _build.shown = ShownState(made, lambda: _entered(session, files, config) if _build.output else None)
    return env


def _entered(session: Session, files: Files, config: MkDocsConfig) -> Session:
    """The session with every page noted for the sitemap. It takes over what the last one held and has not changed."""
    code = _code(config)
    session.site.kept.through = _build.held.of(session.shelf, code) if code else None
    for file in files:
        if file.is_documentation_page() or isinstance(file, _Finished):
            session.publication.enter(session.publication.described(file.src_uri, "", ""))
    return session


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """The body of a page that says what to fix, and the head data of every other."""
    del nav
    if to_fix := _build.to_fix(page.file.src_uri):
        page.content = to_fix.body(page.file.src_uri)
        return context
    session = _session(config)
    context["about"] = session.publication.about(_described(session, page))  # type: ignore[typeddict-unknown-key] # what our own template asks for
    return context


def _described(session: Session, page: Page) -> Described:
    description = str(page.meta.get("description") or "")
    return session.publication.described(page.file.src_uri, str(page.title or ""), description)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mark languages, inspect."""
    uri = page.file.src_uri
    if not _build.output:
        return _served(output, uri)
    session = _session(config)
    if not _build.to_fix(uri):
        session.publication.enter(_described(session, page))
    if not _build.serving:
        page.markdown = page.content = None  # MkDocs would hold both until its end
    return _inspected(session, page.file.dest_uri, lean(mark(output)), uri)


def _served(html: str, uri: str) -> str:
    """A page as it is served: it refreshes by itself, and says what is to be fixed. A build leaves it as it is."""
    shown = _build.problem_pages.over(html, uri) if _build.problem_pages else html
    return refreshing(shown) if _build.serving else html


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Inspect the page for missing addresses."""
    del config
    inspected = _build.output.page(template_name, output_content) if _build.output else output_content
    return refreshing(inspected) if _build.serving else inspected


@event_priority(-100)  # what other plugins warn of here counts too
def on_post_build(config: MkDocsConfig) -> None:
    """Write what the table of outputs has beside the pages, and see the generated pages to their end."""
    if _build.output and _build.building:
        try:
            _build.building.rows()
            _build.building.finish()
        except SearchIndexError as error:
            raise Abort(str(error)) from error
        _bring_over(_build.building)
        _build.written.unseen()
        _abort(_build.written.problems)
        _build.written.sweep()
        _keep(_build.building, config)
    fails = config.strict and _build.warned  # MkDocs ends such a build with an error after this
    if not _build.serving and not fails:
        log.info("The site is in %s", _build.folder)
        _end()


def _bring_over(building: Building) -> None:
    """Write what MkDocs made into the folder of the site."""
    apart = Path(_build.apart.name) if _build.apart else Path()
    for file in sorted(apart.rglob("*")) if _build.apart else ():
        if file.is_file():
            building.add(file.relative_to(apart).as_posix(), file.read_bytes())


def _keep(building: Building, config: MkDocsConfig) -> None:
    """Keep what was built: as a whole only if nothing was wrong with it, and nothing changed while it was made."""
    whole = _build.key and not _build.warned and _build.key == everything(_session(config), _code(config))
    building.keep(_build.key if whole else None)
