"""Finished pages: what no page may hold ends a build, whoever wrote it, and nothing of that build stays."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Mapping
from html import unescape
from itertools import product
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.reading.markup import is_harmless_address
from macros.core.reading.tags import read
from macros.session import Session
from macros.site.pages.finished import (
    _PLAIN_LINK,
    CONTENT_SECURITY_POLICY,
    DOCTYPE,
    ELEMENTS,
    _faults,
    wrong_in_page,
    wrong_in_part,
)
from macros.writer import Output
from tests.support import REPOSITORY, THOROUGH, build, files, house

POLICY = f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">'
SOUND = (
    f'{DOCTYPE}<html lang="en"><head>{POLICY}<title>a</title>'
    '<link rel="stylesheet" href="../assets/css/archive.01234567.css">'
    '<script src="../assets/js/keys.01234567.js" defer></script>'
    '<script type="application/ld+json">{"a": "b"}</script></head>'
    '<body><main id="content"><p>a</p></main></body></html>'
)


def test_a_page_of_ours_is_sound() -> None:
    """A page as our template makes it passes, below any root."""
    assert wrong_in_page(SOUND) == []
    assert wrong_in_page(SOUND.replace("../assets", "/archive/assets"), "/archive/") == []


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x()</script>",
        '<script src="//evil.example/x.js"></script>',
        '<script src="https://evil.example/assets/js/keys.01234567.js"></script>',
        '<script src="../assets/js/keys.js"></script>',
        '<script src="../about/keys.01234567.js"></script>',
        '<script src="../assets/js/../../about/keys.01234567.js"></script>',
        '<script src="../assets/js/a/keys.01234567.js"></script>',
        '<script src="../search/pagefind/pagefind.js"></script>',
        '<script type="text/javascript">x()</script>',
        '<script type="importmap">{}</script>',
        '<script type="speculationrules">{}</script>',
        '<script type="application/ld+json" src="x.js"></script>',
        '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
        '<meta http-equiv="Content-Security-Policy" content="default-src *">',
        '<meta http-equiv="set-cookie" content="a=b">',
        '<meta name="referrer-policy" content="x">',
        '<base href="https://evil.example/">',
        '<iframe src="x"></iframe>',
        '<object data="x"></object>',
        '<embed src="x">',
        '<form action="https://evil.example/"><input name="q"></form>',
        '<form action="../x" method="post"></form>',
        '<form action="../x" method="get"></form>',
        '<button formaction="https://evil.example/">a</button>',
        '<input type="password" name="q">',
        '<input type="image" src="x">',
        '<textarea name="q"></textarea>',
        '<p onclick="x()">a</p>',
        '<p ONCLICK="x()">a</p>',
        '<p style="color: red">a</p>',
        "<style>a{}</style>",
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        '<link rel="alternate stylesheet" href="https://evil.example/x.css">',
        '<link rel="prefetch" href="https://evil.example/">',
        '<link rel="dns-prefetch" href="//evil.example">',
        '<link rel="manifest" href="x.json">',
        '<link rel="icon" href="https://evil.example/icon.svg">',
        '<link href="https://evil.example/">',
        '<a href="javascript:x()">a</a>',
        "<a href=javascript:x>a</a>",
        '<a href="../x" href=javascript:x>a</a>',
        '<a title="href=../x" href=javascript:x>a</a>',
        '<a href="java&#9;script:x()">a</a>',
        '<a href="data:text/html,x">a</a>',
        '<a href="//evil.example/">a</a>',
        '<a href="../x" ping="https://evil.example/">a</a>',
        '<img src="https://evil.example/x.png" alt="a">',
        '<img src="data:image/svg+xml,x" alt="a">',
        '<img srcset="https://evil.example/x.png 1x" alt="a">',
        '<video src="x"></video>',
        '<svg><image href="https://evil.example/x.png"></image></svg>',
        '<svg><use href="#a"></use></svg>',
        '<svg><a xlink:href="javascript:x()"><text>a</text></a></svg>',
        "<svg><foreignObject></foreignObject></svg>",
        "<math></math>",
        "<template></template>",
        "<noscript></noscript>",
        "<plaintext>",
        "<x-y></x-y>",
        "<!-- a -->",
        "<!-->",
        "<![CDATA[a]]>",
        "<?xml a?>",
        "<!doctype html>",
        "<p title='a'>a</p>",
        "<p title=a'>a</p>",
        "<p title=a=b>a</p>",
        "<p title=a&b>a</p>",
        '<p title="<b>">a</p>',
        '<p title="a">a</p title="b">',
        '<a href="../x" href="javascript:x()">a</a>',
        "<p",
        "a < b",
        "a\u202eb",
        "a\u200bb",
        "a&#x202e;b",
        "a&#x000000000000000000000000000000000000000000202e;b",
        "a&shy;b",
        "a&shyb",
        "a\x00b",
    ],
)
def test_what_no_page_may_hold_is_found(markup: str) -> None:
    """Whatever a browser carries out, fetches, sends or hides is found, in the body, the head and in small pieces."""
    assert wrong_in_part(markup)
    assert wrong_in_page(SOUND.replace("<p>a</p>", f"<p>a</p>{markup}"))
    assert wrong_in_page(SOUND.replace("<title>", f"{markup}<title>"))


def test_a_page_has_its_policy_and_type() -> None:
    """A page without the content security policy, with two, with another, or of another type is refused."""
    for spoilt in (
        SOUND.replace(POLICY, ""),
        SOUND.replace(POLICY, POLICY * 2),
        SOUND.replace("default-src 'none'", "default-src *"),
        SOUND.replace(DOCTYPE, ""),
        f"\n{SOUND}",
    ):
        assert wrong_in_page(spoilt)


@pytest.mark.parametrize(
    "text",
    [
        "a &lt;script&gt; b &amp; c",
        "1 &gt; 0 \N{RIGHTWARDS ARROW} 난민 难民",
        '<p title="a &quot; b" data-x="1" aria-label="c">d</p>',
    ],
)
def test_plain_text_is_let_through(text: str) -> None:
    """Text that was escaped, and attributes without effect, are nobody's harm."""
    assert wrong_in_part(text) == []


