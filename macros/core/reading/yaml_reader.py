"""Records and front matter as YAML, with the line of every value and every scalar as text.

YAML's own typing is switched off (`no` stays "no", `012` stays "012"): the field decides what its value means.
Anchors, aliases, tags and several documents in a file are refused, so that a small file cannot expand into a large
one and every value is visible where it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import yaml

from macros.core.models.document import Document, FieldPath, Loader, Tree, dotted
from macros.core.problems import Problem
from macros.core.reading.yaml_faults import cause, odd_indents
from macros.core.words.invisible import UNSEEN
from macros.core.words.lookalikes import fault as look_alike

_MAX_DEPTH = 12
MAX_VALUE = 10_000
"""Most characters of one value; the longest has a tenth of that."""
MAX_ITEMS = 200
"""Most items of one list; the longest has a twentieth of that."""
_BLOCKS = ("|", ">")
MAX_PROBLEMS = 100
"""How many problems of one file are reported at once."""
MANY_BRACKETS = 5_000
_OPENS = re.compile(r"---[ \t]*\n")
_CLOSES = re.compile(r"\n(---|\.\.\.)[ \t]*(?:\n|\Z)")
"""The ends of the head of a Markdown file: some programs also end it at `...`, so nothing may follow such a line."""
CURLY = re.compile(
    "[\u201c\u201d\u201e\u201f](?=[^\u201c\u201d]*[\u201d\u201c]?$)|[\u2018\u201a](?=[^\u2018\u2019]*\u2019?$)"
    "|\u2019(?=[^\u2018\u2019]*\u2019$)|\u00ab(?=[^\u00bb]*\u00bb?$)"
)
"""A curly quote that opens a value and closes at its end, or nowhere."""
_REFERENCE = re.compile(r"(?:^|[\s:\-\[{,])(?:[&*]\S|!)")
"""An anchor, an alias or a tag; a tag may be a `!` alone."""
DEEP_LINE = re.compile(r"(?:[-?:][ \t]+){100}")
NOTHING = frozenset(("~", "null", "Null", "NULL", "nan", "NaN", "NAN", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF"))
"""What other programs read as no value or as no number."""
_KEYS = {
    "<<": "begins with `<<`, which puts the fields of another record here; write those fields out",
    "": "has a field without a name; write `field: value`, or take the line out",
}
"""What no key of ours can be."""
UNALLOWED = "holds a control character, which YAML does not allow; remove it"
"""Said of a whole text; where a rule on invisible characters names the line, that alone is told."""
_SHORTEST_DEEP = 200
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where libyaml ends a line. A text may hold the last three: they are reported for the whole file."""


