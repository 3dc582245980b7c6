"""HTML in pasted texts: entities and the tags that only alter the look, as databases leave them in titles."""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|sc|scp|small|span|font|p|br|jats:[a-z-]+|mml:[a-z]+|inf|title|div|italic|bold)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def without_markup(text: str) -> str:
    """Entities as their signs, such tags left out, single spaces. Entities may be escaped twice (`&amp;quot;`)."""
    for _ in range(2):
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return " ".join(_TAG.sub("", text).split())
