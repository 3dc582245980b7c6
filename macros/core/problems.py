"""Problems: what is wrong in a contributed file, where, and what would be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from macros.core.words.personal import blanked, withheld
from macros.core.words.suggestions import near_choice

UNREADABLE = ("yaml", "file", "duplicate-key")
"""The rules that an unreadable file breaks. Of two fields of one name nobody can tell which one is meant."""
MOST_LISTED = 1_000
"""How many problems are listed at once; nobody reads more before some are corrected."""
_LONGEST = 600
"""How many characters of a message or a field's name are printed."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to correct.

    `path` is relative to the archive's root with forward slashes, `line` counts from 1, `field` is the dotted
    way to the value (empty for the whole file), `rule` the id under which the rule is documented. No problem repeats
    personal data: a message names only the kind of data, and a path or field leaves that part out.
    """

    path: str
    line: int
    field: str
    message: str
    rule: str

    def __post_init__(self) -> None:
        """Keep personal data out of messages: they are public, and any rule may repeat a value or name."""
        object.__setattr__(self, "message", withheld(self.message))
        object.__setattr__(self, "field", blanked(self.field, "."))
        object.__setattr__(self, "path", blanked(self.path, "/"))

    def as_text(self) -> str:
        """`path:line: field: message [rule]`, the form of DESIGN section 5."""
        field = f"{self.field}: " if self.field else ""
        line = f"{self.path}:{self.line}: {_cut(field)}{_cut(self.message)} [{self.rule}]"
        return _printable(" ".join(line.splitlines()))

    def as_github(self) -> str:
        """A workflow command of GitHub Actions that annotates the line."""
        title = _escape_property(f"{self.rule}: {_cut(self.field)}" if self.field else self.rule)
        path = _escape_property(self.path)
        return f"::error file={path},line={self.line},title={title}::{_escape_data(_printable(_cut(self.message)))}"


def _cut(text: str) -> str:
    """The text, shortened: a message repeats what it is about, but never pages of it."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def _printable(text: str) -> str:
    """Text without control characters for terminals; line breaks stay."""
    return "".join(char if char.isprintable() or char in "\r\n\xa0" else "\ufffd" for char in text)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(_printable(text)).replace(":", "%3A").replace(",", "%2C")


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and field."""
    return sorted(set(problems))


def listed(problems: Sequence[Problem], form: Callable[[Problem], str] = Problem.as_text) -> Iterator[str]:
    """The lines with which problems are told. Of very many the last line only counts those of each rule.

    Each rule has some lines; what is left of the room goes to files that cannot be read, and then by file.
    """
    shown = problems if len(problems) <= MOST_LISTED else _chosen(problems)
    yield from map(form, shown)
    told = Counter(problem.rule for problem in shown)
    left = {rule: number - told[rule] for rule, number in Counter(problem.rule for problem in problems).most_common()}
    if others := [f"{number:,} [{rule}]" for rule, number in left.items() if number]:
        more = f"{sum(left.values()):,} further problems are not listed"
        yield f"{more}: {', '.join(others)}; correct the ones above first"


def _chosen(problems: Sequence[Problem]) -> list[Problem]:
    """As many problems as are listed, in their order."""
    met = Counter[str]()
    each = max(MOST_LISTED // (2 * len({problem.rule for problem in problems})), 1)
    ranked = []
    for place, problem in enumerate(problems):
        met[problem.rule] += 1
        ranked.append((met[problem.rule] > each, problem.rule not in UNREADABLE, place))
    return [problems[place] for _, _, place in sorted(sorted(ranked)[:MOST_LISTED], key=itemgetter(2))]


def did_you_mean(wrong: str, choices: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the word of a closed list that a wrong one seems to misspell; else empty."""
    near = near_choice(wrong, choices)
    return f"; did you mean '{near}'?" if near else ""


def one_of(wrong: str, choices: Iterable[str]) -> str:
    """`; did you mean 'x'?` if a wrong word seems to misspell one of a closed list, else the whole list."""
    words = list(choices)
    return did_you_mean(wrong, words) or (f"; one of: {', '.join(words)}" if words else "")
