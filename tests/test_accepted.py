"""Whatever the check accepts, builds: sound archives that somebody would hardly write, shown whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.core.archive import Archive, load
from macros.core.reading.markup import convert
from macros.core.reading.page_macros import handed
from macros.core.relations import Relations
from macros.core.rulebook import check
from macros.session import Session
from macros.site.exports import exports
from macros.site.heads import linksets
from macros.site.heads.feed import feed
from macros.site.heads.llms import llms_txt
from macros.site.heads.sitemap import sitemaps
from macros.site.pages.finished import wrong_in_part
from macros.site.searching.entries import everything
from macros.site.site import Site
from macros.site.works.styles import STYLES
from macros.writer import Output
from tests.support import INVENTED, TESTS, build, house

ODD = (
    *(
        "<script>alert(1)</script>",
        "</title><b>",
        "&lt;b&gt; &amp; &#60;",
        "\"quoted\" 'twice'",
        "a < b > c",
        "]]>",
        "<!--",
    ),
    *(
        "\\input{x} $\\alpha$ %20 100%",
        "=1+1",
        "@x",
        "-1",
        "+1",
        "#one",
        "*two* _three_ `four`",
        "[a](b) ![c](d)",
        "~",
        "|",
    ),
    *(
        "난민 難民 难民",
        "Ελλάδα Україна עברית العربية",
        "e\u0301 ñ Å",
        "\U0001d4b3 😀",
        "ß ﬁ Ǆ",
        "\u00a0a\u00a0",
        "…—–-",
        "''''",
        '""""',
    ),
    *(
        "x" * 300,
        "a " * 400,
        "word " * 90,
        "가" * 500,
        "1",
        "0",
        "null",
        "yes",
        "2011-01-01",
        ": a",
        "- a",
        "? a",
        "@a",
        "%a",
    ),
    *(
        "https://example.org/?a=b&c=d#e",
        "C:\\a\\b",
        "a/b/../c",
        "...",
        "---",
        "\\",
        "/",
        "'",
        '"',
        "constructor",
        "__proto__",
    ),
    *(
        "toString",
        "index",
        "undefined",
        "NaN",
        "Infinity",
        "en",
        "null\\u0000",
        "a\\nb",
        "{a}",
        "}}",
        "${a}",
        "%(a)s",
        "%s",
    ),
)
"""Texts that are something else to some program which reads them later."""
BODIES = (
    *(
        "# A\n\n## A\n\n### A\n",
        "a | b\n--|--\n1 | 2\n",
        "- a\n    - b\n        - c\n",
        "> a\n> > b\n",
        "```\n<b>\n```\n",
    ),
    *(
        "a[^1]\n\n[^1]: b\n",
        "*a* **b** `c`\n",
        "<p class='x'>a</p>\n",
        '<div markdown="1">\n\na\n\n</div>\n',
        "\n\n\n",
        "---\n---\n",
    ),
    *(
        "a  \nb\n",
        "1. a\n2. b\n",
        "[a]\n\n[a]: ../index.md\n",
        "![a](b.svg)\n",
        "# a {#b .c}\n",
        "<https://example.org>\n",
        "\\# a\n",
    ),
    *(
        '{{ org("border-watch") }}\n',
        '{{ place("quayside", "a & b") }}\n',
        "a &amp; b &copy; c\n",
        "[a](#b)\n",
        "Term\n: text\n",
    ),
    *(
        "난민\n====\n\n難民\n----\n",
        "<br>\n",
        "<details><summary>a</summary>b</details>\n",
        "+ a\n\n+ b\n",
        "a@example.org\n",
    ),
)
"""What somebody may write on a page; not all of it is accepted."""
Place = tuple[str | int, ...]
Change = tuple[int, int, str]


def _places(tree: Any, above: Place = ()) -> Iterator[Place]:
    """Every place in a record, from its head down."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield (*above, key)
        yield from _places(value, (*above, key))


def _change(tree: Any, place: Place, how: str) -> None:
    """Put a text at a place, or remove what is there, or empty it."""
    *above, last = place
    for key in above:
        tree = tree[key]
    if how == "drop":
        del tree[last]
    elif how == "empty":
        tree[last] = [] if isinstance(tree[last], list) else {} if isinstance(tree[last], dict) else ""
    elif isinstance(tree[last], str):
        tree[last] = f"{tree[last]} {how}" if len(how) % 2 else how


def _changed(text: str, where: int, how: str, *, head: bool) -> str:
    """A record with one of its values changed; of a source the head alone."""
    before, _, after = text.removeprefix("---\n").partition("\n---\n") if head else (text, "", "")
    tree = yaml.load(before, yaml.BaseLoader)  # noqa: S506 # texts alone
    places = list(_places(tree))
    _change(tree, places[where % len(places)], how)
    written = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{written}---\n{after}" if head else written


def _bibliography(text: str, where: int, how: str) -> str:
    """The bibliography with one value changed, or one line taken away."""
    lines = text.split("\n")
    fields = [number for number, line in enumerate(lines) if " = {" in line and line.endswith("},")]
    number = fields[where % len(fields)]
    value = how.replace("{", "").replace("}", "")
    lines[number] = "" if how in ("drop", "empty") else f"{lines[number].partition(' = {')[0]} = {{{value}}},"
    return "\n".join(lines)


def _apply(root: Path, change: Change) -> Callable[[], None]:
    """Make one change; gives what takes it back."""
    which, where, how = change
    records = [*sorted(root.glob("data/*/*.yml")), *sorted(root.glob("docs/archive/*-2011.md"))]
    if which % 8 == 0:
        file = root / f"docs/about/page-{where % 5}.md"
        written = f"---\ntitle: {how[:20]!r}\ndescription: a\n---\n{''.join(Random(where).sample(BODIES, 3))}\n"  # noqa: S311
    elif which % 8 == 1:
        file = root / "bibliography.bib"
        written = _bibliography(file.read_text("utf-8"), where, how)
    else:
        file = records[which % len(records)]
        written = _changed(file.read_text("utf-8"), where, how, head=file.suffix == ".md")
    before = file.read_bytes() if file.exists() else None
    file.write_text(written, "utf-8")
    return lambda: file.unlink() if before is None else (file.write_bytes(before), None)[1]


def _accepted(root: Path, changes: list[Change]) -> int:
    """Make those of the changes that the check accepts, one upon the other; how many it were."""
    made = 0
    for change in changes:
        take_back = _apply(root, change)
        archive = load(root)
        if check(archive, Relations(archive)):
            take_back()
        else:
            made += 1
    return made


class _Stubbed(Session):
    """A session whose citations are not rendered, since pandoc takes longer than all the rest."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        archive: Archive = self.archive
        cite = lambda _items: {style.id: "cited" for style in STYLES}  # noqa: E731 # handed over
        self.__dict__["site"] = Site(archive, Relations(archive), cite)


