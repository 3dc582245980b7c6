"""One build of the site: what is as it was is taken from earlier builds, the rest is made and kept.

Each page with its copies is an output, and so is each file of the table of outputs. What of such a file is dear to make
is kept by itself. This module knows nothing of MkDocs.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from typing import Any, NamedTuple

from macros.core.noting.fingerprints import Fingerprints, Unknown, content_hash
from macros.core.noting.reads import WHOLE_VALUE, Noted, Read, note_all, noting
from macros.core.reading.unexpected_files import ignored_files
from macros.core.values.revisions import filled
from macros.outputs import OUTPUTS, same
from macros.programs.build_keys import everything_key
from macros.programs.git import GitError, base_ids, ignored, read_history
from macros.programs.kept_outputs import KeptFile, KeptOutputs, kept_in
from macros.programs.memory import give_back
from macros.programs.workers import Workers
from macros.session import Session
from macros.site.editions.edition_rows import claims_in_editions
from macros.site.pages.frame import PageFrame
from macros.site.pages.generated import Page
from macros.site.templates import compiled, read_all
from macros.writer import Output

BUILD = "build"
MOSTLY = 0.5
"""The part of the pages from which on what most of them need is made before processes are forked."""
LATEST: Read = ("History.latest", WHOLE_VALUE)
"""What is read to fill the slots of a page."""
_Texts = list[tuple[str, str]]
"""A page and its copies by path."""


class Told(NamedTuple):
    """What a process has to tell after its pages."""

    problems: list[str]
    inspected: set[str]
    files: dict[str, bytes]


def _slotted(name: str) -> str:
    """The output that is a page with slots in place of the latest revision."""
    return f"slots of {name}"


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


class Building:
    """The outputs of one build, written into one folder."""

    def __init__(self, session: Session, written: Output, kept: KeptOutputs, code: bytes | None) -> None:
        """`code` is the key of everything except the records."""
        self._session, self._written, self._kept = session, written, kept
        self._code = content_hash((code or b"") + written.root.encode())
        self._frame: PageFrame | None = None
        self._workers: Workers[Told] | None = None
        self._names: set[str] = set()
        """The outputs of earlier builds that this one has too."""
        self.files: dict[str, bytes] = {}
        """Every file that was written, with the fingerprint of what it has in a build."""

    def read_templates(self) -> None:
        """Read all templates; whoever has the code compares it afterwards with what is there."""
        read_all(self._value("templates", compiled))

    def begin(self, pages: Sequence[Page], frame: PageFrame) -> None:
        """Take the pages that are as they were, and begin to make the others in processes beside this one."""
        self._frame, self._code = frame, self._own((frame.settings, frame.words))
        owned = ((page, self._own(page)) for page in pages)
        missing = [(page, own) for page, own in owned if not self._page_taken(f"page {page.uri}", own)]
        missing.sort(key=lambda one: one[0].english or one[0].address)  # the pages of a record need the same
        if len(missing) > len(pages) * MOSTLY:
            claims_in_editions(self._session.site).make_all()
        self._kept.close()
        known = len(self._written.problems), len(self._written.claimed)
        self._workers = Workers(len(missing), lambda number: self._page(*missing[number]), lambda: self._told(*known))
        self._session.site.kept.through = self._value

    def rows(self) -> None:
        """Write what else the table of outputs has beside the pages. Raises SearchIndexError."""
        for row in OUTPUTS:
            for path, make in row.files(self._session):
                self._alone(path, make)
                del make  # with what it holds, before the next is made
            for forget in row.forget:
                forget()
            give_back()

    def _alone(self, path: str, make: Callable[[], Any]) -> None:
        if (own := self._wanted(path, make)) is None:
            return
        problems = len(self._written.problems)
        with noting() as reads:
            content = _bytes(make())
        self._written.write(path, content)
        self._written.look(path, content)
        self.files[path] = self._kept.keep_content(content)
        if len(self._written.problems) == problems:
            self._kept.keep(f"file {path}", own, reads, [(path, self.files[path])])

    def finish(self) -> None:
        """See the pages to their end."""
        for told in self._workers.finish() if self._workers else ():
            self._written.problems += told.problems
            self._written.inspected |= told.inspected
            self.files |= {path: number for path, number in told.files.items() if self._written.claim(path)}
        self._workers = None

    def stop(self) -> None:
        """End what is being made in other processes."""
        if self._workers:
            self._workers.stop()

    def add(self, path: str, content: bytes) -> None:
        """Write a file that was made elsewhere."""
        self._written.write(path, content)
        self.files[path] = self._kept.keep_content(content)

    def keep(self, key: bytes | None) -> None:
        """Keep the build as a whole under its key, if it has one, and nothing of pages that are gone."""
        if key:
            self._kept.keep_build(BUILD, key, self.files.items())
        self._kept.keep_only(self._names)
        self._kept.close()

    def _page_taken(self, name: str, own: bytes) -> bool:
        """Write a page as it was, perhaps with another latest revision; False if it has to be made."""
        if self._kept.had(_slotted(name)):
            self._names.add(_slotted(name))
        return self._take(name, own) or self._refilled(name, own)

    def _take(self, name: str, own: bytes) -> bool:
        """Write an output as it was; False if it has to be made."""
        if self._kept.had(name):
            self._names.add(name)
        files = self._kept.current(name, own)
        lacked = self._lacked(files) if files is not None else None
        if files is None or lacked is None:
            return False
        for path, number in files:
            self.files[path] = number
            self._written.inspected.add(path)
            if path in lacked:
                self._written.write(path, lacked[path])
            else:
                self._written.claim(path)
        return True

    def _lacked(self, files: Iterable[KeptFile]) -> dict[str, bytes] | None:
        """The contents that the folder does not have; None if one of them is lost."""
        found: dict[str, bytes] = {}
        for path, number in files:
            if not self._written.has(path, number):
                content = self._kept.content(number)
                if content is None:
                    return None
                found[path] = content
        return found

    def _own(self, value: object) -> bytes:
        """The key of what an output is made of besides its reads."""
        try:
            return content_hash(self._code + self._session.shelf.of(value))
        except Unknown:
            return self._session.shelf.never()

    def _page(self, page: Page, own: bytes) -> None:
        """Make a page with its Markdown copy; `own` is its key besides its reads."""
        problems = len(self._written.problems)
        with noting() as reads:
            whole = self._session.publication.whole(page, self._framed)
        latest = self._session.history.latest
        slotted = [(whole.path, whole.html), *whole.copies]
        files = [(path, filled(text, latest)) for path, text in slotted]
        files[0] = whole.path, self._written.page(*files[0])
        for path, text in files:
            self._written.write(path, text)
        if len(self._written.problems) == problems:
            self._keep_page(f"page {page.uri}", own, reads, slotted, files)

    def _keep_page(self, name: str, own: bytes, reads: set[Noted], slotted: _Texts, files: _Texts) -> None:
        """Keep a page; one with slots is also kept with these, for another latest revision."""
        if files == slotted:
            kept = [(path, self._kept.keep_content(text.encode())) for path, text in files]
            self._kept.keep(name, own, reads, kept)
            if self._kept.had(_slotted(name)):
                self._kept.keep(_slotted(name), own, reads, [])  # nothing of what it was before stays
        else:
            numbers = [(path, self._kept.keep_content(text.encode())) for path, text in slotted]
            self._kept.keep(_slotted(name), own, reads, numbers)
            kept = self._keep_filled(files, numbers)
            self._kept.keep(name, own, {*reads, LATEST}, kept)
        self.files |= dict(kept)

    def _refilled(self, name: str, own: bytes) -> bool:
        """Write a page as it was but for the latest revision; False if it has to be made."""
        numbers = self._kept.current(_slotted(name), own)
        if not numbers:
            return False
        files: _Texts = []
        for path, number in numbers:
            if (content := self._kept.content(number)) is None:
                return False
            files.append((path, filled(content.decode(), self._session.history.latest)))
        for path, text in files:
            self._written.inspected.add(path)
            self._written.write(path, text)
        kept = self._keep_filled(files, numbers)
        self._kept.keep_again(name, _slotted(name), LATEST, kept)
        self.files |= dict(kept)
        return True

    def _keep_filled(self, files: _Texts, numbers: list[KeptFile]) -> list[KeptFile]:
        latest = self._session.history.latest
        return [
            (path, self._kept.keep_filled(text.encode(), number, latest))
            for (path, text), (_, number) in zip(files, numbers, strict=True)
        ]

    @property
    def _framed(self) -> PageFrame:
        if self._frame is None:
            raise ValueError("pages have no frame before `begin`")
        return self._frame

    def _wanted(self, path: str, make: Callable[[], Any]) -> bytes | None:
        """The key of a file that has to be made; None if it was taken as it was."""
        ready = isinstance(make, partial) and make.func is same
        own = content_hash(self._code + content_hash(_bytes(make()))) if ready else self._own(make)
        return None if self._take(f"file {path}", own) else own

    def _value(self, name: str, make: Callable[[], Any]) -> Any:
        """A part of a file, kept or made anew; whoever asks for it has read what was read to make it."""
        return self._kept_value(f"value {name}", self._own(make), lambda: (make(), True))

    def prose(self, name: str, key: bytes, make: Callable[[], tuple[Any, bool]]) -> Any:
        """What was kept of a prose page under a key, or is made now; what makes it also says whether it may be kept."""
        return self._kept_value(name, self._own(key), make)

    def _kept_value(self, name: str, own: bytes, make: Callable[[], tuple[Any, bool]]) -> Any:
        if self._kept.had(name):
            self._names.add(name)
        files = self._kept.current(name, own)
        if files and (content := self._kept.content(files[0][1])) is not None:
            note_all(self._kept.reads_of(name))
            return pickle.loads(content)  # noqa: S301 # our own file, as hard to change as code
        with noting() as reads:
            value, sound = make()
            content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL) if sound else b""
        if sound:
            self._kept.keep(name, own, reads, [("", self._kept.keep_content(content))])
        return value

    def _told(self, problems: int, files: int) -> Told:
        self._kept.close()
        new = list(self._written.claimed)[files:]
        found = {path: self.files.get(path, b"") for path in new}
        return Told(self._written.problems[problems:], self._written.inspected, found)


def restored(session: Session, written: Output, key: bytes | None) -> bool:
    """Whether nothing has changed since the last whole build, so that the folder could be put in order as it was."""
    with closing(KeptOutputs(kept_in(session.root))) as kept:
        files = kept.build(BUILD, key) if key else None
        if files:
            written.unlink_links()
        for path, number in files or ():
            if written.has(path, number):
                written.claim(path)
            elif (content := kept.content(number)) is not None:
                written.write(path, content)
            else:
                return False
    if files:
        written.sweep()
    return bool(files)


def everything(session: Session, code: bytes | None) -> bytes | None:
    """The key of all that a build reads; None where it cannot be told. Nothing of the archive is opened."""
    try:
        history = read_history(session.root, session.today)
    except GitError:
        return None
    if code is None:
        return None
    published, passed = base_ids(session.root), ignored_files(session.root, ignored)
    told = [session.today, history.revisions, history.latest, history.reason, published, passed]
    return everything_key(session.root, code, Fingerprints().of(told))
