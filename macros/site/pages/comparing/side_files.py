"""The files that the page of the comparison loads: one for each side, and one for each list of sides to choose from.

`compare/sides/<key>.json.gz` has what a side says, which law its documents name, and our notes on it. Where it has many
claims, its file has none, and those of a few incidents each are in `compare/sides/<key>.<number>.json.gz`. So a reader
loads two small files, however large the archive is. The file of a retired key names its successor.
`compare/lists/<list>.json.gz` has the name of a list and its sides, those of one incident or of one year; the list
`of.all` is there while it is short. `of.older` has the lists of older incidents, which the page does not name itself.
Addresses are below the root of the site. Claims are the rows of a table whose columns are named once; 0 stands for what
is empty. `compare.js` fills in what is left out: the incident of a claim where it is that of the claim before, the side
in its id, what it gives where that follows from what is shown, and addresses that follow from ids. The topic of a claim
is the place of its name among the topics, from 0.

The files are packed with gzip (RFC 1952), which leaves two fifths of their bytes; `unpacked` in `find.js` unpacks them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from macros.core.models import PRACTICE, Incident, Instrument, Source
from macros.core.relations import Mention
from macros.site import addresses
from macros.site.claims.compared_claims import Weighed, day_of, weighed
from macros.site.pages.comparing.sides import DOCUMENT, SPEAKER, Side, Sides, sides_of
from macros.site.pages.spoken import WITHOUT_INCIDENT
from macros.site.site import Site

SIDES_FOLDER, LISTS_FOLDER = "compare/sides", "compare/lists"
IN_ONE_FILE = 150
"""The most claims of a side in its own file; of more, its incidents share further files."""
IN_ONE_LIST = 1_500
"""The most sides of which one list has all; of more, a reader chooses a year or an incident first."""
PLACES = 12
"""The most passages that are listed for one provision; the page of the instrument has them all."""
NEWEST = 100
"""The most incidents that the page itself names, the newest; the others are in a file for who asks for them."""
ALL, GENERAL, OLDER, YEAR = "of.all", "of.none", "of.older", "of."
"""The lists of all sides, of those with claims about no incident, and of older incidents; what is before a year. No id
has a dot."""


def side_files(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The path of each file and what makes its text."""
    sides = sides_of(site)
    for side in sides.all.values():
        parts = list(_parts(side))
        yield f"{SIDES_FOLDER}/{side.key}.json.gz", partial(_side, sides, side, parts)
        for number, incidents in enumerate(parts, 1):
            yield f"{SIDES_FOLDER}/{side.key}.{number}.json.gz", partial(_rows_of, site, side, incidents)
    for old, key in sides.moved.items():
        yield f"{SIDES_FOLDER}/{old}.json.gz", partial(_packed, {"key": old, "moved": key})
    named = on_incidents(sides)
    names = dict(named)
    for name, listed in lists(sides).items():
        yield f"{LISTS_FOLDER}/{name}.json.gz", partial(_list, names.get(name, ""), listed)
    if len(named) > NEWEST:
        yield f"{LISTS_FOLDER}/{OLDER}.json.gz", partial(_packed, named[NEWEST:])


def on_incidents(sides: Sides) -> list[tuple[str, str]]:
    """The lists that are about one incident each, with their names, the newest incident first."""
    found = [one for one in sides.site.archive.records_of(Incident.kind_id).values() if one.id in sides.by_incident]
    found.sort(key=lambda one: one.date.first if isinstance(one, Incident) else "", reverse=True)
    return [(one.id, one.short_text) for one in found]


def lists(sides: Sides) -> dict[str, list[Side]]:
    """The sides of each list: all if they are few, else those of each year, and those of each incident."""
    every = sides.all.values()
    found = {incident or GENERAL: listed for incident, listed in sides.by_incident.items()}
    if len(sides.all) <= IN_ONE_LIST:
        return {ALL: list(every)} | found
    years: dict[str, list[Side]] = {}
    for side in every:
        for year in {side.day[:4]} if side.kind != SPEAKER else {stated.said[:4] for stated in side.claims}:
            years.setdefault(f"{YEAR}{year or 'undated'}", []).append(side)
    return {name: years[name] for name in sorted(years)} | found


def _list(name: str, listed: list[Side]) -> bytes:
    return _packed({"name": name, "sides": [[side.key, side.kind, side.name, side.day] for side in listed]})


def _parts(side: Side) -> Iterator[list[str]]:
    """The incidents that share each further file; none where the file of the side has all claims."""
    if len(side.claims) <= IN_ONE_FILE:
        return
    counts = _counts(side)
    part: list[str] = []
    for incident in sorted(counts):
        if part and sum(counts[one] for one in (*part, incident)) > IN_ONE_FILE:
            yield part
            part = []
        part.append(incident)
    yield part


def _counts(side: Side) -> dict[str, int]:
    counts: dict[str, int] = {}
    for stated in side.claims:
        counts[stated.incident or ""] = counts.get(stated.incident or "", 0) + 1
    return counts


def _side(sides: Sides, side: Side, parts: list[list[str]]) -> bytes:
    site = sides.site
    kept = {incident: number for number, part in enumerate(parts, 1) for incident in part}
    return _packed(
        {
            "key": side.key,
            "kind": side.kind,
            "name": side.name,
            "about": side.about,
            "href": side.address,
            "incidents": {
                incident: _about(site, incident) | {"n": number} | ({"part": kept[incident]} if kept else {})
                for incident, number in sorted(_counts(side).items())
            },
            "law": list(_law(sides, side)),
            "notes": [[one.ref, one.note.topic, site.shown_at(site.note_address(one))] for one in sides.notes(side)],
            **({} if kept else _rows(site, side, list(_counts(side)))),
        }
    )


