"""`mkdocs.yml` and the moment of a build: mistakes are told before MkDocs reads them, one line each."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros import define_env
from macros.cli import main
from macros.core.reading.site_settings import setting_problems
from tests.support import INVENTED, REPOSITORY

Captured = pytest.CaptureFixture[str]
SOUND = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
WAY = "should lead from the repository to the prose, such as edit/main/docs/ [value]"
SOURCES = "  - Sources: archive/index.md"
NO_PAGE = "in docs/; name a page by the path of its file, such as archive/index.md [page-link]"
AS_PAGES = "should be a title and a page of docs/, such as `Sources: archive/index.md` [value]"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """What the settings of this archive name, with nothing in it."""
    for folder in ("docs", "data", "macros", "overrides"):
        (tmp_path / folder).mkdir()
    for file in ("bibliography.bib", "identity.yml", "macros/hooks.py", "overrides/main.html", "overrides/404.html"):
        (tmp_path / file).touch()
    for page in re.findall(r"[a-z]+/index\.md", SOUND):
        (tmp_path / "docs" / page).parent.mkdir()
        (tmp_path / "docs" / page).touch()
    (tmp_path / "mkdocs.yml").write_text(SOUND, "utf-8")
    return tmp_path


def test_the_settings_of_both_archives_are_sound(root: Path) -> None:
    """The real archive, the invented one, and the folder of these tests."""
    assert [*setting_problems(REPOSITORY), *setting_problems(INVENTED), *setting_problems(root)] == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (SOURCES, "  - Sources: javascript:alert(1)", f"nav.0.Sources: no page 'javascript:alert(1)' {NO_PAGE}"),
        (SOURCES, "  - Sources: https://x.example/", f"nav.0.Sources: no page 'https://x.example/' {NO_PAGE}"),
        (SOURCES, "  - Sources: archive/gone.md", f"nav.0.Sources: no page 'archive/gone.md' {NO_PAGE}"),
        (SOURCES, "  - Sources: ../docs/x.md", f"nav.0.Sources: no page '../docs/x.md' {NO_PAGE}"),
        (SOURCES, "  - archive/index.md", f"nav.0: {AS_PAGES}"),
        (SOURCES, "  - Sources: [archive/index.md]", f"nav.0: {AS_PAGES}"),
        (
            "incidents/index.md",
            "archive/index.md",
            "nav.1.Incidents: 'archive/index.md' is there already; name each page once [value]",
        ),
        (
            "  - macros/hooks.py",
            "  - overrides/main.html",
            "hooks: lacks macros/hooks.py, without which nothing is checked and no record has a page [value]",
        ),
        (
            "  custom_dir: overrides",
            "  custom_dir: gone",
            "theme.custom_dir: no folder 'gone' with main.html; should be overrides [value]",
        ),
        (
            "  name: null",
            "  name: material",
            "theme.name: should be null; overrides/ has every template there is [value]",
        ),
        (
            "  - attr_list",
            "  - atr_list",
            "markdown_extensions.0: 'atr_list' is not used here; did you mean 'attr_list'? [value]",
        ),
        (
            "on_undefined: strict",
            "on_undefined: silent",
            "plugins.0.macros.on_undefined: should be strict, as pages are checked [value]",
        ),
        ("edit_uri: edit/main/docs/", "edit_uri: javascript:x", f"edit_uri: {WAY}"),
        ("edit_uri: edit/main/docs/", "edit_uri: https://x.example/docs/", f"edit_uri: {WAY}"),
        ("edit_uri: edit/main/docs/", "edit_uri: ../../docs/", f"edit_uri: {WAY}"),
        ("site_name: Archive", "site_name: [Archive]", "site_name: should be a text [value]"),
        (
            "omitted_files: warn",
            "omitted_files: 3",
            "validation.nav.omitted_files: should be one of: warn, info, ignore, relative_to_docs [value]",
        ),
        (
            "  *.txt",
            "  *.md",
            (
                "exclude_docs: '*.md' leaves out docs/archive/index.md, which belongs to the site; take the line out "
                "[value]"
            ),
        ),
        (
            "copyright: Text",
            "copyright: <script>x</script> Text",
            "copyright: has one of < > { }, which pages would not show as it is; write plain words [value]",
        ),
        (
            "  links:",
            "  link:",
            "validation.link: is not a setting that is used here; did you mean 'links'? [unknown-field]",
        ),
        (
            "anchors: warn",
            "anchor: warn",
            "validation.links.anchor: is not a setting that is used here; did you mean 'anchors'? [unknown-field]",
        ),
        (
            "hooks:\n",
            "watch: [date]\nhooks:\n",
            "watch.0: no file or folder 'date'; correct the path or take it out [value]",
        ),
        (
            "copyright:",
            "copyrigth:",
            "copyrigth: is not a setting that is used here; did you mean 'copyright'? [unknown-field]",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, said: str, root: Path) -> None:
    """One line, with the place and what would be right."""
    changed = SOUND.replace(right, wrong, 1)
    assert changed != SOUND
    (root / "mkdocs.yml").write_text(changed, "utf-8")
    pairs = zip(SOUND.split("\n"), changed.split("\n"), strict=False)
    line = next(number for number, (one, other) in enumerate(pairs, 1) if one != other)
    (found,) = [problem.as_text() for problem in setting_problems(root)]
    assert re.sub(r":\d+:", ":", found, count=1) == f"mkdocs.yml: {said}"
    assert abs(int(found.split(":")[1]) - line) <= 1, "at the line, or at the one that opens its list"


@pytest.mark.parametrize(
    "text", ["", "a: [", "- a", "a", "nav: 3", "x: !!python/name:os.system", "\ufeffa: b", "\x00", "a: &b c"]
)
def test_whatever_the_file_holds_there_are_problems(text: str, root: Path) -> None:
    """Never an exception."""
    (root / "mkdocs.yml").write_text(text, "utf-8")
    found = setting_problems(root)
    assert found
    assert {problem.path for problem in found} == {"mkdocs.yml"}


def test_a_plugin_that_nobody_has_is_told(root: Path) -> None:
    """MkDocs would end with its own words."""
    (root / "mkdocs.yml").write_text(SOUND.replace("plugins:\n", "plugins:\n  - nothing\n"), "utf-8")
    line = SOUND.split("plugins:")[0].count("\n") + 2
    said = f"mkdocs.yml:{line}: plugins.0: 'nothing' is not used here; one of: macros [value]"
    assert [one.as_text() for one in setting_problems(root)] == [said]


def test_missing_settings_are_told(root: Path) -> None:
    """The file itself, and what is needed in it."""
    (root / "mkdocs.yml").write_text(SOUND.split("hooks:")[0], "utf-8")
    (found,) = setting_problems(root)
    assert (found.field, found.rule) == ("hooks", "missing-field")
    (root / "mkdocs.yml").unlink()
    (found,) = setting_problems(root)
    assert found.message == "is missing; it tells MkDocs how the site is made: restore it"


def test_check_tells_it_too(invented: Path, capsys: Captured) -> None:
    """`make check` ends with 1, also where the records were found sound before."""
    assert main(["--root", str(invented), "check"]) == 0
    settings = invented / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("archive/index.md", "javascript:1"), "utf-8")
    capsys.readouterr()
    assert main(["--root", str(invented), "check"]) == 1
    assert f"mkdocs.yml:14: nav.0.Sources: no page 'javascript:1' {NO_PAGE}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "sound"),
    [("0", True), ("1325376000", True), ("253402300799", True), ("253402300800", False), ("9" * 5000, False)]
    + [(text, False) for text in ("", " ", "-5", "1.5", "abc", "1e9", "\u0661")],
)
def test_the_moment_of_a_build_is_a_number_of_seconds(
    given: str, sound: bool, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """MkDocs would end anything else with a traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert main(["--root", str(REPOSITORY), "check", "--settings"]) == (0 if sound else 1)
    said = capsys.readouterr().err
    assert said.startswith("SOURCE_DATE_EPOCH: ") is not sound
    assert said.count("\n") == (0 if sound else 1)


def test_the_site_and_the_server_begin_with_the_settings() -> None:
    """MkDocs is started only after they were found sound."""
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    for target, program in (("site", "mkdocs build"), ("serve", "mkdocs serve")):
        recipe = makefile.split(f"\n{target}:", 1)[1].split("\n.PHONY", 1)[0]
        assert 0 < recipe.find("check --settings") < recipe.find(program)


def test_no_macro_is_given_without_the_hooks() -> None:
    """Whoever starts MkDocs by hand, without our hooks, is told in one line, and nothing is built."""
    env = SimpleNamespace(conf={"hooks": {}, "config_file_path": str(INVENTED / "mkdocs.yml")})
    with pytest.raises(SystemExit, match=r"^mkdocs\.yml has no hooks; put macros/hooks\.py back"):
        define_env(env)
