"""Edits of a BibTeX file that leave every other character where it is. pybtex would rewrite the whole file."""

from __future__ import annotations

import re


def without_entry(text: str, entry: str) -> str:
    """A file without one entry, given as it is written there, and without the empty line after it."""
    start = text.index(entry)
    return text[:start] + text[start + len(entry) :].lstrip("\n")


def without_field(entry: str, name: str) -> str:
    """An entry without one of its fields."""
    found = re.search(rf"(?:^|(?<=,))[ \t]*{re.escape(name)}\s*=\s*", entry, re.MULTILINE | re.IGNORECASE)
    if not found:
        return entry
    end = _end(entry, found.end())
    rest = entry[end:]
    return entry[: found.start()] + re.sub(r"\A,?[ \t]*\n?", "", rest)


def without_keyword(entry: str, word: str) -> str:
    """An entry without one word of its `keywords`, or without the field if it was the only word."""
    found = re.search(r"keywords\s*=\s*[{\"]([^}\"]*)[}\"]", entry, re.IGNORECASE)
    words = [one.strip() for one in found[1].split(",")] if found else []
    kept = [one for one in words if one != word]
    if not found or kept == words:
        return entry
    return (
        entry[: found.start(1)] + ", ".join(kept) + entry[found.end(1) :] if kept else without_field(entry, "keywords")
    )


def _end(entry: str, start: int) -> int:
    """The end of a value: the first comma or closing brace that is not inside it."""
    depth, quoted = 0, False
    for index in range(start, len(entry)):
        sign = entry[index]
        if sign == '"' and depth == 0:
            quoted = not quoted
        elif not quoted:
            if depth == 0 and sign in ",}\n":
                return index
            depth += (sign == "{") - (sign == "}")
    return len(entry)
