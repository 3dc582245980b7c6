"""`mkdocs.yml`, what MkDocs is told: read before MkDocs reads it, which would end some mistakes with a traceback.

What the archive knows does not depend on this file. Only the site that MkDocs builds does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from macros.core.models.document import Document, dotted
from macros.core.problems import UNREADABLE, Problem, did_you_mean, one_of
from macros.core.reading.files import read_text
from macros.core.reading.unexpected_files import all_below
from macros.core.reading.yaml_reader import read_yaml

SETTINGS_PATH = "mkdocs.yml"
_HOOKS = "macros/hooks.py"
_TEXTS = ("site_name", "site_description", "edit_uri", "copyright", "not_in_nav", "exclude_docs", "draft_docs")
_LISTS = ("nav", "markdown_extensions", "plugins", "hooks", "watch")
_GROUPS = ("theme", "validation")
_NEEDED = {
    "site_name": "a name, which identity.yml replaces",
    "theme": "`name: null` and `custom_dir: overrides`",
    "nav": "the main entrances of the site",
    "markdown_extensions": "the Markdown extensions that pages are written for",
    "plugins": "the plugin macros",
    "hooks": f"{_HOOKS}, without which nothing is checked and no record has a page",
}
_EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables", "toc")
_PLUGINS = ("macros",)
_OPTIONS = {
    "macros": {
        "module_name": "macros",
        "modules": "macros",
        "on_undefined": "strict",
        "on_error_fail": "false",
        "j2_comment_start_string": "<!--#",
        "j2_comment_end_string": "#-->",
    },
    "tables": {"use_align_attribute": "true"},
    "toc": {"permalink": "false", "marker": ""},
}
"""The settings of plugins and extensions, each with its value."""
_SHOWN = ("site_name", "site_description", "copyright")
"""Texts that pages show."""
_CHECKS = {
    "nav": ("omitted_files", "not_found", "absolute_links"),
    "links": ("not_found", "anchors", "absolute_links", "unrecognized_links"),
}
"""What MkDocs looks at in the navigation and in links."""
_LEVELS = ("warn", "info", "ignore", "relative_to_docs")

_WAY = re.compile(r"(?:[\w-][\w.-]*/)*docs/")
"""Folders, each without an address before it or a step back; the last has the prose."""

_Place = tuple[str | int, ...]
_Fault = tuple[_Place, str, str]
"""Where something is wrong, what, and the rule."""


def setting_problems(root: Path) -> list[Problem]:
    """What is wrong with the settings of the site; none of it is found by reading records."""
    file = root / SETTINGS_PATH
    if not file.exists() and not file.is_symlink():
        wrong = "is missing; it tells MkDocs how the site is made: restore it"
        return [Problem(SETTINGS_PATH, 1, "", wrong, "file")] if _is_house(root) else []
    text, problems = read_text(file, SETTINGS_PATH)
    if problems:
        return problems
    document, found = read_yaml(text, SETTINGS_PATH)
    if unreadable := [problem for problem in found if problem.rule in UNREADABLE]:
        return unreadable
    if not document.tree:
        wrong = "is empty; it tells MkDocs how the site is made: restore it"
        return [Problem(SETTINGS_PATH, 1, "", wrong, "file")]
    faults = [
        *_fields(document),
        *_left_out(document, root),
        *_edited(document),
        *_levels(document),
        *_nav(document, root),
        *_named(document),
        *_hooks(document),
    ]
    if _is_house(root):
        faults += [*_theme(document, root), *_paths(document, root)]
    return [Problem(SETTINGS_PATH, document.line(place), dotted(place), wrong, rule) for place, wrong, rule in faults]


def _is_house(root: Path) -> bool:
    """Whether code and templates are beside the records, so that a site can be made of them there."""
    return (root / "macros").is_dir() or (root / "overrides").is_dir()


def _fields(document: Document) -> Iterator[_Fault]:
    """Every setting is one that is used here, has the shape that it needs, and none is missing."""
    known = (*_TEXTS, *_LISTS, *_GROUPS)
    for name, value in document.tree.items():
        if name not in known:
            yield (name,), f"is not a setting that is used here{one_of(name, known)}", "unknown-field"
        elif name in _TEXTS and not (isinstance(value, str) and value.strip()):
            yield (name,), "should be a text", "value"
        elif name in _SHOWN and re.search("[<>{}]", str(value)):
            yield (name,), "has one of < > { }, which pages would not show as it is; write plain words", "value"
        elif name in _LISTS and not isinstance(value, list):
            yield (name,), "should be a list, each item on a line of its own after `- `", "value"
        elif name == "nav" and not value:
            yield (name,), "is empty; name at least one entrance, such as `- Sources: archive/index.md`", "value"
        elif name in _GROUPS and not isinstance(value, dict):
            yield (name,), "should hold fields, each on a line of its own", "value"
    for name, holds in _NEEDED.items():
        if name not in document.tree and not any(f"'{name}'" in did_you_mean(one, known) for one in document.tree):
            yield (name,), f"is missing; should hold {holds}", "missing-field"


def _edited(document: Document) -> Iterator[_Fault]:
    """The way to the file of a page is a part of the address of the repository, which identity.yml has."""
    way = document.tree.get("edit_uri")
    if isinstance(way, str) and way.strip() and not _WAY.fullmatch(way):
        yield ("edit_uri",), "should lead from the repository to the prose, such as edit/main/docs/", "value"


def _levels(document: Document) -> Iterator[_Fault]:
    """What MkDocs says of links has one of its levels."""
    validation = document.tree.get("validation")
    for group, levels in validation.items() if isinstance(validation, dict) else ():
        if group not in _CHECKS:
            yield ("validation", group), f"is not a setting that is used here{one_of(group, _CHECKS)}", "unknown-field"
            continue
        if not isinstance(levels, dict):
            yield ("validation", group), "should hold fields, each on a line of its own", "value"
            continue
        for name, level in levels.items():
            if name not in _CHECKS[group]:
                wrong = f"is not a setting that is used here{one_of(name, _CHECKS[group])}"
                yield ("validation", group, name), wrong, "unknown-field"
            elif level not in _LEVELS:
                yield ("validation", group, name), f"should be one of: {', '.join(_LEVELS)}", "value"


def _left_out(document: Document, root: Path) -> Iterator[_Fault]:
    """No pattern of files that are left out fits a page or a picture, which would be missing from the site."""
    shown = [path for path, _ in all_below(root, "docs") if path.endswith((".md", ".svg"))]
    for name in ("exclude_docs", "draft_docs"):
        for pattern in str(document.tree.get(name, "")).split("\n"):
            plain = pattern.strip().strip("/")
            if plain and plain[0] != "#" and (page := next((path for path in shown if _fits(path, plain)), "")):
                wrong = f"'{pattern.strip()}' leaves out {page}, which belongs to the site; take the line out"
                yield (name,), wrong, "value"


def _fits(path: str, pattern: str) -> bool:
    """Whether a path or a part of it fits a pattern, which may be more than MkDocs leaves out."""
    parts = path.split("/")[1:]
    whole = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return any(fnmatchcase(one, pattern.removeprefix("**/")) for one in (*parts, *whole))


def _theme(document: Document, root: Path) -> Iterator[_Fault]:
    """The templates are those of overrides/, and no theme is asked for that could bring files of its own."""
    theme = document.tree.get("theme")
    if not isinstance(theme, dict):
        return
    if theme.get("name") != "null":
        yield ("theme", "name"), "should be null; overrides/ has every template there is", "value"
    for name in theme.keys() - {"name", "custom_dir", "static_templates"}:
        yield ("theme", name), "is not a setting that is used here; it belongs to another theme", "unknown-field"
    folder = theme.get("custom_dir")
    if not isinstance(folder, str) or not (root / folder / "main.html").is_file():
        wrong = f"no folder '{folder}' with main.html" if isinstance(folder, str) else "is missing"
        yield ("theme", "custom_dir"), f"{wrong}; should be overrides", "value"
        return
    pages = theme.get("static_templates", [])
    for number, page in enumerate(pages) if isinstance(pages, list) else ():
        if not isinstance(page, str) or not (root / folder / page).is_file():
            yield ("theme", "static_templates", number), f"no template '{page}' in {folder}", "value"
    if not isinstance(pages, list):
        yield ("theme", "static_templates"), "should be a list of templates, such as [404.html]", "value"


def _nav(document: Document, root: Path) -> Iterator[_Fault]:
    """Every entrance has a title and is a page of docs/, each once. A missing docs/ is reported as such."""
    entries, seen = document.tree.get("nav") if (root / "docs").is_dir() else (), set[str]()
    for number, entry in enumerate(entries) if isinstance(entries, list) else ():
        title, target = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else ("", None)
        if not isinstance(target, str) or not str(title).strip():
            yield ("nav", number), "should be a title and a page of docs/, such as `Sources: archive/index.md`", "value"
        elif not _is_page(root, target):
            wrong = f"no page '{target}' in docs/; name a page by the path of its file, such as archive/index.md"
            yield ("nav", number, title), wrong, "page-link"
        elif target in seen:
            yield ("nav", number, title), f"'{target}' is there already; name each page once", "value"
        seen.add(str(target))


def _is_page(root: Path, target: str) -> bool:
    path = PurePosixPath(target)
    plain = path.suffix == ".md" and not path.is_absolute() and ".." not in path.parts and path.as_posix() == target
    return plain and (root / "docs" / path).is_file()


def _named(document: Document) -> Iterator[_Fault]:
    """The plugin and the Markdown extensions are those that pages are written and checked for."""
    for field, known in (("plugins", _PLUGINS), ("markdown_extensions", _EXTENSIONS)):
        entries, seen = document.tree.get(field), list[str]()
        if not isinstance(entries, list):
            continue
        for number, entry in enumerate(entries):
            name = next(iter(entry), "") if isinstance(entry, dict) and len(entry) == 1 else entry
            if not isinstance(name, str):
                yield (field, number), "should be a name, or a name with its settings", "value"
            elif name not in known:
                wrong = f"'{name}' is not used here{one_of(name, known)}"
                yield (field, number), wrong, "value"
            elif name in seen:
                yield (field, number), f"'{name}' is there already; name it once", "value"
            elif isinstance(entry, dict):
                yield from _options((field, number, name), entry[name], _OPTIONS.get(name, {}))
            seen.append(str(name))
        if lacking := [name for name in known if name not in seen and not _meant(name, seen, known)]:
            yield (
                (field,),
                f"lacks {', '.join(lacking)}, without which pages are not shown as they are checked",
                "value",
            )


def _options(place: _Place, options: object, known: dict[str, str]) -> Iterator[_Fault]:
    """The settings of a plugin or an extension are those with which pages are checked."""
    if not isinstance(options, dict):
        yield place, "should hold settings, each on a line of its own", "value"
        return
    for option, value in options.items():
        if option not in known:
            yield (*place, option), f"is not a setting that is used here{one_of(option, known)}", "unknown-field"
        elif value != known[option] and value != [known[option]]:
            yield (*place, option), f"should be {known[option] or 'empty'}, as pages are checked", "value"


def _meant(name: str, seen: list[str], known: tuple[str, ...]) -> bool:
    """Whether a missing name is there misspelt, which is reported instead."""
    return any(f"'{name}'" in did_you_mean(one, known) for one in seen)


def _hooks(document: Document) -> Iterator[_Fault]:
    """Our own hooks are among the hooks: without them MkDocs publishes what nobody checked."""
    hooks = document.tree.get("hooks")
    if isinstance(hooks, list) and not any(isinstance(one, str) and one.endswith(_HOOKS) for one in hooks):
        yield ("hooks",), f"lacks {_HOOKS}, without which nothing is checked and no record has a page", "value"


def _paths(document: Document, root: Path) -> Iterator[_Fault]:
    """The hooks and whatever is watched are there."""
    for field in ("hooks", "watch"):
        entries = document.tree.get(field)
        for number, entry in enumerate(entries) if isinstance(entries, list) else ():
            if not isinstance(entry, str) or not (root / entry).exists():
                yield (field, number), f"no file or folder '{entry}'; correct the path or take it out", "value"
