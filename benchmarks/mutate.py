"""Mutations of contributed files: what slips, what careless tools do, and what somebody would try who means harm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

PIECES = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{##",
        "##}",
        "<!--#",
        "---\n",
        "...\n",
        "\n\n",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
    ),
    *(
        "&a ",
        "*a ",
        "!!int ",
        "!!python/object/apply:os.system ",
        "<<: *a\n",
        "|\n",
        ">-\n",
        "? ",
        "@",
        "%YAML 9\n",
        "#",
    ),
    *("@misc{", "@string{a=b}", "@comment{", "\\input{/etc/passwd}", "\\", "%", ",", "=", "\t", "\r", "\x00", "\x85"),
    *("{#", "\n", ":", "1e9", "9" * 12, "<script>", "\U0001f6a2", "{{ passage(9, 2) }}", '{{ cite("x.y") }}'),
    *("\u2028", "\ufeff", "\u202e", "\u2066", "\u200b", "\u061c", "\u3164", "\U000e0041", "\ud7ff", "\U0001d7dc", "٤١"),
    *("null", "~", "no", "0", "-1", "1e999", "9" * 30, "2011-02-30", "0000", "9999-99-99", "../", "x" * 300, "é", "가"),
    *("<script>alert(x)</script>", "<img src=x onerror=alert(x)>", "<svg onload=alert(x)>", "</script>", "]]>", "<!--"),
    *("[x](javascript:alert(x))", "![x](//evil.example)", "[x]: data:text/html,x\n", "{: onclick=alert(x)}", "&#8238;"),
    *("javascript:alert(x)", "file:///etc/passwd", "https://u:p@evil.example", "https://[::1", "https://x:99999/"),
    *(
        "=cmd()",
        "+1",
        "@SUM(A)",
        "\nER  - \n",
        "TY  - BOOK\n",
        "`",
        "``",
        "*",
        "_",
        "> ",
        "# ",
        "| a | b |\n|---|---|\n",
    ),
    *("{{ passage(0) }}", "{{ passage(1, 99999999) }}", "{{ at(-1) }}", '{{ claim("") }}', "{{ org() }}", "{{ x.y }}"),
    *(
        '{{ law("river-treaty", "99", how="identified") }}',
        '{{ see("report-2011", 99) }}',
        '{{ org("\\ud800") }}',
        "{{ ''.__class__ }}",
    ),
    *("{% for x in y %}", "{% import 'x' %}", "{% raw %}", "{{ home() }}", '{{ vocabulary("x") }}', "{{ 9**9**9 }}"),
)
"""What is put in."""


def mutated(content: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """The bytes of a file after one to four mutations; `others` are files of which parts are spliced in."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        content = random.choice(_MUTATIONS)(content, others, random)
    return content


def _spot(content: bytes, random: Random) -> int:
    return random.randint(0, len(content))


def _flip(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    if not content:
        return b""
    at = random.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]


def _insert(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    at = _spot(content, random)
    return content[:at] + random.choice(PIECES).encode() * random.choice((1, 1, 1, 1, 2, 50)) + content[at:]


def _replace(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    """A value of a line is another one."""
    lines = content.split(b"\n")
    at = random.randrange(len(lines))
    name, mark, _ = lines[at].partition(b": ")
    lines[at] = name + mark + random.choice(PIECES).encode()
    return b"\n".join(lines)


def _swap(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    words = content.split(b" ")
    one, other = random.randrange(len(words)), random.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return b" ".join(words)


def _lines(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    """A few lines are gone, twice, or elsewhere."""
    lines = content.split(b"\n")
    start = random.randrange(len(lines))
    taken = lines[start : start + random.randint(1, 4)]
    rest = lines[:start] + lines[start + len(taken) :]
    to = random.randint(0, len(rest))
    how = random.randrange(3)
    return b"\n".join((rest, lines[:to] + taken + lines[to:], rest[:to] + taken + rest[to:])[how])


def _splice(content: bytes, others: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(others)
    start = _spot(other, random)
    at = _spot(content, random)
    part = other[start : start + random.choice((20, 200, len(other)))]
    return content[:at] + part + content[random.choice((at, len(content))) :]


def _cut(content: bytes, _others: Sequence[bytes], random: Random) -> bytes:
    at = _spot(content, random)
    return content[:at] if random.randrange(3) else content[at:]


_MUTATIONS: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    *(_flip, _insert, _insert, _insert, _replace, _replace, _swap, _lines, _lines, _splice, _cut),
)
