"""Facts of the archive drawn at random, to be followed to a text: `python -m benchmarks.draw`.

Every fact that a text can confirm is listed: claims, titles and dates of works, statuses and dates of instruments,
dates of events, native names, levels of evidence and editorial notes. The seed orders them, so the same seed and the
same records give the same draw; a fact that is added or taken out moves no other. The first half of a draw, rounded
up, are claims; the rest may be of any sort. Each line has the sort, the permanent address, what the archive says, and
where the text is.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from macros.core.archive import Archive
from macros.core.models import Event, Instrument, Work
from macros.core.models.base import Named
from macros.core.models.events import Incident
from macros.core.relations import AttachedNote, AttributedClaim, Relations
from macros.core.values.dates import Date
from macros.session import Session
from macros.site import addresses
from macros.site.claims.sentences import sentence
from macros.site.works import evidence

ROOT = Path(__file__).resolve().parent.parent
CLAIM = "claim"


class Fact(NamedTuple):
    """One fact: its sort, its address below the site's root, what the archive says, where the text is."""

    sort: str
    address: str
    says: str
    text: str

    def line(self, site: str) -> str:
        """The fact as one line, with its permanent address."""
        return f"{self.sort} | {site}{self.address} | {' '.join(self.says.split())} | {self.text or 'no address'}"


def facts(archive: Archive, relations: Relations) -> list[Fact]:
    """Every fact that a text can confirm, in the order of the records."""
    return [
        *(_claim(relations, stated) for stated in relations.claims.values()),
        *(_note(archive, attached) for attached in relations.notes.values()),
        *(fact for work in archive.works.values() for fact in _work(work)),
        *(fact for record in archive.all_records() for fact in _record(record)),
        *_levels(archive),
    ]


def drawn(found: Iterable[Fact], number: int, seed: str) -> list[Fact]:
    """So many facts in the order that the seed gives them; half of them, rounded up, are claims if there are enough."""
    ordered = sorted(found, key=lambda fact: sha256(f"{seed} {fact}".encode()).digest())
    claims = [fact for fact in ordered if fact.sort == CLAIM][: (number + 1) // 2]
    others = [fact for fact in ordered if fact not in claims]
    return [*claims, *others[: number - len(claims)]]


def _claim(relations: Relations, stated: AttributedClaim) -> Fact:
    claim, words = stated.claim, relations.archive.vocabulary
    place = f"passage {claim.passage}" if claim.passage else claim.locator or "no locator"
    said = f"{sentence(relations, stated)} [who: {claim.who}; {place}; {evidence.level(words, stated)}]"
    page = addresses.address("source" if stated.annotated else "incident", stated.owner)
    return Fact(CLAIM, f"{page}#{addresses.claim_anchor(stated.id)}", said, _text(stated.work))


def _note(archive: Archive, attached: AttachedNote) -> Fact:
    incident = isinstance(archive.records_of("incident").get(attached.owner), Incident)
    page = addresses.address("incident" if incident else "source", attached.owner)
    cited = [*attached.note.works, *([] if incident else [attached.owner])]
    texts = [_text(archive.works.get(key)) for key in cited]
    says = f"{attached.note.topic}: {attached.note.text}"
    return Fact("note", f"{page}#{addresses.note_anchor(attached.id)}", says, " ".join(texts))


def _work(work: Work) -> Iterator[Fact]:
    address = addresses.address("work", work.id)
    title = " · ".join(part for part in (work.title, work.subtitle, work.titleaddon) if part)
    yield Fact("title of a work", address, title, _text(work))
    if work.date:
        yield Fact("date of a work", address, f"{work.short_text}: {title}", _text(work))


def _record(record: object) -> Iterator[Fact]:
    if isinstance(record, Event):
        says = f"{record.date.in_words()}: {record.title} ({record.status})"
        yield Fact("date of an event", addresses.address("event", record.id), says, " ".join(record.checked))
    if isinstance(record, Instrument):
        yield from _instrument(record)
    if isinstance(record, Named):
        address = addresses.address(record.kind_id, record.id)
        for language, name in (*record.native.items(), *record.native_unverified.items()):
            mark = ", shown as unverified" if language not in record.native else ""
            yield Fact("native name", address, f"{record.name} ({language}{mark}): {name}", " ".join(record.checked))


def _instrument(record: Instrument) -> Iterator[Fact]:
    address = addresses.address("instrument", record.id)
    for what, date in (("adopted", record.adopted), ("opened", record.opened), ("in force", record.in_force)):
        if date:
            says = f"{record.name}: {what} {date.in_words()}"
            yield Fact("date of an instrument", address, says, record.address or " ".join(record.checked))
    for state, status in record.status.items():
        days = {"signed": status.signed, "acceded": status.acceded, "ratified": status.ratified}
        said = _days(days | {"in force": status.in_force, "as of": status.as_of})
        yield Fact("status", address, f"{record.name}: {state} {status.standing}{said}", status.seen or "")


def _days(days: dict[str, Date | None]) -> str:
    return "".join(f", {what} {date.in_words()}" for what, date in days.items() if date)


def _levels(archive: Archive) -> Iterator[Fact]:
    words = archive.vocabulary
    for source in archive.sources:
        work, read = archive.works.get(source.id), source.reading
        says = f"{words.label('evidence', source.evidence)}: {source.basis.passages} passages"
        says += f"; {source.basis.extent or 'the whole document'}"
        yield Fact("level of evidence", addresses.address("source", source.id), says, (read and read.at) or _text(work))
    for work in archive.works.values():
        if work.seen:
            says = f"{work.short_text}: {evidence.sighting(words, work)}"
            yield Fact("level of evidence", addresses.address("work", work.id), says, _text(work))


def _text(work: Work | None) -> str:
    """Where the text of a work is: its own address, and where it was read if that is another."""
    return " ".join(dict.fromkeys(one for one in (work.url, work.seenat) if one)) if work else ""


def head(root: Path = ROOT) -> str:
    """The hash of the commit that is checked out."""
    asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=False)
    if asked.returncode:
        raise SystemExit("git does not say which commit is checked out; give --seed")
    return asked.stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one draw."""
    parser = argparse.ArgumentParser(description="Draw facts to be followed to a text.")
    parser.add_argument("--number", type=int, default=20, help="how many facts; half of them are claims")
    parser.add_argument("--seed", help="what decides the draw; the hash of the commit checked out if not given")
    options = parser.parse_args(arguments)
    if options.number < 1:
        parser.error("--number should be at least 1")
    session, seed = Session(ROOT), options.seed or head()
    found = facts(session.archive, session.relations)
    print(f"seed {seed}; {len(found)} facts")
    for number, fact in enumerate(drawn(found, options.number, seed), 1):
        print(f"{number}. {fact.line(session.archive.identity.site)}")
    return 0


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends it quietly
    sys.exit(main())
