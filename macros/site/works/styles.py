"""The citation styles on offer, and what a citation processor must do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Items = dict[str, dict[str, Any]]
Processor = Callable[[Items], dict[str, str]]
"""From CSL-JSON items by group of styles to HTML by style."""


@dataclass(frozen=True)
class Style:
    """A citation style: the CSL file, its form, and the item types it is given."""

    id: str
    label: str
    file: str
    form: str
    group: str


STYLES = (
    Style("chicago-note", "Chicago, note", "chicago-notes-bibliography", "note", "plain"),
    Style("chicago-bibliography", "Chicago, bibliography", "chicago-notes-bibliography", "entry", "plain"),
    Style("chicago-author-date", "Chicago, author-date", "chicago-author-date", "entry", "plain"),
    Style("apa", "APA 7", "apa", "entry", "plain"),
    Style("mla", "MLA 9", "modern-language-association", "entry", "plain"),
    Style("oscola", "OSCOLA", "oscola", "note", "web"),
    Style("bluebook", "Bluebook", "bluebook-law-review", "note", "web"),
)
"""The styles on offer. OSCOLA and the Bluebook need another item type for what is published on the web alone."""
