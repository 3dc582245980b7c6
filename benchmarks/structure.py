"""Mutations that know what a file is: values, fields and entries swapped, files renamed or added in odd places.

Each takes the files of an archive by path and gives those that it changes, with None for one that it takes away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

import yaml

from benchmarks import nasty
from benchmarks.building import FRAME
from benchmarks.mutate import mutated
from macros.core.reading.yaml_reader import parted

Files = Mapping[str, bytes]
Change = dict[str, bytes | None]
Place = tuple[str | int, ...]
DEPTH = 2
"""Folders above a record."""
LISTS = ("data/published.txt", "data/redirects.yml")
BIBLIOGRAPHY = "bibliography.bib"
_ENTRY = re.compile(r"^@.*?^\}\n", re.MULTILINE | re.DOTALL)


def changed(files: Files, random: Random) -> Change:
    """One mutation of an archive; the pages to which its template leads are left as they are."""
    files = {path: content for path, content in files.items() if path not in FRAME}
    return random.choice(_MUTATIONS)(files, random)


def _text(files: Files, path: str) -> str:
    return files[path].decode("utf-8", "replace")


def _parts(path: str, text: str) -> tuple[str, str]:
    """The YAML of a file, and the body behind it, if it has one."""
    return parted(text, markdown=path.endswith(".md"))


def readable(files: Files, random: Random) -> tuple[str, Any, str]:
    """Any record or page: its path, its values, and its body."""
    return _tree(files, random, _records(files))


def written(path: str, values: Any, body: str) -> bytes:
    """A record or page as a file."""
    return _joined(path, _dumped(values), body)


def _joined(path: str, head: str, body: str) -> bytes:
    return (f"---\n{head}---\n{body}" if path.endswith(".md") else head).encode("utf-8", "replace")


def _dumped(tree: Any) -> str:
    made: str = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1000)
    return made


def places(tree: Any, above: Place = ()) -> Iterator[Place]:
    """Every place in a record, from its head down."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield (*above, key)
        yield from places(value, (*above, key))


def _around(tree: Any, place: Place) -> Any:
    for key in place[:-1]:
        tree = tree[key]
    return tree


def _texts(tree: Any) -> list[Place]:
    """The places of all texts of a record."""
    return [place for place in places(tree) if isinstance(_around(tree, place)[place[-1]], str)]


_LISTS = ("data/vocabulary.yml", "data/labels.yml", "data/sentences.yml", "data/topics.yml", "mkdocs.yml")


def _records(files: Files) -> list[str]:
    ends = (".yml", ".cff", ".md")
    return [path for path in sorted(files) if path.endswith(ends) and path not in _LISTS]


def _tree(files: Files, random: Random, paths: list[str]) -> tuple[str, Any, str]:
    """A record that can be read, its values, and its body."""
    for path in random.sample(paths, len(paths)):
        head, body = _parts(path, _text(files, path))
        try:
            tree = yaml.load(head, yaml.BaseLoader)  # noqa: S506 # texts alone
        except yaml.YAMLError:
            continue
        if isinstance(tree, dict) and tree:
            return path, tree, body
    raise LookupError("no record can be read")


def _value(files: Files, random: Random) -> Change:
    """A value is another one, or has one behind it."""
    path, tree, body = _tree(files, random, _records(files))
    place = random.choice(_texts(tree))
    around, value = _around(tree, place), random.choice(nasty.VALUES)
    around[place[-1]] = random.choice((value, value, f"{around[place[-1]]} {value}", f"{value} {around[place[-1]]}"))
    return {path: _joined(path, _dumped(tree), body)}