def _about(site: Site, incident: str) -> dict[str, Any]:
    """An incident as a comparison heads what is said of it; without one it is the general situation."""
    record = site.archive.records_of(Incident.kind_id).get(incident)
    if not isinstance(record, Incident):
        return {"title": WITHOUT_INCIDENT, "day": "", "loose": 1}
    page = {"title": record.title_text, "day": record.date.first, "href": site.address("incident", incident)}
    return page | ({"loose": 1} if record.kind == PRACTICE else {})


def _rows_of(site: Site, side: Side, incidents: list[str]) -> bytes:
    return _packed(_rows(site, side, incidents))


def _rows(site: Site, side: Side, incidents: list[str]) -> dict[str, Any]:
    """The claims of a side about some incidents, their topics, and the names of the claims that they lead to."""
    stated = [one for one in side.claims if (one.incident or "") in incidents]
    found = [weighed(site.relations, site.claims[one.ref]) for one in stated]
    topics = sorted({one.topic for one in found}, key=lambda topic: topic.order)
    named = {ref: site.claims[ref] for one in found for ref in one.repeats}
    about = _counts(side)
    rows = list(
        _in_turn(_row(side, one, _unlike(site, about, one.claim.ref), topics.index(one.topic)) for one in found)
    )
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return {
        "topics": {one.key: [one.order, one.label, int(one.apart)] for one in topics},
        "columns": columns,
        "rows": [[row.get(name, 0) for name in columns] for row in rows],
        "named": {ref: [*filter(None, [one.named, _unlike(site, about, ref)])] for ref, one in sorted(named.items())},
    }


def _in_turn(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows without an incident that is the same as that of the row before."""
    before = ""
    for row in rows:
        incident = row.pop("incident", "")
        yield row | ({"incident": incident} if incident != before else {})
        before = incident


def _unlike(site: Site, about: dict[str, int], ref: str) -> str:
    """The address of a claim; empty where it is `archive/<owner>/#c-<id>`, `incidents/…` if the side is `about` it."""
    address, (owner, _, anchor) = site.shown_at(site.claims[ref].address), ref.partition(".")
    kind = Incident.kind_id if owner in about else Source.kind_id
    return "" if address == f"{addresses.address(kind, owner)}#c-{anchor}" else address


def _row(side: Side, one: Weighed, address: str, topic: int) -> dict[str, Any]:
    """A claim, without what is empty. `stance` is there where the chain alone does not say how firmly it is said."""
    claim, recorded = one.claim, one.claim.recorded
    follows = f"{claim.headline} {one.topic.key.partition(':')[2]}"
    row = {
        "ref": claim.ref.removeprefix(side.key) if claim.ref.startswith(f"{side.key}.") else claim.ref,
        "incident": recorded.incident or (claim.incident.id if claim.incident else ""),
        "topic": topic,
        "day": day_of(recorded),
        "word": int(recorded.count is not None and recorded.count.number is None),
        "span": one.span,
        "shown": claim.headline,
        "dated": claim.dated_short if claim.count else "",
        "who": claim.who,
        "by": claim.said_by,
        "stance": claim.stance if recorded.stance in ("relays", "disputes") else "",
        "against": recorded.stance if claim.position else "",
        "position": claim.position,
        "hedge": claim.hedge,
        "when": claim.when_short,
        "at": _where(side, one),
        "href": address,
        "repeats": {ref: list(gone) for ref, gone in one.repeats.items()},
        "shares": {other.claim.id: other.why for other in claim.may_share},
    }
    told = {key: value for key, value in row.items() if value}
    return told | ({"given": one.given} if one.given != follows else {})


def _where(side: Side, one: Weighed) -> str:
    """The words of the link to a claim: its passage, behind the name of the document where that is not the side."""
    passage = f"{one.claim.passage}" if one.claim.annotated else ""
    if side.kind == SPEAKER:
        return ", ".join(filter(None, [one.claim.outlet, passage]))
    return passage or (one.claim.recorded.locator or "claim")


def _law(sides: Sides, side: Side) -> Iterator[dict[str, Any]]:
    """Each provision with the passages that name it, or that the archive reads as being about it."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for instrument, mention in sides.law(side):
        found.setdefault((instrument, mention.provision), []).append(mention)
    for (instrument, provision), mentions in found.items():
        record = sides.site.archive.records_of(Instrument.kind_id).get(instrument)
        if isinstance(record, Instrument):
            label = f", {record.provisions[provision].label}" if provision in record.provisions else ""
            yield {
                "on": f"{instrument}/{provision}",
                "shown": f"{record.short_text}{label}",
                "named": int(not all(one.ours for one in mentions)),
                "at": [_place(sides.site, side, one) for one in mentions[:PLACES]],
                "more": max(0, len(mentions) - PLACES),
            }


def _place(site: Site, side: Side, mention: Mention) -> list[Any]:
    """A passage: the words of its link, its address, and whether the archive, not the passage, says which law it is.

    The address is empty where the side is the document and the words are the number of the passage.
    """
    number = f"{mention.passage}" if mention.passage else "as a whole"
    name = number if side.kind == DOCUMENT else f"{site.link('source', mention.source).text}, {number}"
    at = site.shown_at(addresses.passage(site.archive, mention.source, mention.passage))
    return [name, "" if at == f"{side.address}#p{name}" else at, int(mention.ours)]


def _packed(value: Any) -> bytes:
    return gzip.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
