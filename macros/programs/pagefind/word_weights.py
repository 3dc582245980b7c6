"""The words of an index, each with its pages and how much it counts there, read from pieces and written into them.

Pagefind lists each place of a word, and two thirds of what a search loads are such places. They decide whether words
stand side by side, for which the search page reads the text itself, and they are added up to the weight of the word on
the page. So one place with the whole weight gives the same results in the same order.

A large archive has millions of places. What finds them is therefore a pattern, many times faster than reading item
by item. Words that were read are kept in a form that need not be read so again.
"""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros.programs.pagefind.cbor import ARRAY, NEGATIVE, NUMBER, TEXT, UnknownFormError, head, head_at

Weights = dict[int, tuple[int, bytes]]
"""By the number of a page, how much a word counts there, and its places in the title as Pagefind has them."""

_USUAL = 24
"""The weight of a place before the first mark of a weight."""
_MOST = 255
"""The largest weight of one place."""
_PLACES = 997
"""So many words have places of their own: Pagefind counts words at one place as parts of one."""
_ONE = rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a....)"
_MARK = rb"(?:[\x20-\x37]|\x38.|\x39..)"
_EACH = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|\x1a....)*+"
_ONES = rb"(?:[\x00-\x17]++|\x18.|\x19..|\x1a....)*+"
_LIST = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
_PAGE = re.compile(
    rb"\x83(%b)(%b%b?+)%b((?:%b%b)*+)(%b%b)" % (_ONE, _LIST, _MARK, _ONES, _MARK, _ONES, _LIST, _EACH), re.DOTALL
)
"""A page of a word: its distance from the page before, the list of places with the mark at its beginning, the rest from
the second mark on, and the places in the title."""
_PAGES = re.compile(rb"(?>\x83%b%b%b%b%b)*+" % (_ONE, _LIST, _EACH, _LIST, _EACH), re.DOTALL)
_STRETCH = re.compile(rb"(%b?)((?:%b)*)" % (_MARK, _ONE), re.DOTALL)
_NUMBER = re.compile(_ONE, re.DOTALL)


@dataclass
class IndexWord:
    """A word, how much it counts on its pages, and the same for each other spelling that readers may type."""

    text: bytes
    pages: Weights
    spellings: dict[bytes, Weights]

    def add(self, other: IndexWord) -> None:
        """Take in the pages of the same word from another part of the index."""
        self.pages |= other.pages
        for spelling, pages in other.spellings.items():
            self.spellings.setdefault(spelling, {}).update(pages)

    def moved(self, place: Callable[[int], int]) -> IndexWord:
        """The word with other numbers for its pages."""
        spellings = {
            spelling: {place(page): weight for page, weight in pages.items()}
            for spelling, pages in self.spellings.items()
        }
        return IndexWord(self.text, {place(page): weight for page, weight in self.pages.items()}, spellings)

    def encoded(self, number: int) -> bytes:
        """The word as an item of a piece. `number` tells it from its neighbours."""
        place = number % _PLACES
        parts = [head(ARRAY, 3), _text(self.text), _pages(self.pages, place), head(ARRAY, len(self.spellings))]
        for spelling, pages in sorted(self.spellings.items()):
            parts += [head(ARRAY, 2), _text(spelling), _pages(pages, place)]
        return b"".join(parts)


def words_of(raw: bytes) -> Iterator[IndexWord]:
    """The words of a piece. Raises UnknownFormError."""
    number, at = _array(raw, 0, 1)
    number, at = _array(raw, at)
    for _ in range(number):
        _, at = _array(raw, at, 3)
        text, at = _text_at(raw, at)
        pages, at = _pages_at(raw, at)
        different, at = _array(raw, at)
        word = IndexWord(text, pages, {})
        for _ in range(different):
            _, at = _array(raw, at, 2)
            spelling, at = _text_at(raw, at)
            word.spellings[spelling], at = _pages_at(raw, at)
        yield word
    if at != len(raw):
        raise UnknownFormError("a piece of the index goes on behind its words")


def packed_words(words: Iterable[IndexWord]) -> bytes:
    """Words as they are kept."""
    told = [(word.text, word.pages, word.spellings) for word in words]
    return zlib.compress(pickle.dumps(told, pickle.HIGHEST_PROTOCOL), 1)


