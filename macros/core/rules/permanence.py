"""Rules on ids: assigned once, never reused, never lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from macros.core.archive import PUBLISHED_PATH, Archive
from macros.core.models import KINDS
from macros.core.models.document import dotted
from macros.core.models.kinds import OWNERS, SPEAKERS, WRITTEN
from macros.core.models.law import Provision
from macros.core.models.translations import EDITIONS
from macros.core.models.vocabulary import REDIRECTS_PATH, RetiredId
from macros.core.problems import Problem
from macros.core.reading.bibliography import PATH as BIBLIOGRAPHY_PATH
from macros.core.reading.yaml_reader import MAX_PROBLEMS, NOTHING
from macros.core.relations import Relations
from macros.core.rules.instead import either
from macros.core.rules.misspelt_ids import misspelt
from macros.core.rules.registry import rule
from macros.core.values.ids import provision_anchor, reserved
from macros.core.values.types import says_nothing
from macros.core.words.han import word_count
from macros.core.words.invisible import UNSEEN
from macros.core.words.suggestions import near_id

SHARING = (SPEAKERS, OWNERS)
"""Kinds whose ids are written in the same fields without their kind, so that no two may be alike."""


def addresses(archive: Archive, relations: Relations) -> set[str]:
    """Every permanent id of the archive as `kinds/id`, claims and notes as `claims/owner.id`, `notes/owner.id`."""
    records = {f"{KINDS[kind].plural}/{record_id}" for kind, ids in archive.ids_met.items() for record_id in ids}
    claims = {f"claims/{ref}" for ref in relations.claims}
    return records | claims | {f"notes/{ref}" for ref in relations.notes}


@rule("shared-id", reach="ties")
def shared_id(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No two organizations, people or voices have the same id, since all of them are links of attribution chains.

    The same holds for sources and incidents, since the ids of claims and notes begin with theirs.
    """
    for kind, other in (pair for kinds in SHARING for pair in combinations(kinds, 2)):
        for record_id in sorted(archive.ids_met[kind] & archive.ids_met[other]):
            path = KINDS[other].file(record_id)
            wrong = f"'{record_id}' is the id of {'an' if kind[0] in 'aeiou' else 'a'} {kind} already; choose another"
            yield Problem(path, 1, "", wrong, "shared-id")


