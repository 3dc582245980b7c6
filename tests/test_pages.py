"""Prose pages: one reader of heads, bounds before Markdown, places where pages may be, and pictures that draw."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from macros.core.reading.drawings import PICTURE, not_drawn
from macros.core.reading.markup import active_in_html, convert
from macros.core.reading.page_macros import handed, head_problems, parse_page
from macros.core.reading.prose_pages import (
    INDEXED,
    MAX_BLOCK,
    MAX_LINE,
    MAX_OPENING,
    MAX_PAGE,
    MAX_SIGN,
    OPENING,
    misplaced,
    unbounded,
)
from macros.core.reading.reference_calls import Call
from macros.session import Session
from macros.site.indexes import IndexPart, pager
from tests.support import INVENTED, REPOSITORY, problems

HEAD = "---\ntitle: X\ndescription: y\n---\n"
PIECES = st.sampled_from(
    [
        "---\n",
        "...\n",
        "--- \n",
        "title: a\n",
        "layout: record\n",
        "# x\n",
        "\n",
        "a",
        ": ",
        '"',
        "'",
        "- b\n",
        "<b>",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_mkdocs_reads_the_head_that_the_check_read(text: str) -> None:
    """Whatever the head of a page holds, MkDocs takes a title and a description from it, and our body."""
    head, body = handed(text)
    found, data = get_data(head + body)
    assert set(data) == {"title", "description"}
    assert found == body.lstrip("\n")


@given(title=st.text(max_size=40), rest=st.lists(PIECES, max_size=6).map("".join))
def test_a_page_without_problems_keeps_its_title(title: str, rest: str) -> None:
    """A head that the check takes reaches MkDocs with the words that it has, and nothing of the head is text."""
    page = f"---\ntitle: {title}\ndescription: y\n---\n{rest}"
    if not head_problems(page, "docs/about/x.md"):
        head, body = handed(page)
        assert body == rest
        assert get_data(head + body)[1]["title"] == title.strip(" \t\n").strip("'\"") or any(
            s in title for s in "'\"#\\ "
        )


@pytest.mark.parametrize("ending", ["...\n# <script>\n---\n", "...", "... \n", "...\n---\n"])
def test_three_dots_end_no_head(ending: str, invented: Path) -> None:
    """A head that ends at three dots is refused, on a page and in a source, since not every reader ends it there."""
    for path in ("docs/map/index.md", "docs/archive/herald-2011.md"):
        file = invented / path
        head, _, body = file.read_text("utf-8").partition("\n---\n")
        file.write_text(f"{head}\n{ending}{body}", "utf-8")
    found = {(problem.path, problem.rule) for problem in problems(invented)}
    assert {("docs/map/index.md", "yaml"), ("docs/archive/herald-2011.md", "yaml")} <= found


def test_calls_have_the_line_of_the_page() -> None:
    """A call, and what is wrong with one, has its line in the file; the head is not read as calls."""
    page = f"{HEAD[:-4]}# {{{{ nonsense }}}}\n---\na\n{{{{ place_map() }}}}\n{{{{ nonsense() }}}}\n"
    plain, calls, faults = parse_page(page)
    assert plain == "a\n\n\n"
    assert calls == (Call("place_map", (), {}, 7),)
    assert [fault.line for fault in faults] == [8]


TOKENS = [
    *"[]()!*_`<>{}&\\|~^:#=+-.$\"'@/?;,%a ",
    *("1.", "- ", "> ", "    ", "\n", "![", "](", "[^", "{:", "<a", "<a ", "<!--", "<p markdown>", "</p>", "&#x"),
    *("http://", "[a]: b", "\n- ", "\n> ", "\n    ", "```", "~~~", "**", "__", "[a][b]", "[^a]", "\n#", "\n[^a]: "),
    *(
        ' "',
        '<div markdown="1">\n',
        "|a",
        "---|",
        "\n---\n",
        "*a",
        "_a",
        "<b a='",
        "<?",
        "<![",
        "{#a",
        "\n1. ",
        "<a@b>",
    ),
    *("{{", "{% ", "{{ a(", "{{ 1-", "<!--#", "aaaaaaaaaaaaa "),
]
MOMENT = 2.0
"""Seconds of processor time that a page within the bounds may take, on the slowest machine that tests run on."""


def _at_the_bounds(unit: str) -> str:
    """A page of blocks of one unit, as many as the bounds allow."""
    signs = {sign: unit.count(sign) for sign in set(unit) if not (sign.isalnum() or sign.isspace())}
    bounds = {sign: MAX_OPENING if sign in OPENING else MAX_SIGN for sign in signs}
    longest = MAX_BLOCK if "\n" in unit.strip() else MAX_LINE
    often = max(1, min([bounds[sign]["block"] // times for sign, times in signs.items()] + [longest // len(unit)]))
    blocks = [bounds[sign]["page"] // (times * often) for sign, times in signs.items()]
    return "\n\n".join([unit * often] * max(1, min([*blocks, MAX_PAGE // (len(unit) * often + 2)])))


def _slow(units: Iterator[str]) -> list[tuple[str, float]]:
    found = []
    for unit in units:
        page = _at_the_bounds(unit)
        begun = time.process_time()
        if not list(unbounded(page)):
            plain, _, faults = parse_page(HEAD + page)
            active_in_html(convert(page if faults else plain).html)
        taken = time.process_time() - begun
        found += [(unit, taken)] if taken > MOMENT else []
    return found


def test_punctuation_at_the_bounds_costs_a_moment() -> None:
    """A page of one sign, or of two or three drawn by lot, as often as the bounds allow, is checked within a moment."""
    random = Random(12)  # noqa: S311
    drawn = ("".join(random.choices(TOKENS, k=random.randint(2, 4))) for _ in range(30))
    assert _slow(iter([*TOKENS, *drawn])) == []


@pytest.mark.thorough
def test_every_pair_at_the_bounds_costs_a_moment() -> None:
    """The same for every pair of signs."""
    assert _slow("".join(pair) for pair in product(TOKENS, repeat=2)) == []


@pytest.mark.parametrize(
    "body",
    [
        "# a\n\n" * 12_000,
        "".join(f"{'    ' * (line % 8)}- a\n\n" for line in range(2_500)),
        "> " * 390 + "a",
        "<div markdown>\n" * 290 + "\n</div>" * 290,
        "".join(f"[^{number}]: a\n\n" for number in range(590)) + "[^1] " * 10,
        "".join(f"[{number}]: a\n" for number in range(395)),
        ("|a" * 350 + "|\n\n") * 8,
        "a\n: b\n" * 390,
        "`" * 390,
        "a {: " + " " * 2_900 + "x",
        "# a" + " " * 2_900 + "x",
        "[a](b" + " " * 2_900 + '"x',
    ],
)
def test_structures_at_the_bounds_cost_a_moment(body: str) -> None:
    """Lists in lists, quotations, notes, tables and tags in tags are bounded too, or are converted within a moment."""
    begun = time.process_time()
    if not list(unbounded(body)):
        active_in_html(convert(body).html)
    assert time.process_time() - begun < MOMENT


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a " * 30_001, 1),
        ("a\n\n" + "a" * 3_001, 3),
        ("a\n\n" + "a\n" * 3_500, 3),
        ("a\n\n\n" + "*" * 401, 4),
        ("a\n\n" + "[" * 201, 3),
        ("[a] " * 90 + "\n\n") * 7 and (("[a] " * 90 + "\n\n") * 7, 1),
    ],
)
def test_what_is_out_of_bounds_has_its_line(body: str, line: int) -> None:
    """What is too long or too often says where, and what would be right."""
    found = next(unbounded(body))
    assert (found.line, found.rule) == (line, "value")
    assert "at most" in found.message


def test_our_own_pages_are_far_from_the_bounds() -> None:
    """The bounds leave room: twice each page of the archive is within them."""
    for file in [*(REPOSITORY / "docs").rglob("*.md"), *(INVENTED / "docs").rglob("*.md")]:
        if file.parent.name != "archive":
            body = handed(file.read_text("utf-8"))[1]
            assert list(unbounded(f"{body}\n\n{body}")) == [], file


@pytest.mark.parametrize(
    "path", ["index.md", "about/method.md", "ko/about/risk.md", "zh/about/safety.md", "data/fields.md"]
)
def test_where_a_page_may_stand(path: str) -> None:
    """An index is in one of our folders, other pages in about/ and data/; Korean and Chinese ones below ko/, zh/."""
    assert misplaced(f"docs/{path}") == ""
    assert all(misplaced(f"docs/{folder}/index.md") == "" for folder in INDEXED)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("about/Method.md", "'method.md'"),
        ("about/two words.md", "'two-words.md'"),
        ("about/con.md", "'page-con.md'"),
        ("about/404.md", "'page-404.md'"),
        ("about/" + "a" * 61 + ".md", "'" + "a" * 60 + ".md'"),
        ("about/Ω.md", "'page.md'"),
        ("about/x.json.md", "'x-json.md'"),
        ("ko/index.md", "in ko are made from the records"),
        ("zh/incidents/index.md", "in zh are made from the records"),
        ("ko/ko/index.md", "docs/<folder>/index.md"),
        ("en/about/x.md", "docs/<folder>/index.md"),
        ("incidents/foo.md", "docs/about/<name>.md"),
        ("assets/icon.svg", "docs/about/"),
    ],
)
def test_what_stands_elsewhere_is_told_its_place(path: str, said: str) -> None:
    """A page in another place, or with another name, is refused with what would be right."""
    assert said in misplaced(f"docs/{path}")


def test_pictures_of_the_archive_only_draw(invented: Path) -> None:
    """The pictures of docs/ and the icon of the site are plain drawings."""
    files = [*(REPOSITORY / "docs").rglob("*.svg"), *(REPOSITORY / "overrides").rglob("*.svg")]
    assert len(files) > 1
    assert [(file, found) for file in files if (found := not_drawn(file.read_text("utf-8")))] == []
    del invented


def test_pictures_in_pages_only_draw(invented: Path) -> None:
    """The pictures that we make ourselves pass the same inspection, but for their links."""
    session = Session(invented)
    bodies = [page.body() for page in session.pages.values()] + [text for _, text in session.rendered_docs()]
    found = [picture for body in bodies for picture in re.findall(PICTURE, body)]
    assert len(found) > 3
    for picture in found:
        assert not_drawn(picture, ours=True) == (), picture


def test_a_picture_within_a_picture_is_one_of_ours() -> None:
    """A picture of a page may hold smaller ones, which hold none; one of the archive holds none at all."""
    held = "<svg><svg><path/></svg></svg>"
    assert [wrong.what for wrong in not_drawn(held)] == ["<svg within a picture"]
    assert not_drawn(held, ours=True) == ()
    assert not_drawn("<svg><svg><svg/></svg></svg>", ours=True) != ()


@pytest.mark.parametrize(
    "style",
    [
        "rect { fill: url(#a) }",
        "rect { fill: red; } } rect { x: y }",
        "rect { background: red }",
        "@media print { rect { fill: red } }",
        "@media (prefers-color-scheme: dark) { @media (prefers-color-scheme: dark) { rect { fill: red } } }",
        "rect { fill: red",
        "rect",
        "rect { fill: var(--x) }",
        "rect { fill: red /* */ }",
        "rect:hover { fill: red }",
        'rect { font-family: "x" }',
        "rect { { fill: red } }",
    ],
)
def test_styles_of_pictures_are_plain(style: str) -> None:
    """A style holds rules with colours, lines and letters, and nothing that a browser might fetch for."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg"><style>{}</style></svg>'
    assert not_drawn(picture.format("rect, .a { fill: red; stroke: #fff }")) == ()
    assert [wrong.what for wrong in not_drawn(picture.format(style))] == [
        "a style that is more than colours, lines and letters"
    ]