def _field(files: Files, random: Random) -> Change:
    """A field is gone, empty, of another kind, twice, new, or one of another record."""
    path, tree, body = _tree(files, random, _records(files))
    place = random.choice(list(places(tree)))
    around: Any = _around(tree, place)
    key: Any = place[-1]
    match random.randrange(7):
        case 0:
            del around[key]
        case 1:
            around[key] = [] if isinstance(around[key], list) else {} if isinstance(around[key], dict) else ""
        case 2:
            around[key] = random.choice(([around[key]], {"a": around[key]}, str(around[key])))
        case 3 if isinstance(around, list):
            around.append(around[key])
        case 3 | 4:
            tree[random.choice(nasty.FIELDS)] = random.choice((around[key], *nasty.VALUES[:20]))
        case 5:
            _, other, _ = _tree(files, random, _records(files))
            tree |= {name: other[name] for name in random.sample(sorted(other), min(2, len(other)))}
        case _ if isinstance(around, dict):
            around[random.choice((*nasty.NAMES, *nasty.FIELDS))] = around.pop(key)
    return {path: _joined(path, _dumped(tree) if tree else "", body)}


def _doubled(files: Files, random: Random) -> Change:
    """A line of a head is repeated, or a second head follows."""
    path = random.choice(_records(files))
    head, body = _parts(path, _text(files, path))
    lines = head.splitlines(keepends=True) or ["\n"]
    line = random.choice(lines)
    end = random.choice(("---\n", "...\n", "--- \n", "---\t\n", "----\n", "---"))
    if path.endswith(".md") and random.randrange(2):
        return {path: f"---\n{head}{end}{random.choice(nasty.BLOCKS)}---\n{body}".encode()}
    return {path: _joined(path, head + line, body)}


def _body(files: Files, random: Random) -> Change:
    """A block more in the body of a page or source, or a call within its text."""
    path = random.choice([path for path in sorted(files) if path.endswith(".md")])
    head, body = _parts(path, _text(files, path))
    if "/archive/" in path and random.randrange(3):
        words = body.split(" ")
        words.insert(random.randrange(len(words) + 1), random.choice((*nasty.CALLS, *nasty.VALUES)))
        return {path: _joined(path, head, " ".join(words))}
    blocks = body.split("\n\n")
    blocks.insert(random.randrange(len(blocks) + 1), random.choice(nasty.BLOCKS))
    return {path: _joined(path, head, "\n\n".join(blocks))}


def _page(_files: Files, random: Random) -> Change:
    """A new page of odd blocks, here or there."""
    path = f"docs/about/extra-{random.randrange(4)}.md" if random.randrange(3) else random.choice(nasty.PATHS)
    if path.endswith(".svg"):
        return {path: random.choice(nasty.PICTURES).encode()}
    title = json.dumps(random.choice((*nasty.VALUES[:60], *["A page"] * 60)))
    blocks = "\n".join(random.choices(nasty.BLOCKS, k=random.randint(1, 4)))
    return {path: f"---\ntitle: {title}\ndescription: a\n---\n\n{blocks}\n".encode("utf-8", "replace")}


def _picture(_files: Files, random: Random) -> Change:
    return {f"docs/about/extra-{random.randrange(3)}.svg": random.choice(nasty.PICTURES).encode()}


def _renamed(files: Files, random: Random) -> Change:
    """A record has another id, everywhere it is named; or its file alone has another name."""
    path = random.choice([path for path in _records(files) if path.count("/") == DEPTH])
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    new = random.choice(nasty.NAMES)
    target = f"{folder}/{new}.{suffix}"
    if random.randrange(4) == 0:
        return {target: files[path], path: None}
    word = re.compile(rf"(?<![\w-]){re.escape(stem)}(?![\w-])")
    made: Change = {
        other: word.sub(lambda _: new, _text(files, other)).encode() for other in files if stem.encode() in files[other]
    }
    made[target] = made.get(path) or files[path]
    return made | {path: None}


def _key(files: Files, random: Random) -> Change:
    """The id of a claim, a note or a work is another one, everywhere."""
    ids = re.findall(r"^(?:claims|notes|works)/(?:[\w-]+\.)?([\w-]+)$", _text(files, LISTS[0]), re.MULTILINE)
    old, new = random.choice(ids), random.choice(nasty.NAMES)
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    return {path: word.sub(lambda _: new, _text(files, path)).encode() for path in files if old.encode() in files[path]}


