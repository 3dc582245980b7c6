"""What is wrong with markup that a page may not hold: not all of it is executed or fetched by browsers."""

from __future__ import annotations

import re

_RUNS = "is executed or fetched by browsers; write Markdown and plain links"
_RUNNING = (
    "applet|audio|base|embed|form|frame|frameset|iframe|image|input|link|math|meta|object|script|source|style|svg|"
    "template|track|video"
)
_WRONG = (
    ("<!--.*", "is a remark that is published though no reader sees it; delete it"),
    (f"<(?:{_RUNNING})", _RUNS),
    ("<[a-z][a-z0-9]*", "is not a tag that pages may hold; write Markdown"),
    ("<.*", "is not a plain tag; write Markdown, values of a tag in straight double quotes, and &lt; for the sign"),
    (r"on\w*|action|background|data|formaction|ping|poster|srcdoc|srcset|style|[\w.-]+:(?:href|src)", _RUNS),
    ("[a-z][a-z0-9_-]*", "is not an attribute that pages may hold; delete it with its value"),
    (r".*\\.*", r"has \, which browsers read as / or not at all; write /"),
    (
        r"\s*(?:ftp|sftp|file|tel|sms|geo|magnet|ssh|irc|gopher)\s*:.*",
        "leads to what many readers cannot open; link a page at an address with http, https or mailto",
    ),
)
"""What was found, as a pattern, and what is wrong with it. The first that fits counts; anything else may run."""
_PATTERNS = [(re.compile(pattern, re.DOTALL | re.IGNORECASE), wrong) for pattern, wrong in _WRONG]
_REST = re.compile("(<!--.*?-->|<[^!>]*>).*", re.DOTALL)
"""A tag or remark with what follows it."""


def not_plain(found: str) -> str:
    """What is wrong with something that `active_in_html` found, and what would be right."""
    wrong = next((wrong for pattern, wrong in _PATTERNS if pattern.fullmatch(found)), _RUNS)
    shown = " ".join(_REST.sub(r"\1", found).split())
    return f"'{shown}' {wrong}"
