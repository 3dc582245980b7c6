"""Invented archives of any size, the same for the same seed, that pass the check without a problem.

A source has 12 passages, 6 claims, an editorial note and 20 references. The other records stand to the sources in
fixed proportions, so that pages of all kinds keep their length while the archive grows; every record is used.
The first source can be a long one, with chapters. Files are written as they are made: whoever measures children's
memory has to stay small.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks import words
from benchmarks.words import Deck

PASSAGES, CLAIMS, CITED = 12, 6, 2
LONG_PASSAGES, LONG_CLAIMS, CHAPTER = 400, 100, 20
"""Passages and claims of a long source, and passages of each of its chapters."""
EACH = {"incident": 4, "event": 4, "organization": 4, "person": 10, "voice": 10, "place": 20, "instrument": 50}
"""How many sources there are for one record of a kind."""
FOLDERS = {"person": "people"}
REFERENCES = ("org",) * 6 + ("place",) * 4 + ("person", "law", "cite") * 2 + ("voice", "incident", "event", "see")
AS_OF = "2026-01-01"
"""The day of which the invented statuses are: after all days of `words.day`."""
PROVISIONS = ("3", "16(1)", "33(1)")
NAMINGS = ("provision", "identified", "described")
COUNTRIES = ("United States", "Republic of Korea", "Japan", "United Kingdom", "Germany")
MEASURES = ("arrested", "held", "facing-return", "returned", "at-risk", "children")
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass
class Invented:
    """The archive being written: where, how large, the ids of each kind, the days of its incidents and sources."""

    root: Path
    sources: int
    random: Random
    decks: dict[str, Deck] = field(default_factory=dict)
    days: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    long: bool = False

    def size(self, source: int) -> tuple[int, int]:
        """How many passages and claims a source has."""
        return (LONG_PASSAGES, LONG_CLAIMS) if self.long and source == 0 else (PASSAGES, CLAIMS)

    def named(self, draw: Callable[[Random], str]) -> str:
        """A name that no record of the archive has yet."""
        while (name := draw(self.random)) in self.given:
            pass
        self.given.add(name)
        return name

    def native(self) -> dict[str, str]:
        """Names in Korean and Chinese script that no record has yet."""
        while self.given & set((names := words.native(self.random)).values()):
            pass
        self.given |= set(names.values())
        return names

    def ids(self, kind: str) -> list[str]:
        """All ids of a kind."""
        size = self.sources if kind == "source" else max(2, self.sources // EACH[kind])
        return [f"{kind}-{number:05d}" for number in range(size)]

    def deal(self, kind: str) -> str:
        """A record of a kind that was used least so far."""
        return self.decks[kind].deal()

    def incident_of(self, source: int) -> int:
        """The number of the incident that a source reports."""
        return source % len(self.days)

    def write(self, kind: str, record_id: str, record: dict[str, Any]) -> None:
        """One YAML record."""
        path = self.root / "data" / FOLDERS.get(kind, f"{kind}s") / f"{record_id}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_yaml(record), "utf-8")


def invent(root: Path, sources: int, seed: int = 1, *, long: bool = False) -> None:
    """Write all records of an invented archive below a root: docs/archive, data and bibliography.bib.

    `long` makes the first source one of 400 passages and 100 claims, in chapters, on all incidents in turn.
    """
    random = Random(seed)  # noqa: S311 - nothing here is a secret
    made = Invented(root, sources, random, long=long)
    made.decks = {kind: Deck(random, made.ids(kind)) for kind in (*EACH, "source")}
    made.days = [words.day(random) for _ in made.ids("incident")]
    _date_sources(made)
    for kind, write in RECORDS.items():
        for number, record_id in enumerate(made.ids(kind)):
            made.write(kind, record_id, write(made, number))
    _write_sources(made)


def _yaml(record: dict[str, Any]) -> str:
    return yaml.dump(record, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=112)


def _call(call: str, *arguments: str | int, **named: str) -> str:
    values = [f'"{value}"' if isinstance(value, str) else str(value) for value in arguments]
    values += [f'{key}="{value}"' for key, value in named.items()]
    return f"{{{{ {call}({', '.join(values)}) }}}}"


def _reference(made: Invented, call: str, source: int) -> str:
    """One reference call to a record of the fitting kind."""
    text = words.phrase(made.random, 3)
    match call:
        case "org" | "person":
            kind = "organization" if call == "org" else call
            role = made.random.choice(("actor" if call == "org" else "mentioned", "quoted", "addressed"))
            return _call(call, made.deal(kind), text, role=role, named=words.name(made.random))
        case "law":
            how = made.random.choice(NAMINGS)
            return _call("law", made.deal("instrument"), made.random.choice(PROVISIONS), text, how=how)
        case "cite":
            return _call("cite", _cited(source, made.random.randrange(CITED)), text)
        case "see":
            return _call("see", made.deal("source"), made.random.randint(1, PASSAGES), text)
        case _:
            return _call(call, made.deal(call), text)


def _cited(source: int, number: int) -> str:
    return f"work-{source:05d}-{number}"


def _organization(made: Invented, number: int) -> dict[str, Any]:
    random = made.random
    return {
        "name": made.named(words.body),
        "short": made.named(words.name),
        "native": made.native(),
        "aliases": [made.named(words.body)],
        "kind": random.choice(("ngo", "coalition", "ministry", "un-body", "news-outlet")),
        "country": random.choice(COUNTRIES),
        "address": f"https://organization-{number}.example/",
        "founded": words.loose(random, words.day(random)),
        "note": words.sentence(random, _call("place", made.deal("place"))) + " " + words.sentence(random),
        "checked": [f"https://register.example/{number}"],
    }


def _person(made: Invented, number: int) -> dict[str, Any]:
    del number
    return {
        "name": made.named(lambda random: f"{words.name(random)} {words.name(random)}"),
        "native": made.native(),
        "office": words.phrase(made.random),
        "affiliation": [made.deal("organization")],
        "spoke-in": [made.deal("source")],
        "note": words.sentence(made.random),
    }


def _voice(made: Invented, number: int) -> dict[str, Any]:
    del number
    kind = made.random.choice(("unnamed", "collective", "named-not-here"))
    return {"name": made.named(words.body), "kind": kind, "note": words.sentence(made.random)}


def _place(made: Invented, number: int) -> dict[str, Any]:
    random = made.random
    point = {"latitude": f"{random.uniform(38, 46):.2f}", "longitude": f"{random.uniform(118, 131):.2f}"}
    return {
        "name": made.named(words.name),
        "native": made.native(),
        "kind": random.choice(("city", "county", "town")),
        "country": "China",
        "province": words.name(random),
        "coordinates": point | {"certainty": "city", "source": f"invented gazetteer {number}"},
        "note": words.sentence(random),
    }


def _instrument(made: Invented, number: int) -> dict[str, Any]:
    random, adopted = made.random, words.day(made.random)
    title = f"Convention on {words.name(random)} and {words.name(random)}"
    return {
        "name": title,
        "short": made.named(words.name),
        "kind": "treaty",
        "adopted": adopted,
        "in-force": words.later(random, adopted),
        "unts": f"{number + 1} UNTS 1",
        "cite-oscola": f"{title} (adopted {adopted}) {number + 1} UNTS 1",
        "cite-bluebook": f"{title}, {adopted}, {number + 1} U.N.T.S. 1.",
        "content": words.sentence(random),
        "provisions": {key: {"label": f"Article {key}", "subject": words.phrase(random)} for key in PROVISIONS},
        "status": {
            state: {"signed": adopted, "ratified": words.later(random, adopted), "standing": "party", "as-of": AS_OF}
            for state in ("china", "dprk")
        },
    }


def _event(made: Invented, number: int) -> dict[str, Any]:
    random = made.random
    inset = _reference(made, "org", 0) + " and " + _reference(made, "place", 0)
    return {
        "title": made.named(words.phrase).capitalize(),
        "date": words.loose(random, words.day(random)),
        "kind": random.choice(("statement", "briefing", "hearing", "vote")),
        "summary": words.sentence(random, inset),
        "organizations": made.decks["organization"].hand(2),
        "people": [made.deal("person")],
        "places": [made.deal("place")],
        "instruments": [made.deal("instrument")],
        "incidents": [made.deal("incident")],
        "works": [_cited(number % made.sources, 0)],
        "status": random.choice(("confirmed", "reported")),
    }


def _incident(made: Invented, number: int) -> dict[str, Any]:
    random, own = made.random, f"incident-{number:05d}"
    claims = {f"reported-{n}": _incident_claim(made, _cited(number, n)) for n in range(CITED)}
    figures = [_call("claim", f"{own}.{claim_id}", claim["count"]) for claim_id, claim in claims.items()]
    places = made.decks["place"].hand(2)
    return {
        "title": made.named(lambda random: f"Returns through {words.name(random)}"),
        "kind": random.choice(("return", "detention", "detention-and-return")),
        **({"main": "yes"} if number < len(EACH) else {}),
        "date": words.loose(random, made.days[number]),
        "outcome": words.phrase(random, 6),
        "summary": words.sentence(random, figures[0]) + " " + words.sentence(random, _reference(made, "place", 0)),
        "differences": words.sentence(random, " and ".join(figures)),
        "places": {"arrested": places[:1], "crossed": places[1:]},
        "organizations": [made.deal("organization")],
        "related": [item for item in [made.deal("incident")] if item != own],
        "claims": claims,
    }


def _incident_claim(made: Invented, work: str) -> dict[str, Any]:
    chain = [made.deal("organization"), made.deal("voice")]
    return {"work": work, **_figure(made), "said-by": chain, "stance": "reports"}


def _figure(made: Invented) -> dict[str, Any]:
    measure = made.random.choice(MEASURES)
    return {"measure": measure, "count": words.count(made.random), "who": words.phrase(made.random, 6)}


RECORDS = {
    "organization": _organization,
    "person": _person,
    "voice": _voice,
    "place": _place,
    "instrument": _instrument,
    "event": _event,
    "incident": _incident,
}


def _date_sources(made: Invented) -> None:
    """Date each source: not before what it reports, nor before the source on the same incident that it rests on."""
    for number in range(made.sources):
        earlier = number - len(made.days)
        reported = max(made.days) if made.size(number)[1] > CLAIMS else made.days[made.incident_of(number)]
        made.dates.append(words.later(made.random, made.dates[earlier] if earlier >= 0 else reported))


def _write_sources(made: Invented) -> None:
    folder = made.root / "docs" / "archive"
    folder.mkdir(parents=True, exist_ok=True)
    entries: dict[str, str] = {}
    for number, source in enumerate(made.ids("source")):
        record = _source(made, number)
        text = f"---\n{_yaml(record)}---\n\n{_annotation(made, number, record['claims'])}"
        (folder / f"{source}.md").write_text(text, "utf-8")
        entries |= _works(made, number, source)
    (made.root / "bibliography.bib").write_text("\n".join(entries[key] for key in sorted(entries)), "utf-8")


def _source(made: Invented, number: int) -> dict[str, Any]:
    random, author = made.random, made.deal("organization")
    passages, size = made.size(number)
    claims = {f"claim-{n}": _source_claim(made, number, n, author) for n in range(size)}
    firsts = range(1, passages + 1, CHAPTER) if passages > PASSAGES else ()
    return {
        "kind": random.choice(("news-release", "report", "joint-statement")),
        "heading": f"{words.name(random)} on {words.phrase(random)}",
        "short": f"{words.name(random)} {made.days[made.incident_of(number)][:4]}",
        "in-short": f"{words.sentence(random)} {words.sentence(random)}",
        "capture": {
            "file": f"{number:05d}.txt",
            "sha256": sha256(str(number).encode()).hexdigest(),
            "passages": str(passages),
        },
        "rights": "in-copyright",
        "rights-holder": author,
        "credits": {"author": [author], "host": [made.deal("organization")]},
        **({"chapters": {str(first): words.phrase(random) for first in firsts}} if firsts else {}),
        "claims": claims,
        "notes": {"figures": _note(made, number)},
    }


def _source_claim(made: Invented, number: int, claim: int, author: str) -> dict[str, Any]:
    passages, size = made.size(number)
    incident = made.incident_of(number + (claim if size > CLAIMS else 0))
    earlier = number - len(made.days)
    rests = [f"source-{earlier:05d}.claim-{claim}"] if claim == 0 and earlier >= 0 else []
    return {
        "passage": str(1 + claim * passages // size),
        "incident": f"incident-{incident:05d}",
        **_figure(made),
        "said-by": [author, *([made.deal("voice")] if claim % 2 else [])],
        "stance": "reports" if claim % 2 else "asserts",
        **({"rests-on": rests} if rests else {}),
        "find": [words.phrase(made.random)],
    }


def _note(made: Invented, number: int) -> dict[str, Any]:
    other = made.deal("source")
    figures = [_call("claim", f"{owner}.claim-1", "the figure") for owner in (f"source-{number:05d}", other)]
    return {
        "kind": made.random.choice(("conflict", "context", "correction")),
        "topic": words.phrase(made.random),
        "passages": ["2"],
        **({"also": {other: ["3"]}} if other != f"source-{number:05d}" else {}),
        "text": words.sentence(made.random, figures[0]) + " " + words.sentence(made.random, figures[1]),
        "concerns": [f"incident-{made.incident_of(number):05d}"],
        "works": [_cited(number, 0)],
    }


def _annotation(made: Invented, number: int, claims: dict[str, Any]) -> str:
    """The body: references are dealt out over the passages, claims are in their own."""
    passages = made.size(number)[0]
    calls: dict[int, list[str]] = {passage: [] for passage in range(1, passages + 1)}
    for claim_id, claim in claims.items():
        calls[int(claim["passage"])].append(_call("claim", claim_id, claim["count"]))
    for index, reference in enumerate(REFERENCES * (passages // PASSAGES)):
        calls[index % passages + 1].append(_reference(made, reference, number))
    return "\n".join(_passage(made, passage, found) for passage, found in calls.items())


def _passage(made: Invented, number: int, calls: list[str]) -> str:
    sentences = [words.sentence(made.random, call) for call in (*calls, "")]
    return f"{_call('passage', number)}\n" + "\n".join(sentences) + "\n"


def _works(made: Invented, number: int, source: str) -> dict[str, str]:
    """The entries of a source and of what it cites, by their keys."""
    date = made.dates[number]
    own = {source: _work(made, "online", source, date, "annotated, invented")}
    cited = (_cited(number, n) for n in range(CITED))
    return own | {key: _work(made, "article", key, date, "invented") for key in cited}


def _work(made: Invented, entry: str, key: str, date: str, keywords: str) -> str:
    fields = {
        "author": f"{{{words.body(made.random)}}}",
        "title": words.phrase(made.random, 8).capitalize(),
        "journaltitle" if entry == "article" else "publisher": words.body(made.random),
        "date": date,
        "url": f"https://works.example/{key}",
        "langid": "en",
        "keywords": keywords,
        **({"seen": "original", "seenon": date} if entry == "article" else {}),
    }
    return f"@{entry}{{{key},\n" + "".join(f"  {k} = {{{v}}},\n" for k, v in fields.items()) + "}\n"
