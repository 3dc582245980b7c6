"""The files that all pages share: a name that tells the content, wherever one of them is named."""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from macros.site.pages.assets import ASSETS_FOLDER, AssetError, Assets
from macros.site.pages.stylesheet import ADDRESS, CSS_FOLDER
from tests.support import REPOSITORY, SITE
from tests.typeface import WHOLE

THEME = REPOSITORY / "overrides"
NAMES_A_FILE = re.compile(r"""(?:src|href)="?[^"\s>]*?(assets/[^"\s>]+)""")


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme of its own: styles, and nothing else."""
    shutil.copytree(THEME / CSS_FOLDER, tmp_path / CSS_FOLDER)
    shutil.copytree(THEME / ASSETS_FOLDER / "fonts", tmp_path / ASSETS_FOLDER / "fonts")
    (tmp_path / ASSETS_FOLDER / "js").mkdir()
    return tmp_path


def _script(theme: Path, name: str, text: str) -> str:
    (theme / ASSETS_FOLDER / "js" / f"{name}.js").write_text(text, "utf-8")
    return f"{ASSETS_FOLDER}/js/{name}.js"


def test_a_name_tells_the_content() -> None:
    """Each name has the first digits of the SHA-256 of what is sent; only noted addresses are plain."""
    plain = []
    for address, content in Assets(THEME, SITE).files.items():
        told = re.search(r"\.([0-9a-f]{8})\.[a-z0-9]+$", address)
        assert not told or sha256(content).hexdigest().startswith(told[1]), address
        plain += [] if told else [address]
    assert sorted(plain) == ["assets/icon.svg"]


def test_a_file_that_names_another_one_follows_it(theme: Path) -> None:
    """What a script names has the new name there, and a change of it gives the script another name too."""
    _script(theme, "deep", "1")
    first = _script(theme, "first", 'load("assets/js/deep.js")')
    before = Assets(theme, SITE)
    assert f'"{before.address("assets/js/deep.js")}"'.encode() in before.files[before.address(first)]
    _script(theme, "deep", "2")
    after = Assets(theme, SITE)
    assert before.address(first) != after.address(first)
    assert before.address(ADDRESS) == after.address(ADDRESS)


def test_styles_name_fonts_by_their_new_names() -> None:
    """Every address in the stylesheet leads to a file beside it."""
    shared = Assets(THEME, SITE)
    named = re.findall(rb'url\("\.\./([^"]+)"\)', shared.files[shared.address(ADDRESS)])
    assert len(named) == 4
    assert {f"{ASSETS_FOLDER}/{one.decode()}" for one in named} <= set(shared.files)


def test_a_file_that_is_not_there_is_said(theme: Path) -> None:
    """A misspelt name ends the build and says who names it; so does one in a template."""
    _script(theme, "first", 'load("assets/js/deap.js")')
    with pytest.raises(AssetError, match=r"overrides/assets/js/first\.js names assets/js/deap\.js, which is not in"):
        _ = Assets(theme, SITE).files
    with pytest.raises(AssetError, match=r"a template names assets/js/none\.js"):
        Assets(theme, SITE).address("assets/js/none.js")


def test_files_that_name_each_other_are_said(theme: Path) -> None:
    """Neither of them could have its name first."""
    _script(theme, "one", 'load("assets/js/two.js")')
    _script(theme, "two", 'load("assets/js/one.js")')
    with pytest.raises(AssetError, match="name each other"):
        _ = Assets(theme, SITE).files


@pytest.mark.slow
def test_every_page_names_files_that_are_there(invented_site: Path) -> None:
    """Pages at any depth, and the page for missing addresses, ask for files of the site under their new names alone."""
    files = Assets(THEME, SITE).files
    for page in invented_site.rglob("*.html"):
        named = NAMES_A_FILE.findall(page.read_text("utf-8"))
        assert len(named) >= 3, page
        assert [one for one in named if one not in files or not (invented_site / one).is_file()] == [], page
    published = {path.relative_to(invented_site).as_posix() for path in (invented_site / ASSETS_FOLDER).rglob("*.*")}
    assert published == set(files)


def test_the_parts_of_the_typeface_are_the_whole() -> None:
    """Each character of the typeface is in one of its two files, roman and italic, and styles say in which."""
    whole = set(TTFont(WHOLE).getBestCmap())
    styles = (THEME / CSS_FOLDER / "tokens.css").read_text("utf-8")
    for style in ("roman", "italic"):
        parts = []
        for name in (style, f"{style}-more"):
            face = re.search(rf"fonts/{name}\.woff2.*?unicode-range:\s*(.*?);", styles, re.DOTALL)
            assert face, name
            ranges = [one.strip().removeprefix("U+").split("-") for one in face[1].split(",")]
            said = {code for run in ranges for code in range(int(run[0], 16), int(run[-1], 16) + 1)}
            has = set(TTFont(THEME / ASSETS_FOLDER / f"fonts/{name}.woff2").getBestCmap())
            assert said & whole == has, name
            parts.append(has)
        assert parts[0] | parts[1] == whole
        assert not parts[0] & parts[1]
