"""Messages tell one thing in the singular."""

from __future__ import annotations

import pytest

from macros.core.words.amounts import amount, amount_is


@pytest.mark.parametrize(
    ("number", "told", "verb"), [(0, "0 passages", "are"), (1, "1 passage", "is"), (1204, "1,204 passages", "are")]
)
def test_a_number_has_its_noun_and_its_verb(number: int, told: str, verb: str) -> None:
    """One is told in the singular; thousands are divided."""
    assert amount(number, "passage") == told
    assert amount_is(number, "passage") == f"{told} {verb}"


def test_a_plural_may_be_of_its_own() -> None:
    """Not every noun takes one more s."""
    assert [amount(number, "entry", "entries") for number in (1, 2)] == ["1 entry", "2 entries"]