def test_pictures_are_read_in_a_moment() -> None:
    """The largest picture that is read at all takes no longer than a moment, however it is nested."""
    begun = time.process_time()
    for unit in ("<g>", "<text>", "<a b='", "&amp;", "<rect x='1'/>", "<style>a{fill:red}</style>", "{}" * 10):
        not_drawn('<svg xmlns="http://www.w3.org/2000/svg">' + unit * (190_000 // len(unit)))
    assert time.process_time() - begun < MOMENT


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[a](http://[x)", "is not an address"),
        ("[a](http://[x]y/)", "is not an address"),
        ("![a](../assets/icon.svg)", "no page"),
        ("[a](method)", "no page"),
        ("[a](../about/)", "no page"),
        ("[a](/map/index.md)", "no page"),
        ("[a](../MAP/index.md)", "no page"),
        ("[a](..\\map\\index.md)", "has \\, which browsers read as / or not at all; write /"),
        ("[a](../../../etc/passwd)", "no page"),
        ("[a](../../docs/map/index.md)", "no page"),
        ("[a](../data/claims.json)", "no page"),
        ("[a][b]\n\n[b]: nowhere.md", "no page"),
        ("# a {#x}\n\n[a](#y)", "no anchor"),
        ("[^1]: never called", "is not called anywhere"),
        ("[a](../incidents/quayside-2011.md#c-x)", "on the page of a record"),
    ],
)
def test_links_of_pages_lead_to_pages(body: str, said: str, invented: Path) -> None:
    """A link that MkDocs would warn of, or fail at, is a problem of the page before anything is built."""
    (invented / "docs/about/links.md").write_text(f"{HEAD}\n{body}\n", "utf-8")
    found = problems(invented)
    assert {problem.path for problem in found} == {"docs/about/links.md"}
    assert said in found[0].message


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<!-- a remark --> words", "'<!-- a remark -->' is a remark that is published though no reader sees it; "),
        ("<center>a</center>", "'<center' is not a tag that pages may hold; "),
        ("<a href='x.md'>a</a>", "'<a href='x.md'>' is not a plain tag; "),
        ("<p hidden>a</p>", "'hidden' is not an attribute that pages may hold; "),
        ("[a](tel:123)", "'tel:123' leads to what many readers cannot open; "),
        ("<p onclick>a</p>", "'onclick' is executed or fetched by browsers; "),
        ("<input>", "'<input' is executed or fetched by browsers; "),
        ("a\u200bb", "holds the invisible character U+200B; remove it"),
    ],
)
def test_what_is_not_plain_is_named_for_what_it_is(body: str, said: str, invented: Path) -> None:
    """One line, and not everything is executed or fetched."""
    (invented / "docs/about/links.md").write_text(f"{HEAD}\n{body}\n", "utf-8")
    (found,) = problems(invented)
    assert found.message.startswith(said)


