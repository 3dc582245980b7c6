"""The stylesheet: parts by subject, joined into one file of the site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.config import load_config

from macros import hooks
from macros.session import Session
from macros.site.languages.page_words import PageWords
from macros.site.pages.assets import Assets
from macros.site.pages.stylesheet import ADDRESS, CSS_FOLDER, STYLESHEET_PARTS, small, stylesheet
from tests.support import INVENTED, REPOSITORY, SITE, build, house

THEME = REPOSITORY / "overrides"


def test_every_part_is_joined() -> None:
    """A file beside the parts that is not listed would dress nothing, and none is listed twice."""
    assert sorted(STYLESHEET_PARTS) == sorted(path.stem for path in (THEME / CSS_FOLDER).iterdir())


def test_the_joined_stylesheet_is_whole() -> None:
    """Every rule of every part is in it, in the order of the parts, and its braces are balanced in each."""
    joined = stylesheet(THEME, SITE)
    parts = [(THEME / CSS_FOLDER / f"{part}.css").read_text("utf-8") for part in STYLESHEET_PARTS]
    places = [joined.index(small(part).replace("{site}", SITE).strip()) for part in parts]
    assert places == sorted(places)
    for part in STYLESHEET_PARTS:
        text = (THEME / CSS_FOLDER / f"{part}.css").read_text("utf-8")
        assert text.count("{") == text.count("}"), part
        assert text.startswith("/* "), part
        assert text.endswith("}\n"), part


def test_a_small_stylesheet_says_the_same() -> None:
    """Comments and needless spaces go; spaces that mean something and texts in quotes stay."""
    written = """/* a; b */
.a .b > c:hover ,
d::after {
  content: "x; /* y */  z" / "";
  --wide: calc(1rem - 2px);
  margin: 0 auto;
}
@media (min-width: 40em) and (x) { e { color: red; } }
"""
    assert small(written) == (
        '.a .b > c:hover,d::after{content:"x; /* y */  z" / "";--wide:calc(1rem - 2px);margin:0 auto}'
        "@media (min-width: 40em) and (x){e{color:red}}\n"
    )


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_columns_have_the_labels_of_the_pages(language: str) -> None:
    """A narrow screen reads the labels of tables of claims in the stylesheet, in the words of `labels.yml`.

    In the editions one label stands before figures, dates and denials alike.
    """
    styles = stylesheet(THEME, SITE)
    begins = "html{--incident" if language == "en" else f"html:lang({language}){{--incident"
    rule = styles[styles.index(begins) : styles.index("}", styles.index(begins))]
    words = PageWords(Session(INVENTED).archive.labels, ())
    names = {
        "incident": "list.incident",
        "who": "ledger.who",
        "how": "ledger.how",
        "said": "claims.said-on",
        "where": "claims.where",
        "counts": "claims.what" if language == "en" else "ledger.what",
        "repeated": "tree.repeated",
    }
    for name, key in names.items():
        assert f'--{name}:"{words.say(key, language)}"' in rule


def test_a_page_asks_for_the_joined_file() -> None:
    """The page template names the one stylesheet, and names it once."""
    main = (THEME / "main.html").read_text("utf-8")
    assert main.count('rel="stylesheet"') == 1
    assert f"'{ADDRESS}' | asset | url" in main


def test_a_change_of_a_part_rebuilds_a_served_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """A served site follows the folder in which the parts lie."""
    monkeypatch.setattr(hooks, "_build", hooks._Build())
    monkeypatch.setattr(hooks, "not_free", lambda *_: "")
    config = load_config(str(REPOSITORY / "mkdocs.yml"))
    hooks._begin_serving(config)
    assert str(THEME) in config.watch


@pytest.mark.slow
def test_the_site_has_one_stylesheet(invented_site: Path) -> None:
    """The joined file is published, and none of its parts."""
    named = Assets(THEME, SITE).address(ADDRESS)
    assert [path.relative_to(invented_site).as_posix() for path in invented_site.rglob("*.css")] == [named]


@pytest.mark.slow
def test_a_build_without_a_part_ends_with_its_name(tmp_path: Path) -> None:
    """A part that is missing ends the build with its path, and no site is left."""
    root = house(tmp_path)
    (tmp_path / "overrides").unlink()
    shutil.copytree(THEME, tmp_path / "overrides")
    (tmp_path / "overrides" / CSS_FOLDER / "maps.css").unlink()
    result = build(root, tmp_path / "site")
    assert result.returncode != 0
    said = result.stdout + result.stderr
    assert "css/maps.css" in said
    assert "Traceback" not in said
    assert not list((tmp_path / "site").rglob("*.html"))