def _show(session: Session, folder: Path) -> None:
    """Everything that a build makes, but for citations and cards: made, inspected and read again."""
    written = Output(folder)
    for uri, text in session.rendered_docs():
        if uri.endswith(".md"):
            assert wrong_in_part(convert(handed(text)[1]).html) == [], uri
    for page in session.pages.values():
        shown = session.publication.described(page.uri, "", "")
        assert wrong_in_part(page.body()) == [], page.uri
        assert wrong_in_part(str(session.publication.about(shown)["head"])) == [], page.uri
        written.write(*session.publication.record_page(shown, page.body()))
    for path, content in (*exports(session.site), *linksets(session.site)):
        written.write(path, content)
    for text in (feed(session.site), dict(sitemaps(session.site.base, [("a/", None)]))["sitemap.xml"]):
        ET.fromstring(text)  # noqa: S314 # our own
    assert llms_txt(session.site)
    assert all(found.as_object() for found in everything(session.site))
    assert written.problems == []


CHANGES = st.lists(
    st.tuples(st.integers(0, 999), st.integers(0, 9_999), st.sampled_from(ODD) | st.just("drop") | st.just("empty")),
    min_size=6,
    max_size=12,
)


def _holds(changes: list[Change], folder: Path) -> int:
    root = folder / "archive"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(INVENTED, root)
    (root / "docs/about/b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    made = _accepted(root, changes)
    if made:
        _show(_Stubbed(root), folder / "site")
    return made


def test_the_invented_archive_itself_is_shown_whole(tmp_path: Path) -> None:
    """Without a change everything is made, inspected and written: the tests below can fail."""
    root = shutil.copytree(INVENTED, tmp_path / "archive")
    _show(_Stubbed(Path(root)), tmp_path / "site")


@settings(max_examples=5)
@given(changes=CHANGES)
def test_what_the_check_accepts_is_shown(changes: list[Change], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Odd texts, missing fields, empty lists and pages of any markup: what is accepted is made without an exception."""
    _holds(changes, tmp_path_factory.mktemp("accepted"))


@pytest.mark.thorough
@settings(max_examples=150)
@given(changes=CHANGES)
def test_much_that_the_check_accepts_is_shown(changes: list[Change], tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same with many archives."""
    _holds(changes, tmp_path_factory.mktemp("accepted"))


@pytest.mark.slow
def test_what_the_check_accepts_builds(tmp_path: Path) -> None:
    """An archive with a hundred oddities that the check accepts is built by MkDocs, in strict mode, with citations."""
    root = house(tmp_path)
    (root / "docs/about/b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    random = Random(7)  # noqa: S311
    changes = [(random.randrange(999), random.randrange(9_999), random.choice((*ODD, "drop"))) for _ in range(60)]
    changes += [(8 * number, random.randrange(9_999), random.choice(ODD)) for number in range(20)]
    assert _accepted(root, changes) > 20
    result = build(root, tmp_path / "site")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        ("page-head-second.md", "crumbs:", 'class="crumbs"'),
        ("page-head-unfinished.md", "<title>X ", "description: y"),
        ("page-head-comment-call.md", "<p>text</p>", "__class__"),
    ],
)
def test_odd_heads_set_nothing(name: str, shown: str, hidden: str, tmp_path: Path) -> None:
    """Of a head that MkDocs would read in another way the site shows the body as text, and takes nothing."""
    root = house(tmp_path)
    shutil.copy(TESTS / "hostile" / name, root / "docs/about/hostile.md")
    result = build(root, tmp_path / "site")
    assert result.returncode == 0, result.stdout + result.stderr
    page = (tmp_path / "site/about/hostile/index.html").read_text("utf-8")
    assert shown in page
    assert hidden not in page
    assert 'href="javascript:' not in page
