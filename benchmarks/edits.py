"""Random edits of an archive and its house, as people and programs make them. Most leave the archive sound."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

Edit = Callable[["House", Random], str]
"""Changes files and says what it changed; empty if there was nothing to change."""

WORDS = ("quietly", "again", "at first", "in part", "later", "near the quay", "by boat", "in short")
KINDS = ("events", "incidents", "instruments", "organizations", "people", "places", "voices")
_WORD = re.compile(r"(?<=[a-z,] )(?!and\b|or\b|of\b)[a-z]{4,}(?= [a-z]{2,}\b)")
_CALL = re.compile(r'\{\{ (org|person|place|event|incident|cite|law)\("([a-z0-9-]+)"[^}]*\) \}\}')
_DAY = re.compile(r"\b((?:19|20)\d\d-(?:0[1-9]|1[0-2]))-(0[1-9]|1\d|2[0-7])\b")
_COUNT = re.compile(r"^(\s+count: [\"']?((?:[a-z]+ )*))(\d+)", re.MULTILINE)
_CLAIM = re.compile(r"^  ([a-z0-9-]+):$", re.MULTILINE)
NUMBERS = (
    ("macros/site/pages/generated.py", "DESCRIPTION_LENGTH = "),
    ("macros/site/languages/first_words.py", "WORDS = "),
    ("macros/site/heads/page_feeds.py", "PAGE_LENGTH = "),
    ("macros/site/works/source_parts.py", "ON_ONE_PAGE = "),
    ("macros/site/indexes/__init__.py", "INDEX_LIMIT = "),
    ("macros/site/pages/comparing/side_files.py", "PLACES = "),
)
"""Numbers of the code that change what pages show."""


class House:
    """An archive with code, templates and styles of its own around it, in a repository, and its site."""

    def __init__(self, folder: Path, root: Path, site: Path) -> None:
        self.folder, self.root, self.site = folder, root, site

    @property
    def store(self) -> Path:
        """Where outputs are kept."""
        return self.root / ".cache" / "outputs.sqlite"

    def files(self, pattern: str) -> list[Path]:
        """The files of the archive that fit a pattern, in a fixed order."""
        return sorted(file for file in self.root.glob(pattern) if file.is_file() and file.name != "published.txt")

    def records(self) -> list[Path]:
        """The files of records below data/."""
        return [file for kind in KINDS for file in self.files(f"data/{kind}/*.yml")]

    def sources(self) -> list[Path]:
        """The files of sources."""
        return [file for file in self.files("docs/archive/*.md") if file.name != "index.md"]

    def git(self, *line: str) -> None:
        """Run git in the archive."""
        known = {"GIT_AUTHOR_DATE": "2024-03-04T05:06:07Z", "GIT_COMMITTER_DATE": "2024-03-04T05:06:07Z"}
        names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        subprocess.run(
            ["git", *line], cwd=self.root, check=True, env={**os.environ, **known, **names}, capture_output=True
        )


def _replaced(house: House, file: Path, found: re.Match[str] | None, new: str) -> str:
    if found is None:
        return ""
    text = file.read_text("utf-8")
    file.write_text(text[: found.start()] + new + text[found.end() :], "utf-8")
    return f"{file.relative_to(house.folder).as_posix()}: {found[0]!r} is {new!r}"


def _any(random: Random, found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    every = list(found)
    return random.choice(every) if every else None


def _in_body(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return pattern.finditer(text, max(0, text.find("\n---\n")))


def annotation_word(house: House, random: Random) -> str:
    """A word of an annotation."""
    file = random.choice(house.sources())
    return _replaced(house, file, _any(random, _in_body(file.read_text("utf-8"), _WORD)), random.choice(WORDS))


def figure(house: House, random: Random) -> str:
    """The figure of a claim, there and in the texts that have it."""
    files = [file for file in (*house.sources(), *house.files("data/incidents/*.yml")) if "count:" in file.read_text()]
    file = random.choice(files)
    text = file.read_text("utf-8")
    found = _any(random, _COUNT.finditer(text))
    claims = _CLAIM.findall(text, 0, found.start()) if found else []
    if not found or not claims:
        return ""
    new = int(found[3]) + random.choice((-1, 1, 2))
    said = _replaced(house, file, found, f"{found[1]}{new}")
    _retold(house, file, claims[-1], f"{found[2]}{found[3]}", f"{found[2]}{new}")
    return said


def _retold(house: House, file: Path, claim: str, old: str, new: str) -> None:
    """Give the texts of a claim its new figure; a call in another file names the owner of the claim too."""
    for one in (*house.files("docs/**/*.md"), *house.records()):
        owner = rf"(?:{re.escape(file.stem)}\.)" + ("?" if one == file else "")
        call = re.compile(rf'(claim\(\s*"{owner}{re.escape(claim)}",\s*"){re.escape(old)}"', re.IGNORECASE)
        text = one.read_text("utf-8")
        if (told := call.sub(rf'\g<1>{new}"', text)) != text:
            one.write_text(told, "utf-8")


def day(house: House, random: Random) -> str:
    """A day in a record or in the bibliography."""
    file = random.choice([*house.sources(), *house.records(), house.root / "bibliography.bib"])
    found = _any(random, _DAY.finditer(file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[1]}-{random.randint(1, 27):02}") if found else ""


def mention(house: House, random: Random) -> str:
    """A mention that goes, or is of another record."""
    file = random.choice(house.sources())
    found = _any(random, _in_body(file.read_text("utf-8"), _CALL))
    folder = {"org": "organizations", "person": "people"}.get(found[1], f"{found[1]}s") if found else ""
    others = house.files(f"data/{folder}/*.yml")
    other = random.choice([f'{{{{ {found[1]}("{one.stem}") }}}}' for one in others] or ["others"]) if found else ""
    return _replaced(
        house, file, found, random.choice(("others", other, f"{found[0]} and {other}") if found else ("",))
    )


def new_mention(house: House, random: Random) -> str:
    """A mention more, behind a word."""
    file, other = random.choice(house.sources()), random.choice(house.files("data/organizations/*.yml"))
    found = _any(random, _in_body(file.read_text("utf-8"), _WORD))
    return _replaced(house, file, found, f'{found[0]} with {{{{ org("{other.stem}") }}}}') if found else ""


def named(house: House, random: Random) -> str:
    """A name, a title or a text of a record."""
    fields = ("name", "short", "title", "heading", "note", "outcome", "summary", "in-short", "topic", "text", "who")
    pattern = re.compile(rf"^( *(?:{'|'.join(fields)}): [A-Za-z][^\n{{}}\[\]]*[a-z])(?=[.\n])", re.MULTILINE)
    file = random.choice([*house.records(), *house.sources()])
    found = _any(random, pattern.finditer(file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]} {random.choice(WORDS)}") if found else ""


def work(house: House, random: Random) -> str:
    """The title of a work."""
    file = house.root / "bibliography.bib"
    found = _any(random, re.finditer(r"(?m)^  title = \{[A-Za-z ]+(?=\},$)", file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]} {random.choice(WORDS)}") if found else ""


def removed(house: House, random: Random) -> str:
    """A record that is gone, with what was published of it and the mentions of it."""
    file = random.choice([*house.files("data/events/*.yml"), *house.records(), *house.sources()])
    file.unlink()
    for one in (*house.sources(), *house.records()):
        text = one.read_text("utf-8")
        one.write_text(re.sub(rf'\{{\{{ \w+\("{file.stem}"[^}}]*\) \}}\}}', "others", text), "utf-8")
    listed = house.root / "data" / "published.txt"
    lines = listed.read_text("utf-8").split("\n") if listed.exists() else []
    if kept := [line for line in lines if not re.search(rf"/{file.stem}(?:\.|$)", line)]:
        listed.write_text("\n".join(kept), "utf-8")
    return f"{file.name} is gone"


def added(house: House, random: Random) -> str:
    """A record like another one, with another name."""
    file = random.choice([*house.files("data/events/*.yml"), *house.files("data/places/*.yml"), *house.records()])
    new = file.with_name(f"{file.stem}-{random.randint(2, 99)}.yml")
    text = re.sub(
        r"(?m)^((?:name|title|heading|short): .*[a-z])$", rf"\1 {random.choice(WORDS)}", file.read_text("utf-8")
    )
    new.write_text(re.sub(r"(?m)^(native|native-unverified|aliases): .*\n", "", text), "utf-8")
    return f"{new.name} is new"


def renamed(house: House, random: Random) -> str:
    """A record with another id, wherever it is named."""
    file = random.choice([*house.records(), *house.sources()])
    new = f"{file.stem}-{random.choice('abcdef')}"
    file.rename(file.with_name(f"{new}{file.suffix}"))
    whole = re.compile(rf"(?<![a-z0-9-]){file.stem}(?![a-z0-9-])")
    for one in [*house.root.glob("data/**/*"), *house.root.glob("docs/**/*.md"), house.root / "bibliography.bib"]:
        if one.is_file():
            one.write_text(whole.sub(new, one.read_text("utf-8")), "utf-8")
    return f"{file.stem} is called {new}"


def label(house: House, random: Random) -> str:
    """A label of the pages, in one of the languages."""
    file = house.root / "data" / "labels.yml"
    found = _any(random, re.finditer(r"(?<=[ {])en: [A-Z][a-z]+(?= [a-z])", file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]} {random.choice(WORDS)}") if found else ""


def vocabulary(house: House, random: Random) -> str:
    """The label or the definition of a word of a closed list."""
    file = house.root / "data" / "vocabulary.yml"
    found = _any(random, re.finditer(r"(?:label|definition): [A-Z][a-z]+(?=[ ,.])", file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]} {random.choice(WORDS)}") if found else ""


def topic(house: House, random: Random) -> str:
    """A word by which topics are found."""
    file = house.root / "data" / "topics.yml"
    found = _any(random, re.finditer(r"(?<=en: \[)[a-z]+", file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]}, {found[0]}s") if found else ""


def sentence(house: House, random: Random) -> str:
    """A pattern of a sentence in Korean or Chinese."""
    file = house.root / "data" / "sentences.yml"
    found = _any(random, re.finditer(r"보도|报道|송환|遣返", file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]}{found[0]}") if found else ""


def prose(house: House, random: Random) -> str:
    """A word of a prose or index page, or its title."""
    file = random.choice([one for one in house.files("docs/**/*.md") if one not in house.sources()])
    pattern = re.compile(r"(?m)^(title: .+)$|" + _WORD.pattern)
    found = _any(random, pattern.finditer(file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]} {random.choice(WORDS)}") if found else ""


def new_prose(house: House, random: Random) -> str:
    """A page more, or one less."""
    file = house.root / "docs" / "about" / f"more-{random.randint(1, 3)}.md"
    if file.exists():
        file.unlink()
        return f"{file.name} is gone"
    said = random.choice(WORDS).capitalize()
    file.write_text(f"---\ntitle: {said}\ndescription: {said} and more\n---\n\n# {said}\n\n{said}.\n", "utf-8")
    return f"{file.name} is new"


def picture(house: House, random: Random) -> str:
    """A picture beside the prose."""
    file = house.root / "docs" / "about" / "drawn.svg"
    side = random.randint(5, 50)
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="M0 0h{side}"/></svg>\n'
    file.write_text(drawn, "utf-8")
    return f"{file.name} is {side} wide"


def commit(house: House, random: Random) -> str:
    """A commit of all that was changed."""
    house.git("add", "-A")
    house.git("commit", "--allow-empty", "-q", "-m", f"Change {random.randint(1, 99)}")
    return "a commit"


def template(house: House, random: Random) -> str:
    """A word in a template of ours."""
    file = random.choice(sorted(house.folder.glob("macros/templates/**/*.html.j2")))
    found = _any(random, re.finditer(r"(?<=>)[A-Z][a-z]+(?=[ <])", file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]} {random.choice(WORDS)}") if found else ""


def frame(house: House, random: Random) -> str:
    """A class in a partial of the frame."""
    file = random.choice(sorted(house.folder.glob("overrides/partials/*.html")))
    found = _any(random, re.finditer(r'(?<=class=")[a-z]+', file.read_text("utf-8")))
    return _replaced(house, file, found, f"{found[0]}-{random.randint(1, 9)}") if found else ""


def style(house: House, random: Random) -> str:
    """A rule of a style sheet."""
    file = random.choice(sorted(house.folder.glob("overrides/css/*.css")))
    rule = f".edit-{random.randint(1, 99)} {{ color: red; }}\n"
    file.write_text(file.read_text("utf-8") + rule, "utf-8")
    return f"{file.name}: {rule.strip()}"


def code(house: House, random: Random) -> str:
    """A number in one module."""
    path, name = random.choice(NUMBERS)
    file = house.folder / path
    found = re.search(rf"(?m)^{name}(\d+)", file.read_text("utf-8"))
    return _replaced(house, file, found, f"{name}{random.randint(7, 70)}")


def by_hand(house: House, random: Random) -> str:
    """Something that a hand did in the folder of the site."""
    every = sorted(file for file in house.site.rglob("*") if file.is_file())
    if not every:
        return ""
    file = random.choice(every)
    done = random.choice(("changed", "removed", "stray", "linked", "folder", "emptied"))
    if done == "changed":
        file.write_bytes(file.read_bytes() + b"x")
    elif done == "removed":
        file.unlink()
    elif done == "stray":
        file.with_name("stray.html").write_text("<p>stray", "utf-8")
    elif done == "linked":
        file.unlink()
        file.symlink_to(house.root / "identity.yml")
    elif done == "folder":
        file.unlink()
        (file / "inside").mkdir(parents=True)
        (file / "inside" / "x.html").write_text("x", "utf-8")
    else:
        shutil.rmtree(house.site)
    return f"{file.relative_to(house.site).as_posix()} in the site is {done}"


def store(house: House, random: Random) -> str:
    """Damage of the file in which outputs are kept."""
    if not house.store.exists():
        return ""
    content = bytearray(house.store.read_bytes())
    done = random.choice(("cut", "spoilt", "emptied", "removed", "bits"))
    if done == "cut":
        content = content[: random.randrange(len(content))]
    elif done == "spoilt":
        at = random.randrange(len(content))
        content[at : at + 5000] = bytes(random.randrange(256) for _ in range(5000))
    elif done == "bits":
        for _ in range(30):
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    house.store.unlink()
    if done != "removed":
        house.store.write_bytes(b"" if done == "emptied" else content)
    return f"what is kept is {done}"


OF_RECORDS: tuple[Edit, ...] = (
    *(annotation_word, annotation_word, figure, figure, day, day, mention, mention, new_mention, named, named, named),
    *(work, removed, added, renamed, label, vocabulary, topic, sentence, prose, new_prose, picture, commit),
    *(by_hand, store),
)
"""Edits after which the same process can build again."""
OF_CODE: tuple[Edit, ...] = (template, frame, style, code)
"""Edits after which a new process has to build."""
