"""What finished HTML holds that nobody but our own templates should have written, by the inspection of the build."""

from __future__ import annotations

from macros.core.tags import read
from macros.site.finished import wrong_in_part

OURS = frozenset({"script", "link", "meta", "head", "html", "body", "main"})
"""Elements of the template of pages, which no text of a record or page may bring."""
DATA = ("application/ld+json", "application/json")
"""Scripts that browsers do not carry out."""


def active(html: str) -> list[str]:
    """Every tag, attribute and character of a piece of a page that may not stand in it; data for programs may."""
    tags, _ = read(html)
    foreign = [f"<{tag.name}" for tag in tags if tag.name in OURS and tag.value("type") not in DATA and not tag.closes]
    return [*foreign, *wrong_in_part(html)]
