"""The site for a disk: every link leads to a file, nothing needs a server, and the same site gives the same bytes."""

from __future__ import annotations

import os
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from macros.commands.offline import LOADED, NAME, local, offline
from tests.support import BOTH, REPOSITORY, build

PROSE = {
    f"{NAME}/{page.relative_to(REPOSITORY / 'docs').with_suffix('')}/index.html".replace("index/index", "index")
    for page in (REPOSITORY / "docs/about").glob("*.md")
}
"""Pages that templates lead to; the invented archive does without most of them."""


@pytest.fixture(scope="module", params=BOTH)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, invented_site: Path) -> Path:
    """An archive as a site: for that of this repository the one that is built already, if a run says where it is."""
    target = tmp_path_factory.mktemp("offline") / "site"
    given = os.environ.get("ARCHIVE_SITE") if request.param == REPOSITORY else invented_site
    if given:
        return Path(shutil.copytree(given, target))
    result = build(REPOSITORY, target)
    assert result.returncode == 0, result.stdout + result.stderr
    return target


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../x/#p1">', '<a href="../x/index.html#p1">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a href="#p1">', '<a href="#p1">'),
        ('<a href="https://a.example/b/">', '<a href="https://a.example/b/">'),
        ('<a href="../data/x.json">', '<a href="../data/x.json">'),
        ('<form action="search/">', '<form action="search/index.html">'),
        ('<p title="a/">', '<p title="a/">'),
    ],
)
def test_links_to_folders_are_completed(before: str, after: str) -> None:
    """A link to a folder leads to its page, and every other link stays as it is."""
    assert local(before, "disk.js") == after


@pytest.mark.slow
def test_every_link_leads_to_a_file(site: Path) -> None:
    """In the packed site each relative link of each page is a file that is packed too."""
    with ZipFile(offline(site)) as packed:
        packed_names = packed.namelist()
        names = {*packed_names, *PROSE}
        for name in packed_names:
            if not name.endswith(".html"):
                continue
            for path in re.findall(r'\s(?:href|src|action)="([^":#?]+)["#?]', packed.read(name).decode()):
                parts: list[str] = list(PurePosixPath(name).parent.parts)
                for part in PurePosixPath(path).parts:
                    if part == "..":
                        parts.pop()
                    elif part != ".":
                        parts.append(part)
                target = "/".join(parts)
                assert target in names or target == f"{NAME}/data/{NAME}.zip" or target.endswith(".sha256"), (
                    name,
                    path,
                )


@pytest.mark.slow
def test_nothing_needs_a_server(site: Path) -> None:
    """No policy that a disk cannot meet, and what scripts load are scripts that hand it over, byte for byte."""
    with ZipFile(offline(site)) as packed:
        page = packed.read(f"{NAME}/search/index.html").decode()
        assert "Content-Security-Policy" not in page
        assert page.index("/disk.") < page.index("/search-words.") < page.index("/search.")
        compared = packed.read(f"{NAME}/compare/index.html").decode()
        assert compared.index("/disk.") < compared.index("/compare.")
        loaded = [
            path for path in site.rglob("*") if path.is_file() and LOADED.match(path.relative_to(site).as_posix())
        ]
        assert {path.relative_to(site).parts[0] for path in loaded} == {"search", "compare"}
        for path in loaded:
            name = path.relative_to(site).as_posix()
            told = packed.read(f"{NAME}/{name}.js").decode()
            assert told == f'onDisk.file("{name}", "{b64encode(path.read_bytes()).decode()}");\n'
        assert not [name for name in packed.namelist() if LOADED.search(name) and not name.endswith(".js")]


@pytest.mark.slow
def test_pictures_can_be_opened_and_drawn(site: Path) -> None:
    """A card is packed as it is and as a script that hands it over, on a page that has the program for that."""
    with ZipFile(offline(site)) as packed:
        pictures = [path for path in site.rglob("*.svg") if path.parent.name == "cards"]
        assert pictures
        for path in pictures:
            name = path.relative_to(site).as_posix()
            assert packed.read(f"{NAME}/{name}") == path.read_bytes()
            told = packed.read(f"{NAME}/{name}.js").decode()
            assert told == f'onDisk.file("{name}", "{b64encode(path.read_bytes()).decode()}");\n'
        cite = packed.read(f"{NAME}/{pictures[0].parent.parent.relative_to(site).as_posix()}/cite/index.html").decode()
        assert cite.index("/disk.") < cite.index("/cards.")


@pytest.mark.slow
def test_checksums_are_true_and_bytes_the_same(site: Path) -> None:
    """Every file has its checksum, the whole has one beside it, and packing again gives the same bytes."""
    target = offline(site)
    before = target.read_bytes()
    assert offline(site).read_bytes() == before
    told = target.with_suffix(".zip.sha256").read_text("utf-8")
    assert told == f"{sha256(before).hexdigest()}  {target.name}\n"
    with ZipFile(target) as packed:
        lines = packed.read(f"{NAME}/SHA256SUMS").decode().splitlines()
        assert len(lines) == len(packed.namelist()) - 1
        for line in lines:
            digest, path = line.split("  ", 1)
            assert sha256(packed.read(f"{NAME}/{path}")).hexdigest() == digest
