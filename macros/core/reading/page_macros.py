"""Prose pages: the macros they may call, and their text without these calls.

The site renders prose pages with Jinja. Here they are only parsed, and only text and calls with constant values are
accepted, so that a page can do no more than an annotation.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache

from jinja2 import Environment

from macros.core.models.kinds import INDEXES
from macros.core.problems import Problem, one_of
from macros.core.reading.call_parser import Grammar
from macros.core.reading.reference_calls import SIGNATURES, Call, CallPart, Fault, Value, checked_call
from macros.core.reading.yaml_reader import read_front_matter

OTHER_MACROS = {
    "home": "the ways in: newest incidents and those with most documents, how much the archive holds",
    "search_form": "the form and the list of results of the search page",
    "compare_form": "two lists of documents and speakers, the comparison of two of them, and the incidents",
    "dossier": "the form in which a reader puts a dossier in order and takes it away",
    "who_signed_what": "which organizations speak in which sources or sign them",
    "law_by_source": "which instruments and provisions each source names or describes",
    "timeline_picture": "incidents and events drawn year by year",
    "place_map": "every place with its coordinates and the incidents it belongs to",
    "data_index": "the files under /data/",
    "data_fields": "every field of every file under /data/",
    "worked_questions": "questions to the database, each with its query and its answer",
    "schema_version": "the version of the fields of the files under /data/",
    "source_health": "what the last look at the sources on the web found",
    "archive_citation": "how the archive as a whole is cited, in every style",
    "changes_made": "the newest changes of all records",
    "retired_list": "every retired id with the reason",
    "safe_way": 'how people at risk reach the archive, or that there is no safe way yet: safe_way("en"), "ko" or "zh"',
    "safe_state": 'whether there is a safe way to reach the archive, in one sentence: safe_state("en"), or "all"',
    "archive_name": "the name of the archive",
    "on_site": 'the full address of something on the site: on_site("data/")',
    "in_repository": 'the address of something in the repository: in_repository("blob/main/CITATION.cff")',
    "public_form": 'the address of a public form: public_form("correct-a-fact")',
    "guarded_fields": "every field that may not hold personal data",
    "vocabulary": 'one closed list with its definitions: vocabulary("measures")',
    "record_fields": 'the fields of one kind of record: record_fields("claim")',
    "kind_fields": "every kind of record in data/: where its files are, and their fields",
    "rule_list": "every rule on records, with an example of what breaks it and of what is right",
    "further_rule_list": "the same for rules that need another branch or the captured texts",
    "macro_list": "every macro",
    "command_list": "every command",
}
"""The macros that are neither references nor indexes, with what they show."""

TAKES_WORD = ("vocabulary", "record_fields", "safe_state", "safe_way", "on_site", "in_repository", "public_form")
LANGUAGES_OF = {"safe_way": ("en", "ko", "zh"), "safe_state": ("en", "ko", "zh", "all")}
"""The words that these two take."""
WITHIN_TEXT = ("safe_state", "on_site", "in_repository", "public_form", "archive_name", "schema_version")
"""Those that give some words; all others are parts of a page with ids of their own, which stand there once."""
PLAIN_VALUES = frozenset(("on_site", "in_repository", "public_form", "archive_name", "schema_version"))
"""Those that give words without any markup, which may also stand in code and in addresses."""
REFERENCES = [name for name in SIGNATURES if name not in ("passage", "at")]
_NAMES = [*REFERENCES, *(index.macro for index in INDEXES.values()), *OTHER_MACROS]
_FORM, _PLACE = re.compile(r"[a-z][a-z-]*"), re.compile(r"(?:[\w-][\w.-]*(?:/[\w.-]+)*/?(?:#[\w.-]+)?)?")
HEAD_FIELDS = ("title", "description")
MAX_HEAD = 300
"""Most characters of a title or a description; the longest has half of that."""


def handed(text: str) -> tuple[str, str]:
    """Head and body of a page as the site generator gets them: a new head with title and description only.

    So no other program decides where the head ends, and no page can ask for a template or a layout.
    """
    document, _ = read_front_matter(text, "")
    values = {name: document.tree.get(name, "") for name in HEAD_FIELDS}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items()]
    return f"---\n{''.join(lines)}---\n\n", document.body


@lru_cache(maxsize=256)
def parse_page(text: str) -> tuple[str, tuple[Call, ...], tuple[Fault, ...]]:
    """The body of a page without its calls, the calls, and its faults with their lines in the page.

    Never raises for bad text.
    """
    document, _ = read_front_matter(text, "")
    plain, calls, faults = _parse_body(document.body)
    before = document.body_line - 1
    return (
        plain,
        tuple(replace(call, line=call.line + before) for call in calls),
        tuple(replace(fault, line=fault.line + before) for fault in faults),
    )


def parts_of_page(page: str) -> list[CallPart | Fault]:
    """Plain text, calls and faults of the body of a page, in order, with their lines in the page."""
    document, _ = read_front_matter(page, "")
    before = document.body_line - 1
    found = _GRAMMAR.parts(document.body)
    return [part if isinstance(part, str) else replace(part, line=part.line + before) for part in found]


def _parse_body(text: str) -> tuple[str, tuple[Call, ...], tuple[Fault, ...]]:
    found = _GRAMMAR.parts(text)
    plain = "".join(part for part in found if isinstance(part, str))
    calls = tuple(part for part in found if isinstance(part, Call))
    return plain, calls, tuple(part for part in found if isinstance(part, Fault))


def _known_call(name: str, args: tuple[Value, ...], kwargs: dict[str, Value], line: int) -> Call | Fault:
    if name in REFERENCES:
        return checked_call(name, args, kwargs, line)
    if kwargs or len(args) != (name in TAKES_WORD) or not all(isinstance(arg, str) for arg in args):
        return Fault(line, f"{name}(…) takes {'one word' if name in TAKES_WORD else 'no values'}")
    if args and args[0] not in LANGUAGES_OF.get(name, args):
        return Fault(line, f"{name}(…) knows no '{args[0]}'{one_of(str(args[0]), LANGUAGES_OF[name])}")
    if wrong := _no_place(name, str(args[0])) if args else "":
        return Fault(line, f"{name}(…) {wrong}")
    return Call(name, args, {}, line)


def _no_place(name: str, place: str) -> str:
    """What is wrong with the place that a macro gives the address of; empty if nothing is."""
    if name == "public_form" and not _FORM.fullmatch(place):
        return "takes the name of a form, of a-z and hyphens"
    if name in ("on_site", "in_repository") and (not _PLACE.fullmatch(place) or ".." in place.split("/")):
        return "takes an address below its beginning, such as data/, without .. and without spaces"
    return ""


_GRAMMAR = Grammar(
    Environment(
        comment_start_string="<!--#", comment_end_string="#-->", keep_trailing_newline=True, autoescape=True
    ),  # the signs of mkdocs.yml
    _NAMES,
    _known_call,
    called="macro",
    usage="pages hold text and calls of known macros",
    number="write plain calls",
    statement="pages; use the macros",
    expression="only calls of macros may stand in {{ }}, such as {{ place_map() }}",
)


def head_problems(text: str, shown: str) -> list[Problem]:
    """Problems of a page's head, which holds a title and a description as plain lines."""
    document, problems = read_front_matter(text, shown)
    for name, value in document.tree.items():
        line = document.line((name,))
        if name not in HEAD_FIELDS:
            wrong = f"is not a field here{one_of(name, HEAD_FIELDS)}"
            problems.append(Problem(shown, line, name, wrong, "unknown-field"))
        elif not isinstance(value, str) or {*"{}\n"} & {*value} or len(value) > MAX_HEAD:
            wrong = f"should be one line of text without braces, of at most {MAX_HEAD} characters"
            problems.append(Problem(shown, line, name, wrong, "value"))
    missing = [name for name in HEAD_FIELDS if not str(document.tree.get(name, "")).strip()]
    if missing and not problems:
        wrong = f"is missing; write it in a line `{missing[0]}: …` between the two `---`"
        problems.append(Problem(shown, 1, missing[0], wrong, "missing-field"))
    return problems