MARKUP = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<b", ">", "/>", '"', "'", "=", " ", "a", "<", "</", "<!--", "-->", "<title>", "</title>"),
            *(
                "<svg>",
                "</svg>",
                "<script>",
                "</script>",
                ' onclick="x()"',
                ' title="',
                "<style>",
                "<img src=x>",
                "&lt;",
            ),
            *("<table>", "<td>", "<desc>", "<a href='", '<a href="', "javascript:x()", "\n", "<select>", "<option>"),
            *('<script type="application/ld+json">', "<textarea>", "\x0c", "/", "<math>", "<?", "<![CDATA["),
        ]
    ),
    max_size=14,
).map("".join)


@given(MARKUP)
def test_a_browser_finds_no_other_tags(markup: str) -> None:
    """What is let through has, for a reader that works as browsers do, only the tags and attributes that were seen."""
    if wrong_in_part(markup):
        return
    seen = {tag.name: set[str]() for tag in read(markup)[0]}
    for tag in read(markup)[0]:
        seen[tag.name] |= {name for name, _ in tag.attributes}
    tree = html5lib.parse(f"<!doctype html><html><head></head><body>{markup}", treebuilder="etree")
    for element in tree.iter():
        name = re.sub(r"\{.*\}", "", element.tag).lower() if isinstance(element.tag, str) else "comment"
        assert name in {*seen, "html", "head", "body", "tbody", "tr", "colgroup"}
        assert set(element.attrib) <= seen.get(name, set())


SIGNS = ("http", "https", "javascript", ":", "/", "..", "#", "?", "&", "#58;", "\\", "\x7f", "\t", "\u200b")


def test_a_link_of_plain_form_is_harmless() -> None:
    """What the inspection lets through by its form alone would be let through by its meaning too."""
    links = ["".join(signs) for most in range(5) for signs in product(SIGNS, repeat=most)]
    assert [link for link in links if _PLAIN_LINK(link) and not is_harmless_address(unescape(link))] == []
    assert _PLAIN_LINK("../../about/#cite")
    assert _PLAIN_LINK("https://a.example/x?y=1#:~:text=z")


PARTS = st.lists(st.one_of(MARKUP, st.sampled_from(["&#x20", "2e;", "\u202e", "x &shy", "<p onclick>"])), max_size=6)


@given(PARTS)
def test_what_was_seen_before_hides_no_fault(parts: list[str]) -> None:
    """Parts that earlier pages held, sound or not, have the same faults in the same order as if all were read anew."""
    page = "".join(parts)
    for part in (*parts, page, page):
        wrong_in_part(part)
    assert wrong_in_part(page) == _faults(page, "/", set())


