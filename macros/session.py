"""One opened archive: loaded, checked, and ready to be shown. Every door shares it.

What only shows is imported when it is asked for: commands that check do without, and start in half of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2.sandbox import SandboxedEnvironment

from macros.core.archive import Archive, load
from macros.core.comparison.last_check import MOST_CHANGED, AllKnown, LastCheck, State, states
from macros.core.comparison.reworded import reworded
from macros.core.history import History
from macros.core.noting.reads import WHOLE_VALUE
from macros.core.noting.sealing import Shelf
from macros.core.problems import Problem
from macros.core.reading.kept import Kept
from macros.core.reading.page_macros import handed
from macros.core.reading.unexpected_files import ignored_files, left_behind
from macros.core.relations import Relations
from macros.core.rulebook import check, needing
from macros.core.rules.registry import Rule
from macros.programs.asking_beside import two_by_two
from macros.programs.git import GitError, base_ids, ignored, read_history
from macros.programs.pandoc.program import ProcessorError
from macros.programs.pandoc.store import Store
from macros.programs.reading_beside import order_of
from macros.site.editions.prose_calls import PROSE_FOLDER, prose_calls
from macros.site.languages.page_words import labels_used
from macros.site.templates import TEMPLATE_FOLDER

if TYPE_CHECKING:
    from macros.site.heads.publication import Publication
    from macros.site.pages.generated import Page
    from macros.site.searching.lexicon import Lexicon
    from macros.site.site import Site

_CODE = Path(__file__).resolve().parent
CACHE = _CODE.parent / ".cache"
SITE, THEME = _CODE / "site", _CODE.parent / "overrides"


_READ_AS_CODE = (".py", ".j2", ".html", ".yml")
"""Files of code, templates and examples, which rules compare with the records."""


class UnreadyError(Exception):
    """The records are sound, but a build needs something that is missing; the message says what to do."""


class Session:
    """An archive at a root folder. Everything is read when it is first needed, and each step is done once."""

    reuses = True
    """Whether builds keep what they make, and take what earlier ones kept."""

    def __init__(self, root: Path, kept: Kept | None = None, *, stay: bool = False) -> None:
        """`kept` has what an earlier session of this process worked out of unchanged texts.

        With `stay` it also has the last check that found nothing, so that a change of few records is checked alone.
        """
        self.root = root
        self._stays = stay
        self.kept = kept or Kept(self.cache / "records.sqlite")
        self.remembers = stay
        """Whether a check that finds nothing is remembered, so that the next one need not look at everything."""
        self._known: AllKnown | None = None
        self._read: dict[str, State] = {}
        self._readers: dict[str, set[str]] = {}
        self.unchanged = False
        """Whether nothing has changed since the last build, so that nothing need be opened."""
        self.today = _today()
        """The latest day that has begun anywhere on Earth, or is about to; later days are in the future."""

    @cached_property
    def archive(self) -> Archive:
        """All records."""
        self._read = _all_states(self.root)
        if self._stays:
            self.last_check  # noqa: B018 # looks at the files before the records are read
        with uncollected():
            self.kept.begin()
            archive = load(self.root, ignored, self.kept, order_of(needing("records")))
            archive.annotations  # noqa: B018 # parsed while nothing is collected
            archive.kept.drop_handed()
        archive.kept.close()
        archive.as_of, archive.base_ids = self.today, partial(base_ids, self.root)
        archive.labels_used = labels_used((SITE, TEMPLATE_FOLDER, THEME), archive.labels.keys)
        archive.prose_calls = list(prose_calls(self.root))
        return archive

    @cached_property
    def relations(self) -> Relations:
        """What follows from the records."""
        archive = self.archive
        with uncollected():
            return Relations(archive)

    @cached_property
    def problems(self) -> list[Problem]:
        """All problems; while there are any, nothing may be published."""
        archive, rules = self.archive, needing("records")
        if self._stays and self._is_still_sound(rules):
            return []
        remembers = self.remembers and not archive.problems
        known: list[AllKnown] = []

        def look() -> None:
            known.append(self.last_check.known_of(archive))

        relations = self.relations
        with uncollected():
            found = check(archive, relations, partial(two_by_two, meanwhile=look if remembers else None))
        if remembers and not found:
            self._known = next(iter(known), None)
        if self._stays and not found:
            self.remember("nothing was found")
        self.archive.kept.close()
        return found

    def remember(self, said: str) -> None:
        """Keep that the check found nothing, and what it said."""
        self.last_check.remember(self.archive, self.relations, needing("records"), said, self._known)
        self._known = None

    def _is_still_sound(self, rules: list[Rule]) -> bool:
        """Whether nothing can be wrong since the last check, and the records were read as they were compared."""
        sound = not self.archive.problems and bool(self.last_check.still_says(rules))
        self.kept.close()
        return sound and _all_states(self.root) == self._read

    @cached_property
    def last_check(self) -> LastCheck:
        """The last check of these records that found nothing; asked for before the records are read."""
        return LastCheck(self.root, self.kept, self._around)

    def _around(self) -> str:
        """What a check depends on besides the files of records."""
        ids = base_ids(self.root)
        told = blake2b(repr((self.today, ids and sorted(ids), sorted(ignored_files(self.root, ignored)))).encode())
        for folder in (_CODE, THEME, self.root / PROSE_FOLDER):
            for file in sorted(one for one in folder.rglob("*") if one.suffix in _READ_AS_CODE):
                told.update(f"{file}\0".encode() + file.read_bytes())
        return told.hexdigest()

    def sound(self, before: Archive | None = None) -> Session | None:
        """A session of the part without problems, for looking at it; None if there is nothing that can be shown.

        A record with a problem is as it was `before`, for those that name it.
        """
        from macros.site.contributing.sound_part import sound_part

        part = sound_part(self.archive, self.problems, before)
        if part is None:
            return None
        session = Session(self.root, self.kept)
        session.archive, session.problems, session.citations = part, [], self.citations
        _opened[self.root] = session
        return session

    @cached_property
    def site(self) -> Site:
        """The archive made ready to be shown, with all that pages share worked out and sealed."""
        from macros.site.documents.cited_documents import cited_works
        from macros.site.documents.matters import matters_of
        from macros.site.documents.paragraphs import source_paragraphs
        from macros.site.editions.edition_rows import claims_in_editions
        from macros.site.pages.comparing.sides import sides_of
        from macros.site.site import Site

        site = Site(self.archive, self.relations, self.citations.cite, self.history)
        sides_of(site)
        matters_of(site)
        cited_works(site)
        source_paragraphs(site)
        claims_in_editions(site)
        self.archive.parsed.clear()  # the annotations have it
        self.archive.called.clear()
        self.archive.referring.clear()
        with uncollected():
            self.shelf.seal(site)
        return site

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that the search finds in texts, sealed."""
        from macros.site.searching.lexicon import Lexicon

        lexicon = Lexicon(self.archive)
        self.shelf.seal(lexicon)
        return lexicon

    @cached_property
    def shelf(self) -> Shelf:
        """What was sealed, and the fingerprints of all that can be read of it."""
        return Shelf()

    def reword(self) -> bool:
        """Whether all that changed since the records were read is words of annotations; these are then taken up.

        If it is not, or if that is not certain, everything has to be read again.
        """
        now = _all_states(self.root)
        differing = [path for path in {**self._read, **now} if now.get(path) != self._read.get(path)]
        left = sorted(left_behind(self.root, differing))  # such as what an editor holds while a file is open
        changed = [*{*differing} - (ignored(self.root, left) if left else set())]
        if not 0 < len(changed) <= MOST_CHANGED or not self._stands_beside(read_history(self.root, self.today)):
            return False
        rules = needing("records")
        found = [reworded(self.archive, path, rules, self._read_by) for path in changed]
        self.kept.close()
        if not all(found):
            return False
        for one in filter(None, found):
            one.take_up(self.archive)
            self.shelf.replace("Archive.bodies", one.source.id, one.new.body)
        self._read = now
        return True

    def _stands_beside(self, history: History) -> bool:
        """Whether a history differs only in what is not committed, which is then taken up, and it is the same day."""
        known = self.history
        told = (known.reason, [*known.revisions], known.latest and known.latest.commit)
        same = told == (history.reason, [*history.revisions], history.latest and history.latest.commit)
        if not same or self.today != _today() or base_ids(self.root) != self.archive.published_before:
            return False
        for path in [path for path, revision in history.revisions.items() if revision != known.revisions[path]]:
            self.shelf.replace("History.revisions", path, history.revisions[path])
        if known.latest != history.latest:
            self.shelf.replace("History.latest", WHOLE_VALUE, history.latest)
        return True

    def _read_by(self, rule: Rule) -> set[str]:
        """The sources whose words a rule reads together with other records; all of them, if it does not tell."""
        if rule.id not in self._readers:
            told = rule.reads(self.archive, self.relations) if rule.reads else set(self.archive.records_of("source"))
            self._readers[rule.id] = told
        return self._readers[rule.id]

    @property
    def cache(self) -> Path:
        """Where is kept what is dear to make, by its content: beside the code, whatever archive is opened."""
        return CACHE

    @cached_property
    def citations(self) -> Store:
        """The citation processor with what it rendered before."""
        return Store(self.cache / "citations.sqlite")

    @cached_property
    def history(self) -> History:
        """When each file was last changed; empty outside a repository. Raises ShallowClone."""
        return read_history(self.root, self.today)

    @cached_property
    def publication(self) -> Publication:
        """One build of the whole site."""
        from macros.site.heads.publication import Publication

        return Publication(self.site, self.pages)

    def prepare(self) -> None:
        """Read the history and render all citations in one go. Raises UnreadyError."""
        from macros.site.pages.citations import wanted

        try:
            self.citations.prepare(wanted(self.site))
        except (GitError, ProcessorError) as error:
            self.kept.forget_given()  # what was wanted is not there
            raise UnreadyError(str(error)) from error

    def release(self) -> None:
        """Free the memory that only rules need. Afterwards the lines of fields are no longer known."""
        self.archive.free_texts()

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All generated pages by their Markdown file."""
        from macros.site.editions.edition_pages import edition_pages
        from macros.site.pages.generated import pages

        return pages(self.site) | edition_pages(self.site)

    @cached_property
    def _sources(self) -> set[str]:
        """The pages whose record is the file of docs/ with the same path."""
        return {uri for uri, page in self.pages.items() if page.edit == f"docs/{uri}"}

    @property
    def made_files(self) -> Iterator[str]:
        """The files that generated pages without a file in docs/ become."""
        yield from (f"{page.address}index.html" for uri, page in self.pages.items() if uri not in self._sources)

    def unchecked(self, docs: Iterable[str]) -> Iterator[str]:
        """A problem for each of these files of docs/ that the check did not read."""
        known = {path.removeprefix("docs/") for path in (*self.archive.pages, *self.archive.pictures)} | self._sources
        for uri in docs:
            if uri not in known:
                yield f"docs/{uri}:1: is not a page or picture that was checked; delete it"

    def left_out(self, docs: Iterable[str]) -> Iterator[str]:
        """A problem for each page that the check read and that is not among these files of docs/."""
        for path in sorted(set(self.archive.pages) - {f"docs/{uri}" for uri in docs}):
            yield f"{path}:1: is left out by mkdocs.yml; take it out of exclude_docs and draft_docs there"

    @property
    def uris(self) -> set[str]:
        """Every page, by its Markdown file: those of docs/ and the generated ones."""
        return {path.removeprefix("docs/") for path in self.archive.pages} | set(self.pages)

    def rendered_docs(self) -> Iterator[tuple[str, str]]:
        """Every page and picture of docs/ that is not generated: pages with their macros rendered."""
        found = {**self.archive.pages, **self.archive.pictures}
        for path, text in sorted(found.items()):
            uri = path.removeprefix("docs/")
            yield uri, self._carried_out(text, uri) if path.endswith(".md") else text

    def _carried_out(self, text: str, uri: str) -> str:
        from macros.site.pages.macros import macros

        head, body = handed(text)
        return head + _PROSE.from_string(body).render(macros(self.site, lambda: uri))


_PROSE = SandboxedEnvironment(
    keep_trailing_newline=True, autoescape=True, comment_start_string="<!--#", comment_end_string="#-->"
)
"""The rules allow only macro calls in prose pages; the sandbox is a second safeguard."""


_SELDOM = (20_000, 20, 50)
"""How many objects are made before garbage is looked for. With Python's own 700 that takes a tenth of a build."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage while records are read, and never among them: they stay, and looking doubles the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*_SELDOM)
        gc.enable()


def _today() -> str:
    return (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


def _all_states(root: Path) -> dict[str, State]:
    """The files of records, and what says which of them git ignores."""
    return {**states(root), **states(root, (".gitignore",))}


_opened: dict[Path, Session] = {}


def open_session(root: Path, *, fresh: bool = False, stay: bool = False) -> Session:
    """The session of a root, shared within the process; `fresh` reads everything again.

    With `stay` the next session takes over what this one read of unchanged files, and its citations. Such a session is
    not released.
    """
    if not fresh and root in _opened:
        return _opened[root]
    root = root.resolve()
    if fresh:
        gc.unfreeze()  # what an earlier session read may go
    if fresh or root not in _opened:
        before = _opened.get(root)
        kept = before.kept if before else Kept(CACHE / "records.sqlite", hold=stay)
        _opened[root] = Session(root, kept, stay=stay)
        if before and stay:
            _opened[root].citations = before.citations  # kept by the content of what is cited
    return _opened[root]
