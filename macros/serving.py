"""Serving: MkDocs' server answers with pages and files that are made on request, from the records as they now are.

A change is read and checked at once; then the browser is told, and asks for what it shows. So it costs one page and not
the whole site, and nothing that is shown is older than the last change.
"""

from __future__ import annotations

import os
import posixpath
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from jinja2 import Environment
from mkdocs.commands import serve
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.outputs import OUTPUTS, Content, OutputRow
from macros.session import Session
from macros.site.templates import TEMPLATE_FOLDER, read_anew, template

SHORTEST_PAUSE = 0.1
"""Seconds between two looks at the files; in a large archive ten times as long as a look takes."""
SETTLED = 0.02
"""Seconds without a further change after which a change is taken up, so that files saved together are read together."""
MOST_LOOKS = 100
"""How many looks are waited for files that keep changing."""
LONGEST_PATH = 1000
"""Characters of a path that may be asked for. No page has a longer one, and a longer one cannot be looked up."""
Made = Callable[[], Mapping[str, Content]]
"""What makes a page: its HTML and what is written beside it, by path."""
Seen = dict[str, tuple[int, int, int, int]]
"""Files with the times of their last change and of what is known of them, size and number."""

log = get_plugin_logger("archive")


class PagesLater(Files):
    """The files of a site whose pages MkDocs does not make itself."""

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> list[File]:
        """None: each is made when it is asked for."""
        del inclusion
        return []


class ShownState:
    """What can be answered as long as nothing changes: pages, and the files of the table of outputs.

    `pages` makes a page with what is written beside it, by its path. One thing is made at a time: neither Markdown nor
    the records are there for several threads at once.
    """

    def __init__(self, pages: Mapping[str, Made], files: Callable[[], Session | None]) -> None:
        """`files` gives the session whose table of outputs is asked, once one is wanted; None if there is none."""
        self._pages, self._session_of = pages, files
        self._rows: dict[OutputRow, dict[str, Callable[[], Content]]] = {}

    def anew(self) -> ShownState:
        """The same pages and files, of records in which only words have changed."""
        return ShownState(self._pages, self._session_of)

    def made(self, path: str) -> Mapping[str, Content]:
        """The file at a path below the site's root, perhaps with others; nothing if no such file is made."""
        page = f"{path.removesuffix('index.md')}index.html" if path.endswith("index.md") else path  # the copy of a page
        return self._pages[page]() if page in self._pages else self._of_table(path)

    @cached_property
    def _session(self) -> Session | None:
        return self._session_of()

    def _of_table(self, path: str) -> dict[str, Content]:
        """A file of the first row of the table that has it; what makes the files of a row is found once."""
        for row in OUTPUTS:
            if row.holds(path) and self._session:
                if row not in self._rows:
                    self._rows[row] = dict(row.files(self._session))
                if make := self._rows[row].get(path):
                    return {path: _made_alone(row, make)}
        return {}


def _made_alone(row: OutputRow, make: Callable[[], Content]) -> Content:
    """A file of a row. What only its neighbours would need is let go: it would hold all records after a change."""
    try:
        return make()
    finally:
        for forget in row.forget:
            forget()


class Served(NamedTuple):
    """What is served: what can be shown since the last build, and whether a change can be taken up without another.

    `before` gives the files as they were before the first build, `unfit` what is wrong before any record is read.
    """

    shown: Callable[[], ShownState | None]
    reworded: Callable[[], bool]
    before: Callable[[], Mapping[str, Seen]]
    unfit: Callable[[], list[str]]


class ProsePages:
    """The pages that MkDocs makes, one at a time, as its own build makes them."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        self._config, self._files, self._nav = config, files, nav
        self.environment = Environment(autoescape=True)
        """The templates of the theme, once MkDocs has them."""

    def made(self) -> Iterator[tuple[str, Made]]:
        """What makes each page, with its path below the site's root."""
        for file in self._files:
            if file.is_documentation_page():
                yield file.dest_uri, partial(self._page, file)

    def _page(self, file: File) -> dict[str, Content]:
        config, files, nav = self._config, self._files, self._nav
        events = config.plugins
        page = events.on_pre_page(file.page or Page(None, file, config), config=config, files=files)
        page.read_source(config)
        page.markdown = events.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, files)
        page.content = events.on_page_content(page.content or "", page=page, config=config, files=files)
        page.active = True
        context = events.on_page_context(get_context(nav, files, config, page), page=page, config=config, nav=nav)
        html = self.environment.get_template(page.meta.get("template", "main.html")).render(context)
        page.active = False
        return {file.dest_uri: events.on_post_page(html, page=page, config=config)}


class SavedFiles:
    """The files below some paths, looked at again and again: this works on every system and every kind of disk."""

    def __init__(self, paths: Iterable[str], before: Mapping[str, Seen] | None = None) -> None:
        """`before` has what was seen below some of these paths earlier; what changed since then counts too."""
        self._paths, known = list(paths), before or {}
        self._took = 0.0
        now = seen_below(self._paths)
        self._seen = {file: state for path in now for file, state in known.get(path, now[path]).items()}
        self._changed: set[str] = set()

    def changed(self) -> set[str]:
        """The files that changed since the last call, once they no longer change."""
        before, now = self._seen, self._look()
        for _ in range(MOST_LOOKS if now != before else 0):
            time.sleep(SETTLED)
            earlier, now = now, self._look()
            if earlier == now:
                break
        self._seen = now
        changed = {path for path, _ in before.items() ^ now.items()}
        self._changed = changed or self._changed
        return changed

    def wait(self) -> None:
        """Wait until it is worth looking at all again. The files that changed last are looked at meanwhile."""
        end = time.monotonic() + 10 * self._took
        time.sleep(SHORTEST_PAUSE)
        while time.monotonic() < end and not self._again():
            time.sleep(SHORTEST_PAUSE)

    def _again(self) -> bool:
        """Whether one of the files that changed last has changed again."""
        seen = Seen()
        for path in self._changed:
            _note(path, seen)
        return any(seen.get(path) != self._seen.get(path) for path in self._changed)

    def _look(self) -> Seen:
        begun, seen = time.perf_counter(), Seen()
        for path in self._paths:
            _note(path, seen)
        self._took = time.perf_counter() - begun
        return seen


