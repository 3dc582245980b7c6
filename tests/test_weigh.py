"""The budgets of bytes: every page is weighed with all that it makes a browser fetch."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.weigh import FIRST, NEXT, main, weigh

LIGHT = '<link rel="stylesheet" href="{up}style.css"><img src="{up}picture.png"><script src="{up}code.js"></script>'


def _site(folder: Path, *, page: int = 0, font: int = 0, picture: int = 0) -> Path:
    """A site whose files weigh about so many bytes, however they are compressed."""
    noise = random.Random(1)  # noqa: S311 # no secret
    words = "".join(noise.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=int(page * 1.5)))
    (folder / "deep").mkdir()
    (folder / "index.html").write_text(LIGHT.format(up=""), "utf-8")
    (folder / "deep/index.html").write_text(LIGHT.format(up="../") + words, "utf-8")
    (folder / "404.html").write_text(LIGHT.format(up="/archive/"), "utf-8")
    (folder / "style.css").write_text("@font-face{src:url(fonts/a.woff2)}", "utf-8")
    (folder / "code.js").write_text("1", "utf-8")
    (folder / "fonts").mkdir()
    (folder / "fonts/a.woff2").write_bytes(noise.randbytes(font))
    (folder / "picture.png").write_bytes(noise.randbytes(picture))
    return folder


def test_a_light_site_keeps_its_budgets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages are found at any depth, those with addresses from the root too, and counted."""
    assert main([str(_site(tmp_path, font=1000))]) == 0
    assert capsys.readouterr().out.startswith("3 pages; the heaviest takes ")


def test_fonts_of_styles_count_on_the_first_visit_alone(tmp_path: Path) -> None:
    """What a stylesheet names is part of a first visit; the next page has it already."""
    for one in weigh(_site(tmp_path, font=100_000), "/archive/"):
        assert one.first > 100_000
        assert one.next < 1_000


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"font": FIRST + 1}, "index.html: a first visit takes"),
        ({"picture": NEXT + 1}, "index.html: the next page takes"),
        ({"page": NEXT + 1000}, "deep/index.html: the next page takes"),
    ],
)
def test_each_budget_is_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], weights: dict[str, int], said: str
) -> None:
    """A page above any of the budgets is named with what it takes and may take."""
    assert main([str(_site(tmp_path, **weights))]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Prose is cut by hand." in told


def test_a_font_for_some_characters_counts_where_they_are(tmp_path: Path) -> None:
    """A page without such a character does not load the font, so it is no part of a first visit."""
    site = _site(tmp_path, font=50_000)
    (site / "style.css").write_text("@font-face{src:url(fonts/a.woff2);unicode-range:U+E0-EF, U+F3}", "utf-8")
    (site / "index.html").write_text(LIGHT.format(up="") + "caf&eacute;", "utf-8")
    assert {one.page for one in weigh(site, "/archive/") if one.first > 50_000} == {"index.html"}


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that names a file which is not there cannot be weighed; the file is named."""
    (_site(tmp_path) / "code.js").unlink()
    assert main([str(tmp_path)]) == 1
    assert "code.js: " in capsys.readouterr().err


def test_no_site_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without pages is not a light site."""
    assert main([str(tmp_path)]) == 1
    assert "make site" in capsys.readouterr().err