@rule("reserved-id", reach="ties", beside=("redirects",))
def reserved_id(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """No record, work, claim, note or retired address has a name of the site itself or of a device of Windows.

    `index`, `cite`, `ko` and the other names of our pages would overwrite a page, nobody on Windows can check out a
    file `con.yml`, and the parts of long indexes are called `list-…`.
    """
    for kind, found in archive.ids_met.items():
        for record_id in sorted(filter(reserved, found)):
            record = archive.records[kind].get(record_id)
            path = KINDS[kind].file(record_id) if kind in WRITTEN else BIBLIOGRAPHY_PATH
            line, field = record.line() if record else 1, "" if kind in WRITTEN else record_id
            yield _reserved(path, line, field, record_id, reserved(record_id))
    for record in archive.all_records():
        for field in ("claims", "notes"):
            for inner in getattr(record, field, {}):
                if use := reserved(inner, record=False):
                    yield _reserved(record.path, record.line(field, inner), record.field((field, inner)), inner, use)
    for address in archive.redirects.root:
        record_id, _, inner = address.partition("/")[2].partition(".")
        if use := reserved(record_id) or reserved(inner, record=False):
            line = archive.redirects_document.line((address,))
            yield _reserved(REDIRECTS_PATH, line, address, address.partition("/")[2], use)


def _reserved(path: str, line: int, field: str, name: str, use: str) -> Problem:
    return Problem(path, line, field, f"'{name}' is reserved for {use}; choose another id", "reserved-id")


@rule("provision-anchor", reach="near")
def provision_anchors(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """Each provision of an instrument has its own anchor, made of the Latin letters and digits of its number.

    Where its label has a number in digits, in whatever language, that number is the provision's.
    """
    for instrument in archive.records_of("instrument").values():
        taken: dict[str, str] = {}
        for provision, told in getattr(instrument, "provisions", {}).items():
            place, anchor = ("provisions", provision), provision_anchor(provision)
            first = taken.setdefault(anchor, provision)
            wrong = ""
            if not re.search(r"[a-z0-9]", provision.lower()):
                wrong = "has no Latin letter or digit to make an anchor of; write its number, such as 33(1)"
            elif first != provision:
                also = f"has the same anchor as '{first}', #{anchor}"
                wrong = f"{also}; write the two numbers so that letters or digits differ"
            if wrong:
                yield Problem(instrument.path, instrument.line(*place), dotted(place), wrong, "provision-anchor")
            for inner, label in _labels(told):
                if not _has_number(provision, label):
                    wrong = f"'{label}' is not the number of the provision, which is {provision}; correct one of them"
                    where = (*place, *inner)
                    yield Problem(instrument.path, instrument.line(*where), dotted(where), wrong, "provision-anchor")


def _labels(provision: Provision) -> Iterator[tuple[tuple[str, ...], str]]:
    """How a provision is written out in each language, with the place of that."""
    yield ("label",), provision.label
    for language in EDITIONS:
        if label := getattr(getattr(provision, language, None), "label", None):
            yield (language, "label"), label


def _has_number(provision: str, label: str) -> bool:
    """Whether the digits of a label, if there are any, begin with those of the number of a provision or are in it."""
    own, shown = re.findall(r"\d+", provision), re.findall(r"\d+", label)
    return not own or not shown or own[0] in shown


@rule("lost-id", reach="ties", beside=("redirects",))
def lost_id(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """An id that was published exists, or is retired in `data/redirects.yml` with the reason.

    An id that is only on a branch of one's own may still change: `make ids` takes the old one out of the list.
    """
    if archive.failed(REDIRECTS_PATH):
        return
    known = addresses(archive, relations)
    slips, told = misspelt(archive, known), 0
    for number, line in enumerate(archive.published, 1):
        address = line.strip()
        if address and address not in known and address not in archive.redirects.root:
            if address in slips or _unread(archive, address) or _told_with_source(archive, address):
                continue
            if UNSEEN.search(address) or not archive.binds(address):  # what nobody sees in it is told already
                continue
            told += 1
            if wrong := _no_address(address):
                wrong = f"'{address}' {wrong}; take the line out"
            else:
                wrong = f"'{address}' was published but is gone; {_way_back(archive, address)}"
            yield Problem(PUBLISHED_PATH, number, "", wrong, "lost-id")
            if told == MAX_PROBLEMS:
                return


def emptied(archive: Archive) -> list[Problem]:
    """A problem for each kind of which several records were published and none is there: a folder or file is gone.

    It is told once and in place of what every rule would find in the records that are left.
    """
    found = list[Problem]()
    for kind in KINDS.values() if not archive.failed(REDIRECTS_PATH) else ():
        lost = len(archive.lost[kind.id])
        if lost < _SEVERAL or archive.ids_met[kind.id] or (not kind.folder and archive.works_torn):
            continue
        way = f"restore the {'files' if kind.folder else 'entries'}, or retire each id in {REDIRECTS_PATH}"
        wrong = f"holds none of the {lost:,} {kind.plural} that were published; {way}"
        found.append(Problem(kind.folder or BIBLIOGRAPHY_PATH, 1, "", wrong, "lost-id"))
    return found or _emptied_list(archive)


def _emptied_list(archive: Archive) -> list[Problem]:
    """One problem if the list of retired ids is empty and several published ones are gone: each would be told else."""
    gone = sorted(f"{KINDS[kind].plural}/{one}" for kind, ids in archive.lost.items() for one in ids)
    if archive.redirects.root or archive.failed(REDIRECTS_PATH) or len(gone) < _SEVERAL:
        return []
    named = ", ".join(gone[:_NAMED]) + (" …" if len(gone) > _NAMED else "")
    lacking = f"retires no id, and {len(gone):,} published ones have no record ({named})"
    wrong = f"{lacking}; restore its lines, or the records"
    return [Problem(REDIRECTS_PATH, 1, "", wrong, "lost-id")]


_NAMED = 3
"""How many of them are named."""
_SEVERAL = 2
"""How many records of a kind are not taken out one by one by mistake."""


def _told_with_source(archive: Archive, address: str) -> bool:
    """Whether a work is gone together with its source, which is reported: one message for both."""
    plural, _, key = address.partition("/")
    return plural == "works" and key in archive.lost["source"]


def _way_back(archive: Archive, address: str) -> str:
    """What to do about an id that is gone: often its file has another name now."""
    kind = next((kind for kind in KINDS.values() if address.startswith(f"{kind.plural}/")), None)
    new = [one for one in archive.ids_met[kind.id] if f"{kind.plural}/{one}" not in archive.listed] if kind else []
    if kind and len(new) == 1:
        renamed = f"{kind.file(new[0])} its old name" if kind.folder else f"entry '{new[0]}' its old key"
        named = f"give {renamed} back if that is the same record, since ids stay"
        return f"{named}; else restore it or retire it in {REDIRECTS_PATH}"
    return f"restore it or retire it in {REDIRECTS_PATH}"


def _unread(archive: Archive, address: str) -> bool:
    """Whether what is missing is reported elsewhere: with the file that could not be read, or with the source."""
    plural, _, ref = address.partition("/")
    if plural == "works":
        return archive.works_torn or ref in archive.ids_met["source"]  # then its page is told to be without a work
    owner = ref.split(".", 1)[0]
    unread = any(
        (owner in archive.ids_met[k] and owner not in archive.records[k]) or owner in archive.lost[k] for k in OWNERS
    )
    return plural in ("claims", "notes") and unread


@rule("redirect", reach="ties", beside=("redirects",))
def redirect(archive: Archive, relations: Relations) -> Iterable[Problem]:
    """A retired id was published, is of a known kind and not in use again, and has its reason in words.

    The address that took its place exists, and is not retired itself. It is one of the same kind, or of one that the
    same thing may be recorded as: a body, a person and a voice; an incident and an event; a work and a source; a
    claim or note and the record that has it.
    """
    known, unlisted = addresses(archive, relations), list[str]()
    for address, retired in archive.redirects.root.items():
        found = list(_redirect_faults(archive, address, retired, known))
        for field, wrong in found:
            line = archive.redirects_document.line((address,))
            yield Problem(REDIRECTS_PATH, line, f"{address}{field}", wrong, "redirect")
        if not found and _is_unpublished(archive, address):
            unlisted.append(address)
    slips = {wrong: right for right, wrong in misspelt(archive, known).items()}
    yield from _unpublished(archive, [one for one in unlisted if one not in slips])
    for wrong_id in (one for one in unlisted if one in slips):
        line = archive.redirects_document.line((wrong_id,))
        wrong = f"is not in {PUBLISHED_PATH}, and '{slips[wrong_id]}' is gone; if that one is retired, write its id"
        yield Problem(REDIRECTS_PATH, line, wrong_id, wrong, "redirect")


def _redirect_faults(
    archive: Archive, address: str, retired: RetiredId, known: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a retired id, each with the field that it is in."""
    if wrong := _no_address(address):
        yield "", wrong
    if address in known:
        yield "", f"'{address}' is retired but in use; choose another id for the record, since ids are never used again"
    if retired.reason and retired.reason not in NOTHING and _is_no_reason(retired.reason):
        yield ".reason", f"'{retired.reason}' gives no reason; say in a few words why the id is not used any more"
    if wrong := _no_successor(address, retired.to, known, archive) if retired.to else "":
        yield ".to", wrong


def _is_unpublished(archive: Archive, address: str) -> bool:
    """Whether a retired id is in no list of published ones, here or on the base branch; that is told of no other."""
    record_id, _, inner = address.partition("/")[2].partition(".")
    told = reserved(record_id) or reserved(inner, record=False)
    return not told and address not in archive.listed and address not in (archive.published_before or ())


def _unpublished(archive: Archive, unlisted: Sequence[str]) -> Iterator[Problem]:
    """What is said of such ids: of many at once the list has lost its lines."""
    if any(map(archive.failed, (PUBLISHED_PATH, REDIRECTS_PATH))):
        return
    if len(unlisted) > _MANY_UNLISTED:
        wrong = f"lacks {len(unlisted):,} ids that {REDIRECTS_PATH} retires ('{unlisted[0]}' …); put their lines back"
        yield Problem(PUBLISHED_PATH, 1, "", wrong, "redirect")
        return
    for address in unlisted:
        line = archive.redirects_document.line((address,))
        never = f"is not in {PUBLISHED_PATH}; an id that was never published is not retired, so take the line out"
        wrong = f"{never}, or correct the id"
        yield Problem(REDIRECTS_PATH, line, address, wrong, "redirect")


_MANY_UNLISTED = 5


def _is_no_reason(text: str) -> bool:
    """Whether a text is no more than one word, said once or twice."""
    return says_nothing(text) or word_count(text) == 1 or len(set(text.lower().split())) == 1


_ALSO = (
    frozenset({"organizations", "people", "voices"}),
    frozenset({"incidents", "events"}),
    frozenset({"sources", "works"}),
    frozenset({"claims", "incidents"}),
    frozenset({"claims", "sources"}),
    frozenset({"notes", "incidents"}),
    frozenset({"notes", "sources"}),
)
"""Pairs of kinds: a record of one may take the place of a record of the other."""


def _no_successor(address: str, to: str, known: AbstractSet[str], archive: Archive) -> str:
    """Why an address cannot be what took the place of a retired one; empty if it can."""
    if to == address:
        return "is the retired id itself; name what took its place, or leave it out"
    if to in archive.redirects.root and to not in known:
        end = _end(to, archive)
        return f"'{to}' is retired too; " + (f"name what took its place, '{end}'" if end in known else "leave it out")
    if to not in known:
        near = near_id(to, known, name=True)
        return "" if _is_lost(archive, to) else f"no '{to}'{either(near, 'leave it out')}"
    old, new = address.partition("/")[0], to.partition("/")[0]
    if old == new or any({old, new} <= kinds for kinds in _ALSO) or _no_address(address):
        return ""
    return f"'{to}' is of another kind than the retired id; name what took its place, or leave it out"


def _end(address: str, archive: Archive) -> str:
    """Where retired addresses lead in the end; empty if they lead in a circle or nowhere."""
    seen = set[str]()
    while address in archive.redirects.root and address not in seen:
        seen.add(address)
        address = archive.redirects.root[address].to or ""
    return "" if address in seen else address


def _is_lost(archive: Archive, address: str) -> bool:
    """Whether an address is that of a record that is gone, or of a claim or note of one, which is reported."""
    plural, _, ref = address.partition("/")
    owner = ref.split(".", 1)[0]
    kinds = OWNERS if plural in ("claims", "notes") else [kind.id for kind in KINDS.values() if kind.plural == plural]
    return any(owner in archive.lost[kind] for kind in kinds)


def _no_address(address: str) -> str:
    """Why an address cannot be that of a record, claim or note; empty if it can."""
    plural, _, ref = address.partition("/")
    parts, records = ("claims", "notes"), [kind.plural for kind in KINDS.values()]
    if plural not in (*records, *parts):
        return f"is not an address of a record; it begins with {', '.join(records)}, claims or notes"
    if (plural in parts) != ("." in ref):
        return "is not an address of a record; claims and notes are named owner.id, and records by their id alone"
    return ""
