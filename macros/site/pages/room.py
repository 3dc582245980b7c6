"""How much room texts take beside and below each other on a wide screen, in pixels, by the number of their characters.

An estimate is enough: it decides where claims and notes are shown, so that no text leaves a void beside long ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from macros.site.claims.shown_claims import ShownClaim

LONGER = 1.12
"""How much longer than the text its margin may be: a tenth of the column may be empty."""
TEXT_LINE, TEXT_CHARACTERS, LINKS = 29, 66, 24
"""Height of a line of text, characters in it, and height of the links below a passage."""
SIDE_LINE, SIDE_CHARACTERS, ROW, CHAIN = 19, 30, 8, 28
"""The same for claims beside it: a line, its characters, what a row adds, and the chain above a block."""
NOTE_LINE = 30
"""The height of a note that is not opened."""


def text(shown: str) -> int:
    """The height of the text of a passage, with its links."""
    return ceil(len(shown) / TEXT_CHARACTERS) * TEXT_LINE + LINKS


def claims(blocks: Iterable[list[ShownClaim]]) -> int:
    """The height of claims beside a text."""
    return sum(_chain(block[0]) + sum(map(_row, block)) for block in blocks)


def notes(number: int) -> int:
    """The height of closed notes."""
    return number * NOTE_LINE


def _chain(claim: ShownClaim) -> int:
    return CHAIN + len(claim.said_by) // (2 * SIDE_CHARACTERS) * SIDE_LINE


def _row(claim: ShownClaim) -> int:
    links = sum(len(link.text) + 12 for link in (*claim.rests_on, *(one.claim for one in claim.may_share[:1])))
    return ROW + ceil((len(claim.who) + len(claim.measured) + links) / SIDE_CHARACTERS) * SIDE_LINE