def read_yaml(text: str, shown: str, first_line: int = 1) -> tuple[Document, list[Problem]]:
    """A mapping from YAML text; `first_line` is the line of the file on which the text starts.

    A refused text is not kept: it may be nested so deeply, or hold so many aliases, that it must not be read again.
    """
    document, problems = Document(shown, text=text, first_line=first_line), list[Problem]()
    refused = Document(shown, first_line=first_line)
    if odd := list(islice(odd_indents(text), MAX_PROBLEMS)):
        return refused, [Problem(shown, one.line + first_line, "", one.message, "yaml") for one in odd]
    try:
        _refuse_references(text)
        root = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        return refused, [_yaml_problem(error, text, shown, first_line)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = f"is not YAML ({str(error).split(chr(10))[0]}); see a neighbouring record"
        wrong = UNALLOWED if isinstance(error, yaml.reader.ReaderError) else what
        return refused, [Problem(shown, first_line, "", wrong, "yaml")]
    if root is None:
        return document, []
    if not isinstance(root, yaml.MappingNode):
        line = root.start_mark.line + first_line
        return document, [Problem(shown, line, "", "should hold `field: value` lines; holds something else", "yaml")]
    reader = _Reader(document, problems, first_line)
    document.tree = reader.mapping(root, ())
    return document, problems


def read_front_matter(text: str, shown: str) -> tuple[Document, list[Problem]]:
    """The YAML between the two `---` lines at the head of a Markdown file, and the body after it.

    This is the only reader of heads: the site generator gets a newly written head and this body.
    """
    opens, closes = _ends_of_head(text)
    if not opens or not closes:
        return Document(shown, body=text), [Problem(shown, *_headless(text), "yaml")]
    document, problems = read_yaml(text[opens.end() : closes.start(1)], shown, 2)
    document.body = text[closes.end() :]
    document.body_line = text.count("\n", 0, closes.end()) + 1
    if closes[1] == "...":
        line = text.count("\n", 0, closes.start(1)) + 1
        problems.append(Problem(shown, line, "", "ends its head with `...`; end it with `---`", "yaml"))
    return document, problems


def parted(text: str, *, markdown: bool) -> tuple[str, str]:
    """The YAML and the body of a text that was read before."""
    opens, closes = _ends_of_head(text) if markdown else (None, None)
    return (text[opens.end() : closes.start(1)], text[closes.end() :]) if opens and closes else (text, "")


def _ends_of_head(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The line that opens a head and the one that closes it. Looking for a line end is quicker than for any sign."""
    opens = _OPENS.match(text)
    return opens, opens and _CLOSES.search(text, opens.end() - 1)


def _headless(text: str) -> tuple[int, str, str]:
    """Line, field and message for a text without a head."""
    if not text.startswith("---"):
        return 1, "", "has no front matter; should start with `---`, the fields, and `---` again"
    before = " before the first call" if re.search(r"^\{\{", text, re.MULTILINE) else " after its last field"
    return 1, "", f"opens the head with `---` and does not close it; write `---` on a line of its own{before}"


def _refuse_references(text: str) -> None:
    """Raise at the first anchor, alias or tag, before anything is expanded."""
    if not ((any(sign in text for sign in "&*!") and _REFERENCE.search(text)) or _may_be_deep(text)):
        return
    depth = 0
    for event in yaml.parse(text, Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or _tagged(event):
            wrong = "anchors (&), aliases (*) and tags (!) are not allowed; write the value out or quote it"
            raise yaml.MarkedYAMLError(problem=wrong, problem_mark=_mark(event))
        if depth > _MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=_mark(event))


def _mark(event: yaml.Event) -> Any:
    return event.start_mark


def _may_be_deep(text: str) -> bool:
    """Whether a text could nest so deeply that composing it would exhaust the stack of the C library."""
    if text.count("[") + text.count("{") > MANY_BRACKETS:
        return True
    return max(map(len, text.split("\n"))) >= _SHORTEST_DEEP and bool(DEEP_LINE.search(text))


def _tagged(event: yaml.Event) -> bool:
    return bool(getattr(event, "tag", None))


def _yaml_problem(error: yaml.MarkedYAMLError, text: str, shown: str, first_line: int) -> Problem:
    if found := cause(text, error):
        return Problem(shown, found.line + first_line, "", found.message, "yaml")
    mark = error.problem_mark or error.context_mark
    line = (mark.line if mark else 0) + first_line
    what = error.problem or error.context or "malformed"
    return Problem(shown, line, "", f"is not YAML as the archive reads it: {what}", "yaml")


def _is_sound(value: str) -> bool:
    """Whether nothing is wrong with a value of a text without escapes and remarks, however it is written."""
    return value.isascii() and len(value) <= MAX_VALUE and value not in NOTHING


def _is_sound_scalar(node: yaml.Node) -> bool:
    return type(node) is yaml.ScalarNode and _is_sound(node.value)


@dataclass
class _Reader:
    """Walks composed YAML nodes into text, lists and mappings, and reports doubled keys."""

    document: Document
    problems: list[Problem]
    offset: int

    def value(self, node: yaml.Node, place: FieldPath) -> Tree:
        if len(place) > _MAX_DEPTH:
            self._report(node, place, "is nested too deeply; records are flat")
            return ""
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return self.items(node, place)
        if self._escaping:
            self._unseen(node, place)
        if isinstance(node, yaml.ScalarNode) and not node.style and (wrong := self._plain_fault(node)):
            self._report(node, place, wrong, "value" if node.value else "yaml")
        if isinstance(node, yaml.ScalarNode) and node.style in _BLOCKS:
            self._remarks_within(node, place)
        if len(node.value) > MAX_VALUE:
            wrong = f"has {len(node.value):,} characters; a value has at most {MAX_VALUE:,}"
            self._report(node, place, wrong, "value")
        return str(node.value)[:MAX_VALUE]

    def _plain_fault(self, node: yaml.Node) -> str:
        """What is wrong with a value without quotes; empty if nothing is."""
        value = str(node.value)
        if value in NOTHING:
            return f"is `{value}`, which means no value; write one, leave the field out, or put the word in quotes"
        if value.isascii() and not self._lines:
            return ""
        if found := CURLY.match(value):
            what = f"begins with the curly quote {found[0]}, which YAML takes for a part of the value"
            return f"{what}; use straight ones, or none"
        last = self._lines[node.end_mark.line : node.end_mark.line + 1]  # none behind the last line
        rest = last[0][node.end_mark.column :] if last else ""
        if re.match(r"[ \t]+#" if value else r"[ \t]*#", rest):
            return "is cut at ` #`, where a remark begins; put the value in quotes, or the remark on a line of its own"
        return ""

    def _remarks_within(self, node: yaml.ScalarNode, place: FieldPath) -> None:
        """Report what was meant as a remark and stands in a text, where YAML knows no remarks."""
        for number in range(node.start_mark.line + 1, node.end_mark.line) if self._lines else ():
            if re.match(r"[ \t]+#+[ \t]", self._lines[number]) and len(self.problems) < MAX_PROBLEMS:
                wrong = (
                    "has a line that begins with #, which is a part of the text here; put the remark above the field"
                )
                line = number + self.offset
                self.problems.append(Problem(self.document.path, line, dotted(place), wrong, "value"))

    @cached_property
    def _escaping(self) -> bool:
        """Whether a value may hold characters that the text does not: they are written as escapes."""
        return "\\" in self.document.text

    @cached_property
    def _plain(self) -> bool:
        """Whether no value can be wrong but by its own signs and length: most texts are so."""
        return not self._escaping and not self._lines

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the text; none if no value can be cut by a remark."""
        return _LINE_END.split(self.document.text) if " #" in self.document.text else []

    def items(self, node: yaml.SequenceNode, place: FieldPath) -> list[Tree]:
        if len(node.value) > MAX_ITEMS:
            wrong = f"has {len(node.value):,} items; a list has at most {MAX_ITEMS}"
            self._report(node, place, wrong, "value")
        if self._plain and len(place) < _MAX_DEPTH and all(map(_is_sound_scalar, node.value)):
            return [item.value for item in node.value[:MAX_ITEMS]]
        return [self.value(item, (*place, i)) for i, item in enumerate(node.value[:MAX_ITEMS])]

    def _unseen(self, node: yaml.Node, place: FieldPath) -> None:
        """Report wrong characters that are written as escapes; others are reported for the whole file."""
        value, text = str(node.value)[:MAX_VALUE], self.document.text
        escaped = not value.isascii() and any(not char.isascii() and char not in text for char in value)
        if escaped and (wrong := look_alike(value)):
            self._report(node, place, wrong, "look-alike")
        match = UNSEEN.search(str(node.value))
        if match and match.group() not in self.document.text:
            wrong = f"holds the invisible character U+{ord(match.group()):04X}; remove it"
            self._report(node, place, wrong, "invisible-character")

    def mapping(self, node: yaml.MappingNode, place: FieldPath) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        plain = self._plain and len(place) < _MAX_DEPTH
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, place, "has a list or mapping as a key; a key is one word")
                continue
            key = str(key_node.value)
            if wrong := _KEYS.get(key.strip(), "") if len(key) <= len("<<") else "":
                self._report(key_node, place, wrong)
                continue
            if plain and key not in tree and type(value_node) is yaml.ScalarNode and _is_sound(value_node.value):
                tree[key] = value_node.value
                continue
            inner = (*place, key)
            if self._escaping:
                self._unseen(key_node, place)
            if key in tree:
                self._report(key_node, inner, "is there twice; keep one", "duplicate-key")
                continue
            tree[key] = self.value(value_node, inner)
        return tree

    def _report(self, node: yaml.Node, place: FieldPath, message: str, rule: str = "yaml") -> None:
        line = node.start_mark.line + self.offset
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self.document.path, line, dotted(place), message, rule))
