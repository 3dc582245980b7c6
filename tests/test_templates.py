"""Templates: lines of 120 columns, names that are words, and indented lines that continue the line above."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError, UndefinedError, nodes
from markupsafe import Markup

from macros.site import templates
from macros.site.templates import TEMPLATE_FOLDER, environment

COLUMNS = 120
FILES = sorted(path for path in TEMPLATE_FOLDER.rglob("*") if path.is_file())
FOLDERS = {"editions", "pages", "indexes", "parts", "pictures", "files"}
COORDINATES = {"x", "y"}
CHOSEN = ("pages/", "indexes/", "editions/prose/")
"""Folders from which a template is taken by the kind of a record, the name of an index or a language."""


def _name(path: Path) -> str:
    return path.relative_to(TEMPLATE_FOLDER).as_posix()


def test_no_line_is_longer_than_in_python() -> None:
    """A line of a template has at most 120 characters and no space at its end."""
    long = [
        f"{_name(path)}:{number}"
        for path in FILES
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if len(line) > COLUMNS or line != line.rstrip()
    ]
    assert long == []


def test_every_template_lies_in_a_folder_of_its_kind() -> None:
    """Pages, indexes, editions, parts, pictures and files: no template lies beside the folders."""
    assert {_name(path).split("/")[0] for path in FILES} == FOLDERS


def test_names_in_templates_are_words() -> None:
    """No variable, macro or import has a name of one letter, save coordinates."""
    short = {
        (_name(path), name.name)
        for path in FILES
        for name in environment().parse(path.read_text("utf-8")).find_all(nodes.Name)
        if len(name.name) == 1 and name.name not in COORDINATES
    }
    assert short == set()


def test_every_template_is_used() -> None:
    """Each is named by a module or another template, or is the page of a kind or an index."""
    macros = TEMPLATE_FOLDER.parent
    texts = [path.read_text("utf-8") for path in [*macros.rglob("*.py"), *FILES]]
    unused = [
        name
        for name in map(_name, FILES)
        if not any(f'"{name}"' in text for text in texts) and not name.startswith((*CHOSEN, "files/github/"))
    ]
    assert unused == []


def _shown(text: str, name: str = "a.html.j2") -> str:
    made: Environment = environment().overlay()
    return made.from_string(made.preprocess(text, name)).render(word="W")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>\n  one\n  two</p>", "<p>one two</p>"),
        ("<p>{{ word }}\n  two</p>", "<p>Wtwo</p>"),
        ("<p>one\n  {{ word }}</p>", "<p>oneW</p>"),
        ('<a\n  href="b"\n    id="c">d</a>', '<a href="b" id="c">d</a>'),
        (
            "<tr>\n  {% if word %}\n    <td>one</td>\n  {% endif %}\n  <td>two</td></tr>",
            "<tr><td>one</td><td>two</td></tr>",
        ),
        ("<p>one</p>\n<p>two</p>", "<p>one</p>\n<p>two</p>"),
        ("{{ word ~\n  word }}", "WW"),
        ("{# one\n   two #}{{ word }}", "W"),
    ],
)
def test_an_indented_line_continues_the_line_above(text: str, shown: str) -> None:
    """Between words the break is a space; beside a tag or a mark of Jinja nothing; other breaks stay."""
    assert _shown(text) == shown


def test_indentation_of_other_files_stays() -> None:
    """In Markdown and YAML indentation means something."""
    assert _shown("- one\n  - two", "a.md.j2") == "- one\n  - two"


def test_lines_keep_their_numbers() -> None:
    """An error names the line on which it is, though lines are joined."""
    with pytest.raises(TemplateSyntaxError) as raised:
        _shown("<p>\n  one\n  two</p>\n{% unheard-of %}")
    assert raised.value.lineno == 4


def test_templates_are_found_in_their_folders() -> None:
    """A template is asked for by its path below the folder of templates."""
    assert templates.template("parts/native.html.j2").name == "parts/native.html.j2"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ word.a }}", "&lt;"),
        ("{{ word.a.upper() }}", "&lt;"),
        ("{{ word.items }} {{ word.items is callable }}", "&lt;bound method&gt; True"),
        ("{{ marked }}", "<b>"),
        ("{{ word.inner.a }}{{ word.inner.marked }}", "2<b>"),
        ("{% for one in [word] if one.a %}{{ one.a }}{% endfor %}", "&lt;"),
        ("{% macro shown(one) %}{{ one.inner.a }}{{ marked }}{% endmacro %}{{ shown(word) }}", "2<b>"),
        ("{{ word.none is defined }}", "False"),
    ],
)
def test_attributes_and_markup_are_shown_as_in_any_template(text: str, shown: str) -> None:
    """An attribute comes before an entry of its name; texts are escaped, markup is not; what is absent is undefined."""
    given = {"word": {"a": "<", "items": "never", "inner": {"a": 2, "marked": Markup("<b>")}}, "marked": Markup("<b>")}
    for made in (environment(), Environment(autoescape=True)):
        found = made.from_string(text).render(given)
        assert re.sub(r"built-in method items of dict object at \w+", "bound method", found) == shown


def test_an_attribute_that_is_absent_is_an_error_where_it_is_shown() -> None:
    """A misspelled attribute ends the build, and the message names it."""
    with pytest.raises(UndefinedError, match="mispelled"):
        environment().from_string("{{ word.mispelled }}").render(word={})