@pytest.mark.parametrize(
    "body",
    [
        "`{{ org('border-watch') }}`",
        "[{{ org('border-watch') }}]()",
        "<a href=\"{{ org('border-watch') }}\">a</a>",
        "<div>{{ org('border-watch') }}",
        "<div>\n\n{{ source_health() }}",
        "[a](java{{ source_health() }}script:alert(1))",
        "[a][{{ org('border-watch') }}]",
    ],
)
def test_what_is_wrong_around_a_call_is_told_once(body: str, invented: Path) -> None:
    """In its line: where the call cannot stand, nothing is said of the links and signs that are empty without it."""
    (invented / "docs/about/links.md").write_text(f"{HEAD}\n{body}\n", "utf-8")
    (found,) = problems(invented)
    assert found.line == HEAD.count("\n") + 2


@pytest.mark.parametrize(
    "body",
    [
        "[a](../map/index.md) [b](../archive/herald-2011.md) [c](../incidents/quayside-2011.md) [d](https://example.org)",
        "# Here\n\n[a](#here) [b](links.md#here) [c](../about/links.md#here) [d](../m%61p/index.md)",
        "a[^1]\n\n[^1]: b",
        "[a](../index.md?x=y) [b](vocabulary.md#measures-returned)",
        "![a](picture.svg)",
    ],
)
def test_links_to_pages_are_let_through(body: str, invented: Path) -> None:
    """Links to pages, records, pictures, anchors and the web are no problem."""
    (invented / "docs/about/picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (invented / "docs/about/links.md").write_text(f"{HEAD}\n{body}\n", "utf-8")
    assert problems(invented) == []


@pytest.mark.parametrize("path", ["docs/index.md", "docs/claims/index.md", "docs/search/index.md"])
def test_no_index_is_missing(path: str, invented: Path) -> None:
    """A page that the navigation or other pages lead to cannot be taken away."""
    (invented / path).unlink()
    assert (path, "page-link") in {(problem.path, problem.rule) for problem in problems(invented)}


def test_a_part_of_a_very_long_list_leads_to_its_neighbours_and_to_the_whole() -> None:
    """A hundred parts are a hundred links on the page of the list, and twenty-two on each part."""
    parts = [IndexPart("discrepancies", str(n), str(n), f"discrepancies/list-{n}/", [n]) for n in range(100)]
    whole, *near = pager(parts, "50")
    assert (whole.shown, whole.address, whole.number) == ("", "discrepancies/", 100)
    assert [part.shown for part in near] == list(map(str, range(40, 61)))
    assert [part.shown for part in near if part.here] == ["50"]
    assert len(pager(parts, "")) == 100
    assert len(pager(parts[:60], "50")) == 60