def test_the_inspection_takes_time_in_proportion() -> None:
    """A page of 400 kB of any signs is inspected in less than a second of processor time."""
    for unit in (
        "<a ",
        "<p>",
        '<p title="',
        "&#x202e",
        "&",
        "<b a a a",
        "<" + " a" * 30,
        "<!--",
        '"<',
        '="" <i ',
        "</p ",
    ):
        begun = time.process_time()
        wrong_in_part(unit * (400_000 // len(unit)))
        assert time.process_time() - begun < 1, unit


def test_every_page_of_the_invented_archive_is_sound(invented: Path) -> None:
    """No page that we make holds anything that the inspection does not know."""
    for page in Session(invented).pages.values():
        assert wrong_in_part(page.body()) == [], page.uri


def test_the_list_names_no_active_element() -> None:
    """Nothing that fetches, embeds or runs got into the list of elements and attributes."""
    assert not {"iframe", "object", "embed", "style", "base", "template", "noscript", "image", "use"} & set(ELEMENTS)
    assert not [
        name
        for known in ELEMENTS.values()
        for name in known
        if name.startswith("on")
        or name in ("style", "srcset", "srcdoc", "formaction", "ping", "data", "poster", "nonce")
    ]


def test_no_file_is_written_over_another(tmp_path: Path) -> None:
    """A second file of one address, and a file in the place of a folder, become problems and change nothing."""
    written = Output(tmp_path)
    written.write("data/claims.json", "first")
    for path in ("data/claims.json", "data/claims.json/x", "data"):
        written.write(path, "second")
    assert len(written.problems) == 3
    assert (tmp_path / "data/claims.json").read_text("utf-8") == "first"


def test_every_page_in_the_folder_was_inspected(tmp_path: Path) -> None:
    """A page or an active picture that came into the folder by another way is found there."""
    written = Output(tmp_path)
    for path in ("a.html", "b/c.htm", "d.svg", "e.xhtml", "f.svg", "g.txt", "feed.xml", "h.SVG"):
        written.write(path, '<svg xmlns="http://www.w3.org/2000/svg"/>' if path == "f.svg" else SOUND)
    assert written.page("a.html", SOUND) == SOUND
    written.unseen()
    assert [problem.split(":")[0] for problem in written.problems] == ["b/c.htm", "d.svg", "e.xhtml", "h.SVG"]


def test_what_is_wrong_has_its_line(tmp_path: Path) -> None:
    """A problem of a finished page names file, line and what was found."""
    written = Output(tmp_path)
    assert written.page("x/index.html", SOUND.replace("<p>a", "\n\n<p><b onclick>a")) == ""
    assert written.problems[0].startswith("x/index.html:3: holds <b onclick, ")


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """The invented archive in a house with a theme of its own, which a test may change."""
    root = house(tmp_path)
    (tmp_path / "overrides").unlink()
    shutil.copytree(REPOSITORY / "overrides", tmp_path / "overrides")
    return root


def _built(root: Path, site: Path, env: Mapping[str, str] | None = None) -> str:
    result = build(root, site, env)
    said = result.stdout + result.stderr
    assert result.returncode != 0, said
    assert "Traceback" not in said
    assert [path for path, _ in files(site)] == []
    return " ".join(said.split())


@pytest.mark.slow
def test_a_build_with_an_active_page_ends_and_leaves_nothing(spoilt: Path, tmp_path: Path) -> None:
    """One tag that no page may hold, in every page or in that of what is not found, ends the build."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").write_text("old", "utf-8")
    theme = tmp_path / "overrides/404.html"
    theme.write_text(theme.read_text("utf-8") + "{% block extra %}{% endblock %}", "utf-8")
    main = tmp_path / "overrides/partials/footer.html"
    main.write_text(main.read_text("utf-8") + '<p onclick="x()">a</p>\n', "utf-8")
    said = _built(spoilt, tmp_path / "site")
    for path in ("404.html", "index.html", "archive/report-2011/index.html", "about/vocabulary/index.html"):
        assert f"{path}:" in said
    assert "<p onclick" in said


@THOROUGH
@pytest.mark.slow
def test_a_build_with_an_unread_file_ends_and_leaves_nothing(spoilt: Path, tmp_path: Path) -> None:
    """A file that MkDocs would copy although no check has read it, or over another one, ends the build."""
    settings = spoilt / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("  *.txt\n", ""), "utf-8")
    (spoilt / "docs/about/note.txt").write_text("<script>", "utf-8")
    assert "docs/about/note.txt:1: is not a page or picture" in _built(spoilt, tmp_path / "site")


@THOROUGH
@pytest.mark.slow
def test_a_build_in_which_two_pages_meet_ends_and_leaves_nothing(spoilt: Path, tmp_path: Path) -> None:
    """A page with the address of another one, which the check has let through, ends the build before it is written."""
    (tmp_path / "macros").unlink()
    shutil.copytree(REPOSITORY / "macros", tmp_path / "macros")
    prose = tmp_path / "macros/core/reading/prose_pages.py"
    prose.write_text(
        prose.read_text("utf-8").replace(
            "def misplaced(path: str) -> str:",
            "def misplaced(path: str) -> str:\n    return ''\n\n\ndef _unused(path: str) -> str:",
        ),
        "utf-8",
    )
    page = "---\ntitle: X\ndescription: y\n---\ntext\n"
    for path in ("docs/incidents/quayside-2011.md", "docs/about/Reference.md"):
        (spoilt / path).write_text(page, "utf-8")
    said = _built(spoilt, tmp_path / "site", {"PYTHONPATH": str(tmp_path)})
    assert "incidents/quayside-2011/index.html:1: two pages or files would have this address" in said
    assert "about/reference/index.html:1: two pages or files would have this address" in said
