"""The last check without a problem, so that a change of a few records need not check all of them again.

What it found is kept with a hash of everything that it read. If only the words of a few annotations differ from that,
and their calls are the same, the rules that read words decide (`Rule.prose`), each for these sources alone. If fields
differ and what others know of each record is the same, rules are asked about the records that the change concerns
(`Rule.reach`). The entries of the bibliography count as records of their own. If only prose pages or lists differ, the
rules that read them are asked about all of these (`Rule.beside`). Whatever else has changed, or if anything at all is
found, everything is checked anew: that gives the messages.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from macros.core.archive import RECORDS, Archive, load_record
from macros.core.comparison.beside import Listed, beside_of, leaves_records, listed_in, with_named
from macros.core.comparison.surroundings import MOST_CONCERNED, concerned, dated_by, kind_of, part_of
from macros.core.comparison.ties import Ties, ties_of
from macros.core.comparison.work_ties import WorkTies, changed_entries, entries_of, leave_others, naming_entries
from macros.core.reading.bibliography import PATH as BIBLIOGRAPHY
from macros.core.reading.files import MAX_LIST_BYTES, read_foreign
from macros.core.reading.kept import Kept
from macros.core.relations import Relations
from macros.core.rules.registry import Rule

MOST_CHANGED = 20
"""How many changed records are looked at without all others."""

State = tuple[int, ...]
"""When a file was last changed, and its size: it is the same as long as nobody writes the file."""


@dataclass(frozen=True)
class AllKnown:
    """What is kept of the records of a check without problems: the files, and what others know of each record."""

    files: dict[str, bytes]
    outlines: dict[str, str]
    ties: dict[str, Ties]
    entries: dict[str, WorkTies]
    listed: Listed
    ignored: set[str]


@dataclass(frozen=True)
class _Sound(AllKnown):
    """A check without problems: what is known of its records, what it depended on besides, and what it said."""

    around: str
    read_by: dict[str, set[str]]
    as_of: str
    said: str


class LastCheck:
    """The last check of a root folder. Make it before the records are read, and `remember` afterwards."""

    def __init__(self, root: Path, kept: Kept, around: Callable[[], str]) -> None:
        """`around` tells what a check depends on besides files of records, code of this layer and libraries."""
        self._root, self._kept = root, kept
        self._name = f"last check {root}"
        self._states = states(root)
        self._around = around()

    @cached_property
    def _files(self) -> dict[str, bytes]:
        """What the files hold, as long as they have the states that they had at the beginning."""
        return _hashes(self._root, self._states)

    def still_says(self, rules: Iterable[Rule]) -> str:
        """What the last check said, if nothing can be wrong now; otherwise, or if that is not certain, nothing."""
        last = self._kept.recall(self._name)
        if not isinstance(last, _Sound) or last.around != self._around:
            return ""
        if not self._files or last.files.keys() != self._files.keys():
            return ""
        changed = [path for path, found in self._files.items() if found != last.files[path]]
        if len(changed) > MOST_CHANGED:
            return ""
        if all(path in last.ties or path == BIBLIOGRAPHY for path in changed):
            now = self._after(changed, last, [*rules])
        else:
            now = self._after_lists(changed, last, [*rules])
        if now and changed and states(self._root) == self._states:
            self._kept.remember(self._name, now)
        return now.said if now else ""

    def _after(self, changed: Sequence[str], last: _Sound, rules: Sequence[Rule]) -> _Sound | None:
        """The last check as it is after these changes; None if one of them may be wrong."""
        works = changed_entries(self._bibliography(), last.entries, MOST_CHANGED) if BIBLIOGRAPHY in changed else {}
        changed = [path for path in changed if path != BIBLIOGRAPHY]
        alone = {path: self._alone(path, last.as_of) for path in changed}
        if works is None or any(one.problems for one in alone.values()):
            return None
        outlines = {path: found for archive in alone.values() for path, found in _outlines(archive).items()}
        altered = [path for path in changed if path not in outlines or outlines[path] != last.outlines[path]]
        prose = [rule for rule in rules if rule.prose]
        if not all(self._is_sound(alone[path], last, prose) for path in changed if path not in altered):
            return None
        now = replace(last, files=self._files, outlines={**last.outlines, **outlines})
        now = replace(now, entries={**last.entries, **works})
        few = {path: alone[path] for path in altered}
        return self._concerning(few, works, last, now, rules) if altered or works else now

    def _alone(self, path: str, as_of: str) -> Archive:
        alone = Archive(self._root, kept=self._kept, as_of=as_of)
        load_record(alone, kind_of(path), self._root / path, path)
        return alone

    def _is_sound(self, alone: Archive, last: _Sound, rules: Sequence[Rule]) -> bool:
        """Whether a source with the calls that it had has words in which no rule can find anything."""
        relations, source = Relations(alone), alone.sources[0].id
        return not any(
            any(rule(alone, relations)) if rule.alone else self._may_find(rule, source, last) for rule in rules
        )

    def _concerning(
        self, altered: dict[str, Archive], works: dict[str, WorkTies], last: _Sound, now: _Sound, rules: Sequence[Rule]
    ) -> _Sound | None:
        """The same if fields or works have changed: what it concerns is checked, as far as rules look."""
        new = {path: one for archive in altered.values() for path, one in ties_of(archive).items()}
        if new.keys() != altered.keys() or any(rule.check and rule.reach == "far" for rule in rules):
            return None
        now = replace(now, ties={**last.ties, **new})
        if not all(_stands(path, last.ties[path], now.ties) for path in new):
            return None
        if not leave_others(works, last.entries, now.entries, ({*one.named} for one in now.ties.values())):
            return None
        changed = {path: (last.ties[path], now.ties[path]) for path in new.keys() | dated_by(works, last.ties)}
        named = {key: (*last.entries[key].named, *one.named) for key, one in works.items()}
        paths = concerned(changed, last.ties, named) | new.keys()
        if len(paths) > MOST_CONCERNED:
            return None
        part = part_of(self._root, self._kept, paths, now.ties, naming_entries(now.entries, works))
        part.as_of = last.as_of
        relations = Relations(part)
        if part.problems or any(any(rule(part, relations)) for rule in rules if rule.reach == "near"):
            return None
        few = {rule.id: rule.reads(part, relations) for rule in rules if rule.reads}
        read_by = {name: last.read_by[name] | few[name] for name in few}
        return replace(now, read_by=read_by)

    def _after_lists(self, changed: Sequence[str], last: _Sound, rules: Sequence[Rule]) -> _Sound | None:
        """The same if only pages and lists have changed."""
        altered = {None if path in last.ties else beside_of(path) for path in changed}
        if None in altered or not last.entries or any(rule.check and rule.reach == "far" for rule in rules):
            return None
        part = with_named(self._root, self._kept, last.ignored, last.ties, last.entries.keys() - {""})
        if part is None or part.problems or not leaves_records(last.listed, listed := listed_in(part)):
            return None
        part.as_of = last.as_of
        relations = Relations(part)
        if any(any(rule(part, relations)) for rule in rules if not altered.isdisjoint(rule.beside)):
            return None
        return replace(last, files=self._files, listed=listed)

    def _bibliography(self) -> str:
        """The text of the bibliography; empty if it cannot be read."""
        return read_foreign(self._root / BIBLIOGRAPHY, BIBLIOGRAPHY, MAX_LIST_BYTES)[0]

    @staticmethod
    def _may_find(rule: Rule, source: str, last: _Sound) -> bool:
        """Whether a rule that reads other records too may find something in the words of a source."""
        return source in last.read_by[rule.id] if rule.id in last.read_by else True

    def known_of(self, archive: Archive) -> AllKnown:
        """What is kept of an archive in which nothing is wrong. It takes a while; any process can work it out."""
        read = self._files, _outlines(archive), ties_of(archive), entries_of(archive, self._bibliography())
        return AllKnown(*read, listed_in(archive), archive.ignored)

    def remember(
        self, archive: Archive, relations: Relations, rules: Iterable[Rule], said: str, known: AllKnown | None = None
    ) -> None:
        """Keep that nothing is wrong with an archive, unless one of its files was written meanwhile."""
        known = known or self.known_of(archive)
        if known.files and states(self._root) == self._states:
            read_by = {rule.id: rule.reads(archive, relations) for rule in rules if rule.reads}
            self._kept.remember(
                self._name, _Sound(**vars(known), around=self._around, read_by=read_by, as_of=archive.as_of, said=said)
            )


def _outlines(archive: Archive) -> dict[str, str]:
    """The outline of each source by its path."""
    return {source.path: source.document.outline for source in archive.sources}


def _stands(path: str, before: Ties, all_now: Mapping[str, Ties]) -> bool:
    """Whether a changed record leaves all others as they were: whatever it named is named elsewhere too.

    Somebody who no longer speaks in it may now be one who never speaks, and a new name may be that of another record.
    """
    now = all_now[path]
    gone, new = {*before.named} - {*now.named}, {*now.names} - {*before.names}
    named = (one for one in gone if any(one in other.named for other in all_now.values()))
    taken = bool(new) and any(other is not now and not new.isdisjoint(other.names) for other in all_now.values())
    same = before.told == now.told and {*before.speaking} <= {*now.speaking}
    return same and not taken and gone == {*named}


def states(root: Path, among: Iterable[str] = RECORDS) -> dict[str, State]:
    """These files and everything in these folders, those of records if no others are named, by path from the root."""
    found: dict[str, State] = {}
    ahead = [*among]
    while ahead:
        path = ahead.pop()
        full = os.path.join(root, path)  # noqa: PTH118 # ten thousand paths, in a tenth of the time
        try:
            known = os.lstat(full)
            ahead += [f"{path}/{name}" for name in os.listdir(full)] if S_ISDIR(known.st_mode) else []  # noqa: PTH208
        except OSError:
            continue  # what is missing is missing in both
        times = () if S_ISDIR(known.st_mode) else (known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)
        found[path] = (known.st_mode, *times)
    return found


def _hashes(root: Path, states: dict[str, State]) -> dict[str, bytes]:
    """The content of each file; nothing if one of them cannot be read, or nobody would."""
    found: dict[str, bytes] = {}
    for path, (mode, *times) in states.items():
        content = b""
        if S_ISREG(mode):
            if times[0] > MAX_LIST_BYTES:
                return {}
            try:
                with open(os.path.join(root, path), "rb", buffering=0) as file:  # noqa: PTH118, PTH123 # as above
                    content = file.read()
            except OSError:
                return {}
        found[path] = blake2b(b"%d %d " % (mode, len(content)) + content, digest_size=16).digest()
    return found
