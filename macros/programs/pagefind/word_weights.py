"""Pieces of the index made smaller: few words in each, and how much a word counts on a page in place of all its places.

Pagefind lists each place of a word, and two thirds of what a search loads are such places. They decide whether words
stand side by side, for which the search page reads the text itself, and they are added up to the weight of the word on
the page. So one place with the whole weight gives the same results in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.programs.pagefind.cbor import Item, UnknownFormError, size_of

_USUAL = 24
"""The weight of a place before the first mark of a weight."""
_MOST = 255
"""The largest weight of one place."""
_PLACES = 997
"""So many words have places of their own: Pagefind counts words at one place as parts of one."""


_LARGE = 20_000
"""From so many bytes on, before it is packed, a piece is parted. A common word alone may have more."""
_ALIKE = 4
"""Words with so many first letters alike stay in one piece, since Pagefind also finds what begins with a word."""


def parted(piece: Item) -> Iterator[list[Item]]:
    """The words of a piece, in their order, in parts of their own. Raises UnknownFormError."""
    match piece:
        case [list(words)] if words:
            part, size = [words[0]], size_of(words[0])
            for before, word in pairwise(words):
                if size + size_of(word) > _LARGE and not _alike(before, word):
                    yield part
                    part, size = [], 0
                part.append(word)
                size += size_of(word)
            yield part
        case _:
            raise UnknownFormError("a piece of the index has no words")


def _alike(before: Item, word: Item) -> bool:
    match before, word:
        case [str(one), *_], [str(other), *_]:
            return one[:_ALIKE] == other[:_ALIKE]
    raise UnknownFormError("a word of the index is not a text with its pages and spellings")


def weighed(piece: Item, first: int) -> int:
    """Put weights in place of places, in a piece whose words are numbered from `first` on; gives the next number.

    A word is a text, its pages, and the spellings it also has, each with its pages. Raises UnknownFormError.
    """
    match piece:
        case [list(words)]:
            for number, word in enumerate(words, first):
                _weigh(word, number % _PLACES)
            return first + len(words)
    raise UnknownFormError("a piece of the index is not a list of words")


def _weigh(word: Item, place: int) -> None:
    match word:
        case [str(), list(pages), list(spellings)]:
            for listed in (pages, *(spelled for _, spelled in _pairs(spellings))):
                _replace(listed, place)
        case _:
            raise UnknownFormError("a word of the index is not a text with its pages and spellings")


def _pairs(spellings: list[Item]) -> Iterator[tuple[str, list[Item]]]:
    for spelling in spellings:
        match spelling:
            case [str(text), list(pages)]:
                yield text, pages
            case _:
                raise UnknownFormError("a spelling of a word in the index is not a text with its pages")


def _replace(pages: list[Item], place: int) -> None:
    for page in pages:
        match page:
            case [int(), list(places), *_]:
                page[1] = list(_places(_weight(places), place))
            case _:
                raise UnknownFormError("a page of a word in the index is not a number with places")


def _weight(places: list[Item]) -> int:
    """The weights of all places together: a negative number tells the weight of those that follow."""
    total, weight = 0, _USUAL
    for one in places:
        if not isinstance(one, int):
            raise UnknownFormError("a place of a word in the index is not a number")
        if one < 0:
            weight = min(-1 - one, _MOST)
        else:
            total += weight
    return total


def _places(total: int, place: int) -> Iterator[int]:
    """As few places as have a weight together. Behind a mark a place is told whole, then by its distance."""
    full, rest = divmod(total, _MOST)
    if full:
        yield from (-1 - _MOST, place, *(_PLACES for _ in range(full - 1)))
    if rest:
        yield from (-1 - rest, place + full * _PLACES)