def _copied(files: Files, random: Random) -> Change:
    """A record appears a second time under another id."""
    path = random.choice([path for path in _records(files) if path.count("/") == DEPTH])
    folder, _, name = path.rpartition("/")
    return {f"{folder}/{random.choice(nasty.NAMES)}.{name.rpartition('.')[2]}": files[path]}


def _work(files: Files, random: Random) -> Change:
    """A work more, one less, or one with another value or field."""
    text = _text(files, BIBLIOGRAPHY)
    lines = text.split("\n")
    fields = [number for number, line in enumerate(lines) if re.match(r"  \w+ = \{.*\},$", line)]
    number = random.choice(fields)
    name = lines[number].partition(" = ")[0]
    value = random.choice(nasty.VALUES)
    match random.randrange(6):
        case 0:
            return {BIBLIOGRAPHY: (text + random.choice(nasty.BIBLIOGRAPHY)).encode()}
        case 1:
            del lines[number]
        case 2:
            lines[number] += (
                f"\n  {random.choice(('note', 'uncertain', 'number', 'edition', 'x', 'plain'))} = {{{value}}},"
            )
        case 3:
            entries = _ENTRY.findall(text)
            return {BIBLIOGRAPHY: text.replace(random.choice(entries), random.choice(entries), 1).encode()}
        case _:
            plain = value if random.randrange(3) == 0 else value.replace("{", "").replace("}", "")
            lines[number] = f"{name} = {{{plain}}},"
    return {BIBLIOGRAPHY: "\n".join(lines).encode("utf-8", "replace")}


def _list(files: Files, random: Random) -> Change:
    """One more line in the list of retired ids and, to be accepted, in that of published ones."""
    line = random.choice(nasty.LINES)
    if ": {" not in line:
        return {random.choice(LISTS): _more(files, random.choice(LISTS), line)}
    return {LISTS[1]: _more(files, LISTS[1], line), LISTS[0]: _sorted(files, line.partition(":")[0])}


def _more(files: Files, path: str, line: str) -> bytes:
    return files[path] + line.encode()


def _sorted(files: Files, line: str) -> bytes:
    return "".join(f"{one}\n" for one in sorted({*_text(files, LISTS[0]).split(), line})).encode()


def _health(files: Files, random: Random) -> Change:
    """A value of source health is another one."""
    path = "data/health.json"
    tree = json.loads(files[path])
    place = random.choice(list(places(tree)))
    _around(tree, place)[place[-1]] = random.choice((*nasty.VALUES, None, 1, [], {}, True, 10**30, -1.5))
    return {path: json.dumps(tree, ensure_ascii=bool(random.randrange(2)), indent=1).encode("utf-8", "replace")}


def _own(files: Files, random: Random) -> Change:
    """A value of what the archive says of itself is another one, in both files that say it."""
    path, tree, _ = _tree(files, random, ["identity.yml", "CITATION.cff"])
    place = random.choice(_texts(tree))
    old, new = _around(tree, place)[place[-1]], random.choice(nasty.VALUES)
    _around(tree, place)[place[-1]] = new
    made: Change = {path: _dumped(tree).encode("utf-8", "replace")}
    other = "CITATION.cff" if path == "identity.yml" else "identity.yml"
    _, beside, _ = _tree(files, random, [other])
    for same in (place for place in places(beside) if _around(beside, place)[place[-1]] == old):
        _around(beside, same)[same[-1]] = new
    return made | {other: _dumped(beside).encode("utf-8", "replace")}


def _bytes(files: Files, random: Random) -> Change:
    """Bytes of a file, which know nothing."""
    path = random.choice(sorted(set(files) - {"mkdocs.yml"}))
    return {path: mutated(files[path], [files[other] for other in sorted(files)], random)}


_MUTATIONS: tuple[Callable[[Files, Random], Change], ...] = (
    *(_value, _value, _value, _value, _value, _field, _field, _doubled, _body, _body, _page, _page, _picture),
    *(_renamed, _renamed, _key, _copied, _work, _work, _work, _list, _health, _own, _bytes, _bytes, _bytes),
)