def unpacked_words(packed: bytes) -> Iterator[IndexWord]:
    """Words that were kept."""
    told = pickle.loads(zlib.decompress(packed))  # noqa: S301 # our own file, as hard to change as code
    return (IndexWord(*word) for word in told)


def piece_of(words: list[bytes]) -> bytes:
    """A piece that holds words, each an item."""
    return head(ARRAY, 1) + head(ARRAY, len(words)) + b"".join(words)


def _array(raw: bytes, at: int, length: int | None = None) -> tuple[int, int]:
    kind, number, at = _head_at(raw, at)
    if kind != ARRAY or (length is not None and number != length):
        raise UnknownFormError("a list of the index has another form")
    return number, at


def _text_at(raw: bytes, at: int) -> tuple[bytes, int]:
    kind, number, at = _head_at(raw, at)
    if kind != TEXT:
        raise UnknownFormError("a word of the index is not a text")
    return raw[at : at + number], at + number


def _head_at(raw: bytes, at: int) -> tuple[int, int, int]:
    if at >= len(raw):
        raise UnknownFormError("a piece of the index ends within a word")
    return head_at(raw, at)


def _pages_at(raw: bytes, at: int) -> tuple[Weights, int]:
    number, at = _array(raw, at)
    if not number:
        return {}, at
    found = _PAGES.match(raw, at)
    end = found.end() if found else at
    pages: Weights = {}
    page, usual = 0, _COUNTED
    for distance, places, rest, title in _PAGE.findall(raw, at, end):
        page += _NUMBERS[distance]
        pages[page] = (_weight(places, rest), title) if rest else usual[places, title]
    if len(pages) != number:
        raise UnknownFormError("a page of a word in the index is not a number with places")
    return pages, end


def _weight(places: bytes, rest: bytes) -> int:
    """The weights of all places together: a negative number tells the weight of those that follow."""
    others = [(marked, len(_NUMBER.findall(numbers))) for marked, numbers in _STRETCH.findall(rest) if marked]
    _, number, end = head_at(places, 0)
    mark = places[end:]
    first = number - bool(mark) - sum(1 + number for _, number in others)
    return sum(_marked(marked) * number for marked, number in [(mark, first), *others])


def _marked(mark: bytes) -> int:
    return min(_NUMBERS[mark], _MOST) if mark else _USUAL


class _Numbers(dict[bytes, int]):
    """The number in each head that was met."""

    def __missing__(self, raw: bytes) -> int:
        self[raw] = number = head_at(raw, 0)[1]
        return number


class _Counted(dict[tuple[bytes, bytes], tuple[int, bytes]]):
    """The weight of a list of places that has one mark, or none, by the heads of both; each with places in the title.

    Most words have one of few such on all their pages, and whoever has the same holds it once.
    """

    def __missing__(self, asked: tuple[bytes, bytes]) -> tuple[int, bytes]:
        places, title = asked
        self[asked] = counted = _weight(places, b""), title
        return counted


_NUMBERS, _COUNTED = _Numbers(), _Counted()


def _text(raw: bytes) -> bytes:
    return head(TEXT, len(raw)) + raw


def _pages(weights: Weights, place: int) -> bytes:
    parts = [head(ARRAY, len(weights))]
    written: dict[tuple[int, bytes], bytes] = {}
    before = 0
    for page in sorted(weights):
        if (places := written.get(counted := weights[page])) is None:
            places = written[counted] = _places(counted[0], place) + counted[1]
        parts += (_DISTANCES[page - before], places)
        before = page
    return b"".join(parts)


class _Distances(dict[int, bytes]):
    """How a page begins, by its distance from the page before."""

    def __missing__(self, distance: int) -> bytes:
        self[distance] = raw = head(ARRAY, 3) + head(NUMBER, distance)
        return raw


_DISTANCES = _Distances()


def _places(total: int, place: int) -> bytes:
    """As few places as have a weight together. Behind a mark a place is told whole, then by its distance."""
    full, rest = divmod(total, _MOST)
    parts: list[bytes] = []
    if full:
        parts += [head(NEGATIVE, _MOST), head(NUMBER, place), *(head(NUMBER, _PLACES) for _ in range(full - 1))]
    if rest:
        parts += [head(NEGATIVE, rest), head(NUMBER, place + full * _PLACES)]
    return head(ARRAY, len(parts)) + b"".join(parts)