def seen_below(paths: Iterable[str]) -> dict[str, Seen]:
    """The files below each of some paths, by absolute path."""
    found: dict[str, Seen] = {str(Path(path).absolute()): Seen() for path in paths}
    for path, seen in found.items():
        _note(path, seen)
    return found


def _note(path: str, seen: Seen) -> None:
    """Note a file, or all files below a folder. What is gone, hidden or made by Python is not noted."""
    try:
        if Path(path).is_file():
            _note_file(path, Path(path).stat(), seen)
            return
        with os.scandir(path) as found:
            for entry in found:
                if entry.name.startswith((".", "__pycache__")):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _note(entry.path, seen)
                else:
                    _note_file(entry.path, entry.stat(follow_symlinks=False), seen)
    except OSError:
        pass  # a folder or file that goes while it is looked at


def _note_file(path: str, known: os.stat_result, seen: Seen) -> None:
    seen[path] = (known.st_mtime_ns, known.st_ctime_ns, known.st_size, known.st_ino)


class ArchiveServer(LiveReloadServer):
    """MkDocs' server, with what it answers made on request. The page that is open reloads after each change."""

    def __init__(
        self,
        served: Served,
        builder: Callable[[], None],
        host: str,
        port: int,
        root: str,
        mount_path: str = "/",
    ) -> None:
        """All but `served` are MkDocs' own."""
        super().__init__(builder, host, port, root, mount_path)
        self._served = served
        self._laid_out: set[Path] = set()
        self._making = RLock()
        self._failed = ""

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Follow a file or folder."""
        del func, recursive
        self._watched_paths[str(Path(path).absolute())] = 1

    def _build_loop(self) -> None:
        saved = SavedFiles(self._watched_paths, self._served.before())
        while not self._shutdown:
            if changed := saved.changed():
                self._take_up(changed)
            else:
                saved.wait()

    def _take_up(self, changed: set[str]) -> None:
        """Read the archive again, and tell the browsers. A change of a program is only said."""
        programs = {path for path in changed if path.endswith((".py", "/Makefile"))}
        for path in sorted(programs):
            log.warning("%s changed; stop `make serve` and start it again to see what it does", path)
        if programs == changed:
            return
        if any(Path(path).is_relative_to(TEMPLATE_FOLDER) for path in changed):
            read_anew()
        with self._making:
            if self._failed or not self._without_build(changed):
                self._failed = self._unfit() or self._wrong(self.builder)
            with self._epoch_cond:
                self._visible_epoch = self._wanted_epoch = round(time.monotonic() * 1000)
                self._epoch_cond.notify_all()

    def _unfit(self) -> str:
        """What is wrong with what MkDocs itself reads, a line each: it would not say it as well, or go on without."""
        for line in (wrong := self._served.unfit()):
            log.error(line)
        return "\n".join(wrong)

    def _without_build(self, changed: set[str]) -> bool:
        """Whether a change could be taken up without a new build; what was laid out before is then removed."""
        below = [Path(path).parts[-3:-1] for path in changed]
        taken = False
        if all(parts == ("docs", "archive") for parts in below):
            try:
                taken = self._served.reworded()
            except Exception as error:  # noqa: BLE001 # whatever it is, a build says it
                log.debug("%s; everything is read again", error)
        for file in self._laid_out if taken else ():
            file.unlink(missing_ok=True)
        self._laid_out.clear()
        return taken

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/") or not path.startswith(self.mount_path):
            return super()._serve_request(environ, start_response)
        if "\0" in path or len(path) > LONGEST_PATH:
            return None  # no file can have this path
        with self._making:
            if wrong := self._failed or self._wrong(partial(self._lay_out, path.removeprefix(self.mount_path))):
                page = template("pages/not_made.html.j2").render(wrong=wrong).encode()
                start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
                return [self._inject_js_into_html(page, self._visible_epoch)]  # type: ignore[no-untyped-call]
            return super()._serve_request(environ, start_response)

    def _lay_out(self, asked: str) -> None:
        """Write what is asked for into the folder of the site, if it is made and not there already."""
        path = posixpath.normpath(f"/{asked}index.html" if asked.endswith("/") or not asked else f"/{asked}")[1:]
        state = self._served.shown()
        if state is None or Path(self.root, path).is_file():
            return
        made = state.made(path) or state.made(f"{path}/index.html")
        for name, content in made.items():
            target = Path(self.root, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
            self._laid_out.add(target)

    @staticmethod
    def _wrong(make: Callable[[], object]) -> str:
        """Why something cannot be made; empty if it was."""
        try:
            make()
        except (Exception, SystemExit) as error:
            log.error(str(error), exc_info=None if isinstance(error, MkDocsException) else error)
            return str(error) or type(error).__name__
        return ""


def answer_with(served: Served) -> None:
    """Let MkDocs serve by a server that makes on request what it answers."""
    vars(serve)["LiveReloadServer"] = partial(ArchiveServer, served)  # no event of MkDocs comes before the first build
