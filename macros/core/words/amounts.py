"""A number of things in messages: one of them is told in the singular."""


def amount(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 passage`, `1,204 passages`; `many` is a plural that does not end with one more s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def amount_is(number: int, one: str) -> str:
    """The same with its verb: `1 passage is`, `2 passages are`."""
    return f"{amount(number, one)} {'is' if number == 1 else 'are'}"
