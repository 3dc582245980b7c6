"""The files of an archive after something has been removed. Nothing is written here."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from macros.commands.withdrawing import bib_edits, yaml_edits
from macros.commands.withdrawing.reference_edits import without_calls, without_entry
from macros.commands.withdrawing.targets import Targets
from macros.commands.withdrawing.told_before import telling
from macros.core.archive import PUBLISHED_PATH, Archive
from macros.core.comparison.rules import REMOVAL
from macros.core.models import KINDS, Record, Source
from macros.core.models.base import changes_of
from macros.core.models.document import FieldPath
from macros.core.models.field_values import references
from macros.core.models.kinds import WRITTEN
from macros.core.models.last_look import HEALTH_PATH
from macros.core.models.topics import TOPICS_PATH
from macros.core.models.vocabulary import REDIRECTS_PATH
from macros.core.reading.bibliography import PATH as BIBLIOGRAPHY_PATH


@dataclass(frozen=True)
class Order:
    """The task: what goes, for which kind of reason, on which day, and which addresses may not stay."""

    targets: Targets
    reason: str
    day: str
    hide: frozenset[str] = frozenset()


@dataclass
class Draft:
    """New texts by path; None for a file that goes."""

    texts: dict[str, str | None] = field(default_factory=dict)

    def take(self, path: str, before: str, after: str | None) -> None:
        """Note the new text of a file, if it differs."""
        if before != after:
            self.texts[path] = after


def drafted(archive: Archive, order: Order) -> Draft:
    """Every file that changes."""
    draft, names = Draft(), neutral_names(archive, order)
    for record in archive.all_records():
        if record.kind_id in WRITTEN:
            _draft_record(draft, archive, record, order, names)
    for path, text in archive.pages.items():
        draft.take(path, text, without_calls(text, "", order.targets))
    bibliography = archive.root / BIBLIOGRAPHY_PATH
    before = bibliography.read_text("utf-8")
    draft.take(BIBLIOGRAPHY_PATH, before, _bibliography(archive, before, order.targets))
    _draft_lists(draft, archive, order, names)
    return draft


def neutral_names(archive: Archive, order: Order) -> dict[str, str]:
    """The address under which each target is kept: its own, or a neutral one if its own names somebody."""
    known = {line.strip() for line in archive.published} | set(archive.redirects.root)
    names: dict[str, str] = {}
    for address in sorted(order.targets.addresses, key=lambda one: (one.startswith(("claims/", "notes/")), one)):
        hidden = {address, *_owners(address)} & order.hide
        names[address] = _neutral(address, known, names) if hidden else address
        known.add(names[address])
    return names


def _owners(address: str) -> tuple[str, str]:
    """The source or incident whose id is in the address of a claim or note."""
    owner = address.partition("/")[2].partition(".")[0]
    return f"sources/{owner}", f"incidents/{owner}"


def _neutral(address: str, known: set[str], names: dict[str, str]) -> str:
    plural, _, rest = address.partition("/")
    owner, dot, _ = rest.partition(".")
    kept = next((names[of] for of in _owners(address) if of in names), f"/{owner}")
    stem = f"{plural}/{kept.partition('/')[2]}." if dot else f"{plural}/"
    return next(made for number in range(1, len(known) + 2) if (made := f"{stem}removed-{number}") not in known)


def _draft_record(draft: Draft, archive: Archive, record: Record, order: Order, names: dict[str, str]) -> None:
    before = (archive.root / record.path).read_text("utf-8")
    if order.targets.has(record.kind_id, record.id):
        draft.take(record.path, before, None)
        return
    front = yaml_edits.FRONT.match(before) if isinstance(record, Source) else None
    head, body = (front[2], front[3]) if front else (before, "")
    numbers = order.targets.passages.get(record.id, set()) if front else set()
    made_head = _without(head, places(archive, record, order.targets))
    made_head = without_calls(made_head, record.id, order.targets)
    made_body = without_entry(body, numbers, sentence(order.reason)) if numbers else body
    made_body = without_calls(made_body, record.id, order.targets)
    told = telling(archive, record, order.targets)
    if told or (made_head, made_body) != (head, body):
        made_head = _told(made_head, record, order, names, told)
    draft.take(record.path, before, f"{front[1] if front else ''}{made_head}{made_body}")


def sentence(reason: str) -> str:
    """The sentence that replaces the description of a passage."""
    return f"What stood here was removed for reasons of {reason}."


def places(archive: Archive, record: Record, targets: Targets) -> list[FieldPath]:
    """The values of a record that go: its own claims and notes, phrases of a passage, and ids of what goes."""
    own = [
        (field, key)
        for field, plural in (("claims", "claims"), ("notes", "notes"))
        for key in getattr(record, field, {})
        if f"{plural}/{record.id}.{key}" in targets.addresses
    ]
    numbers = targets.passages.get(record.id, set()) if isinstance(record, Source) else set()
    phrases = [("passages", str(number)) for number in getattr(record, "passages", {}) if number in numbers]
    gone = [found for found in references(record) if _goes(archive, record, found.declares, found.value, targets)]
    ids = [_entry(found.place) for found in gone]
    parts = [
        ("claims", key, "part-of")
        for key, claim in getattr(record, "claims", {}).items()
        if f"claims/{record.id}.{claim.part_of}" in targets.addresses
    ]
    return [*own, *phrases, *ids, *parts]


def _entry(place: FieldPath) -> FieldPath:
    """The place of an id; of a claim that may share an origin, and of the work of a reply, that of the whole entry."""
    return place[:-1] if "may-share" in place or (place[0], place[-1]) == ("reply", "work") else place


def _goes(archive: Archive, record: Record, declares: str, value: str, targets: Targets) -> bool:
    if declares == "claim":
        return f"claims/{value if '.' in value else f'{record.id}.{value}'}" in targets.addresses
    kinds = list(KINDS) if declares == "any" else declares.split("|")
    found = [kind for kind in kinds if value in archive.records_of(kind)]
    return bool(found) and all(targets.has(kind, value) for kind in found)


def _without(head: str, gone: Iterable[FieldPath]) -> str:
    """The head of a record without the values at these paths; the last of a list goes first, so that positions stay."""
    wanted = set(gone)
    for place in sorted(
        wanted, key=lambda one: [(isinstance(step, int), f"{step!s:0>9}") for step in one], reverse=True
    ):
        if not any(place[:length] in wanted for length in range(1, len(place))):
            head = yaml_edits.delete(head, place)
    return head


def _told(head: str, record: Record, order: Order, names: dict[str, str], told: Collection[int]) -> str:
    """The head with a new entry of `changes:` about it; the older entries with these numbers are withdrawn."""
    if "changes" not in type(record).model_fields:
        return head
    gone = [key for key in getattr(record, "claims", {}) if f"claims/{record.id}.{key}" in order.targets.addresses]
    changes = changes_of(record)
    for index in sorted(told, reverse=True):
        head = _withdrawn(head, index, order.reason)
        for number in range(len(changes[index].claims) - 1, -1, -1):
            address = f"claims/{record.id}.{changes[index].claims[number]}"
            if names.get(address, address) != address:
                head = yaml_edits.delete(head, ("changes", index, "claims", number))
    kept = [names[f"claims/{record.id}.{key}"].rpartition(".")[2] for key in gone]
    claims = [*kept, *_altered(record, order.targets)]
    lines = [f"date: {order.day}", f"kind: {REMOVAL}", f"withdrawn: {order.reason}"]
    return yaml_edits.prepend(head, "changes", [*lines, f"claims: [{', '.join(claims)}]"] if claims else lines)


def _withdrawn(head: str, index: int, reason: str) -> str:
    """The head with one entry of `changes:` that tells its day and kind alone."""
    for told in ("was", "record-was"):
        head = yaml_edits.delete(head, ("changes", index, told))
    return yaml_edits.replace(head, ("changes", index, "text"), reason, "withdrawn")


def _altered(record: Record, targets: Targets) -> list[str]:
    """The claims that stay but lose a link to one that goes."""
    found = []
    for key, claim in getattr(record, "claims", {}).items():
        parts = [f"{record.id}.{claim.part_of}"] if claim.part_of else []
        refs = [f"{record.id}.{key}", *claim.rests_on, *(other.claim for other in claim.may_share), *parts]
        own, *linked = [f"claims/{ref if '.' in ref else f'{record.id}.{ref}'}" in targets.addresses for ref in refs]
        found += [key] if any(linked) and not own else []
    return found


def _bibliography(archive: Archive, text: str, targets: Targets) -> str:
    for key, work in archive.works.items():
        if targets.has("work", key):
            text = bib_edits.without_entry(text, work.document.text)
            continue
        made = work.document.text
        for place in places(archive, work, targets):
            made = bib_edits.without_field(made, str(place[0]))
            made = bib_edits.without_field(made, "relatedtype") if place[0] == "related" else made
        if targets.has("source", key):
            made = bib_edits.without_keyword(made, "annotated")
        text = text.replace(work.document.text, made, 1)
    return text


def _draft_lists(draft: Draft, archive: Archive, order: Order, names: dict[str, str]) -> None:
    """The retired and the published ids, and what the last look at the web found."""
    path = archive.root / REDIRECTS_PATH
    before = path.read_text("utf-8")
    text = before if before.endswith("\n") or not before else f"{before}\n"
    for address, retired in archive.redirects.root.items():
        if retired.to in order.targets.addresses:
            text = yaml_edits.delete(text, (address, "to"))
    text = re.sub(r"^\{\}\s*$", "", text, flags=re.MULTILINE)
    text += "".join(f"{name}: {{removed: {order.reason}, since: {order.day}}}\n" for name in sorted(names.values()))
    draft.take(REDIRECTS_PATH, before, text)
    _draft_topics(draft, archive, order.targets.addresses)
    old = [line.strip() for line in archive.published if line.strip()]
    new = sorted({*(names.get(line, line) for line in old), *names.values()})
    if new != old:
        draft.take(PUBLISHED_PATH, "\n".join(old), "".join(f"{line}\n" for line in new))
    if archive.health and (archive.root / HEALTH_PATH).is_file():
        before = (archive.root / HEALTH_PATH).read_text("utf-8")
        draft.take(HEALTH_PATH, before, _health(before, order.targets))


def _draft_topics(draft: Draft, archive: Archive, gone: Collection[str]) -> None:
    """The search words without the spellings of what goes, and without leads to it."""
    topics = archive.topics
    places: list[FieldPath] = [("spellings", address) for address in topics.spellings if address in gone]
    for topic_id, topic in topics.topics.items():
        leads = [("topics", topic_id, "leads", number) for number, one in enumerate(topic.leads) if one in gone]
        places += [("topics", topic_id, "leads")] if leads and len(leads) == len(topic.leads) else leads
    if places:
        before = (archive.root / TOPICS_PATH).read_text("utf-8")
        draft.take(TOPICS_PATH, before, _without(before, places))


def _health(text: str, targets: Targets) -> str:
    """The last look without sources, passages and claims that go; the rest unchanged."""
    tree = json.loads(text)
    kept = []
    for look in tree.get("looks", []):
        if not targets.has("source", look["source"]):
            numbers = targets.passages.get(look["source"], set())
            missing = look.get("missing", [])
            left = [one for one in missing if not _told_of(one, numbers, targets)]
            kept.append(look if left == missing else {**look, "missing": left, "sought": None})
    if kept == tree.get("looks", []):
        return text
    looks = [{key: value for key, value in look.items() if value not in (None, [])} for look in kept]
    return json.dumps({**tree, "looks": looks}, ensure_ascii=False, indent=1) + "\n"


def _told_of(missing: dict[str, object], numbers: set[int], targets: Targets) -> bool:
    claim = f"claims/{missing.get('claim')}"
    return claim in targets.addresses or str(missing.get("passage")) in {str(number) for number in numbers}
