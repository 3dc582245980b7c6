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
SIDE, SIDE_LINE, ROW, CHAIN = 300, 19, 8, 28
"""Width of a row beside it, height of a line there, what a row adds to its lines, and the chain above a block."""
FIGURE, FIGURE_LETTER, SIDE_LETTER = 147, 8.5, 7
"""The greatest width of the figures of a block, and the widths of a letter of a figure and of the words beside it."""
RESTS, SHARES, SHARES_MANY = (
    " ↳ rests on ",
    " ◐ may share an origin with ",
    " ◐ may share an origin with 2 other claims",
)
"""What a row says of the origin of its claim."""
NOTE_LINE = 30
"""The height of a note that is not opened."""


def text(shown: str) -> int:
    """The height of the text of a passage, with its links."""
    return ceil(len(shown) / TEXT_CHARACTERS) * TEXT_LINE + LINKS


def claims(blocks: Iterable[list[ShownClaim]]) -> int:
    """The height of claims beside a text."""
    return sum(_block(block) for block in blocks)


def notes(number: int) -> int:
    """The height of closed notes."""
    return number * NOTE_LINE


def _block(block: list[ShownClaim]) -> int:
    """A chain above rows of which the figures share one column."""
    figures = min(FIGURE, max(len(claim.headline) + len(claim.dated) for claim in block) * FIGURE_LETTER)
    across = (SIDE - figures) / SIDE_LETTER
    chain = CHAIN + len(block[0].said_by) * SIDE_LETTER // SIDE * SIDE_LINE
    return chain + sum(ROW + ceil(_letters(claim) / across) * SIDE_LINE for claim in block)


def _letters(claim: ShownClaim) -> int:
    words = (claim.who, claim.measured, claim.recorded.hedge or "", *(RESTS + link.text for link in claim.rests_on))
    shares = [SHARES + one.claim.text for one in claim.may_share] if len(claim.may_share) == 1 else []
    return sum(map(len, (*words, *shares, SHARES_MANY if len(claim.may_share) > 1 else "")))
